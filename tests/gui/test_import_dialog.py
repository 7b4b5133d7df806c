"""The import dialog on made-up pages: reading, choosing, adding, and nothing to add."""

from collections.abc import Callable
from pathlib import Path

import pytest
from making import abstract, alternating_text, facts, listing, search_page_text, title
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from reader.errors import Problem
from reader.gui.asking.worker import Worker
from reader.gui.controls.chip import TagChip
from reader.gui.dialogs.importing.import_detail import Choice
from reader.gui.dialogs.importing.import_dialog import ImportDialog
from reader.gui.dialogs.importing.import_files import ImportFile, Outcome
from reader.gui.models.import_entries import Column, Part
from reader.gui.views.tag_editor import TagEditor
from reader.library import Library
from reader.model import Changes, Dump, Plan, PlannedEntry, Result, Skipped, State

Open = Callable[..., ImportDialog]


def page(numbers: range, name: str = "papers-2025-11-12.txt") -> Dump:
    return Dump(name, search_page_text(numbers))


def add(dialog: ImportDialog, qtbot: QtBot) -> Changes:
    with qtbot.waitSignal(dialog.imported, timeout=5_000) as told:
        qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    changes = told.args[0]
    assert isinstance(changes, Changes)
    return changes


def titles(folder: Path) -> set[str]:
    with Library.open(folder) as library:
        return {row.title for row in library.rows(library.find().ids)}


def test_everything_found_is_shown_before_anything_is_added(
    open_dialog: Open, folder: Path
) -> None:
    dialog = open_dialog(page(range(12)))
    assert dialog.counts.buttons[Part.FOUND].count == 12
    assert dialog.primary_button.text() == "Add 12"
    assert dialog.bottom.sentence == "One undo takes it all back"
    assert titles(folder) == set()


