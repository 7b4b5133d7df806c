"""What reading the text of an import again would change, before anything is written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.intake import import_words
from reader.gui.look.theme import theme
from reader.model import Reread, RereadEntry
from reader.tex import readable

SIZE = (820, 560)


class ImportAgain(Dialog):
    """Lists the papers that would know more, and those that would be new."""

    wanted = Signal()

    def __init__(self, name: str, reread: Reread, parent: QWidget | None = None) -> None:
        super().__init__(f"Read again: {name}", SIZE, parent)
        self.about = Label(about(reread), role="bodyStrong", wrap=True)
        calm = Label(
            "Your states, stars, tags, notes and highlights stay as they are.",
            role="small",
            ink="secondary",
        )
        self.list = QTreeWidget()
        self.list.setAccessibleName("What would change")
        self.list.setProperty("part", "files")
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for entry in reread.entries:
            title = readable(entry.entry.facts.title)
            self.list.addTopLevelItem(QTreeWidgetItem([title, words_of(entry)]))
        if more := reread.improved + reread.new - len(reread.entries):
            self.list.addTopLevelItem(QTreeWidgetItem([f"{more:,} more", ""]))
        px = theme().px
        self.about.setContentsMargins(px(20), px(16), px(20), 0)
        calm.setContentsMargins(px(20), 0, px(20), px(10))
        self.list.setColumnWidth(0, px(480))
        self.list.setMinimumHeight(1)
        for widget in (self.about, calm):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.primary_button.setText(button(reread))
        self.primary_button.clicked.connect(self._take)
        self.footer_row.addStretch(1)
        self.end_footer()

    def _take(self) -> None:
        self.accept()
        self.wanted.emit()


def words_of(entry: RereadEntry) -> str:
    """What would become of one entry."""
    return "New" if entry.new else f"Gets {import_words.improvement_words(entry.improvements)}"


def about(reread: Reread) -> str:
    """What reading again comes to: `12 papers are read better, 1 is new.`"""
    parts = []
    if reread.improved:
        number = import_words.number_of(reread.improved, "paper")
        parts.append(f"{number} {'is' if reread.improved == 1 else 'are'} read better")
    if reread.new:
        number = f"{reread.new:,}" if parts else import_words.number_of(reread.new, "paper")
        parts.append(f"{number} {'is' if reread.new == 1 else 'are'} new")
    whole = f"{', '.join(parts)}." if parts else "Everything is read as it was."
    if reread.left_out:
        number = import_words.number_of(reread.left_out, "paper")
        stays = "stays" if reread.left_out == 1 else "stay"
        whole += f" {number} that you left out or deleted {stays} out."
    return whole


def button(reread: Reread) -> str:
    """The primary button: `Improve 12, add 1`."""
    improve = f"Improve {reread.improved:,}" if reread.improved else ""
    add = f"{'add' if improve else 'Add'} {reread.new:,}" if reread.new else ""
    return ", ".join(part for part in (improve, add) if part)
