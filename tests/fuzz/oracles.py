"""What must be true of every importer over every text; used by fuzzing, replay and unit tests."""

import time
from collections.abc import Iterable

from reader import importers
from reader.clean import ABSTRACT_BYTES, AUTHORS, TITLE_BYTES, URL_BYTES, clean_text
from reader.errors import Problem
from reader.importers.text.limits import is_web_address, within_limits
from reader.model import Entry, Listing

SECONDS = 5.0  # of computing; no text of fuzzing size takes as long, on any machine
_FORMATS = {form.name: form for form in importers.FORMATS}


def check(format_name: str, text: str) -> Listing | None:
    """Read a text as a format. Raises AssertionError, or whatever the importer raises.

    Answers None when the importer says in a Problem that it cannot be read.
    """
    form = _FORMATS[format_name]
    start = time.process_time()
    sure = form.confidence(text)
    try:
        listing = within_limits(form.read(text, importers.Hints(name="fuzz-2025-01-02.txt")))
    except Problem:
        return None
    seconds = time.process_time() - start
    assert 0.0 <= sure <= 1.0, f"confidence {sure}"
    assert seconds < SECONDS, f"{seconds:.1f} s for {len(text)} characters"
    assert listing.format == format_name
    assert listing.lines == _lines(text), "the number of lines"
    _check_account(listing)
    for leftover in listing.leftovers:
        assert leftover.reason, "a leftover without a reason"
    for entry in listing.entries:
        _check_entry(entry, listing.lines)
    return listing


def _check_account(listing: Listing) -> None:
    """Every line is entry, furniture or leftover, and only one of them.

    Entries may share a line: a JSON text may be one line.
    """
    entries = _numbers(listing.entries)
    furniture = [
        number
        for span in listing.furniture
        for number in range(span.first_line, span.last_line + 1)
    ]
    leftovers = [leftover.line for leftover in listing.leftovers]
    rest = sorted([*entries, *furniture, *leftovers])
    assert rest == list(range(1, listing.lines + 1)), "a line is not claimed, or claimed twice"


def _numbers(entries: Iterable[Entry]) -> set[int]:
    return {number for entry in entries for number in range(entry.first_line, entry.last_line + 1)}


def _lines(text: str) -> int:
    parts = clean_text(text).split("\n")
    return len(parts) - (parts[-1] == "")


def _check_entry(entry: Entry, lines: int) -> None:
    """The limits and the forms that the library relies on."""
    facts = entry.facts
    assert 1 <= entry.first_line <= entry.last_line <= lines, "lines of an entry"
    assert facts.title.strip(), "an entry without a title"
    _check_text("title", facts.title, TITLE_BYTES)
    _check_text("abstract", facts.abstract, ABSTRACT_BYTES)
    _check_text("url", facts.url, URL_BYTES)
    _check_text("code_url", facts.code_url, URL_BYTES)
    for name in ("date", "date_as_shown", "venue", "arxiv_id", "doi"):
        _check_text(name, getattr(facts, name), TITLE_BYTES)
    for text in (*facts.authors, *facts.keywords):
        _check_text("a name or keyword", text, TITLE_BYTES)
    assert len(facts.authors) <= AUTHORS, "too many authors"
    for name in ("author_count", "year", "upvotes", "comments"):
        number = getattr(facts, name)
        assert number is None or (type(number) is int and abs(number) < 2**63), name
    for link in (facts.url, facts.code_url):
        assert link is None or is_web_address(link), link
    for warning in entry.warnings:
        assert warning.code
        assert warning.text
        assert 1 <= warning.line <= lines, "the line of a warning"


def _check_text(name: str, text: str | None, limit: int) -> None:
    if text is None:
        return
    assert text == clean_text(text), f"characters in {name} that cannot be kept"
    assert len(text.encode("utf-8")) <= limit, f"{name} is longer than Reader keeps"
