"""Citation keys: what a paper's key is when it is first used, by a pattern.

A pattern is text with fields in braces: `{title}-{year}` is `lottery-ticket-hypothesis-2018`, and
needs no author, because listings often only count them. `{author|title:1}{year}` takes the first
field that is known, `:2` so many of its words. What is unknown falls away with the sign beside it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from reader import tex
from reader.citing import FIRST_PATTERN, LONGEST, Free, is_key
from reader.errors import Problem
from reader.export.references.people import name_of
from reader.export.references.reference import day_of
from reader.model import Facts, Paper

FIELDS = {
    "title": "the first three telling words of the title",
    "Title": "the same, written as one word with capitals",
    "author": "the family name of the first author",
    "authors": "the family names of up to three authors",
    "year": "the year",
    "yy": "its last two digits",
    "venue": "the first word of the journal or conference",
    "arxiv": "the arXiv number",
}

_MOST_WORDS = 3
_LONGEST_WORD = 24
_SMALL_WORDS = frozenset(
    {"a", "an", "the", "of", "for", "in", "on", "to", "with", "and", "or", "by", "from", "via"}
    | {"at", "as", "is", "are", "its", "into", "without"}
)
_MAIN_PART = re.compile(r"\s*(?::|\?|!|\s-{1,3}\s|\s[–—]\s).*", re.DOTALL)
_FIELD = re.compile(r"\{([^{}]*)\}")
_ONE = re.compile(r"(\w+)(?::([1-9]))?")
_BETWEEN = re.compile(r"([-:.+/])[-:.+/]+")
_SIGNS = "-:.+/"


def citation_key(facts: Facts, pattern: str = FIRST_PATTERN) -> str:
    """The key a paper has by itself; papers with the same one are told apart by letters."""
    key = _FIELD.sub(lambda found: _first_known(facts, found[1]), pattern)
    key = _BETWEEN.sub(r"\1", key).strip(_SIGNS)[: LONGEST - 10].rstrip(_SIGNS)
    return key if is_key(key) else "paper"


def citation_keys(papers: Iterable[Paper]) -> dict[int, str]:
    """A key of its own for each paper, by id: the one it was given, else one like none of those.

    Depends on which papers are given, not on their order.
    """
    given = sorted(papers, key=lambda paper: paper.id)
    taken = {key.lower() for paper in given for key in paper.keys}
    free = Free(taken.__contains__)
    return {
        paper.id: paper.keys[0] if paper.keys else free.like(citation_key(paper.facts))
        for paper in given
    }


def checked_pattern(pattern: str) -> str:
    """The pattern, trimmed. Raises Problem for one that makes no keys."""
    pattern = pattern.strip()
    fields = _FIELD.findall(pattern)
    for field in fields:
        for one in field.split("|"):
            found = _ONE.fullmatch(one)
            if found is None or found[1] not in FIELDS:
                raise Problem(
                    f"“{{{field}}}” is nothing that a key can have.",
                    do=f"There are: {', '.join(FIELDS)}.",
                )
    if not fields:
        raise Problem("Every paper would have the same key.", do="Write {title} or {author}.")
    plain = _FIELD.sub("x", pattern)
    if len(pattern) > LONGEST or not is_key(_BETWEEN.sub(r"\1", plain).strip(_SIGNS)):
        raise Problem(
            "A key has letters, digits and single signs - : . + / _ inside.",
            do="Take the other signs out of the pattern.",
        )
    return pattern


def sample(pattern: str, *, named: bool) -> str:
    """The key of a made-up paper. Raises Problem for a pattern that makes none."""
    authors = ("Ada Berg", "Bo Li") if named else ()
    facts = Facts(
        "Counting Lanterns at Sea: A Sketch", authors=authors, author_count=2, date="2024-05",
        venue="Journal of Lamps", arxiv_id="2405.00001",
    )  # fmt: skip
    return citation_key(facts, checked_pattern(pattern))


def _first_known(facts: Facts, field: str) -> str:
    for one in field.split("|"):
        found = _ONE.fullmatch(one)
        if found is not None and (text := _VALUES[found[1]](facts, int(found[2] or _MOST_WORDS))):
            return text
    return ""


def _title(facts: Facts, count: int) -> str:
    return "-".join(_telling(facts, count))


def _title_as_word(facts: Facts, count: int) -> str:
    return "".join(word.capitalize() for word in _telling(facts, count))


def _telling(facts: Facts, count: int) -> Sequence[str]:
    title = tex.readable(facts.title)
    words = _words(_MAIN_PART.sub("", title)) or _words(title) or ["paper"]
    return ([word for word in words if word not in _SMALL_WORDS] or words)[:count]


def _author(facts: Facts, _count: int) -> str:
    return "".join(_family(facts.authors[0])) if facts.authors else ""


def _authors(facts: Facts, count: int) -> str:
    return "-".join(filter(None, ("".join(_family(name)) for name in facts.authors[:count])))


def _family(shown: str) -> Sequence[str]:
    name = name_of(tex.readable(shown))
    return _words(name.family or name.literal)[:4]


def _year(facts: Facts, _count: int) -> str:
    year = day_of(facts).year
    return str(year) if year else ""


def _venue(facts: Facts, count: int) -> str:
    words = [word for word in _words(facts.venue or "") if word not in _SMALL_WORDS]
    return "-".join(words[: 1 if count == _MOST_WORDS else count])


_VALUES: dict[str, Callable[[Facts, int], str]] = {
    "title": _title,
    "Title": _title_as_word,
    "author": _author,
    "authors": _authors,
    "year": _year,
    "yy": lambda facts, count: _year(facts, count)[-2:],
    "venue": _venue,
    "arxiv": lambda facts, _count: re.sub(r"[^A-Za-z0-9.]+", "-", facts.arxiv_id or ""),
}


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
