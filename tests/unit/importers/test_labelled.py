"""Papers whose parts are labelled, and numbers that a list counts its titles with."""

import time

import pytest
from making_listings import PAPERS, assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Problem
from reader.model import Listing

THREE = PAPERS[:3]
IDS = ("2401.00007", "2401.00008", "hep-th/9901001")


def read(text: str, form: str = "labelled") -> Listing:
    listing = importers.read(text)
    assert listing.format == form
    assert_every_line_is_claimed_once(listing)
    assert not listing.leftovers
    assert [entry.facts.title for entry in listing.entries] == [paper.title for paper in THREE]
    assert [entry.facts.abstract for entry in listing.entries] == [each.abstract for each in THREE]
    assert not any(entry.to_check for entry in listing.entries)
    return listing


def records(title: str, people: str, abstract: str, link: str) -> str:
    return "\n\n".join(
        f"{title} {paper.title}\n{people} Ida Holm, Kurt Sand\n{abstract} {paper.abstract}\n"
        f"{link} https://arxiv.org/abs/{number}"
        for paper, number in zip(THREE, IDS, strict=True)
    )


@pytest.mark.parametrize(
    ("title", "people", "abstract", "link"),
    [
        ("Title:", "Authors:", "Abstract:", "URL:"),
        ("- **Title**:", "- **Authors**:", "- **Abstract**:", "- **Link**:"),
        ("**Title:**", "**Author(s):**", "**Summary:**", "**PDF:**"),
        ("标题：", "作者：", "摘要：", "链接："),
        ("TITLE :", "AUTHORS :", "ABSTRACT :", "url :"),
    ],
)
def test_labels_of_many_kinds_name_the_parts(title: str, people: str, abstract: str, link: str):
    listing = read(records(title, people, abstract, link))
    for entry, number in zip(listing.entries, IDS, strict=True):
        assert entry.facts.authors == ("Ida Holm", "Kurt Sand")
        assert entry.facts.arxiv_id == number
        assert entry.facts.url == f"https://arxiv.org/abs/{number}"


def test_a_search_page_of_arxiv_that_was_copied():
    text = "Showing 1–3 of 3 results for all: fog\n\n" + "\n\n".join(
        f"arXiv:{number}  [pdf, other]  cs.LG\nTitle: {paper.title}\nAuthors: Ida Holm, Kurt Sand\n"
        f"Abstract: {paper.abstract} △ Less\n"
        "Submitted 12 January, 2024; originally announced January 2024.\nComments: 9 pages"
        for paper, number in zip(THREE, IDS, strict=True)
    )
    listing = read(text)
    assert tuple(entry.facts.arxiv_id for entry in listing.entries) == IDS
    assert {entry.facts.date for entry in listing.entries} == {"2024-01-12"}
    assert [entry.first_line for entry in listing.entries] == [3, 10, 17]


def test_the_page_of_one_paper_that_was_copied():
    paper = THREE[0]
    text = (
        "Computer Science > Machine Learning\narXiv:2401.00007 (cs)\n"
        "[Submitted on 12 Jan 2024 (v1), last revised 13 Jan 2024 (this version, v2)]\n"
        f"Title:{paper.title}\nAuthors:Ida Holm, Kurt Sand\nView PDF\nAbstract:{paper.abstract}\n"
        "Comments:\t9 pages\nSubjects:\tMachine Learning (cs.LG)\n"
        "Cite as:\tarXiv:2401.00007 [cs.LG]\n"
        " \t(or arXiv:2401.00007v2 [cs.LG] for this version)\n"
    )
    listing = importers.read(text)
    assert_every_line_is_claimed_once(listing)
    (entry,) = listing.entries
    assert (entry.facts.title, entry.facts.abstract) == (paper.title, paper.abstract)
    assert (entry.facts.arxiv_id, entry.facts.date) == ("2401.00007", "2024-01-12")
    assert not entry.to_check


@pytest.mark.parametrize("line", [0, 1, 2])
@pytest.mark.parametrize("between", ["", " "])
def test_lines_that_are_run_together_are_to_be_checked(line: int, between: str):
    lines = records("Title:", "Authors:", "Abstract:", "URL:").split("\n")
    lines[line : line + 2] = [lines[line] + between + lines[line + 1]]
    first = importers.read("\n".join(lines)).entries[0]
    assert "joined" in [each.code for each in first.warnings if each.check]


def test_what_has_a_title_and_nothing_else_with_a_label_is_not_read_so():
    form = next(each for each in importers.FORMATS if each.name == "labelled")
    assert form.confidence("Title: A page\nURL Source: https://example.org\n\nWords.\n") == 0
    assert form.confidence("---\ntitle: A page\nauthor: Me\n---\nWords.\n") == 0


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "({}) ", "{}、"])
def test_numbers_that_count_the_titles_are_no_part_of_them(number: str):
    text = "\n\n".join(
        f"{number.format(place)}{paper.title}\n\n{paper.abstract}"
        for place, paper in enumerate(THREE, start=7)
    )
    read(text, "listing-lines")


def test_numbers_in_headings_of_a_digest_are_no_part_of_titles_either():
    text = "# Papers 2024-01-15\n\n" + "\n\n".join(
        f"## {place}. {paper.title}\n\n**Authors:** Ida Holm, Kurt Sand\n\n"
        f"**arXiv:** [{number}](https://arxiv.org/abs/{number})\n\n{paper.abstract}\n\n- 点赞：7"
        for place, (paper, number) in enumerate(zip(THREE, IDS, strict=True), start=1)
    )
    listing = read(text, "arxiv-notice")
    assert [entry.facts.upvotes for entry in listing.entries] == [7, 7, 7]
    assert tuple(entry.facts.arxiv_id for entry in listing.entries) == IDS


def test_numbers_that_do_not_follow_one_another_stay():
    titles = ["2. Steps to Fog", "7. Steps to Fog"]
    text = "\n".join(f"{title}\n{PAPERS[0].abstract}" for title in titles)
    assert [entry.facts.title for entry in importers.read(text).entries] == titles


def test_a_digest_with_names_in_italics_is_refused_and_not_read_wrongly():
    text = "# Papers\n\n" + "\n\n".join(
        f"**[{paper.title}](https://arxiv.org/abs/2401.00007)**\n*Ida Holm, Kurt Sand*\n\n"
        f"{paper.abstract}"
        for paper in THREE
    )
    with pytest.raises(Problem):
        importers.read(text)


@pytest.mark.parametrize(
    "bomb", ["Title: a\n", "Title: ", "**", "Abstract: a\n", "arXiv:", "a: b "]
)
def test_a_bomb_is_read_in_linear_time(bomb: str):
    form = next(each for each in importers.FORMATS if each.name == "labelled")

    def seconds(size: int) -> float:
        start = time.process_time()
        form.confidence(bomb * size)
        form.read(bomb * size, importers.Hints())
        return time.process_time() - start

    assert seconds(20_000) < 8 * seconds(5_000) + 0.5
