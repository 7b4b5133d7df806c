"""The index on disk: opened, added to, published, locked, dropped.

A state of the index becomes true in one moment, when its manifest replaces the one before. Files
of the new state are written before, files of the old state are removed after, and only by the
program that holds the lock.
"""

import contextlib
import hashlib
import logging
import os
import struct
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.index import IndexError as WhooshIndexError

from reader import paths
from reader.errors import Busy, Problem
from reader.index import manifest
from reader.index.codec.inverting import Contents, segment_bytes
from reader.index.codec.sections import DamagedError
from reader.index.codec.segment import SUFFIX, Segment
from reader.index.codec.stock import WordSegment
from reader.index.codec.stock_schema import SCHEMA
from reader.index.manifest import Manifest, OtherError, Sum, UnusableError
from reader.index.unpickling import UnpicklingError, disarm_whoosh

_NAME = "MAIN"
WRITING = f"{_NAME}_WRITELOCK"  # the name that Whoosh's own writers lock
_PATIENCE = 0.5  # seconds to wait for another program's small change

_log = logging.getLogger(__name__)


class _Storage(FileStorage):  # type: ignore[misc]
    """A folder that remembers what it opened: Whoosh leaves files open when they are bad."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[Any] = []

    def open_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Open a file for Whoosh."""
        self._opened.append(super().open_file(name, *args, **kwargs))
        return self._opened[-1]

    def close_all(self) -> None:
        """Close every file that Whoosh has not."""
        for stream in self._opened:
            if not stream.is_closed:
                stream.close()


@dataclass(frozen=True, slots=True)
class State:
    """An index that can be searched. `applied` is -1 when there is none."""

    applied: int = -1
    generation: int = 0
    segments: tuple[Segment, ...] = ()
    sums: dict[str, Sum] = field(default_factory=dict)
    lineage: str = ""


def load(folder: Path) -> State:
    """The index in a folder, every file compared with its checksum first.

    Raises UnusableError when it is missing, damaged, or made by another version or library.
    """
    listed = manifest.read(folder)
    manifest.compare(folder, listed)
    disarm_whoosh()
    storage = _Storage(str(folder))
    try:
        toc = TOC.read(storage, _NAME, gen=listed.generation, schema=SCHEMA)
        segments = tuple(_open(folder, segment, listed) for segment in toc.segments)
    except UnpicklingError as error:
        raise UnusableError(f"it is not safe to open ({error})") from error
    except (WhooshIndexError, DamagedError, OSError, struct.error) as error:
        raise UnusableError(f"it cannot be opened ({error})") from error
    except (ValueError, TypeError, AttributeError, LookupError, EOFError, AssertionError) as error:
        raise UnusableError(f"its list of segments makes no sense ({error})") from error
    finally:
        storage.close_all()
    sums = {name: one for name, one in listed.files.items() if name.endswith(SUFFIX)}
    return State(listed.applied, listed.generation, segments, sums, listed.lineage)


def reload(folder: Path, state: State) -> State:
    """The index in a folder as it is now; nothing is opened when it is still `state`."""
    listed = manifest.read(folder)
    if state.applied >= 0 and files_of(state) == frozenset(listed.files):
        return state
    return load(folder)


def load_or_drop(folder: Path) -> tuple[State, str]:
    """The index in a folder, and the damage that was found.

    When it is not usable it is an empty one, and its files are removed.
    """
    damage = ""
    try:
        return load(folder), damage
    except UnusableError as first:
        _log.info("the word index will be built again: %s", _kind(first))
    try:
        with locked(folder):
            try:
                return load(folder), damage  # another program may just have finished a new one
            except UnusableError as reason:
                damage = "" if isinstance(reason, OtherError) else str(reason)
                remove_all_but(folder, frozenset())
    except Problem as problem:
        _log.info("the old word index stays for now: %s", _kind(problem))
    return State(), damage


def _kind(error: BaseException) -> str:
    """What sort of error it was: its words may name folders of this person."""
    return type(error.__cause__ or error).__name__


@contextlib.contextmanager
def locked(folder: Path, name: str = WRITING) -> Iterator[None]:
    """Keep other programs from writing. Raises Busy when one is; Problem when nobody can."""
    paths.make_private(folder, above=2)
    lock = FileStorage(str(folder)).lock(name)
    try:
        until = time.monotonic() + _PATIENCE
        while not lock.acquire():
            if time.monotonic() > until:
                raise Busy("Another program is building the word index.", do="Try again soon.")
            time.sleep(0.02)
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def adding(folder: Path, state: State) -> Iterator[None]:
    """Remove the files of a new state when making it fails; `state` still counts."""
    try:
        yield
    except BaseException:
        remove_all_but(folder, files_of(state))
        raise


def add(folder: Path, contents: Contents) -> tuple[Segment, Sum]:
    """Write a new segment; it belongs to no state until one is published. Raises OSError.

    Not flushed to the disk: after a power cut the checksum tells, and the index is built again.
    """
    path = folder / WordSegment(_NAME).file_name()
    data = segment_bytes(contents)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(data)
    return Segment(path), Sum(len(data), hashlib.sha256(data).hexdigest())


def publish(
    folder: Path,
    before: State,
    applied: int,
    lineage: str,
    segments: Sequence[Segment],
    sums: dict[str, Sum],
) -> State:
    """Make these segments the index, and remove what no longer belongs to it. Raises OSError."""
    kept = {segment.file_name: sums[segment.file_name] for segment in segments}
    generation = before.generation + 1
    toc = _toc_name(generation)
    (folder / toc).unlink(missing_ok=True)  # left by a program that was killed
    TOC(SCHEMA, [_line(segment) for segment in segments], generation).write(
        FileStorage(str(folder)), _NAME
    )
    files = {**kept, toc: manifest.sum_of(folder / toc)}
    listed = Manifest(applied, generation, files, lineage)
    manifest.write(folder, listed)
    remove_all_but(folder, frozenset(listed.files))
    return State(applied, generation, tuple(segments), kept, lineage)


def files_of(state: State) -> frozenset[str]:
    """The names of the files that belong to a state, but for the manifest."""
    if state.applied < 0:
        return frozenset()
    return frozenset(state.sums) | {_toc_name(state.generation)}


def remove_all_but(folder: Path, kept: frozenset[str]) -> None:
    """Remove index files from the folder; whoever holds the lock may. Others are left alone."""
    keep = kept | {manifest.FILE} if kept else kept
    for path in [*folder.glob(f"*{SUFFIX}"), *folder.glob("*.toc*"), folder / manifest.FILE]:
        if path.name not in keep:
            with contextlib.suppress(OSError):  # Windows keeps files that another program maps
                path.unlink()


def cannot_write(folder: Path, error: OSError) -> Problem:
    """What to tell the person when the folder does not take the index."""
    return Problem(
        f"The word index cannot be written: {error.strerror or error}.",
        do="Searches still work, but slower. Make room or mend the folder, then reindex.",
        where=str(folder),
    )


def _toc_name(generation: int) -> str:
    return f"_{_NAME}_{generation}.toc"


def _open(folder: Path, segment: WordSegment, listed: Manifest) -> Segment:
    if segment.file_name() not in listed.files:
        raise UnusableError(f"{segment.file_name()} is not in the manifest")
    return Segment(folder / segment.file_name(), segment.deleted_docs())


def _line(segment: Segment) -> WordSegment:
    line = WordSegment(_NAME, segment.papers)
    line.segid = segment.file_name.removeprefix(f"{_NAME}_").removesuffix(SUFFIX)
    line.gone = tuple(sorted(segment.gone))
    return line
