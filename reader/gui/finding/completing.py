"""Completion in the search field: the list under it, and the keys that go into the list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reader.gui.views.completion_list import CompletionList
from reader.gui.views.papers.search_bar import SearchField
from reader.model import Counts
from reader.query.completing import Completion, completions

Key = Qt.Key


class Completing(QObject):
    """Offers values while a filter is written; Tab also completes the name of a filter.

    While words are written nothing is offered, so that arrows and Enter go to the papers; in the
    empty field the last searches are.
    """

    def __init__(self, field: SearchField, window: QWidget) -> None:
        super().__init__(window)
        self._field = field
        self._counts: Counts | None = None
        self._searches: Sequence[tuple[str, str]] = ()
        self.recent: Callable[[], Sequence[str]] = tuple
        self.offered = CompletionList(window)
        self.offered.chosen.connect(self._take)
        field.textEdited.connect(lambda _text: self._offer(names=False))
        field.focused.connect(self._offer_recent)
        field.keys_first = self._key

    def show_counts(self, counts: Counts) -> None:
        """New tags, imports and numbers."""
        self._counts = counts

    def show_searches(self, searches: Sequence[tuple[str, str]]) -> None:
        """New saved searches: names and texts."""
        self._searches = searches

    def _offer_recent(self) -> None:
        """The last searches, while nothing is written."""
        recent = self.recent()
        if recent and not self._field.text():
            self._show([Completion(0, text, "searched before") for text in recent])

    def _found(self, names: bool) -> list[Completion]:
        if self._counts is None or not self._field.text():
            return []
        text, caret = self._field.text(), self._field.cursorPosition()
        found = completions(text, caret, self._counts, self._searches)
        return [each for each in found if names or each.is_whole]

    def _offer(self, names: bool) -> None:
        found = self._found(names)
        if not found:
            self.offered.dismiss()
            return
        self._show(found)

    def _show(self, found: Sequence[Completion]) -> None:
        self.offered.offer(found)
        corner = self._field.mapToGlobal(self._field.rect().topLeft())
        if self.offered.isHidden():
            self.offered.open_at(QRect(corner, self._field.size()), gap=4)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key of the field went into the list."""
        key = event.key()
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        if self.offered.isHidden():
            if key == Key.Key_Down and not self._field.text() and self.recent():
                self._offer_recent()
                return True
            return key == Key.Key_Tab and self._begin()
        if key in (Key.Key_Down, Key.Key_Up):
            self.offered.move_by(1 if key == Key.Key_Down else -1)
            return True
        if key == Key.Key_Tab:
            self._take(self.offered.current or self.offered.offered[0])
            return True
        if key == Key.Key_Escape:
            self.offered.dismiss()
            return True
        if key in (Key.Key_Return, Key.Key_Enter):
            chosen = self.offered.current
            self.offered.dismiss()
            if chosen is not None:
                self._take(chosen)
            return chosen is not None
        return False

    def _begin(self) -> bool:
        found = self._found(names=True)
        if len(found) == 1:
            self._take(found[0])
        elif found:
            self._offer(names=True)
        return bool(found)

    def _take(self, chosen: Completion) -> None:
        """Write a completion in the place of what is there of it."""
        text, caret = self._field.text(), self._field.cursorPosition()
        space = " " if chosen.is_whole and not text[caret:].startswith(" ") else ""
        written = text[: chosen.start] + chosen.text + space
        self._field.setText(written + text[caret:])
        self._field.setCursorPosition(len(written))
        self.offered.dismiss()
        self._field.textEdited.emit(self._field.text())
