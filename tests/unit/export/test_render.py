"""What an export says: layouts, order, what is left in and out, and always the same bytes."""

import re

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from making_papers import highlight, paper
from markdown_it import MarkdownIt

from reader.export import render
from reader.model import ExportOptions, Kind, Paper

DOCUMENT = ExportOptions(title="Lights, notes for chapter 3")
FILES = ExportOptions(layout="files")

LANTERNS = paper(
    1,
    title="The Counting of Lanterns: Finding Small Lights",
    abstract="We count. It works.",
    author_count=2,
    date="2018-03-09",
    arxiv_id="1803.99999",
    url="https://arxiv.org/abs/1803.99999",
    tags=("lights", "winter nights"),
    highlights=(
        highlight(1, "It works", Kind.RESULT, "After dusk, not before", start=10),
        highlight(2, "words that are gone", Kind.CITE, start=None),
        highlight(3, "We count", Kind.METHOD, "One by one?", start=0),
    ),
    note="**Claim.** Small lights can be counted. [^h2]\n",
)
TIDES = paper(2, title=r"Tides of $\mu$ *Drift*", date="2020", note="  \n")
MOTHS = paper(3, title="Moths", highlights=(highlight(4, "x"),))


def text(papers: list[Paper], options: ExportOptions = DOCUMENT) -> str:
    (file,) = render(papers, options)
    return file.text


def test_one_document_reads_as_people_write_notes() -> None:
    assert (
        text([LANTERNS])
        == """\
---
title: "Lights, notes for chapter 3"
papers: 1
---

# Lights, notes for chapter 3

## The Counting of Lanterns: Finding Small Lights

2 authors, 9 Mar 2018. #lights #winter-nights [@counting-lanterns-2018]

[arXiv](https://arxiv.org/abs/1803.99999)

### Highlights

> We count

**Method.** One by one?

> It works

**Result.** After dusk, not before

> words that are gone

**Cite.**

### Notes

**Claim.** Small lights can be counted. [^h2]
"""
    )


def test_a_file_per_paper_has_its_facts_as_given_and_its_title_readable() -> None:
    (file,) = render([TIDES], FILES)
    assert file.name == "Tides of μ -Drift- (k00002).md"
    assert file.papers == (2,)
    head, body = file.text.removeprefix("---\n").split("---\n", 1)
    assert yaml.safe_load(head) == {
        "title": r"Tides of $\mu$ *Drift*",
        "date": "2020",
        "state": "reading",
        "starred": False,
        "tags": [],
        "key": "tides-mu-drift-2020",
        "id": "k00002abcdef",
    }
    assert body.startswith("\n# Tides of μ \\*Drift\\*\n\n2020. [@tides-mu-drift-2020]\n")


def test_known_facts_are_all_in_the_front_matter() -> None:
    facts = {
        "authors": ("A. B", "C: D"),
        "venue": "X",
        "arxiv_id": "1",
        "doi": "10.1/x",
        "url": "https://a.b",
    }
    (file,) = render([paper(1, year=1999, tags=("a b",), **facts)], FILES)
    head = yaml.safe_load(file.text.split("---\n")[1])
    assert head["authors"] == ["A. B", "C: D"]
    assert (head["date"], head["venue"], head["tags"]) == ("1999", "X", ["a b"])
    assert (head["arxiv"], head["doi"], head["url"]) == ("1", "10.1/x", "https://a.b")


def test_each_part_can_be_left_out() -> None:
    def parts(**options: bool) -> str:
        return text([LANTERNS], ExportOptions(**options))  # type: ignore[arg-type]

    assert "We count. It works." in parts(abstract=True)
    assert "### Abstract" not in parts()
    assert "One by one?" not in parts(comments=False)
    assert "> We count" not in parts(highlights=False)
    assert "Claim" not in parts(notes=False)
    assert "#lights" not in parts(tags=False)
    (file,) = render([LANTERNS], ExportOptions(layout="files", tags=False))
    assert "tags" not in file.text


def test_papers_without_notes_or_highlights_can_be_left_out() -> None:
    (file,) = render([LANTERNS, TIDES, MOTHS], ExportOptions(without_notes=False))
    assert file.papers == (1, 3)
    assert "papers: 2" in file.text


def test_nothing_to_export_is_an_empty_document_or_no_files() -> None:
    assert text([], DOCUMENT).endswith("papers: 0\n---\n\n# Lights, notes for chapter 3\n")
    assert render([], FILES) == []


def test_the_name_of_the_document_is_its_title() -> None:
    assert render([], DOCUMENT)[0].name == "Lights, notes for chapter 3.md"
    assert render([], ExportOptions(title="../x: y"))[0].name == "x- y.md"


