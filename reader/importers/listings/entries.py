"""From titles, abstracts and what a card says about them to entries with warnings."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise

from reader.clean import white
from reader.importers.text import links
from reader.importers.text.checks import (
    abstract_warnings,
    capped,
    count_warnings,
    text_warnings,
    title_warnings,
    warning,
)
from reader.importers.text.dates import Capture, Shown, dated
from reader.importers.text.looks import Part, score
from reader.importers.text.pieces import Piece
from reader.model import Caution, Entry, Facts


@dataclass(frozen=True, slots=True)
class Card:
    """What a page prints around a paper besides title and abstract, and on which lines."""

    first: int
    last: int
    author_count: int | None = None
    date: Shown | None = None
    comments: int | None = None
    link: str | None = None
    warnings: tuple[Caution, ...] = ()
    upvotes: int | None = None
    code_url: str | None = None


class Expected(Enum):
    """What a kind of page prints under its titles."""

    ABSTRACT = "abstract"
    SUMMARY = "summary"
    NOTHING = "nothing"


@dataclass(slots=True)
class Draft:
    """A paper in the making."""

    title: Piece
    abstract: Piece | None = None
    more: list[Piece] = field(default_factory=list)
    card: Card | None = None
    warnings: list[Caution] = field(default_factory=list)
    expected: Expected = Expected.ABSTRACT

    @property
    def first(self) -> int:
        """The first line of what has been found so far: votes may stand above the title."""
        return min(self.title.first, self.card.first) if self.card else self.title.first

    @property
    def last(self) -> int:
        """The last line of what has been found so far."""
        end = max((piece.last for piece in self._pieces), default=0)
        return max(end, self.card.last) if self.card else end

    @property
    def _pieces(self) -> list[Piece]:
        return [self.title, *([self.abstract] if self.abstract else []), *self.more]

    def warn(self, code: str, text: str, line: int) -> None:
        """Remember something odd."""
        self.warnings.append(warning(code, text, line))

    def entry(self, captured: Capture) -> Entry:
        """The finished entry, its dates read as those of a page saved at `captured`."""
        title = white(self.title.text)
        abstract = "\n\n".join(piece.text for piece in [self.abstract, *self.more] if piece) or None
        title, abstract, cuts = capped(title, abstract, self.title.first)
        line = self.abstract.first if self.abstract else self.title.first
        warnings = [*self.warnings, *cuts, *self._about_pieces()]
        warnings += title_warnings(title, self.title.first)
        warnings += self._about_abstract(title, abstract, line)
        facts = Facts(
            title=title, abstract=abstract, code_url=links.code_link(abstract) if abstract else None
        )
        if self.card:
            facts, more = _with_card(facts, self.card, captured)
            warnings += more
        return Entry(facts, self.first, self.last, tuple(sorted(warnings, key=_place)))

    def _about_abstract(self, title: str, abstract: str | None, line: int) -> list[Caution]:
        if self.expected is Expected.NOTHING and abstract is None:
            return []
        if self.expected is Expected.SUMMARY and abstract is not None:
            text = "The page gives one sentence about this paper, not its abstract."
            return [warning("summary-only", text, line), *text_warnings(abstract, title, line)]
        return abstract_warnings(title, abstract, line)

    def _about_pieces(self) -> list[Caution]:
        found = []
        if white(self.title.text) != " ".join(self.title.text.split(" ")):
            found.append(
                warning("white-space", "Spaces in the title were mended.", self.title.first)
            )
        for piece in self._pieces:
            if piece.doubled:
                found.append(warning("doubled", "A line stands there twice.", piece.first))
            if piece.rejoined:
                found.append(
                    warning("hyphen-joined", "Words cut at line ends were joined.", piece.first)
                )
        if any(piece.guessed for piece in self._pieces):
            text = "The lines are wrapped; where the title ends is a guess."
            found.append(warning("wrapped", text, self.title.first))
        return found


def _place(about: Caution) -> tuple[bool, int]:
    return (not about.check, about.line)


def _with_card(facts: Facts, card: Card, captured: Capture) -> tuple[Facts, list[Caution]]:
    """Facts with what the card says: author count, date, comments, the link of the paper."""
    warnings = [*card.warnings, *count_warnings(card.author_count, card.first)]
    facts = replace(
        facts,
        author_count=card.author_count,
        comments=card.comments,
        upvotes=card.upvotes,
        code_url=card.code_url or facts.code_url,
    )
    if card.link:
        facts = replace(facts, url=card.link, arxiv_id=links.arxiv_id(card.link))
    if card.date:
        date = dated(card.date, captured)
        if date.doubt:
            warnings.append(warning("future-date", date.doubt, card.last))
        facts = replace(
            facts,
            date=date.date,
            year=date.year,
            date_as_shown=card.date.text,
            year_from_capture=date.from_capture,
        )
    return facts, warnings


def drafts(
    pieces: Sequence[Piece], parts: Sequence[Part], *, one_paper: bool = False
) -> tuple[list[Draft], list[Piece]]:
    """Pieces paired up to papers, and the abstracts that have no title.

    A second abstract in a row is never added to the paper above, it may be of a paper whose
    title was lost; unless the pieces are known to be of `one_paper`. Either way it is said.
    """
    papers: list[Draft] = []
    homeless: list[Piece] = []
    for piece, part in zip(pieces, parts, strict=True):
        if part is Part.TITLE:
            papers.append(Draft(piece))
        elif not papers:
            homeless.append(piece)
        elif papers[-1].abstract is None:
            papers[-1].abstract = piece
        else:
            text = f"The text on line {piece.first} may belong to this abstract."
            papers[-1].warn("abstract-goes-on", text, piece.first)
            (papers[-1].more if one_paper else homeless).append(piece)
    for paper, below in pairwise(papers):
        if paper.abstract is None:
            paper.warn("two-titles", "Another title follows this one.", paper.title.first)
        if paper.abstract is None or score(paper.abstract.text) < 0:
            text = f"The text on line {paper.last} may be the beginning of this title."
            below.warn("wrapped", text, below.title.first)
    return papers, homeless
