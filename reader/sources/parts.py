"""A text, or a large one in parts: each of whole records, and a text by itself.

A snapshot of millions of records is larger than memory. Where a line ends a record (JSON
lines), or begins one (BibTeX, RIS, MEDLINE), the file is cut there and read part by part.
Any other file is one text, of sensible size.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from reader.clean import clean_text
from reader.errors import Problem
from reader.importers.bibliographies import bibtex, medline, ris
from reader.importers.text import decoding
from reader.importers.text.decoding import decode
from reader.model import Dump
from reader.sources.parents import Parents

WHOLE = 16 * 1024 * 1024  # bytes up to which a file is one text
PART = 8 * 1024 * 1024  # bytes of a part
MACROS = 256 * 1024  # bytes of @string that are put before each part
_SAMPLE = 64 * 1024

_STARTS = {
    bibtex: re.compile(rb"\n(?=[ \t]*@[ \t]*[A-Za-z]\w*[ \t]*[{(])"),
    ris: re.compile(rb"\n(?=TY {1,2}- )"),
    medline: re.compile(rb"\n(?=PMID- )"),
}
_ENTRIES = re.compile(rb"\s*(?:%[^\n]*\n\s*){0,50}@", re.DOTALL)
_SPLIT = "Split it into smaller files."
_MACRO = re.compile(rb"^[ \t]*@string[ \t]*[{(][^\n]{1,4000}[})][ \t]*\r?$", re.I | re.M)

Cut = Callable[[bytes], int]
"""Where the last record that is whole in these bytes ends; 0 when there is none."""


def texts(stream: BinaryIO, name: str, where: str | None, *, whole: bool = False) -> Iterator[Dump]:
    """The texts of a stream of bytes; with `whole` only one.

    `where` is its place, for people. Raises Problem when it is no text, or too large for one.
    """
    try:
        yield from _texts(stream, name, where, whole)
    except Problem as problem:
        place = problem.where or clean_text(where or name)
        raise Problem(problem.what, do=problem.do, where=place) from problem


def _texts(stream: BinaryIO, name: str, where: str | None, whole: bool) -> Iterator[Dump]:
    data = stream.read(16)
    decoding.refuse_kind(data)
    data += _exactly(stream, WHOLE + 1 - len(data))
    cut = _cut_of(data[:_SAMPLE]) if len(data) > WHOLE and not whole else None
    if cut is None:
        data += _exactly(stream, decoding.LARGEST + 1 - len(data))
        if len(data) > decoding.LARGEST:
            raise Problem(
                f"This is more than {decoding.LARGEST // 1024**2} MB.",
                do="Use the command line." if whole and _cut_of(data[:_SAMPLE]) else _SPLIT,
            )
        yield _dump(data, name, where)
        return
    parents = _parents(stream, cut) if stream.seekable() and _ENTRIES.match(data) else Parents({})
    macros = b""
    for part in _parts(stream, data, cut):
        yield _dump(macros + parents.before(part) + part, name, where)
        if len(macros) < MACROS:
            macros += b"".join(match[0].rstrip() + b"\n" for match in _MACRO.finditer(part))


def _parents(stream: BinaryIO, cut: Cut) -> Parents:
    """The entries that others of the file name; the stream stands where it stood."""
    place = stream.tell()

    def parts() -> Iterator[bytes]:
        stream.seek(0)
        yield from _parts(stream, _exactly(stream, PART), cut)

    found = Parents.collect(parts(), parts())
    stream.seek(place)
    return found


def _parts(stream: BinaryIO, data: bytes, cut: Cut) -> Iterator[bytes]:
    """Runs of whole records, each of about `PART` bytes."""
    while data:
        end = cut(data[:PART]) if len(data) > PART else len(data)
        more = b""
        if end == 0 or len(data) <= PART:
            more = _exactly(stream, PART)
            data += more
        if more:
            if len(data) > decoding.LARGEST:
                raise Problem("A record of this file is too large.", do="Leave it out.")
            continue
        end = end or cut(data) or len(data)
        yield data[:end]
        data = data[end:]


def _cut_of(sample: bytes) -> Cut | None:
    """How to cut a file that begins like this, None when it is one text."""
    lines = sample.split(b"\n", 3)[:-1]
    if lines and all(_is_record(line) for line in lines):
        return lambda data: data.rfind(b"\n") + 1
    text = sample.decode("utf-8", "replace")
    for form, start in _STARTS.items():
        if form.confidence(text) >= 0.5:
            return lambda data, start=start: max(  # type: ignore[misc]
                (match.end() for match in start.finditer(data)), default=0
            )
    return None


def _is_record(line: bytes) -> bool:
    """Whether a line is one JSON object, or empty."""
    try:
        return not line.strip() or isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _exactly(stream: BinaryIO, count: int) -> bytes:
    """As many bytes as there are, at most `count`: a pipe gives fewer at a time."""
    pieces = []
    while count > 0 and (piece := stream.read(count)):
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _dump(data: bytes, name: str, where: str | None) -> Dump:
    text, encoding, notes = decode(data)
    return Dump(
        clean_text(name), text, encoding, notes, None if where is None else clean_text(where)
    )
