"""From the library into the mirror, in slices: nobody waits while a large one is written.

A pass over what changed since the last one writes a few files; a pass over everything writes what
differs. Either may stop at any moment and begins again where the journal says.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from reader.mirror import layout, memory, page
from reader.mirror.folder import Folder, Root, checksum, read_bytes, read_root, taken_over
from reader.model import Attachment, Mirrored
from reader.paths import make_own
from reader.store import Store, attachments
from reader.store.transfer.whole import CHUNK, TABLES, THINGS, Line, Mark, Touched

PAPERS = 10  # written between two looks at the clock
FLUSH = 500  # files whose checksums a killed program would not know of
_Unit = Callable[[], None]
_README = """# A readable mirror

These files hold a whole library of Reader as plain text: one file for each paper, with its note
below the line, and everything else it takes to make the library again. Reader writes them after
each change and never reads them by itself.

- `reader rebuild FOLDER --into NEW` makes an equal library from this folder alone.
- `reader merge-mirror FOLDER` brings what this folder says into a library, both notes kept.
- `reader check` names a file that is not as it was written.

A file that you change here is kept beside the one that Reader writes; `reader merge-mirror` then
takes your version in. Other files in this folder are left alone.
"""


class Pass:
    """One writing of a mirror. Raises Problem when the folder cannot be written."""

    def __init__(
        self, store: Store, library: Path, remembered: memory.Memory, *, full: bool = False
    ) -> None:
        self._whole, self._library, self._memory = store.whole, library, remembered
        make_own(remembered.place)
        root = _own_root(remembered)
        self._folder = Folder(remembered.place, root, remembered.pending)
        self._tags, self._imports = self._whole.tag_names(), self._whole.import_names()
        since = Mark() if full or not root.complete else remembered.mark
        touched = self._whole.touched_since(since)
        self._mark = touched.mark
        self._seen: set[str] | None = set() if touched.everything else None
        self._units: deque[_Unit] = deque()
        self._plan_all() if touched.everything else self._plan(touched)
        self._units.append(self._finish)
        self.done, self._since_flush = 0, 0
        self._answer: Mirrored | None = None

    @property
    def total(self) -> int:
        """How much there is to do, as far as is known."""
        return self.done + len(self._units)

    def step(self, seconds: float) -> Mirrored | None:
        """Write for about so long; answers what was done when all of it is."""
        end = time.monotonic() + seconds
        while self._units:
            self._units.popleft()()
            self.done += 1
            if self._units and time.monotonic() >= end:
                return None
        return self._answer

    # ------------------------------------------------------------ what is to be written

    def _plan_all(self) -> None:
        whole, units = self._whole, self._units
        for sha256 in whole.dump_names():
            units.append(partial(self._write_dump, sha256))
        for table in TABLES:
            for chunk in sorted({key // CHUNK for key in whole.keys_of_table(table)}):
                units.append(partial(self._write_chunk, table, chunk))
        for table in THINGS:
            for key in whole.keys_of_table(table):
                units.append(partial(self._write_thing, table, key))
        self._plan_papers(whole.papers_by_uid())
        self._plan_files()
        units.append(self._begin_past)

    def _plan(self, touched: Touched) -> None:
        units = self._units
        if touched.rows.get("imports"):
            known = {Path(path).stem for path in self._folder.paths_of("dumps", ".txt")}
            for sha256 in sorted(set(self._whole.dump_names()) - known):
                units.append(partial(self._write_dump, sha256))
        for table, rows in sorted(touched.rows.items()):
            if table in TABLES:
                for chunk in sorted({row // CHUNK for row in rows}):
                    units.append(partial(self._write_chunk, table, chunk))
            elif table in THINGS:
                for key in sorted(rows):
                    units.append(partial(self._write_thing, table, key))
        self._plan_papers(sorted(touched.papers))
        if touched.rows.get("attachments"):
            self._plan_files()
        for path, lines in _by_path(touched.lines).items():
            units.append(partial(self._append, path, lines))

    def _plan_papers(self, ids: list[int]) -> None:
        for first in range(0, len(ids), PAPERS):
            some = ids[first : first + PAPERS]
            self._units.append(partial(self._write_papers, some))

    def _plan_files(self) -> None:
        wanted = {layout.file_path(file): file for file in self._whole.kept_files()}
        for path, file in wanted.items():
            if path is not None:
                self._units.append(partial(self._write_file, path, file))
        there = self._folder.paths_of(layout.FILES, "")
        self._units.append(partial(self._remove, [path for path in there if path not in wanted]))

    # ------------------------------------------------------------ writing it

    def _put(self, path: str, data: bytes) -> None:
        self._put_all({path: data})

    def _put_all(self, contents: Mapping[str, bytes]) -> None:
        """Write files; a program that is killed meanwhile knows them again as its own."""
        if self._seen is not None:
            self._seen.update(contents)
        fresh = {
            path: checksum(data)
            for path, data in contents.items()
            if not self._is_written(path, data)
        }
        if fresh:
            self._memory.pending.update(fresh)
            memory.save(self._library, self._memory, sync=False)
        before = len(self._folder.written)
        for path, data in contents.items():
            self._folder.write(path, data)
        self._since_flush += len(self._folder.written) - before
        if self._since_flush >= FLUSH:
            self._save(complete=False)

    def _is_written(self, path: str, data: bytes) -> bool:
        shard, _, name = path.rpartition("/")
        return self._folder.sums_of(shard).get(name) == checksum(data)

    def _save(self, *, complete: bool) -> None:
        """Have what is written counted, before anything else is done."""
        self._folder.root.complete = complete
        self._since_flush = 0
        known = self._memory
        known.aside += [path for path in self._folder.aside if path not in known.aside]
        known.pending.update(self._folder.digests())
        memory.save(self._library, known, sync=False)
        self._units.appendleft(partial(self._go_on_saving, self._folder.saving()))

    def _go_on_saving(self, saving: Iterator[None]) -> None:
        for _ in saving:
            self._units.appendleft(partial(self._go_on_saving, saving))
            return
        self._memory.root = self._folder.seal()
        self._memory.pending.clear()
        if self._folder.root.complete:
            self._conclude()
        memory.save(self._library, self._memory)

    def _write_dump(self, sha256: str) -> None:
        self._put(layout.dump_path(sha256), self._whole.dump_text(sha256))

    def _write_file(self, path: str, file: Attachment) -> None:
        """Write an attached file. Where it is not as it was attached, what the mirror has stays."""
        there = self._folder.own_bytes(path)
        if there is None:
            place = attachments.place(self._library, file)
            there = read_bytes(place) if place else None
        if there is not None and checksum(there) == file.sha256:
            self._put(path, there)
        elif self._seen is not None:
            self._seen.add(path)

    def _write_chunk(self, table: str, chunk: int) -> None:
        rows = self._whole.whole_rows(table, chunk)
        path = layout.table_path(table, chunk)
        if rows:
            said = [layout.said_row(table, row) for row in rows]
            self._put(path, page.written({"reader": "table", "table": table, "rows": said}, None))
        elif path in self._folder.paths_of("tables", path.rpartition("/")[2]):
            self._folder.remove(path)

    def _write_thing(self, table: str, key: int) -> None:
        rows = self._whole.whole_thing(table, key)
        there = self._folder.paths_of(table, "")
        if rows:
            (row,) = rows[table]
            path = layout.thing_path(table, row)
            text = row.get(layout.TEXT_COLUMN.get(table, ""))
            data = page.written(
                layout.said_thing(table, rows), str(text) if text is not None else None
            )
            self._put(path, data)
            ending = layout.ends_with_uid(str(row["uid"]))
            self._remove(one for one in there if one.endswith(ending) and one != path)
            return
        self._remove(one for one in there if self._is_of(one, key))

    def _is_of(self, path: str, key: int) -> bool:
        """Whether a file is about the thing of this number, which is gone."""
        data = self._folder.own_bytes(path)
        try:
            return data is None or page.read(data).head.get("id") == key
        except page.Unreadable:
            return False

    def _write_papers(self, ids: list[int]) -> None:
        found = self._whole.whole_papers(ids)
        contents, former = {}, []
        for paper_id in ids:
            rows = found.get(paper_id)
            if rows is None:
                self._remove_paper(paper_id)
                continue
            (row,) = rows["papers"]
            path = layout.paper_path(row)
            note = rows.get("notes")
            head = layout.said_paper(rows, self._tags, self._imports)
            contents[path] = page.written(head, str(note[0]["text"]) if note else None)
            ending = layout.ends_with_uid(str(row["uid"]))
            there = self._folder.paths_of(path.rpartition("/")[0], ending)
            former += [one for one in there if one != path]
        self._put_all(contents)
        self._remove(former)

    def _remove_paper(self, paper_id: int) -> None:
        """Take the file of a paper away that is gone; the past keeps all it said."""
        uid = self._whole.uid_of_gone(paper_id)
        if uid is not None:
            shard = layout.paper_path({"uid": uid, "title": ""}).rpartition("/")[0]
            self._remove(self._folder.paths_of(shard, layout.ends_with_uid(uid)))

    def _remove(self, paths: Iterable[str]) -> None:
        for path in list(paths):
            self._folder.remove(path)
            self._since_flush += 1

    # ------------------------------------------------------------ what was

    def _append(self, path: str, lines: list[Line]) -> None:
        """Add lines to a file of the past; they are only ever added to."""
        there = self._folder.own_bytes(path)
        if there is None and path in self._folder.paths_of("history", path.rpartition("/")[2]):
            self._begin_past(only=path)  # somebody changed it: it is written anew
            return
        known, _ = page.read_lines(there or b"")
        last = max((seq for seq in (line.get("seq") for line in known) if isinstance(seq, int)),
                   default=0)  # fmt: skip
        fresh = [line for line in lines if isinstance(line["seq"], int) and line["seq"] > last]
        self._put(path, (there or b"") + page.written_lines(fresh))

    def _begin_past(self, only: str = "") -> None:
        """Gather the whole past page by page, then write it file by file."""
        gathered: dict[str, list[Line]] = {}

        def gather(after: int) -> None:
            lines, last = self._whole.past_page(after, self._mark.seq)
            for path, some in _by_path(lines).items():
                if not only or path == only:
                    gathered.setdefault(path, []).extend(some)
            if last < self._mark.seq:
                self._units.appendleft(partial(gather, last))
                return
            for path in sorted(gathered, reverse=True):
                self._units.appendleft(partial(self._write_past, path, gathered))

        gather(0)

    def _write_past(self, path: str, gathered: dict[str, list[Line]]) -> None:
        self._put(path, page.written_lines(gathered.pop(path)))

    # ------------------------------------------------------------ the end

    def _finish(self) -> None:
        self._put(layout.README, _README.encode())
        self._put(layout.ATTRIBUTES, b"* -text\n")
        self._put(layout.IGNORED, b".*.tmp\n")
        if self._folder.is_list_lost and self._seen is None:
            self._seen = set()  # a list made of what changed alone would leave out all the others
            self._plan_all()
            self._units.append(self._finish)
            return
        if self._seen is not None:
            self._remove(sorted(set(self._folder.all_paths()) - self._seen))
        root = self._folder.root
        root.library, root.numbers = self._whole.names(), self._whole.numbers()
        self._save(complete=True)

    def _conclude(self) -> None:
        folder, remembered = self._folder, self._memory
        remembered.mark = self._mark
        if folder.written or folder.removed or not remembered.at:
            remembered.at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        written, removed = len(folder.written), len(folder.removed)
        self._answer = Mirrored(written, folder.unchanged, removed, tuple(folder.aside))


def _own_root(remembered: memory.Memory) -> Root:
    """The root file as this computer wrote or read it. Raises Problem when it is another one."""
    data = read_bytes(remembered.place / layout.ROOT)
    if data is None:
        if (remembered.place / layout.ROOT).exists():
            raise taken_over(remembered.place, None)
        remembered.mark = Mark()
        return Root()
    root = read_root(data)
    digest = checksum(data)
    if digest not in (remembered.root, remembered.pending.get(layout.ROOT)):
        raise taken_over(remembered.place, root)
    if root is None:  # it was damaged, and what the mirror says was merged since
        remembered.mark = Mark()
        return Root()
    return root


def _by_path(lines: list[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(layout.past_path(line), []).append(line)
    return found
