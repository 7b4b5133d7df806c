"""Formatted references: every bundled style, and texts that want to break it."""

import re
from collections.abc import Sequence
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_papers import paper

from reader.errors import Problem
from reader.export.references.formatted import STYLES, bundled
from reader.export.references.formatted import formatted as formatted_in
from reader.model import Paper, Reference

NAMED = paper(
    1, title=r"Counting $\alpha$ Lanterns", authors=("Ada van der Berg", "Bo Li"),
    date="2024-05-03", venue="Journal of Lamps", doi="10.1234/lamps",
)  # fmt: skip
COUNTED = paper(2, title="NoTide", author_count=3, date="2025", arxiv_id="2503.00001")


def formatted(papers: Sequence[Paper], style: str) -> list[Reference]:
    return formatted_in(papers, bundled(style))


@pytest.mark.parametrize("style", STYLES)
def test_every_style_names_title_and_authors_once(style: str) -> None:
    named, counted = formatted([NAMED, COUNTED], style)
    assert named.plain.count("Lanterns") == 1
    assert "Berg" in named.plain
    assert "2024" in named.plain
    assert counted.plain.count("NoTide") == 1
    assert counted.plain.count("[3 authors]") == 1


def test_a_single_reference_has_no_number_and_several_have() -> None:
    (alone,) = formatted([NAMED], "ieee")
    assert alone.plain.startswith("A. van der Berg and B. Li, ")
    both = formatted([COUNTED, NAMED], "ieee")
    assert [one.plain[:4] for one in both] == ["[1] ", "[2] "]
    assert "<i>Journal of Lamps</i>" in alone.html


def test_an_unknown_style_is_a_problem_and_nothing_is_none() -> None:
    with pytest.raises(Problem, match="no style"):
        formatted([NAMED], "../apa")
    assert formatted([], "apa") == []


_odd = st.text("<>&\"'{}$\\_^[]()1. \u2028\u200bé李ab", max_size=30)


@settings(max_examples=60)
@given(_odd, st.lists(_odd, max_size=3), _odd, st.sampled_from(sorted(STYLES)))
def test_hostile_facts_stay_text(title: str, authors: list[str], venue: str, style: str) -> None:
    odd = paper(1, title=title, authors=tuple(authors), venue=venue, abstract=title)
    one, other = formatted([odd, COUNTED], style)
    assert "\n" not in one.plain + other.plain
    for line in (one.html, other.html):
        assert set(re.findall(r"<(/?\w+)", line)) <= {"i", "/i", "b", "/b", "sup", "/sup"}
    assert unescape(re.sub(r"</?(?:i|b|sup)>", "", one.html)) == one.plain
