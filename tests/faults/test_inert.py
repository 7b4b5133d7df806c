"""Texts of papers are data: they never stand in SQL, and never steer a terminal."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from making import facts, listing
from making_whole import fill_whole

from reader.errors import Problem
from reader.library import Library
from reader.model import Dump, Kind, KindLook, Origin, State
from reader.store.connection import Connection

TOKEN = "zq7x"
# What closes a text, and what may come behind it: every pair of both is a payload.
CLOSING = (
    "", "'", '"', "`", "]", "')", '")', "'))", "\\", "\\'", "''", "\u2019", "\uff07", "'\n", "%'",
    "/*", "*/", "--", ";", "\u2028'",
)  # fmt: skip
BEHIND = (
    "; DROP TABLE papers; --", " OR 1=1 --", " UNION SELECT 1 --", "%_", " NEAR/2 *", "?1 :a @b $c",
    "||(SELECT value FROM library)", ", (SELECT 1)) --", "$[*].x", "; ATTACH 'x' AS x; --",
)  # fmt: skip
PAYLOADS = tuple(f"{TOKEN}{first}{then}" for first in CLOSING for then in BEHIND)
EVERY, GROUPS = (1 if os.environ.get("READER_LONG") else 4), 4
STEERING = (
    "\x1b]0;owned\x07", "\x1b[2J\x1b[31mred", "\x9b31m", "\u202eabc\u2066", "\u200b\ufeff",
    "a\rb", "\x00\x08\x7f", "\U000e0041", "line\u2028end",
)  # fmt: skip


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text of SQL that the library's connections are given, without its parameters."""
    seen: list[str] = []
    for name in ("execute", "executemany"):
        real = getattr(sqlite3.Connection, name)

        def watched(self: Connection, sql: str, *args: Any, real: Any = real) -> Any:
            seen.append(sql)
            return real(self, sql, *args)

        monkeypatch.setattr(Connection, name, watched)
    return seen


def work(library: Library, text: str) -> int:
    """Every sort of text that a person or a page can give; answers how many verbs took it."""
    paper = facts(1, title=f"{text} title", venue=text, doi=text, url=text, authors=(text,))
    library.add([library.plan_listing(Dump(text, text), listing([paper]))])
    (one,) = library.find().ids
    took = 0
    for verb in (*of_papers(library, one, text), *of_others(library, one, text)):
        with suppress(Problem):  # some are refused: a tag has no comma, a key no blank
            verb()
            took += 1
    library.undo()
    library.delete([one])
    return took


def of_papers(library: Library, one: int, text: str) -> Iterator[Callable[[], object]]:
    """The verbs of papers that take a text."""
    yield lambda: library.write_note(one, f"{text} [[{text}]]")
    yield lambda: library.append_note(one, text)
    yield lambda: library.history.keep_aside(one, text)
    yield lambda: library.tag([one], [text])
    yield lambda: library.retag([one], add=[f"{text} again"], remove=[text])
    yield lambda: library.rename_tag(f"{text} again", f"{text} renamed")
    yield lambda: library.color_tag(f"{text} renamed", text)
    yield lambda: library.merge_tags(f"{text} renamed", text)
    yield lambda: library.highlight(one, 0, 9, Kind.IDEA, text)
    yield lambda: library.set_state([one], State.QUEUE)
    yield lambda: library.edit(one, venue=f"{text} edited", authors=(text, text))
    yield lambda: library.choose_key(one, text)
    yield lambda: library.paper_with_key(text)
    yield lambda: library.fill_template(one, text)
    yield lambda: library.wish(text, "pin")
    for query in (text, f'"{text}"', f"tag:{text}", f'title:"{text}"', f"import:{text}"):
        yield lambda query=query: library.find(query)  # type: ignore[misc]  # bound at once


def of_others(library: Library, paper: int, text: str) -> Iterator[Callable[[], object]]:
    """The verbs of everything else that take a text."""
    library.new_document(f"{text} topic", text)
    library.new_matrix(f"{text} compared", [paper], columns=["task"])
    document, matrix = library.documents()[0].id, library.matrices()[0].id
    yield lambda: library.save_search(text, text)
    yield lambda: library.change_search(library.searches()[-1].id, name=f"{text} again")
    yield lambda: library.write_document(document, f"{text} [[{text}]]")
    yield lambda: library.rename_document(document, f"{text} renamed")
    yield lambda: library.keep_document_aside(document, f"{text} aside")
    yield lambda: library.rename_matrix(matrix, f"{text} renamed")
    yield lambda: library.add_column(matrix, text)
    yield lambda: library.write_cells(matrix, {(paper, "task"): (text, Origin(text))})
    yield lambda: library.rename_column(matrix, "task", f"{text} aim")
    yield lambda: library.remove_column(matrix, f"{text} aim")
    yield lambda: library.choose_key_pattern(text)
    yield lambda: library.choose_style(text)
    yield lambda: library.choose_kind(Kind.IDEA, KindLook(text[:20], "teal"))
    yield lambda: library.save_template(text[:50], text)
    yield lambda: library.delete_template(text)
    yield lambda: library.rename_import(library.imports()[0].id, text)
    yield lambda: library.link_named(text)
    yield lambda: library.link_offers(text)
    yield lambda: library.written(text)
    yield lambda: library.document_of(text)
    yield lambda: library.matrix_of(text)


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_text_stands_in_sql(group: int, statements: list[str], tmp_path: Path) -> None:
    assert len(PAYLOADS) == 200
    with Library.open(tmp_path / "library") as library:
        for text in PAYLOADS[::EVERY][group::GROUPS]:
            assert work(library, text) > 25
        library.mirror_on(tmp_path / "mirror")
        assert library.check() == []
    assert len(statements) > 100
    assert [sql for sql in statements if TOKEN in sql] == []


def test_the_watch_sees_text_in_sql(statements: list[str], tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library._store._connection.execute(f"SELECT '{TOKEN}'")  # as it must never be
    assert [sql for sql in statements if TOKEN in sql] == [f"SELECT '{TOKEN}'"]


VERBS = ("list", "show 1", "log", "imports", "searches", "history 1", "note 1", "duplicates")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this sort")
def test_nothing_steers_the_terminal(tmp_path: Path) -> None:
    texts = iter([*STEERING] * 40)
    with Library.open(tmp_path / "library") as library:
        fill_whole(library._store, lambda: next(texts))
    shown = "".join(on_a_terminal(tmp_path, verb) for verb in VERBS)
    assert "Counting Lanterns" in shown
    assert sorted({hex(ord(each)) for each in shown if is_steering(each)}) == []


def on_a_terminal(folder: Path, verb: str) -> str:
    """What a verb writes to a terminal, without the line ends that the terminal itself makes."""
    import pty

    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "reader", "--library", str(folder / "library"), *verb.split()]
    with subprocess.Popen(words, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            written += part
        process.wait()
    os.close(ours)
    return written.decode("utf-8").replace("\r\n", "\n")


def is_steering(character: str) -> bool:
    """Whether a terminal may obey a character rather than show it."""
    code = ord(character)
    return (
        (code < 0x20 and character not in "\n\t")
        or 0x7F <= code <= 0x9F
        or 0x200B <= code <= 0x200F
        or 0x2028 <= code <= 0x202E
        or 0x2060 <= code <= 0x206F
        or code == 0xFEFF
        or 0xE0000 <= code <= 0xE007F
    )
