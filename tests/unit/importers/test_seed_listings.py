"""The two real listings this program began with; they are not part of the project."""

from pathlib import Path

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Listing

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real listings do not lie beside this checkout"
)


def read(beginning: str) -> tuple[Listing, list[str]]:
    path = next(SEEDS.glob(f"{beginning}_*.txt"))
    dump = importers.read_file(path)
    listing = importers.read(dump.text, name=dump.name)
    assert_every_line_is_claimed_once(listing)
    return listing, [line.strip() for line in dump.text.split("\n")]


def to_check(listing: Listing) -> list[tuple[int, str]]:
    return [
        (warning.line, warning.code)
        for entry in listing.entries
        for warning in entry.warnings
        if warning.check
    ]


def test_the_bare_lines_are_121_papers_and_nothing_is_left_over():
    listing, lines = read("000")
    assert (listing.format, len(listing.entries), listing.leftovers) == ("listing-lines", 121, ())
    assert listing.captured is None
    for place, entry in enumerate(listing.entries):
        assert (entry.first_line, entry.last_line) == (3 + 2 * place, 4 + 2 * place)
        assert entry.facts.title == lines[2 + 2 * place].removeprefix("Subscribe")
        assert entry.facts.abstract == lines[3 + 2 * place]
    assert to_check(listing) == [(3, "glued-furniture"), (166, "latex-left")]
    assert sum(entry.facts.code_url is not None for entry in listing.entries) == 21


def test_the_cards_are_61_papers_and_nothing_is_left_over():
    listing, lines = read("002")
    assert (listing.format, len(listing.entries), listing.leftovers) == ("listing-blocks", 61, ())
    for entry in listing.entries:
        facts, first = entry.facts, entry.first_line - 1
        assert (facts.title, facts.abstract) == (lines[first], lines[first + 2])
        assert lines[first + 4] == f"• {facts.author_count} authors"
        count = f" {facts.comments}" if facts.comments else ""
        assert lines[first + 6] == f"{facts.date_as_shown}{count}"
        assert entry.last_line == entry.first_line + 6 + (1 if lines[first + 6] == "·" else 0)
    assert to_check(listing) == [(127, "stray-key"), (295, "latex-left")]


def test_the_cards_are_dated_by_the_page():
    listing, _ = read("002")
    facts = [entry.facts for entry in listing.entries]
    assert listing.captured == "2025-11-12"
    assert sum(each.date is not None and len(each.date) == 10 for each in facts) == 61
    without_year = [each.date for each in facts if each.year_from_capture]
    assert len(without_year) == 8
    assert {date[:4] for date in without_year if date} == {"2025"}
    assert [each.comments for each in facts if each.comments] == [1, 1, 2, 2, 1, 3]
