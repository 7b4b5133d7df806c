"""Mark-up in titles and abstracts: JATS, HTML, that of Springer, entities, emphasis of Markdown.

Only the names of elements that are known are taken off: `a < b > c` and `<x, y>` are words.
"""

import html
import re

from reader.clean import white

_MARK = r"(?:\s[^<>=]{1,60}=[^<>]{0,400})?\s{0,4}/?>"
_FACES = re.compile(
    r"</?(?:(?:jats|mml):[A-Za-z-]{1,40}|i|b|u|em|strong|italic|bold|sub|sup|sc|scp|tt|span"
    r"|Emphasis|Superscript|Subscript|InlineEquation|EquationSource)" + _MARK,
    re.IGNORECASE,
)
_BREAKS = re.compile(
    r"</?(?:jats:)?(?:p|div|sec|list|list-item|disp-formula|disp-quote|abstract|br)" + _MARK,
    re.IGNORECASE,
)
_HEADS = re.compile(
    rf"<(?P<tag>(?:jats:)?title|h[1-6]){_MARK}(?P<head>[^<>]{{0,300}})</(?P=tag)>\s{{0,80}}"
    rf"(?:<(?:jats:)?p{_MARK})?",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=[^\s*_])([^*_]{1,600})(?<=\S)\1(?!\w)")
_EMPHASIS_INSIDE = 2  # bold italics have two
_NO_HEADS = frozenset({"", "abstract", "summary"})


def without_faces(text: str) -> str:
    """A title without the mark-up for italics, indexes and formulas."""
    if "<" in text:
        text = _FACES.sub("", text)
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def without_emphasis(text: str) -> str:
    """Words without the stars and strokes by which Markdown makes them bold or italic."""
    for _ in range(_EMPHASIS_INSIDE):
        text = _EMPHASIS.sub(r"\2", text)
    return text


def without_mark_up(text: str) -> str:
    """An abstract in JATS (https://jats.nlm.nih.gov) as paragraphs, its headings before them."""
    if "<" in text:
        text = _BREAKS.sub("\n\n", _HEADS.sub(_head, text))
    return without_faces(text)


def _head(match: re.Match[str]) -> str:
    head = white(match["head"]).rstrip(":.")
    return "\n\n" if head.lower() in _NO_HEADS else f"\n\n{head}: "
