"""Pairs of papers that may be the same: what speaks for it, and the decision to keep them apart."""

import sqlite3
from collections.abc import Iterator, Sequence

from reader.errors import Problem
from reader.model import Facts, FieldPair, Pair, Paper
from reader.model.versions import is_preprint_doi
from reader.store import facts, papers
from reader.store.identity import (
    NEARLY,
    Keys,
    Verdict,
    apart_key,
    compare,
    keys_of,
    text_likeness,
    title_likeness,
)
from reader.store.marks import existing
from reader.store.same_paper.merging import default_facts, further

# Shown side by side, in this order.
FIELDS = (
    "title",
    "abstract",
    "authors",
    "author_count",
    "date",
    "venue",
    "year",
    "arxiv_id",
    "doi",
    "url",
    "code_url",
    "keywords",
    "upvotes",
    "comments",
)
_KINDS = {
    "arxiv": "arXiv number",
    "doi": "DOI",
    "pmid": "PubMed number",
    "pmcid": "PMC number",
    "acl": "ACL Anthology number",
    "openreview": "OpenReview forum",
}


# What is surely the same mostly has the same title or number. To know how alike two texts are
# takes a millisecond, so thousands of waiting pairs are put in order by this alone.
_WAITING = """
    SELECT pairs.id, pairs.a, pairs.b FROM pairs
    JOIN papers AS one ON one.id = pairs.a JOIN papers AS other ON other.id = pairs.b
    WHERE verdict = 'doubtful'
    ORDER BY NOT ifnull(one.arxiv_id = other.arxiv_id OR one.doi = other.doi, 0),
        one.title_key <> other.title_key, pairs.id
"""


def pairs(connection: sqlite3.Connection, first: int = 0, most: int | None = None) -> list[Pair]:
    """Pairs that wait for a decision, from the `first` on: those first that are surely the same.

    Among those that are asked for, certain ones come first, then the likeliest.
    """
    rows = connection.execute(
        f"{_WAITING} LIMIT ? OFFSET ?", (-1 if most is None else most, first)
    ).fetchall()
    ids = sorted({one for _, a, b in rows for one in (a, b)})
    known = {paper.id: paper for paper in papers.papers(connection, ids)}
    found = [_pair(number, known[a], known[b]) for number, a, b in rows]
    return sorted(found, key=lambda pair: (not pair.certain, -_likeness(pair), pair.id))


def count(connection: sqlite3.Connection) -> int:
    """How many pairs wait for a decision."""
    sql = "SELECT count(*) FROM pairs WHERE verdict = 'doubtful'"
    return int(connection.execute(sql).fetchone()[0])


def certain(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """The waiting pairs that are surely the same paper, each the older one first."""
    rows = connection.execute(_WAITING).fetchall()
    said = facts.read_many(connection, {one for _, a, b in rows for one in (a, b)})
    return [(a, b) for _, a, b in rows if compare(said[a], said[b]) is Verdict.SAME]


def _likeness(pair: Pair) -> float:
    return pair.title_likeness + (pair.abstract_likeness or 0)


def pair(connection: sqlite3.Connection, one: int, other: int) -> Pair:
    """Two papers side by side, whether or not anybody doubted. Raises Problem for no paper."""
    existing(connection, [one, other])
    if one == other:
        raise Problem("These are one paper already.", do="Choose two papers.")
    a, b = papers.papers(connection, sorted((one, other)))
    row = connection.execute("SELECT id FROM pairs WHERE a = ? AND b = ?", (a.id, b.id)).fetchone()
    return _pair(row[0] if row else 0, a, b)


def _pair(number: int, a: Paper, b: Paper) -> Pair:
    one, other = keys_of(a.facts), keys_of(b.facts)
    return Pair(
        id=number,
        a=a,
        b=b,
        certain=compare((a.facts, one), (b.facts, other)) is Verdict.SAME,
        reasons=tuple(_reasons(a.facts, one, b.facts, other)),
        title_likeness=title_likeness(one.title, other.title),
        abstract_likeness=text_likeness(a.facts.abstract, b.facts.abstract),
        fields=tuple(_fields(a, b)),
    )


def _fields(a: Paper, b: Paper) -> Iterator[FieldPair]:
    both = default_facts(a.facts, b.facts)
    for field in FIELDS:
        ours, theirs = getattr(a.facts, field), getattr(b.facts, field)
        if ours or theirs or ours != theirs:
            better = b.id if getattr(both, field) == theirs != ours else a.id
            yield FieldPair(field, ours, theirs, ours == theirs, better)
    better = b.id if further(b.state, a.state) else a.id
    yield FieldPair("state", a.state, b.state, a.state == b.state, better)


def _reasons(a: Facts, one: Keys, b: Facts, other: Keys) -> Iterator[str]:
    ours, theirs = _by_kind(one), _by_kind(other)
    both = [kind for kind in ours if kind in theirs]
    for kind in both:
        if ours[kind] & theirs[kind]:
            yield f"Same {_KINDS[kind]}"
    yield from _reasons_of_texts(a, one, b, other)
    for kind in both:
        if not ours[kind] & theirs[kind]:
            preprint = kind == "doi" and any(map(is_preprint_doi, (one.doi, other.doi)))
            yield "One is a preprint" if preprint else f"Different {_KINDS[kind]}"


def _by_kind(keys: Keys) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for name in keys.names():
        kind, _, value = name.partition(":")
        kinds.setdefault(kind, set()).add(value)
    return kinds


def _reasons_of_texts(a: Facts, one: Keys, b: Facts, other: Keys) -> Iterator[str]:
    if one.title == other.title:
        yield "Same title"
    elif title_likeness(one.title, other.title) >= NEARLY:
        yield "Nearly the same title"
    likeness = text_likeness(a.abstract, b.abstract)
    if likeness is None:
        yield "One has no abstract" if a.abstract or b.abstract else "Neither has an abstract"
    elif likeness == 1:
        yield "Same abstract"
    elif one.abstract is not None and one.abstract == other.abstract:
        yield "The abstracts begin alike"
    else:
        yield f"{likeness:.0%} of the abstract's words are the same"


def keep_apart(connection: sqlite3.Connection, pairs: Sequence[tuple[int, int]]) -> str:
    """Remember that papers are different ones: by number, and by what they say."""
    for one, other in pairs:
        existing(connection, [one, other])
        if one == other:
            raise Problem("A paper cannot be kept apart from itself.", do="Choose two papers.")
        connection.execute(
            "INSERT INTO pairs (a, b, verdict) VALUES (min(?1, ?2), max(?1, ?2), 'different')"
            " ON CONFLICT (a, b) DO UPDATE SET verdict = 'different'",
            (one, other),
        )
        said = papers.papers(connection, [one, other])
        keys = sorted(apart_key(keys_of(paper.facts)) for paper in said)
        connection.execute(
            "INSERT INTO apart (one, other) VALUES (?, ?) ON CONFLICT DO NOTHING", keys
        )
    return "Keep 2 papers apart" if len(pairs) == 1 else f"Keep {len(pairs):,} pairs apart"
