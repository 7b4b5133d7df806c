"""What others make of our files: Pandoc, and a reader of CommonMark that is not ours."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill
from making_papers import highlight, paper
from markdown_it import MarkdownIt

from reader.export import drafts
from reader.library import Library
from reader.model import ExportOptions, Kind

LONG = bool(os.environ.get("READER_LONG"))
pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed here")

NOTES = {
    "table": "| a | b |\n|---|---|\n| 1 | 2 |",
    "list": "- a\n- b\n  - c\n\n    d",
    "numbers": "1. a\n2. b",
    "quote": "> q\n> r",
    "code": "```\nx\n```",
    "open code": "```\nx",
    "indented": "    code",
    "headings": "# H\n\nx\n\n## I",
    "rule": "a\n\n---",
    "definition": "term\n:   def",
    "footnote": "a[^1]\n\n[^1]: note",
    "break": "x  \ny",
    "formula": "$$x^2$$ and $y$",
    "html": "x <b>y",
}


def marked_and_plain(note: str) -> tuple[str, str]:
    papers = [
        paper(1, title="Lamps", note=note, highlights=(highlight(1, "We", comment="why?"),)),
        paper(2, title="Tides", note="After."),
    ]
    (draft,) = drafts(papers, ExportOptions(abstract=True))
    return draft.marked(), draft.plain()


def tokens(text: str) -> list[tuple[str, str, str]]:
    parsed = MarkdownIt("commonmark").enable("table").parse(text.split("\n---\n", 1)[1])
    return [
        (one.type, one.tag, one.content.strip())
        for one in parsed
        if not (one.type == "html_block" and "<!-- reader:" in one.content)
    ]


@pytest.mark.parametrize("kind", NOTES)
def test_our_comments_change_nothing_for_a_reader_of_commonmark(kind: str) -> None:
    marked, plain = marked_and_plain(NOTES[kind])
    assert tokens(marked) == tokens(plain)


@settings(deadline=None, max_examples=5_000 if LONG else 100)
@given(st.text(st.sampled_from(list("a#*_[]()|`~>-+.=\\&1: \n")), max_size=30))
def test_papers_stay_apart_whatever_a_note_says(note: str) -> None:
    marked, _ = marked_and_plain(note)
    headings = [
        after.content
        for one, after in zip(tokens_of(marked), tokens_of(marked)[1:], strict=False)
        if one.type == "heading_open" and one.tag == "h2" and one.level == 0
    ]
    assert headings[0] == "Lamps"
    assert headings[-1] == "Tides"


def tokens_of(text: str) -> list[Any]:
    return MarkdownIt("commonmark").enable("table").parse(text.split("\n---\n", 1)[1])


def converted(*words: str, cwd: Path | None = None, text: str | None = None) -> str:
    done = subprocess.run(
        ["pandoc", "--fail-if-warnings", *words],
        cwd=cwd, input=text, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def without_comments(value: Any) -> Any:
    """Pandoc's blocks without our comments, and the line break before each."""
    if isinstance(value, dict):
        return {name: without_comments(one) for name, one in value.items()}
    if not isinstance(value, list):
        return value
    found: list[Any] = []
    for one in value:
        raw = isinstance(one, dict) and one.get("t") in ("RawBlock", "RawInline")
        if raw and "<!-- reader:" in one["c"][1]:
            if found and isinstance(found[-1], dict) and found[-1].get("t") == "SoftBreak":
                found.pop()
            continue
        found.append(without_comments(one))
    return found


@pandoc
def test_our_comments_change_nothing_for_pandoc() -> None:
    for kind, note in NOTES.items():
        marked, plain = (
            json.loads(converted("-f", "markdown", "-t", "json", text=text))["blocks"]
            for text in marked_and_plain(note)
        )
        assert without_comments(marked) == plain, kind


@pandoc
@pytest.mark.parametrize("to", ["html", "docx"])
def test_a_document_with_its_references_becomes_a_page_without_a_warning(
    library: Library, tmp_path: Path, to: str
) -> None:
    ids = fill(library, range(len(NOTES)))
    for number, note in zip(ids, NOTES.values(), strict=True):
        library.write_note(number, note)
    library.edit(ids[0], title=r"Of $\alpha$ & {Braces} 100% #1_x ~ \ud", doi="10.1/a_b%c#d")
    library.edit(ids[1], authors=("Müller, Ä. & Co", "van der Berg, J."), venue="Proc. of $x$")
    library.highlight(ids[0], 0, 20, Kind.IDEA, "a *comment*")
    library.export(ids, tmp_path / "notes.md", ExportOptions(abstract=True, bibtex=True))
    words = ["notes.md", "--citeproc", "--bibliography", "notes.bib", "-s", "-o", f"out.{to}"]
    converted(*words, cwd=tmp_path)
    assert (tmp_path / f"out.{to}").stat().st_size > 1_000
    if to == "html":
        page = (tmp_path / "out.html").read_text(encoding="utf-8")
        assert page.count('class="csl-entry"') == len(ids)
        assert "citeproc-not-found" not in page
