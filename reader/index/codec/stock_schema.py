"""Our fields in Whoosh's terms: a schema that its query parser, searcher and index can use.

In a field stand the words as they are, and, behind a mark that no word contains, their stems: a
plain word of a query is looked for by its stem, a word of a phrase as it is. The stems are not
stored as postings; they are put together from those of their words.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import fields, formats
from whoosh.analysis import Token as WhooshToken
from whoosh.analysis import Tokenizer

from reader.index.analysis import stem, tokens
from reader.index.codec.inverting import encoded
from reader.query.nodes import TEXT_FIELDS

STEM_MARK = "\x01"


class PlacesFormat(formats.Format):  # type: ignore[misc]
    """A posting's value: the places, as unsigned little-endian numbers of four bytes."""

    def __init__(self) -> None:
        self.field_boost = 1.0
        self.options: dict[str, Any] = {}

    def decode_positions(self, value: bytes) -> list[int]:
        """The places of a posting."""
        return [int(place) for place in np.frombuffer(value, dtype="<u4")]

    def decode_frequency(self, value: bytes) -> int:
        """How many places there are."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """How many places there are."""
        return float(len(value) // 4)


class WordTokenizer(Tokenizer):  # type: ignore[misc]
    """Our words as Whoosh's tokens, for its phrases and highlighters."""

    def __call__(self, value: str, **kwargs: Any) -> Iterator[WhooshToken]:
        for found in tokens(value):
            if found.kind != "joined":
                token = WhooshToken(positions=True, chars=True)
                token.text, token.original = found.word, value[found.start : found.end]
                token.boost, token.stopped, token.pos = 1.0, False, found.at
                token.startchar, token.endchar = found.start, found.end
                yield token


class WordText(fields.FieldType):  # type: ignore[misc]
    """A field of words and their stems."""

    def __init__(self) -> None:
        super().__init__(PlacesFormat(), WordTokenizer(), scorable=True, multitoken_query="and")

    def process_text(
        self, qstring: str, mode: str = "", tokenize: bool = True, **kwargs: Any
    ) -> Iterator[str]:
        """The terms of a word of a query: its stem, or itself when it is the beginning of one."""
        mark = STEM_MARK if tokenize else ""
        for token in self.tokenize(qstring, mode=mode, **kwargs):
            yield mark + stem(token.text) if mark else token.text

    def to_bytes(self, value: Any) -> bytes:
        """A term as it is stored."""
        return value if isinstance(value, bytes) else encoded(value)

    def from_bytes(self, bs: Any) -> str:
        """A term as it is read."""
        return bytes(bs).decode("utf-8", "surrogatepass")


SCHEMA = fields.Schema(id=fields.STORED(), **{name: WordText() for name in TEXT_FIELDS})
