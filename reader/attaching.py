"""Files attached to papers; a part of the front door, `reader.library`.

A file is copied into the folder `files` of the library, or linked where it lies. Backups hold its
name and checksum, not its content; `check` names what is missing or was changed.
"""

import itertools
import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path

from reader import files, paths
from reader.errors import Problem
from reader.model import Attachment, Changes, Finding, Progress
from reader.store import Store

_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}")
_MARK = 10  # characters of the checksum in the name of a kept file


class Attaching:
    """The verbs of files."""

    folder: Path
    _store: Store

    def attach(
        self,
        paper_id: int,
        sources: Sequence[Path],
        *,
        link: bool = False,
        progress: Progress | None = None,
    ) -> Changes:
        """Attach files to a paper: copied into the library's folder, or with `link` only named.

        Raises Problem for what is no ordinary file, cannot be read or copied, and for a paper that
        is gone; Cancelled when `progress` says stop. Then nothing was attached.
        """
        return self._store.attach(
            paper_id, [self._taken(source, link, progress) for source in sources]
        )

    def detach(self, attachment_id: int) -> Changes:
        """Take a file off its paper; the file itself stays. Raises Problem when it is gone."""
        return self._store.detach(attachment_id)

    def place_of(self, attachment: Attachment) -> Path | None:
        """Where an attached file should lie; None when that cannot be a place."""
        from reader.store import attachments

        return attachments.place(self.folder, attachment)

    def is_missing(self, attachment: Attachment) -> bool:
        """Whether an attached file is not where it should lie."""
        place = self.place_of(attachment)
        return place is None or not place.is_file()

    def check_files(self, progress: Progress | None = None) -> list[Finding]:
        """Attached files that are missing, or are not as they were any more.

        Raises Cancelled when `progress` says stop.
        """
        return self._store.wrong_files(self.folder, progress)

    def _taken(self, source: Path, link: bool, progress: Progress | None) -> Attachment:
        """A file as it will be attached, its copy made."""
        from reader.store import attachments

        try:
            source = source.resolve(strict=True)
            status = source.stat()
            if not stat.S_ISREG(status.st_mode):
                raise Problem(f"{source.name} is no file.", do="Choose a file.", where=str(source))
            digest = attachments.checksum(source, progress)
            place = str(source) if link else self._copied(source, digest)
        except OSError as error:
            raise Problem(
                f"{source.name} cannot be attached: {error.strerror or error}.",
                do="Look whether it can be read and whether the disk has room.",
                where=str(source),
            ) from error
        return Attachment(
            id=0,
            uid="",
            paper_id=0,
            name=source.name,
            path=place,
            kept=not link,
            sha256=digest,
            size=status.st_size,
            added="",
        )

    def _copied(self, source: Path, digest: str) -> str:
        """Copy a file into the library's folder; answers its place there. Raises OSError."""
        from reader.export.names import safe_stem
        from reader.store import attachments

        extension = source.suffix if _EXTENSION.fullmatch(source.suffix) else ""
        stem = f"{safe_stem(source.stem)} ({digest[:_MARK]}"
        folder = paths.make_own(self.folder / attachments.FOLDER)
        for number in itertools.count(1):
            name = f"{stem}{'' if number == 1 else f' {number}'}){extension}"
            target = folder / name
            if not os.path.lexists(target):
                break
            if target.is_file() and attachments.checksum(target) == digest:
                return f"{attachments.FOLDER}/{name}"
            # A kept copy that somebody wrote into since, such as notes in a PDF, stays.
        with source.open("rb") as stream, files.replacing(target) as copy:
            while chunk := stream.read(attachments.CHUNK):
                copy.write(chunk)
        if attachments.checksum(target) != digest:
            raise OSError(None, "it was changed while it was copied")
        return f"{attachments.FOLDER}/{name}"
