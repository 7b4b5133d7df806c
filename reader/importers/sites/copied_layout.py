"""What the layouts of copied pages have in common: a paper found among rows, and its account."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urljoin

from reader.importers.sites.plain_rows import Names, Row, is_border, people_at, words_of
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.looks import ends_sentence
from reader.importers.text.partial_dates import read_date, year_month
from reader.importers.text.people_words import split_people
from reader.importers.text.records import Records, web_address
from reader.model import Caution, Facts

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTH = re.compile(r"(?<![^\W\d_])[A-Z][a-z]{2,8}\.?(?=\s(?:19|20)\d\d(?!\d))")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_OTHERS = re.compile(r"\bet\.? al\b|\band others\b|…|\.\.\.|\+\d+ authors")
_GUESS = "Where the title ends and the people begin is a guess."
_ONE_WORD = "The title is one word: its beginning may be lost."
_BULLET = re.compile(r"\s[*•]\s")
_JOINED = "The mark of a further item stands inside this title."
_CUT = "The abstract ends in mid-sentence."
_NO_PEOPLE = "No line below the title names the people."
_SHORTENED = "The page names only some of the authors."


@dataclass(frozen=True, slots=True)
class Layout:
    """One site's way to print papers: a sign that its pages have, and how they are read."""

    sign: re.Pattern[str]
    read: Callable[[Sequence[Row], Records], None]


@dataclass(slots=True)
class Found:
    """One paper: the rows of its title and people, and what else its page says of it."""

    title: str
    names: tuple[str, ...]
    is_all: bool
    first: int
    last: int
    url: str | None = None
    venue: str = ""
    shown: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    doi: str | None = None
    votes: int | None = None
    code: str | None = None
    about: list[Caution] = field(default_factory=list)

    def reach(self, rows: Sequence[Row]) -> None:
        """Rows that belong to it as well."""
        lines = [row.line for row in rows]
        self.first = min([self.first, *(line.number for line in lines)])
        self.last = max([self.last, *(line.last for line in lines)])

    def add_to(self, records: Records) -> None:
        """One more entry of the listing."""
        if not self.is_all:
            self.about.append(warning("authors-shortened", _SHORTENED, self.first))
        if " " not in self.title:
            self.about.append(warning("cut", _ONE_WORD, self.first))
        if _BULLET.search(self.title):
            self.about.append(warning("joined", _JOINED, self.first))
        if self.abstract and not ends_sentence(self.abstract):
            self.about.append(warning("abstract-end", _CUT, self.first))
        facts = Facts(
            title=self.title,
            abstract=self.abstract,
            authors=self.names,
            author_count=len(self.names) if self.names and self.is_all else None,
            date=date_in(self.shown),
            date_as_shown=self.shown,
            url=self.url,
            arxiv_id=links.paper_id(self.url) if self.url else None,
            doi=self.doi,
            venue=self.venue,
            upvotes=self.votes,
            code_url=self.code,
            keywords=self.keywords,
            ids=self.ids,
        )
        records.add(facts, self.first, self.last, self.about)


def names_in(text: str) -> tuple[str, ...]:
    """The names of a text that is nothing else, with commas between them."""
    return split_people(text)[0]


def found_in(rows: Sequence[Row], names: Names = names_in, at: int | None = None) -> Found:
    """The paper whose title and, below it, people these rows are; `at` says where they begin."""
    place = people_at(rows, names) if at is None else at
    said = words_of(rows[place:])
    people = names(said)
    first, last = rows[0].line.number, rows[-1].line.last
    found = Found(words_of(rows[:place]), people, not _OTHERS.search(said), first, last)
    if not said:
        found.about.append(warning("broken", _NO_PEOPLE, first))
    elif not is_border(rows, place, names):
        found.about.append(warning("wrapped", _GUESS, first))
    return found


def claim_around(rows: Iterable[Row], around: re.Pattern[str], records: Records) -> None:
    """Claim the rows that consist of words of the page, and where they go on after a full line."""
    goes_on = False
    for row in rows:
        is_around = around.fullmatch(row.words) is not None or (goes_on and not row.is_apart)
        if is_around:
            records.claim(row.line.number, row.line.last)
        goes_on = is_around and row.is_full


def blocks(rows: Sequence[Row], starts: Sequence[int]) -> list[Sequence[Row]]:
    """The rows from each of these places up to the next."""
    return [rows[one:other] for one, other in pairwise([*starts, len(rows)])]


def title_link(rows: Sequence[Row], home: str) -> str | None:
    """The first address that these rows lead to, whole."""
    for row in rows:
        for each in row.linked:
            try:
                if address := web_address(urljoin(f"{home}/", each.url)):
                    return address
            except ValueError:
                continue
    return None


def date_in(shown: str) -> str | None:
    """The date of a text; of a range of days only its month, which they share."""
    if _DAY.match(shown):
        return read_date(shown)
    month = _MONTH.search(shown)
    if "-" in shown or "–" in shown:
        year = YEAR.search(shown)
        return year_month(year[0], month[0]) if year and month else year and year[0]
    return read_date(shown) if shown else None
