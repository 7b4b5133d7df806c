"""What the design asks to be checked on pictures, as far as it can be measured."""

from collections import Counter
from collections.abc import Callable
from itertools import combinations

import pytest
from driving import wait_for_thread
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.look import glyphs
from reader.gui.look.theme import theme
from reader.gui.main_window import MainWindow
from reader.gui.places import ARCHIVE, DONE, PLACES, QUEUE, READING, STARRED
from reader.model import State

HEADER = 52


def below(widget: QWidget, window: MainWindow) -> int:
    """Where a widget ends, in the window."""
    return widget.mapTo(window, QPoint(0, 0)).y() + widget.height()


def test_the_three_panes_have_headers_of_one_height_that_meet(window: MainWindow) -> None:
    window.list.table.select_place(0)
    QApplication.processEvents()
    ends = {
        below(window.sidebar._mark, window),
        below(window.list.head, window),
        below(window.pane.header, window),
    }
    assert ends == {HEADER}


def test_titles_and_abstracts_are_set_as_the_design_says(window: MainWindow) -> None:
    window.list.table.select_place(0)
    look = theme()
    for role, family, size, line in (
        ("title", "Source Serif 4", 28, 35),
        ("reading", "Source Serif 4", 17, 28),
        ("rowTitle", "Inter", 14, 19),
        ("body", "Inter", 13, 20),
        ("small", "Inter", 12, 16),
        ("mono", "JetBrains Mono", 13, 20),
    ):
        font = look.font(role)
        assert (font.family(), font.pixelSize(), look.line_height(role)) == (family, size, line)
    assert window.pane.panel.notes.text.font().family() == "JetBrains Mono"


@pytest.mark.parametrize(
    ("density", "height"), [("comfortable", 76), ("cozy", 54), ("compact", 32)]
)
def test_rows_are_as_high_as_the_design_says(window: MainWindow, density: str, height: int) -> None:
    window.list.table.set_density(density)  # type: ignore[arg-type]
    header = window.list.table.verticalHeader()
    heights = {
        header.sectionSize(place)
        for place in range(window.papers.rowCount())
        if window.papers.group(place) is None
    }
    assert heights == {height}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_six_states_are_six_shapes_also_without_colour(
    scheme: str, restyle: Callable[..., None]
) -> None:
    restyle(scheme)
    pictures = []
    for state, seen in [(State.INBOX, False), *((state, True) for state in State)]:
        image = QImage(28, 28, QImage.Format.Format_RGB32)
        image.fill(theme().color("bg.window"))
        painter = QPainter(image)
        glyphs.paint(painter, QRectF(0, 0, 28, 28), state, seen=seen)
        painter.end()
        ground = theme().color("bg.window").lightness()
        pictures.append(
            [
                abs(QColor(image.pixel(x, y)).lightness() - ground) > 60
                for y in range(28)
                for x in range(28)
            ]
        )
    assert len(pictures) == 6
    for one, other in combinations(pictures, 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) > 20


def test_the_selected_row_is_blue_with_a_bar_where_the_keyboard_is_and_grey_elsewhere(
    window: MainWindow,
) -> None:
    table = window.list.table
    table.select_place(1)
    card = table.cards.card(QRectF(table.visualRect(window.papers.index(1, 0))), None)
    middle = round(card.center().y())
    inside = QPoint(round(card.left()) + 14, round(card.bottom()) - 6)
    bar = QPoint(round(card.left()) + 1, middle)

    def colors() -> tuple[str, str]:
        QApplication.processEvents()
        image = table.viewport().grab().toImage()
        return image.pixelColor(inside).name(), image.pixelColor(bar).name()

    table.setFocus()
    assert colors() == (
        theme().color("bg.selected").name(),
        theme().color("focus.ring").name(),
    )
    window.sidebar.view.setFocus()
    grey = theme().color("bg.selectedInactive").name()
    assert colors() == (grey, grey)


@pytest.mark.parametrize(
    "place", [QUEUE, READING, DONE, STARRED, ARCHIVE], ids=lambda place: place.key
)
def test_an_empty_place_has_a_glyph_a_line_and_what_to_do(
    place: object, window: MainWindow, qtbot: QtBot
) -> None:
    window.browsing.open(place)  # type: ignore[arg-type]
    wait_for_thread(window, qtbot)
    assert place in PLACES
    empty = window.list.empty
    assert empty.isVisible()
    assert not empty._glyph.pixmap().isNull()
    assert empty.title
    assert empty._sentence.text()


@pytest.mark.parametrize("screen", ["main", "several", "triage", "keyboard"])
def test_the_dark_look_has_no_pure_black_or_white_areas(
    screen: str, window: MainWindow, restyle: Callable[..., None]
) -> None:
    restyle("dark")
    if screen == "several":
        window.list.table.selectAll()
    elif screen == "triage":
        window.triage.begin()
    elif screen == "keyboard":
        window.popups.show_keys()
    QApplication.processEvents()
    shown = QApplication.activeModalWidget() or window
    image = shown.grab().toImage()
    pure = Counter(
        image.pixelColor(x, y).name()
        for y in range(0, image.height(), 3)
        for x in range(0, image.width(), 3)
    )
    some = image.width() * image.height() / 9 / 2000  # letters on a button are white
    assert pure["#000000"] < some
    assert pure["#ffffff"] < some
    if shown is not window:
        shown.close()
