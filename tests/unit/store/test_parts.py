"""Steps on many papers: they tell how far they are, and a stopped one has changed nothing."""

from collections.abc import Callable

import pytest
from making_libraries import everything

from reader.errors import Cancelled
from reader.model import Changes, Progress, State
from reader.store import Store, journal, parts

Verb = Callable[[Store, list[int], Progress], Changes]

PAPERS = 7
VERBS: dict[str, Verb] = {
    "state": lambda store, ids, told: store.set_state(ids, State.DONE, progress=told),
    "queue": lambda store, ids, told: store.set_state(ids, State.QUEUE, front=True, progress=told),
    "star": lambda store, ids, told: store.star(ids, True, told),
    "seen": lambda store, ids, told: store.see(ids, True, told),
    "tag": lambda store, ids, told: store.tag(ids, ["new"], told),
    "retag": lambda store, ids, told: store.retag(ids, add=["b"], remove=["a"], progress=told),
    "untag": lambda store, ids, told: store.untag(ids, ["a"], told),
    "delete": lambda store, ids, told: store.delete(ids, told),
    "undo": lambda store, ids, told: store.undo(told),
    "redo": lambda store, ids, told: store.redo(told),
}


@pytest.fixture(params=VERBS)
def verb(
    request: pytest.FixtureRequest, store: Store, add: Callable[..., Changes]
) -> tuple[Verb, list[int]]:
    """A verb, and the papers to do it to."""
    add(*range(PAPERS))
    ids = list(range(1, PAPERS + 1))
    store.tag(ids, ["a"])
    store.see(ids, False)
    if request.param == "redo":
        store.undo()
    return VERBS[request.param], ids


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few papers are many parts here."""
    monkeypatch.setattr(parts, "PART", 2)
    monkeypatch.setattr(journal, "PAGE", 2)


def test_a_step_tells_how_far_it_is(store: Store, verb: tuple[Verb, list[int]]) -> None:
    act, ids = verb
    told: list[tuple[int, int]] = []

    def tell(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    assert act(store, ids, tell).action
    assert len(told) >= 4
    assert told[0][0] == 0
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert len({whole for _, whole in told}) == 1
    assert told[-1][0] < told[0][1]


def test_a_stopped_step_has_changed_nothing(store: Store, verb: tuple[Verb, list[int]]) -> None:
    act, ids = verb
    before = everything(store._path)
    with pytest.raises(Cancelled):
        act(store, ids, lambda done, _whole: done == 0)
    assert everything(store._path) == before
    assert act(store, ids, lambda _done, _whole: True).action


def test_a_state_is_one_line_of_the_journal_for_each_paper(
    store: Store, add: Callable[..., Changes]
) -> None:
    add(*range(PAPERS))
    before = store.seq()
    store.set_state(list(range(1, PAPERS + 1)), State.ARCHIVE)
    assert store.seq() - before == PAPERS
