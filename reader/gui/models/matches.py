"""Where the words of a search stand in a paper: marks in its title, fragments of its text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.model import Paper, Row
from reader.tex import readable

Marks = Sequence[tuple[int, int]]
FindMarks = Callable[[str, str], list[tuple[int, int]]]

BEFORE = 26  # characters of context, so that both marks stay within two lines of a row
FIRST_AFTER = 18
AFTER = 110
GAP = " … "


@dataclass(frozen=True, slots=True)
class Match:
    """What a search found in one paper. `where` names the place when it is not the abstract."""

    title: Marks = ()
    snippet: str = ""
    marks: Marks = ()
    where: str = ""


def match(row: Row, paper: Paper | None, query: str, find_marks: FindMarks) -> Match:
    """The marks of the title, and up to two fragments around the marked words of the text."""
    title = find_marks(query, readable(row.title))
    snippet = readable(row.snippet)
    if paper is None:
        return Match(title, snippet, find_marks(query, snippet))
    comments = " ".join(f"{mark.quote} {mark.comment}" for mark in paper.highlights)
    for text, where in (
        (paper.facts.abstract or "", ""),
        (paper.note, "notes"),
        (comments, "highlights"),
    ):
        words = readable(" ".join(text.split()))
        marks = find_marks(query, words)
        if marks:
            found, shifted = fragments(words, marks)
            return Match(title, found, shifted, f"{len(marks)} in {where}" if where else "")
    return Match(title, snippet)


def fragments(text: str, marks: Marks) -> tuple[str, list[tuple[int, int]]]:
    """Two pieces of `text` around its first marks that lie apart, and the marks within them."""
    first = marks[0]
    apart = next((mark for mark in marks if mark[0] > first[1] + FIRST_AFTER + 2 * BEFORE), None)
    if apart is None:
        spans = [_span(text, first, BEFORE, AFTER)]
    else:
        spans = [_span(text, first, BEFORE, FIRST_AFTER), _span(text, apart, BEFORE, AFTER)]
    words, shifted = "", []
    for start, end in spans:
        words += GAP if words else ("… " if start else "")
        shift = len(words) - start
        shifted += [(a + shift, b + shift) for a, b in marks if start <= a and b <= end]
        words += text[start:end].rstrip()
    return words + (" …" if spans[-1][1] < len(text) else ""), shifted


def _span(text: str, mark: tuple[int, int], before: int, after: int) -> tuple[int, int]:
    """From a word boundary some characters before a mark to one some characters after it."""
    start = 0
    if mark[0] > before:
        boundary = text.find(" ", mark[0] - before, mark[0])
        start = mark[0] if boundary < 0 else boundary + 1
    end = text.find(" ", mark[1] + after)
    return start, len(text) if end < 0 else end
