"""How copied pages of SciRate, alphaXiv and collections of Hugging Face print papers."""

import re
from collections.abc import Iterator, Sequence

from reader.importers.sites.copied_layout import Found, Layout, names_in
from reader.importers.sites.plain_rows import Row, words_of
from reader.importers.text.checks import warning
from reader.importers.text.records import Records

_ID = r"\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7}"
_JOINED = "A word or number of the page may be run into this paper."
_GUESS = "Where the title of this paper begins is a guess."
_NO_PEOPLE = "The line above the date names no people."
_NUMBERED = re.compile(r"[\d.]{1,6}k?\s?\D")
_SHORT = 150
"""Characters of an abstract: names of institutes and titles are shorter."""

# --- SciRate: votes, title, people, `Nov 18 2025 cs.IR arXiv:2511.15001v1`, `PDF`, abstract ---

_SCITED = re.compile(
    rf"(?P<date>[A-Z][a-z]{{2}} \d{{1,2}} (?:19|20)\d\d)\s.{{0,100}}?arXiv:(?P<id>{_ID})(?:v\d+)?$"
)
_INSIDE = re.compile(
    r"\S ?Scite!|Scite! ?\S|^PDF? ?[A-Z](?:[a-z]| )|v\d+ ?PDF|[.!?] ?\d{1,4}$", re.MULTILINE
)
_AROUND_SCITED = re.compile(
    r"\d{1,5}|Scite!|PDF|Scite|Sign in.*|Login|SciRate|Search.*|Top arXiv.*"
)


def _read_scirate(rows: Sequence[Row], records: Records) -> None:
    _claim(rows, _AROUND_SCITED, records)
    anchors = [place for place, row in enumerate(rows) if _SCITED.match(row.words)]
    for place, end in zip(anchors, [*(each - 3 for each in anchors[1:]), len(rows)], strict=False):
        match = _SCITED.match(rows[place].words)
        if match is None or place < 2:
            continue
        people, title = rows[place - 1], rows[place - 2]
        below = _until(rows[place + 1 : max(end, place + 1)], "Scite!")
        body = [row for row in below if not _AROUND_SCITED.fullmatch(row.words)]
        found = Found(title.words, names_in(people.words), True, 0, 0)
        found.first, found.last = title.line.number, rows[place].line.last
        found.reach(body)
        found.abstract = words_of(body)
        found.shown = match["date"]
        found.url = f"https://arxiv.org/abs/{match['id']}"
        if not found.names:
            found.about.append(warning("broken", _NO_PEOPLE, found.first))
        if _NUMBERED.match(title.words) or _INSIDE.search(
            "\n".join(row.words for row in rows[place:end])
        ):
            found.about.append(warning("joined", _JOINED, found.first))
        if place > 2 and not _AROUND_SCITED.fullmatch(rows[place - 3].words):
            found.about.append(warning("wrapped", _GUESS, found.first))
        found.add_to(records)


def _until(rows: Sequence[Row], words: str) -> Sequence[Row]:
    """The rows up to the one with these words."""
    return rows[: next((place for place, row in enumerate(rows) if row.words == words), len(rows))]


def _claim(rows: Sequence[Row], around: re.Pattern[str], records: Records) -> None:
    for row in rows:
        if around.fullmatch(row.words):
            records.claim(row.line.number, row.line.last)


# --- alphaXiv: `20 Nov 2025`, subjects, title, institutes, abstract, `View blog`, `Resources` ---

_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} 20\d\d$")
_SUBJECT = re.compile(r"[a-z]{2,20}(?:-[a-z]{1,20}){0,8}$|#[\w-]{2,60}$")
_LOGO = " logo"  # the words of a picture, above the name of its institute
_AROUND_ALPHA = re.compile(
    r"alphaXiv|Explore|Sign In|Labs|Feedback|Browser Extension|Hot|Likes|Categories|View blog"
    r"|Resources ?\d{0,5}|[\d,.]{1,9}k?|Communities|Comments?|Events|People|Login|Sort"
)


