"""Work grows with the papers, never with their pairs; and the journal costs little."""

import gc
import random
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from making import listing

from reader.model import Dump, Facts, Plan, PlannedEntry, Result
from reader.store import Store, journal
from reader.store.same_paper import shelf

SMALL, LARGE = 1_000, 4_000
MANY = 12_000  # so many that what a single import costs anyway does not count
TOLERANCE = 1.8  # linear work takes 4 times as long for 4 times as much, quadratic 16 times

WORDS = [f"w{number:03x}" for number in range(3_000)]


def made_up(count: int, seed: int) -> list[Facts]:
    choose = random.Random(seed)
    return [
        Facts(
            " ".join(choose.choices(WORDS, k=9)) + f" {seed} {number}",
            " ".join(choose.choices(WORDS, k=60)),
            arxiv_id=f"{2000 + seed}.{number:05}" if number % 3 else None,
            doi=f"10.{1000 + seed}/{number}" if number % 2 else None,
            url=f"https://openreview.net/forum?id=s{seed}n{number:05}" if number % 5 == 0 else None,
        )
        for number in range(count)
    ]


def different(count: int) -> tuple[list[Facts], list[Facts]]:
    return made_up(count, 1), made_up(count, 2)


def nearly_equal(count: int) -> tuple[list[Facts], list[Facts]]:
    known = made_up(count, 1)
    return known, [
        replace(each, title=f"{each.title}: again", arxiv_id=None, doi=None, url=None)
        for each in known
    ]


def all_called_alike(count: int) -> tuple[list[Facts], list[Facts]]:
    """`Editorial`: one title for all, each with a DOI of its own."""
    known, new = (
        [replace(each, title="Editorial", doi=f"10.{1000 + seed}/{number}", arxiv_id=None)
         for number, each in enumerate(made_up(count, seed))]
        for seed in (1, 2)
    )  # fmt: skip
    return known, new


def all_beginning_alike(count: int) -> tuple[list[Facts], list[Facts]]:
    """Titles that begin and end alike over abstracts that do not."""
    known, new = (
        [
            replace(each, title=f"A Survey of Large Language Models {each.title} in Medicine Today")
            for each in made_up(count, seed)
        ]
        for seed in (1, 2)
    )
    return known, new


def planned(papers: list[Facts]) -> Plan:
    read = listing(papers)
    return Plan(Dump("a", "a"), read, tuple(PlannedEntry(e, Result.NEW) for e in read.entries))


def computing(work: Callable[[], object]) -> float:
    """Seconds of the processor for some work, without sweeping up what other tests left."""
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def seconds(folder: Path, make: Callable[[int], tuple[list[Facts], list[Facts]]], n: int) -> float:
    """The time of the processor for planning `n` entries against `n` papers."""
    known, new = make(n)
    store = Store.open(folder / f"{make.__name__}{n}.db")
    store.add([planned(known)])
    read = listing(new)
    spent = computing(lambda: store.plan(Dump("b", "b"), read))
    store.close()
    return spent


@pytest.mark.parametrize("make", [different, nearly_equal, all_called_alike, all_beginning_alike])
def test_planning_grows_with_the_papers(
    tmp_path: Path, make: Callable[[int], tuple[list[Facts], list[Facts]]]
) -> None:
    small, large = (
        min(seconds(tmp_path, make, count + extra) for extra in range(3))
        for count in (SMALL, LARGE)
    )
    assert large < TOLERANCE * LARGE / SMALL * small


def test_without_bounds_the_measure_would_see_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "MOST_ALIKE", 10**9)
    small = seconds(tmp_path, all_called_alike, SMALL // 10)
    assert seconds(tmp_path, all_called_alike, LARGE // 10) > TOLERANCE * LARGE / SMALL * small


def test_the_journal_costs_at_most_half_as_much_again(tmp_path: Path) -> None:
    """As the quickest of some runs each: the first touches cold pages."""

    runs = range(3)
    without = min(_adding(tmp_path / f"without{run}.db", journaled=False) for run in runs)
    assert min(_adding(tmp_path / f"with{run}.db", journaled=True) for run in runs) <= 1.5 * without


def _adding(path: Path, *, journaled: bool) -> float:
    store = Store.open(path)
    connection: sqlite3.Connection = store._connection
    if not journaled:  # one row stays, for an action that records nothing would be rolled back
        kept = journal.triggers(connection)["journal_imports_insert"]
        journal.remove(connection)
        connection.execute(kept)
    plan = planned(made_up(MANY, 1))
    spent = computing(lambda: store.add([plan]))
    assert connection.execute("SELECT count(*) FROM papers").fetchone() == (MANY,)
    store.close()
    return spent
