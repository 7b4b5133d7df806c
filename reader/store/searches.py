"""Saved searches: questions with a name, in the order that the person gave them."""

import sqlite3
from collections.abc import Mapping
from typing import get_args

from reader.clean import clean_text, white
from reader.errors import Problem
from reader.model import SavedSearch, Sort
from reader.query.renaming import with_tags_renamed

LONGEST_NAME = 100
LONGEST_QUERY = 10_000


def searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """All saved searches in their order."""
    rows = connection.execute(
        "SELECT id, name, query, sort FROM searches ORDER BY position, id"
    ).fetchall()
    return [SavedSearch(*row) for row in rows]


def save(connection: sqlite3.Connection, name: str, query: str, sort: Sort) -> str:
    """Save a search behind the others."""
    name = _checked_name(connection, name, besides=None)
    connection.execute(
        "INSERT INTO searches (name, query, sort, position) VALUES (?, ?, ?,"
        " (SELECT coalesce(max(position), 0) + 1 FROM searches))",
        (name, _checked_query(query), _checked_sort(sort)),
    )
    return f"Save search {name}"


def change(
    connection: sqlite3.Connection,
    search_id: int,
    name: str | None,
    query: str | None,
    sort: Sort | None,
) -> str:
    """Change a saved search's name, question or order."""
    old = _known(connection, search_id)
    new_name = old.name if name is None else _checked_name(connection, name, besides=search_id)
    connection.execute(
        "UPDATE searches SET name = ?, query = ?, sort = ? WHERE id = ?",
        (
            new_name,
            old.query if query is None else _checked_query(query),
            old.sort if sort is None else _checked_sort(sort),
            search_id,
        ),
    )
    return f"Rename search {new_name}" if query is None and sort is None else f"Edit {new_name}"


def rename_tags(
    connection: sqlite3.Connection, names: Mapping[str, str], *, also_old: bool = False
) -> None:
    """Let the searches that name a tag name it as it is called now."""
    for each in searches(connection):
        query = with_tags_renamed(each.query, names, also_old=also_old)
        if query != each.query and len(query) <= LONGEST_QUERY:
            connection.execute("UPDATE searches SET query = ? WHERE id = ?", (query, each.id))


def delete(connection: sqlite3.Connection, search_id: int) -> str:
    """Forget a saved search."""
    name = _known(connection, search_id).name
    connection.execute("DELETE FROM searches WHERE id = ?", (search_id,))
    return f"Delete search {name}"


def move(connection: sqlite3.Connection, search_id: int, before: int | None) -> str:
    """Put a saved search before another one, or at the end."""
    moved = _known(connection, search_id)
    if before == search_id:
        return ""
    order = [each.id for each in searches(connection) if each.id != search_id]
    place = len(order) if before is None else order.index(_known(connection, before).id)
    order.insert(place, search_id)
    connection.executemany(
        "UPDATE searches SET position = ? WHERE id = ?",
        list(enumerate(order, 1)),
    )
    return f"Move search {moved.name}"


def _known(connection: sqlite3.Connection, search_id: int) -> SavedSearch:
    found = next((each for each in searches(connection) if each.id == search_id), None)
    if found is None:
        raise Problem("This saved search is gone; nothing was changed.")
    return found


def _checked_name(connection: sqlite3.Connection, name: str, besides: int | None) -> str:
    name = white(clean_text(name))
    if not name or len(name) > LONGEST_NAME:
        raise Problem(
            "A saved search needs a name.", do=f"Write one of at most {LONGEST_NAME} letters."
        )
    for each in searches(connection):
        if each.id != besides and each.name.casefold() == name.casefold():
            raise Problem("There is a saved search with this name.", do="Choose another name.")
    return name


def _checked_query(query: str) -> str:
    query = white(clean_text(query))
    if len(query) > LONGEST_QUERY:
        raise Problem("This search is too long to be saved.", do="Shorten it.")
    return query


def _checked_sort(sort: Sort) -> Sort:
    if sort not in get_args(Sort):
        raise Problem(f"There is no order “{sort}”.")
    return sort
