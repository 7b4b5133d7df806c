"""Files of named number arrays, written once and mapped into memory: the package says how."""

import json
import mmap
import struct
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MAGIC = b"RDWORDS1"
_ALIGN = 64
_TYPES = frozenset({"|u1", "<u2", "<u4", "<i8"})


class DamagedError(ValueError):
    """A file is not what this program writes."""


def pack(papers: int, sections: Mapping[str, Array]) -> bytes:
    """The bytes of a file with these sections."""
    table: dict[str, tuple[str, int, int]] = {}
    arrays = {name: _little_endian(array) for name, array in sections.items()}
    # The header's length moves the offsets that stand in it, so it is padded to a fixed place.
    room = 200 + sum(len(name) + 60 for name in arrays)
    offset = start = _aligned(len(MAGIC) + 4 + room)
    for name, array in arrays.items():
        table[name] = (array.dtype.str, offset, array.size)
        offset = _aligned(offset + array.nbytes)
    header = json.dumps({"papers": papers, "sections": table}).encode()
    stream = BytesIO()
    stream.write(MAGIC + struct.pack("<I", len(header)) + header)
    for name, array in arrays.items():
        stream.write(b"\0" * (table[name][1] - stream.tell()))
        stream.write(array.data)
    stream.write(b"\0" * (max(start, offset) - stream.tell()))
    return stream.getvalue()


def smallest(array: Array) -> Array:
    """The same numbers in the smallest unsigned type that holds them."""
    top = int(array.max()) if array.size else 0
    return array.astype(np.uint8 if top < 1 << 8 else np.uint16 if top < 1 << 16 else np.uint32)


class Sections:
    """A mapped file: its sections by name. The map lives as long as an array of it is used."""

    def __init__(self, path: Path) -> None:
        """Map `path`. Raises DamagedError when it is no such file, OSError when unreadable."""
        with path.open("rb") as stream:
            try:
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise DamagedError(f"{path.name} is empty") from error
        try:
            self.papers, self._table = self._read_header()
        except (ValueError, TypeError, KeyError, AttributeError, struct.error) as error:
            raise DamagedError(f"{path.name} has no readable header") from error

    def _read_header(self) -> tuple[int, dict[str, Array]]:
        if self._map[: len(MAGIC)] != MAGIC:
            raise ValueError("magic")
        (length,) = struct.unpack_from("<I", self._map, len(MAGIC))
        start = len(MAGIC) + 4
        header = json.loads(self._map[start : start + length])
        return int(header["papers"]), {
            name: self._section(*place) for name, place in header["sections"].items()
        }

    def _section(self, kind: str, offset: int, items: int) -> Array:
        if kind not in _TYPES:
            raise ValueError("type")
        return np.frombuffer(self._map, dtype=np.dtype(kind), count=items, offset=offset)

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def __getitem__(self, name: str) -> Array:
        try:
            return self._table[name]
        except KeyError as error:
            raise DamagedError(f"there is no section {name}") from error

    def get(self, name: str) -> Array | None:
        """A section that need not be there."""
        return self._table.get(name)

    def text(self, name: str) -> memoryview:
        """A section of bytes, to be cut without copying all of it."""
        return self[name].data


def _little_endian(array: Array) -> Array:
    return np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN
