"""The list: heights of rows, headings, orders that stay, papers dragged in the Queue."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from reader.gui.grouping import label_groups
from reader.gui.main_window import MainWindow
from reader.gui.models.papers_mime import papers_mime
from reader.gui.places import ALL, DONE, INBOX, QUEUE
from reader.library import Library
from reader.model import State

Open = Callable[[], MainWindow]


@pytest.mark.parametrize(
    ("density", "height"), [("comfortable", 76), ("cozy", 54), ("compact", 32)]
)
def test_rows_are_exactly_as_high_as_the_design_says(
    window: MainWindow, density: str, height: int
) -> None:
    window.shape.choose_density(density)  # type: ignore[arg-type]
    assert window.list.table.rowHeight(1) == height
    assert not window.list.table.grab().isNull()


def test_rows_and_orders_are_remembered(
    window: MainWindow, open_window: Open, filled: list[int], qtbot: QtBot
) -> None:
    window.shape.choose_density("cozy")
    window.browsing.sort_by("title")
    wait_for_thread(window, qtbot)
    order = list(window.papers.ids)
    assert order != filled
    window.close()
    again = open_window()
    assert again.list.table.rowHeight(1) == 54
    assert list(again.papers.ids) == order
    again.shape.choose_density("comfortable")
    again.browsing.sort_by("default")


def test_papers_that_are_done_stand_under_their_months(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.operations.set_state(State.DONE, filled[:3])
    window.browsing.open(DONE)
    wait_for_thread(window, qtbot)
    (group,) = window.papers.groups
    assert group.start == 0
    assert group.count == "3 papers"
    assert len(group.label.split()) == 2  # a month and its year


def test_papers_in_the_order_of_their_dates_stand_under_their_years(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window.browsing.open(ALL)
    window.browsing.sort_by("-date")
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        dates = [(row.date or "Undated")[:4] for row in library.rows(list(window.papers.ids))]
    wanted = list(dict.fromkeys("Undated" if date == "Unda" else date for date in dates))
    assert [group.label for group in window.papers.groups] == wanted
    window.browsing.sort_by("default")


def test_headings_are_found_without_looking_at_every_paper() -> None:
    asked: list[int] = []

    def label(paper: int) -> str:
        asked.append(paper)
        return str(paper // 5000)

    groups = label_groups(range(20_000), label)
    assert [(group.start, group.label) for group in groups] == [
        (0, "0"),
        (5000, "1"),
        (10_000, "2"),
        (15_000, "3"),
    ]
    assert len(asked) < 100


def drop(window: MainWindow, mime: QMimeData, y: float) -> None:
    event = QDropEvent(
        QPointF(60, y),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.list.table.dropEvent(event)


def test_papers_dropped_in_the_queue_land_where_the_line_was(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.operations.set_state(State.QUEUE, filled[:4])
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    table = window.list.table
    second = table.visualRect(window.papers.index(1, 0))
    drop(window, papers_mime([filled[3]], []), second.top() + 4)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == [filled[0], filled[3], filled[1], filled[2]]
    assert window.toast.text == "Moved 1 paper in the Queue"
    drop(window, papers_mime([filled[0]], []), table.viewport().height() - 2)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == [filled[3], filled[1], filled[2], filled[0]]
    press(window, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == [filled[0], filled[3], filled[1], filled[2]]
    window.browsing.open(INBOX)
    wait_for_thread(window, qtbot)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    mime = papers_mime(filled[:1], [])
    enter = QDragEnterEvent(QPoint(9, 9), copy, mime, left, keys)
    table.dragEnterEvent(enter)
    assert not enter.isAccepted()  # no list but the Queue has an order of its own


def test_alt_home_and_alt_end_lead_to_the_ends_of_the_queue(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    window.operations.set_state(State.QUEUE, filled[:3])
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    window.list.table.setFocus()
    press(window, Qt.Key.Key_End, modifier=alt)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == [filled[1], filled[2], filled[0]]
    press(window, Qt.Key.Key_Home, modifier=alt)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == filled[:3]
