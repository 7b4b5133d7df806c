"""When two descriptions are the same paper: identifiers first, then the title, then the abstract.

What one side does not know never makes two papers different.
"""

import difflib
import functools
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from reader.model import Facts
from reader.model.versions import is_preprint_doi
from reader.store import identifiers

ABSTRACT_BEGINNING = 200
ABSTRACT_ENOUGH = 80  # shorter beginnings are too often alike ("We propose a new method ...")
COMPARABLE_WORDS = 20
CHANCE = 0.4  # abstracts that share fewer words than this are not of one paper
ALIKE = 0.8  # abstracts that share so many may be
NEARLY = 0.85  # titles so alike may be one title read twice

_ARTICLES = frozenset(("a", "an", "the"))
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?\s*")
_ACCENT = re.compile(r"\\[`'^\"~=.]")
_WORDS = re.compile(r"[^\W_]+")
_NO_LETTER = bytes(code for code in range(128) if not chr(code).isalnum())
_STYLES = re.compile(
    r"it|bf|rm|sc|sf|tt|em|sl|up|emph|left|right|mbox|ensuremath|operatorname|boldsymbol|bm"
    r"|text(it|bf|rm|sc|sf|tt|sl)?|math(it|bf|rm|sf|tt|cal|bb|scr|frak)"
)


class Verdict(Enum):
    """How sure it is that two descriptions are one paper."""

    SAME = 2
    DOUBTFUL = 1
    DIFFERENT = 0


@dataclass(frozen=True, slots=True)
class Keys:
    """What a paper can be recognised by; `title` is empty when it has no letters at all."""

    arxiv_id: str | None
    doi: str | None
    title: str
    abstract: int | None
    ids: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """All identifiers, each with its kind; arXiv's and the DOI first."""
        own = {"arxiv": self.arxiv_id, "doi": self.doi}
        return (*(f"{kind}:{one}" for kind, one in own.items() if one), *self.ids)


def keys_of(facts: Facts) -> Keys:
    """The keys of a paper."""
    named = named_by(facts)
    return replace(named, title=title_key(facts.title), abstract=_abstract(facts.abstract))


def named_by(facts: Facts) -> Keys:
    """The identifiers of a paper alone, which are fast to make."""
    arxiv, doi = _arxiv(facts.arxiv_id), _doi(facts.doi)
    return Keys(arxiv, doi, "", None, _ids(facts, arxiv, doi))


def apart_key(keys: Keys) -> str:
    """What a decision that two papers are different is remembered by, for ever."""
    return f"{keys.title}\n{keys.abstract or ''}\n{keys.doi or ''}\n{keys.arxiv_id or ''}"


def _ids(facts: Facts, arxiv: str | None, doi: str | None) -> tuple[str, ...]:
    """All further identifiers: those given, and those in links and in the DOI."""
    found = {identifiers.kept(each) for each in facts.ids}
    found |= {identifiers.of_link(facts.url), identifiers.of_doi(doi)}
    if not any(found):
        return ()
    own = (None, f"doi:{doi}", f"arxiv:{arxiv}")
    return tuple(sorted(each for each in found if each and each not in own))


def _arxiv(arxiv_id: str | None) -> str | None:
    """Without `arXiv:` and version: `1606.07792v2` is the paper `1606.07792`."""
    if not arxiv_id:
        return None
    return re.sub(r"^arxiv:|v\d+$", "", arxiv_id.strip().lower()) or None


def _doi(doi: str | None) -> str | None:
    """In lower case (DOIs do not differ by case), without resolver."""
    if not doi:
        return None
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", doi.strip().lower()) or None


@functools.cache
def _command(name: str) -> str:
    """A TeX command as letters: nothing for a change of type, else its Greek letter or name."""
    if _STYLES.fullmatch(name):
        return " "
    size = "SMALL" if name[0].islower() else "CAPITAL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.upper()}")
    except KeyError:
        return name


def plain_words(text: str) -> list[str]:
    """Words in compatibility form, lower case, without TeX and accents."""
    if "\\" in text:
        text = _ACCENT.sub("", text)
        text = _COMMAND.sub(lambda found: _command(found[1]), text).replace("\\", "")
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in apart if not "\u0300" <= char <= "\u036f")
    return _WORDS.findall(text.replace("{", "").replace("}", "").casefold().translate(_LETTERS))


