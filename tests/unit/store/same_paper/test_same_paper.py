"""What must hold for any papers: twice is once, order is nothing, and no word is ever lost."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from making import abstract, facts, listing

from reader.model import Dump, Facts, Kind, State
from reader.query.nodes import EVERYTHING
from reader.store import Store
from reader.store.identity import title_key

quick = settings(max_examples=40, deadline=None)


@contextmanager
def fresh() -> Iterator[Store]:
    """A store of its own for one example."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "library.db")
        yield store
        store.close()


def add(store: Store, papers: list[Facts], name: str) -> None:
    store.add([store.plan(Dump(name, f"{name} {papers!r}"), listing(papers))])


# ---------------------------------------------------------------- importing

WHOLE = {
    number: facts(
        number,
        authors=(f"Ann {number}", "Bo"),
        date=f"20{10 + number}-05-06",
        arxiv_id=f"2401.{number:05}",
        doi=f"10.1234/{number}",
        venue=f"Shed {number}",
        upvotes=number + 1,
        ids=(f"pmid:{number + 1}",),
    )
    for number in range(6)
}
FORGETTABLE = ("abstract", "authors", "date", "arxiv_id", "doi", "venue", "upvotes", "ids")


@st.composite
def described(draw: st.DrawFn) -> Facts:
    """One of some papers, as a listing gives it that does not know everything."""
    whole = WHOLE[draw(st.integers(0, 5))]
    forgotten = draw(st.sets(st.sampled_from(FORGETTABLE)))
    empty = {name: () if name in ("authors", "ids") else None for name in forgotten}
    title = draw(st.sampled_from((str.upper, str.lower, str.title)))(whole.title)
    return replace(whole, title=title, **empty)  # type: ignore[arg-type]


described_papers = st.lists(described(), max_size=8)


def known(store: Store) -> set[Facts]:
    """What the library knows, without how a title is written."""
    papers = store.papers(store.ids(EVERYTHING))
    return {replace(paper.facts, title=title_key(paper.facts.title)) for paper in papers}


@quick
@given(papers=described_papers)
def test_to_import_twice_is_to_import_once(papers: list[Facts]) -> None:
    with fresh() as store:
        add(store, papers, "page")
        once, seq = known(store), store.seq()
        add(store, papers, "page")
        assert (known(store), store.seq()) == (once, seq)
        add(store, papers, "the same page by another name")
        assert known(store) == once
        assert store.check() == []


@quick
@given(some=described_papers, others=described_papers)
def test_the_order_of_imports_changes_nothing_that_is_known(
    some: list[Facts], others: list[Facts]
) -> None:
    with fresh() as one, fresh() as other:
        add(one, some, "a")
        add(one, others, "b")
        add(other, others, "b")
        add(other, some, "a")
        assert known(one) == known(other)
        titles = {title_key(paper.title) for paper in (*some, *others)}
        assert len(known(one)) == len(titles)


# ---------------------------------------------------------------- merging


@dataclass
class Mine:
    """What the person gave a paper, as a plain value."""

    words: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    comments: set[str] = field(default_factory=set)

    def copy(self) -> "Mine":
        return Mine(set(self.words), set(self.tags), set(self.comments))

    def take(self, other: "Mine") -> None:
        self.words |= other.words
        self.tags |= other.tags
        self.comments |= other.comments

    def within(self, other: "Mine") -> bool:
        return (
            self.words <= other.words
            and self.tags <= other.tags
            and self.comments <= other.comments
        )


def there(store: Store, paper_id: int) -> Mine:
    paper = store.paper(paper_id)
    assert paper is not None
    return Mine(
        set(paper.note.split()),
        {tag.name for tag in paper.tags},
        {mark.comment for mark in paper.highlights},
    )


@quick
@given(
    two=st.tuples(described(), described()),
    acts=st.lists(
        st.tuples(
            st.sampled_from(("note", "tag", "highlight", "title", "state")), st.integers(1, 2)
        ),
        max_size=8,
    ),
    chosen=st.dictionaries(
        st.sampled_from(("title", "abstract", "authors", "date", "venue", "doi", "state")),
        st.integers(1, 2),
    ),
)
def test_to_merge_and_to_split_again_is_to_do_nothing(
    two: tuple[Facts, Facts], acts: list[tuple[str, int]], chosen: dict[str, int]
) -> None:
    with fresh() as store:
        one, other = (replace(facts(n), **_told(each)) for n, each in enumerate(two, start=11))
        add(store, [one, other], "page")
        store.keep_apart([(1, 2)])
        for number, (what, paper_id) in enumerate(acts):
            do(store, what, paper_id, number)
        before = store.papers([1, 2])
        store.merge([(1, 2)], chosen)
        assert len(store.ids(EVERYTHING)) == 1
        store.unmerge(1)
        assert store.papers([1, 2]) == before
        assert store.check() == []


