"""What commands put on the clipboard: titles, and links for Markdown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QObject, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.citing import is_key
from reader.errors import Busy
from reader.gui.asking.looking import Looking
from reader.gui.asking.messages import Messages
from reader.gui.asking.worker import Worker
from reader.gui.results.links import address_of, allowed
from reader.model import ExportOptions, Paper, Reference
from reader.tex import readable


class Copying(QObject):
    """Copies from the selected papers."""

    def __init__(
        self,
        worker: Worker,
        looking: Looking,
        messages: Messages,
        selection: Callable[[], Sequence[int]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._worker, self._looking = worker, looking
        self._messages, self._selection = messages, selection

    def titles(self) -> None:
        """The titles, each on a line."""
        try:
            rows = self._looking.patiently(lambda: self._looking.rows(self._selection()))
        except Busy as busy:
            self._messages.error(busy)
        else:
            QGuiApplication.clipboard().setText("\n".join(row.title for row in rows))

    def keys(self) -> None:
        """The citation keys, as a text takes them: `a` for one, `a, b` for more."""
        ids = list(self._selection())

        def copied(keys: dict[int, str]) -> None:
            QGuiApplication.clipboard().setText(", ".join(keys[one] for one in ids if one in keys))
            self._messages.say(
                f"Copied {keys[ids[0]]}" if len(keys) == 1 else f"Copied {len(keys):,} keys"
            )

        # Given out first, as a change of its own, so that every screen hears of it.
        self._worker.ask(lambda library: library.give_keys(ids), None, self._messages.error)
        self._worker.ask(lambda library: library.keys(ids), copied, self._messages.error)

    def change_key(self) -> None:
        """Ask for another citation key for the selected paper; the old one still names it."""
        from reader.gui.views.rename_popover import RenamePopover

        ids = list(self._selection())
        if len(ids) != 1:
            self._messages.say("Select one paper to change its citation key")
            return
        paper_id = ids[0]

        def judge(typed: str) -> tuple[str, bool]:
            if not is_key(typed):
                return "Letters, digits, and single - : . + / _ inside", False
            library = self._looking.library
            other = None if library is None else library.paper_with_key(typed)
            if other not in (None, paper_id):
                return "Another paper has or had this key", False
            return "The old key still names the paper", True

        def ask(keys: dict[int, str]) -> None:
            sheet = RenamePopover("Citation key", keys.get(paper_id, ""), judge, self._window)
            sheet.named.connect(change)
            sheet.open_at(
                QRect(self._window.mapToGlobal(self._window.rect().center()), QSize(1, 1))
            )

        def change(key: str) -> None:
            self._worker.ask(
                lambda library: library.choose_key(paper_id, key),
                lambda _changes: self._messages.say(f"The citation key is {key} now"),
                self._messages.error,
            )

        self._worker.ask(lambda library: library.keys([paper_id]), ask, self._messages.error)

    def references(self) -> None:
        """Formatted references, a line each: as text, and with italics for who takes them."""
        ids = list(self._selection())

        def copied(references: list[Reference]) -> None:
            both = QMimeData()
            both.setText("\n".join(one.plain for one in references))
            lines = "".join(f"<p>{one.html}</p>" for one in references)
            both.setData("text/html", f'<meta charset="utf-8">{lines}'.encode())
            QGuiApplication.clipboard().setMimeData(both)
            count = len(references)
            self._messages.say(
                "Copied 1 reference" if count == 1 else f"Copied {count:,} references"
            )

        self._worker.ask(lambda library: library.references(ids), copied, self._messages.error)

    def links(self) -> None:
        """Markdown links, each on a line; a paper without an address is its title."""
        try:
            links = self.links_of(self._selection())
        except Busy as busy:
            self._messages.error(busy)
            return
        QGuiApplication.clipboard().setText("\n".join(links))
        self._messages.say("Copied 1 link" if len(links) == 1 else f"Copied {len(links):,} links")

    def links_of(self, ids: Sequence[int]) -> list[str]:
        """Markdown links of papers. Raises Busy when they cannot be read now."""
        papers = self._looking.patiently(lambda: self._looking.papers(ids))
        return [markdown_link(paper) for paper in papers]

    def listing_of(self, ids: Sequence[int]) -> str:
        """Papers without what the person said about them, as another window reads them.

        Raises Busy when they cannot be read now.
        """
        options = ExportOptions(
            title="Papers",
            abstract=True,
            highlights=False,
            comments=False,
            notes=False,
            tags=False,
        )
        files = self._looking.patiently(lambda: self._looking.export_preview(ids, options))
        return files[0].text if files else ""


def markdown_link(paper: Paper) -> str:
    """A paper as a link in Markdown (https://spec.commonmark.org/0.31.2/#links)."""
    words = readable(paper.facts.title)
    for sign in "\\[]":
        words = words.replace(sign, f"\\{sign}")
    address = allowed(address_of(paper))
    return f"[{words}](<{address}>)" if address else words
