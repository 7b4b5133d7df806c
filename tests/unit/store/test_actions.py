"""Every change is a named step that can be taken back and done again, also after a restart."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import Problem
from reader.model import Changes, Kind, State, UndoState
from reader.store import Store, actions
from reader.store.connection import write_tx

Add = Callable[..., Changes]


def everything(store: Store) -> list[object]:
    """All that can be seen of a library, but for the times and numbers that undo does not keep."""
    numbers = store._read(
        lambda conn: [row[0] for row in conn.execute("SELECT id FROM papers ORDER BY id")]
    )
    return [store.counts(), *[store.paper(number) for number in numbers]]


STEPS: dict[str, Callable[[Store], Changes]] = {
    "Archive 2 papers": lambda store: store.set_state([1, 2], State.ARCHIVE),
    "Move 1 paper to Queue": lambda store: store.set_state([3], State.QUEUE, front=True),
    "Star 3 papers": lambda store: store.star([1, 2, 3]),
    "Mark 1 paper as unseen": lambda store: store.see([4], on=False),
    "Tag 2 papers maps": lambda store: store.tag([1, 4], ["maps"]),
    "Untag 1 paper old": lambda store: store.untag([4], ["old"]),
    "Change tags of 1 paper": lambda store: store.retag([4], add=["new"], remove=["old"]),
    "Move 1 paper in Queue": lambda store: store.move_in_queue([4], 5),
    "Delete 2 papers": lambda store: store.delete([4, 5]),
    "Edit notes": lambda store: store.write_note(4, "other words"),
    "Highlight words": lambda store: store.highlight(4, 5, 30, Kind.RESULT),
    "Change highlight": lambda store: store.change_highlight(1, kind=Kind.CITE),
    "Edit comment": lambda store: store.change_highlight(1, comment="hm"),
    "Delete highlight": lambda store: store.delete_highlight(1),
}


@pytest.fixture
def worked(store: Store, add: Add) -> Store:
    """Six papers; paper 4 and 5 in the Queue, 4 with a note, a tag and a highlight."""
    add(*range(6))
    store.set_state([5, 4], State.QUEUE)
    store.write_note(4, "first words")
    store.tag([4], ["old"])
    store.highlight(4, 10, 20, Kind.IDEA, "why")
    return store


@pytest.mark.parametrize("name", STEPS)
def test_each_step_is_named_and_undone_and_redone_whole(worked: Store, name: str) -> None:
    before = everything(worked)
    changes = STEPS[name](worked)
    after = everything(worked)
    assert changes.action == name
    assert changes.seq == worked.seq()
    assert after != before
    undone = worked.undo()
    assert undone.action == f"Undo {name}"
    assert everything(worked) == before
    assert undone.papers | undone.gone == changes.papers | changes.gone
    assert undone.areas == changes.areas
    assert worked.redo().action == f"Redo {name}"
    assert everything(worked) == after
    worked.undo()
    assert everything(worked) == before
    assert worked.check() == []


@pytest.mark.parametrize("name", [name for name in STEPS if not name.startswith("Delete")])
def test_each_step_done_twice_is_one_step(worked: Store, name: str) -> None:
    first = STEPS[name](worked)
    steps = worked.log(100)
    assert STEPS[name](worked) == Changes("", first.seq)
    assert worked.seq() == first.seq
    assert worked.log(100) == steps


def test_undo_survives_a_restart(worked: Store, path: Path) -> None:
    before = everything(worked)
    worked.set_state([1], State.DONE)
    worked.close()
    again = Store.open(path)
    assert again.undo_state() == UndoState("Move 1 paper to Done", None)
    again.undo()
    assert everything(again) == before
    again.close()
    third = Store.open(path)
    assert third.undo_state().redo == "Move 1 paper to Done"
    third.redo()
    third.close()


def test_an_import_is_undone_and_redone_with_everything_in_it(store: Store, add: Add) -> None:
    changes = add(1, 2, state=State.QUEUE, tags=["new"])
    after = everything(store)
    undone = store.undo()
    assert undone.gone == changes.papers
    assert undone.papers == frozenset()
    assert store.counts().all == 0
    assert store.counts().imports == ()
    assert store.counts().tags == ()
    store.redo()
    assert everything(store) == after


def test_steps_are_undone_one_by_one_and_redone_in_their_order(worked: Store) -> None:
    states = [everything(worked)]
    for state in (State.READING, State.DONE, State.ARCHIVE):
        worked.set_state([1], state)
        states.append(everything(worked))
    for expected in reversed(states[:-1]):
        worked.undo()
        assert everything(worked) == expected
    for expected in states[1:]:
        worked.redo()
        assert everything(worked) == expected
    with pytest.raises(Problem, match="Nothing to redo"):
        worked.redo()


def test_a_new_step_after_undo_drops_the_redo(worked: Store) -> None:
    worked.star([1])
    worked.undo()
    worked.tag([2], ["x"])
    assert worked.undo_state() == UndoState("Tag 1 paper x", None)
    worked.undo()
    assert worked.undo_state() == UndoState("Highlight words", "Tag 1 paper x")


def test_becoming_seen_by_looking_is_no_step_and_keeps_the_redo(worked: Store) -> None:
    worked.star([1])
    worked.undo()
    changes = worked.see([2])
    assert changes.papers == {2}
    assert worked.undo_state() == UndoState("Highlight words", "Star 1 paper")
    worked.redo()
    worked.undo()
    paper = worked.paper(2)
    assert paper is not None
    assert paper.seen


def test_nothing_to_undo_is_said(store: Store) -> None:
    assert store.undo_state() == UndoState(None, None)
    with pytest.raises(Problem, match="Nothing to undo"):
        store.undo()


def test_writes_of_one_visit_are_one_step_and_all_versions_stay(worked: Store) -> None:
    before = everything(worked)
    texts = ("a" * 100, "b" * 100, "c" * 100)  # more than a line goes each time
    for text in texts:
        worked.write_note(1, text, visit="v1")
    assert [action.name for action in worked.log(2)] == ["Edit notes", "Highlight words"]
    worked.undo()
    assert everything(worked) == before
    found = worked._connection.execute(
        "SELECT json_extract(old, '$.text') FROM journal WHERE tbl = 'notes' AND paper_id = 1"
    )
    assert set(texts) <= {text for (text,) in found.fetchall()}


def test_a_visit_goes_on_although_papers_are_seen_meanwhile(worked: Store) -> None:
    before = worked.paper(1)
    worked.write_note(1, "a", visit="v1")
    worked.see([2])
    worked.write_note(1, "ab", visit="v1")
    worked.undo()
    assert worked.paper(1) == before
    looked_at = worked.paper(2)
    assert looked_at is not None
    assert looked_at.seen


def test_another_step_ends_a_visit(worked: Store) -> None:
    worked.write_note(1, "a", visit="v1")
    worked.star([2])
    worked.write_note(1, "ab", visit="v1")
    worked.undo()
    paper = worked.paper(1)
    assert paper is not None
    assert paper.note == "a"


def test_a_visit_of_another_paper_is_another_step(worked: Store) -> None:
    worked.write_note(1, "a", visit="v")
    worked.write_note(2, "b", visit="v")
    worked.undo()
    assert [worked.paper(1).note, worked.paper(2).note] == ["a", ""]  # type: ignore[union-attr]


def test_a_visit_that_was_undone_does_not_go_on(worked: Store) -> None:
    worked.write_note(1, "a", visit="v1")
    worked.undo()
    worked.write_note(1, "b", visit="v1")
    worked.undo()
    paper = worked.paper(1)
    assert paper is not None
    assert paper.note == ""


def test_undo_reaches_200_steps_or_30_days_back(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "UNDO_STEPS", 3)
    add(1)
    for on in (True, False, True):
        store.star([1], on)
    own = store._connection
    with write_tx(own):  # or the changed times would be taken for another file
        own.execute("UPDATE actions SET at = '2001-01-01T00:00:00Z'")
    for _ in range(3):
        store.undo()
    assert store.undo_state().undo is None  # the import is the fourth, and old
    own.execute("UPDATE actions SET at = ? WHERE id = 1", (actions.now(),))
    assert store.undo_state().undo == "Import page.txt"


def test_the_log_tells_what_was_done_newest_first(worked: Store) -> None:
    worked.star([1, 2])
    worked.undo()
    newest, undone, *_ = worked.log(2)
    assert (newest.name, newest.undoes, newest.papers) == ("Undo Star 2 papers", undone.id, 2)
    assert (undone.name, undone.undone) == ("Star 2 papers", True)
    worked.redo()
    worked.see([3])
    assert [action.undone for action in worked.log(3)] == [False, False, False]
    assert worked.log(1)[0].name == "Redo Star 2 papers"


def test_undo_that_cannot_be_done_whole_is_not_done_at_all(worked: Store) -> None:
    """Only a damaged or foreign journal leads here: steps are taken back newest first."""
    worked.tag([1, 2], ["x"])
    before = everything(worked)
    own = worked._connection
    own.execute("UPDATE journal SET row = 999 WHERE seq = (SELECT max(seq) - 1 FROM journal)")
    with pytest.raises(Problem, match="Cannot undo: Tag 2 papers x"):
        worked.undo()
    assert everything(worked) == before
    assert worked.undo_state().undo == "Tag 2 papers x"


def test_work_that_fails_leaves_no_action(worked: Store) -> None:
    before, seq = everything(worked), worked.seq()
    with pytest.raises(Problem, match="no paper 99"):
        worked.tag([1, 99], ["fresh"])
    assert everything(worked) == before
    assert worked.seq() == seq
    assert worked.check() == []
