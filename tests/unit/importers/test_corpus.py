"""Every real file of the corpus against what is written down about it; not part of the project."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader import importers
from reader.clean import white
from reader.importers.text import links
from reader.model import Entry, Listing

FILES = [
    ("arxiv/atom-entries-wrapped.xml", "atom"),
    ("arxiv/email-cs-2023-06-13-prefix.txt", "arxiv-mail"),
    ("arxiv/email-math.OA-small.txt", "arxiv-mail"),
    ("arxiv/email-q-fin-2023-03-17.txt", "arxiv-mail"),
    ("arxiv/listing-astro-ph-1992-04.txt", "arxiv-mail"),
    ("arxiv/listing-astro-ph-2003-02-prefix.txt", "arxiv-mail"),
    ("arxiv/md-id-list-by-month.md", "paper-links"),
    ("arxiv/notice-2025-10-13.md", "arxiv-notice"),
    ("awesome/awesome-deep-learning-papers.md", "awesome-list"),
    ("bib/bibtex-xampl.bib", "bibtex"),
    ("bib/cyrillic.bib", "bibtex"),
    ("bib/google-scholar-top100.bib", "bibtex"),
    ("bib/jabref-chocolate.bib", "bibtex"),
    ("bib/jabref-complex.bib", "bibtex"),
    ("hf-digest/table-2024-11-15.md", "digest-table"),
    ("hf-digest/table-2025-09-19.md", "digest-table"),
    ("hf-digest/table-empty-2025-10-17.md", "digest-table"),
    ("hf-feed/jsonfeed-2025-02-09.json", "json-feed"),
    ("hf-feed/jsonfeed-2026-08-22.json", "json-feed"),
    ("hf-feed/rss-2025-08-26.xml", "rss"),
    ("hf-html/saved-daily-2024-08-01.html", "listing-html"),
    ("hf-json/api-daily-2024-06-03.json", "listing-json"),
    ("hf-json/api-daily-2025-01-21.json", "listing-json"),
    ("hf-json/api-daily-2026-07-15.json", "listing-json"),
    ("hf-json/placeholder-abstracts-2025-11-02.json", "listing-json"),
    ("hf-json/relative-links-2024-08-05.json", "listing-json"),
    ("hf-json/translated-clean-zh-2025-01-23.json", "listing-json"),
    ("hf-markdown/firecrawl-query-source-citations.md", "listing-markdown"),
    ("hf-markdown/notebooklm-query-intercode-bash.md", "listing-markdown"),
    ("hf-markdown/trending-duplicated-no-dates.md", "listing-markdown"),
    ("hf-markdown/trending-structured-2026-10.md", "listing-markdown"),
    ("hf-text-derived/html2text-daily-2024-08-01.md", "listing-markdown"),
    ("hf-text-derived/lynx-dump-daily-2024-08-01.txt", "listing-dump"),
    ("hf-text-derived/w3m-dump-daily-2024-08-01.txt", "listing-dump"),
    ("json/crossref-work-jats-abstract.json", "scholar-json"),
    ("json/openreview-iclr2013.json", "scholar-json"),
    ("json/paperlists-automl2024-with-bibtex.json", "scholar-json"),
    ("ris/cinahl.ris", "ris"),
    ("ris/cochrane-refman-with-record-headers.ris", "ris"),
    ("ris/embase.ris", "ris"),
    ("ris/googlescholar.ris", "ris"),
    ("ris/zotero.ris", "ris"),
    ("misc/pubmed-medline-saved-as.ris", "medline"),
    ("tabular/embase-preamble.csv", "table"),
    ("tabular/googlescholar.csv", "table"),
    ("tabular/openalex.csv", "table"),
    ("tabular/pubmed.csv", "table"),
    ("tabular/zotero.csv", "table"),
    ("misc/endnote-article.xml", "endnote-xml"),
    ("misc/pubmed-efetch.xml", "pubmed-xml"),
    ("misc/webofscience-export.isi", "web-of-science"),
]
LEFT_OVER = {"awesome/awesome-deep-learning-papers.md": 27, "bib/bibtex-xampl.bib": 18}
"""How many lines of a file are left over: entries without a title, items that are no paper."""
RIGHT = {"misc/pubmed-efetch.xml": {"abstract": "Just a dummy text. And another dummy"}}
"""Where what is written down is wrong: that file has two AbstractText elements, both are read."""
WHOLE = (
    "arxiv",
    "awesome",
    "bib",
    "misc",
    "ris",
    "hf-digest",
    "hf-feed",
    "hf-html",
    "hf-json",
    "hf-markdown",
    "hf-text-derived",
    "json",
)
"""Families of which every file is read."""
NOT_KEPT = {
    *("citekey", "entry_type", "volume", "issue", "pages", "publisher", "pmid", "pmcid"),
    *("organization", "submitted_by", "github_stars", "project_page", "pdf"),
    *("ai_summary", "summary"),
    *("categories", "comments_field", "journal_ref", "subjects", "updated", "create_date"),
}
"""What is written down about a file and Reader has no field for."""
ELSEWHERE = {
    "year",
    "date",
    "abstract",
    "keywords",
    "tags",
    "authors_raw",
    "doi",
    "listed_on",
    "url",
}


def read(path: Path) -> tuple[Listing, dict[str, Any]]:
    dump = importers.read_file(path)
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text("utf-8"))
    return importers.read(dump.text, name=dump.name), expected


@pytest.mark.parametrize(("file", "name"), FILES)
def test_a_real_file_is_read_exactly(file: str, name: str, shared: Path):
    path = shared / "corpus" / file
    if not path.exists():
        pytest.skip("there is no corpus of real listings beside this checkout")
    listing, expected = read(path)
    assert listing.format == name
    assert [entry.facts.title for entry in listing.entries] == expected["titles"]
    assert len(listing.entries) == expected["count"]
    assert_every_line_is_claimed(listing)
    assert len(listing.leftovers) == LEFT_OVER.get(file, 0)
    for key, field in (
        ("author_counts", "author_count"),
        ("upvotes", "upvotes"),
        ("comments",) * 2,
    ):
        if key in expected:
            assert [getattr(entry.facts, field) for entry in listing.entries] == expected[key]
    if listing.entries:
        assert_first(listing.entries[0], expected["first"] | RIGHT.get(file, {}), listing)


@pytest.mark.parametrize(("file", "name"), FILES)
def test_no_other_format_is_sure_of_a_real_file(file: str, name: str, shared: Path):
    path = shared / "corpus" / file
    if not path.exists():
        pytest.skip("there is no corpus of real listings beside this checkout")
    text = importers.read_file(path).text
    for form in importers.FORMATS:
        assert (form.confidence(text) > 0.5) == (form.name == name), form.name


def assert_every_line_is_claimed(listing: Listing) -> None:
    """As entry, furniture or leftover; a line may hold the end of an entry and the next one."""
    claimed = {each.line for each in listing.leftovers}
    for part in (*listing.entries, *listing.furniture):
        claimed.update(range(part.first_line, part.last_line + 1))
    assert claimed == set(range(1, listing.lines + 1))


def assert_first(entry: Entry, expected: dict[str, Any], listing: Listing) -> None:
    """Every field that is written down about the first entry."""
    facts = entry.facts
    for key in expected.keys() - NOT_KEPT - ELSEWHERE:
        name = {"journal": "venue", "github": "code_url"}.get(key, key)
        value = getattr(facts, name)
        assert (list(value) if isinstance(value, tuple) else value) == expected[key], key
    if "year" in expected:
        assert str(facts.year) == str(expected["year"])
    if "date" in expected:
        assert expected["date"] in (facts.date, facts.date_as_shown)
    if "abstract" in expected:
        assert white(facts.abstract or "")[:80].strip() == expected["abstract"].strip()
    if "doi" in expected:
        assert facts.doi == links.plain_doi(expected["doi"])
    if "authors_raw" in expected:
        assert list(facts.authors) == expected["authors_raw"].removesuffix(" et al.").split("|")
    if "keywords" in expected:
        assert list(facts.keywords)[: len(expected["keywords"])] == expected["keywords"]
    if "tags" in expected:
        assert "; ".join(facts.keywords).startswith(expected["tags"])
    for key, value in (("listed_on", listing.captured), ("url", facts.url)):
        assert (value or "").endswith(expected.get(key, "").split(" (")[0]), key


def test_no_file_of_a_family_is_missing_from_the_table(shared: Path):
    """A table that forgets a file would prove nothing about it."""
    named = {file for file, _ in FILES}
    for family in WHOLE:
        for path in (shared / "corpus" / family).glob("*"):
            if not path.name.endswith(".expected.json"):
                assert f"{family}/{path.name}" in named
