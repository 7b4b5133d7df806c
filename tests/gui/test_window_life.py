"""What comes into the window from outside, what it keeps, and how it fits the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import press, state_of, wait_for_thread
from making import alternating_text
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import Busy, Problem
from reader.gui.controls.banner import Banner
from reader.gui.dialogs.importing.import_dialog import ImportDialog
from reader.gui.main_window import MainWindow
from reader.gui.models.papers_mime import papers_mime
from reader.gui.places import INBOX, QUEUE
from reader.library import Library
from reader.model import State
from reader.paths import LIBRARY_FILE

Open = Callable[[], MainWindow]


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
    assert window.drop_frame.isVisible()
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))
    assert not window.drop_frame.isVisible()
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
    window.first_run.setFocus()
    ways = {one.accessibleName(): one for one in window.first_run.findChildren(QWidget, "way")}
    QTest.mouseClick(ways["Try it with sample papers"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.papers.rowCount() > 10, timeout=5000)
    wait_for_thread(window, qtbot)
    assert window.pane.isVisible()
    assert window.list.table.hasFocus()
    press(window, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.first_run.isVisible, timeout=5000)


def test_the_first_run_leads_to_backups_and_keys(open_window: Open) -> None:
    window = open_window()
    names = []
    for name in ("backups", "keys"):
        action = window.actions_by_id[name]
        action.triggered.disconnect()
        action.triggered.connect(lambda _on=False, name=name: names.append(name))
    for words in ("Restore a backup", "See the keys"):
        way = next(
            each
            for each in window.first_run.findChildren(QWidget)
            if each.accessibleName() == words
        )
        way.setFocus()
        press(window, Qt.Key.Key_Return)
    assert names == ["backups", "keys"]


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


def test_a_new_library_in_the_place_of_another_says_that_its_disk_may_be_away(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.back_up("before a trip")
    (folder / LIBRARY_FILE).unlink()
    window = open_window()
    words = f"one with {len(filled)} papers lay in this folder until"
    qtbot.waitUntil(
        lambda: any(
            words in banner.text and banner.isVisible() for banner in window.findChildren(Banner)
        ),
        timeout=5000,
    )
    assert list(window.papers.ids) == []


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


def test_in_a_narrow_window_the_sidebar_lies_over_the_list_until_a_place_is_chosen(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 700)
    QApplication.processEvents()
    width = window.list.width()
    assert not window.sidebar.isVisible()
    press(window, Qt.Key.Key_F9)
    qtbot.waitUntil(window.sidebar.view.hasFocus, timeout=2000)
    assert window.sidebar.isVisible()
    assert window.list.width() == width  # nothing is squeezed
    assert window.sidebar.height() == window.list.height()
    press(window, Qt.Key.Key_Down)
    assert window.sidebar.isVisible()  # arrows look at places
    press(window, Qt.Key.Key_Right)
    wait_for_thread(window, qtbot)
    assert not window.sidebar.isVisible()
    assert window.browsing.place is QUEUE
    press(window, Qt.Key.Key_F9)
    view = window.sidebar.view
    at = view.visualRect(window.sidebar.tree.index_of(INBOX)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not window.sidebar.isVisible()
    press(window, Qt.Key.Key_F9)
    qtbot.waitUntil(window.sidebar.view.hasFocus, timeout=2000)
    press(window, Qt.Key.Key_Escape)
    assert not window.sidebar.isVisible()
    window.resize(1440, 900)
    QApplication.processEvents()
    assert window.sidebar.isVisible()
    assert window.sidebar.geometry().right() < window.list.x()
