"""What the import dialog shows when a text holds no papers that Reader can see."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.controls.source_view import SourceView
from reader.gui.dialogs.importing.import_files import Outcome
from reader.gui.look.theme import theme

FIRST_LINES = 12


class NothingFound(QWidget):
    """What happened, what to do, and the first lines of the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = Label(role="bodyStrong", wrap=True)
        self.what_to_do = Label(ink="secondary", wrap=True)
        self.lines = SourceView("First lines")
        self.lines.setProperty("part", "source")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.what)
        self._column.addWidget(self.what_to_do)
        self._column.addWidget(self.lines, 1000)
        self._column.addStretch(1)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_outcome(self, outcome: Outcome, lines: Sequence[str]) -> None:
        """Show why there are no papers; without a text there are no lines either."""
        problem = outcome.problem
        if problem is not None:
            self.what.setText(problem.what)
            self.what_to_do.setText(problem.do)
        else:
            self.what.setText("No papers found in this text.")
            self.what_to_do.setText("Choose its format, or check the first lines below.")
        self.lines.setVisible(outcome.dump is not None)
        self.lines.show_lines([line[:1000] for line in lines[:FIRST_LINES]])

    def _restyle(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(24), px(8), px(24), px(20))
        self._column.setSpacing(px(6))
