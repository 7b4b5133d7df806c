"""Libraries as older versions of Reader made them: made by SQL that is never written anew.

`tests/data/libraries/version-N.json` holds the statements that a library of schema N consists
of, taken once from a library that the release itself had filled: with other scripts, emoji,
bidirectional and control characters, very long texts, actions that were taken back, a deleted
paper, and a doubtful pair.
"""

import json
import sqlite3
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "libraries"
VERSIONS = (1, 2)


def old_library(path: Path, version: int) -> Path:
    """Make the library of an older version at `path`."""
    statements = json.loads((FOLDER / f"version-{version}.json").read_text(encoding="utf-8"))
    database = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        database.execute(statement)
    database.close()
    return path


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, in the columns that they have."""
    database = sqlite3.connect(path)
    tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    rows = {
        table: database.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()
        for (table,) in tables
    }
    database.close()
    return rows
