"""What a merge cannot take in from a mirror is kept, before the mirror is written again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import Library
from reader.mirror.folder import Folder, read_root
from reader.mirror.layout import ROOT

WORDS = b"Words of another computer that no Reader here can read."


def say_otherwise(mirror: Path, change: Callable[[Folder, str], object], path: str) -> None:
    """Change a mirror as another program does that writes all of its lists."""
    root = read_root((mirror / ROOT).read_bytes())
    assert root is not None
    folder = Folder(mirror, root, {})
    change(folder, path)
    folder.digests()
    for _ in folder.saving():
        pass
    folder.seal()


def catch_up(library: Library) -> None:
    while library.mirror_some():
        pass


def a_paper(mirror: Path) -> str:
    return next(iter(sorted(mirror.glob("papers/*/*.md")))).relative_to(mirror).as_posix()


@pytest.mark.parametrize("name", ["", "papers/zz/Unknown (zzzzzzzzzzzz).md"])
def test_a_page_that_cannot_be_read_is_kept_when_it_is_written_over_or_taken_away(
    library: Library, mirror: Path, name: str
) -> None:
    say_otherwise(mirror, lambda folder, path: folder.write(path, WORDS), name or a_paper(mirror))
    done = library.merge_mirror(mirror)
    catch_up(library)
    library.mirror_now()
    assert library.check_mirror() == []
    kept = [path for path in mirror.rglob("*.md") if path.read_bytes() == WORDS]
    assert kept
    assert any("merged/" in text for text in done.said)


def test_a_merge_that_took_everything_keeps_nothing_more(library: Library, mirror: Path) -> None:
    path = mirror / a_paper(mirror)
    path.write_bytes(path.read_bytes() + b"\nMore of it.")
    library.merge_mirror(mirror)
    assert not (mirror / "merged").exists()
