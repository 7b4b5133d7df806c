"""Names of people as reference files want them: family name apart from given names.

Names are written as a listing shows them, mostly given name first. Where the family name begins
is a guess that every reference program makes the same way: the last word, with the small words
before it (BibTeX's "von" part; Patashnik, BibTeXing, section 4).
"""

import re
from dataclasses import dataclass

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_NO_PERSON = re.compile(
    r"\b(?:ai|team|group|labs?|inc|university|institute|consortium|collaboration|foundation"
    r"|research|google|deepmind|openai|meta|microsoft|nvidia)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts, or `literal`: a name that has none (a group, one word)."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


def name_of(shown: str) -> Name:
    """The parts of a name as shown: `Jan van der Berg`, `van der Berg, Jan`, `OpenAI`."""
    shown = " ".join(shown.split())
    family, comma, given = shown.partition(", ")
    if comma:
        return _turned(shown, family, given)
    words = shown.split(" ")
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) < 2 or not _LATIN.search(shown) or _NO_PERSON.search(shown):
        return Name(literal=shown)
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _turned(shown: str, family: str, given: str) -> Name:
    """A name whose family name stands first; `Berg, Jr., Jan` has its suffix in the middle."""
    middle, comma, last = given.partition(", ")
    if comma and _SUFFIX.fullmatch(middle):
        return Name(family, last, middle)
    if comma or not given or _SUFFIX.fullmatch(given) or _NO_PERSON.search(shown):
        return Name(literal=shown)
    return Name(family, given)
