"""Made-up papers as the library hands them out, for tests that need no library."""

import making

from reader.model import Facts, Highlight, Kind, Paper, State, Tag


def paper(
    number: int,
    *,
    note: str = "",
    highlights: tuple[Highlight, ...] = (),
    tags: tuple[str, ...] = (),
    queue_place: int | None = None,
    **facts: object,
) -> Paper:
    """Made-up paper `number`, some of its facts changed."""
    made: Facts = making.facts(number, **facts)
    return Paper(
        id=number,
        uid=f"k{number:05}abcdef",
        facts=made,
        added="2025-11-12T09:30:00Z",
        state=State.READING,
        starred=False,
        seen=True,
        queue_place=queue_place,
        tags=tuple(Tag(name, "green") for name in tags),
        note=note,
        highlights=highlights,
        sightings=(),
        events=(),
    )


def highlight(
    number: int, quote: str, kind: Kind = Kind.IDEA, comment: str = "", start: int | None = 0
) -> Highlight:
    """A highlight of these words; `start` None when they are no longer in the abstract."""
    end = None if start is None else start + len(quote)
    return Highlight(number, 1, kind, quote, "", "", start, end, comment)
