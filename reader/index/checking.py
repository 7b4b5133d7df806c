"""Proof that the index says what the library says, paper by paper and word by word."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from reader.index import folder as disk
from reader.index.codec.gathering import gather
from reader.index.codec.inverting import Contents, encoded
from reader.index.codec.segment import Segment
from reader.index.manifest import UnusableError
from reader.model import Finding, Words
from reader.query.nodes import TEXT_FIELDS

_AT_ONCE = 5_000
_FACTORS = [np.uint64(0x9E3779B97F4A7C15 + 2 * number) for number in range(len(TEXT_FIELDS))]


def disk_findings(folder: Path) -> list[Finding]:
    """What is wrong with the files of an index that was once built."""
    try:
        disk.load(folder)
    except UnusableError as reason:
        return [Finding("index", f"The word index on disk is not usable: {reason}.")]
    return []


def differences(segments: Sequence[Segment], words: Iterable[Words]) -> list[Finding]:
    """The papers that the index misses, has too many, or knows with other words."""
    indexed: dict[int, int] = {}
    findings = []
    for segment in segments:
        for paper, print_ in _prints(segment.contents()):
            if paper in indexed:
                findings.append(Finding("index", f"Paper {paper} is in the word index twice."))
            indexed[paper] = print_
    papers = iter(words)
    while len((contents := gather(islice(papers, _AT_ONCE))).ids):
        for paper, print_ in _prints(contents):
            known = indexed.pop(paper, None)
            if known is None:
                findings.append(Finding("index", f"Paper {paper} is not in the word index."))
            elif known != print_:
                text = f"The word index knows paper {paper} with other words."
                findings.append(Finding("index", text))
    findings += [
        Finding("index", f"The word index has paper {paper}, which the library has not.")
        for paper in sorted(indexed)
    ]
    return findings


def _prints(contents: Contents) -> Iterator[tuple[int, int]]:
    """Each paper's id and a number made from all its words and places: a sum of hashes."""
    prints = np.zeros(len(contents.ids), dtype=np.uint64)
    hashes = np.array([_hash(word) for word in contents.words], dtype=np.uint64)
    for field, factor in zip(TEXT_FIELDS, _FACTORS, strict=True):
        found = contents.fields.get(field)
        if found is not None and found.words.size:
            mixed = (hashes[found.words] ^ found.places.astype(np.uint64)) * factor
            np.add.at(prints, found.papers, mixed ^ (mixed >> np.uint64(29)))
    return zip(contents.ids.tolist(), prints.tolist(), strict=True)


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(encoded(word), digest_size=8).digest())
