"""The menus of text fields at the pointer."""

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.controls.menu import Menu
from reader.gui.field_menus import field_menu
from reader.gui.main_window import MainWindow

USUAL = ["&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All"]


def words(menu: QMenu) -> list[str]:
    return [each.text().split("\t")[0] for each in menu.actions() if not each.isSeparator()]


def ask(field: QWidget) -> None:
    """As a click with the right button does."""
    place = field.rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, field.mapToGlobal(place), Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(field, event)


def test_the_menu_of_the_search_field_is_one_of_ours(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(Menu, "exec", lambda menu, _at: opened.append(words(menu)))
    window.list.search.start()
    ask(window.list.search.field)
    assert opened == [USUAL]


def test_the_notes_offer_formats_quotations_and_links_besides(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(Menu, "exec", lambda menu, _at: opened.append(words(menu)))
    window.list.table.select_place(0)
    press(window, Qt.Key.Key_N)
    wait_for_thread(window, qtbot)
    text = window.pane.panel.notes.text
    ask(text.viewport())
    assert opened == [[*USUAL, "Format", "Quote a highlight…", "Link a paper…"]]
    text.insert_words("bold words")
    text.selectAll()
    menu = field_menu(text)
    formats = next(each for each in menu.findChildren(Menu) if each.title() == "Format")
    bold = next(each for each in formats.actions() if each.text() == "Bold\tCtrl B")
    bold.trigger()
    assert text.text() == "**bold words**"
    link = next(each for each in menu.actions() if each.text() == "Link a paper…")
    link.trigger()
    assert text.text().endswith("[[")
    menu.deleteLater()


def test_keys_are_written_as_everywhere(window: MainWindow) -> None:
    window.list.search.start()
    menu = field_menu(window.list.search.field)
    assert next(each.text() for each in menu.actions()) == "&Undo\tCtrl Z"
    menu.popup(QPoint(0, 0))
    menu.close()
