"""What can be written next: values of filters with counts, and names of filters."""

import pytest

from reader.model import Counts, Import, State, Tag
from reader.query.completing import completions

COUNTS = Counts(
    states=dict.fromkeys(State, 3),
    unseen=1,
    starred=2,
    all=15,
    tags=((Tag("to-cite", "red"), 5), (Tag("theory", "teal"), 7), (Tag("to read", "blue"), 1)),
    imports=(Import(1, "Daily Papers, 12 Nov", "lines", "", None, "", 3, 61),),
)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("tag:t", ["tag:theory", "tag:to-cite", 'tag:"to read"']),
        ("kernel tag:cite", ["tag:to-cite"]),
        ("kernel (#th", ["#theory"]),
        ("-tag:th", ["tag:theory"]),
        ('prune tag:"to r', ['tag:"to read"']),
        ("is:", [f"is:{value}" for value in ("inbox", "queue", "reading", "done", "archive")]),
        ("is:r", ["is:reading"]),
        ("state:d", ["state:done"]),
        ("import:daily", ['import:"Daily Papers, 12 Nov"']),
        ("saved:f", ["saved:Forgetting"]),
        ("sort:t", ["sort:title"]),
        ("da", ["date:"]),
        ("kernel au", ["authors:", "author:"]),
    ],
)
def test_what_is_offered(text: str, offered: list[str]) -> None:
    found = completions(text, len(text), COUNTS, [("Forgetting", "forgetting OR rehearsal")])
    assert [each.text for each in found][: len(offered)] == offered


@pytest.mark.parametrize(
    "text", ["", "kernel", "kernel ", "tag:theory ", "colour:r", '"tag:t', "tag:zzz", "tag:theory"]
)
def test_where_nothing_is_offered(text: str) -> None:
    assert completions(text, len(text), COUNTS) == []


def test_values_say_how_many_papers_have_them_and_where_they_go() -> None:
    text = "prune tag:th kernel"
    (theory,) = completions(text, len("prune tag:th"), COUNTS)
    assert (theory.start, theory.count, theory.is_whole) == (6, 7, True)
    assert [each.count for each in completions("is:st", 5, COUNTS)] == [2]
    assert not completions("ta", 2, COUNTS)[0].is_whole
