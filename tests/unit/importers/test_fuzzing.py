"""Kept inputs of fuzzing are read again, and a few seconds of new ones are tried."""

import random

import pytest
from fuzz.mutating import mutated
from fuzz.oracles import check
from fuzz.seeds import kept, seeds

from reader import importers
from reader.importers.markdown import digest_table
from reader.importers.text import limits
from reader.model import Caution, Entry, Facts, Leftover, Listing

NAMES = sorted(seeds())
BURST = 60  # texts of each format


def test_most_formats_have_texts_to_begin_with() -> None:
    assert sum(bool(texts) for texts in seeds().values()) > 0.8 * len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_changed_texts_are_read_within_all_limits(name: str) -> None:
    rng = random.Random(f"burst {name}")
    texts = seeds()[name] or tuple(text for each in seeds().values() for text in each)
    read = [check(name, mutated(rng, texts)) for _ in range(BURST)]
    if name in ("bibtex", "ris", "table", "listing-lines", "listing-json", "atom"):
        assert any(listing is not None and listing.entries for listing in read)


@pytest.mark.parametrize(("name", "text"), kept(), ids=lambda value: str(value)[:16].split("\n")[0])
def test_what_once_failed_is_read_within_all_limits(name: str, text: str) -> None:
    check(name, text)


def broken(**changes: object) -> Listing:
    entry = Entry(Facts("A title"), 1, 1)
    return Listing("digest-table", 1, (entry,), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "listing",
    [
        Listing("digest-table", 2, (Entry(Facts("A title"), 1, 1),)),
        broken(leftovers=(Leftover(1, "A title", "twice"),)),
        Listing("digest-table", 1, (), (), (Leftover(1, "x", ""),)),
        Listing("digest-table", 1, (Entry(Facts(" "), 1, 1),)),
        Listing("digest-table", 1, (Entry(Facts("A title"), 1, 1, (Caution("x", "", 1),)),)),
        Listing("digest-table", 1, (Entry(Facts("A title"), 0, 1),)),
        Listing("other", 1, (Entry(Facts("A title"), 1, 1),)),
    ],
    ids=["unclaimed", "claimed twice", "no reason", "no title", "no words", "line 0", "name"],
)
def test_the_oracles_notice(listing: Listing, monkeypatch: pytest.MonkeyPatch) -> None:
    form = importers.Format("digest-table", "", lambda text: 1.0, lambda text, hints: listing)
    monkeypatch.setattr("fuzz.oracles._FORMATS", {form.name: form})
    with pytest.raises(AssertionError):
        check(form.name, "one line")


def test_what_no_browser_opens_and_no_library_keeps_is_left_out_and_said() -> None:
    facts = Facts(
        "T" * 5000,
        url="ttps://arxiv.org/abs/2512.00009",
        code_url="https://github.com/a/" + "b" * 3000,
        venue="V" * 3000,
        authors=("A" * 3000, "B"),
        keywords=tuple(map(str, range(2000))),
        upvotes=2**63,
        comments=-1,
    )
    whole = Listing("table", 1, (Entry(facts, 1, 1),))
    entry = limits.within_limits(whole).entries[0]
    kept_facts = entry.facts
    assert (kept_facts.url, kept_facts.code_url) == (None, None)
    assert (kept_facts.upvotes, kept_facts.comments) == (None, None)
    assert (
        len(kept_facts.title) == len(kept_facts.venue or "") == len(kept_facts.authors[0]) == 2048
    )
    assert kept_facts.authors[1] == "B"
    assert len(kept_facts.keywords) == limits.WORDS
    codes = [warning.code for warning in entry.warnings]
    assert {"field-cut", "words-unread", "number-unread"} == set(codes)
    escaped = Listing("table", 1, (Entry(Facts("a\x01b", keywords=("\ud800",)), 1, 1),))
    cleaned = limits.within_limits(escaped).entries[0].facts
    assert (cleaned.title, cleaned.keywords) == ("a\ufffdb", ("\ufffd",))
    fine = Listing("table", 1, (Entry(Facts("A title", url="https://a.org/x"), 1, 1),))
    assert limits.within_limits(fine) is fine


def test_a_damaged_link_of_a_digest_is_no_link() -> None:
    text = (
        "| Title | Authors | Summary |\n|---|---|---|\n"
        "| [Dry Maps](htps://arxiv.org/abs/2512.00009) | Cy Arid | Maps are dry. |\n"
    )
    (entry,) = importers.read(text, format_name=digest_table.NAME).entries
    assert entry.facts.url is None
    assert "words-unread" in [warning.code for warning in entry.warnings]
