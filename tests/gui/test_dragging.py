"""What can be dragged and where it may be dropped; another window of Reader is another library."""

from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtCore import QByteArray, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.importing.import_dialog import ImportDialog
from reader.gui.dialogs.importing.import_files import ImportFile
from reader.gui.intake.drops import can_be_imported, sources
from reader.gui.main_window import MainWindow
from reader.gui.models import papers_mime as papers_mime_module
from reader.gui.models.papers_mime import (
    PAPERS_MIME,
    dragged_listing,
    dragged_papers,
    papers_mime,
)
from reader.gui.places import INBOX, QUEUE, STARRED, tag_place
from reader.gui.views.places import place_tree
from reader.gui.views.places.place_drag import dragged_search, dragged_tag, mime_of
from reader.library import Library
from reader.model import Dump, State, Tag

COPY = Qt.DropAction.CopyAction


class FromInside(QDragEnterEvent):
    """As it is when the drag began in a widget of this program."""

    def source(self) -> QObject:
        """Something of ours."""
        return QApplication.instance() or QObject()


LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tagged(filled: list[int], folder: Path) -> list[int]:
    with Library.open(folder) as library:
        library.tag(filled[:2], ["kites", "tides"])
        library.save_search("One", "lanterns")
        library.save_search("Two", "moths")
        library.save_search("Three", "clocks")
    return filled


@pytest.fixture
def window(tagged: list[int], open_window: object) -> MainWindow:
    return open_window()  # type: ignore[operator,no-any-return]


def drop(
    widget: QWidget, at: QPoint, mime: QMimeData, keys: Qt.KeyboardModifier | None = None
) -> bool:
    """Drag something into a widget and drop it; answers whether it was taken."""
    keys = keys or Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, COPY, mime, LEFT, keys)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        event = QDropEvent(QPointF(at), COPY, mime, LEFT, keys)
        QApplication.sendEvent(widget, event)
        return event.isAccepted()
    return False


def place_of_tag(window: MainWindow, name: str) -> QPoint:
    view = window.sidebar.view
    return view.visualRect(window.sidebar.tree.index_of(tag_place(Tag(name, "slate")))).center()


def tags_of(folder: Path, paper: int) -> set[str]:
    with Library.open(folder, write=False) as library:
        return {tag.name for tag in library.paper(paper).tags}


def carried_by_line(window: MainWindow, key: str) -> QMimeData:
    tree = window.sidebar.tree
    for heading in tree.headings():
        for row in range(tree.rowCount(heading)):
            line = tree.line(tree.index(row, 0, heading))
            if line.place is not None and line.place.key == key:
                mime = mime_of(line)
                assert mime is not None
                return mime
    raise LookupError(key)


def drop_on_line(window: MainWindow, at: QPoint, mime: QMimeData, alt: bool = False) -> None:
    view = window.sidebar.view
    view.drop_index = view.indexAt(at)
    keys = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(at), COPY, mime, LEFT, keys))


def test_papers_on_a_tag_get_it_and_with_alt_nothing_else(
    window: MainWindow, tagged: list[int], folder: Path, qtbot: QtBot
) -> None:
    at = place_of_tag(window, "kites")
    drop_on_line(window, at, papers_mime(tagged[2:4], []))
    wait_for_thread(window, qtbot)
    assert tags_of(folder, tagged[2]) == {"kites"}
    assert tags_of(folder, tagged[0]) == {"kites", "tides"}
    drop_on_line(window, place_of_tag(window, "kites"), papers_mime(tagged[:1], []), alt=True)
    wait_for_thread(window, qtbot)
    assert tags_of(folder, tagged[0]) == {"kites"}
    window.operations.undo()
    wait_for_thread(window, qtbot)
    assert tags_of(folder, tagged[0]) == {"kites", "tides"}


def test_papers_on_starred_get_a_star(
    window: MainWindow, tagged: list[int], folder: Path, qtbot: QtBot
) -> None:
    at = window.sidebar.view.visualRect(window.sidebar.tree.index_of(STARRED)).center()
    drop_on_line(window, at, papers_mime(tagged[:2], []))
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.counts().starred == 2


