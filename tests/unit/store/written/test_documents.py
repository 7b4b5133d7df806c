"""Documents are kept as notes are: every version stays, every change can be undone."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from making import fill

from reader.errors import NoteChanged, Problem
from reader.library import Library
from reader.model import Changes, Document
from reader.paths import LIBRARY_FILE
from reader.store import Store
from reader.store.damage import salvaging


@pytest.fixture
def one(store: Store) -> Store:
    """One topic note."""
    store.new_document("first", "topic", "On pruning", "# Pruning\n\nWords.")
    return store


def text(store: Store) -> str:
    known = store.document_of("first")
    assert known is not None
    return known.text


def test_a_document_is_made_written_renamed_and_deleted(one: Store) -> None:
    known = one.document_of("first")
    assert known is not None
    assert (known.kind, known.title, known.text) == ("topic", "On pruning", "# Pruning\n\nWords.")
    assert one.write_document(known.id, "λ – 風\0\r\nx").areas == {"documents"}
    assert text(one) == "λ – 風\ufffd\nx"
    one.rename_document(known.id, "  Pruning\nagain ")
    assert [each.title for each in one.documents()] == ["Pruning again"]
    one.delete_document(known.id)
    assert one.documents() == []
    one.undo()
    assert [each.title for each in one.documents()] == ["Pruning again"]


@pytest.mark.parametrize("how", ["deleted", "undone"])
def test_what_is_typed_into_a_document_that_is_gone_brings_it_back(one: Store, how: str) -> None:
    if how == "deleted":
        one.rename_document(1, "Pruning again")
        one.delete_document(1)
    else:
        one.undo()
    assert one.documents() == []
    one.new_document("other", "outline", "Another", "meanwhile")
    assert one.bring_document_back("first", "typed\rmeanwhile").action
    known = one.document_of("first")
    assert known is not None
    assert (known.id, known.kind, known.text) == (1, "topic", "typed\nmeanwhile")
    assert known.title == ("Pruning again" if how == "deleted" else "On pruning")
    if how == "deleted":
        assert "# Pruning\n\nWords." in [each.text for each in one.document_versions(1)]
    one.undo()
    assert [each.title for each in one.documents()] == ["Another"]


def test_a_document_that_never_was_cannot_come_back(one: Store) -> None:
    with pytest.raises(Problem, match="not in the library any more"):
        one.bring_document_back("stranger", "text")


def test_every_step_can_be_undone_to_the_beginning(one: Store) -> None:
    states: list[list[Document]] = [one.documents()]
    for step in (
        lambda: one.write_document(1, "second"),
        lambda: one.rename_document(1, "Other"),
        lambda: one.new_document("next", "outline", "Plan", "# A {tag:x}"),
        lambda: one.delete_document(1),
    ):
        step()
        states.append(one.documents())
    for before in reversed(states[:-1]):
        one.undo()
        assert one.documents() == before
    for after in states[1:]:
        one.redo()
        assert one.documents() == after


def test_writing_in_two_places_loses_nothing(one: Store) -> None:
    here = text(one)
    one.write_document(1, "theirs")
    with pytest.raises(NoteChanged) as told:
        one.write_document(1, "mine", bases={here})
    assert told.value.theirs == "theirs"
    assert text(one) == "theirs"
    one.write_document(1, "both", bases={here, "theirs"})
    assert text(one) == "both"


def test_one_visit_is_one_step(one: Store) -> None:
    for words in ("a", "ab", "abc"):
        one.write_document(1, words, visit="v")
    one.undo()
    assert text(one) == "# Pruning\n\nWords."


def test_every_version_can_be_had_again_also_after_a_new_title(one: Store) -> None:
    one.write_document(1, "second")
    one.rename_document(1, "Other")
    one.write_document(1, "third")
    texts = [version.text for version in one.document_versions(1)]
    assert texts == ["third", "second", "# Pruning\n\nWords."]
    one.restore_document(1, one.document_versions(1)[1].seq)
    assert text(one) == "second"
    one.keep_document_aside(1, "typed before a crash")
    assert text(one) == "second"
    assert "typed before a crash" in [version.text for version in one.document_versions(1)]


def test_what_is_not_there_is_a_problem(one: Store) -> None:
    for verb in (
        lambda: one.write_document(9, "x"),
        lambda: one.rename_document(9, "x"),
        lambda: one.delete_document(9),
        lambda: one.new_document("u", "poem", "x", ""),  # type: ignore[arg-type]
        lambda: one.rename_document(1, "x" * 301),
    ):
        with pytest.raises(Problem):
            verb()
    one.rename_document(1, "  \n ")
    assert one.documents()[0].title == "Untitled"


def test_all_that_is_written_is_listed(one: Store, add: Callable[..., Changes]) -> None:
    add(1, 2, 3)
    one.write_note(2, "\n## First words\nmore")
    one.write_note(3, " \n ")
    one.tag([2], ["theory", "pruning"])
    first, second = one.written()
    assert (first.of, first.id, first.first, first.tags) == (
        "paper", 2, "First words", ("pruning", "theory"),
    )  # fmt: skip
    assert first.length == len("\n## First words\nmore")
    assert (second.of, second.title, second.first) == ("topic", "On pruning", "Pruning")


# ---------------------------------------------------------------- damage and backups


def test_a_backup_tells_which_texts_it_has_otherwise(library: Library) -> None:
    fill(library, range(2))
    library.new_document("Kept", "the same")
    library.new_document("Changed", "before")
    library.new_matrix("Table", [1, 2])
    made = library.back_up()
    assert made is not None
    assert library.compare(made.number).texts_lost == ()
    library.write_document(2, "after")
    library.write_cells(1, {(1, "Task"): ("x", None)})
    library.new_document("New", "")
    told = library.compare(made.number)
    assert told.texts_lost == ("Changed", "New", "Table")
    assert told.texts_gained == ("Changed", "Table")
    library.restore(made.number)
    assert {one.title: one.text for one in library.documents()} == {
        "Kept": "the same",
        "Changed": "before",
    }
    assert library.check() == []


def test_texts_are_salvaged_from_a_file_that_lost_its_first_page(
    library: Library, tmp_path: Path
) -> None:
    fill(library, range(2))
    library.new_document("Plan", "# Start {tag:x}", kind="outline")
    library.new_document("Topic", "words " * 2000)
    library.new_matrix("Table", [1, 2])
    connection = library._store._connection
    shapes = salvaging.columns(connection)
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    whole = tmp_path / "copy.db"
    with contextlib.closing(sqlite3.connect(library.folder / LIBRARY_FILE)) as other:
        other.execute("VACUUM INTO ?", (str(whole),))
    data = b"\0" * size + whole.read_bytes()[size:]
    found = salvaging.salvage(data, shapes).tables
    assert {row["title"]: row["text"] for row in found["documents"].values()} == {
        "Plan": "# Start {tag:x}",
        "Topic": "words " * 2000,
    }
    assert [row["title"] for row in found["matrices"].values()] == ["Table"]
