"""A sheet that closes gives the keyboard back, unless who had it is gone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from reader.gui.controls.popover import Popover


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """A window with a field that has the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    column.addStretch(1)
    window.show()
    window.activateWindow()
    return window


def opened(window: QWidget) -> Popover:
    """A sheet in the window, and the keyboard in the sheet."""
    sheet = Popover(window)
    field = QLineEdit(sheet)
    sheet.resize(200, 100)
    sheet.open_at(QRect(window.mapToGlobal(QPoint(20, 60)), window.size() / 10))
    field.setFocus()
    return sheet


def by_escape(window: QWidget) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def by_a_click_outside(window: QWidget) -> None:
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(590, 390))


@pytest.mark.parametrize("close", [by_escape, by_a_click_outside])
def test_the_keyboard_goes_back(ground: QWidget, close: Callable[[QWidget], None]) -> None:
    field = ground.findChild(QLineEdit)
    field.setFocus()
    sheet = opened(ground)
    close(ground)
    assert sheet.isHidden()
    assert QApplication.focusWidget() is field


@pytest.mark.parametrize("close", [by_escape, by_a_click_outside])
@pytest.mark.parametrize("kind", ["made by Python", "made by Qt"])
def test_who_is_gone_gets_nothing(
    ground: QWidget, close: Callable[[QWidget], None], kind: str
) -> None:
    owner: QWidget = ground.findChild(QLineEdit)
    if kind == "made by Qt":  # the field inside of a box, which Python only borrows
        owner = QComboBox(ground, editable=True)
        owner.show()
        owner.lineEdit().setFocus()
    else:
        owner.setFocus()
    sheet = opened(ground)
    delete(owner)
    close(ground)
    assert sheet.isHidden()
