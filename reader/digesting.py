"""What came in and what was decided, to be read or sent; a part of the front door."""

from datetime import UTC, date, datetime, time
from typing import Literal

from reader.dates import shown_date
from reader.errors import Problem
from reader.model import Digest
from reader.query import spans
from reader.store import Store

DigestFormat = Literal["md", "html", "eml"]


class Digesting:
    """The daily page's e-mail, from one's own library."""

    _store: Store

    def digest(self, since: str = "7d", *, import_id: int | None = None) -> Digest:
        """What came in and was decided `since` (as in searches: `7d`, `yesterday`, `2025-11`).

        With `import_id`, what that import brought and what was decided about it. Raises Problem
        for what is no time or no import.
        """
        if import_id is not None:
            return self._store.digest_of_import(import_id)
        today = date.today()
        span = spans.canonical(since)
        first = spans.days(span, today)[0] if span else None
        if first is None:
            raise Problem(f"“{since}” is no time to begin at.", do="Write 7d, 2w or yesterday.")
        midnight = datetime.combine(first, time()).astimezone(UTC)
        moment = midnight.isoformat(timespec="microseconds").replace("+00:00", "Z")
        return self._store.digest(moment, _between(first, today), today.isoformat())

    def render_digest(self, digest: Digest, form: DigestFormat = "md") -> str:
        """A digest as Markdown, as a web page, or as an e-mail in a file."""
        from reader.export import digest as digests

        write = {"md": digests.as_markdown, "html": digests.as_html, "eml": digests.as_mail}
        return write[form](digest)


def _between(first: date, last: date) -> str:
    """`19 Nov 2026 to 26 Nov 2026`, or the one day."""
    days = dict.fromkeys(shown_date(day.isoformat()) for day in (first, last))
    return " to ".join(days)
