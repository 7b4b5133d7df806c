"""Whole stories in the real window, told by keys."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from making import search_page_text, title
from PySide6.QtCore import Qt

from reader.gui.dialogs.export_dialog import ExportDialog
from reader.gui.dialogs.import_dialog import ImportDialog
from reader.gui.places import ALL, QUEUE
from reader.library import Library
from reader.model import Kind, State

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[[], Any]
Key = Qt.Key


def page(folder: Path, numbers: range) -> Path:
    """A saved page of made-up papers."""
    path = folder / "papers-2025-11-12.txt"
    path.write_text(search_page_text(numbers), "utf-8")
    return path


def bring_in(reader: Any, path: Path, count: int) -> None:
    """Drop a page on the window and add everything."""
    reader.drop(path)
    dialog = reader.dialog(ImportDialog)
    reader.until(lambda: dialog.primary_button.text() == f"Add {count}")
    reader.control(Key.Key_Return, on=dialog.table)
    reader.until(lambda: len(reader.window.papers.ids) == count)
    reader.come_back()


def library_of(tmp_path: Path) -> Library:
    """A second look at the library of the window."""
    return Library.open(tmp_path / "library", write=False)


def command_line(tmp_path: Path, verb: str, *words: str) -> None:
    """Run a verb on the same library as another program."""
    start = [sys.executable, "-m", "reader", verb, "--library", str(tmp_path / "library")]
    done = subprocess.run([*start, *words], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_page_becomes_decisions_and_notes_and_all_of_it_can_be_undone(
    start: Start, tmp_path: Path
) -> None:
    reader = start()
    window = reader.window
    assert window.first_run.isVisible()

    # bring it in
    bring_in(reader, page(tmp_path, range(8)), 8)
    assert window.pane.isVisible()

    # decide by one key each; the next paper comes up by itself
    table = window.list.table
    table.setFocus()
    table.select_place(0)
    first, second, third = reader.titles()[:3]
    reader.press(Key.Key_S, Key.Key_Q)
    reader.until(lambda: first not in reader.titles())
    reader.press(Key.Key_D)
    reader.until(lambda: second not in reader.titles())
    reader.press(Key.Key_E)
    reader.until(lambda: third not in reader.titles())
    with library_of(tmp_path) as library:
        states = library.counts().states
        assert (states[State.QUEUE], states[State.DONE], states[State.ARCHIVE]) == (1, 1, 1)
        assert library.counts().starred == 1

    # find one again among all
    reader.press(
        Key.Key_F, holding=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    reader.write("folding")
    reader.until(lambda: window.browsing.query == "folding" and reader.titles() == [title(6)])
    reader.press(Key.Key_Return)
    reader.until(lambda: window.pane.paper_id is not None)
    table.setFocus()

    # tag it
    reader.press(Key.Key_T)
    reader.write("to-cite")
    reader.press(Key.Key_Return, Key.Key_Escape)
    with library_of(tmp_path) as library:
        assert [tag.name for tag, _count in library.counts().tags] == ["to-cite"]
        paper_id = library.find("#to-cite").ids[0]
        assert library.paper(paper_id).facts.title == title(6)

    # annotate it: three words are a method, and a note
    window.pane.focus_text()
    reader.press(Key.Key_F7, Key.Key_Home)
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    reader.press(Key.Key_Right, Key.Key_Right, Key.Key_Right, holding=both)
    reader.press(Key.Key_2)
    table.setFocus()
    reader.press(Key.Key_N)
    reader.write("Try it with paper boats.")
    table.setFocus()
    reader.quiet()
    with library_of(tmp_path) as library:
        paper = library.paper(paper_id)
        assert [mark.kind for mark in paper.highlights] == [Kind.METHOD]
        assert paper.facts.abstract is not None
        assert paper.facts.abstract.startswith(paper.highlights[0].quote)
        assert paper.note == "Try it with paper boats."

    # write it out
    reader.control(Key.Key_E)
    dialog = reader.dialog(ExportDialog)
    out = tmp_path / "notes.md"
    dialog.form.place.setText(str(out))
    reader.until(lambda: dialog.primary_button.text() == "Export 1 paper")
    reader.control(Key.Key_Return, on=dialog.form.title)
    reader.until(lambda: out.exists() and not reader.window.findChildren(ExportDialog))
    reader.come_back()
    text = out.read_text("utf-8")
    assert "Try it with paper boats." in text
    assert "**Method.**" in text
    assert "#to-cite" in text

    # and take everything back, step by step
    table.setFocus()
    for _step in range(30):
        if not window.actions_by_id["undo"].isEnabled():
            break
        reader.control(Key.Key_Z, on=window.list.table)
        reader.until(lambda: not window.worker._waiting)
    reader.until(window.first_run.isVisible)
    with library_of(tmp_path) as library:
        assert library.counts().all == 0
        assert library.undo_state().undo is None


def test_after_closing_and_starting_again_everything_is_found(start: Start, tmp_path: Path) -> None:
    reader = start()
    bring_in(reader, page(tmp_path, range(6)), 6)
    table = reader.window.list.table
    table.setFocus()
    table.select_place(0)
    chosen = reader.titles()[0]
    reader.press(Key.Key_N)
    reader.write("A note that must not be lost")
    reader.close()  # while the note has hardly been typed

    again = start()
    again.until(lambda: len(again.titles()) == 6)
    again.control(Key.Key_F)
    again.write("lost")
    again.until(lambda: again.titles() == [chosen])
    again.press(Key.Key_Return)
    again.window.list.table.setFocus()
    again.until(again.window.actions_by_id["queue"].isEnabled)
    again.press(Key.Key_Q)
    again.until(lambda: not again.titles())
    again.window.browsing.open(QUEUE)
    again.until(lambda: again.titles() == [chosen])

    # what was done before the window was closed can still be undone
    again.window.list.table.setFocus()
    again.control(Key.Key_Z)
    again.control(Key.Key_Z)
    with library_of(tmp_path) as library:
        papers = [library.paper(each) for each in library.find().ids]
    assert [paper.note for paper in papers] == [""] * 6
    assert all(paper.state is State.INBOX for paper in papers)


def test_what_the_command_line_does_meanwhile_appears_in_the_window(
    start: Start, tmp_path: Path
) -> None:
    reader = start()
    bring_in(reader, page(tmp_path, range(4)), 4)
    window = reader.window
    window.browsing.open(ALL)
    reader.until(lambda: len(reader.titles()) == 4)
    more = tmp_path / "more.txt"
    more.write_text(search_page_text(range(10, 13)), "utf-8")

    command_line(tmp_path, "import", str(more))
    reader.until(lambda: len(reader.titles()) == 7)

    paper_id = window.papers.ids[0]
    command_line(tmp_path, "tag", "--tag", "from-outside", str(paper_id))
    reader.until(
        lambda: any(tag.name == "from-outside" for tag, _n in window.looking.library.counts().tags)
    )
    reader.until(
        lambda: "from-outside" in [tag.name for tag in window.looking.rows([paper_id])[0].tags]
    )

    window.list.table.setFocus()
    reader.control(Key.Key_Z)  # the window undoes what the command line did
    with library_of(tmp_path) as library:
        assert library.paper(paper_id).tags == ()
