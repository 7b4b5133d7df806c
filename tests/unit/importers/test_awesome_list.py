"""Curated Markdown lists of papers with years, people and named links."""

import time

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Problem
from reader.importers.markdown import awesome_list, paper_links
from reader.importers.text.people_words import split_people, tail_of_people
from reader.model import Facts, Listing

LIST = """# Awesome Moss

[![Awesome](https://badges.example/a.svg)](https://awesome.example)

A list of papers about moss.

## Contents

* [Walls](#walls)
* [New](#new-in-2016) : less than a year

## Walls
- **Moss on walls** (2015), I. Fern et al. [[pdf]](http://arxiv.org/pdf/1503.00001v2.pdf)
- **Why moss?** (2014) J. Lichen and K. Stone [[web]](https://moss.example/why) [[pdf]](https://moss.example/why.pdf)

<!---[People] [Ida Fern](https://people.example/fern) -->
*(Older)*
- Moss: a short (and soft) story (1998), Ida Fern. [[html]](https://moss.example/story)
- A wall without a year, T. Brick and U. Mortar. [[pdf]] (https://wall.example/a(1).pdf )
- Moss walls 2016, Moss Town [[web]](https://town.example)

## Thanks

Thank you all.
"""


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "awesome-list"
    assert_every_line_is_claimed_once(listing)
    return listing


def only(item: str) -> Facts:
    other = "- **Another paper** (2001), A. Other [[pdf]](https://other.example/a.pdf)\n"
    listing = read(f"# List\n{item}\n{other}{other}")
    assert len(listing.entries) == 3
    return listing.entries[0].facts


def test_a_list_is_read_and_only_items_that_are_no_papers_are_left():
    listing = read(LIST)
    assert [entry.facts.title for entry in listing.entries] == [
        "Moss on walls",
        "Why moss?",
        "Moss: a short (and soft) story",
        "A wall without a year",
    ]
    (left,) = listing.leftovers
    assert left.text.startswith("- Moss walls 2016")
    assert "no year, no people" in left.reason
    assert not any(entry.warnings for entry in listing.entries)


def test_an_item_tells_year_people_and_links():
    facts = [entry.facts for entry in read(LIST).entries]
    assert (facts[0].authors, facts[0].author_count) == (("I. Fern",), None)
    assert (facts[0].date, facts[0].year, facts[0].arxiv_id) == ("2015", 2015, "1503.00001")
    assert (facts[1].authors, facts[1].author_count) == (("J. Lichen", "K. Stone"), 2)
    assert facts[1].url == "https://moss.example/why.pdf"
    assert (facts[2].authors, facts[2].url) == (("Ida Fern",), "https://moss.example/story")
    assert (facts[3].authors, facts[3].date) == (("T. Brick", "U. Mortar"), None)
    assert facts[3].url == "https://wall.example/a(1).pdf"


@pytest.mark.parametrize(
    ("item", "title", "date", "authors"),
    [
        (
            "- Ponds (2014, C. Duck et al. [[pdf]](https://p.example/a.pdf)",
            "Ponds",
            "2014",
            ("C. Duck",),
        ),
        ("- Ponds(2017): A Guide, G. Goose. ", "Ponds: A Guide", "2017", ("G. Goose",)),
        ("- Ponds (Book, Jan 2017), Ann van den Duck", "Ponds", "2017-01", ("Ann van den Duck",)),
        ("1. Ponds (2015) [[pdf]](https://p.example/a.pdf)", "Ponds", "2015", ()),
        ("* Ponds and Lakes. Duck and Goose. ", "Ponds and Lakes", None, ("Duck", "Goose")),
        ("- Ponds: a framework, R. Al-Duck et al.", "Ponds: a framework", None, ("R. Al-Duck",)),
        (
            "- Ponds, large and small [[pdf]](https://p.example/a)",
            "Ponds, large and small",
            None,
            (),
        ),
        ("-  A pond with a\ufffc hole (2015), É. Duck", "A pond with a hole", "2015", ("É. Duck",)),
        ("- [Ponds](https://p.example/a) (2020), A. Duck", "Ponds", "2020", ("A. Duck",)),
        ("- **[Ponds](https://arxiv.org/abs/2001.00001)**, A. Duck", "Ponds", None, ("A. Duck",)),
    ],
)
def test_an_item_is_told_apart_in_all_its_ways(
    item: str, title: str, date: str | None, authors: tuple[str, ...]
):
    facts = only(item)
    assert (facts.title, facts.date, facts.authors) == (title, date, authors)


