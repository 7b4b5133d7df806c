"""Markdown as HTML that is safe to show: no scripts, no images, nothing that loads anything.

Three gates, one after the other: Python-Markdown without raw HTML, nh3 with our own short list
of tags, and a budget, because the text view needs minutes for small texts built to hurt it.
"""

import re
from collections.abc import Collection
from html import escape

from reader.export.budget import LARGEST, MOST_FOOTNOTES, is_harmless_markdown, within_budget

TOO_LARGE = "This note is too large to be shown with its formatting."

_TAGS = """
    p br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong b i u s sub sup a
    table thead tbody tr th td
"""
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "app"}
_WEB_LINK = re.compile(r"https?://[^\s/\\@<>\"?#]+(?:[/?#][^\s\\<>\"]*)?", re.IGNORECASE)
_OWN_LINK = re.compile(r"app:(?:highlight/\d{1,6}|(?:paper|gone)/[A-Za-z0-9%._~-]{1,3000})")
_ALIGNMENTS = frozenset({"left", "right", "center"})


def render_note(text: str, gone: Collection[str] = ()) -> str:
    """A note as HTML that is safe to show.

    `[^h3]` becomes a link to `app:highlight/3`, `[[A Title]]` one to `app:paper/A%20Title`,
    or to `app:gone/A%20Title` when its paper is `gone`.
    """
    if len(text) <= LARGEST and is_harmless_markdown(text):
        html = within_budget(_cleaned(_as_html(text, gone)))
        if html is not None:
            return html
    return _as_plain_text(text)


def _as_html(text: str, gone: Collection[str]) -> str:
    from markdown import Markdown

    from reader.export.markdown_parts import NoteParts

    footnotes = ["footnotes"] if text.count("[^") <= MOST_FOOTNOTES else []
    converter = Markdown(
        extensions=[*footnotes, "fenced_code", "sane_lists", "tables", NoteParts(gone)],
        extension_configs={
            "tables": {"use_align_attribute": True},
            **{name: {"BACKLINK_TEXT": "", "PLACE_MARKER": "\x00"} for name in footnotes},
        },
        output_format="html",
    )
    # The line over the footnotes would be as black as the text.
    return converter.convert(text).replace('<div class="footnote">\n<hr>', "<div>")


def _cleaned(html: str) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=set(_TAGS.split()),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_kept_attribute,
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    """The value when it may stay. Relative and `//host` links and odd values go."""
    if name == "href":
        kept = bool(_WEB_LINK.fullmatch(value) or _OWN_LINK.fullmatch(value))
    elif name == "align":
        kept = value in _ALIGNMENTS
    elif name == "start":
        kept = value.isdecimal() and len(value) < 10
    else:
        kept = not any(char in value for char in "<>")
    return value if kept else None


def _as_plain_text(text: str) -> str:
    """The beginning of a text word for word, when it cannot be shown with its formatting."""
    return f"<p><em>{TOO_LARGE}</em></p>" + _as_block(text[: LARGEST // 8])


def _as_block(text: str) -> str:
    return within_budget(f"<pre>{escape(text, quote=False)}</pre>") or ""
