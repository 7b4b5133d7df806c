"""Ticks beside a search: each stands for a filter, and ticking writes it into the search text.

Ticks of one group are joined by "or", groups by "and", so what is ticked is always the text.
"""

from typing import Literal

from reader.model import State
from reader.query.nodes import (
    Any,
    Has,
    HasKind,
    HasTag,
    InImport,
    Is,
    Node,
    YearIs,
)
from reader.query.parsing import parse
from reader.query.saying import parts_of
from reader.query.shape import all_of, any_of
from reader.query.writing import write

Group = Literal["state", "year", "tag", "import", "contains", "kind"]
GROUPS: tuple[Group, ...] = ("state", "year", "tag", "import", "contains", "kind")

_OF_MARK: dict[str, Group] = {
    **{state.value: "state" for state in State},
    "undated": "year",
    "starred": "contains",
}


def group_of(node: Node) -> Group | None:
    """The group that a condition belongs to: a filter of it, or several joined by "or"."""
    match node:
        case Any(nodes):
            groups = {group_of(inner) for inner in nodes}
            return groups.pop() if len(groups) == 1 else None
        case Is(what):
            return _OF_MARK.get(what)
        case YearIs():
            return "year"
        case HasTag():
            return "tag"
        case InImport():
            return "import"
        case Has():
            return "contains"
        case HasKind():
            return "kind"
        case _:
            return None


def ticked(node: Node, group: Group) -> tuple[Node, ...]:
    """The filters of a group that a search asks for."""
    for part in parts_of(node):
        if group_of(part) == group:
            return part.nodes if isinstance(part, Any) else (part,)
    return ()


def without(node: Node, group: Group) -> Node:
    """The search without what it asks of a group, whose values are counted so."""
    return all_of(part for part in parts_of(node) if not _is_first(node, part, group))


def tick(text: str, value: str) -> str:
    """The search text with the filter `value` ticked, or no longer when it was."""
    parsed = parse(text)
    wanted = parse(value).node
    group = group_of(wanted)
    if group is None:
        return text
    before = ticked(parsed.node, group)
    if wanted in before:
        after = tuple(one for one in before if one != wanted)
    else:
        # A span of years gives way to the year that is ticked in it.
        after = (*(one for one in before if not _is_span(one)), wanted)
    parts = list(parts_of(parsed.node))
    place = next((n for n, part in enumerate(parts) if group_of(part) == group), len(parts))
    parts[place : place + 1] = [any_of(after)] if after else []
    return write(all_of(parts), parsed.sort)


def with_undated(text: str) -> str:
    """The search text that takes in the papers whose year nobody knows."""
    parsed = parse(text)
    parts = [
        any_of((part, Is("undated"))) if group_of(part) == "year" else part
        for part in parts_of(parsed.node)
    ]
    return write(all_of(parts), parsed.sort)


def _is_first(node: Node, part: Node, group: Group) -> bool:
    return part is next((one for one in parts_of(node) if group_of(one) == group), None)


def _is_span(node: Node) -> bool:
    return isinstance(node, YearIs) and node.first != node.last
