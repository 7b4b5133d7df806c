"""Copies of a mirror's files that others left: edits set aside, conflicts of sync services.

Dropbox, Syncthing, Nextcloud, OneDrive and others each name such a copy in a way of their own, but
all keep the beginning of the name and its ending: `A Title (uid) (conflicted copy 2026-03-31).md`,
`tags-000000.sync-conflict-20260331-101112-ABCDEFG.yaml`, `… (edited 2026-03-31 181500).md`. So a
copy is a file that nobody listed, that begins as a listed one does, and can be read as one.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from reader.mirror import layout, page
from reader.mirror.folder import read_bytes
from reader.mirror.reading import Mirror

_CHUNK = re.compile(r"[a-z_]+-[0-9]{6}")
_SUFFIXES = (".md", ".yaml", ".jsonl")


def copies(mirror: Mirror) -> list[tuple[str, str]]:
    """The files that others left, each with the file that it is a copy of, by name."""
    return sorted(_found(mirror))


def rounds(found: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Readings of a mirror in which each copy stands once in the place of its file."""
    made: list[dict[str, str]] = []
    for path, copy in found:
        place = next((one for one in made if path not in one), None)
        if place is None:
            made.append(place := {})
        place[path] = copy
    return made


def _found(mirror: Mirror) -> Iterator[tuple[str, str]]:
    listed: dict[str, list[str]] = {}
    for path in mirror.sums:
        listed.setdefault(str(PurePosixPath(path).parent), []).append(path)
    for shard, paths in listed.items():
        folder = mirror.place / shard
        if shard == layout.FILES:
            continue
        for file in sorted(folder.iterdir()) if shard != "." and folder.is_dir() else ():
            path = f"{shard}/{file.name}"
            if file.suffix not in _SUFFIXES or path in mirror.sums or file.name.startswith("."):
                continue
            original = _original(file, shard, paths)
            if original is not None:
                yield original, path


def _original(file: Path, shard: str, paths: list[str]) -> str | None:
    """The file that a file is a copy of, or would be if it were there still."""
    if file.suffix != ".md":
        found = _CHUNK.match(file.name)
        return f"{shard}/{found[0]}{file.suffix}" if found else None
    try:
        uid = page.read(read_bytes(file) or b"").head.get("uid")
    except page.Unreadable:
        return None
    if not isinstance(uid, str):
        return None
    ending = layout.ends_with_uid(uid)
    listed = next((path for path in paths if path.endswith(ending)), None)
    return listed or (f"{shard}/{file.name}" if ending.removesuffix(".md") in file.name else None)
