"""Reading rows straight from the pages of a library file that SQLite will not read any more.

Follows the file format as published (https://sqlite.org/fileformat2.html): the header, the list of
free pages, b-tree pages, records, and overflow chains. Nothing in here trusts a number it has
read: whatever points outside the file, or in a circle, is where reading ends.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

INTERIOR, LEAF = 0x05, 0x0D  # b-tree pages of tables
HEADER = 100
PAGE_SIZE = 8192  # of the libraries that Reader makes
PAGE_SIZES = frozenset(2**power for power in range(9, 16))
LOOKED_AT = 4 * 1024 * 1024
DEEPEST = 40
LEAST_ROW = 6  # bytes that a row which is worth looking for has at least

Value = int | float | str | bytes | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One row as it lies in a leaf page; `whole` unless a part of it could not be read.

    Its bytes in that page go from `first` to `behind`.
    """

    page: int
    rowid: int
    values: tuple[Value, ...]
    whole: bool
    first: int
    behind: int


class Pages:
    """The pages of a file, numbered from 1; the last one may be cut off."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        sizes = dict.fromkeys((_said_size(data), PAGE_SIZE, 4096))  # 4096: of SQLite itself
        # The header may be damaged: what the pages look like decides.
        self.size = max(sizes, key=self._likeness)
        self.count = -(-len(data) // self.size)

    def _likeness(self, size: int) -> int:
        """How many of the first pages are whole leaves if pages have this size."""
        self.size = size
        self.count = -(-len(self._data) // size)
        whole = 0
        for number in range(2, min(len(self._data), LOOKED_AT) // size + 1):
            if self.is_leaf(number):
                cells, complete = self.cells(number)
                whole += complete and bool(cells)
        return whole

    def page(self, number: int) -> bytes:
        """The bytes of a page; what is cut off is zero."""
        data = self._data[(number - 1) * self.size : number * self.size]
        return data.ljust(self.size, b"\0")

    def free(self) -> frozenset[int]:
        """The pages that hold nothing any more, as far as their list can be followed."""
        found: set[int] = set()
        (trunk,) = struct.unpack_from(">I", self.page(1), 32)
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            trunk, leaves = struct.unpack_from(">II", page, 0)
            if leaves > self.size // 4 - 2:
                break
            found.update(struct.unpack_from(f">{leaves}I", page, 8))
        return frozenset(found)

    def leaves(self, root: int) -> Iterator[tuple[int, bool]]:
        """The leaf pages of the table that begins at `root`, as far as they can be reached.

        With each page: whether it still says that it is one.
        """
        seen: set[int] = set()
        below = [(root, 0)]
        while below:
            number, depth = below.pop()
            if not 1 <= number <= self.count or number in seen or depth > DEEPEST:
                continue
            seen.add(number)
            page, start = self.page(number), HEADER if number == 1 else 0
            if page[start] == INTERIOR:
                below += [(child, depth + 1) for child in reversed(_children(page, start))]
            else:
                yield number, page[start] == LEAF

    def is_leaf(self, number: int) -> bool:
        """Whether a page says that it holds rows of a table."""
        return self.page(number)[HEADER if number == 1 else 0] == LEAF

    def cells(self, number: int) -> tuple[list[Cell], bool]:
        """The rows of a leaf page by its own list of their places.

        And whether that is all there is: no bytes are left over that could be another row.
        """
        page, start = self.page(number), HEADER if number == 1 else 0
        (count,) = struct.unpack_from(">H", page, start + 3)
        most = min(count, (self.size - start - 8) // 2)
        places = struct.unpack_from(f">{most}H", page, start + 8)
        found = [self.cell(number, page, offset) for offset in places]
        cells = [cell for cell in found if cell is not None]
        rest = bytearray(page)
        rest[: start + 8 + 2 * most] = bytes(start + 8 + 2 * most)
        for cell in cells:
            rest[cell.first : cell.behind] = bytes(cell.behind - cell.first)
        return cells, len(cells) == count and self.size - rest.count(0) < LEAST_ROW

    def cell(self, number: int, page: bytes, first: int) -> Cell | None:
        """The row at a place in a page; None when there is none."""
        try:
            length, offset = varint(page, first)
            rowid, offset = varint(page, offset)
            if length <= 0 or length > len(self._data):
                return None
            local = self._local(length)
            behind = offset + local + 4 * (local < length)
            payload = page[offset : offset + local]
            if behind > self.size:
                return None
            if local < length:
                (following,) = struct.unpack_from(">I", page, offset + local)
                payload = b"".join((payload, *self._overflow(following, length - local)))
            values = record(payload)
        except (IndexError, ValueError, struct.error):
            return None
        return Cell(number, rowid, values, len(payload) == length, first, behind)

    def _local(self, length: int) -> int:
        """How many bytes of a record lie in its own page; the rest is in overflow pages."""
        most = self.size - 35
        if length <= most:
            return length
        least = (self.size - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.size - 4)
        return local if local <= most else least

    def _overflow(self, number: int, rest: int) -> Iterator[bytes]:
        seen: set[int] = set()
        while rest > 0 and 1 < number <= self.count and number not in seen:
            seen.add(number)
            page = self.page(number)
            yield page[4 : 4 + min(rest, self.size - 4)]
            rest -= self.size - 4
            (number,) = struct.unpack_from(">I", page, 0)

    def search(self, number: int) -> Iterator[Cell]:
        """What looks like rows in a page whose own list of them is lost: every place is tried."""
        page, offset = self.page(number), 0
        while offset < self.size - 4:
            cell = self.cell(number, page, offset)
            if cell is not None and cell.whole and len(cell.values) > 1:
                yield cell
            offset += 1


def _said_size(data: bytes) -> int:
    """The size of a page that the header says, if it can be one."""
    (size,) = struct.unpack_from(">H", data.ljust(HEADER, b"\0"), 16)
    return size if size in PAGE_SIZES else PAGE_SIZE


def _children(page: bytes, start: int) -> list[int]:
    (count,) = struct.unpack_from(">H", page, start + 3)
    found: list[int] = []
    for place in range(min(count, (len(page) - start - 12) // 2)):
        (offset,) = struct.unpack_from(">H", page, start + 12 + 2 * place)
        if offset + 4 <= len(page):
            found += struct.unpack_from(">I", page, offset)
    return [*found, *struct.unpack_from(">I", page, start + 8)]


def varint(data: bytes, offset: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes and the place behind it, as SQLite writes them."""
    value = 0
    for place in range(8):
        byte = data[offset + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, offset + place + 1
    value = value << 8 | data[offset + 8]
    return value - (1 << 64) if value >= 1 << 63 else value, offset + 9


_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


def record(payload: bytes) -> tuple[Value, ...]:
    """The values of a record; a text at its end may be cut short. Raises ValueError, IndexError."""
    header, offset = varint(payload, 0)
    if not 0 < header <= len(payload):
        raise ValueError("a record without a header")
    kinds = []
    while offset < header:
        kind, offset = varint(payload, offset)
        if kind < 0 or kind in (10, 11):
            raise ValueError("a kind of value that is none")
        kinds.append(kind)
    if offset != header:
        raise ValueError("a header that ends in the middle")
    values: list[Value] = []
    for kind in kinds:
        size = _SIZES[kind] if kind < 12 else (kind - 12) // 2
        values.append(_value(kind, payload[offset : offset + size], size))
        offset += size
    return tuple(values)


def _value(kind: int, data: bytes, size: int) -> Value:
    if kind >= 12:
        return data.decode("utf-8", "replace") if kind % 2 else data
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if len(data) < size:
        raise ValueError("a number that is cut off")
    return struct.unpack(">d", data)[0] if kind == 7 else int.from_bytes(data, "big", signed=True)
