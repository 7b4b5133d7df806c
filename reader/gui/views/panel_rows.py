"""The rows of two lines that the tabs of the panel list things in."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.gui.look.theme import px, theme

ROW = 46


class RowDelegate(QStyledItemDelegate):
    """Says how high a row is; what is in it is painted by those that derive from this."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text and some air."""
        return QSize(px(200), px(ROW))


class PanelRows(QListView):
    """A list of such rows: a click or Enter says `chosen`; letters are left to the window.

    So does the middle button, with which a browser follows a link and keeps the way back.
    """

    chosen = Signal(QModelIndex)

    def __init__(self, name: str, model: QAbstractListModel, delegate: RowDelegate) -> None:
        super().__init__()
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)
        self.clicked.connect(self.chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row, so that the focus can be seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button chooses the row it is let go over."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index.isValid():
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(index)
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


def paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, *, line: bool = True
) -> None:
    """Paint what lies under a row: selected, under the pointer, or neither, with a hair `line`."""
    state = option.state
    focused = bool(state & QStyle.StateFlag.State_Active) and option.widget.hasFocus()
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(theme().color("bg.selected" if focused else "bg.selectedInactive"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme().color("bg.hover"))
    elif not line:
        return
    else:
        hair = QRectF(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(hair, theme().color("line.hair"))
        return
    painter.drawRoundedRect(rect.adjusted(px(6), 1, -px(6), -1), px(8), px(8))


def paint_line(painter: QPainter, rect: QRectF, text: str, role: str, ink: str) -> None:
    """Paint one line of a row, ended with “…” where there is no room."""
    painter.setFont(theme().font(role))
    painter.setPen(theme().color(ink))
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, flags, short)
