"""A search read back in words, and ticks that are written into it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.query.language import LANGUAGE
from reader.query.parsing import parse
from reader.query.saying import conditions
from reader.query.ticking import GROUPS, tick, ticked, with_undated, without
from reader.query.writing import write


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("forgetting OR rehearsal year:2021..", ["forgetting or rehearsal, any form",
                                                 "year 2021 or later"]),
        ('"lottery ticket" -survey', ["“lottery ticket”", "without survey"]),
        ("regulariz* adaptiv~", ["regulariz…", "like adaptiv"]),
        ("title:kernel", ["kernel in titles, any form"]),
        ("is:inbox is:starred", ["in Inbox", "starred"]),
        ("tag:vision -tag:=old", ["with tag vision", "without tag old itself"]),
        ("has:notes -has:duplicate", ["with notes", "without a possible duplicate"]),
        ("added:7d date:2023-05..", ["added in the last 7 days", "dated since 2023-05"]),
        ("authors:>=5 comments:0", ["5 or more authors", "0 comments on the listing"]),
        ('import:"Daily" kind:question', ["from “Daily”", "with a highlight of kind question"]),
        ("(a b) OR c", ["(a and b) or c"]),
        ("-(a b)", ["not (a and b)"]),
        ('saved:"My search" related:#3', ["saved search “My search”", "related to “#3”"]),
        ("year:2021..2023 OR is:undated", ["years 2021 to 2023 or undated"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_search_in_words(text: str, words: list[str]) -> None:
    assert [each.words for each in conditions(text)] == words


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("forgetting OR rehearsal year:2021..", [("forgetting", "rehearsal"), ("2021 or later",)]),
        ("is:inbox is:starred", [("Inbox",), ()]),
        ('-tag:old title:kernel import:"Daily"', [("old",), ("kernel",), ("Daily",)]),
    ],
)
def test_what_the_person_wrote_is_known_in_the_words(
    text: str, sought: list[tuple[str, ...]]
) -> None:
    assert [each.sought for each in conditions(text)] == sought
    assert all(part in each.words for each in conditions(text) for part in each.sought)


def test_what_is_left_without_a_condition() -> None:
    first, second = conditions("forgetting OR rehearsal year:2021.. sort:date")
    assert first.without == "year:2021.. sort:date"
    assert second.without == "forgetting OR rehearsal sort:date"


@given(st.lists(st.sampled_from([line.write for line in LANGUAGE]), max_size=4))
@settings(deadline=None)
def test_every_search_can_be_said(parts: list[str]) -> None:
    for condition in conditions(" ".join(parts)):
        assert condition.words
        assert parse(condition.without).ignored == ()


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        ("kernel", "is:inbox", "kernel is:inbox"),
        ("kernel is:inbox", "is:done", "kernel (is:inbox OR is:done)"),
        ("kernel is:inbox OR is:done", "is:inbox", "kernel is:done"),
        ("kernel is:done", "is:done", "kernel"),
        ("kernel is:done tag:x", "is:done", "kernel tag:x"),
        ("kernel year:2021..", "year:2023", "kernel year:2023"),
        ("kernel year:2023", "year:2021", "kernel (year:2023 OR year:2021)"),
        ("kernel year:2023", "is:undated", "kernel (year:2023 OR is:undated)"),
        ("kernel sort:date", "has:notes", "kernel has:notes sort:date"),
        ("kernel is:starred", "has:notes", "kernel (is:starred OR has:notes)"),
        ("", "tag:x", "tag:x"),
        ("kernel", "kernel", "kernel"),
    ],
)
def test_a_tick_is_written_into_the_search(text: str, value: str, after: str) -> None:
    assert tick(text, value) == after
    assert parse(tick(text, value)).ignored == ()


def test_undated_papers_can_be_taken_in() -> None:
    assert with_undated("kernel year:2021..") == "kernel (year:2021.. OR is:undated)"
    assert with_undated("kernel") == "kernel"


def test_what_a_group_asks_can_be_taken_out() -> None:
    node = parse("kernel is:inbox OR is:done year:2021.. tag:x").node
    assert write(without(node, "state")) == "kernel year:2021.. tag:x"
    assert [len(ticked(node, group)) for group in GROUPS] == [2, 1, 1, 0, 0, 0]
