"""Refer and EndNote files: typed and untyped records, lines that go on, what has no title."""

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Listing

ENDNOTE = """%0 Journal Article
%A Holm, Ida
%A Qvist, Björn
%T Fog and Echo
%J Cold Letters
%D 2024
%8 March 5
%R 10.5555/FOG.1
%U https://example.org/fog
%K fog
echo
%X We shout;

it answers.

%0 Conference Proceedings
%T Ropes of Sand
%A Kettle Lab
%B Proceedings of Things
%D 2023
%U https://arxiv.org/abs/2301.00007

%0 Book
%A Nobody
"""
UNTYPED = """%A I. Holm
%A B. Qvist
%T Fog and Echo
%J Cold Letters
%D March 2024

%T Ropes
%A K. Sand
%R arXiv:2401.00007
%D 2023
"""


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "refer"
    assert_every_line_is_claimed_once(listing)
    return listing


def test_every_tag_of_endnote_is_read_and_what_has_no_title_is_refused():
    listing = read(ENDNOTE)
    fog, ropes = (entry.facts for entry in listing.entries)
    assert (fog.title, fog.authors, fog.author_count) == (
        "Fog and Echo",
        ("Holm, Ida", "Qvist, Björn"),
        2,
    )
    assert (fog.date, fog.year, fog.venue) == ("2024-03-05", 2024, "Cold Letters")
    assert (fog.doi, fog.url) == ("10.5555/fog.1", "https://example.org/fog")
    assert fog.keywords == ("fog", "echo")
    assert fog.abstract == "We shout;\n\nit answers."
    assert (ropes.arxiv_id, ropes.venue, ropes.date) == (
        "2301.00007",
        "Proceedings of Things",
        "2023",
    )
    assert [(each.line, each.text) for each in listing.leftovers] == [
        (23, "%0 Book"),
        (24, "%A Nobody"),
    ]


def test_without_types_blank_lines_part_the_records():
    fog, ropes = read(UNTYPED).entries
    assert (fog.facts.authors, fog.facts.date) == (("I. Holm", "B. Qvist"), "2024-03")
    assert (fog.first_line, fog.last_line, ropes.first_line) == (1, 5, 7)
    assert ropes.facts.arxiv_id == "2401.00007"


def test_a_title_that_goes_on_is_to_be_checked():
    entry = read(ENDNOTE.replace("%T Fog and Echo", "%T Fog and\nEcho")).entries[0]
    assert entry.facts.title == "Fog and Echo"
    assert [each.code for each in entry.warnings if each.check] == ["wrapped"]


def test_a_record_that_lost_its_first_line_is_to_be_checked():
    ropes = read(ENDNOTE.replace("%0 Book\n", "")).entries[1]
    assert [each.code for each in ropes.warnings if each.check] == ["broken"]
    assert not read(ENDNOTE).entries[0].to_check


@pytest.mark.parametrize("text", ["%!PS-Adobe-3.0\n%%Title: x\n", "% A comment\n\\section{T}\n"])
def test_other_texts_with_percent_signs_are_not_refer(text: str):
    form = next(each for each in importers.FORMATS if each.name == "refer")
    assert form.confidence(text) == 0
