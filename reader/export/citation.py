"""Citation keys: `lottery-ticket-hypothesis-2018`, from the title, so that no name is needed."""

import re
import unicodedata
from collections.abc import Iterable

from reader import tex
from reader.model import Facts, Paper

_MOST_WORDS = 3
_LONGEST_WORD = 24
_SMALL_WORDS = frozenset(
    {"a", "an", "the", "of", "for", "in", "on", "to", "with", "and", "or", "by", "from", "via"}
    | {"at", "as", "is", "are", "its", "into", "without"}
)
_MAIN_PART = re.compile(r"\s*(?::|\?|!|\s-{1,3}\s|\s[–—]\s).*", re.DOTALL)


def citation_key(facts: Facts) -> str:
    """The key a paper has by itself; papers with the same one are told apart in an export."""
    title = tex.readable(facts.title)
    words = _words(_MAIN_PART.sub("", title)) or _words(title) or ["paper"]
    telling = [word for word in words if word not in _SMALL_WORDS] or words
    return "-".join([*telling[:_MOST_WORDS], *_year(facts)])


def citation_keys(papers: Iterable[Paper]) -> dict[int, str]:
    """A key of its own for each paper, by id; the paper that was added first keeps the plain one.

    Depends on which papers are given, not on their order.
    """
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for paper in sorted(papers, key=lambda paper: paper.id):
        plain = key = citation_key(paper.facts)
        number = 1
        while key in taken:
            number += 1
            key = f"{plain}-{number}"
        taken.add(key)
        keys[paper.id] = key
    return keys


def _words(text: str) -> list[str]:
    plain = re.sub(r"['’`]", "", "".join(map(_in_ascii, unicodedata.normalize("NFKD", text))))
    return [word[:_LONGEST_WORD] for word in re.findall(r"[a-z0-9]+", plain.lower())]


def _in_ascii(char: str) -> str:
    """The letter without its accent, a Greek letter by its name, anything else as a space."""
    if char.isascii() or char == "’":
        return char
    if unicodedata.combining(char):
        return ""
    name = unicodedata.name(char, "")
    return name.rpartition(" ")[2] if name.startswith("GREEK") and "LETTER" in name else " "


def _year(facts: Facts) -> list[str]:
    if facts.date and facts.date[:4].isdecimal():
        return [facts.date[:4]]
    return [str(facts.year)] if facts.year else []
