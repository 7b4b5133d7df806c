"""One file of a mirror says exactly what was meant, to us and to any YAML reader."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from making_whole import HOSTILE

from reader.mirror import page

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=40))
VALUES = st.one_of(TEXTS, st.integers(-(2**63), 2**63 - 1), st.lists(TEXTS, max_size=3))
ROWS = st.lists(st.dictionaries(st.sampled_from(["id", "quote", "said"]), VALUES, max_size=3))
HEADS = st.dictionaries(st.sampled_from(["title", "abstract", "id"]), VALUES)


@given(HEADS, ROWS, st.one_of(st.none(), TEXTS))
def test_what_is_written_is_read(
    head: dict[str, object], rows: list[dict[str, object]], text: str | None
) -> None:
    said = {**head, "highlights": rows}
    data = page.written(said, text)
    assert page.read(data) == page.Page(said, text)


@given(HEADS, ROWS, TEXTS)
def test_a_yaml_reader_reads_the_same(
    head: dict[str, object], rows: list[dict[str, object]], text: str
) -> None:
    said = {**head, "highlights": rows}
    front = page.written(said, text).decode().split("\n---\n", 1)[0].removeprefix("---\n")
    assert yaml.safe_load(front) == said


@given(st.lists(st.dictionaries(TEXTS, VALUES, max_size=3), max_size=4))
def test_lines_are_read_as_they_were_written(lines: list[dict[str, object]]) -> None:
    assert page.read_lines(page.written_lines(lines)) == (lines, [])


def test_a_broken_line_costs_no_other() -> None:
    good = page.written_lines([{"a": 1}, {"b": 2}])
    data = good.replace(b"\n", b"\n{broken\n\xff\n[]\n", 1)
    assert page.read_lines(data) == ([{"a": 1}, {"b": 2}], [2, 3, 4])


@pytest.mark.parametrize(
    "data",
    [
        b"", b"---\n", b"no front matter", b"---\ntitle: \"x\n---\n", b"---\ntitle \"x\"\n---\n",
        b"---\na: 1\na: 2\n---\n", b"---\n  - {}\n---\n", b"---\na: 1\n---\ntext", b"\xff\xfe",
        b"---\nA B: 1\n---\n", b"---\na: " + b"[" * 100_000 + b"\n---\n",
    ],
)  # fmt: skip
def test_what_is_no_page_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(page.Unreadable):
        page.read(data)


def test_a_page_reads_well() -> None:
    rows = [{"id": 1, "quote": "q"}]
    data = page.written({"title": "A “title”", "year": 2024, "highlights": rows}, "My note.\n\nB.")
    assert data.decode() == (
        "---\n"
        'title: "A “title”"\n'
        "year: 2024\n"
        "highlights:\n"
        '  - {"id": 1, "quote": "q"}\n'
        "---\n"
        "\n"
        "My note.\n"
        "\n"
        "B.\n"
    )
    assert json.loads(data.decode().splitlines()[4].removeprefix("  - ")) == rows[0]
