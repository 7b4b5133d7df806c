"""Reader's own export, read back: facts come back, marks stay in the file and are named."""

import re
from dataclasses import replace
from typing import Literal

import making_papers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.export import render
from reader.model import ExportOptions, Facts, Listing, Paper

ODD = Facts(
    title="1. *Fog* & [echo]: a_b #1 – what_is it?",
    abstract="We shout; it *answers*.\n\n- twice, # and `again`.",
    authors=("Holm, Ida", "Qvist, Björn", "Sand, K."),
    author_count=3,
    date="2024-03-05",
    url="https://example.org/fog?a=1&b=(2)",
    arxiv_id="2401.00007",
    doi="10.5555/fog.1",
    venue="Letters, Cold & Dry",
    year=2024,
    code_url="https://github.com/ida/fog",
)
FEW = Facts(title="Ropes", authors=("Ida Holm",), author_count=1, date="2023-07", year=2023)
BARE = Facts(title="Kites at Night", author_count=12, date="--03-31", venue="Sky, 2019")
ONLY_YEAR = Facts(title="Nets", authors=("A One", "B Two"), author_count=2, date="2019", year=2019)
MANY = Facts(
    title="Crowds",
    authors=tuple(f"Ann Name{number}" for number in range(9)),
    author_count=9,
    date="2020-01-02",
    year=2020,
)
ALL = (ODD, FEW, BARE, ONLY_YEAR)
NOTE = "My words.\n\n## Not a paper\n\n### Abstract\n\nnot an abstract\n\n```\nopen"


def papers(*facts: Facts, note: str = "", tags: tuple[str, ...] = ()) -> list[Paper]:
    return [
        Paper(
            **{
                each: getattr(making_papers.paper(place, note=note, tags=tags), each)
                for each in Paper.__dataclass_fields__
                if each != "facts"
            },
            facts=one,
        )
        for place, one in enumerate(facts, start=1)
    ]


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "reader-markdown"
    assert_every_line_is_claimed_once(listing)
    assert not listing.leftovers
    return listing


def plain(facts: Facts) -> Facts:
    """The facts without what an export does not carry."""
    return replace(facts, date_as_shown=None)


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.title)
@pytest.mark.parametrize("note", ["", NOTE])
def test_a_file_of_one_paper_comes_back_as_it_was(facts: Facts, note: str):
    options = ExportOptions(layout="files", abstract=True)
    file = render(papers(facts, note=note), options)[0]
    entry = read(file.text).entries[0]
    assert plain(entry.facts) == facts


@pytest.mark.parametrize("note", ["", NOTE])
def test_a_document_comes_back_as_it_was(note: str):
    options = ExportOptions(abstract=True)
    text = render(papers(*ALL, note=note, tags=("fog", "cold air")), options)[0].text
    listing = read(text)
    assert tuple(plain(entry.facts) for entry in listing.entries) == ALL
    assert not listing.warnings
    assert [[each.code for each in entry.warnings] for entry in listing.entries] == [
        ["words-unread"]
    ] * 4
    assert ("notes" in listing.entries[0].warnings[0].text) == bool(note)


NO_TEX = st.characters(
    codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="\\$~{}^_`"
)
"""TeX is exported as the letters it stands for, and does not come back."""
WORDS = st.text(NO_TEX, min_size=1, max_size=9)
LINE = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
NATURAL = ("Ida Holm", "P. O'Neill", "Li Na", "Åsa van der Berg")
FAMILY_FIRST = ("Holm, Ida", "O'Neill, P.", "van der Berg, Åsa")
NAMES = st.sampled_from((NATURAL, FAMILY_FIRST)).flatmap(
    lambda form: st.lists(st.sampled_from(form), max_size=5, unique=True)
)
"""A list of people has one form: `Ida Holm and Holm, Ida` could be parted in two ways."""


