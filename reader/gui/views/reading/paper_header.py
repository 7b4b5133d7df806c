"""The bar over a paper: its state, the likely next step, and the other things to do with it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.keycap import KeyButton, key_text
from reader.gui.controls.menu import Menu
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.look import glyphs
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme
from reader.model import Paper, State

COMMANDS = {
    State.INBOX: "inbox",
    State.QUEUE: "queue",
    State.READING: "read",
    State.DONE: "done",
    State.ARCHIVE: "archive",
}
# What a person most likely does next with a paper in a state: where to, the words, the icon.
NEXT = {
    State.INBOX: (State.QUEUE, "Add to queue", "queue"),
    State.QUEUE: (State.READING, "Read now", "reading"),
    State.READING: (State.DONE, "Done", "done"),
}


class StateButton(QPushButton):
    """The state of a paper: glyph, name and a menu of the five states with their keys."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._seen = State.INBOX, True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_state(self, paper: Paper) -> None:
        """Show where a paper stands, and its place in the Queue."""
        self._state, self._seen = paper.state, paper.seen
        place = paper.queue_place
        queued = paper.state is State.QUEUE and place is not None
        words = f"Queue, place {place}" if queued else paper.state.label
        self.setText(words)
        self.setAccessibleName(f"State, {words}")
        self.setToolTip("State")
        self.updateGeometry()
        self.update()

    def open_menu(self) -> None:
        """Offer the five states."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state, command in COMMANDS.items():
            key = key_text(shown_keys().of(command))
            action = menu.addAction(glyphs.icon(state), f"{state.label}\t{key}")
            action.setEnabled(state is not self._state)
            action.triggered.connect(lambda _on=False, state=state: self.chosen.emit(state))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        """Room for glyph, words and chevron."""
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(words) + px(64), theme().size("buttonSmall"))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button of the style sheet, then glyph, words and chevron."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        side, middle = theme().size("stateGlyph"), self.height() / 2
        glyph = QRectF(px(11), middle - side / 2, side, side)
        glyphs.paint(painter, glyph, self._state, seen=self._seen)
        painter.setFont(self.font())
        painter.setPen(theme().color("text.primary"))
        area = QRectF(px(33), 0, self.width(), self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())
        size = px(14)
        chevron = pixmap(
            "chevron-down", theme().color("text.tertiary"), size, self.devicePixelRatioF()
        )
        painter.drawPixmap(self.width() - px(10) - size, round(middle - size / 2), chevron)
        painter.end()

    def _restyle(self) -> None:
        self.setFont(theme().font("label"))
        self.setFixedHeight(px(30))
        self.updateGeometry()


class PaperHeader(QFrame):
    """Back (only in full width), state, next step; star, tags, highlight, export, width, more."""

    state_wanted = Signal(object)
    star_wanted = Signal(bool)
    tags_wanted = Signal()
    mode_wanted = Signal(bool)
    export_wanted = Signal()
    full_width_wanted = Signal(bool)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "paneHead")
        self._paper: Paper | None = None
        self.back = IconButton("back", "Back to the list", command="back")
        self.back.clicked.connect(lambda: self.full_width_wanted.emit(False))
        self.back.hide()
        self.state = StateButton()
        self.state.chosen.connect(self.state_wanted)
        self.next = KeyButton("", kind="flat", icon="queue", small=True)
        self.next.clicked.connect(self.next_step)
        self.star = IconButton("star", "Star", command="star")
        self.star.clicked.connect(self._turn_star)
        self.tags = IconButton("tag", "Tags", command="tags")
        self.tags.clicked.connect(self.tags_wanted)
        self.mode = IconButton("highlight", "Highlight", command="highlight", checkable=True)
        self.mode.clicked.connect(self.mode_wanted)
        self.export = IconButton("export", "Export this paper", command="export")
        self.export.clicked.connect(self.export_wanted)
        self.full = IconButton("full-width", "Read full width", command="full-width")
        self.full.clicked.connect(lambda: self.full_width_wanted.emit(True))
        self.more = IconButton("more", "More")
        self.more.clicked.connect(self.more_wanted)
        self._row = QHBoxLayout(self)
        for widget in (self.back, self.state, self.next):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for button in (self.star, self.tags, self.mode, self.export, self.full, self.more):
            self._row.addWidget(button)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_paper(self, paper: Paper) -> None:
        """Show where this paper stands."""
        self._paper = paper
        self.state.show_state(paper)
        step = NEXT.get(paper.state)
        if step is not None:
            to, words, icon = step
            self.next.setText(words)
            self.next.set_icon_name(icon)
            self.next.set_command(COMMANDS[to])
        self.star.set_icon(
            "star", "star" if paper.starred else "text.secondary", filled=paper.starred
        )
        self.star.set_text("Star, on" if paper.starred else "Star")
        self._fit()

    def set_full_width(self, on: bool) -> None:
        """Show the way back instead of the way to full width."""
        self.back.setVisible(on)
        self.full.setVisible(not on)
        self._fit()

    def next_step(self) -> None:
        """Do what a person most likely does next."""
        step = NEXT.get(self._paper.state) if self._paper is not None else None
        if step is not None:
            self.state_wanted.emit(step[0])

    def _fit(self) -> None:
        """Leave the next step to its key where there is no room for its button."""
        step = self._paper is not None and self._paper.state in NEXT
        shown = [
            widget
            for place in range(self._row.count())
            if (item := self._row.itemAt(place)) is not None
            and (widget := item.widget()) is not None
            and (widget is self.next or not widget.isHidden())
        ]
        margins = self._row.contentsMargins()
        needed = sum(min(each.sizeHint().width(), each.maximumWidth()) for each in shown)
        needed += self._row.spacing() * len(shown) + margins.left() + margins.right()
        self.next.setVisible(step and needed <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _turn_star(self) -> None:
        if self._paper is not None:
            self.star_wanted.emit(not self._paper.starred)

    def _restyle(self) -> None:
        self.setFixedHeight(theme().size("header"))
        self._row.setContentsMargins(px(16), 0, px(14), 0)
        self._row.setSpacing(px(8))
        self._fit()
