"""Where what stands in a mirror, and how rows are said there.

Columns that are JSON are opened when that says the same again, byte for byte; columns that say
nothing are left out; what is worked out from other columns is worked out again.
"""

import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from reader import tex
from reader.export.names import safe_name
from reader.mirror.page import Unreadable
from reader.model import Attachment
from reader.store.rows import Row
from reader.store.transfer import plain
from reader.store.transfer.whole import PAST_CHUNK, THINGS, Rows

ROOT = "reader-mirror.json"
SUMS = "SHA256SUMS"
README = "README.md"
ATTRIBUTES = ".gitattributes"
IGNORED = ".gitignore"
FILES = "files"
FORMAT = 1
TEXT_COLUMN = {"documents": "text", "templates": "text"}  # stands below the front matter
TITLE_COLUMN = {"documents": "title", "templates": "name", "matrices": "title"}
OWN_COLUMN = {
    "papers": "id", "documents": "document_id", "matrices": "matrix_id", "templates": "id",
}  # fmt: skip

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")
_DERIVED = frozenset(("title_key", "abstract_key", "dated"))
_ASCII = ("merges", "parts")
_JSON = frozenset(
    (
        ("papers", "authors"), ("papers", "keywords"), ("papers", "ids"), ("papers", "edited"),
        ("imports", "leftovers"), ("sightings", "gave"), ("matrices", "columns"),
        ("cells", "origin"), ("settings", "value"), _ASCII,
    )
)  # fmt: skip
# What every line of the past says.
LINE = dict.fromkeys(("seq", "action", "name", "at", "quiet", "table", "row", "paper", "op", "old"))
COUNTED = frozenset(plain.ORDER)
# Whose columns stand by themselves in the front matter of a paper.
_ALONE = frozenset(("papers", "marks", "notes"))


def paper_path(row: Mapping[str, object]) -> str:
    """The file of a paper."""
    uid = str(row["uid"])
    name = safe_name(tex.readable(str(row["title"])), uid, whole=True)
    shard = re.sub("[^a-z0-9]", "", uid.lower())[:2] or "0"
    return f"papers/{shard}/{name}.md"


def thing_path(table: str, row: Mapping[str, object]) -> str:
    """The file of a document, a comparison or a template."""
    return f"{table}/{safe_name(str(row[TITLE_COLUMN[table]]), str(row['uid']), whole=True)}.md"


def ends_with_uid(uid: str) -> str:
    """How the name of the file ends that belongs to a lasting name."""
    return safe_name("", uid, whole=True).removeprefix("untitled") + ".md"


def table_path(table: str, chunk: int) -> str:
    """The file of a thousand rows of a table."""
    return f"tables/{table}-{chunk:06}.yaml"


def past_path(line: Mapping[str, object]) -> str:
    """The file of the past that a line of the journal belongs to."""
    paper, table, row = line["paper"], line["table"], line["row"]
    if isinstance(paper, int):
        return f"history/papers-{paper // PAST_CHUNK:06}.jsonl"
    assert isinstance(row, int)
    each = 1 if table in THINGS else PAST_CHUNK
    return f"history/{table}-{row // each:06}.jsonl"


def file_path(file: Attachment) -> str | None:
    """The file of an attached file: its checksum, with the ending that tells what it is.

    None when its row says no checksum.
    """
    if not _SHA256.fullmatch(file.sha256):
        return None
    ending = PurePosixPath(file.path).suffix
    return f"{FILES}/{file.sha256}{ending if _ENDING.fullmatch(ending) else ''}"


def dump_path(sha256: str) -> str:
    """The file of a text that was brought in."""
    return f"dumps/{sha256}.txt"


# ---------------------------------------------------------------- rows


def said_row(table: str, row: Row, *, without: str = "") -> dict[str, object]:
    """A row as it is said in a file."""
    return {
        name: _opened(table, name, value)
        for name, value in row.items()
        if name != without and value is not None and not (table == "papers" and name in _DERIVED)
    }


def meant_row(table: str, said: Mapping[str, object]) -> Row:
    """The row that was said."""
    return {
        name: _closed(table, name, value)
        for name, value in said.items()
        if not (table == "papers" and name in _DERIVED)
    }


