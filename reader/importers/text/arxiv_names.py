"""Author lines as arXiv prints them: names in a row, affiliations in brackets among them.

The rules are those of https://info.arxiv.org/help/prep.html#author.
"""

import re

from reader.clean import white
from reader.tex import readable

_PARENTHESES = re.compile(r"[()]")
_FLAT = re.compile(r"\([^()]{0,2000}\)")
_BETWEEN = re.compile(r"\s*(?:,\s+and\s+|[,;]|\s+and\s+|\s+&\s+)\s*")
_SUFFIX = re.compile(r"(?:Jr|Sr|I{2,3}|IV)\.?$", re.IGNORECASE)


def author_names(text: str) -> tuple[str, ...]:
    """The names without affiliations, their accents as letters."""
    names: list[str] = []
    for part in _BETWEEN.split(readable(white(_without_affiliations(white(text))))):
        name = part.strip(" .") if part.endswith(" .") else part.strip()
        if names and _SUFFIX.match(name):
            names[-1] = f"{names[-1]}, {name}"
        elif name and name.lower() not in {"and", "et al", "et al.", "..."}:
            names.append(name)
    return tuple(names)


def _without_affiliations(text: str) -> str:
    """The text outside of brackets; where they do not match, without the innermost ones."""
    kept: list[str] = []
    depth, end = 0, 0
    for match in _PARENTHESES.finditer(text):
        if depth == 0:
            kept.append(text[end : match.start()])
        depth += 1 if match.group() == "(" else -1
        if depth < 0:
            return _FLAT.sub(" ", text)
        end = match.end()
    if depth:
        return _FLAT.sub(" ", text)
    return " ".join([*kept, text[end:]])