def test_a_tag_on_a_row_tags_it_or_all_selected_ones(
    window: MainWindow, tagged: list[int], folder: Path, qtbot: QtBot
) -> None:
    table = window.list.table
    mime = carried_by_line(window, tag_place(Tag("tides", "slate")).key)
    assert dragged_tag(mime) == "tides"
    table.select_place(2)
    table.move(1, extend=True)
    at = table.visualRect(window.papers.index(5, 0)).center()
    assert drop(table.viewport(), at, mime)
    wait_for_thread(window, qtbot)
    assert tags_of(folder, tagged[5]) == {"tides"}
    assert tags_of(folder, tagged[2]) == set()
    assert drop(table.viewport(), table.visualRect(window.papers.index(3, 0)).center(), mime)
    wait_for_thread(window, qtbot)
    assert tags_of(folder, tagged[2]) == tags_of(folder, tagged[3]) == {"tides"}


def test_a_tag_on_the_reading_pane_tags_the_paper_shown(
    window: MainWindow, tagged: list[int], folder: Path, qtbot: QtBot
) -> None:
    window.list.table.select_place(4)
    mime = carried_by_line(window, tag_place(Tag("kites", "slate")).key)
    assert drop(window.pane, QPoint(200, 200), mime)
    wait_for_thread(window, qtbot)
    assert tags_of(folder, tagged[4]) == {"kites"}


def test_a_saved_search_lands_before_or_behind_another(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    def names() -> list[str]:
        with Library.open(folder, write=False) as library:
            return [saved.name for saved in library.searches()]

    qtbot.waitUntil(lambda: len(window.saving_searches._searches) == 3, timeout=5000)
    keys = {saved.name: f"search:{saved.id}" for saved in window.saving_searches._searches}
    view, tree = window.sidebar.view, window.sidebar.tree
    places = {
        tree.line(tree.index(row, 0, tree.headings()[0])).text: tree.index(
            row, 0, tree.headings()[0]
        )
        for row in range(3)
    }
    mime = carried_by_line(window, keys["Three"])
    assert dragged_search(mime) == keys["Three"]
    drop_on_line(window, view.visualRect(places["One"]).center(), mime)
    wait_for_thread(window, qtbot)
    assert names() == ["Three", "One", "Two"]
    window.operations.undo()
    wait_for_thread(window, qtbot)
    assert names() == ["One", "Two", "Three"]


def test_papers_of_another_window_are_text_to_import_and_never_numbers(
    window: MainWindow, tagged: list[int], folder: Path, qtbot: QtBot
) -> None:
    foreign = QMimeData()
    numbers = " ".join(map(str, tagged[:2])).encode()
    foreign.setData(PAPERS_MIME, QByteArray(b"other-window " + numbers))
    foreign.setText("[A Paper from Elsewhere with a Long Title](https://arxiv.org/abs/2401.00001)")
    assert dragged_papers(foreign) == []
    assert can_be_imported(foreign)
    assert not can_be_imported(papers_mime(tagged[:1], ["words"]))
    at = window.sidebar.view.visualRect(window.sidebar.tree.index_of(QUEUE)).center()
    assert drop(window.sidebar.view.viewport(), at, foreign)  # by the window, as text
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    dialog.reject()
    with Library.open(folder, write=False) as library:
        assert library.counts().states[State.QUEUE] == 0


@pytest.mark.parametrize("way", ["dropped", "pasted"])
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("https://example.org/kites", "This is only a web address, and Reader never goes online."),
        (
            "https://example.org/kites\nwww.example.org/tides\n",
            "This is only web addresses, and Reader never goes online.",
        ),
    ],
)
def test_of_a_web_address_it_is_told_that_reader_never_goes_online(
    way: str, text: str, what: str, window: MainWindow, qtbot: QtBot
) -> None:
    file = read_in_preview(window, text, way, qtbot)
    assert file.plan is None
    assert file.words == what
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert dialog.nothing.what.text() == what
    assert dialog.nothing.what_to_do.text().startswith("Save the page in the browser")
    dialog.reject()


@pytest.mark.parametrize("way", ["dropped", "pasted"])
@pytest.mark.parametrize(
    "text",
    [
        "https://arxiv.org/abs/2401.00001\nA Paper from Elsewhere with a Long Title",
        "https://arxiv.org/abs/2401.00001",
    ],
)
def test_an_address_that_says_which_paper_it_is_works(
    way: str, text: str, window: MainWindow, qtbot: QtBot
) -> None:
    file = read_in_preview(window, text, way, qtbot)
    assert file.words.startswith("1 found, 1 new")
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    dialog.reject()


