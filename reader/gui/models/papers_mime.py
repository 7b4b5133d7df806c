"""What is carried while papers are dragged: numbers for our own places, a listing for others."""

import secrets
from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QMimeData

from reader.errors import Busy

PAPERS_MIME = "application/x-reader-papers"
LISTING_MIME = "application/x-reader-listing"
OURS = secrets.token_hex(8)  # of this window: numbers of papers mean others in another library

Write = Callable[[Sequence[int]], str]


class PapersMime(QMimeData):
    """Dragged papers: their numbers, lines for other programs, a listing for other windows.

    The listing is written by `write` when it is asked for, which is when it is dropped: most
    papers go to a place of their own window. Between windows it counts in place of the lines,
    for those say no more than a title.
    """

    def __init__(self, ids: Sequence[int], texts: Sequence[str], write: Write | None) -> None:
        super().__init__()
        self._ids, self._write = list(ids), write
        self.setData(PAPERS_MIME, QByteArray(" ".join([OURS, *map(str, ids)]).encode()))
        self.setText("\n".join(texts))

    def formats(self) -> list[str]:
        """The listing as well, when there is somebody to write it."""
        return super().formats() + ([LISTING_MIME] if self._write is not None else [])

    def hasFormat(self, name: str) -> bool:
        """Whether this can be asked for."""
        return name in self.formats()

    def retrieveData(self, name: str, kind: object) -> object:
        """Write the listing; all else is there already."""
        if name != LISTING_MIME or self._write is None:
            return super().retrieveData(name, kind)  # type: ignore[arg-type]
        try:
            return QByteArray(self._write(self._ids).encode())
        except Busy:  # another window cannot be told; it takes the lines instead
            return QByteArray()


def papers_mime(ids: Sequence[int], texts: Sequence[str], write: Write | None = None) -> QMimeData:
    """Papers to be dragged."""
    return PapersMime(ids, texts, write)


def dragged_papers(mime: QMimeData) -> list[int]:
    """The ids carried by a drag that began in our list; empty for any other drag.

    Also for one from another window of Reader: there the same numbers are other papers.
    """
    carried = bytes(mime.data(PAPERS_MIME).data()).decode("ascii", "replace")
    owner, *words = carried.split() or [""]
    return [int(word) for word in words if word.isdecimal()] if owner == OURS else []


def dragged_listing(mime: QMimeData) -> str:
    """The papers that are dragged from another window of Reader, as a listing to be read."""
    if dragged_papers(mime) or not mime.hasFormat(LISTING_MIME):
        return ""
    return bytes(mime.data(LISTING_MIME).data()).decode("utf-8", "replace")
