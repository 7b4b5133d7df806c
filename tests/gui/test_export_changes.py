"""What an export changes is shown first: both texts of a clash, side by side; and pulling back."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.gui.asking.worker import Worker
from reader.gui.dialogs.exporting.changes_dialog import ChangesDialog
from reader.gui.dialogs.exporting.export_dialog import ExportDialog
from reader.gui.dialogs.exporting.template_dialog import TemplateDialog
from reader.gui.main_window import MainWindow
from reader.gui.results.exporting import Exporting
from reader.library import Library
from reader.model import ExportOptions, Progress, TakenIn
from reader.store.transfer import whole_json

VAULT = ExportOptions(layout="vault", without_notes=False)


@pytest.fixture
def place(folder: Path, tmp_path: Path) -> Path:
    """A vault of two papers; both sides changed the note of the first."""
    place = tmp_path / "vault"
    with Library.open(folder) as library:
        ids = fill(library, range(3))
        library.write_note(ids[0], "Before.")
        library.write_note(ids[1], "Other.")
        library.export(ids, place, VAULT)
        for path in place.glob("*.md"):
            text = path.read_text(encoding="utf-8").replace("Before.", "In the vault.")
            path.write_text(text, encoding="utf-8")
        library.write_note(ids[0], "In the library.")
        library.write_note(ids[1], "Other, changed.")
    return place


@pytest.fixture
def dialog(worker: Worker, qtbot: QtBot, folder: Path, place: Path) -> Iterator[ExportDialog]:
    with Library.open(folder, write=False) as library:
        ids = sorted(library.find().ids)
    dialog = ExportDialog(worker, [("Inbox", ids)])
    qtbot.addWidget(dialog)
    dialog.form.vault.click()
    dialog.form.place.setText(str(place))
    dialog.form._place_is_ours = False
    dialog.show()
    ready(qtbot, lambda: dialog.primary_button.isEnabled() and not worker._waiting)
    yield dialog
    dialog.done(0)


def ready(qtbot: QtBot, there: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(there()), timeout=10_000)


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def texts(place: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(place.glob("*.md")))


@pytest.mark.parametrize(
    ("index", "kept", "gone"),
    [(0, "In the vault.", "In the library."), (1, "In the library.", "In the vault.")],
)
def test_both_texts_are_shown_and_the_choice_counts(
    dialog: ExportDialog, qtbot: QtBot, place: Path, index: int, kept: str, gone: str
) -> None:
    click(qtbot, dialog.primary_button)
    ready(qtbot, lambda: dialog.changes)
    changes = dialog.changes
    assert changes is not None
    assert changes.mine.toPlainText().endswith("In the vault.")
    assert changes.new.toPlainText().endswith("In the library.")
    assert "Other." in texts(place)
    changes.choice.choose(index)
    with qtbot.waitSignal(dialog.exported, timeout=10_000):
        click(qtbot, changes.primary_button)
    assert kept in texts(place)
    assert gone not in texts(place)
    assert "Other, changed." in texts(place)


def test_without_an_answer_both_texts_stay(dialog: ExportDialog, qtbot: QtBot, place: Path) -> None:
    click(qtbot, dialog.primary_button)
    ready(qtbot, lambda: dialog.changes)
    assert dialog.changes is not None
    with qtbot.waitSignal(dialog.exported, timeout=10_000):
        click(qtbot, dialog.changes.primary_button)
    assert "In the vault." in texts(place)
    assert "In the library." in texts(place)


def test_every_file_that_changes_can_be_looked_at_first(
    dialog: ExportDialog, qtbot: QtBot, place: Path
) -> None:
    before = texts(place)
    click(qtbot, dialog.look)
    ready(qtbot, lambda: dialog.changes)
    changes = dialog.changes
    assert changes is not None
    rows = [changes.list.item(row).text().split("\n")[1] for row in range(changes.list.count())]
    assert rows == ["Notes: changed on both sides", "changes: Notes"]
    changes.reject()
    assert texts(place) == before


def test_a_template_is_chosen_edited_and_kept(
    dialog: ExportDialog, qtbot: QtBot, worker: Worker
) -> None:
    ready(qtbot, lambda: dialog.form.template.count() > 1)
    dialog.form.template.setCurrentText("One line each")
    assert not dialog.form.boxes["notes"].isEnabled()
    click(qtbot, dialog.form.edit_template)
    editor = dialog.templates
    assert isinstance(editor, TemplateDialog)
    ready(qtbot, lambda: editor.name.text() == "One line each")
    editor.text.setPlainText("x\n{% for %}")
    ready(qtbot, lambda: "Line 2" in editor.said.text())
    editor.text.setPlainText("Mine: ")
    editor.text.moveCursor(editor.text.textCursor().MoveOperation.End)
    editor._put_in(editor.variables.findText("title: the title"))
    ready(qtbot, lambda: editor.preview.toPlainText().startswith("Mine: Counting Lanterns"))
    assert editor.said.text() == ""
    click(qtbot, editor.primary_button)
    ready(qtbot, lambda: dialog.form.template.currentData() == "Mine: {{ title }}")
    assert dialog.form.options.template == "Mine: {{ title }}"


def test_notes_come_back_into_the_window(
    window: MainWindow, qtbot: QtBot, folder: Path, place: Path
) -> None:
    exporting: Exporting = window.exporting
    exporting.pull_from(place)
    ready(qtbot, lambda: exporting.changes and exporting.changes.list.count())
    changes = exporting.changes
    assert isinstance(changes, ChangesDialog)
    assert changes.mine.toPlainText() == "In the library."
    changes.choice.choose(1)
    with qtbot.waitSignal(window.worker.changed, timeout=10_000):
        click(qtbot, changes.primary_button)
    with Library.open(folder, write=False) as library:
        notes = {paper.note for paper in library.papers(sorted(library.find().ids))}
    assert "In the vault." in notes


def test_a_whole_library_comes_into_an_empty_window(
    open_window: Callable[[], MainWindow], qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "other") as library:
        fill(library, range(3))
        library.export_library(tmp_path / "whole.json")
    window = open_window()
    window.importing.preview([tmp_path / "whole.json"])
    ready(qtbot, lambda: window.worker and not window.worker._waiting)
    with Library.open(folder, write=False) as library:
        assert library.counts().all == 3


def test_bringing_a_whole_library_in_is_told_and_can_be_stopped(
    open_window: Callable[[], MainWindow],
    qtbot: QtBot,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Library.open(tmp_path / "other") as library:
        fill(library, range(3))
        library.export_library(tmp_path / "whole.json")
    stopped = threading.Event()

    def take_in(library: Library, source: Path, progress: Progress) -> TakenIn:
        stopped.wait(60)
        return real(library, source, progress)

    real = Library.take_in
    monkeypatch.setattr(Library, "take_in", take_in)
    monkeypatch.setattr(whole_json, "_EVERY", 1)
    window = open_window()
    window.importing.preview([tmp_path / "whole.json"])
    qtbot.waitUntil(window.list.progress.isVisible, timeout=20_000)
    assert window.list.progress.label.text().startswith("Bringing a whole library in")
    assert window.long_steps.stop()
    stopped.set()
    qtbot.waitUntil(lambda: window.toast.text == "Cancelled. Nothing was changed.", timeout=20_000)
    assert window.list.progress.isHidden()
    with Library.open(folder, write=False) as library:
        assert library.counts().all == 0
