"""Saved web pages of the Hugging Face papers: the cards to be seen, and the data behind them.

The cards of a daily page show neither abstracts nor dates; the data that the page's own
programs were given has both, with the names of the authors. So a card says where a paper
stands, and the data what is known of it.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from reader.clean import clean_text
from reader.importers.format import Hints
from reader.importers.listings.linked_page import read_page, tokens_of
from reader.importers.listings.listing_json import is_paper, paper_facts
from reader.importers.listings.marks import is_mark
from reader.importers.text.checks import warning
from reader.importers.text.html_pages import Page, is_page, is_whole_page, objects, page_of
from reader.importers.text.records import Records, entry
from reader.model import Caution, Entry, Facts, Listing

NAME = "listing-html"
LABEL = "Saved web page"

_PAPER = re.compile(r"[\"'/]papers/\d{4}\.\d{4,5}")
_MARKDOWN = re.compile(r"\]\([^()\s]{0,300}papers/\d{4}\.\d{4,5}")
"""Markdown between tags, as converters leave it, is a matter for the format of Markdown."""
_WITHOUT_TEXT = frozenset({"no-abstract", "short-abstract", "summary-only", "no-date"})


def confidence(text: str) -> float:
    """Whether it is a web page with links to papers."""
    if not is_page(text) or not _PAPER.search(text):
        return 0.0
    return 0.9 if is_whole_page(text) or not _MARKDOWN.search(text) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read the cards of a page, and what its data adds to them."""
    text = clean_text(text)
    page = page_of(text, is_mark)
    known = _known(page)
    shown = {
        number
        for each in page.fragments
        if each.lines
        for number in range(each.first, each.last + 1)
    }
    markup = set(range(1, text.count("\n") + 2)) - shown
    listing = read_page(NAME, text, tokens_of(page.fragments), hints, markup)
    if not listing.entries and known:
        return _from_data(text, known, hints)
    entries = tuple(_improved(each, known) for each in listing.entries)
    notes = [each for each in listing.warnings if each.code != "titles-only" or not known]
    seen = {each.facts.arxiv_id for each in entries}
    if hidden := [facts.title for number, (facts, _, _) in known.items() if number not in seen]:
        text = f"{len(hidden)} more papers stand only in the page’s data, as “{hidden[0][:60]}”."
        notes.append(warning("not-shown", text, 1))
    return replace(listing, entries=entries, warnings=tuple(notes))


_Known = Mapping[str, tuple[Facts, list[Caution], int]]


def _known(page: Page) -> _Known:
    """What the data of a page says about papers, by arXiv identifier."""
    known: dict[str, tuple[Facts, list[Caution], int]] = {}
    for value, line in page.data:
        for each in objects(value):
            if is_paper(each) and _is_listed(each):
                facts, cautions = paper_facts(each, line)
                if facts.arxiv_id:
                    known.setdefault(facts.arxiv_id, (facts, cautions, line))
    return known


def _is_listed(value: Mapping[str, Any]) -> bool:
    """Whether an object is a paper of the list, not a paper inside one or another link."""
    return isinstance(value.get("paper"), dict) or "summary" in value or "abstract" in value


def _improved(shown: Entry, known: _Known) -> Entry:
    """A card's entry with what the data says; what the data does not know stays."""
    found = known.get(shown.facts.arxiv_id or "")
    if found is None:
        return shown
    facts, cautions, _ = found
    more = {
        each.name: value
        for each in fields(Facts)
        if (value := getattr(facts, each.name)) not in (None, ())
    }
    kept = [each for each in shown.warnings if not (facts.abstract and each.code in _WITHOUT_TEXT)]
    return entry(
        replace(shown.facts, **more), shown.first_line, shown.last_line, [*kept, *cautions]
    )


def _from_data(text: str, known: _Known, hints: Hints) -> Listing:
    """A page that shows no cards: its data alone."""
    records = Records(NAME, text, hints)
    records.claim(1, records.total)
    for facts, cautions, line in known.values():
        records.add(facts, line, line, cautions)
    return records.listing()
