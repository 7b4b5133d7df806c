"""Listing pages as text browsers print them, with votes and submitters above the titles.

The daily, weekly and monthly pages of the Hugging Face papers: no abstracts, no dates; and
any page whose links were numbered, with the addresses in a list at the end.
"""

import re

from reader.clean import clean_text
from reader.importers.format import Hints
from reader.importers.listings.linked_page import likeness, read_page, tokens_of
from reader.importers.listings.marks import Mark, is_mark
from reader.importers.text.numbered import of_dump
from reader.model import Listing

NAME = "listing-dump"
LABEL = "Listing page, text browser"

_SAMPLE = 200_000
_OTHER = re.compile(r"\s*(?:<!doctype|<\?xml|<html|[\[{]\s*[\[{\"]|@\w+\s*\{)", re.IGNORECASE)
_LINK = re.compile(r"\]\((?:https?:|/)|^#{1,6} ", re.MULTILINE)
_COLLECTION = re.compile(r"Paper\s{0,3}•\s{0,3}\d{4}\.\d{4,5}")
"""A line of a collection, which is no listing page and has a layout of its own."""
_OPENS = (Mark.SUBMITTER, Mark.BOX, Mark.VOTES)


def confidence(text: str) -> float:
    """How many of the titles in a text have votes, submitters or authors around them."""
    sample = clean_text(text[:_SAMPLE])
    if _OTHER.match(sample) or _LINK.search(sample) or _COLLECTION.search(sample):
        return 0.0
    fragments, _ = of_dump(sample, is_mark)
    tokens = tokens_of(fragments)
    linked = any(token.paper for token in tokens)
    opened = any(token.mark in _OPENS for token in tokens)
    return likeness(tokens) if linked or opened else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read cards of a text browser's dump."""
    text = clean_text(text)
    fragments, listed = of_dump(text, is_mark)
    return read_page(NAME, text, tokens_of(fragments), hints, listed)
