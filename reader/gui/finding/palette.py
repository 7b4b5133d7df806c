"""The command palette: everything that can be done or gone to, found by a few letters.

What it offers comes from the table of commands, the places, and the library; what fits best stands
first, and with nothing typed the commands that were used last.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.dates import shown_date
from reader.errors import Busy
from reader.gui.actions import ACTIONS
from reader.gui.finding.matching import fit
from reader.gui.keymap import keymap
from reader.gui.look.wording import papers as papers_text
from reader.gui.places import ALL, Place, all_places
from reader.library import Library
from reader.model import Document, Matrix, Row, State, Tag
from reader.tex import readable

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow
    from reader.gui.views.palette_sheet import PaletteSheet

COMMANDS, PLACES, PAPERS = "Commands", "Go to", "Papers"
MOST = {COMMANDS: 5, PLACES: 4, PAPERS: 6}
ONLY = {">": COMMANDS, "#": PLACES, "@": PAPERS}
REMEMBERED = 20
ASK_MS = 80
NOT_OFFERED = {"palette", "menu"}
TAG_WITH = "Tag with "
TAG_COMMANDS = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """One row: what it is called, more about it, its key, its sign, and what it does."""

    group: str
    name: str
    run: Callable[[], object]
    command: str = ""  # of the table of commands
    detail: str = ""
    keys: str = ""
    icon: str = ""
    tag: Tag | None = None
    state: State | None = None
    seen: bool = True
    marks: tuple[int, ...] = ()


class Palette(QObject):
    """Opens the sheet, answers what is typed in it, and runs what is chosen."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._papers: list[Offer] = []
        self._texts: list[Offer] = []
        self._typed = ""
        self._sheet: PaletteSheet | None = None
        self._ask = QTimer(self, singleShot=True, interval=ASK_MS)
        self._ask.timeout.connect(self._ask_for_papers)

    def open(self, typed: str = "") -> None:
        """Open it, with something typed in it already (`#` for tags only)."""
        from reader.gui.views.palette_sheet import PaletteSheet

        if self._sheet is not None:
            self._sheet.dismiss()
            return
        self._papers = []
        self._sheet = sheet = PaletteSheet(self._window)
        sheet.typed.connect(self._answer)
        sheet.chosen.connect(self._run)
        sheet.search_wanted.connect(self._search)
        sheet.closed.connect(self._closed)
        sheet.open(typed, self._about())
        self._answer(typed)
        self._window.worker.ask(
            lambda library: (library.documents(), library.matrices()),
            self._know_texts,
            lambda _error: None,
        )

    def _closed(self) -> None:
        """It is gone: answers that still come have nowhere to go."""
        self._sheet = None
        self._ask.stop()

    # ------------------------------------------------------------ offering

    def offers(self, typed: str) -> list[Offer]:
        """What fits, in its groups; papers are those that were found last."""
        only = ONLY.get(typed[:1], "")
        sought = typed[1:].strip() if only else typed.strip()
        if not sought and not only:
            return self._recent()
        found: list[Offer] = []
        if only in ("", COMMANDS):
            found += _best(self._commands(sought), sought, COMMANDS)
        if only in ("", PLACES):
            found += _best(self._places(typed[:1] == "#"), sought, PLACES)
        if only in ("", PAPERS):
            found += self._papers[: MOST[PAPERS]]
        return found

    def _recent(self) -> list[Offer]:
        """The last commands that apply now; before there are any, those that matter most."""
        used = self._window.shape.settings.recent_commands
        names = [*used, "import", "search", "keys", "export", "read-next"]
        known = {offer.command: offer for offer in self._table()}
        kept = [known[name] for name in dict.fromkeys(names) if name in known]
        return kept[: MOST[COMMANDS]]

    def _commands(self, sought: str) -> list[Offer]:
        return [*self._table(), *self._tag_commands(sought)]

    def _table(self) -> list[Offer]:
        made = self._window.actions_by_id
        offered = []
        for action in ACTIONS:
            shown = made[action.id]
            if shown.isEnabled() and action.id not in NOT_OFFERED:
                name = shown.text().replace("&&", "&")
                keys, run = keymap().first(action.id), shown.trigger
                icon = action.icon
                offered.append(Offer(COMMANDS, name, run, action.id, keys=keys, icon=icon))
        return offered

    def _tag_commands(self, sought: str) -> list[Offer]:
        counts = self._window.counts
        chosen = self._window.selection()
        if counts is None or not sought or not chosen:
            return []
        name = sought[len(TAG_WITH) :] if sought.startswith(TAG_WITH) else sought  # completed
        fitting = [tag for tag, _count in counts.tags if fit(name, tag.name, scattered=False)]
        offered = []
        for tag in fitting[:TAG_COMMANDS]:
            run = partial(self._window.operations.retag, chosen, [tag.name], [])
            detail = self._about_chosen(chosen)
            offered.append(Offer(COMMANDS, TAG_WITH + tag.name, run, detail=detail, icon="tag"))
        return offered

    def _places(self, tags_only: bool) -> list[Offer]:
        counts = self._window.counts
        offered = [] if tags_only else [*self._searches(), *self._texts]
        for place, count, tag in all_places(counts) if counts is not None else ():
            if tags_only and tag is None:
                continue
            what = "tag, " if tag is not None else "import, " if place.icon == "import" else ""
            detail = f"{what}{papers_text(count)}"
            offered.append(
                Offer(
                    PLACES,
                    place.title,
                    partial(self._go, place),
                    detail=detail,
                    icon="" if tag is not None else place.icon,
                    tag=tag,
                )
            )
        return offered

    def _searches(self) -> list[Offer]:
        return [
            Offer(
                PLACES,
                place.title,
                partial(self._go, place),
                detail=f"saved search, {papers_text(count)}",
                icon=place.icon,
            )
            for place, count in self._window.saving_searches.places
        ]

    # ------------------------------------------------------------ texts

    def _know_texts(self, found: tuple[list[Document], list[Matrix]]) -> None:
        """Offer topic notes, outlines and comparisons by their titles."""
        notebook, comparisons = self._window.notebook, self._window.comparisons
        self._texts = [
            Offer(
                PLACES,
                one.title,
                partial(notebook.open, (one.kind, one.id)),
                detail="outline" if one.kind == "outline" else "topic note",
                icon="note",
            )
            for one in found[0]
        ]
        self._texts += [
            Offer(
                PLACES,
                one.title,
                partial(comparisons.open, one.id),
                detail="comparison",
                icon="table",
            )
            for one in found[1]
        ]
        self._show()

    # ------------------------------------------------------------ papers

    def _answer(self, typed: str) -> None:
        self._typed = typed
        sought = self._sought()
        if sought and typed[:1] not in (">", "#"):
            self._ask.start()
        else:
            self._papers = []
        self._show()

    def _show(self) -> None:
        if self._sheet is not None:
            self._sheet.show_offers(self.offers(self._typed), self._nothing())

    def _sought(self) -> str:
        return (self._typed[1:] if self._typed[:1] in ONLY else self._typed).strip()

    def _ask_for_papers(self) -> None:
        sought = self._sought()

        def find(library: Library) -> list[Row]:
            return library.rows(library.find(sought, typing=True).ids[: MOST[PAPERS]])

        def found(rows: Sequence[Row]) -> None:
            if sought == self._sought():
                self._papers = [self._paper(row, sought) for row in rows]
                self._show()

        self._window.worker.ask(find, found, lambda _error: None, only_newest="palette")

    def _paper(self, row: Row, sought: str) -> Offer:
        title = readable(row.title)
        found = fit(sought, title, scattered=False)
        return Offer(
            PAPERS,
            title,
            lambda: self._window.browsing.open(ALL, select=(row.id,)),
            detail=shown_date(row.date) if found else _why(row, sought),
            state=row.state,
            seen=row.seen,
            marks=found.marks if found else (),
        )

    def _nothing(self) -> str:
        sought = self._sought()
        return f"Nothing called “{sought}”. Enter searches papers for it." if sought else ""

    # ------------------------------------------------------------ doing

    def _run(self, offer: Offer) -> None:
        if offer.command:
            settings = self._window.shape.settings
            used = [offer.command, *settings.recent_commands]
            settings.recent_commands = tuple(dict.fromkeys(used))[:REMEMBERED]
        offer.run()

    def _go(self, place: Place) -> None:
        self._window.focusing.await_list()
        self._window.browsing.open(place)

    def _search(self) -> None:
        sought = self._sought()
        if sought:
            self._window.focusing.await_list()
            self._window.browsing.open(ALL, query=sought)

    def _about(self) -> str:
        count = len(self._window.selection())
        return f"{papers_text(count)} selected" if count else ""

    def _about_chosen(self, chosen: Sequence[int]) -> str:
        if len(chosen) > 1:
            return papers_text(len(chosen))
        try:
            rows = self._window.looking.rows(chosen)
        except Busy:
            return ""
        return readable(rows[0].title) if rows else ""


def _best(offers: Iterable[Offer], sought: str, group: str) -> list[Offer]:
    """Those that fit, the best first, as many as the group has room for."""
    fitting = []
    for place, offer in enumerate(offers):
        found = fit(sought, offer.name)
        if found is not None:
            fitting.append((-found.score, place, replace(offer, marks=found.marks)))
    fitting.sort(key=lambda one: one[:2])
    return [offer for _score, _place, offer in fitting[: MOST[group]]]


def _why(row: Row, sought: str) -> str:
    """Why a paper is offered whose title does not say it: by a tag; else its date."""
    tag = next((tag for tag in row.tags if fit(sought, tag.name, scattered=False)), None)
    return f"tagged {tag.name}" if tag is not None else shown_date(row.date)
