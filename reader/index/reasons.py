"""Why the order "For you" puts a paper where it does: the words of it that weigh most."""

from collections import Counter
from collections.abc import Iterable
from math import log

from reader.index.analysis import stem, tokens
from reader.model import Taste

MOST = 3
AGAINST = 0.4  # a word against is told when it weighs this much of the strongest one for it
_TITLE = 2  # times that a word of the title counts


def reasons(taste: Taste, title: str, abstract: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that speak for a paper and those against it, as it writes them itself."""
    counts = Counter[str]()
    shown: dict[str, str] = {}
    for text, times in ((title, _TITLE), (abstract, 1)):
        for token in tokens(text):
            root = stem(token.word)
            if root in taste.effects:
                counts[root] += times
                shown.setdefault(root, text[token.start : token.end].lower())
    weighed = [(taste.effects[root] * (1 + log(count)), root) for root, count in counts.items()]
    favour = [(worth, shown[root]) for worth, root in sorted(weighed, reverse=True) if worth > 0]
    strongest = favour[0][0] if favour else 0.0
    against = [(-worth, shown[root]) for worth, root in sorted(weighed) if worth < 0]
    against = [each for each in against if each[0] >= AGAINST * strongest]
    return _each_once(favour), _each_once(against)[: 1 if favour else MOST]


def as_written(word: str, texts: Iterable[str]) -> str:
    """A word as the texts write it, with its hyphens: the index has `texttoimage` for it."""
    for text in texts:
        for token in tokens(text):
            if token.word == word:
                return text[token.start : token.end].lower()
    return word


def _each_once(words: list[tuple[float, str]]) -> tuple[str, ...]:
    """The heaviest words; a part of one that was said already is left out."""
    said: list[str] = []
    for _, word in words:
        if not any(word in other or other in word for other in said):
            said.append(word)
        if len(said) == MOST:
            break
    return tuple(said)