def test_words_behind_the_year_that_are_no_people_are_said():
    item = "- **Ponds** (2015), a very good read for rainy days [[pdf]](https://p.example/a.pdf)"
    entry = read(f"{item}\n{item}\n").entries[0]
    assert entry.facts.authors == ()
    assert [each.code for each in entry.warnings] == ["words-unread"]
    assert "a very good read" in entry.warnings[0].text


def test_a_link_to_code_is_no_link_to_the_paper():
    facts = only("- **Ponds** (2015), A. Duck [[code]](https://github.com/duck/ponds)")
    assert (facts.url, facts.code_url) == (None, "https://github.com/duck/ponds")


def test_indented_lines_belong_to_the_item_above():
    item = "- **Ponds** (2015),\n  A. Duck\n  - [[pdf]](https://p.example/a.pdf)\n"
    listing = read(item * 2)
    assert [(entry.first_line, entry.last_line) for entry in listing.entries] == [(1, 3), (4, 6)]
    facts = listing.entries[0].facts
    assert (facts.authors, facts.url) == (("A. Duck",), "https://p.example/a.pdf")


def test_an_item_does_not_take_all_indented_lines_below():
    listing = importers.read("- **Ponds** (2015)\n" + "  b\n" * 40, format_name="awesome-list")
    assert listing.entries[0].last_line == 21


def test_prose_between_papers_is_left_with_a_reason():
    paper = "- **Ponds** (2015), A. Duck [[pdf]](https://p.example/a.pdf)\n"
    listing = read(f"{paper}What is this?\n{paper}{paper}Bye.\n")
    assert [(each.line, each.reason) for each in listing.leftovers] == [
        (2, "This line is no item of the list.")
    ]


def test_bare_links_to_papers_with_badges_are_left_to_the_other_format():
    item = (
        "- [Ponds](https://arxiv.org/abs/2001.00001)\n"
        "  [![pdf](https://b.example/p.svg)](https://arxiv.org/pdf/2001.00001)\n"
    )
    assert awesome_list.confidence(item * 5) == 0
    assert paper_links.confidence(item * 5) > 0.5


def test_indented_items_that_are_links_alone_are_papers_of_their_own():
    items = "".join(f"  {n}. [Pond {n}](https://arxiv.org/abs/2001.0000{n})\n" for n in (1, 2, 3))
    assert awesome_list.confidence(items) == 0
    listing = importers.read(items, format_name="awesome-list")
    assert [entry.facts.title for entry in listing.entries] == ["Pond 1", "Pond 2", "Pond 3"]


def test_a_list_of_tools_is_no_list_of_papers():
    tools = "- [Pond](https://github.com/duck/pond) - a tool for ponds.\n" * 5
    with pytest.raises(Problem):
        importers.read(f"# Awesome tools\n\n{tools}")


@pytest.mark.parametrize(
    ("text", "names", "is_all"),
    [
        ("Y. LeCun, Y. Bengio, and G. Hinton", ("Y. LeCun", "Y. Bengio", "G. Hinton"), True),
        ("K. Cho et. al.", ("K. Cho",), False),
        ("A. Duck & B. Goose", ("A. Duck", "B. Goose"), True),
        ("A. Duck, NIPS 2015", (), False),
        ("a good read", (), False),
        ("a good Read", (), False),
        ("Covers CS231n Stanford", (), False),
        ("", (), False),
    ],
)
def test_names_are_told_from_other_words(text: str, names: tuple[str, ...], is_all: bool):
    assert split_people(text)[:2] == (names, is_all)


