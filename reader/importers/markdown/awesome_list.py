"""Curated “awesome” lists in Markdown: an item a paper, with year, authors and named links.

`- **Title** (2015), A. Author et al. [[pdf]](https://...)` in all the ways people write it: bold
or not, the title itself a link, the year missing or its bracket left open, no link at all. An
item counts as a paper when a year in brackets, people, or a link to a paper says so.
"""

import re
from dataclasses import dataclass, field

from reader.clean import white
from reader.importers.bibliographies.references import is_apa
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.lines import Line, split
from reader.importers.text.partial_dates import read_date
from reader.importers.text.people_words import (
    are_whole_names,
    split_people,
    tail_of_names,
    tail_of_people,
)
from reader.importers.text.records import Records, web_address
from reader.importers.text.venues import is_tag, venue_in
from reader.model import Facts, Listing

NAME = "awesome-list"
LABEL = "Awesome list in Markdown"

_SAMPLE = 200_000
_ENOUGH = 3
_LONGEST = 20
"""How many lines an item may have."""
_ITEM = re.compile(r"(?:[-*+•]|\d{1,5}[.)])\s+(?:\[[ xX]\]\s+)?(?P<text>.*)$")
_TARGET = (
    r"\s?\(\s?(?P<link>https?://[^\s()]{1,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,200}){0,5})\s{0,3}\)"
)
_LINK = re.compile(rf"\[(?:\[(?P<label>[^\[\]]{{1,60}})\]|(?P<plain>[^\[\]!]{{1,60}}))\]{_TARGET}")
_LINKED_TITLE = re.compile(rf"(?:\*\*|__)?\[(?P<title>[^\[\]]{{1,1000}})\]{_TARGET}(?P<rest>.*)$")
_BOLD_TITLE = re.compile(r"(?:\*\*|__|《)(?P<title>[^*《》]{1,1000}?)(?:\*\*|__|》)(?P<rest>.*)$")
_YEAR = re.compile(
    r"\(\s?(?P<shown>(?:[^()]{0,30}\W)?(?:19|20)\d\d(?:[-/. ][^(),]{0,12})?)\s?(?:\)|,)"
)
_AROUND = re.compile(r"#{1,6}\s|<!--|-->|<[/a-z]|\[?!\[|>|\*[^*]|\|", re.IGNORECASE)
_BADGE = re.compile(rf"\[\s?!\[[^\[\]]{{0,300}}\]\([^()]{{0,1000}}\)\s?\]{_TARGET}")
_BARE = re.compile(r"(?<![(\w])<?https?://[^\s<>()|]{1,2000}>?")
_LEAD = re.compile(r"[^\w\[(*_《\"“‘'$<\\`~&#]{1,12}")
_TAG = re.compile(
    r"[*_`]{0,3}[\[(]\s?(?P<tag>[^\[\]()]{2,60}?)\s?[\])](?!\()[*_`]{0,3}\s{0,3}[-–:,.]?\s*"
)
_TOPIC = re.compile(r"(?:\*\*|__)\[[^\[\]]{1,40}\](?:\*\*|__)\s+(?=[^\s(])")
_DATED = re.compile(r"[.,]\s+(?P<shown>(?:19|20)\d\d(?:[-./]\d\d){0,2})\.?$")
_LEFT = re.compile(r"\[[\s|,/·&]{0,9}\]|\(\s{0,3}\)|\|")
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\[(?P<people>[^\[\]()]{3,400})\](?!\()")
_LABEL = re.compile(r"^(?:authors?|by|venue|paper|link|code|pdf|url)\s?:\s*", re.IGNORECASE)
_PICTURE = re.compile(r"\[?!\[[^\[\]]{0,300}\]\([^()]{0,1000}\)(?:\]\([^()]{0,1000}\))?")
_CONTENTS = re.compile(r"(?:\*\*)?\[[^\[\]]{1,300}\]\(#")
_PAPER_LABELS = frozenset(
    {"pdf", "paper", "arxiv", "doi", "preprint", "article", "openreview"}
    | {"论文", "論文", "原文", "статья", "논문", "artikel", "artículo", "artigo", "articolo"}
)
_LABELS = _PAPER_LABELS | frozenset(
    {"web", "html", "link", "url", "website", "project", "project page", "page", "blog", "code"}
    | {"github", "slides", "video", "demo", "dataset", "data", "bib", "bibtex", "supp", "poster"}
    | {"链接", "代码", "项目", "主页", "コード", "код", "코드", "ссылка"}
)
_NUMBER_ALONE = re.compile(
    r"\W*(?:\d{1,5}\W{1,4})?(?:arXiv\W{0,3})?\d{4}\.\d{4,5}(?:v\d{1,2})?\W*$"
)
_DATED_PEOPLE = re.compile(r"\((?P<people>[^()]{3,600}?),?\s(?P<shown>(?:19|20)\d\d)\)")
_RUN_ON = re.compile(r"[)\]]\s?[-*+]\s(?:\*\*|[A-Z“\[(])")
_JOINED = "Another item with a year of its own may begin in the middle of this one."
_LABEL_WORDS = 3  # longer names of links are titles
_PUNCTUATION = " \t,.;:)–—-*_"
_NO_PAPER = "This item names no year, no people and no link to a paper."
_GUESSED = "The last words of this item were read as people; they may belong to the title."
_NO_ITEM = "This line is no item of the list."


@dataclass(slots=True)
class _Item:
    """The text of an item and the lines it stands on."""

    text: str
    first: int
    last: int
    below: list[str] = field(default_factory=list)
    """People and links that stand below it as items of their own."""


@dataclass(slots=True)
class _Paper:
    """What was told apart in an item."""

    title: str
    date: str | None = None
    shown: str | None = None
    people: str = ""
    unread: str = ""
    venue: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    is_sure: bool = True
    """Whether there is no doubt where the title ends."""
    has_commas: bool = False
    """Whether nothing but commas parts title and people."""

    @property
    def paper_link(self) -> str | None:
        """The first link that leads to a paper."""
        for label, link in self.links:
            if label in _PAPER_LABELS or links.is_paper(link):
                return link
        return None


def confidence(text: str) -> float:
    """How many of the lines are items that tell more of a paper than its linked title."""
    items, others = _items(split(text[:_SAMPLE])[0], text[:_SAMPLE])
    papers = [paper for item in items if (paper := _paper(item))]
    telling = sum(map(_is_telling, papers))
    linked = sum(paper.paper_link is not None and not _is_telling(paper) for paper in papers)
    total = sum(1 for item in items if not _CONTENTS.match(item.text))
    total += sum(1 for line in others if not _is_around(line.text))
    return (0.9 * telling + 0.6 * linked) / total if telling and telling + linked > 1 else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every item that is a paper; words around the whole list are its head and foot."""
    records = Records(NAME, text, hints)
    items, others = _items(records.lines, records.text)
    papers = [(item, _paper(item)) for item in items]
    taken = [item for item, paper in papers if paper is not None]
    _confirm([paper for _, paper in papers if paper is not None])
    for item, paper in papers:
        if paper is not None:
            _add(paper, item, records)
        elif _CONTENTS.match(item.text):
            records.claim(item.first, item.last)
        else:
            records.refuse(item.first, item.last, _NO_PAPER)
    for line in others:
        is_inside = taken and taken[0].last < line.number < taken[-1].first
        if is_inside and not _is_around(line.text):
            records.refuse(line.number, line.number, _NO_ITEM)
        else:
            records.claim(line.number)
    return records.listing()


def _is_around(text: str) -> bool:
    """Whether a line is a heading, a rule or mark-up around the items."""
    return _AROUND.match(text) is not None or not text.strip("-*_= ")


def _confirm(papers: list[_Paper]) -> None:
    """Believe in people behind commas where nearly all items have them, and no title their words.

    What could be the end of a title shares a word with other titles of the list.
    """
    listed = [paper for paper in papers if paper.has_commas]
    if len(listed) < _ENOUGH or len(listed) * 5 < len(papers) * 4:
        return
    words = {word for paper in papers for word in _words(paper.title)}
    for paper in listed:
        paper.is_sure = not words & _words(split_people(paper.people)[0][0])


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text)}


def _items(lines: list[Line], text: str) -> tuple[list[_Item], list[Line]]:
    """The items, each with the indented lines below that go on with it, and the other lines."""
    raw = text.split("\n")
    items: list[_Item] = []
    others: list[Line] = []
    for place, line in enumerate(lines):
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        match = _ITEM.match(line.text)
        said = match["text"] if match else line.text
        goes_on = match is None or _is_links(said)
        before = items[-1] if items else _Item("", 0, -_LONGEST)
        is_next = before.last == line.number - 1 < before.first + _LONGEST
        is_below = is_next and raw[line.number - 1][:1] in (" ", "\t")
        if is_below and goes_on:
            before.text += f" {said}"
            before.last = line.number
        elif is_below and _is_detail(said, following):
            before.below.append(_LABEL.sub("", said, count=1))
            before.last = line.number
        elif match and line.text.strip("-*_= "):
            items.append(_Item(said, line.number, line.number))
        else:
            others.append(line)
    return items, others


def _is_detail(text: str, following: str) -> bool:
    """Whether an item below another one is an address, or its people.

    One name alone could as well be a topic; an address has to follow it.
    """
    said = _LABEL.sub("", text, count=1)
    marks = said != text or any(mark in said for mark in (",", " and ", "et al"))
    are_people = bool(split_people(said.strip("*_ "))[0])
    return _is_address(said) or (are_people and (marks or _is_address(following)))


def _is_address(text: str) -> bool:
    """Whether a text, perhaps with the mark of an item, is an address and nothing else."""
    text = text.strip(_PUNCTUATION + "+•")
    return _BARE.match(text) is not None and not _BARE.sub("", text).strip(_PUNCTUATION)


def _is_links(text: str) -> bool:
    """Whether a text is links with the usual labels and nothing else."""
    found = [label for label, _ in _links(text)]
    is_all = not _LINK.sub("", text).strip(_PUNCTUATION)
    return is_all and all(label in _LABELS for label in found)


def _links(text: str) -> list[tuple[str, str]]:
    """The links of a text with their labels."""
    return [((m["label"] or m["plain"]).lower().strip(), m["link"]) for m in _LINK.finditer(text)]


def _paper(item: _Item) -> _Paper | None:
    """The parts of an item, None when nothing says that it is a paper."""
    if _CONTENTS.match(item.text):
        return None
    badges = [("badge", match["link"]) for match in _BADGE.finditer(item.text)]
    text = _PICTURE.sub(" ", _BADGE.sub(" ", _BREAK.sub(" ", item.text))).strip()
    text, lead = _without_lead(text)
    if is_apa(text):
        return None  # its year would part the people from the title the wrong way round
    linked = _LINKED_TITLE.match(text)
    if linked is not None and linked["title"].lower().strip("*_ ") not in _LABELS:
        marked, rest = linked["title"], linked["rest"]
        found = [("", linked["link"])]
    else:
        bold = _BOLD_TITLE.match(text)
        marked, rest = (bold["title"], bold["rest"]) if bold else ("", text)
        found = []
    below = [each for each in item.below if _BARE.match(each)]
    found += [*_links(rest), *badges]
    rest = _LINK.sub(" ", rest)
    found += [("", link) for each in (rest, *below) for link in links.links(each)]
    paper = _told_apart(marked, _LEFT.sub(" ", _BARE.sub(" ", rest)), lead)
    paper.people = paper.people or ", ".join(each for each in item.below if each not in below)
    paper.links = found
    is_sure = paper.date or paper.people or paper.venue or paper.paper_link
    has_title = re.search(r"[^\W\d_]", paper.title) and not _NUMBER_ALONE.match(paper.title)
    return paper if is_sure and has_title else None


def _without_lead(text: str) -> tuple[str, str]:
    """The text without pictograms and without a venue or date in brackets before the title."""
    lead = ""
    if topic := _TOPIC.match(text):
        text = text[topic.end() :]
    for _ in range(3):
        if match := _LEAD.match(text):
            text = text[match.end() :]
        tag = _TAG.match(text)
        if tag is None or not is_tag(tag["tag"]):
            return text, lead
        lead = f"{lead} {tag['tag'].strip('*_` ')}".strip()
        text = text[tag.end() :]
    return text, lead


def _told_apart(marked: str, rest: str, lead: str) -> _Paper:
    """Title, venue, year and people, from the title where it is marked and the words around it."""
    venue, date, rest = _venue(marked, rest, lead)
    both = _DATED_PEOPLE.search(rest)
    if both and are_whole_names(both["people"]):
        rest = f"{rest[: both.start()]} ({both['shown']}) {both['people']} {rest[both.end() :]}"
    year = _YEAR.search(rest) or (None if marked or venue else _DATED.search(rest.rstrip()))
    shown = year["shown"] if year else None
    before, after = (rest[: year.start()], rest[year.end() :]) if year else (rest, "")
    title, is_sure, has_commas = marked, True, False
    if not marked and year:
        title = before
        if after.lstrip().startswith(":"):
            more, after, is_sure = tail_of_people(after.strip(" :"))
            title = f"{title.rstrip()}: {more}"
    elif not marked:
        title, after, is_sure = tail_of_people(before.rstrip(_PUNCTUATION))
        if not after and venue:
            title, after = tail_of_names(title)
            has_commas = bool(after)
            is_sure = not has_commas
    else:
        after = f"{before.strip(_PUNCTUATION)} {after}" if before.strip(_PUNCTUATION) else after
    people, unread = _people(after)
    listed = _IN_BRACKETS.search(after) if not people else None
    if listed and are_whole_names(listed["people"]):
        people = listed["people"]
        unread = white(f"{after[: listed.start()]} {after[listed.end() :]}").strip(_PUNCTUATION)
    title = white(title).strip("*_ ").rstrip(",;")
    date = read_date(shown) if shown else date
    shown = shown or ((lead or venue) if date else None)
    return _Paper(title, date, shown, people, unread, venue, is_sure=is_sure, has_commas=has_commas)


def _venue(marked: str, rest: str, lead: str) -> tuple[str, str | None, str]:
    """The venue before the title or behind it, the date beside it, and the rest without it.

    Where nothing marks the title, a venue in the middle of the words may be part of it.
    """
    if lead:
        found = venue_in(lead)
        return (found[0], found[1], rest) if found else ("", read_date(lead), rest)
    found = venue_in(rest)
    if found is None:
        return "", None, rest
    name, date, start, end = found
    before, after = rest[:start].rstrip(" *_`("), rest[end:].lstrip(" *_`)")
    is_apart = not before or before[-1] in ",.;:[–—-|" or rest[start - 1] in "(*_`"
    if not (marked or (is_apart and not after.strip(_PUNCTUATION))):
        return "", None, rest
    return name, date, f"{before.rstrip(_PUNCTUATION + '[')} {after}"


def _people(text: str) -> tuple[str, str]:
    """The words behind the year as people, or as words that were not read."""
    text = white(text).strip(_PUNCTUATION + "(，")
    names, _, rest = split_people(text)
    return (text, rest) if names else ("", text)


def _is_telling(paper: _Paper) -> bool:
    is_named = any(label in _LABELS or label.startswith("arxiv:") for label, _ in paper.links)
    return bool(paper.date or paper.people or paper.venue or is_named)


def _add(paper: _Paper, item: _Item, records: Records) -> None:
    names, is_all, _ = split_people(paper.people)
    addresses = [link for _, link in paper.links]
    url = paper.paper_link or next((each for each in addresses if not links.code_link(each)), None)
    codes = (links.code_link(each) for each in addresses)
    about = []
    if paper.unread:
        said = f"Not read beside the title: “{paper.unread[:80]}”."
        about.append(warning("words-unread", said, item.first))
    odd = next((label for label, _ in paper.links if len(label.split()) > _LABEL_WORDS), "")
    if odd:
        about.append(warning("joined", f"“{odd[:60]}” may be another title.", item.first))
    run_on = _RUN_ON.search(item.text)
    papers = {link for label, link in paper.links if links.is_paper(link)}
    if run_on and (len(_YEAR.findall(item.text)) > 1 or len(papers) > 1):
        about.append(warning("joined", _JOINED, item.first))
    if not paper.is_sure:
        about.append(warning("people-guessed", _GUESSED, item.first))
    facts = Facts(
        title=paper.title,
        authors=names,
        author_count=len(names) if names and is_all else None,
        date=paper.date,
        date_as_shown=paper.shown,
        venue=paper.venue or None,
        url=web_address(url),
        arxiv_id=next((found for each in addresses if (found := links.arxiv_id(each))), None),
        code_url=next((each for each in codes if each), None),
    )
    records.add(facts, item.first, item.last, about)
