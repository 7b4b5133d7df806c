"""The sheet of the command palette: a field and, in groups, what fits what is typed in it.

A child of the window and no window itself, so that the window system has no say in its focus.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.keycap import KeyCap, cap_width, key_text, paint_cap
from reader.gui.controls.label import Label
from reader.gui.controls.popover import Popover
from reader.gui.controls.scrim import Scrim
from reader.gui.finding.palette import Offer
from reader.gui.look import glyphs
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme

WIDTH, TOP, FIELD = 660, 108, 54
ROW, HEADING = 36, 31
LOW = 480  # the height of a window that leaves little room
OFFER = Qt.ItemDataRole.UserRole
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -5,
    Qt.Key.Key_PageDown: 5,
}

Index = QModelIndex | QPersistentModelIndex


class PaletteSheet(Popover):
    """Shows offers. `typed` for each change of the field, `chosen` for the offer to run.

    `search_wanted` when nothing fits and Enter is pressed all the same.
    """

    typed = Signal(str)
    chosen = Signal(object)
    search_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("Command palette")
        self._scrim = Scrim(window, "scrimLight")
        self.field = _Field(self)
        self.field.textChanged.connect(self.typed)
        self._about = Label(role="small", ink="secondary")
        self._about.setProperty("part", "about")
        self._about.setContentsMargins(px(9), px(4), px(9), px(4))
        self._offers = QStandardItemModel(self)
        self.list = _Rows(self._offers)
        self.list.clicked.connect(lambda index: self._choose(index, keep=False))
        self._nothing = Label(ink="secondary", wrap=True)
        self._lay_out()
        self.closed.connect(self._leave)

    def open(self, typed: str, about: str) -> None:
        """Open over the window, with the caret in the field."""
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.field.setText(typed)
        self._scrim.show()
        self._scrim.raise_()
        self.open_at(self._window.rect())
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_offers(self, offers: Sequence[Offer], nothing: str) -> None:
        """Show these, the first one marked; `nothing` says that there are none."""
        self._offers.clear()
        group = ""
        for offer in offers:
            if offer.group != group:
                group = offer.group
                self._offers.appendRow(_heading(group))
            self._offers.appendRow(_item(offer))
        self.list.setVisible(bool(offers))
        self._nothing.setText(nothing)
        self._nothing.setVisible(not offers and bool(nothing))
        self.move_by(1, first=True)
        self.refit()

    def names(self) -> list[str]:
        """What is offered, in words."""
        items = [self._offers.item(row) for row in range(self._offers.rowCount())]
        return [item.text() for item in items if item.data(OFFER) is not None]

    def move_by(self, step: int, *, first: bool = False) -> None:
        """Mark another offer; headings are passed over."""
        rows = [
            row
            for row in range(self._offers.rowCount())
            if self._offers.item(row).data(OFFER) is not None
        ]
        if not rows:
            return
        here = self.list.currentIndex().row()
        place = rows.index(here) + step if here in rows and not first else 0
        index = self._offers.index(rows[max(0, min(place, len(rows) - 1))], 0)
        self.list.setCurrentIndex(index)
        if index.row() == rows[0]:
            self.list.scrollToTop()  # with its heading
        self.field.setAccessibleDescription(self._offers.itemFromIndex(index).accessibleText())

    def take_key(self, event: QKeyEvent) -> bool:
        """The keys of the palette while the field has the focus."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.move_by(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            keep = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._choose(self.list.currentIndex(), keep=keep)
        elif key == Qt.Key.Key_Tab:
            self._complete()
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    # ------------------------------------------------------------ within

    def _current(self) -> Offer | None:
        index = self.list.currentIndex()
        found = index.data(OFFER) if index.isValid() else None
        return found if isinstance(found, Offer) else None

    def _choose(self, index: QModelIndex, *, keep: bool) -> None:
        offer = index.data(OFFER) if index.isValid() else None
        if not keep:
            self.dismiss()
        if isinstance(offer, Offer):
            self.chosen.emit(offer)
        elif not index.isValid():
            self.dismiss()
            self.search_wanted.emit()
        if keep:
            self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _complete(self) -> None:
        offer = self._current()
        if offer is not None:
            sign = self.field.text()[:1]
            self.field.setText((sign if sign in ">#@" else "") + offer.name)

    def _leave(self) -> None:
        self._scrim.go()
        self.deleteLater()

    def _put(self) -> None:
        """In the middle, near the top; as high as the window leaves room for."""
        self.move((self._window.width() - self.width()) // 2, self._top())

    def _top(self) -> int:
        """As high as in the design, higher where the rows need the room."""
        height = self._window.height()
        return px(8) if height < px(LOW) else min(px(TOP), max(px(8), height // 8))

    def refit(self) -> None:
        """As high as what is offered."""
        window = self._window.rect()
        room = window.height() - self._top() - px(FIELD) - px(48) - px(16)
        wanted = sum(self.list.sizeHintForRow(row) for row in range(self._offers.rowCount()))
        self.list.setFixedHeight(min(max(wanted + px(16), 1), max(room, px(120))))
        self.setFixedWidth(min(px(WIDTH), window.width() - 2 * px(16)))
        super().refit()

    def _lay_out(self) -> None:
        glass = QLabel()
        size = theme().size("iconToolbar")
        ratio = self.devicePixelRatioF()
        glass.setPixmap(pixmap("search", theme().color("text.secondary"), size, ratio))
        top = QHBoxLayout()
        top.setContentsMargins(px(18), 0, px(18), 0)
        top.setSpacing(px(12))
        top.addWidget(glass)
        top.addWidget(self.field, 1)
        top.addWidget(self._about, 0, Qt.AlignmentFlag.AlignVCenter)
        self.field.setFixedHeight(px(FIELD))
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(1)
        self._nothing.setContentsMargins(px(20), px(18), px(20), px(18))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(rule)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        column.addWidget(_foot())


def _foot() -> QFrame:
    foot = QFrame()
    foot.setProperty("part", "popoverFoot")
    hints = QHBoxLayout(foot)
    hints.setContentsMargins(px(18), px(9), px(18), px(9))
    hints.setSpacing(px(6))
    for keys, words in ((("↑", "↓"), "move"), (("Enter",), "run"), (("Ctrl+Enter",), "keep open")):
        for key in keys:
            hints.addWidget(KeyCap(key))
        hints.addWidget(Label(words, role="small", ink="tertiary"))
        hints.addSpacing(px(10))
    hints.addStretch(1)
    for sign, words in ((">", "commands"), ("#", "tags"), ("@", "papers")):
        hints.addWidget(Label(sign, role="small", weight=600, ink="secondary"))
        hints.addWidget(Label(words, role="small", ink="tertiary"))
        hints.addSpacing(px(6))
    return foot


def _heading(words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setAccessibleText(words)
    return item


def _item(offer: Offer) -> QStandardItem:
    item = QStandardItem(offer.name)
    item.setEditable(False)
    item.setData(offer, OFFER)
    parts = (offer.name, offer.detail, key_text(offer.keys))
    item.setAccessibleText(", ".join(part for part in parts if part))
    return item


class _Field(QLineEdit):
    """The field; it asks the sheet about every key first."""

    def __init__(self, sheet: PaletteSheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setFrame(False)
        self.setFont(theme().font("lead"))
        self.setPlaceholderText("Find a command, a place or a paper")
        self.setAccessibleName("Find a command, a place or a paper")

    def event(self, event: QEvent) -> bool:
        """Tab, Enter, Esc and the arrows belong to the palette."""
        if isinstance(event, QKeyEvent):
            kind = event.type()
            if kind == QEvent.Type.KeyPress and self._sheet.take_key(event):
                return True
            ours = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if kind == QEvent.Type.ShortcutOverride and event.key() in ours:
                event.accept()
                return True
        return super().event(event)


class _Rows(QListView):
    """The offers; the keyboard stays in the field."""

    def __init__(self, model: QStandardItemModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_OfferDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Offers")
        self.setViewportMargins(0, px(8), 0, px(8))


class _OfferDelegate(QStyledItemDelegate):
    """Paints headings and offers."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower than offers."""
        return QSize(px(320), px(HEADING if index.data(OFFER) is None else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        offer = index.data(OFFER)
        if isinstance(offer, Offer):
            _paint_offer(painter, rect, offer, _ground(option))
        else:
            painter.setFont(theme().font("caption", 500))
            painter.setPen(theme().color("text.tertiary"))
            area = rect.adjusted(px(18), px(6), -px(18), 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()


def _ground(option: QStyleOptionViewItem) -> str:
    if option.state & QStyle.StateFlag.State_Selected:
        return "bg.selected"
    return "bg.hover" if option.state & QStyle.StateFlag.State_MouseOver else ""


def _paint_offer(painter: QPainter, rect: QRectF, offer: Offer, ground: str) -> None:
    row = rect.adjusted(px(9), 0, -px(9), 0)
    if ground:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(ground))
        painter.drawRoundedRect(row, px(6), px(6))
    _paint_sign(painter, QRectF(row.left() + px(10), row.top(), px(18), row.height()), offer)
    left = row.left() + px(38)
    right = row.right() - px(10)
    if offer.keys:
        text = key_text(offer.keys)
        width, height = cap_width(text), theme().size("key")
        cap = QRectF(right - width, row.center().y() - height / 2, width, height)
        paint_cap(painter, cap, text)
        right = cap.left() - px(10)
    area = QRectF(left, row.top(), right - left, row.height())
    left = _paint_name(painter, area, offer)
    if offer.detail and right - left > px(60):
        painter.setFont(theme().font("small"))
        painter.setPen(theme().color("text.tertiary"))
        room = QRectF(left + px(12), row.top(), right - left - px(12), row.height())
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(offer.detail, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


def _paint_sign(painter: QPainter, area: QRectF, offer: Offer) -> None:
    middle = area.center()
    if offer.state is not None:
        size = theme().size("stateGlyph")
        box = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
        glyphs.paint(painter, box, offer.state, seen=offer.seen)
    elif offer.tag is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().tag_color(offer.tag.color))
        painter.drawEllipse(middle, px(4), px(4))
    elif offer.icon:
        size = theme().size("icon")
        ratio = painter.device().devicePixelRatioF()
        picture = pixmap(offer.icon, theme().color("text.secondary"), size, ratio)
        painter.drawPixmap(QPointF(middle.x() - size / 2, middle.y() - size / 2), picture)


def _paint_name(painter: QPainter, area: QRectF, offer: Offer) -> float:
    """Paint the name with what was typed bold; answers where it ends."""
    plain, bold = theme().font("body"), theme().font("bodyStrong")
    name = _elided(offer.name, bold if offer.marks else plain, area.width())
    marks = set(offer.marks)
    x = area.left()
    start = 0
    while start < len(name):
        marked = start in marks
        end = start + 1
        while end < len(name) and (end in marks) == marked:
            end += 1
        painter.setFont(bold if marked else plain)
        painter.setPen(theme().color("accent.text" if marked else "text.primary"))
        part = name[start:end]
        room = QRectF(x, area.top(), area.right() - x + 1, area.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, part)
        x += QFontMetricsF(painter.font()).horizontalAdvance(part)
        start = end
    return x


def _elided(name: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, width)
