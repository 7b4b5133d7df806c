"""Links in comments on highlights: completed, shown as words, followed, and counted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.look.comments import comment_pieces
from reader.gui.main_window import MainWindow
from reader.gui.views.completion_list import CompletionList
from reader.gui.views.reading import panel_tabs
from reader.gui.views.reading.abstract_menu import abstract_menu
from reader.gui.views.reading.highlight_popover import CommentField, HighlightPopover
from reader.library import Library
from reader.model import Kind

Open = Callable[[], MainWindow]
TIDES = "Weaving Tides: a Method with 3 Steps"
Key = Qt.Key


@pytest.fixture
def commenting(window: MainWindow, filled: list[int], qtbot: QtBot) -> CommentField:
    """The comment on the first words of the first paper, with the caret in it."""
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id == filled[0])
    window.pane.abstract.setFocus()
    window.pane.abstract.select(0, 10)
    QTest.keyClick(window.pane.abstract, Key.Key_C)
    field = window.findChild(CommentField)
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    return field


def complete(field: CommentField, window: MainWindow, qtbot: QtBot) -> CompletionList:
    QTest.keyClicks(field, "Against [[tides weav")
    wait_for_thread(window, qtbot)
    assert [one.text for one in field.completing.offered] == [f"[[{TIDES}]]"]
    (offers,) = [one for one in window.findChildren(CompletionList) if one.isVisible()]
    return offers


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_a_link_is_completed_by_a_key_that_does_not_keep_the_comment_yet(
    commenting: CommentField,
    window: MainWindow,
    filled: list[int],
    folder: Path,
    qtbot: QtBot,
    key: Qt.Key,
) -> None:
    complete(commenting, window, qtbot)
    QTest.keyClick(commenting, key)
    assert commenting.toPlainText() == f"Against [[{TIDES}]]"
    assert commenting.hasFocus()
    QTest.keyClick(commenting, Key.Key_Return)
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        (mark,) = library.paper(filled[0]).highlights
        assert mark.comment == f"Against [[{TIDES}]]"
        assert [one.paper_id for one in library.paper(filled[1]).linked_from] == [filled[0]]


def test_esc_closes_the_offers_first_and_a_click_on_one_takes_it(
    commenting: CommentField, window: MainWindow, qtbot: QtBot
) -> None:
    offers = complete(commenting, window, qtbot)
    QTest.keyClick(commenting, Key.Key_Escape)
    assert offers.isHidden()
    popover = window.findChild(HighlightPopover)
    assert popover is not None
    assert not popover.isHidden()
    QTest.keyClick(commenting, Key.Key_I)
    wait_for_thread(window, qtbot)
    assert not offers.isHidden()
    QTest.mouseClick(offers._lines, Qt.MouseButton.LeftButton, pos=QPoint(30, 16))
    assert commenting.toPlainText() == f"Against [[{TIDES}]]"
    assert not popover.isHidden()
    popover.cancel()
    assert offers.isHidden()


def test_a_click_on_its_words_in_the_panel_goes_to_the_paper_and_elsewhere_to_the_highlight(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.highlight(filled[0], 0, 10, Kind.IDEA, f"See [[{TIDES}|the other]] again")
    window = open_window()
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id == filled[0])
    window.pane.show_tab(panel_tabs.HIGHLIGHTS)
    view = window.pane.panel.highlights.view
    row = view.visualRect(view.model().index(0, 0))
    points = [QPoint(x, row.top() + 32) for x in range(row.left(), row.right(), 2)]
    linked = [point for point in points if view.link_at(point) == TIDES]
    assert points[25] not in linked
    assert 15 < linked[-1].x() - linked[0].x() < 120
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=points[25])
    wait_for_thread(window, qtbot)
    assert window.selection() == [filled[0]]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=linked[2])
    wait_for_thread(window, qtbot)
    qtbot.waitUntil(lambda: window.selection() == [filled[1]])


def test_the_menu_of_a_highlight_goes_to_what_its_comment_links(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.highlight(filled[0], 0, 10, Kind.IDEA, f"See [[{TIDES}]]")
    window = open_window()
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id == filled[0])
    menu = abstract_menu(window.pane.abstract, 4)
    (go,) = [one for one in menu.actions() if one.text().startswith("Go to")]
    go.trigger()
    qtbot.waitUntil(lambda: window.selection() == [filled[1]])


@pytest.mark.parametrize(
    ("comment", "pieces"),
    [
        ("a  [[B c|*d*]] **e**\n", [("a ", ""), ("*d*", "B c"), (" e", "")]),
        ("[[A]][[B]]", [("A", "A"), ("B", "B")]),
        (" \n", []),
        ("x [y](https://z.org)", [("x y", "")]),
    ],
)
def test_a_comment_in_pieces(comment: str, pieces: list[tuple[str, str]]) -> None:
    assert comment_pieces(comment) == pieces
