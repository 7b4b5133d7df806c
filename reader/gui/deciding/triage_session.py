"""One sitting of triage: papers in order, one verdict each, and how fast it goes. No widgets."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from reader.model import State

PACED_AFTER, PACED_OVER = 10, 20  # verdicts
DECIDED, COMING = 3, 12  # papers beside the one being decided


class Session:
    """Papers to decide. Times are seconds of any clock that does not go back."""

    def __init__(self, ids: Sequence[int], now: float) -> None:
        self.ids = tuple(ids)
        self._places = {paper_id: place for place, paper_id in enumerate(self.ids)}
        self.place = 0
        self._verdicts: dict[int, State] = {}
        self._began = self._turned = now
        self._took: list[float] = []

    # ------------------------------------------------------------ asking

    @property
    def current(self) -> int | None:
        """The paper to decide now; None when all have been looked at."""
        return self.ids[self.place] if self.place < len(self.ids) else None

    @property
    def left(self) -> int:
        """How many papers come after the current one."""
        return max(0, len(self.ids) - self.place - 1)

    @property
    def decided(self) -> tuple[int, ...]:
        """The papers just before the current one."""
        return self.ids[max(0, self.place - DECIDED) : self.place]

    @property
    def coming(self) -> tuple[int, ...]:
        """The papers after the current one, as many as can be shown."""
        return self.ids[self.place + 1 : self.place + 1 + COMING]

    def verdict(self, paper_id: int) -> State | None:
        """What was decided on a paper; None when it stays in the Inbox for later."""
        return self._verdicts.get(paper_id)

    def counts(self) -> Counter[State]:
        """How many papers each verdict was given to; those left for later are in the Inbox."""
        found = Counter(self._verdicts.values())
        looked_at = min(self.place, len(self.ids))
        found[State.INBOX] += sum(one not in self._verdicts for one in self.ids[:looked_at])
        return found

    def passed(self) -> tuple[int, ...]:
        """The papers above the current one that were left for later."""
        return tuple(one for one in self.ids[: self.place] if one not in self._verdicts)

    def minutes_left(self) -> int | None:
        """About how long the rest takes: by the middle one of the last times; None at first."""
        if len(self._took) < PACED_AFTER or self.current is None:
            return None
        return max(1, round(median(self._took[-PACED_OVER:]) * (self.left + 1) / 60))

    def minutes(self) -> int:
        """How long it took so far, rounded up."""
        return max(1, round((self._turned - self._began) / 60))

    # ------------------------------------------------------------ deciding

    def decide(self, ids: Sequence[int], state: State, now: float) -> None:
        """Papers got a state. If the current one is among them, the next one comes up."""
        for paper_id in ids:
            if paper_id not in self._places:
                continue
            if state is State.INBOX:
                self._verdicts.pop(paper_id, None)
            else:
                self._verdicts[paper_id] = state
        if self.current in ids:
            self.go_on(now)

    def go_on(self, now: float) -> None:
        """The next paper; the current one stays as it is."""
        if self.place < len(self.ids):
            self._took.append(now - self._turned)
            self._turned = now
            self.place += 1

    def go_back(self, now: float) -> None:
        """The paper before, its verdict still set."""
        self.place = max(0, self.place - 1)
        self._turned = now

    def go_to(self, paper_id: int, now: float) -> None:
        """A certain paper."""
        self.place = self._places.get(paper_id, self.place)
        self._turned = now

    def learn(self, states: dict[int, State], *, come_back: bool, now: float) -> None:
        """These papers of the sitting now have these states: something was undone or redone.

        With `come_back` the first of them comes up again.
        """
        mine = [one for one in self.ids if one in states]
        for paper_id in mine:
            self._verdicts.pop(paper_id, None)
            if states[paper_id] is not State.INBOX:
                self._verdicts[paper_id] = states[paper_id]
        if mine and come_back:
            self.go_to(mine[0], now)
