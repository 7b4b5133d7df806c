"""The order "For you" in the window: its line over the list, why in each row, its words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.errors import Busy
from reader.gui.browsing import Listed
from reader.gui.places import INBOX
from reader.model import Changes, Paper, Row, Taste, Wish

if TYPE_CHECKING:
    from reader.gui.dialogs.taste_dialog import TasteDialog
    from reader.gui.main_window import MainWindow

WILDCARD = "Wildcard, outside your usual words"


class ForYou(QObject):
    """Follows the answers of `Browsing`. Nothing is hidden: one key brings the old order back."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._taste: Taste | None = None
        self._wildcards: frozenset[int] = frozenset()
        self._reasons: dict[int, str] = {}
        self._dialog: TasteDialog | None = None
        window.browsing.listed.connect(self._show)
        window.list.taste.words_wanted.connect(self.show_words)
        window.worker.changed.connect(self._follow)

    def toggle(self) -> None:
        """Put the Inbox in this order, or back in that of its listings."""
        browsing = self._window.browsing
        if browsing.place is not INBOX or browsing.query:
            browsing.open(INBOX)
            browsing.sort_by("foryou")
        else:
            browsing.sort_by("default" if browsing.sort == "foryou" else "foryou")

    def show_words(self) -> None:
        """The words that weigh most, each to be muted or pinned."""
        self._window.worker.ask(
            lambda library: library.taste(), self._open_words, self._window.messages.error
        )

    def reason(self, row: Row | Paper) -> str:
        """Why a paper stands where it does."""
        if row.id in self._wildcards:
            return WILDCARD
        if row.id not in self._reasons and self._taste is not None:
            try:
                self._reasons[row.id] = self._window.looking.reasons(self._taste, row.id)
            except Busy:
                return ""
        return self._reasons.get(row.id, "")

    def _show(self, listed: Listed) -> None:
        taste = listed.taste
        if taste != self._taste:
            self._reasons.clear()
        self._taste, self._wildcards = taste, listed.wildcards
        self._window.list.taste.show_taste(taste)
        on = taste is not None and taste.is_on
        self._window.list.table.cards.reason = self.reason if on else None
        self._window.pane.head.show_reasons(self.reason if on else None)

    def _open_words(self, taste: Taste) -> None:
        from reader.gui.dialogs.taste_dialog import TasteDialog

        dialog = self._dialog = TasteDialog(taste, self._window)
        dialog.wished.connect(self._wish)
        dialog.finished.connect(lambda _result: self._closed())
        dialog.open()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _wish(self, word: str, wish: Wish | None) -> None:
        text = {"mute": f"Muted {word}", "pin": f"Pinned {word}"}.get(wish or "", f"Let {word} be")
        self._window.operations.do(lambda library: library.wish(word, wish), text)

    def _follow(self, changes: Changes) -> None:
        """Wishes may also change by undo, or in another program."""
        if "wishes" not in changes.areas:
            return
        self._window.worker.ask(lambda library: library.taste(), self._show_words)
        if self._taste is not None:
            self._window.browsing.again()

    def _show_words(self, taste: Taste) -> None:
        if self._dialog is not None:
            self._dialog.show_taste(taste)
