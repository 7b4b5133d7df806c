"""What to offer when nothing is found: near spellings, and the search with less in it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.model import Repair
from reader.query.nodes import All, Any, HasTag, Node, Not, Word
from reader.query.parsing import parse
from reader.query.saying import parts_of, say
from reader.query.shape import all_of, any_of, none_of, words_of
from reader.query.writing import write

if TYPE_CHECKING:
    from reader.index import WordIndex

MOST = 3
MOST_PARTS = 8  # of a search that is tried with less in it


def repairs(
    query: str,
    how_many: Callable[[Node], int],
    index: "WordIndex",
    tags: Sequence[str],
) -> tuple[Repair, ...]:
    """The nearest searches that find something, each with its count and a reason.

    `how_many` answers how many papers a tree finds in this place.
    """
    parsed = parse(query)
    found: list[Repair] = []
    for (label, reason), node in _offers(parsed.node, index, tags):
        text = write(node, parsed.sort)
        if text != query and all(text != known.query for known in found):
            count = how_many(node)
            if count:
                found.append(Repair(text, label, count, reason))
        if len(found) == MOST:
            break
    return tuple(found)


Offer = tuple[tuple[str, str], Node]
"""What is offered, why, and the search."""


def _offers(node: Node, index: "WordIndex", tags: Sequence[str]) -> Iterator[Offer]:
    """All spellings mended, then each alone, then less of what is mended."""
    mends = [*_mended_words(node, index), *_mended_tags(node, tags)][:MOST_PARTS]
    mended = node
    for old, new, _, _ in mends:
        mended = _replaced(mended, old, new)
    if len(mends) > 1:
        yield (" ".join(near for _, _, near, _ in mends), mends[0][3]), mended
    for old, new, near, reason in mends:
        yield (near, reason), _replaced(node, old, new)
    yield from _less(mended)


Mend = tuple[Node, Node, str, str]
"""What is written, what was meant, how it is called, and why."""


def _mended_words(node: Node, index: "WordIndex") -> Iterator[Mend]:
    for word in words_of(node):
        if isinstance(word, Word) and not (word.prefix or word.close):
            near = index.nearest(word.text)
            if near:
                reason = f"Nothing has the word “{word.text}”."
                yield word, Word(near, field=word.field), near, reason


def _mended_tags(node: Node, tags: Sequence[str]) -> Iterator[Mend]:
    for tag in _tags_of(node):
        near = _near_tag(tag.name, tags)
        if near:
            reason = f"There is no tag “{tag.name}”."
            yield tag, HasTag(near, tag.below), near, reason


def _less(node: Node) -> Iterator[Offer]:
    parts = parts_of(node)
    if not 1 < len(parts) <= MOST_PARTS:
        return
    for part in parts:
        left = all_of(other for other in parts if other is not part)
        yield (f"Without “{write(part)}”", ""), left
    for part in parts:
        yield (f"Only {say(part)}", ""), part


def _near_tag(name: str, tags: Sequence[str]) -> str:
    from reader.index.nearness import distance, letters_off

    folded = name.casefold()
    if any(folded == tag.casefold() for tag in tags):
        return ""
    far = sorted((distance(folded, tag.casefold()), tag) for tag in tags if abs(
        len(tag) - len(name)) <= 2)  # fmt: skip
    return far[0][1] if far and far[0][0] <= letters_off(folded) else ""


def _tags_of(node: Node) -> Iterator[HasTag]:
    match node:
        case HasTag():
            yield node
        case Not(inner):
            yield from _tags_of(inner)
        case All(nodes) | Any(nodes):
            for inner in nodes:
                yield from _tags_of(inner)


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node == old:
        return new
    match node:
        case Not(inner):
            return none_of(_replaced(inner, old, new))
        case All(nodes):
            return all_of(_replaced(inner, old, new) for inner in nodes)
        case Any(nodes):
            return any_of(_replaced(inner, old, new) for inner in nodes)
        case _:
            return node
