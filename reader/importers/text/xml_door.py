"""The one door for XML: no document types, no entities, nothing fetched, bounded depth and size.

expat is driven here directly: it is part of Python, tells the line of every element, and each
danger (https://docs.python.org/3/library/xml.html#xml-security) is a handler of its own
that closes the door. Names lose their prefix, so that files with and without namespaces are
read alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from reader.clean import REPLACEMENT
from reader.errors import Problem

_DEEPEST = 100
_LARGEST = 200_000_000
_MOST_ELEMENTS = 20_000_000
_CHUNK = 1 << 16
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


@dataclass(slots=True)
class Element:
    """An element: its name without prefix, its attributes, its text and children, its lines."""

    name: str
    attributes: dict[str, str]
    first: int
    last: int = 0
    children: list["Element"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text and that of all elements inside, in order."""
        return "".join(self.parts)

    def all(self, *names: str) -> Iterator["Element"]:
        """Its children with one of these names."""
        return (child for child in self.children if child.name in names)

    def one(self, *path: str) -> "Element | None":
        """The first element at the end of a path of names, None if there is none."""
        found: Element | None = self
        for name in path:
            found = next(found.all(name), None) if found is not None else None
        return found

    def words(self, *path: str) -> str:
        """The text of the first element at the end of a path, empty if there is none."""
        found = self.one(*path)
        return found.text.strip() if found is not None else ""


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a text stopped being XML, and why."""

    line: int
    reason: str


class _Door:
    """The handlers of the parser: builds elements of the wanted names, drops all others."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.done: list[Element] = []
        self._wanted = wanted
        self._open: list[Element] = []
        self._depth = self._count = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.SkippedEntityHandler = self._skipped
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.ExternalEntityRefHandler = self._external

    def feed(self, text: str, *, last: bool) -> None:
        """Parse one more piece of the text."""
        self._parser.Parse(text, last)

    @property
    def line(self) -> int:
        """The line the parser has come to."""
        return self._parser.CurrentLineNumber

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise _too_much()
        name = name.rpartition(":")[2]
        if self._open or name in self._wanted:
            plain = {
                key.rpartition(":")[2]: value
                for key, value in attributes.items()
                if not key.startswith("xmlns")
            }
            element = Element(name, plain, self.line)
            if self._open:
                self._open[-1].children.append(element)
            self._open.append(element)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            element.last = self.line
            if not self._open:
                self.done.append(element)

    def _characters(self, text: str) -> None:
        for element in self._open:
            element.parts.append(text)

    def _skipped(self, name: str, is_parameter: bool) -> None:
        """A character by its name in HTML, which a document type that is not read declares."""
        if not is_parameter:
            self._characters(html5.get(f"{name};", REPLACEMENT))

    def _doctype(self, name: str, system: str | None, public: str | None, inside: int) -> None:
        if inside:
            raise _dangerous()

    def _entity(self, *parts: object) -> None:
        raise _dangerous()

    def _external(self, *parts: object) -> int:
        raise _dangerous()


def elements(text: str, *wanted: str) -> Iterator[Element | Broken]:
    """The outermost elements of the wanted names, one after the other, as the text is read.

    When the text stops being XML, the last thing given is where and why; what was complete
    before has been given. Raises Problem for a file that would be dangerous to read.
    """
    if len(text) > _LARGEST:
        raise _too_much()
    door = _Door(frozenset(wanted))
    # The text is already decoded; what the file says of its encoding no longer holds. The
    # declaration becomes blanks, because nothing but it may stand before one.
    text = _DECLARED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text.lstrip("\ufeff"))
    try:
        for place in range(0, len(text) or 1, _CHUNK):
            door.feed(text[place : place + _CHUNK], last=place + _CHUNK >= len(text))
            yield from door.done
            door.done.clear()
    except expat.ExpatError as error:
        yield from door.done
        yield Broken(error.lineno, expat.ErrorString(error.code))


def _dangerous() -> Problem:
    return Problem(
        "This XML file declares entities, which can be used to attack a reader; it was not read.",
        do="Save it again from the program it comes from, or delete the lines of its DOCTYPE.",
    )


def _too_much() -> Problem:
    return Problem(
        "This XML file is nested too deeply or is too large to be read safely.",
        do="Split it into smaller files.",
    )
