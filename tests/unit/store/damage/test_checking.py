"""Damage is found and named; a healthy library has no findings."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import Problem
from reader.model import Changes, Kind, State
from reader.store import Store

DAMAGES = {
    "DELETE FROM marks WHERE paper_id = 2": "paper 2 has no marks",
    "DELETE FROM sightings WHERE paper_id = 2": "paper 2 was never sighted",
    "UPDATE marks SET queue_place = 5 WHERE state = 'queue'": "place 5 of the Queue is taken twice",
    "UPDATE papers SET authors = '[' WHERE id = 1": "paper 1 has broken authors",
    "UPDATE papers SET keywords = '' WHERE id = 1": "paper 1 has broken keywords",
    "UPDATE papers SET authors = '[1, 2]' WHERE id = 1": "paper 1 is not filed under what it says",
    "UPDATE papers SET authors = '{\"a\": 1}' WHERE id = 1": "paper 1 is not filed",
    "UPDATE papers SET title_key = 'other' WHERE id = 1": "paper 1 is not filed",
    "UPDATE papers SET abstract_key = 1 WHERE id = 1": "paper 1 is not filed",
    "UPDATE papers SET dated = '1900' WHERE id = 1": "paper 1 is not filed",
    "UPDATE papers SET date = 'tomorrow' WHERE id = 1": "paper 1 has a date that is none",
    "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'papers'": "paper 3 could be given out once",
    "UPDATE imports SET leftovers = 'x'": "import 1 has broken leftovers",
    "UPDATE sightings SET gave = 'x' WHERE id = 2": "sighting 2 has broken facts",
    "UPDATE tags SET key = 'other'": "the tag x has a wrong key or colour",
    "UPDATE tags SET color = 'puce'": "the tag x has a wrong key or colour",
    "DELETE FROM journal WHERE seq IN (2, 3)": "2 rows are missing",
    "DELETE FROM moment": "no change can be recorded",
    "UPDATE moment SET action_id = 3": "an action is still open: 3",
    "UPDATE dumps SET content = x'00'": "the stored text",
    "UPDATE papers SET abstract = 'short' WHERE id = 1": "highlight 1 are no longer in paper 1",
    "DELETE FROM papers WHERE id = 3": "papers that is not there",
    "DROP TRIGGER journal_notes_delete": "journal_notes_delete",
    "CREATE TRIGGER evil AFTER DELETE ON notes BEGIN DELETE FROM tags; END": "trigger evil",
    "UPDATE journal SET action_id = 99 WHERE seq = 2": "row 2 belongs to no action",
    "UPDATE journal SET action_id = 2 WHERE seq = 2": "row 2 belongs to no action",
    "UPDATE journal SET old = '{' WHERE op = 'update'": "cannot be read",
    "UPDATE journal SET old = NULL WHERE op = 'update'": "cannot be read",
}  # fmt: skip


@pytest.fixture
def healthy(store: Store, add: Callable[..., Changes]) -> Store:
    """A library with a bit of everything."""
    add(1, 2, 3)
    store.highlight(1, 3, 9, Kind.IDEA)
    store.set_state([2, 3], State.QUEUE)
    store.tag([1], ["x"])
    store.write_note(1, "a")
    return store


def test_a_healthy_library_has_no_findings(healthy: Store) -> None:
    assert healthy.check() == []
    healthy.undo()
    healthy.delete([1])
    assert healthy.check() == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_found_and_named(healthy: Store, path: Path, damage: str) -> None:
    database = sqlite3.connect(path)
    if not damage.startswith(("DROP", "CREATE")):
        database.execute("UPDATE moment SET action_id = 1")
    database.execute(damage)
    if "moment" not in damage:
        database.execute("UPDATE moment SET action_id = NULL")
    # Triggers recorded the damage as if it were work; that is not what is looked for here.
    database.execute(
        "UPDATE actions SET last_seq = (SELECT max(seq) FROM journal) WHERE id = 1"
        if "journal SET" not in damage
        else "SELECT 1"
    )
    database.commit()
    database.close()
    found = " | ".join(finding.text for finding in healthy.check())
    assert DAMAGES[damage] in found


def test_a_torn_page_is_found(healthy: Store, path: Path) -> None:
    healthy.close()
    data = bytearray(path.read_bytes())
    database = sqlite3.connect(path)
    (page,) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'notes'").fetchone()
    database.close()
    data[(page - 1) * 8192 : (page - 1) * 8192 + 100] = bytes(100)
    path.write_bytes(data)
    opened = Store.open(path, write=False)
    assert opened.check()
    opened.close()


def test_a_library_that_cannot_be_read_is_a_problem_not_a_bug(healthy: Store, path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("UPDATE moment SET action_id = 1")
    database.execute("UPDATE papers SET authors = '[' WHERE id = 1")
    database.execute("DELETE FROM library")
    database.commit()
    database.close()
    for ask in (lambda: healthy.rows([1]), lambda: healthy.paper(1)):
        with pytest.raises(Problem, match="The library file is damaged"):
            ask()
    with pytest.raises(Problem, match="lost its own name"):
        Store.open(path)
