"""What is dropped on the window: files, text and addresses go to the import preview."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.gui.controls.focus_ring import FocusRing
from reader.gui.look.theme import px, theme
from reader.gui.models.papers_mime import dragged_listing, dragged_papers
from reader.gui.views.places.place_drag import dragged_tag
from reader.library import pasted
from reader.model import Dump

FROM_WINDOW = "Papers from another window"


def can_be_imported(mime: QMimeData) -> bool:
    """Whether this holds files or text from outside; another window of Reader is outside."""
    return not dragged_papers(mime) and (mime.hasUrls() or bool(mime.text().strip()))


def sources(mime: QMimeData) -> list[Path | Dump]:
    """The files that are named, else the text itself."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return list(files)
    listing = dragged_listing(mime)
    if listing:
        return [Dump(FROM_WINDOW, listing)]
    text = mime.text()
    return [pasted(text)] if text.strip() else []


class TagDrops(QObject):
    """Lets tags of the sidebar be dropped on a pane; its edge shows that they may be."""

    dropped = Signal(str)

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._ring = FocusRing(pane)
        pane.setAcceptDrops(True)
        pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take tags; anything else is for the window."""
        if event.type() == QEvent.Type.DragLeave:
            self._ring.show_ring(False)
        if not isinstance(event, QDropEvent) or not (tag := dragged_tag(event.mimeData())):
            return False
        event.acceptProposedAction()
        over = event.type() != QEvent.Type.Drop
        self._ring.show_ring(over)
        if not over:
            self.dropped.emit(tag)
        return True


class DropFrame(QWidget):
    """A frame within the window and a word, while something is dragged over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self.hide()

    def show_over(self, area: QRect, words: str = "Drop to preview") -> None:
        """Show the frame around an area, and what dropping does."""
        self._words = words
        self.setGeometry(area)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, and the word on a plate in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().color("scrimLight"))
        painter.setPen(QPen(theme().color("focus.ring"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(8), px(8))
        plate = QRect(0, 0, px(200), px(48))
        plate.moveCenter(self.rect().center())
        painter.setPen(theme().color("line.raised"))
        painter.setBrush(theme().color("bg.raised"))
        painter.drawRoundedRect(plate, px(10), px(10))
        painter.setPen(theme().color("text.primary"))
        painter.setFont(theme().font("heading"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
