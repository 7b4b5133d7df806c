"""Highlights whose words are gone: listed with their words, attached again by keys, and quoted."""

from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.look.comments import plain_comment
from reader.gui.main_window import MainWindow
from reader.library import Library
from reader.model import Kind

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(folder: Path, filled: list[int], open_window, qtbot: QtBot) -> MainWindow:
    """The first paper with two highlights; the words of one are lost."""
    with Library.open(folder) as library:
        text = library.paper(filled[0]).facts.abstract or ""
        library.highlight(filled[0], 3, 20, Kind.IDEA, "mine")
        first = text.index("one at a time")
        library.highlight(filled[0], first, first + 13, Kind.CITE)
        library.edit(filled[0], abstract="Quite another text. " + text[first - 40 :])
    window = open_window()
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id == filled[0])
    return window


def test_a_lost_one_is_listed_and_attached_again(
    shown: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    pane, before = shown.pane, shown.looking.paper(filled[0])
    assert before is not None
    assert [mark.start is None for mark in before.highlights] == [False, True]
    lost = before.highlights[1]
    pane.panel.highlights.lost_chosen.emit(lost.id)
    assert pane.abstract.mode  # it waits for words
    pane.abstract.select(0, 11)
    pane.panel.highlights.lost_chosen.emit(lost.id)
    wait_for_thread(shown, qtbot)
    after = shown.looking.paper(filled[0])
    assert after is not None
    (again, _) = after.highlights
    assert (again.id, again.quote, again.comment) == (lost.id, "Quite another", "mine")
    shown.operations.undo()
    wait_for_thread(shown, qtbot)
    undone = shown.looking.paper(filled[0])
    assert undone is not None
    assert undone.highlights == before.highlights
    library = shown.looking.library
    assert library is not None
    assert library.check() == []


def test_a_highlight_is_quoted_by_key_and_dragged_as_text(shown: MainWindow, qtbot: QtBot) -> None:
    panel = shown.pane.panel
    rows = panel.highlights.view
    mime = rows.model().mimeData([rows.model().index(0, 0)])
    assert mime.text() == "> one at a time [^h1]\n"
    panel.show_tab(1)
    rows.setCurrentIndex(rows.model().index(0, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return, CONTROL)
    assert panel.notes.text.text() == "> one at a time [^h1]\n"
    assert panel.notes.text.hasFocus()


@pytest.mark.parametrize(
    ("comment", "shown"),
    [
        ("**by** how *much*?", "by how much?"),
        ("see [[Moths|the moths]] and [[Tides]]", "see the moths and Tides"),
        ("[a page](https://example.org/x) `code`", "a page code"),
        ("2 * 3 * 4, a_b_c\nand more", "2 * 3 * 4, a_b_c and more"),
        ("**not closed", "**not closed"),
        ("*" * 5000, "*" * 5000),
    ],
)
def test_a_comment_is_listed_as_it_reads(comment: str, shown: str) -> None:
    assert plain_comment(comment) == shown
