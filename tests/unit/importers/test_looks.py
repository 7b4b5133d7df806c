"""Titles and abstracts by their looks."""

import pytest

from reader.importers.text.looks import SURE, Part, align, ends_sentence, score

T, A = Part.TITLE, Part.ABSTRACT


@pytest.mark.parametrize(
    "title",
    [
        "All You Need Is Sleep",
        "code2tree: Learning from Programs",
        "Does It Hold? Or, Why We Need to Look Again at Everything We Believed about Minima",
        "Version 2.5 of $\\mu$-Nets vs. the Rest",
    ],
)
def test_titles_look_like_titles(title: str):
    assert score(title) <= -SURE


def test_abstracts_look_like_abstracts():
    assert score("We study how networks learn. They learn well. " * 8) >= SURE
    assert score("This paper proves one small thing about sums. It is short, but it holds.") > 0


@pytest.mark.parametrize(
    "text", ["It ends.", "(It ends.)", "see https://example.org/a", "as $x$", "[1]"]
)
def test_ends_of_sentences_are_seen(text: str):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["it does not", "namely:", "a, b,", ""])
def test_other_ends_are_not(text: str):
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("scores", "parts"),
    [
        ([], []),
        ([-5, 9, -5, 9], [T, A, T, A]),
        ([-5, -5, 9], [T, T, A]),
        ([-5, 9, 9, -5, 9], [T, A, A, T, A]),
        ([9, -5, 9], [A, T, A]),
        ([-5, 9, -5], [T, A, T]),
        ([-5, 9, -5, -5], [T, A, T, A]),
        ([-5, 9, 0, 9], [T, A, T, A]),
        ([-5, 0, -5, 9], [T, A, T, A]),
    ],
)
def test_the_alternation_is_checked_not_counted(scores: list[float], parts: list[Part]):
    assert align(scores) == parts
