"""Two programs on one library: no change is lost, nobody sees half a change."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from reader.errors import Busy
from reader.model import Changes, State
from reader.query.nodes import EVERYTHING, Is
from reader.store import Store

Add = Callable[..., Changes]
EACH = 12


def test_changes_of_two_writers_at_once_are_all_kept(store: Store, path: Path, add: Add) -> None:
    add(1)
    failures: list[Exception] = []

    def write(name: str) -> None:
        own = Store.open(path)
        try:
            for number in range(EACH):
                own.tag([1], [f"{name}{number}"])
                own.set_state([1], State.READING if number % 2 else State.DONE)
        except Exception as failure:  # noqa: BLE001  (reported by the thread that waits for this one)
            failures.append(failure)
        finally:
            own.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    paper = store.paper(1)
    assert paper is not None
    names = {tag.name for tag in paper.tags}
    assert names == {f"{name}{number}" for name in "ab" for number in range(EACH)}
    assert store.check() == []
    while store.undo_state().undo:
        store.undo()
    assert store.counts().all == 0


def test_paragraphs_that_two_writers_append_are_all_kept(
    store: Store, path: Path, add: Add
) -> None:
    add(1)

    def write(name: str) -> None:
        own = Store.open(path)
        for number in range(EACH):
            own.append_note(1, f"{name}{number}")
        own.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    paper = store.paper(1)
    assert paper is not None
    paragraphs = paper.note.split("\n\n")
    assert sorted(paragraphs) == sorted(
        f"{name}{number}" for name in "ab" for number in range(EACH)
    )


WRITER = """
import sys
from pathlib import Path
from reader.store import Store
store = Store.open(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.tag([1], [f"{sys.argv[2]}{number}"])
store.close()
"""


def test_two_processes_lose_nothing(store: Store, path: Path, root: Path, add: Add) -> None:
    add(1)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(EACH)], cwd=root)
        for name in "xy"
    ]
    for number in range(EACH):
        store.tag([1], [f"own{number}"])
    assert [writer.wait(60) for writer in writers] == [0, 0]
    paper = store.paper(1)
    assert paper is not None
    assert len(paper.tags) == 3 * EACH
    assert store.check() == []


def test_a_reader_never_sees_half_a_change(store: Store, path: Path, add: Add) -> None:
    """Papers 1 and 2 move together: whoever looks finds both or none in a state."""
    add(1, 2)
    ready, stop = threading.Event(), threading.Event()
    torn: list[object] = []
    looks = [0]

    def look() -> None:
        own = Store.open(path, write=False)
        ready.set()
        while not stop.is_set():
            try:
                counts = own.counts()
            except Busy:
                continue
            looks[0] += 1
            if sorted(counts.states.values()) != [0, 0, 0, 0, 2]:
                torn.append(counts)
        own.close()

    looker = threading.Thread(target=look)
    looker.start()
    assert ready.wait(30)
    for number in range(40):
        store.set_state([1, 2], list(State)[(number + 1) % 5])
    stop.set()
    looker.join()
    assert torn == []
    assert looks[0] > 0


def test_the_other_program_sees_a_change_at_once(store: Store, path: Path, add: Add) -> None:
    other = Store.open(path, write=False)
    assert other.counts().all == 0
    seq = other.seq()
    add(1)
    assert other.seq() > seq
    assert list(other.ids(EVERYTHING)) == [1]
    other.close()


def test_undo_takes_back_the_last_step_whoever_did_it(store: Store, path: Path, add: Add) -> None:
    add(1)
    other = Store.open(path)
    store.star([1])
    other.set_state([1], State.QUEUE)
    assert store.undo().action == "Undo Move 1 paper to Queue"
    assert list(other.ids(Is("queue"))) == []
    assert other.undo().action == "Undo Star 1 paper"
    other.close()
