"""`reader export`, `check` and `reindex`."""

from pathlib import Path

import making_damage
import pytest
from making import fill, title

from reader import paths
from reader.library import Library
from reader.model import Finding, Kind


def test_notes_are_exported_as_one_document(library: Library, reader, tmp_path: Path) -> None:
    ids = fill(library, range(3))
    library.write_note(ids[1], "Worth a walk.")
    target = tmp_path / "notes.md"
    answer = reader("export", "--to", target)
    assert answer.code == 0
    assert "3 papers" in answer.out
    text = target.read_text(encoding="utf-8")
    assert "Worth a walk." in text
    assert all(title(number) in text for number in range(3))


def test_a_query_chooses_what_is_exported_and_each_paper_can_have_a_file(
    library: Library, reader, tmp_path: Path
) -> None:
    ids = fill(library, range(3))
    library.star(ids[:2])
    folder = tmp_path / "notes"
    assert reader("export", "is:starred", "--to", folder, "--layout", "files").code == 0
    assert len(list(folder.glob("*.md"))) == 2
    again = reader("export", "is:starred", "--to", folder, "--layout", "files")
    assert "0 files written, 2 unchanged" in again.out


def test_a_place_that_cannot_be_written_is_a_problem(
    library: Library, reader, tmp_path: Path
) -> None:
    fill(library, range(1))
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    answer = reader("export", "--to", blocked / "notes.md")
    assert answer.code == 1
    assert answer.err.startswith("reader: ")
    assert blocked.read_text(encoding="utf-8") == "in the way"


def test_an_export_of_nothing_writes_nothing(library: Library, reader, tmp_path: Path) -> None:
    fill(library, range(1))
    answer = reader("export", "is:starred", "--to", tmp_path / "notes.md")
    assert answer.code == 1
    assert "No paper matches" in answer.err
    assert not (tmp_path / "notes.md").exists()


def test_a_whole_library_is_well(library: Library, reader) -> None:
    fill(library, range(3))
    reader("reindex")
    assert reader("check").out == "All is well.\n"
    answer = reader("check", "--json")
    assert (answer.code, answer.json) == (0, [])


def test_what_is_wrong_is_said_and_the_exit_code_is_one(reader, monkeypatch) -> None:
    monkeypatch.setattr(
        Library, "check_index", lambda self, _progress=None: [Finding("index", "It is behind.")]
    )
    answer = reader("check", "--json")
    assert (answer.code, answer.json) == (1, [{"part": "index", "text": "It is behind."}])
    answer = reader("check")
    assert answer.code == 1
    assert answer.out == "index: It is behind.\nFound 1 fault.\n"


def test_the_index_is_built_again(library: Library, reader) -> None:
    fill(library, range(4))
    assert reader("reindex").out == "The word index holds 4 papers.\n"


@pytest.mark.parametrize(
    ("name", "layout"), [("library", "files"), ("library/library.db-journal", "document")]
)
def test_an_export_never_goes_among_the_files_of_the_library(
    library: Library, reader, name: str, layout: str
) -> None:
    fill(library, range(1))
    before = sorted(path.name for path in library.folder.iterdir())
    answer = reader("export", "--to", library.folder.parent / name, "--layout", layout)
    assert answer.code == 1
    assert "belongs to the library itself" in answer.err
    assert sorted(path.name for path in library.folder.iterdir()) == before
    assert reader("export", "--to", library.folder / "notes.md").code == 0


def test_a_backup_is_made_once_for_each_state_and_listed(library: Library, reader) -> None:
    assert reader("backups").out == "There is no backup yet.\n"
    fill(library, range(3))
    assert reader("backup").out.startswith("Backup 1 is made: 3 papers, 0 notes, 0.1 MB")
    assert reader("backup").out.startswith("Nothing has changed since backup 1 of ")
    assert reader("backups").out.startswith("   1  ")
    answer = reader("backups", "--json").json
    assert [(one["number"], one["papers"], one["reason"]) for one in answer] == [
        (1, 3, "asked for")
    ]


def test_a_verb_that_writes_leaves_a_backup_when_it_is_time(library: Library, reader) -> None:
    fill(library, range(3))
    reader("list")
    assert library.backups() == []
    reader("star", 1)
    reader("star", 2)
    assert [one.reason for one in library.backups()] == ["while working"]


