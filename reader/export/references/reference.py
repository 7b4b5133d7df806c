"""What every reference format asks of a paper: what kind of work it is, when and where."""

import re
from typing import Literal, NamedTuple

from reader import tex
from reader.model import Facts, Paper
from reader.model.versions import versions_of

Work = Literal["preprint", "article", "conference"]

_PREPRINT = re.compile(r"\b(?:arxiv|corr|biorxiv|medrxiv|preprint|ssrn)\b", re.IGNORECASE)
_OF_PREPRINT = re.compile(
    r"https?://(?:[a-z]{1,10}\.)?(?:arxiv\.org|(?:huggingface|hf)\.co/papers|alphaxiv\.org"
    r"|(?:bio|med)rxiv\.org|doi\.org/10\.48550)/",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(
    r"\b(?:proceedings|conference|workshop|symposium|meeting|congress|advances in neural"
    r"|AAAI|ACL|AISTATS|COLING|COLM|COLT|CoRL|CVPR|ECCV|EACL|EMNLP|ICASSP|ICCV|ICLR|ICML|ICRA"
    r"|IJCAI|INTERSPEECH|IROS|KDD|MLSys|NAACL|NeurIPS|NIPS|SIGGRAPH|SIGIR|UAI|WACV|WWW)\b",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A date as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def kind_of_work(facts: Facts) -> Work:
    """Whether it is a preprint, an article in a journal or a paper of a conference.

    A listing rarely says; then it is called a preprint, which claims least.
    """
    venue = facts.venue or ""
    if not venue or _PREPRINT.search(venue):
        return "preprint"
    return "conference" if _CONFERENCE.search(venue) else "article"


def day_of(facts: Facts) -> Day:
    """The date of a paper; a year that only the venue tells counts when the date has none."""
    year, _, rest = (facts.date or "").lstrip("-").partition("-")
    parts = [year, *rest.split("-")] if rest else [year]
    if (facts.date or "").startswith("--"):
        parts = ["", *parts]
    numbers = [int(part) if part.isdecimal() else None for part in [*parts, "", "", ""][:3]]
    found = Day(*numbers)
    if facts.year and found.year not in (None, facts.year) and versions_of(facts):
        return Day(facts.year, None, None)  # of the published version, which is the one cited
    return found._replace(year=facts.year) if found.year is None else found


def unnamed_authors(facts: Facts) -> int:
    """How many authors the listing counts and does not name."""
    return max(0, (facts.author_count or 0) - len(facts.authors))


def keywords_of(paper: Paper, *, tags: bool) -> list[str]:
    """Keywords of the listing, then the person's tags, each once."""
    found: dict[str, str] = {}
    for word in [*paper.facts.keywords, *(tag.name for tag in paper.tags if tags)]:
        found.setdefault(word.casefold(), word)
    return list(found.values())


def address_of(facts: Facts) -> str | None:
    """The page of the paper; of a work with a preprint that of the published version."""
    published = next(iter(versions_of(facts)), None)
    is_preprint = not facts.url or _OF_PREPRINT.match(facts.url)
    if published is not None and published.link and is_preprint:
        return f"https://doi.org/{published.link.removeprefix('doi:')}"
    if facts.url:
        return facts.url
    return f"https://arxiv.org/abs/{facts.arxiv_id}" if facts.arxiv_id else None


def plain_title(facts: Facts) -> str:
    """The title in readable letters, for formats that know no TeX."""
    return " ".join(tex.readable(facts.title).split()) or "Untitled"
