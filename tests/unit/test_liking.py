"""The order "For you" through the front door: off, on, wildcards, wishes, undo, the journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import SUBJECTS, fill, listing

from reader.errors import Problem
from reader.library import Library
from reader.model import Dump, Facts, State
from reader.query.nodes import Is

LIKED = SUBJECTS[:2]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library of 120 made-up papers."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Library.open(tmp_path / "library") as opened:
        fill(opened, range(120))
        yield opened


def _liked(library: Library, paper_id: int) -> bool:
    return any(subject in library.paper(paper_id).facts.title for subject in LIKED)


def _decide(library: Library, count: int) -> None:
    for paper_id in list(library.find(within=Is("inbox")).ids)[:count]:
        state = State.QUEUE if _liked(library, paper_id) else State.ARCHIVE
        library.set_state([paper_id], state)


def test_it_is_off_until_there_are_twenty_decisions(library: Library) -> None:
    _decide(library, 19)
    source = list(library.find(within=Is("inbox")).ids)
    found = library.find(within=Is("inbox"), sort="foryou")
    assert (list(found.ids), found.wildcards) == (source, frozenset())
    assert not library.taste().is_on
    _decide(library, 1)
    assert library.taste().is_on
    assert list(library.find(within=Is("inbox"), sort="foryou").ids) != source[1:]


def test_liked_subjects_come_first_nothing_is_hidden_and_each_tenth_is_a_wildcard(
    library: Library,
) -> None:
    _decide(library, 40)
    found = library.find(within=Is("inbox"), sort="foryou")
    assert sorted(found.ids) == sorted(library.find(within=Is("inbox")).ids)
    assert set(found.ids[9::10]) == found.wildcards
    assert len(found.wildcards) == len(found.ids) // 10
    first = [one for one in found.ids[:20] if one not in found.wildcards]
    assert all(_liked(library, one) for one in first)
    assert not any(_liked(library, one) for one in found.wildcards)
    assert list(library.find("sort:foryou is:inbox").ids) == list(found.ids)
    assert set(library.find("kites", within=Is("inbox"), sort="foryou").ids) == set(
        library.find("kites", within=Is("inbox")).ids
    )


def test_the_order_holds_still_for_a_few_decisions(library: Library) -> None:
    _decide(library, 40)
    order = list(library.find(within=Is("inbox"), sort="foryou").ids)
    library.set_state([order[0]], State.ARCHIVE)
    taste = library.taste()
    assert taste.decisions == 40
    library.set_state(order[1:10], State.ARCHIVE)
    assert library.taste().decisions == 50


def test_decisions_are_what_is_so_now_and_undo_takes_them_back(library: Library) -> None:
    ids = list(library.find().ids)
    library.star([ids[0]])
    library.set_state([ids[1]], State.ARCHIVE)
    library.set_state([ids[2]], State.QUEUE)
    library.set_state([ids[3]], State.DONE)
    library.set_state([ids[3]], State.ARCHIVE)
    library.delete([ids[4]])
    library.set_state([ids[5]], State.QUEUE)
    library.undo()
    said = [(one.paper_id, one.kept) for one in library._store.decisions()]
    assert said == [(ids[0], True), (ids[1], False), (ids[2], True), (ids[3], True),
                    (ids[4], False)]  # fmt: skip
    library.undo()
    assert [one.paper_id for one in library._store.decisions()] == ids[:4]
    library.redo()
    assert [one.paper_id for one in library._store.decisions()] == ids[:5]


def test_papers_that_leave_by_a_merge_or_an_undone_import_were_not_dropped(
    library: Library,
) -> None:
    ids = list(library.find().ids)
    library.merge([(ids[0], ids[1])])
    library.undo_import(library.imports()[0].id)
    assert library._store.decisions() == []


def test_a_wish_is_one_step_and_changes_the_order_at_once(library: Library) -> None:
    _decide(library, 40)
    before = library.taste()
    word = before.liked[0]
    library.wish(f" {word.upper()} ", "mute")
    assert word not in library.taste().liked
    assert library.taste().wishes == {word: "mute"}
    library.undo()
    assert library.taste() == before
    library.redo()
    library.wish(word, "pin")
    library.wish(word, None)
    assert library.taste().wishes == {}
    for nonsense in ("", "  ", "two words", "?!", "x" * 61):
        with pytest.raises(Problem):
            library.wish(nonsense, "pin")


def test_words_are_told_as_papers_write_them_and_never_as_stems(library: Library) -> None:
    marked = [
        Facts(
            title=f"Kites {number}: Vocabularies Revisited",
            abstract="Made rehearsal-free." if number % 2 else None,
        )
        for number in range(300, 330)
    ]
    plain = [
        Facts(title=f"Rehearsal {number}", abstract="It is free.") for number in range(400, 430)
    ]
    for papers in (marked, plain):
        library.add([library.plan_listing(Dump("more", ""), listing(papers))])
    library.set_state(list(library.find("rehearsal -revisited").ids), State.ARCHIVE)
    library.set_state(list(library.find("revisited").ids), State.QUEUE)
    taste = library.taste()
    assert "vocabularies" in taste.liked  # in titles only
    assert "rehearsal-free" in taste.liked
    facts = [paper.facts for paper in library.papers(library.find().ids)]
    texts = " ".join(f"{one.title} {one.abstract}" for one in facts).lower()
    assert all(word in texts for word in (*taste.liked, *taste.disliked))
    library.wish("rehearsal-free", "mute")
    assert "rehearsal-free" not in library.taste().liked
    library.wish("initialization", "pin")  # in no paper
    assert "initialization" in library.taste().liked


def test_reasons_of_a_liked_paper_name_its_subject(library: Library) -> None:
    _decide(library, 40)
    first = library.find(within=Is("inbox"), sort="foryou").ids[0]
    said = library.reasons(library.taste(), library.paper(first))
    assert any(f"+ {subject.lower()}" in said for subject in LIKED)
