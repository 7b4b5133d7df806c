"""At a text size of 200 %, in 1280 x 800, nothing lies over another thing or is squeezed away."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.controls.count_button import CountButton
from reader.gui.look.theme import theme
from reader.gui.main_window import MainWindow
from reader.gui.views.notes.evidence_view import EvidenceView
from reader.gui.views.papers.search_help import SearchHelp
from reader.model import Evidence, Kind, Piece

PIECES = tuple(
    Piece(
        number, f"Kites {number}", f"kites-{number}", "A kite of two wings climbs.", kind=Kind.IDEA
    )
    for number in range(4)
)


@pytest.fixture
def large(window: MainWindow, restyle: Callable[..., None]) -> MainWindow:
    restyle("light", 2.0)
    window.resize(1280, 800)
    return window


@pytest.mark.parametrize("height", [348, 420, 900])
def test_evidence_is_never_laid_over_what_explains_it(
    height: int, restyle: Callable[..., None], qtbot: QtBot
) -> None:
    restyle("light", 2.0)
    holder = QWidget()  # which, like a splitter in a low window, gives no more room than it has
    qtbot.addWidget(holder)
    holder.resize(640, height)
    view = EvidenceView(holder)
    view.resize(640, height)
    holder.show()
    view.show_evidence(Evidence("Kites that climb", 0, "has:highlights", PIECES, 4))
    qtbot.wait(50)
    parts = [part for part in (view._section, view._query, view.order, view.list) if shows(part)]
    assert view.order in parts
    for above, below in pairwise(parts):
        assert bottom(above, view) <= top(below, view)
        assert above.height() >= min(above.sizeHint().height(), theme().line_height("small"))
    assert view.list.height() >= view.list.sizeHintForRow(0)


def test_the_abstract_is_seen_in_triage(large: MainWindow, qtbot: QtBot) -> None:
    press(large, Qt.Key.Key_T, modifier=Qt.KeyboardModifier.ShiftModifier)
    wait_for_thread(large, qtbot)
    view = large.triage.view
    assert view is not None
    qtbot.wait(100)
    seen = view.abstract.visibleRegion().boundingRect().height()
    assert seen >= 2 * theme().line_height("reading")
    assert not view.close_line.isVisible()


def test_the_help_of_the_search_leaves_the_field_free(large: MainWindow, qtbot: QtBot) -> None:
    field = large.list.search.field
    large.list.search.start()
    press(large, Qt.Key.Key_F1)
    help_sheet = large.findChild(SearchHelp)
    assert help_sheet is not None
    assert top(help_sheet, large) >= bottom(field, large)
    assert bottom(help_sheet, large) <= large.height()
    for label in help_sheet.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width(), label.text()


def test_the_five_numbers_of_an_import_are_one_line_each(
    qtbot: QtBot, restyle: Callable[..., None]
) -> None:
    button = CountButton("already here")
    qtbot.addWidget(button)
    usual = button.sizeHint()
    restyle("light", 2.0)
    large = button.sizeHint()
    assert large.height() < 2 * usual.height()
    words = QFontMetrics(theme().font("small")).horizontalAdvance("already here")
    assert large.width() > words + theme().px(20)


def shows(part: QWidget) -> bool:
    return part.isVisible() and part.height() > 0


def top(part: QWidget, whole: QWidget) -> int:
    return part.mapTo(whole, QPoint(0, 0)).y()


def bottom(part: QWidget, whole: QWidget) -> int:
    return top(part, whole) + part.height()
