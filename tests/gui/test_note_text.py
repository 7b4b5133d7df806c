"""The field of the notes: lists continue, marks go around words, keys lead out."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.look.theme import theme
from reader.gui.views.notes.note_text import NoteText, task_places

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot: QtBot) -> NoteText:
    made = NoteText()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


def write(field: NoteText, text: str) -> None:
    """Put text in and the caret where `|` stands, or select what stands between two of them."""
    pieces = text.split("|")
    field.show_text("".join(pieces))
    cursor = field.textCursor()
    cursor.setPosition(len(pieces[0]))
    if len(pieces) == 3:
        cursor.setPosition(len(pieces[0] + pieces[1]), QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one|", "- one\n- "),
        ("  * one|", "  * one\n  * "),
        ("9. nine|", "9. nine\n10. "),
        ("- [x] done|", "- [x] done\n- [ ] "),
        ("- one\n- |", "- one\n"),
        ("plain|", "plain\n"),
        ("- one|two", "- one\n- two"),
        ("|- one", "\n- one"),
    ],
)
def test_enter_continues_a_list_and_ends_it_in_an_empty_item(
    field: NoteText, qtbot: QtBot, before: str, after: str
) -> None:
    write(field, before)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == after


def test_shift_enter_is_a_plain_new_line(field: NoteText, qtbot: QtBot) -> None:
    write(field, "- one|")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert field.text() == "- one\n"


def test_tab_indents_in_lists_and_leaves_the_field_elsewhere(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    field, other = NoteText(), QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    write(field, "- one\n- two|")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "- one\n  - two"
    qtbot.keyClick(field, Qt.Key.Key_Backtab)
    assert field.text() == "- one\n- two"
    write(field, "words|")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "words"
    assert other.hasFocus()


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        (Qt.Key.Key_B, "a |word| b", "a **word** b"),
        (Qt.Key.Key_B, "a |**word**| b", "a word b"),
        (Qt.Key.Key_I, "a |word| b", "a *word* b"),
        (Qt.Key.Key_I, "a |", "a **"),
        (Qt.Key.Key_L, "|words|", "[words]()"),
        (Qt.Key.Key_L, "|https://example.org|", "[](https://example.org)"),
    ],
)
def test_formatting_keys_put_marks_around_the_selection(
    field: NoteText, qtbot: QtBot, key: Qt.Key, before: str, after: str
) -> None:
    write(field, before)
    qtbot.keyClick(field, key, CONTROL)
    assert field.text() == after


def test_a_line_mark_goes_on_all_selected_lines_and_off_again(field: NoteText) -> None:
    write(field, "|one\n> two|\nthree")
    field.prefix("- ")
    assert field.text() == "- one\n- two\nthree"
    field.prefix("- ")
    assert field.text() == "one\ntwo\nthree"


def test_esc_leads_out(field: NoteText, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.escaped):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_only_words_can_be_pasted(field: NoteText) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='file:///etc/passwd'>")
    data.setText("bold")
    field.insertFromMimeData(data)
    assert field.text() == "bold"
    assert "<img" not in field.toHtml()


def test_boxes_in_code_are_no_tasks() -> None:
    text = "𝒢\n- [ ] a\n```\n- [ ] b\n```\n1. [x] c\n- [ ]d"
    units = text.encode("utf-16-le")
    marks = [units[2 * start : 2 * end].decode("utf-16-le") for start, end in task_places(text)]
    assert marks == [" ", "x"]


def test_ticking_happens_only_when_it_is_sure_which_box_was_meant(field: NoteText) -> None:
    write(field, "- [ ] a\n- [x] b|")
    field.toggle_task(1, 3)
    assert field.text() == "- [ ] a\n- [x] b"
    field.toggle_task(1, 2)
    assert field.text() == "- [ ] a\n- [ ] b"


def test_lines_are_as_high_as_the_design_says(field: NoteText) -> None:
    write(field, "one\ntwo|")
    second = field.cursorRect().top()
    field.moveCursor(QTextCursor.MoveOperation.Up)
    assert second - field.cursorRect().top() == theme().line_height("mono")


def test_markers_are_quiet_and_references_blue(field: NoteText) -> None:
    write(field, "- see [^h1] and **bold**|")
    formats = field.document().begin().layout().formats()
    inks = {
        field.text()[piece.start : piece.start + piece.length]: piece.format.foreground().color()
        for piece in formats
    }
    assert inks["- "] == theme().color("text.tertiary")
    assert inks["[^h1]"] == theme().color("accent.text")
    assert inks["bold"] == theme().color("text.primary")


@pytest.mark.parametrize(
    ("key", "modifier", "after"),
    [
        (Qt.Key.Key_E, CONTROL, "a `word` b"),
        (Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier, "- a word b"),
        (Qt.Key.Key_K, CONTROL | Qt.KeyboardModifier.ShiftModifier, "- [ ] a word b"),
        (Qt.Key.Key_B, CONTROL | Qt.KeyboardModifier.ShiftModifier, "> a word b"),
    ],
)
def test_keys_format_and_take_it_away_again(
    field: NoteText, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, after: str
) -> None:
    write(field, "a |word| b")
    qtbot.keyClick(field, key, modifier)
    assert field.text() == after
    field.undo()
    assert field.text() == "a word b"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|", "## T\n"),
        ("one|", "one\n\n## T\n"),
        ("one\n|two", "one\n\n## T\n\ntwo"),
        ("é one\n\n|", "é one\n\n## T\n"),
    ],
)
def test_a_block_stands_apart(field: NoteText, before: str, after: str) -> None:
    write(field, before)
    field.insert_block("## T\n\n")
    assert field.text() == after
