"""Plain texts judged at a glance: by their letters, without cutting them into words.

In a text of ASCII without TeX every row of letters and digits is a word, and every other word is
put together from such rows with nothing but joiners between them. So what does not stand in the
text without its joiners is in no word of it.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from reader.index.plan import Way

_TEX = "\\${}"
_JOINERS = "-/_^'&"
_JOINER_BYTES = _JOINERS.encode()


class Glance:
    """What some ways to match look like; no step of them may be a word spelled nearly so."""

    def __init__(self, ways: Sequence[Way], fits: Callable[[str], object]) -> None:
        """`fits` says whether a word is a way by itself."""
        self._fits = fits
        alone = {way[0].begins for way in ways if len(way) == 1}
        plain = sorted(begin for begin in alone if begin.isascii())
        self._alone = [re.compile(f"{re.escape(begin)}[a-z0-9]*") for begin in plain]
        self._repeating = any(map(_has_border, plain))
        self._begins = [begin.encode() for begin in plain]
        self._rows = [_Row(way) for way in ways if len(way) > 1]
        self._shortest = _shortest([_longest_first(way) for way in ways])

    def says(self, text: str) -> bool | None:
        """Whether a text matches; None where it must be cut to know."""
        if not _is_plain(text):
            return None
        small = text.lower()
        if any(self._fits(row.group()) for row in self._found(small)):
            return True
        whole = small.encode("ascii")
        joined = whole.translate(None, _JOINER_BYTES)
        if not any(begin in joined for begin in self._shortest):
            return False
        is_open = any(begin in joined for begin in self._begins) or any(
            row.may_stand_in(small, whole, joined) for row in self._rows
        )
        if is_open and any(row.stands_in(small) for row in self._rows):
            return True
        return None if is_open else False

    def spans(self, text: str) -> list[tuple[int, int]] | None:
        """The characters of all that matches, ascending; None where the text must be cut."""
        if not _is_plain(text):
            return None
        small = text.lower()
        whole = small.encode("ascii")
        joined = whole.translate(None, _JOINER_BYTES)
        if any(row.may_stand_in(small, whole, joined) for row in self._rows):
            return None
        if len(joined) < len(whole) and (
            self._repeating or any(joined.count(one) > whole.count(one) for one in self._begins)
        ):
            return None  # some word that begins so is put together
        spans = []
        for row in self._found(small):
            if row.end() < len(small) and small[row.end()] in _JOINERS:
                return None  # with what follows it may fit, too
            if self._fits(row.group()):
                spans.append(row.span())
        return spans

    def _found(self, small: str) -> Iterator["re.Match[str]"]:
        """The rows of letters and digits that begin as a way by itself."""
        for pattern in self._alone:
            for row in pattern.finditer(small):
                if not row.start() or not small[row.start() - 1].isalnum():
                    yield row


class _Row:
    """Words that stand one after the other."""

    def __init__(self, way: Way) -> None:
        self._begins = _longest_first(way)
        whole = [step.text for step in way if step.kind == "word" and step.text.isascii()]
        self._whole = [(word, _has_border(word), _ending(word)) for word in whole]
        is_phrase = len(whole) == len(way) and all(n == step.at for n, step in enumerate(way))
        self._phrase = _ending("[^a-z0-9]+".join(whole)) if is_phrase else None

    def stands_in(self, small: str) -> bool:
        """Whether a text in small letters surely has such a row."""
        return self._phrase is not None and _begins_in(small, self._phrase)

    def may_stand_in(self, small: str, whole: bytes, joined: bytes) -> bool:
        """Whether a text in small letters, with and without joiners, may have such a row."""
        return all(begin in joined for begin in self._begins) and all(
            is_repeating
            or _begins_in(small, alone)
            or joined.count(word.encode()) > whole.count(word.encode())
            for word, is_repeating, alone in self._whole
        )


def _ending(pattern: str) -> "re.Pattern[str]":
    return re.compile(f"{pattern}(?![a-z0-9])")


def _begins_in(small: str, pattern: "re.Pattern[str]") -> bool:
    """Whether something begins a row of letters and digits somewhere."""
    starts = (found.start() for found in pattern.finditer(small))
    return any(not start or not small[start - 1].isalnum() for start in starts)


def _is_plain(text: str) -> bool:
    return text.isascii() and not any(map(text.__contains__, _TEX))


def _longest_first(way: Way) -> list[bytes]:
    begins = (step.begins.encode("utf-8", "surrogatepass") for step in way)
    return sorted(begins, key=len, reverse=True)


def _shortest(ways: Sequence[Sequence[bytes]]) -> list[bytes]:
    """One of these stands in a text that matches: the longest beginning of every way has one."""
    found: list[bytes] = []
    for begin in sorted(longest for longest, *_ in ways):
        if not found or not begin.startswith(found[-1]):
            found.append(begin)
    return found


def _has_border(text: str) -> bool:
    """Whether a text can overlap with itself, so that counting it may miss some."""
    return any(text.endswith(text[:size]) for size in range(1, len(text)))
