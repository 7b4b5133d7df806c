"""The filters of the language: one table from a name (`tag:`, `year:` ...) to all that is about it.

Each line says which node the filter makes, which values are offered for it, and how it is
explained; parser, completion and help read the same line.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from reader.model import Kind, State
from reader.query import spans
from reader.query.lexing import Part
from reader.query.nodes import (
    TEXT_FIELDS,
    Among,
    Has,
    HasKind,
    HasTag,
    HowMany,
    InImport,
    Is,
    Keyed,
    Moment,
    Node,
    Number,
    Related,
    Saved,
    TextField,
    When,
    YearIs,
)

IS_VALUES = (*(state.value for state in State), "starred", "unseen", "undated", "selected")
HAS_VALUES = ("notes", "highlights", "comments", "tags", "link", "abstract", "files", "duplicate")
KIND_VALUES = tuple(kind.value for kind in Kind)
SPAN_VALUES = ("today", "7d", *spans.NAMED[2:])
MOST = 10**9

Offer = Literal["", "tags", "imports", "searches"]

_YEARS = re.compile(r"(?P<first>\d{4})?(?P<range>\.\.)?(?P<last>\d{4})?")
_IMPORT_ID = re.compile(r"#(\d{1,18})")
_COUNT = re.compile(r"(?P<sign>[<>]=?|=)?(?P<count>\d{1,9})")
_COUNTS = re.compile(r"(?P<least>\d{1,9})?\.\.(?P<most>\d{1,9})?")
_IDS = re.compile(r"\d{1,18}(,\d{1,18}){0,999}")


class FilterError(ValueError):
    """A filter that makes no sense; the message tells the person why."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its name, what makes its node, the values to offer, and an example explained.

    `offer` names values that only the library knows. `example` and `finds` are for the help,
    `more` says what else can be written.
    """

    name: str
    make: Callable[[Part], Node]
    example: str
    finds: str
    more: str = ""
    values: tuple[str, ...] = ()
    offer: Offer = ""


def text_field(name: str) -> TextField | None:
    """The field of the text that `name:` looks in, if there is one."""
    return next((field for field in TEXT_FIELDS if field == name), None)


def is_filter(name: str) -> bool:
    """Whether `name:` is one of the filters of this module."""
    return name in BY_NAME


def filter_node(part: Part) -> Node:
    """The node that a filter stands for. Raises FilterError, with a reason."""
    if not part.value.strip():
        raise unfinished(part)
    return BY_NAME[part.name].make(part)


def unfinished(part: Part) -> FilterError:
    """What to say of a part that is still being written."""
    return FilterError(f"“{part.raw}” is not finished, so it is left out for now.")


def one_of(values: tuple[str, ...], part: Part) -> str:
    """The value that is meant, in any case. Raises FilterError, with those there are."""
    said = part.value.strip().lower()
    for value in values:
        if said in (value, value.removesuffix("s"), f"{value}s"):
            return value
    if any(value.startswith(said) for value in values):
        raise unfinished(part)
    offer = ", ".join(values)
    raise FilterError(f"“{part.raw}” is not known, so it is left out. There are: {offer}.")


def _is(part: Part) -> Node:
    return Is(one_of(IS_VALUES, part))


def _has(part: Part) -> Node:
    return Has(one_of(HAS_VALUES, part))


def _kind(part: Part) -> Node:
    return HasKind(one_of(KIND_VALUES, part))


def _tag(part: Part) -> Node:
    name, exact = part.value.strip(), part.exact
    if not part.quoted:
        exact = name.startswith("=")
        name = name.removeprefix("=").removesuffix("/*").rstrip("/")
    if not name:
        raise unfinished(part)
    return HasTag(name, below=not exact)


def _import(part: Part) -> Node:
    by_id = None if part.quoted else _IMPORT_ID.fullmatch(part.value)
    return InImport(id=int(by_id[1])) if by_id else InImport(part.value.strip())


def _saved(part: Part) -> Node:
    return Saved(" ".join(part.value.split()))


def _related(part: Part) -> Node:
    return Related(" ".join(part.value.split()))


def _ids(part: Part) -> Node:
    said = part.value.strip().strip(",")
    if not _IDS.fullmatch(said):
        raise FilterError(f"“{part.raw}” is no number of a paper, so it is left out.")
    return Among(tuple(dict.fromkeys(int(one) for one in said.split(","))))


def _key(part: Part) -> Node:
    return Keyed(" ".join(part.value.split()))


def _year(part: Part) -> Node:
    found = _YEARS.fullmatch(part.value.strip())
    if found is None or not (found["first"] or found["last"]):
        raise unfinished(part)
    first = int(found["first"]) if found["first"] else None
    last = int(found["last"]) if found["last"] else None
    if not found["range"]:
        if first is None or last is not None:
            raise FilterError(f"“{part.raw}” is no year, so it is left out.")
        last = first
    if first is not None and last is not None and last < first:
        first, last = last, first
    return YearIs(first, last)


def _when(what: Moment, part: Part) -> Node:
    span = spans.canonical(part.value)
    if span is None:
        said = part.value.strip().lower()
        if re.fullmatch(r"[<>=.\d-]*|[<>]=?\d*", said) or any(
            name.startswith(said) for name in spans.NAMED
        ):
            raise unfinished(part)
        raise FilterError(
            f"“{part.raw}” is no time, so it is left out. Write 2023-05, 7d or last-month."
        )
    return When(what, span)


def _how_many(what: Number, part: Part) -> Node:
    said = part.value.strip()
    span = _COUNTS.fullmatch(said)
    if span and (span["least"] or span["most"]):
        least = int(span["least"]) if span["least"] else None
        most = int(span["most"]) if span["most"] else None
        if least is not None and most is not None and most < least:
            least, most = most, least
        return HowMany(what, least, most)
    found = _COUNT.fullmatch(said)
    if found is None:
        if said in ("<", ">", "<=", ">=", "=", "."):
            raise unfinished(part)
        raise FilterError(f"“{part.raw}” is no number, so it is left out. Write {what}:>=5.")
    count = int(found["count"])
    match found["sign"]:
        case ">":
            return HowMany(what, count + 1, None)
        case ">=":
            return HowMany(what, count, None)
        case "<":
            return HowMany(what, None, count - 1)
        case "<=":
            return HowMany(what, None, count)
        case _:
            return HowMany(what, count, count)


# fmt: off
FILTERS: tuple[Filter, ...] = (
    Filter("is", _is, "is:inbox", "in this state", "queue, reading, done, archive; also starred, "
           "unseen, undated, selected", IS_VALUES),
    Filter("tag", _tag, "tag:vision", "with this tag or one below it",
           "#vision; tag:=vision for it alone", offer="tags"),
    Filter("has", _has, "has:notes", "that have notes",
           "highlights, comments, tags, link, abstract, files, duplicate", HAS_VALUES),
    Filter("year", _year, "year:2021..2023", "of these years", "2021, 2021.., ..2019"),
    Filter("date", partial(_when, "date"), "date:2023-05", "dated so",
           "2023-05-01.., last-year, <2023", SPAN_VALUES),
    Filter("added", partial(_when, "added"), "added:7d", "that came in the last seven days",
           "today, 2w, 2025-11, last-month, >1y", SPAN_VALUES),
    Filter("queued", partial(_when, "queued"), "queued:>30d", "in the Queue for longer", "",
           SPAN_VALUES),
    Filter("waiting", partial(_when, "waiting"), "waiting:2025-11",
           "that waited in the Queue at its end", "2025-11-12, last-month", SPAN_VALUES),
    Filter("started", partial(_when, "started"), "started:this-week", "that you began to read then",
           "", SPAN_VALUES),
    Filter("done", partial(_when, "done"), "done:last-month", "that you finished then", "",
           SPAN_VALUES),
    Filter("kind", _kind, "kind:question", "with a highlight of this kind",
           "idea, method, result, cite", KIND_VALUES),
    Filter("import", _import, 'import:"Daily Papers"', "that came with it, by part of its name",
           "import:#3", offer="imports"),
    Filter("authors", partial(_how_many, "authors"), "authors:>=5", "with so many authors",
           "1, 2..4, <10"),
    Filter("comments", partial(_how_many, "comments"), "comments:>0",
           "with so many comments on the listing", "2..4"),
    Filter("upvotes", partial(_how_many, "upvotes"), "upvotes:>50",
           "with so many votes on the listing", "2..4"),
    Filter("saved", _saved, 'saved:"My search"', "what a saved search finds", offer="searches"),
    Filter("related", _related, 'related:"Neural Tangent Kernel"', "close to the paper so named",
           "related:#12"),
    Filter("key", _key, "key:tickets-2018", "with that in its citation key"),
    Filter("id", _ids, "id:12", "by number", "12,15"),
)
# fmt: on

BY_NAME = {line.name: line for line in FILTERS}
BY_NAME["#"] = BY_NAME["tag"]
BY_NAME["state"] = BY_NAME["is"]
