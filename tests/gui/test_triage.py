"""Triage by keyboard: verdicts, going back, undo inside, tags and notes, and the end."""

from pathlib import Path

from driving import press, state_of, wait_for_thread
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.places import ALL, DONE, INBOX, QUEUE
from reader.library import Library
from reader.model import State

SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def begin(window: MainWindow, qtbot: QtBot) -> None:
    press(window, KEY.Key_T, modifier=SHIFT)
    wait_for_thread(window, qtbot)
    assert window.triage.view is not None


def shown(window: MainWindow) -> int | None:
    view = window.triage.view
    return view.paper.id if view is not None and view.paper is not None else None


def test_one_key_decides_and_shows_the_next_paper(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    begin(window, qtbot)
    press(window, KEY.Key_Q, KEY.Key_E, KEY.Key_J, KEY.Key_D, KEY.Key_R)
    wait_for_thread(window, qtbot)
    states = [state_of(folder, paper) for paper in filled[:5]]
    assert states == [State.QUEUE, State.ARCHIVE, State.INBOX, State.DONE, State.READING]
    assert shown(window) == filled[5]
    view = window.triage.view
    assert view is not None
    assert view.progress.words == "6 of 8, 2 left"
    assert window.toast.text == ""
    with Library.open(folder, write=False) as library:
        assert library.paper(filled[2]).seen  # left for later, but looked at


def test_back_changes_a_verdict_and_undo_brings_the_paper_up_again(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    begin(window, qtbot)
    press(window, KEY.Key_E, KEY.Key_K)
    assert shown(window) == filled[0]
    press(window, KEY.Key_Q, KEY.Key_E)
    wait_for_thread(window, qtbot)
    assert state_of(folder, filled[0]) is State.QUEUE
    press(window, KEY.Key_Z)
    wait_for_thread(window, qtbot)
    assert state_of(folder, filled[1]) is State.INBOX
    assert shown(window) == filled[1]
    assert window.triage.view is not None


def test_escape_keeps_everything_and_goes_back_to_the_paper_it_was_at(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    begin(window, qtbot)
    press(window, KEY.Key_D, KEY.Key_J, KEY.Key_Escape)
    wait_for_thread(window, qtbot)
    assert window.triage.view is None
    assert list(window.papers.ids) == filled[1:]
    assert window.list.table.selected_ids() == [filled[2]]
    assert window.list.table.hasFocus()
    press(window, KEY.Key_E)  # the keys work on the list again
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == [filled[1], *filled[3:]]
    assert window.toast.text == "Moved 1 paper to Archive"


def test_the_end_says_what_was_decided_and_leads_to_the_queue(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    begin(window, qtbot)
    press(window, *[KEY.Key_Q] * 3, *[KEY.Key_E] * 3, KEY.Key_J, KEY.Key_D)
    wait_for_thread(window, qtbot)
    view = window.triage.view
    assert view is not None
    assert view.end.words == (
        "Inbox is decided | 3 queued · 0 reading · 1 done · 3 archived · 1 later"
        " | 8 papers in 1 min"
    )
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    focused.click()
    wait_for_thread(window, qtbot)
    assert window.browsing.place is QUEUE
    assert list(window.papers.ids) == filled[:3]


def test_several_selected_papers_are_triaged_alone(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, KEY.Key_J, modifier=SHIFT)
    begin(window, qtbot)
    press(window, KEY.Key_E, KEY.Key_E)
    wait_for_thread(window, qtbot)
    assert window.triage.session is not None
    assert window.triage.session.current is None
    assert state_of(folder, filled[2]) is State.INBOX


def test_tags_star_and_notes_do_not_move_on(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    begin(window, qtbot)
    press(window, KEY.Key_S, KEY.Key_T)
    QTest.keyClicks(QApplication.focusWidget(), "tide,")
    press(window, KEY.Key_Escape)
    wait_for_thread(window, qtbot)
    press(window, KEY.Key_N)
    QTest.keyClicks(QApplication.focusWidget(), "quietly")
    press(window, KEY.Key_Escape)
    wait_for_thread(window, qtbot)
    assert shown(window) == filled[0]
    press(window, KEY.Key_E)
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        paper = library.paper(filled[0])
    assert paper.starred
    assert [tag.name for tag in paper.tags] == ["tide"]
    assert paper.note == "quietly"
    assert paper.state is State.ARCHIVE


def test_enter_opens_the_paper_and_leaves(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    begin(window, qtbot)
    press(window, KEY.Key_J, KEY.Key_Return)
    wait_for_thread(window, qtbot)
    assert window.triage.view is None
    assert window.shape.full_width
    assert window.pane.paper_id == filled[1]


def test_triage_works_in_any_list_and_an_empty_one_says_so(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.browsing.open(DONE)
    wait_for_thread(window, qtbot)
    window.triage.begin()
    assert window.triage.view is None
    assert window.toast.text == "Nothing to triage here."
    window.browsing.open(ALL)
    wait_for_thread(window, qtbot)
    begin(window, qtbot)
    press(window, KEY.Key_G, KEY.Key_I)
    wait_for_thread(window, qtbot)
    assert window.triage.view is None
    assert window.browsing.place is INBOX


def test_everything_undecided_above_is_archived_as_one_step(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    begin(window, qtbot)
    press(window, KEY.Key_J, KEY.Key_Q, KEY.Key_J)
    press(window, KEY.Key_E, modifier=SHIFT)
    wait_for_thread(window, qtbot)
    states = [state_of(folder, paper) for paper in filled[:4]]
    assert states == [State.ARCHIVE, State.QUEUE, State.ARCHIVE, State.INBOX]
    assert shown(window) == filled[3]
    press(window, KEY.Key_Z)
    wait_for_thread(window, qtbot)
    states = [state_of(folder, paper) for paper in filled[:4]]
    assert states == [State.INBOX, State.QUEUE, State.INBOX, State.INBOX]


def test_everything_undecided_above_a_paper_of_the_list_is_archived(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, KEY.Key_J, KEY.Key_J)
    press(window, KEY.Key_E, modifier=SHIFT)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == filled[2:]
    assert window.toast.text == "Skipped 2 papers"
    assert window.list.table.selected_ids() == [filled[2]]


def test_a_paper_that_another_program_deletes_is_passed_over(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    begin(window, qtbot)
    with Library.open(folder) as other:
        other.delete(filled[:1])
    qtbot.waitUntil(lambda: shown(window) == filled[1], timeout=4000)


def test_the_inbox_is_triaged_or_marked_as_seen_from_the_sidebar(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window.operations.see_inbox()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert all(row.seen for row in library.rows(filled))
    assert window.toast.text == "Marked 8 papers as seen"
    window.browsing.open(DONE)
    wait_for_thread(window, qtbot)
    window.popups._triage(INBOX)
    wait_for_thread(window, qtbot)
    qtbot.waitUntil(lambda: shown(window) == filled[0], timeout=2000)
