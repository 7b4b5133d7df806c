"""One segment, opened: its words and the slices of postings that belong to them."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, overload

import numpy as np

from reader.index.codec.inverting import LETTERS, Contents, Occurrences, decoded, encoded
from reader.index.codec.sections import Array, Sections
from reader.index.nearness import Spellings
from reader.index.scoring import saturations
from reader.query.nodes import TEXT_FIELDS, TextField

SUFFIX = ".words"
_REMEMBERED = 10_000  # stems; the same ones are asked for again and again


class _Texts(Sequence[bytes]):
    """Sorted texts of a section, cut when asked for."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._text = sections.text(f"{name}.text")
        self._ends = sections[f"{name}.ends"].data

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        start = self._ends[number - 1] if number else 0
        return bytes(self._text[start : self._ends[number]])

    def all(self) -> list[bytes]:
        """Every text, in order."""
        text, ends = bytes(self._text), self._ends.tolist()
        return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def find(self, text: bytes) -> int:
        """The number of a text; -1 when it is not there."""
        words, ends = self._text, self._ends  # bisect_left, without a call for each step
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) >> 1
            found = bytes(words[ends[middle - 1] if middle else 0 : ends[middle]])
            if found == text:
                return middle
            if found < text:
                low = middle + 1
            else:
                high = middle
        return -1

    def beginning(self, text: bytes) -> tuple[int, int]:
        """The range of numbers of all texts that begin with `text`."""
        first = bisect_left(self, text)
        # 0xff stands in no UTF-8 text, so this sorts after everything that begins so
        return first, bisect_left(self, text + b"\xff", first)


class Slices(NamedTuple):
    """Postings of one field: for each word asked for, where they begin and end, and the places."""

    first: Array
    last: Array
    first_place: Array
    last_place: Array


class Field:
    """The postings of one field of a segment."""

    def __init__(self, sections: Sections, name: TextField) -> None:
        self.lengths = sections[f"{name}.lengths"]
        self.words = sections[f"{name}.words"]
        self.first = sections[f"{name}.first"]
        self.first_place = sections[f"{name}.first_place"]
        self.papers = sections[f"{name}.papers"]
        self.counts = sections[f"{name}.counts"]
        self._places = sections[f"{name}.places"]
        self._far, self._far_places = (
            sections.get(f"{name}.far"),
            sections.get(f"{name}.far_places"),
        )
        self._letters = sections.get(f"{name}.letters")
        self.length = int(self.lengths.sum(dtype=np.int64))
        self.holders = int(np.count_nonzero(self.lengths))
        top = max(self.lengths.size, int(self.lengths.max(initial=0)))
        self.is_small = top <= 1 << 16  # papers and places can be told by two bytes each
        self._saturations: tuple[float, Array] | None = None

    def saturations(self, mean_length: float) -> Array:
        """How soon more of the same word stops counting in each paper, kept while that is so."""
        if self._saturations is None or self._saturations[0] != mean_length:
            self._saturations = mean_length, saturations(self.lengths, mean_length)
        return self._saturations[1]

    def places(self, first: int, last: int) -> Array:
        """The places from one to before another, as they are stored."""
        found = self._places[first:last].astype(np.uint32)
        if self._far is not None and self._far_places is not None:
            far = slice(*np.searchsorted(self._far, np.array((first, last), self._far.dtype)))
            found[self._far[far] - np.uint32(first)] = self._far_places[far]
        return found

    def beginning(self, text: str) -> Array | None:
        """How many words of each paper begin with a letter, where that is written down."""
        if self._letters is None or text not in LETTERS or len(text) != 1:
            return None
        papers = self.lengths.size
        first = LETTERS.index(text) * papers
        return self._letters[first : first + papers]

    def slices(self, words: "Array | tuple[int, int]") -> Slices:
        """Where the postings of these words are: one slice for a range of words."""
        if isinstance(words, tuple):
            ends = np.searchsorted(self.words, np.array(words, dtype=self.words.dtype))
            first, last = ends[:1], ends[1:]
        else:
            first = np.searchsorted(self.words, words)
            there = first < self.words.size
            there[there] = self.words[first[there]] == words[there]
            first = first[there]
            last = first + 1
        return Slices(
            self.first[first], self.first[last], self.first_place[first], self.first_place[last]
        )


