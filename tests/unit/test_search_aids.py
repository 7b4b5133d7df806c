"""Counts beside a search, and what is offered when nothing is found."""

import random
from collections.abc import Callable
from dataclasses import fields

import pytest
from making import facts, fill

from reader.errors import Cancelled
from reader.finding.facets import Counting, counting_now
from reader.library import Library
from reader.model import Dump, Facets, Kind, State
from reader.query.nodes import EVERYTHING, Is
from reader.query.parsing import parse
from reader.query.shape import all_of
from reader.query.ticking import tick, ticked, without
from reader.query.writing import write
from reader.store.facets import Columns

QUERIES = (
    "", "steps", "steps OR oven", "lanterns", "steps is:inbox", "steps is:inbox OR is:done", "zzz",
    "steps year:2020..", "steps tag:maps is:queue", "kites OR moths has:notes", "steps kind:idea",
    'steps import:"weekly"', "is:starred", "-tag:maps year:2019 OR is:undated",
)  # fmt: skip


@pytest.fixture
def mixed(library: Library) -> Library:
    """Sixty papers of two imports with all kinds of marks; every third one without a date."""
    chance = random.Random(5)
    for name, numbers in (("daily.txt", range(30)), ("weekly.txt", range(20, 60))):
        papers = [facts(n, date=(None, "2019", "2020-05")[n % 3]) for n in numbers]
        from making import listing

        text = "\n".join(paper.title for paper in papers)
        library.add([library.plan_listing(Dump(name, text), listing(papers))])
    ids = list(library.find().ids)
    for state in (State.QUEUE, State.DONE, State.ARCHIVE):
        library.set_state(chance.sample(ids, 10), state)
    library.star(chance.sample(ids, 9))
    for tag in ("maps", "maps/old", "lamps"):
        library.tag(chance.sample(ids, 12), [tag])
    for number in chance.sample(ids, 8):
        library.write_note(number, "words")
        library.highlight(number, 0, 10, Kind.IDEA if number % 2 else Kind.CITE)
    return library


@pytest.mark.parametrize("query", QUERIES)
def test_each_count_is_how_many_papers_the_tick_would_show(mixed: Library, query: str) -> None:
    facets = mixed.facets(query)
    assert facets.query == query
    node = parse(query).node
    for group, values in facets.groups:
        for value in values:
            alone = tick(write(without(node, group)), value.text)  # type: ignore[arg-type]
            assert value.count == len(mixed.find(alone).ids), (value, alone)
            asked = ticked(node, group)  # type: ignore[arg-type]
            assert value.on == (parse(value.text).node in asked)


def test_states_and_years_add_up_to_what_is_found(mixed: Library) -> None:
    found = len(mixed.find("steps").ids)
    groups = dict(mixed.facets("steps").groups)
    assert sum(value.count for value in groups["state"]) == found
    assert sum(value.count for value in groups["year"]) == found
    assert groups["year"][-1].label == "Undated"


def test_undated_papers_left_out_by_years_are_counted(mixed: Library) -> None:
    assert mixed.facets("steps").undated == 0
    left_out = mixed.facets("steps year:2019..").undated
    assert left_out == len(mixed.find("steps is:undated").ids) > 0
    assert mixed.facets("steps year:2019.. OR is:undated").undated == 0


def test_a_place_narrows_the_counts_and_changes_are_seen(mixed: Library) -> None:
    def states(facets: Facets) -> dict[str, int]:
        return {value.text: value.count for value in dict(facets.groups)["state"]}

    assert set(states(mixed.facets("steps", within=Is("queue")))) == {"is:queue"}
    before = states(mixed.facets("steps"))
    moved = mixed.find("steps is:inbox").ids[0]
    mixed.set_state([moved], State.READING)
    after = states(mixed.facets("steps"))
    assert after["is:inbox"] == before["is:inbox"] - 1
    assert after["is:reading"] == 1


def test_an_empty_library_has_no_counts(library: Library) -> None:
    assert all(not values for _, values in library.facets("steps").groups)
    assert library.repairs("steps") == ()


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("lantrens", ["lanterns"]),
        ("lantrens behives", ["lanterns", "beehives"]),
        ("tag:mpas", ["tag:maps"]),
        ("tag:maps lantrens", ["tag:maps lanterns"]),
        ("lanterns glaciers", ["glaciers", "lanterns"]),
        ("steps tag:zzzzzz", ["steps"]),
    ],
)
def test_what_is_offered_when_nothing_is_found(
    mixed: Library, query: str, offered: list[str]
) -> None:
    assert not mixed.find(query).ids
    found = mixed.repairs(query)
    assert (
        set(offered) <= {repair.query for repair in found}
        or offered == [repair.query for repair in found][: len(offered)]
    ), found
    for repair in found:
        assert repair.count == len(mixed.find(repair.query).ids) > 0