def read_in_preview(window: MainWindow, text: str, way: str, qtbot: QtBot) -> ImportFile:
    """Drop or paste a text and wait for what the preview says of it."""
    mime = QMimeData()
    mime.setText(text)
    if way == "dropped":
        if text.startswith("http"):
            mime.setUrls([QUrl(text.split("\n")[0])])
        assert drop(window, window.list.geometry().center(), mime)
    else:
        QApplication.clipboard().setText(text)
        window.importing.paste()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog._files[0].outcome is not None, timeout=5_000)
    return dialog._files[0]


def test_papers_of_another_window_come_in_with_all_that_is_known_of_them(
    window: MainWindow, tagged: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [window.papers.index(place, 0) for place in (0, 2)]
    mime = window.papers.mimeData(places)
    assert dragged_listing(mime) == ""  # at home the numbers are enough
    monkeypatch.setattr(papers_mime_module, "OURS", "another window")
    assert can_be_imported(mime)
    (dump,) = sources(mime)
    assert isinstance(dump, Dump)
    with Library.open(tmp_path / "other") as other, Library.open(window.worker.folder) as ours:
        other.add([other.plan(dump)])
        came = {paper.facts.title: paper.facts for paper in other.papers(other.find().ids)}
        for number in (tagged[0], tagged[2]):
            facts = ours.paper(number).facts
            there = came.pop(facts.title)
            assert (there.abstract, there.date) == (facts.abstract, facts.date)
            assert there.author_count == facts.author_count
        assert not came
        assert not other.counts().tags


def test_what_is_dragged_within_the_window_is_no_import(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("> words [^h1]")
    enter = QDragEnterEvent(QPoint(600, 300), COPY, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    assert enter.source() is None
    QApplication.sendEvent(window, enter)
    assert window.drop_frame.isVisible()
    window.drop_frame.hide()
    inside = FromInside(QPoint(600, 300), COPY, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    window.dragEnterEvent(inside)
    assert not window.drop_frame.isVisible()


def test_words_of_an_abstract_and_highlights_land_in_a_note_as_quotations(
    window: MainWindow,
) -> None:
    window.pane.abstract.select(0, 9)
    words = window.pane.abstract.textCursor().selectedText()
    text = window.pane.panel.notes.text
    text.insert_words("before")
    carried = window.pane.abstract.createMimeDataFromSelection()
    end = text.cursorRect().bottomRight()
    event = QDropEvent(QPointF(end), COPY, carried, LEFT, Qt.KeyboardModifier.NoModifier)
    text.dropEvent(event)
    assert text.text() == f"before\n\n> {words}\n"
    text.insertFromMimeData(carried)  # pasted
    assert text.text() == f"before\n\n> {words}\n{words}"


def test_the_tabs_of_the_panel_open_under_what_is_dragged(window: MainWindow) -> None:
    tabs = window.pane.panel.tabs
    assert tabs.acceptDrops()
    assert tabs.changeCurrentOnDrag()


def test_other_programs_get_markdown_links(window: MainWindow, tagged: list[int]) -> None:
    mime = window.papers.mimeData([window.papers.index(place, 0) for place in (0, 1)])
    assert dragged_papers(mime) == tagged[:2]
    assert mime.text().split("\n") == window.copying.links_of(tagged[:2])


def test_a_line_is_chosen_when_the_button_is_let_go_and_dragged_when_it_moves(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[str] = []
    monkeypatch.setattr(
        place_tree, "drag_line", lambda _view, line, *_rest: dragged.append(line.text)
    )
    view, at = window.sidebar.view, place_of_tag(window, "kites")
    QTest.mousePress(view.viewport(), LEFT, pos=at)
    assert window.browsing.place is INBOX
    QTest.mouseMove(view.viewport(), at + QPoint(3, 60))
    assert dragged == ["kites"]
    QTest.mouseRelease(view.viewport(), LEFT, pos=at + QPoint(3, 60))
    assert window.browsing.place is INBOX
    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    assert window.browsing.place.title == "kites"
