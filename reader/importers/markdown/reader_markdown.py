"""Reader's own Markdown export, read back: one document of many papers, or a file for each.

Only facts are taken: title, authors, date, venue, abstract, links. What the person said (state,
star, tags, highlights, comments, notes) stays in the file, and that is said for each paper
that has any. What the readable form does not say, such as TeX and the names of many authors, is
taken from the comment that says it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from reader.dates import MONTHS
from reader.importers.format import Hints
from reader.importers.markdown.reader_facts import read_unsaid, with_unsaid
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Caution, Facts, Listing

NAME = "reader-markdown"
LABEL = "Reader’s own Markdown export"

_FRONT = re.compile(r"\ufeff?---\n(?P<lines>(?:[^\n]*\n){1,200}?)---(?:\n|$)")
_MEMBER = re.compile(r"(?P<name>[a-z_]{1,40}):(?:\s+(?P<value>.*))?$")
_LISTED = re.compile(r"\s+-\s+(?P<value>.*)$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FACTS_LINE = re.compile(r"(?P<facts>.*?\.)(?P<tags>(?: #[\w/-]+)*) \[@[^\s\]]{1,200}\]$")
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"(?:^|, )(?P<date>(?:[0-3]?\d )?(?:{_MONTH}) [12]\d{{3}}|[0-3]?\d (?:{_MONTH})"
    r"|[12]\d{3}|Undated)(?=, |\.$)"
)
_LINK = re.compile(r"\[(?P<name>arXiv|DOI|Page|Code)\]\((?P<link>[^\s()]{1,6000})\)")
_NAMES = "Names with the family name first stand among others: they cannot be parted surely."
_MORE = re.compile(r"(?P<count>\d{1,6}) (?:more|authors?)$")
_SECTION = re.compile(r"#{2,3} (Abstract|Highlights|Notes|Related papers)$")
_MARKS = "What you added to this paper is not read: {what}."
_MARKER = re.compile(r"^<!-- reader:[a-z0-9: ]{3,200} -->[ \t]*$", re.MULTILINE)
_UNSAID = re.compile(r"<!-- facts: (?P<facts>\{.*\}) -->")
_COUNT = "The file says that it has {said} papers, and {found} were found."


@dataclass(slots=True)
class _Page:
    """One paper: its title, the line of facts, the links, its sections, its lines."""

    title: str
    first: int
    last: int
    facts: str = ""
    tags: str = ""
    links: dict[str, str] = field(default_factory=dict)
    unsaid: dict[str, object] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)


def confidence(text: str) -> float:
    """Whether it begins with the front matter that Reader writes, and papers follow."""
    front, end = _front_matter(text[:20_000])
    is_document = isinstance(front.get("papers"), int)
    is_file = {"title", "state", "starred", "key", "id"} <= front.keys()
    begins = _MARKER.sub("", text[end : end + 2000]).lstrip()
    return 1.0 if is_file or (is_document and begins.startswith("# ")) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every paper; the title of the document and its front matter belong to the file."""
    records = Records(NAME, text, hints)
    front, end = _front_matter(records.text)
    is_file = "id" in front
    pages = list(_pages(records.text.split("\n"), records.text.count("\n", 0, end), is_file))
    records.claim(1, pages[0].first - 1 if pages else records.total)
    for page in pages:
        read_facts = _facts_of_file(front, page) if is_file else _facts(page)
        facts = with_unsaid(read_facts, page.unsaid, _plain(page.facts))
        first = 1 if is_file else page.first
        is_sure = is_file or "authors" in page.unsaid
        about = [] if is_sure else _about_people(page, facts.authors)
        records.add(facts, first, page.last, [*_unread(front, page), *about])
    said = front.get("papers")
    if not is_file and isinstance(said, int) and said != len(pages):
        records.warn("broken", _COUNT.format(said=said, found=len(pages)), 1)
    return records.listing()


def _front_matter(text: str) -> tuple[dict[str, Any], int]:
    """The members of the block at the beginning, and where it ends; empty if there is none."""
    block = _FRONT.match(text)
    members: dict[str, Any] = {}
    name = ""
    for line in block["lines"].split("\n") if block else ():
        if match := _MEMBER.match(line):
            name = match["name"]
            members[name] = _value(match["value"] or "")
        elif (listed := _LISTED.match(line)) and name:
            before = members[name] if isinstance(members[name], list) else []
            members[name] = [*before, _value(listed["value"])]
    return members, block.end() if block else 0


def _value(written: str) -> Any:
    """A value as we write it, JSON; or as another program has written it anew, plain."""
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return written.strip().strip("'\"")


def _pages(rows: Sequence[str], start: int, is_file: bool) -> Iterator[_Page]:
    """The papers: a heading counts as one when the line of facts follows it."""
    heading = "# " if is_file else "## "
    places = [
        place
        for place in range(start, len(rows))
        if rows[place].startswith(heading) and _facts_line(rows, place)
    ]
    places = places[:1] if is_file else places
    for place, end in pairwise([*places, len(rows)]):
        while end > place + 1 and not rows[end - 1].strip():
            end -= 1
        yield _page(rows, place, end)


def _facts_line(rows: Sequence[str], place: int) -> re.Match[str] | None:
    following = next((row for row in rows[place + 1 : place + 3] if row.strip()), "")
    return _FACTS_LINE.match(following) if len(following) < 20_000 else None


