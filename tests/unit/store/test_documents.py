"""Documents are kept as notes are: every version stays, every change can be undone."""

from collections.abc import Callable

import pytest

from reader.errors import NoteChanged, Problem
from reader.model import Changes, Document
from reader.store import Store


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
