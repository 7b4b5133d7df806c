"""Every screen for those who do not see it or use no mouse: names, sizes, ways in and out."""

from collections.abc import Callable, Iterator

import pytest
from driving import press, wait_for_thread
from making import search_page_text
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.main_window import MainWindow
from reader.gui.places import ALL, QUEUE
from reader.gui.preferences import PAGES
from reader.gui.views.reading import panel_tabs
from reader.library import Library
from reader.model import Dump

SMALLEST = 24  # px: the smallest target for a pointer
LONGEST = 60
NAME = QAccessible.Text.Name


def show_queue(window: MainWindow) -> None:
    window.browsing.open(QUEUE)


def show_palette(window: MainWindow) -> None:
    window.commands.open("a")


def show_several(window: MainWindow) -> None:
    window.list.table.selectAll()


def show_full_width(window: MainWindow) -> None:
    window.open_wide()
    window.write_notes()


def show_end(window: MainWindow) -> None:
    window.triage.begin()
    while window.selection():
        window.step(1)


def show_notes_in_triage(window: MainWindow) -> None:
    window.triage.begin()
    window.write_notes()


def show_pair(window: MainWindow) -> None:
    window.duplicates.compare(list(window.papers.ids)[:2])


def show_import(window: MainWindow) -> None:
    window.importing.preview([Dump("papers-2025-11-12.txt", search_page_text(range(20, 26)))])


def show_edit(window: MainWindow) -> None:
    window.list.table.select_place(0)
    window.pane.show_tab(panel_tabs.DETAILS)
    window.pane.panel.details.edit()


def show_outline(window: MainWindow) -> None:
    with Library.open(window.worker.folder) as library:
        library.new_document("Plan", "# All {is:inbox}\n\nA claim.", kind="outline")
        library.write_note(window.papers.ids[0], "A note to be cited.")
    window.notebook.open()


def show_comparison(window: MainWindow) -> None:
    window.comparisons.compare(list(window.papers.ids)[:3])


SCREENS: dict[str, Callable[[MainWindow], object]] = {
    "main": lambda window: window.list.table.select_place(0),
    "empty place": show_queue,
    "no match": lambda window: window.browsing.open(ALL, query="zzz"),
    "several": show_several,
    "full width": show_full_width,
    "triage": lambda window: window.triage.begin(),
    "notes in triage": show_notes_in_triage,
    "end of triage": show_end,
    "palette": show_palette,
    "keyboard": lambda window: window.popups.show_keys(),
    "about": lambda window: window.popups.show_about(),
    "tags": lambda window: window.tagging.edit(),
    "export": lambda window: window.export(),
    "statistics": lambda window: window.statistics.open(),
    "bug": lambda window: window.bugs.tell("Reader 1.0, RuntimeError"),
    "duplicates": lambda window: window.duplicates.open(),
    "pair": show_pair,
    "import": show_import,
    "facts by hand": show_edit,
    "no notes": lambda window: window.notebook.open(),
    "outline": show_outline,
    "no comparison": lambda window: window.comparisons.open(),
    "comparison": show_comparison,
    **{
        page.title: lambda window, title=page.title: window.popups.show_preferences(title)
        for page in PAGES
    },
}
screens = pytest.mark.parametrize("screen", list(SCREENS))


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> Iterator[Callable[[str], QWidget]]:
    """Shows a screen and answers the window it is in."""

    def show(screen: str) -> QWidget:
        SCREENS[screen](window)
        wait_for_thread(window, qtbot)
        qtbot.wait(50)
        return dialog_of(window) or window

    yield show
    while (dialog := dialog_of(window)) is not None:
        dialog.close()
        QApplication.processEvents()


def dialog_of(window: MainWindow) -> QDialog | None:
    """The dialog over this window; another test may have left one over its own."""
    open_ones = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    return open_ones[-1] if open_ones else None


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(NAME) if found is not None else ""


def visible(window: QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]


