"""A monkey at the real window: random keys, clicks, menus, sizes and texts, always the same ones.

The seed decides everything that the monkey does; what the window makes of it depends on when the
library answers, as it does for people. After every hundred actions everything must be in order.
"""

import contextlib
import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from driving import wait_for_thread
from heartbeat import Heartbeat
from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from reader.gui.actions import ACTIONS
from reader.gui.look.theme import SCALES, theme
from reader.gui.main_window import MainWindow
from reader.gui.preferences import PAGES
from reader.library import Library
from reader.model import State

CHECK_EVERY = 100
LEAVE_OUT = {
    *("quit", "watch", "unwatch", "full-screen"),  # what ends the window or leaves it
    *(
        "larger",
        "smaller",
        "normal",
    ),  # every widget is styled again: `_restyle` does it, unmeasured
}
WORDS = ("kites", "is:inbox ", "tag:", "year:2021..", "lan", '"no oven', "-", "sort:title", "é∑字")
SIZES = ((1440, 900), (1280, 800), (1024, 700), (900, 600), (1600, 1000))
PLAIN = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left),
    *(Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
    *(Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_BracketRight),
    *(Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_H, Qt.Key.Key_V, Qt.Key.Key_C),
)
MORE_OBJECTS, MORE_FILES, MORE_MEGABYTES, FEWER_NONES = 300, 12, 60, 400


