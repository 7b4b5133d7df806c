"""What would cost more time than its length asks for is known before it is tried."""

import pytest

from reader.export.budget import is_harmless_markdown, within_budget

ORDINARY = [
    "",
    "## Tides\n\nA *dense* set of `tides` [^h1], see [[Moths]] and [x](https://a.b).\n\n" * 3000,
    "".join(f"- [{number}](https://a.b/{number}) is *one* of them\n" for number in range(300)),
    "```\nx[0] = y[1]\n```\n\n" * 300,
    "an open [ bracket and an open ( one\n\n" * 5000,
]
HARMFUL = {
    "much markup in one paragraph": "*a*" * 30_000,
    "fences that never close": "\n".join("`" * (3 + number) for number in range(900)),
    "brackets that never close": "[" * 2_000,
    "links that never close": "[x](" * 1_000,
    "quotes in quotes": ">" * 33 + " x",
    "lists in lists": "1. " * 33 + "x",
    "cells without end": "|a" * 6_000 + "\n" + "|-" * 6_000,
    "deep indentation": " " * 4 * 33 + "x",
}


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_notes_are_harmless_even_when_they_are_long(text: str) -> None:
    assert is_harmless_markdown(text)


@pytest.mark.parametrize("kind", HARMFUL)
def test_text_that_takes_the_square_of_its_length_is_not(kind: str) -> None:
    assert not is_harmless_markdown(HARMFUL[kind])


def test_a_table_in_a_table_is_never_shown() -> None:
    table = "<table><tbody><tr><td>{}</td></tr></tbody></table>"
    assert within_budget(table.format("x") * 2) == table.format("x") * 2
    assert within_budget(table.format(table.format("x"))) is None


def test_what_is_nested_deeper_than_32_is_never_shown() -> None:
    assert within_budget("<blockquote>" * 32 + "x" + "</blockquote>" * 32) is not None
    assert within_budget("<blockquote>" * 33 + "x" + "</blockquote>" * 33) is None


def test_text_that_is_too_large_is_never_shown() -> None:
    assert within_budget("<p>a b</p>" * 250_000) is None
