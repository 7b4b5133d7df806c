"""Papers in Markdown tables, a row each, as daily digests have them.

The header names the columns, in English or another language. A row may go on over several
lines, because titles keep the line breaks they had; it is whole when all its cells are there.
GitHub Flavored Markdown, 4.10: `\\|` is no border of a cell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.clean import trim, white
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.brackets import links_in
from reader.importers.text.checks import warning
from reader.importers.text.mark_up import without_emphasis
from reader.importers.text.partial_dates import read_date
from reader.importers.text.people_words import are_whole_names
from reader.importers.text.records import Records
from reader.model import Facts, Listing

NAME = "digest-table"
LABEL = "Markdown table of papers"

_SAMPLE = 200_000
_SEPARATOR = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")
_BORDER = re.compile(r"(?<!\\)\|")
_READ_MORE = re.compile(
    r"\s*\((?:Read more|Read|See|Links?|More)\b[^()]*(?:\([^()]*\)[^()]*)*\)?\s*$"
)
_LABELS = frozenset(
    {"pdf", "paper", "code", "arxiv", "link", "project", "project page", "page", "html", "github"}
    | {"abs", "website", "web", "demo", "video", "blog", "doi"}
)
_EMPTY = re.compile(r"\[[\s|,/]{0,9}\]|\(\s{0,3}\)")
_OTHERS = re.compile(r",?\s+et\.?\s?al\.?$", re.IGNORECASE)
_HTML = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()]{0,1000}\)")
_DAY = re.compile(r"(?:20\d\d)[-/.][01]?\d[-/.][0-3]?\d")
_SHORTENED = "The table names only some of the authors."
_LONGEST_ROW = 40
_COLUMNS = {
    "title": ("title", "paper", "name", "标题", "论文", "題名", "タイトル", "titel", "titre",
              "título", "titulo", "titolo", "заголовок", "название", "제목", "논문"),
    "authors": ("author", "作者", "著者", "autor", "auteur", "autore", "autori", "автор", "저자"),
    "abstract": ("abstract", "摘要", "概要", "resumen", "résumé", "аннотация", "초록"),
    "summary": ("summary", "tl;dr", "tldr", "总结", "要約", "zusammenfassung", "요약"),
    "date": ("date", "published", "日期", "日付", "datum", "fecha", "дата", "날짜"),
    "year": ("year", "年份", "年度", "연도", "jahr", "année", "año", "anno", "год"),
    "venue": ("venue", "conference", "journal", "publication", "会议", "期刊", "학회", "konferenz"),
    "upvotes": ("upvotes", "likes", "votes", "点赞"),
    "code": ("code", "github", "repo", "代码"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells and the lines it stands on."""

    cells: tuple[str, ...]
    first: int
    last: int


def confidence(text: str) -> float:
    """Whether there is a table with a column of titles, and rows that lead to papers."""
    rows = text[:_SAMPLE].split("\n")
    for place, columns in _tables(rows):
        if "title" not in columns:
            continue
        body = [row for row in _rows(rows, place + 2, len(columns)) if row.cells]
        papers = sum(any(links.paper_id(cell) for cell in row.cells) for row in body)
        if not body:
            return 0.85 if {"authors", "summary", "abstract"} & set(columns) else 0.0
        return 0.9 * papers / len(body)
    return 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every table that has a column of titles."""
    records = Records(NAME, text, hints)
    rows = records.text.split("\n")
    days = [
        found[0] for row in rows[:_SAMPLE] if row.startswith("#") and (found := _DAY.search(row))
    ]
    end = 0
    for place, columns in _tables(rows):
        if place < end or "title" not in columns:
            continue
        _above(rows, end, place, records)
        records.claim(place + 1, place + 2)
        end = place + 2
        for row in _rows(rows, end, len(columns)):
            end = row.last
            _add(row, columns, records)
    _above(rows, end, len(rows), records)
    said = read_date(max(days)) if days else None
    return records.listing(records.captured(said))


def _above(rows: Sequence[str], start: int, end: int, records: Records) -> None:
    """Lines between tables: headings belong to the file, other text was not understood."""
    for number in range(start, end):
        row = trim(rows[number])
        is_markup = row.startswith("<") and _HTML.match(row) is not None
        if row.startswith("#") or not row.strip("-=* ") or is_markup:
            records.claim(number + 1)
        elif row:
            records.refuse(number + 1, number + 1, "This line belongs to no table of papers.")


def _tables(rows: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The places of the header rows, and what their columns hold."""
    for place in range(len(rows) - 1):
        if "|" in rows[place] and len(rows[place + 1]) < 500 and _SEPARATOR.match(rows[place + 1]):
            yield place, [_column(cell) for cell in _cells(rows[place])]


def _column(header: str) -> str:
    words = white(header).strip("*_` ").casefold()
    for column, names in _COLUMNS.items():
        if any(name in words for name in names):
            return column
    return ""


