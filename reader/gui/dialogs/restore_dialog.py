"""Restoring a backup: what it holds, what that takes away and brings back, and only then a yes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from reader.errors import Cancelled, Damaged
from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.long_work import percent
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import moment, papers
from reader.gui.upkeep.keeping import megabytes, problem_words
from reader.model import Backup, Difference
from reader.tex import readable

if TYPE_CHECKING:
    from reader.gui.upkeep.keeping import Keeping

SIZE = (720, 520)
MOST = 500  # titles that are told one by one
BEFORE = "The library as it is now is backed up first, and “Undo” brings it back."


class RestoreDialog(Dialog):
    """One backup beside the library; `restored` when the library is what it was in it."""

    restored = Signal()

    def __init__(self, backup: Backup, keeping: "Keeping", parent: QWidget) -> None:
        super().__init__("Restore a backup", SIZE, parent)
        self._backup, self._keeping = backup, keeping
        holds = f"{papers(backup.papers)}, {backup.notes:,} with notes, {megabytes(backup.size)}"
        self.body.setContentsMargins(px(20), px(18), px(20), px(14))
        self.body.setSpacing(px(12))
        self.body.addWidget(Label(moment(backup.at), role="heading"))
        self.body.addWidget(Label(f"{holds}, made {_occasion(backup.reason)}", ink="secondary"))
        self.lost, self.gained = _list("What would be lost"), _list("What would come back")
        sides = QHBoxLayout()
        sides.setSpacing(px(16))
        self._heads = []
        for words, box in (("Would be lost", self.lost), ("Would come back", self.gained)):
            column = QVBoxLayout()
            column.setSpacing(px(6))
            head = Label(words, role="caption", ink="tertiary")
            self._heads.append(head)
            column.addWidget(head)
            column.addWidget(box, 1)
            sides.addLayout(column, 1)
        self.body.addLayout(sides, 1)
        self.said = Label("", wrap=True)
        self.body.addWidget(self.said)
        self.body.addWidget(Label(BEFORE, role="small", ink="tertiary", wrap=True))
        self.footer_row.addStretch(1)
        self.primary_button.setText("Restore")
        self.primary_button.setEnabled(False)
        self.primary_button.clicked.connect(self._restore)
        self.end_footer()

    def compare(self) -> None:
        """Look what would be lost; until that is known nothing can be restored."""
        work = self.begin(percent("Comparing"))
        self._keeping.compare(self._backup, work, self._show, self._not_compared)

    def _show(self, difference: Difference) -> None:
        if self.gone:
            return
        self.end()
        for box, lines in ((self.lost, lost(difference)), (self.gained, gained(difference))):
            box.addItems(lines or ["Nothing"])
        self.said.setText(changed(difference))
        self.primary_button.setEnabled(True)

    def _not_compared(self, error: BaseException) -> None:
        if self.gone:
            return
        self.end()
        if isinstance(error, Cancelled):
            self.reject()
        elif isinstance(error, Damaged):
            self.said.setText(
                "The library cannot be opened, so it cannot be compared. Its file will be kept"
                " beside the restored one."
            )
            self.primary_button.setEnabled(True)
        else:
            self.said.setText(problem_words(error))

    def _restore(self) -> None:
        work = self.begin(percent("Restoring"))
        self._keeping.restore(self._backup, work, self._restored, self._failed)

    def _restored(self) -> None:
        if not self.gone:
            self.restored.emit()
            self.end()
            self.accept()

    def _failed(self, error: BaseException) -> None:
        if not self.gone:
            self.end()
            self.said.setText(problem_words(error))
            self.primary_button.setEnabled(True)


def lost(difference: Difference) -> list[str]:
    """What restoring takes away, a line each."""
    return [
        *_titles("Paper", difference.papers_lost),
        *_titles("Notes on", difference.notes_lost),
        *_titles("Text", difference.texts_lost),
        *_highlights(difference.highlights_lost),
    ]


def gained(difference: Difference) -> list[str]:
    """What restoring brings back, a line each."""
    return [
        *_titles("Paper", difference.papers_gained),
        *_titles("Notes on", difference.notes_gained),
        *_titles("Text", difference.texts_gained),
        *_highlights(difference.highlights_gained),
    ]


def changed(difference: Difference) -> str:
    """What else would be other than it is."""
    parts = []
    if difference.decisions:
        parts.append(f"State, star, tags or place of {papers(difference.decisions)} would change.")
    if difference.facts:
        parts.append(f"What is known of {papers(difference.facts)} would change.")
    if not (parts or lost(difference) or gained(difference)):
        parts.append("It holds the same papers, notes and decisions as the library.")
    return " ".join(parts)


def _titles(what: str, titles: tuple[str, ...]) -> list[str]:
    shown = [f"{what}: {readable(title)}" for title in titles[:MOST]]
    more = len(titles) - len(shown)
    return [*shown, f"and {more:,} more"] if more else shown


def _highlights(count: int) -> list[str]:
    return [f"{count:,} highlight{'s' * (count != 1)}"] if count else []


def _occasion(reason: str) -> str:
    return "when you asked for it" if reason == "asked for" else reason


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setProperty("part", "backups")
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setTextElideMode(Qt.TextElideMode.ElideNone)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFont(theme().font("body"))
    return made
