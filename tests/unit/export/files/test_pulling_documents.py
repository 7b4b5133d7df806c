"""Sections of documents that were edited in exported files come back, and nothing is lost.

A file shows neither the searches in headings nor the marks of highlights; they must be in the
library all the same when a section comes back.
"""

import os
import random
import re
from pathlib import Path

import pytest
from making import fill
from making_exports import edit

from reader.evidence.outline import marked
from reader.evidence.returning import section_again, shown_sections, with_sections
from reader.library import Library
from reader.model import Document

TEXT = """Before all.

# Start {tag:init is:done}

“Kites rise” [@kites]<!-- h3 -->. They fall later.

“Moths fly.” [@moths]<!-- h4 --> So it is.

## Deeper

Nothing yet.

# End {is:starred}

Done.
"""
WORD = re.compile(r"w\d+w")
RUNS = 2_000 if os.environ.get("READER_LONG") else 30


@pytest.fixture
def outline(library: Library) -> int:
    library.new_document("Plan", TEXT, kind="outline", uid="plan")
    document = library.document_of("plan")
    assert document is not None
    return document.id


@pytest.fixture
def file(library: Library, outline: int, tmp_path: Path) -> Path:
    path = tmp_path / "out" / "plan.md"
    library.export_document(outline, path)
    return path


def text(library: Library, number: int) -> str:
    return library.document(number).text


def test_an_edited_section_comes_back_with_its_search_and_its_marks(
    library: Library, outline: int, file: Path
) -> None:
    edit(file, "They fall later.", "They fall soon, all of them.")
    edit(file, "“Kites rise”", "Surely “kites rise”")
    edit(file, "Done.", "Done and dusted.")
    assert library.pull(file, dry_run=True).sections == 2
    assert text(library, outline) == TEXT
    done = library.pull(file)
    assert (done.sections, done.notes, done.clashes, done.remarks) == (2, 0, (), ())
    assert text(library, outline) == (
        TEXT.replace("They fall later.", "They fall soon, all of them.")
        .replace("“Kites rise”", "Surely “kites rise”")
        .replace("Done.", "Done and dusted.")
    )
    assert library.pull(file).sections == 0
    again = library.export_document(outline, file)
    assert again.clashes == ()
    library.undo()
    assert text(library, outline) == TEXT


def test_a_mark_goes_only_with_its_sentence(library: Library, outline: int, file: Path) -> None:
    edit(file, "“Kites rise” [@kites]. They fall later.\n\n", "")
    library.pull(file)
    assert marked(text(library, outline)) == {4}
    assert "“Moths fly.” [@moths]<!-- h4 --> So it is." in text(library, outline)


def test_marks_stay_where_they_were_when_a_program_breaks_the_lines_anew() -> None:
    own = "# A {tag:x}\n\nOne two three [@k]<!-- h1 --> four. Five six [@j]<!-- h2 -->."
    again = section_again(own, "# A\n\nOne\ntwo three\n[@k]\nfour. Five six [@j].", queries=True)
    assert (
        again == "# A {tag:x}\n\nOne\ntwo three\n[@k]<!-- h1 -->\nfour. Five six [@j]<!-- h2 -->."
    )


@pytest.mark.parametrize("count", [80, 400])  # word by word, and line by line
def test_a_section_written_wholly_anew_comes_back_without_its_marks(count: int) -> None:
    own = "# A\n\n" + " ".join(f"word{n} of [@k{n}]<!-- h{n} -->." for n in range(count))
    new = "# A\n\n" + " ".join(f"other{n} by [@j{n}]." for n in range(count))
    assert section_again(own, new, queries=True) == new


def test_a_new_heading_and_a_new_section_come_back_and_the_file_stays_as_it_is(
    library: Library, outline: int, file: Path
) -> None:
    edit(file, "# Start\n", "# Beginning\n")
    edit(file, "Nothing yet.", "Nothing yet.\n\n## More\n\nSomething.")
    file.write_text(file.read_text("utf-8") + "\n# Thanks\n\nTo all.\n", "utf-8")
    library.pull(file)
    assert text(library, outline) == (
        TEXT.replace("# Start {", "# Beginning {")
        .replace("Nothing yet.", "Nothing yet.\n\n## More\n\nSomething.")
        .replace("Done.\n", "Done.\n\n# Thanks\n\nTo all.\n")
    )
    assert library.pull(file).sections == 0
    before = file.read_text("utf-8")
    done = library.export_document(outline, file)
    assert done.clashes == ()
    assert [
        line for line in file.read_text("utf-8").split("\n") if "reader:" not in line and line
    ] == [line for line in before.split("\n") if "reader:" not in line and line]
    assert library.export_document(outline, file).written == ()
    assert library.pull(file).sections == 0


