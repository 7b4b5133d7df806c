"""What a word is: the one definition that index, plain matching and painted marks share.

A text is cut into chunks at spaces and punctuation. A chunk is cut into words and folded:
case and accents go, TeX goes (`$\\mu$-Transfer` is `mu transfer`), single Greek letters become
their names. The parts of a compound are words of their own and one joined word besides, so that
`zero-shot` is found by `zero`, `zero shot` and `zeroshot`. Scripts without spaces (Chinese,
Japanese, Thai ...) give pairs of neighbouring signs, and the last sign alone.

Words have places. The parts of a compound stand one after the other, the joined word stands at
its first part: a phrase is a row of places.

Raise VERSION with any change of the words that a text gives; every index is then built anew.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

VERSION = 2
LONGEST = 64  # characters of a word that count; the rest of a longer one is cut
_MOST_PARTS = 4  # of a compound that is also joined; longer ones are paths and addresses
_CACHED_CHUNK = 80

Kind = Literal["word", "joined", "pair", "single"]


class Token(NamedTuple):
    """A word of a text: its place among the words, and the characters it was made from.

    `pair` and `single` are the signs of scripts without spaces; `single` is the last of a row.
    """

    word: str
    kind: Kind
    at: int
    start: int
    end: int


_BREAKS = ',;:!?()[]"<>=+*|@#%~.`“”„‟«»‹›…—―·•、。，．！？；：（）【】《》〈〉「」『』〔〕'
_BREAKS += "".join(map(chr, (*range(32), 127)))
_CHUNK = re.compile(rf"(?:\\.|[^\s{re.escape(_BREAKS)}])+")
_TO_SPACES = bytes(32 if code < 128 and chr(code) in _BREAKS else code for code in range(256))
_WIDE_BREAKS = tuple(sorted({sign for sign in _BREAKS if not sign.isascii()}))

_GREEK_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu "
    "nu xi omicron pi rho sigma tau upsilon phi chi psi omega"
)
_GREEK = dict(zip(_GREEK_LETTERS, _GREEK_NAMES.split(), strict=True))
_LETTER_COMMANDS = (
    {name: letter for letter, name in _GREEK.items()}
    | {f"var{name}": letter for letter, name in _GREEK.items()}
    | {
        "ell": "l",
        "ss": "ss",
        "ae": "ae",
        "oe": "oe",
        "aa": "a",
        "o": "o",
        "l": "l",
        "i": "i",
        "j": "j",
    }
)
_OPERATORS = "log exp max min sup inf lim sin cos tan arg argmax argmin det dim"
_WORD_COMMANDS = frozenset(_OPERATORS.split())
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|(.))", re.DOTALL)
_SILENT = frozenset("'\"^~=.`-")  # TeX accents and hyphenation: \'e, \"o, \-
_GLUE = frozenset("${}")  # TeX that stands inside a word: {B}ayesian, $k$-means
_JOINERS = frozenset("-‐‑‒–/_^'’ʼ&")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
# first and last sign of the blocks that are written without spaces: Thai and Lao, Myanmar,
# Khmer, kana, Han (with extensions and compatibility signs)
_UNSPACED = (
    ("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3005", "\u3007"),
    ("\u3040", "\u30ff"), ("\u31f0", "\u31ff"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip


def chunks(text: str) -> list[str]:
    """The chunks of a text, in order. Each distinct chunk need be cut only once."""
    if "\\" in text:
        return _CHUNK.findall(text)
    # The same, many times faster: bytes are translated by a table, and few signs are wide.
    plain = text.encode("utf-8", "surrogatepass").translate(_TO_SPACES)
    if text.isascii():
        return plain.decode("ascii").split()
    text = plain.decode("utf-8", "surrogatepass")
    for sign in _WIDE_BREAKS:
        if sign in text:
            text = text.replace(sign, " ")
    return text.split()


def starts(text: str, of: Sequence[str]) -> list[int]:
    """The characters at which `of`, the chunks of a text, start."""
    found, end = [], 0
    for chunk in of:
        # Between two chunks stand only breaks, with which no chunk begins: it is the next one.
        start = text.index(chunk, end)
        found.append(start)
        end = start + len(chunk)
    return found


def tokens(text: str) -> Iterator[Token]:
    """Every word of a text, ordered by place."""
    place = 0
    for found in _CHUNK.finditer(text):
        pieces, length = cut(found.group())
        offset = found.start()
        for piece in pieces:
            yield Token(
                piece.word, piece.kind, place + piece.at, offset + piece.start, offset + piece.end
            )
        place += length


def cut(chunk: str) -> tuple[tuple[Token, ...], int]:
    """The words of one chunk, placed within it, and how many places it takes."""
    return _cut_cached(chunk) if len(chunk) <= _CACHED_CHUNK else cut_anew(chunk)


def words_of(chunk: str) -> tuple[str, ...]:
    """The words of one chunk, wherever they stand in it."""
    if chunk.isascii() and chunk.isalnum():  # as nearly all are: one plain word
        return (chunk.lower()[:LONGEST],)
    return tuple(piece.word for piece in cut(chunk)[0])


def stem(word: str) -> str:
    """What the forms of a word have in common: `forget` for `forgetting` (English only).

    The algorithm is Porter's second, http://snowballstem.org/algorithms/english/stemmer.html
    """
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    return _english()(word)


@cache
def _english() -> Callable[[str], str]:
    # Asked by several threads, which is safe: it never lets go of Python's lock, and keeps nothing.
    from Stemmer import Stemmer

    by_snowball: Callable[[str], str] = Stemmer("english", 0).stemWord
    return by_snowball


def cut_anew(chunk: str) -> tuple[tuple[Token, ...], int]:
    """The same, for who remembers the answers."""
    cutter = _Cutter()
    if chunk.isascii() and not (_GLUE.intersection(chunk) or "\\" in chunk):
        for found in _ASCII_WORD.finditer(chunk.lower()):
            cutter.word(found.group(), found.start(), found.end())
    else:
        _cut_signs(chunk, cutter)
    cutter.join()
    return tuple(cutter.tokens), cutter.place


_cut_cached = lru_cache(maxsize=1 << 16)(cut_anew)


class _Cutter:
    """Collects the words of a chunk, and joins the parts of a compound."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.place = 0
        self._parts = 0

    def word(self, word: str, start: int, end: int) -> None:
        """A part of a compound, or a word that stands alone."""
        name = _GREEK.get(word, word)[:LONGEST]
        self._add(name, "word", start, end)
        self._parts += 1

    def row(self, signs: list[tuple[str, int, int]]) -> None:
        """Signs of a script without spaces."""
        self.join()
        for (sign, start, _), (following, _, end) in pairwise(signs):
            self._add(sign + following, "pair", start, end)
        self._add(signs[-1][0], "single", *signs[-1][1:])

    def picture(self, sign: str, start: int, end: int) -> None:
        """A picture such as an emoji is a word."""
        self.join()
        self._add(sign, "word", start, end)

    def join(self) -> None:
        """The compound ends here: its parts become one joined word, too."""
        if 2 <= self._parts <= _MOST_PARTS:
            first = len(self.tokens) - self._parts
            parts = self.tokens[first:]
            word = "".join(part.word for part in parts)[:LONGEST]
            joined = Token(word, "joined", parts[0].at, parts[0].start, parts[-1].end)
            self.tokens.insert(first + 1, joined)
        self._parts = 0

    def _add(self, word: str, kind: Kind, start: int, end: int) -> None:
        self.tokens.append(Token(word, kind, self.place, start, end))
        self.place += 1


