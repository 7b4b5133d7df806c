"""Numbered source lines, count buttons and the frame of dialogs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from reader.gui.controls.count_button import CountButton
from reader.gui.controls.label import ElidedLabel
from reader.gui.controls.progress_line import ProgressLine
from reader.gui.controls.source_view import SourceView, Underline
from reader.gui.dialogs.dialog import MARGIN, Dialog
from reader.gui.dialogs.exporting.export_preview import ExportSyntax
from reader.gui.long_work import LongWork


def underlined(view: SourceView) -> str:
    """The characters of the view that are underlined."""
    found = []
    for place in range(1, view.document().characterCount()):
        cursor = QTextCursor(view.document())
        cursor.setPosition(place)
        if cursor.charFormat().fontUnderline():
            found.append(view.document().characterAt(place - 1))
    return "".join(found)


def test_a_line_of_the_source_is_one_line_of_the_view(qtbot: QtBot) -> None:
    view = SourceView("Source")
    qtbot.addWidget(view)
    view.show_lines(["one\u2028still one", "two\rstill two"], first=7)
    assert view.document().blockCount() == 2
    assert view.first == 7


def test_the_doubtful_part_is_underlined_and_its_line_marked(qtbot: QtBot) -> None:
    view = SourceView("Source")
    qtbot.addWidget(view)
    view.show_lines(["a b", "c key d"], first=40, marked={41}, underlined=[Underline(41, 2, 5)])
    assert underlined(view) == "key"
    assert view.is_marked(41)
    assert not view.is_marked(40)


def test_marks_stay_when_the_look_changes(qtbot: QtBot, restyle: Callable[..., None]) -> None:
    view = SourceView("Source")
    qtbot.addWidget(view)
    view.show_lines(["c key d"], marked={1}, underlined=[Underline(1, 2, 5)])
    before = view.document().firstBlock().blockFormat().background().color()
    restyle("dark", 1.5)
    assert underlined(view) == "key"
    assert view.document().firstBlock().blockFormat().background().color() != before


def test_a_growing_view_is_no_higher_than_its_lines_or_its_limit(qtbot: QtBot) -> None:
    view = SourceView("Source")
    qtbot.addWidget(view)
    view.resize(300, 10)
    view.grow_to(150)
    view.show()
    view.show_lines(["short"])
    low = view.height()
    view.show_lines(["line"] * 100)
    assert low < view.height() == 150


def test_a_count_button_names_what_it_counts(qtbot: QtBot) -> None:
    button = CountButton("merge into a paper you have", "merge")
    qtbot.addWidget(button)
    button.set_count(1_240)
    wide = button.sizeHint().width()
    button.set_meaning("merge")
    assert button.sizeHint().width() < wide
    button.set_count(2)
    assert button.accessibleName() == "2 merge into a paper you have"


def test_a_long_name_is_cut_with_a_sign_and_told_in_the_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("a <b>very</b> long file name.txt")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    label.grab()
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


def test_the_head_of_an_export_is_coloured_until_its_second_fence(qtbot: QtBot) -> None:
    view = SourceView("Preview")
    qtbot.addWidget(view)
    view.syntax = ExportSyntax(view.document())
    view.show_lines(["---", "title: x", "---", "", "time: not a head"])
    colours = [bool(block_formats(view, line)) for line in range(5)]
    assert colours == [True, True, True, False, False]


def block_formats(view: SourceView, line: int) -> list[object]:
    """The colours laid over a line."""
    return list(view.document().findBlockByNumber(line).layout().formats())


# ---------------------------------------------------------------- dialogs


class Small(Dialog):
    """A dialog with a table, a long text and a field, which counts its primary button."""

    def __init__(self, parent: QMainWindow | None = None) -> None:
        super().__init__("Small", (2000, 2000), parent)
        self.pressed = 0
        self.primary_button.clicked.connect(self.count)
        self.table, self.text, self.field = QTableView(), QPlainTextEdit(), QLineEdit()
        for widget in (self.table, self.text, self.field):
            self.body.addWidget(widget)
        self.end_footer()

    def count(self) -> None:
        """Count."""
        self.pressed += 1


def test_a_dialog_shrinks_to_its_window_and_dims_it(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    light = window.grab().toImage().pixelColor(3, 3).lightness()
    dialog = Small(window)
    dialog.show()
    assert dialog.width() <= 1024 - 2 * MARGIN
    assert window.grab().toImage().pixelColor(3, 3).lightness() < light
    dialog.reject()
    assert window.grab().toImage().pixelColor(3, 3).lightness() == light


def test_enter_presses_the_button_but_not_out_of_tables_and_long_texts(qtbot: QtBot) -> None:
    dialog = Small()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for widget, count in ((dialog.field, 1), (dialog.table, 1), (dialog.text, 1)):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Return)
        assert dialog.pressed == count
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pressed == 2


def test_long_work_is_told_after_a_while_and_stopped_by_esc(qtbot: QtBot) -> None:
    dialog = Small()
    qtbot.addWidget(dialog)
    dialog.show()
    work = dialog.begin(lambda done, whole: f"Adding {done:,} of {whole:,}")
    line = dialog.findChild(ProgressLine)
    assert line is not None
    assert not line.isVisible()
    assert work.progress(1_240, 8_000)
    qtbot.waitUntil(line.isVisible)
    assert line.label.text() == "Adding 1,240 of 8,000"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not work.progress(1_241, 8_000)
    dialog.end()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_line_follows_work_of_any_size_while_it_is_seen(qtbot: QtBot) -> None:
    line, work = ProgressLine(), LongWork()
    qtbot.addWidget(line)
    line.watch(work, lambda done, whole: f"{done} of {whole}")
    assert (line.line.minimum(), line.line.maximum()) == (0, 0)
    line.show()
    work.progress(3 << 40, 4 << 40)
    qtbot.waitUntil(lambda: line.label.text() == f"{3 << 40} of {4 << 40}")
    assert line.line.value() * 4 == line.line.maximum() * 3
    qtbot.mouseClick(line.stop_button, Qt.MouseButton.LeftButton)
    assert not work.progress(1, 2)
