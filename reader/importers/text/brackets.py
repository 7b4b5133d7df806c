"""The links of a Markdown text, found by one walk over its brackets.

CommonMark (spec.commonmark.org, 6.3 and 6.4) is followed in what links look like; but real
captures break its rules: links around whole lists with blank lines inside, addresses broken
at hyphens, abstracts whose own brackets do not match. So brackets are matched leniently.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reader.clean import URL_BYTES

_TOKENS = re.compile(r"\\.|\]\[[^\[\]\n]{1,80}\]|!?\[|\]\(|\]|\n[ \t\r]*\n")
_TARGET = re.compile(
    rf"\]\(\s*(?:<(?P<angle>[^<>\n]{{0,{URL_BYTES}}})>|(?P<plain>[^\s()]{{0,{URL_BYTES}}}"
    r"(?:\([^\s()]{0,200}\)[^\s()]{0,500}){0,4}(?:(?<=[-/])\n[^\s()]{1,500}){0,9}))"
    r"(?:\s{1,9}\"[^\"\n]{0,300}\")?\s{0,9}\)"
)
_OPENS_WIDE = re.compile(r"\[[^\[\]\n]{0,24}$")
_MOST_OPEN = 200
_WIDEST = 6_000
"""How many characters a link with blank lines inside may have: a list of avatars."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link or image: where it stands, where its text stands, where it leads."""

    start: int
    end: int
    text_start: int
    text_end: int
    url: str
    is_image: bool


@dataclass(slots=True)
class _Open:
    start: int
    text_start: int
    is_image: bool
    at_line_start: bool
    wide: bool


class _Walk:
    """The brackets that are open, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Link] = []
        self.open: list[_Open] = []
        self.closed: _Open | None = None

    def opens(self, match: re.Match[str]) -> None:
        """One more `[` or `![`."""
        start, end = match.start(), match.end()
        if len(self.open) >= _MOST_OPEN:
            del self.open[0]
        line_start = self.text.rfind("\n", max(0, start - 80), start) + 1
        before = self.text[line_start:start] if start - line_start < 80 else "x"
        line_end = self.text.find("\n", end, end + 30)
        wide = line_end >= 0 and bool(_OPENS_WIDE.match(self.text[end - 1 : line_end]))
        self.open.append(_Open(start, end, match[0] == "![", not before.strip(" \t#>*-+•"), wide))

    def breaks(self, place: int) -> None:
        """A blank line: only a bracket that opened alone on its line may reach over it."""
        self.open = [each for each in self.open if each.wide and place - each.start < _WIDEST]
        self.closed = None

    def closes(self) -> None:
        """A `]` that is no link; should it have closed the wrong bracket, that one is kept."""
        if self.open:
            last = self.open.pop()
            if last.at_line_start:
                self.closed = last

    def links(self, match: re.Match[str]) -> int | None:
        """A `](`: the end of the link, None if no address follows."""
        target = _TARGET.match(self.text, match.start())
        if target is None:
            self.closes()
            return None
        url = target["angle"] if target["angle"] is not None else target["plain"]
        self.leads(match.start(), target.end(), "".join(url.split()))
        return target.end()

    def leads(self, text_end: int, end: int, url: str) -> None:
        """The bracket that closes at `text_end` is a link up to `end`."""
        opened = self._opened()
        if opened is not None:
            self.found.append(
                Link(opened.start, end, opened.text_start, text_end, url, opened.is_image)
            )

    def _opened(self) -> _Open | None:
        """The bracket a link closes: the last one, unless that stands inside a linked text."""
        if not self.open:
            back, self.closed = self.closed, None
            return back
        last = self.open.pop()
        if not (last.is_image or last.at_line_start):
            for place, each in enumerate(self.open):
                if each.at_line_start and not each.is_image:
                    del self.open[place:]
                    return each
        return last


def links_in(text: str, targets: Mapping[str, str] | None = None) -> list[Link]:
    """The outermost links and images of a text, in order.

    `targets` are the addresses of links that are written `[text][label]`, by label.
    """
    walk = _Walk(text)
    known = targets or {}
    place = 0
    while match := _TOKENS.search(text, place):
        token = match[0]
        place = match.end()
        if token.startswith("\n"):
            walk.breaks(match.start())
            place = match.end() - 1
        elif token.endswith("["):
            walk.opens(match)
        elif token.startswith("]["):
            label = token[2:-1]
            if label in known:
                walk.leads(match.start(), match.end(), known[label])
            else:
                walk.closes()
                place = match.start() + 1
        elif token == "](":
            place = walk.links(match) or place
        elif token == "]":
            walk.closes()
    return _outermost(walk.found)


def _outermost(found: list[Link]) -> list[Link]:
    """Without the links that stand inside another one."""
    result: list[Link] = []
    for link in sorted(found, key=lambda each: (each.start, -each.end)):
        if not result or link.start >= result[-1].end:
            result.append(link)
    return result
