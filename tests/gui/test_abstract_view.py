"""The abstract: what is shown, and how words are selected, highlighted and found again."""

from collections.abc import Iterator

import pytest
from making import abstract
from making_shown import marked_paper
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.views.reading.abstract_view import AbstractView
from reader.model import Kind

TEXT = abstract(1)
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LINKED = "See $\\alpha$ at https://www.example.org/some/page?from=listing, and (https://b.example)."


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[AbstractView]:
    window = QWidget()
    made = AbstractView()
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(760, 600)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    made.set_column(56, 600)
    made.show_text(TEXT, ())
    made.setFocus()
    yield made
    window.close()


def place_of(view: AbstractView, words: str) -> tuple[int, int]:
    start = view.reading.text.index(words)
    return start, start + len(words)


def point_at(view: AbstractView, place: int) -> QPoint:
    """The middle of a shown character."""
    return view.stretches(place, place + 1)[0].center().toPoint()


def drag(view: AbstractView, qtbot: QtBot, start: int, end: int, keys: object = None) -> None:
    """Select with the pointer from the middle of one character to the middle of another."""
    modifiers = keys or Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(view.viewport(), left, pos=point_at(view, start))
    view.select(start, end)
    qtbot.mouseRelease(view.viewport(), left, modifiers, pos=point_at(view, end))


def test_a_digit_highlights_the_selected_words_as_that_kind(
    view: AbstractView, qtbot: QtBot
) -> None:
    view.select(*place_of(view, "one at a time"))
    with qtbot.waitSignal(view.highlight_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_2)
    start, end, kind, comment = wanted.args
    assert (TEXT[start:end], kind, comment) == ("one at a time", Kind.METHOD, "")
    assert not view.has_selection()


def test_h_highlights_as_the_last_kind(view: AbstractView, qtbot: QtBot) -> None:
    view.select(*place_of(view, "one at a time"))
    qtbot.keyClick(view, Qt.Key.Key_5)
    view.select(*place_of(view, "shoe box"))
    with qtbot.waitSignal(view.highlight_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_H)
    assert wanted.args[2] is Kind.CITE


def test_a_selection_grows_to_whole_words_unless_alt_is_held(
    view: AbstractView, qtbot: QtBot
) -> None:
    start, end = place_of(view, "ade-up meth")
    drag(view, qtbot, start, end)
    assert view.textCursor().selectedText() == "made-up method"
    view.let_go()
    drag(view, qtbot, start, end, ALT)
    assert view.textCursor().selectedText() == "ade-up meth"


def test_letting_go_offers_the_kinds_and_leaves_the_focus_in_the_text(
    view: AbstractView, qtbot: QtBot
) -> None:
    drag(view, qtbot, *place_of(view, "shoe box"))
    assert view._popover is not None
    assert view._popover.isVisible()
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view._popover.isVisible()
    assert not view.has_selection()


def test_a_comment_is_kept_with_enter_and_its_kind_with_alt(
    view: AbstractView, qtbot: QtBot
) -> None:
    drag(view, qtbot, *place_of(view, "shoe box"))
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert view._popover is not None
    field = view._popover._field
    assert field.hasFocus()
    qtbot.keyClicks(field, "really")
    qtbot.keyClick(field, Qt.Key.Key_4, ALT)
    with qtbot.waitSignal(view.highlight_wanted) as wanted:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    start, end, kind, comment = wanted.args
    assert (TEXT[start:end], kind, comment) == ("shoe box", Kind.QUESTION, "really")


def test_a_typed_comment_is_kept_when_another_text_comes_up(
    view: AbstractView, qtbot: QtBot
) -> None:
    drag(view, qtbot, *place_of(view, "shoe box"))
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert view._popover is not None
    qtbot.keyClicks(view._popover._field, "mine")
    with qtbot.waitSignal(view.highlight_wanted) as wanted:
        view.show_text(abstract(2), ())
    assert wanted.args[3] == "mine"
    assert TEXT[wanted.args[0] : wanted.args[1]] == "shoe box"


def test_esc_in_the_comment_throws_it_away(view: AbstractView, qtbot: QtBot) -> None:
    drag(view, qtbot, *place_of(view, "shoe box"))
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert view._popover is not None
    qtbot.keyClicks(view._popover._field, "never mind")
    with qtbot.assertNotEmitted(view.highlight_wanted):
        qtbot.keyClick(view._popover._field, Qt.Key.Key_Escape)
    assert not view._popover.isVisible()


def test_brackets_go_from_highlight_to_highlight_and_del_deletes(
    view: AbstractView, qtbot: QtBot
) -> None:
    view.show_text(TEXT, marked_paper(1).highlights)
    qtbot.keyClick(view, Qt.Key.Key_BracketRight)
    assert view.cursor_place() == TEXT.index("one at a time")
    qtbot.keyClick(view, Qt.Key.Key_BracketRight)
    assert view.cursor_place() == TEXT.index("it says so")
    qtbot.keyClick(view, Qt.Key.Key_BracketLeft)
    with qtbot.waitSignal(view.highlight_delete_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert wanted.args == [11]


def test_enter_in_a_highlight_changes_its_comment(view: AbstractView, qtbot: QtBot) -> None:
    view.show_text(TEXT, marked_paper(1).highlights)
    view.jump_to(12)
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert view._popover is not None
    field = view._popover._field
    assert field.toPlainText() == "good manners"
    qtbot.keyClicks(field, "!")
    with qtbot.waitSignal(view.highlight_change_wanted) as wanted:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert wanted.args == [12, None, "good manners!"]


def test_the_text_cursor_selects_by_keys_alone(view: AbstractView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_V)
    view.put_cursor(place_of(view, "one at a time")[0])
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT | CONTROL)
    qtbot.keyRelease(view, Qt.Key.Key_Shift)
    assert view.textCursor().selectedText() == "one at "
    assert view._popover is not None
    assert view._popover.isVisible()
    with qtbot.waitSignal(view.highlight_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_3)
    assert TEXT[wanted.args[0] : wanted.args[1]] == "one at"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.mode


