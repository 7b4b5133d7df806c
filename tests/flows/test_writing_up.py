"""From highlights to a cited text, in the real window: nothing that was written is ever lost.

The story is told twice: on made-up papers, and on real listings where they lie beside the checkout.
"""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from making import search_page_text
from PySide6.QtCore import Qt

from reader.library import Library, read_file
from reader.model import ExportOptions, Kind, State

Start = Callable[[], Any]
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAPERS, HIGHLIGHTS, NOTES, COMPARED = 12, 30, 8, 6
OUTLINE = (
    "# What is shown {tag:topic kind:result}\n\n\n\n"
    "# How it is done {tag:topic kind:method}\n\n\n\n"
    "# What stays open {tag:topic}\n\nNobody has asked this yet.\n"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of an abstract stand."""
    return [found.span() for found in re.finditer(r"[^.]{20,}?\.(?=\s|$)", text)]


def read_on_one_topic(folder: Path, words: str) -> list[int]:
    """Twelve papers read, with thirty highlights and eight notes that link to others."""
    with Library.open(folder) as library:
        ids = list(library.find(words).ids)[:PAPERS]
        assert len(ids) == PAPERS
        library.tag(ids, ["topic"])
        library.set_state(ids, State.DONE)
        library.star(ids[:4])
        kinds = (Kind.RESULT, Kind.METHOD, Kind.IDEA)
        made = 0
        for paper in library.papers(ids):
            for kind, (start, end) in zip(
                kinds, sentences(paper.facts.abstract or ""), strict=False
            ):
                if made < HIGHLIGHTS:
                    library.highlight(paper.id, start, end, kind, f"My word {made}.")
                    made += 1
        papers = library.papers(ids)
        for place, paper in enumerate(papers[:NOTES]):
            other = papers[place + 1].facts.title
            library.write_note(paper.id, f"Note {place}, which agrees with [[{other}]].")
        assert sum(len(paper.highlights) for paper in library.papers(ids)) == HIGHLIGHTS
        assert sum(len(paper.links) for paper in library.papers(ids)) == NOTES
    return ids


def compare_six(reader: Any, ids: list[int]) -> None:
    """One key makes the table; every suggestion is accepted."""
    window = reader.window
    window.list.table.show_papers(window.papers.ids, select=ids[:COMPARED])
    reader.until(window.actions_by_id["compare"].isEnabled)
    window.list.table.setFocus()
    reader.press(Key.Key_M, holding=SHIFT)
    reader.until(lambda: window.comparisons.is_open)
    reader.until(lambda: window.comparisons.view.table.rowCount() == COMPARED)
    window.comparisons.wish("accept-all")
    reader.quiet()


def write_outline(reader: Any) -> None:
    """Three sections; in each the evidence is chosen and inserted by keys."""
    window = reader.window
    reader.press(Key.Key_N, holding=CONTROL | SHIFT)
    reader.until(lambda: window.notebook.is_open and window.notebook.view.text.title.hasFocus())
    reader.write("Review")
    reader.press(Key.Key_Return)
    text = window.notebook.view.text
    editor = text.document_editor
    editor.focus()
    editor.text.selectAll()
    editor.text.insert_words(OUTLINE)
    for line in (2, 6, 10):
        text.go_to_line(line)
        editor.text.moveCursor(editor.text.textCursor().MoveOperation.EndOfLine)
        heading = OUTLINE.split("\n")[line - 2].split(" {")[0].lstrip("# ")
        reader.until(lambda heading=heading: text.evidence._evidence.title == heading)
        for _ in range(3):
            before = editor.text.text()
            reader.press(Key.Key_Return, on=editor.text, holding=CONTROL)
            reader.until(lambda before=before: editor.text.text() != before)
    reader.press(Key.Key_Escape, on=editor.text)
    reader.quiet()


def library_of(reader: Any) -> Library:
    return Library.open(reader.window.worker.folder, write=False)


def tell(reader: Any, ids: list[int], out: Path) -> None:
    """The whole story, from the comparison to the second export."""
    window = reader.window
    compare_six(reader, ids)
    write_outline(reader)
    with library_of(reader) as library:
        (document,) = library.documents()
        ledger = library.ledger(document.text)
        papers = library.papers(ids)
        matrix = library.matrix(1)
    assert document.title == "Review"
    assert len(ledger.used) == 9
    marks = sum(len(paper.highlights) for paper in papers)
    notes = sum(bool(paper.note) for paper in papers)
    assert len(ledger.used) + len(ledger.unused) == marks + notes == HIGHLIGHTS + NOTES
    assert [claim.text for claim in ledger.claims] == ["Nobody has asked this yet."]
    assert ledger.unread == ()
    assert len(matrix.papers) == COMPARED
    to = out / "review.md"
    export(reader, document.id, to)
    first = to.read_text("utf-8"), to.with_suffix(".bib").read_text("utf-8")
    every_key_is_there(*first)
    edit_both_sides(reader, document.id, to)
    with library_of(reader) as library:
        texts = {one.id: one.text for one in library.documents()}
        versions = [one.text for one in library.document_versions(document.id)]
        assert [paper.note for paper in library.papers(ids)] == [paper.note for paper in papers]
        assert library.check() == []
    written = to.read_text("utf-8")
    assert [path.name for path in out.glob("*.md")] == ["review.md"]
    assert "Written in the file." in written
    assert "Written in Reader." in written
    assert "Written in Reader." in texts[document.id]
    assert document.text in versions
    window.close()
    with Library.open(window.worker.folder) as library:
        take_back(library, document.id, to)
        write_vault_twice(library, ids, out / "vault")
        assert library.check() == []


def take_back(library: Library, document_id: int, to: Path) -> None:
    """What was written in the file comes into the text, and the file needs no change after that."""
    before = library.document(document_id).text
    done = library.pull(to)
    assert (done.sections, done.clashes, done.remarks) == (1, (), ())
    assert library.document(document_id).text == f"{before.rstrip()}\n\nWritten in the file."
    again = library.export_document(document_id, to)
    assert again.clashes == ()
    assert to.read_text("utf-8").count("Written in the file.") == 1


def write_vault_twice(library: Library, ids: list[int], place: Path) -> None:
    """A vault is edited there and here, exported again and pulled back; nothing is lost."""
    vault = ExportOptions(layout="vault", bibtex=True)
    library.export(ids, place, vault)
    one, other = (library.paper(number) for number in ids[:2])
    for path in place.glob("*.md"):
        text = path.read_text("utf-8").replace("Note 0, which", "Note 0, read anew, which")
        path.write_text(f"{text}\nMine.\n", "utf-8")
    library.append_note(other.id, "In Reader.")
    done = library.export(ids, place, vault)
    assert (done.clashes, done.kept) == ((), ())
    assert all("\nMine.\n" in path.read_text("utf-8") for path in place.glob("*.md"))
    back = library.pull(place)
    assert (back.notes, back.clashes) == (1, ())
    edited = library.paper(one.id)
    assert edited.note == one.note.replace("Note 0, which", "Note 0, read anew, which")
    assert [link.target for link in edited.links] == [link.target for link in one.links]
    assert library.paper(other.id).note.endswith("In Reader.")
    assert library.export(ids, place, vault).clashes == ()
    assert library.export(ids, place, vault).written == ()


def export(reader: Any, document_id: int, to: Path) -> None:
    reader.window.notebook.export_to(document_id, to)
    reader.quiet()


def edit_both_sides(reader: Any, document_id: int, to: Path) -> None:
    """A sentence in the file, another one in the window; then it is exported again."""
    to.write_text(to.read_text("utf-8") + "\nWritten in the file.\n", "utf-8")
    view = reader.window.notebook.view
    view.text.document_editor.focus()
    reader.press(Key.Key_Return)
    reader.write("Written in Reader.")
    reader.press(Key.Key_Escape, on=view.text.document_editor.text)
    reader.until(lambda: "Written in Reader." in view.text.document_editor.text.text())
    export(reader, document_id, to)


def every_key_is_there(text: str, references: str) -> None:
    cited = set(re.findall(r"\[@([^\]]+)\]", text))
    assert cited
    assert cited <= set(re.findall(r"^@\w+\{([^,]+),", references, re.MULTILINE))
    assert "{tag:" not in text
    assert "<!-- h" not in text


def pandoc(out: Path) -> None:
    """Pandoc reads text and references together, and has nothing to remark."""
    for form in ("html", "docx"):
        done = subprocess.run(
            ["pandoc", "--citeproc", "--standalone", "review.md", "-o", f"review.{form}"],
            cwd=out, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        assert (out / f"review.{form}").stat().st_size > 1000


def test_the_story_on_made_up_papers(start: Start, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        page = tmp_path / "papers-2025-11-12.txt"
        page.write_text(search_page_text(range(16)), "utf-8")
        library.add([library.plan(read_file(page))])
    ids = read_on_one_topic(tmp_path / "library", "method")
    reader = start()
    reader.window.browsing.open(reader.window.browsing.place, query="")
    reader.press(Key.Key_G, Key.Key_A)
    tell(reader, ids, tmp_path / "out")
    if shutil.which("pandoc"):
        pandoc(tmp_path / "out")


def test_the_story_on_real_listings(start: Start, tmp_path: Path, shared: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        sources = sorted((shared / "seeds").glob("*.txt"))
        library.add([library.plan(read_file(source)) for source in sources])
    ids = read_on_one_topic(tmp_path / "library", "learning")
    reader = start()
    reader.press(Key.Key_G, Key.Key_A)
    tell(reader, ids, tmp_path / "out")
    if shutil.which("pandoc"):
        pandoc(tmp_path / "out")


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_takes_a_text_full_of_traps(library: Library, tmp_path: Path) -> None:
    from making import facts, listing

    from reader.model import Dump

    evil = r"Tables | pipes, $x_1^2$ & 100 % \input{/etc/passwd} {#id} @nobody [x](y) `c`"
    papers = [facts(1, title=evil, abstract=f"{evil}. We show that it holds in every case.")]
    library.add([library.plan_listing(Dump("x.txt", "x"), listing(papers))])
    (one,) = library.find().ids
    text = library.paper(one).facts.abstract or ""
    library.highlight(one, 0, len(text), Kind.RESULT)
    outline = f"# All {{id:{one}}}\n\n"
    library.new_document(
        evil, outline + library.cite(library.evidence(outline, 0).pieces[0]), kind="outline"
    )
    library.export_document(1, tmp_path / "review.md")
    pandoc(tmp_path)
    shown = (tmp_path / "review.html").read_text("utf-8")
    assert "100 %" in shown or "100&nbsp;%" in shown or "100 %" in shown
    assert "@nobody" in shown
