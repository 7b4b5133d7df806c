"""Listing pages in shapes that no other test has: proxies, notebooks, glyphs, Pandoc, weeks."""

import json

import pytest
from making_listings import PAPERS, Made, assert_every_line_is_claimed_once

from reader import importers
from reader.model import Facts, Listing

THREE = PAPERS[:3]
IDS = ("2401.00007", "2401.00008", "2312.00009")
VOTES = (41, 7, 0)
HF = "https://huggingface.co"


def read(text: str, form: str, *, pages: int = 1) -> list[Facts]:
    listing: Listing = importers.read(text)
    assert listing.format == form
    assert_every_line_is_claimed_once(listing)
    assert not listing.leftovers
    found = [entry.facts for entry in listing.entries]
    assert [each.title for each in found] == [paper.title for paper in THREE] * pages
    assert [each.author_count for each in found] == [paper.authors for paper in THREE] * pages
    return found


def assert_ids_and_votes(found: list[Facts]) -> None:
    assert tuple(each.arxiv_id for each in found) == IDS
    assert tuple(each.url for each in found) == tuple(f"{HF}/papers/{each}" for each in IDS)
    assert tuple(each.upvotes for each in found) == VOTES


def proxy_search(papers: list[Made] = THREE) -> str:
    """What a proxy that makes pages readable gives of a search page."""
    text = (
        f"Title: Daily Papers - Hugging Face\n\nURL Source: {HF}/papers?q=fog\n\n"
        "Markdown Content:\nDaily Papers - Hugging Face\n===============\n\n"
        f"# [Daily Papers]({HF}/papers)\n\nby[![Image 2](https://cdn-avatars.huggingface.co/x.jpg) "
        f"AK]({HF}/akhaliq)and the research community\n\nJan 15\n\n"
    )
    for paper, number, votes in zip(papers, IDS, VOTES, strict=True):
        text += (
            f"[{votes or '-'}]({HF}/login?next=%2Fpapers%2F{number})\n\n"
            f"### [{paper.title}]({HF}/papers/{number})\n\n{paper.abstract}\n\n"
            "*   ![Image 7](https://cdn-avatars.huggingface.co/a.png)\n"
            f"*   {paper.authors} authors\n\n·\n\nJan 12[3]({HF}/papers/{number}#community)\n\n"
        )
    return text


def test_a_search_page_through_a_proxy():
    found = read(proxy_search(), "listing-markdown")
    assert_ids_and_votes(found)
    assert [each.abstract for each in found] == [paper.abstract for paper in THREE]
    assert [(each.date, each.comments) for each in found] == [("2024-01-12", 3)] * 3


@pytest.mark.parametrize("header", ["January 2024", "Week 3, 2024", "Jan 15"])
def test_the_text_of_a_page_selected_as_a_whole(header: str):
    text = (
        "Hugging Face's logo\nHugging Face\nModels\nDatasets\nSpaces\nDocs\nPricing\n\nLog In\n"
        f"Sign Up\n\nDaily Papers\n\nby\nAK\nand the research community\n\n{header}\n\n"
        "Daily\nWeekly\nMonthly\n\n"
    )
    for paper, votes in zip(THREE, VOTES, strict=True):
        text += (
            f"Submitted by\nida\n{votes or '-'}\n{paper.title}\n\n·\n{paper.authors} authors\n2\n"
        )
    for ends in ("\n", "\r\n", "\r"):
        found = read(text.replace("\n", ends), "listing-dump")
        assert tuple(each.upvotes for each in found) == VOTES
        assert [each.comments for each in found] == [2, 2, 2]


def test_a_page_with_pictograms_for_votes_and_comments():
    text = "Daily Papers\n\n"
    for paper, votes in zip(THREE, VOTES, strict=True):
        text += f"▲ {votes or '–'}\n{paper.title}\n{paper.abstract}\n"
        text += f"{paper.authors} authors · Jan 12, 2024\n💬 3\n\n"
    found = read(text, "listing-dump")
    assert tuple(each.upvotes for each in found) == VOTES
    assert [each.comments for each in found] == [3, 3, 3]
    assert [each.abstract for each in found] == [paper.abstract for paper in THREE]
    assert {each.date for each in found} == {"2024-01-12"}


def test_a_page_that_pandoc_made_of_html():
    text = "# Daily Papers {.text-xl}\n\nby AK and the research community\n\n"
    for paper, number, votes in zip(THREE, IDS, VOTES, strict=True):
        text += (
            ":::: {.flex .w-full}\nSubmitted by [ida](/ida){.x}\n::::\n\n"
            f'### [{paper.title}](/papers/{number}){{.line-clamp-3}} {{.mb-1 key="a\n b"}}\n\n'
            "-   ![](https://cdn-avatars.huggingface.co/a.png){.avatar}\n"
            f"-   {paper.authors} authors\n\n"
            f"[{votes or '-'}](/login?next=%2Fpapers%2F{number})\n\n"
        )
    assert_ids_and_votes(read(text, "listing-markdown"))


