"""Many papers written as segments, one after the other; the index is told of them afterwards."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from reader.index import folder as disk
from reader.index.codec.gathering import Chunks, gather
from reader.index.codec.merging import LARGEST
from reader.model import Words


def segments_of(folder: Path, words: Iterable[Words]) -> Iterator[tuple[str, int, str]]:
    """Write the papers; answers each file's name, its length and its SHA-256. Raises OSError."""
    papers, table = iter(words), Chunks()
    while len((contents := gather(islice(papers, LARGEST), table)).ids):
        segment, checksum = disk.add(folder, contents)
        yield segment.file_name, checksum.size, checksum.sha256
