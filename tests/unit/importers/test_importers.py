"""Choosing a format by content, refusing what is no listing, and never failing otherwise."""

import contextlib
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making_listings import HEAD, PAPERS, as_cards, as_lines, assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Cancelled, Problem

CODE = "\n".join(f"def function_{n}(a, b):\n    return a + b * {n}\n" for n in range(40))
NOVEL = "\n\n".join(
    f"Chapter {n}\n\n“I do not think so,” he said.\n\n" + "It rained. The road was long. " * 20
    + "\n\n" + "Nobody spoke for a while. " * 9
    for n in range(9)
)  # fmt: skip
SIGN_IN = "<!doctype html>\n<title>Sign in</title>\n<form>" + "<input>" * 50


@pytest.mark.parametrize(
    "text", [CODE, NOVEL, SIGN_IN, "{}", "hello", "a,b,c\n1,2,3\n", "x" * 10**6]
)
def test_what_is_no_listing_is_refused_with_the_line_looked_at(text: str):
    with pytest.raises(Problem, match="line 1") as problem:
        importers.read(text, name="some.txt")
    assert problem.value.where == "some.txt"
    assert problem.value.do
    assert len(str(problem.value)) < 300


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\n"])
def test_an_empty_text_is_refused(text: str):
    with pytest.raises(Problem):
        importers.read(text)


def test_a_page_without_papers_is_no_problem():
    assert importers.read(HEAD).entries == ()


def test_one_paper_is_a_listing():
    for text in ("\n".join(as_lines(PAPERS[:1])[2:]), "\n".join(PAPERS[1].card)):
        assert len(importers.read(text).entries) == 1


@pytest.mark.parametrize("lines", [as_lines(PAPERS), as_cards(PAPERS)])
def test_line_ends_and_marks_change_nothing(lines: list[str]):
    plain = importers.read("\n".join(lines))
    for data in (
        "\r\n".join(lines).encode(),
        "\r".join(lines).encode(),
        b"\xef\xbb\xbf" + "\n".join(lines).encode(),
        "\n".join(lines).encode("utf-16"),
        "\n".join(lines).encode("cp1252"),
    ):
        text, _, _ = importers.decode(data)
        assert importers.read(text) == plain


def test_a_format_can_be_named_and_an_unknown_one_is_a_problem():
    text = "\n".join(as_cards(PAPERS[:3]))
    assert importers.read(text, format_name="listing-lines").format == "listing-lines"
    with pytest.raises(Problem, match="no format"):
        importers.read(text, format_name="nonsense")


def test_names_of_formats_are_different_and_have_labels():
    names = [form.name for form in importers.FORMATS]
    assert len(names) == len(set(names))
    assert all(form.label for form in importers.FORMATS)


@pytest.mark.parametrize("lines", [as_lines(PAPERS), as_cards(PAPERS)])
def test_reading_reports_and_stops_when_told_to(lines: list[str]):
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        seen.append((done, total))
        return False

    with pytest.raises(Cancelled):
        importers.read("\n".join(lines), progress=stop)
    assert seen[0][1] == len(lines)


LINE = st.one_of(
    st.sampled_from(
        [
            "", "•", "·", "  • 3 authors", "0 authors", "Mar 31", "Sep 25, 2024 3", "Feb 31", "7",
            "-", "Subscribe", "SubscribeDeep Nets", "new", "Daily Papers", "Nov 12", "Kettle Lab",
            "Get trending papers in your email inbox!", "https://arxiv.org/abs/2101.1",
            "·Mar 3", "Mar 31A Title",
            "abstract.  • 3 authors", "\\", "$", "{\\it", "\ufffc", "a\x00b", "\ud800",
        ]
    ),
    st.sampled_from([text for paper in PAPERS[:6] for text in (paper.title, paper.abstract)]),
    st.text(st.characters(exclude_categories=[]), max_size=90),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINE, max_size=40), st.sampled_from([form.name for form in importers.FORMATS]))
@example(["A Title", "7", "  • 3 authors", "7", "Mar 31", "Mar 31", "7"], "listing-blocks")
def test_every_line_of_any_text_is_claimed_exactly_once(lines: list[str], form: str):
    listing = importers.read("\n".join(lines), format_name=form)
    assert_every_line_is_claimed_once(listing)
    for entry in listing.entries:
        assert entry.facts.title
        assert entry.facts.title.encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_is_a_listing_or_a_problem(text: str):
    with contextlib.suppress(Problem):
        assert_every_line_is_claimed_once(importers.read(text))


@pytest.mark.parametrize(
    "junk", ["a", "$", "\\", "[", "{\\a", "https://", "abcdefgh_abc ", "(\\(", "It is. ", "- "]
)
def test_time_grows_no_faster_than_the_text(junk: str):
    def seconds(size: int) -> float:
        text = "A Title of Some Length\n" + junk * (size // len(junk))
        start = time.perf_counter()
        importers.read(text, format_name="listing-lines")
        importers.read(text, format_name="listing-blocks")
        return time.perf_counter() - start

    assert seconds(2_000_000) < 8 * seconds(500_000) + 0.5


@pytest.mark.parametrize(
    ("form", "start", "junk"),
    [
        ("refer", "%0 A\n", "%T a\n"),
        ("refer", "", "a\n"),
        ("identifiers", "", "2401.00001\n"),
        ("bookmarks", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n", "<DT><A HREF=x>[2401.00001] "),
        ("zotero-rdf", "<RDF>", "<Article><title>a</title></Article>\n"),
        ("notebook", '{"cells": [', '{"source": ["a\\n'),
        ("notebook", '{"cells": [', '{"source": ["a\\n"]},\n'),
        ("reader-markdown", '---\ntitle: "a"\npapers: 9\n---\n\n# a\n', "## a\n\nA, 2024. [@a]\n"),
        ("awesome-list", "", "- [CVPR 2024] a\n  - A, B\n"),
        ("listing-markdown", "", ":::\n{.a "),
        ("listing-dump", "", "12 Jan\n3 authors\n"),
    ],
)
def test_time_of_other_formats_grows_no_faster_than_the_text(form: str, start: str, junk: str):
    chosen = next(each for each in importers.FORMATS if each.name == form)

    def seconds(size: int) -> float:
        text = start + junk * (size // len(junk))
        begun = time.process_time()
        chosen.confidence(text)
        with contextlib.suppress(Problem):
            chosen.read(text, importers.Hints())
        return time.process_time() - begun

    assert seconds(160_000) < 8 * seconds(40_000) + 0.5
