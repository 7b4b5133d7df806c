"""The keyboard sheet: every key in force, found by key or by words."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.keycap import cap_width, paint_cap
from reader.gui.controls.label import Label
from reader.gui.controls.search_field import FilterField
from reader.gui.dialogs.dialog import Dialog
from reader.gui.key_sheet import Line, Section, columns, fits, spoken
from reader.gui.look.theme import px, theme

SIZE = (1180, 740)
LINE, GAP = 27, 8
EDGE, SCROLL_BAR = 12, 11  # what the columns leave free at their right
FOUR_FROM, TWO_FROM = 1020, 540  # unscaled widths from which so many columns have room
_SCROLL = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}


class KeySheet(Dialog):
    """Shows the keys; `change` leads to where they can be changed."""

    def __init__(self, parent: QWidget, change: Callable[[], object] | None = None) -> None:
        super().__init__("Keyboard", SIZE, parent)
        self.field = FilterField("Find a key or a command")
        self.field.textChanged.connect(self.show_fitting)
        self._change_keys = change
        button = QPushButton("Change keys…")
        button.setAutoDefault(False)
        button.setFont(theme().font("label"))
        button.clicked.connect(self._change)
        button.setVisible(change is not None)
        rest = Label("Single keys rest while you type", role="small", ink="secondary")
        self._nothing = Label("No key and no command is called that.", ink="tertiary")
        self._nothing.hide()
        top = QHBoxLayout()
        top.addWidget(self.field)
        top.addStretch(1)
        top.addWidget(rest)
        top.addWidget(button)
        top.setSpacing(px(12))
        top.setContentsMargins(0, 0, px(EDGE + SCROLL_BAR), 0)  # as far as the columns go
        page = QWidget()
        self._grid = QGridLayout(page)
        self._columns = [_Column(sections) for sections in columns()]
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.setContentsMargins(px(28), px(16), px(16), 0)
        self.body.setSpacing(px(16))
        self.body.addLayout(top)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._scroll, 1)
        self.footer.hide()
        self._arrange()
        self.field.setFocus()

    def show_fitting(self, sought: str) -> None:
        """Show only lines that have these words or keys."""
        shown = [column.show_fitting(sought) for column in self._columns]
        self._nothing.setVisible(not any(shown))

    def lines(self) -> list[str]:
        """The lines that are shown, in words."""
        return [words for column in self._columns for words in column.shown()]

    def _change(self) -> None:
        self.reject()
        if self._change_keys is not None:
            self._change_keys()

    def _arrange(self) -> None:
        """As many columns side by side as have room."""
        width = self.width() / theme().scale
        across = 4 if width >= FOUR_FROM else 2 if width >= TWO_FROM else 1
        for place, column in enumerate(self._columns):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(column, place // across, place % across, top)
        for place in range(4):
            self._grid.setColumnStretch(place, int(place < across))
        self._grid.setRowStretch(4, 1)
        self._grid.setContentsMargins(0, 0, px(EDGE), px(20))
        self._grid.setHorizontalSpacing(px(36))
        self._grid.setVerticalSpacing(px(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find out again how many columns have room."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and the page keys scroll, also while the field has the focus."""
        step = _SCROLL.get(Qt.Key(event.key())) if not event.modifiers() else None
        if step is None:
            super().keyPressEvent(event)
        else:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + step * px(LINE))


class _Column(QWidget):
    """Sections under each other; headings without a fitting line hide with them."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self._sections: list[tuple[QWidget, list[_LineView]]] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for section in sections:
            head = _Heading(section.heading)
            views = [_LineView(line) for line in section.lines]
            for view in (head, *views):
                box.addWidget(view)
            box.addSpacing(px(14))
            self._sections.append((head, views))

    def show_fitting(self, sought: str) -> bool:
        """Answers whether any line is shown."""
        some = False
        for head, views in self._sections:
            for view in views:
                view.setVisible(fits(view.line, sought))
            shown = any(not view.isHidden() for view in views)
            head.setVisible(shown)
            some = some or shown
        return some

    def shown(self) -> list[str]:
        """The lines that are shown."""
        return [
            view.accessibleName()
            for _head, views in self._sections
            for view in views
            if not view.isHidden()
        ]


class _Heading(QWidget):
    """A heading with a hairline under it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(6))
        column.setSpacing(px(6))
        column.addWidget(Label(words, role="small", weight=600))
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)


class _LineView(QWidget):
    """One line: words at the left, caps at the right."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self._caps = line.caps()
        self.setAccessibleName(spoken(line))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for words and caps."""
        words = QFontMetricsF(theme().font("body")).horizontalAdvance(self.line.words)
        return QSize(round(words + self._caps_width()) + px(GAP), px(LINE))

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut."""
        return self.sizeHint()

    def _between(self) -> float:
        if not self.line.between:
            return px(4)
        metrics = QFontMetricsF(theme().font("small"))
        return metrics.horizontalAdvance(self.line.between) + 2 * px(5)

    def _caps_width(self) -> float:
        gaps = max(0, len(self._caps) - 1) * self._between()
        return sum(cap_width(cap) for cap in self._caps) + gaps

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and caps."""
        painter = QPainter(self)
        painter.setFont(theme().font("body"))
        painter.setPen(theme().color("text.secondary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.line.words)
        x = self.width() - self._caps_width()
        height = theme().size("key")
        for place, cap in enumerate(self._caps):
            if place:
                gap = QRectF(x, 0, self._between(), self.height())
                painter.setFont(theme().font("small"))
                painter.setPen(theme().color("text.tertiary"))
                painter.drawText(gap, Qt.AlignmentFlag.AlignCenter, self.line.between)
                x += self._between()
            box = QRectF(x, (self.height() - height) / 2, cap_width(cap), height)
            paint_cap(painter, box, cap)
            x += cap_width(cap)
        painter.end()


def open_key_sheet(parent: QWidget, change: Callable[[], object] | None = None) -> KeySheet:
    """Show the sheet over the window."""
    sheet = KeySheet(parent, change)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
    QTimer.singleShot(0, sheet.field, sheet.field.setFocus)
    return sheet
