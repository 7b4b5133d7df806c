"""What our notes have beyond Markdown: highlight references, paper links, tasks, TeX left alone.

And what Markdown has beyond our notes: raw HTML and images, which are not read at all.
"""

import re
from collections.abc import Callable, Collection
from html import escape
from typing import Any
from urllib.parse import quote

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from reader import tex
from reader.note_links import LINK, REFERENCE, plain

_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_FORMULA = r"(?<![\\$\w])(\$\$[^$]{1,1000}\$\$|\$(?=[^\s$])[^$]{0,999}(?<=[^\s\\])\$(?![\d$]))"
# Python-Markdown has put escaped characters away by then: `\\_` is STX 95 ETX.
_PUT_AWAY = r"\x02(35|36|38|42|58|61|64|94|95|126)\x03"
_ADDRESS = rf"\bhttps?://(?:[^\s<>\"`\[\]\x02\x03]|{_PUT_AWAY}){{1,2000}}"
_BOX = re.compile(r"\s*\[([ xX])\]\s+")
_BOXES = {" ": "☐ ", "x": "☑ ", "X": "☑ "}


class NoteParts(Extension):
    """The dialect of our notes, as one extension of Python-Markdown.

    Links whose words are among `gone` lead to `app:gone/...`: their paper is no longer there.
    """

    def __init__(self, gone: Collection[str] = ()) -> None:
        super().__init__()
        self._gone = frozenset(gone)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Take raw HTML and images out, and put our own parts in."""
        md.preprocessors.deregister("html_block")
        for name in ("html", "image_link", "image_reference", "short_image_ref", "automail"):
            md.inlinePatterns.deregister(name)
        md.ESCAPED_CHARS = list(_PUNCTUATION)
        # Code comes first (190), then TeX, then escapes (180), then links (170 and less).
        for name, pattern, shows, priority in (
            ("formula", _FORMULA, _formula, 185),
            ("ampersand", r"\\&", _ampersand, 181),
            ("highlight", REFERENCE.pattern, _highlight, 178),
            ("paper", LINK.pattern, self._paper, 176),
            ("address", _ADDRESS, _address, 115),
        ):
            md.inlinePatterns.register(_Part(pattern, md, shows), name, priority)
        md.treeprocessors.register(_Tasks(md), "tasks", 15)  # after the inline parts (20)

    def _paper(self, found: re.Match[str]) -> str:
        said = plain(found[1])
        where = "gone" if said in self._gone else "paper"
        shown = escape((found[2] or said).strip(), quote=False)
        return f'<a href="app:{where}/{quote(said, safe="")}">{shown}</a>'


class _Part(InlineProcessor):
    """A piece of a line that is shown in a way of its own."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: Markdown, shows: Callable[[re.Match[str]], str]) -> None:
        super().__init__(pattern, md)
        self.shows = shows

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """The finished HTML, kept out of the way of other patterns, and where it stood."""
        html = self.shows(m)
        return self.md.htmlStash.store(html), m.start(), m.end()


class _Tasks(Treeprocessor):
    """Shows the boxes of `- [ ]` and `- [x]`."""

    def run(self, root: Any) -> None:
        """Put a box before every list item that begins as a task does."""
        for item in root.iter("li"):
            first = item[0] if len(item) and item[0].tag == "p" else item
            found = _BOX.match(first.text or "")
            if found:
                first.text = _BOXES[found[1]] + first.text[found.end() :]


def _formula(found: re.Match[str]) -> str:
    """TeX as readable letters, `α` for `$\\alpha$`; the note itself keeps what was written."""
    return escape(tex.readable(found[1]), quote=False)


def _ampersand(found: re.Match[str]) -> str:
    """An escaped `&`; left to Python-Markdown, what follows could make it an entity."""
    return "&amp;"


def _highlight(found: re.Match[str]) -> str:
    number = int(found[1])
    return f'<a href="app:highlight/{number}"><sup>{number}</sup></a>'


def _address(found: re.Match[str]) -> str:
    address = re.sub(_PUT_AWAY, lambda away: chr(int(away[1])), found[0])
    kept = address.rstrip(".,;:!?'*_~")
    if kept.endswith(")") and kept.count("(") < kept.count(")"):
        kept = kept[:-1]
    return f'<a href="{escape(kept)}">{escape(kept, quote=False)}</a>{escape(address[len(kept) :])}'
