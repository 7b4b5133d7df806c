"""Exported into the same place again: what is ours is updated, what a person wrote stays."""

from pathlib import Path

import pytest
from making import fill
from making_exports import edit, everything, file_of, vault

from reader.errors import Cancelled
from reader.export.blocks import Draft, Held, joined, parted, segments
from reader.export.files import updating
from reader.export.files.merging import merge
from reader.library import Library
from reader.model import Choice, Clash, ExportOptions, Kind

DOCUMENT = ExportOptions(title="Lights", abstract=True)


@pytest.fixture
def ids(library: Library) -> list[int]:
    """Three papers: two with notes, the second highlighted as well."""
    ids = fill(library, range(3))
    library.write_note(ids[0], "First thought.")
    library.write_note(ids[1], "Second thought.\n")
    library.highlight(ids[1], 0, 10, Kind.METHOD, "one by one")
    return ids


@pytest.mark.parametrize("layout", ["document", "files", "vault"])
def test_exported_twice_no_byte_changes(
    library: Library, ids: list[int], tmp_path: Path, layout: str
) -> None:
    options = ExportOptions(layout=layout, bibtex=True)  # type: ignore[arg-type]
    to = tmp_path / ("x.md" if layout == "document" else "x")
    library.export(ids, to, options)
    before = everything(tmp_path)
    again = library.export(ids, to, options)
    after = {name: one for name, one in everything(tmp_path).items() if "library" not in name}
    assert after == {name: one for name, one in before.items() if "library" not in name}
    assert again.written == ()


