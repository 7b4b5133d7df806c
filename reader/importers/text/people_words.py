"""People in running words: `G. Hinton et al.`, `Y. LeCun, Y. Bengio and G. Hinton`."""

import re

_AND = re.compile(r"\s*[,;]\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*")
_OTHERS = re.compile(
    r"[\s,]{0,4}\b(?:et\.?\s?al\b\.?|and others\b)[\s.,;]*(?P<rest>.*)$", re.IGNORECASE
)
_BREAK = re.compile(r"[,.]\s+")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.[\s-]?){1,4}\s?\S")
_PARTICLES = frozenset(
    {"van", "von", "den", "der", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el"}
    | {"al", "bin", "ibn", "ten", "ter", "y", "zu"}
)
_NAMESAKE = re.compile(r"(?<=[^\W\d_])\s0\d{3}$")
_LONGEST = 400
_MOST_WORDS = 5


def without_number(name: str) -> str:
    """A name without the number by which DBLP tells people of the same name apart."""
    return _NAMESAKE.sub("", name)


def split_people(text: str) -> tuple[tuple[str, ...], bool, str]:
    """The names a text consists of, whether they are all, and what stands behind “et al.”.

    No names when any part of it is no name.
    """
    others = _OTHERS.search(text)
    said = (text[: others.start()] if others else text).strip(" ,;:")
    said = said if said.endswith(("Jr.", "Sr.")) else said.rstrip(".")
    parts = tuple(part for part in _AND.split(said) if part)
    if not parts or not all(_is_name(part) for part in parts):
        return (), False, ""
    return parts, others is None, others["rest"].strip() if others else ""


def tail_of_people(text: str) -> tuple[str, str, bool]:
    """A text without the people at its end, those people, and whether there is no doubt.

    Without a year between, only initials, “and” or “et al.” tell people from other words; and
    behind a comma “and” may as well be part of a title, of which every word is a name.
    """
    for match in _BREAK.finditer(text, max(0, len(text) - _LONGEST)):
        tail = text[match.end() :]
        is_sure = bool(_INITIALS.match(tail) or _OTHERS.search(tail))
        if not is_sure and " and " not in tail:
            continue
        is_sure = is_sure or match[0][0] == "."
        if split_people(tail)[0] and (is_sure or are_whole_names(tail)):
            return text[: match.start()], tail, is_sure
    return text, "", True


def tail_of_names(text: str) -> tuple[str, str]:
    """A text without the whole names at its end, each behind a comma, and those names.

    Nothing but commas tells them from the words of the title before: others must confirm it.
    """
    for match in _BREAK.finditer(text, max(0, len(text) - _LONGEST)):
        tail = text[match.end() :]
        if match[0][0] == "," and match.start() and are_whole_names(tail):
            return text[: match.start()], tail
    return text, ""


def are_whole_names(text: str) -> bool:
    """Whether a text is names of people and each has more than one word."""
    names, _, _ = split_people(text)
    return bool(names) and all(" " in each for each in names)


def _is_name(text: str) -> bool:
    """Up to five words, each with a capital first, but for `van` and the like; no digits."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > 60:
        return False
    if any(character.isdigit() or character in '()[]<>:/“”"!?' for character in text):
        return False
    return words[-1][0].isupper() and all(
        not word[0].islower() or word.lower() in _PARTICLES for word in words
    )
