"""Made-up listings of both shapes, from the project's own sample papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.model import Entry, Listing

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample-listing.txt"

HEAD = """new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

Nov 3
"""


@dataclass(frozen=True)
class Made:
    """One made-up paper and how its card prints it."""

    title: str
    abstract: str
    authors: int
    date: str

    @property
    def card(self) -> list[str]:
        end = [f"  • {self.authors} authors", "·", self.date]
        return [self.title, "", self.abstract, "", *end]


def _made_papers() -> list[Made]:
    parts = SAMPLE.read_text("utf-8").split("\n\n")[6:]
    made = []
    for title, abstract, end in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        authors, _, date = end.strip().split("\n")
        # The stray key and the accent in the sample are tested by themselves.
        plain = abstract.replace("holm_wideNets", "").replace("\\'e", "e")
        made.append(Made(title, plain, int(authors.split()[1]), date))
    return made


PAPERS = _made_papers()


def as_lines(papers: Sequence[Made]) -> list[str]:
    """The bare shape, with the first title glued to the page as copying gives it."""
    lines = [
        "Get trending papers in your email inbox once a day!",
        "Get trending papers in your email inbox!",
    ]
    for paper in papers:
        lines += [paper.title, paper.abstract]
    lines[2] = f"Subscribe{lines[2]}"
    return lines


def as_cards(papers: Sequence[Made]) -> list[str]:
    """The shape of text browsers."""
    lines = HEAD.split("\n")
    for paper in papers:
        lines += [*paper.card, ""]
    return lines[:-1]


def pairs(entries: Sequence[Entry]) -> list[tuple[str, str | None]]:
    return [(entry.facts.title, entry.facts.abstract) for entry in entries]


def made_pairs(papers: Sequence[Made]) -> list[tuple[str, str | None]]:
    return [(paper.title, paper.abstract) for paper in papers]


def assert_every_line_is_claimed_once(listing: Listing) -> None:
    claimed: list[int] = [leftover.line for leftover in listing.leftovers]
    for part in (*listing.entries, *listing.furniture):
        claimed += range(part.first_line, part.last_line + 1)
    assert sorted(claimed) == list(range(1, listing.lines + 1))


def assert_nothing_shifted(listing: Listing, papers: Sequence[Made]) -> None:
    """Every paper that is not to be checked is exactly one of the made-up papers."""
    right = set(made_pairs(papers))
    wrong = [
        entry.facts.title
        for entry in listing.entries
        if not entry.to_check and (entry.facts.title, entry.facts.abstract) not in right
    ]
    assert not wrong