def test_what_nobody_touched_is_updated_and_what_a_hand_wrote_stays(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[1], tmp_path)
    edit(path, "one by one", "two by two")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\nBehind.\n", encoding="utf-8")
    library.write_note(ids[1], "Third thought.")
    done = vault(library, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "two by two" in text
    assert "Third thought." in text
    assert "Second thought." not in text
    assert text.endswith("\nBehind.\n")
    assert done.clashes == ()
    assert {change.name: change.parts for change in done.changes if change.what == "changed"} == {
        path.name: ("Notes",)
    }


@pytest.mark.parametrize("choice", ["mine", "new", "both"])
def test_what_both_changed_is_decided_by_choice_and_asked_once(
    library: Library, ids: list[int], tmp_path: Path, choice: Choice
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[0], tmp_path)
    edit(path, "First thought.", "Mine in the vault.")
    library.write_note(ids[0], "New in the library.")
    name = f"{library.paper(ids[0]).uid}:note"
    looked = vault(library, tmp_path, dry_run=True)
    assert looked.clashes == (
        Clash(name, "Notes", "## Notes\n\nMine in the vault.", "## Notes\n\nNew in the library."),
    )
    assert "Mine in the vault." in path.read_text(encoding="utf-8")
    vault(library, tmp_path, choices={name: choice})
    text = path.read_text(encoding="utf-8")
    assert ("Mine in the vault." in text) == (choice != "new")
    assert ("New in the library." in text) == (choice != "mine")
    before = everything(tmp_path / "vault")
    assert vault(library, tmp_path).clashes == ()
    assert everything(tmp_path / "vault") == before


def test_a_newer_version_takes_the_place_of_the_one_beside(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[0], tmp_path)
    edit(path, "First thought.", "Mine.")
    for number in range(3):
        library.write_note(ids[0], f"New {number}.")
        vault(library, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert [f"New {number}." in text for number in range(3)] == [False, False, True]
    edit(path, "New 2.", "New 2, edited.")
    library.write_note(ids[0], "New 3.")
    vault(library, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert all(words in text for words in ("Mine.", "New 2, edited.", "New 3."))


def test_the_version_beside_moves_up_when_the_other_is_taken_out(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[0], tmp_path)
    edit(path, "First thought.", "Mine.")
    library.write_note(ids[0], "New.")
    vault(library, tmp_path)
    pieces = segments(parted(path.read_text(encoding="utf-8"))[1])
    kept = [one for one in pieces if not (isinstance(one, Held) and one.id.endswith(":note"))]
    front = parted(path.read_text(encoding="utf-8"))[0]
    path.write_text(front + joined(kept), encoding="utf-8")
    library.write_note(ids[0], "Newer.")
    assert vault(library, tmp_path).clashes == ()
    text = path.read_text(encoding="utf-8")
    assert "Newer." in text
    assert "New.\n" not in text


def test_a_block_taken_out_by_hand_stays_out(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    to = tmp_path / "notes.md"
    library.export(ids, to, DOCUMENT)
    front, body = parted(to.read_text(encoding="utf-8"))
    pieces = segments(body)
    uid = library.paper(ids[1]).uid
    to.write_text(
        front + joined(p for p in pieces if not (isinstance(p, Held) and p.id.startswith(uid))),
        encoding="utf-8",
    )
    before = to.read_bytes()
    assert library.export(ids, to, DOCUMENT).written == ()
    assert to.read_bytes() == before


def test_text_between_papers_stays_with_the_paper_before_it(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    to = tmp_path / "notes.md"
    library.export([ids[0], ids[2]], to, DOCUMENT)
    text = to.read_text(encoding="utf-8")
    mark = f"<!-- reader:{library.paper(ids[2]).uid}:about"
    to.write_text(text.replace(mark, f"To the first.\n\n{mark}"), encoding="utf-8")
    library.export(ids, to, DOCUMENT)
    text = to.read_text(encoding="utf-8")
    places = [text.index(words) for words in ("First thought", "To the first", "Second thought")]
    assert places == sorted(places)
    assert places[2] < text.index(mark)


def test_another_order_takes_along_what_a_hand_wrote(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    to = tmp_path / "notes.md"
    library.export(ids, to, DOCUMENT)
    with to.open("a", encoding="utf-8") as stream:
        stream.write("\nTo the third.\n")
    library.export([ids[2], ids[1], ids[0]], to, DOCUMENT)
    text = to.read_text(encoding="utf-8")
    marks = [f"<!-- reader:{library.paper(one).uid}:about" for one in reversed(ids)]
    words = [marks[0], "To the third.", marks[1], marks[2]]
    assert [text.index(each) for each in words] == sorted(text.index(each) for each in words)
    before = to.read_bytes()
    library.export([ids[2], ids[1], ids[0]], to, DOCUMENT)
    assert to.read_bytes() == before


def test_a_renamed_paper_moves_its_file_and_links_follow(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    old = library.paper(ids[1]).facts.title
    library.write_note(ids[0], f"See [[{old}]].")
    vault(library, tmp_path)
    path = file_of(library, ids[1], tmp_path)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\nBy hand.\n")
    library.edit(ids[1], title="Another Title")
    done = vault(library, tmp_path)
    moved = file_of(library, ids[1], tmp_path)
    assert not path.exists()
    assert moved.name.startswith("Another Title (")
    assert moved.read_text(encoding="utf-8").endswith("By hand.\n")
    assert [(change.was, change.name) for change in done.changes if change.was] == [
        (path.name, moved.name)
    ]
    assert f"[[{moved.stem}|{old}]]" in file_of(library, ids[0], tmp_path).read_text("utf-8")
    before = everything(tmp_path / "vault")
    vault(library, tmp_path)
    assert everything(tmp_path / "vault") == before


def test_a_file_that_a_person_renamed_or_moved_keeps_its_name(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    title = library.paper(ids[1]).facts.title
    library.write_note(ids[0], f"See [[{title}]].")
    vault(library, tmp_path)
    path = file_of(library, ids[1], tmp_path)
    (tmp_path / "vault" / "read").mkdir()
    own = path.rename(tmp_path / "vault" / "read" / "Own name.md")
    library.write_note(ids[1], "Later.")
    vault(library, tmp_path)
    assert not path.exists()
    assert "Later." in own.read_text(encoding="utf-8")
    assert f"[[Own name|{title}]]" in file_of(library, ids[0], tmp_path).read_text("utf-8")
    before = everything(tmp_path / "vault")
    assert vault(library, tmp_path).written == ()
    assert everything(tmp_path / "vault") == before


def test_files_of_papers_that_are_gone_are_left_and_reported(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[1], tmp_path)
    library.delete([ids[1]])
    done = vault(library, tmp_path)
    assert [change.name for change in done.changes if change.what == "left"] == [path.name]
    assert path.exists()


def test_windows_line_ends_and_a_mark_at_the_front_stay(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[0], tmp_path)
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    assert path.name not in vault(library, tmp_path).written
    assert path.read_bytes() == data
    library.write_note(ids[0], "Other.")
    vault(library, tmp_path)
    text = path.read_bytes()
    assert text == data.replace(b"First thought.", b"Other.").replace(
        segment_sum(data.decode("utf-8-sig")), segment_sum(text.decode("utf-8-sig"))
    )


def segment_sum(text: str) -> bytes:
    pieces = segments(parted(text.replace("\r\n", "\n"))[1])
    (found,) = [one.sum for one in pieces if isinstance(one, Held) and one.id.endswith(":note")]
    return found.encode("ascii")


def test_an_older_copy_of_a_file_is_brought_up_to_date(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[0], tmp_path)
    old = path.read_bytes()
    library.write_note(ids[0], "Newer.")
    vault(library, tmp_path)
    new = path.read_bytes()
    path.write_bytes(old)
    assert vault(library, tmp_path).clashes == ()
    assert path.read_bytes() == new


def test_a_note_with_our_own_comments_in_it_is_only_text(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    uid = library.paper(ids[1]).uid
    hostile = f"a\n<!-- reader:end -->\n<!-- reader:{uid}:note -->\nb\n <!-- reader:end -->\nc"
    library.write_note(ids[0], hostile)
    vault(library, tmp_path)
    before = everything(tmp_path / "vault")
    assert vault(library, tmp_path).written == ()
    assert everything(tmp_path / "vault") == before
    library.write_note(ids[0], "Plain.")
    vault(library, tmp_path)
    assert "\nb\n" not in file_of(library, ids[0], tmp_path).read_text(encoding="utf-8")


def test_a_copy_of_a_block_is_somebodys_own_text() -> None:
    block = "<!-- reader:abc:note 0123456789ab -->\nmine\n<!-- reader:end -->\n"
    body = f"\n{block}\n{block}"
    pieces = segments(body)
    assert [type(one) for one in pieces] == [str, Held, str]
    assert joined(pieces) == body


def test_a_file_without_our_comments_is_kept(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[0], tmp_path)
    path.write_text("Only mine.", encoding="utf-8")
    done = vault(library, tmp_path)
    assert path.read_text(encoding="utf-8") == "Only mine."
    ((name, reason),) = done.kept
    assert name == path.name
    assert "new version" in reason
    before = everything(tmp_path / "vault")
    assert [one for one, _ in vault(library, tmp_path).kept] == [path.name]
    assert everything(tmp_path / "vault") == before


def test_a_dry_run_writes_nothing_and_lists_every_file(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    looked = vault(library, tmp_path, dry_run=True)
    assert not (tmp_path / "vault").exists()
    assert [change.what for change in looked.changes] == ["new"] * 3
    done = vault(library, tmp_path)
    assert [change.name for change in done.changes] == [change.name for change in looked.changes]


def test_a_draft_without_anything_is_a_file() -> None:
    draft = Draft("document", "x.md", {"title": "x"}, ())
    assert merge(draft.marked(), draft, None, lambda _: "both").text == draft.marked()


def test_a_repeat_with_one_change_reads_one_file_and_no_other_paper(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(library, range(60))
    vault(library, tmp_path)
    library.write_note(ids[7], "One thought.")
    read: list[str] = []
    real = updating.read

    def counted(path: Path) -> object:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(updating, "read", counted)
    done = vault(library, tmp_path)
    assert len(done.written) == 1
    assert len(done.unchanged) == 59
    assert set(read) == set(done.written)


def test_stopping_takes_back_merges_and_renames(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    before = {name: data for name, (data, _) in everything(tmp_path / "vault").items()}
    library.edit(ids[0], title="Renamed")
    for number in ids:
        library.write_note(number, "Other.")
    with pytest.raises(Cancelled):
        vault(library, tmp_path, progress=lambda done, whole: done < whole - 1)
    after = {name: data for name, (data, _) in everything(tmp_path / "vault").items()}
    assert after == before
    assert vault(library, tmp_path).clashes == ()
    assert vault(library, tmp_path).written == ()
