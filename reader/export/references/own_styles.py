"""Styles of references that a person brings along: looked at before they are taken in.

A style is a program of sorts, and citeproc-py follows it. So it is read as XML that declares
nothing and fetches nothing, held against the schema of the Citation Style Language, its macros are
followed on paper first (none may lead back to itself, and one reference may take only so many
steps), and two made-up papers are tried with it.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from reader.clean import white
from reader.errors import Problem
from reader.export.names import safe_stem
from reader.model import Facts, Paper, ReferenceStyle, State

LARGEST = 1_000_000  # bytes; the longest of some ten thousand public styles has a fifth of that
MOST_STEPS = 100_000  # of one reference; the longest bundled style takes 2,720
_MOST_TRIED = 60  # elements of the part with a fault
_CSL = "{http://purl.org/net/xbiblio/csl}"
_DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)")
_LOCALE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_DO = "Nothing was changed. Get the style again, for example from zotero.org/styles."
_PARENT = (
    "This style only says that it is like another one and has no rules of its own; Reader does not "
    "fetch anything."
)


def checked(data: bytes, file_name: str) -> ReferenceStyle:
    """The style in a file. Raises Problem, with the line, for one that cannot be used."""
    text, root = _read(data, file_name)
    for look in (_look_at_kind, _look_at_rules, _look_at_macros, _look_at_steps):
        look(root, file_name)
    title = white(root.findtext(f"{_CSL}info/{_CSL}title") or "") or file_name
    style = ReferenceStyle(_name(file_name), title[:200], text)
    _try(style, file_name)
    return style


def _name(file_name: str) -> str:
    """What a style is called on the command line."""
    from reader.export.references.formatted import STYLES

    stem = re.sub(r"\.(?:csl|xml)$", "", file_name, flags=re.IGNORECASE)
    name = re.sub(r"[^a-z0-9]+", "-", safe_stem(stem).lower()).strip("-")[:80] or "style"
    return f"{name}-own" if name in STYLES or name == "library" else name


def _refuse(file_name: str, line: int | None, why: str, do: str = _DO) -> Problem:
    place = f"{file_name}, line {line:,}" if line else file_name
    return Problem(f"{place}: {why}", do=do)


def _read(data: bytes, file_name: str) -> tuple[str, Any]:
    if len(data) > LARGEST:
        raise _refuse(file_name, None, "It is too large for a style.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refuse(file_name, line, "It is not UTF-8, as styles are.") from error
    declares = _DECLARES.search(text)
    if declares is not None:
        line = text.count("\n", 0, declares.start()) + 1
        raise _refuse(file_name, line, "It declares types or entities, which no style needs.")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        return text, etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        why = f"It is no XML, or nested too deeply. {str(error.msg or '').split(', line')[0]}."
        raise _refuse(file_name, error.lineno, why) from error


def _look_at_kind(root: Any, file_name: str) -> None:
    """A style that has rules, and a language that is known."""
    if root.tag != f"{_CSL}style":
        raise _refuse(file_name, root.sourceline, "It is no style of the Citation Style Language.")
    for link in root.iter(f"{_CSL}link"):
        if link.get("rel") == "independent-parent":
            do = f"Add this one instead: {link.get('href', '')[:200]}"
            raise _refuse(file_name, link.sourceline, _PARENT, do)
    if root.find(f"{_CSL}bibliography") is None:
        raise _refuse(file_name, root.sourceline, "It has no rules for references, only for notes.")
    language = root.get("default-locale", "en-US")
    if not _LOCALE.fullmatch(language):
        raise _refuse(file_name, root.sourceline, f"There is no language “{language[:40]}”.")


@cache
def _schema() -> Any:
    from citeproc import SCHEMA_PATH

    return etree.RelaxNG(etree.parse(SCHEMA_PATH))


@cache
def _words_of_schema() -> frozenset[str]:
    """All words in the schema, those of elements and attributes among them."""
    from citeproc import SCHEMA_PATH

    files = Path(SCHEMA_PATH).parent.glob("*.rng")
    return frozenset(re.findall(r"[a-z][\w-]+", " ".join(one.read_text("utf-8") for one in files)))


def _look_at_rules(root: Any, file_name: str) -> None:
    if not _schema().validate(root):
        line, what = _fault(root)
        raise _refuse(file_name, line, f"{what} is not allowed here in a style.")


def _fault(root: Any) -> tuple[int, str]:
    """The line of what the schema does not allow, and its name.

    The schema itself names hardly more than the outermost element. So what can be taken out, or
    put otherwise, so that the style is sound, is what is wrong; the innermost such thing.
    """
    for element in root.iter():  # most mistakes are names that no style knows
        if isinstance(element.tag, str):
            for name in (_tag(element)[1:-1], *element.attrib):
                if name.rpartition("}")[2] not in _words_of_schema():
                    return element.sourceline, f"“{name}”"
    parts = [each for each in root if isinstance(each.tag, str)][::-1][:_MOST_TRIED]
    part = next((each for each in parts if _is_sound_without(root, each)), root)
    inside = [each for each in part.iter() if isinstance(each.tag, str)][::-1]
    for element in inside[:_MOST_TRIED]:
        for name in list(element.attrib):
            value = element.attrib.pop(name)
            if _schema().validate(root):
                return element.sourceline, f"The attribute {name} of {_tag(element)}"
            element.set(name, value)
        if element is not root and _is_sound_without(root, element):
            return element.sourceline, f"The element {_tag(element)}"
    return part.sourceline, f"Something in {_tag(part)}"


def _is_sound_without(root: Any, element: Any) -> bool:
    """Whether a style is sound without an element, or with some words in its place."""
    parent = element.getparent()
    place, tail = parent.index(element), element.tail
    words = etree.Element(f"{_CSL}text", value="x")
    parent.remove(element)
    is_sound = bool(_schema().validate(root))
    if not is_sound:
        parent.insert(place, words)
        is_sound = bool(_schema().validate(root))
        parent.remove(words)
    parent.insert(place, element)
    element.tail = tail
    return is_sound


def _tag(element: Any) -> str:
    return f"<{etree.QName(element).localname}>"


def _look_at_macros(root: Any, file_name: str) -> None:
    """Every macro that is called is there, once."""
    known: set[str] = set()
    for macro in root.findall(f"{_CSL}macro"):
        if macro.get("name") in known:
            raise _refuse(file_name, macro.sourceline, f"A second macro {macro.get('name')}.")
        known.add(macro.get("name"))
    for each in root.iter():
        name = each.get("macro") if isinstance(each.tag, str) else None
        if name is not None and name not in known:
            raise _refuse(file_name, each.sourceline, f"There is no macro “{name}”.")


def _look_at_steps(root: Any, file_name: str) -> None:
    """No macro leads back to itself, and no reference takes too many steps."""
    macros = {macro.get("name"): macro for macro in root.findall(f"{_CSL}macro")}
    known: dict[str, int] = {}
    open_: list[str] = []

    def steps(element: Any) -> int:
        inside = [steps(each) for each in element if isinstance(each.tag, str)]
        count = 1 + (max(inside, default=0) if element.tag == f"{_CSL}choose" else sum(inside))
        name = element.get("macro")
        return count + (of_macro(name, element.sourceline) if name is not None else 0)

    def of_macro(name: str, line: int) -> int:
        if name in open_:
            raise _refuse(file_name, line, f"The macro “{name}” leads back to itself.")
        if name not in known:
            open_.append(name)
            known[name] = steps(macros[name])
            open_.pop()
        return known[name]

    try:
        most = max(steps(part) for part in root if part.tag != f"{_CSL}macro")
    except RecursionError as error:
        raise _refuse(file_name, None, "It is nested too deeply.") from error
    if most > MOST_STEPS:
        raise _refuse(file_name, None, f"One reference would take {most:,} steps.")


def _samples() -> list[Paper]:
    named = Facts(
        "Counting Lanterns at Sea", authors=("Ada Berg", "Bo Li"), date="2024-05-03",
        venue="Journal of Lamps", doi="10.5555/lamps", url="https://example.org/lamps",
    )  # fmt: skip
    counted = Facts("Tides", author_count=3, arxiv_id="2405.00001")
    return [
        Paper(number, "", facts, "", State.INBOX, False, False, None, (), "", (), (), ())
        for number, facts in enumerate((named, counted), 1)
    ]


def _try(style: ReferenceStyle, file_name: str) -> None:
    from reader.export.references.formatted import formatted

    papers = _samples()
    try:
        told = [*formatted(papers[:1], style), *formatted(papers, style)]
    except Problem as problem:
        raise _refuse(file_name, None, problem.what) from problem
    if not all(one.plain.strip() for one in told):
        raise _refuse(file_name, None, "It writes nothing about a paper.")
