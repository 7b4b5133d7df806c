"""Texts out of `.zip` and `.gz`, within limits; nothing is ever unpacked to the disk.

What an archive says about its own sizes is not believed: what comes out is counted. An
archive in an archive is not opened.
Formats: PKWARE's APPNOTE 6.3 (https://support.pkware.com/pkzip/appnote), RFC 1952.
"""

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from reader.clean import clean_text
from reader.errors import Problem
from reader.importers.text.decoding import LARGEST, decode, opened
from reader.model import Dump, Skipped
from reader.sources.folders import is_hidden

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

EXPANDED = 200 * 1024 * 1024  # bytes, of all members together
RATIO = 100  # times that a member may grow; real listings grow 3 to 20 times
FREE = 1024 * 1024  # bytes that a member may have at any ratio: a short page of one line
MEMBERS = 10_000
BEGINNING = 4  # bytes by which an archive is known
_DIRECTORY = 4 * 1024 * 1024  # bytes of a zip archive's table of contents
_PIECE = 256 * 1024
_TAIL = 22 + 65535  # the record at the end of a zip archive and its longest comment
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_BROKEN = (
    OSError, EOFError, ValueError, RuntimeError, NotImplementedError,
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip


def kind(beginning: bytes) -> str:
    """`zip`, `gz`, or nothing, by the first bytes."""
    if beginning.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return "gz" if beginning.startswith(b"\x1f\x8b") else ""


def kind_of(path: Path) -> str:
    """The same of a file; nothing also for what cannot be read."""
    try:
        with opened(path) as stream:
            return kind(stream.read(BEGINNING))
    except Problem:
        return ""


class Unpacked(io.RawIOBase):
    """What comes out of a compressed stream, as long as it stays within the limits.

    Raises Problem when it does not, or is damaged.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._packed = _Counted(stream)
        self._unpacking = gzip.GzipFile(fileobj=self._packed, mode="rb")  # type: ignore[call-overload]
        self._size = 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, room: "WriteableBuffer") -> int:
        """The next bytes."""
        view = memoryview(room)
        try:
            piece: bytes = self._unpacking.read(min(len(view), _PIECE))
        except _BROKEN as error:
            raise Problem("This compressed file is damaged.", do="Get it once more.") from error
        if not self._size:
            _refuse_inner(piece)
        self._size += len(piece)
        if self._size > FREE and self._size > RATIO * self._packed.count:
            raise Problem(f"This unpacks to more than {RATIO} times its size.")
        view[: len(piece)] = piece
        return len(piece)


class _Counted:
    """A stream that counts what was taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self.count += len(data)
        return data


def name_inside(name: str) -> str:
    """The name of what a compressed file holds."""
    return name[:-3] if name.lower().endswith(".gz") else name


def read_zip(stream: BinaryIO, where: str) -> Iterator[Dump | Skipped]:
    """The texts of an archive. Raises Problem when it cannot be opened.

    A member that cannot be read is Skipped, with its place and the reason.
    """
    _check_directory(stream, where)
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise _damaged("zip archive", where) from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if any(info.filename in _OFFICE for info in infos):
            raise Problem(
                "This is an office document or a book, not text.",
                do="Save the listing page as text.",
                where=clean_text(where),
            )
        if len(infos) > MEMBERS:
            raise _too_many(where)
        left = EXPANDED
        for info in infos:
            try:
                data = _member(archive, info, left)
                left -= len(data)
                yield _text(data, PurePosixPath(info.filename).name, f"{where}/{info.filename}")
            except Problem as problem:
                yield _skipped(info, problem, where)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """The content of one member. Raises Problem."""
    if any(is_hidden(part) for part in PurePosixPath(info.filename).parts):
        raise Problem("Hidden files and folders are not read.")
    if info.flag_bits & 1:
        raise Problem("This file in the archive is locked with a password.", do="Unlock it first.")
    try:
        with archive.open(info) as unpacking:
            return _limited(unpacking, info.compress_size, min(LARGEST, left))
    except _BROKEN as error:
        raise Problem("This file in the archive is damaged.") from error


def _check_directory(stream: BinaryIO, where: str) -> None:
    """Refuse a table of contents that would fill the memory, before it is read."""
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    place = tail.rfind(b"PK\x05\x06")
    if place >= 0 and len(tail) >= place + 16:
        (length,) = struct.unpack("<I", tail[place + 12 : place + 16])
        if length > _DIRECTORY:
            raise _too_many(where)


def _skipped(info: zipfile.ZipInfo, problem: Problem, where: str) -> Skipped:
    name = clean_text(info.filename)
    place = clean_text(f"{where}/{info.filename}")
    return Skipped(name, Problem(problem.what, do=problem.do, where=place))


def _limited(unpacking: IO[bytes], packed: int, most: int) -> bytes:
    """What comes out, as long as it stays within the limits. Raises Problem beyond them."""
    pieces: list[bytes] = []
    size = 0
    while piece := unpacking.read(_PIECE):
        size += len(piece)
        if size > FREE and size > RATIO * packed:
            raise Problem(f"This unpacks to more than {RATIO} times its size.")
        if size > most:
            raise Problem(
                f"This unpacks to more than {most // 1024**2} MB.", do="Unpack it yourself."
            )
        if not pieces:
            _refuse_inner(piece)
        pieces.append(piece)
    return b"".join(pieces)


def _refuse_inner(beginning: bytes) -> None:
    """An archive in an archive is told as such, before it is unpacked whole."""
    if kind(beginning) or beginning[257:262] == b"ustar":
        raise Problem("This is an archive inside an archive.", do="Unpack it yourself.")


def _text(data: bytes, name: str, where: str) -> Dump:
    place = clean_text(where)
    try:
        text, encoding, notes = decode(data)
    except Problem as problem:
        raise Problem(problem.what, do=problem.do, where=place) from problem
    return Dump(clean_text(name), text, encoding, notes, place)


def _damaged(what: str, where: str) -> Problem:
    do = "Get it once more."
    return Problem(f"This {what} is damaged.", do=do, where=clean_text(where))


def _too_many(where: str) -> Problem:
    return Problem(
        f"This archive has more than {MEMBERS:,} files.",
        do="Unpack it yourself.",
        where=clean_text(where),
    )
