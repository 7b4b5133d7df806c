"""A search read back in words: one part for each condition, with what is left without it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.model import State
from reader.query import spans
from reader.query.language import FIELD_WORDS
from reader.query.nodes import (
    All,
    Among,
    Any,
    Has,
    HasKind,
    HasTag,
    HowMany,
    InImport,
    Is,
    Keyed,
    Node,
    Not,
    Phrase,
    Related,
    Saved,
    TextField,
    When,
    Word,
    YearIs,
)
from reader.query.parsing import parse
from reader.query.shape import all_of
from reader.query.writing import write

_HAPPENED = {
    "date": "dated",
    "added": "added",
    "queued": "queued",
    "waiting": "waiting in the Queue",
    "started": "begun",
    "done": "done",
}
_CONTAINED = {
    "link": "a link",
    "abstract": "an abstract",
    "duplicate": "a possible duplicate",
    "comments": "comments on highlights",
}
_FIELDS: dict[TextField, str] = {**FIELD_WORDS, "author": "in authors", "highlight": "highlighted"}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a search: in words, and the search text without it.

    `sought` are the parts of `words` that the person wrote, in order: all else joins them.
    """

    words: str
    without: str
    sought: tuple[str, ...] = ()


def conditions(text: str) -> list[Condition]:
    """The conditions of a search text, in order; all of them must hold."""
    parsed = parse(text)
    parts = parts_of(parsed.node)
    return [
        Condition(
            _with_form(part),
            write(all_of((*parts[:place], *parts[place + 1 :])), parsed.sort),
            tuple(_sought(part)),
        )
        for place, part in enumerate(parts)
    ]


def parts_of(node: Node) -> Sequence[Node]:
    """What must hold all together."""
    return node.nodes if isinstance(node, All) else (node,)


def say(node: Node) -> str:
    """A condition in words."""
    match node:
        case Word() | Phrase():
            return _said_words(node)
        case Not(inner):
            return f"without {_grouped(inner)}" if _is_thing(inner) else f"not {_grouped(inner)}"
        case All(()):
            return "every paper"
        case All(nodes):
            return " and ".join(_grouped(inner) for inner in nodes)
        case Any(nodes):
            return " or ".join(_grouped(inner) for inner in nodes)
        case _:
            return _said_filter(node)


def _with_form(node: Node) -> str:
    """Words that are looked for in any form say so, once."""
    words = node.nodes if isinstance(node, Any) else (node,)
    plain = all(isinstance(word, Word) and not (word.prefix or word.close) for word in words)
    return f"{say(node)}, any form" if plain else say(node)


def _sought(node: Node) -> Iterator[str]:
    """What a condition is about, each as it is said."""
    match node:
        case Not(inner):
            yield from _sought(inner)
        case All(nodes) | Any(nodes):
            for inner in nodes:
                yield from _sought(inner)
        case Word() | Phrase():
            yield _said_words(replace(node, field=None))
        case HasTag(name) | InImport(name, None) | Saved(name):
            yield name
        case Is(what) if what in tuple(State):
            yield State(what).label
        case YearIs(first, last):
            yield _said_years(first, last).partition(" ")[2]
        case When(_, span):
            yield spans.spoken(span)
        case _:
            return


def _said_words(node: Word | Phrase) -> str:
    if isinstance(node, Phrase):
        words = f"“{node.text}”"
    elif node.prefix:
        words = f"{node.text}…"
    else:
        words = f"like {node.text}" if node.close else node.text
    return f"{words} {_FIELDS[node.field]}" if node.field else words


def _is_thing(node: Node) -> bool:
    return isinstance(node, Word | Phrase | Has | HasKind | HasTag)


def _grouped(node: Node) -> str:
    many = isinstance(node, All | Any) and node.nodes
    words = say(node)
    if isinstance(node, Has | HasKind | HasTag):
        words = words.removeprefix("with ")
    return f"({words})" if many else words


def _said_filter(node: Node) -> str:
    match node:
        case HasTag(name, below):
            return f"with tag {name}" if below else f"with tag {name} itself"
        case Is(what):
            return f"in {State(what).label}" if what in tuple(State) else what
        case Has(what):
            return f"with {_CONTAINED.get(what, what)}"
        case HasKind(kind):
            return f"with a highlight of kind {kind}"
        case InImport(name, number):
            return f"from “{name}”" if number is None else f"from import {number}"
        case YearIs(first, last):
            return _said_years(first, last)
        case _:
            return _said_other(node)


def _said_other(node: Node) -> str:
    match node:
        case When(what, span):
            return f"{_HAPPENED[what]} {spans.spoken(span)}"
        case HowMany(what, least, most):
            noun = "comments on the listing" if what == "comments" else what
            return f"{_said_count(least, most)} {noun}"
        case Among(ids):
            return f"paper {', '.join(map(str, ids))}"
        case Keyed(part):
            return f"with “{part}” in its citation key"
        case Saved(name):
            return f"saved search “{name}”"
        case Related(title):
            return f"related to “{title}”"
        case _:
            raise TypeError(f"no part of a search: {node!r}")


def _said_years(first: int | None, last: int | None) -> str:
    if first == last:
        return f"year {first}"
    if last is None:
        return f"year {first} or later"
    return f"year {last} or earlier" if first is None else f"years {first} to {last}"


def _said_count(least: int | None, most: int | None) -> str:
    if least == most:
        return f"{least}"
    if most is None:
        return f"{least} or more"
    return f"at most {most}" if least is None else f"{least} to {most}"
