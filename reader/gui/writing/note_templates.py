"""Templates of notes in the window: chosen from a menu, filled in, put in at the caret."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from reader.gui.controls.menu import Menu, shortened
from reader.model import Template

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


class NoteTemplates(QObject):
    """Offers the templates for the note of the shown paper."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def offer(self) -> None:
        """Show the templates, under the bar of the editor."""
        if self._window.shown_paper.paper is None:
            self._window.messages.say("Select one paper to write its notes")
            return
        self._window.worker.ask(
            lambda library: library.note_templates(), self._show, self._window.messages.error
        )

    def menu(self, templates: list[Template]) -> QMenu:
        """The templates by name, and the way to change them."""
        menu = Menu("", self._window)
        for template in templates:
            action = menu.addAction(shortened(template.name, 40))
            action.triggered.connect(lambda _on=False, one=template: self.insert(one))
        menu.addSeparator()
        edit = menu.addAction("Edit templates…")
        edit.triggered.connect(lambda: self._window.popups.show_preferences("Templates"))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _show(self, templates: list[Template]) -> None:
        self._window.write_notes()
        notes = self._window.pane.panel.notes
        self.menu(templates).popup(notes.mapToGlobal(QPoint(0, 0)))

    def insert(self, template: Template) -> None:
        """Put a template in at the caret, as one step of the editor's own undo."""
        window, paper = self._window, self._window.shown_paper.paper
        if paper is None:
            return
        number, text = paper.id, template.text

        def filled(words: str) -> None:
            if window.pane.paper_id == number:
                window.pane.panel.notes.insert_block(words)

        window.worker.ask(
            lambda library: library.fill_template(number, text), filled, window.messages.error
        )
