"""What a careful reader would say about an entry."""

import re

import pytest

from reader.clean import ABSTRACT_BYTES, TITLE_BYTES
from reader.importers.text import checks
from reader.importers.text.checks import (
    abstract_warnings,
    capped,
    count_warnings,
    stray_key,
    text_warnings,
    title_warnings,
    warning,
)
from reader.model import Caution

LONG = "We study how networks learn. " * 20


def codes(warnings: list[Caution]) -> list[str]:
    return [each.code for each in warnings]


def test_the_table_of_codes_is_the_truth():
    table = re.findall(r"^\| ([a-z-]+) +\| (yes|no) ", checks.__doc__ or "", re.MULTILINE)
    assert len(table) >= 25
    for code, check in table:
        assert warning(code, "", 1).check == (check == "yes"), code


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A Plain Title", []),
        ("Is This a Title?", []),
        ("And so on...", []),
        ("A Title with a Stop.", ["title-full-stop"]),
        ("Apr 25, 2023", ["date-title"]),
        ("A Title that Was Doubled by a Program" * 2, ["joined"]),
        ("Long " * 70, ["long-title", "joined", "abstract-like"]),
        (LONG.strip(), ["long-title", "title-full-stop", "joined", "abstract-like"]),
    ],
)
def test_odd_titles_are_said(title: str, expected: list[str]):
    assert codes(title_warnings(title, 1)) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (LONG.strip(), []),
        (None, ["no-abstract"]),
        ("We study little. It is short.", ["short-abstract"]),
        ("Another Title Entirely", ["short-abstract", "title-like", "abstract-end"]),
        (LONG + "And then it", ["abstract-end"]),
        (LONG + "Code: https://github.com/example/one", []),
    ],
)
def test_odd_abstracts_are_said(abstract: str | None, expected: list[str]):
    found = codes(abstract_warnings("A Title", abstract, 1))
    assert [code for code in found if code != "joined"] == expected


def test_an_abstract_that_stands_there_twice_is_said():
    once = "Nobody has studied this before us, as far as we know. " + "It is quite hard to do. " * 9
    assert codes(abstract_warnings("A Title", once.strip(), 1)) == []
    assert codes(abstract_warnings("A Title", once + once.strip(), 1)) == ["joined"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Deep networkssmith_deepNets, which learn. We use networks.", "smith_deepNets"),
        ("Deep networksmeyer2017deep are networks.", "meyer2017deep"),
        ("the loss f_theta and the net networks_theta of networks", None),
        ("with weight_decay and token_type_ids of each token", None),
        ("environmentally_aware agents in an environment", None),
        ("scores on playgrounds_eval, where play on playgrounds is hard", None),
        ("see https://example.org/networksx_deepnets about networks", None),
        ("imagenet2012val and coco2017val", None),
    ],
)
def test_citation_keys_glued_to_words_are_found_and_subscripts_are_not(text: str, key: str | None):
    assert stray_key(text, text) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Fr\'echet means and Polyak-\L ojasiewicz", ["accent-read"]),
        (r"performance {\it without} pairs", ["latex-left"]),
        (r"that \sysname outperforms", ["latex-left"]),
        (r"a 10.9\% increase of $O(\log n)$ and \(\alpha\)", []),
        ("a \ufffd in it", ["replaced"]),
        ("plain", []),
    ],
)
def test_latex_is_said_but_not_formulas_and_signs(text: str, expected: list[str]):
    assert codes(text_warnings(text, text, 1)) == expected


def test_numbers_of_authors_that_papers_do_not_have_are_said():
    assert codes(count_warnings(0, 1)) == codes(count_warnings(201, 1)) == ["author-count"]
    assert codes(count_warnings(1, 1) + count_warnings(200, 1) + count_warnings(None, 1)) == []


def test_fields_are_cut_to_what_the_library_keeps_and_that_is_said():
    title, abstract, found = capped("é" * 2000, "x" * 100_000, 1)
    assert len(title.encode()) <= TITLE_BYTES
    assert len((abstract or "").encode()) <= ABSTRACT_BYTES
    assert codes(found) == ["field-cut", "field-cut"]
    assert capped("A", None, 1) == ("A", None, [])
