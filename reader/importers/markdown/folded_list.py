"""Markdown lists whose papers or abstracts are folded away: `<details><summary>…</summary>…`.

Three ways are common: a fold around a part of the list, a fold for each paper (its summary is
the title, its body the abstract), and a fold below each item that holds the abstract. The tags
are taken off line by line; what the list says then, the formats for Markdown lists know.
(HTML Living Standard, 4.11.1 and 4.11.2.)
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from html import unescape

from reader.clean import clean_text, trim, white
from reader.importers.format import Hints
from reader.importers.markdown import awesome_list, digest_table, paper_links
from reader.importers.text import links
from reader.importers.text.checks import text_warnings, warning
from reader.importers.text.looks import ends_sentence, score
from reader.importers.text.people_words import split_people
from reader.importers.text.records import Records, paragraphs
from reader.model import Entry, Facts, Listing

NAME = "folded-list"
LABEL = "Markdown list with folded parts"

_SAMPLE = 200_000
_TAG = re.compile(r"<(?P<end>/?)(?P<name>details|summary)\b[^<>]{0,200}>", re.IGNORECASE)
_ITEM = re.compile(r"^[ \t]*(?:(?:[-*+]|\d{1,4}[.)])\s|\|)", re.MULTILINE)
_ABSTRACT = re.compile(
    r"\W*(?:(?:click .{0,12}|show|view|expand|full|paper)\s)?(?:the )?(?:abstract|摘要|概要|要旨"
    r"|zusammenfassung|résumé|resumen|riassunto)\W*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\W*(?:(?:click|show|view)\b.{0,30}|bib(?:tex)?|cite|citation|tl;?\s?dr|details|more|notes?"
    r"|code|links?|resources|summary|figures?)\W*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:[-*+]\s)?(?:\*\*|__|<b>|<strong>)?(?P<name>Abstract|Authors?|Summary|TL;?DR|Venue|Date"
    r"|Published|Links?|Paper|Code|Keywords|作者|摘要)\s?(?:\*\*|__|</b>|</strong>)?\s?[:：]"
    r"(?:\*\*|__|</b>|</strong>)?\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,300}?href\s?=\s?[\"']?(?P<url>https?://[^\s\"'<>]{1,2000})[^<>]{0,300}>"
    r"\[?(?P<words>[^<>\[\]]{1,1000})\]?</a>",
    re.IGNORECASE,
)
_BOLD = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_HTML = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_CONTENTS = re.compile(
    r"\W*(?:table of contents?|contents?|toc|目录|目次|inhalt(?:sverzeichnis)?|sommaire|índice)\W*",
    re.IGNORECASE,
)
_ANCHORS = re.compile(r"<a\s[^<>]{0,100}href\s?=\s?[\"']?#")
_FEWEST_WORDS = 3
_PROSE = 100  # characters of a body from which another fold is no part of it
_LOOKED_AT = 40  # lines of a body that tell whether it is prose
_TWO = "Two folds stand on this line: papers may be run together."
_UNCLOSED = "The end of this fold is missing."
_IN_SENTENCE = "The abstract ends in mid-sentence."
_UNREAD = "Not read: what is folded away under “{}”."
_GUESSED = "People or other words may stand in this title."
_MORE = re.compile(r", |\(|;| [-–—|] ")
_ALONE = "This folded text belongs to no paper."
_LISTS = (awesome_list, paper_links, digest_table)


class _Kind(Enum):
    """What a fold is for."""

    PART = "part of the list"
    CONTENTS = "table of contents"
    PAPER = "paper"
    ABSTRACT = "abstract of the item above"
    ASIDE = "further matter of the item above"


@dataclass(slots=True)
class _Fold:
    """One fold: its lines, its summary, and the words of each line of its body."""

    first: int
    last: int = 0
    summary: list[tuple[int, str]] = field(default_factory=list)
    body: list[tuple[int, str]] = field(default_factory=list)
    is_leaf: bool = True
    is_closed: bool = True

    @property
    def title(self) -> str:
        """The summary as Markdown on one line."""
        return white(_markdown(" ".join(words for _, words in self.summary)))

    @property
    def text(self) -> str:
        """The body, line by line."""
        return "\n".join(words for _, words in self.body)

    @property
    def kind(self) -> _Kind:
        """What it is for, by its summary and body."""
        plain = _plain(self.title)
        if _CONTENTS.fullmatch(plain) or _ANCHORS.search(self.text):
            return _Kind.CONTENTS
        if plain and any(_LABEL.match(words) for _, words in self.body):
            return _Kind.PAPER
        if not self.is_leaf or _ITEM.search(self.text):
            return _Kind.PART
        if _ABSTRACT.fullmatch(plain):
            return _Kind.ABSTRACT
        if _ASIDE.fullmatch(plain):
            return _Kind.ASIDE
        is_title = len(plain.split()) >= _FEWEST_WORDS and trim(self.text)
        return _Kind.PAPER if is_title or "](" in self.title else _Kind.PART


def confidence(text: str) -> float:
    """How sure the formats for Markdown lists are of the text without its folds."""
    if not _TAG.search(text[:_SAMPLE]):
        return 0.0
    sample = clean_text(text[:_SAMPLE])
    folds = _folds(sample)
    papers = sum(each.kind is _Kind.PAPER for each in folds)
    sure = max(each.confidence(_unfolded(sample, folds)) for each in _LISTS)
    labelled = sum(any(_LABEL.match(words) for _, words in each.body) for each in folds)
    if labelled and papers > 1:
        return 1.0
    return 0.95 if sure >= 0.5 or papers > 1 else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read the list without its folds, and give each paper what is folded away below it."""
    records = Records(NAME, text, hints)
    folds = _folds(records.text)
    plain = _unfolded(records.text, folds)
    best = max(_LISTS, key=lambda each: each.confidence(plain))
    listing = best.read(plain, hints)
    records.entries = _with_papers(listing.entries, folds)
    hidden = _attach(records, folds)
    for span in listing.furniture:
        for number in range(span.first_line, span.last_line + 1):
            if number not in hidden:
                records.claim(number)
    for left in listing.leftovers:
        records.refuse(left.line, left.line, left.reason)
    return records.listing()