@pytest.mark.parametrize(
    ("choice", "end"),
    [
        ("mine", "Done here."),
        ("new", "Done there."),
        ("both", "Done here.\n\n---\n\nDone there."),
    ],
)
def test_a_section_that_both_sides_changed_is_decided(
    library: Library, outline: int, file: Path, choice: str, end: str
) -> None:
    edit(file, "Done.", "Done there.")
    library.write_document(outline, TEXT.replace("Done.", "Done here."))
    ((name, clash),) = library.pull(file, dry_run=True).clashes
    assert (name, clash.mine, clash.new) == (
        "plan.md", "# End {is:starred}\n\nDone here.", "# End {is:starred}\n\nDone there.",
    )  # fmt: skip
    library.pull(file, choices={clash.id: choice})  # type: ignore[dict-item]
    assert text(library, outline) == TEXT.replace("Done.", end)


def test_what_cannot_come_back_is_told(library: Library, outline: int, file: Path) -> None:
    edit(file, "Nothing yet.", "Nothing yet, alas.")
    edit(file, "# End\n\nDone.", "")
    library.write_document(outline, TEXT.replace("## Deeper\n\nNothing yet.\n\n", ""))
    done = library.pull(file)
    assert done.sections == 0
    assert [name for name, _ in done.remarks] == ["plan.md", "plan.md"]
    assert "Done." in text(library, outline)
    library.delete_document(outline)
    assert [said for _, said in library.pull(file).remarks] == [
        "Its document is not in the library."
    ]


def test_a_section_that_was_taken_out_there_stays_here(
    library: Library, outline: int, file: Path
) -> None:
    whole = file.read_text("utf-8")
    start = whole.rindex("<!-- reader:plan")
    file.write_text(whole[:start], "utf-8")
    done = library.pull(file)
    assert text(library, outline) == TEXT
    assert [said for _, said in done.remarks] == [
        "Sections were taken out here; they stay in the library."
    ]


def test_the_sections_of_a_document_are_its_text() -> None:
    document = Document(1, "plan", "outline", "Plan", TEXT, "", "")
    sections = shown_sections(document)
    assert "\n".join(one.own for one in sections) == TEXT
    assert with_sections(document, {}) == TEXT
    for place, one in enumerate(sections):
        again = section_again(one.own, one.shown.strip("\n"), queries=True)
        assert with_sections(document, {place: again}) == TEXT


def no_heading_is_there_twice(document: Document) -> bool:
    titles = [one.title for one in shown_sections(document)]
    return len(set(titles)) == len(titles)


@pytest.mark.parametrize("seed", range(RUNS))
def test_no_word_of_a_document_is_lost(library: Library, tmp_path: Path, seed: int) -> None:
    """Both sides are edited at random; words that nobody took out are in the file or library.

    `READER_LONG=1` runs some thousand of these.
    """
    choose = random.Random(seed)
    fill(library, range(1))
    library.new_document("Plan", TEXT, kind="outline", uid="plan")
    document = library.document_of("plan")
    assert document is not None
    file, owed = tmp_path / "plan.md", set[str]()
    library.export_document(document.id, file)
    for count in range(14):
        word = f"w{count}w"
        act = choose.choice(
            ["library", "heading", "file", "file", "file heading", "pull", "export"]
        )
        before = set(WORD.findall(text(library, document.id)))
        if act in ("library", "heading"):
            lines = text(library, document.id).split("\n")
            lines.insert(
                choose.randrange(len(lines) + 1), word if act == "library" else f"# {word}"
            )
            library.write_document(document.id, "\n".join(lines))
            owed.add(word)
        elif act in ("file", "file heading"):
            lines = file.read_text("utf-8").split("\n")
            # Not before the front matter ends, and not where a comment of ours would be broken.
            first = lines.index("---", 1) + 1
            lines.insert(
                choose.randrange(first, len(lines)), word if act == "file" else f"# {word}"
            )
            file.write_text("\n".join(lines), "utf-8")
            owed.add(word)
        elif act == "pull":
            library.pull(file, otherwise=choose.choice(["mine", "both"]))  # type: ignore[arg-type]
            assert before <= set(WORD.findall(text(library, document.id)))
            if no_heading_is_there_twice(library.document(document.id)):
                assert library.pull(file, otherwise="mine").sections == 0
        else:
            library.export_document(document.id, file, otherwise="both")
            assert library.export_document(document.id, file).written == ()
        there = set(WORD.findall(text(library, document.id) + file.read_text("utf-8")))
        assert owed <= there, (owed - there, act)
