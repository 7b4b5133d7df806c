"""How near two spellings are: letters to change, to add, to take away, and neighbours to swap.

The distance is the restricted Damerau-Levenshtein distance. All words of a segment are compared
at once: words of one length are the rows of a table, and each step of the algorithm is one
operation over a whole column.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from reader.index.codec.sections import Array


def letters_off(word: str) -> int:
    """How many letters a word may be off: none up to two letters, one up to five, then two."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def distance(one: str, other: str) -> int:
    """How many letters two words are apart."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, sign in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


class Spellings:
    """The words of a segment, ready to be compared: tables of letters, one for each length."""

    def __init__(self, words: Sequence[bytes], text: Array, ends: Array) -> None:
        """`words` in order; `text` is all of them in one row, each ending at its end."""
        starts = np.append(0, ends[:-1]).astype(np.int64)
        sizes = ends.astype(np.int64) - starts
        high = np.append(0, np.cumsum(text > 127))
        plain = high[ends.astype(np.int64)] == high[starts]
        self._tables: dict[int, list[tuple[Array, Array]]] = {}
        for size in np.unique(sizes[plain]).tolist():
            numbers = np.flatnonzero(plain & (sizes == size))
            self._add(size, numbers, text[starts[numbers][:, None] + np.arange(size)])
        by_size: dict[int, list[int]] = {}
        for number in np.flatnonzero(~plain).tolist():
            word = words[number].decode("utf-8", "surrogatepass")
            by_size.setdefault(len(word), []).append(number)
        for size, others in by_size.items():
            decoded = [words[number].decode("utf-8", "surrogatepass") for number in others]
            letters = np.array([[ord(sign) for sign in word] for word in decoded], dtype=np.uint32)
            self._add(size, np.array(others), letters)

    def _add(self, size: int, numbers: Array, letters: Array) -> None:
        table = np.ascontiguousarray(letters.T)
        self._tables.setdefault(size, []).append((numbers.astype(np.uint32), table))

    def near(self, word: str, most: int | None = None) -> tuple[Array, Array]:
        """The numbers of all words at most so many letters off, ascending, and how far each is."""
        most = letters_off(word) if most is None else most
        found = [*self._found(word, most)]
        numbers = np.concatenate([np.empty(0, dtype=np.uint32), *(one for one, _ in found)])
        off = np.concatenate([np.empty(0, dtype=np.uint8), *(far for _, far in found)])
        order = np.argsort(numbers, kind="stable")
        return numbers[order], off[order]

    def _found(self, word: str, most: int) -> Iterator[tuple[Array, Array]]:
        for size in range(max(1, len(word) - most), len(word) + most + 1):
            for numbers, letters in self._tables.get(size, ()):
                off = _distances(word, letters)
                near = off <= most
                yield numbers[near], off[near]


def _distances(word: str, letters: Array) -> Array:
    """The distance of `word` to each column of `letters`."""
    size, count = letters.shape
    earlier = before = np.empty((0, count), dtype=np.uint8)
    row = np.repeat(np.arange(size + 1, dtype=np.uint8)[:, None], count, axis=1)
    for i, sign in enumerate(word, 1):
        earlier, before = before, row
        row = np.empty_like(before)
        row[0] = i
        differs = (letters != ord(sign)).astype(np.uint8)
        for j in range(1, size + 1):
            best = np.minimum(before[j], row[j - 1]) + np.uint8(1)
            np.minimum(best, before[j - 1] + differs[j - 1], out=best)
            if i > 1 and j > 1:
                swapped = ~differs[j - 2].astype(bool) & (letters[j - 1] == ord(word[i - 2]))
                np.minimum(best, np.where(swapped, earlier[j - 2] + np.uint8(1), best), out=best)
            row[j] = best
    return row[size]
