"""A saved web page as fragments: what is to be seen of it, and the data its programs carry.

The page is parsed as browsers do (justhtml follows the HTML standard) and then walked without
recursion, so that no depth of nesting can stop it. Nothing is loaded, nothing is run.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reader.clean import white
from reader.errors import Problem
from reader.importers.text.fragments import Fragment, IsMark
from reader.importers.text.lines import Line

_LARGEST = 20_000_000
_DEEPEST_DATA = 12
_MOST_VALUES = 200_000
_BEFORE = r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}"
_MARKUP = re.compile(
    rf"{_BEFORE}<(?:!doctype html|html|head|body|main|div|section|article|ul|dl|h[1-6]|a)\b",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE = re.compile(rf"{_BEFORE}<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_UNSEEN = frozenset(
    {"script", "style", "svg", "head", "noscript", "template", "iframe", "select", "math"}
)
_INLINE = frozenset(
    {"span", "b", "i", "em", "strong", "code", "sub", "sup", "small", "mark", "font", "wbr", "u"}
    | {"s", "img", "br", "time", "abbr", "cite", "q", "kbd", "var", "tt", "bdi"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_MARK = 40  # texts in a row that may still be a mark such as `3 authors`


@dataclass(slots=True)
class Page:
    """What a page shows and what its programs know: values of JSON, each with its line."""

    fragments: list[Fragment] = field(default_factory=list)
    data: list[tuple[Any, int]] = field(default_factory=list)


def is_page(text: str) -> bool:
    """Whether a text begins as web pages do, or as a part of one."""
    return _MARKUP.match(text[:20_000].lstrip("\ufeff")) is not None


def is_whole_page(text: str) -> bool:
    """Whether a text begins as only web pages do, not also Markdown with tags in it."""
    return _WHOLE.match(text[:20_000].lstrip("\ufeff")) is not None


def root_of(text: str) -> Any:
    """The tree of a page. Raises Problem when it is too large."""
    from justhtml import JustHTML

    if len(text) > _LARGEST:
        raise Problem(
            "This web page is too large to be read.", do="Copy its text and bring that in."
        )
    return JustHTML(text, sanitize=False, track_node_locations=True).root


def page_of(text: str, is_mark: IsMark) -> Page:
    """Take a page apart. Raises Problem when it is too large."""
    root = root_of(text)
    walk = _Walk(is_mark)
    nodes: list[tuple[Any, bool]] = [(root, True)]
    while nodes:
        node, entering = nodes.pop()
        if not entering:
            walk.leave(node.name)
        elif node.name == "#text":
            walk.text(str(node.data), node.origin_line or walk.line)
        elif not node.name.startswith(("#", "!")):
            walk.enter(node)
            if node.name not in _UNSEEN:
                nodes.append((node, False))
                nodes += [(child, True) for child in reversed(node.children)]
        else:
            nodes += [(child, True) for child in reversed(node.children or [])]
    walk.flush()
    return walk.page


class _Walk:
    """Gathers texts in the order of the page."""

    def __init__(self, is_mark: IsMark) -> None:
        self.page = Page()
        self.line = 1
        self._is_mark = is_mark
        self._parts: list[Line] = []
        self._link: str | None = None
        self._link_line = 1
        self._link_depth = 0
        self._link_has_words = False
        self._heading = 0

    def enter(self, node: Any) -> None:
        """The beginning of an element."""
        self.line = node.origin_line or self.line
        attributes: dict[str, str | None] = node.attrs
        self._data(node, attributes)
        if node.name in _HEADINGS:
            self.flush()
            self._heading = _HEADINGS[node.name]
        elif node.name == "a":
            self._enter_link(attributes.get("href") or "")
        elif node.name not in _INLINE:
            self.flush()

    def leave(self, name: str) -> None:
        """The end of an element."""
        if name == "a":
            self._leave_link()
        elif name in _HEADINGS:
            self.flush()
            self._heading = 0
        elif name not in _INLINE:
            self.flush()
        elif name == "br":
            self._parts.append(Line(self.line, ""))

    def text(self, text: str, line: int) -> None:
        """Text between tags."""
        for number, row in enumerate(text.split("\n"), start=line):
            if words := white(row):
                edge = " " if row[:1].isspace() else ""
                self._parts.append(
                    Line(number, f"{edge}{words}{' ' if row[-1:].isspace() else ''}")
                )
            else:
                self._parts.append(Line(number, " "))
            self.line = number

    def flush(self) -> None:
        """The end of a text."""
        rows: dict[int, str] = {}
        for part in self._parts:
            rows[part.number] = rows.get(part.number, "") + (part.text or " ")
        self._parts = []
        lines = tuple(Line(number, words) for number, row in rows.items() if (words := white(row)))
        if lines:
            self._link_has_words = True
            self.page.fragments.append(
                Fragment(lines[0].number, lines[-1].number, lines, self._link, self._heading)
            )

    def _enter_link(self, href: str) -> None:
        """A link, unless it stands inside of prose."""
        self._link_depth += 1
        if self._link is None and not self._is_in_prose():
            self.flush()
            self._link, self._link_line = href[:4000], self.line
            self._link_has_words = False
            self._link_depth = 1

    def _is_in_prose(self) -> bool:
        """Whether words stand before this place in its text that are no mark of a card."""
        words = white("".join(part.text or " " for part in self._parts[-_LONGEST_MARK:]))
        return bool(words) and (len(self._parts) > _LONGEST_MARK or not self._is_mark(words))

    def _leave_link(self) -> None:
        self._link_depth -= 1
        if self._link is not None and self._link_depth <= 0:
            self.flush()
            if not self._link_has_words:
                self.page.fragments.append(
                    Fragment(self._link_line, self._link_line, link=self._link)
                )
            self._link = None

    def _data(self, node: Any, attributes: dict[str, str | None]) -> None:
        """JSON in an attribute (`data-props`, as Svelte pages have it) or in a script."""
        kept = attributes.get("data-props") or ""
        if node.name == "script" and "json" in (attributes.get("type") or ""):
            kept = "".join(str(child.data) for child in node.children if child.name == "#text")
        if kept.lstrip()[:1] in ("{", "["):
            try:
                self.page.data.append((json.loads(kept), self.line))
            except (ValueError, RecursionError):
                return


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects inside a JSON value, the outer ones first; not deeper or more than is sane."""
    waiting = [(value, 0)]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        each, depth = waiting.pop()
        if isinstance(each, dict):
            yield each
        inner = list(each.values()) if isinstance(each, dict) else each
        if isinstance(inner, list) and depth < _DEEPEST_DATA:
            waiting += [(one, depth + 1) for one in reversed(inner) if isinstance(one, dict | list)]
