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
