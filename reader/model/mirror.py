"""What is said about the readable mirror of a library."""

from dataclasses import dataclass
from pathlib import Path

from reader.model.answers import Changes

LARGEST_FILE = 256 * 1024 * 1024  # bytes of a file that is copied into a mirror


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What one writing of the mirror did; `aside` are edits of others that were kept beside."""

    written: int
    unchanged: int
    removed: int
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MirrorState:
    """The mirror of a library on this computer. `folder` is the last one that was chosen.

    `at` is when it was last written (ISO time in UTC), `behind` whether the library has changed
    since, `aside` what others edited there and no merge has taken in yet. `trouble` says why it is
    not known whether there is one. Of attached files it holds neither the `linked` nor the `large`:
    so many are only named there, with their checksums.
    """

    folder: Path | None
    on: bool
    at: str = ""
    behind: bool = False
    aside: tuple[str, ...] = ()
    trouble: str = ""
    linked: int = 0
    large: int = 0

    @property
    def left_out(self) -> str:
        """Which attached files are not in the mirror, and what to do; empty when all are."""
        counted = ((self.linked, "that is linked", "that are linked"),
                   (self.large, "over 256 MB", "over 256 MB"))  # fmt: skip
        parts = [
            f"1 file {one}" if count == 1 else f"{count:,} files {many}"
            for count, one, many in counted
            if count
        ]
        if not parts:
            return ""
        them = "it" if self.linked + self.large == 1 else "them"
        return (
            f"Only named there, not copied: {' and '.join(parts)}. Keep a copy of {them} yourself."
        )


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A library was made from a mirror; `said` is what was not as it should have been."""

    papers: int
    notes: int
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Another library, or a mirror, was merged into this one. `said` is what a person must know.

    `notes` counts the notes whose text grew or changed, `versions` what was added to histories.
    """

    changes: Changes
    papers: int
    notes: int
    versions: int
    said: tuple[str, ...]
