"""A text that is read again is read before the library is held for writing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from reader import sources
from reader.errors import Cancelled
from reader.library import Library
from reader.model import Dump, Listing
from reader.store import reading_ahead

TEXT = """
@article{one, title={Kites over Fjords}, author={Ada Berg}, year={2021}}
@article{two, title={Lanterns under Ice}, author={Ivo Holm}, year={2022}}
"""


@pytest.fixture(name="kites")
def kites_fixture(library: Library) -> Library:
    library.add([library.plan(Dump("kites.bib", TEXT))])
    return library


@pytest.fixture(name="readings")
def readings_fixture(kites: Library, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether another program could write, for each reading of a text."""
    found: list[bool] = []
    true_read: Callable[..., Listing] = sources.read

    def read(dump: Dump, **known: object) -> Listing:
        found.append(can_write(kites))
        return true_read(dump, **known)

    monkeypatch.setattr(sources, "read", read)
    return found


def can_write(library: Library) -> bool:
    path = library.folder / "library.db"
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        other.execute("ROLLBACK")
        return True


VERBS: dict[str, Callable[[Library], object]] = {
    "reimport": lambda library: library.apply_reimport(1),
    "recapture": lambda library: library.recapture(1, "2023-12-31"),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_others_can_write_while_a_text_is_read_again(
    kites: Library, readings: list[bool], verb: Callable[[Library], object]
) -> None:
    verb(kites)
    assert readings == [True]


def test_what_changed_meanwhile_is_read_anew(
    kites: Library, readings: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    true_take = reading_ahead.ReadingAhead.take

    def take(self: reading_ahead.ReadingAhead, *known: object) -> None:
        true_take(self, *known)  # type: ignore[arg-type]
        kites.rename_import(1, "other.bib")

    monkeypatch.setattr(reading_ahead.ReadingAhead, "take", take)
    kites.apply_reimport(1)
    assert readings == [True, False]


def test_of_a_very_large_import_the_rest_is_read_within_the_step(
    kites: Library, readings: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_ahead, "ROOM", 10)
    kites.apply_reimport(1)
    assert readings == [False]


@pytest.mark.parametrize("verb", ["apply_reimport", "recapture"])
def test_stopping_at_any_moment_changes_nothing(kites: Library, verb: str) -> None:
    extra = () if verb == "apply_reimport" else ("2023-12-31",)
    told: list[tuple[int, int]] = []

    def go_on(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    getattr(kites, verb)(1, *extra, go_on)
    shares = [done / whole for done, whole in told]
    assert shares == sorted(shares)
    if verb == "recapture":
        kites.undo()
    before = kites.imports(), kites.papers(kites.find().ids), kites.log()
    for last in range(len(told)):
        left = iter([True] * last)
        with pytest.raises(Cancelled):
            getattr(kites, verb)(1, *extra, lambda done, whole, left=left: next(left, False))
        assert (kites.imports(), kites.papers(kites.find().ids), kites.log()) == before