def _told(said: Facts) -> dict[str, object]:
    """What two papers may well say alike: all but what would make them one."""
    return {name: getattr(said, name) for name in ("authors", "date", "venue", "upvotes")}


papers = st.integers(1, 4)
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("note", "tag", "highlight", "title", "state")), papers),
        st.tuples(st.just("merge"), st.tuples(papers, papers)),
        st.tuples(st.just("unmerge"), papers),
    ),
    max_size=25,
)


def do(store: Store, what: str, paper_id: int, number: int) -> Mine:
    """One act of the person; answers what it added."""
    word = f"word{number}"
    match what:
        case "note":
            store.append_note(paper_id, word)
            return Mine(words={word})
        case "tag":
            store.tag([paper_id], [word])
            return Mine(tags={word})
        case "highlight":
            # Highlights give way to later ones that overlap, so each gets a place of its own.
            store.highlight(paper_id, number * 8, number * 8 + 6, Kind.IDEA, word)
            return Mine(comments={word})
        case "title":
            store.edit(paper_id, {"title": f"{word} {paper_id}"})
        case "state":
            store.set_state([paper_id], list(State)[number % len(State)])
    return Mine()


def given_something(store: Store) -> dict[int, Mine]:
    """A note, a tag and a highlight for each paper: something to lose, from the beginning."""
    mine = {number: Mine() for number in range(1, 5)}
    for number, has in mine.items():
        for place, what in enumerate(("note", "tag", "highlight")):
            has.take(do(store, what, number, 30 + 4 * place + number))
    return mine


@quick
@given(steps=steps)
def test_no_merge_or_split_ever_loses_a_word_a_tag_or_a_highlight(
    steps: list[tuple[str, object]],
) -> None:
    with fresh() as store:
        add(store, [facts(number) for number in range(1, 5)], "page")
        mine = given_something(store)
        merged: dict[int, list[tuple[int, Mine]]] = {number: [] for number in mine}
        away: dict[int, tuple[Mine, list[tuple[int, Mine]]]] = {}
        for number, (what, which) in enumerate(steps):
            if what == "merge":
                keep, other = which  # type: ignore[misc]
                if keep == other or not {keep, other} <= mine.keys():
                    continue
                store.merge([(keep, other)], {})
                away[other] = mine.pop(other), merged.pop(other)
                merged[keep].append((other, away[other][0].copy()))
                mine[keep].take(away[other][0])
            elif what == "unmerge":
                if which not in mine or not merged[which]:  # type: ignore[index]
                    continue
                store.unmerge(which)  # type: ignore[arg-type]
                other, its = merged[which].pop()  # type: ignore[index]
                mine[other], merged[other] = away.pop(other)
                for had in ("words", "tags", "comments"):
                    getattr(mine[which], had).difference_update(getattr(its, had))  # type: ignore[index]
            elif which in mine:
                mine[which].take(do(store, what, which, number))  # type: ignore[index, arg-type]
            assert set(store.ids(EVERYTHING)) == set(mine)
            for paper_id, had in mine.items():
                assert had.within(there(store, paper_id))
        assert store.check() == []


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the library holds, without its history."""
    tables = (
        "papers",
        "marks",
        "notes",
        "paper_tags",
        "highlights",
        "sightings",
        "pairs",
        "merges",
    )
    connection = store._connection
    return {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
        for table in tables
    }


@quick
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(("note", "tag", "highlight", "state")), papers), max_size=12
    ),
    pair=st.tuples(papers, papers).filter(lambda pair: pair[0] != pair[1]),
    taken=st.sets(st.sampled_from(("title", "abstract", "authors", "date", "venue", "state"))),
)
def test_to_split_or_undo_a_merge_is_to_have_never_merged(
    acts: list[tuple[str, int]], pair: tuple[int, int], taken: set[str]
) -> None:
    with fresh() as store:
        add(store, [WHOLE[1], replace(facts(2), abstract=abstract(3)), WHOLE[3], facts(4)], "page")
        for number, (what, paper_id) in enumerate(acts):
            do(store, what, paper_id, number)
        before = rows(store)
        store.merge([pair], dict.fromkeys(taken, pair[1]))
        merged = rows(store)
        assert store.check() == []
        store.unmerge(pair[0])
        assert rows(store) == before
        store.undo()
        assert rows(store) == merged
        store.undo()
        assert rows(store) == before
        assert store.check() == []
