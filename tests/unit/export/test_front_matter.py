"""Front matter is read back by another YAML reader exactly as it was meant."""

import os
import random

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.front_matter import front_matter

ODD = [
    "yes",
    "null",
    "~",
    "1e3",
    "2018-03-09",
    "a: b",
    "# c",
    "- d",
    "---",
    "...",
    "{x}",
    "[y]",
    "&z",
]
ODD += [
    "*w",
    "!!python/object:os.system",
    "%TAG",
    "@",
    "`",
    "'",
    '"',
    "\\",
    "\n---\n",
    "\r\n",
    "\t",
    " ",
]
ODD += [
    "\x85",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\u202e",
    "\x7f",
    "\x9f",
    "\x00",
    "\ufffe",
    "\U0001f600",
]
ODD += ["é", "語", "\u00a0", "<% x %>", "{{x}}", "\\u0041", "", "on", "0o7", "=", "<<", "x" * 2000]


def read(text: str) -> object:
    assert text.startswith("---\n")
    assert text.endswith("---\n")
    return yaml.safe_load(text.removeprefix("---\n").removesuffix("---\n"))


def test_every_value_is_on_a_line_of_its_own() -> None:
    values = {"title": 'A "B"', "papers": 2, "starred": True, "tags": ["x", "y z"]}
    assert front_matter(values) == (
        '---\ntitle: "A \\"B\\""\npapers: 2\nstarred: true\ntags: ["x", "y z"]\n---\n'
    )


def test_two_thousand_hostile_records_come_back_exactly() -> None:
    choose = random.Random(7)
    for _ in range(2000):
        words = ["".join(choose.choices(ODD, k=choose.randint(0, 5))) for _ in range(5)]
        record = {
            "title": words[0],
            "tags": words[1:],
            "papers": choose.randint(-9, 9),
            "starred": True,
        }
        assert read(front_matter(record)) == record


@settings(max_examples=10_000 if os.environ.get("READER_LONG") else 150, deadline=None)
@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_text_comes_back(title: str, tags: list[str]) -> None:
    assert read(front_matter({"title": title, "tags": tags})) == {"title": title, "tags": tags}


def test_no_value_can_end_the_block_or_turn_the_line_around() -> None:
    text = front_matter({"title": "a\n---\nb\u202ec\u2028---\u2028"})
    assert text.count("\n") == 3
    assert "\u202e" not in text
