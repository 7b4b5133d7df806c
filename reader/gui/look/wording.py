"""Words and numbers as the window shows them."""

from datetime import datetime

from reader.dates import shown_date
from reader.model import Changes, Row, State


def number(count: int) -> str:
    """A count with a comma at the thousands."""
    return f"{count:,}"


def papers(count: int) -> str:
    """`1 paper`, `1,248 papers`."""
    return f"{count:,} paper" if count == 1 else f"{count:,} papers"


def imported(changes: Changes) -> str:
    """What an import did: `Imported 59 papers, merged 2`."""
    merged = len(changes.papers - changes.new)
    if not changes.new:
        return f"Merged {papers(merged)}"
    more = f", merged {merged:,}" if merged else ""
    return f"Imported {papers(len(changes.new))}{more}"


def authors(row: Row) -> str:
    """How many authors a paper has, empty when the listing does not say."""
    count = row.author_count or len(row.authors)
    if not count:
        return ""
    return "1 author" if count == 1 else f"{count} authors"


def row_meta(row: Row) -> str:
    """The last line of a row: date and number of authors."""
    return " · ".join(part for part in (shown_date(row.date), authors(row)) if part)


def row_name(row: Row) -> str:
    """One row in one sentence, for screen readers."""
    parts = [row.state.label + (", unseen" if not row.seen and row.state is State.INBOX else "")]
    parts += [row.title, shown_date(row.date), authors(row)]
    parts += [f"Tag {tag.name}" for tag in row.tags]
    parts += ["Starred"] if row.starred else []
    parts += [f"Place {row.queue_place} in the Queue"] if row.queue_place is not None else []
    return ". ".join(part for part in parts if part) + "."


def moment(at: datetime) -> str:
    """A moment as the clock on the wall shows it: `26 Nov 2026, 17:12`."""
    here = at.astimezone()
    return f"{shown_date(here.date().isoformat())}, {here:%H:%M}"
