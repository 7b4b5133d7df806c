"""Highlights: marked words of an abstract, found again when a later import improves the text.

Anchored with the two selectors of the W3C Web Annotation model that fit plain text
(https://www.w3.org/TR/annotation-model/, 4.2.4 and 4.2.5): quote with what stands before and
after it, and position.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reader.clean import clean_text
from reader.errors import Problem
from reader.model import Highlight, Kind
from reader.store import settings
from reader.store.actions import now
from reader.store.marks import become_seen

SURROUNDINGS = 32

_SELECT = "SELECT id, paper_id, kind, quote, prefix, suffix, first, behind, comment FROM highlights"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text: the words, what stands around them, and the characters they take."""

    quote: str
    prefix: str
    suffix: str
    first: int
    behind: int

    @classmethod
    def at(cls, text: str, first: int, behind: int) -> "Anchor":
        """The anchor of some characters of a text."""
        before = text[max(0, first - SURROUNDINGS) : first]
        return cls(text[first:behind], before, text[behind : behind + SURROUNDINGS], first, behind)

    def find(self, text: str | None) -> tuple[int, int] | None:
        """Where the words are in the text now; of several places the one most like before."""
        if not text or not self.quote:
            return None
        stays = text[self.first : self.behind] == self.quote
        if stays and text.endswith(self.prefix, 0, self.first):
            return self.first, self.behind
        places = list(_places(text, self.quote))
        if not places:
            return None
        best = max(
            places, key=lambda place: (self._likeness(text, place), -abs(place - self.first))
        )
        return best, best + len(self.quote)

    def _likeness(self, text: str, place: int) -> int:
        """How many characters before and behind the place are as they were."""
        end = place + len(self.quote)
        before = text[max(0, place - SURROUNDINGS) : place][::-1]
        behind = text[end : end + SURROUNDINGS]
        return _common(self.prefix[::-1], before) + _common(self.suffix, behind)


def _places(text: str, quote: str) -> Iterator[int]:
    place = text.find(quote)
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


def _common(one: str, other: str) -> int:
    """How many characters two texts share from the beginning."""
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))


def of_papers(
    connection: sqlite3.Connection, abstracts: Mapping[int, str | None]
) -> dict[int, tuple[Highlight, ...]]:
    """The highlights of papers in the order of the text; those whose words are lost come last."""
    rows = connection.execute(
        f"{_SELECT} WHERE paper_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(abstracts)),),
    ).fetchall()
    looks = settings.kinds(connection) if rows else {}
    found: dict[int, list[Highlight]] = {}
    for number, paper, kind, quote, prefix, suffix, first, behind, comment in rows:
        place = Anchor(quote, prefix, suffix, first, behind).find(abstracts[paper])
        start, end = place or (None, None)
        own = found.setdefault(paper, [])
        mark = Highlight(number, paper, Kind(kind), quote, prefix, suffix, start, end, comment)
        own.append(replace(mark, name=looks[mark.kind].name))
    return {
        paper: tuple(sorted(own, key=lambda one: (one.start is None, one.start or 0, one.id)))
        for paper, own in found.items()
    }


def highlight(
    connection: sqlite3.Connection, paper_id: int, start: int, end: int, kind: Kind, comment: str
) -> str:
    """Mark characters of the abstract; older highlights give way where they overlap."""
    row = connection.execute("SELECT abstract FROM papers WHERE id = ?", (paper_id,)).fetchone()
    abstract = row[0] if row else None
    if not abstract or not 0 <= start < end <= len(abstract):
        raise Problem("These words are not in the abstract.", do="Select words of the abstract.")
    comment = clean_text(comment)
    older = of_papers(connection, {paper_id: abstract}).get(paper_id, ())
    wanted = (start, end, kind, comment)
    if any((old.start, old.end, old.kind, old.comment) == wanted for old in older):
        return ""
    for old in older:
        if old.start is not None and old.end is not None and old.start < end and start < old.end:
            _give_way(connection, old, abstract, [(old.start, start), (end, old.end)])
    _insert(connection, paper_id, kind, Anchor.at(abstract, start, end), comment)
    become_seen(connection, [paper_id])
    return "Highlight words"


def _give_way(
    connection: sqlite3.Connection,
    old: Highlight,
    abstract: str,
    rests: list[tuple[int, int]],
) -> None:
    """Keep of an older highlight what the new one leaves; its comment stays with the first part."""
    kept = [_trimmed(abstract, first, behind) for first, behind in rests]
    anchors = [Anchor.at(abstract, first, behind) for first, behind in kept if first < behind]
    if not anchors:
        connection.execute("DELETE FROM highlights WHERE id = ?", (old.id,))
        return
    first = anchors[0]
    connection.execute(
        "UPDATE highlights SET quote = ?, prefix = ?, suffix = ?, first = ?, behind = ?"
        " WHERE id = ?",
        (first.quote, first.prefix, first.suffix, first.first, first.behind, old.id),
    )
    for anchor in anchors[1:]:
        _insert(connection, old.paper_id, old.kind, anchor, "")


def _trimmed(text: str, first: int, behind: int) -> tuple[int, int]:
    """Without blanks at the ends."""
    part = text[first:behind] if first < behind else ""
    first += len(part) - len(part.lstrip())
    return first, first + len(part.strip())


def _insert(
    connection: sqlite3.Connection, paper_id: int, kind: Kind, anchor: Anchor, comment: str
) -> None:
    connection.execute(
        "INSERT INTO highlights (paper_id, kind, quote, prefix, suffix, first, behind, comment,"
        " created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            paper_id,
            kind.value,
            anchor.quote,
            anchor.prefix,
            anchor.suffix,
            anchor.first,
            anchor.behind,
            comment,
            now(),
        ),
    )


def change(
    connection: sqlite3.Connection, highlight_id: int, kind: Kind | None, comment: str | None
) -> str:
    """Change what a highlight is for, or its comment."""
    paper_id, old_kind, old_comment = _known(connection, highlight_id)
    new_kind = kind.value if kind else old_kind
    new_comment = old_comment if comment is None else clean_text(comment)
    if (new_kind, new_comment) == (old_kind, old_comment):
        return ""
    connection.execute(
        "UPDATE highlights SET kind = ?, comment = ? WHERE id = ?",
        (new_kind, new_comment, highlight_id),
    )
    become_seen(connection, [paper_id])
    return "Edit comment" if new_kind == old_kind else "Change highlight"


def delete(connection: sqlite3.Connection, highlight_id: int) -> str:
    """Take a highlight away."""
    paper_id, _, _ = _known(connection, highlight_id)
    connection.execute("DELETE FROM highlights WHERE id = ?", (highlight_id,))
    become_seen(connection, [paper_id])
    return "Delete highlight"


def _known(connection: sqlite3.Connection, highlight_id: int) -> tuple[int, str, str]:
    row: tuple[int, str, str] | None = connection.execute(
        "SELECT paper_id, kind, comment FROM highlights WHERE id = ?", (highlight_id,)
    ).fetchone()
    if row is None:
        raise Problem("This highlight is gone; nothing was changed.")
    return row
