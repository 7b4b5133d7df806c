"""Facts as columns of the table `papers`, and back."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from reader.clean import clean_text
from reader.model import Facts
from reader.store import identity
from reader.store.kept import texts

COLUMNS = (
    "title",
    "abstract",
    "authors",
    "author_count",
    "date",
    "date_as_shown",
    "year_from_capture",
    "url",
    "arxiv_id",
    "doi",
    "venue",
    "year",
    "upvotes",
    "comments",
    "code_url",
    "keywords",
    "ids",
)
DERIVED = ("title_key", "abstract_key", "dated")
PAGE = 500
ASSIGNED = ", ".join(f"{name} = ?" for name in COLUMNS + DERIVED)
_FILED = ("ids", *DERIVED)
_ASSIGN_FILED = ", ".join(f"{name} = ?" for name in _FILED)
SELECTED = ", ".join(f"papers.{name}" for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Columns:
    """One paper's facts as they are stored, in the order of `COLUMNS` and `DERIVED`."""

    values: tuple[object, ...]

    @classmethod
    def of(cls, facts: Facts, keys: identity.Keys) -> "Columns":
        """The columns of these facts."""
        return cls(
            (
                clean_text(facts.title),
                _clean(facts.abstract),
                _array(facts.authors),
                facts.author_count,
                _clean(facts.date),
                _clean(facts.date_as_shown),
                int(facts.year_from_capture),
                _clean(facts.url),
                _clean(keys.arxiv_id),
                _clean(keys.doi),
                _clean(facts.venue),
                facts.year,
                facts.upvotes,
                facts.comments,
                _clean(facts.code_url),
                _array(facts.keywords),
                _array(keys.ids),
                clean_text(keys.title),
                keys.abstract,
                _dated(facts),
            )
        )


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _array(texts: tuple[str, ...]) -> str:
    return clean_text(_encode(texts)) if texts else "[]"


def _clean(text: str | None) -> str | None:
    return None if text is None else clean_text(text)


def _dated(facts: Facts) -> str | None:
    """The date to sort and to look for years by: None unless a year is known."""
    if facts.date and facts.date[:4].isdigit():
        return facts.date
    return f"{facts.year:04}" if facts.year and 0 < facts.year < 10_000 else None


def read(row: tuple[object, ...]) -> Facts:
    """Facts from a row of `SELECTED`."""
    named = dict(zip(COLUMNS, row, strict=True))
    for name in ("authors", "keywords", "ids"):
        named[name] = texts(str(named[name]))
    named["year_from_capture"] = bool(named["year_from_capture"])
    return Facts(**named)  # type: ignore[arg-type]  # columns and fields have the same types


def read_many(
    connection: sqlite3.Connection, ids: Iterable[int]
) -> dict[int, tuple[Facts, identity.Keys]]:
    """The facts of papers with the keys they are recognised by."""
    rows = connection.execute(
        f"SELECT id, arxiv_id, doi, title_key, abstract_key, {SELECTED} FROM papers"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(ids)),),
    ).fetchall()
    found = {}
    for paper_id, arxiv, doi, title, abstract, *row in rows:
        facts = read(tuple(row))
        found[paper_id] = facts, identity.Keys(arxiv, doi, title, abstract, facts.ids)
    return found


def refile(connection: sqlite3.Connection) -> None:
    """File every paper under what it says, by the rules of this version of the program."""
    ids = [row[0] for row in connection.execute("SELECT id FROM papers").fetchall()]
    for first in range(0, len(ids), PAGE):
        filed = {}
        for paper_id, (said, _) in read_many(connection, ids[first : first + PAGE]).items():
            values = Columns.of(said, identity.keys_of(said)).values
            named = dict(zip(COLUMNS + DERIVED, values, strict=True))
            filed[paper_id] = [named[name] for name in _FILED]
        connection.executemany(
            f"UPDATE papers SET {_ASSIGN_FILED} WHERE id = ?",
            [(*values, paper_id) for paper_id, values in filed.items()],
        )
