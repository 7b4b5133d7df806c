"""Keyboards that type no Latin letters: the letter at that place of a US keyboard counts."""

import sys

import pytest
from driving import press, state_of, wait_for_thread
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.keys_by_place import sign_at
from reader.gui.main_window import MainWindow
from reader.gui.places import QUEUE
from reader.model import State

Q, E, G, Z, D, SLASH, ONE, TWO = 24, 26, 42, 52, 40, 61, 10, 11  # places as X11 counts them
MAC = {Q: 12, E: 14, G: 5, Z: 6, D: 2, SLASH: 44, ONE: 18, TWO: 19}
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def key(text: str, place: int, held: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    """A key as the system gives it: what it types, and where it is."""
    code = ord(text.upper())
    scan = place - 8 if sys.platform == "win32" else place
    return QKeyEvent(QEvent.Type.KeyPress, code, held, scan, MAC[place], 0, text)


def strike(window: MainWindow, text: str, place: int, held: Qt.KeyboardModifier = NONE) -> None:
    """Let the system press a key that no command has taken."""
    handle = window.windowHandle()
    assert handle is not None
    QCoreApplication.sendEvent(handle, key(text, place, held))


@pytest.mark.parametrize(
    ("text", "place", "held", "sign"),
    [
        ("й", Q, NONE, "q"),
        ("Й", Q, SHIFT, "Q"),
        ("δ", D, NONE, "d"),
        ("ש", Z, NONE, "z"),
        ("q", Q, NONE, ""),
        ("a", Q, NONE, ""),  # a French keyboard
        ("é", TWO, NONE, "2"),
        ("!", ONE, SHIFT, "1"),
        ("1", ONE, NONE, ""),
        (".", SLASH, NONE, ""),  # a Russian keyboard has the slash elsewhere, and it is typed there
        ("й", Q, Qt.KeyboardModifier.ControlModifier, ""),
        ("й", 8, NONE, ""),
    ],
)
def test_the_place_counts_where_no_latin_letter_is_typed(
    text: str, place: int, held: Qt.KeyboardModifier, sign: str
) -> None:
    MAC.setdefault(8, 99)
    assert sign_at(key(text, place, held)) == sign


def test_papers_are_decided_on_a_russian_keyboard(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    strike(window, "й", Q)
    strike(window, "у", E)
    wait_for_thread(window, qtbot)
    assert state_of(window.worker.folder, filled[0]) is State.QUEUE
    assert state_of(window.worker.folder, filled[1]) is State.ARCHIVE
    strike(window, "я", Z)
    wait_for_thread(window, qtbot)
    assert state_of(window.worker.folder, filled[1]) is State.INBOX


def test_a_sequence_goes_by_place_too(window: MainWindow, qtbot: QtBot) -> None:
    strike(window, "п", G)
    assert window.go_to.isVisible()
    strike(window, "й", Q)
    wait_for_thread(window, qtbot)
    assert window.browsing.place is QUEUE


def test_what_is_typed_into_a_field_stays_what_it_is(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Slash)
    field = QApplication.focusWidget()
    assert field is window.list.search.field
    strike(window, "й", Q)
    assert window.list.search.field.text() == "й"


def test_a_held_key_decides_once(window: MainWindow, filled: list[int], qtbot: QtBot) -> None:
    window.list.table.select_place(0)
    scan = Q - 8 if sys.platform == "win32" else Q
    handle = window.windowHandle()
    assert handle is not None
    for again in (False, True, True):
        held = QKeyEvent(QEvent.Type.KeyPress, ord("Й"), NONE, scan, MAC[Q], 0, "й", autorep=again)
        QCoreApplication.sendEvent(handle, held)
    wait_for_thread(window, qtbot)
    assert [state_of(window.worker.folder, one) for one in filled[:2]] == [
        State.QUEUE,
        State.INBOX,
    ]
