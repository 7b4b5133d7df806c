"""A visit to a note leaves versions, not every pause; and never loses one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill

from reader.library import Library
from reader.store.written import visits

START = datetime(2026, 11, 26, 12, tzinfo=UTC)


class Clock:
    """The time that notes are stamped with, `step` seconds later at each look."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at, self.step = START, 2.0
        for place in ("written.notes", "actions", "written.documents"):
            monkeypatch.setattr(f"reader.store.{place}.now", self.now)

    def now(self) -> str:
        self.at += timedelta(seconds=self.step)
        return self.at.isoformat(timespec="microseconds").replace("+00:00", "Z")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def paper(library: Library, clock: Clock) -> Iterator[int]:
    yield fill(library, range(1))[0]
    assert library.check() == []


def versions(library: Library, paper: int) -> list[str | None]:
    return [version.text for version in library.history.note_versions(paper)][::-1]


def write(library: Library, paper: int, *texts: str, visit: str = "one") -> None:
    for text in texts:
        library.write_note(paper, text, visit=visit)


def test_a_text_that_only_grew_is_one_version_and_one_step(library: Library, paper: int) -> None:
    write(library, paper, "a", "a b", "a new b", "a new b c")
    assert versions(library, paper) == ["a new b c"]
    library.undo()
    assert library.paper(paper).note == ""
    library.redo()
    assert library.paper(paper).note == "a new b c"


def test_small_slips_of_a_minute_are_no_versions(library: Library, paper: int) -> None:
    write(library, paper, "teh", "the", "the word", "the wrod", "the world")
    assert versions(library, paper) == ["the world"]


def test_what_stood_a_minute_stays(library: Library, paper: int, clock: Clock) -> None:
    clock.step = 25.0
    write(library, paper, "one", "two", "three", "four")  # 25, 50, 75 and 100 seconds in
    assert versions(library, paper) == ["two", "four"]


def test_more_than_a_line_that_goes_at_once_stays(library: Library, paper: int) -> None:
    long = "a sentence that is worth keeping for ever. " * 3
    write(library, paper, long, f"{long} end", "start again")
    assert versions(library, paper) == [f"{long} end", "start again"]


def test_what_other_visits_wrote_stays(library: Library, paper: int) -> None:
    write(library, paper, "one")
    write(library, paper, "one two", visit="two")
    library.write_note(paper, "one two three")
    library.write_note(paper, "one two three four")
    assert versions(library, paper) == [
        "one", "one two", "one two three", "one two three four"
    ]  # fmt: skip


def test_what_was_set_aside_stays_however_short(library: Library, paper: int) -> None:
    write(library, paper, "mine")
    library.history.keep_aside(paper, "thine")
    assert versions(library, paper) == ["mine", "thine", "mine"]


def test_a_document_is_thinned_the_same_way(library: Library, paper: int) -> None:
    assert paper
    library.new_document("Kites")
    (made,) = [document.id for document in library.documents()]
    for text in ("a", "a b", "a b c"):
        library.write_document(made, text, visit="one")
    assert [version.text for version in library.document_versions(made)] == ["a b c", ""]
    library.undo()
    assert library.document(made).text == ""


def test_an_hour_of_writing_leaves_little(
    library: Library, paper: int, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pauses every four seconds, one in three after a slip that is mended."""
    clock.step = 4.0

    def journal_bytes(visit: str) -> int:
        before = _journal(library)
        text = ""
        for number in range(200):
            text += f"word{number % 97} and some more "
            write(library, paper, text + ("wrogn" if number % 3 == 0 else ""), visit=visit)
            write(library, paper, text, visit=visit)
        library.write_note(paper, "")
        return _journal(library) - before

    thinned = journal_bytes("thinned")
    monkeypatch.setattr(visits, "settle", lambda *_args: None)
    whole = journal_bytes("whole")
    print(f"{whole:,} bytes, thinned {thinned:,}")
    assert whole > 10 * thinned


def _journal(library: Library) -> int:
    connection = library._store._connection
    row = connection.execute("SELECT total(length(old)) FROM journal").fetchone()
    return int(row[0])


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.text("xy \n", max_size=200), st.integers(0, 90)),
        max_size=12,
    )
)
@settings(max_examples=20, deadline=None)
def test_the_ends_of_all_visits_stay_and_undo_goes_through_them(
    tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[str, str, int]]
) -> None:
    with (
        pytest.MonkeyPatch.context() as patch,
        Library.open(tmp_path_factory.mktemp("library")) as library,
    ):
        clock = Clock(patch)
        paper = fill(library, range(1))[0]
        ends: list[tuple[str, str]] = []
        for visit, text, seconds in writes:
            clock.step = float(seconds)
            before = library.paper(paper).note
            write(library, paper, text, visit=visit)
            if text == before:
                continue
            if ends and ends[-1][0] == visit:
                ends.pop()
            ends.append((visit, text))
        assert {text for _, text in ends} <= set(versions(library, paper)) | {""}
        for _, text in reversed(ends):
            assert library.paper(paper).note == text
            library.undo()
        assert library.paper(paper).note == ""
        assert library.check() == []


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [("", "", 0), ("", "a", 0), ("a", "", 1), ("abc", "aXbc", 0), ("abc", "ac", 1),
     ("aaa", "aa", 1), ("abab", "ab", 2), ("abc", "xyz", 3)],
)  # fmt: skip
def test_how_much_of_a_text_went(before: str, after: str, count: int) -> None:
    assert visits.gone(before, after) == count
