"""What belongs to the library and not to one computer, as JSON under a name."""

import json
import sqlite3
from collections.abc import Sequence

from reader.clean import clean_text, white
from reader.errors import Problem
from reader.model import HUES, LOOKS, Kind, KindLook

KINDS = "kinds of highlights"
_LONGEST_NAME = 24


def read(connection: sqlite3.Connection, key: str) -> object:
    """The value of a setting; None when it was never chosen or cannot be read."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    try:
        return None if row is None else json.loads(row[0])
    except ValueError:
        return None


def beginning(connection: sqlite3.Connection, prefix: str) -> dict[str, object]:
    """The values of all settings whose names begin so, by the rest of their names."""
    keys = connection.execute(
        "SELECT key FROM settings WHERE substr(key, 1, ?) = ? ORDER BY key", (len(prefix), prefix)
    ).fetchall()
    return {key[len(prefix) :]: read(connection, key) for (key,) in keys}


def choose(connection: sqlite3.Connection, key: str, value: object, name: str) -> str:
    """Set a value, None for what it is at first; `name` is what the action is called."""
    if value is None:
        connection.execute("DELETE FROM settings WHERE key = ?", (key,))
    else:
        connection.execute(
            "INSERT INTO settings (key, value) VALUES (?1, ?2)"
            " ON CONFLICT (key) DO UPDATE SET value = ?2",
            (key, json.dumps(value, ensure_ascii=False)),
        )
    return name


def reset(connection: sqlite3.Connection, keys: Sequence[str], name: str) -> str:
    """Forget values, so that all is as at first."""
    for key in keys:
        choose(connection, key, None, name)
    return name


# ---------------------------------------------------------------- kinds of highlights


def kinds(connection: sqlite3.Connection) -> dict[Kind, KindLook]:
    """What the five kinds of highlights are called, and their hues."""
    chosen = read(connection, KINDS)
    looks = dict(LOOKS)
    for kind in Kind:
        said = chosen.get(kind.value) if isinstance(chosen, dict) else None
        if isinstance(said, list) and len(said) == 2 and said[1] in HUES and white(str(said[0])):
            looks[kind] = KindLook(white(str(said[0]))[:_LONGEST_NAME], str(said[1]))
    return looks


def choose_kind(connection: sqlite3.Connection, kind: Kind, look: KindLook) -> str:
    """Call a kind otherwise, or give it another hue.

    Raises Problem for a name that is empty or that of another kind, and for no hue of ours.
    """
    looks = kinds(connection)
    name = white(clean_text(look.name))
    if not name or len(name) > _LONGEST_NAME:
        raise Problem(f"A kind needs a name of at most {_LONGEST_NAME} letters.")
    if look.hue not in HUES:
        raise Problem(f"There is no colour “{look.hue}”.", do=f"There are: {', '.join(HUES)}.")
    others = {other.name.casefold() for one, other in looks.items() if one is not kind}
    if name.casefold() in others:
        raise Problem(f"Another kind is called “{name}”.", do="Choose another name.")
    if looks[kind] == KindLook(name, look.hue):
        return ""
    looks[kind] = KindLook(name, look.hue)
    other = {one.value: [it.name, it.hue] for one, it in looks.items() if it != LOOKS[one]}
    return choose(connection, KINDS, other or None, f"Change highlights of kind {name}")
