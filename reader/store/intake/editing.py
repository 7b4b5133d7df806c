"""Facts that the person writes by hand: they are kept from every later import."""

import datetime
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reader.clean import clean_text, trim, white
from reader.errors import Problem
from reader.store import facts, rows
from reader.store.identity import keys_of
from reader.store.marks import become_seen, existing
from reader.store.same_paper.merging import TOGETHER, shown_title

_LISTS = ("authors", "keywords")
_NUMBERS = ("author_count", "year", "upvotes", "comments")
_PARAGRAPHS = ("abstract",)
EDITABLE = tuple(
    name for name in facts.COLUMNS if name not in ("ids", "year_from_capture", "date_as_shown")
)
LARGEST_NUMBER = 10**9


def edit(connection: sqlite3.Connection, paper_id: int, values: Mapping[str, object]) -> str:
    """Give facts other values; None or nothing means that it is not known. Raises Problem."""
    existing(connection, [paper_id])
    said = facts.read_many(connection, [paper_id])[paper_id][0]
    wanted = {name: _checked(name, value) for name, value in values.items()}
    changed = {name: value for name, value in wanted.items() if getattr(said, name) != value}
    if not changed:
        return ""
    if "date" in changed:
        changed["year_from_capture"] = False
    if "authors" in changed and "author_count" not in changed:
        changed["author_count"] = len(changed["authors"]) or None  # type: ignore[arg-type]
    new = replace(said, **changed)  # type: ignore[arg-type]  # checked, one by one
    columns = facts.Columns.of(new, keys_of(new)).values
    named = dict(zip(facts.COLUMNS + facts.DERIVED, columns, strict=True))
    rows.update(connection, "papers", paper_id, named)
    keep(connection, paper_id, changed)
    become_seen(connection, [paper_id])
    words = ", ".join(_WORDS.get(name, name) for name in wanted if name in changed)
    return f"Edit {words} of {shown_title(connection, paper_id)}"


def keep(connection: sqlite3.Connection, paper_id: int, fields: Iterable[str]) -> None:
    """Remember that the person wrote these facts of a paper: no import changes them any more."""
    (row,) = rows.of_paper(connection, "papers", paper_id)
    by_hand = kept([*fields, *json.loads(str(row["edited"]))])
    rows.update(connection, "papers", paper_id, {"edited": by_hand})


def kept(fields: Iterable[str]) -> str:
    """Facts that the person wrote, and those that say one thing with them, as they are stored."""
    return json.dumps(sorted({name for field in fields for name in TOGETHER.get(field, (field,))}))


_WORDS = {
    "author_count": "number of authors",
    "url": "link",
    "code_url": "code link",
    "arxiv_id": "arXiv number",
    "doi": "DOI",
    "upvotes": "votes",
}


def _checked(name: str, value: object) -> object:
    """A value as it is kept. Raises Problem when it cannot be one of this fact."""
    if name not in EDITABLE:
        raise Problem(f"“{name}” cannot be edited.", do=f"Edit one of {', '.join(EDITABLE)}.")
    if name in _LISTS:
        given = value if isinstance(value, (list, tuple)) else ()
        return tuple(text for each in given if (text := white(clean_text(str(each)))))
    if name in _NUMBERS:
        return _number(name, value)
    text = clean_text(str(value or ""))
    text = trim(text) if name in _PARAGRAPHS else white(text)
    if name == "title" and not text:
        raise Problem("A paper needs a title.", do="Write one.")
    if name == "date" and text and not _is_date(text):
        raise Problem(f"“{text[:40]}” is no date.", do="Write it as 2025-03-31, 2025-03 or 2025.")
    if name in ("url", "code_url") and text and not re.match(r"https?://\S+$", text):
        raise Problem("This is no web address.", do="Write one that begins with https://.")
    return text or None


def _number(name: str, value: object) -> int | None:
    if value is None or value == "":
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_NUMBER:
        raise Problem(f"{name} needs a whole number.", do="Write digits only.")
    return value


def _is_date(text: str) -> bool:
    """Whether this is a date as facts have it: `2025-03-31`, `2018-06`, `2018`, or `--03-31`."""
    if text.startswith("--"):
        text = f"2000{text[1:]}"  # a leap year: 29 February may be meant
        if len(text) != len("2000-01-01"):
            return False
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return False
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True
