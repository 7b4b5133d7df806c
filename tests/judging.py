"""What a search should find, worked out paper by paper, by the meaning of the words."""

import calendar
from collections.abc import Set
from datetime import date

from reader.index import matches
from reader.model import Paper, State, Words
from reader.query.nodes import (
    All,
    Among,
    Any,
    Has,
    HasKind,
    HasTag,
    HowMany,
    InImport,
    Is,
    Node,
    Not,
    Phrase,
    When,
    Word,
    YearIs,
)
from reader.query.spans import days


def happened_within(moment: object, span: str) -> bool:
    """Whether a day, or a month or year as a whole, lies within a span."""
    if not isinstance(moment, str):
        return False
    parts = [int(part) for part in moment[:10].split("-")]
    month_end = calendar.monthrange(parts[0], (*parts, 12)[1])[1]
    begins, ends = date(*(*parts, 1, 1)[:3]), date(*(*parts, 12, month_end)[:3])
    if len(parts) == 2:
        begins, ends = date(*parts, 1), date(*parts, month_end)
    first, behind = days(span, date.today())
    return (first is None or begins >= first) and (behind is None or ends < behind)


def _number(paper: Paper, what: str) -> int | None:
    said = paper.facts
    if what == "comments":
        return said.comments
    return max(said.author_count or 0, len(said.authors)) or None


def holds(  # noqa: C901  (one case for each filter)
    node: Node, paper: Paper, waiting: Set[int] = frozenset()
) -> bool:
    """Whether a paper meets a filter, by the meaning of the words.

    `waiting` are the papers of pairs that may be one.
    """
    said = paper.facts
    year = int(said.date[:4]) if said.date and said.date[0] != "-" else said.year
    tags = [tag.name for tag in paper.tags]
    match node:
        case Word() | Phrase():
            return matches(node, words_of(paper))
        case All(nodes):
            return all(holds(inner, paper, waiting) for inner in nodes)
        case Any(nodes):
            return any(holds(inner, paper, waiting) for inner in nodes)
        case Not(inner):
            return not holds(inner, paper, waiting)
        case HasTag(name, below):
            return name in tags or (below and any(tag.startswith(f"{name}/") for tag in tags))
        case Among(numbers):
            return paper.id in numbers
        case HasKind(kind):
            return any(highlight.kind == kind for highlight in paper.highlights)
        case HowMany(what, least, most):
            many = _number(paper, what)
            return many is not None and (least or 0) <= many <= (99 if most is None else most)
        case When("date", span):
            dated = said.date and not said.date.startswith("--")
            return happened_within(said.date if dated else said.year and f"{said.year}", span)
        case When(what, span):
            times = {event.what: event.at for event in paper.events}
            return happened_within(times.get({"done": "finished"}.get(what, what)), span)
        case InImport(name, number):
            return any(
                name.lower() in seen.import_name.lower() if number is None
                else seen.import_id == number
                for seen in paper.sightings
            )  # fmt: skip
        case YearIs(first, last):
            return year is not None and (first or 0) <= year <= (last or 9999)
        case Is(what) | Has(what):
            return _is_or_has(what, paper, waiting)
    raise AssertionError(node)


def _is_or_has(what: str, paper: Paper, waiting: Set[int]) -> bool:
    said = paper.facts
    year = int(said.date[:4]) if said.date and said.date[0] != "-" else said.year
    return bool({
        "starred": paper.starred,
        "unseen": paper.state is State.INBOX and not paper.seen,
        "undated": year is None,
        "notes": paper.note,
        "highlights": paper.highlights,
        "comments": any(highlight.comment for highlight in paper.highlights),
        "tags": paper.tags,
        "link": said.url,
        "abstract": said.abstract,
        "duplicate": paper.id in waiting,
    }.get(what, paper.state.value == what))  # fmt: skip


def words_of(paper: Paper) -> Words:
    """All that can be searched in a paper."""
    said = paper.facts
    return Words(
        paper.id,
        said.title,
        said.abstract or "",
        paper.note,
        "\n".join(tag.name for tag in paper.tags),
        "\n".join(highlight.quote for highlight in paper.highlights),
        "\n".join(highlight.comment for highlight in paper.highlights if highlight.comment),
        "\n".join(said.authors),
    )


LEAVES: tuple[Node, ...] = (
    *[Is(state.value) for state in State], Is("starred"), Is("unseen"), Is("undated"),
    *[Has(what) for what in ("notes", "highlights", "comments", "tags", "link", "abstract")],
    HasTag("vision"), HasTag("vision", below=True), HasTag("nothing"),
    InImport("daily"), InImport("ärger"), InImport("nowhere"), InImport(id=2), InImport(id=99),
    YearIs(2020, 2020), YearIs(None, 2019), YearIs(2020, None), YearIs(None, None),
    HasKind("idea"), HasKind("cite"), HasKind("question"), Among((3, 7, 99)), Among(()),
    HowMany("authors", 1, 2), HowMany("authors", None, 4), HowMany("authors", 5, None),
    HowMany("comments", 2, None), HowMany("comments", 0, 0), Has("duplicate"),
    *[When("date", span) for span in ("2020", "2020-05", "2020-05-17", "2020-05-17..", "..2020-05",
                                      "2019-06..", "<2020", ">2020-05", "last-month")],
    *[When(what, span) for what in ("added", "started", "done") for span in ("1d", ">1d", "2020")],
)  # fmt: skip
