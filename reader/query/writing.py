"""Tree to search text, so that a search built by clicks can be read, edited and saved."""

from reader.query.nodes import (
    EVERYTHING,
    All,
    Any,
    Has,
    HasTag,
    InImport,
    Is,
    Node,
    Not,
    Phrase,
    TextField,
    Word,
    YearIs,
)
from reader.query.parsing import parse
from reader.query.shape import has_words, normal


def write(node: Node) -> str:
    """The search text of a tree; parsed again it gives the same tree in normal shape."""
    return _tree(normal(node))


def _tree(node: Node) -> str:
    match node:
        case All(nodes):
            return " ".join(_inside(inner) for inner in nodes)
        case Any(nodes):
            return " OR ".join(_inside(inner) for inner in nodes)
        case _:
            return _inside(node)


def _inside(node: Node) -> str:
    """A tree as one operand, in brackets when it needs them."""
    match node:
        case All() | Any():
            return f"({_tree(node)})"
        case Not(inner):
            return f"-{_inside(inner)}"
        case _:
            return _leaf(node)


def sayable(node: Node) -> Node:
    """The leaf as the language can say it: words with signs in them become quotations.

    A leaf with nothing to look for is no condition at all.
    """
    match node:
        case Word() | Phrase():
            return parse(_leaf(node)).node
        case HasTag(name, below):
            name = _plain(name)
            return HasTag(name, below) if name else EVERYTHING
        case InImport(name, None):
            name = _plain(name)
            return InImport(name) if name else EVERYTHING
        case InImport(_, number):
            return InImport(id=number)
        case YearIs(None, None):
            return Not(Is("undated"))
        case YearIs(int(first), int(last)) if last < first:
            return YearIs(last, first)
        case _:
            return node


def _leaf(node: Node) -> str:
    match node:
        case Word(text, prefix, field):
            return _word(text, prefix, field)
        case Phrase(text, field):
            return _named(field, _quoted(text)) if has_words(text) else "()"
        case HasTag(name, below):
            return _tag(_plain(name), below)
        case Is(what):
            return f"is:{what}"
        case Has(what):
            return f"has:{what}"
        case InImport(name, None):
            return f"import:{_quoted(name)}" if _plain(name) else "()"
        case InImport(_, number):
            return f"import:#{number}"
        case YearIs(first, last):
            return _years(first, last)
        case _:
            raise TypeError(f"no leaf of a search: {node!r}")


def _word(text: str, prefix: bool, field: TextField | None) -> str:
    """A word bare when that reads back as the same word, else in quotation marks."""
    if not has_words(text):
        return "()"
    bare = _named(field, text + "*" * prefix)
    parsed = parse(bare)
    if parsed.node == Word(text, prefix, field) and not parsed.ignored:
        return bare
    return _named(field, _quoted(text))


def _tag(name: str, below: bool) -> str:
    if not name:
        return "()"
    for said in (f"tag:{name}" + "/*" * below, f'tag:"{name}"' + "/*" * below):
        parsed = parse(said)
        if parsed.node == HasTag(name, below) and not parsed.ignored:
            return said
    raise AssertionError(f"a tag in quotation marks did not read back: {name!r}")


def _years(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return "-is:undated"
    if first == last:
        return f"year:{first:04}"
    return f"year:{'' if first is None else f'{first:04}'}..{'' if last is None else f'{last:04}'}"


def _named(field: TextField | None, value: str) -> str:
    return f"{field}:{value}" if field else value


def _quoted(text: str) -> str:
    return f'"{_plain(text)}"'


def _plain(text: str) -> str:
    """A text that can stand between quotation marks: without such marks, spaces made single."""
    return " ".join(text.replace('"', " ").split())
