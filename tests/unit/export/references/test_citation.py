"""Citation keys come from titles, read well, and are never given twice."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_papers import paper

from reader.citing import is_key
from reader.errors import Problem
from reader.export.references.citation import FIELDS, checked_pattern, citation_key, citation_keys
from reader.model import Facts

KEYS = [
    ("The Counting of Lanterns: Finding Small Lights", "2018-03-09", "counting-lanterns-2018"),
    ("NoTide", "2025", "notide-2025"),
    ("Tides at Sea -- A Sketch", None, "tides-sea"),
    (r"A Large-Scale Study of $\mu$-Tides", "2024-01-02", "large-scale-study-2024"),
    (r"$\mu$-Tides", "2024-01-02", "mu-tides-2024"),
    (r"Fr\'echet Moths don't sleep", "--03-31", "frechet-moths-dont"),
    ("To Be or Not", "2020", "be-not-2020"),
    ("The", "2020", "the-2020"),
    (": empty main part", "2020", "empty-main-part-2020"),
    ("潮汐", "2021-05", "paper-2021"),
    ("3.1 Tides", "2021", "3-1-tides-2021"),
]


@pytest.mark.parametrize(("title", "date", "key"), KEYS)
def test_a_key_has_the_telling_words_and_the_year(title: str, date: str | None, key: str) -> None:
    assert citation_key(Facts(title, date=date)) == key


def test_the_year_of_the_venue_stands_in_for_the_date() -> None:
    assert citation_key(Facts("Moths", year=2019)) == "moths-2019"


def test_papers_with_the_same_key_are_told_apart_whatever_their_order() -> None:
    papers = [paper(7, title="Moths"), paper(3, title="The Moths"), paper(5, title="Moths, again")]
    keys = {3: "moths", 5: "moths-again", 7: "moths-a"}
    assert citation_keys(papers) == keys == citation_keys(papers[::-1])


NAMED = Facts(
    "Counting Lanterns", authors=("Ada van der Berg", "李", "OpenAI Team"), date="2024-05",
    venue="Journal of Lamps", arxiv_id="2405.00001",
)  # fmt: skip
PATTERNS = [
    ("{author}{year}{Title:1}", "vanderberg2024Counting", "2020Moths"),
    ("{author|title:1}{year}", "vanderberg2024", "moths2020"),
    ("{authors}_{yy}", "vanderberg-openaiteam_24", "_20"),
    ("{venue}:{title:2}", "journal:counting-lanterns", "moths"),
    ("{author}-{arxiv}", "vanderberg-2405.00001", "paper"),
    ("x-{author}-{venue}-{year}", "x-vanderberg-journal-2024", "x-2020"),
]


@pytest.mark.parametrize(("pattern", "named", "counted"), PATTERNS)
def test_a_pattern_makes_sense_also_where_authors_are_only_counted(
    pattern: str, named: str, counted: str
) -> None:
    assert checked_pattern(f" {pattern} ") == pattern
    assert citation_key(NAMED, pattern) == named
    assert citation_key(Facts("Moths", date="2020", author_count=3), pattern) == counted


@pytest.mark.parametrize(
    "pattern", ["", "plain", "{nothing}", "{title", "{title:0}", "{title} x", "{title}é", "{a|}"]
)
def test_a_pattern_that_makes_no_keys_is_refused(pattern: str) -> None:
    with pytest.raises(Problem):
        checked_pattern(pattern)


@given(
    st.text(), st.lists(st.text(), max_size=4), st.text(), st.lists(st.sampled_from(sorted(FIELDS)))
)
def test_any_pattern_makes_keys_that_programs_read(
    title: str, authors: list[str], arxiv: str, fields: list[str]
) -> None:
    facts = Facts(title, authors=tuple(authors), arxiv_id=arxiv, venue=title)
    assert is_key(citation_key(facts, "-".join(f"{{{field}}}" for field in fields)))


@given(st.text())
def test_a_key_is_plain_ascii(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", citation_key(Facts(title, year=2020)))
