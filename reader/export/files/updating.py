"""An export into a place where one may have been before: merge, rename, leave; never destroy.

A file with our blocks in it is merged (`merging`). Any other file of that name is somebody's
work: it is kept, and ours is written beside it. A file whose paper has another title now is
renamed, unless a person had named it; files of papers that are not in the export are left.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from reader.errors import Cancelled
from reader.export.blocks import Draft, Held, checksum, parted, segments, unified
from reader.export.files import writing
from reader.export.files.drafts import DOCUMENT
from reader.export.files.folder import (
    Folder,
    Remembered,
    There,
    is_file,
    open_folder,
    read,
    stamp,
)
from reader.export.files.merging import merge
from reader.export.files.writing import Work
from reader.model import Choice, Exported, ExportFile, FileChange, Progress

_AT_ONCE = 64  # files open at a time
_REMEMBERED_AT_ONCE = 512
_EDITED = "It was edited since the last export; the new version is in “{name}”."
_FOREIGN = "It was not written by Reader; the new version is in “{name}”."
_NO_FILE = "It is a link or a folder, not a file; the new version is in “{name}”."
_JUST_CHANGED = "It was changed while it was to be written, and was left; export again."
_LEFT = "Its paper is not in this export."


class Memory(Protocol):
    """Where the library keeps what was written: per file (`memory_key`), as JSON."""

    def begin(self, rows: Mapping[str, str]) -> None:
        """Keep what is about to be written beside what was written before."""

    def finish(self, rows: Mapping[str, str]) -> None:
        """Keep only what was written now."""

    def cancel(self) -> None:
        """Forget what was about to be written."""


@dataclass(slots=True)
class _Planned:
    """What is to happen to one file. `data` is None when it stays; `old` is its former name."""

    change: FileChange
    there: There
    data: bytes | None
    papers: tuple[int, ...]
    kept: tuple[str, str] | None = None
    key: str = ""
    row: Remembered | None = None


@dataclass(slots=True)
class Update:
    """One export into one folder."""

    folder: Folder
    choose: Callable[[str], Choice]
    memory: Memory | None = None
    progress: Progress | None = None
    skipped: Mapping[str, Remembered] = field(default_factory=dict)
    """Files that are known to be as they should, by what they are about."""
    done: list[_Planned] = field(default_factory=list)

    def run(self, drafts: Sequence[Draft], files: Sequence[ExportFile]) -> Exported:
        """Write everything; without a memory only say what would be done.

        Raises Problem when the place cannot be written, and Cancelled when `progress` says stop;
        then everything is as it was.
        """
        whole = len(drafts) + len(files)
        planned = self._plans(drafts, files, whole)
        try:
            if self.memory is None:
                self.done = list(planned)
            else:
                self._write(planned)
        except OSError as error:
            raise writing.cannot_write(self.folder.path, error) from error
        if self.progress is not None:
            self.progress(whole, whole)
        return self._exported({memory_key(draft) for draft in drafts})

    def _plans(
        self, drafts: Sequence[Draft], files: Sequence[ExportFile], whole: int
    ) -> Iterator[_Planned]:
        planners: Iterable[Callable[[], _Planned]] = [
            *(lambda draft=draft: self._draft(draft) for draft in drafts),
            *(lambda file=file: self._file(file) for file in files),
        ]
        for done, plan in enumerate(planners):
            if self.progress is not None and not self.progress(done, whole):
                raise Cancelled
            yield plan()

    # ------------------------------------------------------------ planning

    def _draft(self, draft: Draft) -> _Planned:
        """What is to happen to a file of blocks."""
        key = memory_key(draft)
        name, _ = self.folder.now(key)
        own = ""
        if name:
            there = read(self.folder.path / name)
            text = _text(there)
            if text is not None and _is_about(text, draft.key):
                return self._merged(draft, key, name, there, text)
            own = _reason(there, known=True)
        for free in writing.names(self.folder.path, draft.name):
            there = read(self.folder.path / free)
            text = _text(there)
            kept = (name or draft.name, own.format(name=free)) if own else None
            if text is not None and _is_about(text, draft.key) and free != name:
                planned = self._merged(draft, key, free, there, text)
            elif self._is_ours(free, there, draft.plain()):
                planned = self._fresh(draft, key, free, there)
            else:
                own = own or _reason(there, known=free in self.folder.record)
                continue
            planned.kept = kept or planned.kept
            return planned
        raise AssertionError("there is always another name")

    def _merged(
        self,
        draft: Draft,
        key: str,
        name: str,
        there: There,
        text: str,
    ) -> _Planned:
        """A file of blocks brought up to date, and renamed when its paper was."""
        merged = merge(text, draft, self.folder.likeliest(key, text), self.choose)
        wanted = next(writing.names(self.folder.path, draft.name))
        by_hand = self.folder.by_hand(key)
        to, kept = name, None
        if not by_hand and name != wanted:
            if writing.is_free(self.folder.path, name, wanted):
                to = wanted
            else:
                other = _reason(read(self.folder.path / wanted), wanted in self.folder.record)
                kept = (wanted, other.format(name=name))
        data = merged.text.encode("utf-8", "surrogateescape")
        same = data == there and to == name
        change = FileChange(
            to,
            "unchanged" if same else "changed",
            name if to != name else "",
            merged.parts,
            merged.clashes,
            merged.remark,
        )
        row = Remembered(to, wanted, by_hand, draft.front, _sums(draft))
        return _Planned(
            change, there, None if data == there else data, draft.papers, kept, key, row
        )

    def _fresh(self, draft: Draft, key: str, name: str, there: There) -> _Planned:
        """A file of blocks where there was none, or one that is wholly ours."""
        data = draft.marked().encode("utf-8", "replace")
        change = FileChange(name, "new" if there is None else "changed")
        wanted = next(writing.names(self.folder.path, draft.name))
        row = Remembered(name, wanted, False, draft.front, _sums(draft))
        return _Planned(change, there, data, draft.papers, None, key, row)

    def _file(self, file: ExportFile) -> _Planned:
        """What is to happen to a file of references, which is replaced whole or not at all."""
        data = file.text.encode("utf-8", "replace")
        own = ""
        for name in writing.names(self.folder.path, file.name):
            there = read(self.folder.path / name)
            if not self._is_ours(name, there, file.text):
                own = own or _reason(there, known=name in self.folder.record)
                continue
            self.folder.record[name] = writing.checksum(data)
            kept = (file.name, own.format(name=name)) if own else None
            if there == data:
                return _Planned(FileChange(name, "unchanged"), there, None, file.papers, kept)
            change = FileChange(name, "new" if there is None else "changed")
            return _Planned(change, there, data, file.papers, kept)
        raise AssertionError("there is always another name")

    def _is_ours(self, name: str, there: There, text: str) -> bool:
        """Whether nothing is lost when this file is replaced."""
        if there is None:
            return True
        if not isinstance(there, bytes):
            return False
        same = there == text.encode("utf-8", "replace")
        return same or writing.checksum(there) == self.folder.record.get(name)

    # ------------------------------------------------------------ writing

    def _write(self, planned: Iterator[_Planned]) -> None:
        assert self.memory is not None
        work = Work(self.folder)
        try:
            work.begin()
            while some := list(islice(planned, _REMEMBERED_AT_ONCE)):
                self.memory.begin({one.key: one.row.as_json() for one in some if one.row})
                for first in range(0, len(some), _AT_ONCE):
                    _put(work, some[first : first + _AT_ONCE])
                self.done += some
            work.finish()
        except BaseException:
            work.take_back()
            self.memory.cancel()
            raise
        self.memory.finish({one.key: self._stamped(one.row) for one in self.done if one.row})

    def _stamped(self, row: Remembered) -> str:
        return row.stamped(stamp(self.folder.path / row.name)).as_json()

    def _exported(self, keys: set[str]) -> Exported:
        """What was done, in the order of the export; then what was left."""
        changes = [one.change for one in self.done]
        written = [one.name for one in changes if one.what != "unchanged"]
        unchanged = [one.name for one in changes if one.what == "unchanged"]
        for row in self.skipped.values():
            changes.append(FileChange(row.name, "unchanged"))
            unchanged.append(row.name)
        changes += self._left(keys | self.skipped.keys())
        drafted = {paper for one in self.done if one.key for paper in one.papers}
        listed = {paper for one in self.done if not one.key for paper in one.papers}
        return Exported(
            str(self.folder.path),
            tuple(written),
            tuple(unchanged),
            tuple(one.kept for one in self.done if one.kept),
            max(len(drafted) + len(self.skipped), len(listed)),  # references list them all again
            tuple(changes),
        )

    def _left(self, keys: set[str]) -> list[FileChange]:
        """The files of papers that are not in the export any more."""
        return [
            FileChange(rows[0].name, "left", remark=_LEFT)
            for key, rows in self.folder.known.items()
            if key not in keys and "/" not in key and is_file(self.folder.path / rows[0].name)
        ]


class _Forgetful:
    """A memory of nothing: files that are replaced whole need none."""

    def begin(self, rows: Mapping[str, str]) -> None:
        """Nothing is kept."""

    def finish(self, rows: Mapping[str, str]) -> None:
        """Nothing is kept."""

    def cancel(self) -> None:
        """Nothing was kept."""


def write_files(
    folder: Path, files: Sequence[ExportFile], progress: Progress | None = None
) -> Exported:
    """Write whole files into a folder, made when only it is missing; nobody's work is replaced.

    Raises Problem and Cancelled as `Update.run` does.
    """
    update = Update(open_folder(folder), lambda _: "mine", _Forgetful(), progress)
    return update.run([], files)


def look_at_files(folder: Path, files: Sequence[ExportFile]) -> Exported:
    """What `write_files` would do. Writes nothing."""
    return Update(open_folder(folder), lambda _: "mine").run([], files)


def memory_key(draft: Draft) -> str:
    """What the memory of a file goes by: its paper; for a document, of which there may be many in
    a folder, its name."""
    return f"{DOCUMENT}/{draft.name}" if draft.key == DOCUMENT else draft.key


def _put(work: Work, some: Sequence[_Planned]) -> None:
    """Rename and write some files, but none that somebody has changed since it was looked at."""
    for one in some:
        name = one.change.was or one.change.name
        changed = one.data is not None and read(work.folder.path / name) != one.there
        if changed or (name != one.change.name and not _is_free(work, name, one.change.name)):
            one.change = FileChange(name, "unchanged", remark=_JUST_CHANGED)
            one.data = one.row = None
    for one in some:
        if one.change.was:
            work.rename(one.change.was, one.change.name)
    files = [(one.change.name, one.there, one.data) for one in some if one.data is not None]
    work.replace([(name, there, data) for name, there, data in files if data is not None])


def _is_free(work: Work, old: str, new: str) -> bool:
    return writing.is_free(work.folder.path, old, new)


def _is_about(text: str, key: str) -> bool:
    """Whether a text has blocks of ours that say it is about this paper, or a document."""
    pieces = segments(parted(unified(text))[1])
    groups = {piece.id.partition(":")[0] for piece in pieces if isinstance(piece, Held)}
    return key in groups or (key == DOCUMENT and bool(groups))


def _sums(draft: Draft) -> dict[str, str]:
    return {block.id: checksum(block.text) for block in draft.blocks}


def _text(there: There) -> str | None:
    """The file as text; None when it is none."""
    if not isinstance(there, bytes):
        return None
    try:
        return there.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _reason(there: There, known: bool) -> str:
    if not isinstance(there, bytes):
        return _NO_FILE
    return _EDITED if known else _FOREIGN