class Segment:
    """A mapped segment file. `gone` holds the numbers of papers that are deleted since."""

    def __init__(self, path: Path, gone: frozenset[int] = frozenset()) -> None:
        """Map the file. Raises DamagedError or OSError."""
        self._sections = Sections(path)
        self.file_name = path.name
        self.papers = self._sections.papers
        self.ids = self._sections["papers"]
        self.words = _Texts(self._sections, "words")
        self.stems = _Texts(self._sections, "stems")
        self.fields: dict[TextField, Field] = {
            name: Field(self._sections, name)
            for name in TEXT_FIELDS
            if f"{name}.lengths" in self._sections
        }
        self._forms: dict[str, Array] = {}  # looked up before; shared by copies, like the next
        self._lengths: dict[tuple[TextField, ...], Array] = {}
        self._spellings: list[Spellings] = []  # made when first asked for, shared by copies
        self.gone = gone
        self.alive = _alive(self.papers, gone)

    def without(self, gone: frozenset[int]) -> "Segment":
        """The same segment with more papers deleted; nothing is opened again."""
        copy = object.__new__(Segment)
        copy.__dict__.update(self.__dict__)
        copy.gone = self.gone | gone
        copy.alive = _alive(self.papers, copy.gone)
        return copy

    def numbers(self, ids: Array) -> frozenset[int]:
        """The numbers of the living papers with these ids."""
        found = np.flatnonzero(np.isin(self.ids, ids))
        return frozenset(found.tolist()) - self.gone

    def exactly(self, word: str) -> tuple[int, int]:
        """The word, as a range of word numbers; empty when the segment does not have it."""
        number = self.words.find(encoded(word))
        return (number, number + 1) if number >= 0 else (0, 0)

    def beginning(self, text: str) -> tuple[int, int]:
        """All words that begin with `text`, as a range of word numbers."""
        return self.words.beginning(encoded(text))

    def with_stem(self, stem: str) -> Array:
        """The numbers of all words with this stem, ascending."""
        found = self._forms.get(stem)
        if found is None:
            number = self.stems.find(encoded(stem))
            first = self._sections["stems.first"]
            ends = slice(first[number], first[number + 1]) if number >= 0 else slice(0)
            if len(self._forms) > _REMEMBERED:
                self._forms.clear()
            found = self._forms[stem] = self._sections["stems.words"][ends]
        return found

    @cached_property
    def stem_of(self) -> Array:
        """The number of each word's stem."""
        sizes = np.diff(self._sections["stems.first"])
        of_word = np.empty(len(self.words), dtype=np.uint32)
        of_word[self._sections["stems.words"]] = np.repeat(
            np.arange(sizes.size, dtype=np.uint32), sizes
        )
        return of_word

    def lengths(self, fields: tuple[TextField, ...]) -> Array:
        """How many words each paper has in these fields together."""
        if fields not in self._lengths:
            together = np.zeros(self.papers)
            for name in fields:
                if name in self.fields:
                    together += self.fields[name].lengths
            self._lengths[fields] = together
        return self._lengths[fields]

    @property
    def spellings(self) -> Spellings:
        """All words, to be compared by their letters."""
        if not self._spellings:
            text, ends = self._sections["words.text"], self._sections["words.ends"]
            self._spellings.append(Spellings(self.words, text, ends))
        return self._spellings[0]

    def spelled_like(self, word: str) -> Array:
        """The numbers of all words that are spelled nearly so, ascending."""
        return self.spellings.near(word)[0]

    def contents(self) -> Contents:
        """All that the segment says about papers that are not deleted, to be written again."""
        number = np.cumsum(self.alive) - 1
        words = [decoded(text) for text in self.words.all()]
        fields = {name: self._living(field, number) for name, field in self.fields.items()}
        return Contents(self.ids[self.alive], words, fields)

    def _living(self, field: Field, number: Array) -> Occurrences:
        of_posting = np.repeat(field.words, np.diff(field.first))
        keep = np.repeat(self.alive[field.papers], field.counts)
        return Occurrences(
            np.repeat(of_posting, field.counts)[keep],
            np.repeat(number[field.papers], field.counts)[keep].astype(np.uint32),
            field.places(0, keep.size)[keep],
        )


def _alive(papers: int, gone: frozenset[int]) -> Array:
    alive = np.ones(papers, dtype=bool)
    alive[list(gone)] = False
    return alive
