"""Saving a search: a name for it, and what it finds now."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.look.theme import px
from reader.query.saying import conditions

LONGEST_NAME = 40
TAKEN = "There is a saved search with this name."


class SaveSearchDialog(Dialog):
    """Asks for a name that no other saved search has; `saved` says it."""

    saved = Signal(str)

    def __init__(self, query: str, found: str, taken: Sequence[str], parent: QWidget) -> None:
        super().__init__("Save search", (460, 230), parent)
        self._taken = {name.casefold() for name in taken}
        self.name = QLineEdit(first_name(query))
        self.name.setAccessibleName("Name")
        self.name.selectAll()
        self._fault = Label(role="small", ink="danger")
        form = QFormLayout()
        form.setContentsMargins(px(20), px(18), px(20), px(10))
        form.setVerticalSpacing(px(8))
        form.setHorizontalSpacing(px(14))
        form.addRow(Label("Name", role="label"), self.name)
        form.addRow("", self._fault)
        form.addRow(Label("Query", role="label"), Label(query, role="mono", ink="secondary"))
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.footer_row.addWidget(Label(found, role="small", ink="secondary"), 1)
        self.primary_button.setText("Save")
        self.end_footer()
        self.primary_button.clicked.connect(self._save)
        self.name.textChanged.connect(self._judge)
        self._judge()
        self.name.setFocus()

    def _judge(self) -> None:
        name = self.name.text().strip()
        self._fault.setText(TAKEN if name.casefold() in self._taken else "")
        self.primary_button.setEnabled(bool(name) and not self._fault.text())

    def _save(self) -> None:
        self.saved.emit(self.name.text().strip())
        self.accept()


def first_name(query: str) -> str:
    """A name to begin with: the search in words, cut where it gets long."""
    words = ", ".join(each.words.removesuffix(", any form") for each in conditions(query))
    words = words[:1].upper() + words[1:]
    if len(words) <= LONGEST_NAME:
        return words
    return words[: LONGEST_NAME - 1].rsplit(" ", 1)[0].rstrip(",") + "…"
