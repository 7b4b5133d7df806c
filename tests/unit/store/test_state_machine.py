"""Any verbs in any order, undone and redone at will, equal a plain model of what they mean."""

import copy
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from making import facts, listing

from reader.model import Dump, Kind, State
from reader.query.nodes import EVERYTHING, Is
from reader.store import Store

PICKS = st.lists(st.integers(0, 30), min_size=1, max_size=4)
LONG = bool(os.environ.get("READER_LONG"))
TAGS = st.sampled_from(["a", "b", "c/d"])


@dataclass
class Said:
    """What the model knows of one paper."""

    title: str
    state: State = State.INBOX
    starred: bool = False
    seen: bool = False
    note: str = ""
    tags: set[str] = field(default_factory=set)
    marked: tuple[tuple[int, int], ...] = ()


@dataclass
class Model:
    """The papers by number, and the Queue."""

    papers: dict[int, Said] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)


class Deciding(RuleBasedStateMachine):
    """The store beside the model; `past` and `future` hold the model at every step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.db"
        self.store = Store.open(self.path)
        self.model = Model()
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.imported = 0

    def teardown(self) -> None:
        while self.past:
            self.undo()
        self.equal()
        while self.future:
            self.redo()
        self.equal()
        assert self.store.check() == []
        self.store.close()
        self.folder.cleanup()

    def step(self, before: Model) -> None:
        """A verb was done: one more step, unless it changed nothing."""
        if before != self.model:
            self.past.append(before)
            self.future = []

    def choose(self, picks: list[int]) -> list[int]:
        numbers = list(self.model.papers)
        return list(dict.fromkeys(numbers[pick % len(numbers)] for pick in picks))

    def some(self) -> bool:
        return bool(self.model.papers)

    @rule(count=st.integers(1, 3), state=st.sampled_from(State))
    def add(self, count: int, state: State) -> None:
        before = copy.deepcopy(self.model)
        said = [facts(self.imported + number) for number in range(count)]
        self.imported += count
        plan = self.store.plan(Dump("page.txt", str(self.imported)), listing(said))
        changes = self.store.add([plan], state=state)
        for number, paper in zip(sorted(changes.papers), said, strict=True):
            self.model.papers[number] = Said(paper.title, state)
            if state is State.QUEUE:
                self.model.queue.append(number)
        self.step(before)

    @precondition(some)
    @rule(picks=PICKS, state=st.sampled_from(State), front=st.booleans())
    def set_state(self, picks: list[int], state: State, front: bool) -> None:
        ids, before = self.choose(picks), copy.deepcopy(self.model)
        self.store.set_state(ids, state, front=front)
        moving = [number for number in ids if self.model.papers[number].state is not state]
        queue = self.model.queue
        if state is State.QUEUE and front and queue[: len(ids)] != ids:
            moving = ids
        queue = [number for number in queue if number not in moving]
        if state is State.QUEUE:
            queue = moving + queue if front else queue + moving
        self.model.queue = queue
        for number in moving:
            self.model.papers[number].state = state
            self.model.papers[number].seen = True
        self.step(before)

    @precondition(some)
    @rule(picks=PICKS, on=st.booleans())
    def star(self, picks: list[int], on: bool) -> None:
        ids, before = self.choose(picks), copy.deepcopy(self.model)
        self.store.star(ids, on)
        for paper in (self.model.papers[number] for number in ids):
            paper.seen = paper.seen or paper.starred is not on
            paper.starred = on
        self.step(before)

    @precondition(some)
    @rule(picks=PICKS)
    def unsee(self, picks: list[int]) -> None:
        ids, before = self.choose(picks), copy.deepcopy(self.model)
        self.store.see(ids, on=False)
        for number in ids:
            self.model.papers[number].seen = False
        self.step(before)

    @precondition(some)
    @rule(picks=PICKS, add=st.sets(TAGS), remove=st.sets(TAGS))
    def retag(self, picks: list[int], add: set[str], remove: set[str]) -> None:
        known = {tag.name for tag, _ in self.store.counts().tags}
        remove = (remove - add) & known
        ids, before = self.choose(picks), copy.deepcopy(self.model)
        self.store.retag(ids, add=sorted(add), remove=sorted(remove))
        for paper in (self.model.papers[number] for number in ids):
            tags = (paper.tags | add) - remove
            paper.seen = paper.seen or tags != paper.tags
            paper.tags = tags
        self.step(before)

    @precondition(some)
    @rule(picks=PICKS, text=st.text(max_size=5).map(lambda text: text.replace("\r", "")))
    def write_note(self, picks: list[int], text: str) -> None:
        from reader.clean import clean_text

        number, before = self.choose(picks)[0], copy.deepcopy(self.model)
        self.store.write_note(number, text)
        paper = self.model.papers[number]
        paper.seen = paper.seen or paper.note != clean_text(text)
        paper.note = clean_text(text)
        self.step(before)

    @precondition(some)
    @rule(picks=PICKS, start=st.integers(0, 60), length=st.integers(1, 30))
    def highlight(self, picks: list[int], start: int, length: int) -> None:
        number, before = self.choose(picks)[0], copy.deepcopy(self.model)
        changes = self.store.highlight(number, start, start + length, Kind.IDEA)
        paper = self.model.papers[number]
        paper.seen = paper.seen or bool(changes.action)
        paper.marked = self.found(number)
        assert (start, start + length) in paper.marked
        self.step(before)

    @precondition(lambda self: len(self.model.queue) > 1)
    @rule(picks=PICKS, before_=st.integers(0, 30))
    def move(self, picks: list[int], before_: int) -> None:
        queue, before = self.model.queue, copy.deepcopy(self.model)
        moving = [number for number in queue if queue.index(number) in picks]
        target = queue[before_ % len(queue)]
        if not moving or target in moving:
            return
        self.store.move_in_queue(moving, target)
        staying = [number for number in queue if number not in moving]
        at = staying.index(target)
        self.model.queue = staying[:at] + moving + staying[at:]
        self.step(before)

    @precondition(some)
    @rule(picks=PICKS)
    def delete(self, picks: list[int]) -> None:
        ids, before = self.choose(picks), copy.deepcopy(self.model)
        self.store.delete(ids)
        for number in ids:
            del self.model.papers[number]
        self.model.queue = [number for number in self.model.queue if number not in ids]
        self.step(before)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.store.undo()
        self.future.append(self.model)
        self.model = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.store.redo()
        self.past.append(self.model)
        self.model = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path)

    def found(self, number: int) -> tuple[tuple[int, int], ...]:
        paper = self.store.paper(number)
        assert paper is not None
        return tuple((one.start or 0, one.end or 0) for one in paper.highlights)

    @invariant()
    def equal(self) -> None:
        papers = {}
        for number in self.store.ids(EVERYTHING):
            paper = self.store.paper(number)
            assert paper is not None
            tags = {tag.name for tag in paper.tags}
            papers[number] = Said(
                paper.facts.title, paper.state, paper.starred, paper.seen, paper.note, tags,
                self.found(number),
            )  # fmt: skip
        assert papers == self.model.papers
        assert list(self.store.ids(Is("queue"))) == self.model.queue
        state = self.store.undo_state()
        assert (state.undo is None, state.redo is None) == (not self.past, not self.future)


Deciding.TestCase.settings = settings(
    max_examples=300 if LONG else 8, stateful_step_count=50 if LONG else 25, deadline=None
)
TestDeciding = Deciding.TestCase
