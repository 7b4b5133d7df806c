"""Tree to search text, so that a search built by clicks can be read, edited and saved."""

from reader.model import Sort
from reader.query import spans
from reader.query.filters import HAS_VALUES, IS_VALUES, KIND_VALUES, MOST
from reader.query.nodes import (
    EVERYTHING,
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
    Number,
    Phrase,
    Related,
    Saved,
    TextField,
    When,
    Word,
    YearIs,
)
from reader.query.parsing import parse
from reader.query.shape import has_words, normal


def write(node: Node, sort: Sort | None = None) -> str:
    """The search text of a tree; parsed again it gives the same tree in normal shape."""
    order = f"sort:{sort}" if sort and sort != "default" else ""
    return " ".join(text for text in (_tree(normal(node)), order) if text)


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
        case HasTag(name) | InImport(name, None) | Saved(name) | Related(name) | Keyed(name):
            plain = _plain(name)
            return _renamed(node, plain) if plain else EVERYTHING
        case InImport(_, number):
            return InImport(id=number)
        case YearIs(None, None):
            return Not(Is("undated"))
        case YearIs(int(first), int(last)) if last < first:
            return YearIs(last, first)
        case HowMany(what, least, most):
            return _counted(what, least, most)
        case Among(ids):
            return Among(tuple(dict.fromkeys(ids))) if ids else Not(EVERYTHING)
        case _:
            return node if _is_known(node) else EVERYTHING


def _renamed(node: HasTag | InImport | Saved | Related | Keyed, name: str) -> Node:
    match node:
        case HasTag(_, below):
            return HasTag(name, below)
        case InImport():
            return InImport(name)
        case Keyed():
            return Keyed(name)
        case Saved():
            return Saved(name)
        case Related():
            return Related(name)


def _counted(what: Number, least: int | None, most: int | None) -> Node:
    """Bounds as digits can say them; both open means that the number is known."""
    if least is None and most is None:
        least = 0
    least = None if least is None else max(0, min(least, MOST - 1))
    most = None if most is None else max(0, min(most, MOST - 1))
    if least is not None and most is not None and most < least:
        least, most = most, least
    return HowMany(what, least, most)


def _is_known(node: Node) -> bool:
    match node:
        case Is(what):
            return what in IS_VALUES
        case Has(what):
            return what in HAS_VALUES
        case HasKind(kind):
            return kind in KIND_VALUES
        case When(_, span):
            return spans.canonical(span) == span
        case _:
            return True


def _leaf(node: Node) -> str:
    match node:
        case Word():
            return _word(node)
        case Phrase(text, field):
            return _named(field, _quoted(text)) if has_words(text) else "()"
        case HasTag(name, below):
            return _tag(_plain(name), below)
        case InImport(name, None) | Saved(name) | Related(name) | Keyed(name):
            return _named_filter(_FILTER_NAMES[type(node)], name, node)
        case InImport(_, number):
            return f"import:#{number}"
        case YearIs(first, last):
            return _years(first, last)
        case HowMany(what, least, most):
            return f"{what}:{_bounds(least, most)}"
        case _:
            return _short_leaf(node)


def _short_leaf(node: Node) -> str:
    """A filter whose value is one word."""
    match node:
        case Is(value) | Has(value) | HasKind(value):
            return f"{_FILTER_NAMES[type(node)]}:{value}"
        case When(what, span):
            return f"{what}:{span}"
        case Among(ids):
            return f"id:{','.join(map(str, ids))}"
        case _:
            raise TypeError(f"no leaf of a search: {node!r}")


_FILTER_NAMES: dict[type, str] = {
    InImport: "import",
    Keyed: "key",
    Saved: "saved",
    Related: "related",
    Is: "is",
    Has: "has",
    HasKind: "kind",
}


def _word(word: Word) -> str:
    """A word bare when that reads back as the same word, else in quotation marks."""
    if not has_words(word.text):
        return "()"
    bare = _named(word.field, word.text + "*" * word.prefix + "~" * word.close)
    parsed = parse(bare)
    if parsed.node == word and not parsed.ignored:
        return bare
    return _named(word.field, _quoted(word.text))


def _tag(name: str, below: bool) -> str:
    sign = "" if below else "="
    for said in (f"tag:{sign}{name}", f'tag:{sign}"{name}"'):
        parsed = parse(said)
        if parsed.node == HasTag(name, below) and not parsed.ignored:
            return said
    raise AssertionError(f"a tag in quotation marks did not read back: {name!r}")


def _named_filter(filter_name: str, value: str, node: Node) -> str:
    """A filter with a name in it: bare when that reads back as the same, else quoted."""
    bare = f"{filter_name}:{value}"
    parsed = parse(bare)
    return bare if parsed.node == node and not parsed.ignored else f"{filter_name}:{_quoted(value)}"


def _bounds(least: int | None, most: int | None) -> str:
    if least == most:
        return f"{least}"
    if most is None:
        return f">={least}"
    return f"<={most}" if least is None else f"{least}..{most}"


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
