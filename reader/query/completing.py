"""What can be written next: names of filters, and values of the one that is being written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Counts, State
from reader.query.filters import BY_NAME, FILTERS, Filter
from reader.query.language import FIELD_WORDS, SORTS

MOST = 8
_WRITTEN = re.compile(r'-?(?P<part>(?P<name>[A-Za-z]+:|#)?(?P<quote>")?(?P<value>[^"()]*))')


@dataclass(frozen=True, slots=True)
class Completion:
    """Text to put in the place of `start` to the caret; `count` papers have it, when known."""

    start: int
    text: str
    about: str = ""
    count: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing more belongs to it: not so for the bare name of a filter."""
        return not self.text.endswith(":")


def completions(
    text: str, caret: int, counts: Counts, searches: Sequence[tuple[str, str]] = ()
) -> list[Completion]:
    """What could stand at the caret, the likeliest first; `searches` are names and texts."""
    found = _written(text[:caret])
    if found is None:
        return []
    start, name, value = found
    if name is None:
        return _names(start, value) if value else []
    wanted = value.casefold()
    values = _values(name, counts, searches)
    at_start = [each for each in values if each[0].casefold().startswith(wanted)]
    open_ended = name in BY_NAME and BY_NAME[name].offer
    inside = [
        each
        for each in values
        if open_ended and wanted in each[0].casefold() and each not in at_start
    ]
    prefix = "#" if name == "#" else f"{name}:"
    return [
        Completion(start, prefix + _quoted(said, name), about, count)
        for said, about, count in (at_start + inside)[:MOST]
        if said.casefold() != wanted or len(values) == 1
    ]


def _written(text: str) -> tuple[int, str | None, str] | None:
    """Where the part before the caret begins, its filter, and what of its value is there."""
    for start in _starts(text):
        found = _WRITTEN.fullmatch(text, start)
        if found is None:
            continue
        name, value = found["name"], found["value"]
        if " " in value and not found["quote"]:
            continue
        return found.start("part"), name.lower().removesuffix(":") if name else None, value
    return None


def _starts(text: str) -> list[int]:
    """Where a part may begin: behind the last space, or any while a quotation is open."""
    starts = [0, *(found.end() for found in re.finditer(r"[\s(]", text))]
    return starts if text.count('"') % 2 else starts[-1:]


def _names(start: int, value: str) -> list[Completion]:
    wanted = value.casefold()
    lines = [(each.name, each.finds) for each in FILTERS]
    lines += [(field, words) for field, words in FIELD_WORDS.items()]
    lines.append(("sort", "in this order"))
    return [
        Completion(start, f"{name}:", about)
        for name, about in lines
        if name.startswith(wanted) and wanted
    ][:MOST]


def _values(
    name: str, counts: Counts, searches: Sequence[tuple[str, str]]
) -> list[tuple[str, str, int | None]]:
    """Value, what it says, and how many papers have it."""
    if name == "sort":
        return [(sort, "", None) for sort in SORTS]
    line: Filter | None = BY_NAME.get(name)
    if line is None:
        return []
    match line.offer:
        case "tags":
            by_use = sorted(counts.tags, key=lambda each: -each[1])
            return [(tag.name, "", count) for tag, count in by_use]
        case "imports":
            return [(each.name, "", each.papers) for each in counts.imports]
        case "searches":
            return [(saved, query, None) for saved, query in searches]
        case _:
            return [(value, "", _count(name, value, counts)) for value in line.values]


def _count(name: str, value: str, counts: Counts) -> int | None:
    if BY_NAME[name].name != "is":
        return None
    if value in tuple(State):
        return counts.states[State(value)]
    return {"starred": counts.starred, "unseen": counts.unseen}.get(value)


def _quoted(value: str, name: str) -> str:
    plain = value.replace('"', " ")
    bare = re.fullmatch(r"[^\s()\"]+", plain) and not (name in ("tag", "#") and plain[0] == "=")
    return plain if bare else f'"{plain}"'
