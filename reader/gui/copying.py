"""What commands put on the clipboard: titles, and links for Markdown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from reader.gui.links import address_of, allowed
from reader.gui.looking import Looking
from reader.gui.messages import Messages
from reader.gui.worker import Worker
from reader.model import Paper, Reference
from reader.tex import readable


class Copying(QObject):
    """Copies from the selected papers."""

    def __init__(
        self,
        worker: Worker,
        looking: Looking,
        messages: Messages,
        selection: Callable[[], Sequence[int]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._worker, self._looking = worker, looking
        self._messages, self._selection = messages, selection

    def titles(self) -> None:
        """The titles, each on a line."""
        rows = self._looking.rows(self._selection())
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
        links = self.links_of(self._selection())
        QGuiApplication.clipboard().setText("\n".join(links))
        self._messages.say("Copied 1 link" if len(links) == 1 else f"Copied {len(links):,} links")

    def links_of(self, ids: Sequence[int]) -> list[str]:
        """Markdown links of papers."""
        papers = [self._looking.paper(one) for one in ids]
        return [markdown_link(paper) for paper in papers if paper is not None]


def markdown_link(paper: Paper) -> str:
    """A paper as a link in Markdown (https://spec.commonmark.org/0.31.2/#links)."""
    words = readable(paper.facts.title)
    for sign in "\\[]":
        words = words.replace(sign, f"\\{sign}")
    address = allowed(address_of(paper))
    return f"[{words}](<{address}>)" if address else words
