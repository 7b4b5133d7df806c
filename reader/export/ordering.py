"""The orders in which an export can list its papers."""

from collections.abc import Callable, Sequence

from reader import tex
from reader.model import Paper


def ordered(papers: Sequence[Paper], order: str) -> list[Paper]:
    """The papers in this order; equal ones, and those without the thing, stay as they were."""
    if order == "date":
        return sorted(papers, key=_date, reverse=True)
    return sorted(papers, key=_KEYS[order]) if order in _KEYS else list(papers)


def _date(paper: Paper) -> str:
    """The date as far as it is known, so that newest first puts undated papers last."""
    date = paper.facts.date or ""
    return (str(paper.facts.year or "") if date.startswith("--") else date) or (
        str(paper.facts.year or "")
    )


def _queue(paper: Paper) -> tuple[bool, int]:
    return paper.queue_place is None, paper.queue_place or 0


def _title(paper: Paper) -> str:
    return tex.readable(paper.facts.title).casefold()


def _tag(paper: Paper) -> tuple[bool, str]:
    return not paper.tags, min((tag.name.casefold() for tag in paper.tags), default="")


_KEYS: dict[str, Callable[[Paper], tuple[bool, int] | tuple[bool, str] | str]] = {
    "queue": _queue,
    "title": _title,
    "tag": _tag,
}
