"""Bare lines: title, abstract, title, abstract, and what can go wrong with them."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_listings import (
    PAPERS,
    as_lines,
    assert_every_line_is_claimed_once,
    assert_nothing_shifted,
    made_pairs,
    pairs,
)

from reader import importers
from reader.importers.listings import listing_lines
from reader.model import Listing


def read(lines: list[str]) -> Listing:
    listing = importers.read("\n".join(lines), format_name="listing-lines")
    assert_every_line_is_claimed_once(listing)
    return listing


def codes(listing: Listing, place: int) -> set[str]:
    return {warning.code for warning in listing.entries[place].warnings}


def test_titles_and_abstracts_are_told_apart():
    listing = read(as_lines(PAPERS))
    assert pairs(listing.entries) == made_pairs(PAPERS)
    assert listing.leftovers == ()
    assert [(entry.first_line, entry.last_line) for entry in listing.entries[:2]] == [
        (3, 4),
        (5, 6),
    ]


def test_the_shape_is_recognised_by_its_content():
    text = "\n".join(as_lines(PAPERS))
    assert listing_lines.confidence(text) == 1.0
    assert importers.read(text, name="notes.bib").format == "listing-lines"


def test_subscribe_is_cut_off_the_first_title_and_said():
    listing = read(as_lines(PAPERS))
    assert listing.entries[0].facts.title == PAPERS[0].title
    assert codes(listing, 0) == {"glued-furniture"}
    assert not any(entry.to_check for entry in listing.entries[1:])


def test_subscribe_stays_in_a_title_elsewhere():
    lines = as_lines(PAPERS[:4])
    lines[4] = "Subscribe2Learn: Newsletters as a Training Signal"
    assert read(lines).entries[1].facts.title == lines[4]


def test_subscribe_without_the_invitation_stays_but_is_said():
    listing = read(as_lines(PAPERS[:4])[2:])
    assert listing.entries[0].facts.title == f"Subscribe{PAPERS[0].title}"
    assert codes(listing, 0) == {"glued-furniture"}


def test_the_invitation_glued_to_the_title_is_cut_off():
    lines = as_lines(PAPERS[:4])
    listing = read([lines[0], lines[1] + lines[2], *lines[3:]])
    assert pairs(listing.entries) == made_pairs(PAPERS[:4])
    assert codes(listing, 0) == {"glued-furniture"}


def test_a_lost_abstract_leaves_its_title_without_one():
    lines = as_lines(PAPERS[:9])
    del lines[7]
    listing = read(lines)
    assert listing.entries[2].facts.abstract is None
    assert codes(listing, 2) == {"no-abstract", "two-titles"}
    others = [*listing.entries[:2], *listing.entries[3:]]
    assert pairs(others) == made_pairs([*PAPERS[:2], *PAPERS[3:9]])


def test_a_lost_title_leaves_its_abstract_over():
    lines = as_lines(PAPERS[:9])
    del lines[6]
    listing = read(lines)
    assert [leftover.text for leftover in listing.leftovers] == [PAPERS[2].abstract]
    assert "without a title" in listing.leftovers[0].reason
    assert pairs(listing.entries) == made_pairs([*PAPERS[:2], *PAPERS[3:9]])
    assert "abstract-goes-on" in codes(listing, 1)


def test_a_lost_last_abstract_is_said():
    listing = read(as_lines(PAPERS[:5])[:-1])
    assert listing.entries[-1].facts.title == PAPERS[4].title
    assert codes(listing, -1) == {"no-abstract", "cut"}


def test_an_abstract_cut_at_the_end_of_the_file_is_said():
    lines = as_lines(PAPERS[:5])
    for length in (40, 120, 300):
        lines[-1] = PAPERS[4].abstract[:length]
        listing = read(lines)
        assert pairs(listing.entries)[-1] == (PAPERS[4].title, lines[-1].strip())
        assert "cut" in codes(listing, -1)
        assert listing.entries[-1].to_check


def test_a_title_and_abstract_run_together_do_not_shift_the_rest():
    lines = as_lines(PAPERS[:9])
    lines[6:8] = [lines[6] + lines[7]]
    listing = read(lines)
    assert_nothing_shifted(listing, PAPERS)
    assert len(listing.leftovers) == 1
    assert len(listing.entries) == 8


def test_wrapped_lines_are_joined_again():
    for width in (60, 72, 80, 100):
        wrapped = [textwrap.fill(line, width) for line in as_lines(PAPERS)]
        listing = read("\n\n".join(wrapped).split("\n"))
        assert_nothing_shifted(listing, PAPERS)
        assert sum(not entry.to_check for entry in listing.entries) >= 36


def test_wrapped_lines_without_blank_lines_never_shift_silently():
    for width in (60, 72, 80, 100):
        listing = read(
            "\n".join(textwrap.fill(line, width) for line in as_lines(PAPERS)).split("\n")
        )
        assert_nothing_shifted(listing, PAPERS)
        assert sum(not entry.to_check for entry in listing.entries) >= 20


def test_blank_lines_change_nothing():
    lines = as_lines(PAPERS)
    listing = read([part for line in lines for part in (line, "", "  ")])
    assert pairs(listing.entries) == made_pairs(PAPERS)


def test_the_foot_of_the_page_is_furniture():
    listing = read([*as_lines(PAPERS[:3]), "Previous", "Next", "System theme", "Company", "TOS"])
    assert pairs(listing.entries) == made_pairs(PAPERS[:3])
    assert listing.furniture[-1].last_line == listing.lines


@pytest.mark.parametrize("place", range(2, 12))
def test_a_doubled_line_is_read_once(place: int):
    lines = as_lines(PAPERS[:9])
    listing = read([*lines[: place + 1], *lines[place:]])
    assert pairs(listing.entries) == made_pairs(PAPERS[:9])
    assert "doubled" in codes(listing, (place - 2) // 2)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_damaged_line_never_shifts_a_title_silently(data: st.DataObject):
    papers = data.draw(st.lists(st.sampled_from(PAPERS), min_size=4, max_size=9, unique=True))
    lines = as_lines(papers)
    place = data.draw(st.integers(0, len(lines) - 1))
    match data.draw(st.sampled_from(["lose", "double", "join", "swap"])):
        case "lose":
            del lines[place]
        case "double":
            lines.insert(place, lines[place])
        case "join":
            lines[place : place + 2] = ["".join(lines[place : place + 2])]
        case _:
            lines[place : place + 2] = lines[place : place + 2][::-1]
    listing = read(lines)
    assert_nothing_shifted(listing, papers)
    untouched = sum(not entry.to_check for entry in listing.entries)
    assert untouched >= len(papers) - 4
