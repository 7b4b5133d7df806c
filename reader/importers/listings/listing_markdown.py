"""Listing pages as Markdown, as scrapers, notebooks and converters of web pages write them.

Hugging Face pages: daily, search and trending, also with every card twice. The links are
kept in such texts, and they name the paper of each line.
"""

import re

from reader.clean import clean_text
from reader.importers.format import Hints
from reader.importers.listings.linked_page import likeness, read_page, tokens_of
from reader.importers.listings.marks import is_mark
from reader.importers.text.fragments import boxes, of_markdown
from reader.model import Listing

NAME = "listing-markdown"
LABEL = "Listing page, Markdown"

_SAMPLE = 200_000
_OTHER = re.compile(r"\s*(?:<!doctype|<\?xml|<html|[\[{]\s*[\[{\"]|@\w+\s*\{)", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"\]\(|\]\[\w|^[ \t]{0,3}#{1,6} |^[ \t]*https?://(?:www\.)?(?:huggingface|hf)\.co/\S*$", re.M
)

_ONE_PAPER = re.compile(r"^#{1,6} Abstract[ \t]*$", re.MULTILINE)
"""The heading on a page of one paper, which is no listing."""


def confidence(text: str) -> float:
    """How many of the titles in a text have votes, authors, dates or links to code around them."""
    sample = clean_text(text[:_SAMPLE])
    if _OTHER.match(sample) or "<summary" in sample or not _MARKDOWN.search(sample):
        return 0.0
    if len(_ONE_PAPER.findall(sample)) == 1 and "Published on" in sample:
        return 0.0
    return likeness(tokens_of(of_markdown(sample, is_mark)))


def read(text: str, hints: Hints) -> Listing:
    """Read cards of Markdown."""
    text = clean_text(text)
    return read_page(NAME, text, tokens_of(of_markdown(text, is_mark)), hints, boxes(text))
