"""Words that become a quotation where they are dropped: of an abstract, or a highlight."""

from PySide6.QtCore import QByteArray, QMimeData

QUOTE_MIME = "application/x-reader-quote"


def quotation(words: str, reference: str = "") -> str:
    """Words as Markdown quotes them, in one line, with what refers to where they are from."""
    said = " ".join(words.split())
    return f"> {said} {reference}\n" if reference else f"> {said}\n"


def carry_quotation(mime: QMimeData, text: str) -> None:
    """Let what is dragged be the quotation where it lands in a text."""
    mime.setData(QUOTE_MIME, QByteArray(text.encode()))


def carried_quotation(mime: QMimeData) -> str:
    """The quotation that is dragged; empty for anything else."""
    return bytes(mime.data(QUOTE_MIME).data()).decode("utf-8", "replace")
