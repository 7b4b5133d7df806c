"""With the real window and library: what was typed is in the library however it was left."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import put_away
from making import fill
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from reader.gui.ending import await_library
from reader.gui.main_window import MainWindow
from reader.gui.places import ARCHIVE
from reader.gui.settings import Settings
from reader.gui.views.reading import panel_tabs
from reader.gui.views.reading.highlight_popover import CommentField
from reader.gui.writing.drafts import left_behind
from reader.library import Library
from reader.model import State

TOKEN = "word-4711"


@pytest.fixture
def paper_ids(folder: Path) -> list[int]:
    with Library.open(folder) as library:
        return fill(library, range(4))


@pytest.fixture
def window(qtbot: QtBot, folder: Path, paper_ids: list[int]) -> Iterator[MainWindow]:
    made = MainWindow(folder, Settings())
    made.resize(1440, 900)  # the screen that is not there has 800 x 800
    made.begin()
    made.show()
    made.activateWindow()
    with qtbot.waitSignal(made.browsing.listed, timeout=5_000):
        made.go_on()
    qtbot.waitUntil(made.pane.panel.notes.text.isVisible, timeout=5_000)
    yield made
    put_away(made)


def notes_in(folder: Path, ids: list[int]) -> list[str]:
    """The notes that the library holds, read by a library of our own."""
    with Library.open(folder, write=False) as library:
        return [note for paper_id in ids if (note := library.paper(paper_id).note)]


def _fail(_window: MainWindow) -> None:
    def bug() -> None:
        raise RuntimeError("a bug in a slot")

    with capture_exceptions(), contextlib.suppress(RuntimeError):
        QTimer.singleShot(0, bug)
        QTest.qWait(20)


def _write_elsewhere(window: MainWindow) -> None:
    folder, paper = window.worker.folder, window.pane.paper_id
    assert folder is not None
    assert paper is not None
    with Library.open(folder) as other:
        other.write_note(paper, "from elsewhere")


def _import(window: MainWindow) -> None:
    window.worker.ask(lambda library: fill(library, range(20, 30), "more.txt"))


def _delete_elsewhere(window: MainWindow) -> None:
    folder, paper = window.worker.folder, window.pane.paper_id
    assert folder is not None
    assert paper is not None
    window.pane.leave()
    await_library(window)
    with Library.open(folder) as other:
        other.delete([paper])


Way = Callable[[MainWindow], object]

WAYS: dict[str, Way] = {
    "the window is closed": lambda _window: None,
    "the program quits by key": lambda window: window.actions_by_id["quit"].trigger(),
    "the session ends": lambda window: window.pane.panel.notes.leave_for_good(),
    "the system ends it": lambda window: window.end(),
    "another paper is selected": lambda window: window.list.table.select_place(2),
    "the next paper is reached by key": lambda window: window.actions_by_id["next"].trigger(),
    "all papers are selected": lambda window: window.actions_by_id["select-all"].trigger(),
    "another place is opened": lambda window: window.browsing.open(ARCHIVE),
    "the paper is archived": lambda window: window.operations.set_state(State.ARCHIVE),
    "the paper is deleted": lambda window: window.operations.delete(),
    "the paper is deleted elsewhere": _delete_elsewhere,
    "a search begins": lambda window: window.focusing.search(),
    "a search filters it away": lambda window: window.browsing.search("nothing like it"),
    "something is undone": lambda window: (
        window.operations.star(None, True),
        window.operations.undo(),
    ),
    "the typing is undone": lambda window: window.operations.undo(),
    "papers come in": _import,
    "the panel is closed": lambda window: window.pane.show_panel(False),
    "another tab is shown": lambda window: window.pane.show_tab(panel_tabs.HIGHLIGHTS),
    "the note is read": lambda window: window.pane.panel.notes.next_mode(),
    "the window is narrow": lambda window: window.resize(620, 500),
    "the panel moves": lambda window: window.pane.turn_panel(),
    "the look changes": lambda window: window.shape.choose_scheme("dark"),
    "the text grows": lambda window: window.shape.resize_text(1),
    "a bug shows": _fail,
    "another program writes the note": _write_elsewhere,
    "the window is hidden": lambda window: window.hide(),
}


def is_kept(folder: Path, ids: list[int]) -> bool:
    """Whether the words are in a note, in a version of one, or offered at the next start."""
    with Library.open(folder, write=False) as library:
        texts = [
            version.text or ""
            for paper_id in ids
            for version in library.history.note_versions(paper_id)
        ]
    return any(TOKEN in text for text in [*texts, *(left.text for left in left_behind())])


@pytest.mark.parametrize(
    ("way", "milliseconds"), [(way, 30 * (place % 2)) for place, way in enumerate(WAYS)]
)
def test_what_was_typed_is_kept_when(
    window: MainWindow,
    folder: Path,
    paper_ids: list[int],
    qtbot: QtBot,
    restyle: Callable[..., None],
    way: str,
    milliseconds: int,
) -> None:
    assert restyle
    window.pane.focus_notes()
    qtbot.keyClicks(window.pane.panel.notes.text, TOKEN)
    if milliseconds:
        qtbot.wait(milliseconds)
    WAYS[way](window)
    window.close()
    assert is_kept(folder, paper_ids)
    if way not in ("the typing is undone", "another program writes the note") and (
        "deleted" not in way
    ):
        assert notes_in(folder, paper_ids) == [TOKEN]
    assert list(left_behind()) == []


def test_the_indicator_says_saved_when_the_library_has_it(
    window: MainWindow, folder: Path, paper_ids: list[int], qtbot: QtBot
) -> None:
    window.pane.focus_notes()
    notes = window.pane.panel.notes
    qtbot.keyClicks(notes.text, TOKEN)
    qtbot.waitUntil(lambda: notes._words.text() == "Saved", timeout=5_000)
    assert notes_in(folder, paper_ids) == [TOKEN]


def test_esc_in_a_comment_only_closes_the_comment(window: MainWindow, qtbot: QtBot) -> None:
    window.shape.set_full_width(True)
    view = window.pane.abstract
    window.pane.focus_text()
    view.select(3, 10)
    qtbot.keyClick(view, Qt.Key.Key_C)
    field = QApplication.focusWidget()
    assert isinstance(field, CommentField)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert window.shape.full_width
    assert view.hasFocus()


def test_one_visit_is_undone_in_one_step_and_the_editor_shows_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.pane.focus_notes()
    notes = window.pane.panel.notes
    for words in ("one", " two"):
        qtbot.keyClicks(notes.text, words)
        qtbot.keyClick(notes.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: notes._words.text() == "Saved", timeout=5_000)
    qtbot.keyClick(notes.text, Qt.Key.Key_Escape)
    window.operations.undo()
    qtbot.waitUntil(lambda: notes.text.text() == "", timeout=5_000)


def test_a_new_list_leaves_the_keyboard_to_the_note_while_another_program_is_in_front(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.pane.focus_notes()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    with qtbot.waitSignal(window.browsing.listed):
        window.browsing.again()
    assert window.focusWidget() is window.pane.panel.notes.text


def test_a_note_that_cannot_be_saved_lies_in_a_rescue_file_after_the_end(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Library, "write_note", full)
    monkeypatch.setattr(window.messages, "error", lambda _error: None)
    window.pane.focus_notes()
    qtbot.keyClicks(window.pane.panel.notes.text, TOKEN)
    window.close()
    QApplication.processEvents()
    rescued = list(window.pane.panel.notes.keeper.drafts.folder.glob("*.md"))
    assert [file.read_text("utf-8") for file in rescued] == [TOKEN]
