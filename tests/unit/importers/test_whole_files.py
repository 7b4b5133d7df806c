"""Whole files of families whose other tests make their texts line by line.

What fuzzing and damage begin with in these families, too.
"""

import json

import pytest
from making_listings import PAPERS, assert_every_line_is_claimed_once

from reader import importers

FOUR = PAPERS[:4]
PEOPLE = ("Ida Holm and Björn Qvist", "Ana Perera", "Ken Ito and Ulla Sand", "Pia Roth")
IDS = tuple(f"2401.0000{number}" for number in range(1, 5))
PARTS = [
    {"title": paper.title, "abstract": paper.abstract, "people": people, "id": number}
    for paper, people, number in zip(FOUR, PEOPLE, IDS, strict=True)
]


def made(item: str, *, head: str = "", foot: str = "", between: str = "") -> str:
    return head + between.join(item.format(**parts) for parts in PARTS) + foot


ITEMS = made("- [{title}](https://arxiv.org/abs/{id})\n")
FILES = {
    "zotero-rdf": made(
        '<bib:Article rdf:about="https://arxiv.org/abs/{id}">\n'
        "  <z:itemType>journalArticle</z:itemType>\n"
        "  <dc:title>{title}</dc:title>\n  <dcterms:abstract>{abstract}</dcterms:abstract>\n"
        "  <dc:date>2024-01-02</dc:date>\n</bib:Article>\n",
        head='<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n'
        ' xmlns:z="http://www.zotero.org/namespaces/export#"\n'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#"\n'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n',
        foot="</rdf:RDF>\n",
    ),
    "labelled": made(
        "Title: {title}\nAuthors: {people}\nAbstract: {abstract}\nURL: https://arxiv.org/abs/{id}\n",
        between="\n",
    ),
    "references": made(
        "[1] {people}. {title}. In Proceedings of Fog, 2024. arXiv:{id}.\n", head="References\n\n"
    ),
    "identifiers": made("- https://arxiv.org/abs/{id}\n", head="# To read\n\n"),
    "notebook": json.dumps(
        {
            "cells": [
                {"cell_type": "markdown", "metadata": {}, "source": ITEMS.splitlines(keepends=True)}
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
    ),
}


@pytest.mark.parametrize("form", FILES)
def test_a_whole_file_is_read_as_what_it_is(form: str) -> None:
    listing = importers.read(FILES[form])
    assert listing.format == form
    assert_every_line_is_claimed_once(listing)
    assert [entry.facts.arxiv_id for entry in listing.entries] == list(IDS)
    if form != "identifiers":
        assert [entry.facts.title for entry in listing.entries] == [paper.title for paper in FOUR]
    assert not listing.leftovers