def title_key(title: str) -> str:
    """A title without case, accents, TeX, punctuation, spaces and articles."""
    words = plain_words(title)
    return "".join(word for word in words if word not in _ARTICLES) or "".join(words)


def text_key(text: str) -> str:
    """A longer text without case, accents, TeX, punctuation and spaces."""
    if text.isascii() and "\\" not in text:  # the same, fast
        return text.lower().encode("ascii").translate(None, _NO_LETTER).decode("ascii")
    return "".join(plain_words(text))


def _abstract(abstract: str | None) -> int | None:
    """The beginning of an abstract as a signed 64-bit hash; None when it says too little."""
    if not abstract:
        return None
    beginning = text_key(abstract[: 3 * ABSTRACT_BEGINNING])[:ABSTRACT_BEGINNING]
    if len(beginning) < ABSTRACT_ENOUGH:
        return None
    digest = hashlib.blake2b(beginning.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def compare(one: tuple[Facts, Keys], other: tuple[Facts, Keys]) -> Verdict:
    """Whether two descriptions are the same paper, as far as both sides know."""
    (facts, keys), (other_facts, other_keys) = one, other
    arxiv = _agree(keys.arxiv_id, other_keys.arxiv_id)
    doi = _agree(keys.doi, other_keys.doi)
    shared = _shared_kinds(keys, other_keys) if keys.ids or other_keys.ids else frozenset()
    if arxiv or "arxiv" in shared:
        return Verdict.SAME
    differ = doi is False and "doi" not in shared
    published = not is_preprint_doi(keys.doi) and not is_preprint_doi(other_keys.doi)
    conflict = arxiv is False or (differ and published)
    if doi or shared:
        return Verdict.DOUBTFUL if conflict else Verdict.SAME
    is_one_abstract = keys.abstract is not None and keys.abstract == other_keys.abstract
    if keys.title and keys.title == other_keys.title:
        unlike = _unlike(facts.abstract, other_facts.abstract) or (
            not is_one_abstract and _are_strangers(facts.authors, other_facts.authors)
        )
        return Verdict.DOUBTFUL if conflict or unlike else Verdict.SAME
    if is_one_abstract:
        return Verdict.DOUBTFUL
    return Verdict.DIFFERENT


def _agree(one: str | None, other: str | None) -> bool | None:
    return one == other if one and other else None


def _shared_kinds(one: Keys, other: Keys) -> frozenset[str]:
    """The kinds of the identifiers that both have."""
    return frozenset(each.partition(":")[0] for each in {*one.names()} & {*other.names()})


def near(one: tuple[Facts, Keys], other: tuple[Facts, Keys]) -> bool:
    """Whether two papers with other titles may be one: titles and abstracts are nearly equal.

    A letter read wrongly, a hyphen, or a subtitle that only one of them has.
    """
    title, other_title = one[1].title, other[1].title
    longer = title.startswith(other_title) or other_title.startswith(title)
    if not longer and title_likeness(title, other_title) < NEARLY:
        return False
    return (text_likeness(one[0].abstract, other[0].abstract) or 0) >= ALIKE


def title_likeness(one: str, other: str) -> float:
    """How much two title keys are alike, from 0 to 1 (Ratcliff and Obershelp)."""
    return 1.0 if one == other else difflib.SequenceMatcher(None, one, other, False).ratio()


def text_likeness(one: str | None, other: str | None) -> float | None:
    """Which part of the words of the shorter text is in both; None when there are too few."""
    if not one or not other:
        return None
    if one == other:
        return 1.0
    words, others = _word_set(one), _word_set(other)
    fewer = min(len(words), len(others))
    return len(words & others) / fewer if fewer >= COMPARABLE_WORDS else None


@functools.lru_cache(maxsize=1024)
def _word_set(text: str) -> frozenset[str]:
    """The words of a text; one text is compared with many."""
    return frozenset(plain_words(text))


def _unlike(one: str | None, other: str | None) -> bool:
    """Whether two abstracts share so few words that an equal title may be chance."""
    likeness = text_likeness(one, other)
    return likeness is not None and likeness < CHANCE


def _are_strangers(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether no name of one paper is in the other, so that an equal title may be chance."""
    names, other_names = _names_in(some), _names_in(others)
    return bool(names and other_names) and names.isdisjoint(other_names)


def _names_in(authors: Sequence[str]) -> set[str]:
    """The words of names, without initials."""
    return {word for author in authors for word in plain_words(author) if len(word) > 1}
