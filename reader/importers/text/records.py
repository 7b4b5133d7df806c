"""What files of records have in common: fields made into entries, every line accounted for.

A record says outright what is its title and what its abstract; so nothing is guessed from
looks here, and what a record lacks is no reason for doubt.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from reader.clean import AUTHORS, URL_BYTES, clean_text, trim, white
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import (
    capped,
    people_warnings,
    text_warnings,
    title_warnings,
    warning,
)
from reader.importers.text.dates import Capture, Evidence, capture
from reader.importers.text.lines import Account, split
from reader.importers.text.partial_dates import year_of
from reader.model import Caution, Entry, Facts, Listing

NO_TITLE = "This record has no title."
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_QUIET = frozenset({"title-full-stop"})
"""What is odd on a listing page but usual where a record names its title."""
_STEP = 500
_DOUBLED = 8
"""Characters from which a line that stands there twice is no chance."""
_WORDS = 60
_MOST_DOUBLED = 20  # doubled lines of a record that are looked at: the first says enough
_LONG = 40  # characters of a line that no file has twice in a row
_STANDS_TWICE = "A line stands there twice: parts of two records may be run together."
_TWICE = "This line stands there twice, and its words were read twice."


class Records:
    """The records of one text: those that became entries, and the lines of the others."""

    def __init__(self, format_name: str, text: str, hints: Hints) -> None:
        self.text = clean_text(text)
        self.lines, self.total = split(self.text)
        self._twice = [
            (line.number, line.text)
            for line, after in pairwise(self.lines)
            if line.text == after.text and after.number == line.last + 1
            if len(line.text) >= _DOUBLED
        ]
        self.entries: list[Entry] = []
        self._format = format_name
        self._hints = hints
        self._claimed: set[int] = set()
        self._refused: list[tuple[int, int, str]] = []
        self._warnings: list[Caution] = []

    def add(
        self,
        facts: Facts,
        first: int,
        last: int,
        warnings: Iterable[Caution] = (),
        key: str = "",
    ) -> None:
        """One record that stands on these lines; refused with a reason when it has no title.

        `key` is the citation key that the record gives the paper.
        """
        if not white(facts.title):
            self.refuse(first, last, NO_TITLE)
            return
        about = [*warnings, *self._about_doubles(facts, first, last)]
        self.entries.append(replace(entry(facts, first, last, about), key=key))
        if len(self.entries) % _STEP == 0:
            self._hints.report(min(last, self.total), self.total)

    def _about_doubles(self, facts: Facts, first: int, last: int) -> list[Caution]:
        """That a line stands twice in a row and its words were read twice; the first such line."""
        start = bisect_left(self._twice, (first, ""))
        doubled = self._twice[start : start + _MOST_DOUBLED]
        said = white(f"{facts.title} {facts.abstract or ''}") if doubled else ""
        for number, text in doubled:
            if number < last and said.count(white(text)[:_WORDS]) > 1:
                return [warning("joined", _TWICE, number)]
        return []

    def doubled(self, first: int, last: int) -> list[Caution]:
        """That a long line among these stands twice, in a file where no two are alike."""
        start = max(0, bisect_left(self._twice, (first, "")) - 1)
        return [
            warning("joined", _STANDS_TWICE, number)
            for number, text in self._twice[start : start + _MOST_DOUBLED]
            if first <= number + 1 and number <= last and len(text) >= _LONG
        ][:1]

    def refuse(self, first: int, last: int, reason: str) -> None:
        """Say why these lines are no entry."""
        self._refused.append((first, last, reason))

    def claim(self, first: int, last: int | None = None) -> None:
        """These lines belong to the file, not to a paper."""
        self._claimed.update(range(first, (last or first) + 1))

    def warn(self, code: str, text: str, line: int) -> None:
        """Something about the whole file."""
        self._warnings.append(warning(code, text, line))

    def captured(self, said: str | None = None) -> Capture:
        """When the file was written, from what it says outright or its name."""
        evidence = Evidence(said=said, file_name=self._hints.name)
        return capture(evidence, self._hints.captured)

    @property
    def is_captured_known(self) -> bool:
        """Whether a person has said when the file was saved."""
        return self._hints.captured is not None

    def listing(self, captured: Capture | None = None) -> Listing:
        """All of it: every line is entry, furniture or leftover."""
        known = captured or self.captured()
        account = Account(self.lines, self.total, self._claimed)
        self._give_reasons(account)
        return account.listing(self._format, self.entries, known, self._warnings)

    def _give_reasons(self, account: Account) -> None:
        """The reasons for refused lines, in one walk over lines and reasons."""
        place = 0
        for first, last, reason in sorted(self._refused):
            while place < len(self.lines) and self.lines[place].number < first:
                place += 1
            here = place
            while here < len(self.lines) and self.lines[here].number <= last:
                account.leftover(self.lines[here], reason)
                here += 1
            place = max(place, here)


def entry(facts: Facts, first: int, last: int, warnings: Iterable[Caution] = ()) -> Entry:
    """An entry of facts as a record gives them: white space mended, identifiers found, checked."""
    title, abstract, cuts = capped(white(facts.title), paragraphs(facts.abstract), first)
    about = [*warnings, *cuts]
    about += [each for each in title_warnings(title, first) if each.code not in _QUIET]
    about += people_warnings(facts.authors, first)
    if abstract:
        about += text_warnings(abstract, f"{title} {abstract}", first)
    facts = _with_identifiers(replace(facts, title=title, abstract=abstract))
    facts = replace(
        facts,
        authors=tuple(name for each in facts.authors[:AUTHORS] if (name := white(each))),
        keywords=tuple(word for each in facts.keywords if (word := white(each))),
        venue=white(facts.venue or "") or None,
        year=facts.year if facts.year is not None else year_of(facts.date),
        date=facts.date or (f"{facts.year:04d}" if facts.year else None),
        date_as_shown=white(facts.date_as_shown or "") or None,
    )
    return Entry(facts, first, last, tuple(sorted(about, key=_place)))


def paragraphs(text: str | None) -> str | None:
    """A text with its hard line breaks joined; blank lines stay between its paragraphs."""
    if not text:
        return None
    parts = [white(part) for part in _PARAGRAPHS.split(trim(text))]
    return "\n\n".join(part for part in parts if part) or None


def web_address(text: str | None) -> str | None:
    """A link that can be opened in a browser, or None."""
    link = links.target(trim(text or ""))
    is_web = link.lower().startswith(("http://", "https://"))
    return link if is_web and len(link) <= URL_BYTES and " " not in link else None


def _with_identifiers(facts: Facts) -> Facts:
    """The identifiers a record's fields carry, each in its plain form."""
    doi = links.plain_doi(facts.doi or "") or links.doi(facts.url or "")
    arxiv_id = facts.arxiv_id or links.arxiv_id(facts.url or "") or links.arxiv_id_of_doi(doi or "")
    code_url = facts.code_url or (links.code_link(facts.abstract) if facts.abstract else None)
    return replace(facts, doi=doi, arxiv_id=arxiv_id, code_url=code_url)


def _place(about: Caution) -> tuple[bool, int]:
    return (not about.check, about.line)
