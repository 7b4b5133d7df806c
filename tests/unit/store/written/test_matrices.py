"""Comparisons: every change can be undone, and no merge, split or deletion loses a cell."""

import itertools
from collections.abc import Callable, Mapping

import pytest

from reader.errors import Problem
from reader.model import Changes, Matrix, Origin
from reader.store import Store, journal
from reader.store.damage import checking, mending

COLUMNS = ("Task", "Data")


@pytest.fixture
def one(store: Store, add: Callable[..., Changes]) -> Store:
    """A comparison of papers 1 and 2; paper 3 is not in it."""
    add(1, 2, 3)
    store.new_matrix("m", "Pruning", COLUMNS, [2, 1])
    return store


def matrix(store: Store) -> Matrix:
    known = store.matrix_of("m")
    assert known is not None
    return known


def said(store: Store) -> dict[tuple[int, str], str]:
    return {place: cell.text for place, cell in matrix(store).cells.items()}


def write(store: Store, texts: Mapping[tuple[int, str], str]) -> None:
    store.write_cells(1, {place: (text, None) for place, text in texts.items()})


def test_papers_and_columns_come_go_and_move(one: Store) -> None:
    assert (matrix(one).papers, matrix(one).columns) == ((2, 1), COLUMNS)
    one.add_to_matrix(1, [3, 1])
    one.move_in_matrix(1, 3, 2)
    assert matrix(one).papers == (3, 2, 1)
    one.move_in_matrix(1, 3, None)
    assert matrix(one).papers == (2, 1, 3)
    one.add_column(1, "Code", before="Data")
    one.move_column(1, "Task", None)
    assert matrix(one).columns == ("Code", "Data", "Task")
    write(one, {(1, "Code"): "a", (2, "Code"): "b", (1, "Data"): "c"})
    one.rename_column(1, "Code", "Sources")
    assert said(one) == {(1, "Sources"): "a", (2, "Sources"): "b", (1, "Data"): "c"}
    one.remove_column(1, "Sources")
    one.remove_from_matrix(1, [1])
    assert (said(one), matrix(one).papers) == ({}, (2, 3))


def test_every_step_can_be_undone_and_done_again(one: Store) -> None:
    steps = (
        lambda: write(one, {(1, "Task"): "x"}),
        lambda: one.add_to_matrix(1, [3]),
        lambda: one.move_in_matrix(1, 3, 2),
        lambda: one.rename_column(1, "Task", "Aim"),
        lambda: one.add_column(1, "Code"),
        lambda: one.move_column(1, "Code", "Aim"),
        lambda: one.write_cells(1, {(1, "Aim"): None}),
        lambda: one.remove_from_matrix(1, [1]),
        lambda: one.remove_column(1, "Data"),
        lambda: one.rename_matrix(1, "Other"),
        lambda: one.delete_matrix(1),
    )
    states = [one.matrices()]
    for step in steps:
        step()
        states.append(one.matrices())
    assert all(before != after for before, after in itertools.pairwise(states))
    for before in reversed(states[:-1]):
        one.undo()
        assert one.matrices() == before
    for after in states[1:]:
        one.redo()
        assert one.matrices() == after


def test_a_cell_remembers_its_sentence(one: Store) -> None:
    origin = Origin("On ImageNet it gains 3 %.", 10, 35, 7)
    one.write_cells(1, {(1, "Data"): ("ImageNet", origin), (2, "Data"): ("", None)})
    cell = matrix(one).cells[1, "Data"]
    assert (cell.text, cell.by, cell.origin) == ("ImageNet", "hand", origin)
    assert matrix(one).cells[2, "Data"].text == ""


def test_what_cannot_be_is_a_problem_and_changes_nothing(one: Store) -> None:
    before = one.matrices()
    for verb in (
        lambda: one.add_column(1, " TASK "),
        lambda: one.add_column(1, " "),
        lambda: one.rename_column(1, "Task", "data"),
        lambda: one.remove_column(1, "No"),
        lambda: one.move_column(1, "Task", "No"),
        lambda: one.add_to_matrix(1, [99]),
        lambda: one.move_in_matrix(1, 3, None),
        lambda: one.write_cells(1, {(3, "Task"): ("x", None)}),
        lambda: one.write_cells(1, {(1, "No"): ("x", None)}),
        lambda: one.delete_matrix(2),
        lambda: one.new_matrix("n", "x", ["A", "a"], []),
    ):
        with pytest.raises(Problem):
            verb()
    assert one.matrices() == before


# ---------------------------------------------------------------- papers that are merged


def test_deleting_a_paper_takes_its_cells_and_undo_brings_them_back(one: Store) -> None:
    write(one, {(1, "Task"): "x", (2, "Task"): "y"})
    before = one.matrices()
    one.delete([1])
    assert (matrix(one).papers, said(one)) == ((2,), {(2, "Task"): "y"})
    one.undo()
    assert one.matrices() == before
    assert one.check() == []


