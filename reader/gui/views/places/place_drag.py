"""Dragging a line of the sidebar: a tag to papers, a saved search within its section."""

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRect
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from reader.gui.look.theme import px
from reader.gui.models.papers_mime import OURS
from reader.gui.models.sidebar_tree import Line

TAG_MIME = "application/x-reader-tag"
SEARCH_MIME = "application/x-reader-search"


def mime_of(line: Line) -> QMimeData | None:
    """What is carried while a line is dragged; None for lines that stay where they are."""
    mime = QMimeData()
    if line.tag is not None:
        mime.setData(TAG_MIME, _ours(line.tag.name))
    elif line.place is not None and line.place.query:
        mime.setData(SEARCH_MIME, _ours(line.place.key))
    else:
        return None
    return mime


def dragged_tag(mime: QMimeData) -> str:
    """The tag carried by a drag that began in this window; empty for any other drag."""
    return _carried(mime, TAG_MIME)


def dragged_search(mime: QMimeData) -> str:
    """The key of the place of the saved search that is dragged; empty for any other drag."""
    return _carried(mime, SEARCH_MIME)


def drag_line(view: QWidget, line: Line, shown_in: QWidget, rect: QRect) -> None:
    """Drag a line until it is dropped; the picture at the pointer is the line as it is shown."""
    mime = mime_of(line)
    if mime is not None:
        drag = QDrag(view)
        drag.setMimeData(mime)
        drag.setPixmap(shown_in.grab(rect))
        drag.setHotSpot(QPoint(-px(10), -px(14)))
        drag.exec()


def _ours(text: str) -> QByteArray:
    return QByteArray(f"{OURS} {text}".encode())


def _carried(mime: QMimeData, kind: str) -> str:
    owner, _, text = bytes(mime.data(kind).data()).decode("utf-8", "replace").partition(" ")
    return text if owner == OURS else ""
