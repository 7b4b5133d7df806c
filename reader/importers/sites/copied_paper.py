"""How Hugging Face's page of one paper reads when it is copied or clipped as Markdown.

Title, `Published on Nov 18`, `Authors:` and their names, `Abstract`, perhaps a generated summary
above the abstract itself, `View arXiv page`; below that people talk about the paper.
"""

import re
from collections.abc import Sequence

from reader.importers.sites.copied_layout import Found, Layout
from reader.importers.sites.plain_rows import Row, words_of
from reader.importers.text import furniture, links
from reader.importers.text.checks import warning
from reader.importers.text.dates import shown
from reader.importers.text.looks import ends_sentence
from reader.importers.text.people_words import split_people
from reader.importers.text.records import Records

_PUBLISHED = re.compile(r"Published on (?P<day>[A-Z][a-z]{2} \d{1,2})(?P<year>, 20\d\d)?\b")
_PAGE = re.compile(r"Paper page - (?P<title>[^\n\"]{3,400})")
_NUMBER = re.compile(r"arxiv:(?P<id>\d{4}\.\d{4,5})$", re.IGNORECASE)
_END = re.compile(r"View (?:arXiv page|PDF)|Project page|GitHub|Add to collection|Community$")
_SUMMARY = re.compile(r"AI-generated summary")
_BELOW = re.compile(r"Community$|(?:Models|Datasets|Spaces|Collections) citing this paper")
_AROUND = re.compile(
    r"Papers|Upvote|[+-]?\d{1,6}|·.{0,80}|.{2,60} on [A-Z][a-z]{2} \d{1,2}|#\d+ Paper of the day"
    r"|Authors:|Abstract|AI-generated summary|View (?:arXiv page|PDF).{0,60}|GitHub.{0,20}"
    r"|Add to collection|Project page|,|Submitted by.{0,60}"
)
_INSIDE = re.compile(r"\S ?AI-generated summary|AI-generated summary ?\S|Abstract ?[A-Z]\w* ")
_JOINED = "Words of the page stand in the abstract: two lines may be run together."
_TWO = "There are several paragraphs: the first may be a generated summary."
_NO_TITLE = "No title stands above the day of publication."
_NO_NAMES = "Not all that stands below “Authors:” are names of people."


def _read(rows: Sequence[Row], records: Records) -> None:
    """The one paper of the page; the talk below it belongs to the page."""
    day = next((p for p, row in enumerate(rows) if _PUBLISHED.match(row.words)), None)
    heads = [p for p, row in enumerate(rows) if row.words == "Abstract"]
    if day is None or not heads or heads[0] < day:
        return
    abstract = heads[0]
    end = _first(rows, abstract + 1, _END)
    for row in [*rows[end:], *rows]:
        is_below = row.line.number >= (rows[end].line.number if end < len(rows) else 1 << 60)
        is_page = furniture.kind(row.words) is not None
        if is_below or is_page or _AROUND.fullmatch(row.words) or _NUMBER.match(row.words):
            records.claim(row.line.number, row.line.last)
    marks = [p for p, row in enumerate(rows[:day]) if set(row.words) == {"-"}]
    for row in rows[: marks[-1] + 1 if marks else 0]:
        records.claim(row.line.number, row.line.last)  # what the clipping program wrote
    title = _title(rows[:day], records.text)
    if not title:
        records.refuse(rows[day].line.number, rows[day].line.last, _NO_TITLE)
        return
    above = [rows[day - 1]] if day and rows[day - 1].words == title else []
    found = Found(title, (), True, rows[day].line.number, rows[end - 1].line.last)
    found.reach(above)
    _say(found, rows[day:end], rows)
    found.add_to(records)


def _say(found: Found, rows: Sequence[Row], page: Sequence[Row]) -> None:
    """What the rows from the day to the end of the abstract say."""
    abstract = _first(rows, 0, re.compile("Abstract$"))
    people = _first(rows, 0, re.compile("Authors:"))
    said = [row.words.strip(" ,") for row in rows[people + 1 : abstract]]
    names = [each for each in said if each]
    found.names = tuple(name for each in names for name in split_people(each)[0])
    if len(found.names) < len(names) or people >= abstract:
        found.about.append(warning("people-guessed", _NO_NAMES, found.first))
    if any(_INSIDE.search(row.words) for row in rows):
        found.about.append(warning("joined", _JOINED, found.first))
    summary = _first(rows, abstract, _SUMMARY)
    start = summary + 1 if summary < len(rows) else abstract + 1
    found.abstract = words_of(rows[start:])
    if summary == len(rows) and any(ends_sentence(row.words) for row in rows[start:-1]):
        found.about.append(warning("abstract-goes-on", _TWO, found.first))
    number = _number(page)
    found.url = f"https://huggingface.co/papers/{number}" if number else None
    match = _PUBLISHED.match(rows[0].words)
    if match is not None:
        year = match["year"] or (f", 20{number[:2]}" if number else "")
        found.shown = f"{match['day']}{year}" if year and shown(match["day"]) else ""
    vote = _first(page, 0, re.compile("Upvote$"))
    if vote + 1 < len(page) and page[vote + 1].words.isdecimal():
        found.votes = int(page[vote + 1].words[:7])
    addresses = [each.url for row in page for each in row.linked]
    found.code = next((code for each in addresses if (code := links.code_link(each))), None)


def _first(rows: Sequence[Row], start: int, words: re.Pattern[str]) -> int:
    """The place of the first row from `start` on that begins with these words; else the end."""
    return next((p for p in range(start, len(rows)) if words.match(rows[p].words)), len(rows))


def _title(above: Sequence[Row], text: str) -> str:
    """The title of the page that was clipped, or the row above the day of publication."""
    if match := _PAGE.search(text[:5000]):
        return match["title"].strip()
    if above and not _AROUND.fullmatch(above[-1].words) and furniture.kind(above[-1].words) is None:
        return above[-1].words
    return ""


def _number(rows: Sequence[Row]) -> str | None:
    said = (match["id"] for row in rows if (match := _NUMBER.match(row.words)))
    linked = (links.paper_id(each.url) for row in rows for each in row.linked)
    return next(said, None) or next((each for each in linked if each), None)


LAYOUT = Layout(
    re.compile(
        r"\A(?=.{0,4000}Published on [A-Z])(?=.{0,20000}View arXiv page)"
        r"(?=.{0,4000}\n(?:#+ )?(?:Abstract|Authors:)\s*\n)",
        re.DOTALL,
    ),
    _read,
)
