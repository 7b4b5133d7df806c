"""The Details tab: every fact about a paper, where it came from, and what happened to it."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.dates import shown_date
from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme
from reader.gui.views.reading.facts_editor import FactsEditor
from reader.model import Attachment, Event, Facts, Paper, Sighting
from reader.model.versions import versions_of
from reader.query.nodes import InImport
from reader.query.writing import write
from reader.tex import readable

FILE = "file: "  # before the number of an attached file
SEARCH = "search: "  # before a query of our own; addresses hold no blank
_EVENTS = {"finished": "done"}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


class Details(QScrollArea):
    """Names at the left, values at the right; links are reported, never opened here.

    Each appearance in a listing leads to a search for the papers of that import. Facts can be
    edited by hand; `edited` tells the paper and its new facts.
    """

    link_wanted = Signal(str)
    search_wanted = Signal(str)
    edited = Signal(int, dict)
    abstract_typed = Signal(int, str)  # so far; empty when the editor was left without keeping
    file_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper: Paper | None = None
        self._stale = False
        self.missing: Callable[[Attachment], bool] = lambda _file: False
        self.editor: FactsEditor | None = None
        self.setProperty("part", "details")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details")
        theme().changed.connect(self._refresh)

    def show_paper(self, paper: Paper | None) -> None:
        """Show what is known about a paper."""
        same = paper is not None and self._paper is not None and paper.id == self._paper.id
        if self.editor is not None and not same:
            self.editor.finish(leaving=True)
        if paper != self._paper:
            self._paper = paper
            if self.editor is None:
                self._refresh()

    def edit(self) -> None:
        """Show the facts as fields."""
        if self._paper is None or self.editor is not None:
            return
        paper_id, facts = self._paper.id, self._paper.facts
        editor = self.editor = FactsEditor(facts, facts)
        editor.setContentsMargins(px(20), px(8), px(20), px(16))
        editor.kept.connect(lambda changes: self._keep(paper_id, changes))
        typed, field = self.abstract_typed, editor.abstract
        field.textChanged.connect(lambda: typed.emit(paper_id, field.toPlainText()))
        editor.dropped.connect(lambda: typed.emit(paper_id, ""))
        editor.dropped.connect(self._end_editing)
        self._show(editor)
        editor.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, paper_id: int, changes: dict[str, object]) -> None:
        self._end_editing()
        if changes:
            self.edited.emit(paper_id, changes)

    def _end_editing(self) -> None:
        self.editor = None
        self._refresh()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page that nobody saw until now."""
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _refresh(self) -> None:
        if self.editor is not None:
            self.editor.finish(leaving=True)  # the fields keep the look they were made in
        self._stale = True
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        self._stale = False
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(px(20), px(12), px(20), px(16))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        grid.setColumnMinimumWidth(0, px(76))
        grid.setColumnStretch(1, 1)
        for row, (name, value, link) in enumerate(details_of(self._paper, self.missing)):
            label = Label(name, ink="tertiary")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._value(value, link), row, 1)
        column.addLayout(grid)
        if self._paper is not None:
            column.addWidget(self._edit_button(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._show(page)

    def _show(self, page: QWidget) -> None:
        """Show a page; the one before may be in the middle of what led here."""
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self.setWidget(page)

    def _edit_button(self) -> QPushButton:
        button = QPushButton("Edit…")
        button.setProperty("part", "small")
        button.setFont(theme().font("small"))
        button.clicked.connect(self.edit)
        return button

    def _value(self, value: str, link: str) -> QWidget:
        if link:
            button = QPushButton(value.replace("&", "&&"))
            button.setProperty("part", "metaLink")
            button.setFont(theme().font("body"))
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda: self._follow(link))
            return button
        label = Label(value, wrap=True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label

    def _follow(self, link: str) -> None:
        if link.startswith(SEARCH):
            self.search_wanted.emit(link.removeprefix(SEARCH))
        elif link.startswith(FILE):
            self.file_wanted.emit(int(link.removeprefix(FILE)))
        else:
            self.link_wanted.emit(link)


def details_of(
    paper: Paper | None, missing: Callable[[Attachment], bool] = lambda _file: False
) -> list[tuple[str, str, str]]:
    """Name, value and link (or nothing) of every line."""
    if paper is None:
        return []
    facts = paper.facts
    year = " ◇ year from the capture" if facts.year_from_capture else ""
    lines = [
        ("Title", readable(facts.title), ""),
        ("Date", shown_date(facts.date) + year, ""),
        ("Authors", _authors(facts), ""),
        ("Venue", facts.venue or "", ""),
        ("arXiv", facts.arxiv_id or "", f"arXiv:{facts.arxiv_id}"),
        ("DOI", facts.doi or "", f"doi:{facts.doi}"),
        *_version_lines(facts),
        ("Link", facts.url or "none", facts.url or ""),
        ("Code", facts.code_url or "", facts.code_url or ""),
        ("Keywords", ", ".join(facts.keywords), ""),
        *_file_lines(paper.files, missing),
        ("Citation key", " · ".join(paper.keys) or "none given out yet", ""),
        ("Linked from", " · ".join(readable(one.title) for one in paper.linked_from), ""),
        *_sighting_lines(paper),
        ("History", " · ".join(_event(event) for event in _history(paper)), ""),
    ]
    return [line for line in lines if line[1]]


def _version_lines(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """The published version and the preprint of one work, each with its link."""
    for number, version in enumerate(versions_of(facts)):
        kind = "Published in" if version.kind == "published" else "Preprint"
        yield "" if number else "Versions", f"{kind} {version.name}", version.link


def _sighting_lines(paper: Paper) -> Iterator[tuple[str, str, str]]:
    """One line for each appearance; only the first has the name, all lead to their import."""
    for number, (sighting, words) in enumerate(timeline(paper.sightings)):
        yield "" if number else "Imports", words, f"{SEARCH}{write(InImport(sighting.import_name))}"


def _file_lines(
    files: Sequence[Attachment], missing: Callable[[Attachment], bool]
) -> Iterator[tuple[str, str, str]]:
    """One line for each file; only the first has the name, all lead to the file."""
    for number, file in enumerate(files):
        large = file.size >= 100_000
        size = f"{file.size / 1_000_000:,.1f} MB" if large else f"{file.size / 1000:,.0f} kB"
        about = "missing" if missing(file) else size if file.kept else f"{size}, linked"
        yield "" if number else "Files", f"{file.name} ({about})", f"{FILE}{file.id}"


def _authors(facts: Facts) -> str:
    if facts.authors:
        return ", ".join(facts.authors)
    if facts.author_count:
        return f"{facts.author_count}, names not in the listing"
    return "not in the listing"


def timeline(sightings: Sequence[Sighting]) -> list[tuple[Sighting, str]]:
    """Each appearance, oldest first, with its words: when, where, and how often counted then."""
    before: dict[str, int] = {}
    told = []
    for sighting in sorted(sightings, key=lambda each: each.at):
        first, last = sighting.first_line, sighting.last_line
        lines = f"line {first:,}" if first == last else f"lines {first:,} to {last:,}"
        parts = [f"{shown_date(sighting.at)}: {sighting.import_name}"]
        parts.append(f"{_ordinal(sighting.position + 1)} there, {lines}")
        for name, word in (("comments", "comment"), ("upvotes", "upvote")):
            count = getattr(sighting, name)
            if count is not None:
                parts.append(_counted(count, word, before.get(name)))
                before[name] = count
        told.append((sighting, " · ".join(parts)))
    return told


def _counted(count: int, word: str, before: int | None) -> str:
    """`12 upvotes`, and by how many more than the time before."""
    change = f" ({count - before:+,})" if before is not None and count != before else ""
    return f"{count:,} {word}{'' if count == 1 else 's'}{change}"


def _ordinal(place: int) -> str:
    ending = "th" if place % 100 in (11, 12, 13) else _ENDINGS.get(place % 10, "th")
    return f"{place:,}{ending}"


def _history(paper: Paper) -> list[Event]:
    added = (
        []
        if any(event.what == "added" for event in paper.events)
        else [Event("added", paper.added)]
    )
    return [*added, *paper.events]


def _event(event: Event) -> str:
    return f"{_EVENTS.get(event.what, event.what)} {shown_date(event.at)}"