def _opened(table: str, name: str, value: object) -> object:
    if (table, name) not in _JSON or not isinstance(value, str) or value[:1] not in ("[", "{"):
        return value
    try:
        inside = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return inside if _closed(table, name, inside) == value else value


def _closed(table: str, name: str, value: object) -> object:
    if not isinstance(value, list | dict):
        return value
    if (table, name) not in _JSON:
        raise Unreadable(f"{name} of {table} is a list")
    return json.dumps(value, ensure_ascii=(table, name) == _ASCII)


# ---------------------------------------------------------------- papers and things


def said_paper(
    rows: Rows, tags: Mapping[int, str], imports: Mapping[int, str]
) -> dict[str, object]:
    """The front matter of a paper; the text of its note stands below."""
    (paper,) = rows["papers"]
    head: dict[str, object] = {"reader": "paper", **said_row("papers", paper)}
    for table, found in rows.items():
        if table == "papers":
            continue
        if table == "citation_keys":  # they stand in a table of their own
            head[table] = [row["key"] for row in found]
            continue
        said = [said_row(table, row, without="paper_id") for row in found]
        if table == "notes":
            said[0].pop("text")
        for one in said:
            _say_name(one, "tag_id", "tag", tags)
            _say_name(one, "import_id", "import", imports)
        head[table] = said[0] if table in _ALONE else said
    return head


def _say_name(row: dict[str, object], column: str, name: str, names: Mapping[int, str]) -> None:
    number = row.get(column)
    if isinstance(number, int) and number in names:
        row[name] = names[number]


def said_thing(table: str, rows: Rows) -> dict[str, object]:
    """The front matter of a document, a comparison or a template."""
    (row,) = rows[table]
    head: dict[str, object] = {"reader": table, **said_row(table, row)}
    head.pop(TEXT_COLUMN.get(table, ""), None)
    for name in THINGS[table][1:]:
        if name in rows:
            head[name] = [said_row(name, one, without=OWN_COLUMN[table]) for one in rows[name]]
    return head


def meant_page(head: Mapping[str, object], text: str | None) -> tuple[str, Rows]:
    """The table that a page is about, and its rows. Raises Unreadable."""
    table = "papers" if head.get("reader") == "paper" else str(head.get("reader"))
    if table != "papers" and table not in THINGS:
        raise Unreadable("it does not say what it is")
    key = head.get("id")
    if not isinstance(key, int) or not isinstance(head.get("uid"), str):
        raise Unreadable("it does not say whose it is")
    own = {name: value for name, value in head.items() if not _is_rows(name, value)}
    own.pop("reader")
    own.pop("citation_keys", None)
    rows: Rows = {table: [meant_row(table, own)]}
    for name, value in head.items():
        if _is_rows(name, value):
            several = value if isinstance(value, list) else [value]
            rows[name] = [_owned(table, name, one, key) for one in several]
    if table in TEXT_COLUMN:
        rows[table][0][TEXT_COLUMN[table]] = text or ""
    elif rows.get("notes"):
        rows["notes"][0]["text"] = text or ""
    elif text is not None and table == "papers":  # written by hand where there were no notes
        rows["notes"] = [{"paper_id": key, "text": text, "changed": str(head.get("added", ""))}]
    return table, rows


def rows_of(head: Mapping[str, object], name: str) -> list[dict[str, object]]:
    """The rows that a page says of a table, as they are said."""
    value = head.get(name)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _is_rows(name: str, value: object) -> bool:
    return name in ROWS and isinstance(value, list | dict)


ROWS = frozenset(
    (
        "marks", "notes", "paper_tags", "highlights", "sightings", "merges", "links",
        "attachments", "matrix_papers", "cells",
    )
)  # fmt: skip


def _owned(table: str, name: str, said: object, key: int) -> Row:
    if not isinstance(said, dict):
        raise Unreadable(f"{name} cannot be read")
    said = {column: value for column, value in said.items() if column not in ("tag", "import")}
    column = "paper_id" if table == "papers" else OWN_COLUMN[table]
    return {**meant_row(name, said), column: key}
