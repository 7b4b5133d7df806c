"""Cards of text browsers: title, abstract, author count, mark, date."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_listings import (
    HEAD,
    PAPERS,
    as_cards,
    assert_every_line_is_claimed_once,
    assert_nothing_shifted,
    made_pairs,
    pairs,
)

from reader import importers
from reader.importers.listings import listing_blocks
from reader.model import Listing


def read(lines: list[str], **hints: str) -> Listing:
    listing = importers.read("\n".join(lines), format_name="listing-blocks", **hints)
    assert_every_line_is_claimed_once(listing)
    return listing


def codes(listing: Listing, place: int) -> set[str]:
    return {warning.code for warning in listing.entries[place].warnings}


def only(*lines: str) -> Listing:
    """A page with one whole card and then the given lines."""
    return read([*as_cards(PAPERS[:3]), "", *lines])


def test_cards_are_read_whole():
    listing = read(as_cards(PAPERS))
    assert pairs(listing.entries) == made_pairs(PAPERS)
    assert listing.leftovers == ()
    assert [entry.facts.author_count for entry in listing.entries] == [p.authors for p in PAPERS]
    assert not any(entry.to_check for entry in listing.entries)
    assert (listing.entries[0].first_line, listing.entries[0].last_line) == (13, 19)


def test_the_shape_is_recognised_by_its_content():
    text = "\n".join(as_cards(PAPERS))
    assert listing_blocks.confidence(text) == 1.0
    assert importers.read(text, name="notes.bib").format == "listing-blocks"


def test_dates_get_the_year_of_the_capture_and_comments_their_number():
    listing = read(as_cards(PAPERS))
    first, third = listing.entries[0].facts, listing.entries[2].facts
    assert (first.date, first.date_as_shown, first.comments) == ("2025-10-28", "Oct 28", 4)
    assert (first.year, first.year_from_capture) == (2025, True)
    assert (third.date, third.date_as_shown, third.comments) == ("2024-06-17", "Jun 17, 2024", 1)
    assert (third.year, third.year_from_capture) == (2024, False)
    assert listing.captured == "2025-11-03"
    assert "Nov 3" in listing.captured_evidence
    assert "2024" in listing.captured_evidence


def test_the_capture_can_be_given():
    listing = read(as_cards(PAPERS), captured="2027")
    assert listing.captured == "2027-11-03"
    assert listing.entries[0].facts.date == "2027-10-28"


def test_without_any_printed_year_the_year_stays_open():
    papers = [paper for paper in PAPERS if "20" not in paper.date]
    listing = read(as_cards(papers))
    assert listing.captured == "--11-03"
    assert listing.entries[0].facts.date == "--10-28"
    assert listing.entries[0].facts.year is None
    assert "nothing says of which year" in listing.captured_evidence


def test_the_name_of_the_file_says_the_year_when_the_page_does_not():
    papers = [paper for paper in PAPERS if "20" not in paper.date]
    listing = read(as_cards(papers), name="daily-papers-2025-11-03.txt")
    assert listing.captured == "2025-11-03"
    assert listing.entries[0].facts.date == "2025-10-28"


def test_a_date_after_the_page_is_left_open_and_said():
    listing = only("A Title of Its Own", "", PAPERS[5].abstract, "", "  • 2 authors", "·", "Dec 24")
    assert listing.entries[-1].facts.date == "--12-24"
    assert codes(listing, -1) == {"future-date"}


def test_links_to_code_are_recognised_without_the_full_stop():
    listing = read(as_cards(PAPERS))
    assert listing.entries[0].facts.code_url == "https://github.com/example/tidepool"
    assert listing.entries[4].facts.code_url is None
    assert listing.entries[0].facts.url is None
    assert listing.entries[0].facts.arxiv_id is None


def test_a_page_without_papers_is_an_empty_listing():
    listing = importers.read(HEAD)
    assert (listing.entries, listing.leftovers, listing.captured) == ((), (), "--11-03")


def test_an_organisation_in_place_of_the_authors_is_no_abstract():
    listing = only("A Title of Its Own", "", PAPERS[5].abstract, "", "Kettle Lab", "·", "Oct 1")
    assert pairs(listing.entries)[-1] == ("A Title of Its Own", PAPERS[5].abstract)
    assert listing.entries[-1].facts.author_count is None


def test_a_missing_abstract_is_never_borrowed():
    listing = only("A Title of Its Own", "", "  • 2 authors", "·", "Oct 1", "", *PAPERS[6].card)
    assert pairs(listing.entries)[-2:] == [("A Title of Its Own", None), *made_pairs(PAPERS[6:7])]
    assert codes(listing, -2) == {"no-abstract"}


def test_a_missing_title_leaves_the_card_over():
    listing = only(PAPERS[5].abstract, "", "  • 2 authors", "·", "Oct 1", "", *PAPERS[6].card)
    assert [leftover.text for leftover in listing.leftovers] == [
        PAPERS[5].abstract, "• 2 authors", "·", "Oct 1",
    ]  # fmt: skip
    assert pairs(listing.entries)[-1:] == made_pairs(PAPERS[6:7])


def test_a_lost_date_or_author_count_moves_nothing():
    for gone in (4, 5, 6):
        card = list(PAPERS[5].card)
        del card[gone]
        listing = read([*as_cards(PAPERS[:5]), "", *card, "", *PAPERS[6].card])
        assert pairs(listing.entries) == made_pairs(PAPERS[:7])
        assert listing.entries[6].facts.author_count == PAPERS[6].authors
    assert codes(listing, 5) == {"no-date"}
    assert listing.entries[5].facts.date is None


def test_a_page_cut_before_the_end_of_its_last_card_says_so():
    lines = as_cards(PAPERS[:4])
    listing = read(lines[:-4])
    assert pairs(listing.entries) == made_pairs(PAPERS[:4])
    assert "cut" in codes(listing, 3)
    assert listing.entries[3].to_check


def test_a_date_glued_to_the_next_title_is_taken_off():
    lines = as_cards(PAPERS[:4])
    place = lines.index(PAPERS[2].title)
    lines[place - 2 : place + 1] = [lines[place - 2] + lines[place]]
    listing = read(lines)
    assert pairs(listing.entries) == made_pairs(PAPERS[:4])
    assert listing.entries[1].facts.date == "2025-09-30"
    assert codes(listing, 2) == {"joined"}


def test_the_date_of_the_page_glued_to_the_first_title_is_taken_off():
    lines = as_cards(PAPERS[:4])
    listing = read([*lines[:10], lines[10] + lines[12], *lines[13:]])
    assert pairs(listing.entries) == made_pairs(PAPERS[:4])
    assert listing.captured == "2025-11-03"
    assert codes(listing, 0) == {"glued-furniture"}


def test_the_author_count_glued_to_the_abstract_is_taken_off():
    lines = as_cards(PAPERS[:4])
    lines[14:17] = [lines[14] + lines[16]]
    listing = read(lines)
    assert pairs(listing.entries) == made_pairs(PAPERS[:4])
    assert listing.entries[0].facts.author_count == PAPERS[0].authors


def test_the_words_searched_for_are_not_a_title():
    lines = as_cards(PAPERS[:4])
    listing = read([*lines[:12], "Sparse Experts", "", *lines[12:]])
    assert pairs(listing.entries) == made_pairs(PAPERS[:4])
    assert [warning.code for warning in listing.warnings] == ["search-words"]


def test_two_pages_one_after_the_other_are_one_listing():
    listing = read([*as_cards(PAPERS[:4]), *as_cards(PAPERS[4:8])])
    assert pairs(listing.entries) == made_pairs(PAPERS[:8])
    assert not any(entry.to_check for entry in listing.entries)


def test_a_number_after_the_card_is_not_guessed_at():
    listing = only(*PAPERS[5].card, "", "17", "", *PAPERS[6].card)
    assert pairs(listing.entries)[-2:] == made_pairs(PAPERS[5:7])
    assert listing.entries[-2].facts.upvotes is None
    assert codes(listing, -2) == {"number-unread"}


@pytest.mark.parametrize("bullet", ["•", "*", "-", "?", "â€¢", ""])
def test_a_damaged_bullet_still_marks_the_authors(bullet: str):
    text = "\n".join(as_cards(PAPERS[:5])).replace("•", bullet)
    assert pairs(read(text.split("\n")).entries) == made_pairs(PAPERS[:5])


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_wrapped_cards_are_joined_again(width: int):
    wrapped = [
        line if line.startswith(" ") else textwrap.fill(line, width) for line in as_cards(PAPERS)
    ]
    listing = read("\n".join(wrapped).split("\n"))
    assert pairs(listing.entries) == made_pairs(PAPERS)
    tight = read([line for line in "\n".join(wrapped).split("\n") if line])
    assert_nothing_shifted(tight, PAPERS)
    assert sum(not entry.to_check for entry in tight.entries) >= 30


def test_cards_in_another_order_are_the_same_cards():
    listing = read(as_cards(PAPERS[::-1]))
    assert pairs(listing.entries) == made_pairs(PAPERS[::-1])


def test_missing_and_further_blank_lines_change_nothing():
    lines = as_cards(PAPERS)
    assert pairs(read([line for line in lines if line]).entries) == made_pairs(PAPERS)
    wide = [part for line in lines for part in (line, "", " ")]
    assert pairs(read(wide).entries) == made_pairs(PAPERS)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_one_damaged_line_never_shifts_a_title_silently(data: st.DataObject):
    papers = data.draw(st.lists(st.sampled_from(PAPERS), min_size=3, max_size=8, unique=True))
    lines = as_cards(papers)
    if data.draw(st.booleans()):
        lines = [line for line in lines if line]
    place = data.draw(st.integers(0, len(lines) - 1))
    match data.draw(st.sampled_from(["lose", "double", "join"])):
        case "lose":
            del lines[place]
        case "double":
            lines.insert(place, lines[place])
        case _:
            lines[place : place + 2] = ["".join(lines[place : place + 2])]
    listing = read(lines)
    assert_nothing_shifted(listing, papers)
    assert sum(not entry.to_check for entry in listing.entries) >= len(papers) - 3
