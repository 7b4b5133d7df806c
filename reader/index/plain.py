"""Searching without an index: one paper at a time, from the same plan and the same words.

Slow and simple. Used for papers that changed since the index last looked, for the words to
paint in a text, and as the oracle that the index is tested against.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from reader.index.analysis import chunks, cut, starts, stem, words_of
from reader.index.glance import Glance
from reader.index.plan import Every, Leaf, Plan, Some, Step, Way, Without, plan, wanted
from reader.model import Words
from reader.query.nodes import Node, TextField
from reader.query.shape import only_text

_ATTRIBUTES: dict[TextField, str] = {
    "title": "title",
    "abstract": "abstract",
    "note": "note",
    "tags": "tags",
    "highlight": "highlights",
    "comment": "comments",
    "author": "authors",
}


def field_text(words: Words, field: TextField) -> str:
    """The text of one field of a paper."""
    return str(getattr(words, _ATTRIBUTES[field]))


def matches(node: Node, words: Words) -> bool:
    """Whether a paper matches a tree of words and phrases, exactly as the index would say."""
    return holds(plan(node), Texts(words))


def matching(node: Node, papers: Iterable[Words]) -> Iterator[int]:
    """The ids of the papers that `matches` would name, several times faster than one by one."""
    made = plan(node)
    screens: dict[int, _Screen] = {}  # by identity: many papers ask for few leaves

    def leaf_holds(leaf: Leaf) -> bool:
        screen = screens.get(id(leaf))
        if screen is None:
            screen = screens[id(leaf)] = _Screen(leaf.ways)
        for field in leaf.fields:
            text = field_text(words, field)
            if text:
                said = screen.glance.says(text) if screen.glance else None
                if said or (said is None and _Text(text).holds(screen)):
                    return True
        return False

    for words in papers:
        if _holds(made, leaf_holds):
            yield words.id


def marks(node: Node, text: str, field: TextField | None = None) -> list[tuple[int, int]]:
    """The places in `text` (start, end in characters) to paint for a search, in order, disjoint.

    With `field`, words that are looked for only in other fields are not painted. Words that
    must not be there are never painted, and filters paint nothing.
    """
    screen = _painted(node, field)
    spans = screen.glance.spans(text) if screen.glance else None
    return _joined(sorted(_Text(text).spans(screen) if spans is None else spans))


@lru_cache(maxsize=16)  # every row of a list asks for its marks
def _painted(node: Node, field: TextField | None) -> "_Screen":
    leaves = wanted(plan(only_text(node)))
    return _Screen(
        dict.fromkeys(
            way for leaf in leaves if field is None or field in leaf.fields for way in leaf.ways
        )
    )


class _Text:
    """The places of every word of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._chunks = chunks(text)
        self._found: dict[Step, set[int]] = {}  # a step may stand in several ways

    def spans(self, screen: "_Screen") -> list[tuple[int, int]]:
        """The characters of all that matches, in no order."""
        said = {chunk: screen[chunk] for chunk in filter(screen.__getitem__, self._chunks)}
        spans = []
        for number, chunk in enumerate(self._chunks) if said else ():
            if said.get(chunk, 0) & screen.ALONE:
                start = self._starts[number]
                pieces, _ = cut(chunk)
                for step in screen.alone:
                    fitting = [piece for piece in pieces if _fits(step, piece.word)]
                    first = {piece.at: piece for piece in reversed(fitting)}
                    spans += [(start + each.start, start + each.end) for each in first.values()]
        if any(each & screen.PART for each in said.values()):
            for way in screen.rows:
                spans += [self._span(way, begin) for begin in self.begins(way)]
        return spans

    def holds(self, screen: "_Screen") -> bool:
        """Whether anything matches."""
        said = set(map(screen.__getitem__, self._chunks))
        if any(each & screen.ALONE for each in said):
            return True
        return any(said) and any(self.begins(way) for way in screen.rows)

    def begins(self, way: Way) -> set[int]:
        """The places where the words of this way stand in their row, each by its first word."""
        begins = self._places(way[0])
        for step in way[1:]:
            if not begins:
                break
            begins = begins & {place - step.at for place in self._places(step)}
        return begins

    def _span(self, way: Way, begin: int) -> tuple[int, int]:
        """The characters from the first word of a row to its last."""
        row = [self._token(step, begin + step.at) for step in way]
        return row[0][0], max(end for _, end in row)

    def _token(self, step: Step, place: int) -> tuple[int, int]:
        """The characters of the word that stands at a place and fits a step."""
        # A chunk without any word shares its place with the one that follows.
        number = bisect_right(self._begins, place) - 1
        start, at = self._starts[number], place - self._begins[number]
        pieces, _ = cut(self._chunks[number])
        return next(
            (start + piece.start, start + piece.end)
            for piece in pieces
            if piece.at == at and _fits(step, piece.word)
        )

    @cached_property
    def _starts(self) -> list[int]:
        """The characters at which the chunks start."""
        return starts(self._text, self._chunks)

    @cached_property
    def _begins(self) -> list[int]:
        """The place of the first word of each chunk."""
        lengths = [cut(chunk)[1] for chunk in self._chunks]
        return [0, *accumulate(lengths[:-1])] if lengths else []

    @cached_property
    def _words(self) -> dict[str, set[int]]:
        """The places of every word."""
        words: dict[str, set[int]] = defaultdict(set)
        for chunk, begin in zip(self._chunks, self._begins, strict=True):
            for piece in cut(chunk)[0]:
                words[piece.word].add(begin + piece.at)
        return words

    def _places(self, step: Step) -> set[int]:
        match step.kind:
            case "word":
                return self._words.get(step.text, set())
            case "stem" | "begin" | "close":
                if step not in self._found:
                    fitting = (at for word, at in self._words.items() if _fits(step, word))
                    self._found[step] = set().union(*fitting)
                return self._found[step]


