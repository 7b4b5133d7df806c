"""The duplicates page: pairs, fields, one key a decision, and what is left to decide."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from making import facts
from making_shown import paper
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.gui.models.duplicate_pairs import EXACT, LIKELY, DuplicatePairs
from reader.gui.views.duplicates.duplicates_view import DuplicatesView
from reader.model import FieldPair, Pair, State, Tag


def pair(number: int, *, certain: bool = True, title: float = 1.0) -> Pair:
    a = paper(number * 2, facts=facts(number, date=None), state=State.QUEUE, queue_place=7)
    b = paper(number * 2 + 1, facts=facts(number, date="2018-06-20"))
    return Pair(
        number,
        a,
        b,
        certain,
        ("Same title", "Same abstract"),
        title,
        0.41,
        (
            FieldPair("title", a.facts.title, b.facts.title, same=True, better=a.id),
            FieldPair("date", None, "2018-06-20", same=False, better=b.id),
            FieldPair("state", a.state, b.state, same=False, better=a.id),
        ),
    )


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[DuplicatesView]:
    made = DuplicatesView()
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.list.setFocus()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def three() -> list[Pair]:
    return [pair(1, certain=False, title=0.74), pair(2), pair(3, certain=False, title=0.81)]


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = DuplicatePairs()
    model.show(three())
    qtmodeltester.check(model)


def test_certain_pairs_come_first_then_likely_ones_by_likeness() -> None:
    model = DuplicatePairs()
    model.show(three())
    rows = [model.at(row) for row in range(model.rowCount())]
    assert [row if isinstance(row, str) else row.id for row in rows] == [EXACT, 2, LIKELY, 3, 1]


def test_the_better_value_is_chosen_and_another_can_be(view: DuplicatesView, qtbot: QtBot) -> None:
    view.show_pairs([pair(2)])
    assert view.pair.choice == {"date": 5, "state": 4}
    assert view.pair.cell("date", 5).isChecked()
    assert "20 Jun 2018" in view.pair.after.meta.text()
    qtbot.mouseClick(view.pair.cell("date", 4), Qt.MouseButton.LeftButton)
    assert view.pair.choice == {"date": 4, "state": 4}
    assert not view.pair.cell("date", 5).isChecked()
    assert "Undated" in view.pair.after.meta.text()


def test_the_row_after_merging_has_its_state_authors_and_tags(view: DuplicatesView) -> None:
    tags = (Tag("kernels", "teal"), Tag("theory", "red"))
    one = pair(2)
    view.show_pairs(
        [replace(one, a=replace(one.a, tags=tags[:1]), b=replace(one.b, tags=tags[1:]))]
    )
    after = view.pair.after
    assert after.meta.text().startswith("20 Jun 2018")
    assert "not in the listing" not in after.meta.text()
    assert [tag.name for tag in after.tags] == ["kernels", "theory"]
    left, right = (view.pair.cell("tags", number) for number in (one.a.id, one.b.id))
    assert left.height() == right.height() == view.pair.cell("date", one.a.id).height()


def test_m_merges_with_the_chosen_values_and_shows_the_next_pair(
    view: DuplicatesView, qtbot: QtBot
) -> None:
    view.show_pairs(three())
    assert view._place.text() == "Pair 1 of 3"
    view.pair.cell("state", 5).click()
    with qtbot.waitSignal(view.merge_wanted) as told:
        qtbot.keyClick(view.list, Qt.Key.Key_M)
    assert told.args == [[(4, 5)], {"date": 5, "state": 5}]
    assert view.chosen is not None
    assert view.chosen.id == 3
    assert view._place.text() == "Pair 1 of 2"


def test_x_keeps_both_and_j_and_k_only_move(view: DuplicatesView, qtbot: QtBot) -> None:
    view.show_pairs(three())
    for key, place in (("J", 1), ("J", 2), ("J", 0), ("K", 2)):
        qtbot.keyClick(view.list, getattr(Qt.Key, f"Key_{key}"))
        assert view.place == place
    with qtbot.waitSignal(view.apart_wanted) as told:
        qtbot.keyClick(view.list, Qt.Key.Key_X)
    assert told.args == [(2, 3)]
    assert [each.id for each in view.pairs.pairs] == [2, 3]


def test_all_exact_ones_are_merged_by_one_button(view: DuplicatesView, qtbot: QtBot) -> None:
    view.show_pairs([pair(1), pair(2), pair(3, certain=False)])
    assert view.merge_exact.text() == "Merge 2 exact"
    with qtbot.waitSignal(view.merge_exact_wanted):
        view.merge_exact.click()
    assert [each.id for each in view.pairs.pairs] == [3]


def test_more_pairs_than_are_shown_are_counted_and_asked_for_at_the_end(
    view: DuplicatesView, qtbot: QtBot
) -> None:
    view.show_pairs([pair(n) for n in range(1, 41)], count=300, exact=250)
    assert view._place.text() == "Pair 1 of 300"
    assert view.merge_exact.text() == "Merge 250 exact"
    with qtbot.waitSignal(view.pairs.more_wanted):
        view.list.scrollToBottom()
    view.show_pairs([pair(n) for n in range(1, 41)], count=40)
    assert not view.pairs.canFetchMore(QModelIndex())


def test_the_chosen_pair_stays_when_the_list_comes_anew(view: DuplicatesView) -> None:
    view.show_pairs(three())
    view.go_to(2)
    view.show_pairs([*three(), pair(9)], again=1)
    assert view.chosen is not None
    assert view.chosen.id == 1


def test_without_pairs_it_says_so(view: DuplicatesView, qtbot: QtBot) -> None:
    view.show_pairs([pair(1)])
    qtbot.keyClick(view.list, Qt.Key.Key_X)
    assert view.chosen is None
    assert view._empty.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_M)  # nothing to merge, and nothing happens


def test_esc_leaves(view: DuplicatesView, qtbot: QtBot) -> None:
    view.show_pairs(three())
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.list, Qt.Key.Key_Escape)


def test_nothing_is_said_before_the_library_has_answered(view: DuplicatesView) -> None:
    assert not view._empty.isVisible()
    assert view.chosen is None
    view.show_pairs(())
    assert view._empty.isVisible()
