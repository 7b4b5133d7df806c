"""Our segments as stock Whoosh reads them: its codec, segment and reader extension points.

Through this `whoosh.index.open_dir(folder, schema=SCHEMA).searcher()` works, with Whoosh's own
query parser and matchers; our own searches use the arrays directly. Only what Whoosh 2.7.4,
whoosh-reloaded and whoosh3 have in common is used.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo

from reader.index.codec.sections import Array
from reader.index.codec.segment import SUFFIX, Field, Segment
from reader.index.codec.stock_schema import STEM_MARK
from reader.query.nodes import TextField

_STEM_MARK_BYTES = STEM_MARK.encode()


class WordSegment(base.Segment):  # type: ignore[misc]
    """One line of Whoosh's list of segments: a file, how many papers, which are deleted."""

    def __init__(self, indexname: str, papers: int = 0) -> None:
        super().__init__(indexname)
        self.papers = papers
        self.gone: tuple[int, ...] = ()

    def file_name(self) -> str:
        """The file with the segment's words."""
        return f"{self.segment_id()}{SUFFIX}"

    def codec(self) -> "WordCodec":
        """What reads this segment."""
        return WordCodec()

    def should_assemble(self) -> bool:
        """Never: a segment is one file already."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """How many papers the file holds."""
        self.papers = doccount

    def doc_count_all(self) -> int:
        """How many papers the file holds, deleted ones too."""
        return self.papers

    def deleted_count(self) -> int:
        """How many of them are deleted."""
        return len(self.gone)

    def deleted_docs(self) -> frozenset[int]:
        """The numbers of the deleted papers."""
        return frozenset(self.gone)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a paper is deleted."""
        return docnum in self.gone

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a paper, or bring it back."""
        gone = self.deleted_docs() - {docnum}
        self.gone = tuple(sorted(gone | {docnum} if delete else gone))


class WordCodec(base.Codec):  # type: ignore[misc]
    """Reads our segments for Whoosh; they are written by our own writer only."""

    def terms_reader(self, storage: Any, segment: WordSegment) -> "WordTermsReader":
        """The words of a segment."""
        return WordTermsReader(_open(storage, segment))

    def per_document_reader(self, storage: Any, segment: WordSegment) -> "WordPaperReader":
        """The papers of a segment."""
        return WordPaperReader(_open(storage, segment))

    def new_segment(self, storage: Any, indexname: str) -> WordSegment:
        """A segment without papers."""
        return WordSegment(indexname)


def _open(storage: Any, segment: WordSegment) -> Segment:
    return Segment(Path(storage.folder) / segment.file_name(), segment.deleted_docs())


class WordTermsReader(base.TermsReader):  # type: ignore[misc]
    """The words of a segment with their postings."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self._segment.fields.get(term[0])  # type: ignore[call-overload]
        return field is not None and self._numbers(field, term[1]).size > 0

    def indexed_field_names(self) -> Iterable[str]:
        """The fields that hold any word."""
        return self._segment.fields.keys()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every word of every field; stems are not listed."""
        for name in sorted(self._segment.fields):
            yield from self._terms(name, 0)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Every word from `prefix` on, then those of later fields."""
        for name in sorted(self._segment.fields):
            if name >= fieldname:
                first = self._segment.words.beginning(prefix)[0] if name == fieldname else 0
                yield from self._terms(name, first)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every word with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every word from `prefix` on, with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of a word or stem. Raises KeyError."""
        field, papers, counts, _ = self._postings(fieldname, text)
        lengths = field.lengths[papers]
        return TermInfo(
            weight=float(counts.sum()),
            df=int(papers.size),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(counts.max()),
            minid=int(papers[0]),
            maxid=int(papers[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a word or stem stands in all papers."""
        return float(self._postings(fieldname, text)[2].sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many papers have a word or stem."""
        return int(self._postings(fieldname, text)[1].size)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """The postings of a word or stem, for Whoosh to step through."""
        _, papers, counts, places = self._postings(fieldname, text)
        ends = np.cumsum(counts)
        values = [
            places[end - count : end].astype("<u4").tobytes()
            for end, count in zip(ends.tolist(), counts.tolist(), strict=True)
        ]
        return ListMatcher(
            papers.tolist(),
            weights=counts.astype(float).tolist(),
            values=values,
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _terms(self, name: TextField, first: int) -> Iterator[tuple[str, bytes]]:
        words = self._segment.fields[name].words
        for number in words[np.searchsorted(words, first) :].tolist():
            yield name, self._segment.words[number]

    def _numbers(self, field: Field, text: bytes) -> Array:
        if text.startswith(_STEM_MARK_BYTES):
            asked = self._segment.with_stem(text[1:].decode("utf-8", "surrogatepass"))
        else:
            number = self._segment.words.find(text)
            asked = np.array([number] if number >= 0 else [], dtype=np.uint32)
        return np.flatnonzero(np.isin(field.words, asked))

    def _postings(self, fieldname: str, text: bytes) -> tuple[Field, Array, Array, Array]:
        """The papers that have a word or stem, how often, and where."""
        field = self._segment.fields.get(fieldname)  # type: ignore[call-overload]
        numbers = self._numbers(field, text) if field else ()
        if field is None or not len(numbers):
            raise KeyError(f"{fieldname}:{text!r}")  # Whoosh turns it into its TermNotFound
        keys = []
        for number in numbers:
            first, last = field.first[number], field.first[number + 1]
            places = field.places(*field.first_place[number : number + 2].tolist())
            papers = np.repeat(field.papers[first:last].astype(np.int64), field.counts[first:last])
            keys.append((papers << 32) | places)
        key = np.sort(np.concatenate(keys))
        papers, counts = np.unique(key >> 32, return_counts=True)
        return field, papers, counts, key & 0xFFFFFFFF


class WordPaperReader(base.PerDocumentReader):  # type: ignore[misc]
    """The papers of a segment: their ids, and how long their texts are."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        """How many papers are there."""
        return self._segment.papers - len(self._segment.gone)

    def doc_count_all(self) -> int:
        """How many papers are there, deleted ones too."""
        return self._segment.papers

    def has_deletions(self) -> bool:
        """Whether any paper is deleted."""
        return bool(self._segment.gone)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a paper is deleted."""
        return docnum in self._segment.gone

    def deleted_docs(self) -> frozenset[int]:
        """The numbers of the deleted papers."""
        return self._segment.gone

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """What is known of a paper besides its words: its id in the library."""
        return {"id": int(self._segment.ids[docnum])}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words a paper has in a field."""
        field = self._segment.fields.get(fieldname)  # type: ignore[call-overload]
        return int(field.lengths[docnum]) if field else default

    def field_length(self, fieldname: str) -> int:
        """How many words all papers have in a field."""
        field = self._segment.fields.get(fieldname)  # type: ignore[call-overload]
        return field.length if field else 0

    def min_field_length(self, fieldname: str) -> int:
        """The shortest text of a field."""
        field = self._segment.fields.get(fieldname)  # type: ignore[call-overload]
        return int(field.lengths.min()) if field else 0

    def max_field_length(self, fieldname: str) -> int:
        """The longest text of a field."""
        field = self._segment.fields.get(fieldname)  # type: ignore[call-overload]
        return int(field.lengths.max()) if field else 0
