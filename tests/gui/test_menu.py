"""Menus as the design draws them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from reader.gui.controls.menu import DANGER, Menu
from reader.gui.look.icons import icon
from reader.gui.look.theme import theme


@pytest.fixture
def menu(qtbot: QtBot) -> Menu:
    made = Menu()
    qtbot.addWidget(made)
    made.addAction(icon("tag"), "Tags…").setShortcut(QKeySequence("T"))
    made.addAction("Attach files…").setShortcut(QKeySequence("Ctrl+Shift+A"))
    made.addSeparator()
    ticked = made.addAction("Show tags")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    gone = made.addAction("Delete")
    gone.setProperty(DANGER, True)
    gone.setShortcut(QKeySequence("Del"))
    made.popup(QPoint(0, 0))
    qtbot.waitUntil(made.isVisible)
    return made


def inked(picture: QImage, area: QRect) -> list[int]:
    """The columns of an area where anything is painted, as distances from its left."""
    ground = picture.pixelColor(area.center().x(), area.top() + 1)
    return [
        x - area.left()
        for x in range(area.left() + 1, area.right())
        if any(picture.pixelColor(x, y) != ground for y in range(area.top() + 2, area.bottom() - 1))
    ]


def test_words_begin_and_keys_end_in_one_line_each(menu: Menu) -> None:
    picture = menu.grab().toImage()
    tags, attach, _line, shown, gone = (menu.actionGeometry(each) for each in menu.actions())
    column = theme().px(10) + theme().size("icon") + theme().px(8)
    for area in (tags, attach, shown, gone):
        columns = inked(picture, area)
        words = [x for x in columns if x >= column - 2]
        assert abs(words[0] - column) <= 3, "behind the icons, also without one"
    for area in (tags, attach, gone):
        assert abs(area.width() - theme().px(10) - inked(picture, area)[-1]) <= 3
    assert any(x < column - 4 for x in inked(picture, shown)), "ticked by a sign of ours"
    assert not any(x < column - 4 for x in inked(picture, attach))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_keys_are_quiet_and_deleting_is_red(
    menu: Menu, scheme: str, restyle: Callable[..., None]
) -> None:
    restyle(scheme)
    picture = menu.grab().toImage()
    _tags, attach, _line, _shown, gone = (menu.actionGeometry(each) for each in menu.actions())
    ground = picture.pixelColor(attach.center().x(), attach.top() + 1)

    def colors(area: QRect) -> list[QColor]:
        columns, rows = range(area.left(), area.right()), range(area.top(), area.bottom())
        return [picture.pixelColor(x, y) for x in columns for y in rows]

    def strongest(area: QRect) -> int:
        return max(abs(each.lightness() - ground.lightness()) for each in colors(area))

    def red(area: QRect) -> int:
        return max(each.red() - each.blue() for each in colors(area))

    keys = attach.adjusted(attach.width() - theme().px(60), 0, 0, 0)
    words = attach.adjusted(theme().px(30), 0, -theme().px(100), 0)
    assert strongest(keys) < 0.9 * strongest(words)
    assert red(gone.adjusted(theme().px(30), 0, -theme().px(60), 0)) > red(words) + 60


def test_a_tooltip_is_hardly_higher_than_its_words(qtbot: QtBot) -> None:
    below = QLabel("Star")
    qtbot.addWidget(below)
    below.show()
    QToolTip.showText(below.mapToGlobal(QPoint(0, 0)), "Star  S", below)
    shown = [each for each in QApplication.topLevelWidgets() if each.inherits("QTipLabel")]
    tips = [each for each in shown if each.isVisible()]
    assert tips
    words = QFontMetrics(theme().font("small")).height()
    assert words + 6 <= tips[0].height() <= words + theme().px(14)
    QToolTip.hideText()