def test_keys_that_mean_nothing_to_the_text_are_left_to_the_window(
    view: AbstractView, qtbot: QtBot
) -> None:
    assert not view.takes(_key(Qt.Key.Key_1))
    assert not view.takes(_key(Qt.Key.Key_Escape))
    assert not view.takes(_key(Qt.Key.Key_Q))
    assert not view.takes(_key(Qt.Key.Key_Down))
    view.select(0, 4)
    assert view.takes(_key(Qt.Key.Key_1))
    assert view.takes(_key(Qt.Key.Key_Escape))


def _key(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def test_links_are_short_and_only_reported(view: AbstractView, qtbot: QtBot) -> None:
    view.show_text(LINKED, ())
    assert view.reading.text == "See α at example.org/some/page…, and (b.example)."
    place = view.reading.text.index("some")
    left, point = Qt.MouseButton.LeftButton, point_at(view, place)
    with qtbot.waitSignal(view.link_wanted) as wanted:
        qtbot.mouseClick(view.viewport(), left, pos=point)
    assert wanted.args == ["https://www.example.org/some/page?from=listing"]
    view.set_mode(True)
    with qtbot.assertNotEmitted(view.link_wanted):
        qtbot.mouseClick(view.viewport(), left, pos=point)


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("α at", "$\\alpha$ at"),
        ("example.org/some/page…", "https://www.example.org/some/page?from=listing"),
        ("b.example", "https://b.example"),
    ],
)
def test_a_highlight_of_shown_words_names_places_of_the_stored_text(
    view: AbstractView, qtbot: QtBot, words: str, stored: str
) -> None:
    view.show_text(LINKED, ())
    view.select(*place_of(view, words))
    with qtbot.waitSignal(view.highlight_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_1)
    start, end = wanted.args[:2]
    assert LINKED[start:end] == stored


def test_letters_beyond_the_first_plane_do_not_shift_places(
    view: AbstractView, qtbot: QtBot
) -> None:
    view.show_text("The set 𝒢 and 𝒢 and the end.", ())
    start, end = place_of(view, "the end")
    view.select(start, end)
    assert view.textCursor().selectedText() == "the end"
    assert view.place_at(QPointF(point_at(view, start))) == start
    with qtbot.waitSignal(view.highlight_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_1)
    assert wanted.args[:2] == [start, end]


def test_a_highlight_has_its_colour_an_edge_and_a_number_in_the_margin(
    view: AbstractView, qtbot: QtBot
) -> None:
    view.show_text(TEXT, marked_paper(1).highlights)
    picture = view.viewport().grab().toImage()
    rect = view.stretches(*place_of(view, "one at a time"))[0]
    ratio = picture.devicePixelRatio()

    def color(x: float, y: float) -> str:
        return picture.pixelColor(round(x * ratio), round(y * ratio)).name()

    assert color(rect.left() + 1, rect.top() + 1) == "#d3f0d3"
    assert color(rect.left() + 1, rect.bottom() - 1) == "#2c7a4b"
    boxes = list(view.number_boxes())
    assert [(number, mark.id) for _rect, number, mark in boxes] == [(1, 11), (2, 12)]
    assert all(box.left() > 0 and box.right() < 56 for box, _number, _mark in boxes)


def test_a_click_on_a_number_opens_its_highlight(view: AbstractView, qtbot: QtBot) -> None:
    view.show_text(TEXT, marked_paper(1).highlights)
    box = next(view.number_boxes())[0].center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert view._popover is not None
    assert view._popover.kind is Kind.METHOD
    with qtbot.waitSignal(view.highlight_change_wanted) as wanted:
        view._popover._kinds[Kind.IDEA].click()
    assert wanted.args == [11, Kind.IDEA, None]


def test_sentences_are_selected_by_keys_alone(view: AbstractView, qtbot: QtBot) -> None:
    text = view.reading.text
    first, second, third = (part + "." for part in text.split(". ")[:3])

    def selected() -> str:
        start, end = view.selection()
        return text[start:end]

    qtbot.keyClick(view, Qt.Key.Key_Period)
    assert selected() == first
    qtbot.keyClick(view, Qt.Key.Key_Period)
    assert selected() == second
    qtbot.keyClick(view, Qt.Key.Key_Greater, SHIFT)
    assert selected() == f"{second} {third}"
    qtbot.keyClick(view, Qt.Key.Key_Comma)
    assert selected() == first
    qtbot.keyClick(view, Qt.Key.Key_Comma)
    assert selected() == first
    for _ in range(9):
        qtbot.keyClick(view, Qt.Key.Key_Period)
    assert text.endswith(selected())
    with qtbot.waitSignal(view.highlight_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_3)
    assert text[wanted.args[0] : wanted.args[1]].startswith(selected()[:10] or "The")


def test_a_lost_highlight_gets_the_selected_words(view: AbstractView, qtbot: QtBot) -> None:
    assert not view.attach(7)
    view.select(*place_of(view, "ne at a tim"))
    with qtbot.waitSignal(view.highlight_attach_wanted) as wanted:
        assert view.attach(7)
    number, start, end = wanted.args
    assert (number, TEXT[start:end]) == (7, "one at a time")