def ids(papers: list[Paper], order: str) -> tuple[int, ...]:
    return render(papers, ExportOptions(order=order))[0].papers  # type: ignore[arg-type]


def test_papers_come_in_the_order_asked_for() -> None:
    papers = [
        paper(1, title="b", date="2020-05-01", queue_place=2, tags=("z", "b")),
        paper(2, title="A", date="--03-31", tags=("a",)),
        paper(3, title="c", date="2021", queue_place=1),
        paper(4, title=r"{\it a}b", year=2022),
        paper(5, title="d", date="--03-31", year=2023),
    ]
    assert ids(papers, "given") == (1, 2, 3, 4, 5)
    assert ids(papers, "queue") == (3, 1, 2, 4, 5)
    assert ids(papers, "date") == (5, 4, 3, 1, 2)
    assert ids(papers, "title") == (2, 4, 1, 3, 5)
    assert ids(papers, "tag") == (2, 1, 3, 4, 5)


def line_of_facts(**facts: object) -> str:
    return text([paper(1, title="Moths", **facts)]).split("\n\n")[3].rstrip("\n")


def test_the_line_of_facts_says_what_is_known() -> None:
    assert line_of_facts() == "Undated. [@moths]"
    assert line_of_facts(author_count=1, date="2018-06") == "1 author, Jun 2018. [@moths-2018]"
    assert line_of_facts(authors=("A. B",), venue="X*Y") == "A. B, Undated, X\\*Y. [@moths]"
    assert line_of_facts(authors=("A", "B", "C")).startswith("A, B and C, ")
    assert line_of_facts(authors=("A", "B"), author_count=5).startswith("A, B and 3 more, ")
    assert line_of_facts(authors=tuple("ABCDEFGH")).startswith("A, B, C, D, E and 3 more, ")


def test_links_lead_to_the_web_only_and_each_once() -> None:
    arxiv = "https://arxiv.org/abs/1803.1"
    assert f"\n[arXiv]({arxiv}) · [Code](https://a.b/%28x%29%20y)\n" in text(
        [paper(1, arxiv_id="1803.1", url=arxiv, code_url="https://a.b/(x) y".replace(" ", "%20"))]
    )
    for address in ("javascript:x", "file:///x", "//h/x", "https://u@h/", "https://a.b/ x", "x"):
        assert "](" not in text([paper(1, url=address, code_url=address)])


def test_a_code_block_left_open_does_not_swallow_the_next_paper() -> None:
    notes = ["```\nopen", "````py\n```\nx\n", "~~~ x", "```\na\n```\n```", "1. a\n   ```\n   b"]
    for note in notes:
        whole = text([paper(1, note=note), paper(2, title="Moths", note="y")])
        assert note in whole
        tokens = MarkdownIt("commonmark").parse(whole)
        assert "Moths" in [token.content for token in tokens if token.type == "inline"]


def test_a_closed_code_block_gets_nothing_added() -> None:
    note = "```py\n# x\n```\nend\n"
    assert text([paper(1, note=note)]).endswith(f"### Notes\n\n{note}")


def test_foreign_headings_and_quotes_do_nothing() -> None:
    bad = "# x [y](z) <b> %%c%% ![[d]]"
    kinds = {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"}
    kinds |= {"text_special", "blockquote_open", "blockquote_close", "strong_open", "strong_close"}
    made = paper(
        1, title=bad, abstract=bad, venue=bad, authors=(bad,), highlights=(highlight(1, bad),)
    )
    whole = text([made], ExportOptions(abstract=True))
    facts = re.compile(r"^<!-- facts: [^<>`%$#&]* -->$", re.MULTILINE)
    body, comments = facts.subn("", whole.split("---\n", 2)[2])
    assert comments == 1
    tokens = MarkdownIt("commonmark").parse(body)
    assert {token.type for token in tokens} <= kinds
    assert {child.type for token in tokens for child in token.children or []} <= kinds
    assert not re.search(r"(?<!\\)<|%%|!\[|\[\[", body)


@settings(max_examples=150, deadline=None)
@given(st.text(), st.text())
def test_what_the_person_wrote_stands_there_word_for_word(note: str, comment: str) -> None:
    made = paper(1, note=note, highlights=(highlight(1, "x", comment=comment),))
    for options in (DOCUMENT, FILES):
        whole = text([made, *([TIDES] if options is DOCUMENT else [])], options)
        assert note.rstrip() in whole
        assert comment.rstrip() in whole


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text(), st.text())
def test_the_same_papers_always_give_the_same_bytes(title: str, abstract: str, note: str) -> None:
    papers = [paper(1, title=title, abstract=abstract, note=note), LANTERNS]
    options = ExportOptions(abstract=True, title=title)
    assert render(papers, options) == render(papers, options)
    render(papers, options)[0].text.encode()
