"""Saved web pages of the sites that list papers: arXiv, proceedings, indexes, search engines.

What the pages have in common is that each part of a paper stands in an element of its own;
which one it is, a table says for each site (`paper_sites`). All around the papers is the page.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from reader.clean import white
from reader.importers.format import Hints
from reader.importers.sites.paper_sites import Site, site_of
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.checks import warning
from reader.importers.text.dates import said_in
from reader.importers.text.html_pages import is_page, root_of
from reader.importers.text.partial_dates import read_date, year_of
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "paper-pages"
LABEL = "Saved web page of arXiv, proceedings or a search"

_UNREAD = frozenset(
    {"descriptor", "abstract-short", "gs_ctu", "gs_ctc", "gs_ct1", "gs_ct2", "search-hit-more"}
    | {"MathJax", "MathJax_Preview", "MathJax_SVG", "MJX_Assistive_MathML", "sr-only"}
)
"""Classes of elements inside a part that are none of its words; drawn formulas among them."""
_HIDDEN = frozenset({"script", "style", "svg", "template", "noscript", "button", "mjx-container"})
_MORE = re.compile(r"\s*(?:[△▽▵▿…]\s*)?(?:Less|More|Expand|Collapse)$")
_DAY = re.compile(
    r"\d{1,2} [A-Z][a-z]{2,8}\.?,? (?:19|20)\d\d|(?:19|20)\d\d [A-Z][a-z]{2} \d{1,2}"
    r"|(?:19|20)\d\d [A-Z][a-z]{2}\b|(?<!\d)(?:19|20)\d\d(?!\d)"
)
_LISTED = re.compile(r"listings for ([^<\n]{6,40})<")
_WHOLE = re.compile(r"aclanthology\.org/[^/]{1,60}\.0/?$")
"""The address of a volume: its papers count from 1."""
_VENUES = ("publication", "proceedings title", "book title")
_BY = re.compile(r"\s[-–]\s")
_NUMBERED = re.compile(r"\s\d{4}$")
_HEAD = 20  # lines in which a saving program says the day
_CUT_TAG = re.compile(
    r"</[A-Za-z0-9]{0,12}\s{0,9}<|<[A-Za-z][\w-]{0,15}(?:\s[^<>\"'=\n]{0,40})?\n\s{0,9}<"
)
_MOST_CUTS = 50  # each costs a count of the lines above it
_CUT = "A tag is cut off here: words may stand in the wrong place."
_JOINED = "The parts of several papers stand here: the page is damaged, or papers are run together."
_VOLUME = "This is the volume itself, not one of its papers."
_SHORTENED = "The page names only some of the authors."


def confidence(text: str) -> float:
    """Whether it is a web page of a site that is known."""
    return 0.95 if is_page(text) and site_of(text) is not None else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every paper of the page. Raises Problem when the page is too large."""
    records = Records(NAME, text, hints)
    site = site_of(records.text)
    records.claim(1, records.total)
    if site is not None:
        cuts = [records.text.count("\n", 0, cut.start()) + 1 for cut in _cut_tags(records.text)]
        for item in _items(root_of(records.text), site):
            _add(item, site, records, cuts)
    listed = _LISTED.search(records.text[:50_000])
    said = read_date(listed[1].partition(",")[2].strip()) if listed else None
    said = said or said_in(line.text for line in records.lines[:_HEAD])
    return records.listing(records.captured(said))


def _items(root: Any, site: Site) -> Iterator[list[Any]]:
    """The elements of each paper; one inside another is part of it."""
    waiting: list[tuple[list[Any], int]] = [([root], 0)]
    while waiting:
        row, place = waiting.pop()
        node = row[place]
        if _is_item(node, site):
            before = row[place - 1 : place] if site.before else []
            after = [each for each in row[place + 1 : place + 2] if not _is_item(each, site)]
            yield [*before, node, *(after if site.after else [])]
        else:
            children = node.children or ()
            below = [each for each in children if not each.name.startswith(("#text", "#c", "!"))]
            waiting += [(below, number) for number in reversed(range(len(below)))]


def _is_item(node: Any, site: Site) -> bool:
    tag, _, name = site.item.partition(".")
    return bool(node.name == tag and (not name or name in _classes(node)))


def _classes(node: Any) -> Sequence[str]:
    attributes: dict[str, str | None] = getattr(node, "attrs", None) or {}
    return (attributes.get("class") or "").split()


def _all(item: Sequence[Any], selector: str) -> list[Any]:
    """The elements of an item that a selector names."""
    return [found for each in item for found in each.query(selector)] if selector else []


def _words(item: Sequence[Any], selector: str) -> str:
    found = _all(item, selector)
    return _text(found[0]) if found else ""


