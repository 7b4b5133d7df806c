"""Damaged listings: text never moves between papers unseen; it is right, or asks for a look."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from fuzz.seeds import seeds
from making import search_page_text
from making_listings import PAPERS, as_cards, as_lines, pairs
from mutations import DAMAGES, shifted

from reader import importers
from reader.importers.text.decoding import read_file
from reader.model import Entry, Facts, Listing

SAMPLE = 6  # damages of each kind, the same ones in every run
TEXTS = {
    "lines": "\n".join(as_lines(PAPERS)),
    "cards": "\n".join(as_cards(PAPERS)),
    "search page": search_page_text(range(30)),
    "bibtex": "".join(
        f"@article{{k{number},\n  title = {{{paper.title}}},\n  year = {2000 + number},\n"
        f"  abstract = {{{paper.abstract}}}\n}}\n\n"
        for number, paper in enumerate(PAPERS)
    ),
    "ris": "".join(
        f"TY  - JOUR\nTI  - {paper.title}\nPY  - 2001\nAB  - {paper.abstract}\nER  - \n\n"
        for paper in PAPERS
    ),
}


def sample(kind: str, text: str) -> list[Entry]:
    """The entries that are wrong and do not say so, over the sample."""
    wrong = []
    for number in range(SAMPLE):
        rng = random.Random(f"{kind} {number}")
        wrong += shifted(text, DAMAGES[kind](rng, text))
    return wrong


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize("shape", TEXTS)
def test_damage_is_harmless_or_seen(shape: str, kind: str) -> None:
    assert sample(kind, TEXTS[shape]) == []


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_to_real_listings_is_harmless_or_seen(shared: Path, kind: str) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        assert sample(kind, read_file(path).text) == []


def test_cards_in_another_order_are_the_same_papers() -> None:
    papers = list(PAPERS)
    random.Random(7).shuffle(papers)
    for made in (as_cards, as_lines):
        before = importers.read("\n".join(made(PAPERS)))
        after = importers.read("\n".join(made(papers)))
        assert sorted(pairs(after.entries), key=str) == sorted(pairs(before.entries), key=str)
        assert (
            sum(entry.to_check for entry in after.entries) <= 1
        )  # the first of the lines is glued


def test_the_first_line_of_a_wrapped_title_is_not_lost_unseen() -> None:
    lines = as_lines(PAPERS[:6])
    place = next(n for n, line in enumerate(lines) if line == PAPERS[3].title)
    words = lines[place].split()
    lines[place : place + 1] = [" ".join(words[:4]), " ".join(words[4:])]
    listing = importers.read("\n".join(lines))
    entry = next(each for each in listing.entries if each.facts.abstract == PAPERS[3].abstract)
    assert entry.facts.title == PAPERS[3].title or "wrapped" in {w.code for w in entry.warnings}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda facts, other: Facts(facts.title, other.abstract),
        lambda facts, other: Facts(f"{facts.title} {other.title}", facts.abstract),
        lambda facts, other: Facts(facts.title, f"{facts.abstract} {other.abstract}"),
        lambda facts, other: Facts(facts.title.split()[-1], facts.abstract),
    ],
    ids=["other abstract", "two titles", "two abstracts", "end of a title"],
)
def test_the_judge_notices(
    wrong: Callable[[Facts, Facts], Facts], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = TEXTS["lines"]
    truth = importers.read(text)
    one, other = truth.entries[0].facts, truth.entries[1].facts
    moved = Listing(truth.format, 2, (Entry(wrong(one, other), 1, 2),))
    shifted(text, text)  # so that the truth is known
    monkeypatch.setattr(importers, "read", lambda *_, **__: moved)
    assert shifted(text, text) == list(moved.entries)


SURE = (
    *("awesome-list", "zotero-rdf", "digest-table", "medline", "web-of-science", "bibtex", "atom"),
    *("table", "paper-pages", "arxiv-list", "ris", "refer", "rss"),
    *("listing-json", "endnote-xml", "pubmed-xml", "catalogue-xml", "folded-list", "labelled"),
    *("references", "identifiers", "notebook", "listing-markdown", "listing-dump"),
    *("listing-blocks", "listing-lines", "listing-html", "references-yaml", "bibliography-tex"),
    *("pubmed-text", "arxiv-mail", "arxiv-notice", "paper-links", "titled-links", "other-markup"),
    *("plain-table", "search-alert", "bookmarks", "article-xml", "cochrane", "field-rows"),
)


@pytest.mark.parametrize("form", SURE)
def test_damage_to_files_of_a_family_is_harmless_or_seen(form: str) -> None:
    texts = [text for text in seeds()[form] if importers.read(text).format == form]
    assert texts
    for text in texts:
        for kind in DAMAGES:
            assert sample(kind, text) == []


# A line of this feed holds the end of one title and the beginning of the next: when it is lost,
# what is left of both is one well-formed title, and nothing tells it.
NO_TRACE = ("hf-feed/rss-2025-08-26.xml",)
FAMILIES = ("arxiv", "awesome", "bib", "hf-digest", "hf-feed", "hf-markdown", "misc", "ris")


@pytest.mark.parametrize("family", FAMILIES)
def test_damage_to_the_corpus_is_harmless_or_seen(shared: Path, family: str) -> None:
    paths = sorted((shared / "corpus" / family).glob("*"))
    for path in paths:
        if path.name.endswith(".expected.json") or f"{family}/{path.name}" in NO_TRACE:
            continue
        text = read_file(path).text
        for kind in DAMAGES:
            for number in range(3):
                damaged = DAMAGES[kind](random.Random(f"{kind} {number}"), text)
                assert shifted(text, damaged) == [], (path.name, kind, number)