def _page(rows: Sequence[str], place: int, end: int) -> _Page:
    page = _Page(_plain(rows[place].lstrip("# ")), place + 1, end)
    line = _facts_line(rows, place)
    assert line is not None, "a page has a line of facts"
    page.facts, page.tags = line["facts"], line["tags"].strip()
    section = ""
    for row in rows[place + 1 : end]:
        # A note may hold headings of its own: after “Notes” nothing is a section any more.
        if (found := _SECTION.match(row)) and section != "Notes":
            section = found[1]
            page.sections[section] = []
        elif _MARKER.match(row):
            continue
        elif section:
            page.sections[section].append(row)
        elif match := _UNSAID.fullmatch(row.strip()):
            page.unsaid = read_unsaid(match["facts"])
        elif not page.links:
            page.links = {
                each["name"]: each["link"].replace("%28", "(").replace("%29", ")")
                for each in _LINK.finditer(row)
            }
    return page


def _unread(front: dict[str, Any], page: _Page) -> list[Caution]:
    """That marks of the person stand in this page, if any do."""
    marks = [name.lower() for name in ("Highlights", "Notes") if name in page.sections]
    if page.tags or front.get("tags"):
        marks.append("tags")
    said = _MARKS.format(what=", ".join(marks))
    return [warning("words-unread", said, page.first)] if marks else []


def _about_people(page: _Page, authors: Sequence[str]) -> list[Caution]:
    """That the names of a document could be parted in another way: `Holm, Ida and Li Na`."""
    found = _DATE.search(page.facts)
    is_said = bool(found and page.facts[: found.start()].strip()) and not _MORE.match(page.facts)
    single = [name for name in authors if " " not in name]
    is_odd = (is_said and not authors and " and " in page.facts) or 0 < len(single) < len(authors)
    return [warning("broken", _NAMES, page.first)] if is_odd else []


def _facts(page: _Page) -> Facts:
    """What the line of facts and the links of a document say."""
    found = _DATE.search(page.facts)
    people = page.facts[: found.start()] if found else ""
    venue = page.facts[found.end() :].strip(" ,").removesuffix(".") if found else ""
    shown = found["date"] if found and found["date"] != "Undated" else ""
    authors, count = _people(people)
    return Facts(
        title=page.title,
        abstract=_abstract(page),
        authors=authors,
        author_count=count,
        date=_date(shown),
        url=_address(page),
        arxiv_id=links.arxiv_id(page.links.get("arXiv", "")),
        doi=page.links.get("DOI"),
        venue=_plain(venue) or None,
        code_url=links.code_link(page.links.get("Code", "")),
    )


def _facts_of_file(front: dict[str, Any], page: _Page) -> Facts:
    """What the front matter says, which has every fact as it is; the abstract from the page."""
    names = _texts(front, "authors")
    count = front.get("author_count")
    return Facts(
        title=_text(front, "title") or page.title,
        abstract=_abstract(page),
        authors=names,
        author_count=count if isinstance(count, int) else len(names) or None,
        date=_text(front, "date") or None,
        url=web_address(_text(front, "url")),
        arxiv_id=links.bare_arxiv_id(_text(front, "arxiv")),
        doi=_text(front, "doi") or None,
        venue=_text(front, "venue") or None,
        code_url=links.code_link(page.links.get("Code", "")),
        keywords=_texts(front, "keywords"),
        ids=_texts(front, "ids"),
    )


def _texts(front: dict[str, Any], name: str) -> tuple[str, ...]:
    listed = front.get(name)
    return (
        tuple(each for each in listed if isinstance(each, str)) if isinstance(listed, list) else ()
    )


def _text(front: dict[str, Any], name: str) -> str:
    value = front.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _people(text: str) -> tuple[tuple[str, ...], int | None]:
    """The names in a row, and how many there are; `Family, Given` where the last one is so."""
    if (only := _MORE.match(text)) is not None:
        return (), int(only["count"])
    before, _, last = text.rpartition(" and ")
    more = _MORE.match(last)
    if more is not None:
        before, last = (before, "") if before else ("", "")
    parts = [part for part in before.split(", ") if part]
    ending = last.split(", ") if last else []
    if len(ending) == 2 or (more and any(" " not in each for each in parts)):
        whole = [*parts, *ending]
        if len(whole) % 2:
            return (), None
        parts = [", ".join(whole[place : place + 2]) for place in range(0, len(whole), 2)]
    else:
        parts += ending
    names = tuple(_plain(part) for part in parts)
    unnamed = int(more["count"]) if more else 0
    return names, (len(names) + unnamed) or None


def _date(shown: str) -> str | None:
    """`31 Mar 2025`, `Mar 2025`, `2025`, or `31 Mar` without its year, as ISO."""
    if shown and not shown[-4:].isdigit():
        day, month = shown.split(" ")
        return f"--{MONTHS.index(month) + 1:02d}-{int(day):02d}"
    return read_date(shown)


def _address(page: _Page) -> str | None:
    return next((page.links[name] for name in ("Page", "arXiv", "DOI") if name in page.links), None)


def _abstract(page: _Page) -> str | None:
    return _plain("\n".join(page.sections.get("Abstract", ()))).strip() or None


def _plain(text: str) -> str:
    """Text that was made literal for Markdown, as it was before."""
    return _ESCAPED.sub(r"\1", text)