Sign = tuple[str, int, int]


def _cut_signs(chunk: str, cutter: _Cutter) -> None:
    """The words of a chunk with TeX, accents or other scripts: sign by sign."""
    run: list[Sign] = []
    script = ""
    for sign, start, end in _folded(chunk):
        now = _script(sign)
        if run and (now != script or script == "picture"):
            _end_run(run, script, cutter)
            run = []
        if now == "break":
            cutter.join()
        elif now != "joiner":
            run.append((sign, start, end))
        script = now
    if run:
        _end_run(run, script, cutter)


def _end_run(run: list[Sign], script: str, cutter: _Cutter) -> None:
    if script == "unspaced":
        cutter.row(run)
        return
    word = "".join(sign for sign, _, _ in run)
    if script == "picture":
        cutter.picture(word, run[0][1], run[-1][2])
    else:
        cutter.word(word, run[0][1], run[-1][2])


def _folded(chunk: str) -> Iterator[Sign]:
    """The signs that count, without case, accents and TeX, each with where it came from."""
    at = 0
    for found in _COMMAND.finditer(chunk):
        yield from _plain(chunk, at, found.start())
        name, sign = found.groups()
        for letter in _command(name) if name else _escaped(sign):
            yield letter, found.start(), found.end()
        at = found.end()
    yield from _plain(chunk, at, len(chunk))


def _plain(chunk: str, start: int, end: int) -> Iterator[Sign]:
    for at in range(start, end):
        if chunk[at] not in _GLUE:
            for sign in _fold(chunk[at]):
                yield sign, at, at + 1


def _command(name: str) -> str:
    """What is left of a TeX command: a letter, a word, or nothing."""
    if name in _WORD_COMMANDS:
        return f" {name} "
    letter = _LETTER_COMMANDS.get(name) or _LETTER_COMMANDS.get(name[:1].lower() + name[1:], "")
    return f"-{letter}-" if letter in _GREEK else letter


def _escaped(sign: str) -> str:
    if sign in _SILENT:
        return ""
    return sign if sign in _JOINERS else " "


@lru_cache(maxsize=1 << 14)
def _fold(sign: str) -> str:
    """A sign without case, accents and compatibility forms; nothing for what is invisible."""
    if unicodedata.category(sign) == "Cf":
        return ""
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(part for part in wide if not unicodedata.combining(part))


@lru_cache(maxsize=1 << 14)
def _script(sign: str) -> str:
    """What a folded sign is: of which kind of word, or between words."""
    if sign in _JOINERS:
        return "joiner"
    if any(first <= sign <= last for first, last in _UNSPACED):
        return "unspaced" if sign.isalnum() or unicodedata.category(sign)[0] == "M" else "break"
    if sign in _GREEK:
        return "greek"
    if sign.isalnum() or unicodedata.category(sign)[0] == "M":
        return "letters"
    return "picture" if unicodedata.category(sign) == "So" else "break"
