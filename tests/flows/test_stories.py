"""Whole stories in the real window, told by keys."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from making import search_page_text, title
from PySide6.QtCore import Qt

from reader.gui.dialogs.exporting.export_dialog import ExportDialog
from reader.gui.dialogs.importing.import_dialog import ImportDialog
from reader.gui.places import ALL, INBOX, QUEUE
from reader.library import Library
from reader.model import Kind, State

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[[], Any]
Key = Qt.Key
BOTH = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


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
    assert reader.window.first_run.isVisible()
    bring_in(reader, page(tmp_path, range(8)), 8)
    assert reader.window.pane.isVisible()
    decide_on_three(reader, tmp_path)
    find_again(reader, "folding", title(6))
    paper_id = tag_it(reader, tmp_path, title(6))
    annotate_it(reader, tmp_path, paper_id)
    write_it_out(reader, tmp_path / "notes.md")
    undo_everything(reader, tmp_path)


def decide_on_three(reader: Any, tmp_path: Path) -> None:
    """In the Inbox one key for each paper; the next one comes up by itself."""
    reader.press(Key.Key_G, Key.Key_I)
    reader.until(lambda: reader.window.browsing.place is INBOX)
    reader.window.list.table.setFocus()
    reader.window.list.table.select_place(0)
    first, second, third = reader.titles()[:3]
    reader.press(Key.Key_S)
    for key, decided in ((Key.Key_Q, first), (Key.Key_D, second), (Key.Key_E, third)):
        reader.press(key)
        reader.until(lambda decided=decided: decided not in reader.titles())
    with library_of(tmp_path) as library:
        counts = library.counts()
    assert [counts.states[state] for state in (State.QUEUE, State.DONE, State.ARCHIVE)] == [1] * 3
    assert counts.starred == 1


def find_again(reader: Any, words: str, found: str) -> None:
    """Search all papers from anywhere and go to the result."""
    reader.press(Key.Key_F, holding=BOTH)
    reader.write(words)
    reader.until(lambda: reader.window.browsing.query == words and reader.titles() == [found])
    reader.press(Key.Key_Return)
    reader.until(reader.window.actions_by_id["tags"].isEnabled)
    reader.window.list.table.setFocus()


def tag_it(reader: Any, tmp_path: Path, tagged: str) -> int:
    """Give the paper a tag that does not exist yet; answers its id."""
    reader.press(Key.Key_T)
    reader.write("to-cite")
    reader.press(Key.Key_Return, Key.Key_Escape)
    with library_of(tmp_path) as library:
        (paper_id,) = [row.id for row in library.rows(library.find().ids) if row.tags]
        paper = library.paper(paper_id)
    assert [tag.name for tag in paper.tags] == ["to-cite"]
    assert paper.facts.title == tagged
    return paper_id


def annotate_it(reader: Any, tmp_path: Path, paper_id: int) -> None:
    """Three words are a method; then a note."""
    window = reader.window
    window.pane.focus_text()
    reader.press(Key.Key_F7, Key.Key_Home)
    reader.press(Key.Key_Right, Key.Key_Right, Key.Key_Right, holding=BOTH)
    reader.press(Key.Key_2)
    window.list.table.setFocus()
    reader.press(Key.Key_N)
    reader.write("Try it with paper boats.")
    window.list.table.setFocus()
    reader.quiet()
    with library_of(tmp_path) as library:
        paper = library.paper(paper_id)
    assert [mark.kind for mark in paper.highlights] == [Kind.METHOD]
    assert (paper.facts.abstract or "").startswith(paper.highlights[0].quote)
    assert paper.note == "Try it with paper boats."


def write_it_out(reader: Any, out: Path) -> None:
    """Export the selected paper by keys alone."""
    reader.control(Key.Key_E)
    dialog = reader.dialog(ExportDialog)
    dialog.form.place.setText(str(out))
    reader.until(lambda: dialog.primary_button.text() == "Export 1 paper")
    reader.control(Key.Key_Return, on=dialog.form.title)
    reader.until(lambda: out.exists() and not reader.window.findChildren(ExportDialog))
    reader.come_back()
    text = out.read_text("utf-8")
    assert "Try it with paper boats." in text
    assert "**Method.**" in text
    assert "#to-cite" in text


def undo_everything(reader: Any, tmp_path: Path) -> None:
    """Take every step back until the library is as empty as at first."""
    window = reader.window
    window.list.table.setFocus()
    for _step in range(30):
        if window.actions_by_id["undo"].isEnabled():
            reader.control(Key.Key_Z, on=window.list.table)
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


def test_a_dropped_folder_is_looked_through(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.txt").write_text(search_page_text(range(4)), encoding="utf-8")
    (folder / "inner" / "b.txt").write_text(search_page_text(range(2, 7)), encoding="utf-8")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    reader = start()
    reader.drop(folder)
    dialog = reader.dialog(ImportDialog)
    reader.until(dialog.primary_button.isEnabled)
    files = [dialog.file_list.topLevelItem(row) for row in range(3)]
    assert [file.text(0) for file in files] == ["a.txt", "c.pdf", "b.txt"]
    assert "PDF" in files[1].text(1)
    assert dialog.primary_button.text().startswith("Add 7")
