"""Made-up papers for tests: facts, listings, and dump texts in the two shapes of a saved page.

Nothing here comes from a real page. The same number gives the same paper in every test.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.model import Dump, Entry, Facts, Listing

if TYPE_CHECKING:
    from reader.library import Library

SUBJECTS = ("Lanterns", "Tides", "Beehives", "Glaciers", "Kites", "Orchards", "Clocks", "Moths")
MANNERS = ("Counting", "Weaving", "Forecasting", "Sorting", "Dreaming of", "Measuring", "Folding")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def title(number: int) -> str:
    """The title of made-up paper `number`; no two are the same."""
    manner, subject = MANNERS[number % len(MANNERS)], SUBJECTS[number % len(SUBJECTS)]
    return f"{manner} {subject}: a Method with {number + 2} Steps"


def abstract(number: int) -> str:
    """Its abstract: whole sentences, long enough to be told from a title."""
    subject = SUBJECTS[number % len(SUBJECTS)].lower()
    return (
        f"We present a made-up method for {subject} that needs {number + 2} steps and no oven. "
        f"Earlier work treats {subject} one at a time, which is slow when there are many. "
        f"Our approach looks at all of them together and asks which one is next. On a collection "
        f"of {100 + number} drawings it is right in {50 + number % 50} % of the cases, and where "
        "it is wrong it says so. The drawings are kept in a shoe box."
    )


def facts(number: int, **changes: object) -> Facts:
    """The facts of made-up paper `number`, some of them changed."""
    values: dict[str, object] = {"title": title(number), "abstract": abstract(number), **changes}
    return Facts(**values)  # type: ignore[arg-type]


def listing(papers: Sequence[Facts], captured: str | None = None) -> Listing:
    """A listing of these papers as an importer gives it: two lines for each."""
    entries = tuple(
        Entry(paper, first_line=place * 2 + 1, last_line=place * 2 + 2)
        for place, paper in enumerate(papers)
    )
    return Listing("lines", lines=len(papers) * 2, entries=entries, captured=captured)


def alternating_text(numbers: Iterable[int], *, glued: bool = True) -> str:
    """A dump of alternating title and abstract lines; the first title is glued to a button."""
    head = "Get trending papers in your email inbox!\n" + ("Subscribe" if glued else "Subscribe\n")
    return head + "".join(f"{title(number)}\n{abstract(number)}\n" for number in numbers)


def search_page_text(numbers: Iterable[int], *, year: int = 2024) -> str:
    """A dump of a search page: title, abstract, authors, date and sometimes a comment count.

    Every third date is of the year after `year`, in which the page was saved: it has no year.
    """
    cards = []
    for number in numbers:
        date = f"{MONTHS[number % 12]} {number % 27 + 1}"
        if number % 3:
            date += f", {year}" + (f" {number % 7 + 1}" if number % 5 == 0 else "")
        cards.append(
            f"{title(number)}\n\n{abstract(number)}\n\n  • {number % 9 + 2} authors\n·\n{date}\n"
        )
    return "\n".join(cards)


def fill(
    library: "Library", numbers: Iterable[int] = range(8), name: str = "made-up.txt"
) -> list[int]:
    """Add made-up papers to a library without any importer; answers their ids in that order."""
    papers = [facts(number) for number in numbers]
    text = "".join(f"{paper.title}\n{paper.abstract}\n" for paper in papers)
    library.add([library.plan_listing(Dump(name, text), listing(papers))])
    ids = {row.title: row.id for row in library.rows(library.find().ids)}
    return [ids[paper.title] for paper in papers]
