"""What papers say, piece by piece, and how a piece stands in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.evidence.outline import cited, mark, marked
from reader.export.literal import literal
from reader.model import Kind, Paper, Piece
from reader.tex import readable

ENOUGH_WORDS = 4  # fewer words may stand in any text by chance
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SAYS_NOTHING = re.compile(r"(?: {0,3}#{1,6}(?:\s.*)?|\W*)$")
_REFERENCE = re.compile(r"\s*\[\^h\d+\]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
KINDS: tuple[Kind | None, ...] = (*Kind, None)


def pieces_of(papers: Iterable[Paper], keys: Mapping[int, str]) -> list[Piece]:
    """Every highlight, in the order of the abstract, and every paragraph of a note.

    `keys` are the citation keys by paper.
    """
    found = []
    for paper in papers:
        title, key = readable(paper.facts.title), keys[paper.id]
        marks = sorted(paper.highlights, key=lambda one: (one.start is None, one.start or 0))
        for one in marks:
            found.append(Piece(paper.id, title, key, one.quote, one.comment, one.kind, one.id))
        for words in paragraphs(paper.note):
            found.append(Piece(paper.id, title, key, words))
    return found


def paragraphs(note: str) -> list[str]:
    """The paragraphs of a note: what blank lines part, code blocks whole, headings left out."""
    return [words for words in _parts(note) if not _SAYS_NOTHING.match(words)]


def _parts(note: str) -> Iterator[str]:
    run: list[str] = []
    fence = ""
    for line in [*note.split("\n"), ""]:
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence):
            fence = ""
        if line.strip() or fence:
            run.append(line)
        elif run:
            yield "\n".join(run)
            run = []
    if run:  # a code block that was never closed
        yield "\n".join(run)


def which_used(pieces: Iterable[Piece], text: str) -> list[bool]:
    """For each piece, whether a text has it.

    A highlight is used when its mark stands in the text: the sentence may have been written anew
    since. Anything is used when its words stand in a paragraph that cites its paper, whatever
    their white space and case; a few words only with the citation right behind them.
    """
    marks, text_read = marked(text), _Read(text)
    return [piece.highlight in marks or text_read.has(piece) for piece in pieces]


class _Read:
    """A text without what does not change its words, as a whole and by its paragraphs."""

    def __init__(self, text: str) -> None:
        self._whole, self._cited = _plain(text), {key.casefold() for key in cited(text)}
        self._parts = [
            (_plain(part), {key.casefold() for key in cited(part)})
            for part in _BLANK_LINE.split(text)
        ]

    def has(self, piece: Piece) -> bool:
        """Whether the words of a piece stand where its paper is cited."""
        key = piece.key.casefold()
        if key not in self._cited:
            return False
        for said in {_plain(piece.words), _plain(readable(piece.words))}:
            if said not in self._whole:
                continue
            if len(said.split()) < ENOUGH_WORDS:
                said = f"{said} [@{key}]"
            several = _BLANK_LINE.search(piece.words) or _stands_alone(piece.words)
            parts = [(self._whole, self._cited)] if several else self._parts
            if any(said in words and key in keys for words, keys in parts):
                return True
        return False


def _plain(text: str) -> str:
    """The words without escapes, references and white space that do not change what is said."""
    return " ".join(_ESCAPE.sub(r"\1", _REFERENCE.sub("", text)).split()).casefold()


def as_text(piece: Piece, *, own_words: bool = False) -> str:
    """A piece as it is put into a text: with its citation, and the mark of a highlight.

    A highlight is quoted; with `own_words` the comment on it stands in place of the quote. Its
    words come from a listing, so they mean nothing in Markdown.
    """
    if piece.highlight is None:
        words = _REFERENCE.sub("", piece.words).rstrip()
        gap = "\n\n" if _stands_alone(words) else " "
        return f"{words}{gap}[@{piece.key}]"
    comment = " ".join(piece.comment.split())
    words = comment if own_words and comment else f"“{literal(readable(piece.words))}”"
    return f"{words} [@{piece.key}]{mark(piece.highlight)}"


def _stands_alone(words: str) -> bool:
    """Whether nothing can stand behind the last word: it ends a code block or a table."""
    return "\n" in words and words.rstrip().endswith(("```", "~~~", "|"))


def arranged(
    pieces: Sequence[Piece], order: str = "paper", kinds: Iterable[Kind | None] = KINDS
) -> list[Piece]:
    """Pieces of these kinds (None: paragraphs of notes) in an order.

    `paper`: as the search finds the papers; `kind`: by kind, then so; `unused`: those not used
    yet first.
    """
    wanted = set(kinds)
    chosen = [piece for piece in pieces if piece.kind in wanted]
    if order == "kind":
        chosen.sort(key=lambda piece: KINDS.index(piece.kind))
    elif order == "unused":
        chosen.sort(key=lambda piece: piece.used)
    return chosen
