"""Values of BibTeX fields: macros and `#` put together, TeX made plain, names taken apart.

The grammar is that of "BibTeXing" (Patashnik 1988) and "Tame the BeaST" (Markey 2009), the
fields are also those of the BibLaTeX manual.
"""

import re
from collections.abc import Iterator, Mapping

from reader.clean import white
from reader.importers.text.people_words import without_number
from reader.tex import readable

MONTHS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
JOURNALS = {
    "aj": "AJ",
    "actaa": "Acta Astron.",
    "araa": "ARA&A",
    "apj": "ApJ",
    "apjl": "ApJL",
    "apjs": "ApJS",
    "ao": "Appl. Opt.",
    "apss": "Ap&SS",
    "aap": "A&A",
    "aapr": "A&A Rev.",
    "aaps": "A&AS",
    "icarus": "Icarus",
    "jcap": "JCAP",
    "jgr": "J. Geophys. Res.",
    "mnras": "MNRAS",
    "nat": "Nature",
    "nar": "New A Rev.",
    "pasa": "PASA",
    "pasj": "PASJ",
    "pasp": "PASP",
    "physrep": "Phys. Rep.",
    "planss": "Planet. Space Sci.",
    "pra": "Phys. Rev. A",
    "prb": "Phys. Rev. B",
    "prc": "Phys. Rev. C",
    "prd": "Phys. Rev. D",
    "pre": "Phys. Rev. E",
    "prl": "Phys. Rev. Lett.",
    "solphys": "Sol. Phys.",
    "ssr": "Space Sci. Rev.",
}
"""The commands of AASTeX that stand for journals, as the Astrophysics Data System writes them."""
_TOKEN = re.compile(r"\s*(?:(?P<open>[{\"])|(?P<hash>\#)|(?P<word>[^\s{}\"\#,]+))")
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w-]{0,60})\s*=\s*")
_QUOTE_OR_BRACE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_MATH = re.compile(r"(?<!\\)\$(?:[^$\\]|\\.){1,2000}\$", re.DOTALL)
_LETTER = re.compile(
    r"\{\\[`'^\"~=.](?:\{\\?[A-Za-z]\}|\\?[A-Za-z])\}|\\[`'^\"~=.](?:\{\\?[A-Za-z]\}|\\?[A-Za-z])"
    r"|\{?\\[cvuHkr]\{[A-Za-z]{1,2}\}\}?|\{\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)\}|\\[&%#_]"
)
_ESCAPED = {r"\{": "\ue000", r"\}": "\ue001"}
_TILDE, _HELD_TILDE = re.compile(r"\\textasciitilde(?:\{\}|\s|(?![A-Za-z]))"), "\ue002"
_HIDING = re.compile(r"\{?\\(?:noopsort|SortNoop)\s*\{[^{}]{0,80}\}\}?")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_PART = re.compile(r"(?:^|,)\s*(family|given|prefix)\s*=\s*\"?([^,\"]{1,100})")
_OTHERS = re.compile(r"(?:et\.?\s+al\.?|others)$", re.IGNORECASE)
_LONGEST = 256 * 1024  # characters that macros put into one value


def fields_of(name: str, raw: str, macros: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A field and its value; further fields follow where the comma between them is missing."""
    place = 0
    while True:
        value, place = _value(raw, place, macros)
        yield name.strip().lower(), value
        following = _NEXT_FIELD.match(raw, place)
        if following is None:
            return
        name, place = following[1], following.end()


def _value(raw: str, place: int, macros: Mapping[str, str]) -> tuple[str, int]:
    """The parts of a value put together, and where it ends."""
    parts: list[str] = []
    expected, room = True, _LONGEST
    while (token := _TOKEN.match(raw, place)) is not None:
        if token["hash"]:
            expected, place = True, token.end()
            continue
        if not expected:
            break
        expected = False
        if token["open"]:
            end = _end(raw, token.end(), token["open"])
            parts.append(raw[token.end() : end])
            place = end + 1
        else:
            part = macros.get(token["word"].lower(), token["word"])[:room]
            parts.append(part)
            room -= len(part)  # macros of macros double with every line
            place = token.end()
            if not token["word"].isdigit() and token["word"].lower() not in macros:
                expected = True  # bare words were never valid, but are written: keep them all
                parts.append(" ")
    return "".join(parts), place


def _end(raw: str, start: int, opened: str) -> int:
    """Where a braced or quoted value ends; at the end of the text when it is never closed."""
    depth = 0
    pattern = _QUOTE_OR_BRACE if opened == '"' else _BRACE
    for match in pattern.finditer(raw, start):
        mark = match.group()
        if mark == "{":
            depth += 1
        elif depth == 0 and mark in ('"', "}"):
            return match.start()
        elif mark == "}":
            depth -= 1
    return len(raw)


def plain(value: str) -> str:
    """A value without TeX: accents as letters, no protective braces; math stays as written."""
    if not any(mark in value for mark in "\\{}~$"):
        return white(value)
    parts: list[str] = []
    end = 0
    for match in _MATH.finditer(value):
        parts += [value[end : match.start()], match.group()]
        end = match.end()
    parts.append(value[end:])
    # The parts at odd places are math.
    parts[::2] = [_without_tex(part) for part in parts[::2]]
    return white("".join(parts))


def name_of_place(value: str) -> str:
    """The name of a journal, book or school as the file gives it, its accents as letters.

    Commands that only lay the name out stay: they are shown readable wherever names are shown.
    """
    value = white(value)
    if value.startswith("\\") and (journal := JOURNALS.get(value[1:].rstrip("{} "))):
        return journal
    while value.startswith("{") and _end(value, 1, "{") == len(value) - 1:
        value = value[1:-1].strip()
    return _LETTER.sub(lambda match: readable(match.group()), value)


def _without_tex(text: str) -> str:
    for escaped, held in _ESCAPED.items():
        text = text.replace(escaped, held)
    text = readable(_TILDE.sub(_HELD_TILDE, _HIDING.sub("", text)))
    text = text.replace("{", "").replace("}", "").replace("~", " ").replace(_HELD_TILDE, "~")
    for escaped, held in _ESCAPED.items():
        text = text.replace(held, escaped[1])
    return text


def names(value: str) -> tuple[tuple[str, ...], bool]:
    """The names of an author field as they are written, and whether it ends in "and others"."""
    found = [plain(_from_parts(each)) for each in _split_names(white(value))]
    more = bool(found) and _OTHERS.match(found[-1]) is not None
    kept = (without_number(name) for name in (found[:-1] if more else found))
    return tuple(name for name in kept if name), more


def _from_parts(name: str) -> str:
    """A name whose parts are named, as BibLaTeX allows: `family=Holm, given=Ida, prefix=von`."""
    parts = dict(_PART.findall(name))
    family = " ".join(parts[each].strip() for each in ("prefix", "family") if each in parts)
    return ", ".join(each for each in (family, parts.get("given", "").strip()) if each) or name


def _split_names(value: str) -> list[str]:
    """The value at each "and" outside braces."""
    if "{" not in value:
        return _AND.split(value)
    depths = _depths(value)
    parts: list[str] = []
    start = 0
    for match in _AND.finditer(value):
        if depths[match.start()] == 0:
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]


def _depths(value: str) -> list[int]:
    """How many braces are open at each character."""
    result: list[int] = []
    depth = 0
    for character in value:
        result.append(depth)
        depth = max(0, depth + (character == "{") - (character == "}"))
    return result
