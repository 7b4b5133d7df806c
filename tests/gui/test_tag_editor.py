"""The tag editor: keys, several papers, and one change when it closes."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from reader.gui.views.tag_completion import offers, tag_name
from reader.gui.views.tag_editor import TagEditor
from reader.model import Tag

TAGS = [
    (Tag("initialization", "orange"), 47),
    (Tag("class-incremental", "violet"), 34),
    (Tag("training-dynamics", "slate"), 60),
    (Tag("in-context", "slate"), 19),
    (Tag("LLM", "teal"), 112),
]
Open = Callable[..., TagEditor]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    made.setCentralWidget(QLineEdit())
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.centralWidget().setFocus()
    return made


@pytest.fixture
def open_editor(window: QMainWindow) -> Open:
    def open_one(on: Mapping[str, int], papers: int = 1) -> TagEditor:
        editor = TagEditor(TAGS, on, papers, window)
        editor.open_at(QRect(window.mapToGlobal(QPoint(100, 100)), QSize(10, 10)))
        return editor

    return open_one


def closing(editor: TagEditor, qtbot: QtBot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Press Esc and answer what was wanted."""
    with qtbot.waitSignal(editor.done) as done:
        qtbot.keyClick(editor.field, Qt.Key.Key_Escape)
    add, remove = done.args
    return add, remove


def test_enter_toggles_the_marked_tag_and_clears_the_text(open_editor: Open, qtbot: QtBot) -> None:
    editor = open_editor({"LLM": 1})
    qtbot.keyClicks(editor.field, "class")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert editor.field.text() == ""
    qtbot.keyClicks(editor.field, "llm")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert closing(editor, qtbot) == (("class-incremental",), ("LLM",))


def test_tab_completes_without_toggling(open_editor: Open, qtbot: QtBot) -> None:
    editor = open_editor({})
    qtbot.keyClicks(editor.field, "dyn")
    qtbot.keyClick(editor.field, Qt.Key.Key_Tab)
    assert editor.field.text() == "training-dynamics"
    assert editor.field.hasFocus()
    assert editor.changes() == ((), ())


def test_comma_ends_a_tag_in_the_case_that_exists_and_a_space_is_a_dash(
    open_editor: Open, qtbot: QtBot
) -> None:
    editor = open_editor({})
    qtbot.keyClicks(editor.field, "llm,my new tag,")
    assert closing(editor, qtbot) == (("LLM", "my-new-tag"), ())


def test_backspace_in_the_empty_field_takes_the_last_chip(open_editor: Open, qtbot: QtBot) -> None:
    editor = open_editor({"initialization": 1, "LLM": 1})
    qtbot.keyClicks(editor.field, "a")
    qtbot.keyClick(editor.field, Qt.Key.Key_Backspace)
    assert editor.changes() == ((), ())
    qtbot.keyClick(editor.field, Qt.Key.Key_Backspace)
    assert closing(editor, qtbot) == ((), ("LLM",))


def test_half_ticked_tags_of_several_papers_become_all_then_none(
    open_editor: Open, qtbot: QtBot
) -> None:
    editor = open_editor({"LLM": 3}, papers=12)
    offer = offers("llm", TAGS, [])[0]
    assert editor.state_of("LLM") is Qt.CheckState.PartiallyChecked
    assert editor.count_words(offer) == "on 3 of 12"
    editor.toggle(offer)
    assert editor.changes() == (("LLM",), ())
    editor.toggle(offer)
    assert closing(editor, qtbot) == ((), ("LLM",))


def test_a_click_outside_is_done_and_the_focus_returns(
    open_editor: Open, window: QMainWindow, qtbot: QtBot
) -> None:
    editor = open_editor({})
    qtbot.keyClicks(editor.field, "llm,")
    with qtbot.waitSignal(editor.done) as done:
        qtbot.mouseClick(window.centralWidget(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert done.args == [("LLM",), ()]
    assert window.centralWidget().hasFocus()


def test_nothing_changed_says_nothing_and_half_typed_words_make_no_tag(
    open_editor: Open, qtbot: QtBot
) -> None:
    editor = open_editor({"LLM": 1})
    qtbot.keyClicks(editor.field, "hal")
    with qtbot.assertNotEmitted(editor.done):
        qtbot.keyClick(editor.field, Qt.Key.Key_Escape)


def test_the_start_of_a_word_comes_first_and_a_new_name_last() -> None:
    names = [offer.name for offer in offers("in", TAGS, [])]
    assert names == ["initialization", "class-incremental", "in-context", "training-dynamics", "in"]
    assert offers("IN-context", TAGS, [])[-1].tag is not None


def test_with_nothing_typed_the_tags_that_are_on_come_first() -> None:
    assert [offer.name for offer in offers("", TAGS, ["in-context"])][:2] == ["in-context", "LLM"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" my tag ", "my-tag"),
        ("#vision/ocr", "vision/ocr"),
        ("a,b; <c>", "ab-c"),
        ("é 2", "é-2"),
        ("--", ""),
    ],
)
def test_names_hold_letters_digits_dashes_and_slashes(typed: str, name: str) -> None:
    assert tag_name(typed) == name
