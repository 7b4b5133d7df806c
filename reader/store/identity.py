"""When two descriptions are the same paper: identifiers first, then the title, then the abstract.

What one side does not know never makes two papers different.
"""

import functools
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from reader.model import Facts

ABSTRACT_BEGINNING = 200
ABSTRACT_ENOUGH = 80  # shorter beginnings are too often alike ("We propose a new method ...")
COMPARABLE_WORDS = 20

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


def keys_of(facts: Facts) -> Keys:
    """The keys of a paper."""
    return Keys(
        _arxiv(facts.arxiv_id), _doi(facts.doi), title_key(facts.title), _abstract(facts.abstract)
    )


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


def _plain_words(text: str) -> list[str]:
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
    words = _plain_words(title)
    return "".join(word for word in words if word not in _ARTICLES) or "".join(words)


def text_key(text: str) -> str:
    """A longer text without case, accents, TeX, punctuation and spaces."""
    if text.isascii() and "\\" not in text:  # the same, fast
        return text.lower().encode("ascii").translate(None, _NO_LETTER).decode("ascii")
    return "".join(_plain_words(text))


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
    if arxiv:
        return Verdict.SAME
    conflict = arxiv is False or (
        doi is False and not _is_preprint(keys.doi) and not _is_preprint(other_keys.doi)
    )
    if doi:
        return Verdict.DOUBTFUL if conflict else Verdict.SAME
    if keys.title and keys.title == other_keys.title:
        unlike = _unlike(facts.abstract, other_facts.abstract)
        return Verdict.DOUBTFUL if conflict or unlike else Verdict.SAME
    if keys.abstract is not None and keys.abstract == other_keys.abstract:
        return Verdict.DOUBTFUL
    return Verdict.DIFFERENT


def _agree(one: str | None, other: str | None) -> bool | None:
    return one == other if one and other else None


def _is_preprint(doi: str | None) -> bool:
    """arXiv gives every paper a DOI of its own, beside the publisher's."""
    return bool(doi) and str(doi).startswith("10.48550/")


def _unlike(one: str | None, other: str | None) -> bool:
    """Whether two abstracts share so few words that an equal title may be chance."""
    if not one or not other or one == other:
        return False
    words, others = set(_plain_words(one)), set(_plain_words(other))
    fewer = min(len(words), len(others))
    return fewer >= COMPARABLE_WORDS and len(words & others) < 0.4 * fewer
