"""Highlights: marked words of an abstract, found again when a later import improves the text.

Anchored with the two selectors of the W3C Web Annotation model that fit plain text
(https://www.w3.org/TR/annotation-model/, 4.2.4 and 4.2.5): quote with what stands before and
after it, and position.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from reader.clean import clean_text
from reader.errors import Problem
from reader.model import Highlight, Kind
from reader.store import settings
from reader.store.actions import now
from reader.store.kept import read_as
from reader.store.marks import become_seen
from reader.store.written import links

SURROUNDINGS = 32
_ALIKE = 1.0  # likeness of both sides together from which a place is taken for the same
_VERY_ALIKE = 1.6  # likeness from which short words are, too
_LONG = 48  # so many characters stand nowhere else by chance
_SHORT = 14  # so many characters stand in many places
_LEAST = 6  # a side with less tells only the end of the text
_NEAR = 10  # characters right beside the words that tell a side; more beside short ones

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
        """Where the words are in the text now, None when that is not sure.

        Blanks, quotation marks and dashes may be others than before. Of several places it is the
        one whose surroundings are most as they were; short words in other surroundings are none.
        """
        if not text or not self.quote:
            return None
        stays = text[self.first : self.behind] == self.quote
        if stays and text.endswith(self.prefix, 0, self.first):
            return self.first, self.behind
        plain, places = _plain(text)
        quote = _plain(self.quote)[0].strip()
        sides = _plain(self.prefix)[0], _plain(self.suffix)[0]
        found = [
            (likeness, -abs(places[start] - self.first), start)
            for start in _places(plain, quote)
            if (likeness := _likeness(plain, start, start + len(quote), sides)) is not None
        ]
        if not found:
            return None
        _, _, best = max(found)
        return places[best], places[best + len(quote) - 1] + 1


_SAME = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"')}
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("\u00ad\u200b\u2060")
)


def _plain(text: str) -> tuple[str, list[int]]:
    """A text with single blanks and plain signs, and the place of each character in it."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for plain in sign.translate(_SAME):
            if not plain.isspace():
                signs.append(plain)
            elif not signs or signs[-1] != " ":
                signs.append(" ")
            else:
                continue
            places.append(place)
    return "".join(signs), places


def _likeness(text: str, start: int, end: int, sides: tuple[str, str]) -> float | None:
    """How much the surroundings of a place are as they were, 0 to 2; None for another place.

    One side at least has to go on as it did, beside short words both. Long words need no
    surroundings: they stand nowhere else by chance.
    """
    before = text[max(0, start - SURROUNDINGS) : start]
    behind = text[end : end + SURROUNDINGS]
    pairs = ((sides[0][::-1], before[::-1]), (sides[1], behind))
    likeness = sum(_ratio(was, now[: len(was)] if was else now) for was, now in pairs)
    length = end - start
    near = max(_NEAR, _SHORT * 2 - length)
    beside = [_goes_on(was, now, near) for was, now in pairs]
    sure = likeness >= _ALIKE and sum(beside) >= (2 if length < _SHORT else 1)
    sure |= likeness >= _VERY_ALIKE and any(_goes_on(was, now, _NEAR) for was, now in pairs)
    return likeness if sure or length >= _LONG else None


def _goes_on(was: str, now: str, near: int) -> bool:
    """Whether a side begins as it did: with the same characters, or the end of the text."""
    return now.startswith(was[:near]) if len(was) >= _LEAST else now == was


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _places(text: str, quote: str) -> Iterator[int]:
    place = text.find(quote) if quote else -1
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


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
        mark = Highlight(
            number, paper, read_as(Kind, kind), quote, prefix, suffix, start, end, comment
        )
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
        _give_way_where(connection, old, abstract, start, end)
    _insert(connection, paper_id, kind, Anchor.at(abstract, start, end), comment)
    links.record_paper(connection, paper_id)
    become_seen(connection, [paper_id])
    return "Highlight words"


def _give_way_where(
    connection: sqlite3.Connection, old: Highlight, abstract: str, start: int, end: int
) -> None:
    """Let an older highlight give way to these characters, if it has any of them."""
    if old.start is not None and old.end is not None and old.start < end and start < old.end:
        _give_way(connection, old, abstract, [(old.start, start), (end, old.end)])


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
    links.record_paper(connection, paper_id)
    become_seen(connection, [paper_id])
    return "Edit comment" if new_kind == old_kind else "Change highlight"


def change_comment(
    connection: sqlite3.Connection, highlight_id: int, before: str, comment: str
) -> str:
    """Replace a comment that still says what it said `before`. Raises Problem when it does not."""
    if _known(connection, highlight_id)[2] != before:
        raise Problem(
            "A comment was changed meanwhile; nothing was brought back.",
            do="Pull back again: both texts are shown then.",
        )
    return change(connection, highlight_id, None, comment)


def attach(connection: sqlite3.Connection, highlight_id: int, start: int, end: int) -> str:
    """Give a highlight, whose words are no longer there, other characters of the abstract.

    Its kind and comment stay; highlights in the way give way. Raises Problem when it is gone, or
    these are no characters of the abstract.
    """
    paper_id, _, _ = _known(connection, highlight_id)
    row = connection.execute("SELECT abstract FROM papers WHERE id = ?", (paper_id,)).fetchone()
    abstract = row[0] or ""
    if not 0 <= start < end <= len(abstract):
        raise Problem("These words are not in the abstract.", do="Select words of the abstract.")
    for old in of_papers(connection, {paper_id: abstract}).get(paper_id, ()):
        if old.id != highlight_id:
            _give_way_where(connection, old, abstract, start, end)
    anchor = Anchor.at(abstract, start, end)
    connection.execute(
        "UPDATE highlights SET quote = ?, prefix = ?, suffix = ?, first = ?, behind = ?"
        " WHERE id = ?",
        (anchor.quote, anchor.prefix, anchor.suffix, start, end, highlight_id),
    )
    links.record_paper(connection, paper_id)
    become_seen(connection, [paper_id])
    return "Attach a highlight again"


def delete(connection: sqlite3.Connection, highlight_id: int) -> str:
    """Take a highlight away."""
    paper_id, _, _ = _known(connection, highlight_id)
    connection.execute("DELETE FROM highlights WHERE id = ?", (highlight_id,))
    links.record_paper(connection, paper_id)
    become_seen(connection, [paper_id])
    return "Delete highlight"


def _known(connection: sqlite3.Connection, highlight_id: int) -> tuple[int, str, str]:
    row: tuple[int, str, str] | None = connection.execute(
        "SELECT paper_id, kind, comment FROM highlights WHERE id = ?", (highlight_id,)
    ).fetchone()
    if row is None:
        raise Problem("This highlight is gone; nothing was changed.")
    return row
