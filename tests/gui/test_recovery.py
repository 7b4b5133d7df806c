"""Text that a dead program had not saved is offered at the next start, and never thrown away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.recovery_dialog import RecoveryDialog
from reader.gui.main_window import MainWindow
from reader.gui.writing import drafts
from reader.gui.writing.drafts import Draft, Drafts
from reader.library import Library

Open = Callable[[], MainWindow]

TEXT = "typed when the light went out"


def leave_behind(folder: Path, paper: int, text: str = TEXT, uid: str = "") -> None:
    """What a program leaves that dies while a note is typed."""
    with Library.open(folder, write=False) as library:
        uid = uid or library.paper(paper).uid
    dead = Drafts()
    dead.keep(Draft(paper, uid, text, "visit"))
    dead.close()


def offered(window: MainWindow) -> str:
    return "" if window.list.notice.isHidden() else window.list.notice.text


def show(window: MainWindow) -> RecoveryDialog:
    buttons = {one.text(): one for one in window.list.notice.findChildren(QPushButton)}
    buttons["Show it"].click()
    (dialog,) = [one for one in window.findChildren(RecoveryDialog) if one.isVisible()]
    return dialog


def note(folder: Path, paper: int) -> tuple[str, list[str | None]]:
    with Library.open(folder, write=False) as library:
        versions = library.history.note_versions(paper)
        return library.paper(paper).note, [version.text for version in versions]


def test_nothing_is_said_when_nothing_was_lost(window: MainWindow) -> None:
    assert offered(window) == ""


def test_it_is_offered_with_its_text_and_restored(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    leave_behind(folder, filled[3])
    window = open_window()
    assert "were being written" in offered(window)
    dialog = show(window)
    assert dialog.kept.toPlainText() == TEXT
    dialog.primary_button.click()
    wait_for_thread(window, qtbot)
    assert note(folder, filled[3]) == (TEXT, [TEXT])
    assert offered(window) == ""
    assert list(drafts.left_behind()) == []


def test_what_is_discarded_is_in_the_history_and_the_note_stays(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.write_note(filled[3], "as it was")
    leave_behind(folder, filled[3])
    window = open_window()
    dialog = show(window)
    assert dialog.now.toPlainText() == "as it was"
    dialog.discard_button.click()
    wait_for_thread(window, qtbot)
    assert note(folder, filled[3]) == ("as it was", ["as it was", TEXT, "as it was"])
    assert list(drafts.left_behind()) == []


def test_later_leaves_everything_and_it_is_offered_again(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    leave_behind(folder, filled[3])
    window = open_window()
    show(window).cancel_button.click()
    window.close()
    assert note(folder, filled[3]) == ("", [])
    assert "were being written" in offered(open_window())


def test_several_are_offered_one_after_the_other(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    leave_behind(folder, filled[3])
    leave_behind(folder, filled[4], "another one")
    window = open_window()
    assert "2 notes" in offered(window)
    show(window).primary_button.click()
    wait_for_thread(window, qtbot)
    assert "the notes of" in offered(window)


@pytest.mark.parametrize(
    "before",
    [
        lambda library, paper: library.write_note(paper, TEXT),
        lambda library, paper: library.write_note(paper, f"{TEXT} and later"),
        lambda library, paper: (library.write_note(paper, TEXT), library.write_note(paper, "b")),
    ],
    ids=["saved", "saved with more", "saved and replaced"],
)
def test_what_the_library_has_is_not_offered(
    filled: list[int],
    folder: Path,
    open_window: Open,
    before: Callable[[Library, int], object],
) -> None:
    leave_behind(folder, filled[3])
    with Library.open(folder) as library:
        before(library, filled[3])
    assert offered(open_window()) == ""
    assert list(drafts.left_behind()) == []


def test_a_draft_of_another_library_is_left_alone(
    filled: list[int], folder: Path, open_window: Open
) -> None:
    leave_behind(folder, filled[3], uid="of-elsewhere")
    assert offered(open_window()) == ""
    assert [draft.text for draft in drafts.left_behind()] == [TEXT]


def test_the_drafts_of_a_program_that_lives_are_not_touched() -> None:
    living = Drafts()
    living.keep(Draft(1, "uid", TEXT, "visit"))
    living.flush()
    assert list(drafts.left_behind()) == []
    living.close()
    assert [draft.text for draft in drafts.left_behind()] == [TEXT]


def test_drafts_are_private_files_and_nothing_is_left_of_forgotten_ones() -> None:
    kept = Drafts()
    draft = Draft(1, "uid", TEXT, "visit")
    kept.keep(draft)
    kept.flush()
    (file,) = kept.folder.iterdir()
    assert (file.stat().st_mode & 0o777, kept.folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert file.read_text(encoding="utf-8") == TEXT
    kept.forget(draft)
    kept.close()
    assert list(kept.folder.parent.iterdir()) == []


def test_a_disk_that_takes_no_draft_is_no_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    kept = Drafts()
    with monkeypatch.context() as broken:
        broken.setattr(drafts, "write_file", full)
        kept.keep(Draft(1, "uid", "lost", "visit"))
        kept.flush()
    assert "could not be written" in caplog.text
    kept.keep(Draft(1, "uid", TEXT, "visit"))
    kept.close()
    assert [draft.text for draft in drafts.left_behind()] == [TEXT]


@pytest.mark.parametrize("restored", [True, False])
def test_a_document_is_offered_as_a_note_is(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot, restored: bool
) -> None:
    with Library.open(folder) as library:
        library.new_document("Plan", "as it was", uid="abcdefghij")
    dead = Drafts()
    dead.keep(Draft(1, "abcdefghij", TEXT, "visit", of="document"))
    dead.close()
    window = open_window()
    assert "“Plan” was being written" in offered(window)
    dialog = show(window)
    assert (dialog.kept.toPlainText(), dialog.now.toPlainText()) == (TEXT, "as it was")
    (dialog.primary_button if restored else dialog.discard_button).click()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.document(1).text == (TEXT if restored else "as it was")
        assert TEXT in [version.text for version in library.document_versions(1)]
    assert list(drafts.left_behind()) == []


def test_what_was_typed_for_a_paper_that_is_gone_is_offered_and_brings_it_back(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    leave_behind(folder, filled[3])
    with Library.open(folder) as library:
        library.delete([filled[3]])
    window = open_window()
    dialog = show(window)
    assert "taken out" in dialog.now.placeholderText()
    dialog.primary_button.click()
    wait_for_thread(window, qtbot)
    assert note(folder, filled[3]) == (TEXT, [TEXT])
    assert list(drafts.left_behind()) == []


def test_what_is_discarded_for_a_paper_that_is_gone_is_among_its_versions(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    leave_behind(folder, filled[3])
    with Library.open(folder) as library:
        library.delete([filled[3]])
    window = open_window()
    show(window).discard_button.click()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert filled[3] not in library.find().ids
        assert TEXT in [version.text for version in library.history.note_versions(filled[3])]
    assert list(drafts.left_behind()) == []
    assert offered(open_window()) == ""
