"""RIS, MEDLINE and Web of Science: dialects, lost lines, and what stands between the records."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Listing

MENDELEY = """TY  - CONF
T1  - A Pump for Two Rivers
AU  - Okafor, Ada
AU  - de Wit, Bram
Y1  - 2016/11//
PY  - 2016
T2  - Proceedings of the Water Meeting
KW  - pumps; rivers
M3  - 10.5555/WATER.77
UR  - http://arxiv.org/abs/1611.04567v3
AB  - Two rivers meet.
Their water does not mix at once.

It mixes later.
ER  -
"""
OLD = """
TY - JOUR
ID - 77
A1 - Sand,Ulla
T1 - Dunes that walk
KW - dunes
   deserts
N2 - They walk by night.
JF - Journal of Sand
Y1 - 1998///Spring
ER -
"""
NBIB = """
PMID- 11111111
OWN - NLM
DP  - 2011 Jul-Aug
TI  - A long title about the hearing of moths that goes on in the next line of the
      file.
LID - 10.5555/moth.1 [doi]
AB  - Moths hear bats.
FAU - Brandt, Eva
AU  - Brandt E
OT  - moths
JT  - Journal of small wings

PMID- 22222222
TI  - Bats hear moths.
FAU - Lund, Per
"""
WOS = """\ufeffFN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Roth, A
   Sato, B
AF Roth, Anna
   Sato, Ben
TI Snow that sings under
   boots
SO COLD LETTERS
DE snow; sound;
   cold
AB Snow sings.
PD JAN
PY 2020
DI 10.5555/snow.9
UT WOS:000000000000001
ER

EF
"""


def read(text: str, name: str | None = None) -> Listing:
    listing = importers.read(text, format_name=name)
    assert_every_line_is_claimed_once(listing)
    return listing


def test_a_record_of_mendeley_says_all_of_this():
    listing = read(MENDELEY)
    (entry,) = listing.entries
    facts = entry.facts
    assert (listing.format, entry.first_line, entry.last_line) == ("ris", 1, 15)
    assert facts.title == "A Pump for Two Rivers"
    assert facts.authors == ("Okafor, Ada", "de Wit, Bram")
    assert (facts.date, facts.date_as_shown, facts.year) == ("2016-11", "2016/11//", 2016)
    assert (facts.doi, facts.arxiv_id) == ("10.5555/water.77", "1611.04567")
    assert facts.venue == "Proceedings of the Water Meeting"
    assert facts.keywords == ("pumps", "rivers")
    assert facts.abstract == (
        "Two rivers meet. Their water does not mix at once.\n\nIt mixes later."
    )
    assert not entry.warnings


def test_single_blanks_and_keywords_in_lines_are_read():
    facts = read(OLD).entries[0].facts
    assert (facts.title, facts.abstract) == ("Dunes that walk", "They walk by night.")
    assert facts.keywords == ("dunes", "deserts")
    assert facts.date == "1998"


def test_medline_goes_on_in_indented_lines_and_ends_at_a_blank_one():
    listing = read(NBIB)
    assert listing.format == "medline"
    moths, bats = (entry.facts for entry in listing.entries)
    assert moths.title == (
        "A long title about the hearing of moths that goes on in the next line of the file."
    )
    assert (moths.authors, moths.doi) == (("Brandt, Eva",), "10.5555/moth.1")
    assert (moths.date, moths.date_as_shown) == ("2011", "2011 Jul-Aug")
    assert (bats.title, bats.venue) == ("Bats hear moths.", None)


def test_web_of_science_gives_one_author_a_line():
    listing = read(WOS)
    (entry,) = listing.entries
    facts = entry.facts
    assert listing.format == "web-of-science"
    assert facts.title == "Snow that sings under boots"
    assert facts.authors == ("Roth, Anna", "Sato, Ben")
    assert (facts.date, facts.doi) == ("2020-01", "10.5555/snow.9")
    assert facts.keywords == ("snow", "sound", "cold")
    assert (entry.first_line, entry.last_line) == (3, 18)


def codes(text: str) -> list[list[str]]:
    return [[each.code for each in entry.warnings] for entry in read(text, "ris").entries]


RECORD = "TY  - JOUR\nTI  - {0}\nAU  - {0}, A\nER  - \n"
TWO = RECORD.format("One") + "\n" + RECORD.format("Two")


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("TY  - JOUR\nTI  - Two", [[], ["broken"]]),
        ("ER  - \n\nTY  - JOUR", [["broken"]]),
        ("ER  - \n\n", [[], []]),
    ],
)
def test_a_lost_line_never_gives_one_paper_the_words_of_another_unsaid(
    lost: str, said: list[list[str]]
):
    kept = "TI  - Two" if "Two" in lost else "TY  - JOUR" if lost.endswith("\n\n") else ""
    text = TWO.replace(lost, kept, 1) if kept != "TY  - JOUR" else TWO.replace(lost, "", 1)
    assert codes(text) == said


def test_a_doubled_line_counts_once_and_a_cut_end_is_said():
    doubled = TWO.replace("AU  - One, A\n", "AU  - One, A\n" * 2)
    assert codes(doubled) == [["doubled"], []]
    assert read(doubled).entries[0].facts.authors == ("One, A",)
    assert codes(TWO[: TWO.rindex("ER")]) == [[], ["cut"]]


def test_tags_run_together_and_doubled_lines_are_said():
    assert codes(TWO.replace("One\nAU", "OneAU")) == [["joined"], []]
    moths = read(NBIB.replace("      file.\n", "      file.\n" * 2)).entries[0]
    assert moths.facts.title.endswith("next line of the file.")
    assert [each.code for each in moths.warnings] == ["doubled"]


def test_lines_between_the_records_and_records_without_title_are_left_over():
    listing = read(TWO.replace("\n\n", "\nsome words\n").replace("TI  - Two\n", ""))
    assert [each.line for each in listing.leftovers] == [5, 6, 7, 8]


def test_a_line_whose_tag_was_damaged_is_said_and_not_added_to_a_name():
    assert codes(TWO.replace("AU  - Two", "A  Two")) == [[], ["wrapped"]]
    assert codes(TWO.replace("AU  - Two, A", "AU  - Two, A\nlost words")) == [[], ["broken"]]


def test_the_same_words_without_line_ends_are_no_bomb():
    for piece in ("TY  - JOUR\n", "TI  - x\n", "x\n", "TY  - " * 5, "\n", "y"):
        read(piece * 20_000, "ris")
    for name, head in (("ris", "TY  - JOUR\nAB  - a\n"), ("medline", "PMID- 1\nAB  - a\n")):
        read(head + "".join(f"      {n} {'word ' * 10}\n" for n in range(60_000)), name)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["TY  - JOUR", "ER  - ", "TI  - x", "PMID- 1", "PT J", "ER", "   y", "", "AU  - b", "?"]
        ),
        max_size=14,
    ),
    st.sampled_from(["ris", "medline", "web-of-science"]),
)
def test_any_order_of_lines_is_accounted_for(lines: list[str], name: str):
    read("\n".join(lines), name)
