"""Whether a document answers a search: by its words, as a paper's note would."""

from reader.index import matches
from reader.model import Document, Words
from reader.query.nodes import All, Any, Node, Not, Phrase, Word


def holds(node: Node, document: Document) -> bool:
    """Whether a document matches a search. It has a title and a text and nothing to filter by."""
    if isinstance(node, All):
        return all(holds(one, document) for one in node.nodes)
    if isinstance(node, Any):
        return any(holds(one, document) for one in node.nodes)
    if isinstance(node, Not):
        return not holds(node.node, document)
    if not isinstance(node, Word | Phrase):
        return False
    return matches(node, Words(document.id, document.title, "", document.text, "", "", ""))