def _read_alpha(rows: Sequence[Row], records: Records) -> None:
    _claim(rows, _AROUND_ALPHA, records)
    anchors = [place for place, row in enumerate(rows) if _DAY.match(row.words)]
    for start, end in zip(anchors, [*anchors[1:], len(rows)], strict=False):
        block = rows[start + 1 : end]
        logos = {row.words.removesuffix(_LOGO) for row in block if row.words.endswith(_LOGO)}
        below = [
            row
            for row in block
            if not _AROUND_ALPHA.fullmatch(row.words) and row.words.removesuffix(_LOGO) not in logos
        ]
        place = next((p for p, row in enumerate(below) if not _SUBJECT.match(row.words)), -1)
        if place < 0:
            continue
        text = next((row for row in below[place + 1 :] if len(row.words) >= _SHORT), None)
        found = Found(below[place].words, (), True, rows[start].line.number, below[-1].line.last)
        found.abstract = text.words if text is not None else ""
        found.shown = rows[start].words
        if len(found.title) >= _SHORT:
            found.about.append(warning("abstract-like", _GUESS, found.first))
        found.add_to(records)


# --- A collection of Hugging Face: title, `Paper • 2511.15001 • Published Nov 18, 2025 • 131` ---

_PUBLISHED = re.compile(
    rf"Paper ?• ?(?P<id>{_ID}) ?• ?Published (?P<day>[A-Z][a-z]{{2}} \d{{1,2}})(?P<year>, 20\d\d)?"
    r"(?: ?• ?(?P<votes>[\d.]{1,6}k?)(?![\w.]))?"
)
_PARTS = 9  # rows that the line of a paper may be parted into
_AROUND_HF = re.compile(
    r"Upvote|Note|updated .{3,40}|'s Collections|[\d.]{1,6}k?|-|Share collection|View history"
    r"|Collection guide|Browse collections|Collections"
)


def _read_collection(rows: Sequence[Row], records: Records) -> None:
    _claim(rows, _AROUND_HF, records)
    for place, match, last in _published(rows):
        title = rows[place - 1]
        found = Found(title.words, (), True, title.line.number, rows[last].line.last)
        year = match["year"] or f", 20{match['id'][:2]}"
        found.shown = f"{match['day']}{year}" if match["id"][:2].isdigit() else match["day"]
        found.url = f"https://huggingface.co/papers/{match['id']}"
        found.votes = _votes(match["votes"])
        if _NUMBERED.match(title.words):
            found.about.append(warning("joined", _JOINED, found.first))
        found.add_to(records)


def _published(rows: Sequence[Row]) -> Iterator[tuple[int, re.Match[str], int]]:
    """The places of the lines of papers, with what they say and their last row."""
    for place, row in enumerate(rows):
        if place and row.words.startswith("Paper"):
            for last in range(place, min(place + _PARTS, len(rows))):
                said = " ".join(each.words for each in rows[place : last + 1])
                match = _PUBLISHED.fullmatch(said)
                is_whole = match is not None and match["votes"] is not None
                if match is not None and (is_whole or not _goes_on(rows, last)):
                    yield place, match, last
                    break


def _goes_on(rows: Sequence[Row], last: int) -> bool:
    return last + 1 < len(rows) and rows[last + 1].words.startswith("•")


def _votes(said: str | None) -> int | None:
    if not said:
        return None
    return round(float(said[:-1]) * 1000) if said.endswith("k") else int(said.replace(".", ""))


LAYOUTS = (
    Layout(re.compile(r"(?m)^\s{0,8}(?:SciRate|Scite!)\s*$"), _read_scirate),
    Layout(re.compile(r"(?m)^\s{0,8}alphaXiv\s*$|^View blog\s*$"), _read_alpha),
    Layout(re.compile(r"Paper\s{0,3}•\s{0,3}\d{4}\.\d{4,5}"), _read_collection),
)
