"""The facts of an entry as they will be read, and what a merge changes, field by field."""

from collections.abc import Iterator
from dataclasses import fields

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.intake import import_words
from reader.gui.look.theme import theme
from reader.model import Facts, PlannedEntry
from reader.tex import readable


def comparison(planned: PlannedEntry) -> QWidget:
    """What the library knows beside what the merge makes of it."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, theme().px(6))
    grid.setHorizontalSpacing(theme().px(12))
    grid.setVerticalSpacing(theme().px(6))
    for column, heading in enumerate(("", "In your library", "After the merge")):
        grid.addWidget(Label(heading, role="caption", ink="secondary"), 0, column)
        grid.setColumnStretch(column, 0 if column == 0 else 1)
    for row, each in enumerate(import_words.told(planned.improvements), 1):
        name = import_words.FACTS.get(each.field, each.field)
        grid.addWidget(Label(name, role="small", ink="secondary"), row, 0, _TOP)
        old = _shortened(import_words.value_words(each.field, each.old))
        new = _shortened(import_words.value_words(each.field, each.new))
        grid.addWidget(Label(old, role="small", ink="secondary", wrap=True), row, 1, _TOP_WIDE)
        grid.addWidget(Label(new, role="small", weight=600, wrap=True), row, 2, _TOP_WIDE)
    return table


_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_TOP_WIDE = Qt.AlignmentFlag.AlignTop


def _shortened(text: str, most: int = 280) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def facts_of(facts: Facts) -> Iterator[QWidget]:
    """The title and abstract as they will be read, and everything else that is known."""
    yield Label(readable(facts.title), role="rowTitle", wrap=True)
    if line := _meta(facts):
        yield Label(line, role="small", ink="secondary", wrap=True)
    if facts.abstract:
        yield Label(readable(facts.abstract), role="noteBody", wrap=True)
    else:
        yield Label("No abstract", ink="tertiary")
    rule = QFrame()
    rule.setProperty("part", "rule")
    rule.setFixedHeight(1)
    more = list(_more_facts(facts))
    if more:
        yield rule
    for name, text in more:
        yield Label(f"{name}: {text}", role="small", ink="secondary", wrap=True)


def _meta(facts: Facts) -> str:
    count = facts.author_count or len(facts.authors)
    authors = import_words.number_of(count, "author") if count else ""
    if facts.authors:
        authors = import_words.value_words("authors", facts.authors)
    date = import_words.value_words("date", facts.date) if facts.date else "Undated"
    from_capture = " (year from the capture)" if facts.year_from_capture else ""
    return " · ".join(part for part in (f"{date}{from_capture}", _shortened(authors)) if part)


def _more_facts(facts: Facts) -> Iterator[tuple[str, str]]:
    told = ("title", "abstract", "authors", "author_count", "date", "year", "year_from_capture")
    for each in fields(facts):
        value = getattr(facts, each.name)
        if each.name not in told and value not in (None, "", ()):
            text = _shortened(import_words.value_words(each.name, value))
            yield import_words.FACTS.get(each.name, each.name), text
