"""What belongs to the library and not to one computer, as JSON under a name."""

import json
import sqlite3


def read(connection: sqlite3.Connection, key: str) -> object:
    """The value of a setting; None when it was never chosen or cannot be read."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    try:
        return None if row is None else json.loads(row[0])
    except ValueError:
        return None


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
