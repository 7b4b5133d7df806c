"""Which documents answer a search: by their words, as papers' notes would."""

from collections.abc import Sequence

from reader.index import matching
from reader.model import Document, Words
from reader.query.nodes import EVERYTHING, All, Any, Node, Not, Phrase, Word


def holding(node: Node, documents: Sequence[Document]) -> list[Document]:
    """Those of the documents that match a search. They have words, and nothing to filter by."""
    words = _of_words(node)
    if words is None or words == EVERYTHING:
        return [] if words is None else list(documents)
    texts = (Words(one.id, one.title, "", one.text, "", "", "") for one in documents)
    found = set(matching(words, texts))
    return [one for one in documents if one.id in found]


def _of_words(node: Node) -> Node | None:
    """What a search says of words; None when no document can match, as none meets a filter."""
    match node:
        case All(nodes):
            parts = [_of_words(one) for one in nodes]
            some = [one for one in parts if one is not None and one != EVERYTHING]
            return _joined(All, some, EVERYTHING) if None not in parts else None
        case Any(nodes):
            found = [part for one in nodes if (part := _of_words(one)) is not None]
            return EVERYTHING if EVERYTHING in found else _joined(Any, found, None)
        case Not(inner):
            part = _of_words(inner)
            if part is None or part == EVERYTHING:
                return EVERYTHING if part is None else None
            return Not(part)
        case Word() | Phrase():
            return node
        case _:
            return None


def _joined(kind: type[All] | type[Any], nodes: Sequence[Node], none: Node | None) -> Node | None:
    if not nodes:
        return none
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))