def test_only_what_is_sure_is_cut_from_the_end_of_a_title():
    assert tail_of_people("Cats, Dogs") == ("Cats, Dogs", "", True)
    assert tail_of_people("Cats, dogs and birds") == ("Cats, dogs and birds", "", True)
    assert tail_of_people("Cats, Dogs and Birds") == ("Cats, Dogs and Birds", "", True)
    assert tail_of_people("Cats, C. Mouse") == ("Cats", "C. Mouse", True)
    assert tail_of_people("Cats. Duck and Goose") == ("Cats", "Duck and Goose", True)
    assert tail_of_people("Cats, Ann Duck and Bo Goose") == ("Cats", "Ann Duck and Bo Goose", False)


@pytest.mark.parametrize(
    "text",
    [
        "- **a** (2015)\n" + "  b\n" * 40_000,
        "- **a** (2015), " + ", " * 100_000,
        "- " + "[" * 100_000,
        "- " + "(" * 50_000 + "2015" + "a, " * 50_000,
        "- **" + "a [[pdf]](http://" * 10_000,
    ],
)
def test_odd_lines_take_no_long_time(text: str):
    start = time.perf_counter()
    listing = importers.read(text, format_name="awesome-list")
    assert_every_line_is_claimed_once(listing)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("item", "title", "venue", "date", "authors"),
    [
        (
            "- [Ponds](https://arxiv.org/abs/2001.00001) - Ida Duck, Kurt Goose, *CVPR 2023*. "
            "![Stars](https://b.example/s.svg)",
            *("Ponds", "CVPR 2023", "2023", ("Ida Duck", "Kurt Goose")),
        ),
        (
            "* **Ponds**. Ida Duck, Kurt Goose. *NeurIPS 2022*. [[pdf]](https://p.example/a.pdf)",
            *("Ponds", "NeurIPS 2022", "2022", ("Ida Duck", "Kurt Goose")),
        ),
        (
            "* **Ponds** (ICML'21). [[paper](https://p.example/a)] [[project](https://p.example)]",
            *("Ponds", "ICML'21", "2021", ()),
        ),
        (
            "- (*arXiv 2024.03*) Ponds: A Survey [[Paper](https://arxiv.org/abs/2403.00001)]",
            *("Ponds: A Survey", "arXiv 2024.03", "2024-03", ()),
        ),
        (
            "- [**CVPR 2024**] Ponds, [[paper]](https://p.example/a) | [[code]](https://github.com/a/b)",
            *("Ponds", "CVPR 2024", "2024", ()),
        ),
        (
            "* 🔥 [2024.05] [Ponds](https://arxiv.org/abs/2405.00001) "
            "[![arXiv](https://b.example/a.svg)](https://arxiv.org/abs/2405.00001)",
            *("Ponds", None, "2024-05", ()),
        ),
        (
            "- Ponds in CVPR reviews, a study [[pdf]](https://p.example/a.pdf)",
            *("Ponds in CVPR reviews, a study", None, None, ()),
        ),
    ],
)
def test_venues_dates_and_pictograms_are_told_from_titles(
    item: str, title: str, venue: str | None, date: str | None, authors: tuple[str, ...]
):
    facts = only(item)
    assert (facts.title, facts.venue, facts.date, facts.authors) == (title, venue, date, authors)


def test_people_and_addresses_may_stand_below_the_title():
    text = (
        "# ICLR 2024\n\n"
        "- Ponds and Lakes\n  - Ida Duck, Kurt Goose\n  - https://openreview.net/forum?id=a\n"
        "- Moss\n  - Ida Fern\n  - https://openreview.net/forum?id=b\n"
        "- Walls (2015), T. Brick\n- Doors (2016), U. Mortar\n"
        "- Topics\n  - Object Detection\n"
    )
    listing = read(text)
    ponds, moss, _, _ = listing.entries
    assert (ponds.facts.title, ponds.facts.authors) == (
        "Ponds and Lakes",
        ("Ida Duck", "Kurt Goose"),
    )
    assert ponds.facts.url == "https://openreview.net/forum?id=a"
    assert (moss.facts.authors, moss.first_line, moss.last_line) == (("Ida Fern",), 6, 8)
    assert [each.line for each in listing.leftovers] == [11, 12]
