"""Segments written for an index, which is told of them afterwards."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from reader.index import folder as disk
from reader.index.codec.gathering import Chunks, gather
from reader.index.codec.inverting import Contents
from reader.index.codec.merging import LARGEST, merged
from reader.index.codec.segment import Segment
from reader.index.job import Written
from reader.model import Words


def segments_of(folder: Path, words: Iterable[Words]) -> Iterator[Written]:
    """Many papers, one segment after the other. Raises OSError."""
    papers, table = iter(words), Chunks()
    while len((contents := gather(islice(papers, LARGEST), table)).ids):
        yield _written(folder, contents)


def merge_of(folder: Path, parts: Iterable[tuple[Path, Iterable[int]]]) -> Written:
    """One segment of several files without the papers (by number) that are gone.

    Raises OSError or DamagedError.
    """
    return _written(folder, merged([Segment(path, frozenset(gone)) for path, gone in parts]))


def _written(folder: Path, contents: Contents) -> Written:
    segment, checksum = disk.add(folder, contents)
    return Written(segment.file_name, checksum.size, checksum.sha256)
