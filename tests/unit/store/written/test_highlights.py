"""Highlights hold on to their words, and the newer one wins where two overlap."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import facts

from reader.errors import Problem
from reader.model import Changes, Kind
from reader.store import Store
from reader.store.written.highlights import Anchor

Add = Callable[..., Changes]
TEXT = "One kite is a kite, two kites are kites. Moths are no kites at all, said the moth."


@pytest.fixture
def one(store: Store, add: Add) -> Store:
    """One paper with a short abstract."""
    add(facts(1, abstract=TEXT))
    return store


def marked(store: Store) -> list[tuple[str, str, str]]:
    paper = store.paper(1)
    assert paper is not None
    return [(one.kind.value, one.quote, one.comment) for one in paper.highlights]


def test_a_highlight_keeps_the_words_with_their_surroundings(one: Store) -> None:
    changes = one.highlight(1, 20, 29, Kind.IDEA, "why two?")
    assert changes.areas == {"highlights", "marks"}
    (found,) = one.paper(1).highlights  # type: ignore[union-attr]
    assert (found.quote, found.start, found.end) == ("two kites", 20, 29)
    assert TEXT.startswith(found.prefix + found.quote + found.suffix)
    assert len(found.suffix) == 32
    assert one.rows([1])[0].highlights == 1


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 10_000)])
def test_a_place_outside_the_abstract_is_refused(one: Store, start: int, end: int) -> None:
    with pytest.raises(Problem, match="not in the abstract"):
        one.highlight(1, start, end, Kind.IDEA)


def test_a_paper_without_abstract_cannot_be_highlighted(store: Store, add: Add) -> None:
    add(facts(1, abstract=None))
    with pytest.raises(Problem, match="not in the abstract"):
        store.highlight(1, 0, 1, Kind.IDEA)
    with pytest.raises(Problem, match="not in the abstract"):
        store.highlight(99, 0, 1, Kind.IDEA)


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        (0, 3, [("cite", "One", ""), ("idea", "kite is a kite", "c")]),
        (0, 8, [("cite", "One kite", ""), ("idea", "is a kite", "c")]),
        (14, 30, [("idea", "kite is a", "c"), ("cite", TEXT[14:30], "")]),
        (9, 11, [("idea", "kite", "c"), ("cite", "is", ""), ("idea", "a kite", "")]),
        (4, 18, [("cite", "kite is a kite", "")]),
        (0, 40, [("cite", TEXT[:40], "")]),
        (18, 25, [("idea", "kite is a kite", "c"), ("cite", TEXT[18:25], "")]),
    ],
)
def test_an_older_highlight_gives_way(
    one: Store, start: int, end: int, left: list[tuple[str, str, str]]
) -> None:
    one.highlight(1, 4, 18, Kind.IDEA, "c")
    one.highlight(1, start, end, Kind.CITE)
    assert marked(one) == left
    one.undo()
    assert marked(one) == [("idea", "kite is a kite", "c")]
    assert one.check() == []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 70), st.integers(1, 12)), max_size=6))
def test_highlights_never_overlap(places: list[tuple[int, int]]) -> None:
    import tempfile
    from pathlib import Path

    from making import listing

    from reader.model import Dump

    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "library.db")
        store.add([store.plan(Dump("a", "a"), listing([facts(1, abstract=TEXT)]))])
        for start, length in places:
            store.highlight(1, start, start + length, Kind.IDEA)
        found = store.paper(1).highlights  # type: ignore[union-attr]
        ends = 0
        for highlight in found:
            assert highlight.start is not None
            assert highlight.start >= ends
            assert TEXT[highlight.start : highlight.end] == highlight.quote
            ends = highlight.end or 0
        store.close()


def test_words_are_found_again_when_the_abstract_grows(store: Store, add: Add) -> None:
    cut = TEXT[:60]
    add(facts(1, abstract=f"{cut}..."))
    store.highlight(1, 20, 29, Kind.IDEA)
    add(facts(1, abstract=f"ONE  KITE{TEXT[8:]} And more words, so that it is clearly longer."))
    paper = store.paper(1)
    assert paper is not None
    assert paper.facts.abstract is not None
    (found,) = paper.highlights
    assert found.start == 21
    assert paper.facts.abstract[found.start : found.end] == "two kites"


def test_of_several_places_the_one_with_the_same_surroundings_is_taken() -> None:
    anchor = Anchor.at(TEXT, TEXT.index("kites are"), TEXT.index("kites are") + 5)
    longer = f"Kites: {TEXT}"
    assert anchor.find(longer) == (anchor.first + 7, anchor.behind + 7)
    text = "Red kites fly. Old kites rest."
    second = Anchor.at(text, 19, 24)
    assert second.find(f"Some new words. {text}") == (35, 40)  # the first ones are at 20, nearer


def test_lost_words_are_kept_without_a_place() -> None:
    anchor = Anchor.at(TEXT, 20, 29)
    assert anchor.find("Nothing of the kind.") is None
    assert anchor.find(None) is None


def test_kind_and_comment_change_by_themselves(one: Store) -> None:
    one.highlight(1, 4, 8, Kind.IDEA)
    number = one.paper(1).highlights[0].id  # type: ignore[union-attr]
    assert one.change_highlight(number, kind=Kind.RESULT).action == "Change highlight"
    assert one.change_highlight(number, comment="so\0?").action == "Edit comment"
    assert marked(one) == [("result", "kite", "so\ufffd?")]
    assert one.delete_highlight(number).action == "Delete highlight"
    for change in (one.delete_highlight, one.change_highlight):
        with pytest.raises(Problem, match="gone"):
            change(number)


def test_the_same_highlight_again_is_nothing_new(one: Store) -> None:
    one.highlight(1, 4, 8, Kind.IDEA, "c")
    assert one.highlight(1, 4, 8, Kind.IDEA, "c").action == ""
    one.highlight(1, 4, 8, Kind.CITE)
    assert marked(one) == [("cite", "kite", "")]


def test_a_lost_highlight_is_attached_again_and_others_give_way(store: Store, add: Add) -> None:
    add(facts(1, abstract="Words of old that go. And words that stay for good."))
    store.highlight(1, 0, 12, Kind.IDEA, "mine")
    store.highlight(1, 26, 41, Kind.CITE)
    store.edit(1, {"abstract": "And words that stay for good."})
    paper = store.paper(1)
    assert paper is not None
    assert [mark.quote for mark in paper.highlights] == ["words that stay", "Words of old"]
    store.attach_highlight(1, 0, 9)
    paper = store.paper(1)
    assert paper is not None
    marks = [(mark.id, mark.quote, mark.kind, mark.comment) for mark in paper.highlights]
    assert marks == [(1, "And words", Kind.IDEA, "mine"), (2, "that stay", Kind.CITE, "")]
    for wrong in ((5, 5), (-1, 3), (0, 99)):
        with pytest.raises(Problem):
            store.attach_highlight(1, *wrong)
    with pytest.raises(Problem):
        store.attach_highlight(99, 0, 3)
    assert store.check() == []
