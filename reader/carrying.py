"""The whole library as one JSON file, out and in again; a part of the front door."""

import os
import tempfile
from pathlib import Path

from reader import paths
from reader.errors import Problem
from reader.exporting import part
from reader.mirroring import Mirroring
from reader.model import Exported, FileChange, Progress, TakenIn
from reader.pulling import Pulling

_NAME = "Bring in a whole library"


class Carrying(Mirroring, Pulling):
    """Everything there is, in a format that outlives the program."""

    def export_library(self, to: Path, progress: Progress | None = None) -> Exported:
        """Write everything to a JSON file: `store.whole_json` documents the format.

        A file that was not written so, or was edited since, is kept, and ours stands beside it.
        Raises Problem when the place cannot be written, Cancelled when `progress` says stop.
        """
        from reader.export import fresh_uid, open_folder
        from reader.export.files import writing

        writing.check_document(to)
        if os.path.realpath(to.parent) == os.path.realpath(self.folder) and to.name.startswith(
            paths.LIBRARY_FILE
        ):
            raise Problem(f"{to} belongs to the library itself.", do="Choose another place.")
        folder = open_folder(to.parent)
        folder.uid = folder.uid or self._store.exported_at(str(folder.path)) or fresh_uid()
        try:
            name, there = writing.write_one(
                folder, to.name, lambda stream: self._store.write_whole(stream, progress)
            )
        except OSError as error:
            raise writing.cannot_write(folder.path, error) from error
        kept = () if name == to.name else ((to.name, f"It is kept; ours is “{name}”."),)
        what = FileChange(name, "new" if there is None else "unchanged" if there else "changed")
        written = () if there else (name,)
        return Exported(
            str(folder.path), written, (name,) if there else (), kept,
            self._store.counts().all, (what,),
        )  # fmt: skip

    def take_in(self, source: Path, progress: Progress | None = None) -> TakenIn:
        """Bring a whole library in that was written as JSON.

        A library in which nothing was done yet becomes that one, row by row. Any other is joined
        with it in one undo step: papers that are the same become one, and no mark is lost.

        Raises Problem when that cannot be done, Cancelled when `progress` says stop; then nothing
        has changed.
        """
        from reader.store.transfer import whole_json

        with tempfile.TemporaryDirectory(prefix=".source-", dir=self.folder) as own:
            copy = Path(own) / paths.LIBRARY_FILE
            said = whole_json.make(source, copy, part(progress, 0))
            if self._store.is_untouched():
                changes = self._store.pour(copy, _NAME, part(progress, 1))
            else:
                self.back_up("before a merge")
                joined = self._store.join(copy, _NAME, progress=part(progress, 1))
                changes, said = joined.changes, [*said, *joined.said]
        return TakenIn(changes, tuple(said))


def is_whole_library(path: Path) -> bool:
    """Whether a file is a whole library as JSON, as far as its beginning tells."""
    from reader.store.transfer import whole_json

    return whole_json.is_whole(path)
