"""Lists of references as papers print them, when their style leaves no doubt of the title.

Read are the styles of the APA (`Holm, I. (2024). Title. Journal.`), the IEEE (`I. Holm,
"Title," Journal, 2024.`), Springer (`Holm, I.: Title. Journal (2024)`) and of machine learning
(`Ida Holm. Title. In Book, 2024.`). A reference in which only commas stand between names and
title is left over: where its title begins cannot be known.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.lines import Line, split
from reader.importers.text.partial_dates import read_date
from reader.importers.text.people_words import split_people
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "references"
LABEL = "List of references"

_SAMPLE = 200_000
_FEWEST = 2
_LONGEST = 12
"""How many lines a reference may have."""
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_]{1,600})(?<=\S)\1(?![\w*_])")
_MARK = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]|[-*+•])\s+(?=\S)")
_HEADING = re.compile(
    r"(?:#{1,6}\s+.*|\W{0,4}(?:\d{1,2}\.?\s)?(?:references|bibliography|works cited|reading list"
    r"|literatur(?:verzeichnis)?|références|referencias|参考文献)\W{0,4})$",
    re.IGNORECASE,
)
_END = r"(?:\.|[?!](?=\s+(?:[*_]|In\s)|\s*$))"
_APA = re.compile(
    r"(?P<people>[^()\[\]\"“]{3,1500}?)\s*\((?P<year>(?:19|20)\d\d)[a-z]?(?:,\s[^()]{1,30})?\)[.:,]?\s+"
    rf"(?P<title>.{{8,400}}?(?:[^\W_A-Z]|[A-Z]{{2}}|[)\d]){_END})(?=\s|$)(?P<rest>.*)$"
)
_QUOTED = re.compile(
    r"(?P<people>[^\"“”]{3,1500}?)[,.:]?\s+[\"“](?P<title>[^\"“”]{6,400}?)[,.]?[\"”][,.]?\s*(?P<rest>.*)$"
)
_SPRINGER = re.compile(
    r"(?P<people>[^:()\"“]{3,1500}?\.):\s+(?P<title>(?:[^.]|\.(?=\d)){8,400}?)\.\s+(?P<rest>\S.*)$"
)
_STOP = re.compile(r"(?<=[^\W\d_][^\W_])\.(?=\s)|(?<=[)\d\]?!])\.(?=\s)")
_FAMILY_FIRST = re.compile(
    r"(?P<name>[^\W\d_][^,&\d;:()]{0,60}?,\s(?:[^\W\d_]\.[\s-]?){1,5}(?:\s?(?:Jr|Sr)\.)?)"
    r"(?:,?\s*(?:&|and\s|\.\s\.\s\.|…)?\s*|[,;]\s*|$)"
)
_ONLY_YEAR = re.compile(r"(?:19|20)\d\d[a-z]?$")
_SHORTEST = 8
_YEAR = re.compile(r"(?<![\d.:/-])((?:19|20)\d\d)[a-z]?(?![\d:/-]|\.\d)")
_OF_BOOK = re.compile(
    r"[\s,]*(?:In:?\s+)?[*_]?(?P<name>[^\d,.*_()\[\]]{3,200}?)[*_]?\s*(?=[,.(\d]|$)"
)
_NO_VENUE = re.compile(r"(?:arxiv|corr|preprint|https?|doi|ph\.?d|available|accessed)\b", re.I)
_SECOND = re.compile(
    r"[.)\d]\s?\[\d{1,4}\]\s{1,3}[A-Z]"
    r"|[^\s,]\s?[-*+•] (?:[A-Z][\w'’-]{1,40},? [A-Z]\.|[A-Z]\. [A-Z])"
)
_YEARS = re.compile(r"\((?:19|20)\d\d[a-z]?\)\.\s.*?\((?:19|20)\d\d[a-z]?\)\.\s")
_HEADING_LENGTH = 60
_GLUED = re.compile(r"[a-z]{4}[A-Z]|^(?:References|Bibliography|Literature) \S")
_JOINED = "The mark of a second reference stands inside this one: two may be run together."
_UNKNOWN = "It is not known where the title of this reference stands."
_BETWEEN = "This line belongs to no reference."


@dataclass(frozen=True, slots=True)
class _Reference:
    """The words of one reference and its lines."""

    words: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cited:
    """The parts of a reference whose style is known."""

    names: tuple[str, ...]
    is_all: bool
    title: str
    year: str
    rest: str


def confidence(text: str) -> float:
    """How many of the references are of a known style."""
    found, others = _references(split(text[:_SAMPLE])[0], text[:_SAMPLE])
    read_ones = sum(cited(each.words) is not None for each in found)
    total = len(found) + sum(not _may_be_heading(line.text) for line in others)
    return 0.85 * read_ones / total if read_ones >= _FEWEST else 0.0


def _may_be_heading(text: str) -> bool:
    """Whether a line between references may be the name of a part: short, and no sentence."""
    return _HEADING.match(text) is not None or (
        len(text) <= _HEADING_LENGTH and not text.endswith((".", ",", ";")) and "://" not in text
    )


def read(text: str, hints: Hints) -> Listing:
    """Read every reference of a known style."""
    records = Records(NAME, text, hints)
    found, others = _references(records.lines, records.text)
    for line in others:
        if _HEADING.match(line.text):
            records.claim(line.number)
        else:
            records.refuse(line.number, line.number, _BETWEEN)
    for each in found:
        parts = cited(each.words)
        if parts is None:
            records.refuse(each.first, each.last, _UNKNOWN)
        else:
            is_joined = bool(_SECOND.search(each.words) or _YEARS.search(each.words[:6000]))
            is_joined = is_joined or any(map(_GLUED.search, parts.names))
            about = [warning("joined", _JOINED, each.first)] if is_joined else []
            records.add(_facts(parts, each.words), each.first, each.last, about)
    return records.listing()


def _references(lines: Sequence[Line], text: str) -> tuple[list[_Reference], list[Line]]:
    """The references and the other lines: a mark begins one, else a blank line does."""
    rows = text.split("\n")
    marked = sum(_MARK.match(line.text) is not None for line in lines) * 3 > len(lines)
    groups: list[list[Line]] = []
    others: list[Line] = []
    for line in lines:
        mark = _MARK.match(line.text)
        goes_on = bool(groups) and groups[-1][-1].number == line.number - 1
        if _HEADING.match(line.text):
            others.append(line)
        elif mark or (not marked and (not goes_on or _is_hanging(rows, line, groups[-1]))):
            groups.append([line])
        elif goes_on and len(groups[-1]) < _LONGEST:
            groups[-1].append(line)
        else:
            others.append(line)
    return [_joined(group) for group in groups], others


def _is_hanging(rows: Sequence[str], line: Line, group: Sequence[Line]) -> bool:
    """Whether a line at the margin begins a reference, because those that go on are indented.

    Where no line is, one that ends in a full stop or in an address ends its reference.
    """
    row = rows[line.number - 1]
    is_whole = group[-1].text.endswith((".", ")", "]")) or (
        links.ends_with_link(group[-1].text) and " " in line.text
    )
    return not row[:1].isspace() and is_whole


def _joined(group: Sequence[Line]) -> _Reference:
    mark = _MARK.match(group[0].text)
    words = group[0].text[mark.end() :] if mark else group[0].text
    for line in group[1:]:
        is_cut = words.endswith("-") and line.text[:1].islower()
        words = words[:-1] + line.text if is_cut else f"{words} {line.text}"
    return _Reference(words, group[0].number, group[-1].last)


def cited(words: str) -> Cited | None:
    """The parts of a reference, None when it is of no style that says where the title stands."""
    words = _EMPHASIS.sub(r"\2", words[:6000].strip())
    return (
        _of(_APA.match(words), words)
        or _of(_QUOTED.match(words), words)
        or _of(_SPRINGER.match(words), words)
        or _by_stops(words)
    )


def is_apa(words: str) -> bool:
    """Whether a text is a reference in the style of the APA."""
    words = _EMPHASIS.sub(r"\2", words[:6000])
    return _of(_APA.match(words), words) is not None


def _of(match: re.Match[str] | None, words: str) -> Cited | None:
    if match is None:
        return None
    names, is_all = _people(match["people"])
    year = match.groupdict().get("year") or _last_year(match["rest"])
    title = match["title"].strip(" *_").rstrip(".,")
    is_title = not split_people(title)[0]
    return Cited(names, is_all, title, year, match["rest"]) if names and is_title else None


def _by_stops(words: str) -> Cited | None:
    """`People. Title. In Book, 2024.` and `People. 2024. Title. In Book.`"""
    ends = [stop.start() for stop in _STOP.finditer(words[:2500])]
    if len(ends) < 2:
        return None
    names, is_all = _people(words[: ends[0]])
    year = words[ends[0] + 1 : ends[1]].strip()
    if _ONLY_YEAR.match(year):
        del ends[0]
    else:
        year = ""
    title = words[ends[0] + 1 : ends[1]].strip("*_ ") if len(ends) > 1 else ""
    rest = words[ends[1] + 1 :].strip() if len(ends) > 1 else ""
    year = year[:4] or _last_year(rest)
    is_title = len(title) >= _SHORTEST and not split_people(title)[0]
    return Cited(names, is_all, title, year, rest) if names and is_title and year and rest else None


def _people(text: str) -> tuple[tuple[str, ...], bool]:
    """The names of a reference, and whether they are all; none when any part is no name."""
    text = text.strip().rstrip(",")
    found = list(_names(text)) if "," in text else []
    if found:
        return tuple(found), not re.search(r"et al|\. \. \.|…", text)
    names, is_all, _ = split_people(text)
    return names, is_all


def _names(text: str) -> Iterator[str]:
    """Names with the family name first, when the text is nothing else."""
    place = 0
    found = []
    while place < len(text) and (match := _FAMILY_FIRST.match(text, place)) and match.end() > place:
        found.append(match["name"].strip())
        place = match.end()
    rest = text[place:].strip(" .,")
    if not rest or rest.lower() == "et al":
        yield from found


def _last_year(rest: str) -> str:
    found = _YEAR.findall(rest)
    return found[-1] if found else ""


def _facts(parts: Cited, words: str) -> Facts:
    addresses = links.links(words)
    bare = next((each for each in re.findall(r"10\.\d{4,9}/\S{1,300}", words)), "")
    book = _OF_BOOK.match(parts.rest)
    venue = book["name"].strip() if book and not _NO_VENUE.match(book["name"].strip()) else ""
    return Facts(
        title=parts.title,
        authors=parts.names,
        author_count=len(parts.names) if parts.is_all else None,
        date=read_date(parts.year) if parts.year else None,
        date_as_shown=parts.year,
        url=next((link for each in addresses if (link := web_address(each))), None),
        arxiv_id=links.cited_arxiv_id(words)
        or next((found for each in addresses if (found := links.arxiv_id(each))), None),
        doi=links.plain_doi(bare),
        venue=venue or None,
    )
