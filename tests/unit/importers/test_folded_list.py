"""Markdown lists of which parts are folded away."""

import random

import pytest
from making_listings import PAPERS, assert_every_line_is_claimed_once
from mutations import DAMAGES, shifted

from reader import importers
from reader.importers.markdown import folded_list
from reader.model import Listing

FOUR = PAPERS[:4]
PEOPLE = (
    "Ida Holm, Björn Qvist",
    "Ana Perera",
    "Ken Ito, Ulla Sand, Jo M. Fox",
    "P. Ruiz, Ines Ek",
)
IDS = tuple(f"2401.0000{number}" for number in range(4))


def made(item: str, *, head: str = "# Fog\n\n", foot: str = "") -> str:
    parts = zip(FOUR, PEOPLE, IDS, strict=True)
    items = (
        item.format(title=paper.title, abstract=paper.abstract, people=people, id=number)
        for paper, people, number in parts
    )
    return head + "".join(items) + foot


ITEM = "- **{title}** (2023), {people} [[pdf]](https://arxiv.org/abs/{id})\n"
FOLDED = {
    "a part of the list": made(
        ITEM, head="# Fog\n\n<details>\n<summary>2023 (4 papers)</summary>\n\n", foot="</details>\n"
    ),
    "the abstract below an item": made(
        ITEM + "  <details><summary>Abstract</summary>\n\n  {abstract}\n\n  </details>\n"
    ),
    "each paper, with labels": made(
        "<details>\n<summary>[{title}](https://arxiv.org/abs/{id})</summary>\n\n"
        "**Authors:** {people}\n\n**Abstract:** {abstract}\n\n</details>\n\n"
    ),
    "each paper": made(
        '<details>\n<summary><b>{title}</b> <a href="https://arxiv.org/abs/{id}">[paper]</a>'
        "</summary>\n<p>{abstract}</p>\n</details>\n\n"
    ),
    "each paper on a line": made(
        "<details><summary>{title}</summary>{abstract} "
        "<a href='https://arxiv.org/abs/{id}'>arXiv</a></details>\n"
    ),
    "each item": made(
        "* <details><summary>(CVPR 2023) {title}. "
        '<a href="https://arxiv.org/abs/{id}">[Paper]</a></summary>{abstract}</details>\n'
    ),
}
"""What fuzzing begins with, too."""
LINKS = made(
    "1. [{title}](https://arxiv.org/abs/{id})\n", head="<details open>\n<summary>Fog</summary>\n\n"
)


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "folded-list"
    assert_every_line_is_claimed_once(listing)
    return listing


@pytest.mark.parametrize("name", FOLDED)
def test_papers_and_abstracts_are_unfolded(name: str) -> None:
    listing = read(FOLDED[name])
    found = [entry.facts for entry in listing.entries]
    assert [each.title for each in found] == [paper.title for paper in FOUR]
    assert [each.arxiv_id for each in found] == list(IDS)
    abstracts = [None] * 4 if name == "a part of the list" else [paper.abstract for paper in FOUR]
    assert [each.abstract for each in found] == abstracts
    if name in ("a part of the list", "the abstract below an item", "each paper, with labels"):
        assert [", ".join(each.authors) for each in found] == list(PEOPLE)
    assert listing.leftovers == ()


def test_a_fold_around_links_is_no_leftover_and_may_stay_open() -> None:
    listing = read(LINKS)
    assert [entry.facts.arxiv_id for entry in listing.entries] == list(IDS)
    assert listing.leftovers == ()


def test_a_fold_that_never_ends_takes_no_other_paper_with_it() -> None:
    text = FOLDED["each paper"].replace("</details>\n", "", 1)
    listing = read(text)
    assert [entry.facts.abstract for entry in listing.entries] == [paper.abstract for paper in FOUR]
    assert "cut" in {each.code for each in listing.entries[0].warnings}


def test_what_else_is_folded_away_is_said() -> None:
    fold = "  <details><summary>BibTeX</summary>\n\n  @misc{{a, title={{A}}}}\n\n  </details>\n"
    (entry, *_) = read(made(ITEM + fold)).entries
    assert entry.facts.abstract is None
    assert "words-unread" in {each.code for each in entry.warnings}


def test_a_text_without_folds_is_of_no_interest() -> None:
    assert folded_list.confidence(made(ITEM)) == 0.0


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize("name", FOLDED)
def test_damage_is_right_or_flagged(name: str, kind: str) -> None:
    for number in range(6):
        rng = random.Random(f"{name} {kind} {number}")
        assert shifted(FOLDED[name], DAMAGES[kind](rng, FOLDED[name])) == [], number
