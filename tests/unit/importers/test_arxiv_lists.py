"""Notices and lists of links in Markdown: labels in several styles and languages, lost titles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Listing

NOTICE = r"""# New papers of Tuesday, 2 January 2024

Words searched for: fog, rope

## 1. [A fog that answers](https://arxiv.org/abs/2401.00007v1)
*Authors:* Ida Holm, Bj\"orn Qvist
*Subjects:* Subjects:
Atmospheric Physics (physics.ao-ph)

**Abstract:** We shout into fog.
It answers.

It answers twice.

## Ropes that hum
- 作者：Ana Perera
- 链接：https://arxiv.org/abs/2401.00008
- Code: https://github.com/perera/ropes
- 摘要：They hum in wind.



made with care
"""
LINKS = """# My reading

## March 2023
- [A fog that answers [echo]](https://arxiv.org/abs/2303.00007v2)
  ![seen](https://img.example.org/seen) ![kept](https://img.example.org/kept)
* **[Ropes](https://doi.org/10.5555/Ropes(1))**
1. [A page about ropes](https://example.org/ropes)

## Others
2) [Kites](https://huggingface.co/papers/2304.00009) with a word
---
some words
"""


def read(text: str, name: str) -> Listing:
    listing = importers.read(text, format_name=name)
    assert_every_line_is_claimed_once(listing)
    return listing


def test_a_notice_in_several_styles_is_read_by_its_labels():
    listing = importers.read(NOTICE)
    assert_every_line_is_claimed_once(listing)
    assert (listing.format, listing.captured, listing.leftovers) == (
        "arxiv-notice",
        "2024-01-02",
        (),
    )
    fog, ropes = listing.entries
    assert fog.facts.title == "A fog that answers"
    assert fog.facts.authors == ("Ida Holm", "Björn Qvist")
    assert fog.facts.abstract == "We shout into fog. It answers.\n\nIt answers twice."
    assert fog.facts.arxiv_id == "2401.00007"
    assert (ropes.facts.title, ropes.facts.authors) == ("Ropes that hum", ("Ana Perera",))
    assert ropes.facts.url == "https://arxiv.org/abs/2401.00008"
    assert ropes.facts.code_url == "https://github.com/perera/ropes"
    assert ropes.facts.abstract == "They hum in wind."
    assert (fog.first_line, fog.last_line, ropes.last_line) == (5, 13, 19)


def test_a_lost_title_is_said():
    without_second = NOTICE.replace("## Ropes that hum\n", "")
    (fog,) = read(without_second, "arxiv-notice").entries
    assert "broken" in {each.code for each in fog.warnings}
    without_first = NOTICE[: NOTICE.index("## 1.")] + NOTICE[NOTICE.index("*Authors") :]
    listing = read(without_first, "arxiv-notice")
    assert [entry.facts.title for entry in listing.entries] == ["Ropes that hum"]
    assert {each.line for each in listing.leftovers} >= {5, 9, 10}


def test_headings_of_the_page_and_doubled_ones_never_become_part_of_an_abstract():
    doubled = read(NOTICE.replace("## Ropes that hum\n", "## Ropes that hum\n" * 2), "arxiv-notice")
    fog, ropes = doubled.entries
    assert fog.facts.abstract == "We shout into fog. It answers.\n\nIt answers twice."
    assert (fog.to_check, ropes.to_check, len(doubled.leftovers)) == (True, False, 1)
    page = read(NOTICE.replace("## Ropes that hum", "# Ropes that hum"), "arxiv-notice")
    assert [entry.to_check for entry in page.entries] == [False, True]


def test_a_line_that_lost_its_label_is_not_added_to_the_names():
    fog = read(NOTICE.replace("*Subjects:* Subjects:\n", ""), "arxiv-notice").entries[0]
    assert (fog.facts.authors, fog.to_check) == (("Ida Holm", "Björn Qvist"), True)


def test_long_lines_below_the_papers_are_left_over():
    listing = read(f"{NOTICE}{'words ' * 20}\n", "arxiv-notice")
    assert [each.line for each in listing.leftovers] == [24]


def test_items_are_papers_when_their_links_are():
    listing = importers.read(LINKS, format_name="paper-links")
    assert_every_line_is_claimed_once(listing)
    fog, ropes, kites = (entry.facts for entry in listing.entries)
    assert (fog.title, fog.arxiv_id, fog.date) == (
        "A fog that answers [echo]",
        "2303.00007",
        "2023-03",
    )
    assert (ropes.title, ropes.doi) == ("Ropes", "10.5555/ropes(1)")
    assert (kites.arxiv_id, kites.date) == ("2304.00009", None)
    assert [(entry.first_line, entry.last_line) for entry in listing.entries] == [
        (4, 5),
        (6, 6),
        (10, 10),
    ]
    assert [each.code for each in listing.entries[2].warnings] == ["words-unread"]
    assert [each.line for each in listing.leftovers] == [7, 12]


def test_a_list_of_links_is_known_by_most_of_its_lines():
    bare = "\n".join(f"- [Title {n}](https://arxiv.org/abs/2303.{n:05d})" for n in range(9))
    assert importers.read(bare).format == "paper-links"
    described = bare.replace(")", "): words about it")
    form = next(each for each in importers.FORMATS if each.name == "paper-links")
    assert form.confidence(described) == 0


@pytest.mark.parametrize("name", ["arxiv-notice", "paper-links"])
@pytest.mark.parametrize(
    "bomb",
    ["- [", "# x\nAuthors: y\n", "# ", "- [a](https://arxiv.org/abs/2303.00007)\n", "![](", "**"],
)
def test_a_bomb_is_read_in_linear_time(name: str, bomb: str):
    read(bomb * 20_000, name)
    read(f"# T\nAuthors: {''.join(f'{bomb.strip()} {n},{chr(10)}' for n in range(15_000))}", name)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["# T", "Authors: A", "- **Abstract**", "x", "", "- [a](http://b)", "![](c)"]
        ),
        max_size=12,
    ),
    st.sampled_from(["arxiv-notice", "paper-links"]),
)
def test_any_order_of_lines_is_accounted_for(lines: list[str], name: str):
    read("\n".join(lines), name)
