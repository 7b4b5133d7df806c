"""Texts of papers are data: they never stand in SQL, and never steer a terminal."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from making import facts, listing
from making_whole import fill_whole

from reader.library import Library
from reader.model import Dump, State
from reader.store.connection import Connection

TOKEN = "zq7x"
PAYLOADS = (
    f"{TOKEN}'; DROP TABLE papers; --", f'{TOKEN}" OR 1=1 --', f"{TOKEN}') UNION SELECT 1 --",
    f"{TOKEN}%_", f"[{TOKEN}]", f"`{TOKEN}`", f"{TOKEN}\\", f"{TOKEN}/*", f":{TOKEN}", f"?{TOKEN}",
)  # fmt: skip
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


def work(library: Library, text: str) -> None:
    """Every sort of text that a person or a page can give, in one library."""
    tag = text.replace('"', "")  # which no tag may hold
    paper = facts(1, title=f"{text} title", venue=text, doi=text, url=text, authors=(text,))
    library.add([library.plan_listing(Dump(text, text), listing([paper]))], tags=[tag])
    (one,) = library.find().ids
    library.write_note(one, f"{text} [[{text}]]")
    library.append_note(one, text)
    library.tag([one], [f"{tag} again"])
    library.set_state([one], State.QUEUE)
    library.edit(one, venue=f"{text} edited")
    library.save_search(text, text)
    library.rename_tag(library.counts().tags[0][0].name, f"{tag} renamed")
    for query in (text, f'"{text}"', f"tag:{text}", f'title:"{text}"', f"import:{text}"):
        library.find(query)
    library.undo()
    library.delete([one])


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_text_stands_in_sql(text: str, statements: list[str], tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        work(library, text)
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
