"""The tag editor: chips, a field, and the tags that fit what is typed.

Nothing is changed before it closes: then `done(add, remove)` says everything at once, so that one
visit is one step of undo.
"""

from collections.abc import Mapping, Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.chip import TagChip
from reader.gui.controls.keycap import KeyCap
from reader.gui.controls.label import Label
from reader.gui.controls.popover import Popover
from reader.gui.controls.tick_box import paint_tick_box
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme
from reader.gui.views.flow_layout import FlowLayout
from reader.gui.views.tag_completion import Offer, existing, offers, tag_name
from reader.model import Tag

_ROW, _WIDTH = 32, 320
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _On(Enum):
    """Whether a tag is on all of the papers, on some, or on none."""

    ALL = Qt.CheckState.Checked
    SOME = Qt.CheckState.PartiallyChecked
    NONE = Qt.CheckState.Unchecked


class TagEditor(Popover):
    """Edits the tags of `papers` papers; `on` says on how many of them each tag is.

    `tags` are all tags of the library with their counts.
    """

    done = Signal(object, object)

    def __init__(
        self,
        tags: Sequence[tuple[Tag, int]],
        on: Mapping[str, int],
        papers: int,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.setAccessibleName("Tags")
        self._tags = list(tags)
        self._papers, self._was = papers, dict(on)
        self._now = {name: _On.ALL if count >= papers else _On.SOME for name, count in on.items()}
        self._chips = QWidget()
        self._flow = FlowLayout()
        self._chips.setLayout(self._flow)
        self.field = _Field(self)
        self._list = _OfferList(self)
        self._list.clicked.connect(self.toggle)
        self.field.textChanged.connect(self._typed)
        self._lay_out()
        self._show_chips()
        self._typed()
        self.closed.connect(self._tell)
        self.setFixedWidth(px(_WIDTH))

    def open_at(self, place: QRect, gap: int = 6) -> None:
        """Open under `place` and begin to type."""
        super().open_at(place, gap)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    # ------------------------------------------------------------ what is on

    def state_of(self, name: str) -> Qt.CheckState:
        """Whether a tag is on all, some or none of the papers."""
        return self._now.get(name, _On.NONE).value

    def count_words(self, offer: Offer) -> str:
        """How often a tag is used, or on how many of these papers it is."""
        if self._now.get(offer.name) is _On.SOME:
            return f"on {self._was[offer.name]} of {self._papers}"
        return f"{offer.count:,}" if offer.tag is not None else ""

    def toggle(self, offer: Offer) -> None:
        """Turn a tag on for all papers, or off for all."""
        name = offer.name
        if self._now.get(name) is _On.ALL:
            self._take_off(name)
        else:
            self._put_on(name)
        self.field.clear()

    def _put_on(self, name: str) -> None:
        if existing(name, self._tags) is None:
            self._tags.append((Tag(name, "slate"), 0))
        self._now.pop(name, None)
        self._now[name] = _On.ALL
        self._show_chips()
        self._list.update()

    def _take_off(self, name: str) -> None:
        self._now.pop(name, None)
        self._show_chips()
        self._list.update()

    def changes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The tags to add to all papers, and those to take off."""
        add = [
            name
            for name, on in self._now.items()
            if on is _On.ALL and self._was.get(name, 0) < self._papers
        ]
        remove = [name for name in self._was if name not in self._now]
        return tuple(add), tuple(remove)

    def _tell(self) -> None:
        add, remove = self.changes()
        if add or remove:
            self.done.emit(add, remove)
        self.deleteLater()

    # ------------------------------------------------------------ typing

    def _typed(self, _text: str = "") -> None:
        on = [name for name, state in self._now.items() if state is not _On.NONE]
        self._list.show_offers(offers(self.field.text(), self._tags, on))
        self.refit()

    def take_key(self, event: QKeyEvent) -> bool:
        """The keys of the editor while the field has the focus."""
        key = event.key()
        if key in _ENTER:
            self._enter()
        elif key in _UP_DOWN:
            self._list.move_by(_UP_DOWN[Qt.Key(key)])
        elif key == Qt.Key.Key_Tab:
            self._complete()
        elif key == Qt.Key.Key_Comma:
            self._end_tag()
        elif key == Qt.Key.Key_Backspace and not self.field.text() and self._now:
            self._take_off(list(self._now)[-1])
            self._typed()
        else:
            return False
        return True

    def _enter(self) -> None:
        offer = self._list.current()
        if offer is not None and (self.field.text() or self._list.was_moved):
            self.toggle(offer)
        elif not self.field.text():
            self.dismiss()

    def _complete(self) -> None:
        offer = self._list.current()
        if offer is not None:
            self.field.setText(offer.name)

    def _end_tag(self) -> None:
        """Put on what is typed, in the case that exists already."""
        name = tag_name(self.field.text())
        if name:
            tag = existing(name, self._tags)
            self._put_on(tag.name if tag is not None else name)
        self.field.clear()

    # ------------------------------------------------------------ layout

    def _show_chips(self) -> None:
        self._flow.removeWidget(self.field)
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        colors = {tag.name: tag for tag, _count in self._tags}
        for name, state in self._now.items():
            chip = TagChip(colors.get(name, Tag(name, "slate")), removable=True)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setEnabled(state is _On.ALL or self._papers > 1)
            chip.removed.connect(lambda name=name: self._take_off(name))
            chip.clicked.connect(self.field.setFocus)
            self._flow.addWidget(chip)
        self._flow.addWidget(self.field)
        self.refit()

    def refit(self) -> None:
        """Give the chips the rows they need, then find size and place."""
        width = px(_WIDTH) - px(18)
        self._chips.setFixedHeight(self._flow.heightForWidth(width))
        super().refit()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(px(8), px(8), px(8), px(8))
        top.addWidget(self._chips)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(1)
        foot = QFrame()
        foot.setProperty("part", "popoverFoot")
        hints = QHBoxLayout(foot)
        hints.setContentsMargins(px(12), px(7), px(12), px(7))
        hints.setSpacing(px(6))
        for keys, words in (("Tab", "complete"), ("Enter", "toggle"), ("Esc", "done")):
            hints.addWidget(KeyCap(keys))
            hints.addWidget(Label(words, role="small", ink="tertiary"))
            hints.addSpacing(px(6))
        hints.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(rule)
        column.addWidget(self._list)
        column.addWidget(foot)


class _Field(QLineEdit):
    """Where a tag is typed; the editor sees every key first."""

    def __init__(self, editor: TagEditor) -> None:
        super().__init__()
        self._editor = editor
        self.setAccessibleName("Tags")
        self.setFont(theme().font("body"))
        self.setFixedHeight(theme().size("chipLarge"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for some words."""
        return QSize(px(96), theme().size("chipLarge"))

    def event(self, event: QEvent) -> bool:
        """Tab completes instead of leaving; Esc is not for the window."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._editor.take_key(event):
                return True
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
        return super().event(event)


class _OfferList(QWidget):
    """The tags that fit, as painted lines; the field keeps the focus."""

    clicked = Signal(object)

    def __init__(self, editor: TagEditor) -> None:
        super().__init__()
        self._editor = editor
        self._offers: list[Offer] = []
        self._current = 0
        self.was_moved = False
        self.setMouseTracking(True)
        self.setAccessibleName("Tags that fit")

    def show_offers(self, offered: list[Offer]) -> None:
        """Show these, the first one marked."""
        self._offers, self._current, self.was_moved = offered, 0, False
        self._describe()
        self.setFixedHeight(px(_ROW) * len(offered) + px(8))
        self.update()

    def current(self) -> Offer | None:
        """The marked line."""
        return self._offers[self._current] if self._offers else None

    def move_by(self, step: int) -> None:
        """Mark another line, round the end."""
        if self._offers:
            self._current = (self._current + step) % len(self._offers)
            self.was_moved = True
            self._describe()
            self.update()

    def _describe(self) -> None:
        offer = self.current()
        self.setAccessibleDescription("" if offer is None else _spoken(offer, self._editor))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, offer in enumerate(self._offers):
            row = QRectF(px(6), px(4) + place * px(_ROW), self.width() - px(12), px(_ROW))
            if place == self._current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme().color("bg.selected"))
                painter.drawRoundedRect(row, px(4), px(4))
            self._paint_row(painter, row, offer)
        painter.end()

    def _paint_row(self, painter: QPainter, row: QRectF, offer: Offer) -> None:
        look, middle = theme(), row.center().y()
        if offer.tag is None:
            size = px(14)
            plus = pixmap("add", look.color("text.tertiary"), size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(row.left() + px(11), middle - size / 2), plus)
            whole = row.adjusted(0, 0, -px(8), 0)
            x = _words(painter, whole, row.left() + px(36), "Make the tag ", 400, "text.secondary")
            _words(painter, whole, x, offer.name, 600, "text.primary")
            return
        side = px(16)
        box = QRectF(row.left() + px(10), middle - side / 2, side, side)
        paint_tick_box(painter, box, self._editor.state_of(offer.name))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tag_color(offer.tag.color))
        painter.drawEllipse(QPointF(row.left() + px(40), middle), px(4), px(4))
        start, end = offer.match
        named = row.adjusted(0, 0, -px(70), 0)  # the counts have the rest
        x = row.left() + px(54)
        for words, weight in (
            (offer.name[:start], 400),
            (offer.name[start:end], 600),
            (offer.name[end:], 400),
        ):
            x = _words(painter, named, x, words, weight, "text.primary")
        painter.setFont(look.count_font())
        painter.setPen(look.color("text.tertiary"))
        at_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row.adjusted(0, 0, -px(8), 0), at_right, self._editor.count_words(offer))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click toggles a line."""
        place = self._row_at(event)
        if place is not None:
            self.clicked.emit(self._offers[place])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line under the pointer is marked."""
        place = self._row_at(event)
        if place is not None and place != self._current:
            self._current = place
            self.update()

    def _row_at(self, event: QMouseEvent) -> int | None:
        place = int((event.position().y() - px(4)) // px(_ROW))
        return place if 0 <= place < len(self._offers) else None


def _words(painter: QPainter, row: QRectF, x: float, text: str, weight: int, ink: str) -> float:
    """Paint words at `x` in a line and answer where they end."""
    font = theme().font("body", weight)
    painter.setFont(font)
    painter.setPen(theme().color(ink))
    room = QRectF(x, row.top(), max(0.0, row.right() - x), row.height())
    metrics = QFontMetricsF(font)
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, short)
    return x + metrics.horizontalAdvance(short)


def _spoken(offer: Offer, editor: TagEditor) -> str:
    if offer.tag is None:
        return f"Make the tag {offer.name}"
    on = {
        Qt.CheckState.Checked: "on",
        Qt.CheckState.PartiallyChecked: editor.count_words(offer),
        Qt.CheckState.Unchecked: "off",
    }[editor.state_of(offer.name)]
    return f"{offer.name}, {on}"
