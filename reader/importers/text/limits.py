"""The last gate of every importer: facts the library can keep and a browser can open.

An importer may take a link or a name for what it is not, above all in a damaged text. What
is beyond these limits is cut or left out, and the entry says so.
"""

from dataclasses import replace
from typing import Any

from reader.clean import AUTHORS, TITLE_BYTES, URL_BYTES, clean_text, count_forbidden, cut
from reader.importers.text.checks import capped, warning
from reader.model import Caution, Entry, Facts, Listing

WORDS = 1_000  # keywords of one paper
_LARGEST = 2**63 - 1
_LINKS = ("url", "code_url")
_TEXTS = ("venue", "date_as_shown", "doi", "arxiv_id")
_NAMES = {"authors": AUTHORS, "keywords": WORDS}
_NUMBERS = ("author_count", "year", "upvotes", "comments")
_SHORT = TITLE_BYTES // 4  # characters that are within the limit in any script


def within_limits(listing: Listing) -> Listing:
    """The listing with every entry inside the limits; nearly always the same one."""
    entries = tuple(_within(entry) for entry in listing.entries)
    if all(one is other for one, other in zip(entries, listing.entries, strict=True)):
        return listing
    return replace(listing, entries=entries)


def _within(entry: Entry) -> Entry:
    facts, line = entry.facts, entry.first_line
    changes = _cleaned(facts)
    if changes:
        facts = replace(facts, **changes)
    title, abstract, about = capped(facts.title, facts.abstract, line)
    if about:
        changes |= {"title": title, "abstract": abstract}
    for name in _LINKS:
        link = getattr(facts, name)
        if link is not None and not is_web_address(link):
            changes[name] = None
            about.append(warning("words-unread", f"This is no web address: {link[:60]}", line))
    for name in _TEXTS:
        text = getattr(facts, name)
        if text is not None and len(text) > _SHORT:
            changes[name] = _shortened(name, text, about, line)
    for name, most in _NAMES.items():
        names = getattr(facts, name)
        if len(names) > most or any(len(each) > _SHORT for each in names):
            changes[name] = tuple(_shortened(name, each, about, line) for each in names[:most])
    about += _numbers(facts, changes, line)
    if not changes:
        return entry
    return replace(
        entry, facts=replace(facts, **changes), warnings=(*entry.warnings, *dict.fromkeys(about))
    )


def _cleaned(facts: Facts) -> dict[str, Any]:
    """Facts with characters that cannot be kept: `&#1;` and `\\u0001` bring in what files lack."""
    changes: dict[str, Any] = {}
    for name in ("title", "abstract", *_LINKS, *_TEXTS):
        text = getattr(facts, name)
        if text is not None and count_forbidden(text):
            changes[name] = clean_text(text)
    for name in _NAMES:
        names = getattr(facts, name)
        if count_forbidden("".join(names)):
            changes[name] = tuple(clean_text(each) for each in names)
    return changes


def is_web_address(link: str) -> bool:
    """Whether a browser can open this: http or https, no blanks, not endless."""
    is_web = link[:8].lower().startswith(("http://", "https://"))
    return is_web and len(link.encode("utf-8", "replace")) <= URL_BYTES and not set(link) & _BLANKS


_BLANKS = frozenset(" \t\n\r\u00a0\ufffd")


def _shortened(name: str, text: str, about: list[Caution], line: int) -> str:
    text, was_cut = cut(text, TITLE_BYTES)
    if was_cut:
        about.append(
            warning("field-cut", f"A part of {name} was cut to {TITLE_BYTES} bytes.", line)
        )
    return text


def _numbers(facts: Facts, changes: dict[str, Any], line: int) -> list[Caution]:
    """Numbers that no library file can hold are left out."""
    about = []
    for name in _NUMBERS:
        number = getattr(facts, name)
        if number is not None and not 0 <= number <= _LARGEST:
            changes[name] = None
            about.append(warning("number-unread", f"A number of {name} is impossible.", line))
    return about
