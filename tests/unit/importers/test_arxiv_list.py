"""Copies of arXiv's list pages: new with abstracts, recent without, numbered by a browser."""

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Listing

NEW = """Atmospheric Physics
Showing new listings for Tuesday, 2 January 2024

Total of 2 entries
New submissions (showing 1 of 1 entries)

[1] arXiv:2401.00007 [pdf, html, other]
Title: A fog that answers
Ida Holm, Björn Qvist (Bay Station)
Comments: 9 pages
Subjects: Atmospheric Physics (physics.ao-ph)
We shout into fog. It answers.

Cross submissions (showing 1 of 1 entries)

[2] arXiv:physics/0701011 (cross-list from math.GR) [pdf, other]
Title:
Ropes that hum
Authors:
Ana Perera
Journal-ref: J. Ropes 3 (2007)
Subjects: Classical Physics (physics.class-ph)
"""
RECENT = """   Fri, 5 Jan 2024 (showing 1 of 1 entries )
   [1] [12]arXiv:2401.02222v2 [[13]pdf, [14]other]
          Title: Kites tell
          the weather
          Authors: [15]Ken Ito, [16]Ulla Sand
          Subjects: General Physics (physics.gen-ph)
"""


def read(text: str) -> Listing:
    listing = importers.read(text, format_name="arxiv-list")
    assert_every_line_is_claimed_once(listing)
    return listing


def test_a_page_of_new_papers_has_abstracts_and_a_day():
    listing = importers.read(NEW)
    assert (listing.format, listing.captured, listing.leftovers) == (
        "arxiv-list",
        "2024-01-02",
        (),
    )
    fog, ropes = listing.entries
    assert fog.facts.title == "A fog that answers"
    assert fog.facts.authors == ("Ida Holm", "Björn Qvist")
    assert fog.facts.abstract == "We shout into fog. It answers."
    assert (fog.first_line, fog.last_line) == (7, 12)
    assert (ropes.facts.title, ropes.facts.authors) == ("Ropes that hum", ("Ana Perera",))
    assert (ropes.facts.arxiv_id, ropes.facts.venue) == ("physics/0701011", "J. Ropes 3 (2007)")
    assert ropes.facts.abstract is None


def test_a_text_browser_numbers_links_and_wraps_titles():
    listing = importers.read(RECENT)
    assert (listing.format, listing.captured) == ("arxiv-list", "2024-01-05")
    (kites,) = read(RECENT).entries
    assert kites.facts.title == "Kites tell the weather"
    assert kites.facts.authors == ("Ken Ito", "Ulla Sand")
    assert kites.facts.arxiv_id == "2401.02222"


def test_lost_lines_are_said():
    assert read(NEW.replace("Title: A fog that answers\n", "")).leftovers
    headless = read(NEW.replace("[1] arXiv:2401.00007 [pdf, html, other]\n", ""))
    assert [each.line for each in headless.leftovers] == [7, 8, 9, 10, 11]
    without = read(NEW.replace("Ida Holm, Björn Qvist (Bay Station)\n", "")).entries[0]
    assert "broken" in {each.code for each in without.warnings}


@pytest.mark.parametrize("bomb", ["[1] ", "[1] arXiv:2401.00007\n", "Title: x\n", "[1](", "x\n"])
def test_a_bomb_is_read_in_linear_time(bomb: str):
    read(bomb * 20_000)


PEOPLE = "Ida Holm, Björn Qvist"
LONG = "Tidepool and Its Many Friends: Sparse Mixtures that Wake up One Expert"
FOOT = (
    "\nTotal of 2 entries\n\n  • About\n  • Help\n\n  • Contact\n  • Subscribe\n\n"
    "  • Copyright\n  • Web Accessibility Assistance\n  • arXiv Operational Status\n"
)


def converted(style: str, title: tuple[str, ...]) -> str:
    """A page as one converter gives it, with a title of these lines."""
    text = "Showing new listings for Tuesday, 2 January 2024\n\n"
    for place in (1, 2):
        number = f"2401.0000{place}"
        if style == "markdown":
            text += (
                f'[{place}] [arXiv:{number}](/abs/{number} "Abstract") [[pdf](/pdf/{number}), '
                f"[other](/format/{number})]\n:   Title:\n    {' '.join(title)}\n\n"
                "    [Ida Holm](https://arxiv.org/a?q=Ida Holm), [Björn\n    Qvist](https://arxiv."
                "org/a?q=x)\n\n    Subjects: Fog (physics.ao-ph)\n\n"
            )
        else:
            rows = "\n    ".join(title)
            blank = "\n" if style == "lynx" else ""
            people = "[7]Ida Holm, [8]Björn Qvist" if style != "w3m" else PEOPLE
            text += (
                f"[{place}] [3]arXiv:{number} (cross-list from math.GR) [[4]pdf,\n    [5]other]\n"
                f"    Title: {rows}\n{blank}    {people}\n{blank}"
                "    Subjects: Atmospheric Physics and All That Belongs to It; Ropes\n"
                "    (math.GR)\n"
            )
        text += "\n    We shout into fog that is as wide as this line is, and then see\n"
        text += "    https://github.com/\n    fog/answers for more.\n\n"
    return text + FOOT


@pytest.mark.parametrize("style", ["w3m", "lynx", "elinks", "markdown"])
@pytest.mark.parametrize("title", [("A fog that answers",), (LONG, "at a Time")])
def test_titles_authors_and_foot_are_told_apart_in_every_conversion(
    style: str, title: tuple[str, ...]
):
    listing = importers.read(converted(style, title))
    assert_every_line_is_claimed_once(listing)
    assert (listing.format, listing.leftovers) == ("arxiv-list", ())
    for entry in listing.entries:
        assert entry.facts.title == " ".join(title)
        assert entry.facts.authors == ("Ida Holm", "Björn Qvist")
        assert entry.facts.abstract == (
            "We shout into fog that is as wide as this line is, and then see "
            "https://github.com/fog/answers for more."
        )
        assert not entry.to_check
    assert len(listing.entries) == 2


def test_a_wrapped_title_whose_rest_could_be_a_name_is_to_be_checked():
    text = converted("w3m", (LONG, "Partial Observability"))
    assert all(entry.to_check for entry in importers.read(text).entries)


def test_a_second_paragraph_below_an_abstract_is_said():
    text = converted("w3m", ("A fog that answers",)).replace(FOOT, "\n    Words of something.\n")
    assert [entry.to_check for entry in importers.read(text).entries] == [False, True]