def _text(node: Any) -> str:
    """The words of an element as they are to be read; a formula that was drawn as its source."""
    parts: list[str] = []
    nodes = [node]
    while nodes:
        each = nodes.pop()
        if each.name == "#text":
            parts.append(str(each.data))
        elif each.name == "script" and "math/tex" in (each.attrs.get("type") or ""):
            parts.append(f"${''.join(str(child.data) for child in each.children)}$")
        elif each.name not in _HIDDEN and not _UNREAD.intersection(_classes(each)):
            parts += [" "] * (each.name == "br")
            nodes += reversed(each.children or [])
    return white("".join(parts))


def _add(item: Sequence[Any], site: Site, records: Records, cuts: Sequence[int]) -> None:
    lines = [node.origin_line or 1 for each in item for node in _inside(each)]
    first, last = min(lines), min(max(lines), records.total)
    title = _words(item, site.title).removesuffix("." if "dblp" in site.home else "")
    names, is_all, source = _people(item, site)
    url = _link(item, site)
    if title.startswith("Proceedings") and (not names or _WHOLE.search(url or "")):
        records.refuse(first, last, _VOLUME)
        return
    if not title and not names:
        return  # an element of the page like those of papers, with nothing in it
    labels = _labels(item, site)
    said = labels.get("date", "")
    day = _DAY.search(_words(item, site.date) or source or said)
    shown = said if read_date(said) else day[0] if day else None
    facts = Facts(
        title=title,
        abstract=_MORE.sub("", _words(item, site.abstract) or labels.get("abstract", "")),
        authors=names,
        author_count=len(names) if names and is_all else None,
        date=read_date(shown) if shown else None,
        date_as_shown=shown,
        year=year_of(read_date(shown)) if shown else None,
        url=url,
        arxiv_id=links.paper_id(url) if url else None,
        doi=links.plain_doi(labels.get("doi", "")) or links.plain_doi(url or ""),
        venue=_words(item, site.venue) or next(filter(None, map(labels.get, _VENUES)), None),
        keywords=tuple(labels.get("keywords", "").split(",")),
    )
    about = [] if is_all else [warning("authors-shortened", _SHORTENED, first)]
    if _is_joined(item, site) or any(title and title in name for name in names):
        about.append(warning("joined", _JOINED, first))
    if bisect_left(cuts, first) < bisect_right(cuts, last):
        about.append(warning("broken", _CUT, first))
    records.add(facts, first, last, about)


def _cut_tags(text: str) -> list[re.Match[str]]:
    """Tags that lost their end: what follows them is not where it should be."""
    return list(islice(_CUT_TAG.finditer(text), _MOST_CUTS))


def _is_joined(item: Sequence[Any], site: Site) -> bool:
    """Whether an item has several titles, or another item inside it, as after a cut tag."""
    if any(len(_titles(each, site)) > 1 for each in item if _is_item(each, site)):
        return True
    inside = (node for each in item for node in _inside(each) if node is not each)
    return any(_is_item(node, site) for node in inside)


def _titles(node: Any, site: Site) -> set[str]:
    """The titles in an item, which are one; others have no words, or stand in the one."""
    found = {text for each in node.query(site.title) if (text := _text(each))}
    return {each for each in found if not any(each in other for other in found - {each})}


def _inside(node: Any) -> Iterator[Any]:
    nodes = [node]
    while nodes:
        each = nodes.pop()
        yield each
        nodes += each.children or []


def _people(item: Sequence[Any], site: Site) -> tuple[tuple[str, ...], bool, str]:
    """The names, whether they are all, and what stands behind them in the same element."""
    elements = _all(item, site.people) if site.people else item[1:]
    texts = (_text(each).strip(" ,;") for each in elements)
    found = [each if site.source else _NUMBERED.sub("", each) for each in texts if each]
    if len(found) != 1:
        return tuple(found), True, ""
    said, *source = _BY.split(found[0], maxsplit=1) if site.source else found
    is_all = not said.rstrip().endswith("…")
    return author_names(said.rstrip(" .…")), is_all, source[0] if source else ""


def _link(item: Sequence[Any], site: Site) -> str | None:
    """The first link of the paper as a whole address."""
    selector = site.link or f"{site.title}"
    found = _all(item, selector) + ([] if site.link else _all(item, "a"))
    addresses = (each.attrs.get("href") for each in found)
    address = next((each for each in addresses if each), None)
    try:
        return web_address(urljoin(f"{site.home}/", address.strip())) if address else None
    except ValueError:
        return None


def _labels(item: Sequence[Any], site: Site) -> dict[str, str]:
    if site.labels is None:
        return {}
    names, values = (_all(item, each) for each in site.labels)
    return {
        _text(name).strip(" :").lower(): _text(value)
        for name, value in zip(names, values, strict=False)
    }
