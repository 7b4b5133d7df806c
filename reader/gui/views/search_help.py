"""The help of the search field: what can be written, from the one table of the language."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reader.gui.controls.keycap import KeyCap
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.link_label import LinkLabel
from reader.gui.controls.popover import Popover
from reader.gui.look.theme import px, theme
from reader.query.language import KEPT, LANGUAGE, ORDER, PLACES, WORDS, Line

WIDTH = 640
COLUMNS = ((WORDS, PLACES), (KEPT, ORDER))


class SearchHelp(Popover):
    """Two columns of examples. It never takes the focus, so typing goes on under it."""

    all_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Search help")
        self._body = QHBoxLayout()
        for sections in COLUMNS:
            self._body.addLayout(_column(sections), 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(KeyCap("Tab"))
        self._foot.addWidget(Label("complete a filter", role="small", ink="secondary"), 1)
        everything = LinkLabel("All of the syntax")
        everything.clicked.connect(self.all_wanted)
        self._foot.addWidget(everything)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(self._body)
        column.addLayout(self._foot)
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(min(px(WIDTH), self._window.width() - 2 * px(12)))
        self._body.setContentsMargins(px(18), px(14), px(18), px(12))
        self._body.setSpacing(px(16))
        self._foot.setContentsMargins(px(18), px(8), px(18), px(10))
        self._foot.setSpacing(px(10))


def _column(sections: tuple[str, ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(2))
    for section in sections:
        heading = Label(section, role="small", weight=600)
        heading.setContentsMargins(0, px(6) if column.count() else 0, 0, px(4))
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(each for each in LANGUAGE if each.section == section):
            if line.short:
                _add(grid, row, line)
        column.addLayout(grid)
    column.addStretch(1)
    return column


def _add(grid: QGridLayout, row: int, line: Line) -> None:
    grid.addWidget(Label(line.write, role="mono", ink="accent"), row, 0)
    words = ElidedLabel(line.short, role="small", ink="secondary")
    grid.addWidget(words, row, 1)
