"""Links of notes in the window: followed, completed, and told when they lead nowhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.errors import Busy
from reader.gui.places import ALL
from reader.gui.views.notes.note_completing import NoteCompleting
from reader.gui.views.reading.abstract_view import AbstractView
from reader.gui.views.reading.highlight_popover import HighlightPopover
from reader.model import Backlink, Link, LinkOffer
from reader.note_links import plain
from reader.query.nodes import Phrase
from reader.query.writing import write

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


class NoteLinking(QObject):
    """Serves the editor of a paper's note; `serve` does the same for another editor."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.pane.title_wanted.connect(self._follow_in_note)
        window.pane.source_wanted.connect(self.open_source)
        self.serve(window.pane.panel.notes.completing)
        self.serve_comments(window.pane.abstract)

    def serve(self, completing: NoteCompleting) -> None:
        """Offer papers and tags in an editor."""
        completing.links_wanted.connect(lambda typed: self._ask(completing, typed))
        completing.key_needed.connect(lambda offer: self._give_key(completing, offer))
        completing.tags = self._tags

    def serve_comments(self, text: AbstractView) -> None:
        """Do the same in the comments on an abstract."""

        def serve(popover: HighlightPopover) -> None:
            popover.completing.highlights = lambda: text.highlights
            self.serve(popover.completing)

        text.popover_made.connect(serve)

    # ------------------------------------------------------------ following

    def _follow_in_note(self, said: str) -> None:
        paper = self._window.shown_paper.paper
        self.follow(said, paper.links if paper is not None else ())

    def follow(self, said: str, links: Sequence[Link]) -> None:
        """Go to the paper of a link; say so when there is none."""
        known = next((link for link in links if link.said == plain(said)), None)
        library = self._window.looking.library
        try:
            target = known.target if known is not None else None
            if known is None and library is not None:
                target = library.link_named(said)
            if target is not None and self._window.looking.paper(target) is None:
                target = None
        except Busy:
            return
        if target is not None:
            self._window.relating.go(target)
        elif known is not None:
            self._window.messages.say(f"“{said}” is not in the library any more")
        else:
            query = write(Phrase(said, field="title"))
            self._window.messages.say(
                f"No paper is called “{said}”",
                "Search for it",
                run=lambda: self._window.browsing.open(ALL, query=query),
            )

    def open_source(self, source: Backlink) -> None:
        """Go to what links to a paper."""
        if source.paper_id is not None:
            self._window.relating.go(source.paper_id)
        elif source.document_id is not None:
            self._window.notebook.open_document(source.document_id)

    # ------------------------------------------------------------ completing

    def _ask(self, completing: NoteCompleting, typed: str) -> None:
        self._window.worker.ask(
            lambda library: library.link_offers(typed),
            lambda offers: completing.show_links(typed, offers),
            lambda _error: None,  # typing goes on without offers
            only_newest="links",
        )

    def _give_key(self, completing: NoteCompleting, offer: LinkOffer) -> None:
        """Two papers have this title: only a citation key tells which one is meant."""
        worker, error = self._window.worker, self._window.messages.error
        worker.ask(lambda library: library.give_keys([offer.paper_id]), None, error)
        worker.ask(
            lambda library: library.keys([offer.paper_id]).get(offer.paper_id, ""),
            lambda key: completing.write(f"[[{key}]]"),
            error,
        )

    def _tags(self) -> list[str]:
        counts = self._window.counts
        return [tag.name for tag, _count in counts.tags] if counts is not None else []
