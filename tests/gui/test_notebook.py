"""The page of notes: everything written, filtered, read and edited in place, nothing lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.views.notes.notes_view import NotesView
from reader.library import Library
from reader.model import Kind, State

Open = Callable[[], MainWindow]
OUTLINE = "# Kites {tag:kites}\n\nIt holds.\n\n# Other\n\nWords."


@pytest.fixture
def written(filled: list[int], folder: Path) -> list[int]:
    """Two notes, a topic note and an outline over two tagged papers with highlights."""
    with Library.open(folder) as library:
        library.write_note(filled[2], "First words.\n\nOn lanterns and more of them.")
        library.write_note(filled[3], "Other words.")
        library.tag(filled[2:4], ["kites"])
        library.highlight(filled[2], 0, 40, Kind.RESULT, "My own words.")
        library.new_document("On oceans", "A text of its own.")
        library.new_document("Review", OUTLINE, kind="outline")
    return filled


@pytest.fixture
def page(written: list[int], open_window: Open, qtbot: QtBot) -> tuple[MainWindow, NotesView]:
    """The window with the page open."""
    window = open_window()
    press(window, Qt.Key.Key_G, Qt.Key.Key_W)
    settle(window, qtbot)
    assert window.notebook.view is not None
    return window, window.notebook.view


def settle(window: MainWindow, qtbot: QtBot) -> None:
    QTest.qWait(300)
    wait_for_thread(window, qtbot)


def choose(page: tuple[MainWindow, NotesView], title: str, qtbot: QtBot) -> None:
    window, view = page
    rows = {view.rows.at(row).title: row for row in range(view.rows.rowCount())}  # type: ignore[union-attr]
    view.table.go_to(rows[title])
    settle(window, qtbot)


def test_everything_written_is_there(page: tuple[MainWindow, NotesView]) -> None:
    window, view = page
    assert window.notebook.is_open
    assert view.table.hasFocus()
    assert [view.rows.index(row, 0).data() for row in range(2)] == ["Review", "On oceans"]
    assert view.rows.rowCount() == 4
    assert view.count.text() == "2 notes, 1 topic note, 1 outline"
    spoken = view.rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Topic note. On oceans. A text of its own. Changed ")
    assert window.selection() == ()


def test_letters_decide_about_no_paper_here(
    page: tuple[MainWindow, NotesView], written: list[int], folder: Path, qtbot: QtBot
) -> None:
    window, _ = page
    press(window, Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_Q, Qt.Key.Key_X)
    press(window, Qt.Key.Key_T, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert window.triage.session is None
    settle(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert {row.state for row in library.rows(written)} == {State.INBOX}
    assert window.notebook.is_open


def test_the_filter_speaks_the_search_language(
    page: tuple[MainWindow, NotesView], qtbot: QtBot
) -> None:
    window, view = page
    press(window, Qt.Key.Key_Slash)
    assert view.field.hasFocus()
    QTest.keyClicks(view.field, "tag:kites lanterns")
    settle(window, qtbot)
    assert [view.rows.at(row).of for row in range(view.rows.rowCount())] == ["paper"]  # type: ignore[union-attr]
    view.field.setText("nothing holds this")
    settle(window, qtbot)
    assert view.rows.rowCount() == 0
    assert view.text.empty.title == "No notes match"
    press(window, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert view.rows.rowCount() == 4
    view.kinds.choose(2)
    assert [view.rows.at(row).title for row in range(view.rows.rowCount())] == ["On oceans"]  # type: ignore[union-attr]


def test_a_note_is_edited_in_place(
    page: tuple[MainWindow, NotesView], written: list[int], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    with Library.open(folder, write=False) as library:
        title = library.paper(written[3]).facts.title
    choose(page, title, qtbot)
    press(window, Qt.Key.Key_Return)
    assert view.text.paper_editor.text.hasFocus()
    QTest.keyClicks(view.text.paper_editor.text, " Typed.")
    press(window, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert view.table.hasFocus()
    with Library.open(folder, write=False) as library:
        assert library.paper(written[3]).note == "Other words. Typed."
    press(window, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert not window.notebook.is_open
    assert window.list.table.hasFocus()
    window.list.table.show_papers(window.papers.ids, select=[written[3]])
    settle(window, qtbot)
    assert window.pane.panel.notes.text.text() == "Other words. Typed."


def test_a_topic_note_is_made_named_written_deleted_and_brought_back(
    page: tuple[MainWindow, NotesView], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    press(window, Qt.Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert view.text.title.hasFocus()
    QTest.keyClicks(view.text.title, "Fresh")
    press(window, Qt.Key.Key_Return)
    settle(window, qtbot)
    view.text.document_editor.focus()
    QTest.keyClicks(view.text.document_editor.text, "Its text.")
    press(window, Qt.Key.Key_Escape)
    settle(window, qtbot)
    with Library.open(folder, write=False) as library:
        made = library.documents()[0]
    assert (made.title, made.text, made.kind) == ("Fresh", "Its text.", "topic")
    press(window, Qt.Key.Key_Delete)
    settle(window, qtbot)
    assert view.rows.rowCount() == 4
    press(window, Qt.Key.Key_Z)
    settle(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.documents()[0] == made
    assert view.rows.rowCount() == 5


def test_a_document_taken_out_elsewhere_comes_back_with_what_is_typed(
    page: tuple[MainWindow, NotesView], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    choose(page, "On oceans", qtbot)
    view.text.document_editor.focus()
    with Library.open(folder) as library:
        library.delete_document(next(d.id for d in library.documents() if d.title == "On oceans"))
    QTest.keyClicks(view.text.document_editor.text, " More.")
    press(window, Qt.Key.Key_Escape)
    settle(window, qtbot)
    with Library.open(folder, write=False) as library:
        texts = {one.title: one.text for one in library.documents()}
    assert texts["On oceans"] == "A text of its own. More."
    assert not window.note_writing.unkept


def test_what_is_typed_is_kept_when_the_window_closes(
    page: tuple[MainWindow, NotesView], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    choose(page, "On oceans", qtbot)
    view.text.document_editor.focus()
    QTest.keyClicks(view.text.document_editor.text, " Last words.")
    window.close()
    with Library.open(folder, write=False) as library:
        texts = {one.title: one.text for one in library.documents()}
    assert texts["On oceans"] == "A text of its own. Last words."


def test_evidence_follows_the_caret_and_is_inserted_with_its_citation(
    page: tuple[MainWindow, NotesView], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    choose(page, "Review", qtbot)
    assert not view.text.evidence.isHidden()
    view.text.go_to_line(2)
    view.text.document_editor.text.moveCursor(
        view.text.document_editor.text.textCursor().MoveOperation.EndOfLine
    )
    settle(window, qtbot)
    assert [line.kind for line in view.text.evidence.pieces.lines[:2]] == [Kind.RESULT, None]
    press(window, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    with Library.open(folder, write=False) as library:
        key = next(iter(library.keys([view.text.evidence.pieces.lines[0].paper_id or 0]).values()))
    assert "It holds. “" in view.text.document_editor.text.text()
    assert f"[@{key}]<!-- h1 -->" in view.text.document_editor.text.text()
    settle(window, qtbot)
    assert view.text.evidence.pieces.lines[0].piece.used  # type: ignore[union-attr]
    assert view.text.evidence._count.text() == "1 of 4 used"
    press(window, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    assert view.text.evidence.list.currentIndex().row() == 2
    assert QApplication.focusWidget() is view.text.document_editor.text
    view.text.go_to_line(6)
    settle(window, qtbot)
    assert view.text.evidence.pieces.lines == []
    assert "<!--" not in view.text.document_editor.preview.toPlainText()


def test_the_ledger_leads_to_what_is_missing(
    page: tuple[MainWindow, NotesView], qtbot: QtBot
) -> None:
    window, view = page
    choose(page, "Review", qtbot)
    view.text.evidence.tabs.choose(1)
    lines = view.text.evidence.counted.lines
    assert [line.words for line in lines if line.heading] == [
        "Without a source 1", "Starred, not cited 0", "Cited, not read 0", "Unused 4", "Used 0",
    ]  # fmt: skip
    view.text.evidence.ledger.setCurrentIndex(view.text.evidence.counted.index(1))
    view.text.evidence.focus()
    press(window, Qt.Key.Key_Return)
    assert view.text.document_editor.text.textCursor().blockNumber() == 2


def test_an_outline_is_exported_with_its_references(
    page: tuple[MainWindow, NotesView], tmp_path: Path, qtbot: QtBot
) -> None:
    window, view = page
    choose(page, "Review", qtbot)
    assert view.text.shown is not None
    window.notebook.export_to(view.text.shown.id, tmp_path / "out" / "review.md")
    qtbot.waitUntil((tmp_path / "out" / "review.bib").exists, timeout=10_000)
    settle(window, qtbot)
    text = (tmp_path / "out" / "review.md").read_text("utf-8")
    assert "# Other\n\nWords.\n" in text
    assert "{tag:" not in text
    assert (tmp_path / "out" / "review.bib").exists()


def test_an_empty_library_says_how_to_begin(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.notebook.open()
    settle(window, qtbot)
    assert window.notebook.view is not None
    assert window.notebook.view.text.empty.title == "Nothing written yet"


def test_the_page_comes_from_the_sidebar_and_goes_with_a_place(
    page: tuple[MainWindow, NotesView], qtbot: QtBot
) -> None:
    window, _ = page
    press(window, Qt.Key.Key_G, Qt.Key.Key_S)
    settle(window, qtbot)
    assert not window.notebook.is_open
    assert window.list.isVisible()
    from reader.gui.places import NOTES

    window.sidebar.place_wanted.emit(NOTES)
    settle(window, qtbot)
    assert window.notebook.is_open
    assert not window.list.isVisible()


def test_a_document_changed_elsewhere_too_keeps_both_texts(
    page: tuple[MainWindow, NotesView], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    choose(page, "On oceans", qtbot)
    editor = view.text.document_editor
    with Library.open(folder) as other:
        number = next(one.id for one in other.documents() if one.title == "On oceans")
        other.write_document(number, "A text of its own. Theirs.")
    editor.focus()
    QTest.keyClicks(editor.text, " Mine.")
    editor.save()
    settle(window, qtbot)
    assert editor.conflict.isVisible()
    assert window.pane.panel.notes.keeper.conflict_of(number) is None  # the paper of that number
    with Library.open(folder, write=False) as library:
        assert library.document(number).text == "A text of its own. Theirs."
    press(window, Qt.Key.Key_Escape)
    settle(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.document(number).text == "A text of its own. Theirs.\n\n Mine."


def test_the_palette_finds_texts_and_comparisons_by_their_titles(
    written: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.new_matrix("Ocean table", written[:2])
    window = open_window()
    window.commands.open("ocean")
    qtbot.waitUntil(
        lambda: (
            {"On oceans", "Ocean table"} <= {one.name for one in window.commands.offers("ocean")}
        ),
        timeout=20_000,
    )
    offers = {one.name: one for one in window.commands.offers("ocean")}
    assert offers["On oceans"].detail == "topic note"
    assert offers["Ocean table"].detail == "comparison"
    offers["On oceans"].run()
    qtbot.waitUntil(lambda: window.notebook.is_open, timeout=20_000)
    view = window.notebook.view
    assert view is not None
    qtbot.waitUntil(
        lambda: view.text.shown is not None and view.text.shown.title == "On oceans", timeout=20_000
    )
    offers["Ocean table"].run()
    qtbot.waitUntil(lambda: window.comparisons.is_open, timeout=20_000)


def test_a_search_for_papers_says_how_many_texts_hold_the_words_and_leads_to_them(
    written: list[int], open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    window.list.search.set_text("text own")
    window.browsing.search("text own")
    line = window.list.texts
    qtbot.waitUntil(lambda: not line.isHidden(), timeout=20_000)
    assert line.words.text() == "1 text of yours holds these words."
    line.link.click()
    qtbot.waitUntil(lambda: window.notebook.is_open, timeout=20_000)
    view = window.notebook.view
    assert view is not None
    assert view.field.text() == "text own"
    qtbot.waitUntil(lambda: view.rows.rowCount() == 1, timeout=20_000)
    assert view.rows.at(0).title == "On oceans"  # type: ignore[union-attr]
