"""Text in, papers out: the formats that can be read, and choosing among them by content.

An importer is a pure function that claims every line of its text: as part of an entry, as
furniture of the page, or as a leftover with a reason.

Each family of formats is a package; `text` is what all of them read with, and knows none of them.
"""

import logging
import re

from reader.clean import clean_text, cut, white
from reader.errors import Cancelled, Problem, place_in_code
from reader.importers import notebook
from reader.importers.arxiv import arxiv_list, arxiv_mail, arxiv_notice
from reader.importers.bibliographies import (
    article_xml,
    bibliography_tex,
    bibtex,
    catalogue_xml,
    cochrane,
    endnote_xml,
    identifiers,
    labelled,
    medline,
    pubmed_text,
    pubmed_xml,
    refer,
    references,
    references_yaml,
    ris,
    web_of_science,
    zotero_rdf,
)
from reader.importers.feeds import atom, json_feed, rss
from reader.importers.format import Format, Hints
from reader.importers.listings import (
    listing_blocks,
    listing_dump,
    listing_html,
    listing_json,
    listing_lines,
    listing_markdown,
)
from reader.importers.markdown import (
    awesome_list,
    digest_table,
    folded_list,
    other_markup,
    paper_links,
    reader_markdown,
    titled_links,
)
from reader.importers.scholarly import scholar_json
from reader.importers.sites import bookmarks, copied_pages, paper_pages, search_alert
from reader.importers.tabular import field_rows, plain_tables, tables
from reader.importers.text.decoding import decode, read_file
from reader.importers.text.html_pages import is_whole_page
from reader.importers.text.limits import within_limits
from reader.importers.text.lines import unquoted
from reader.importers.text.title_numbers import without_numbers
from reader.model import Listing, Progress

__all__ = ["FORMATS", "Format", "Hints", "bug", "decode", "read", "read_file"]

FORMATS: tuple[Format, ...] = tuple(
    Format(module.NAME, module.LABEL, module.confidence, module.read)
    for module in (
        tables,
        field_rows,
        reader_markdown,
        arxiv_list,
        copied_pages,
        listing_markdown,
        listing_dump,
        listing_blocks,
        listing_lines,
        listing_html,
        paper_pages,
        listing_json,
        json_feed,
        scholar_json,
        references_yaml,
        rss,
        digest_table,
        bibtex,
        bibliography_tex,
        ris,
        medline,
        web_of_science,
        pubmed_text,
        pubmed_xml,
        catalogue_xml,
        article_xml,
        endnote_xml,
        cochrane,
        zotero_rdf,
        refer,
        arxiv_mail,
        atom,
        arxiv_notice,
        folded_list,
        paper_links,
        awesome_list,
        labelled,
        notebook,
        references,
        identifiers,
        titled_links,
        plain_tables,
        search_alert,
        bookmarks,
        other_markup,
    )
)

_OF_PAGES = frozenset({listing_html.NAME, paper_pages.NAME, bookmarks.NAME})
"""What the source of a web page is read as, and nothing else: its lines are no lines of text."""
_OWN = reader_markdown.NAME
"""What Reader wrote itself: its titles are as they are meant."""
_CONFIDENT = 0.5
_FEEDS = re.compile(r"<opml[\s>]", re.IGNORECASE)

log = logging.getLogger(__name__)


def read(
    text: str,
    *,
    name: str = "",
    format_name: str | None = None,
    captured: str | None = None,
    progress: Progress | None = None,
) -> Listing:
    """Read a text as the format it looks like, or as the one that is named.

    `name` is the file's name; it counts only as a hint for the day of capture, and for the
    conference of a list that does not say it. `captured` (ISO date or year) overrides what the
    text says about that day. Raises Problem when the text is no listing that any format knows,
    Cancelled when `progress` says stop, MemoryError, and nothing else.
    """
    hints = Hints(captured, name, progress)
    text = unquoted(text)
    if format_name is not None:
        return _read(_named(format_name), text, hints)
    if not text or text.isspace():
        raise Problem("There is no text here.", do="Choose the text of a listing page.", where=name)
    forms = [form for form in FORMATS if form.name in _OF_PAGES or not is_whole_page(text)]
    sure = {form: _confidence(form, text) for form in forms}
    best = max(forms, key=sure.__getitem__)
    if sure[best] < _CONFIDENT:
        raise _no_listing(text, name)
    return _read(best, text, hints)


def _confidence(form: Format, text: str) -> float:
    """How sure a format is of a text; one that fails over it does not stop the others."""
    try:
        return form.confidence(text)
    except (Problem, MemoryError):
        return 0.0
    except Exception as error:  # noqa: BLE001  (written to the log)
        _log_bug(error)
        return 0.0


def _read(form: Format, text: str, hints: Hints) -> Listing:
    """Read a text; whatever an importer stumbles over becomes a Problem, and is in the log."""
    try:
        listing = form.read(text, hints)
        return within_limits(listing if form.name == _OWN else without_numbers(listing))
    except (Problem, Cancelled, MemoryError):
        raise
    except Exception as error:
        _log_bug(error)
        raise bug(hints.name) from error


def _log_bug(error: Exception) -> None:
    log.error("bug: %s at %s", type(error).__name__, place_in_code(error.__traceback__))


def bug(name: str) -> Problem:
    """What a person is told when an importer fails over a text."""
    return Problem(
        "Reader stumbled over this text: that is a mistake in Reader, and nothing was added.",
        do="Choose another format, or leave this text out.",
        where=name,
    )


def _named(format_name: str) -> Format:
    for form in FORMATS:
        if form.name == format_name:
            return form
    known = ", ".join(form.name for form in FORMATS)
    raise Problem(f"There is no format “{format_name[:60]}”.", do=f"The formats are: {known}.")


def _no_listing(text: str, name: str) -> Problem:
    """Why a text is no listing, with the line that was looked at."""
    number, line = next(
        (
            (number, white(line))
            for number, line in enumerate(clean_text(text[:100_000]).split("\n"), start=1)
            if white(line)
        ),
        (1, ""),
    )
    shown = cut(line, 60)[0] + ("…" if len(line.encode("utf-8", "replace")) > 60 else "")
    if _FEEDS.search(text[:5_000]):
        what = "This is a list of feeds (OPML); it names no papers."
        do = "Open a feed that it names, save it, and bring in that file."
    elif line.startswith("<"):
        what = (
            f"This is the source of a web page or another markup file: line {number} is “{shown}”."
        )
        do = "Open the page, select all of it and bring in the text."
    else:
        what = f"No papers were found in this text: it begins on line {number} with “{shown}”."
        do = "Choose its format, or bring in the text of a listing page."
    return Problem(what, do=do, where=name)
