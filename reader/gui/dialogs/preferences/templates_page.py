"""Preferences, Templates: patterns of notes, written in Markdown with variables."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
)

from reader.errors import Problem
from reader.gui.asking.worker import Work
from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.label import Label
from reader.gui.dialogs.preferences.preferences_page import Page, side_by_side
from reader.gui.look.theme import px, theme
from reader.library import Library, template_variables
from reader.model import Changes, Template

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WIDTH = 500
KEEP_MS = 800


class TemplatesPage(Page):
    """Choose one, change its name or text: kept after a moment, in the library."""

    can_be_reset = False

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._templates: list[Template] = []
        self.choice = ChoiceBox("Template")
        self.choice.setFixedWidth(px(230))
        self.choice.activated.connect(self._chosen)
        self.new = self._button("New", self._make)
        self.delete = self._button("Delete", self._delete)
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.name.setFixedWidth(px(230))
        self.name.setAccessibleName("Name")
        self.text = QPlainTextEdit()
        self.text.setProperty("field", "true")
        self.text.setFont(theme().font("mono"))
        self.text.setFixedSize(px(WIDTH), px(220))
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the template")
        self.said = Label(role="small", ink="danger", wrap=True)
        self.said.setFixedWidth(px(WIDTH))
        line = side_by_side(self.choice, self.new, self.delete)
        words = "\n".join(f"{{{{ {name} }}}}   {about}" for name, about in _variables())
        self.add("Template", line)
        self.add("Name", self.name)
        self.add("Text", self.text, "Put in with Ctrl Shift T, or “Insert note template…”.")
        self.add("", self.said)
        about = Label(words, role="small", ink="tertiary", wrap=True)
        about.setFixedWidth(px(WIDTH))
        self.add("Variables", about)
        self.column.addStretch(1)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep.timeout.connect(self.keep)
        self.name.textEdited.connect(lambda _text: self._keep.start())
        self.text.textChanged.connect(self._typed)
        self._load("")

    # ------------------------------------------------------------ showing

    def _load(self, name: str) -> None:
        """Read the templates again, and show the one of this name, or the first."""
        library = self._window.looking.library
        self._templates = library.note_templates() if library is not None else []
        self.choice.clear()
        for template in self._templates:
            self.choice.addItem(template.name)
        self.choice.setCurrentIndex(max(0, self.choice.findText(name)))
        self._show()

    def _current(self) -> Template | None:
        at = self.choice.currentIndex()
        return self._templates[at] if 0 <= at < len(self._templates) else None

    def _show(self) -> None:
        template = self._current()
        self.text.blockSignals(True)
        self.name.setText(template.name if template else "")
        self.text.setPlainText(template.text if template else "")
        self.text.blockSignals(False)
        self.delete.setEnabled(template is not None and template.own)
        self.said.setText("")

    def _chosen(self, _index: int) -> None:
        wanted = self.choice.currentText()
        if self._keep.isActive():
            self.choice.setCurrentText(wanted)
            self.keep()
        self._show()

    def _typed(self) -> None:
        self._keep.start()

    # ------------------------------------------------------------ keeping

    def keep(self) -> None:
        """Keep what was typed; a bundled template becomes one of the person's own."""
        self._keep.stop()
        template, name, text = self._current(), self.name.text().strip(), self.text.toPlainText()
        if template is None or (template.name, template.text) == (name, text):
            return
        uid = template.uid

        def work(library: Library) -> Changes:
            return library.save_template(name, text, uid=uid)

        self._do(work, name)

    def _make(self) -> None:
        taken = {template.name.casefold() for template in self._templates}
        number = 1
        while f"template {number}" in taken:
            number += 1
        name = f"Template {number}"
        self._do(lambda library: library.save_template(name, "## {{ title }}\n\n"), name)

    def _delete(self) -> None:
        template = self._current()
        if template is not None and template.own:
            self._keep.stop()
            uid = template.uid
            self._do(lambda library: library.delete_template(uid), template.name)

    def _do(self, work: Work, name: str) -> None:
        def done(_changes: Changes) -> None:
            focused, caret = self.text.hasFocus(), self.text.textCursor().position()
            self._load(name)
            if focused:
                cursor = self.text.textCursor()
                cursor.setPosition(min(caret, self.text.document().characterCount() - 1))
                self.text.setTextCursor(cursor)

        def failed(error: BaseException) -> None:
            if isinstance(error, Problem):
                self.said.setText(str(error))
            else:
                self._window.messages.error(error)

        self._window.worker.ask(work, done, failed)


def _variables() -> list[tuple[str, str]]:
    return list(template_variables().items())