def test_links_numbered_as_another_text_browser_does():
    text, addresses = "   Daily Papers\n\n", []
    for paper, number, votes in zip(THREE, IDS, VOTES, strict=True):
        start = len(addresses) + 1
        text += (
            f"   Submitted by [{start}]ida\n\n   [{start + 1}]{votes or '-'}\n\n"
            f"  [{start + 2}]{paper.title}\n\n     * {paper.authors} authors\n\n"
            f"   [{start + 3}]2\n\n"
        )
        page = f"{HF}/papers/{number}"
        addresses += [
            f"{HF}/ida",
            f"{HF}/login?next=%2Fpapers%2F{number}",
            page,
            f"{page}#community",
        ]
    listed = "".join(f"   {place}. {each}\n" for place, each in enumerate(addresses, start=1))
    found = read(f"{text}References\n\n   Visible links\n{listed}", "listing-dump")
    assert_ids_and_votes(found)
    assert [each.comments for each in found] == [2, 2, 2]


def notebook(source: object, output: object = None) -> str:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": source},
        {
            "cell_type": "code",
            "source": [],
            "outputs": [{"output_type": "stream", "name": "stdout", "text": output or []}],
        },
    ]
    return json.dumps(
        {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1
    )


def test_a_listing_in_a_cell_of_a_notebook_is_known_by_the_lines_of_the_file():
    rows = [f"{row}\n" for row in proxy_search().split("\n")]
    for text in (notebook(rows), notebook(["# My notes\n"], rows)):
        assert_ids_and_votes(read(text, "notebook"))
        entry = importers.read(text).entries[1]
        lines = text.split("\n")[entry.first_line - 1 : entry.last_line]
        assert any(THREE[1].title in line for line in lines)
        assert not any(THREE[0].title in line or THREE[2].title in line for line in lines)


def test_a_notebook_that_keeps_a_cell_in_one_string_is_read_too():
    listing = importers.read(notebook(proxy_search()))
    assert [entry.facts.title for entry in listing.entries] == [paper.title for paper in THREE]


def test_a_notebook_without_papers_is_none():
    form = next(each for each in importers.FORMATS if each.name == "notebook")
    text = notebook(["# My notes\n", "nothing\n"])
    assert form.confidence(text) == 0
    listing = form.read(text, importers.Hints())
    assert_every_line_is_claimed_once(listing)
    assert "no list of papers" in listing.leftovers[0].reason


@pytest.mark.parametrize("share", [0.3, 0.45, 0.6, 0.75, 0.9])
def test_a_page_that_is_cut_anywhere_gives_right_papers_or_flagged_ones(share: float):
    text = proxy_search()
    listing = importers.read(text[: int(len(text) * share)])
    right = {(paper.title, paper.abstract) for paper in THREE}
    for entry in listing.entries:
        assert entry.to_check or (entry.facts.title, entry.facts.abstract) in right


def test_two_pages_in_one_file():
    other = proxy_search().replace("2401.0000", "2402.1000").replace("2312.0000", "2311.1000")
    listing = importers.read(proxy_search() + other)
    assert [entry.facts.title for entry in listing.entries] == [paper.title for paper in THREE] * 2


def test_a_trending_page_selected_as_a_whole_has_its_votes_below_the_word():
    card = (
        "Submitted by\nida\n{}\n{}\n{} authors\n·\nPublished on Jan 12, 2024\n"
        "Upvote\n{}\nGitHub\n1.2k\n"
    )
    text = "Trending Papers\n\nby\nAK\nand the research community\n\n" + 2 * "".join(
        card.format(paper.title, paper.abstract, paper.authors, votes or "-") + "arXiv Page\n\n"
        for paper, votes in zip(THREE, VOTES, strict=True)
    )
    found = read(text, "listing-dump")
    assert tuple(each.upvotes for each in found) == VOTES
    assert [each.comments for each in found] == [None] * 3
    assert [each.abstract for each in found] == [paper.abstract for paper in THREE]


def test_markdown_between_tags_is_read_as_markdown_and_loses_no_card_unsaid():
    text = '<div class="flex">\n\n# [Daily Papers](/papers)\n\n</div>\n\n'
    for paper, number in zip(THREE, IDS, strict=True):
        text += (
            f'<div>\n\n### <a href="/papers/{number}" class="x">{paper.title}</a>\n\n'
            f"[{paper.abstract}](/papers/{number})\n\n-   {paper.authors} authors\n\n</div>\n\n"
            f"·\n\nJan 12, 2024[3](/papers/{number}#community)\n\n"
        )
    found = read(text, "listing-markdown")
    assert tuple(each.arxiv_id for each in found) == IDS
    assert [each.abstract for each in found] == [paper.abstract for paper in THREE]


def test_an_escaped_command_of_tex_in_a_title_is_the_command():
    text = proxy_search().replace(THREE[0].title, r"$\\mathcal{O}(n)$ Fog")
    assert importers.read(text).entries[0].facts.title == r"$\mathcal{O}(n)$ Fog"


def test_an_organisation_glued_to_its_dot_is_no_abstract():
    text = "Daily Papers\nby AK and the research community\n\n"
    for place, (paper, votes) in enumerate(zip(THREE, VOTES, strict=True)):
        who = "[o]Uppsala NLP·" if place == 1 else f"  • {paper.authors} authors\n·"
        text += (
            f" [ ]\n{votes or '-'}\n\n{paper.title}\n\n{paper.abstract}\n\n{who}\nJan 12, 2024\n\n"
        )
    found = importers.read(text)
    assert [entry.facts.abstract for entry in found.entries] == [each.abstract for each in THREE]
    assert [entry.facts.author_count for entry in found.entries] == [
        THREE[0].authors,
        None,
        THREE[2].authors,
    ]
    assert not any(entry.to_check for entry in found.entries)
