"""No way of leaving a note loses a word that was typed, and the indicator says the truth."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from making_shown import marked_paper, paper
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.views.notes import note_keeper
from reader.gui.views.reading import panel_tabs
from reader.gui.views.reading.reading_pane import ReadingPane
from reader.gui.writing.drafts import Draft

WORDS = "typed in haste"
Leave = Callable[["Desk"], object]


class Desk(QMainWindow):
    """A window with a reading pane, a field to go to, and a list of what was to be saved."""

    def __init__(self) -> None:
        super().__init__()
        self.pane = ReadingPane(marks=lambda _query, _text: [])
        self.field = QLineEdit()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.addWidget(self.field)
        column.addWidget(self.pane)
        self.setCentralWidget(middle)
        self.saves: list[Draft] = []
        self.answered = 0
        self.pane.note_changed.connect(self.saves.append)
        self.keeper = self.pane.panel.notes.keeper

    @property
    def texts(self) -> list[tuple[int, str]]:
        """What was to be saved, without the visits."""
        return [(draft.paper_id, draft.text) for draft in self.saves]

    def next_draft(self) -> Draft:
        """The oldest draft that had no answer yet."""
        self.answered += 1
        return self.saves[self.answered - 1]

    @property
    def indicator(self) -> str:
        """The word on whether the note is saved."""
        return self.pane.panel.notes._words.text()

    def type(self, qtbot: QtBot, words: str = WORDS) -> None:
        """Type at the end of the note."""
        self.pane.focus_notes()
        qtbot.keyClicks(self.pane.panel.notes.text, words)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    made.resize(1000, 800)
    made.show()
    qtbot.waitExposed(made)
    made.pane.show_paper(paper(1))
    made.activateWindow()
    yield made
    made.close()
    made.keeper.drafts.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


WAYS_OUT: dict[str, Leave] = {
    "another paper": lambda desk: desk.pane.show_paper(paper(2)),
    "no paper": lambda desk: desk.pane.show_paper(None),
    "several papers": lambda desk: desk.pane.show_selection([], 4),
    "another tab": lambda desk: desk.pane.panel.show_tab(panel_tabs.DETAILS),
    "the panel hidden": lambda desk: desk.pane.show_panel(False),
    "the panel moved": lambda desk: (desk.pane.turn_panel(), desk.pane.leave()),
    "the focus elsewhere": lambda desk: desk.field.setFocus(),
    "the window closed": lambda desk: desk.close(),
    "the window hidden": lambda desk: desk.hide(),
    "the pane told": lambda desk: desk.pane.leave(),
    "the program ended": lambda _desk: QApplication.instance().aboutToQuit.emit(),  # type: ignore[union-attr]
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_leaving_at_once_after_typing_saves_every_word(desk: Desk, qtbot: QtBot, way: str) -> None:
    desk.type(qtbot)
    assert desk.saves == []
    WAYS_OUT[way](desk)
    assert desk.texts == [(1, WORDS)]


@pytest.mark.parametrize("milliseconds", [0, 20, 50])
def test_leaving_shortly_after_typing_saves_every_word_once(
    desk: Desk, qtbot: QtBot, milliseconds: int
) -> None:
    desk.type(qtbot)
    qtbot.wait(milliseconds)
    desk.pane.show_paper(paper(2))
    qtbot.wait(50)
    assert desk.texts == [(1, WORDS)]


def test_words_are_saved_800_ms_after_the_last_key(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert note_keeper.AUTOSAVE_MS == 800
    desk.pane.panel.notes.keeper._autosave.setInterval(40)
    desk.type(qtbot)
    qtbot.waitUntil(lambda: desk.texts == [(1, WORDS)], timeout=1_000)


def test_saved_is_said_only_after_the_library_answered(desk: Desk, qtbot: QtBot) -> None:
    assert desk.indicator == ""
    desk.type(qtbot)
    assert desk.indicator == "Editing"
    desk.pane.panel.notes.save()
    assert desk.indicator == "Editing"
    desk.type(qtbot, " more")
    desk.keeper.note_saved(desk.next_draft())
    assert desk.indicator == "Editing"
    desk.pane.panel.notes.save()
    desk.keeper.note_saved(desk.next_draft())
    assert desk.indicator == "Saved"


def test_coming_back_before_the_answer_shows_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    desk.type(qtbot)
    desk.pane.show_paper(paper(2))
    desk.pane.show_paper(paper(1))  # the library has not written yet: its note is still empty
    assert desk.pane.panel.notes.text.text() == WORDS


def test_a_failed_note_stays_says_so_and_lies_in_a_rescue_file(desk: Desk, qtbot: QtBot) -> None:
    desk.type(qtbot)
    desk.pane.panel.notes.save()
    desk.keeper.note_failed(desk.next_draft())
    assert desk.indicator == "Not saved. Your text is kept here."
    desk.keeper.drafts.flush()
    rescued = list(desk.keeper.drafts.folder.glob("*.md"))
    assert [file.read_text("utf-8") for file in rescued] == [WORDS]
    desk.pane.show_paper(paper(2))
    assert desk.indicator == ""
    desk.pane.show_paper(paper(1))
    assert desk.pane.panel.notes.text.text() == WORDS
    desk.pane.panel.notes._again.click()
    assert desk.texts == [(1, WORDS), (1, WORDS)]
    desk.keeper.note_saved(desk.next_draft())
    assert desk.indicator == "Saved"
    desk.keeper.drafts.flush()
    assert list(rescued[0].parent.iterdir()) == []


def test_a_failed_note_is_tried_again_by_itself(desk: Desk, qtbot: QtBot) -> None:
    desk.pane.panel.notes.keeper._retry.setInterval(30)
    desk.type(qtbot)
    desk.pane.panel.notes.save()
    desk.keeper.note_failed(desk.next_draft())
    qtbot.waitUntil(lambda: len(desk.saves) == 2, timeout=1_000)
    desk.keeper.note_saved(desk.next_draft())
    qtbot.wait(90)
    assert desk.texts == [(1, WORDS), (1, WORDS)]


def test_a_failure_of_an_old_text_does_not_displace_a_newer_one(desk: Desk, qtbot: QtBot) -> None:
    desk.type(qtbot, "old")
    desk.pane.panel.notes.save()
    desk.type(qtbot, " new")
    desk.keeper.note_failed(desk.next_draft())
    assert desk.indicator == "Editing"
    desk.pane.panel.notes.save()
    desk.keeper.note_saved(desk.next_draft())
    desk.pane.panel.notes.keeper.try_again()
    assert desk.texts == [(1, "old"), (1, "old new")]


def test_one_visit_is_one_undo_and_the_next_visit_another(desk: Desk, qtbot: QtBot) -> None:
    desk.type(qtbot, "a")
    desk.pane.panel.notes.save()
    desk.type(qtbot, "b")
    desk.field.setFocus()
    desk.type(qtbot, "c")
    desk.field.setFocus()
    first, second, third = (draft.visit for draft in desk.saves)
    assert first == second
    assert first
    assert third not in ("", first)


def test_an_outside_change_comes_in_when_nothing_typed_waits(desk: Desk, qtbot: QtBot) -> None:
    desk.pane.show_paper(paper(1, note="from elsewhere"))
    assert desk.pane.panel.notes.text.text() == "from elsewhere"
    assert desk.saves == []


def test_an_outside_change_never_displaces_what_is_being_typed(desk: Desk, qtbot: QtBot) -> None:
    desk.type(qtbot)
    desk.pane.show_paper(paper(1, note="from elsewhere"))
    assert desk.pane.panel.notes.text.text() == WORDS
    desk.pane.leave()
    desk.pane.show_paper(paper(1, note="from elsewhere"))
    assert desk.pane.panel.notes.text.text() == WORDS
    desk.keeper.note_saved(desk.next_draft())
    desk.pane.show_paper(paper(1, note=WORDS))
    desk.pane.show_paper(paper(1, note=""))  # undone
    assert desk.pane.panel.notes.text.text() == ""


def test_a_refresh_of_the_same_paper_leaves_caret_and_undo_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.type(qtbot)
    desk.pane.panel.notes.save()
    desk.pane.show_paper(replace(paper(1), note=WORDS, starred=True))
    desk.keeper.note_saved(desk.next_draft())
    desk.pane.show_paper(replace(paper(1), note=WORDS, starred=False))
    assert desk.pane.panel.notes.text.textCursor().position() == len(WORDS)
    qtbot.keyClick(desk.pane.panel.notes.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.pane.panel.notes.text.text() == ""


def test_showing_and_colouring_a_note_is_no_typing(desk: Desk, qtbot: QtBot) -> None:
    desk.pane.show_paper(paper(3, note="# A\u00a0title\n\n**b** 𝒢 [^h1]\n\n- [ ] c\n"))
    desk.pane.focus_notes()
    qtbot.wait(20)
    desk.field.setFocus()
    assert desk.saves == []


def test_spaces_that_do_not_break_and_letters_beyond_the_first_plane_are_kept(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.pane.show_paper(paper(3, note="10\u00a0km 𝒢 \u2028 end"))
    desk.type(qtbot, "!")
    desk.pane.leave()
    assert desk.texts == [(3, "10\u00a0km 𝒢 \u2028 end!")]


def test_a_highlight_can_be_quoted_in_the_notes(desk: Desk, qtbot: QtBot) -> None:
    desk.pane.show_paper(marked_paper(4))
    desk.pane.focus_notes()
    notes = desk.pane.panel.notes
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    notes.text.quote_wanted.disconnect()  # a menu cannot come up without a screen
    with qtbot.waitSignal(notes.text.quote_wanted):
        qtbot.keyClick(notes.text, Qt.Key.Key_H, keys)
    notes.quotes_menu().actions()[1].trigger()
    assert notes.text.text() == "> it says so [^h2]\n"


def test_ctrl_shift_m_goes_round_write_split_and_read(desk: Desk, qtbot: QtBot) -> None:
    desk.pane.focus_notes()
    notes = desk.pane.panel.notes
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    shown = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_M, keys)
        shown.append((notes.text.isVisible(), notes.preview.isVisible()))
    assert shown == [(False, True), (True, False), (True, True)]


def test_ctrl_s_saves_now_and_goes_on_with_the_visit(desk: Desk, qtbot: QtBot) -> None:
    desk.type(qtbot, "a")
    notes = desk.pane.panel.notes.text
    qtbot.keyClick(notes, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.texts == [(1, "a")]
    desk.type(qtbot, "b")
    desk.pane.leave()
    assert desk.saves[0].visit == desk.saves[1].visit
