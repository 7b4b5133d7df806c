"""Preferences, Backup: the backups there are, making one now, restoring one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
)

from reader import paths
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.dialogs.preferences.preferences_page import Page
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import moment, number
from reader.gui.upkeep.keeping import megabytes, problem_words, saved_words
from reader.model import Backup

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WIDTH = 460
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
COLUMNS = ("When", "Why", "Papers", "Notes", "Size")
HINT = (
    "Every half hour of work, and before each large import, upgrade, repair and restore. Kept are"
    " those of the last day, then 12 days, 10 weeks and 24 months."
)


class BackupPage(Page):
    """A line for each backup, newest first."""

    can_be_reset = False

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window, self._keeping = window, window.keeping
        self._there: list[Backup] = []
        self.last = ElidedLabel()
        self.last.setFixedWidth(px(WIDTH))
        place = ElidedLabel(str(paths.backups_folder()))
        place.setFixedWidth(px(WIDTH))
        self.add("Last backup", self.last, HINT)
        self.add(
            "Where",
            place,
            "Outside the library's folder. Each was read back and compared. Attached files are"
            " not in them: copy the folder “files” of the library yourself.",
        )
        self.now = self._button("Back up now", self._back_up)
        self.restore = self._button("Restore…", self._restore)
        self.said = Label("", role="small", ink="secondary", wrap=True)
        self.list = self._make_list()
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.now)
        row.addWidget(self.restore)
        row.addWidget(self.said, 1)
        row.setContentsMargins(0, 0, px(16), 0)
        self.column.addLayout(row)
        lines = QHBoxLayout()
        lines.setContentsMargins(0, 0, px(16), 0)
        lines.addWidget(self.list)
        self.column.addLayout(lines, 1)
        self.look()

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setProperty("part", "backups")
        made.setAccessibleName("Backups, newest first")
        made.setHeaderLabels(list(COLUMNS))
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setFont(theme().font("body"))
        made.header().setFont(theme().font("small"))
        made.header().setStretchLastSection(False)
        made.header().setSectionsMovable(False)
        made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((170, 190, 80, 70, 80)):
            made.setColumnWidth(column, px(width))
            if column > 1:
                made.headerItem().setTextAlignment(column, _RIGHT)
        made.itemActivated.connect(lambda _item, _column: self._restore())
        made.currentItemChanged.connect(lambda item, _: self.restore.setEnabled(item is not None))
        return made

    def look(self) -> None:
        """Read which backups there are."""
        self.restore.setEnabled(False)
        self._keeping.backups(self._show)

    def _show(self, there: list[Backup]) -> None:
        if not self.is_there():
            return
        self._there = there
        self.list.clear()
        for backup in there:
            self.list.addTopLevelItem(_line(backup))
        if there:
            newest = there[0]
            self.last.setText(f"{moment(newest.at)}, {megabytes(newest.size)}")
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        else:
            self.last.setText("There is no backup yet.")

    def _back_up(self) -> None:
        work = self.begin("Backing up")
        self._keeping.back_up(work, self._made, self._failed)

    def _made(self, backup: Backup | None) -> None:
        if self.end():
            words = "Nothing has changed since the last backup."
            self.said.setText(words if backup is None else f"{saved_words(backup)}.")
            self.look()

    def _failed(self, error: BaseException) -> None:
        if self.end():
            self.said.setText(problem_words(error))

    def _restore(self) -> None:
        from reader.gui.dialogs.restore_dialog import RestoreDialog

        place = self.list.currentIndex().row()
        if 0 <= place < len(self._there):
            dialog = RestoreDialog(self._there[place], self._keeping, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.restored.connect(self._restored)
            dialog.open()
            dialog.compare()

    def _restored(self) -> None:
        if self.is_there():
            self.said.setText("Restored.")
            self.look()


def _line(backup: Backup) -> QTreeWidgetItem:
    words = (
        moment(backup.at),
        backup.reason[:1].upper() + backup.reason[1:],
        number(backup.papers),
        number(backup.notes),
        megabytes(backup.size),
    )
    item = QTreeWidgetItem(list(words))
    for column in range(2, len(COLUMNS)):
        item.setTextAlignment(column, _RIGHT)
    return item
