"""What tests of the window get: the look in force, and a library thread with a library."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import PATIENCE_MS, put_away, wait_for_thread
from heartbeat import Heartbeat, listen_everywhere
from making import fill
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.asking.worker import Worker
from reader.gui.dialogs.importing.import_dialog import ImportDialog
from reader.gui.look.theme import READING_SIZES, start_theme, theme
from reader.gui.main_window import MainWindow
from reader.gui.places import INBOX
from reader.gui.settings import Settings
from reader.library import Library
from reader.model import Dump, Skipped

Open = Callable[[], MainWindow]
OpenImport = Callable[..., ImportDialog]


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """Fonts, palette and style sheet, once for all tests of the window."""
    start_theme(qapp, "light", 1.0)
    yield
    # Without a screen the clipboard outlives Python, and what Python put there must not.
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def heart(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heartbeat]:
    """No test of the window passes in which the painting thread is deaf for too long."""
    beating = Heartbeat()
    listen_everywhere(beating, monkeypatch)
    gc.collect()
    gc.freeze()  # what other tests left would make this one look slow
    beating.start()
    yield beating
    beating.stop()
    gc.unfreeze()
    assert beating.deaf == [], "the painting thread was blocked"


@pytest.fixture(autouse=True)
def look_of_the_design(look: None) -> Iterator[None]:
    """The theme is one for all tests: what a test chose on a page is not left to the next."""
    yield
    now = theme()
    size, face = (now.scale, now.reading_size), now.font("body").family()
    chosen = now.choice, *size, now.contrast, now.key_hints, face
    if chosen != ("light", 1.0, READING_SIZES[1], "system", True, "Inter"):
        now.remember("", "", READING_SIZES[1], "system")
        now.key_hints = True
        now.choose("light", 1.0)


@pytest.fixture
def restyle() -> Iterator[Callable[..., None]]:
    """Choose another scheme or text size; afterwards everything is as it was."""
    yield theme().choose
    theme().choose("light", 1.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library of this test lives."""
    return tmp_path / "library"


@pytest.fixture
def worker(folder: Path, qapp: QApplication) -> Iterator[Worker]:
    """The library thread, stopped at the end."""
    thread = Worker(folder)
    thread.start()
    yield thread
    thread.stop()


@pytest.fixture
def open_window(qtbot: QtBot, folder: Path) -> Iterator[Open]:
    """Opens the window on the library of this test, as often as asked."""
    opened: list[MainWindow] = []

    def open_it() -> MainWindow:
        window = MainWindow(folder, Settings())
        opened.append(window)
        window.resize(1440, 900)  # the screen that is not there has 800 x 800
        window.begin()
        window.show()
        window.activateWindow()
        window.go_on()
        qtbot.waitUntil(lambda: window.sidebar.tree.counts is not None, timeout=PATIENCE_MS)
        wait_for_thread(window, qtbot)
        return window

    yield open_it
    for window in opened:
        put_away(window)


@pytest.fixture
def filled(folder: Path) -> list[int]:
    """A library of eight papers; answers their ids in the order of the Inbox."""
    with Library.open(folder) as library:
        fill(library, range(8))
        return list(library.find(within=INBOX.node).ids)


@pytest.fixture
def window(filled: list[int], open_window: Open) -> MainWindow:
    return open_window()


@pytest.fixture
def open_dialog(worker: Worker, folder: Path, qtbot: QtBot) -> Iterator[OpenImport]:
    """Open the dialog on texts and wait until all are read."""
    Library.open(folder).close()
    reading = Library.open(folder, write=False)
    opened: list[ImportDialog] = []

    def open_on(*sources: Path | Dump | Skipped) -> ImportDialog:
        dialog = ImportDialog(worker, reading, sources)
        qtbot.addWidget(dialog)
        dialog.show()
        opened.append(dialog)
        qtbot.waitUntil(lambda: all(file.outcome for file in dialog._files), timeout=PATIENCE_MS)
        return dialog

    yield open_on
    for dialog in opened:
        dialog.done(0)
    reading.close()
