"""Pairs that may be the same: found, shown with what speaks for them, and decided for good."""

from collections.abc import Callable

import pytest
from making import abstract, facts

from reader.errors import Problem
from reader.model import Changes, Plan, Result, State
from reader.store import Store, identifiers

Add = Callable[..., Changes]
Planned = Callable[..., Plan]

ABOUT = (
    "It is told in this text how to count lanterns that hang in the dark above a river, when "
    "fog comes down from northern hills and nobody but three herons stays awake until morning."
)


def results(plan: Plan) -> list[Result]:
    return [planned.result for planned in plan.entries]


# ---------------------------------------------------------------- identifiers


@pytest.mark.parametrize(
    ("link", "identifier"),
    [
        ("https://pubmed.ncbi.nlm.nih.gov/29251766/", "pmid:29251766"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/29251766?dopt=Abstract", "pmid:29251766"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5731234/", "pmcid:pmc5731234"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC5731234", "pmcid:pmc5731234"),
        ("https://openreview.net/forum?id=rJl-b3RcF7", "openreview:rJl-b3RcF7"),
        ("https://openreview.net/pdf?id=rJl-b3RcF7", "openreview:rJl-b3RcF7"),
        ("https://openreview.net/forum?noteId=x_y_z_1&id=rJl-b3RcF7", "openreview:rJl-b3RcF7"),
        ("https://aclanthology.org/P19-1001/", "acl:p19-1001"),
        ("https://aclanthology.org/2020.acl-main.1.pdf", "acl:2020.acl-main.1"),
        ("https://www.aclweb.org/anthology/P/P19/P19-1001", "acl:p19-1001"),
        ("https://example.org/pubmed/29251766", None),
        ("https://openreview.net/group?id=ICLR.cc/2024", None),
        ("https://aclanthology.org/venues/acl/", None),
        (None, None),
    ],
)
def test_links_hold_identifiers(link: str | None, identifier: str | None) -> None:
    assert identifiers.of_link(link) == identifier


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"url": "https://aclanthology.org/P19-1001"}, {"doi": "10.18653/v1/P19-1001"}),
        (
            {"url": "https://openreview.net/forum?id=rJl-b3RcF7"},
            {"url": "https://openreview.net/pdf?id=rJl-b3RcF7"},
        ),
        ({"url": "https://pubmed.ncbi.nlm.nih.gov/1/"}, {"ids": ("pmid:1",)}),
    ],
)
def test_papers_that_share_an_identifier_are_one_whatever_they_are_called(
    store: Store, add: Add, plan: Planned, one: dict[str, object], other: dict[str, object]
) -> None:
    add(facts(1, **one))
    assert results(plan(facts(2, **other))) == [Result.IMPROVED] or store.counts().all == 1
    assert plan(facts(2, **other)).entries[0].paper_id == 1


def test_preprint_and_published_version_are_one_paper_with_both_identifiers(
    store: Store, add: Add, plan: Planned
) -> None:
    add(facts(1, doi="10.48550/arxiv.2401.00001", arxiv_id="2401.00001"))
    add(facts(1, doi="10.1234/published", venue="Shed", year=2025))
    paper = store.paper(1)
    assert paper is not None
    assert store.counts().all == 1
    assert (paper.facts.doi, paper.facts.venue) == ("10.1234/published", "Shed")
    assert paper.facts.ids == ("doi:10.48550/arxiv.2401.00001",)
    for doi in ("10.48550/arxiv.2401.00001", "10.1234/PUBLISHED"):
        assert plan(facts(9, abstract=None, doi=doi)).entries[0].paper_id == 1
    assert store.check() == []


def test_after_a_merge_each_identifier_of_both_is_known(
    store: Store, add: Add, plan: Planned
) -> None:
    add(facts(1, arxiv_id="2401.00001"), facts(2, arxiv_id="2402.00002"))
    store.merge([(1, 2)], {})
    assert plan(facts(2, arxiv_id="2402.00002v3")).entries[0].paper_id == 1
    assert plan(facts(2, arxiv_id="2402.00002v3")).count(Result.KNOWN) == 1


# ---------------------------------------------------------------- nearly equal titles


@pytest.mark.parametrize(
    "other",
    [
        "Counting Lanterns over a River in the Dark of Night: A Study",
        "Counting Lantems over a River in the Dark of Night",
        "Countlng Lanterns over a River in the Dark of Night",
    ],
)
def test_nearly_equal_titles_over_nearly_equal_abstracts_are_doubtful(
    add: Add, plan: Planned, other: str
) -> None:
    add(
        facts(
            1,
            title="Counting Lanterns over a River in the Dark of Night",
            abstract="We say. " + ABOUT,
        )
    )
    planned = plan(facts(2, title=other, abstract=ABOUT)).entries[0]
    assert planned.result is Result.DOUBTFUL
    assert planned.paper_id == 1
    unlike = plan(facts(2, title=other, abstract=abstract(4))).entries[0]
    assert unlike.result is Result.NEW
    assert plan(facts(2, title=other, abstract=None)).entries[0].result is Result.NEW