class Texts:
    """The texts of one paper, cut when they are first needed."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._texts: dict[TextField, _Text] = {}

    def text(self, field: TextField) -> _Text:
        """One field of the paper."""
        if field not in self._texts:
            self._texts[field] = _Text(field_text(self._words, field))
        return self._texts[field]


def _fits(step: Step, word: str) -> bool:
    match step.kind:
        case "word":
            return word == step.text
        case "begin":
            return word.startswith(step.text)
        case "stem":  # no form begins with another letter than its stem
            return word[:1] == step.text[:1] and stem(word) == step.text
        case "close":
            return _is_close(step.text, word)


def _is_close(word: str, other: str) -> bool:
    from reader.index.nearness import distance, letters_off

    most = letters_off(word)
    return abs(len(word) - len(other)) <= most and distance(word, other) <= most


def holds(made: Plan, paper: Texts) -> bool:
    """Whether the texts of a paper match a plan."""

    def leaf_holds(leaf: Leaf) -> bool:
        return any(paper.text(field).begins(way) for field in leaf.fields for way in leaf.ways)

    return _holds(made, leaf_holds)


class _Screen(dict[str, int]):
    """What a chunk of text says about some ways; each distinct chunk is looked at once.

    `ALONE` when it holds a word that is a way by itself, `PART` when it holds the longest word of
    a way of several (the others must still stand beside it), both, or 0.
    """

    ALONE, PART = 1, 2

    def __init__(self, ways: Iterable[Way]) -> None:
        super().__init__()
        known = list(ways)
        self.alone = [way[0] for way in known if len(way) == 1]
        self.rows = [way for way in known if len(way) > 1]
        self._of_rows = [max(way, key=lambda step: len(step.text)) for way in self.rows]
        steps = (*self.alone, *self._of_rows)
        # Only what is spelled nearly so may begin with another letter.
        is_open = any(step.kind == "close" for step in steps)
        self._initials = None if is_open else frozenset(step.text[:1] for step in steps)
        self.glance = None if is_open else Glance(known, lambda word: self[word] & self.ALONE)

    def __missing__(self, chunk: str) -> int:
        said = 0
        for word in words_of(chunk):
            if self._initials is None or word[:1] in self._initials:
                said |= self.ALONE * any(_fits(step, word) for step in self.alone)
                said |= self.PART * any(_fits(step, word) for step in self._of_rows)
        self[chunk] = said
        return said


def _holds(made: Plan, leaf_holds: Callable[[Leaf], bool]) -> bool:
    """Whether a paper matches a plan, when it is known which leaves match it."""
    match made:
        case Leaf():
            return leaf_holds(made)
        case Without(inner):
            return not _holds(inner, leaf_holds)
        case Every(parts):
            return all(_holds(inner, leaf_holds) for inner in parts)
        case Some(parts):
            return any(_holds(inner, leaf_holds) for inner in parts)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, with those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