def test_a_backup_that_cannot_be_made_is_told_and_the_verb_is_done(
    library: Library, reader
) -> None:
    fill(library, range(3))
    paths.backups_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.backups_folder().write_text("in the way", encoding="utf-8")
    answer = reader("star", 1)
    assert answer.code == 0
    assert answer.err.startswith("There is no new backup. ")
    assert reader("backup").code == 1


def test_a_restore_says_what_it_takes_away_and_how_it_is_taken_back(
    library: Library, reader
) -> None:
    fill(library, range(3))
    library.write_note(1, "as it was")
    reader("backup")
    library.write_note(1, "as it is")
    library.delete([2])
    told = reader("restore", 1, "--dry-run")
    assert told.code == 0
    assert "takes away or changes the note on Counting Lanterns" in told.out
    assert "brings back the paper Weaving Tides" in told.out
    assert told.out.endswith("Nothing was changed.\n")
    assert library.paper(1).note == "as it is"
    done = reader("restore", 1)
    assert done.out.endswith("is backup 2; `reader restore 2` brings that back.\n")
    assert library.paper(1).note == "as it was"
    assert [row.title[:7] for row in library.rows(library.find("weaving").ids)] == ["Weaving"]
    reader("restore", 2)
    assert library.paper(1).note == "as it is"
    assert len(library.find("weaving").ids) == 0
    assert library.check() == []


def test_the_same_again_is_told_to_be_the_same(library: Library, reader) -> None:
    fill(library, range(3))
    reader("backup")
    assert "holds the same papers" in reader("restore", 1, "--dry-run").out


def test_a_backup_that_is_not_there_is_a_problem(library: Library, reader) -> None:
    assert reader("restore", 9).err == (
        "reader: There is no backup 9. `reader backups` lists those there are.\n"
    )


def test_a_library_that_cannot_be_opened_is_listed_restored_and_kept(
    library: Library, reader
) -> None:
    fill(library, range(3))
    reader("backup")
    library.close()
    path = library.folder / "library.db"
    path.write_bytes(b"garbage")
    assert reader("backups", "--json").json[0]["number"] == 1
    dry = reader("restore", 1, "--dry-run")
    assert "cannot be compared" in dry.out
    assert path.read_bytes() == b"garbage"
    done = reader("restore", 1)
    assert done.out.startswith("Backup 1 is restored.\nThe file that could not be opened is kept")
    assert reader("list").out.count("\n") == 3
    assert reader("check").code == 0


def test_a_library_that_is_gone_is_restored(library: Library, reader) -> None:
    fill(library, range(3))
    reader("backup")
    library.close()
    (library.folder / "library.db").unlink()
    assert reader("restore", 1).out == "Backup 1 is restored.\n"
    assert reader("list").out.count("\n") == 3


def test_a_fault_is_put_right_with_fix_and_both_are_told(library: Library, reader) -> None:
    fill(library, range(3))
    harm(library, "DELETE FROM marks WHERE paper_id = 2")
    assert reader("check").out == "library: paper 2 has no marks\nFound 1 fault.\n"
    answer = reader("check", "--fix")
    assert answer.code == 0
    assert answer.out.startswith("library: paper 2 has no marks\nFound 1 fault.\nRepaired:\n")
    assert answer.out.endswith("The library as it was is backup 1.\n")
    assert reader("check").out == "All is well.\n"
    harm(library, "DELETE FROM marks WHERE paper_id = 3")
    told = reader("check", "--fix", "--json")
    assert told.json == [{"part": "library", "text": "paper 3 has no marks", "fixed": True}]


def test_what_cannot_be_put_right_is_said_and_the_exit_code_is_one(
    library: Library, reader
) -> None:
    fill(library, range(3))
    library.highlight(1, 3, 9, Kind.IDEA)
    harm(library, "UPDATE highlights SET quote = 'other words'")
    answer = reader("check", "--fix")
    assert answer.code == 1
    assert "Could not be repaired: library: the words of highlight 1" in answer.out


def test_a_file_that_cannot_be_read_is_salvaged_and_kept(library: Library, reader) -> None:
    fill(library, range(3))
    library.write_note(1, "mine")
    library.close()
    path = library.folder / "library.db"
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])
    assert reader("list").code == 1
    told = reader("check")
    assert told.out == "library: the file does not begin as a library does\nFound 1 fault.\n"
    answer = reader("check", "--fix")
    assert answer.code == 0
    assert "The damaged file is kept as " in answer.out
    assert reader("note", 1).out == "mine\n"


def harm(library: Library, statement: str) -> None:
    making_damage.sql(statement)(library.folder / "library.db")
