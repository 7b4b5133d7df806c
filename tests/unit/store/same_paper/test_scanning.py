"""All papers compared with each other: what is found, what is not, and in which time."""

import gc
import random
import time
from collections.abc import Callable

import pytest
from making import facts, listing

from reader.errors import Cancelled
from reader.library import Library
from reader.model import Changes, Dump, Facts
from reader.store import Store

Add = Callable[..., Changes]

WORDS = (
    *("fog", "rope", "kite", "snow", "moss", "lantern", "heron", "river", "hill", "night", "count"),
    *("wind", "sing", "boot", "wall", "stone", "fern", "answer", "hum", "tell", "weather", "over"),
    *("under", "near", "dark", "light", "slow", "swift", "cold", "warm", "learn", "model", "graph"),
)


def text(seed: int, words: int = 90) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) + str(rng.randrange(40)) for _ in range(words))


def changed(words: str, times: int, seed: int = 7) -> str:
    rng = random.Random(seed)
    parts = words.split()
    for _ in range(times):
        parts[rng.randrange(len(parts))] = "otherwise"
    return " ".join(parts)


def waiting(store: Store) -> list[tuple[int, int]]:
    return sorted((pair.a.id, pair.b.id) for pair in store.pairs())


def test_papers_with_nearly_the_same_abstract_are_found_whatever_they_are_called(
    store: Store, add: Add
) -> None:
    add(facts(1, title="Fog that answers", abstract=text(1)))
    add(facts(2, title="Ropes that hum", abstract=text(2)))
    add(facts(3, title="On the Voice of Mist", abstract=f"We now {changed(text(1), 3)}"))
    assert waiting(store) == []
    assert store.scan().action == "Find 1 pair"
    assert waiting(store) == [(1, 3)]
    assert store.check() == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Counting Lantems over a River in the Dark of Night", True),
        ("Counting Lanterns over a River in the Dark of Night 2", False),
        ("Counting Herons over a Lake in the Light of Morning", False),
    ],
)
def test_where_an_abstract_is_missing_titles_may_differ_by_a_letter(
    store: Store, add: Add, title: str, found: bool
) -> None:
    add(facts(1, title="Counting Lanterns over a River in the Dark of Night", abstract=text(1)))
    add(facts(2, title=title, abstract=None))
    store.scan()
    assert waiting(store) == ([(1, 2)] if found else [])


def test_a_paper_whose_facts_were_edited_is_found(store: Store, add: Add) -> None:
    add(facts(1, abstract=text(1)), facts(2, abstract=text(2)))
    store.edit(2, {"title": facts(1).title, "abstract": text(1)})
    store.scan()
    assert waiting(store) == [(1, 2)]
    assert store.certain_pairs() == [(1, 2)]


def test_pairs_that_are_known_or_decided_do_not_come_again(store: Store, add: Add) -> None:
    add(facts(1, title="Fog", abstract=text(1)))
    add(facts(2, title="Mist", abstract=f"We now {changed(text(1), 3)}"))
    store.scan()
    assert store.scan().action == ""
    store.keep_apart([(1, 2)])
    assert store.scan().action == ""
    store.delete([2])
    add(facts(2, title="Mist", abstract=f"We now {changed(text(1), 3)}"))
    assert store.scan().action == "", "what was decided stands when a paper comes back"


def test_a_scan_is_one_step_to_undo_and_can_be_stopped(store: Store, add: Add) -> None:
    add(facts(1, title="Fog", abstract=text(1)))
    add(facts(2, title="Mist", abstract=f"We now {changed(text(1), 3)}"))
    with pytest.raises(Cancelled):
        store.scan(lambda done, whole: False)
    assert waiting(store) == []
    reports: list[tuple[int, int]] = []
    store.scan(lambda done, whole: not reports.append((done, whole)))
    assert reports == sorted(reports)
    assert reports[-1][0] == reports[-1][1]
    store.undo()
    assert waiting(store) == []


def test_a_phrase_that_many_papers_share_makes_no_pairs(store: Store, add: Add) -> None:
    phrase = "all rights reserved by the society of lanterns and the friends of fog"
    add(*(facts(n, title=f"Number {n}", abstract=f"{text(n)} {phrase}") for n in range(60)))
    store.scan()
    assert waiting(store) == []


def test_time_grows_with_the_papers_and_not_with_their_pairs(library: Library) -> None:
    def seconds(first: int, last: int) -> float:
        papers = [Facts(text(n, 8), abstract=text(-n)) for n in range(first, last)]
        library.add([library.plan_listing(Dump("x", str(first)), listing(papers))])
        best = 99.0
        gc.disable()
        for _ in range(3):
            start = time.process_time()
            library.scan_duplicates()
            best = min(best, time.process_time() - start)
        gc.enable()
        return best

    small, large = seconds(0, 1000), seconds(1000, 4000)
    assert large < 8 * small


def test_pairs_come_in_parts_and_are_counted_without_being_built(store: Store, add: Add) -> None:
    for n in range(6):
        add(facts(n, abstract=text(n), doi=f"10.5555/a{n}"))
        add(facts(n, abstract=text(n + 50), doi=f"10.5555/b{n}"))
    assert store.pair_count() == 6
    parts = [store.pairs(first, 2) for first in (0, 2, 4, 6)]
    assert [len(part) for part in parts] == [2, 2, 2, 0]
    assert sorted((p.a.id, p.b.id) for part in parts for p in part) == waiting(store)
