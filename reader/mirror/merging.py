"""A mirror brought into a library: made into a library again, and joined by the store's rules.

A copy of a file that somebody left beside it is another saying of the same thing: the mirror is
read once more with the copy in its place. What was read from this library's own mirror is moved
into the folder `merged`, out of the way and not away; and the whole mirror as it was is kept there
when something in it could not be taken in, for it is written anew.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath

from reader import files
from reader.mirror import layout, page
from reader.mirror.copies import copies, rounds
from reader.mirror.folder import checksum, read_bytes
from reader.mirror.memory import Memory
from reader.mirror.reading import Mirror, make_library
from reader.model import Joined, Progress
from reader.store import Store
from reader.store.backup.restoring import told
from reader.store.transfer.whole import Mark

MERGED = "merged"


class Merging:
    """One merge of the mirror in a folder. Raises Problem when there is none."""

    def __init__(self, place: Path, store: Store, *, is_own: bool, is_written: bool) -> None:
        self._place, self._store, self._is_own = place, store, is_own
        self._is_written = is_written
        self._mirror = Mirror(place)
        self._copies = copies(self._mirror)
        self._root = read_bytes(place / layout.ROOT)
        self._is_whole = True

    def run(self, own: Path, progress: Progress | None) -> Joined:
        """Do it, with libraries made in the folder `own`, as one step."""
        readings: list[dict[str, str]] = [{}, *rounds(self._copies)]
        libraries, said = [], []
        for number, instead in enumerate(readings):
            mirror = self._mirror if not number else Mirror(self._place)
            file = own / f"{number}.db"
            part = _part(progress, number, len(readings) + 1)
            answers = make_library(mirror, file, part, instead)
            self._is_whole &= {one.text for one in mirror.findings} >= set(answers)
            said += answers
            libraries.append(file)
        if self._is_written:
            said += self._keep()
        name = f"Merge the mirror {self._place.name}"
        part = _part(progress, len(readings), len(readings) + 1)
        done = self._store.join_all(libraries, name, self._derived(), part)
        return Joined(
            done.changes, done.papers, done.notes, done.versions,
            (*dict.fromkeys(said), *done.said),
        )  # fmt: skip

    def _keep(self) -> tuple[str, ...]:
        """Keep the mirror as it is, if something in it was not taken in; says where.

        Raises Problem when it cannot be kept.
        """
        if self._is_whole:
            return ()
        with told(self._place):
            folder = self._place / MERGED
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.is_symlink():
                raise OSError(f"{folder} is a link")
            kept = Path(tempfile.mkdtemp(prefix=f"{datetime.now():%Y-%m-%d %H%M%S} ", dir=folder))
            for path in (layout.ROOT, *self._mirror.sums):
                data = read_bytes(self._place / path)
                if data is not None:
                    (kept / path).parent.mkdir(parents=True, exist_ok=True)
                    files.write_file(kept / path, data)
        return (f"The mirror as it was is kept in {MERGED}/{kept.name}.",)

    def _derived(self) -> frozenset[str]:
        """The papers whose file was edited as this library says them now: edits of our own text."""
        whole = self._store.whole
        tags, imports = whole.tag_names(), whole.import_names()
        found = set()
        for path, digest in self._mirror.sums.items():
            data = read_bytes(self._place / path) if path.startswith("papers/") else None
            if data is None or checksum(data) == digest:
                continue
            try:
                head = page.read(data).head
            except page.Unreadable:
                continue
            number = head.get("id")
            rows = whole.whole_papers([number]).get(number) if isinstance(number, int) else None
            if rows is None:
                continue
            note = rows.get("notes")
            text = str(note[0]["text"]) if note else None
            if checksum(page.written(layout.said_paper(rows, tags, imports), text)) == digest:
                found.add(str(rows["papers"][0]["uid"]))
        return frozenset(found)

    def remember(self, known: Memory) -> None:
        """What was read may be written over from now on; what was set aside is put away."""
        if self._root is not None:
            known.root, known.mark = checksum(self._root), Mark()
            known.folder = known.folder or str(self._place)
        if self._is_own:
            known.aside = [path for path in known.aside if not self._put_away(path)]

    def _put_away(self, path: str) -> bool:
        """Move a file that was set aside and is merged; answers whether it is out of the way."""
        file = self._place / path
        if path not in {copy for _, copy in self._copies}:
            return not file.exists()
        folder = self._place / MERGED
        if folder.is_symlink():
            return False
        folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / PurePosixPath(path).name
        if os.path.lexists(target):
            return False
        os.rename(file, target)
        return True


def _part(progress: Progress | None, number: int, count: int) -> Progress | None:
    """Progress of one of several parts of the work."""
    if progress is None:
        return None
    go_on: Callable[[int, int], bool] = progress
    return lambda done, total: go_on(number * 1000 + done * 1000 // max(total, 1), count * 1000)
