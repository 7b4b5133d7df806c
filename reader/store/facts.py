"""Facts as columns of the table `papers`, and back."""

import json
import sqlite3
from dataclasses import dataclass

from reader.model import Facts
from reader.store import identity

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
)
DERIVED = ("title_key", "abstract_key", "dated")
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
                facts.title,
                facts.abstract,
                _array(facts.authors),
                facts.author_count,
                facts.date,
                facts.date_as_shown,
                int(facts.year_from_capture),
                facts.url,
                keys.arxiv_id,
                keys.doi,
                facts.venue,
                facts.year,
                facts.upvotes,
                facts.comments,
                facts.code_url,
                _array(facts.keywords),
                keys.title,
                keys.abstract,
                dated(facts),
            )
        )


def _array(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def dated(facts: Facts) -> str | None:
    """The date to sort and to look for years by: None unless a year is known."""
    if facts.date and facts.date[:4].isdigit():
        return facts.date
    return f"{facts.year:04}" if facts.year and 0 < facts.year < 10_000 else None


def read(row: tuple[object, ...]) -> Facts:
    """Facts from a row of `SELECTED`."""
    named = dict(zip(COLUMNS, row, strict=True))
    named["authors"] = tuple(json.loads(str(named["authors"])))
    named["keywords"] = tuple(json.loads(str(named["keywords"])))
    named["year_from_capture"] = bool(named["year_from_capture"])
    return Facts(**named)  # type: ignore[arg-type]  # columns and fields have the same types


def read_many(
    connection: sqlite3.Connection, where: str, parameters: tuple[object, ...]
) -> dict[int, Facts]:
    """The facts of the papers that meet a condition, by id."""
    rows = connection.execute(
        f"SELECT papers.id, {SELECTED} FROM papers WHERE {where}", parameters
    ).fetchall()
    return {row[0]: read(row[1:]) for row in rows}
