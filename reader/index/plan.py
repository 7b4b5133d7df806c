"""A search tree made ready to be answered: words cut, folded and stemmed, ways to match listed.

The array evaluator, the plain evaluator and the marks all follow the same plan, so they cannot
disagree about what a search means.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from reader.index.analysis import Token, stem, tokens
from reader.query.nodes import (
    TEXT_FIELDS,
    All,
    Any,
    Node,
    Not,
    Phrase,
    TextField,
    Word,
    has_text,
)

_SHORTEST_HALF = 3  # letters of each half when a word is also looked for as two
_LONGEST_SPLIT = 30
# Words that make other words by chance when joined: "not able" is not "notable".
_SMALL_WORDS = (
    "all and any are but can for from had has have her him his how its may not off one our out "
    "over per she than that the them then they this too two under was who why with you your "
    "into are be by do he if in is it me my no of on or so to up us we an as at"
)
FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())


StepKind = Literal["word", "stem", "begin", "close"]


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a way: `text` itself, any word of this stem, beginning so, or spelled nearly so.

    `at` is how many places it stands after the first word of the way.
    """

    text: str
    kind: StepKind
    at: int = 0

    @property
    def begins(self) -> str:
        """What every word of this step begins with, but for words spelled nearly so.

        Forms of a word differ from their stem in its last letter at most, but for "die" and such.
        """
        if self.kind != "stem" or not (self.text.isascii() and self.text.isalpha()):
            return self.text
        is_odd = len(self.text) < 3 or (len(self.text) == 3 and self.text.endswith("ie"))
        return self.text[:1] if is_odd else self.text[:-1]


Way = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Papers in which at least one way matches, in one of the fields."""

    ways: tuple[Way, ...]
    fields: tuple[TextField, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Papers that the inner plan does not match."""

    inner: "Plan"


@dataclass(frozen=True, slots=True)
class Every:
    """Papers that all the inner plans match; every paper when there are none."""

    inner: tuple["Plan", ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """Papers that at least one of the inner plans matches."""

    inner: tuple["Plan", ...] = ()


Plan = Leaf | Without | Every | Some


@lru_cache(maxsize=64)  # the plain evaluator asks again for every paper
def plan(node: Node) -> Plan:
    """The plan of a tree of words and phrases.

    A word without a letter or digit asks for nothing and is left out. Raises TypeError for a
    filter: those are answered by the store.
    """
    return _plan(node) or Every()


def wanted(made: Plan) -> list[Leaf]:
    """The leaves that a paper should match, without those that it should not."""
    match made:
        case Leaf():
            return [made]
        case Every(inner) | Some(inner):
            return [leaf for part in inner for leaf in wanted(part)]
        case Without():
            return []


def _plan(node: Node) -> Plan | None:
    match node:
        case Word():
            return _leaf(_word_ways(node), node.field)
        case Phrase():
            return _leaf(_phrase_ways(node), node.field)
        case Not(inner):
            made = _plan(inner)
            return Without(made) if made else None
        case All(nodes):
            return _every(nodes)
        case Any(nodes):
            some = tuple(made for made in map(_plan, nodes) if made)
            return Some(some) if some or not nodes else None
        case _:
            raise TypeError(f"the word index cannot answer {type(node).__name__}")


def _leaf(ways: Sequence[Way], field: TextField | None) -> Leaf | None:
    return Leaf(tuple(ways), (field,) if field else TEXT_FIELDS) if ways else None


def _every(nodes: tuple[Node, ...]) -> Plan | None:
    """All of these; neighbours may also stand as one word: "zero shot" finds zeroshot."""
    joined: list[list[Plan]] = [[] for _ in nodes]
    texts = [place for place, node in enumerate(nodes) if has_text(node)]
    for left, right in pairwise(texts):
        for leaf in _as_one_word(nodes[left], nodes[right]):
            joined[left].append(leaf)
            joined[right].append(leaf)
    every = []
    for node, instead in zip(nodes, joined, strict=True):
        made = _plan(node)
        if made:
            every.append(Some((made, *instead)) if instead else made)
    return Every(tuple(every)) if every or not nodes else None


def _as_one_word(left: Node, right: Node) -> Iterable[Leaf]:
    for first in _single_words(left):
        for second in _single_words(right):
            if first.prefix or first.field != second.field:
                continue
            word = _single_part(first) + _single_part(second)
            step = Step(word, "begin") if second.prefix else Step(stem(word), "stem")
            leaf = _leaf([(step,)], first.field)
            if leaf:
                yield leaf


def _single_words(node: Node) -> list[Word]:
    """The words of a word, or of a choice between words, that could be half of a compound."""
    members = node.nodes if isinstance(node, Any) else (node,)
    words = [member for member in members if isinstance(member, Word)]
    if len(words) != len(members):
        return []
    return [word for word in words if _single_part(word)]


def _single_part(word: Word) -> str:
    parts = list(tokens(word.text))
    if len(parts) != 1 or parts[0].kind != "word" or word.close:
        return ""
    part = parts[0].word
    whole = len(part) > 1 and part not in FUNCTION_WORDS
    return part if whole or word.prefix else ""


def _word_ways(word: Word) -> list[Way]:
    cut = list(tokens(word.text))
    steps = _steps(cut, "close" if word.close else "stem", word.prefix)
    if not steps:
        return []
    if word.close:
        return [steps]
    ways = [steps]
    joined = [token for token in cut if token.kind == "joined"]
    if len(steps) == 1:
        ways += _halves(steps[0], cut[0].word)
    elif len(joined) == 1 and joined[0].start == cut[0].start and joined[0].end == cut[-1].end:
        ways.append((_step(joined[0].word, "stem", word.prefix),))
    return ways


def _phrase_ways(phrase: Phrase) -> list[Way]:
    steps = _steps(list(tokens(phrase.text)), "word", False)
    return [steps] if steps else []


def _steps(cut: list[Token], kind: StepKind, prefix: bool) -> Way:
    """The parts one after the other; in scripts without spaces pairs say it all."""
    parts = [token for token in cut if token.kind != "joined"]
    last = len(parts) - 1
    steps = []
    for number, token in enumerate(parts):
        if token.kind == "single":
            if number == 0 or parts[number - 1].kind != "pair":
                steps.append(Step(token.word, "begin", token.at))
        elif token.kind == "pair":
            steps.append(Step(token.word, "word", token.at))
        else:
            step = _step(token.word, kind, prefix and number == last)
            steps.append(Step(step.text, step.kind, token.at))
    return tuple(steps)


def _step(word: str, kind: StepKind, prefix: bool) -> Step:
    if prefix:
        return Step(word, "begin")
    return Step(stem(word) if kind == "stem" else word, kind)


def _halves(step: Step, word: str) -> list[Way]:
    """The word as two words, one after the other: zeroshot also finds "zero shot"."""
    if not (word.isascii() and word.isalpha() and len(word) <= _LONGEST_SPLIT):
        return []
    ways: list[Way] = []
    for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        first, second = word[:cut], word[cut:]
        if first not in FUNCTION_WORDS and second not in FUNCTION_WORDS:
            text = second if step.kind == "begin" else stem(second)
            ways.append((Step(first, "word"), Step(text, step.kind, 1)))
    return ways
