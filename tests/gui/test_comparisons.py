"""The page of comparisons: made from a selection, filled by keys, every cell with its sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.models.papers_mime import dragged_papers, papers_mime
from reader.gui.models.sidebar_tree import accepts_papers
from reader.gui.places import COMPARISONS
from reader.gui.views.comparisons.matrix_view import MatrixView
from reader.gui.views.rename_popover import RenamePopover
from reader.library import Library
from reader.model import Kind, Matrix

Open = Callable[[], MainWindow]
RESULT = 4


def settle(window: MainWindow, qtbot: QtBot) -> None:
    QTest.qWait(60)
    wait_for_thread(window, qtbot)


@pytest.fixture
def page(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> tuple[MainWindow, MatrixView]:
    """A comparison of the first three papers, made with one key."""
    with Library.open(folder) as library:
        library.highlight(filled[0], 0, 40, Kind.METHOD)
    window = open_window()
    window.list.table.show_papers(window.papers.ids, select=filled[:3])
    settle(window, qtbot)
    press(window, Qt.Key.Key_M, modifier=Qt.KeyboardModifier.ShiftModifier)
    settle(window, qtbot)
    assert window.comparisons.view is not None
    return window, window.comparisons.view


def kept(folder: Path) -> Matrix:
    with Library.open(folder, write=False) as library:
        return library.matrix(1)


def go_to(view: MatrixView, row: int, column: int) -> None:
    view.grid.setCurrentIndex(view.table.index(row, column))
    view.grid.selectionModel().select(
        view.grid.currentIndex(), view.grid.selectionModel().SelectionFlag.ClearAndSelect
    )


def test_it_is_made_of_the_selected_papers(
    page: tuple[MainWindow, MatrixView], filled: list[int], folder: Path
) -> None:
    window, view = page
    assert window.comparisons.is_open
    assert view.grid.hasFocus()
    assert kept(folder).papers == tuple(filled[:3])
    assert view.names.currentText() == "Comparison of 3 papers"
    heads = [view.table.headerData(n, Qt.Orientation.Horizontal) for n in range(7)]
    assert heads == ["Paper", "Task", "Data", "Method", "Result", "Limits", "Code"]
    method = view.table.cell(view.table.index(0, 3))
    assert method is not None
    assert method.by == "highlight"
    spoken = view.table.index(0, RESULT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Suggested, not accepted" in spoken


def test_a_suggestion_is_accepted_cleared_and_taken_back_by_one_key_each(
    page: tuple[MainWindow, MatrixView], filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    go_to(view, 0, RESULT)
    assert view._by.text().startswith("Suggested, not accepted")
    assert "right in" in view._source.text()
    press(window, Qt.Key.Key_Space)
    settle(window, qtbot)
    cell = kept(folder).cells[filled[0], "Result"]
    assert cell.origin is not None
    assert view._by.text().startswith("Written")
    assert view.grid.currentIndex().column() == RESULT
    press(window, Qt.Key.Key_Delete)
    settle(window, qtbot)
    assert kept(folder).cells == {}
    press(window, Qt.Key.Key_Delete)
    settle(window, qtbot)
    assert kept(folder).cells[filled[0], "Result"].text == ""
    for _ in range(3):
        press(window, Qt.Key.Key_Z)
        settle(window, qtbot)
    assert kept(folder).cells == {}


def test_a_cell_is_written_by_hand(
    page: tuple[MainWindow, MatrixView], filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    go_to(view, 1, 1)
    press(window, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    QTest.keyClicks(editor, "to fly, quickly")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "and far")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert kept(folder).cells[filled[1], "Task"].text == "to fly, quickly\nand far"
    assert view.grid.hasFocus()
    press(window, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "x")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert window.comparisons.is_open
    assert kept(folder).cells[filled[1], "Task"].text == "to fly, quickly\nand far"


def test_papers_and_columns_are_moved_added_and_removed(
    page: tuple[MainWindow, MatrixView], filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    alt = Qt.KeyboardModifier.AltModifier
    go_to(view, 0, RESULT)
    press(window, Qt.Key.Key_Down, modifier=alt)
    settle(window, qtbot)
    assert kept(folder).papers == (filled[1], filled[0], filled[2])
    press(window, Qt.Key.Key_Down, modifier=alt)
    settle(window, qtbot)
    press(window, Qt.Key.Key_Up, modifier=alt)
    settle(window, qtbot)
    assert kept(folder).papers == (filled[1], filled[0], filled[2])
    press(window, Qt.Key.Key_Left, modifier=alt)
    settle(window, qtbot)
    press(window, Qt.Key.Key_Left, modifier=alt)
    settle(window, qtbot)
    press(window, Qt.Key.Key_Right, modifier=alt)
    settle(window, qtbot)
    assert kept(folder).columns == ("Task", "Data", "Result", "Method", "Limits", "Code")
    assert view.table.column_name(view.grid.currentIndex()) == "Result"
    press(window, Qt.Key.Key_A)
    sheet = window.findChild(RenamePopover)
    assert sheet is not None
    QTest.keyClicks(sheet.field, "Cost")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert kept(folder).columns[-1] == "Cost"
    window.comparisons.wish("remove-column")
    settle(window, qtbot)
    assert "Result" not in kept(folder).columns
    window.comparisons.wish("remove-paper")
    settle(window, qtbot)
    assert len(kept(folder).papers) == 2
    window.comparisons.wish("accept-all")
    settle(window, qtbot)
    window.comparisons.wish("copy-markdown")
    settle(window, qtbot)
    assert QGuiApplication.clipboard().text().startswith("# Comparison of 3 papers\n\n| Paper |")


def test_a_cell_leads_to_its_sentence(
    page: tuple[MainWindow, MatrixView], filled: list[int], qtbot: QtBot
) -> None:
    window, view = page
    go_to(view, 2, RESULT)
    cell = view.table.cell(view.grid.currentIndex())
    assert cell is not None
    assert cell.origin is not None
    press(window, Qt.Key.Key_O)
    settle(window, qtbot)
    assert not window.comparisons.is_open
    assert window.pane.paper_id == filled[2]
    first, behind = window.pane.abstract.selection()
    assert window.pane.abstract.reading.text[first:behind] == cell.origin.quote


def test_there_may_be_several_and_none(
    page: tuple[MainWindow, MatrixView], filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    window.comparisons.compare(filled[5:])
    settle(window, qtbot)
    assert [view.names.itemText(n) for n in range(2)] == ["Comparison of 3 papers"] * 2
    view.chosen.emit(1)
    settle(window, qtbot)
    assert view.table.compared is not None
    assert view.table.compared.matrix.id == 1
    window.comparisons.add([filled[4]])
    settle(window, qtbot)
    assert kept(folder).papers[-1] == filled[4]
    for _ in range(2):
        window.comparisons.wish("delete-comparison")
        settle(window, qtbot)
    assert view.empty.isVisible()
    assert view.empty.title == "No comparisons yet"
    window.operations.undo()
    settle(window, qtbot)
    assert view.table.rowCount() == 3


def test_it_is_exported_as_the_ending_says(
    page: tuple[MainWindow, MatrixView], tmp_path: Path, qtbot: QtBot
) -> None:
    window, _ = page
    for ending, sign in ((".md", "| Paper |"), (".csv", "key,paper"), (".tex", r"\begin{table}")):
        to = tmp_path / "out" / f"table{ending}"
        window.comparisons.export_to(to)
        settle(window, qtbot)
        assert sign in to.read_text("utf-8")


def test_a_table_that_both_sides_changed_is_shown_and_asked_about(
    page: tuple[MainWindow, MatrixView],
    filled: list[int],
    folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window, _ = page
    to = tmp_path / "out" / "table.md"
    window.comparisons.export_to(to)
    settle(window, qtbot)
    before = to.read_text("utf-8")
    to.write_text(before.replace("| Paper |", "| My papers |"), "utf-8")
    with Library.open(folder) as library:
        library.write_cells(1, {(filled[0], "Task"): ("folding", None)})
    window.comparisons.export_to(to)
    settle(window, qtbot)
    dialog = window.exporting.changes
    assert dialog is not None
    assert "My papers" in dialog.mine.toPlainText()
    assert "folding" in dialog.new.toPlainText()
    assert "folding" not in to.read_text("utf-8")
    dialog.choice.choose(1)
    dialog.primary_button.click()
    settle(window, qtbot)
    assert "folding" in to.read_text("utf-8")
    assert "My papers" not in to.read_text("utf-8")


def test_the_way_back_leads_to_the_comparison(
    page: tuple[MainWindow, MatrixView], filled: list[int], qtbot: QtBot
) -> None:
    window, view = page
    go_to(view, 2, RESULT)
    press(window, Qt.Key.Key_O)
    settle(window, qtbot)
    assert not window.comparisons.is_open
    window.trail.go(-1)
    settle(window, qtbot)
    assert window.comparisons.is_open
    window.trail.go(1)
    settle(window, qtbot)
    assert not window.comparisons.is_open
    window.trail.go(-1)
    settle(window, qtbot)
    press(window, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert not window.comparisons.is_open
    assert window.list.isVisible()


# ---------------------------------------------------------------- by mouse


def drop(view: MatrixView, ids: list[int], y: int) -> None:
    """Drop papers on the grid at this height, as a drag that began in this window does."""
    at, mime = QPoint(40, y), papers_mime(ids, ["x"])
    port, copy, left = view.grid.viewport(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(at, copy, mime, left, none),
        QDragMoveEvent(at, copy, mime, left, none),
        QDropEvent(QPointF(at), copy, mime, left, none),
    ):
        QApplication.sendEvent(port, event)
        assert event.isAccepted()


def top_of(view: MatrixView, row: int) -> int:
    return view.grid.visualRect(view.table.index(row, 0)).top() + 2


def test_rows_are_dragged_to_another_place_and_back_by_undo(
    page: tuple[MainWindow, MatrixView], filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    drop(view, [filled[2]], top_of(view, 0))
    settle(window, qtbot)
    assert kept(folder).papers == (filled[2], filled[0], filled[1])
    drop(view, [filled[2]], view.grid.viewport().height() - 2)
    settle(window, qtbot)
    assert kept(folder).papers == (filled[0], filled[1], filled[2])
    press(window, Qt.Key.Key_Z)
    settle(window, qtbot)
    assert kept(folder).papers == (filled[2], filled[0], filled[1])


def test_a_drag_begins_on_the_name_of_a_paper_and_carries_it(
    page: tuple[MainWindow, MatrixView], filled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    _window, view = page
    carried: list[list[int]] = []

    def run(drag: QDrag, _actions: Qt.DropAction) -> Qt.DropAction:
        carried.append(dragged_papers(drag.mimeData()))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", run)
    port = view.grid.viewport()
    for column, found in ((0, [[filled[1]]]), (RESULT, [[filled[1]]])):
        at = view.grid.visualRect(view.table.index(1, column)).center()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at)
        for step in (4, 14, 24, 34):
            held = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(at + QPoint(0, step)),
                QPointF(port.mapToGlobal(at + QPoint(0, step))),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(port, held)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at)
        assert carried == found


def test_papers_are_dropped_in_and_taken_out_by_the_menu(
    page: tuple[MainWindow, MatrixView], filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window, view = page
    drop(view, [filled[4], filled[3]], top_of(view, 1))
    settle(window, qtbot)
    assert kept(folder).papers == (filled[0], filled[4], filled[3], filled[1], filled[2])
    view.grid.setCurrentIndex(view.table.index(1, 0))
    both = view.grid.selectionModel().SelectionFlag.Select
    view.grid.selectionModel().select(view.table.index(2, RESULT), both)
    names = [action.text().split("\t")[0] for action in view.menu().actions()]
    assert "Take this paper out" in names
    view.menu().actions()[names.index("Take this paper out")].trigger()
    settle(window, qtbot)
    assert kept(folder).papers == tuple(filled[:3])
    press(window, Qt.Key.Key_Z)
    settle(window, qtbot)
    assert len(kept(folder).papers) == 5


def test_papers_dropped_on_the_comparisons_of_the_sidebar_go_into_the_last_one(
    filled: list[int], folder: Path, open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    for ids in (filled[:2], filled[2:3]):  # the first of them begins one
        window.sidebar.papers_dropped.emit(COMPARISONS, ids, False)
        settle(window, qtbot)
    assert kept(folder).papers == tuple(filled[:3])
    assert window.list.isVisible()  # one goes on choosing
    line = window.sidebar.tree.line(window.sidebar.tree.index_of(COMPARISONS))
    assert accepts_papers(line)


def test_a_right_click_opens_the_menu_of_that_cell(
    page: tuple[MainWindow, MatrixView],
) -> None:
    _window, view = page
    at = view.grid.visualRect(view.table.index(2, RESULT)).center()
    port = view.grid.viewport()
    mouse = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(port, QContextMenuEvent(mouse, at, port.mapToGlobal(at)))
    assert (view.grid.currentIndex().row(), view.grid.currentIndex().column()) == (2, RESULT)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
