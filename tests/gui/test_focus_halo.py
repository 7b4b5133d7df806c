"""The ring around whatever button has the keyboard: there, of the right colour, not cut off."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.controls.focus_halo import GAP, start_halo, wants_halo
from reader.gui.controls.icon_button import IconButton
from reader.gui.look.theme import px, theme
from reader.gui.main_window import MainWindow

SCREENS = {
    "main": lambda window: window.list.table.select_place(0),
    "several": lambda window: window.list.table.selectAll(),
    "triage": lambda window: window.triage.begin(),
    "statistics": lambda window: window.statistics.open(),
    "preferences": lambda window: window.popups.show_preferences("Appearance"),
    "keyboard": lambda window: window.popups.show_keys(),
    "about": lambda window: window.popups.show_about(),
    "export": lambda window: window.export(),
}


def buttons_by_tab(top: QWidget) -> list[tuple[QWidget, QRect, QImage]]:
    """Every button that Tab comes by, each with its place and a picture of its window."""
    found: list[tuple[QWidget, QRect, QImage]] = []
    seen: set[int] = set()
    for _ in range(80):
        at = QApplication.focusWidget() or top
        QTest.keyClick(at, Qt.Key.Key_Tab)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        if now is None or id(now) in seen:
            break
        seen.add(id(now))
        if wants_halo(now):
            place = now.rect().translated(now.mapTo(now.window(), QPoint(0, 0)))
            found.append((now, place, now.window().grab().toImage()))
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_every_button_reached_by_tab_has_a_whole_ring_outside_its_edge(
    name: str, window: MainWindow, qtbot: QtBot
) -> None:
    SCREENS[name](window)
    qtbot.wait(100)
    dialogs = [each for each in window.findChildren(QDialog) if each.isVisible()]
    color = theme().color("focus.ring").rgb()
    outside = px(GAP) + 1
    buttons = buttons_by_tab(dialogs[0] if dialogs else window)
    assert buttons
    for button, rect, picture in buttons:
        middle = rect.center()
        around = {
            "left": QPoint(rect.left() - outside, middle.y()),
            "right": QPoint(rect.right() + outside, middle.y()),
            "top": QPoint(middle.x(), rect.top() - outside),
            "bottom": QPoint(middle.x(), rect.bottom() + outside),
        }
        cut = [side for side, at in around.items() if picture.pixel(at) != color]
        assert cut == [], f"{type(button).__name__} {button.accessibleName()}"
    for dialog in dialogs:
        dialog.close()


def test_a_click_shows_no_ring_and_a_button_that_goes_takes_its_ring_along(
    window: MainWindow, qtbot: QtBot
) -> None:
    button = window.pane.header.star
    button.setFocus(Qt.FocusReason.TabFocusReason)
    halo = start_halo()
    assert halo.ring is not None
    assert halo.ring.isVisible()
    old = halo.ring.geometry()
    button.hide()  # the keyboard goes on to the next one, and the ring with it
    assert halo.ring is None or halo.ring.geometry() != old
    QTest.mousePress(window.list.table.viewport(), Qt.MouseButton.LeftButton)
    QTest.mouseRelease(window.list.table.viewport(), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert halo.ring is None
    lost = IconButton("star", "Lost", parent=window)
    lost.show()
    lost.setFocus(Qt.FocusReason.TabFocusReason)
    assert halo.ring is not None
    lost.deleteLater()
    qtbot.wait(20)
    assert halo.ring is None or halo.ring.isHidden()
