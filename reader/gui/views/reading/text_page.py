"""A page that is read from top to bottom: a column that scrolls, with a ring for the keyboard."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reader.gui.controls.focus_ring import FocusRing
from reader.gui.look.theme import px

OVERLAP = 56  # of one screen and the next
AROUND = 40  # that is shown around what is brought into view


class TextPage(QScrollArea):
    """What stands in `column`, one below the other. `resized`: the column has another width."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = QWidget()
        self.column = QVBoxLayout(self._page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._page)
        self.ring = FocusRing(self)

    @property
    def room(self) -> int:
        """How wide the column can be, in pixels."""
        return self.viewport().width()

    def go_to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def scroll_by(self, screens: int) -> bool:
        """Scroll by screens; False when it was at that end already."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + screens * (bar.pageStep() - px(OVERLAP)))
        return bar.value() != before

    def reveal(self, part: QWidget, rect: QRect) -> None:
        """Bring a rectangle of something in the column into view."""
        top = part.mapTo(self._page, rect.topLeft()).y()
        middle, half = top + rect.height() // 2, rect.height() // 2 + px(AROUND)
        self.ensureVisible(0, middle, 0, min(half, self.viewport().height() // 2))

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of another width."""
        done = super().viewportEvent(event)
        if event.type() == QEvent.Type.Resize:
            self.resized.emit()
        return done
