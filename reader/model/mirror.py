"""What is said about the readable mirror of a library."""

from dataclasses import dataclass
from pathlib import Path

from reader.model.answers import Changes


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
    not known whether there is one.
    """

    folder: Path | None
    on: bool
    at: str = ""
    behind: bool = False
    aside: tuple[str, ...] = ()
    trouble: str = ""


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
