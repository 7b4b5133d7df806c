"""A listing page with its links taken apart: each fragment is one text and where it leads.

Read are Markdown (`[text](address)`, also over several lines), addresses on a line of their
own below their text, and numbers before the text (`[15]The title`) with a list of addresses
at the end.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reader.clean import URL_BYTES, trim, white
from reader.importers.text.brackets import Link, links_in
from reader.importers.text.dates import shown
from reader.importers.text.lines import Line
from reader.importers.text.pieces import Piece, piece, without_doubles

IsMark = Callable[[str], bool]
"""Says of a text that it is part of a card or of the page, and no prose."""

_BULLET = re.compile(r"(?:\s{0,20}(?:[-*+•●▪◦]|\d{1,3}\.)(?=\s|$)){1,40}\s{0,9}")
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s{1,9}|$)")
IMAGE = re.compile(
    rf"!\[[^\[\]]{{0,300}}\]\([^()]{{0,{URL_BYTES}}}(?:\([^()]{{0,200}}\)[^()]{{0,500}})?\)"
)
_HARD_BREAK = re.compile(r"\\{1,2}$")
_FLAT_BREAK = re.compile(r"(?P<hyphen>(?<=\w)-)?\\{1,2} {2,9}")
_ESCAPED = re.compile(r"\\([_*\[\]#+!|>~`.-])(?![A-Za-z{])")
_COMMAND = re.compile(r"\\\\(?=[A-Za-z])")
"""A backslash that was escaped: of a command of TeX, for at line ends it is a break."""
_BARE = re.compile(rf"<?((?:https?|file)://[^\s<>]{{1,{URL_BYTES}}})>?")
_SITE = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)(?:/|$)", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_BOLD = re.compile(r"(\*\*|__)(?P<text>[^*_].{0,2000}?)\1")
_ATTRIBUTES = re.compile(
    r"[ \t]?\{(?:[.#][A-Za-z_-][^\s{}\"]{0,100}|[a-z][\w-]{0,40}=\"[^\"{}]{0,500}\")"
    r"(?:\s{1,4}(?:[.#]?[A-Za-z_-][^\s{}\"]{0,100}|[a-z][\w-]{0,40}=\"[^\"{}]{0,500}\")){0,40}\s{0,4}\}"
)
_BOX = re.compile(
    r"^[ \t]{0,8}(?:[-*+][ \t]{1,6})?:{3,60}(?:[ \t]{0,4}[\w-]{1,60})?[ \t]*"
    r"(?:\{[.#][^{}\n]{0,500}\}[ \t]*)?$",
    re.MULTILINE,
)
_TARGET = re.compile(
    r"^[ \t]{0,6}\[?(?P<label>[^\[\]\n]{1,80}?)(?:\]:?|\.)[ \t]{1,4}"
    rf"<?(?P<url>(?:https?|file)://[^\s<>]{{1,{URL_BYTES}}})>?[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """One text of a page, the link on it, and how it is marked.

    `words` is its text as one line; a link around a picture and a bullet without text have
    none. `first` and `last` tell all lines it claims, `lines` only those with words.
    """

    first: int
    last: int
    lines: tuple[Line, ...] = ()
    link: str | None = None
    heading: int = 0

    @property
    def words(self) -> str:
        """The text as one line."""
        return white(self.piece.text) if self.lines else ""

    @property
    def piece(self) -> Piece:
        """The text with its lines; there must be words."""
        return piece(without_doubles(self.lines))


def of_markdown(text: str, is_mark: IsMark) -> list[Fragment]:
    """The fragments of a Markdown text."""
    text = _without_attributes(text)
    found = links_in(text, targets(text))
    alone = [_stands_alone(text, found, place, is_mark) for place in range(len(found))]
    builder = Builder(is_mark)
    between: list[str] = []
    place, number = 0, 1
    for link, is_alone in zip(found, alone, strict=True):
        between.append(text[place : link.start])
        if is_alone:
            number = builder.rows("".join(between), number)
            between = []
            last = number + text.count("\n", link.start, link.end)
            builder.link(text[link.text_start : link.text_end], number, last, link)
            number = last
        else:
            breaks = text.count("\n", link.text_end, link.end)
            words = "" if link.is_image else text[link.text_start : link.text_end]
            between.append(words + "\n" * (breaks + link.is_image * words.count("\n")))
        place = link.end
    builder.rows("".join(between) + text[place:], number)
    return builder.finish()


def boxes(text: str) -> list[int]:
    """The lines that only begin or end one of Pandoc's boxes."""
    rows = enumerate(text.split("\n"), start=1) if ":::" in text else ()
    return [number for number, row in rows if ":::" in row and _BOX.match(row)]


def _without_attributes(text: str) -> str:
    """The text without what Pandoc writes of classes and boxes; every line stays where it is."""
    if ":::" not in text and not _ATTRIBUTES.search(text):
        return text
    text = _BOX.sub("", text)
    return _ATTRIBUTES.sub(lambda match: "\n" * match[0].count("\n"), text)


def targets(text: str) -> dict[str, str]:
    """The addresses that a text lists under numbers or labels."""
    return {match["label"]: match["url"] for match in _TARGET.finditer(text)}


def _stands_alone(text: str, found: Sequence[Link], place: int, is_mark: IsMark) -> bool:
    """Whether a link is a text of its own: around it on its lines there is no prose."""
    link = found[place]
    start = text.rfind("\n", 0, link.start) + 1
    if place and found[place - 1].end > start:
        start = found[place - 1].end
    end = text.find("\n", link.end)
    end = end if end >= 0 else len(text)
    if place + 1 < len(found) and found[place + 1].start < end:
        end = found[place + 1].start
    return _no_prose(text[start : link.start], is_mark) and _no_prose(text[link.end : end], is_mark)


