"""Titles with the address of their paper behind them or on the line below, and nothing else.

So people keep papers in chats and notes: `A Title - https://arxiv.org/abs/…`, or two lines;
and programs that list the open tabs of a browser: `https://arxiv.org/abs/… | A Title`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.checks import warning
from reader.importers.text.lines import Line, split
from reader.importers.text.looks import score
from reader.importers.text.page_titles import paper_title
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "titled-links"
LABEL = "Titles with links to papers"

_SAMPLE = 200_000
_FEWEST = 2
_LEAST, _ENOUGH_BELOW = 0.51, 3
"""So sure are titles with a link of its own line below each, whatever a letter says between."""
_LONGEST = 300
_LONGEST_FRONT = 60  # lines
_SAME_LINE = re.compile(
    r"(?P<title>[^\s\[(<#|].{3,300}?)[\s:–—|(<-]{1,5}(?P<link>https?://[^\s<>()]{1,500})[)>]?$"
)
_TAB = re.compile(r"(?P<link>https?://[^\s<>()|]{1,500})\s+[|–—-]\s+(?P<title>\S.{2,300})$")
_MARK = re.compile(r"(?:[-*+•]|\d{1,5}[.)])\s+(?:\[[ xX-]?\]\s+)?")
_STATE = re.compile(r"(?:TODO|DOING|DONE|LATER|NOW|WAITING|CANCELED)\s+")
_PROPERTY = re.compile(r"(?P<name>[\w-]{1,40})::\s+(?P<value>\S.{0,1000})$")
"""A property of a block in Logseq: it stands below the first line of its block."""
_MOST_PROPERTIES = 40
_PAGE = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?(?P<title>[^\[\]|]{1,300})\]\](?!\()")
"""A link from one note to another, perhaps with words of its own behind a bar."""
_TAGS = re.compile(
    r"(?:\s+#[^\W\d][\w/-]{0,60}"
    r"|\s+[⏫🔼🔽🔺📅⏳🛫✅➕]\ufe0f?(?:\s?\d{4}-\d\d-\d\d)?)+$"
)
_LINKED = re.compile(r"\[(?P<title>[^\[\]]{3,300})\]\((?P<link>https?://[^\s()]{1,500})\)$")
_AROUND = re.compile(r"#{1,6}\s|[-=*_]{3,}$")
_LONG = "This title is as long as a sentence or more."
_ABOVE = "The text on line {} may be the beginning of this title."
_OF_SITE = "paper page - "
_ONLY_SITE = "Only words of the site are left of this title."
_ALONE = "No link to a paper stands behind this line or below it."


def _front(lines: Sequence[Line]) -> int:
    """How many lines are the front matter of a note: from `---` to `---` at its beginning."""
    if not lines or lines[0].text != "---":
        return 0
    ends = (place for place, line in enumerate(lines[1:_LONGEST_FRONT], 1) if line.text == "---")
    return next(ends, -1) + 1


def confidence(text: str) -> float:
    """How many of the lines are titles with the link of their paper."""
    lines, _ = split(text[:_SAMPLE])
    lines = lines[_front(lines) :]
    found = _papers(lines)
    around = sum(_AROUND.match(line.text) is not None for line in lines)
    used = sum(last - first + 1 for _, first, last in found)
    below = sum(last > first for _, first, last in found)
    least = _LEAST if below >= _ENOUGH_BELOW else 0.0
    if len(found) < _FEWEST:  # a link that was dropped or pasted is all of its text
        return 0.85 if found and used == len(lines) and (below or _is_link(lines[0])) else 0.0
    return max(least, 0.85 * used / (len(lines) - around))


def read(text: str, hints: Hints) -> Listing:
    """Read every title that a link to a paper follows."""
    records = Records(NAME, text, hints)
    front = _front(records.lines)
    used: set[int] = set(range(front))
    for line in records.lines[:front]:
        records.claim(line.number)
    for facts, first, last in _papers(records.lines):
        numbers = [records.lines[first].number, records.lines[last].number]
        doubt = score(facts.title) >= 0
        about = [warning("abstract-like", _LONG, numbers[0])] if doubt else []
        if _OF_SITE.startswith(facts.title.lower()):
            about.append(warning("cut", _ONLY_SITE, numbers[0]))
        above = records.lines[first - 1] if first and first - 1 not in used else None
        is_near = above is not None and above.last + 1 == numbers[0]
        if above is not None and is_near and not _AROUND.match(above.text):
            about.append(warning("wrapped", _ABOVE.format(above.number), numbers[0]))
        records.add(facts, numbers[0], numbers[1], about)
        used.update(range(first, last + 1))
    for place, line in enumerate(records.lines[front:], front):
        if _AROUND.match(line.text):
            records.claim(line.number)
        elif place not in used:
            records.refuse(line.number, line.number, _ALONE)
    return records.listing()


def _papers(lines: Sequence[Line]) -> list[tuple[Facts, int, int]]:
    """The papers, each with the places of its first and last line."""
    found = []
    place = 0
    while place < len(lines):
        words = paper_title(_without_mark(lines[place].text, is_alone=len(lines) == 1))
        same = (_SAME_LINE.match(words) or _TAB.match(words)) if "](" not in words else None
        below = lines[place + 1] if place + 1 < len(lines) else None
        is_near = below is not None and below.number - lines[place].last <= 1
        link = _link(_without_mark(below.text)) if below is not None and is_near else None
        said = _properties(lines, place + 1)
        own = next((each for each in map(_link, said.values()) if each), None)
        if own and _is_title(words):
            found.append((_with_properties(words, own, said), place, place + len(said)))
            place += len(said)
        elif same and links.is_paper(same["link"]) and "http" not in same["title"]:
            found.append((_facts(same["title"], same["link"]), place, place))
        elif link and _is_title(words):
            found.append((_facts(words, link), place, place + 1))
            place += 1
        place += 1
    return found


def _properties(lines: Sequence[Line], start: int) -> dict[str, str]:
    """The properties that stand from a line on, each on a line of its own."""
    found: dict[str, str] = {}
    for place in range(start, min(len(lines), start + _MOST_PROPERTIES)):
        match = _PROPERTY.match(lines[place].text)
        if match is None or match["name"].lower() in found:
            break
        found[match["name"].lower()] = match["value"]
    return found


def _with_properties(words: str, link: str, said: Mapping[str, str]) -> Facts:
    """A paper whose block says more of it."""
    people = next((said[each] for each in ("authors", "author") if each in said), "")
    names = author_names(people.replace("[[", "").replace("]]", ""))
    day = said.get("date") or said.get("year", "")
    return replace(
        _facts(words, link),
        authors=names,
        author_count=len(names) or None,
        date=read_date(day.strip("[]")),
        date_as_shown=day,
    )


def _without_mark(text: str, *, is_alone: bool = False) -> str:
    """A line without bullet, box and tags; a linked title of several is of another format."""
    mark = _MARK.match(text)
    text = text[mark.end() :] if mark else text
    state = _STATE.match(text) if mark else None
    text = _PAGE.sub(r"\g<title>", _TAGS.sub("", text[state.end() :] if state else text))
    is_task = mark is not None and ("[" in mark[0] or state is not None)
    return _LINKED.sub(r"\g<title> \g<link>", text) if is_task or is_alone else text


def _is_link(line: Line) -> bool:
    return _LINKED.match(line.text) is not None


def _is_title(words: str) -> bool:
    is_other = "://" in words or words.startswith(("[", "<", "|", ">", "#")) or words.endswith(":")
    return not is_other and 3 < len(words) <= _LONGEST and any(each.isalpha() for each in words)


def _link(words: str) -> str | None:
    """The address that a line consists of, if it is that of a paper."""
    link = web_address(words.strip("<>() "))
    return link if link and links.is_paper(link) else None


def _facts(title: str, link: str) -> Facts:
    return Facts(
        title=paper_title(title.strip(' "“”*_')),
        url=link,
        arxiv_id=links.paper_id(link),
        doi=links.doi(link),
    )
