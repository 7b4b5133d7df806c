"""From bytes to text: encodings of saved pages, with a note of everything that was guessed.

Order of evidence: a byte order mark, the pattern of zero bytes in UTF-16 and UTF-32, valid
UTF-8 (nothing else looks like it by chance), and only then guesses.
"""

import codecs
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from reader.clean import REPLACEMENT, clean_text, count_forbidden
from reader.errors import Problem
from reader.importers.text import mime
from reader.model import Dump

LARGEST = 100 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_BEGINNING = 16
_SAMPLE = 64 * 1024
_MOSTLY_WESTERN = 0.15
_CANDIDATES = [
    "cp1251", "koi8_r", "cp1253", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_NAMES = {
    "cp1251": "Windows-1251", "koi8_r": "KOI8-R", "cp1253": "Windows-1253", "gb18030": "GB 18030",
    "big5": "Big5", "shift_jis": "Shift JIS", "euc_jp": "EUC-JP", "euc_kr": "EUC-KR",
}  # fmt: skip
_HIGH = re.compile(rb"[\x80-\xff]+")


def read_file(path: Path) -> Dump:
    """Read a file of any encoding as text. Raises Problem when it cannot be read as text."""
    where = clean_text(str(path))
    try:
        text, encoding, notes = decode(read_bytes(path))
    except Problem as problem:
        raise Problem(problem.what, do=problem.do, where=problem.where or where) from problem
    return Dump(clean_text(path.name), text, encoding, notes, where)


def decode(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Bytes as clean text, the name of the encoding, and notes for a person.

    Line ends become `\\n`, which keeps line numbers; characters that cannot be kept become
    U+FFFD. Raises Problem when the bytes are no text.
    """
    refuse_kind(data)
    charset = None
    if wrapped := mime.is_wrapped(data):
        data, charset = mime.unwrapped(data)
    text, encoding, notes = _decode_as(data, charset)
    if wrapped:
        notes.append("The text of the mail or web archive was taken out of its parts.")
    if forbidden := count_forbidden(text.replace("\r", "")):
        if forbidden * 50 > len(text):
            raise Problem("This is not text.", do="Save the listing page as text.")
        notes.append(f"{forbidden} control characters were replaced.")
    return clean_text(text), encoding, tuple(notes)


def _decode_as(data: bytes, charset: str | None) -> tuple[str, str, list[str]]:
    """Bytes as text in the encoding they are said to have, where they are readable so."""
    try:
        if charset and charset not in ("us-ascii", "ascii"):
            return data.decode(charset), charset.upper(), []
    except (LookupError, ValueError):
        pass
    return _decode(data)


def _decode(data: bytes) -> tuple[str, str, list[str]]:
    for mark, marked, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(marked, "replace")
            return text, name, _losses(text, data)
    if codec := _wide(data):
        text = data.decode(codec, "replace")
        wide = codec[:6].upper()
        return text, wide, [f"Read as {wide}.", *_losses(text, data)]
    try:
        return data.decode("utf-8"), "UTF-8", []
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(data) - error.start < 4:
            text = data[: error.start].decode("utf-8") + REPLACEMENT
            return text, "UTF-8", ["The text is cut in the middle of its last character."]
        return _other(data)


def _losses(text: str, data: bytes) -> list[str]:
    lost = text.count(REPLACEMENT)
    return [f"{lost} characters could not be read."] if lost and b"\xef\xbf\xbd" not in data else []


def _wide(data: bytes) -> str | None:
    """The codec of UTF-16 or UTF-32 without a mark: most of its texts have zeros in step."""
    sample = data[: 4096 - 4096 % 4]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    zeros = [sample[step::4].count(0) / len(sample[step::4]) for step in range(4)]
    if min(zeros[2], zeros[3]) > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[0], zeros[1]) > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else None


def _other(data: bytes) -> tuple[str, str, list[str]]:
    """Bytes that are not valid UTF-8 as a whole: mixed line by line, or of an older encoding."""
    lines = data.split(b"\n")
    utf8 = [_utf8(line) for line in lines]
    if any(text is not None and not text.isascii() for text in utf8):
        texts = [
            text if text is not None else _western(line)
            for text, line in zip(utf8, lines, strict=True)
        ]
        wrong = utf8.count(None)
        note = f"{wrong} of {len(lines)} lines are not UTF-8 and were read as Windows-1252."
        return "\n".join(texts), "UTF-8", [note]
    if codec := _older(data[:_SAMPLE]):
        text = data.decode(codec, "replace")
        return text, _NAMES[codec], [f"Read as {_NAMES[codec]}.", *_losses(text, data)]
    return _western(data), "Windows-1252", ["Read as Windows-1252."]


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _western(data: bytes) -> str:
    """Bytes as Windows-1252, of which Latin-1 differs only in control characters."""
    return data.decode("cp1252", "replace")


def _older(sample: bytes) -> str | None:
    """The encoding of a text that is not in a Western language, None when it may well be.

    Western texts have few letters outside ASCII; only where there are many is it worth
    guessing, and only among encodings that such texts were really written in.
    """
    high = sum(len(run) for run in _HIGH.findall(sample))
    if high < _MOSTLY_WESTERN * len(sample):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best and best.encoding in _NAMES else None


def refuse_kind(beginning: bytes) -> None:
    """Raise the Problem of a file that begins like no text: a picture, a program, an archive."""
    for mark, what in _KINDS:
        if beginning.startswith(mark):
            raise Problem(f"This is {what}, not text.", do="Save the listing page as text.")


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """A regular file of any size for reading; never waits for a pipe or a device.

    Raises Problem when there is none or it cannot be read.
    """
    where = clean_text(str(path))
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise _unreadable(error, where) from error
    try:
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Problem("This is not a file.", do="Choose a text file.", where=where)
            yield stream
    except OSError as error:
        raise _unreadable(error, where) from error


def _unreadable(error: Exception, where: str) -> Problem:
    reason = getattr(error, "strerror", None) or str(error)
    return Problem(f"This file cannot be read: {reason}.", do="Check that it exists.", where=where)


def read_bytes(path: Path) -> bytes:
    """The content of a regular file that is of sensible size and may be text, else a Problem."""
    with opened(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > LARGEST:
            raise Problem(
                f"This file has {size // 1024**2} MB; Reader reads up to {LARGEST // 1024**2} MB.",
                do="Split it into smaller files.",
                where=clean_text(str(path)),
            )
        beginning = stream.read(_BEGINNING)
        refuse_kind(beginning)
        return (beginning + stream.read(LARGEST + 1))[:LARGEST]
