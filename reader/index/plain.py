"""Searching without an index: one paper at a time, from the same plan and the same words.

Slow and simple. Used for papers that changed since the index last looked, for the words to
paint in a text, and as the oracle that the index is tested against.
"""

from collections import defaultdict
from collections.abc import Iterator

from reader.index.analysis import Token, stem, tokens
from reader.index.plan import Every, Leaf, Plan, Some, Step, Way, Without, plan, wanted
from reader.model import Words
from reader.query import only_text
from reader.query.nodes import Node, TextField

_ATTRIBUTES: dict[TextField, str] = {
    "title": "title",
    "abstract": "abstract",
    "note": "note",
    "tags": "tags",
    "highlight": "highlights",
    "comment": "comments",
}


def field_text(words: Words, field: TextField) -> str:
    """The text of one field of a paper."""
    return str(getattr(words, _ATTRIBUTES[field]))


def matches(node: Node, words: Words) -> bool:
    """Whether a paper matches a tree of words and phrases, exactly as the index would say."""
    return _holds(plan(node), _Paper(words))


def marks(node: Node, text: str, field: TextField | None = None) -> list[tuple[int, int]]:
    """The places in `text` (start, end in characters) to paint for a search, in order, disjoint.

    With `field`, words that are looked for only in other fields are not painted. Words that
    must not be there are never painted, and filters paint nothing.
    """
    body = _Text(text)
    spans = [
        (found[0].start, max(token.end for token in found))
        for leaf in wanted(plan(only_text(node)))
        if field is None or field in leaf.fields
        for way in leaf.ways
        for found in body.find(way)
    ]
    return _joined(sorted(spans))


class _Text:
    """The words of one text by place."""

    def __init__(self, text: str) -> None:
        self.places: dict[int, list[Token]] = defaultdict(list)
        for token in tokens(text):
            self.places[token.at].append(token)

    def find(self, way: Way) -> Iterator[list[Token]]:
        """Every row of words that goes this way."""
        first, *rest = way
        for at in list(self.places):
            for token in self.places[at]:
                if _fits(first, token):
                    row = [token]
                    for step in rest:
                        row += self._one(step, at + step.at - first.at)
                    if len(row) == len(way):
                        yield row

    def _one(self, step: Step, at: int) -> list[Token]:
        return [token for token in self.places.get(at, ()) if _fits(step, token)][:1]


class _Paper:
    """The texts of one paper, cut when they are first needed."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._texts: dict[TextField, _Text] = {}

    def text(self, field: TextField) -> _Text:
        """One field of the paper."""
        if field not in self._texts:
            self._texts[field] = _Text(field_text(self._words, field))
        return self._texts[field]


def _fits(step: Step, token: Token) -> bool:
    match step.kind:
        case "word":
            return token.word == step.text
        case "begin":
            return token.word.startswith(step.text)
        case "stem":
            return stem(token.word) == step.text


def _holds(made: Plan, paper: _Paper) -> bool:
    match made:
        case Leaf(ways, fields):
            return any(_occurs(way, paper.text(field)) for field in fields for way in ways)
        case Without(inner):
            return not _holds(inner, paper)
        case Every(parts):
            return all(_holds(inner, paper) for inner in parts)
        case Some(parts):
            return any(_holds(inner, paper) for inner in parts)


def _occurs(way: Way, text: _Text) -> bool:
    return next(text.find(way), None) is not None


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, with those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
