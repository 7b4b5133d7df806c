"""Papers as formatted references, in a style of the Citation Style Language (citationstyles.org).

citeproc-py does the work. The styles are bundled, from the project's own repository; what a style
needs and a listing does not tell, the names of authors, is said in brackets as style guides do.
"""

import re
import warnings
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from reader.errors import Problem
from reader.export.references.csl_json import csl_item
from reader.export.references.reference import unnamed_authors
from reader.model import ExportOptions, Facts, Paper, Reference, ReferenceStyle
from reader.paths import resource

STYLES = {
    "apa": "APA, 7th edition",
    "ieee": "IEEE",
    "nature": "Nature",
    "chicago-author-date": "Chicago, 18th edition, author and date",
    "modern-language-association": "MLA, 9th edition",
    "acm-sig-proceedings": "ACM SIG proceedings",
    "association-for-computational-linguistics": "Association for Computational Linguistics",
    "springer-lecture-notes-in-computer-science": "Springer, Lecture Notes in Computer Science",
}

_NUMBER = re.compile(r"^\s*(\[\d+\]|\d+\.)\s*")

# citeproc-py would write tags beside text that it does not escape. So faces are marked by
# characters that no text has, and become tags when the text is escaped.
_FACES = {"Italic": "i", "Oblique": "i", "Bold": "b", "Underline": "u", "Superscript": "sup",
          "Subscript": "sub", "SmallCaps": "", "Light": ""}  # fmt: skip
_MARKS = {name: (chr(0xE000 + 2 * place), chr(0xE001 + 2 * place))
          for place, name in enumerate(_FACES)}  # fmt: skip
_OUR_MARKS = re.compile("[\ue000-\ue00f]")


def bundled(name: str) -> ReferenceStyle:
    """One of our own styles. Raises Problem for one that is not here."""
    if name not in STYLES:
        raise Problem(f"There is no style “{name}”.", do=f"There are: {', '.join(STYLES)}.")
    return ReferenceStyle(name, STYLES[name], resource(f"styles/{name}.csl").read_text("utf-8"))


def formatted(papers: Sequence[Paper], style: ReferenceStyle) -> list[Reference]:
    """The references of papers in their order; a style that numbers them does so from 1.

    A single reference has no number. Raises Problem when the style cannot format them.
    """
    items = [_item(paper, str(number)) for number, paper in enumerate(papers)]
    if not items:
        return []
    try:
        lines = _lines(items, style.text)
    except Exception as error:
        raise Problem(
            f"The style “{style.label}” cannot format these papers"
            f" ({type(error).__name__}: {str(error)[:120]}).",
            do="Choose another style.",
        ) from error
    if 'citation-format="numeric"' in style.text:
        lines = [_NUMBER.sub(r"\1 " if len(items) > 1 else "", line) for line in lines]
    return [Reference(_OUR_MARKS.sub("", line), _as_html(line)) for line in lines]


def _as_html(line: str) -> str:
    html = escape(line, quote=False)
    for name, tag in _FACES.items():
        begin, end = _MARKS[name]
        html = html.replace(begin, f"<{tag}>" if tag else "")
        html = html.replace(end, f"</{tag}>" if tag else "")
    return html


def _formatter() -> SimpleNamespace:
    """What citeproc-py calls a formatter: how text and its faces are written."""
    faces = {
        name: lambda text, marks=marks: f"{marks[0]}{text}{marks[1]}"
        for name, marks in _MARKS.items()
    }
    return SimpleNamespace(preformat=str, **faces)


def _lines(items: list[dict[str, Any]], text: str) -> list[str]:
    """The items in their order, with marks for their faces."""
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
    )
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of styles that it leaves out
        style = CitationStylesStyle(BytesIO(text.encode()), validate=False)
        source = CiteProcJSON(items)
        bibliography = CitationStylesBibliography(style, source, _formatter())
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        return [" ".join(str(entry).split()) for entry in bibliography.bibliography()]


def _item(paper: Paper, number: str) -> dict[str, Any]:
    item = csl_item(_without_marks(paper), number, ExportOptions())
    item.pop("note", None)
    if "author" not in item:
        item["author"] = [{"literal": _unnamed(paper.facts)}]
    return item


def _without_marks(paper: Paper) -> Paper:
    facts = paper.facts
    return replace(
        paper,
        facts=replace(
            facts,
            title=_OUR_MARKS.sub("", facts.title),
            venue=_OUR_MARKS.sub("", facts.venue or "") or None,
            authors=tuple(_OUR_MARKS.sub("", name) for name in facts.authors),
        ),
    )


def _unnamed(facts: Facts) -> str:
    count = unnamed_authors(facts)
    if not count:
        return "[authors not named]"
    return f"[{count} author{'' if count == 1 else 's'}]"
