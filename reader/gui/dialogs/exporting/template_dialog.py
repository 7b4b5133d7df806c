"""Templates of exports: written at the left, and at the right what they make of a real paper."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import Problem
from reader.exporting import export_variables
from reader.gui.asking.worker import Worker
from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.label import Label
from reader.gui.controls.source_view import SourceView
from reader.gui.dialogs.dialog import Dialog
from reader.gui.look.theme import px, theme
from reader.library import Library
from reader.model import Changes, ExportFile, ExportOptions, Template

SIZE = (1040, 680)
SETTLE = 200  # ms after the last letter until the preview is made again
NEW = "{{ heading }} {{ title }}\n\n{{ note }}\n"
_NEW_NAME = "My template"


class TemplateDialog(Dialog):
    """Edits one template; a bundled one becomes the person's own. `saved` says its name."""

    saved = Signal(str)

    def __init__(
        self, worker: Worker, name: str, ids: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__("Templates of exports", SIZE, parent)
        self._worker, self._ids = worker, tuple(ids)
        self._templates: list[Template] = []
        self._wanted_name = name
        self.choice = ChoiceBox("Template")
        self.new = QPushButton("&New")
        self.delete = QPushButton("&Delete")
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.name.setAccessibleName("Name")
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the template")
        self.variables = ChoiceBox("Put in a variable")
        self.variables.addItem("Put in a variable")
        self.variables.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.variables.setMinimumContentsLength(20)
        for one, what in export_variables().items():
            self.variables.addItem(f"{one}: {what}", one.split(", ")[0])
        self.said = Label(role="small", ink="danger", wrap=True)
        self.preview = SourceView("What it makes of a paper")
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._ask_preview)
        self._lay_out()
        self._connect()
        theme().changed.connect(self._restyle_own)
        self._restyle_own()
        self._load()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        for button in (self.new, self.delete):
            button.setAutoDefault(False)
            row.addWidget(button)
        self._left = QVBoxLayout()
        self._left.addLayout(row)
        for caption, widget in (("Name", self.name), ("Text", self.text)):
            self._left.addWidget(Label(caption, role="small", weight=600))
            self._left.addWidget(widget, 1 if widget is self.text else 0)
        self._left.addWidget(self.said)
        self._left.addWidget(self.variables)
        self._right = QVBoxLayout()
        self._right.addWidget(Label("Preview", role="bodyStrong"))
        self._right.addWidget(self.preview, 1)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedWidth(1)
        whole = QHBoxLayout()
        whole.setSpacing(0)
        whole.addLayout(self._left, 1)
        whole.addWidget(rule)
        whole.addLayout(self._right, 1)
        self.body.addLayout(whole)
        self.footer_row.addStretch(1)
        self.primary_button.setText("Save")
        self.end_footer()

    def _connect(self) -> None:
        self.choice.activated.connect(lambda _index: self._show())
        self.variables.activated.connect(self._put_in)
        self.new.clicked.connect(self._begin)
        self.delete.clicked.connect(self._delete)
        self.text.textChanged.connect(self._settle.start)
        self.name.textChanged.connect(lambda _text: self._judge())
        self.primary_button.clicked.connect(self._save)

    def _restyle_own(self) -> None:
        for column in (self._left, self._right):
            column.setContentsMargins(px(20), px(16), px(20), px(16))
            column.setSpacing(px(6))
        self.text.setFont(theme().font("mono"))
        for button in (self.new, self.delete):
            button.setFont(theme().font("label"))

    # ------------------------------------------------------------ which one

    def _load(self) -> None:
        self._worker.ask(lambda library: library.export_templates(), self._loaded, self._failed)

    def _loaded(self, templates: list[Template]) -> None:
        if self.gone:
            return
        self._templates = templates
        self.choice.clear()
        for one in templates:
            self.choice.addItem(one.name)
        self.choice.setCurrentIndex(max(0, self.choice.findText(self._wanted_name)))
        self._show()
        self.text.setFocus()

    def _current(self) -> Template | None:
        place = self.choice.currentIndex()
        return self._templates[place] if 0 <= place < len(self._templates) else None

    def _show(self) -> None:
        template = self._current()
        self.name.setText(template.name if template else "")
        self.text.setPlainText(template.text if template else "")
        self._judge()

    def _begin(self) -> None:
        """Begin a new one, with a name that none has."""
        taken = {one.name.casefold() for one in self._templates}
        name, number = _NEW_NAME, 1
        while name.casefold() in taken:
            number += 1
            name = f"{_NEW_NAME} {number}"
        self.choice.setCurrentIndex(-1)
        self.name.setText(name)
        self.text.setPlainText(NEW)
        self._judge()
        self.name.selectAll()
        self.name.setFocus()

    def _put_in(self, index: int) -> None:
        """Put the chosen variable where the caret is."""
        name = self.variables.itemData(index)
        self.variables.setCurrentIndex(0)
        if name:
            self.text.insertPlainText(f"{{{{ {name} }}}}")
            self.text.setFocus()

    def _judge(self) -> None:
        template = self._current()
        self.delete.setEnabled(template is not None and template.own)
        self.primary_button.setEnabled(bool(self.name.text().strip()))

    # ------------------------------------------------------------ what it makes

    def _ask_preview(self) -> None:
        ids = self._ids
        options = ExportOptions(template=self.text.toPlainText() or " ", layout="files")
        self._worker.ask(
            lambda library: library.export_preview(ids, options),
            self._show_preview,
            self._failed,
            only_newest=f"template preview {id(self)}",
        )

    def _show_preview(self, files: Sequence[ExportFile]) -> None:
        if not self.gone:
            self.said.setText("")
            body = files[0].text.split("\n---\n\n", 1)[-1] if files else ""
            self.preview.show_lines(body.rstrip("\n").split("\n"))

    def _failed(self, error: BaseException) -> None:
        if self.gone:
            return
        if not isinstance(error, Problem):
            raise error
        self.said.setText(str(error))

    # ------------------------------------------------------------ keeping

    def _save(self) -> None:
        template, name, text = self._current(), self.name.text().strip(), self.text.toPlainText()
        uid = template.uid if template is not None else ""

        def work(library: Library) -> Changes:
            return library.save_export_template(name, text, uid=uid)

        self._worker.ask(work, lambda _changes: self._saved(name), self._failed)

    def _saved(self, name: str) -> None:
        if not self.gone:
            self.saved.emit(name)
            self.accept()

    def _delete(self) -> None:
        template = self._current()
        if template is not None and template.own:
            uid = template.uid
            self._worker.ask(
                lambda library: library.delete_template(uid), self._deleted, self._failed
            )

    def _deleted(self, _changes: Changes) -> None:
        if not self.gone:
            self.saved.emit("")
            self._load()
