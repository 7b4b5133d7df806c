"""The context menu of the abstract: for the selected words, or the highlight under the pointer."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from reader import note_links
from reader.gui.controls.menu import DANGER, Menu, shortened
from reader.gui.views.quoting import quotation
from reader.gui.views.reading.highlight_popover import kinds_menu

if TYPE_CHECKING:
    from reader.gui.views.reading.abstract_view import AbstractView


def abstract_menu(view: "AbstractView", place: int | None) -> QMenu:
    """What can be done at a place of the text."""
    menu = Menu("", view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    mark = view.highlight_at(place) if place is not None else None
    if view.has_selection():
        _for_selection(view, menu)
    elif mark is not None:
        change = partial(view.highlight_change_wanted.emit, mark.id)
        menu.addMenu(kinds_menu(menu, "Kind", mark.kind, lambda kind: change(kind, None)))
        menu.addAction("Edit comment\tC").triggered.connect(lambda: view.comment_on(mark))
        for said in note_links.said(mark.comment):
            action = menu.addAction(f"Go to “{shortened(said, 48)}”")
            action.triggered.connect(lambda _on=False, said=said: view.title_wanted.emit(said))
        delete = menu.addAction("Delete")
        delete.setProperty(DANGER, True)
        delete.triggered.connect(lambda: view.highlight_delete_wanted.emit(mark.id))
    else:
        menu.addAction("Select all").triggered.connect(view.selectAll)
    return menu


def _for_selection(view: "AbstractView", menu: QMenu) -> None:
    words = " ".join(view.textCursor().selectedText().split()).replace('"', " ")
    menu.addMenu(kinds_menu(menu, "Highlight", None, view.highlight_as))
    menu.addAction("Comment\tC").triggered.connect(view.comment)
    menu.addAction("Copy").triggered.connect(view.copy)
    quoted = quotation(view.textCursor().selectedText())
    copy = menu.addAction("Copy as quote")
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(quoted))
    lost = [mark for mark in view.highlights if mark.start is None]
    if lost:
        again = Menu("Attach a lost highlight here", menu)
        menu.addMenu(again)
        for mark in lost:
            action = again.addAction(shortened(" ".join(mark.quote.split()), 48))
            action.triggered.connect(lambda _on=False, mark=mark: view.attach(mark.id))
    ask, title = view.search_wanted.emit, f"Search for “{shortened(words)}”"
    menu.addAction(title).triggered.connect(lambda: ask(f'"{words}"'))
    close = menu.addAction("Look up related to these words")
    close.triggered.connect(lambda: ask(f'related:"{words}"'))
