"""The side pane of the import dialog: the chosen entry above, all warnings below."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.label import Label
from reader.gui.dialogs.importing.import_detail import EntryDetail, Subject
from reader.gui.look.theme import theme
from reader.gui.models.import_remarks import ImportRemarks, Remark
from reader.model import Plan

Index = QModelIndex | QPersistentModelIndex


WARNINGS_FROM = 200  # the height from which there is room for the list of them


class ImportSide(QFrame):
    """Shows one entry with its choices; a click on a warning goes to its entry or line."""

    remark_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "side")
        self.detail = EntryDetail()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.detail)
        self.detail.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setProperty("part", "detail")
        self._scroll.setAccessibleName("The chosen paper")
        self._rule = QFrame()
        self._rule.setProperty("part", "rule")
        self._rule.setFixedHeight(1)
        self._caption = Label("Warnings", role="caption", ink="secondary")
        self._remarks = ImportRemarks(self)
        self.list = _RemarkList(self._remarks)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.detail.rebuilt.connect(self.order_stops)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for area in (self._scroll, self.list):
            area.setMinimumHeight(1)  # both scroll: in a low window they may be low
        for widget, stretch in (
            (self._scroll, 5),
            (self.detail.tools, 0),
            (self._rule, 0),
            (self._caption, 0),
            (self.list, 2),
        ):
            column.addWidget(widget, stretch)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.set_plans(())
        self.detail.show_entry(None)

    def set_plans(self, plans: Sequence[Plan | None], names: Sequence[str] = ()) -> None:
        """List the warnings of these plans, of several files each under its name."""
        self._remarks.set_plans(plans, names)
        self._fit()
        self._caption.setText(f"Warnings ({self._remarks.count:,})")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, all of it is for the chosen paper: it has its own warnings."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        some = self._remarks.rowCount() > 0 and self.height() >= theme().px(WARNINGS_FROM)
        for widget in (self._rule, self._caption, self.list):
            widget.setVisible(some)

    def show_entry(self, subject: Subject | None) -> None:
        """Show an entry from its top."""
        self.detail.show_entry(subject)
        self.order_stops()
        self._scroll.verticalScrollBar().setValue(0)

    def order_stops(self) -> None:
        """Let Tab go through the entry from top to bottom, then to the warnings."""
        # What is new comes last in the tab order; it belongs after the frame it is in.
        stops = [self._scroll, *self.detail.stops(), self.list]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def show_lines(self, remark: Remark, source: Sequence[str]) -> None:
        """Show lines of a file that belong to no entry."""
        self.detail.show_lines(remark.text, source, remark.first_line, remark.last_line)
        self._scroll.verticalScrollBar().setValue(0)

    def _choose(self, index: QModelIndex) -> None:
        self.remark_chosen.emit(self._remarks.remark(index.row()))

    def _restyle(self) -> None:
        px = theme().px
        self._caption.setContentsMargins(px(20), px(10), px(20), px(4))


class _RemarkList(QListView):
    """Line numbers at the left, words beside them, wrapped."""

    def __init__(self, remarks: ImportRemarks) -> None:
        super().__init__()
        self.setAccessibleName("Warnings")
        self.setModel(remarks)
        self.setItemDelegate(_RemarkCell(self, remarks))
        # Thousands of warnings are laid out a few at a time.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _RemarkCell(QStyledItemDelegate):
    def __init__(self, view: QListView, remarks: ImportRemarks) -> None:
        super().__init__(view)
        self._view, self._remarks = view, remarks

    def _numbers(self) -> int:
        return theme().px(68)

    def _words(self, width: int) -> QRect:
        return QRect(0, 0, width - self._numbers() - theme().px(16), 10_000)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the wrapped words."""
        width = self._view.viewport().width()
        if self._remarks.remark(index.row()).tone == "file":
            return QSize(width, theme().px(28))
        text = self._remarks.remark(index.row()).text
        metrics = QFontMetrics(theme().font("small"))
        flags = Qt.TextFlag.TextWordWrap
        height = metrics.boundingRect(self._words(width), flags, text).height()
        return QSize(width, height + theme().px(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint lines and words; a band under the chosen one."""
        look, remark = theme(), self._remarks.remark(index.row())
        area: QRect = option.rect
        if self._view.currentIndex() == index and self._view.hasFocus():
            painter.fillRect(area, look.color("bg.selected"))
        inside = area.adjusted(0, look.px(4), 0, 0)
        if remark.tone == "file":
            self._paint_name(painter, inside, remark.text)
            return
        painter.setFont(look.count_font())
        painter.setPen(look.color("text.tertiary"))
        left = QRect(inside.left(), inside.top(), self._numbers() - look.px(12), inside.height())
        right_top = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(left, right_top, remark.lines)
        painter.setFont(look.font("small"))
        tokens = {"quiet": "text.tertiary", "plain": "text.secondary", "check": "warn.text"}
        painter.setPen(look.color(tokens[remark.tone]))
        words = self._words(area.width()).translated(self._numbers(), inside.top())
        painter.drawText(words, Qt.TextFlag.TextWordWrap, remark.text)

    @staticmethod
    def _paint_name(painter: QPainter, area: QRect, name: str) -> None:
        look = theme()
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text.primary"))
        inside = area.adjusted(look.px(20), 0, -look.px(16), 0)
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)