def _no_prose(around: str, is_mark: IsMark) -> bool:
    if len(around) > 200:
        return False
    around = _after(_BULLET, _after(_HEADING, around))
    words = white(_TAG.sub("", around)).strip(" |")
    return not words or is_mark(words)


def _after(mark: re.Pattern[str], text: str) -> str:
    """A text without the mark at its beginning."""
    match = mark.match(text)
    return text[match.end() :] if match else text


class Builder:
    """Puts rows of text and links together to fragments."""

    def __init__(self, is_mark: IsMark, *, joins: Callable[[Line, str], bool] | None = None):
        self._done: list[Fragment] = []
        self._lines: list[Line] = []
        self._is_mark = is_mark
        self._joins = joins or _adjacent
        self._open = False
        self._heading = 0

    def finish(self) -> list[Fragment]:
        """All fragments, in order."""
        self._close()
        return self._done

    def rows(self, text: str, number: int) -> int:
        """The text between two links, from line `number` on; the number of its last line."""
        rows = text.split("\n")
        for place, row in enumerate(rows):
            last = place == len(rows) - 1
            self.row(row, number + place, at_start=place > 0 or number == 1, at_end=not last)
        return number + len(rows) - 1

    def row(self, raw: str, number: int, *, at_start: bool = True, at_end: bool = True) -> None:
        """One line, or a part of one."""
        text = trim(raw)
        if at_start:
            self._heading = 0
        if not text:
            self._open = self._open and not (at_start and at_end)
            return
        indented = at_start and raw.startswith(("  ", "\t"))
        if at_start and (heading := _HEADING.match(raw)):
            self._heading = len(heading[1])
            text, self._open = trim(raw[heading.end() :]), False
        elif at_start and (bullet := _BULLET.match(raw)) and not shown(text):
            text, indented = trim(raw[bullet.end() :]), False
            self._open = False
            if not text and at_end:
                self._add(Fragment(number, number))
        if text and not self._address(text, number):
            self._text(Line(number, clean(text)), at_start=at_start, indented=indented)

    def link(self, text: str, number: int, last: int, link: Link) -> None:
        """A link that is a fragment of its own, with its text, from line `number` to `last`."""
        lines = [] if link.is_image else _rows_of_link(text, number)
        self._add(Fragment(number, last, tuple(lines), link.url, self._heading))
        self._open = False

    def numbered(self, text: str, number: int, url: str | None) -> None:
        """A text whose link stands in a list of addresses; further lines may go on with it."""
        lines = (Line(number, text),) if text else ()
        self._add(Fragment(number, number, lines, url))
        self._open = bool(text)

    def _text(self, line: Line, *, at_start: bool, indented: bool) -> None:
        heading = self._heading
        if not line.text:
            self._add(Fragment(line.number, line.number))
        elif indented and self._goes_on(line):
            self._lines.append(line)
        elif heading or self._is_mark(line.text):
            self._add(Fragment(line.number, line.number, (line,), heading=heading))
        elif at_start and self._open and self._lines and self._joins(self._lines[-1], line.text):
            self._lines.append(line)
        else:
            self._add(Fragment(line.number, line.number, (line,)))
            self._open = True

    def _goes_on(self, line: Line) -> bool:
        """Whether an indented line goes on with the heading above it."""
        before = self._done[-1] if self._done else None
        return before is not None and bool(
            before.heading and self._lines and self._lines[-1].number == line.number - 1
        )

    def _address(self, text: str, number: int) -> bool:
        """An address on a line of its own: it belongs to the text above."""
        match = _BARE.fullmatch(text)
        if match is None or (self._open and not _SITE.match(match[1])):
            return False
        self._close()
        before = self._done[-1] if self._done else None
        if before and before.lines and before.link is None and not before.heading:
            self._done[-1] = replace(before, link=match[1], last=number)
        else:
            self._add(Fragment(number, number, link=match[1]))
        self._open = False
        return True

    def _add(self, fragment: Fragment) -> None:
        self._close()
        self._done.append(fragment)
        self._lines = list(fragment.lines)
        self._open = False

    def _close(self) -> None:
        """Give the last fragment the lines that were found to go on with it."""
        if self._done and len(self._lines) > len(self._done[-1].lines):
            last = max(self._done[-1].last, self._lines[-1].number)
            self._done[-1] = replace(self._done[-1], lines=tuple(self._lines), last=last)


def _adjacent(before: Line, text: str) -> bool:
    """In Markdown, lines without a blank line between them are one paragraph."""
    return bool(before.text and text)


def _rows_of_link(text: str, number: int) -> list[Line]:
    """The lines of a link's text without pictures and bullets."""
    if text == "-":
        return [Line(number, text)]
    text = IMAGE.sub(lambda match: "\n" * match[0].count("\n"), text)
    lines = []
    for place, row in enumerate(text.split("\n")):
        words = clean(trim(_after(_BULLET, row)))
        if words:
            lines.append(Line(number + place, words))
    return lines


def clean(text: str) -> str:
    """A line without hard breaks, tags, bold type and the escapes of Markdown."""
    text = trim(_HARD_BREAK.sub("", text))
    if "\\" in text:
        text = _FLAT_BREAK.sub(lambda match: match["hyphen"] or " ", text)
        text = _COMMAND.sub(r"\\", _ESCAPED.sub(r"\1", text))
    if text.startswith("<") and text.endswith(">"):
        text = trim(_TAG.sub("", text))
    bold = _BOLD.fullmatch(text)
    return bold["text"] if bold else text
