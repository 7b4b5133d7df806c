"""Keeping the tags themselves in order: other names, other colours, two made one, taken away.

`vision/ocr` lies under `vision`: what happens to a tag's name happens to those under it.
"""

import sqlite3

from reader.errors import Problem
from reader.store import searches
from reader.store.actions import papers
from reader.store.tags import COLORS, checked, tag_key


def rename(connection: sqlite3.Connection, name: str, to: str) -> str:
    """Give a tag, and those under it, another name."""
    (wanted,) = checked([to])
    tag_id, old = _tag(connection, name)
    taken = _ids(connection)
    moved, names = [(tag_id, wanted)], {old: wanted}
    if tag_key(wanted) != tag_key(old):
        for one, under in connection.execute("SELECT id, name FROM tags ORDER BY key").fetchall():
            if tag_key(under).startswith(f"{tag_key(old)}/"):
                names[under] = f"{wanted}{under[len(old) :]}"
                moved.append((one, names[under]))
    going = {one for one, _new in moved}
    for _one, new in moved:
        checked([new])
        if taken.get(tag_key(new), tag_id) not in going:
            raise Problem(f"There is a tag “{new}” already.", do="Merge one into the other.")
    # Through names that nobody can have, so that two of them may change places.
    connection.executemany(
        "UPDATE tags SET key = ? WHERE id = ?", [(f",{one}", one) for one, _new in moved]
    )
    connection.executemany(
        "UPDATE tags SET key = ?, name = ? WHERE id = ?",
        [(tag_key(new), new, one) for one, new in moved],
    )
    searches.rename_tags(connection, names)
    return f"Rename the tag {old} to {wanted}"


def recolor(connection: sqlite3.Connection, name: str, color: str) -> str:
    """Give a tag another one of the nine colours."""
    if color not in COLORS:
        raise Problem(f"“{color}” is no colour of a tag.", do=f"Use one of {', '.join(COLORS)}.")
    tag_id, old = _tag(connection, name)
    connection.execute("UPDATE tags SET color = ? WHERE id = ?", (color, tag_id))
    return f"Colour the tag {old}"


def merge(connection: sqlite3.Connection, name: str, into: str) -> str:
    """Put another tag in the place of this one, on every paper."""
    tag_id, old = _tag(connection, name)
    other_id, kept = _tag(connection, into)
    if tag_id == other_id:
        return ""
    put_in_place(connection, tag_id, other_id)
    left = any(key.startswith(f"{tag_key(old)}/") for key in _ids(connection))
    searches.rename_tags(connection, {old: kept}, also_old=left)
    return f"Merge the tag {old} into {kept}"


def put_in_place(connection: sqlite3.Connection, tag_id: int, other_id: int) -> None:
    """Let the papers of one tag have another one instead, and take the first away."""
    connection.execute(
        "DELETE FROM paper_tags WHERE tag_id = ?1 AND paper_id IN"
        " (SELECT paper_id FROM paper_tags WHERE tag_id = ?2)",
        (tag_id, other_id),
    )
    connection.execute("UPDATE paper_tags SET tag_id = ? WHERE tag_id = ?", (other_id, tag_id))
    connection.execute("DELETE FROM tags WHERE id = ?", (tag_id,))


def drop(connection: sqlite3.Connection, name: str) -> str:
    """Take a tag off every paper, and away."""
    tag_id, old = _tag(connection, name)
    count = connection.execute("DELETE FROM paper_tags WHERE tag_id = ?", (tag_id,)).rowcount
    connection.execute("DELETE FROM tags WHERE id = ?", (tag_id,))
    return f"Delete the tag {old} from {papers(count)}"


def _tag(connection: sqlite3.Connection, name: str) -> tuple[int, str]:
    """The number and the name of a tag, whatever the case. Raises Problem."""
    row = connection.execute("SELECT id, name FROM tags WHERE key = ?", (tag_key(name),)).fetchone()
    if row is None:
        raise Problem(f"There is no tag “{name}”.", do="Choose one of the tags in the sidebar.")
    return int(row[0]), str(row[1])


def _ids(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT key, id FROM tags").fetchall())
