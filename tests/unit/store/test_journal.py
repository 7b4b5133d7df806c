"""Triggers made from the tables record every change; without them undo would know nothing."""

import json
import sqlite3
from collections.abc import Callable

import pytest
from making import facts

from reader.model import Changes, State
from reader.store import Store, journal

Add = Callable[..., Changes]


def rows_after(store: Store, seq: int) -> list[tuple[str, str, int | None, object]]:
    found = store._connection.execute(
        "SELECT tbl, op, paper_id, old FROM journal WHERE seq > ? ORDER BY seq", (seq,)
    ).fetchall()
    return [(tbl, op, paper, old and json.loads(old)) for tbl, op, paper, old in found]


def test_every_table_but_the_few_that_need_none_is_journaled(store: Store) -> None:
    found = store._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    tables = {name for (name,) in found.fetchall() if not name.startswith(("sqlite_", "_"))}
    assert tables - journal.TABLES.keys() == {
        "library", "dumps", "actions", "journal", "moment", "exported",
    }  # fmt: skip


def test_a_change_outside_an_action_is_refused(store: Store, add: Add) -> None:
    add(1)
    for sql in (
        "UPDATE papers SET title = 'other'",
        "DELETE FROM marks",
        "INSERT INTO tags (key, name, color) VALUES ('a', 'a', 'red')",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="action_id"):
            store._connection.execute(sql)


def test_an_insert_records_only_the_row(store: Store, add: Add) -> None:
    changes = add(1)
    rows = rows_after(store, 0)
    assert {(tbl, op) for tbl, op, _, _ in rows} == {
        ("imports", "insert"), ("papers", "insert"), ("marks", "insert"), ("sightings", "insert"),
    }  # fmt: skip
    assert all(old is None for _, _, _, old in rows)
    assert changes.seq == len(rows)


def test_an_update_records_only_what_changed_as_it_was(store: Store, add: Add) -> None:
    seq = add(1).seq
    store.see([1])
    store.star([1])
    assert rows_after(store, seq)[-1] == ("marks", "update", 1, {"starred": 0})


def test_a_delete_records_the_whole_row(store: Store, add: Add) -> None:
    add(facts(1, authors=("Ö. Ünal", "X"), venue=None, year=2020))
    seq = store.write_note(1, 'two\nlines\t"quoted" \\and\\ more').seq
    store.delete([1])
    old = {tbl: old for tbl, op, _, old in rows_after(store, seq) if op == "delete"}
    assert old["notes"]["text"] == 'two\nlines\t"quoted" \\and\\ more'
    assert old["papers"]["authors"] == '["Ö. Ünal", "X"]'
    assert old["papers"]["venue"] is None
    assert old["papers"]["year"] == 2020
    assert old["papers"].keys() == journal.columns(store._connection, "papers").keys()


def test_an_update_that_changes_nothing_is_not_recorded(store: Store, add: Add) -> None:
    seq = add(1).seq
    store._connection.execute("UPDATE marks SET starred = starred")
    assert store.seq() == seq


def test_the_triggers_follow_from_the_tables(store: Store) -> None:
    """A new column is journaled without anybody thinking of it."""
    store._connection.execute("ALTER TABLE notes ADD COLUMN mood TEXT")
    journal.install(store._connection)
    wanted = journal.triggers(store._connection)
    assert 'OLD."mood"' in wanted["journal_notes_update"]
    assert 'OLD."mood"' in wanted["journal_notes_delete"]


@pytest.mark.parametrize("table", journal.TABLES)
def test_all_columns_are_of_the_types_the_journal_can_write(store: Store, table: str) -> None:
    types = set(journal.columns(store._connection, table).values())
    assert types <= {"INTEGER", "TEXT"}


def test_a_lost_trigger_would_be_noticed(store: Store, add: Add) -> None:
    """The tests above can fail: with one trigger broken, undo does not bring the state back."""
    add(1)
    store.set_state([1], State.QUEUE)
    store._connection.execute("DROP TRIGGER journal_marks_update")
    changes = store.set_state([1], State.DONE)
    assert changes.action == ""
    assert [finding.part for finding in store.check()] == ["journal"]


def test_a_journal_that_names_an_unknown_table_is_not_obeyed(store: Store, add: Add) -> None:
    add(1)
    store.star([1])
    store._connection.execute(
        "UPDATE journal SET tbl = 'library' WHERE seq = (SELECT max(seq) FROM journal)"
    )
    with pytest.raises(journal.InTheWay):
        journal.take_back(store._connection, store.log(1)[0].id)


def test_a_journal_that_names_an_unknown_column_is_not_obeyed(store: Store, add: Add) -> None:
    add(1)
    store.star([1])
    store._connection.execute(
        """UPDATE journal SET old = '{"starred = 1, seen": 0}' WHERE op = 'update'"""
    )
    with pytest.raises(journal.InTheWay):
        journal.take_back(store._connection, store.log(1)[0].id)
