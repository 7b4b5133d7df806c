"""The places at the left: their counts, the first tags and imports, and what takes papers."""

import pytest
from pytestqt.modeltest import ModelTester

from reader.gui.models.sidebar_tree import (
    FIRST_TAGS,
    Line,
    Look,
    SidebarTree,
    accepts_papers,
)
from reader.gui.places import ALL, INBOX, STARRED
from reader.model import Counts, Import, State, Tag


def counts(tags: int = 2, imports: int = 1, inbox: int = 5) -> Counts:
    return Counts(
        states={State.INBOX: inbox, State.QUEUE: 1},
        unseen=2,
        starred=1,
        all=inbox + 1,
        tags=tuple((Tag(f"tag{number:02}", "blue"), number) for number in range(tags)),
        imports=tuple(
            Import(number, f"page {number}", "lines", "2025", None, "", 2, 3)
            for number in range(imports)
        ),
    )


@pytest.fixture
def tree() -> SidebarTree:
    return SidebarTree()


def lines(tree: SidebarTree, heading: int) -> list[Line]:
    index = tree.headings()[heading]
    return [tree.line(tree.index(row, 0, index)) for row in range(tree.rowCount(index))]


def test_it_is_a_good_model(tree: SidebarTree, qtmodeltester: ModelTester) -> None:
    tree.show(counts(tags=12, imports=5))
    qtmodeltester.check(tree)


def test_an_empty_section_says_how_to_fill_it(tree: SidebarTree) -> None:
    tree.show(counts(tags=0, imports=0))
    assert [line.text for line in lines(tree, 1)] == ["Tags appear as you use them."]
    assert lines(tree, 2)[0].look is Look.SENTENCE


def test_new_numbers_change_in_place(tree: SidebarTree) -> None:
    tree.show(counts())
    resets: list[bool] = []
    tree.modelReset.connect(lambda: resets.append(True))
    tree.show(counts(inbox=9))
    assert tree.line(tree.index_of(INBOX)).count == 9
    assert tree.line(tree.index_of(ALL)).count == 10
    assert not resets


def test_the_tags_used_most_are_shown_by_name_and_the_others_on_demand(tree: SidebarTree) -> None:
    tree.show(counts(tags=12))
    shown = [line.text for line in lines(tree, 1)]
    assert shown == [f"tag{number:02}" for number in range(4, 12)] + ["4 more tags"]
    assert len(shown) == FIRST_TAGS + 1
    tree.show_whole("tags")
    assert len(lines(tree, 1)) == 12


def test_papers_can_be_dropped_on_states_stars_and_tags_only(tree: SidebarTree) -> None:
    tree.show(counts())
    assert accepts_papers(tree.line(tree.index_of(INBOX)))
    assert accepts_papers(tree.line(tree.index_of(STARRED)))
    assert accepts_papers(lines(tree, 1)[0])
    assert not accepts_papers(tree.line(tree.index_of(ALL)))
    assert not accepts_papers(lines(tree, 2)[0])
