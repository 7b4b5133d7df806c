"""Where the words of a search stand in a paper: marks in its title, fragments of its text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.model import Passages, Row
from reader.tex import readable

Marks = Sequence[tuple[int, int]]
FindMarks = Callable[[str, str], list[tuple[int, int]]]

BEFORE = 26  # characters of context, so that both marks stay within two lines of a row
FIRST_AFTER = 18
AFTER = 110
GAP = " … "
MOST_MARKS = 100  # that are weighed; a long note may hold thousands


@dataclass(frozen=True, slots=True)
class Match:
    """What a search found in one paper. `where` names the place when it is not the abstract."""

    title: Marks = ()
    snippet: str = ""
    marks: Marks = ()
    where: str = ""


def match(row: Row, passages: Passages | None, query: str, find_marks: FindMarks) -> Match:
    """The marks of the title, and up to two fragments around the marked words of the text."""
    title = find_marks(query, readable(row.title))
    snippet = readable(row.snippet)
    if passages is None:
        return Match(title, snippet, find_marks(query, snippet))
    for text, where in (
        (passages.abstract, ""),
        (passages.note, "notes"),
        (passages.highlights, "highlights"),
    ):
        words = readable(" ".join(text.split()))
        marks = find_marks(query, words)
        if marks:
            found, shifted = fragments(words, marks)
            return Match(title, found, shifted, f"{len(marks)} in {where}" if where else "")
    for words, where in (
        (", ".join(row.authors), "authors"),
        (" ".join(tag.name for tag in row.tags), "tags"),
    ):
        if find_marks(query, words):
            return Match(title, snippet, (), f"found in {where}")
    return Match(title, snippet)


def fragments(text: str, marks: Marks) -> tuple[str, list[tuple[int, int]]]:
    """Two pieces of `text` around marks, and the marks within them.

    The first is the passage with the most different marked words, the second one that lies apart,
    if it can be with words that the first has not; they stand in the order of the text.
    """
    few = marks[:MOST_MARKS]
    best = max(few, key=lambda mark: (len(_words_from(text, few, mark)), -mark[0]))
    said = _words_from(text, few, best)
    apart = [mark for mark in few if _is_apart(best, mark)]
    new = [mark for mark in apart if _word(text, mark) not in said]
    later = [mark for mark in apart if mark > best]
    other = next(iter(new or later or apart), None)
    if other is None:
        spans = [_span(text, best, BEFORE, AFTER)]
    else:
        first, second = sorted((best, other))
        spans = [_span(text, first, BEFORE, FIRST_AFTER), _span(text, second, BEFORE, AFTER)]
    words, shifted = "", []
    for start, end in spans:
        words += GAP if words else ("… " if start else "")
        shift = len(words) - start
        shifted += [(a + shift, b + shift) for a, b in marks if start <= a and b <= end]
        words += text[start:end].rstrip()
    return words + (" …" if spans[-1][1] < len(text) else ""), shifted


def _words_from(text: str, marks: Marks, first: tuple[int, int]) -> set[str]:
    """The different marked words of the passage that begins with a mark."""
    return {_word(text, mark) for mark in marks if first <= mark and mark[1] <= first[1] + AFTER}


def _word(text: str, mark: tuple[int, int]) -> str:
    return text[mark[0] : mark[1]].casefold()


def _is_apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    low, high = sorted((one, other))
    return high[0] > low[1] + FIRST_AFTER + 2 * BEFORE


def _span(text: str, mark: tuple[int, int], before: int, after: int) -> tuple[int, int]:
    """From a word boundary some characters before a mark to one some characters after it."""
    start = 0
    if mark[0] > before:
        boundary = text.find(" ", mark[0] - before, mark[0])
        start = mark[0] if boundary < 0 else boundary + 1
    end = text.find(" ", mark[1] + after)
    return start, len(text) if end < 0 else end
