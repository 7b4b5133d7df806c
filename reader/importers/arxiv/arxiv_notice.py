"""Notices in Markdown: a heading for each paper, then lines that begin with a label.

Programs that turn arXiv's "new" page into a daily notice write them so. A heading is a title
only when a label follows; all other headings are those of the page.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.checks import warning
from reader.importers.text.lines import Line, split
from reader.importers.text.looks import SURE, score
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Caution, Facts, Listing

NAME = "arxiv-notice"
LABEL = "Markdown notice of papers"

_SAMPLE = 200_000
_FEW = 2
_DAY = 10
_FOOT = 80
_HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.*)$")
_LINKED = re.compile(r"(?:\d{1,4}[.)]\s+)?\[(?P<text>.{1,1000})\]\((?P<link>https?://\S{1,500})\)$")
_LABELS = {
    "authors": "authors author autoren auteurs autores 作者 著者",
    "abstract": "abstract zusammenfassung résumé resumen 摘要 要旨",
    "summary": "summary tl;dr tldr ai|summary 总结 要約",
    "link": "link url arxiv|link paper|link abs arxiv paper html|link 链接 论文链接",
    "id": "id arxiv|id arxiv-id arxiv|number paper|id 编号",
    "pdf": "pdf pdf|link pdf|url",
    "doi": "doi",
    "date": "date published submitted submission|date 日期",
    "code": "code github code|link 代码",
    "venue": "journal journal|ref journal-ref venue",
    "other": "subjects subject categories category comments comment keywords primary|category"
    " msc|class acm|class report|no 主题 分类 评论 类别 机构 单位 关键词 标签 tags affiliation"
    " affiliations institution institutions institutes organization submitter submitted|by 提交者",
    "upvotes": "upvotes votes likes 点赞 赞",
}
_ONE_LINE = frozenset({"authors", "id", "link", "pdf", "doi", "date", "code", "upvotes"})
_NAMES = {
    word.replace("|", " "): label for label, words in _LABELS.items() for word in words.split()
}
_LABEL = re.compile(
    r"(?:[-*+•>]\s+)?(?:[^\w\s\[\](){}<>#*_|\\$-]{1,4}\s{0,2})?(?:\*\*|__|\*)?"
    r"(?P<name>[^\W\d_][\w -]{1,20}?)"
    r"(?:\s?[:：]\s*(?:\*\*|__|\*)?|(?:\*\*|__|\*)\s*[:：]?)\s*(?P<value>.*)$"
)
_LINKS = re.compile(
    r"\W{0,8}(?:\[[^\[\]]{1,60}\]\(https?://[^\s()]{1,1000}\)[\s|·•,/-]{0,5}){1,9}$"
)
_RULE = re.compile(r"(?:[-*_=]\s?){3,}$")
_BESIDE = re.compile(r"\s[|·•]\s")
_AGAIN = re.compile(r"^(?:Subjects|Authors|Abstract|Comments|Title)\s?:\s*", re.IGNORECASE)
_NO_TITLES = "No heading here is followed by a label such as “Authors:”."
_OTHER_RANK = "The other titles are headings of another rank: this may be one of the page."
_ONLY_SUMMARY = "There is a summary of this paper, and no abstract."
_LABEL_INSIDE = re.compile(r"\S\s?[-*+]\s(?:\*\*|__)[A-Z]")
_RUN_TOGETHER = "A label stands inside this abstract: two lines may be run together."
_NO_LABEL = "No label follows this heading, so it is not known to be a title."
_LOST = "This line tells of a paper whose title is missing."
_AFTER = "This line follows a paper and belongs to none."


@dataclass(slots=True)
class _Notice:
    """One paper: its title, what its labels say, its lines."""

    title: str
    first: int
    last: int
    values: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[Caution] = field(default_factory=list)

    def one(self, label: str) -> str:
        """The words of a label on one line."""
        return " ".join(self.values.get(label, [])).strip()


def confidence(text: str) -> float:
    """Whether there are headings that labels of authors or abstracts follow."""
    lines, _ = split(text[:_SAMPLE])
    titles = _titles(lines)
    labels = {label for line in lines if (label := _label(line.text)[0])}
    if not titles or not labels & {"authors", "abstract", "summary"}:
        return 0.0
    return 0.9 if len(titles) >= _FEW else 0.6


def read(text: str, hints: Hints) -> Listing:
    """Read every heading that labels follow, up to the next one."""
    records = Records(NAME, text, hints)
    lines = records.lines
    titles = _titles(lines)
    if not titles:
        records.refuse(1, records.total, _NO_TITLES)
        return records.listing()
    said = _read_head(lines[: titles[0]], records)
    ranks = Counter(_rank(lines[place]) for place in titles)
    usual = max(ranks, key=lambda rank: (ranks[rank], rank))
    for start, end in pairwise([*titles, len(lines)]):
        notice = _notice(lines[start:end], records)
        if any(_LABEL_INSIDE.search(each) for each in notice.values.get("abstract", ())):
            notice.warnings.append(warning("joined", _RUN_TOGETHER, notice.first))
        if "summary" in notice.values and "abstract" not in notice.values:
            is_lost = any(_label(line.text)[0] == "abstract" for line in lines)
            code = "no-abstract" if is_lost else "summary-only"
            notice.warnings.append(warning(code, _ONLY_SUMMARY, notice.first))
        if _rank(lines[start]) != usual:
            notice.warnings.append(warning("broken", _OTHER_RANK, notice.first))
        records.add(_facts(notice), notice.first, notice.last, notice.warnings)
    return records.listing(records.captured(said))


def _rank(line: Line) -> int:
    """The rank of a heading: its number signs."""
    return len(line.text) - len(line.text.lstrip("#"))


def _titles(lines: Sequence[Line]) -> list[int]:
    """The places of headings that a label follows."""
    return [
        place
        for place, line in enumerate(lines[:-1])
        if line.text.startswith("#")
        and _HEADING.match(line.text)
        and _label(lines[place + 1].text)[0]
    ]


def _label(text: str) -> tuple[str, str]:
    """The label a line begins with, empty if none, and the words after it."""
    if len(text) < 10_000 and _LINKS.match(text):
        return "link", text
    match = _LABEL.match(text) if len(text) < 20_000 else None
    label = _NAMES.get(match["name"].strip().lower(), "") if match else ""
    return label, match["value"] if match and label else ""


def _read_head(lines: Sequence[Line], records: Records) -> str | None:
    """Claim what stands above the first paper; the day its headings name."""
    said: str | None = None
    lost = False
    for line in lines:
        lost = lost or _label(line.text)[0] in {"authors", "abstract"}
        if lost:
            records.refuse(line.number, line.number, _LOST)
            continue
        records.claim(line.number)
        date = read_date(line.text.lstrip("# ")) if line.text.startswith("#") else None
        if said is None and date and len(date) == _DAY:
            said = date
    return said


def _notice(lines: Sequence[Line], records: Records) -> _Notice:
    """The lines of one paper, sorted by the labels they stand under.

    After two blank lines, what has no label is the foot of the page or of a part of it.
    """
    heading = _HEADING.match(lines[0].text)
    assert heading is not None, "a title is a heading"
    notice = _Notice(heading["text"].rstrip("# "), lines[0].number, lines[0].number)
    label, below = "", False
    for before, line in pairwise(lines):
        found, value = _label(line.text)
        gap = line.number - before.last - 1
        below = not found and (below or (gap > 1 and any(notice.values.get(label, ()))))
        if below or _RULE.match(line.text):
            _foot(line, records)
            below = True
            continue
        if _HEADING.match(line.text):
            _heading(line, notice, records)
            label = ""
            continue
        notice.last = line.number
        if found:
            _check_twice(notice, found, line)
            label = found
            notice.values.setdefault(label, []).append(_AGAIN.sub("", value, count=1))
            if label in _ONE_LINE:
                label = _beside(notice, label)
        elif line.text == before.text:
            notice.warnings.append(warning("doubled", "A line stands there twice.", line.number))
        elif gap and label in _ONE_LINE and _is_abstract(line, notice):
            label = "abstract"
            notice.values[label] = [line.text]
        elif label in _ONE_LINE and notice.values[label][-1].rstrip()[-1:] not in ("", ","):
            about = f"Line {line.number} has no label, so it is not known what it says."
            notice.warnings.append(warning("broken", about, line.number))
        elif label:
            notice.values[label].append(f"\n\n{line.text}" if gap else line.text)
    return notice


def _beside(notice: _Notice, label: str) -> str:
    """Take apart a line of several labels, `Votes: 7 | Date: 2024-01-02`; the last of them."""
    value, *more = _BESIDE.split(notice.values[label][-1])
    found = [_label(each) for each in more]
    if label == "link" or not all(each for each, _ in found):
        return label
    notice.values[label][-1] = value
    for other, said in found:
        notice.values.setdefault(other, []).append(said)
        label = other
    return label


def _is_abstract(line: Line, notice: _Notice) -> bool:
    """Whether a paragraph without a label is the abstract, of which there is none yet."""
    return "abstract" not in notice.values and score(line.text) >= SURE


def _heading(line: Line, notice: _Notice, records: Records) -> None:
    """A heading that no label follows: of the page, or of a paper that lost its labels."""
    records.refuse(line.number, line.number, _NO_LABEL)
    about = (
        f"The heading on line {line.number} has no labels: what follows may be of another paper."
    )
    notice.warnings.append(warning("broken", about, line.number))


def _check_twice(notice: _Notice, label: str, line: Line) -> None:
    """Say so when a label comes again that each paper has once."""
    if label in notice.values and label in {"authors", "abstract"}:
        about = f"The label of line {line.number} stands there twice: a title may be missing."
        notice.warnings.append(warning("broken", about, line.number))


def _foot(line: Line, records: Records) -> None:
    """What stands below a paper: short lines belong to the page."""
    if len(line.text) < _FOOT:
        records.claim(line.number)
    else:
        records.refuse(line.number, line.number, _AFTER)


def _facts(notice: _Notice) -> Facts:
    linked = _LINKED.match(notice.title)
    names = author_names(notice.one("authors"))
    places = [*notice.values.get("link", ()), *([linked["link"]] if linked else ())]
    found = [link for place in places for link in links.links(place)]
    url = next((link for link in found if web_address(link)), None)
    pdf = notice.one("pdf")
    date = read_date(notice.one("date"))
    code = links.code_link(notice.one("code"))
    votes = notice.one("upvotes")
    return Facts(
        upvotes=int(votes) if votes.isdecimal() and len(votes) < 9 else None,
        title=linked["text"] if linked else notice.title,
        abstract="\n".join(notice.values.get("abstract", notice.values.get("summary", ()))),
        authors=names,
        author_count=len(names) or None,
        date=date,
        date_as_shown=notice.one("date"),
        url=url,
        arxiv_id=links.bare_arxiv_id(notice.one("id"))
        or links.arxiv_id(url or "")
        or links.arxiv_id(pdf),
        doi=links.plain_doi(notice.one("doi")),
        venue=notice.one("venue"),
        code_url=code,
    )
