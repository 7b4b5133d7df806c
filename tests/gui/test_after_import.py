"""After an import: the list shows what came in, wherever it was put."""

from driving import titles, wait_for_thread
from making import search_page_text, title
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.gui.controls.keycap import KeyButton
from reader.gui.dialogs.importing.import_dialog import ImportDialog
from reader.gui.main_window import MainWindow
from reader.gui.places import INBOX, QUEUE
from reader.model import Dump, State


def bring_in(window: MainWindow, qtbot: QtBot, state: State, *names: str) -> None:
    numbers = range(20, 20 + 3 * len(names), 3)
    window.importing.preview(
        [
            Dump(name, search_page_text(range(n, n + 3)))
            for name, n in zip(names, numbers, strict=True)
        ]
    )
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.primary_button.isEnabled)
    dialog.bottom.place.setCurrentIndex(list(State).index(state))
    with qtbot.waitSignal(window.importing.imported):
        qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    wait_for_thread(window, qtbot)


def test_the_list_goes_to_the_import_also_when_its_papers_are_queued(
    window: MainWindow, qtbot: QtBot
) -> None:
    bring_in(window, qtbot, State.QUEUE, "daily-papers-2025-11-12.txt")
    assert window.browsing.place.title.startswith("Daily papers, 12 Nov")
    qtbot.waitUntil(lambda: set(titles(window)) == {title(number) for number in (20, 21, 22)})


def test_several_files_at_once_are_shown_in_the_inbox(window: MainWindow, qtbot: QtBot) -> None:
    bring_in(window, qtbot, State.INBOX, "a.txt", "b.txt")
    assert window.browsing.place is INBOX


def test_several_files_that_go_elsewhere_are_shown_there(window: MainWindow, qtbot: QtBot) -> None:
    bring_in(window, qtbot, State.QUEUE, "a.txt", "b.txt")
    assert window.browsing.place is QUEUE


def test_what_came_in_is_decided_one_key_after_the_other(window: MainWindow, qtbot: QtBot) -> None:
    bring_in(window, qtbot, State.INBOX, "daily-papers-2025-11-12.txt")
    qtbot.waitUntil(lambda: len(titles(window)) == 3)
    window.list.table.select_place(0)
    shown = list(window.papers.ids)
    for state in (State.DONE, State.ARCHIVE):
        window.operations.set_state(state)
        wait_for_thread(window, qtbot)
    assert window.list.table.selected_ids() == shown[2:]
    assert [row.state for row in window.looking.rows(shown)] == [
        State.DONE, State.ARCHIVE, State.INBOX,
    ]  # fmt: skip


def test_the_first_import_tells_once_how_papers_are_decided(
    window: MainWindow, qtbot: QtBot
) -> None:
    hint = window.list.hint
    bring_in(window, qtbot, State.INBOX, "a.txt")
    qtbot.waitUntil(hint.isVisible)
    assert hint.text == "Shift T decides these one at a time."
    window.triage.begin()
    assert not hint.isVisible()
    window.triage.leave()
    bring_in(window, qtbot, State.INBOX, "b.txt", "c.txt")
    assert not hint.isVisible()


def test_papers_that_are_decided_already_need_no_hint(window: MainWindow, qtbot: QtBot) -> None:
    bring_in(window, qtbot, State.QUEUE, "a.txt")
    assert not window.list.hint.isVisible()
    assert not window.shape.settings.triage_told


def test_the_hint_does_not_follow_to_another_place(window: MainWindow, qtbot: QtBot) -> None:
    bring_in(window, qtbot, State.INBOX, "a.txt")
    qtbot.waitUntil(window.list.hint.isVisible)
    window.browsing.open(QUEUE)
    assert not window.list.hint.isVisible()


def test_the_hint_goes_with_the_papers(window: MainWindow, qtbot: QtBot) -> None:
    bring_in(window, qtbot, State.INBOX, "a.txt")
    qtbot.waitUntil(window.list.hint.isVisible)
    window.operations.undo()
    qtbot.waitUntil(lambda: not window.papers.ids)
    qtbot.waitUntil(lambda: not window.list.hint.isVisible())


def test_a_command_of_the_header_that_goes_away_gives_the_keyboard_to_the_list(
    window: MainWindow, qtbot: QtBot
) -> None:
    bring_in(window, qtbot, State.QUEUE, "a.txt")
    window.browsing.open(QUEUE)
    buttons = window.list.findChildren(KeyButton)
    qtbot.waitUntil(lambda: any(b.text() == "Read next" and b.isVisible() for b in buttons))
    (read_next,) = [b for b in buttons if b.text() == "Read next"]
    read_next.setFocus()
    qtbot.mouseClick(read_next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not read_next.isVisible())
    assert window.focusWidget() is window.list.table
