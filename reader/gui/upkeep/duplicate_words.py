"""What the duplicates page says about a pair, field by field. Nothing here knows Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.gui.intake import import_words
from reader.model import Facts, Pair, Paper, Sighting

NAMES = {
    **import_words.FACTS,
    "author_count": "Authors",
    "state": "State",
    "starred": "Star",
    "tags": "Tags",
    "note": "Notes",
    "highlights": "Highlights",
    "sightings": "Imports",
}
LONG = ("title", "abstract")


MARKS = ("tags", "note", "highlights", "sightings")  # a merge keeps those of both


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both papers in words; `better` is 0 where a merge keeps both values."""

    field: str
    texts: tuple[str, str]
    better: int = 0

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.texts[0] == self.texts[1]


def lines_of(pair: Pair) -> list[Line]:
    """Everything that both papers say, the abstract last because it is long."""
    told = {each.field: each for each in pair.fields}
    facts = [
        Line(each.field, _both(pair, each.field), each.better)
        for each in pair.fields
        if not (each.field == "author_count" and "authors" in told) and each.field != "abstract"
    ]
    marks = [Line(field, _both(pair, field)) for field in MARKS]
    lines = [*facts, *(line for line in marks if any(line.texts))]
    if (abstract := told.get("abstract")) is not None:
        lines.append(Line("abstract", _both(pair, "abstract"), abstract.better))
    return lines


def _both(pair: Pair, field: str) -> tuple[str, str]:
    return words_of(pair.a, field), words_of(pair.b, field)


def words_of(paper: Paper, field: str) -> str:
    """The value of a field as a person reads it; empty when there is none."""
    if field == "author_count":
        return _count(paper.facts.author_count or 0, "author")
    if field == "authors" and not paper.facts.authors and paper.facts.author_count:
        return f"{paper.facts.author_count:,}, names not in the listing"
    if field in Facts.__dataclass_fields__:
        value = getattr(paper.facts, field)
        return "" if value in (None, "", (), False) else import_words.value_words(field, value)
    said = {
        "state": _state(paper),
        "starred": "Starred" if paper.starred else "",
        "tags": ", ".join(tag.name for tag in paper.tags),
        "note": _count(len(paper.note.split()), "word"),
        "highlights": _count(len(paper.highlights), "highlight"),
        "sightings": "\n".join(dict.fromkeys(map(place_of, paper.sightings))),
    }
    return said.get(field, "")


def authors_of(paper: Paper) -> str:
    """The authors as a row of the list has them: names, or how many there are."""
    return words_of(paper, "authors" if paper.facts.authors else "author_count")


def _state(paper: Paper) -> str:
    place = f", place {paper.queue_place:,}" if paper.queue_place is not None else ""
    return f"{paper.state.label}{place}"


def _count(count: int, word: str) -> str:
    return import_words.number_of(count, word) if count else ""


def place_of(sighting: Sighting) -> str:
    """Where a paper was seen: the import and its line."""
    return f"{sighting.import_name}, line {sighting.first_line}"


def steps_of(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which paper to merge into which, so that three or more that are one end as one."""
    into: dict[int, int] = {}
    steps = []
    for pair in pairs:
        keep, other = (_last(into, one) for one in pair)
        if keep != other:
            keep, other = min(keep, other), max(keep, other)
            into[other] = keep
            steps.append((keep, other))
    return steps


def _last(into: dict[int, int], paper_id: int) -> int:
    while paper_id in into:
        paper_id = into[paper_id]
    return paper_id


def counted(pairs: int) -> str:
    """`4 pairs`."""
    return import_words.number_of(pairs, "pair")


def merged_words(count: int) -> str:
    """What merging so many pairs did."""
    return f"Merged{f' {counted(count)}' if count > 1 else ''}. Undo splits them again."
