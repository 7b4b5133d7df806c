"""One paper as a card: glyph, title, snippet, date, authors, tags, star. All of it painted."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from reader.dates import shown_date
from reader.gui.controls.tick_box import paint_tick_box
from reader.gui.look import glyphs
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import row_meta
from reader.gui.models.matches import Match
from reader.gui.models.paper_list import Group, PaperList
from reader.gui.settings import Density
from reader.gui.views.text_lines import LaidLine, lay_out, paint_lines
from reader.model import Row, Tag
from reader.tex import readable

GROUP_HEIGHT = 34
STAR = 15
KEPT = 600

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Words:
    """The laid out words of one card."""

    title: tuple[LaidLine, ...]
    snippet: tuple[LaidLine, ...]


class PaperDelegate(QStyledItemDelegate):
    """Paints the cards of a `PaperList`.

    `match` answers what a search found in a row (None: no search). `bulk` is set while several
    papers are selected: then the glyph is a box. `places` shows the place in the Queue instead.
    `reason` answers why a row stands where it does, in an order that needs to be told.
    """

    def __init__(self, table: QTableView, papers: PaperList) -> None:
        super().__init__(table)
        self._table = table
        self._papers = papers
        self._words: OrderedDict[tuple[object, ...], _Words] = OrderedDict()
        self.match: Callable[[Row], Match] | None = None
        self.reason: Callable[[Row], str] | None = None
        self.bulk = False
        self.places = False
        self.chips = True  # tags in the line of what is known
        self.snippets = True
        self.density: Density = "comfortable"
        self.lifted: frozenset[int] = frozenset()  # rows that are being dragged
        theme().changed.connect(self.forget)

    # ------------------------------------------------------------ sizes

    @property
    def searching(self) -> bool:
        """Whether rows show what a search found."""
        return self.match is not None

    @property
    def _shape(self) -> str:
        return "search" if self.searching else self.density

    def row_height(self, group: Group | None) -> int:
        """The height of a row; the first of a group has the heading above its card."""
        height = px(theme().token("row", self._shape, "height"))
        return height + (px(GROUP_HEIGHT) if group else 0)

    def card(self, rect: QRectF, group: Group | None) -> QRectF:
        """The card in the rectangle of its row."""
        top = px(GROUP_HEIGHT) if group else 0
        inset_x, inset_y = px(theme().token("row", "insetX")), px(theme().token("row", "insetY"))
        return rect.adjusted(inset_x, top + inset_y, -inset_x, -inset_y)

    def star_box(self, card: QRectF) -> QRectF:
        """Where the star of a card is, with room for the pointer."""
        left = card.right() - px(theme().token("row", "padRight")) - px(STAR)
        compact = self._shape == "compact"
        top = card.center().y() - px(STAR) / 2 if compact else card.top() + px(10)
        return QRectF(left, top, px(STAR), px(STAR))

    def gutter(self, card: QRectF) -> QRectF:
        """The strip at the left where a click ticks the paper."""
        return QRectF(card.left(), card.top(), px(32), card.height())

    def forget(self) -> None:
        """Lay everything out again when it is painted next."""
        self._words.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list."""
        return QSize(px(320), self.row_height(self._papers.group(index.row())))

    # ------------------------------------------------------------ painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        place = index.row()
        group = self._papers.group(place)
        rect = QRectF(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if group:
            self._paint_group(painter, rect, group)
        card = self.card(rect, group)
        self._paint_ground(painter, card, place, selected, hovered)
        row = self._papers.row(place)
        if place in self.lifted:
            self._paint_lifted(painter, card)
        elif row is None:
            self._paint_waiting(painter, card)
        else:
            self._paint_card(painter, card, row, selected, hovered)
        painter.restore()

    def paint_card(self, painter: QPainter, card: QRectF, row: Row) -> None:
        """Paint the card of a paper that is in no row, such as one that is being dragged."""
        self._paint_card(painter, card, row, selected=False, hovered=False)

    def _paint_group(self, painter: QPainter, rect: QRectF, group: Group) -> None:
        left = rect.left() + px(20)
        area = QRectF(left, rect.top() + px(8), rect.width() - px(40), px(20))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme().font("caption"))
        metrics = QFontMetricsF(painter.font())
        count_font = theme().count_font()
        count_width = QFontMetricsF(count_font).horizontalAdvance(group.count)
        label = metrics.elidedText(
            group.label, Qt.TextElideMode.ElideRight, area.width() - count_width - px(40)
        )
        painter.setPen(theme().color("text.secondary"))
        painter.drawText(area, align, label)
        area.setLeft(left + metrics.horizontalAdvance(label) + px(8))
        painter.setFont(count_font)
        painter.setPen(theme().color("text.tertiary"))
        painter.drawText(area, align, group.count)
        area.setLeft(area.left() + count_width + px(8))
        line = QRectF(area.left(), round(area.center().y()), area.width() + px(2), 1)
        painter.fillRect(line, theme().color("line.hair"))

    def _paint_ground(
        self, painter: QPainter, card: QRectF, place: int, selected: bool, hovered: bool
    ) -> None:
        model = self._table.selectionModel()
        below = model.isRowSelected(place + 1) if place + 1 < self._papers.rowCount() else True
        if not selected and not below and not self._papers.group(place + 1):
            left = card.left() + px(theme().token("row", "gutter"))
            right = card.right() - px(theme().token("row", "padRight"))
            painter.fillRect(
                QRectF(left, card.bottom(), right - left, 1), theme().color("line.hair")
            )
        focused = self._table.hasFocus()
        here = focused and place == self._table.currentIndex().row()
        if selected or hovered:
            self._paint_state(painter, card, selected, focused)
        if here and (self.bulk or not selected):
            painter.setPen(QPen(theme().color("focus.ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = px(theme().token("radius", "row"))
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_state(self, painter: QPainter, card: QRectF, selected: bool, focused: bool) -> None:
        token = "bg.hover"
        if selected:
            token = "bg.selected" if focused else "bg.selectedInactive"
        radius = px(theme().token("radius", "row"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(token))
        painter.drawRoundedRect(card, radius, radius)
        if selected and focused:
            painter.setBrush(theme().color("focus.ring"))
            inset = px(13) if card.height() > px(48) else px(6)
            bar = QRectF(card.left(), card.top() + inset, px(3), card.height() - 2 * inset)
            painter.drawRoundedRect(bar, px(1.5), px(1.5))

    def _paint_lifted(self, painter: QPainter, card: QRectF) -> None:
        """The old place of a row that is being dragged: empty and grey."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("bg.selectedInactive"))
        painter.drawRoundedRect(card, px(8), px(8))

    def _paint_waiting(self, painter: QPainter, card: QRectF) -> None:
        """Two grey bars in the place of the words, still."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("bg.hover"))
        left = card.left() + px(38)
        bars = ((12, 0.8), (34, 0.4)) if self._shape in ("comfortable", "search") else ((9, 0.6),)
        for top, part in bars:
            bar = QRectF(left, card.top() + px(top), (card.width() - px(80)) * part, px(12))
            painter.drawRoundedRect(bar, px(3), px(3))

    def _paint_card(
        self, painter: QPainter, card: QRectF, row: Row, selected: bool, hovered: bool
    ) -> None:
        left = card.left() + px(theme().token("row", "gutter"))
        right = self.star_box(card).left() - px(8)
        found = self.match(row) if self.match is not None else None
        self._paint_glyph(painter, card, row, selected)
        if self._shape in ("cozy", "compact"):
            self._paint_line(painter, card, row, right, selected)
            self._paint_star(painter, card, row, hovered)
            return
        words = self._lay_out(row, found, right - left)
        top = card.top() + px(8)
        height = theme().line_height("rowTitle")
        paint_lines(painter, words.title, QPointF(left, top), height, theme().color("text.primary"))
        top += len(words.title) * height
        ink = theme().color("text.secondary")
        paint_lines(painter, words.snippet, QPointF(left, top), height, ink)
        lines = len(words.title) + len(words.snippet)
        meta = card.top() + px(8) + max(lines, 2) * height + px(3)
        self._paint_meta(painter, QRectF(left, meta, 0, px(18)), card, row, found, selected)
        self._paint_star(painter, card, row, hovered)

    def _paint_line(
        self, painter: QPainter, card: QRectF, row: Row, right: float, selected: bool
    ) -> None:
        """The title on one line; under it what is known (cozy), or the date beside it (compact)."""
        left = card.left() + px(theme().token("row", "gutter"))
        height = theme().line_height("rowTitle")
        compact = self._shape == "compact"
        top = card.center().y() - height / 2 if compact else card.top() + px(6)
        if compact:
            painter.setFont(theme().count_font())
            date = shown_date(row.date)
            width = QFontMetricsF(painter.font()).horizontalAdvance(date)
            painter.setPen(theme().color("text.secondary"))
            area = QRectF(right - width - 1, card.top(), width + 1, card.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, date)
            right = area.left() - px(12)
        style = theme().token("type", "rowTitle")
        font = theme().font("rowTitle", style["weightSeen"] if row.seen else style["weight"])
        key = (row.id, row.title, row.seen, self._shape, int(right - left))
        words = self._words.get(key)
        if words is None:
            title = lay_out(readable(row.title), font, right - left, 1, ())
            words = self._remember(key, _Words(title, ()))
        paint_lines(painter, words.title, QPointF(left, top), height, theme().color("text.primary"))
        if not compact:
            meta = QRectF(left, top + height + px(2), 0, px(18))
            self._paint_meta(painter, meta, card, row, None, selected)

    def _remember(self, key: tuple[object, ...], words: _Words) -> _Words:
        self._words[key] = words
        if len(self._words) > KEPT:
            self._words.popitem(last=False)
        return words

    def _paint_glyph(self, painter: QPainter, card: QRectF, row: Row, selected: bool) -> None:
        size = theme().size("stateGlyph")
        x = card.left() + px(theme().token("row", "glyphX"))
        y = card.top() + px(theme().token("row", "glyphY"))
        if self._shape == "compact":
            y = card.center().y() - size / 2
        if self.bulk and selected:
            side = theme().size("check")
            paint_tick_box(painter, QRectF(x - 1, y - 1, side, side), Qt.CheckState.Checked)
        elif self.places and row.queue_place is not None:
            box = QRectF(card.left() + px(8), y - px(3), px(22), px(20))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("bg.chipOnSelected" if selected else "bg.chip"))
            painter.drawRoundedRect(box, px(4), px(4))
            painter.setPen(theme().color("text.secondary"))
            painter.setFont(theme().count_font())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(row.queue_place))
        else:
            glyphs.paint(painter, QRectF(x, y, size, size), row.state, seen=row.seen)

    def _lay_out(self, row: Row, found: Match | None, width: float) -> _Words:
        marks = tuple(found.title) if found else ()
        plain = readable(row.snippet) if self.snippets else ""
        snippet = found.snippet if found else plain
        under = tuple(found.marks) if found else ()
        lines = 4 if found else 2
        key = (row.id, row.title, row.seen, snippet, marks, under, lines, int(width))
        words = self._words.get(key)
        if words is None:
            style = theme().token("type", "rowTitle")
            weight = style["weightSeen"] if row.seen else style["weight"]
            title = lay_out(readable(row.title), theme().font("rowTitle", weight), width, 2, marks)
            room = lines - len(title)
            text = lay_out(snippet, theme().font("body"), width, room, under) if room else ()
            words = self._remember(key, _Words(title, text))
        return words

    def _paint_meta(
        self,
        painter: QPainter,
        area: QRectF,
        card: QRectF,
        row: Row,
        found: Match | None,
        selected: bool,
    ) -> None:
        why = self.reason(row) if self.reason is not None else ""
        where = found.where if found else ""
        text = " · ".join(part for part in (why, row_meta(row), where) if part)
        painter.setFont(theme().font("small"))
        metrics = QFontMetricsF(painter.font())
        right = card.right() - px(theme().token("row", "padRight"))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - area.left())
        width = metrics.horizontalAdvance(text)
        area.setWidth(min(width + 2, right - area.left()))
        painter.setPen(theme().color("text.secondary"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        gap = px(theme().token("row", "metaGap"))
        room = QRectF(area.left() + width + gap, area.top(), 0, area.height())
        room.setRight(max(room.left(), right))
        _paint_tags(painter, room, row.tags if self.chips else (), selected)

    def _paint_star(self, painter: QPainter, card: QRectF, row: Row, hovered: bool) -> None:
        if not row.starred and not hovered:
            return
        color = theme().color("star" if row.starred else "text.tertiary")
        star = pixmap(
            "star", color, px(STAR), painter.device().devicePixelRatio(), filled=row.starred
        )
        painter.drawPixmap(self.star_box(card).topLeft(), star)


def _paint_tags(painter: QPainter, room: QRectF, tags: tuple[Tag, ...], selected: bool) -> None:
    """Chips with a dot and a name; those that do not fit become `+2`."""
    painter.setFont(theme().font("key", 400))
    metrics = QFontMetricsF(painter.font())
    gap = px(theme().token("row", "metaGap"))
    left = room.left()
    for number, tag in enumerate(tags):
        width = metrics.horizontalAdvance(tag.name) + px(24)
        rest = len(tags) - number - 1
        needed = width + (gap + metrics.horizontalAdvance(f"+{rest}") if rest else 0)
        if left + needed > room.right() + 1:
            painter.setPen(theme().color("text.secondary"))
            area = QRectF(left, room.top(), px(60), room.height())
            if left + metrics.horizontalAdvance(f"+{rest + 1}") <= room.right() + 1:
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, f"+{rest + 1}")
            return
        chip = QRectF(left, room.top(), width, theme().size("chip"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("bg.chipOnSelected" if selected else "bg.chip"))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setBrush(theme().tag_color(tag.color))
        painter.drawEllipse(QPointF(left + px(10.5), chip.center().y()), px(3), px(3))
        painter.setPen(theme().color("text.secondary"))
        painter.drawText(chip.adjusted(px(17), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, tag.name)
        left += width + gap
