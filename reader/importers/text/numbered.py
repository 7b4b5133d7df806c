"""The fragments of what text browsers print: w3m, lynx, links, and programs like them.

They number the links of a page (`[15]The title`) and may list the addresses at its end; they
break long lines at the width of their screen; pictures become their names in brackets.
"""

import re
from collections.abc import Sequence

from reader.clean import trim
from reader.importers.text.fragments import Builder, Fragment, IsMark, targets
from reader.importers.text.lines import Line

LINK_NUMBER = re.compile(r"\[(\d{1,5})\](?!\()")
_NUMBER_OF_WORD = re.compile(r"\[\d{1,4}\](?=[^\s(\[])")
_LOST = re.compile(rf"\s*(?:[-*+•]\s+)?{_NUMBER_OF_WORD.pattern}")
"""A number whose address is not listed, because the text is cut before its list."""
_LISTED = re.compile(r"\s*(?:\[?\d{1,5}(?:\]:?|\.)\s{1,4}\S+\s{0,4}){1,3}$")
_LIST_HEAD = re.compile(r"\s*(?:References|Links|(?:Visible|Hidden) links):?\s*$", re.IGNORECASE)
_SHORTEST_WRAP, _WIDEST_WRAP = 60, 140
_MARGIN = 12


def of_dump(text: str, is_mark: IsMark) -> tuple[list[Fragment], list[int]]:
    """The fragments of a text browser's dump, and the lines of its list of addresses."""
    rows = text.split("\n")
    known = targets(text)
    end = list_start(rows) if known else len(rows)
    width = screen_width(rows[:end])

    def joins(before: Line, after: str) -> bool:
        """Whether the next line only begins because the screen ends."""
        first = after.split(None, 1)[0]
        return len(before.text) + 1 + len(first) > width - _MARGIN if width else False

    builder = Builder(is_mark, joins=joins)
    for number, row in enumerate(rows[:end], start=1):
        _row(builder, row, number, known)
    listed = [number for number in range(end + 1, len(rows) + 1) if trim(rows[number - 1])]
    return builder.finish(), listed


def _row(builder: Builder, row: str, number: int, known: dict[str, str]) -> None:
    """One line: where links are numbered, each number begins a text of its own."""
    marks = [match for match in LINK_NUMBER.finditer(row[:2000]) if match[1] in known]
    if trim(row) == "-":
        builder.numbered("-", number, None)
        return
    if not marks:
        builder.row(_NUMBER_OF_WORD.sub("", row) if _LOST.match(row) else row, number)
        return
    before = row[: marks[0].start()]
    if trim(before):
        builder.row(before, number, at_end=False)
    for place, match in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(row)
        builder.numbered(trim(row[match.end() : end]), number, known[match[1]])


def list_start(rows: Sequence[str]) -> int:
    """The place of the first line of the list of addresses: all after it belong to the list."""
    place = len(rows)
    while place and (
        not trim(rows[place - 1])
        or _LISTED.match(rows[place - 1][:3000])
        or _LIST_HEAD.match(rows[place - 1])
    ):
        place -= 1
    return place


def screen_width(rows: Sequence[str]) -> int:
    """The width at which lines were broken, 0 if they were not."""
    lengths = sorted(len(trim(LINK_NUMBER.sub("", row))) for row in rows if " " in row.strip())
    longest = lengths[-1] if lengths else 0
    return longest if _SHORTEST_WRAP <= longest <= _WIDEST_WRAP else 0