def test_a_word_that_is_there_is_not_mended(mixed: Library) -> None:
    assert all("did" not in repair.label for repair in mixed.repairs("steps tag:zzzzzz"))
    assert mixed._words().nearest("lantern") == ""
    assert mixed._words().nearest("lantrens") == "lanterns"
    assert mixed._words().nearest("zero-shto") == ""


def test_everything_can_be_counted_without_a_search(mixed: Library) -> None:
    assert write(all_of([EVERYTHING])) == ""
    fill(mixed, range(60, 62))
    groups = dict(mixed.facets("").groups)
    assert sum(value.count for value in groups["state"]) == len(mixed.find().ids)


@pytest.mark.parametrize(
    "text",
    [
        "is:inbox", "is:archive", "is:starred", "is:undated", "year:2019", "year:2020..",
        "year:..2019", "year:1900..1901", "tag:maps", "tag:=maps", "#MAPS", "tag:none",
        "is:reading",
    ],
)  # fmt: skip
def test_the_counts_answer_plain_filters_as_sql_does(mixed: Library, text: str) -> None:
    """Also inside searches, once counts beside a search have been asked for."""
    node = parse(text).node
    by_sql = sorted(mixed._store.matching(node))
    before = [list(mixed.find(f"steps {sign}{text}").ids) for sign in ("", "-")]
    counting = Counting(mixed._store.facet_columns())
    known = counting.matching(node)
    assert known is not None
    assert known.tolist() == by_sql
    mixed.facets("steps")
    assert [list(mixed.find(f"steps {sign}{text}").ids) for sign in ("", "-")] == before


def test_counts_of_another_state_of_the_library_are_not_believed(mixed: Library) -> None:
    mixed.facets("steps")
    ids = list(mixed.find("steps is:inbox").ids)
    mixed.set_state(ids[:3], State.DONE)
    assert sorted(mixed.find("steps is:inbox").ids) == sorted(ids[3:])


# ---------------------------------------------------------------- after changes


def _as_sets(columns: Columns) -> dict[str, object]:
    """The columns, whatever the order of ids, and without what nothing has."""
    return {
        name: {key: sorted(ids) for key, ids in value.items() if len(ids)}
        if name in ("states", "years", "having", "kinds", "tagged", "sighted")
        else value
        for name, value in ((each.name, getattr(columns, each.name)) for each in fields(columns))
    }


def _change_something(library: Library, chance: random.Random, step: int) -> None:
    """One random verb on a few random papers."""
    some = chance.sample(sorted(library.find().ids), 3)
    verbs: tuple[Callable[[], object], ...] = (
        lambda: library.set_state(some, chance.choice(list(State))),
        lambda: library.star(some, chance.random() < 0.5),
        lambda: library.tag(some, [chance.choice(("maps", "new", "lamps"))]),
        lambda: library.untag(some, ["maps"]),
        lambda: library.write_note(some[0], chance.choice(("", "oven"))),
        lambda: library.edit(some[0], date=chance.choice((None, "2017", "2020-05-01"))),
        lambda: library.highlight(some[0], 0, 12, kind=chance.choice(list(Kind))),
        lambda: library.delete(some[:1]),
        lambda: library.merge([(some[0], some[1])]),
        lambda: fill(library, range(100 + step, 102 + step), name=f"{step}.txt"),
        lambda: library.undo(),
    )
    chance.choice(verbs)()


@pytest.mark.parametrize("seed", range(3))
def test_after_changes_only_what_changed_is_read_and_counts_are_the_same(
    mixed: Library, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    known = counting_now(mixed._store, None)
    whole = mixed._store.facet_columns
    monkeypatch.setattr(mixed._store, "facet_columns", lambda _go_on: pytest.fail("all was read"))
    for step in range(40):
        _change_something(mixed, chance, step)
        known = counting_now(mixed._store, known)
        assert _as_sets(known.columns) == _as_sets(whole()), step


def test_counting_ends_when_something_else_is_wanted(mixed: Library) -> None:
    with pytest.raises(Cancelled):
        mixed.facets("steps", go_on=lambda: False)
    counts = mixed.facets("steps")
    assert mixed.facets("steps", go_on=lambda: False) == counts, "nothing is read again"