class Monkey:
    """Plays with one window; raises AssertionError with the last actions when it found something.

    `warnings` answers what Qt or the program complained of so far.
    """

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        heart: Heartbeat,
        qtbot: QtBot,
        warnings: Callable[[], list[str]],
        seed: int,
    ) -> None:
        self._window, self._folder, self._heart, self._qtbot = window, folder, heart, qtbot
        self._warnings = warnings
        self._random = random.Random(seed)
        self.done: list[str] = []
        self._slow: list[str] = []
        self._first: dict[str, float] = {}
        keys = [
            (action.id, key) for action in ACTIONS for key in action.keys
            if action.id not in LEAVE_OUT
        ]  # fmt: skip
        self._moves: list[tuple[int, Callable[[], str]]] = [
            (40, lambda: self._press(*self._random.choice(keys))),
            (25, self._plain_key),
            (12, self._click),
            (4, self._menu),
            (6, self._type),
            (4, self._wheel),
            (2, self._resize),
            (3, self._escape),
            (1, self._restyle),
            (1, self._other_program),
        ]

    def open_every_page(self) -> None:
        """Open what is made when it is first opened and stays, so that it is no growth later."""
        window = self._window
        window.list.table.select_place(0)
        pages: list[Callable[[], object]] = [
            *(window.statistics.open, window.duplicates.open, window.notebook.open),
            *(window.comparisons.open, window.triage.begin, window.tagging.edit, window.go_to.ask),
            *(window.commands.open, window.popups.show_keys, window.popups.show_about),
            *(lambda place=place: window.pane.show_tab(place) for place in range(4)),
            *(lambda title=page.title: window.popups.show_preferences(title) for page in PAGES),
            window.export,
        ]
        for open_it in pages:
            open_it()
            self.settle()
            for _ in range(3):
                self._escape()
            self.settle()

    def play(self, actions: int) -> None:
        """Do so many actions; checks on the way and at the end."""
        self.open_every_page()
        self._first = measures(self._window)
        weights = [weight for weight, _ in self._moves]
        for number in range(actions):
            move = self._random.choices(self._moves, weights)[0][1]
            self.done.append("?")
            self.done[-1] = move()
            QTest.qWait(self._random.choice((0, 0, 1, 3, 12)))
            if len(self._heart.deaf) > len(self._slow):
                self._slow.append(f"{self._heart.deaf[-1]} at {self.done[-1]}")
            if QApplication.activeModalWidget() is not None and self._random.random() < 0.1:
                self._escape()
            if (number + 1) % CHECK_EVERY == 0 or number + 1 == actions:
                self.check()

    # ------------------------------------------------------------ moves

    def _at(self) -> QWidget:
        if QApplication.focusWidget() is None and QApplication.activeModalWidget() is None:
            self._window.activateWindow()  # as a desktop does when a dialog has closed
            QApplication.processEvents()
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self._window

    def _press(self, name: str, key: str) -> str:
        pressed = QKeySequence(key)[0]
        QTest.keyClick(self._at(), pressed.key(), pressed.keyboardModifiers())
        return f"{name} {key}"

    def _plain_key(self) -> str:
        key = self._random.choice(PLAIN)
        shift = Qt.KeyboardModifier.ShiftModifier
        modifier = self._random.choice((Qt.KeyboardModifier.NoModifier,) * 3 + (shift,))
        QTest.keyClick(self._at(), key, modifier)
        return f"{key.name} {modifier.name}"

    def _type(self) -> str:
        word = self._random.choice(WORDS)
        at = self._at()
        if isinstance(at, QLineEdit):
            at.insert(word)  # as an input method does: not all letters are on a keyboard
        return f"type {word}"

    def _escape(self) -> str:
        QTest.keyClick(self._at(), Qt.Key.Key_Escape)
        return "Esc"

    def _top(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    def _some_widget(self) -> QWidget:
        children = self._top().findChildren(QWidget)
        shown = [each for each in children if isValid(each) and each.isVisible()]
        return self._random.choice(shown) if shown else self._window

    def _click(self) -> str:
        widget = self._some_widget()
        name = f"click {type(widget).__name__} {widget.accessibleName()}"
        at = QPoint(
            self._random.randrange(max(1, widget.width())),
            self._random.randrange(max(1, widget.height())),
        )
        self.done[-1] = name
        twice = self._random.random() < 0.2
        press, release = QTest.mousePress, QTest.mouseRelease
        for act in (press, release, *((press, release) if twice else ())):
            if isValid(widget) and widget.isVisible():  # it may go by the first half of a click
                act(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
                QApplication.processEvents()
        return name

    def _menu(self) -> str:
        place = self._random.randrange(max(1, self._window.papers.rowCount()))
        table = self._window.list.table
        if table.isVisible() and self._window.papers.rowCount():
            table.select_place(place)
            self._window.popups.show_paper(table.mapToGlobal(QPoint(60, 60)))
        return f"menu of paper {place}"

    def _wheel(self) -> str:
        view = self._window.list.table.viewport()
        turn = QPoint(0, self._random.choice((-480, -120, 120, 480)))
        at = QPointF(view.rect().center())
        event = QWheelEvent(
            at, QPointF(view.mapToGlobal(at.toPoint())), QPoint(), turn,
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
        return f"wheel {turn.y()}"

    def _resize(self) -> str:
        size = self._random.choice(SIZES)
        self._window.resize(*size)
        return f"resize {size}"

    def _restyle(self) -> str:
        scheme, scale = self._random.choice(("light", "dark")), self._random.choice(SCALES[:4])
        theme().choose(scheme, scale)  # type: ignore[arg-type]
        return f"theme {scheme} {scale}"

    def _other_program(self) -> str:
        with Library.open(self._folder) as other:
            ids = list(other.find().ids)
            if ids:
                chosen = self._random.sample(ids, min(3, len(ids)))
                other.set_state(chosen, self._random.choice(tuple(State)))
        return "another program"

    # ------------------------------------------------------------ checks

    def settle(self) -> None:
        """Wait for the library, and close what is open: a dialog may come with an answer."""
        for _ in range(12):
            wait_for_thread(self._window, self._qtbot)
            open_ones = [each for each in self._window.findChildren(QDialog) if each.isVisible()]
            if not open_ones and QApplication.activePopupWidget() is None:
                break
            for dialog in open_ones:
                dialog.done(0)
            if (popup := QApplication.activePopupWidget()) is not None:
                popup.close()
            QTest.qWait(10)

    def check(self) -> None:
        """Everything must be in order. Raises AssertionError."""
        self.settle()
        found = [f"slow: {each}" for each in self._slow or self._heart.deaf]
        found += [f"warned: {each}" for each in self._warnings()]
        with Library.open(self._folder) as library:
            library.catch_up()
            found += [f"library: {each}" for each in library.check()]
        QTest.qWait(20)  # until what was closed is gone
        found += [f"stayed: {type(each).__name__}" for each in self._window.findChildren(QDialog)]
        now = measures(self._window)
        if not self._first:
            self._first = now
        limits = {"objects": MORE_OBJECTS, "files": MORE_FILES, "megabytes": MORE_MEGABYTES}
        for name, more in limits.items():
            if now[name] > self._first[name] + more:
                found.append(f"{name}: {self._first[name]} before, {now[name]} now")
        if now["nones"] < self._first["nones"] - FEWER_NONES:
            found.append(f"None: {self._first['nones']} before, {now['nones']} now")
        assert not found, "\n".join([*found, "after", *self.done[-30:]])


def measures(window: MainWindow) -> dict[str, float]:
    """What must not grow (or, for references to None, shrink) while somebody works."""
    QTest.qWait(20)
    memory = Path("/proc/self/statm")
    pages = int(memory.read_text().split()[1]) if memory.exists() else 0
    return {
        "objects": len(window.findChildren(QObject)),
        "files": open_files(),
        "megabytes": pages * 4096 / 1e6,
        "nones": sys.getrefcount(None),
    }


def open_files() -> int:
    """How many files are open, but for segments of the word index.

    Of these there are a few or a dozen, as its own rule merges them (`index.codec.merging`).
    """
    files, count = Path("/proc/self/fd"), 0
    for one in os.listdir(files) if files.exists() else ():
        with contextlib.suppress(OSError):  # the listing itself has ended
            count += not os.readlink(files / one).endswith(".words")
    return count


def kinds(window: MainWindow) -> Counter[str]:
    """The objects of the window by their class: what to look at when there are too many."""
    return Counter(type(each).__name__ for each in window.findChildren(QObject))


def choose_something(chance: random.Random) -> Callable[..., None]:
    """What stands in for a menu that waits: it opens, something in it is chosen, it closes."""

    def run(_popups: QObject, menu: QMenu, at: QPoint) -> None:
        menu.popup(at)
        QApplication.processEvents()
        offered = [
            each for each in menu.actions()
            if each.isEnabled() and not each.isSeparator() and each.menu() is None
            and each.text() not in ("Quit", "Full screen")
        ]  # fmt: skip
        chosen = chance.choice([None, *offered])
        menu.close()
        if chosen is not None:
            chosen.trigger()
        menu.deleteLater()

    return run
