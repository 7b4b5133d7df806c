"""A comment on a highlight in one line, its Markdown as it reads, with its links to papers."""

import re

from reader import note_links

Piece = tuple[str, str]
"""Some words, and what the link names that they are; empty for words that are none."""

_FACE = re.compile(r"(\*\*|__|~~|[*_`])(?=\S)([^*_`~\n]{1,500})(?<=\S)\1(?!\w)")
_WEB_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\s]{1,2000}\)")


def plain_comment(comment: str) -> str:
    """The words of a comment: without the marks of faces and links."""
    return "".join(words for words, _ in comment_pieces(comment))


def comment_pieces(comment: str) -> list[Piece]:
    """The same, in pieces: those that are links to papers, and what is between them."""
    found: list[Piece] = []
    at = 0
    for link in note_links.LINK.finditer(comment):
        found += [(comment[at : link.start()], ""), (link[2] or link[1], note_links.plain(link[1]))]
        at = link.end()
    found.append((comment[at:], ""))
    lines = [(words if said else _faceless(words), said) for words, said in found]
    return _one_line([piece for piece in lines if piece[0]])


def _faceless(words: str) -> str:
    words = _WEB_LINK.sub(r"\1", words)
    for _ in range(3):  # a face within a face
        words = _FACE.sub(r"\2", words)
    return words


def _one_line(pieces: list[Piece]) -> list[Piece]:
    """Single blanks everywhere, none at the ends."""
    shown: list[Piece] = []
    ends_blank = True
    for words, said in pieces:
        one = re.sub(r"\s+", " ", words)
        one = one.lstrip() if ends_blank else one
        ends_blank = one.endswith(" ") if one else ends_blank
        shown += [(one, said)] if one else []
    while shown and not shown[-1][0].rstrip():
        shown.pop()
    if shown:
        shown[-1] = (shown[-1][0].rstrip(), shown[-1][1])
    return shown
