"""Markup in a title, tag, note, comment or file name is shown as it stands, everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import put_away, wait_for_thread
from making import abstract, facts, listing
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings
from reader.library import Library
from reader.model import Dump, Kind

EVIL = "<b>evil</b><img src='/etc/passwd'>"


def read_as_markup() -> Iterator[str]:
    """Every widget there is that would show foreign words as markup."""
    for widget in QApplication.allWidgets():
        where = f"{type(widget).__name__} {widget.objectName()}"
        plain = isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.PlainText
        if isinstance(widget, QLabel) and "<b>evil" in widget.text() and not plain:
            yield f"{where}: text"
        if "<b>evil" in widget.toolTip():
            yield f"{where}: tooltip"


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    with Library.open(folder) as library:
        papers = [
            facts(number, title=f"{EVIL} {number}", abstract=f"{EVIL} {abstract(number)}",
                  authors=(EVIL,), venue=EVIL)
            for number in range(3)
        ]  # fmt: skip
        library.add([library.plan_listing(Dump(f"{EVIL}.txt", EVIL), listing(papers))])
        ids = list(library.find().ids)
        library.tag(ids, [EVIL[:20]])
        for paper in ids:
            library.write_note(paper, EVIL)
            library.highlight(paper, 0, 20, Kind.IDEA, EVIL)
    made = MainWindow(folder, Settings())
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.begin()
    made.show()
    made.go_on()
    qtbot.waitUntil(lambda: made.pane.paper_id is not None, timeout=5_000)
    wait_for_thread(made, qtbot)
    yield made
    put_away(made)


def test_the_search_finds_a_label_that_reads_markup(qtbot: QtBot) -> None:
    label, tipped = QLabel(EVIL), QWidget()
    tipped.setToolTip(EVIL)
    for widget in (label, tipped):
        qtbot.addWidget(widget)
    assert sorted(read_as_markup()) == ["QLabel : text", "QWidget : tooltip"]


def test_no_widget_takes_foreign_words_for_markup(window: MainWindow, qtbot: QtBot) -> None:
    for action in ("notes", "highlights", "details", "select-all", "history", "note-history"):
        window.list.table.select_place(0)
        window.actions_by_id[action].trigger()
        wait_for_thread(window, qtbot)
        QApplication.processEvents()
        window.grab()
        assert list(read_as_markup()) == [], action
        for dialog in QApplication.topLevelWidgets():
            if dialog is not window and dialog.isVisible():
                dialog.close()
    window.messages.say(EVIL, "Undo", "undo", window.operations.undo)
    window.list.banner.say(EVIL)
    window.list.notice.say(EVIL)
    window.browsing.search(EVIL)
    wait_for_thread(window, qtbot)
    assert list(read_as_markup()) == []