@screens
def test_a_screen_has_names_a_tree_targets_large_enough_and_no_cut_words_at_twice_the_size(
    window: MainWindow, shown: Callable[[str], QWidget], restyle: Callable[..., None], screen: str
) -> None:
    found = shown(screen)
    assert nameless(found) == []
    assert small_targets(found) == []
    assert count_tree(found) > 5
    window.resize(1280, 800)
    restyle("light", 2.0)
    QApplication.processEvents()
    QApplication.processEvents()  # what is made again at another size
    if screen in ("palette", "tags"):  # sheets close when the size changes under them
        found = shown(screen)
    assert cut(dialog_of(window) or window) == []


def cut(window: QWidget) -> list[str]:
    """Labels and buttons whose words do not fit."""
    return [
        f"{type(widget).__name__}: {words} ({widget.width()} x {widget.height()})"
        for widget in visible(window)
        if (words := cut_words(widget))
    ]


def nameless(window: QWidget) -> list[str]:
    """What takes the keyboard but has no name."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in visible(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and not isinstance(widget, QMenuBar)
        and not isinstance(widget.parentWidget(), QAbstractSpinBox)  # named as a whole
        and not name_of(widget)
    ]


def small_targets(window: QWidget) -> list[tuple[str, str, int]]:
    """Buttons that are too low to be hit."""
    return [
        (type(widget).__name__, widget.accessibleName() or widget.text(), widget.height())
        for widget in visible(window)
        if isinstance(widget, QAbstractButton)
        and widget.property("part") != "metaLink"  # words in a sentence
        and widget.height() < SMALLEST
    ]


def count_tree(window: QWidget) -> int:
    """How many there are in the accessibility tree; of long lists only the beginning."""
    waiting, seen = [QAccessible.queryAccessibleInterface(window)], 0
    while waiting:
        here = waiting.pop()
        seen += 1
        for place in range(min(here.childCount(), LONGEST)):
            child = here.child(place)
            if child is not None and child.isValid():
                assert isinstance(child.text(NAME), str)
                waiting.append(child)
    return seen


def cut_words(widget: QWidget) -> str:
    """The words of a label or button that have less room than they need."""
    if isinstance(widget, ElidedLabel) or not isinstance(widget, QLabel | QPushButton):
        return ""
    text = widget.text()
    if not text or (isinstance(widget, QLabel) and not isinstance(widget, Label)):
        return ""
    metrics = QFontMetrics(widget.font())
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    if isinstance(widget, QLabel) and widget.buddy() is not None:
        text = text.replace("&", "", 1)  # marks the letter that leads to the field
    lines = [] if wraps else text.replace("&&", "&").split("\n")
    needed = max(map(metrics.horizontalAdvance, lines), default=0)
    low = widget.contentsRect().height() < metrics.height() * max(1, len(lines)) - 1
    return text if widget.contentsRect().width() < needed - 1 or low else ""


@pytest.mark.parametrize("screen", ["palette", "tags", "keyboard", "Keys", "about"])
def test_escape_leads_out_and_the_keyboard_is_where_it_was(
    window: MainWindow, shown: Callable[[str], QWidget], screen: str, qtbot: QtBot
) -> None:
    before = QApplication.focusWidget()
    shown(screen)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog_of(window) is None, timeout=2000)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before, timeout=2000)


@pytest.mark.parametrize("screen", ["main", "triage", "keyboard", "Appearance"])
def test_tab_comes_by_everything_and_back_to_the_start(
    shown: Callable[[str], QWidget], screen: str
) -> None:
    found = shown(screen)
    start = QApplication.focusWidget()
    passed: list[QWidget | None] = []
    for _ in range(400):
        press(found, Qt.Key.Key_Tab)  # type: ignore[arg-type]
        here = QApplication.focusWidget()
        if here is start:
            break
        passed.append(here)
    assert QApplication.focusWidget() is start, [type(one).__name__ for one in passed[-6:]]
    assert len(set(passed)) == len(passed)
    assert not any(isinstance(one, QLineEdit) and not name_of(one) for one in passed)
