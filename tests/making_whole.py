"""Libraries with a row in every table and hostile text in every field, for tests of the mirror."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from making import facts, listing

from reader.clean import clean_text
from reader.model import Dump, Kind, State
from reader.query.nodes import EVERYTHING
from reader.store import Store
from reader.store.connection import write_tx
from reader.store.transfer import plain

HOSTILE = (
    "---\n", "\n---\n\n# not a title", "key: value\n  - {\"a\": 1}", "{{dangling", "\\u0000\\ud800",
    "  leading and trailing  \n\n", "\u2028\u2029\x85\ufeff", "\U0001f468\u200d\U0001f469",
    "\u05e0\u202e\u05d0",
    "<!-- reader:version -->", "'; DROP TABLE papers; --", "CON", "../../etc/passwd", "", "\n",
    "`" * 40, "[[link]] ![x](file:///y)", "%%\n<script>", "null", "[]", "{}", "\"", "a\tb",
)  # fmt: skip
MACHINERY = ("journal", "actions", "moment", "sqlite_sequence", "_sqlite_migrations")


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but those of the journal, with the texts of dumps unpacked."""
    database = sqlite3.connect(path)
    names = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    rows = {
        name: database.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
        for (name,) in names
        if name not in MACHINERY
    }
    rows["library"] = [row for row in rows["library"] if row[0] != "skipped"]
    database.close()
    return rows


def put(store: Store, table: str, **row: object) -> None:
    """Put a row into a table as an action of its own, where no verb makes one yet."""

    def work(connection: sqlite3.Connection) -> str:
        plain.put(connection, table, [row])
        return f"Put {table}"

    store._act(work)


def fill_whole(store: Store, text: Callable[[], str]) -> list[int]:
    """Fill every table; `text` gives what stands in each field."""
    papers = [facts(number, **_said(lambda: clean_text(text()))) for number in range(5)]
    raw = "\n".join(f"{paper!r}" for paper in papers)
    store.add([store.plan(Dump(clean_text(text()), raw), listing(papers))], tags=["begun"])
    ids = list(store.ids(EVERYTHING, "added"))
    for paper_id in ids:
        for _ in range(2):
            store.write_note(paper_id, text())
    store.set_state([ids[0]], State.QUEUE)
    store.set_state([ids[1]], State.DONE)
    store.star(ids[:2])
    store.tag(ids[:2], ["alpha", "beta"])
    store.rename_tag("alpha", "renamed")
    store.highlight(ids[0], 0, 6, Kind.METHOD, text())
    store.merge([(ids[2], ids[3])], {})
    store.save_search(f"s {text()}"[:50] or "s", "is:queue", "default")
    _fill_tables(store, ids, text)
    return ids


def _said(text: Callable[[], str]) -> dict[str, object]:
    return {
        "abstract": f"Words {text()} and enough words to be an abstract that can be marked",
        "authors": (text(), text()),
        "venue": text(),
        "url": text(),
        "keywords": (text(),),
        "date_as_shown": text(),
        "code_url": text(),
    }


def _fill_tables(store: Store, ids: Sequence[int], text: Callable[[], str]) -> None:
    at = "2026-01-02T03:04:05.000000Z"
    for number in (1, 2):
        uid = f"docuid{number}abcdef"
        put(store, "documents", id=number, uid=uid, kind="topic", title=clean_text(text()),
            text=clean_text(text()), created=at, changed=at)  # fmt: skip
    put(store, "links", id=1, document_id=1, said=clean_text(text()), target=ids[0])
    put(store, "links", id=2, paper_id=ids[1], said=clean_text(text()), target=ids[2])
    put(store, "citation_keys", id=1, paper_id=ids[0], key="Key2020first", lower="key2020first",
        position=0, said=clean_text(text()), at=at)  # fmt: skip
    put(store, "attachments", id=1, uid="attach1abcde", paper_id=ids[0], name=clean_text(text()),
        path="files/a.pdf", kept=1, sha256="0" * 64, size=3, added=at)  # fmt: skip
    column = clean_text(text())
    put(store, "matrices", id=1, uid="matrix1abcde", title=clean_text(text()),
        columns=json.dumps([column, "b"], ensure_ascii=False), created=at)  # fmt: skip
    put(store, "matrix_papers", id=1, matrix_id=1, paper_id=ids[0], position=0)
    put(store, "cells", id=1, matrix_id=1, paper_id=ids[0], name=column,
        text=clean_text(text()), origin=json.dumps({"quote": text()}))  # fmt: skip
    put(store, "templates", id=1, uid="templ1abcdef", kind="note", name=clean_text(text()),
        text=clean_text(text()))  # fmt: skip
    put(store, "wishes", id=1, word=clean_text(text()), wish="pin")
    put(store, "settings", id=1, key=clean_text(text()), value=json.dumps(text()))
    put(store, "apart", id=1, one="a", other=clean_text(f"b{text()}"))
    put(store, "pairs", id=1, a=ids[0], b=ids[1], verdict="different")
    with write_tx(store._connection):  # not journaled, so it is no action
        place, file = clean_text(text()), clean_text(text())
        row = {"id": 1, "place": place, "file": file, "block": "", "text": "x"}
        plain.put(store._connection, "exported", [row])
