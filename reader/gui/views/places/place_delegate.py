"""One line of the sidebar, painted: a place with its count, a heading, a sentence."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import number
from reader.gui.models.sidebar_tree import Line, Look
from reader.gui.places import FIXED

if TYPE_CHECKING:
    from reader.gui.views.places.place_tree import PlaceTree

HEIGHTS = {Look.GAP: 10, Look.HEADING: 38, Look.SENTENCE: 22}

Index = QModelIndex | QPersistentModelIndex


class PlaceDelegate(QStyledItemDelegate):
    """Paints the lines of the tree of places."""

    def __init__(self, view: "PlaceTree") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of a line by its look."""
        height = HEIGHTS.get(self._view.line(index).look)
        return QSize(px(100), px(height) if height else theme().size("sidebarRow"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line = self._view.line(index)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.look is Look.HEADING:
            self._paint_heading(painter, rect, line, option)
        elif line.look is Look.SENTENCE:
            painter.setFont(theme().font("small"))
            painter.setPen(theme().color("text.tertiary"))
            area = rect.adjusted(px(20), 0, -px(8), 0)
            text = painter.fontMetrics().elidedText(
                line.text, Qt.TextElideMode.ElideRight, round(area.width())
            )
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        elif line.look is not Look.GAP:
            self._paint_place(painter, rect, line, option, index)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, rect: QRectF, line: Line, option: QStyleOptionViewItem
    ) -> None:
        area = rect.adjusted(px(20), px(14), -px(16), 0)
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().color("text.secondary"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, line.text)
        folded = line.section in self._view.folded
        if folded or option.state & QStyle.StateFlag.State_MouseOver:
            name = "chevron-right" if folded else "chevron-down"
            picture = pixmap(name, theme().color("text.tertiary"), px(14), _ratio(painter))
            painter.drawPixmap(
                round(area.right() - px(12)), round(area.center().y() - px(7)), picture
            )

    def _paint_place(
        self,
        painter: QPainter,
        rect: QRectF,
        line: Line,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        box = rect.adjusted(px(8), 0, -px(8), 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, box, selected, option, index)
        middle = rect.center().y()
        if line.tag is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().tag_color(line.tag.color))
            painter.drawEllipse(QRectF(rect.left() + px(22), middle - px(4), px(8), px(8)))
        else:
            name = line.place.icon if line.place else "more"
            token = "accent.text" if selected else "text.secondary"
            size = theme().size("icon")
            picture = pixmap(name, theme().color(token), size, _ratio(painter))
            painter.drawPixmap(round(rect.left() + px(18)), round(middle - size / 2), picture)
        right = self._paint_count(painter, box, line)
        if line.warning:
            right -= px(20)
            mark = pixmap("warning", theme().color("warn.icon"), px(14), _ratio(painter))
            painter.drawPixmap(round(right), round(middle - px(7)), mark)
        strong = line.place in FIXED
        painter.setFont(theme().font("label" if strong or selected else "body"))
        more = line.look is Look.MORE
        painter.setPen(theme().color("text.secondary" if more else "text.primary"))
        area = QRectF(rect.left() + px(43), rect.top(), right - rect.left() - px(51), rect.height())
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ground(
        self,
        painter: QPainter,
        box: QRectF,
        selected: bool,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        drop = index == self._view.drop_index
        token = ""
        if drop or (selected and self._view.hasFocus()):
            token = "bg.selected"
        elif selected:
            token = "bg.pressed"
        elif option.state & QStyle.StateFlag.State_MouseOver:
            token = "bg.hover"
        if not token:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(token))
        if drop:
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme().color("focus.ring"))
            pen.setWidth(2)
            painter.setPen(pen)
            box = box.adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, px(6), px(6))

    def _paint_count(self, painter: QPainter, box: QRectF, line: Line) -> float:
        """Paint the count, if there is one; answers where it begins."""
        right = box.right() - px(8)
        if not line.count:
            return right
        text = number(line.count)
        painter.setFont(theme().count_font())
        painter.setPen(theme().color("text.tertiary"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        area = QRectF(right - width - 1, box.top(), width + 1, box.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return right - width


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatio()
