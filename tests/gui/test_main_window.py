"""The window as a person uses it: keys, mouse and drops on a real library of made-up papers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import alternating_text, fill, title
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reader.errors import Busy, Problem
from reader.gui.controls.label import Label
from reader.gui.dialogs.import_dialog import ImportDialog
from reader.gui.main_window import MainWindow
from reader.gui.models.paper_list import papers_mime
from reader.gui.places import ALL, INBOX, QUEUE
from reader.gui.settings import Settings
from reader.library import Library
from reader.model import Row, State

Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, folder: Path) -> Iterator[Open]:
    """Opens the window on the library of this test, as often as asked."""
    opened: list[MainWindow] = []

    def open_it() -> MainWindow:
        window = MainWindow(folder, Settings())
        opened.append(window)
        window.begin()
        window.show()
        window.activateWindow()
        window.go_on()
        qtbot.waitUntil(lambda: window.sidebar.tree.counts is not None, timeout=5000)
        wait_for_thread(window, qtbot)
        return window

    yield open_it
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def filled(folder: Path) -> list[int]:
    """A library of eight papers; answers their ids in the order of the Inbox."""
    with Library.open(folder) as library:
        fill(library, range(8))
        return list(library.find(within=INBOX.node).ids)


@pytest.fixture
def window(filled: list[int], open_window: Open) -> MainWindow:
    return open_window()


def wait_for_thread(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the library thread has answered everything, and what follows from it."""
    for _ in range(3):
        answers: list[object] = []
        window.worker.ask(lambda library: library.seq(), answers.append)
        qtbot.waitUntil(lambda answers=answers: bool(answers), timeout=5000)  # type: ignore[misc]
        QApplication.processEvents()


