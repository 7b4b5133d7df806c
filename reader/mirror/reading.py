"""From a mirror back to a library: everything that is sound, and a word on what is not.

A file that is not as it was written is taken as it is, if it can be read at all, and named. What
nobody listed is left alone, but for copies that a sync service made of files that are listed.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reader.errors import Cancelled, Problem
from reader.mirror import layout, page
from reader.mirror.folder import Root, checksum, read_bytes, read_root, read_sums
from reader.model import Attachment, Finding, Progress
from reader.store.transfer.rebuilding import Rebuilding, rebuilding
from reader.store.transfer.whole import TABLES, Line

_FIRST = ("dumps", "tables")  # others refer to what these hold
_FOLDERS = ("dumps", "tables", "history", "documents", "templates", "matrices", layout.FILES)
_LOST = "it is missing"
_LARGEST = 1 << 53  # numbers beyond this were never given out
_CHANGED = "it is not as it was written"


class Mirror:
    """A mirror as it lies in a folder. Raises Problem when there is none."""

    def __init__(self, place: Path) -> None:
        self.place = place
        data = read_bytes(place / layout.ROOT)
        root = read_root(data)
        self.findings: list[Finding] = []
        if root is None:
            if not any((place / name).is_dir() for name in ("papers", "tables", "history")):
                raise Problem(
                    "There is no mirror of a library in this folder.",
                    do=f"Choose the folder that holds {layout.ROOT}.",
                    where=str(place),
                )
            self._find(layout.ROOT, _LOST if data is None else _CHANGED)
        elif not root.complete:
            self._find(layout.ROOT, "the mirror was never written to its end")
        self.root = root or Root()
        self.sums = self._read_sums()

    def _find(self, path: str, what: str) -> None:
        self.findings.append(Finding("mirror", f"{path}: {what}"))

    def _read_sums(self) -> dict[str, str]:
        """The checksum of every file that was written, by its path."""
        shards = self.root.sums or dict.fromkeys(_shards_there(self.place), "")
        found = {}
        for shard, digest in sorted(shards.items()):
            path = f"{shard}/{layout.SUMS}" if shard else layout.SUMS
            data = read_bytes(self.place / path)
            if data is None:
                self._find(path, _LOST)
                continue
            if digest and checksum(data) != digest:
                self._find(path, _CHANGED)
            prefix = f"{shard}/" if shard else ""
            found.update({prefix + name: one for name, one in read_sums(data).items()})
        listed = {path.rpartition("/")[0] for path in found}
        for shard in _shards_there(self.place):
            if shard in listed:
                continue
            for file in sorted((self.place / shard).iterdir()):  # its list is lost
                if shard == layout.FILES or file.suffix in (".md", ".txt", ".yaml", ".jsonl"):
                    found.setdefault(f"{shard}/{file.name}", "")
        return found

    def check(self, progress: Progress | None = None) -> list[Finding]:
        """Every file that is not as it was written."""
        for _ in self.contents(progress):
            pass
        return self.findings

    def contents(
        self, progress: Progress | None = None, instead: Mapping[str, str] | None = None
    ) -> Iterator[tuple[str, bytes]]:
        """Every file that there is, and a finding for each that is not as it was written.

        `instead` names files to be read in the place of others.
        """
        every = {*self.sums, *(instead or {})}
        order = sorted(every, key=lambda path: (not path.startswith(_FIRST), path))
        for done, path in enumerate(order):
            if progress is not None and not progress(done, len(order)):
                raise Cancelled
            other = (instead or {}).get(path)
            data = read_bytes(self.place / (other or path))
            if data is None:
                self._find(path, _LOST)
                continue
            if other is None and self.sums[path] and checksum(data) != self.sums[path]:
                self._find(path, _CHANGED)
            yield path, data


def file_in(mirror: Path, file: Attachment) -> Path | None:
    """Where a mirror holds an attached file, if it does."""
    path = layout.file_path(file)
    return None if path is None else mirror / path


def _shards_there(place: Path) -> list[str]:
    """The folders in which files of a mirror can be."""
    found = []
    for name in _FOLDERS:
        if (place / name).is_dir() and not (place / name).is_symlink():
            found.append(name)
    papers = place / "papers"
    if papers.is_dir() and not papers.is_symlink():
        found += sorted(f"papers/{one.name}" for one in papers.iterdir() if one.is_dir())
    return found


def make_library(
    mirror: Mirror,
    copy: Path,
    progress: Progress | None = None,
    instead: Mapping[str, str] | None = None,
) -> list[str]:
    """Make the new library file `copy` of a mirror; answers what was not sound.

    Raises Problem when it cannot be made, Cancelled when `progress` says stop.
    """
    numbers = {
        name: last
        for name, last in mirror.root.numbers.items()
        if isinstance(last, int) and 0 <= last < _LARGEST and name in layout.COUNTED
    }
    with rebuilding(copy, numbers) as made:
        made.name(mirror.root.library)
        names: dict[str, dict[int, str]] = {"tag": {}, "import": {}}
        for path, data in mirror.contents(progress, instead):
            _take(made, path, data, names)
        _name_lost(made, names)
    return [finding.text for finding in mirror.findings] + made.said


def _take(made: Rebuilding, path: str, data: bytes, names: dict[str, dict[int, str]]) -> None:
    """Put what one file says into the library in the making."""
    folder = path.partition("/")[0]
    if path in (layout.README, layout.ATTRIBUTES, layout.IGNORED) or folder == layout.FILES:
        return
    if folder == "dumps":
        if not made.put_dump(Path(path).stem, data):
            made.leave_out(f"{path}: it is not the text that was brought in")
    elif folder == "history":
        lines, broken = page.read_lines(data)
        for number in broken:
            made.leave_out(f"{path}, line {number}: it cannot be read")
        made.put_lines(_whole_lines(lines, path, made), path)
    else:
        try:
            _take_page(made, path, page.read(data), names)
        except page.Unreadable as error:
            made.leave_out(f"{path}: {error}")


def _whole_lines(lines: Iterable[dict[str, object]], path: str, made: Rebuilding) -> Iterator[Line]:
    for line in lines:
        if layout.LINE.keys() <= line.keys():
            yield line
        else:
            made.leave_out(f"{path}: a line lacks what every line has")


def _take_page(
    made: Rebuilding, path: str, said: page.Page, names: dict[str, dict[int, str]]
) -> None:
    if said.head.get("reader") == "table":
        table, rows = said.head.get("table"), said.head.get("rows")
        if table not in TABLES or not isinstance(rows, list):
            raise page.Unreadable("it does not say of which table it is")
        for row in rows:
            if isinstance(row, dict):
                made.put(str(table), layout.meant_row(str(table), row), path)
        return
    _remember_names(said, names)
    _, found = layout.meant_page(said.head, said.text)
    for table, several in found.items():
        for one in several:
            made.put(table, one, path)


def _remember_names(said: page.Page, names: dict[str, dict[int, str]]) -> None:
    for name, column in (("tag", "paper_tags"), ("import", "sightings")):
        for row in layout.rows_of(said.head, column):
            number, known = row.get(f"{name}_id"), row.get(name)
            if isinstance(number, int) and 0 < number < _LARGEST and isinstance(known, str):
                names[name][number] = known


def _name_lost(made: Rebuilding, names: dict[str, dict[int, str]]) -> None:
    """Tags and imports whose own files are lost, as the papers call them."""
    for number, name in names["tag"].items():
        made.name_tag(number, name)
    for number, name in names["import"].items():
        made.name_import(number, name)
