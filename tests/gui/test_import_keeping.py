"""What can be done with an import weeks later: its text, its day, reading again, taking back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from driving import wait_for_thread
from making import facts, listing, search_page_text
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.importing import import_source
from reader.gui.dialogs.importing.import_again import ImportAgain, about, button
from reader.gui.dialogs.importing.import_source import ImportSource
from reader.gui.intake.import_keeping import question
from reader.gui.main_window import MainWindow
from reader.gui.places import import_place
from reader.gui.views.rename_popover import RenamePopover
from reader.library import Library, pasted, read, read_file
from reader.model import (
    Dump,
    Entry,
    Facts,
    Import,
    Improvement,
    Leftover,
    Reread,
    RereadEntry,
)

Open = Callable[[], MainWindow]
TEXT = search_page_text(range(4))


@pytest.fixture
def window(folder: Path, open_window: Open) -> MainWindow:
    """A window on one import of four papers, two of them worked on."""
    with Library.open(folder) as library:
        library.add([library.plan(Dump("papers-2025-11-12.txt", TEXT))])
        ids = list(library.find().ids)
        library.tag(ids[:1], ["kites"])
        library.write_note(ids[1], "mine")
    return open_window()


def batch(window: MainWindow) -> Import:
    counts = window.sidebar.tree.counts
    assert counts is not None
    return counts.imports[0]


def count(folder: Path) -> int:
    with Library.open(folder, write=False) as library:
        return library.counts().all


def press(window: MainWindow, text: str) -> None:
    box = window.findChild(QMessageBox)
    assert box is not None
    next(each for each in box.findChildren(QAbstractButton) if each.text() == text).click()


def test_the_menu_of_an_import_has_what_can_be_done_with_it(window: MainWindow) -> None:
    menu = QMenu(window)
    window.import_keeping.add_to(menu, batch(window), QRect())
    assert [action.text() for action in menu.actions()] == [
        "Show its text…",
        "Show warnings…",
        "Rename…",
        "Open its folder",
        "Change its day…",
        "Read it again…",
        "Undo this import",
    ]


def test_its_text_is_shown_as_it_was_brought_in(window: MainWindow, qtbot: QtBot) -> None:
    window.import_keeping.show_text(batch(window))
    qtbot.waitUntil(lambda: window.findChild(ImportSource) is not None)
    dialog = window.findChild(ImportSource)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.lines.toPlainText().strip() == TEXT.strip())
    assert not dialog.part.isVisibleTo(dialog)
    assert not dialog.warnings.isVisibleTo(dialog)
    dialog.reject()


def test_undoing_asks_about_work_and_can_keep_it(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    window.import_keeping.undo(batch(window))
    wait_for_thread(window, qtbot)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "2 of 4 papers have your notes or tags."
    assert count(folder) == 4
    press(window, "Keep those 2")
    wait_for_thread(window, qtbot)
    assert count(folder) == 2


def test_undoing_can_take_out_all_and_comes_back_with_undo(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    window.import_keeping.undo(batch(window))
    wait_for_thread(window, qtbot)
    press(window, "Take out all 4")
    wait_for_thread(window, qtbot)
    assert count(folder) == 0
    window.operations.undo()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        notes = [paper.note for paper in library.papers(list(library.find().ids))]
    assert sorted(notes) == ["", "", "", "mine"]


def test_an_import_without_work_in_it_is_taken_back_at_once(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.add([library.plan(Dump("a.txt", TEXT))])
    window = open_window()
    window.import_keeping.undo(batch(window))
    wait_for_thread(window, qtbot)
    assert window.findChild(QMessageBox) is None
    assert count(folder) == 0


def test_another_day_moves_the_dates_that_follow_it(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    window.import_keeping.change_day(batch(window), QRect())
    sheet = window.findChild(RenamePopover)
    assert sheet is not None
    sheet.field.setText("12 Nov 2019")
    assert sheet.hint == "Dates without a year follow 12 Nov 2019"
    sheet.finish()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        papers = library.papers(list(library.find().ids))
    followed = {paper.facts.date[:4] for paper in papers if paper.facts.year_from_capture}
    assert followed == {"2019"}


@pytest.mark.parametrize("text", ["soon", "", "Nov 2025"])
def test_what_is_no_day_is_not_taken(window: MainWindow, text: str) -> None:
    window.import_keeping.change_day(batch(window), QRect())
    sheet = window.findChild(RenamePopover)
    assert sheet is not None
    sheet.field.setText(text)
    assert sheet.hint == "Type a day, like 12 Nov 2025, or a year"
    sheet.finish()
    assert sheet.isVisible()


def test_a_text_that_is_read_as_before_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.import_keeping.read_again(batch(window))
    wait_for_thread(window, qtbot)
    assert window.findChild(ImportAgain) is None
    assert "is read better now" in window.toast.text


def test_what_reading_again_would_change_is_shown_first(window: MainWindow, qtbot: QtBot) -> None:
    better = RereadEntry(Entry(Facts("Kites"), 1, 2), 1, (Improvement("date", None, "2024-01-02"),))
    new = RereadEntry(Entry(Facts("Moths"), 3, 4), None, (), new=True)
    dialog = ImportAgain("Papers", Reread(1, 1, 4, (better, new)), window)
    qtbot.addWidget(dialog)
    rows = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    assert [(row.text(0), row.text(1)) for row in rows if row is not None] == [
        ("Kites", "Gets date"),
        ("Moths", "New"),
        ("3 more", ""),
    ]
    assert dialog.about.text() == "1 paper is read better, 4 are new."
    assert dialog.primary_button.text() == "Improve 1, add 4"
    assert about(Reread(1, 1, 0, (better,), (), 2)) == (
        "1 paper is read better. 2 papers that you left out or deleted stay out."
    )
    with qtbot.waitSignal(dialog.wanted):
        dialog.primary_button.click()


def test_the_words_of_reading_again() -> None:
    new = RereadEntry(Entry(Facts("Moths"), 3, 4), None, (), new=True)
    two = Reread(1, 0, 2, (new, new))
    assert about(two) == "2 papers are new."
    assert button(two) == "Add 2"
    assert about(Reread(1, 0, 0, ())) == "Everything is read as it was."


def test_the_question_counts() -> None:
    assert question(12, 59) == "12 of 59 papers have your notes or tags."
    assert question(1, 1) == "1 of 1 paper has your notes or tags."


def test_an_import_with_lines_that_were_not_understood_is_marked(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        partly = replace(listing([facts(1)]), leftovers=(Leftover(3, "stray", "fits nowhere"),))
        library.add([library.plan_listing(Dump("a.txt", TEXT), partly)])
    window = open_window()
    tree = window.sidebar.tree
    (line,) = (
        tree.line(tree.index(row, 0, heading))
        for heading in tree.headings()
        for row in range(tree.rowCount(heading))
        if tree.line(tree.index(row, 0, heading)).text.startswith("a.txt")
    )
    assert line.warning == "1 line was not understood"
    window.import_keeping.show_warnings(batch(window))
    dialog = window.findChild(ImportSource)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.warnings.topLevelItemCount() == 1)
    (row,) = dialog.warnings.selectedItems()
    assert (row.text(0), row.text(1)) == ("line 3", "fits nowhere stray")
    assert dialog.lines.textCursor().blockNumber() + 1 == 3


def test_a_text_in_parts_is_shown_part_by_part(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        dumps = [Dump("a.txt", f"{part}\n{TEXT}") for part in ("one", "two")]
        library.add_one_by_one([(each, read(each)) for each in dumps], lambda plan: None)
    window = open_window()
    window.import_keeping.show_text(batch(window))
    dialog = window.findChild(ImportSource)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.lines.toPlainText().startswith("one"))
    assert dialog.part.currentText() == "Part 1 of 2"
    dialog.part.setCurrentIndex(1)
    dialog.part.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.lines.toPlainText().startswith("two"))
    dialog.reject()


def test_a_line_beyond_those_shown_is_gone_to(window: MainWindow, qtbot: QtBot) -> None:
    dialog = ImportSource(batch(window), window)
    qtbot.addWidget(dialog)
    last = import_source.MOST_LINES + 500
    text = "\n".join(f"row {number}" for number in range(1, last + 1))
    dialog.show_part(Dump("a", text), (Leftover(last, "x", "why"),), warnings=True)
    assert dialog.lines.textCursor().block().text() == f"row {last}"


def test_an_import_gets_another_name_and_shows_its_folder(
    folder: Path, open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "papers-2025-11-12.txt"
    path.write_text(TEXT, encoding="utf-8")
    with Library.open(folder) as library:
        library.add([library.plan(read_file(path))])
    window = open_window()
    menu = QMenu()
    window.import_keeping.add_to(menu, batch(window), QRect())
    chosen = {action.text(): action for action in menu.actions()}
    window.browsing.open(import_place(batch(window)))
    chosen["Rename…"].trigger()
    sheet = window.findChild(RenamePopover)
    assert sheet is not None
    assert sheet.field.text().startswith("Papers, 12 Nov")
    sheet.field.setText("  My fog ")
    sheet.finish()
    wait_for_thread(window, qtbot)
    assert batch(window).name == "My fog"
    field = window.list.search.field
    qtbot.waitUntil(lambda: field.placeholderText() == "Search in My fog")
    assert window.browsing.place.title == "My fog"
    opened: list[Path] = []
    monkeypatch.setattr("reader.gui.intake.import_keeping.open_folder", opened.append)
    chosen["Open its folder"].trigger()
    assert opened == [tmp_path]


def test_a_pasted_text_has_no_folder_and_the_name_of_its_page(window: MainWindow) -> None:
    menu = QMenu()
    window.import_keeping.add_to(menu, batch(window), QRect())
    chosen = {action.text(): action for action in menu.actions()}
    assert not chosen["Open its folder"].isEnabled()
    assert pasted(f"new\nDaily Papers\nNov 12\n{TEXT}").name == "Daily Papers"
    assert pasted("# Weekly Papers\n\nwords").name == "Weekly Papers"
    assert pasted("arxiv logo > cs.CL\n[1] arXiv:2401.00001 [pdf]\nTitle: x").name == "arXiv cs.CL"
    assert pasted("words").name == "Pasted text"
