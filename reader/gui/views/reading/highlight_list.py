"""The Highlights tab: number, words, comment and kind of every highlight of the paper."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStackedLayout,
    QStyleOptionViewItem,
    QWidget,
)

from reader.gui.controls.label import Label
from reader.gui.look import marks
from reader.gui.look.comments import comment_pieces, plain_comment
from reader.gui.look.theme import px, theme
from reader.gui.views import quoting
from reader.gui.views.panel_rows import PanelRows, RowDelegate, paint_ground, paint_line
from reader.model import Highlight
from reader.tex import readable

_Index = QModelIndex | QPersistentModelIndex
_NUMBERED = Qt.ItemDataRole.UserRole.value
GONE = "not in the text any more: select its words, then Enter here"
EMPTY = "Select words in the abstract to highlight them."


class Highlights(QAbstractListModel):
    """The highlights of one paper in reading order."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: list[tuple[int, Highlight]] = []

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Hold these."""
        numbered = marks.numbered(highlights)
        if numbered != self._marks:
            self.beginResetModel()
            self._marks = numbered
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """How many there are."""
        return 0 if parent.isValid() else len(self._marks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, the sentence for screen readers, or number and highlight together."""
        if not index.isValid() or not 0 <= index.row() < len(self._marks):
            return None
        number, mark = self._marks[index.row()]
        if role == _NUMBERED:
            return number, mark
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(mark.quote)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            comment = f" Comment: {plain_comment(mark.comment)}." if mark.comment else ""
            return f"Highlight {number}, {mark.label}. {one_line(mark.quote)}.{comment}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Every row can be dragged into the notes."""
        dragged = Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | dragged

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The words as a quotation with its reference, for the notes."""
        quoted = "\n".join(quotation(*self._marks[index.row()]) for index in indexes)
        mime = QMimeData()
        mime.setText(quoted)
        quoting.carry_quotation(mime, quoted)
        return mime

    def mark(self, index: QModelIndex) -> Highlight | None:
        """The highlight of a row."""
        return self._marks[index.row()][1] if 0 <= index.row() < len(self._marks) else None


def quotation(number: int, mark: Highlight) -> str:
    """A highlight as a note quotes it."""
    return quoting.quotation(readable(mark.quote), f"[^h{number}]")


def one_line(text: str) -> str:
    """The words of a highlight, readable and in one line."""
    return " ".join(readable(text).split())


class _Rows(RowDelegate):
    """Paints one highlight: its number, its words, the comment under them, its kind."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row."""
        number, mark = index.data(_NUMBERED)
        rect = QRectF(option.rect)
        look = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, rect, line=False)
        alone = mark.start is not None and not mark.comment
        first = rect.top() + ((rect.height() - px(20)) / 2 if alone else px(5))
        side = px(18)
        box = QRectF(rect.left() + px(16), first + px(1), side, side)
        marks.paint_number(painter, box, number, mark.kind)
        left, right = rect.left() + px(44), rect.right() - px(16)
        painter.setFont(look.font("key", 400))
        painter.setPen(look.color("text.tertiary"))
        kind_width = painter.fontMetrics().horizontalAdvance(mark.label)
        top = QRectF(left, first, right - left, px(20))
        painter.drawText(
            top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark.label
        )
        top.setWidth(top.width() - kind_width - px(12))
        paint_line(painter, top, one_line(mark.quote), "body", "text.primary")
        for area, words, said in comment_line(rect, mark):
            paint_line(painter, area, words, "small", "accent.text" if said else "text.secondary")
        painter.restore()


def comment_line(rect: QRectF, mark: Highlight) -> list[tuple[QRectF, str, str]]:
    """What stands under the words of a highlight: where, which words, and the link they are."""
    gone = f"{GONE} · " if mark.start is None and mark.comment else GONE
    pieces = [*([(gone, "")] if mark.start is None else []), *comment_pieces(mark.comment)]
    metrics = QFontMetricsF(theme().font("small"))
    left, right, found = rect.left() + px(44), rect.right() - px(16), []
    for words, said in pieces:
        width = min(metrics.horizontalAdvance(words), right - left)
        found.append((QRectF(left, rect.top() + px(25), width + 1, px(16)), words, said))
        left += width
    return found


class _View(PanelRows):
    """The list of highlights: Del takes one away; rows can be dragged into the notes."""

    jump_wanted = Signal(int)
    delete_wanted = Signal(int)
    quote_wanted = Signal(str)
    lost_chosen = Signal(int)
    title_wanted = Signal(str)

    def __init__(self, highlights: Highlights) -> None:
        super().__init__("Highlights", highlights, _Rows())
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self._highlights = highlights
        self._clicked_at: QPoint | None = None
        self.chosen.connect(self._jump)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del deletes, Ctrl Enter quotes in the notes; the rest is as in all such lists."""
        mark = self._highlights.mark(self.currentIndex())
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if mark is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit(mark.id)
        elif mark is not None and enter and control:
            self.quote_wanted.emit(quotation(self.currentIndex().data(_NUMBERED)[0], mark))
        else:
            super().keyPressEvent(event)

    def link_at(self, at: QPoint) -> str:
        """What the link in a comment names that is at this point; empty when there is none."""
        index = self.indexAt(at)
        mark = self._highlights.mark(index)
        areas = comment_line(QRectF(self.visualRect(index)), mark) if mark is not None else []
        return next((said for area, _, said in areas if area.contains(at.toPointF())), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over links."""
        super().mouseMoveEvent(event)
        link = self.link_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link follows it."""
        self._clicked_at = event.position().toPoint()
        super().mouseReleaseEvent(event)
        self._clicked_at = None

    def _jump(self, index: QModelIndex) -> None:
        mark = self._highlights.mark(index)
        said = self.link_at(self._clicked_at) if self._clicked_at is not None else ""
        if said:
            self.title_wanted.emit(said)
        elif mark is not None:
            (self.lost_chosen if mark.start is None else self.jump_wanted).emit(mark.id)


class HighlightList(QWidget):
    """All highlights of one paper, or a line saying how to make one."""

    jump_wanted = Signal(int)
    delete_wanted = Signal(int)
    quote_wanted = Signal(str)
    lost_chosen = Signal(int)
    title_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = Highlights()
        self.view = _View(self._model)
        self.view.jump_wanted.connect(self.jump_wanted)
        self.view.delete_wanted.connect(self.delete_wanted)
        self.view.quote_wanted.connect(self.quote_wanted)
        self.view.lost_chosen.connect(self.lost_chosen)
        self.view.title_wanted.connect(self.title_wanted)
        self._empty = Label(EMPTY, ink="tertiary")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        theme().changed.connect(self.view.doItemsLayout)

    @property
    def count(self) -> int:
        """How many are shown."""
        return self._model.rowCount()

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show these, keeping the row that was current."""
        row = self.view.currentIndex().row()
        self._model.show_highlights(highlights)
        self._stack.setCurrentWidget(self.view if highlights else self._empty)
        if row >= 0 and self._model.rowCount() and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1)))
