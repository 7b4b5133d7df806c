"""The filters of the language: one table from a name (`tag:`, `year:` ...) to the node it makes."""

import re
from collections.abc import Callable

from reader.model import State
from reader.query.lexing import Part
from reader.query.nodes import TEXT_FIELDS, Has, HasTag, InImport, Is, Node, TextField, YearIs

IS_VALUES = (*(state.value for state in State), "starred", "unseen", "undated")
HAS_VALUES = ("notes", "highlights", "comments", "tags", "link", "abstract")

_YEARS = re.compile(r"(?P<first>\d{4})?(?P<range>\.\.)?(?P<last>\d{4})?")
_IMPORT_ID = re.compile(r"#(\d{1,18})")


class FilterError(ValueError):
    """A filter that makes no sense; the message tells the person why."""


def text_field(name: str) -> TextField | None:
    """The field of the text that `name:` looks in, if there is one."""
    return next((field for field in TEXT_FIELDS if field == name), None)


def is_filter(name: str) -> bool:
    """Whether `name:` is one of the filters of this module."""
    return name in _FILTERS


def filter_node(part: Part) -> Node:
    """The node that a filter stands for. Raises FilterError, with a reason."""
    if not part.value.strip():
        raise FilterError(f"“{part.raw}” is not finished, so it is left out for now.")
    return _FILTERS[part.name](part)


def _tag(part: Part) -> Node:
    name, below = part.value.strip(), part.below
    if not part.quoted and name.endswith("/*"):
        name, below = name[:-2], True
    if not name:
        raise FilterError(f"“{part.raw}” is not finished, so it is left out for now.")
    return HasTag(name, below=below)


def _one_of(values: tuple[str, ...], part: Part) -> str:
    said = part.value.strip().lower()
    for value in values:
        if said in (value, value.removesuffix("s")):
            return value
    if any(value.startswith(said) for value in values):
        raise FilterError(f"“{part.raw}” is not finished, so it is left out for now.")
    offer = ", ".join(values)
    raise FilterError(f"“{part.raw}” is not known, so it is left out. There are: {offer}.")


def _is(part: Part) -> Node:
    return Is(_one_of(IS_VALUES, part))


def _has(part: Part) -> Node:
    return Has(_one_of(HAS_VALUES, part))


def _import(part: Part) -> Node:
    by_id = None if part.quoted else _IMPORT_ID.fullmatch(part.value)
    return InImport(id=int(by_id[1])) if by_id else InImport(part.value.strip())


def _year(part: Part) -> Node:
    found = _YEARS.fullmatch(part.value.strip())
    if found is None or not (found["first"] or found["last"]):
        raise FilterError(f"“{part.raw}” is not finished, so it is left out for now.")
    first = int(found["first"]) if found["first"] else None
    last = int(found["last"]) if found["last"] else None
    if not found["range"]:
        if first is None or last is not None:
            raise FilterError(f"“{part.raw}” is no year, so it is left out.")
        last = first
    if first is not None and last is not None and last < first:
        first, last = last, first
    return YearIs(first, last)


_FILTERS: dict[str, Callable[[Part], Node]] = {
    "tag": _tag,
    "#": _tag,
    "is": _is,
    "has": _has,
    "import": _import,
    "year": _year,
}
