"""Lists of papers in other markup than Markdown: Org, MediaWiki, reStructuredText, LaTeX.

Their links and items say the same in other signs. Each line is written as Markdown says it,
and stays where it is; what the lines mean, the formats for Markdown lists know.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.clean import clean_text, cut, trim
from reader.importers.format import Hints
from reader.importers.markdown import awesome_list, paper_links
from reader.model import Listing

NAME = "other-markup"
LABEL = "List in Org, MediaWiki, reStructuredText or LaTeX"

_SAMPLE = 200_000
_LINK = "[{}]({})"
Words = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class _Markup:
    """What links of a markup look like, and all that is written differently in Markdown."""

    sign: re.Pattern[str]
    changes: tuple[tuple[re.Pattern[str], Words], ...]
    """Line by line, so that no line is lost."""
    headings: re.Pattern[str] | None = None
    """Headings that are underlined."""


def _link(match: re.Match[str]) -> str:
    return _LINK.format(trim(match["text"]), match["url"])


def _heading(match: re.Match[str]) -> str:
    return f"- {match['text']}" if "](" in match["text"] else f"# {match['text']}"


def _of_drawer(match: re.Match[str]) -> str:
    return f"  - authors: {match['people'].replace(' and ', ', ')}"


_LINES = re.MULTILINE
_ANY_CASE = re.MULTILINE | re.IGNORECASE
_URL = r"(?P<url>https?://[^\s\[\]<>{}|]{1,2000})"
_TEXT = r"(?P<text>[^\[\]]{1,1000}(?:\[[^\[\]]{0,300}\][^\[\]]{0,1000})?)"
_IN_BRACES = r"(?P<text>[^{}]{1,1000}(?:\{[^{}]{0,300}\}[^{}]{0,300}){0,20})"
_STATES = "TODO|DONE|NEXT|WAITING|READ|READING|LATER"
_YEAR_LAST = (re.compile(r",\s+(?P<year>(?:19|20)\d\d)\.?$", _LINES), r" (\g<year>)")
_MARKUPS = (
    # https://orgmode.org/manual/Hyperlinks.html and Properties-and-Columns.html
    _Markup(
        re.compile(rf"\[\[{_URL}\]\["),
        (
            (re.compile(rf"\[\[{_URL}\]\[{_TEXT}\]\]"), _link),
            (re.compile(r"^[ \t]*:(?:PROPERTIES|END|LOGBOOK):.*$", _LINES), "  |"),
            (re.compile(r"^#\+.*$", _LINES), ""),
            (re.compile(r"^[ \t]*:AUTHORS?:[ \t]*(?P<people>.*)$", _ANY_CASE), _of_drawer),
            (re.compile(r"^[ \t]*:(?:YEAR|DATE):[ \t]*(?P<date>.*)$", _ANY_CASE), r"  (\g<date>)"),
            (re.compile(r"^[ \t]*:[A-Za-z_+-]{1,40}:.*$", _LINES), "  |"),
            (
                re.compile(
                    rf"^\*+ (?:(?:{_STATES})\s)?(?:\[#[A-Z]\]\s)?(?P<text>.*?)(?:\s+:[\w:@]+:)?$",
                    _LINES,
                ),
                _heading,
            ),
        ),
    ),
    # https://www.mediawiki.org/wiki/Help:Links
    _Markup(
        re.compile(rf"^[*#]+\s.*\[{_URL} ", _LINES),
        (
            (re.compile(rf"\[{_URL} {_TEXT}\]"), _link),
            (re.compile(r"^[*#]+\s*", _LINES), "- "),
            (re.compile(r"^=+\s*(?P<text>.*?)\s*=+$", _LINES), r"# \g<text>"),
            (re.compile(r"'{2,5}"), ""),
            _YEAR_LAST,
        ),
    ),
    # https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#embedded-uris-and-aliases
    _Markup(
        re.compile(rf"`[^`<]{{1,1000}}<{_URL}>`__?"),
        (
            (re.compile(rf"`(?P<text>[^`<]{{1,1000}}?)\s*<{_URL}>`__?"), _link),
            (re.compile(r"^(?:#\.|\d{1,4}[.)]|[*+-])\s+", _LINES), "- "),
            (re.compile(r"(?<=\))[ \t]+(?:--|—|–)[ \t]+"), ", "),
        ),
        headings=re.compile(r"^(?P<text>[^\s\-*`].*)\n(?P<line>[=\-~^\"#*]{3,})$", _LINES),
    ),
    _Markup(
        re.compile(rf"\\item\b.*\\href\{{{_URL}\}}"),
        (
            (re.compile(rf"\\href\{{{_URL}\}}\{{{_IN_BRACES}\}}"), _link),
            (re.compile(r"\\(?:begin|end)\{[a-z]+\*?\}(?:\[[^\]]*\])?[ \t]*$", _LINES), ""),
            (re.compile(r"\\item(?:\[[^\]]*\])?\s*"), "- "),
            (re.compile(r"\\(?:sub)*section\*?\{(?P<text>[^{}]*)\}"), r"# \g<text>"),
            _YEAR_LAST,
        ),
    ),
)


def confidence(text: str) -> float:
    """How sure the formats for Markdown lists are of the text in Markdown."""
    markdown = _markdown(clean_text(text[:_SAMPLE]))
    if markdown is None:
        return 0.0
    return max(awesome_list.confidence(markdown), paper_links.confidence(markdown))


def read(text: str, hints: Hints) -> Listing:
    """Read the list as Markdown; what is left over is shown as it stands."""
    text = clean_text(text)
    markdown = _markdown(text[:_SAMPLE]) and _markdown(text)
    markdown = text if markdown is None else markdown
    is_links = paper_links.confidence(markdown) > awesome_list.confidence(markdown)
    read_list = paper_links.read if is_links else awesome_list.read
    listing = read_list(markdown, hints)
    rows = text.split("\n")
    left = (
        replace(each, text=cut(trim(rows[each.line - 1]), 4000)[0]) for each in listing.leftovers
    )
    return replace(listing, format=NAME, leftovers=tuple(left))


def _markdown(text: str) -> str | None:
    """The text as Markdown, line by line the same; None when it is in none of these markups."""
    markup = next((each for each in _MARKUPS if each.sign.search(text)), None)
    if markup is None:
        return None
    if markup.headings is not None:
        text = markup.headings.sub("# \\g<text>\n---", text)
    rows = text.split("\n")
    for pattern, words in markup.changes:
        rows = [row and (pattern.sub(words, row) or " ") for row in rows]
    return "\n".join(rows)
