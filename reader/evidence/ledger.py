"""What an outline uses of what its searches find, counted; see `Ledger` for each sum."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reader.evidence.outline import claims, sections
from reader.evidence.pieces import pieces_of, which_used
from reader.model import Ledger, Named, Paper, Piece, State, Unsourced
from reader.tex import readable


def ledger(
    text: str,
    found: int,
    papers: Iterable[Paper],
    keys: Mapping[int, str],
    known: Mapping[str, Paper | None],
) -> Ledger:
    """The ledger of an outline's text.

    Its searches find `found` papers; `papers` are those of them with highlights, notes or a star,
    `keys` the citation keys of these by number. `known` holds, for each key that the text cites,
    the paper it was given to.
    """
    papers = list(papers)
    pieces = marked_as_used(pieces_of(papers, keys), text)
    here = {paper.id: paper for paper in known.values() if paper is not None}
    starred = [paper for paper in papers if paper.starred and paper.id not in here]
    unread = [paper for paper in here.values() if paper.state is not State.DONE]
    first_keys: dict[int, str] = {}
    for key, paper in known.items():
        if paper is not None:
            first_keys.setdefault(paper.id, key)
    return Ledger(
        papers=found,
        used=tuple(piece for piece in pieces if piece.used),
        unused=tuple(piece for piece in pieces if not piece.used),
        uncited=tuple(_named(paper, keys[paper.id]) for paper in starred),
        unread=tuple(_named(paper, first_keys[paper.id]) for paper in unread),
        unknown=tuple(key for key, paper in known.items() if paper is None),
        claims=tuple(
            Unsourced(claim.text, claim.line)
            for section in sections(text)
            for claim in claims(section)
            if not claim.keys
        ),
    )


def marked_as_used(pieces: Iterable[Piece], text: str) -> tuple[Piece, ...]:
    """The pieces, each with whether a text has it."""
    pieces = list(pieces)
    return tuple(
        replace(piece, used=is_used)
        for piece, is_used in zip(pieces, which_used(pieces, text), strict=True)
    )


def queries(text: str) -> tuple[str, ...]:
    """The searches of an outline, each once, in their order."""
    return tuple(dict.fromkeys(one.query for one in sections(text) if one.query))


def _named(paper: Paper, key: str) -> Named:
    return Named(paper.id, readable(paper.facts.title), key)
