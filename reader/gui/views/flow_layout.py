"""A layout that sets widgets one after the other, in as many rows as they need.

A widget that expands (a field to type in) takes what is left of its row.
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from reader.gui.look.theme import px


class FlowLayout(QLayout):
    """Widgets one after the other, in as many rows as they need."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The rows depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [_wished(item) for item in self._items if not item.isEmpty()]
        gaps = px(self._gap) * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        margins = self.contentsMargins()
        return QSize(sum(size.width() for size in sizes) + gaps, height).grownBy(margins)

    def minimumSize(self) -> QSize:
        """No width of its own: a widget with long words is cut, the column keeps its place."""
        height = max((_wished(item).height() for item in self._items), default=0)
        return QSize(0, height).grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        rect = rect.marginsRemoved(self.contentsMargins())
        x, y, row = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            size = _wished(item)
            width = min(size.width(), max(rect.width(), 1))
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, row = rect.x(), y + row + px(self._gap), 0
            if item.expandingDirections() & Qt.Orientation.Horizontal:
                width = rect.right() + 1 - x
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + px(self._gap)
            row = max(row, size.height())
        margins = self.contentsMargins()
        return y + row - rect.y() + margins.top() + margins.bottom()


def _wished(item: QLayoutItem) -> QSize:
    """Its size; what ignores its own width, like words that may be cut, has the one it is given."""
    return item.sizeHint().expandedTo(item.minimumSize())
