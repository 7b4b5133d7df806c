"""Search text to tree. It never fails: what makes no sense is left out and said so."""

from dataclasses import dataclass

from reader.model import Sort
from reader.query.filters import FilterError, filter_node, is_filter, one_of, text_field
from reader.query.language import SORTS
from reader.query.lexing import Part, Sign, signs
from reader.query.nodes import EVERYTHING, Any, Node, Phrase, TextField, Word
from reader.query.shape import all_of, any_of, has_words, none_of

MOST_PARTS = 400
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Parsed:
    """How a search was understood.

    `ignored` are parts of the text that were not, each with a reason in words. `sort` is the
    order that the text asks for, if it does.
    """

    node: Node
    ignored: tuple[tuple[str, str], ...] = ()
    sort: Sort | None = None


def parse(text: str, *, typing: bool = False) -> Parsed:
    """The tree of a search text.

    With `typing` the last word may be unfinished: it is looked for as a beginning, too.
    """
    parser = _Parser(text, typing)
    node = parser.group(0)
    return Parsed(node, tuple(parser.ignored), parser.sort)


class _Parser:
    """Recursive descent over the signs; brackets nested too deeply are read as if not there."""

    def __init__(self, text: str, typing: bool) -> None:
        everything = list(signs(text))
        self._signs = everything[:MOST_PARTS]
        self._at = 0
        self._flat = 0
        self._typing = typing
        self.ignored: list[tuple[str, str]] = []
        self.sort: Sort | None = None
        if len(everything) > MOST_PARTS:
            rest = " ".join(sign.raw for sign in everything[MOST_PARTS : MOST_PARTS + 3])
            self._ignore(f"{rest} …", f"Only the first {MOST_PARTS} parts are searched.")

    def group(self, depth: int) -> Node:
        """All clauses up to the closing bracket (or the end); each clause is a chain of ORs."""
        chains: list[list[Node]] = []
        joining = ""
        while (sign := self._next()) is not None:
            if isinstance(sign, Sign) and sign.kind == ")":
                if self._closes(depth):
                    break
                continue
            if isinstance(sign, Sign) and sign.kind in ("OR", "AND"):
                if not chains or joining:
                    self._ignore(sign.raw, "There is nothing before it.")
                else:
                    joining = sign.raw
                continue
            node = self._operand(sign, depth)
            if node is None:
                continue
            if joining == "OR":
                chains[-1].append(node)
            else:
                chains.append([node])
            joining = ""
        if joining and not self._typing:
            self._ignore(joining, "There is nothing after it.")
        return all_of(any_of(chain) for chain in chains)

    def _closes(self, depth: int) -> bool:
        if self._flat:
            self._flat -= 1
            return False
        if depth == 0:
            self._ignore(")", "There is no opening bracket for it.")
        return depth > 0

    def _operand(self, sign: Sign | Part, depth: int) -> Node | None:
        negative = False
        while isinstance(sign, Sign) and sign.kind in ("NOT", "-"):
            following = self._next()
            if following is None or (
                isinstance(following, Sign) and following.kind in (")", "OR", "AND")
            ):
                self._ignore(sign.raw, "There is nothing after it.")
                if following is not None:
                    self._at -= 1
                return None
            negative = not negative
            sign = following
        node = self._bracket(depth) if isinstance(sign, Sign) else self._leaf(sign, negative)
        return none_of(node) if negative and node is not None else node

    def _bracket(self, depth: int) -> Node | None:
        """The tree in brackets: `()` is every paper, brackets with nothing understood are none."""
        if depth >= DEEPEST:
            self._flat += 1
            self._ignore("(", "Brackets are nested too deeply, so this one is left out.")
            return None
        following = self._signs[self._at] if self._at < len(self._signs) else None
        node = self.group(depth + 1)
        said_so = isinstance(following, Sign) and following.kind == ")"
        return node if said_so or node != EVERYTHING else None

    def _leaf(self, part: Part, negative: bool) -> Node | None:
        field = text_field(part.name)
        if not part.name or field is not None:
            return self._words(part, field, negative)
        if part.name == "sort":
            return self._order(part)
        if is_filter(part.name):
            try:
                return filter_node(part)
            except FilterError as reason:
                self._ignore(part.raw, str(reason))
                return None
        if part.value.startswith("/") or not part.value:
            return self._words(Part(part.raw, "", part.raw, last=part.last), None, negative)
        self._ignore(part.raw, f"There is no filter “{part.name}:”, so its words are looked for.")
        name = self._words(Part(part.name, "", part.name), None, True)
        value = self._words(
            Part(part.raw, "", part.value, part.quoted, part.closed, last=part.last), None, negative
        )
        return all_of(_as_said(node) for node in (name, value) if node is not None)

    def _order(self, part: Part) -> Node | None:
        """The order is no condition: it is remembered, and nothing is looked for."""
        try:
            wanted = one_of(SORTS, part)
            self.sort = next(sort for sort in SORTS if sort == wanted)
        except FilterError as reason:
            self._ignore(part.raw, str(reason))
        return None

    def _words(self, part: Part, field: TextField | None, negative: bool) -> Node | None:
        value = " ".join(part.value.split())
        if not has_words(value):
            reason = (
                "is not finished, so it is left out for now"
                if field
                else "has no letters to look for"
            )
            self._ignore(part.raw, f"“{part.raw}” {reason}.")
            return None
        unfinished = self._typing and part.last and not negative
        if part.quoted:
            return _phrase(value, field, unfinished and not part.closed)
        if value.endswith("*"):
            return Word(value.rstrip("*"), prefix=True, field=field)
        if value.endswith("~"):
            return Word(value.rstrip("~"), field=field, close=True)
        return _typed(value, field) if unfinished else Word(value, field=field)

    def _next(self) -> Sign | Part | None:
        if self._at == len(self._signs):
            return None
        self._at += 1
        return self._signs[self._at - 1]

    def _ignore(self, part: str, reason: str) -> None:
        self.ignored.append((part, reason))


def _typed(word: str, field: TextField | None) -> Node:
    """A word that may go on; what no bare word can say is looked for as it stands."""
    for text in (word, word.strip('*~:#()"-')):
        if _is_bare(Word(text)) and _is_bare(Word(text, prefix=True)):
            return Any((Word(text, field=field), Word(text, prefix=True, field=field)))
    return Phrase(" ".join(word.replace('"', " ").split()), field)


def _as_said(node: Node) -> Node:
    """A word that came out of something else, as a quotation when it cannot stand alone."""
    return Phrase(node.text) if isinstance(node, Word) and not _is_bare(node) else node


def _is_bare(word: Word) -> bool:
    """Whether a word reads back as itself; one with a colon never does."""
    if ":" in word.text:
        return False
    parsed = parse(word.text + "*" * word.prefix + "~" * word.close)
    return parsed.node == word and not parsed.ignored


def _phrase(value: str, field: TextField | None, unfinished: bool) -> Node:
    """A quotation; while its last word is being typed, what is known of it."""
    if not unfinished:
        return Phrase(value, field)
    known, _, last = value.rpartition(" ")
    if has_words(known):
        return Phrase(known, field)
    return _typed(last, field)