def _folds(text: str) -> list[_Fold]:
    """The folds of a text, in order; one whose end is missing ends where the next begins."""
    done: list[_Fold] = []
    opened: list[_Fold] = []
    in_summary = False
    for number, row in enumerate(text.split("\n"), start=1):
        place = 0
        for tag in [*_TAG.finditer(row), None]:
            words = row[place : tag.start() if tag else len(row)]
            if opened and words.strip():
                part = opened[-1].summary if in_summary else opened[-1].body
                if part[-1:] != [(number - 1, trim(words))]:  # a line that stands there twice
                    part.append((number, trim(words)))
            if tag is None:
                break
            place = tag.end()
            is_end = bool(tag["end"])
            if tag["name"].lower() == "summary":
                in_summary = not is_end and bool(opened)
            elif not is_end:
                _open(opened, done, number)
                in_summary = False
            elif opened:
                done.append(replace(opened.pop(), last=number))
    done += [replace(each, last=_end(each), is_closed=False) for each in opened]
    return sorted(done, key=lambda each: each.first)


def _open(opened: list[_Fold], done: list[_Fold], number: int) -> None:
    """One more fold; the open one is a part of the list, or lost its end."""
    beginning = "\n".join(words for _, words in opened[-1].body[:_LOOKED_AT]) if opened else ""
    if len(beginning) > _PROSE and not _ITEM.search(beginning):
        lost = opened.pop()
        done.append(replace(lost, last=_end(lost), is_closed=False))
    if opened:
        opened[-1].is_leaf = False
    opened.append(_Fold(number))


def _end(fold: _Fold) -> int:
    return max([fold.first, *(number for number, _ in (*fold.summary, *fold.body))])


def _unfolded(text: str, folds: Sequence[_Fold]) -> str:
    """The text as a plain list; every line stays where it is."""
    rows = [_TAG.sub("", row) for row in text.split("\n")]
    raw = text.split("\n")
    for fold in folds:
        if fold.kind is _Kind.CONTENTS:
            rows[fold.first - 1 : fold.last] = ["#"] * (fold.last - fold.first + 1)
            continue
        if fold.kind is _Kind.PART:
            for number, words in fold.summary:
                rows[number - 1] = f"# {_plain(words)}"
            continue
        before = raw[fold.first - 1].partition("<details")[0]
        rows[fold.first - 1 : fold.last] = [""] * (fold.last - fold.first + 1)
        rows[fold.first - 1] = before.rstrip(" -*+") if fold.kind is _Kind.PAPER else before
        if fold.kind is _Kind.PAPER:
            found = filter(links.is_paper, links.links(_markdown(fold.text)))
            link = next(found, "")
            behind = f" [[paper]]({link})" if link and "](" not in fold.title else ""
            rows[fold.first - 1] = f"- {fold.title}{behind}"
    return "\n".join(rows)