def _rows(rows: Sequence[str], start: int, columns: int) -> Iterator[Row]:
    """The rows of a table from its first one on."""
    place = start
    is_open = not trim(rows[start - 1]).startswith("|")  # borders at the margin may be left out
    while place < len(rows) and (
        trim(rows[place]).startswith("|")
        or (is_open and len(_BORDER.findall(rows[place])) >= columns - 1)
    ):
        last = place
        borders = len(_BORDER.findall(rows[place]))
        while (
            not is_open
            and borders < columns + 1
            and last + 1 < min(len(rows), place + _LONGEST_ROW)
            and trim(rows[last + 1])
            and not trim(rows[last + 1]).startswith("|")
        ):
            last += 1
            borders += len(_BORDER.findall(rows[last]))
        cells = _cells("\n".join(rows[place : last + 1]))
        if len(cells) > columns:
            cells = [*cells[: columns - 1], " | ".join(cells[columns - 1 :])]
        yield Row(tuple(cells), place + 1, last + 1)
        place = last + 1


def _cells(row: str) -> list[str]:
    row = trim(row)
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.replace("\\|", "|") for cell in _BORDER.split(row)]


def _add(row: Row, columns: Sequence[str], records: Records) -> None:
    """One row as an entry, or refused."""
    cells: dict[str, str] = {}
    for column, cell in zip(columns, row.cells, strict=False):
        cells.setdefault(column, cell)
    if not any(cell.strip(" -:\n") for cell in row.cells):
        records.claim(row.first, row.last)
        return
    title = _title(cells.get("title", ""))
    if not title:
        records.refuse(row.first, row.last, "This row has no title.")
        return
    title, below = _with_people(cells["title"], title)
    people = without_emphasis(white(_plain(cells.get("authors", "")))).strip("*_ ") or below
    said = _OTHERS.sub("", people)
    names = tuple(name for each in said.split(",") if (name := white(each)))
    summary, abstract = _plain(cells.get("summary", "")), _plain(cells.get("abstract", ""))
    cautions = []
    if said != people:
        cautions.append(warning("authors-shortened", _SHORTENED, row.first))
    if len(row.cells) < len(columns):
        text = "A cell is missing in this row, or the text ends in it."
        cautions.append(warning("cut", text, row.last))
    if summary and not abstract:
        text = "The table gives a summary of this paper, not its abstract."
        cautions.append(warning("summary-only", text, row.first))
    if row.cells[-1].count(" | "):
        text = "There are more cells in this row than columns: rows may be run together."
        cautions.append(warning("broken", text, row.first))
    if len({links.paper_id(each) for each in links.links(" ".join(row.cells))} - {None}) > 1:
        cautions.append(warning("joined", "This row leads to more than one paper.", row.first))
    paper, url = _paper(row.cells)
    votes = white(cells.get("upvotes", ""))
    facts = Facts(
        title=title,
        abstract=abstract or summary or None,
        authors=names,
        date=_date(cells),
        url=url,
        arxiv_id=paper,
        venue=_plain(cells.get("venue", "")) or None,
        upvotes=int(votes) if votes.isdecimal() and len(votes) < 9 else None,
        code_url=_code(row, cells),
    )
    records.add(facts, row.first, row.last, cautions)


def _date(cells: Mapping[str, str]) -> str | None:
    """The date or the year that the columns of a row say."""
    found = (read_date(_plain(cells.get(name, "")).strip("*_` ")) for name in ("date", "year"))
    return next((date for date in found if date), None)


def _code(row: Row, cells: Mapping[str, str]) -> str | None:
    """The link to code: in its column, or any link to where code is kept."""
    said = (cells.get("code", ""), cells.get("title", ""), *row.cells)
    return next((code for each in said if (code := links.code_link(_IMAGE.sub("", each)))), None)


def _with_people(cell: str, title: str) -> tuple[str, str]:
    """The title, and the people whom the same cell names below it."""
    over, *below = _BREAK.split(cell, maxsplit=1)
    people = _plain(below[0]).strip("*_ ") if below else ""
    return (_title(over), people) if are_whole_names(people) else (title, "")


def _title(cell: str) -> str:
    """The title of a cell: without the links to read more, or the text of its own link."""
    for link in reversed(links_in(cell)):
        if white(cell[link.text_start : link.text_end]).strip("[]*_ ").lower() in _LABELS:
            cell = cell[: link.start] + cell[link.end :]
    said = without_emphasis(_plain(_READ_MORE.sub("", cell)))
    return _EMPTY.sub(" ", said).strip("*_ |,")


def _plain(cell: str) -> str:
    """A cell without links and breaks; the texts of the links stay."""
    found = []
    place = 0
    for link in links_in(cell):
        found += [
            cell[place : link.start],
            "" if link.is_image else cell[link.text_start : link.text_end],
        ]
        place = link.end
    return white(_BREAK.sub(" ", "".join([*found, cell[place:]])))


def _paper(cells: Sequence[str]) -> tuple[str | None, str | None]:
    """The arXiv identifier and the page of the paper: that of the listing before any other."""
    urls = [link.url for cell in cells for link in links_in(cell) if not link.is_image]
    urls += [url for cell in cells for url in links.links(cell)]
    papers = [(paper, url) for url in urls if (paper := links.paper_id(url))]
    listed = next((each for each in papers if "arxiv.org" not in each[1]), None)
    paper, url = listed or next(iter(papers), (None, None))
    if paper is None:
        return None, next(iter(urls), None)
    return paper, f"https://huggingface.co/papers/{paper}" if listed else url
