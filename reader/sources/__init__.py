"""What can be brought in: files, folders, archives, bytes; each as texts with their names.

A folder or an archive is many texts, of which any may be no text at all: such a one is told
as `Skipped` and does not stop the others. A file named by itself is one text or a Problem.
"""

from collections.abc import Iterator
from io import BufferedReader, BytesIO
from pathlib import Path

from reader import importers
from reader.errors import Problem
from reader.importers.text import decoding
from reader.model import Dump, Listing, Progress, Skipped
from reader.sources import archives, parts
from reader.sources.folders import walk

Source = Path | Dump

SMALL = 256 * 1024  # characters up to which a text is read in this process,
FEW = 5_000  # if it has no more lines and tags than this
"""Starting another process takes some 0.3 s, several times what most pages take.

Within these bounds none of the shapes that are hardest to read takes a second; a test holds
every format to that.
"""

__all__ = ["Source", "dumps", "dumps_in", "is_many", "read", "read_file", "sources"]


def read(
    dump: Dump,
    *,
    format_name: str | None = None,
    captured: str | None = None,
    progress: Progress | None = None,
) -> Listing:
    """Read a text as the format it looks like, or as the one that is named.

    Raises Problem, or Cancelled within a second after `progress` says stop.
    """
    if not is_small(dump.text):
        from reader.sources import process

        return process.read(dump, format_name=format_name, captured=captured, progress=progress)
    try:
        return importers.read(
            dump.text, name=dump.name, format_name=format_name, captured=captured, progress=progress
        )
    except MemoryError:
        raise importers.bug(dump.name) from None


def is_small(text: str) -> bool:
    """Whether any format reads this in less than a second."""
    return len(text) <= SMALL and text.count("\n") + text.count("<") <= FEW


def is_many(what: Path | BufferedReader) -> bool:
    """Whether this is many texts: a folder or a zip archive."""
    if not isinstance(what, Path):
        return _kind(what) == "zip"
    return what.is_dir() or archives.kind_of(what) == "zip"


def sources(path: Path) -> Iterator[Source | Skipped]:
    """Everything that a path names, in order: files still to be read, texts out of archives.

    Raises Problem for an archive that is named by itself and cannot be opened.
    """
    if not path.is_dir():
        yield from _file(path)
        return
    for found in walk(path):
        if isinstance(found, Skipped):
            yield found
            continue
        try:
            yield from _file(found)
        except Problem as problem:
            yield Skipped(found.name, problem)


def dumps(path: Path) -> Iterator[Dump | Skipped]:
    """Everything that a path names, read; a large file of records in parts.

    Raises Problem when it is one file and no text.
    """
    many = path.is_dir()
    for source in sources(path):
        if not isinstance(source, Path):
            yield source
            continue
        try:
            yield from _texts_of(source)
        except Problem as problem:
            if not many:
                raise
            yield Skipped(source.name, problem)


def dumps_in(stream: BufferedReader, name: str) -> Iterator[Dump | Skipped]:
    """The same for bytes that come from no file. Raises Problem when they are no text."""
    if not is_many(stream):
        yield from _texts_in(stream, name, None)
        return
    data = stream.read(decoding.LARGEST + 1)
    if len(data) > decoding.LARGEST:
        raise Problem(f"This is more than {decoding.LARGEST // 1024**2} MB.", where=name)
    yield from archives.read_zip(BytesIO(data), name)


def read_file(path: Path) -> Dump:
    """The text of one file, also of a compressed one, as a whole.

    Raises Problem when it has none or is too large for that.
    """
    with decoding.opened(path) as stream:
        return next(_texts_in(stream, path.name, str(path), whole=True))


def _texts_of(path: Path) -> Iterator[Dump]:
    with decoding.opened(path) as stream:
        yield from _texts_in(stream, path.name, str(path))


def _texts_in(
    stream: BufferedReader, name: str, where: str | None, *, whole: bool = False
) -> Iterator[Dump]:
    if _kind(stream) == "gz":
        stream, name = BufferedReader(archives.Unpacked(stream)), archives.name_inside(name)
    return parts.texts(stream, name, where, whole=whole)


def _kind(stream: BufferedReader) -> str:
    return archives.kind(stream.peek(archives.BEGINNING)[: archives.BEGINNING])


def _file(path: Path) -> Iterator[Source | Skipped]:
    if archives.kind_of(path) != "zip":
        yield path
        return
    with decoding.opened(path) as stream:
        yield from archives.read_zip(stream, str(path))
