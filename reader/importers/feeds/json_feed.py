"""JSON Feed (https://www.jsonfeed.org/version/1.1/), as feeds of papers use it."""

import re
from typing import Any

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.feed_texts import abstract_of, arxiv_number, newest, plain
from reader.importers.text.json_places import JsonText
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Caution, Facts, Listing

NAME = "json-feed"
LABEL = "JSON Feed"

_VERSION = re.compile(r"\"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version")
_NO_ITEM = "This is no item of a feed."


def confidence(text: str) -> float:
    """Whether it says that it is a JSON Feed."""
    start = text[:5000].lstrip("\ufeff \t\r\n")
    return 0.98 if start.startswith("{") and _VERSION.search(start) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every item. Its date says when it was put into the feed, which is near the paper's."""
    records = Records(NAME, text, hints)
    feed = JsonText(records.text, "items")
    first, last = records.total + 1, 0
    days: list[str | None] = []
    for record in feed.records():
        first, last = min(first, record.first), record.last
        if record.broken or not isinstance(record.value, dict):
            reason = record.broken or _NO_ITEM
            records.refuse(record.first, record.last, reason)
            records.warn("cut" if record.broken else "not-read", reason, record.first)
            continue
        facts, cautions = _facts(record.value, record.first)
        days.append(facts.date)
        records.add(facts, record.first, record.last, [*record.warnings, *cautions])
    records.claim(1, first - 1)
    records.claim(last + 1, records.total)
    return records.listing(newest(records, None, days))


def _facts(item: dict[str, Any], line: int) -> tuple[Facts, list[Caution]]:
    text = _string(item, "content_text") or plain(_string(item, "content_html"))
    abstract, cautions = abstract_of(text, line, summary=_string(item, "summary"))
    title, number = arxiv_number(plain(_string(item, "title")), text)
    url = web_address(_string(item, "url") or _string(item, "id"))
    names = _names(item)
    shown = _string(item, "date_published") or _string(item, "date_modified")
    return Facts(
        title=title,
        abstract=abstract,
        authors=names,
        author_count=len(names) or None,
        date=read_date(shown),
        date_as_shown=shown,
        url=url,
        arxiv_id=number or links.paper_id(url or ""),
        keywords=tuple(tag for tag in item.get("tags") or () if isinstance(tag, str)),
    ), cautions


def _names(item: dict[str, Any]) -> tuple[str, ...]:
    """The authors; version 1 of the format has only one."""
    authors = item.get("authors") or [item.get("author")]
    if not isinstance(authors, list):
        return ()
    names = (each.get("name") for each in authors if isinstance(each, dict))
    return tuple(name for name in names if isinstance(name, str))


def _string(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
