"""A search text cut into its signs: brackets, operators, and parts such as `tag:"two words"`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_SIGN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<open>\() | (?P<close>\))
  | (?P<minus>-(?=[^\s()]|\())
  | (?P<name>[A-Za-z]+(?=:)|\#):?
    (?: (?P<exact>=)?"(?P<named_quote>[^"]*)(?P<named_end>"(?P<below>/\*)?|\Z)
      | (?P<value>[^\s()"]*) )
  | "(?P<quote>[^"]*)(?P<end>"|\Z)
  | (?P<bare>[^\s()"]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A bracket or an operator."""

    kind: Literal["(", ")", "OR", "AND", "NOT", "-"]
    raw: str


@dataclass(frozen=True, slots=True)
class Part:
    """Something to look for: `name` is the filter (empty for plain words, `#` for a tag).

    `quoted` tells `"#12"` from `#12`; `closed` is false for a quotation without its end;
    `below` is true for `tag:"two words"/*`, `exact` for `tag:="two words"`; `last` when nothing
    at all follows.
    """

    raw: str
    name: str
    value: str
    quoted: bool = False
    closed: bool = True
    below: bool = False
    exact: bool = False
    last: bool = False


def signs(text: str) -> Iterator[Sign | Part]:
    """Every sign of `text` in order; what is not a sign is the space between them."""
    for found in _SIGN.finditer(text):
        kind = found.lastgroup
        raw = found.group()
        last = found.end() == len(text)
        if kind == "space":
            continue
        if kind == "open":
            yield Sign("(", raw)
        elif kind == "close":
            yield Sign(")", raw)
        elif kind == "minus":
            yield Sign("-", raw)
        elif found["bare"] is not None:
            yield _operator(raw) or Part(raw, "", raw, last=last)
        else:
            yield _part(found, raw, last)


def _operator(raw: str) -> Sign | None:
    if raw == "OR":
        return Sign("OR", raw)
    if raw == "AND":
        return Sign("AND", raw)
    if raw == "NOT":
        return Sign("NOT", raw)
    return None


def _part(found: re.Match[str], raw: str, last: bool) -> Part:
    if found["quote"] is not None:
        return Part(raw, "", found["quote"], quoted=True, closed=bool(found["end"]), last=last)
    name = found["name"].lower()
    if found["named_quote"] is None:
        return Part(raw, name, found["value"], last=last)
    closed = found["named_end"] != ""
    below = found["below"] is not None
    return Part(
        raw,
        name,
        found["named_quote"],
        quoted=True,
        closed=closed,
        below=below,
        exact=found["exact"] is not None,
        last=last,
    )
