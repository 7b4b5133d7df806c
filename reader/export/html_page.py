"""Papers as one web page that stands by itself: no script, nothing that is loaded from anywhere.

Its colours are the program's own design tokens, light or dark as the reader's system is. A content
security policy in the page forbids everything but its own style, whatever a text may try.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import unquote

from reader import tex
from reader.dates import shown_date
from reader.export.pages import authors, in_reading_order, links_of
from reader.export.references.reference import plain_title
from reader.export.related import day
from reader.export.rendering import render_note
from reader.export.vault import LinkFiles
from reader.model import LOOKS, ExportOptions, Highlight, Paper
from reader.paths import resource

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_USED = (
    "bg.window", "bg.chip", "bg.code", "text.primary", "text.secondary", "accent.text",
    "focus.ring", "line.hair", "line.pane", "line.control",
)  # fmt: skip
_OWN_LINK = re.compile(r'<a href="app:(?P<kind>highlight|paper)/(?P<to>[^"]*)">(?P<text>.*?)</a>')
_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
_CONTENTS_FROM = 4  # papers, from which on a table of contents is worth its room


def write_html(papers: Sequence[Paper], keys: Mapping[int, str], options: ExportOptions) -> str:
    """The page; the same papers and options always give the same text."""
    links = LinkFiles((paper.id, paper.facts.title, paper.uid) for paper in papers)
    articles = [_article(paper, keys[paper.id], options, links) for paper in papers]
    contents = _contents(papers) if len(papers) >= _CONTENTS_FROM else ""
    return page(options.title or "Notes", [contents, *articles])


def page(title: str, parts: Sequence[str]) -> str:
    """A page of these parts, which are HTML already; the title is text."""
    shown = escape(title)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{shown}</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{shown}</h1>",
            *filter(None, parts),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _style() -> str:
    tokens = json.loads(resource("themes/tokens.json").read_text("utf-8"))["color"]
    sheet = resource("export/page.css").read_text("utf-8")
    light, dark = _colors(tokens["light"]), _colors(tokens["dark"])
    return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n{sheet}"


def _colors(tokens: Mapping[str, str]) -> str:
    lines = [f"  --{name.replace('.', '-')}: {tokens[name]};\n" for name in _USED]
    marks = [
        f".{kind.value} {{ --mark-bg: {tokens[f'hl.{look.hue}.bg']};"
        f" --mark-edge: {tokens[f'hl.{look.hue}.edge']}; }}\n"
        for kind, look in LOOKS.items()
    ]
    return "".join([":root {\n", *lines, "}\n", *marks])


def _contents(papers: Sequence[Paper]) -> str:
    items = [
        f'<li><a href="#{one.uid}">{escape(plain_title(one.facts))}</a></li>' for one in papers
    ]
    return "\n".join(['<nav aria-label="Papers"><ol>', *items, "</ol></nav>"])


def _article(paper: Paper, key: str, options: ExportOptions, links: LinkFiles) -> str:
    facts = paper.facts
    known = [
        authors(facts, escape), shown_date(facts.date or str(facts.year or "")),
        escape(facts.venue or ""),
    ]  # fmt: skip
    tags = "".join(f'<span class="tag">{escape(tag.name)}</span>' for tag in paper.tags)
    said = f"{', '.join(filter(None, known))}. <code>[@{escape(key)}]</code>"
    parts = [
        f'<article id="{paper.uid}">',
        f"<h2>{escape(plain_title(facts))}</h2>",
        f'<p class="facts">{said}</p>',
        f'<p class="facts">{tags}</p>' if tags and options.tags else "",
        _links(paper),
    ]
    if options.abstract and facts.abstract:
        parts += ["<h3>Abstract</h3>", *_paragraphs(facts.abstract)]
    if options.highlights and paper.highlights:
        parts.append("<h3>Highlights</h3>")
        for number, one in enumerate(in_reading_order(paper.highlights), start=1):
            parts += _highlight(paper, number, one, options, links)
    if options.notes and paper.note.strip():
        parts += ["<h3>Notes</h3>", _note(paper, paper.note, links)]
    if options.related and paper.related:
        parts += ["<h3>Related papers</h3>", "<ul>", *_related(paper, links), "</ul>"]
    return "\n".join(filter(None, [*parts, "</article>"]))


def _related(paper: Paper, links: LinkFiles) -> Iterator[str]:
    """The papers close to it, each leading to its place in this page or to its own page."""
    for one in paper.related:
        uid, title, date = links.stem(one.id), escape(plain_title(one.facts)), day(one.facts)
        address = next((address for _, address in links_of(one.facts)), "")
        to = f"#{uid}" if uid else address
        rel = "" if uid else ' rel="noreferrer"'
        shown = f'<a href="{escape(to)}"{rel}>{title}</a>' if to else title
        yield f"<li>{shown}{f', {date}' if date else ''}</li>"


def _links(paper: Paper) -> str:
    shown = [
        f'<a href="{escape(address)}" rel="noreferrer">{name}</a>'
        for name, address in links_of(paper.facts)
    ]
    return f'<p class="links">{" · ".join(shown)}</p>' if shown else ""


def _paragraphs(text: str) -> Iterator[str]:
    for part in re.split(r"\n[ \t\r]*\n", tex.readable(text)):
        if part.strip():
            yield f"<p>{escape(' '.join(part.split()))}</p>"


def _highlight(
    paper: Paper, number: int, one: Highlight, options: ExportOptions, links: LinkFiles
) -> Iterator[str]:
    yield f'<figure class="{one.kind.value}" id="{paper.uid}-h{number}">'
    yield f"<blockquote>{''.join(_paragraphs(one.quote))}</blockquote>"
    comment = _note(paper, one.comment, links) if options.comments and one.comment.strip() else ""
    yield f'<figcaption><span class="kind">{escape(one.label)}</span>{comment}</figcaption>'
    yield "</figure>"


def _note(paper: Paper, text: str, links: LinkFiles) -> str:
    """A note as safe HTML whose links lead to places in this page, or are plain words."""

    def leading(found: re.Match[str]) -> str:
        if found["kind"] == "highlight":
            there = 1 <= int(found["to"]) <= len(paper.highlights)
            return f'<a href="#{paper.uid}-h{found["to"]}">{found["text"]}</a>' if there else (
                found["text"]
            )  # fmt: skip
        uid = links.file(paper, unquote(found["to"]))
        return f'<a href="#{uid}">{found["text"]}</a>' if uid else found["text"]

    deeper = _HEADING.sub(lambda found: f"{found[1]}{min(6, int(found[2]) + 3)}", render_note(text))
    return _OWN_LINK.sub(leading, deeper)