def test_merging_keeps_both_texts_and_splitting_gives_each_its_own(one: Store) -> None:
    write(one, {(1, "Task"): "mine", (2, "Task"): "theirs", (2, "Data"): "only theirs"})
    before = one.matrices()
    one.merge([(1, 2)], {})
    assert matrix(one).papers == (1,)
    assert said(one) == {(1, "Task"): "mine\ntheirs", (1, "Data"): "only theirs"}
    assert one.check() == []
    one.unmerge(1)
    assert one.matrices() == before
    one.undo()
    one.undo()
    assert one.matrices() == before


def test_a_paper_that_stays_takes_the_place_of_the_one_that_goes(one: Store) -> None:
    write(one, {(2, "Task"): "theirs"})
    before = one.matrices()
    one.merge([(3, 2)], {})
    assert (matrix(one).papers, said(one)) == ((3, 1), {(3, "Task"): "theirs"})
    one.unmerge(3)
    assert one.matrices() == before


def test_what_was_written_after_a_merge_stays_when_it_is_split(one: Store) -> None:
    write(one, {(1, "Task"): "mine", (2, "Task"): "theirs", (2, "Data"): "data"})
    one.merge([(1, 2)], {})
    write(one, {(1, "Task"): "written later"})
    one.unmerge(1)
    assert said(one) == {(1, "Task"): "written later", (2, "Task"): "theirs", (2, "Data"): "data"}


def test_a_column_that_got_another_name_keeps_both_texts(one: Store) -> None:
    write(one, {(1, "Task"): "mine", (2, "Task"): "theirs"})
    one.merge([(1, 2)], {})
    one.rename_column(1, "Task", "Aim")
    one.unmerge(1)
    assert said(one) == {(1, "Aim"): "mine\ntheirs"}
    assert one.check() == []


def test_the_same_text_on_both_sides_is_kept_once(one: Store) -> None:
    write(one, {(1, "Task"): "same", (2, "Task"): "same"})
    before = one.matrices()
    one.merge([(1, 2)], {})
    assert said(one) == {(1, "Task"): "same"}
    one.unmerge(1)
    assert one.matrices() == before


# ---------------------------------------------------------------- damage


def test_a_cell_written_after_a_merge_keeps_its_paper_in_the_comparison(one: Store) -> None:
    one.merge([(3, 1)], {})
    write(one, {(3, "Task"): "written since"})
    one.unmerge(3)
    assert set(matrix(one).papers) == {1, 2, 3}
    assert said(one) == {(3, "Task"): "written since"}
    assert one.check() == []


def test_what_damage_leaves_of_a_comparison_is_found_and_mended(one: Store) -> None:
    write(one, {(1, "Task"): "x", (2, "Data"): "y"})
    connection = one._connection
    journal.remove(connection)
    connection.execute("PRAGMA foreign_keys=OFF").fetchall()
    connection.execute("UPDATE matrices SET columns = '[\"Task\"'")
    connection.execute("UPDATE cells SET origin = '{\"quote\"' WHERE paper_id = 1")
    connection.execute("DELETE FROM matrix_papers WHERE paper_id = 2")
    connection.execute(
        "INSERT INTO cells (matrix_id, paper_id, name, text) VALUES (7, 3, 'Own', 'kept')"
    )
    told = " ".join(finding.text for finding in checking.check(connection))
    for part in ("broken columns", "broken origin", "not in its comparison", "not there"):
        assert part in told, told
    mending.mend(connection)
    journal.install(connection)
    assert one.check() == []
    first, lost = matrix(one), one.matrix(7)
    assert set(first.columns) == {"Task", "Data"}
    assert set(first.papers) == {1, 2}
    assert said(one) == {(1, "Task"): "x", (2, "Data"): "y"}
    assert lost is not None
    assert (lost.columns, lost.papers) == (("Own",), (3,))
    assert lost.cells[3, "Own"].text == "kept"


def test_papers_are_put_before_another_one_in_their_order(
    store: Store, add: Callable[..., Changes]
) -> None:
    add(1, 2, 3, 4, 5, 6)
    store.new_matrix("m", "One", COLUMNS, [1, 2, 3, 4])
    write(store, {(4, "Task"): "kept"})
    store.put_in_matrix(1, [4, 1], 2)
    assert matrix(store).papers == (4, 1, 2, 3)
    store.put_in_matrix(1, [6, 2, 5], 2)  # before itself: where it stands
    assert matrix(store).papers == (4, 1, 6, 2, 5, 3)
    store.put_in_matrix(1, [4], None)
    assert matrix(store).papers == (1, 6, 2, 5, 3, 4)
    assert said(store) == {(4, "Task"): "kept"}
    for left in ((4, 1, 6, 2, 5, 3), (4, 1, 2, 3), (1, 2, 3, 4)):
        store.undo()
        assert matrix(store).papers == left
    with pytest.raises(Problem):
        store.put_in_matrix(1, [6], 5)