# ---------------------------------------------------------------- deciding


@pytest.fixture
def doubtful(store: Store, add: Add) -> Store:
    """Two papers with the same title and other abstracts."""
    add(facts(1, date="2024", doi="10.1234/a"), name="one.txt")
    add(facts(1, abstract=abstract(4), doi="10.1234/b", venue="Shed"), name="two.txt")
    return store


def test_a_pair_is_listed_with_what_speaks_for_and_against_it(doubtful: Store) -> None:
    doubtful.set_state([2], State.DONE)
    (pair,) = doubtful.pairs()
    assert (pair.a.id, pair.b.id) == (1, 2)
    assert not pair.certain
    assert pair.reasons[0] == "Same title"
    assert "Different DOI" in pair.reasons
    assert pair.title_likeness == 1
    assert pair.abstract_likeness is not None
    fields = {field.field: field for field in pair.fields}
    assert fields["title"].same
    assert fields["venue"].better == 2
    assert fields["date"].better == 1
    assert (fields["state"].a, fields["state"].b) == (State.INBOX, State.DONE)
    assert fields["state"].better == 2
    assert doubtful.pair(2, 1).id == pair.id


def test_certain_pairs_come_first(doubtful: Store, add: Add) -> None:
    add(facts(5), facts(6, doi="10.1234/c"))
    add(facts(6, abstract=abstract(2), doi="10.1234/d"))
    doubtful.edit(5, {"doi": "10.1234/c"})
    doubtful.edit(5, {"abstract": abstract(6)})
    assert [pair.certain for pair in doubtful.pairs()] == [True, False]


def test_a_pair_that_is_kept_apart_does_not_come_back(
    doubtful: Store, add: Add, plan: Planned
) -> None:
    doubtful.keep_apart([(1, 2)])
    assert doubtful.pairs() == []
    assert doubtful.undo().action == "Undo Keep 2 papers apart"
    assert len(doubtful.pairs()) == 1
    doubtful.redo()
    again = facts(1, abstract=abstract(4), doi="10.1234/b", venue="Shed")
    assert plan(again).entries[0].result is Result.KNOWN
    doubtful.delete([2])
    assert plan(again).entries[0].result is Result.NEW
    add(again)
    assert doubtful.pairs() == []


def test_what_was_not_decided_is_asked_again_when_the_paper_comes_back(
    doubtful: Store, plan: Planned
) -> None:
    doubtful.delete([2])
    again = facts(1, abstract=abstract(4), doi="10.1234/b", venue="Shed")
    assert plan(again).entries[0].result is Result.DOUBTFUL


def test_a_merged_pair_does_not_wait_any_more_and_waits_again_when_split(doubtful: Store) -> None:
    doubtful.merge([(1, 2)], {})
    assert doubtful.pairs() == []
    doubtful.unmerge(1)
    assert len(doubtful.pairs()) == 1


def test_a_paper_is_no_pair_with_itself(doubtful: Store) -> None:
    with pytest.raises(Problem, match="one paper already"):
        doubtful.pair(1, 1)
    with pytest.raises(Problem, match="apart from itself"):
        doubtful.keep_apart([(1, 1)])


# ---------------------------------------------------------------- archived papers


def test_an_archived_paper_comes_back_at_its_third_sighting(
    store: Store, add: Add, plan: Planned
) -> None:
    add(1, 2, name="a")
    store.set_state([1, 2], State.ARCHIVE)
    assert [entry.back for entry in plan(1).entries] == [""]
    add(1, 5, name="b")
    assert [entry.back for entry in plan(1, 2, 7).entries] == ["third sighting", "", ""]
    assert plan(1, 5, name="b").entries[0].back == ""  # the same text once more
    store.set_state([1], State.INBOX)
    assert plan(1).entries[0].back == ""


def test_an_archived_paper_comes_back_when_its_counts_have_doubled(
    store: Store, add: Add, plan: Planned
) -> None:
    add(facts(1, upvotes=8, comments=3))
    store.set_state([1], State.ARCHIVE)
    assert plan(facts(1, upvotes=15)).entries[0].back == ""
    assert plan(facts(1, upvotes=16)).entries[0].back == "counts doubled"
    assert plan(facts(1, comments=6)).entries[0].back == ""


def test_an_archived_paper_comes_back_with_another_abstract_but_not_with_a_cut_one(
    store: Store, add: Add, plan: Planned
) -> None:
    add(facts(1, arxiv_id="2401.00001"))
    store.set_state([1], State.ARCHIVE)
    cut = facts(1, arxiv_id="2401.00001", abstract=abstract(1)[:150])
    assert plan(cut).entries[0].back == ""
    other = facts(1, arxiv_id="2401.00001", abstract="Quite other words now stand here. " + ABOUT)
    assert plan(other).entries[0].back == "abstract changed"
