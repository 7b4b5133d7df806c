"""The Details tab: every fact about a paper, where it came from, and what happened to it."""

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
from reader.gui.theme import px, theme
from reader.model import Event, Facts, Paper, Sighting
from reader.tex import readable

_EVENTS = {"finished": "done"}


class Details(QScrollArea):
    """Names at the left, values at the right; links are reported, never opened here."""

    link_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper: Paper | None = None
        self._stale = False
        self.setProperty("part", "details")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details")
        theme().changed.connect(self._refresh)

    def show_paper(self, paper: Paper | None) -> None:
        """Show what is known about a paper."""
        if paper != self._paper:
            self._paper = paper
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page that nobody saw until now."""
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _refresh(self) -> None:
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
        for row, (name, value, link) in enumerate(details_of(self._paper)):
            label = Label(name, ink="tertiary")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._value(value, link), row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        self.setWidget(page)

    def _value(self, value: str, link: str) -> QWidget:
        if link:
            button = QPushButton(value.replace("&", "&&"))
            button.setProperty("part", "metaLink")
            button.setFont(theme().font("body"))
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda: self.link_wanted.emit(link))
            return button
        label = Label(value, wrap=True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label


def details_of(paper: Paper | None) -> list[tuple[str, str, str]]:
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
        ("Link", facts.url or "none", facts.url or ""),
        ("Code", facts.code_url or "", facts.code_url or ""),
        ("Keywords", ", ".join(facts.keywords), ""),
        ("Imports", "\n".join(map(_sighting, paper.sightings)), ""),
        ("History", " · ".join(_event(event) for event in _history(paper)), ""),
    ]
    return [line for line in lines if line[1]]


def _authors(facts: Facts) -> str:
    if facts.authors:
        return ", ".join(facts.authors)
    if facts.author_count:
        return f"{facts.author_count}, names not in the listing"
    return "not in the listing"


def _sighting(sighting: Sighting) -> str:
    first, last = sighting.first_line, sighting.last_line
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    parts = [f"{sighting.import_name}, {lines}"]
    if sighting.comments is not None:
        parts.append(f"{sighting.comments} comment" + ("" if sighting.comments == 1 else "s"))
    if sighting.upvotes is not None:
        parts.append(f"{sighting.upvotes} upvote" + ("" if sighting.upvotes == 1 else "s"))
    return " · ".join(parts)


def _history(paper: Paper) -> list[Event]:
    added = (
        []
        if any(event.what == "added" for event in paper.events)
        else [Event("added", paper.added)]
    )
    return [*added, *paper.events]


def _event(event: Event) -> str:
    return f"{_EVENTS.get(event.what, event.what)} {shown_date(event.at)}"
