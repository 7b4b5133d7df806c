"""One pair of papers that may be one, field by field, and the row that merging makes of them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.field_cell import FieldCell
from reader.gui.controls.label import Label
from reader.gui.intake.import_words import number_of
from reader.gui.look.differences import Piece, word_differences
from reader.gui.look.theme import theme
from reader.gui.upkeep import duplicate_words as words
from reader.gui.views.duplicates.merged_row import Merged, MergedRow
from reader.model import Pair
from reader.tex import readable


class PairView(QScrollArea):
    """The fields of a pair; `choice` answers which paper each field is taken from."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: Pair | None = None
        self._chosen: dict[str, int] = {}
        self._cells: dict[tuple[str, int], FieldCell] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Both papers, field by field")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.after = MergedRow()
        theme().changed.connect(self._rebuild)

    def show_pair(self, pair: Pair | None) -> None:
        """Show another pair; the better value of each field is chosen."""
        self._pair = pair
        self._chosen = {}
        if pair is not None:
            lines = words.lines_of(pair)
            self._chosen = {line.field: line.better for line in lines if not line.same}
            self._chosen = {field: better for field, better in self._chosen.items() if better}
        self._rebuild()

    @property
    def choice(self) -> Mapping[str, int]:
        """For each field that differs, the id of the paper whose value stays."""
        return dict(self._chosen)

    def cell(self, field: str, paper_id: int) -> FieldCell:
        """The cell of a field of one of the papers."""
        return self._cells[field, paper_id]

    # ------------------------------------------------------------ building

    def _rebuild(self) -> None:
        px = theme().px
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(px(28), px(22), px(28), px(20))
        column.setSpacing(px(14))
        self._cells = {}
        if self._pair is not None:
            column.addWidget(Label(readable(self._pair.a.facts.title), role="title", wrap=True))
            column.addLayout(self._grid(self._pair))
            column.addWidget(self._rule())
            column.addWidget(Label("After merging", role="caption", ink="secondary"))
            self.after = MergedRow()
            column.addWidget(self.after)
        column.addStretch(1)
        self.setWidget(page)
        self._show_after()

    @staticmethod
    def _rule() -> QFrame:
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(1)
        return rule

    def _grid(self, pair: Pair) -> QGridLayout:
        px = theme().px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(8))
        grid.setColumnMinimumWidth(0, px(92))
        for column, paper in ((1, pair.a), (2, pair.b)):
            grid.setColumnStretch(column, 1)
            head = QVBoxLayout()
            head.setSpacing(0)
            head.addWidget(Label(("Came first", "Came later")[column - 1], role="bodyStrong"))
            where = [words.place_of(each) for each in paper.sightings[:1]]
            head.addWidget(Label("".join(where), role="small", ink="secondary", wrap=True))
            grid.addLayout(head, 0, column)
        for row, line in enumerate(words.lines_of(pair), 1):
            name = Label(words.NAMES.get(line.field, line.field), role="small", ink="secondary")
            name.setContentsMargins(0, px(9), 0, 0)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            if line.same:
                grid.addWidget(FieldCell("same", [(line.texts[0], False)]), row, 1, 1, 2)
            else:
                self._add_cells(grid, row, pair, line)
        return grid

    def _add_cells(self, grid: QGridLayout, row: int, pair: Pair, line: words.Line) -> None:
        pieces: Sequence[Sequence[Piece]] = [[(text, False)] for text in line.texts]
        if all(line.texts) and line.field in words.LONG:
            pieces = word_differences(*line.texts)
        for column, paper, shown in ((1, pair.a, pieces[0]), (2, pair.b, pieces[1])):
            cell = FieldCell(
                "choice" if line.better else "tick",
                shown,
                state=(paper.state, paper.seen) if line.field == "state" else None,
                tags=paper.tags if line.field == "tags" else (),
            )
            name = words.NAMES.get(line.field, line.field)
            cell.setAccessibleName(f"{name}: {cell.text() or 'none'}")
            if line.better:
                cell.setChecked(self._chosen.get(line.field) == paper.id)
                cell.clicked.connect(
                    lambda _=False, field=line.field, paper=paper: self._choose(field, paper.id)
                )
            else:
                cell.setChecked(bool(cell.text()))
                cell.setEnabled(False)  # nothing to choose: what both have is kept
            self._cells[line.field, paper.id] = cell
            grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)

    # ------------------------------------------------------------ choosing

    def _choose(self, field: str, paper_id: int) -> None:
        self._chosen[field] = paper_id
        for (name, owner), cell in self._cells.items():
            if name == field:
                cell.setChecked(owner == paper_id)
        self._show_after()
        self.changed.emit()

    def _show_after(self) -> None:
        pair = self._pair
        if pair is None:
            return
        papers = {pair.a.id: pair.a, pair.b.id: pair.b}

        def value(field: str) -> str:
            return words.words_of(papers[self._chosen.get(field, pair.a.id)], field)

        authors = papers[self._chosen.get("authors", pair.a.id)]
        state = papers[self._chosen.get("state", pair.a.id)]
        parts = [value("date") or "Undated", words.authors_of(authors)]
        notes = sum(len(paper.note.split()) for paper in papers.values())
        parts += [f"{number_of(notes, 'word')} of notes"] if notes else []
        tags = {tag.name: tag for paper in papers.values() for tag in paper.tags}
        self.after.show_merged(
            Merged(
                readable(value("title")),
                " · ".join(part for part in parts if part),
                state.state,
                state.seen,
                tuple(tags.values()),
            )
        )
