"""A heartbeat of the painting thread: how long it was deaf to the person at the keyboard.

While an event loop runs, a timer beats every few milliseconds; the time between two beats is how
long nothing could be painted and no key was heard. A busy machine must not look like a slow
program, so what counts is the processor time of the painting thread. It may also sleep or wait
for a lock; then the clock on the wall counts, without the time that threads of this process stood
in line for a processor, as Linux tells it (`/proc/PID/task/TID/schedstat`,
Documentation/scheduler/sched-stats.rst), and with a longer limit, because a virtual machine that
stands still is not told at all.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

BEAT_MS = 4
LIMIT = 25.0  # turns of `turn`: 250 ms, more than any dialog takes, also at twice the text size
CALM, FRAME = 5.0, 1.6  # 50 and 16 ms: what moving, scrolling, a star, a tag, a state may take
WAITS = 4  # so much longer may it wait than compute
LOOPS = ((QEventLoop, "exec"), (QEventLoop, "processEvents"), (QCoreApplication, "processEvents"))
HANDS = (
    *("qWait", "keyClick", "keyClicks", "keyPress"),
    *("mouseClick", "mouseDClick", "mouseMove", "mousePress", "mouseRelease"),
)


@dataclass(frozen=True, slots=True)
class Deaf:
    """One time without a beat: milliseconds computed, all of them, and who ran the event loop."""

    computed: float
    waited: float
    where: str


class Clock:
    """Time that this process had or slept, without what it stood in line for a processor."""

    def __init__(self) -> None:
        self._tasks = Path(f"/proc/{os.getpid()}/task")
        self._files: dict[str, int] = {}
        self._stood: dict[str, int] = {}
        self._total = 0
        self.counts_waiting = (self._tasks / str(os.getpid()) / "schedstat").exists()

    def now(self) -> tuple[float, float]:
        """Seconds computed by this thread, and seconds that went by; only differences count."""
        computed = time.thread_time()
        return computed, time.perf_counter() - self.waited() if self.counts_waiting else computed

    def waited(self) -> float:
        """Seconds that threads stood in line: the painting thread may wait for what they hold.

        It never falls: what a thread that has ended stood in line did go by.
        """
        tasks = os.listdir(self._tasks)
        for ended in self._files.keys() - {*tasks}:
            self._forget(ended)
        for name in tasks:
            try:
                stood = self._read(name)
            except (OSError, IndexError):  # it has just ended
                self._forget(name)
                continue
            before = self._stood.get(name, 0)
            self._total += stood - before if stood >= before else stood  # numbers come again
            self._stood[name] = stood
        return self._total / 1e9

    def _read(self, name: str) -> int:
        if name not in self._files:
            self._files[name] = os.open(self._tasks / name / "schedstat", os.O_RDONLY)
        return int(os.pread(self._files[name], 100, 0).split()[1])

    def _forget(self, name: str) -> None:
        if name in self._files:
            os.close(self._files.pop(name))

    def close(self) -> None:
        """Let the files go."""
        for file in self._files.values():
            os.close(file)
        self._files.clear()


@lru_cache(maxsize=1)
def turn() -> float:
    """Milliseconds that a fixed piece of Python needs here; 10 where the limits were set."""
    return min(_turns())


def pace() -> float:
    """The same as it is now: on a busy machine a thread also computes more slowly."""
    return max(turn(), median(_turns()))


def _turns() -> list[float]:
    times = []
    for _ in range(5):
        began = time.thread_time()
        sum(number * number for number in range(340_000))
        times.append((time.thread_time() - began) * 1000)
    return times


class Heartbeat(QObject):
    """Beats while an event loop runs; `deaf` is every time longer than the limit in turns."""

    def __init__(self, limit: float = LIMIT) -> None:
        super().__init__()
        self._limit = limit
        self.clock = Clock()
        self._depth = 0
        self._last = (0.0, 0.0)
        self.deaf: list[Deaf] = []
        self.gaps: list[float] = []
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._beat("event loop"))

    def start(self) -> None:
        """Begin to beat."""
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        self.clock.close()

    @contextmanager
    def listening(self, where: str) -> Iterator[None]:
        """An event loop runs, or an event is delivered."""
        if not self._depth:
            self._last = self.clock.now()
        self._depth += 1
        try:
            yield
        finally:
            self._beat(where)
            self._depth -= 1

    def _beat(self, where: str) -> None:
        now = self.clock.now()
        computed, passed = ((new - old) * 1000 for new, old in zip(now, self._last, strict=True))
        self._last = now
        if not self._depth:
            return
        self.gaps.append(computed)
        if self._is_too_long(computed, passed, turn()):
            if self._is_too_long(computed, passed, pace()):
                self.deaf.append(Deaf(round(computed, 1), round(passed, 1), where))
            self._last = self.clock.now()

    def _is_too_long(self, computed: float, passed: float, one_turn: float) -> bool:
        most = self._limit * one_turn
        return computed > most or passed > WAITS * most


def listen_everywhere(heart: Heartbeat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the heart know of every event loop and every event that a test starts."""

    def wrapped(run: Callable[..., Any], name: str) -> Callable[..., Any]:
        def listening(*arguments: Any, **named: Any) -> Any:
            with heart.listening(name):
                return run(*arguments, **named)

        return listening

    for kind, name in LOOPS:
        run = wrapped(getattr(kind, name), name)
        monkeypatch.setattr(kind, name, staticmethod(run) if kind is QCoreApplication else run)
    for name in HANDS:
        monkeypatch.setattr(QTest, name, staticmethod(wrapped(getattr(QTest, name), name)))
