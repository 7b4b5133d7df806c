"""The tag editor: which papers it is for, and what becomes of what was chosen in it."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from reader.errors import Busy
from reader.gui.asking.looking import Looking
from reader.gui.asking.messages import Messages
from reader.gui.deciding.operations import Operations
from reader.model import Counts


class Tagging(QObject):
    """Opens the tag editor for the selected papers; closing it is one step."""

    def __init__(
        self,
        operations: Operations,
        looking: Looking,
        selection: Callable[[], Sequence[int]],
        corner: Callable[[], QRect],
        messages: Messages,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._operations, self._looking = operations, looking
        self._selection, self._corner, self._window = selection, corner, window
        self._messages = messages
        self._counts: Counts | None = None

    def show_counts(self, counts: Counts) -> None:
        """Know the tags of the library."""
        self._counts = counts

    def edit(self) -> None:
        """Open the editor where the tags of the paper are."""
        from reader.gui.views.tag_editor import TagEditor

        ids = self._selection()
        if not ids or self._counts is None:
            return
        try:
            rows = self._looking.patiently(lambda: self._looking.rows(ids))
        except Busy as busy:
            self._messages.error(busy)
            return
        on = Counter(tag.name for row in rows for tag in row.tags)
        editor = TagEditor(self._counts.tags, on, len(ids), self._window)
        editor.done.connect(lambda add, remove: self._operations.retag(ids, add, remove))
        editor.open_at(self._corner())
