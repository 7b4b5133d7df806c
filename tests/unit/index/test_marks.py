"""Painted words are those that the search found, where they stand in the text as it is."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_words import paper, search

from reader.index import marks, matches
from reader.index.plain import field_text
from reader.index.plan import Every, Leaf, Some, Without, plan
from reader.query.nodes import TEXT_FIELDS
from reader.query.parsing import parse


def _painted(query: str, text: str, *, typing: bool = False) -> list[str]:
    return [text[start:end] for start, end in marks(parse(query, typing=typing).node, text)]


@pytest.mark.parametrize(
    ("query", "text", "painted"),
    [
        ("forget", "Forgetting is to forget.", ["Forgetting", "forget"]),
        ('"forget"', "Forgetting is to forget.", ["forget"]),
        ('"lottery ticket"', "The Lottery  Ticket and a ticket", ["Lottery  Ticket"]),
        (
            "zeroshot",
            "zero-shot, zero shot, zeroshot; zero",
            ["zero-shot", "zero shot", "zeroshot"],
        ),
        ("zero-shot", "Zero-Shot or zeroshot", ["Zero-Shot", "zeroshot"]),
        ("zero shot", "zeroshot", ["zeroshot"]),
        ("mu transfer", r"the $\mu$-Transfer", [r"\mu$-Transfer"]),
        ("naive", r"a na\"{i}ve Naïve way", [r"na\"{i}ve", "Naïve"]),
        ("regulariz*", "Regularization regular", ["Regularization"]),
        ("学习", "深度学习法", ["学习"]),
        ("kernel -prune", "kernel prune", ["kernel"]),
        ("kernel OR prune", "kernel prune", ["kernel", "prune"]),
        ("is:inbox tag:kernel", "kernel inbox", []),
        ("-is:inbox kernel OR is:done", "kernel inbox", ["kernel"]),
        ("", "kernel", []),
    ],
)
def test_painted_words(query: str, text: str, painted: list[str]) -> None:
    assert _painted(query, text) == painted


def test_the_beginning_of_a_word_is_painted_while_typing() -> None:
    assert _painted("ker", "kernel", typing=True) == ["kernel"]
    assert _painted("zero sh", "zeroshot", typing=True) == ["zeroshot"]


def test_words_looked_for_in_one_field_are_painted_only_there() -> None:
    node = parse("title:kernel prune").node
    assert marks(node, "kernel prune", "abstract") == [(7, 12)]
    assert marks(node, "kernel prune", "title") == [(0, 6), (7, 12)]


@given(st.integers(0, 10**9))
@settings(deadline=None, max_examples=80)
def test_a_paper_is_painted_where_it_matches(seed: int) -> None:
    rng = random.Random(seed)
    words, node = paper(rng, 1), search(rng)
    for field in TEXT_FIELDS:
        text = field_text(words, field)
        found = marks(node, text, field)
        assert found == sorted(found)
        assert all(0 <= start < end <= len(text) for start, end in found)
        assert all(left[1] <= right[0] for left, right in pairwise(found))
    anywhere = any(marks(node, field_text(words, field), field) for field in TEXT_FIELDS)
    if _all_wanted(plan(node)):
        assert anywhere >= matches(node, words)


def _all_wanted(made: Leaf | Without | Every | Some) -> bool:
    """Whether a match needs at least one word to be there."""
    match made:
        case Leaf():
            return True
        case Without():
            return False
        case Every(inner):
            return any(map(_all_wanted, inner))
        case Some(inner):
            return all(map(_all_wanted, inner))
