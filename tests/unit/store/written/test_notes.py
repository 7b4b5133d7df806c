"""A note is one text; every version that was saved can be got back."""

from collections.abc import Callable

import pytest

from reader.errors import Problem
from reader.model import Changes
from reader.query.nodes import Has
from reader.store import Store


@pytest.fixture
def one(store: Store, add: Callable[..., Changes]) -> Store:
    """One paper."""
    add(1)
    return store


def note(store: Store) -> str:
    paper = store.paper(1)
    assert paper is not None
    return paper.note


def test_a_note_is_written_replaced_and_emptied(one: Store) -> None:
    assert note(one) == ""
    for text in ("# A\n\n* b\tc", "λ – 風 🪁 e\u0301", ""):
        changes = one.write_note(1, text)
        assert changes.areas >= {"notes"}
        assert note(one) == text
        assert one.rows([1])[0].has_note == bool(text)
        assert list(one.ids(Has("notes"))) == ([1] if text else [])


def test_writing_the_same_is_no_change(one: Store) -> None:
    assert one.write_note(1, "").action == ""
    one.write_note(1, "a")
    assert one.write_note(1, "a").action == ""
    assert one.write_note(1, "a", visit="v").action == ""


def test_what_cannot_be_kept_is_shown_as_such(one: Store) -> None:
    one.write_note(1, "my note\0 and the rest\r\nline\ud800")
    assert note(one) == "my note\ufffd and the rest\nline\ufffd"


def test_a_note_needs_a_paper(one: Store) -> None:
    with pytest.raises(Problem, match="no paper 9"):
        one.write_note(9, "a")


def test_every_version_stays_in_the_journal_even_after_the_paper_is_gone(one: Store) -> None:
    for text in ("first", "second", "third"):
        one.write_note(1, text)
    one.delete([1])
    found = one._connection.execute(
        "SELECT json_extract(old, '$.text') FROM journal WHERE tbl = 'notes' AND op <> 'insert'"
    )
    assert [text for (text,) in found.fetchall()] == ["first", "second", "third"]
