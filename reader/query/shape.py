"""Trees in their simplest shape: what `parse` makes, and what any other tree is the same as.

Normal shape: no All inside All, no Any inside Any, no group of one, no double negation, no
word or filter that the language cannot say.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from reader.query.nodes import EVERYTHING, All, Any, Node, Not, Phrase, Text, Word, has_text


def all_of(nodes: Iterable[Node]) -> Node:
    """Each of these, in the simplest shape."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, All) else (node,))
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(nodes: Iterable[Node]) -> Node:
    """One of these, in the simplest shape; one of nothing is nothing."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, Any) else (node,))
    if not flat:
        return Not(EVERYTHING)
    return flat[0] if len(flat) == 1 else Any(tuple(flat))


def none_of(node: Node) -> Node:
    """Everything but this, in the simplest shape."""
    return node.node if isinstance(node, Not) else Not(node)


def has_words(text: str) -> bool:
    """Whether a search can look for `text`: it has a letter, a digit or a picture."""
    return any(sign.isalnum() or unicodedata.category(sign) == "So" for sign in text)


def words_of(node: Node) -> tuple[Text, ...]:
    """The words and phrases of a tree, in order, those under "not" too."""
    return tuple(_leaves(node))


def _leaves(node: Node) -> Iterator[Text]:
    match node:
        case Word() | Phrase():
            yield node
        case Not(inner):
            yield from _leaves(inner)
        case All(nodes) | Any(nodes):
            for inner in nodes:
                yield from _leaves(inner)


def only_text(node: Node) -> Node:
    """The tree without its filters: only words and phrases, and what joins them."""
    match node:
        case Word() | Phrase():
            return node
        case Not(inner):
            return none_of(only_text(inner)) if has_text(inner) else EVERYTHING
        case All(nodes):
            return all_of(only_text(inner) for inner in nodes if has_text(inner))
        case Any(nodes):
            return any_of(only_text(inner) for inner in nodes if has_text(inner))
        case _:
            return EVERYTHING


def normal(node: Node) -> Node:
    """The tree in normal shape: it finds the same, and `parse(write(node))` gives exactly it."""
    from reader.query.writing import sayable

    match node:
        case All(nodes):
            return all_of(normal(inner) for inner in nodes)
        case Any(nodes):
            return any_of(normal(inner) for inner in nodes)
        case Not(inner):
            return none_of(normal(inner))
        case _:
            return sayable(node)
