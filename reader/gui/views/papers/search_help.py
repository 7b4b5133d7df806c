"""The help of the search field: what can be written, from the one table of the language."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reader.gui.controls.keycap import KeyCap
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.link_label import LinkLabel
from reader.gui.controls.popover import Popover
from reader.gui.look.theme import LARGE, px, theme
from reader.query.language import KEPT, LANGUAGE, ORDER, PLACES, WORDS, Line

WIDTH, EXAMPLES = 640, 142  # of all, and of what can be written
COLUMNS = ((WORDS, PLACES), (KEPT, ORDER))


class SearchHelp(Popover):
    """Two columns of examples. It never takes the focus, so typing goes on under it."""

    all_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Search help")
        self._body = QHBoxLayout()
        self._grids: list[QGridLayout] = []
        for sections in COLUMNS:
            column, grid = _column(sections)
            self._body.addLayout(column, 1)
            self._grids.append(grid)
        foot = QFrame()
        foot.setProperty("part", "popoverFoot")
        self._foot = QHBoxLayout(foot)
        self._foot.addWidget(KeyCap("Tab"))
        self._foot.addWidget(Label("complete a filter", role="small", ink="secondary"), 1)
        everything = LinkLabel("All of the syntax")
        everything.clicked.connect(self.all_wanted)
        self._foot.addWidget(everything)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.setContentsMargins(1, 1, 1, 1)
        column.addLayout(self._body)
        column.addWidget(foot)
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(min(px(WIDTH), self._window.width() - 2 * px(12)))
        self._body.setContentsMargins(px(18), px(16), px(18), px(16))
        self._body.setSpacing(px(16))
        for grid in self._grids:
            grid.setVerticalSpacing(px(3 if theme().scale >= LARGE else 8))
        self._foot.setContentsMargins(px(18), px(9), px(18), px(9))
        self._foot.setSpacing(px(10))


def _column(sections: tuple[str, ...]) -> tuple[QVBoxLayout, QGridLayout]:
    """Sections below each other; what their examples mean begins at one place."""
    column, grid = QVBoxLayout(), QGridLayout()
    grid.setHorizontalSpacing(px(8))
    grid.setColumnMinimumWidth(0, px(EXAMPLES))
    grid.setColumnStretch(1, 1)
    for section in sections:
        row = grid.rowCount()
        heading = Label(section, role="small", weight=600)
        heading.setContentsMargins(0, px(6) if row > 1 else 0, 0, px(2))
        grid.addWidget(heading, row, 0, 1, 2)
        for line in LANGUAGE:
            if line.section == section and line.short:
                _add(grid, grid.rowCount(), line)
    column.addLayout(grid)
    column.addStretch(1)
    return column, grid


def _add(grid: QGridLayout, row: int, line: Line) -> None:
    grid.addWidget(Label(line.write, role="monoSmall", ink="accent"), row, 0)
    words = ElidedLabel(line.short, role="small", ink="secondary")
    grid.addWidget(words, row, 1)
