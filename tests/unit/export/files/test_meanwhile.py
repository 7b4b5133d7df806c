"""What somebody does to the files while an export is running stays."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from making import fill
from making_exports import file_of, vault

from reader.errors import Cancelled
from reader.export.files import updating
from reader.export.files.writing import Work
from reader.library import Library


@pytest.fixture
def ids(library: Library) -> list[int]:
    """Three papers, two of them with notes."""
    ids = fill(library, range(3))
    library.write_note(ids[0], "First thought.")
    library.write_note(ids[1], "Second thought.")
    return ids


def test_a_file_that_is_edited_just_now_is_left(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[0], tmp_path)
    for number in ids:
        library.write_note(number, "New.")

    def at_the_end(done: int, whole: int) -> bool:
        if done == whole - 1:
            path.write_text("Typed this very moment.", encoding="utf-8")
        return True

    done = vault(library, tmp_path, progress=at_the_end)
    assert path.read_text(encoding="utf-8") == "Typed this very moment."
    assert ["export again" in one.remark for one in done.changes if one.name == path.name] == [True]


def test_stopping_leaves_what_somebody_wrote_meanwhile(
    library: Library, ids: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "_REMEMBERED_AT_ONCE", 1)
    vault(library, tmp_path)
    typed: list[Path] = []
    for number in ids:
        library.write_note(number, "New.")

    def typed_then_stopped(done: int, whole: int) -> bool:
        if done == whole - 1:
            files = (tmp_path / "vault").glob("*.md")
            written = [path for path in files if "New." in path.read_text(encoding="utf-8")]
            typed.append(written[0])
            typed[0].write_text("Typed this very moment.", encoding="utf-8")
        return done < whole - 1

    with pytest.raises(Cancelled):
        vault(library, tmp_path, progress=typed_then_stopped)
    assert typed[0].read_text(encoding="utf-8") == "Typed this very moment."
    others = [path for path in (tmp_path / "vault").glob("*.md") if path != typed[0]]
    assert not any("New." in path.read_text(encoding="utf-8") for path in others)


def test_a_file_that_took_the_new_name_just_now_is_left(
    library: Library, ids: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault(library, tmp_path)
    old = file_of(library, ids[0], tmp_path)
    library.edit(ids[0], title="Renamed")
    real = updating._put

    def meanwhile(work: Work, some: Sequence[updating._Planned]) -> None:
        (new,) = [one.change.name for one in some if one.change.was]
        old.with_name(new).write_text("Somebody's own.", encoding="utf-8")
        real(work, some)

    monkeypatch.setattr(updating, "_put", meanwhile)
    done = vault(library, tmp_path)
    assert old.exists()
    (left,) = [change for change in done.changes if "export again" in change.remark]
    assert left.name == old.name
    texts = [path.read_text(encoding="utf-8") for path in old.parent.glob("*.md")]
    assert "Somebody's own." in texts
