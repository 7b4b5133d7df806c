"""The list model: ids only, rows when somebody looks, and patience with a busy library."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.errors import Busy
from reader.gui.main_window import MainWindow
from reader.gui.models.paper_list import KEPT, TOGETHER, Group, PaperList
from reader.gui.models.papers_mime import dragged_papers
from reader.model import Row, State


def row(number: int) -> Row:
    return Row(
        id=number, title=f"Paper {number}", snippet="", date="2024-05-01", authors=(),
        author_count=3, state=State.INBOX, starred=False, seen=False, tags=(), queue_place=None,
        import_id=1, has_note=False, highlights=0,
    )  # fmt: skip


class Fetching:
    """Fetches rows and remembers how many were asked for at a time."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.busy = False

    def __call__(self, ids: Sequence[int]) -> list[Row]:
        if self.busy:
            raise Busy("Another program is writing.")
        self.asked.append(len(ids))
        return [row(number) for number in ids]


@pytest.fixture
def fetching() -> Fetching:
    return Fetching()


@pytest.fixture
def papers(fetching: Fetching) -> PaperList:
    return PaperList(fetching)


def test_it_is_a_good_model(papers: PaperList, qtmodeltester: ModelTester) -> None:
    papers.show(range(1, 301))
    qtmodeltester.check(papers)


def test_only_the_rows_under_the_eye_are_read(papers: PaperList, fetching: Fetching) -> None:
    papers.show(range(1, 100_001))
    assert papers.rowCount() == 100_000
    assert not fetching.asked
    for place in (50_000, 50_001, 50_015):
        found = papers.row(place)
        assert found is not None
        assert found.id == place + 1
    assert fetching.asked == [TOGETHER]


def test_rows_that_were_left_are_forgotten(papers: PaperList, fetching: Fetching) -> None:
    papers.show(range(1, KEPT + 3 * TOGETHER))
    for place in range(0, KEPT + 2 * TOGETHER, TOGETHER):
        papers.row(place)
    asked = len(fetching.asked)
    papers.row(0)
    assert len(fetching.asked) == asked + 1


def test_a_change_reads_only_its_papers_again(papers: PaperList, fetching: Fetching) -> None:
    papers.show(range(1, 2 * TOGETHER + 1))
    papers.row(0)
    papers.row(TOGETHER)
    papers.forget({1})
    papers.row(0)
    papers.row(TOGETHER)
    assert fetching.asked == [TOGETHER, TOGETHER, 1]


def test_the_next_list_reads_only_papers_that_were_not_there(
    papers: PaperList, fetching: Fetching
) -> None:
    """As it is after every letter of a search."""
    papers.show(range(1, TOGETHER + 1))
    papers.row(0)
    papers.show([5, 7, 1000, 3])
    assert [row and row.id for row in map(papers.row, range(4))] == [5, 7, 1000, 3]
    assert fetching.asked == [TOGETHER, 1]


def test_the_first_list_after_a_change_reads_all_again(
    papers: PaperList, fetching: Fetching
) -> None:
    """What stands in one row may hang on another paper, as its place in the Queue does."""
    papers.show([1, 2, 3])
    papers.row(0)
    papers.forget({3})
    papers.show([1, 2, 3])
    papers.row(0)
    assert fetching.asked == [3, 3]


def test_a_busy_library_is_asked_again_a_moment_later(
    papers: PaperList, fetching: Fetching, qtbot: QtBot
) -> None:
    papers.show([7])
    fetching.busy = True
    assert papers.row(0) is None
    fetching.busy = False
    with qtbot.waitSignal(papers.dataChanged, timeout=1000):
        pass
    assert papers.row(0) == row(7)


def test_a_paper_that_is_gone_leaves_the_others_in_their_places(qtbot: QtBot) -> None:
    papers = PaperList(lambda ids: [row(number) for number in ids if number != 2])
    papers.show([1, 2, 3])
    assert papers.row(1) is None
    third = papers.row(2)
    assert third is not None
    assert third.id == 3


def test_a_row_is_one_sentence_for_a_screen_reader(papers: PaperList) -> None:
    from PySide6.QtCore import Qt

    papers.show([4], [Group(0, "an import", "1 paper")])
    said = papers.data(papers.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Inbox, unseen. Paper 4. 1 May 2024. 3 authors."


def test_dragged_papers_are_carried_by_id(papers: PaperList) -> None:
    papers.show([5, 6, 7])
    mime = papers.mimeData([papers.index(2, 0), papers.index(0, 0)])
    assert dragged_papers(mime) == [5, 7]
    assert mime.text() == "Paper 5\nPaper 7"


def test_rows_of_a_library_that_is_away_are_asked_for_again(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    away = folder.with_name("away")
    folder.rename(away)
    window.papers.forget(None)
    assert window.papers.row(0) is None  # painting goes on
    away.rename(folder)
    qtbot.waitUntil(lambda: window.papers.row(0) is not None)
