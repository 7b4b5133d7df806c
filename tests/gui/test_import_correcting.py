"""Correcting what was found before it is added: editing, joining, splitting, taking back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from making import abstract, search_page_text, title
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from reader.gui.controls.source_view import SourceView
from reader.gui.dialogs.importing.import_dialog import ImportDialog
from reader.gui.models.import_entries import Column, Part
from reader.library import Library
from reader.model import Dump, Paper, State

Open = Callable[..., ImportDialog]
CONTROL = Qt.KeyboardModifier.ControlModifier


def page(numbers: range, name: str = "papers-2025-11-12.txt") -> Dump:
    return Dump(name, search_page_text(numbers))


def shown(dialog: ImportDialog) -> list[str]:
    model = dialog.table.model()
    return [model.index(row, Column.TITLE).data() for row in range(model.rowCount())]


def active(dialog: ImportDialog, qtbot: QtBot) -> ImportDialog:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.table.setFocus()
    return dialog


def put_cursor(dialog: ImportDialog, text: str) -> None:
    """Put the cursor of the source lines at a text."""
    view = dialog.side.detail.findChild(SourceView)
    view.setTextCursor(QTextCursor(view.document().find(text).block()))


def papers(folder: Path) -> list[Paper]:
    with Library.open(folder) as library:
        return library.papers(list(library.find().ids))


def test_f2_edits_the_facts_and_control_enter_keeps_them(
    open_dialog: Open, folder: Path, qtbot: QtBot
) -> None:
    dialog = active(open_dialog(page(range(4))), qtbot)
    dialog.table.go_to(2)
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.side.detail.editor
    assert editor is not None
    assert editor.title.toPlainText() == title(2)
    editor.title.setPlainText("A Better\nTitle")
    editor.date.setText("3 Feb 2021")
    editor.authors.setText("Ada Moth;  Ben Kite ")
    qtbot.keyClick(editor.abstract, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: shown(dialog)[2] == "A Better Title")
    assert dialog.isVisible()
    assert dialog.table.chosen_row() == 2
    with qtbot.waitSignal(dialog.imported):
        dialog.primary_button.click()
    (paper,) = (each for each in papers(folder) if each.facts.title == "A Better Title")
    assert paper.facts.date == "2021-02-03"
    assert paper.facts.authors == ("Ada Moth", "Ben Kite")
    assert paper.facts.abstract == abstract(2)


def test_esc_leaves_the_entry_as_it_was_and_the_dialog_open(
    open_dialog: Open, qtbot: QtBot
) -> None:
    dialog = active(open_dialog(page(range(3))), qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.side.detail.editor
    assert editor is not None
    editor.title.setPlainText("Nothing of the Kind")
    qtbot.keyClick(editor.title, Qt.Key.Key_Escape)
    assert dialog.side.detail.editor is None
    assert dialog.isVisible()
    assert shown(dialog)[0] == title(0)


def test_a_date_that_is_none_is_refused_in_words(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = active(open_dialog(page(range(3))), qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.side.detail.editor
    assert editor is not None
    editor.date.setText("soon")
    editor.keep.click()
    assert dialog.side.detail.editor is editor
    assert "like 31 Mar 2025" in editor._wrong.text()


def test_going_to_another_entry_keeps_what_was_typed(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = active(open_dialog(page(range(3))), qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.side.detail.editor
    assert editor is not None
    editor.title.setPlainText("Typed and Left")
    editor.date.setText("soon")
    dialog.table.go_to(1)
    qtbot.waitUntil(lambda: shown(dialog)[0] == "Typed and Left")
    assert dialog.table.chosen_row() == 1


def test_adding_in_the_middle_of_an_edit_adds_what_was_typed(
    open_dialog: Open, folder: Path, qtbot: QtBot
) -> None:
    dialog = active(open_dialog(page(range(3))), qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.side.detail.editor
    assert editor is not None
    editor.title.setPlainText("Typed at the Last Moment")
    with qtbot.waitSignal(dialog.imported):
        dialog.primary_button.click()
    assert "Typed at the Last Moment" in {paper.facts.title for paper in papers(folder)}
    assert len(papers(folder)) == 3


def test_join_and_take_back_by_keys(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = active(open_dialog(page(range(4))), qtbot)
    dialog.table.go_to(1)
    qtbot.keyClick(dialog.table, Qt.Key.Key_J, CONTROL)
    qtbot.waitUntil(lambda: dialog.counts.buttons[Part.FOUND].count == 3)
    assert shown(dialog) == [title(0), title(1), title(3)]
    assert dialog.primary_button.text() == "Add 3"
    qtbot.keyClick(dialog.table, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: shown(dialog) == [title(number) for number in range(4)])


def test_the_last_entry_has_nothing_to_be_joined_with(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = active(open_dialog(page(range(2))), qtbot)
    dialog.table.go_to(1)
    assert not dialog.side.detail.tools.join.isEnabled()
    qtbot.keyClick(dialog.table, Qt.Key.Key_J, CONTROL)
    assert shown(dialog) == [title(0), title(1)]


def test_two_papers_in_one_are_split_at_the_line_of_the_cursor(
    open_dialog: Open, folder: Path, qtbot: QtBot
) -> None:
    dialog = active(open_dialog(page(range(3))), qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_J, CONTROL)
    qtbot.waitUntil(lambda: len(shown(dialog)) == 2)
    tools = dialog.side.detail.tools
    assert not tools.split.isEnabled()
    put_cursor(dialog, title(1))
    assert tools.split.text() == f"Split at {tools.line}"
    qtbot.keyClick(dialog.side.detail.findChild(SourceView), Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(lambda: len(shown(dialog)) == 3)
    with qtbot.waitSignal(dialog.imported):
        dialog.primary_button.click()
    assert {(each.facts.title, each.facts.abstract) for each in papers(folder)} == {
        (title(number), abstract(number)) for number in range(3)
    }
    assert all(each.facts.date for each in papers(folder))


def test_another_capture_year_keeps_what_was_corrected(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = active(open_dialog(Dump("page.txt", search_page_text(range(4)))), qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_J, CONTROL)
    qtbot.waitUntil(lambda: len(shown(dialog)) == 3)
    dialog.head.year.setValue(2019)
    qtbot.waitUntil(lambda: "2019" in str(dialog._entries.index(0, Column.DATE).data()))
    assert shown(dialog) == [title(0), title(2), title(3)]


def test_what_was_left_out_stays_out_when_something_else_is_corrected(
    open_dialog: Open, qtbot: QtBot
) -> None:
    dialog = active(open_dialog(page(range(4))), qtbot)
    dialog.table.go_to(3)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.table.go_to(0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_J, CONTROL)
    qtbot.waitUntil(lambda: len(shown(dialog)) == 3)
    assert [dialog._entries.is_ticked(row) for row in range(3)] == [True, True, False]


def test_a_look_that_changes_while_editing_keeps_what_was_typed(
    open_dialog: Open, qtbot: QtBot, restyle: Callable[..., None]
) -> None:
    dialog = active(open_dialog(page(range(3))), qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.side.detail.editor
    assert editor is not None
    editor.title.setPlainText("Typed by Day")
    restyle("dark", 1.0)
    qtbot.waitUntil(lambda: shown(dialog)[0] == "Typed by Day")


# ---------------------------------------------------------------- folded papers, names of files


def test_archived_papers_are_folded_until_they_are_asked_for(
    open_dialog: Open, folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.add([library.plan(page(range(2)))])
        library.set_state(list(library.find().ids), State.ARCHIVE)
    dialog = active(open_dialog(page(range(4))), qtbot)
    assert dialog.counts.buttons[Part.FOUND].count == 4
    assert shown(dialog) == [title(2), title(3)]
    assert dialog.counts.unfold.text() == "Show the 2 archived"
    dialog.counts.unfold.click()
    assert len(shown(dialog)) == 4
    assert not dialog.counts.unfold.isVisible()


def test_an_archived_paper_that_is_listed_for_the_third_time_is_not_folded(
    open_dialog: Open, folder: Path
) -> None:
    with Library.open(folder) as library:
        for number in range(2):  # another text each time: the same one is the same import
            text = search_page_text(range(1)) + number * "\n\n"
            library.add([library.plan(Dump(f"page-{number}-2025-11-12.txt", text))])
        library.set_state(list(library.find().ids), State.ARCHIVE)
    dialog = open_dialog(page(range(2)))
    assert shown(dialog) == [title(0), title(1)]
    remarks = dialog.side.list.model()
    said = [remarks.index(row, 0).data() for row in range(remarks.rowCount())]
    assert "You archived this paper. It is listed for the third time." in said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"upvotes": 40}, "Its votes or comments have doubled since."),
        ({"abstract": " ".join(f"other{n} words" for n in range(40))}, "is another one now."),
        ({"upvotes": 9}, ""),
    ],
)
def test_an_archived_paper_comes_back_for_what_is_new_about_it(
    open_dialog: Open, folder: Path, now: dict[str, object], said: str
) -> None:
    paper = {"id": "2401.00001", "title": title(0), "abstract": abstract(0), "upvotes": 8}
    with Library.open(folder) as library:
        library.add([library.plan(Dump("a.json", json.dumps([paper])))])
        library.set_state(list(library.find().ids), State.ARCHIVE)
    other = {"title": title(1), "abstract": abstract(1), "id": "2401.00002"}
    dialog = open_dialog(Dump("b.json", json.dumps([{**paper, **now}, other])))
    assert shown(dialog) == [*([title(0)] if said else []), title(1)]
    remarks = dialog.side.list.model()
    words = [str(remarks.index(row, 0).data()) for row in range(remarks.rowCount())]
    assert any(said in each for each in words) or not said


def test_warnings_of_several_files_stand_under_the_names_of_the_files(
    open_dialog: Open, qtbot: QtBot
) -> None:
    glued = "Get trending papers in your email inbox!\nSubscribe\n" + search_page_text(range(2))
    dialog = open_dialog(Dump("a.txt", glued), Dump("b.txt", glued))
    remarks = dialog.side._remarks
    names = [
        remarks.remark(row).text
        for row in range(remarks.rowCount())
        if remarks.remark(row).tone == "file"
    ]
    assert names == ["a.txt", "b.txt"]
    assert dialog.side._caption.text() == f"Warnings ({remarks.rowCount() - 2})"
    last = max(row for row in range(remarks.rowCount()) if remarks.remark(row).tone == "file")
    dialog.side.list.clicked.emit(remarks.index(last, 0))
    assert dialog.file_list.currentIndex().row() == 1
