"""Attached files are part of a mirror: written, checked, and brought back with the library."""

import hashlib
import shutil
from pathlib import Path

import pytest

from reader import mirroring, paths
from reader.gui.upkeep.mirroring import state_words
from reader.library import Library

DATA = b"%PDF-1.7 made up\0\xff\r\n" * 50


@pytest.fixture
def attached(library: Library, mirror: Path, tmp_path: Path) -> Path:
    """The file of a mirror that holds what was attached to paper 1."""
    source = tmp_path / "A paper.pdf"
    source.write_bytes(DATA)
    library.attach(1, [source])
    while library.mirror_some():
        pass
    return mirror / "files" / f"{hashlib.sha256(DATA).hexdigest()}.pdf"


def kept_file(library: Library, paper_id: int = 1) -> Path:
    place = library.place_of(library.paper(paper_id).files[0])
    assert place is not None
    return place


def test_an_attached_file_is_in_the_mirror_as_it_was_attached(
    library: Library, mirror: Path, attached: Path
) -> None:
    assert attached.read_bytes() == DATA
    assert library.check_mirror() == []
    assert library.mirror_now().written == 0


def test_a_rebuilt_library_has_it(
    library: Library, mirror: Path, attached: Path, tmp_path: Path
) -> None:
    done = mirroring.rebuild(mirror, tmp_path / "again")
    assert done.said == ()
    with Library.open(tmp_path / "again") as again:
        assert kept_file(again).read_bytes() == DATA
        assert again.check() == []


def test_it_says_which_files_are_only_named_there(
    library: Library, mirror: Path, attached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.mirror_state().left_out == ""
    linked = tmp_path / "Linked.pdf"
    linked.write_bytes(DATA)
    library.attach(2, [linked], link=True)
    state = library.mirror_state()
    said = "Only named there, not copied: 1 file that is linked. Keep a copy of it yourself."
    assert state.left_out == said
    assert said in state_words(state)
    monkeypatch.setattr(mirroring, "LARGEST_FILE", len(DATA) - 1)
    assert "1 file that is linked and 1 file over 256 MB" in library.mirror_state().left_out


def test_a_byte_that_is_another_one_is_named_and_not_brought(
    library: Library, mirror: Path, attached: Path, tmp_path: Path
) -> None:
    attached.write_bytes(DATA[:-1] + b"\r")
    (found,) = library.check_mirror()
    assert found.text == f"files/{attached.name}: it is not as it was written"
    done = mirroring.rebuild(mirror, tmp_path / "again")
    assert any("A paper.pdf was not copied" in text for text in done.said)
    assert not kept_file(library).samefile(attached)
    assert list((tmp_path / "again" / "files").iterdir()) == []
    library.mirror_now()
    assert attached.read_bytes() == DATA
    assert library.mirror_state().aside != (), "somebody's work, perhaps"


def test_a_file_taken_off_leaves_the_mirror_and_comes_back_with_undo(
    library: Library, mirror: Path, attached: Path
) -> None:
    library.detach(library.paper(1).files[0].id)
    while library.mirror_some():
        pass
    assert not attached.exists()
    library.undo()
    while library.mirror_some():
        pass
    assert attached.read_bytes() == DATA
    assert library.mirror_now().written == 0


def test_what_the_mirror_has_outlives_the_file_in_the_library(
    library: Library, mirror: Path, attached: Path
) -> None:
    kept_file(library).write_bytes(b"written into since")
    assert library.mirror_now().removed == 0
    assert attached.read_bytes() == DATA


def test_a_merge_brings_the_files_of_the_other_computer(
    library: Library, mirror: Path, attached: Path, tmp_path: Path
) -> None:
    library.mirror_off()
    shutil.copytree(library.folder, tmp_path / "other", ignore=shutil.ignore_patterns("files"))
    with Library.open(tmp_path / "other") as other:
        other.detach(other.paper(1).files[0].id)
        other.undo()
        assert other.is_missing(other.paper(1).files[0])
        assert other.merge_mirror(mirror).said == ()
        assert kept_file(other).read_bytes() == DATA
        kept_file(other).unlink()
        other.join(library.folder / paths.LIBRARY_FILE)
        assert kept_file(other).read_bytes() == DATA


def test_a_row_cannot_bring_a_file_from_elsewhere(
    library: Library, mirror: Path, attached: Path, tmp_path: Path
) -> None:
    """Neither a path in a row, nor a link in the folder, leads out of the mirror's folder."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"nobody's business")
    attached.unlink()
    attached.symlink_to(secret)
    done = mirroring.rebuild(mirror, tmp_path / "again")
    assert any("it is missing" in text for text in done.said)
    assert list((tmp_path / "again").glob("files/*")) == []
