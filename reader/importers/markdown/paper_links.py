"""Lists in Markdown whose items are the title of a paper, linked to it, and nothing else.

Headings that are a month or a year date the items below. A link counts as that of a paper
when its address holds an arXiv number or a DOI.
"""

import re
from dataclasses import replace

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.lines import split
from reader.importers.text.looks import score
from reader.importers.text.page_titles import paper_title
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records
from reader.model import Facts, Listing

NAME = "paper-links"
LABEL = "Markdown list of links to papers"

_SAMPLE = 200_000
_FEWEST = 2
_IN_LETTER, _OF_LETTER = 2, 0.5
_ITEM = re.compile(
    r"(?:(?:[-*+•]|\d{1,5}[./)])\s+)?(?:\[[ xX-]?\]\s+)?(?:\*\*|__)?"
    r"(?:\d{1,3}[./)]\s+)?\[(?P<title>[^!].{0,2000}?)\]"
    r"\((?P<link>https?://[^\s()]{1,500}(?:\([^\s()]{0,200}\)[^\s()]{0,200})?)\)(?:\*\*|__)?\s*(?P<rest>.*)$"
)
_VOTES = re.compile(
    r"[\s(–—|·-]*(?:[▲△⬆🔼👍❤]\ufe0f?|upvotes?\s?:?)\s?(?P<count>\d{1,7})\)?$", re.IGNORECASE
)
_IMAGES = re.compile(r"(?:\[?!\[[^\]]{0,300}\]\([^)]{0,1000}\)(?:\]\([^)]{0,1000}\))?[\s|,]*)+$")
_TAGS = re.compile(r"(?:\s*#[^\W\d][\w/-]{0,60})+$")
_TAG = re.compile(r"(?:^|(?<=\s))#([^\W\d][\w/-]{0,60})")
"""Tags as notes in Markdown have them: `#reading/later`."""
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*)$")
_DATED = re.compile(r"\W*(?:[12]\d{3}\W*)?[A-Za-z]{0,9}\.?\W*(?:[12]?\d{1,3}\W*)?[A-Za-z]{0,9}\W*$")
_ASIDE = re.compile(r"\s?\(\[[^\[\]]{1,60}\]\([^()]{1,1000}\)\)")
_LINKED = re.compile(r"\[([^\[\]]{1,300})\]\([^()]{1,1000}\)")
_BLURB = re.compile(r"^[\s–—:|-]+")
_SHORT_PROSE = -1.0
_ONLY_WORDS = "The list says some words about this paper; they are not its abstract."
_NO_PAPER = "This line is no title that links to a paper."


def confidence(text: str) -> float:
    """How many of the lines are items that consist of a title linked to a paper."""
    lines, _ = split(text[:_SAMPLE])
    inside = items = blurbs = 0
    for line in lines:
        match = _item(line.text)
        items += match is not None and _is_bare(match["rest"])
        blurbs += match is not None and bool(_sentence(match["rest"]))
        inside += match is None and _belongs(line.text)
    total = len(lines) - inside
    if items < _FEWEST and items + blurbs >= _IN_LETTER:
        return _OF_LETTER  # a letter that says a few words of each paper, among others of its own
    return items / total if items >= _FEWEST and total else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every item whose link is that of a paper."""
    records = Records(NAME, text, hints)
    shown = ""
    open_item: tuple[Facts, int, int, str] | None = None
    for line in records.lines:
        match = _item(line.text)
        if match is None and open_item is not None and _IMAGES.match(line.text):
            open_item = (*open_item[:2], line.number, open_item[3])
            continue
        _close(open_item, records)
        open_item = None
        if match is not None:
            open_item = (_facts(match, shown), line.number, line.number, match["rest"])
        elif heading := _HEADING.match(line.text):
            shown = heading["text"].strip() if _DATED.match(heading["text"][:40]) else ""
            records.claim(line.number)
        elif _belongs(line.text):
            records.claim(line.number)
        else:
            records.refuse(line.number, line.number, _NO_PAPER)
    _close(open_item, records)
    return records.listing()


def _close(item: tuple[Facts, int, int, str] | None, records: Records) -> None:
    """Add a finished item, and say when more than its link stood there."""
    if item is None:
        return
    facts, first, last, rest = item
    about = []
    if blurb := _sentence(rest):
        facts = replace(facts, abstract=blurb)
        about.append(warning("summary-only", _ONLY_WORDS, first))
    elif not _is_bare(rest):
        about.append(warning("words-unread", f"Not read after the link: “{rest[:80]}”.", first))
    records.add(facts, first, last, about)


def _sentence(rest: str) -> str:
    """What a list says behind a link in whole sentences, without links; empty if it is less."""
    said = _BLURB.sub("", _LINKED.sub(r"\1", _ASIDE.sub("", rest)))
    is_prose = said[-1:] in (".", "!", "?") and "](" not in said and score(said) > _SHORT_PROSE
    return said if is_prose and not _is_bare(rest) else ""


def _item(text: str) -> re.Match[str] | None:
    match = _ITEM.match(text)
    if match is None or not (links.arxiv_id(match["link"]) or links.doi(match["link"])):
        return None
    return match


def _is_bare(rest: str) -> bool:
    rest = _TAGS.sub("", rest)
    return not rest or _IMAGES.match(rest) is not None or _VOTES.match(rest) is not None


def _belongs(text: str) -> bool:
    """Whether a line is a heading, images or a rule: never a paper."""
    return bool(_HEADING.match(text) or _IMAGES.match(text) or not text.strip("-*_= "))


def _facts(match: re.Match[str], shown: str) -> Facts:
    date = read_date(shown)
    votes = _VOTES.match(match["rest"])
    return Facts(
        title=paper_title(match["title"].strip("*_ ")),
        keywords=tuple(_TAG.findall(match["rest"])),
        url=match["link"],
        arxiv_id=links.arxiv_id(match["link"]),
        date=date,
        date_as_shown=shown if date else None,
        upvotes=int(votes["count"]) if votes else None,
    )
