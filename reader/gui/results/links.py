"""The one gate through which an address leaves the program, and only when the person says so.

Listings and notes are full of foreign addresses. Nothing but http and https with a host passes;
DOIs and arXiv ids become https. Nothing is ever opened without its whole address being shown.
"""

import re
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from reader.model import Paper

_LONGEST = 2048
_IN_A_LINE = 64
_HIDDEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\]")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
# How a file of each sort begins; a PDF may have up to 1,024 bytes before that (ISO 32000, H.3.4.1).
_HEAD = 1024
_BEGINS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".ps": (b"%!PS",),
    ".djvu": (b"AT&TFORM",),
    ".epub": (b"PK\x03\x04",),
    ".pptx": (b"PK\x03\x04",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")


def allowed(address: str) -> str | None:
    """The address as it would be opened, its host in ASCII; None when it must not be opened.

    Host names in other scripts are shown in their ASCII form, so that look-alike letters show.
    """
    address = _as_https(address.strip())
    if len(address) > _LONGEST or _HIDDEN.search(address):
        return None
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in ("http", "https") or not url.host():
        return None
    if url.userInfo() or "@" in url.authority():
        return None
    return bytes(url.toEncoded().data()).decode("ascii")


def address_of(paper: Paper) -> str:
    """Where a paper can be found; empty when the listing gave no link."""
    facts = paper.facts
    if facts.url:
        return facts.url
    if facts.arxiv_id:
        return f"arxiv:{facts.arxiv_id}"
    return f"doi:{facts.doi}" if facts.doi else ""


def open_link(parent: QWidget, address: str) -> None:
    """Show the whole address and open it in the browser if the person agrees."""
    target = allowed(address)
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    if target is None:
        box.setText("This link is not opened: it is no plain web address.")
        box.setInformativeText(address[:500])
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.open()
        return
    box.setText("Open this address in the browser?")
    box.setInformativeText(_in_lines(target))
    words = box.findChild(QLabel, "qt_msgbox_informativelabel")
    if words is not None:  # Qt would wrap the lines a second time
        words.setMinimumWidth(words.fontMetrics().averageCharWidth() * (_IN_A_LINE + 8))
    go = box.addButton("Open", QMessageBox.ButtonRole.AcceptRole)
    copy = box.addButton("Copy instead", QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(go)
    go.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(target)))
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(target))
    box.open()


def open_folder(folder: Path) -> None:
    """Show a folder in the file manager. Only a folder: opening a file could run it."""
    if folder.is_dir():
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_file(path: Path) -> bool:
    """Open an attached file with the program for its sort; answers whether that was done.

    Only sorts that are read and never run, and only when the file begins as its name says: a
    program may be called `paper.pdf`.
    """
    begins = _BEGINS.get(path.suffix.lower())
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    if begins is None or not any(begin in head[: _HEAD if begin == b"%PDF-" else len(begin)]
                                 for begin in begins):  # fmt: skip
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _as_https(address: str) -> str:
    scheme, _, rest = address.partition(":")
    name = rest.strip().lstrip("/")
    if scheme.lower() == "doi" and _DOI.fullmatch(name):
        return f"https://doi.org/{quote(name, safe='/:;()._-')}"
    if scheme.lower() == "arxiv" and _ARXIV.fullmatch(name):
        return f"https://arxiv.org/abs/{name}"
    return address


def _in_lines(address: str) -> str:
    places = range(0, len(address), _IN_A_LINE)
    return "\n".join(address[at : at + _IN_A_LINE] for at in places)
