"""Which rows of a list are selected: one that moves with the keys, or several that were picked."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
)
from PySide6.QtWidgets import QAbstractItemView

Flag = QItemSelectionModel.SelectionFlag


class RowChoice:
    """Selects rows of a view. A choice is extended from its anchor: the row chosen last.

    `picking` is so from the first row picked with a key on: until one is chosen alone, the keys
    move from row to row and leave the picked ones selected.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self.picking = False
        self._anchor = QPersistentModelIndex()
        self._base = QItemSelection()  # what stays selected while the choice is extended

    def forget(self) -> None:
        """The rows are others: a choice is extended from the current one."""
        self.picking = False
        self._anchor = QPersistentModelIndex()
        self._base = QItemSelection()

    def only(self, places: Sequence[int], here: int | None = None) -> None:
        """Select these rows only; the keys go on from `here` when that is one of them."""
        self.forget()
        model = self._view.selectionModel()
        selection = QItemSelection()
        for first, last in _stretches(places):
            selection.select(self._index(first), self._index(last))
        if places:
            current = here if here is not None and here in places else min(places)
            model.setCurrentIndex(self._index(current), Flag.NoUpdate)
        model.select(selection, Flag.ClearAndSelect | Flag.Rows)

    def alone(self, place: int) -> None:
        """A row was chosen alone."""
        self.forget()
        self._anchor = QPersistentModelIndex(self._index(place))

    def go_to(self, place: int) -> None:
        """Make a row the current one, and the only one selected unless rows are being picked."""
        model, index = self._view.selectionModel(), self._index(place)
        if self.picking and model.hasSelection():
            model.setCurrentIndex(index, Flag.NoUpdate)
        else:
            model.setCurrentIndex(index, Flag.ClearAndSelect | Flag.Rows)
            self.alone(place)

    def extend_to(self, place: int) -> None:
        """Select all rows from the anchor to this one, beside what was picked before."""
        model = self._view.selectionModel()
        if not self._anchor.isValid():
            current = model.currentIndex()
            self._anchor = QPersistentModelIndex(current if current.isValid() else self._index(0))
        ends = sorted((self._anchor.row(), place))
        chosen = QItemSelection(self._base)
        chosen.merge(QItemSelection(self._index(ends[0]), self._index(ends[1])), Flag.Select)
        model.setCurrentIndex(self._index(place), Flag.NoUpdate)
        model.select(chosen, Flag.ClearAndSelect | Flag.Rows)

    def toggle(self, place: int) -> None:
        """Select a row as well, or no longer."""
        model, index = self._view.selectionModel(), self._index(place)
        model.setCurrentIndex(index, Flag.NoUpdate)
        model.select(index, Flag.Toggle | Flag.Rows)
        self._base = model.selection()
        if model.isRowSelected(place):
            self._anchor = QPersistentModelIndex(index)
        elif not self._anchor.isValid() or self._anchor.row() == place:
            self._anchor = QPersistentModelIndex(self._nearest(place))
        self.picking = self.picking and model.hasSelection()

    def pick(self, place: int) -> None:
        """Pick a row, or no longer; the only one selected is picked by being so already."""
        model = self._view.selectionModel()
        only = model.isRowSelected(place) and not self.are_several()
        if not self.picking and only:
            self._base = model.selection()
            self._anchor = QPersistentModelIndex(self._index(place))
        else:
            self.toggle(place)
        self.picking = model.hasSelection()

    def places(self) -> list[int]:
        """The selected rows, from top to bottom."""
        return [place for first, last in self.rows() for place in range(first, last + 1)]

    def first(self) -> int | None:
        """The uppermost selected row."""
        return min((first for first, _last in self.rows()), default=None)

    def are_several(self) -> bool:
        """Whether more than one row is selected."""
        return sum(last - first + 1 for first, last in self.rows()) > 1

    def rows(self) -> list[tuple[int, int]]:
        """The selected rows in stretches, as first and last, from top to bottom."""
        return rows_of(self._view.selectionModel().selection())

    def _nearest(self, place: int) -> QModelIndex:
        """The selected row next to this one; none when there is none."""
        ends = [row for part in self.rows() for row in part]
        return self._index(min(ends, key=lambda row: abs(row - place))) if ends else QModelIndex()

    def _index(self, place: int) -> QModelIndex:
        return self._view.model().index(place, 0)


def rows_of(selection: QItemSelection) -> list[tuple[int, int]]:
    """The rows of a selection in stretches, as first and last, from top to bottom."""
    parts = [selection.at(number) for number in range(selection.count())]
    return sorted((part.top(), part.bottom()) for part in parts)


def _stretches(places: Iterable[int]) -> list[tuple[int, int]]:
    """Places that follow each other, as first and last: Qt is slow with single rows."""
    stretches: list[tuple[int, int]] = []
    for place in sorted(places):
        if stretches and stretches[-1][1] == place - 1:
            stretches[-1] = (stretches[-1][0], place)
        else:
            stretches.append((place, place))
    return stretches
