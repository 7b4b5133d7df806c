"""Several segments made one, without the papers that are deleted."""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from reader.index.codec.inverting import Contents, Occurrences
from reader.index.codec.sections import Array
from reader.index.codec.segment import Segment
from reader.query.nodes import TEXT_FIELDS, TextField

_PER_TIER = 8  # segments of about one size before they become one
LARGEST = 50_000  # papers; segments of this size are left as they are


def merged(segments: Sequence[Segment]) -> Contents:
    """What the segments say together; papers keep the order of the segments."""
    parts = [segment.contents() for segment in segments]
    words = sorted(set(chain.from_iterable(part.words for part in parts)))
    number = {word: place for place, word in enumerate(words)}
    renumber = [np.array([number[word] for word in part.words], dtype=np.uint32) for part in parts]
    offsets = np.append(0, np.cumsum([len(part.ids) for part in parts]))
    fields: dict[TextField, Occurrences] = {}
    for field in TEXT_FIELDS:
        rows = [
            (part.fields[field], renumbered, offset)
            for part, renumbered, offset in zip(parts, renumber, offsets, strict=False)
            if field in part.fields
        ]
        if rows:
            fields[field] = Occurrences(
                _join([new[found.words] for found, new, _ in rows]),
                _join([found.papers + np.uint32(offset) for found, _, offset in rows]),
                _join([found.places.astype(np.uint32) for found, _, _ in rows]),
            )
    return _without_unused(Contents(_join([part.ids for part in parts]), words, fields))


def worth_merging(segments: Iterable[Segment], below: int | None = None) -> list[Segment]:
    """The segments to merge now: enough of one size, or one that is mostly deleted papers.

    With `below`, only those that hold fewer living papers together.
    """
    groups: list[list[Segment]] = []
    tiers: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.papers and 2 * len(segment.gone) > segment.papers:
            groups.append([segment])
        elif segment.papers < LARGEST:
            tiers.setdefault(segment.papers.bit_length() // 3, []).append(segment)
    groups += [tier for tier in tiers.values() if len(tier) >= _PER_TIER]
    return next((group for group in groups if below is None or _living(group) < below), [])


def _living(segments: Sequence[Segment]) -> int:
    return sum(segment.papers - len(segment.gone) for segment in segments)


def _without_unused(contents: Contents) -> Contents:
    """Without the words that only deleted papers had."""
    used = np.zeros(len(contents.words), dtype=bool)
    for found in contents.fields.values():
        used[found.words] = True
    number = (np.cumsum(used) - 1).astype(np.uint32)
    words = [word for word, kept in zip(contents.words, used.tolist(), strict=True) if kept]
    fields = {
        field: Occurrences(number[found.words], found.papers, found.places)
        for field, found in contents.fields.items()
    }
    return Contents(contents.ids, words, fields)


def _join(arrays: Sequence[Array]) -> Array:
    return np.concatenate(arrays)
