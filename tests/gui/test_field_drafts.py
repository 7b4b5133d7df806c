"""A comment or an abstract that is being typed survives a kill, and becomes again what it was."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.writing import drafts
from reader.gui.writing.recovered import find, make_it_so
from reader.library import Library
from reader.model import Kind


def typed(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Select the first words of the abstract and type a comment on them."""
    window.pane.abstract.select(0, 10)
    window.pane.abstract.comment()
    sheet = window.pane.abstract._sheet()
    qtbot.keyClicks(sheet._field, words)


def killed(window: MainWindow) -> None:
    """What a kill leaves: the files of the draft journal, and nobody who holds them."""
    kept = window.field_drafts.drafts
    kept.flush()
    shutil.copytree(kept.folder, kept.folder.with_name("dead"))


def left(folder: Path) -> list[str]:
    with Library.open(folder) as library:
        return [found.draft.text for found in find(library)]


def test_a_comment_that_was_being_typed_is_offered_and_becomes_a_highlight(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    typed(window, qtbot, "only in my head so far")
    killed(window)
    window.pane.abstract._sheet().cancel()
    wait_for_thread(window, qtbot)
    with Library.open(folder) as library:
        (found,) = find(library)
        assert found.words.startswith("a comment on “")
        make_it_so(library, found)
        (mark,) = library.paper(paper).highlights
        assert mark.comment == "only in my head so far"
        assert mark.quote == (library.paper(paper).facts.abstract or "")[: len(mark.quote)]
        assert find(library) == []  # the library has it now
    assert list(drafts.left_behind()) == []


def test_a_comment_on_an_older_highlight_comes_back_to_it(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    with Library.open(folder) as library:
        library.highlight(paper, 0, 10, Kind.RESULT, "old")
    wait_for_thread(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.pane.abstract.highlights), timeout=5000)
    window.pane.abstract.comment_on(window.pane.abstract.highlights[0])
    qtbot.keyClicks(window.pane.abstract._sheet()._field, " and new")
    killed(window)
    window.pane.abstract._sheet().cancel()
    with Library.open(folder) as library:
        (found,) = find(library)
        assert found.now == "old"
        make_it_so(library, found)
        (mark,) = library.paper(paper).highlights
        assert (mark.comment, mark.kind) == ("old and new", Kind.RESULT)


@pytest.mark.parametrize("how", ["keep", "cancel"])
def test_a_comment_that_arrived_or_was_thrown_away_leaves_no_draft(
    window: MainWindow, qtbot: QtBot, how: str
) -> None:
    typed(window, qtbot, "a comment")
    getattr(window.pane.abstract._sheet(), how)()
    wait_for_thread(window, qtbot)
    window.field_drafts.drafts.flush()
    assert list(window.field_drafts.drafts.folder.glob("*.md")) == []


def test_a_comment_that_the_library_could_not_take_stays_in_its_file(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    typed(window, qtbot, "a comment")
    away = folder.with_name("away")
    folder.rename(away)
    window.pane.abstract._sheet().keep()
    wait_for_worker(window, qtbot)
    away.rename(folder)
    killed(window)
    assert left(folder) == [f"> {words_of(folder)}\n\na comment"]


def wait_for_worker(window: MainWindow, qtbot: QtBot) -> None:
    answers: list[object] = []
    window.worker.ask(lambda library: library.folder, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=5000)


def words_of(folder: Path) -> str:
    with Library.open(folder, write=False) as library:
        (text,) = [draft.text for draft in drafts.left_behind()]
        assert library.folder == folder
    return text.partition("\n")[0].removeprefix("> ")


def test_an_abstract_that_was_being_edited_comes_back(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    window.pane.panel.details.edit()
    editor = window.pane.panel.details.editor
    assert editor is not None
    qtbot.keyClicks(editor.abstract, " Typed by hand.")
    killed(window)
    editor.dropped.emit()
    window.field_drafts.drafts.flush()
    assert list(window.field_drafts.drafts.folder.glob("*.md")) == []
    with Library.open(folder) as library:
        (found,) = find(library)
        make_it_so(library, found)
        assert (library.paper(paper).facts.abstract or "").endswith("Typed by hand.")
        assert find(library) == []


def test_the_next_start_offers_it(
    window: MainWindow, open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    typed(window, qtbot, "a comment")
    killed(window)
    window.pane.abstract._sheet().cancel()
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: "a comment on" in again.list.notice.text, timeout=5000)
