"""What a person corrects in the preview of an import, as values that can be applied again.

A fix names its entry by what the person saw: the first line and the title. So the same fixes
fit when the text is read again with another capture year. Nothing here knows Qt.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.model import Caution, Entry, Facts, Listing

SEEN = 40  # letters of a line by which its place in an abstract is found again
FIELDS = ("title", "abstract", "authors", "date")
SPOKEN = {"title": "title", "abstract": "abstract", "authors": "authors", "date": "date"}


class Mark(NamedTuple):
    """What tells an entry of a text from the others, also when the text is read again."""

    line: int
    title: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Other facts for an entry: the names of fields and their new values."""

    mark: Mark
    changes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Join:
    """An entry and the one after it are one paper."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Split:
    """Another paper begins inside an entry, on line `at`."""

    mark: Mark
    at: int


Fix = Edit | Join | Split
Reread = Callable[[int, int], Sequence[Entry]]
"""Reads the lines first to last once more as a text of their own; empty when that fails."""


def mark_of(entry: Entry) -> Mark:
    """The mark of an entry."""
    return Mark(entry.first_line, entry.facts.title)


def corrected(
    listing: Listing, fixes: Sequence[Fix], lines: Sequence[str], reread: Reread
) -> Listing:
    """The listing with all fixes applied in their order; those that fit no more are told."""
    entries, warnings = list(listing.entries), list(listing.warnings)
    for fix in fixes:
        place = next((n for n, entry in enumerate(entries) if mark_of(entry) == fix.mark), None)
        parts = None if place is None else _fixed(fix, entries, place, lines, reread)
        if place is None or parts is None:
            text = f"A correction no longer fits and was left out: {fix.mark.title[:60]}"
            warnings.append(Caution("fix-dropped", text, fix.mark.line))
        else:
            used = 2 if isinstance(fix, Join) else 1
            entries[place : place + used] = parts
    return replace(listing, entries=tuple(entries), warnings=tuple(warnings))


def _fixed(
    fix: Fix, entries: Sequence[Entry], place: int, lines: Sequence[str], reread: Reread
) -> Sequence[Entry] | None:
    entry = entries[place]
    if isinstance(fix, Edit):
        return [edited(entry, fix.changes)]
    if isinstance(fix, Join):
        return [joined(entry, entries[place + 1])] if place + 1 < len(entries) else None
    return split(entry, fix.at, lines, reread)


# ---------------------------------------------------------------- one fix


def edited(entry: Entry, changes: Mapping[str, object]) -> Entry:
    """The entry with other facts; what was doubtful about it has been looked at."""
    values = dict(changes)
    if "authors" in values:
        values["author_count"] = len(tuple(values["authors"])) or None  # type: ignore[arg-type]
    if "date" in values:
        values |= {"year_from_capture": False, "year": _year(values["date"], entry.facts.year)}
    facts: Facts = replace(entry.facts, **values)  # type: ignore[arg-type]
    names = [SPOKEN[name] for name in FIELDS if name in changes]
    entry = replace(entry, facts=facts, by_hand=entry.by_hand | values.keys())
    return _looked_at(entry, f"You changed the {_listed(names)}.")


def _year(date: object, old: int | None) -> int | None:
    """The year of a record follows its date, when the record has one."""
    if old is None or not isinstance(date, str) or not date[:4].isdecimal():
        return old
    return int(date[:4])


def joined(first: Entry, second: Entry) -> Entry:
    """Two entries as one paper, of which the second holds the rest.

    Without an abstract the first was only the beginning of a title; with one, what follows
    goes on with that abstract.
    """
    one, other = first.facts, second.facts
    title, abstract = one.title, other.abstract
    if one.abstract:
        abstract = " ".join(text for text in (one.abstract, other.title, other.abstract) if text)
    else:
        title = f"{one.title} {other.title}"
    filled = {
        name: getattr(other, name)
        for name in Facts.__dataclass_fields__
        if getattr(one, name) in (None, ()) and getattr(other, name) not in (None, ())
    }
    if "date" in filled:
        filled["year_from_capture"] = other.year_from_capture
    filled |= {"title": title, "abstract": abstract}
    whole = Entry(
        replace(one, **filled),
        min(first.first_line, second.first_line),
        max(first.last_line, second.last_line),
        (*first.warnings, *second.warnings),
        first.key or second.key,
    )
    text = f"You joined lines {_span(first)} and {_span(second)}."
    return _looked_at(_all_by_hand(whole), text)


def split(entry: Entry, at: int, lines: Sequence[str], reread: Reread) -> list[Entry] | None:
    """One entry as two papers, the second from line `at` on; None when nothing stands there.

    Each part is read as a text of its own; where that does not give one paper for each, the
    second part begins with its title, and the first ends where that title stood.
    """
    first, last = entry.first_line, entry.last_line
    if not first < at <= last or not any(line.strip() for line in lines[at - 1 : last]):
        return None
    head, tail = reread(first, at - 1), reread(at, last)
    whole = len(head) == 1 and len(tail) == 1
    parts = [*head, *tail] if whole else _cut(entry, at, lines)
    text = f"You split this off line {at}."
    return [_looked_at(_all_by_hand(part), text) for part in parts]


def _cut(entry: Entry, at: int, lines: Sequence[str]) -> list[Entry]:
    rest = [" ".join(line.split()) for line in lines[at - 1 : entry.last_line] if line.strip()]
    facts, begins = entry.facts, rest[0][:SEEN]
    above = replace(
        facts,
        title=_before(facts.title, begins) or facts.title,
        abstract=_before(facts.abstract or "", begins) or None,
    )
    below = Facts(rest[0], " ".join(rest[1:]) or None)
    return [
        replace(entry, facts=above, last_line=at - 1),
        Entry(below, at, entry.last_line),
    ]


def _before(text: str, begins: str) -> str:
    """The text as far as the place where these words stand; all of it without them."""
    place = text.find(begins)
    return text[:place].rstrip() if place >= 0 else text


def _all_by_hand(entry: Entry) -> Entry:
    """The entry with all it says as a person's words: the text is not read so by itself."""
    names = (name for name in Facts.__dataclass_fields__ if getattr(entry.facts, name))
    return replace(entry, by_hand=frozenset(names))


def _looked_at(entry: Entry, text: str) -> Entry:
    """The entry without what had to be checked, and with a remark that says why."""
    kept = tuple(warning for warning in entry.warnings if not warning.check)
    return replace(entry, warnings=(*kept, Caution("corrected", text, entry.first_line)))


def _span(entry: Entry) -> str:
    if entry.first_line == entry.last_line:
        return f"{entry.first_line}"
    return f"{entry.first_line}–{entry.last_line}"


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
