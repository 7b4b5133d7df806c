"""Runs that `test_power.py` records: each says what is safe as soon as it is.

`powered.py WHAT ROOT [mutant]`. With `mutant` it is done as it must not be: SQLite's own defaults,
and files that are not synced. The harness must notice.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from reader import files
from reader.store import connection, schema


def library(root: Path) -> None:
    """One of everything that `acts.py` knows."""
    from acts import acts

    from reader.library import Library

    with Library.open(root / "library") as opened:
        paper = min(opened.find().ids)
        for name, act in acts(opened, paper).items():
            act()
            print("done", name, flush=True)


def new_library(root: Path) -> None:
    """A library is made."""
    from reader.library import Library

    Library.open(root / "new").close()
    print("made", flush=True)


def backups(root: Path) -> None:
    """Two backups, and a restore of the first."""
    from reader.library import Library

    with Library.open(root / "library") as opened:
        paper = min(opened.find().ids)
        for text in ("one", "two"):
            opened.write_note(paper, text)
            made = opened.back_up()
            assert made is not None
            print("backup", made.number, text, flush=True)
        opened.restore(1)
        print("restored", flush=True)


def drafts(_root: Path) -> None:
    """A text grows in the draft journal."""
    from reader.gui.writing.drafts import Draft, Drafts

    kept = Drafts()
    for number in range(1, 9):
        kept.keep(Draft(1, "abc", "word " * number * 300, "visit"))
        kept.flush()
        print("draft", number, flush=True)
    kept.close()


def settings(root: Path) -> None:
    """The window's settings, and a small file beside them."""
    from reader.gui.settings import Settings

    for number in range(1, 6):
        files.write_file(root / "state" / "small.json", f'["{number * 400}"]'.encode())
        print("small", number, flush=True)
    made = Settings()
    for scale in (1.25, 1.5, 2.0):
        made.scale = scale
        made._file.sync()


def export(root: Path) -> None:
    """Notes as one document and as files, twice with other notes between."""
    from reader.library import Library
    from reader.model import ExportOptions

    with Library.open(root / "library") as opened:
        ids = list(opened.find().ids)
        for number in (1, 2):
            opened.write_note(ids[0], f"version {number} " * 200)
            opened.export(ids, root / "out" / "notes.md", ExportOptions())
            print("document", number, flush=True)
            opened.export(ids, root / "out" / "vault", ExportOptions(layout="files"))
            print("files", number, flush=True)


RUNS: dict[str, Callable[[Path], None]] = {
    "library": library,
    "new-library": new_library,
    "backups": backups,
    "drafts": drafts,
    "settings": settings,
    "export": export,
}


def as_it_must_not_be() -> None:
    """SQLite as it comes, and files that are renamed before they are on the disk."""
    profile = connection._PROFILE.replace("EXTRA", "FULL")
    connection._PROFILE = profile
    opened = connection._open

    def default(path: Path, *, write: bool) -> connection.Connection:
        made = opened(path, write=write)
        if write:
            made.execute("PRAGMA journal_mode=DELETE").fetchall()
        return made

    connection._open = default
    assert schema.connect is connection.connect
    files.os = _NoSync()  # type: ignore[assignment]


class _NoSync:
    """The module `os` of files.py, without syncing."""

    def __getattr__(self, name: str) -> object:
        return (lambda _descriptor: None) if name == "fsync" else getattr(os, name)


if __name__ == "__main__":
    if sys.argv[3:] == ["mutant"]:
        as_it_must_not_be()
    RUNS[sys.argv[1]](Path(sys.argv[2]))
