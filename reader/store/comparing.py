"""What two states of a library differ in, as a person would count it."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field

from reader.model import Difference

Mark = tuple[str, str, str, int]


@dataclass(slots=True)
class _Known:
    """What one library says about one paper."""

    title: str
    facts: tuple[object, ...]
    decision: tuple[object, ...]
    note: str = ""
    tags: set[str] = field(default_factory=set)
    highlights: set[Mark] = field(default_factory=set)


def compare(present: sqlite3.Connection, other: sqlite3.Connection) -> Difference:
    """What would be lost and gained if `present` became `other`; papers are told by their uid."""
    ours, theirs = _papers(present), _papers(other)
    both = [(ours[uid], theirs[uid]) for uid in ours.keys() & theirs.keys()]
    gone = [paper for uid, paper in ours.items() if uid not in theirs]
    back = [paper for uid, paper in theirs.items() if uid not in ours]
    return Difference(
        papers_lost=_titles(gone),
        papers_gained=_titles(back),
        notes_lost=_titles(
            [paper for paper in gone if paper.note]
            + [mine for mine, other in both if mine.note and mine.note != other.note]
        ),
        notes_gained=_titles(
            [paper for paper in back if paper.note]
            + [other for mine, other in both if other.note and mine.note != other.note]
        ),
        highlights_lost=sum(len(paper.highlights) for paper in gone)
        + sum(len(mine.highlights - other.highlights) for mine, other in both),
        highlights_gained=sum(len(paper.highlights) for paper in back)
        + sum(len(other.highlights - mine.highlights) for mine, other in both),
        texts_lost=_other_texts(present, other),
        texts_gained=_other_texts(other, present),
        decisions=sum(
            (mine.decision, mine.tags) != (other.decision, other.tags) for mine, other in both
        ),
        facts=sum(mine.facts != other.facts for mine, other in both),
    )


def _other_texts(one: sqlite3.Connection, other: sqlite3.Connection) -> tuple[str, ...]:
    """The documents and comparisons of one that are not the same in the other."""
    return tuple(
        sorted(
            title
            for table in (_documents, _matrices)
            for title in [name for name, _ in table(one) - table(other)]
        )
    )


def _documents(connection: sqlite3.Connection) -> set[tuple[str, object]]:
    rows = connection.execute("SELECT uid, title, text FROM documents").fetchall()
    return {(title, (uid, text)) for uid, title, text in rows}


def _matrices(connection: sqlite3.Connection) -> set[tuple[str, object]]:
    """Each comparison with its columns, papers and cells; papers are told by their uid."""
    papers = connection.execute(
        "SELECT matrix_id, papers.uid, matrix_papers.position FROM matrix_papers"
        " JOIN papers ON papers.id = paper_id ORDER BY matrix_id, matrix_papers.position"
    ).fetchall()
    cells = connection.execute(
        "SELECT matrix_id, papers.uid, name, text FROM cells JOIN papers ON papers.id = paper_id"
    ).fetchall()
    found: set[tuple[str, object]] = set()
    for number, uid, title, columns in connection.execute(
        "SELECT id, uid, title, columns FROM matrices"
    ).fetchall():
        there = tuple(paper for matrix, paper, _ in papers if matrix == number)
        said = frozenset(tuple(rest) for matrix, *rest in cells if matrix == number)
        found.add((title, (uid, columns, there, said)))
    return found


def _titles(papers: list[_Known]) -> tuple[str, ...]:
    return tuple(sorted(paper.title for paper in papers))


def _papers(connection: sqlite3.Connection) -> dict[str, _Known]:
    papers = {
        row[0]: _Known(title=row[2], facts=row[2:9], decision=row[9:])
        for row in connection.execute(
            "SELECT papers.id, uid, title, abstract, authors, date, arxiv_id, doi, url,"
            " state, starred, queue_place FROM papers JOIN marks ON marks.paper_id = papers.id"
        ).fetchall()
    }
    notes = connection.execute("SELECT paper_id, text FROM notes").fetchall()
    tags = connection.execute(
        "SELECT paper_id, tags.key FROM paper_tags JOIN tags ON tags.id = tag_id"
    ).fetchall()
    marked = defaultdict[int, set[Mark]](set)
    for paper_id, *mark in connection.execute(
        "SELECT paper_id, kind, quote, comment, first FROM highlights"
    ).fetchall():
        marked[paper_id].add(tuple(mark))
    for paper_id, text in notes:
        if paper_id in papers:
            papers[paper_id].note = text
    for paper_id, key in tags:
        if paper_id in papers:
            papers[paper_id].tags.add(key)
    for paper_id, marks in marked.items():
        if paper_id in papers:
            papers[paper_id].highlights = marks
    uids = dict(connection.execute("SELECT id, uid FROM papers").fetchall())
    return {uids[number]: paper for number, paper in papers.items()}
