"""A library file that is replaced or taken away under an open program.

First the mutant: SQLite itself goes on reading a file that is no longer there, and refuses to
write into it only on some systems, without saying why.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import put_away, wait_for_thread
from making import fill
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from reader.errors import Problem, Replaced
from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings
from reader.gui.writing import drafts
from reader.library import Library
from reader.store.connection import Connection


def replace(file: Path, by: Path) -> None:
    """What a program does that syncs folders: another file takes the name."""
    copy = file.with_name("incoming")
    shutil.copy(by, copy)
    os.replace(copy, file)


@pytest.fixture
def paper(library: Library) -> int:
    return fill(library, range(3))[0]


@pytest.fixture
def file(library: Library) -> Path:
    return library.folder / "library.db"


@pytest.fixture
def older(library: Library, paper: int, file: Path, tmp_path: Path) -> Path:
    """The library as it was before a note was written."""
    copy = tmp_path / "older.db"
    shutil.copy(file, copy)
    library.write_note(paper, "newer")
    return copy


def note_in(folder: Path, paper: int) -> str:
    with Library.open(folder, write=False) as other:
        return other.paper(paper).note


def test_without_looking_a_ghost_would_be_shown(
    library: Library, paper: int, file: Path, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Connection, "look", lambda _self: None)
    replace(file, older)
    assert library.paper(paper).note == "newer"
    assert note_in(library.folder, paper) == ""


def test_nothing_is_written_to_a_ghost_and_the_next_try_works(
    library: Library, paper: int, file: Path, older: Path
) -> None:
    replace(file, older)
    with pytest.raises(Replaced, match="was replaced"):
        library.star([paper])
    assert library.paper(paper).note == ""
    library.star([paper])
    library.write_note(paper, "kept")
    assert note_in(library.folder, paper) == "kept"
    assert [found for found in library.check() if found.part != "index"] == []


def test_looking_shows_the_file_that_is_there_now(
    library: Library, paper: int, file: Path, older: Path
) -> None:
    assert list(library.find("newer").ids) == [paper]
    replace(file, older)
    assert library.paper(paper).note == ""
    for text in ("one", "two"):  # as many changes as the other file had
        library.write_note(paper, text)
    assert list(library.find("newer").ids) == []
    assert list(library.find("two").ids) == [paper]


def test_a_file_replaced_within_a_write_is_noticed_before_the_commit(
    library: Library, paper: int, file: Path, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.store.written import notes

    write = notes.write_note

    def slow(connection: sqlite3.Connection, *args: object) -> str:
        done = write(connection, *args)  # type: ignore[arg-type]
        replace(file, older)
        return done

    with monkeypatch.context() as patched:
        patched.setattr(notes, "write_note", slow)
        with pytest.raises(Replaced):
            library.write_note(paper, "mine")
    library.write_note(paper, "mine")
    assert note_in(library.folder, paper) == "mine"
    assert library.check() == []


def test_a_folder_that_goes_and_comes_back(library: Library, paper: int, tmp_path: Path) -> None:
    away = tmp_path / "away"
    library.folder.rename(away)
    with pytest.raises(Problem, match="no longer in its place"):
        library.write_note(paper, "mine")
    with pytest.raises(Problem, match="no longer in its place"):
        library.paper(paper)
    away.rename(library.folder)
    library.write_note(paper, "mine")
    assert note_in(library.folder, paper) == "mine"


def test_a_file_that_is_no_library_is_refused_and_left_alone(
    library: Library, paper: int, file: Path, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign"
    foreign.write_bytes(b"not a library" * 100)
    replace(file, foreign)
    for _ in range(2):
        with pytest.raises(Problem, match="not a library"):
            library.star([paper])
    assert file.read_bytes() == foreign.read_bytes()


# ---------------------------------------------------------------- in the window


@pytest.fixture
def window(qtbot: QtBot, library: Library, paper: int) -> Iterator[MainWindow]:
    assert paper
    made = MainWindow(library.folder, Settings())
    made.resize(1440, 900)
    made.begin()
    made.show()
    made.go_on()
    qtbot.waitUntil(lambda: made.pane.paper_id is not None, timeout=5_000)
    made.pane.panel.notes.keeper._retry.setInterval(100)
    wait_for_thread(made, qtbot)
    yield made
    put_away(made)


def test_a_note_typed_while_the_file_was_replaced_is_saved_to_the_new_one(
    window: MainWindow, library: Library, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(file, copy)
    window.pane.focus_notes()
    qtbot.keyClicks(window.pane.panel.notes.text, "typed")
    replace(file, copy)
    paper = window.pane.paper_id
    assert paper is not None
    window.pane.panel.notes.save()
    qtbot.waitUntil(lambda: note_in(library.folder, paper) == "typed", timeout=5_000)
    qtbot.waitUntil(lambda: window.pane.panel.notes._words.text() == "Saved", timeout=5_000)


def test_a_folder_away_keeps_the_text_on_the_screen_and_in_a_file_until_it_is_back(
    window: MainWindow, library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    notes = window.pane.panel.notes
    away = tmp_path / "away"
    library.folder.rename(away)
    window.pane.focus_notes()
    qtbot.keyClicks(notes.text, "typed")
    notes.save()
    qtbot.waitUntil(lambda: notes._words.text().startswith("Not saved"), timeout=5_000)
    notes.keeper.drafts.flush()
    (kept,) = notes.keeper.drafts.folder.glob("*.md")
    assert kept.read_text(encoding="utf-8") == notes.text.text() == "typed"
    assert "no longer in its place" in window.list.banner.text
    away.rename(library.folder)
    qtbot.waitUntil(lambda: notes._words.text() == "Saved", timeout=5_000)
    window.close()
    QCoreApplication.processEvents()
    assert list(drafts.left_behind()) == []


def test_an_older_file_put_back_while_nobody_looked_is_searched_as_it_is(
    library: Library, paper: int, file: Path, older: Path
) -> None:
    """It goes on with numbers of the journal that the word index saw in the other file."""
    assert list(library.find("newer").ids) == [paper]
    library.close()
    replace(file, older)
    with Library.open(library.folder) as again:
        assert not again.find("newer").ids
        assert again.check() == []
    with Library.open(library.folder) as again:
        for word in ("heron", "bittern", "egret"):
            again.write_note(paper + 1, word)
        assert list(again.find("egret").ids) == [paper + 1]
        assert not again.find("newer").ids
        assert again.check() == []


def test_an_older_file_put_back_is_backed_up_and_mirrored_though_its_numbers_are_known(
    library: Library, paper: int, file: Path, older: Path, tmp_path: Path
) -> None:
    library.mirror_on(tmp_path / "mirror")
    assert library.back_up() is not None
    seq = library.seq()
    library.close()
    replace(file, older)
    with Library.open(library.folder) as again:
        again.write_note(paper, "another")
        assert again.seq() == seq
        assert again.mirror_state().behind
        assert again.back_up() is not None
        assert again.back_up() is None
        again.mirror_now()
        assert not again.mirror_state().behind
        assert again.check() == []