def press(window: MainWindow, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press keys one after the other where the keyboard is."""
    for key in keys:
        target = QApplication.focusWidget() or window
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()


def state_of(folder: Path, paper: int) -> State:
    with Library.open(folder, write=False) as library:
        return library.paper(paper).state


def titles(window: MainWindow) -> list[str]:
    rows = [window.papers.row(place) for place in range(window.papers.rowCount())]
    return [row.title for row in rows if isinstance(row, Row)]


def test_the_first_paint_already_shows_the_papers(
    filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window = MainWindow(folder, Settings())
    qtbot.addWidget(window)
    window.begin()
    assert list(window.papers.ids) == filled
    assert window.list.header_words == "Inbox 8 papers, 8 unseen"
    assert window.list.table.selected_ids() == filled[:1]
    window.worker.start()
    window.close()


def test_a_deciding_key_takes_the_paper_away_and_selects_the_next(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_J, Qt.Key.Key_E)
    assert window.list.table.selected_ids() == [filled[2]]  # before the library has answered
    wait_for_thread(window, qtbot)
    assert state_of(folder, filled[1]) is State.ARCHIVE
    assert window.list.table.selected_ids() == [filled[2]]
    assert window.toast.text == "Moved 1 paper to Archive"
    assert window.list.header_words.startswith("Inbox 7 papers")


def test_keys_struck_in_one_breath_each_decide_one_paper(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_Q, Qt.Key.Key_E, Qt.Key.Key_D)
    wait_for_thread(window, qtbot)
    assert [state_of(folder, paper) for paper in filled[:4]] == [
        State.QUEUE,
        State.ARCHIVE,
        State.DONE,
        State.INBOX,
    ]


def test_undo_brings_the_paper_back_and_selects_it(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_J, Qt.Key.Key_E)
    wait_for_thread(window, qtbot)
    assert window.actions_by_id["undo"].text() == "Undo Archive 1 paper"
    press(window, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    wait_for_thread(window, qtbot)
    assert state_of(folder, filled[1]) is State.INBOX
    assert window.list.table.selected_ids() == [filled[1]]
    assert window.toast.text == "Undid: Archive 1 paper"
    assert window.actions_by_id["redo"].isEnabled()


def test_a_key_decides_for_all_selected_papers_as_one_step(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_J, Qt.Key.Key_J, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert window.list.header_words == "Inbox 3 selected of 8"
    press(window, Qt.Key.Key_Q)
    wait_for_thread(window, qtbot)
    assert window.toast.text == "Moved 3 papers to Queue"
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == filled[:3]


def test_papers_of_the_queue_are_moved_by_alt_and_arrows(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.operations.set_state(State.QUEUE, filled[:3])
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    window.list.table.setFocus()
    press(window, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == [filled[1], filled[0], filled[2]]
    assert window.list.table.selected_ids() == [filled[0]]
    press(window, Qt.Key.Key_Up, modifier=Qt.KeyboardModifier.AltModifier)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == filled[:3]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_alt_alone_shows_the_menu_bar_and_alt_with_another_key_does_not(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    assert not window.menuBar().isVisible()
    press(window, Qt.Key.Key_Alt)
    assert window.menuBar().isVisible()


def test_search_answers_while_typing_and_letters_are_no_commands(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_Slash)
    QTest.keyClicks(QApplication.focusWidget(), "beehive")
    qtbot.waitUntil(lambda: titles(window) == [title(2)], timeout=5000)
    assert window.list.header_words == "Inbox 1 paper found"
    assert all(state_of(folder, paper) is State.INBOX for paper in filled)
    press(window, Qt.Key.Key_Return)
    assert window.list.table.hasFocus()
    assert len(window.list.table.selected_ids()) == 1
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.papers.rowCount() == 8, timeout=5000)


def test_a_search_without_match_offers_all_papers(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.operations.set_state(State.DONE, filled)
    window.browsing.search("moths")
    wait_for_thread(window, qtbot)
    assert window.list.empty.title == "No papers match"
    window.browsing.search_everywhere()
    wait_for_thread(window, qtbot)
    assert window.browsing.place is ALL
    assert titles(window) == [title(7)]


def test_what_a_search_did_not_understand_is_named(window: MainWindow, qtbot: QtBot) -> None:
    window.browsing.search("kites year:20")
    wait_for_thread(window, qtbot)
    shown = [label.text() for label in window.list.search.findChildren(Label)]
    assert "year:20" in shown
    assert titles(window) == [title(4)]


def test_the_second_key_after_g_goes_to_a_place(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_G)
    assert window.go_to.isVisible()
    press(window, Qt.Key.Key_A)
    wait_for_thread(window, qtbot)
    assert window.browsing.place is ALL
    assert not window.go_to.isVisible()
    assert window.list.table.hasFocus()


def test_enter_gives_the_paper_the_whole_width_and_escape_brings_the_list_back(
    window: MainWindow,
) -> None:
    press(window, Qt.Key.Key_Return)
    assert not window.list.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert window.list.isVisible()
    assert window.list.table.hasFocus()


def test_a_paper_is_seen_after_a_while(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window.shown_paper._seen.setInterval(30)
    press(window, Qt.Key.Key_J)

    def seen() -> bool:
        with Library.open(folder, write=False) as library:
            return library.paper(filled[1]).seen

    qtbot.waitUntil(seen, timeout=5000)
    assert window.actions_by_id["undo"].text().startswith("Undo Import")


def test_a_click_on_the_star_stars_and_one_in_the_gutter_ticks(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    table = window.list.table
    card = table._card(window.papers.index(1, 0))
    star = table.cards.star_box(card).center().toPoint()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=star)
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.paper(filled[1]).starred
    gutter = table.cards.gutter(card).center().toPoint()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=gutter)
    assert table.selected_ids() == filled[:2]


def test_papers_dropped_on_a_place_go_there(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    view = window.sidebar.view
    at = QPointF(view.visualRect(window.sidebar.tree.index_of(QUEUE)).center())
    mime = papers_mime(filled[2:4], [])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(at, Qt.DropAction.CopyAction, mime, buttons, keys)
    view.drop_index = window.sidebar.tree.index_of(QUEUE)
    view.dropEvent(drop)
    wait_for_thread(window, qtbot)
    assert [state_of(folder, paper) for paper in filled[2:4]] == [State.QUEUE, State.QUEUE]


def test_what_another_program_does_is_shown_within_two_seconds(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as other:
        other.set_state(filled[:2], State.DONE)
    qtbot.waitUntil(lambda: list(window.papers.ids) == filled[2:], timeout=2000)
    assert window.list.header_words.startswith("Inbox 6 papers")


def test_dropped_files_open_the_preview_and_nothing_is_added(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "page.txt"
    file.write_text(alternating_text(range(20, 24)), encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert window._drop_frame.isVisible()
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))
    assert not window._drop_frame.isVisible()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.primary_button.text() == "Add 4", timeout=5000)
    assert window.papers.rowCount() == 8
    dialog.reject()


def test_pasted_text_opens_the_preview(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(alternating_text(range(20, 24)))
    window.importing.paste()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    dialog.reject()


def test_the_first_run_offers_sample_papers_that_one_undo_takes_away(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    assert window.first_run.isVisible()
    assert window.list.empty.title == "No papers yet"
    window.first_run.sample_wanted.emit()
    qtbot.waitUntil(lambda: window.papers.rowCount() > 10, timeout=5000)
    wait_for_thread(window, qtbot)
    assert window.pane.isVisible()
    press(window, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.first_run.isVisible, timeout=5000)


def test_an_empty_place_says_what_to_do(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    assert window.list.empty.title == "Nothing queued"
    assert not window.list.shows_papers


def test_what_was_done_and_the_shape_are_there_after_a_restart(
    window: MainWindow, open_window: Open, filled: list[int], qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_F8, Qt.Key.Key_S, Qt.Key.Key_E)
    wait_for_thread(window, qtbot)
    window.sidebar.fold(frozenset({"tags"}))
    window.close()
    again = open_window()
    assert not again.pane.panel_shown
    assert again.sidebar.folded == {"tags"}
    assert list(again.papers.ids) == filled[1:]
    assert again.actions_by_id["undo"].isEnabled()


def test_a_note_being_written_is_kept_when_the_window_closes(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_N)
    QTest.keyClicks(QApplication.focusWidget(), "quick notes, queued")
    window.close()
    with Library.open(folder, write=False) as library:
        assert library.paper(filled[0]).note == "quick notes, queued"
        assert library.paper(filled[0]).state is State.INBOX


def test_a_note_that_cannot_be_saved_keeps_the_window_open_once(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Problem("The disk is full.")

    monkeypatch.setattr(Library, "write_note", full)
    press(window, Qt.Key.Key_N)
    QTest.keyClicks(QApplication.focusWidget(), "kept on the screen")
    window.close()
    assert window.isVisible()
    assert window.list.banner.text.startswith("A note could not be saved.")
    window.list.banner.findChildren(QPushButton)[0].click()
    assert QGuiApplication.clipboard().text() == "kept on the screen"
    window.close()
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("width", "scale", "sidebar", "reading"),
    [
        (1440, 1.0, True, True),
        (1024, 1.0, False, True),
        (900, 1.0, False, False),
        (1440, 1.5, False, True),
    ],
)
def test_panes_hide_when_there_is_no_room(
    window: MainWindow,
    restyle: Callable[..., None],
    width: int,
    scale: float,
    sidebar: bool,
    reading: bool,
) -> None:
    restyle(scale=scale)
    window.resize(width, 700)
    QApplication.processEvents()
    assert window.sidebar.isVisible() is sidebar
    assert window.pane.isVisible() is reading
    assert window.width() == width


def test_a_change_of_theme_keeps_the_selection(
    window: MainWindow, filled: list[int], restyle: Callable[..., None]
) -> None:
    press(window, Qt.Key.Key_J, Qt.Key.Key_J)
    restyle("dark", 1.25)
    QApplication.processEvents()
    assert window.list.table.selected_ids() == [filled[2]]
    height = window.list.table.rowHeight(1)
    assert height == 95


def test_a_library_that_is_busy_at_first_is_opened_a_moment_later(
    filled: list[int], open_window: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    real, refused = Library.seq, []

    def seq(library: Library) -> int:
        if not refused:
            refused.append(True)
            raise Busy("Another program is writing to the library.")
        return real(library)

    monkeypatch.setattr(Library, "seq", seq)
    window = open_window()
    assert refused
    qtbot.waitUntil(lambda: not window.list.banner.isVisible(), timeout=5000)
    assert list(window.papers.ids) == filled
