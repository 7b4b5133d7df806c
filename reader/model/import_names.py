"""What an import is called: a page by its words and its day, anything else by its file.

The library keeps the name that the text came with, or the one that the person gave it. What is
shown, searched and told is made of that here, and nowhere else.
"""

import re

from reader.dates import shown_date

PASTED = "Pasted text"
STREAM = "standard input"

_PAGES = ("txt", "text", "md", "markdown", "html", "htm", "json", "xml")
_SHORT = re.compile(r"(?:Daily|Weekly|Monthly|Trending) Papers|arXiv(?: \S+)?")
"""What a listing page calls itself."""
_DAY = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")
_NUMBERS_OF_DAY = re.compile(r"\d{4}[-_. ]?\d\d[-_. ]?\d\d")
_NOTHING_SAID = frozenset(
    ("document", "download", "dump", "file", "index", "input", "output", "page", "saved", "text",
     "untitled")
)  # fmt: skip


def import_name(kept: str, path: str | None, captured: str | None) -> str:
    """`Daily papers, 12 Nov 2025` for `daily-papers-2025-11-12.txt`; `thesis.bib` for itself.

    A page is named by its day only where that is known to the day. A name that the person gave
    stays as it is.
    """
    day = _DAY.fullmatch(captured or "")
    words = _words(kept, path)
    if day is None or not words:
        return "From standard input" if kept == STREAM else kept
    return f"{words}, {shown_date(captured)}"


def _words(kept: str, path: str | None) -> str:
    """What a page is called without its day; nothing for what is no page."""
    if kept == STREAM:
        return "From standard input"
    if kept == PASTED or _SHORT.fullmatch(kept):
        return kept
    stem, _, ending = kept.rpartition(".")
    if ending.lower() not in _PAGES or not stem or not _is_of_file(kept, path):
        return ""
    words = " ".join(_NUMBERS_OF_DAY.sub(" ", stem).replace("-", " ").replace("_", " ").split())
    return f"{words[:1].upper()}{words[1:]}" or "Listing"


def _is_of_file(kept: str, path: str | None) -> bool:
    """Whether a name is the one of the file, not one that the person gave."""
    if path is None:
        return True
    file = re.split(r"[/\\]", path)[-1]
    return kept in (file, re.sub(r"\.gz$", "", file, flags=re.IGNORECASE))


def says_nothing(name: str) -> bool:
    """Whether the name of a file tells nothing of its text: `000_c2f1.txt`, `page (3).html`."""
    if name in (PASTED, STREAM):
        return True
    stem, _, ending = name.rpartition(".")
    words = re.findall(r"[^\W_]+", stem)
    said = (word for word in words if word.isalpha() and len(word) > 2)
    return ending.lower() in _PAGES and all(word.lower() in _NOTHING_SAID for word in said)


def short_name(name: str, at: str) -> str:
    """A name without its year, where that is the one it was brought in (`at`, ISO time)."""
    year = at[:4]
    return re.sub(rf"(?<=, )(\d{{1,2}} [A-Z][a-z]{{2}}) {year}$", r"\1", name) if year else name