@settings(max_examples=60, deadline=None)
@given(
    title=LINE.filter(lambda text: any(each.isalpha() for each in text)),
    abstract=st.none() | st.lists(LINE, min_size=1, max_size=3).map("\n\n".join),
    authors=NAMES,
    date=st.sampled_from((None, "2024", "2024-03", "2024-03-05", "--03-31")),
    number=st.none() | st.just("2401.00007"),
    note=st.just("") | LINE,
    layout=st.sampled_from(("document", "files")),
)
def test_to_export_and_to_import_again_is_to_change_nothing(
    title: str, abstract: str | None, authors: list[str], date: str | None, number: str | None,
    note: str, layout: Literal["document", "files"],
) -> None:  # fmt: skip
    year = int(date[:4]) if date and date[0] != "-" else None
    facts = Facts(
        title=title,
        abstract=abstract,
        authors=tuple(authors),
        author_count=len(authors) or None,
        date=date,
        arxiv_id=number,
        url="https://arxiv.org/abs/2401.00007" if number else None,
        year=year,
    )
    options = ExportOptions(layout=layout, abstract=True)
    text = render(papers(facts, FEW, note=note), options)[0].text
    entry = importers.read(text, format_name="reader-markdown").entries[0]
    assert plain(entry.facts) == facts or entry.to_check


MIXED = st.lists(st.sampled_from((*NATURAL, *FAMILY_FIRST, "OpenAI")), max_size=9, unique=True)
"""In a file for each paper every name stands by itself, in whatever form it has."""


@settings(max_examples=60, deadline=None)
@given(
    title=LINE.filter(lambda text: any(each.isalpha() for each in text)),
    authors=MIXED,
    unnamed=st.integers(0, 3),
    venue=st.none() | LINE.filter(lambda text: any(each.isalpha() for each in text)),
    doi=st.none() | st.sampled_from(("10.5555/fog.1", "10.1002/(sici)1097-4636(1999)46:2")),
    keywords=st.lists(LINE, max_size=3),
)
def test_a_file_for_each_paper_keeps_what_a_document_leaves_out(
    title: str, authors: list[str], unnamed: int, venue: str | None, doi: str | None,
    keywords: list[str],
) -> None:  # fmt: skip
    facts = Facts(
        title=title,
        authors=tuple(authors),
        author_count=len(authors) + unnamed if authors else None,
        venue=venue,
        doi=doi,
        url=f"https://doi.org/{doi}" if doi else None,
        keywords=tuple(keywords),
        ids=("pmid:123", "openreview:aB-1") if keywords else (),
    )
    text = render(papers(facts), ExportOptions(layout="files"))[0].text
    entry = importers.read(text, format_name="reader-markdown").entries[0]
    assert plain(entry.facts) == facts


def test_of_many_authors_the_first_are_shown_and_all_come_back():
    text = render(papers(MANY), ExportOptions())[0].text
    assert read(text).entries[0].facts.authors == MANY.authors
    without = re.sub("\n<!-- facts.*", "", text)
    facts = read(without).entries[0].facts
    assert (facts.authors, facts.author_count) == (MANY.authors[:5], 9)


def test_a_document_that_lost_a_paper_says_so():
    text = render(papers(*ALL), ExportOptions())[0].text
    start, end = text.index("## Ropes"), text.index("## Kites")
    listing = read(text[:start] + text[end:])
    assert len(listing.entries) == 3
    assert "4 papers" in listing.warnings[0].text


def test_front_matter_that_another_program_wrote_anew_is_read():
    text = render(papers(FEW), ExportOptions(layout="files"))[0].text
    text = text.replace('authors: ["Ida Holm"]', "authors:\n  - Ida Holm\n  - 'K. Sand'")
    text = text.replace('title: "Ropes"', "title: Ropes")
    facts = read(text).entries[0].facts
    assert (facts.title, facts.authors) == ("Ropes", ("Ida Holm", "K. Sand"))


def test_other_front_matter_is_not_ours():
    text = '---\ntitle: "A page"\ndate: 2024\n---\n\n# A page\n\nWords.\n'
    form = next(each for each in importers.FORMATS if each.name == "reader-markdown")
    assert form.confidence(text) == 0
    assert form.read(text, importers.Hints()).entries == ()
