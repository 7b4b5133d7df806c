"""Did you mean: the word of the library that is spelled most like one that finds nothing."""

from collections import Counter
from collections.abc import Sequence

from reader.index.analysis import stem, tokens
from reader.index.codec.segment import Segment
from reader.index.nearness import letters_off
from reader.query.nodes import TextField

_FIELDS: tuple[TextField, ...] = ("title", "abstract", "note", "author")


def nearest(segments: Sequence[Segment], word: str) -> str:
    """The nearest spelling, the most frequent of equals; empty when there is none or no need."""
    cut = [token for token in tokens(word) if token.kind != "joined"]
    if len(cut) != 1 or cut[0].kind != "word":
        return ""
    asked = cut[0].word
    if any(segment.with_stem(stem(asked)).size for segment in segments):
        return ""
    off: dict[str, int] = {}
    frequency = Counter[str]()
    for segment in segments:
        numbers, distances = segment.spellings.near(asked, letters_off(asked))
        for number, distance in zip(numbers.tolist(), distances.tolist(), strict=True):
            spelled = segment.words[number].decode("utf-8", "surrogatepass")
            off[spelled] = distance
            frequency[spelled] += _papers(segment, number)
    return min(off, key=lambda near: (off[near], -frequency[near], near), default="")


def _papers(segment: Segment, word: int) -> int:
    """In how many papers of a segment a word stands, field by field."""
    found = 0
    for name in _FIELDS:
        field = segment.fields.get(name)
        if field is not None:
            slices = field.slices((word, word + 1))
            found += int((slices.last.astype(int) - slices.first).sum())
    return found