def _with_papers(entries: Sequence[Entry], folds: Sequence[_Fold]) -> list[Entry]:
    """The entries, and those of folds that only have a title and an abstract."""
    taken = {entry.first_line for entry in entries}
    found = list(entries)
    for fold in folds:
        if fold.kind is _Kind.PAPER and fold.first not in taken:
            title = _plain(fold.title)
            is_more = "](" in fold.title or _MORE.search(title) or score(title) >= 0
            about = (warning("wrapped", _GUESSED, fold.first),) if is_more else ()
            found.append(Entry(Facts(title), fold.first, fold.first, about))
    return sorted(found, key=lambda each: each.first_line)


def _attach(records: Records, folds: Sequence[_Fold]) -> set[int]:
    """Give entries what is folded away below them; the lines of folds without any."""
    hidden: set[int] = set()
    entries = records.entries
    firsts = [entry.first_line for entry in entries]
    starts = Counter(fold.first for fold in folds)
    ends = {fold.last for fold in folds if fold.last > fold.first}
    for fold in folds:
        if fold.kind in (_Kind.PART, _Kind.CONTENTS):
            continue
        place = bisect_right(firsts, fold.first) - 1
        if place < 0:
            hidden.update(range(fold.first, fold.last + 1))
            records.refuse(fold.first, fold.last, _ALONE)
        else:
            entries[place] = _with_fold(entries[place], fold)
            if starts[fold.first] > 1 or fold.first in ends:
                joined = warning("joined", _TWO, fold.first)
                entries[place] = replace(
                    entries[place], warnings=(*entries[place].warnings, joined)
                )
    return hidden


def _with_fold(entry: Entry, fold: _Fold) -> Entry:
    """An entry with the text of a fold."""
    about = list(entry.warnings)
    facts = entry.facts
    if not fold.is_closed:
        about.append(warning("cut", _UNCLOSED, fold.last))
    if fold.kind is _Kind.ASIDE:
        about.append(warning("words-unread", _UNREAD.format(_plain(fold.title)[:60]), fold.first))
    else:
        facts = _with_body(facts, fold)
        if facts.abstract:
            about += text_warnings(facts.abstract, f"{facts.title} {facts.abstract}", fold.first)
            if not ends_sentence(facts.abstract) or "<a " in facts.abstract:
                about.append(warning("abstract-end", _IN_SENTENCE, fold.last))
    last = max(entry.last_line, fold.last)
    return replace(entry, facts=facts, last_line=last, warnings=tuple(about))


def _with_body(facts: Facts, fold: _Fold) -> Facts:
    """Facts with what the body of a fold says, under labels or as one text."""
    said: dict[str, str] = {"": ""}
    name, last = "", 0
    for number, words in fold.body:
        label = _LABEL.match(words)
        name = label["name"].lower() if label else name
        gap = "\n\n" if said.get(name) and number > last + 1 else " "
        said[name] = f"{said.get(name, '')}{gap}{label['value'] if label else words}"
        if label and words.rstrip().endswith(("<br>", "<br/>", "<br />")):
            name = ""  # what stands below has no label
        last = number
    abstract = said.get("abstract") or said.get("摘要") or said[""]
    names, is_all, _ = split_people(_plain(said.get("authors") or said.get("author") or ""))
    return replace(
        facts,
        abstract=facts.abstract or paragraphs(_plain_text(abstract)),
        authors=facts.authors or names,
        author_count=facts.author_count or (len(names) if names and is_all else None),
    )


def _plain_text(text: str) -> str:
    """A text without tags; a link that stands at its end is not of its words."""
    parts = _ANCHOR.sub(lambda match: match["words"], text) if "</a>" not in text[-12:] else text
    parts = _ANCHOR.sub("", parts)
    return unescape(_HTML.sub(" ", parts))


def _markdown(text: str) -> str:
    """Words with their links and bold type as Markdown has them."""
    text = _ANCHOR.sub(r"[\g<words>](\g<url>)", text)
    return unescape(_HTML.sub(" ", _BOLD.sub("**", text)))


def _plain(text: str) -> str:
    """Words without links, bold type and tags."""
    text = re.sub(r"!?\[([^\[\]]{0,1000})\]\([^()]{0,2000}\)", r"\1", _markdown(text))
    return white(text.replace("**", "").replace("__", "")).strip("[] ")