def test_adding_adds_what_is_ticked_and_says_so(
    open_dialog: Open, folder: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(page(range(12)))
    dialog.table.go_to(3)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.primary_button.text() == "Add 11"
    changes = add(dialog, qtbot)
    assert len(changes.papers) == 11
    assert title(3) not in titles(folder)


def test_a_click_on_the_box_ticks_and_unticks(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(page(range(4)))
    cell = dialog.table.visualRect(dialog.table.model().index(1, Column.TICK)).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert dialog.primary_button.text() == "Add 3"


def test_control_a_unticks_all_and_then_says_why_nothing_can_be_added(
    open_dialog: Open, qtbot: QtBot
) -> None:
    dialog = open_dialog(page(range(4)))
    qtbot.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.primary_button.isEnabled()
    assert dialog.bottom.sentence == "Tick at least one paper."
    qtbot.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert dialog.primary_button.text() == "Add 4"


def test_papers_go_to_the_chosen_state(open_dialog: Open, folder: Path, qtbot: QtBot) -> None:
    dialog = open_dialog(page(range(3)))
    dialog.bottom.place.setCurrentIndex(list(State).index(State.QUEUE))
    add(dialog, qtbot)
    with Library.open(folder) as library:
        assert library.counts().states[State.QUEUE] == 3


def test_tags_chosen_for_all_are_put_on_all(open_dialog: Open, folder: Path, qtbot: QtBot) -> None:
    dialog = open_dialog(page(range(3)))
    dialog.bottom.change_tags((), ("lanterns",), ())
    add(dialog, qtbot)
    with Library.open(folder) as library:
        assert [(tag.name, count) for tag, count in library.counts().tags] == [("lanterns", 3)]


def test_the_tag_editor_chooses_tags_for_all(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(page(range(3)))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.mouseClick(dialog.bottom.add_tag, Qt.MouseButton.LeftButton)
    editor = dialog.findChild(TagEditor)
    assert editor is not None
    field = editor.findChild(QLineEdit)
    qtbot.keyClicks(field, "lanterns")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert dialog.bottom.tags == ("lanterns",)
    assert dialog.isVisible()
    chip = dialog.bottom.findChild(TagChip)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert dialog.bottom.tags == ()


def test_the_capture_year_completes_dates_at_once(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(Dump("page.txt", search_page_text(range(8))))
    before = dialog._entries.index(0, Column.DATE).data()
    dialog.head.year.setValue(2019)
    qtbot.waitUntil(lambda: dialog._entries.index(0, Column.DATE).data() != before)
    assert dialog._entries.index(0, Column.DATE).data().endswith("2019")
    assert dialog._entries.year_from_capture(0)


def test_another_capture_year_keeps_the_day_of_the_page(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(Dump("daily-papers-2025-11-12.txt", search_page_text(range(8))))
    dialog.head.year.setValue(2019)
    (file,) = dialog._files
    qtbot.waitUntil(lambda: file.plan is not None and file.plan.listing.captured == "2019-11-12")


@pytest.mark.parametrize(
    ("read", "kept"), [("--11-12", "2019-11-12"), ("2024-02-29", "2019"), ("2025", "2019")]
)
def test_a_day_that_another_year_does_not_have_leaves_the_year(read: str, kept: str) -> None:
    dump = Dump("a", "")
    file = ImportFile(dump)
    assert file.of_year(2019) == "2019"
    said = listing([facts(1)], captured=read)
    file.finish(Outcome(dump, Plan(dump, said, (PlannedEntry(said.entries[0], Result.NEW),))))
    assert file.of_year(2019) == kept


def test_the_same_page_again_has_nothing_to_add(
    open_dialog: Open, folder: Path, qtbot: QtBot
) -> None:
    add(open_dialog(page(range(5))), qtbot)
    again = open_dialog(page(range(5)))
    assert again.bottom.sentence == "All 5 papers are in your library."
    assert again.cancel_button.text() == "Close"
    assert not again.primary_button.isVisible()


def test_a_known_paper_is_merged_and_shown_side_by_side(open_dialog: Open, qtbot: QtBot) -> None:
    add(open_dialog(Dump("old.txt", alternating_text(range(4), glued=False))), qtbot)
    dialog = open_dialog(page(range(2, 7)))
    assert dialog.primary_button.text() == "Add 3, merge 2"
    assert dialog.counts.buttons[Part.MERGE].count == 2
    dialog.show_part(Part.MERGE)
    assert dialog.table.model().rowCount() == 2


def test_two_files_are_summed_and_the_common_paper_counts_once(
    open_dialog: Open, qtbot: QtBot
) -> None:
    dialog = open_dialog(page(range(4), "a.txt"), page(range(3, 8), "b.txt"))
    assert dialog.file_list.isVisible()
    assert dialog.file_list.topLevelItemCount() == 2
    assert dialog.counts.buttons[Part.NEW].count == 8
    counted = [dialog.file_list.topLevelItem(row).text(1) for row in range(2)]
    assert counted == ["4 found, 4 new", "5 found, 4 new, 1 already here"]
    assert len(add(dialog, qtbot).papers) == 8


def test_the_chosen_file_is_that_of_the_chosen_paper(open_dialog: Open) -> None:
    dialog = open_dialog(page(range(4), "a.txt"), page(range(5, 8), "b.txt"))
    dialog.table.go_to(5)
    assert dialog.file_list.currentIndex().row() == 1
    dialog.file_list.choose(0)
    assert dialog.table.chosen_row() == 0
    dialog.file_list.choose(1)
    assert dialog.table.chosen_row() == 4


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_added(
    open_dialog: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_dialog(tmp_path / "missing.txt", page(range(3)))
    assert dialog.nothing.isVisible()
    assert dialog.nothing.what.text()
    assert len(add(dialog, qtbot).papers) == 3


def test_a_text_without_papers_shows_its_first_lines(open_dialog: Open) -> None:
    dialog = open_dialog(Dump("page.txt", "<!doctype html>\n<title>Sign in</title>\n"))
    assert dialog.nothing.lines.toPlainText().startswith("<!doctype html>")
    assert not dialog.primary_button.isEnabled()
    assert dialog.bottom.sentence == "There is nothing to add."


def test_a_stray_key_is_removed_only_when_that_is_chosen(
    open_dialog: Open, folder: Path, qtbot: QtBot
) -> None:
    text = search_page_text(range(3)).replace("drawings it is", "drawingskeys_ofOthers it is", 1)
    dialog = open_dialog(Dump("papers-2025-11-12.txt", text))
    dialog.go_to_check()
    row = dialog.table.chosen_row()
    assert dialog.side.detail.subject.stray == "keys_ofOthers"
    dialog.side.detail.chosen.emit(Choice.REMOVE)
    assert dialog._choice(row) is Choice.REMOVE
    add(dialog, qtbot)
    with Library.open(folder) as library:
        papers = [library.paper(each) for each in library.find().ids]
    assert any(paper.facts.abstract == abstract(row) for paper in papers)
    assert not any("keys_ofOthers" in (paper.facts.abstract or "") for paper in papers)


def test_leaving_out_by_choice_is_the_same_as_unticking(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(Dump("page.txt", alternating_text(range(4))))
    dialog.go_to_check()
    dialog.side.detail.chosen.emit(Choice.LEAVE_OUT)
    assert not dialog._entries.is_ticked(dialog.table.chosen_row())
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog._choice(dialog.table.chosen_row()) is Choice.KEEP


def test_a_warning_leads_to_its_entry_or_its_lines(open_dialog: Open) -> None:
    dialog = open_dialog(Dump("page.txt", alternating_text(range(30))))
    dialog.table.go_to(20)
    for index in range(dialog.side.list.model().rowCount()):
        dialog.side.list.clicked.emit(dialog.side.list.model().index(index, 0))
    assert dialog.table.chosen_row() == 0


def test_alt_and_a_number_filter(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(Dump("page.txt", alternating_text(range(6))))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.table, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert dialog.table.model().rowCount() == dialog.counts.buttons[Part.CHECK].count == 1


def test_esc_closes_and_adds_nothing(open_dialog: Open, folder: Path, qtbot: QtBot) -> None:
    dialog = open_dialog(page(range(3)))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert titles(folder) == set()


def test_control_enter_adds_from_anywhere_but_enter_in_the_table_does_not(
    open_dialog: Open, folder: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(page(range(3)))
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.primary_button.isEnabled()  # it rests while something is added
    with qtbot.waitSignal(dialog.imported, timeout=5_000):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(titles(folder)) == 3


def test_cancel_while_adding_takes_everything_back(
    open_dialog: Open, folder: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(page(range(600)))
    dialog.primary_button.click()
    dialog.reject()
    qtbot.waitUntil(lambda: "cancelled" in dialog.bottom.sentence, timeout=5_000)
    assert dialog.isVisible()
    assert titles(folder) == set()


def test_the_dialog_fits_into_a_small_window_with_large_text(
    worker: Worker, folder: Path, qtbot: QtBot, restyle: Callable[..., None]
) -> None:
    restyle("light", 1.5)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    Library.open(folder).close()
    dialog = ImportDialog(worker, None, [page(range(8), "a.txt"), page(range(9), "b.txt")], window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.primary_button.isEnabled(), timeout=5_000)
    assert dialog.size() == dialog.fitting_size()
    assert dialog.minimumSizeHint().width() <= dialog.width()
    dialog.done(0)


@pytest.mark.parametrize(("scheme", "scale"), [("dark", 1.0), ("light", 1.5)])
def test_the_dialog_takes_on_another_look_while_it_is_open(
    open_dialog: Open, restyle: Callable[..., None], scheme: str, scale: float
) -> None:
    dialog = open_dialog(page(range(12)))
    before = dialog.grab().toImage().pixelColor(QPoint(5, dialog.height() // 2))
    restyle(scheme, scale)
    after = dialog.grab().toImage()
    if scheme == "dark":
        assert after.pixelColor(QPoint(5, dialog.height() // 2)).lightness() < before.lightness()
    assert dialog.table.verticalHeader().defaultSectionSize() == round(32 * scale)


def test_what_was_passed_over_stands_in_the_list_of_files_with_its_reason(
    open_dialog: Open,
) -> None:
    reason = Problem("This file in the archive is damaged.")
    dialog = open_dialog(page(range(3)), Skipped("torn.txt", reason))
    torn = dialog.file_list.topLevelItem(1)
    assert torn is not None
    assert (torn.text(0), torn.text(1)) == ("torn.txt", reason.what)
    assert dialog.primary_button.text() == "Add 3"
