"""Texts of papers gathered into the contents of a segment, fast.

Each distinct chunk of text ("Zero-shot") is cut into words once; a text is then only a row of
chunk numbers, and numpy turns all rows at once into words and places.
"""

from array import array
from collections.abc import Iterable

import numpy as np

from reader.index.analysis import LONGEST, chunks, cut_anew
from reader.index.codec.inverting import Contents, Occurrences
from reader.index.codec.sections import Array
from reader.index.plain import field_text
from reader.model import Words
from reader.query.nodes import TEXT_FIELDS, TextField

_MOST_CHUNKS = 400_000  # some 100 bytes each


def gather(papers: Iterable[Words], table: "Chunks | None" = None) -> Contents:
    """The contents of a segment with these papers, numbered in the order given.

    Who makes several segments hands in the same table each time: most chunks come again.
    """
    table = Chunks() if table is None else table.renewed()
    ids = array("q")
    rows = {field: _Rows() for field in TEXT_FIELDS}
    for words in papers:
        ids.append(words.id)
        for field, row in rows.items():
            row.add(table, field_text(words, field))
    occurrences = {field: row.occurrences(table) for field, row in rows.items()}
    used = np.zeros(len(table.names), dtype=bool)
    for words_of_field, _, _ in occurrences.values():
        used[words_of_field] = True
    numbers = np.flatnonzero(used).tolist()
    order = sorted(map(table.names.__getitem__, numbers))
    number = np.empty(len(table.names), dtype=np.uint32)
    number[[table.words[word] for word in order]] = np.arange(len(order), dtype=np.uint32)
    fields: dict[TextField, Occurrences] = {
        field: Occurrences(number[found], of_papers, places)
        for field, (found, of_papers, places) in occurrences.items()
    }
    return Contents(np.array(ids, dtype=np.int64), order, fields)


class Chunks(dict[str, int]):
    """Chunk to chunk number; a chunk not seen before is cut into words."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, int] = {}  # numbered as they come
        self.names: list[str] = []
        self.first = array("I", [0])  # where the words of each chunk begin in the next two
        self.chunk_words = array("I")
        self.chunk_places = array("I")
        self.lengths = array("I")  # how many places each chunk takes

    def renewed(self) -> "Chunks":
        """This table, emptied when it has grown beyond what is worth its memory."""
        if len(self) > _MOST_CHUNKS:
            self.clear()
            self.__init__()  # type: ignore[misc]
        return self

    def __missing__(self, chunk: str) -> int:
        if chunk.isascii() and chunk.isalnum():  # nearly all are one plain word
            self.chunk_words.append(self._numbered(chunk.lower()[:LONGEST]))
            self.chunk_places.append(0)
            length = 1
        else:
            pieces, length = cut_anew(chunk)
            self.chunk_words.extend([self._numbered(piece.word) for piece in pieces])
            self.chunk_places.extend([piece.at for piece in pieces])
        self.first.append(len(self.chunk_words))
        self[chunk] = number = len(self.lengths)
        self.lengths.append(length)
        return number

    def _numbered(self, word: str) -> int:
        number = self.words.setdefault(word, len(self.names))
        if number == len(self.names):
            self.names.append(word)
        return number


class _Rows:
    """The texts of one field as rows of chunk numbers."""

    def __init__(self) -> None:
        self._chunks = array("I")
        self._sizes = array("I")

    def add(self, table: Chunks, text: str) -> None:
        """One more paper."""
        row = list(map(table.__getitem__, chunks(text))) if text else []
        self._chunks.fromlist(row)
        self._sizes.append(len(row))

    def occurrences(self, table: Chunks) -> tuple[Array, Array, Array]:
        """Every word of every row, by the numbers of the table: words, papers, places."""
        row, sizes = _numbers(self._chunks), _numbers(self._sizes)
        papers = np.repeat(np.arange(sizes.size, dtype=np.uint32), sizes)
        # where each chunk begins in its text: places so far, less those of earlier papers
        lengths = _numbers(table.lengths).take(row)
        begins = np.cumsum(lengths, dtype=np.uint32)
        begins -= lengths
        ends = np.cumsum(sizes, dtype=np.int64)
        of_paper = np.append(begins, np.uint32(0)).take(ends - sizes)
        begins -= of_paper.take(papers)
        # every chunk becomes its words
        first = _numbers(table.first)
        counts = np.diff(first).take(row)
        pieces = first.take(row)
        pieces -= np.cumsum(counts, dtype=np.uint32)
        pieces += counts
        pieces = np.repeat(pieces, counts)
        pieces += np.arange(pieces.size, dtype=np.uint32)
        places = _numbers(table.chunk_places).take(pieces)
        places += np.repeat(begins, counts)
        return _numbers(table.chunk_words).take(pieces), np.repeat(papers, counts), places


def _numbers(of: "array[int]") -> Array:
    return np.frombuffer(of, dtype=np.dtype("I"))
