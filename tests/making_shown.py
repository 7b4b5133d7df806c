"""Made-up whole papers, with highlights found by their words, for tests of what is shown."""

from collections.abc import Sequence

from making import abstract, facts, title

from reader.model import Event, Highlight, Kind, Paper, Row, Sighting, State, Tag


def highlight(number: int, kind: Kind, words: str, *, comment: str = "", text: str) -> Highlight:
    """A highlight of these words of a text."""
    start = text.index(words)
    return Highlight(number, 1, kind, words, "", "", start, start + len(words), comment)


def paper(number: int = 1, **changes: object) -> Paper:
    """Made-up paper `number`, some of it changed; changes of facts go by `facts`."""
    values: dict[str, object] = {
        "id": number,
        "uid": f"uid-{number}",
        "facts": facts(number, author_count=3, date="2024-05-02"),
        "added": "2025-11-12T09:00:00Z",
        "state": State.INBOX,
        "starred": False,
        "seen": True,
        "queue_place": None,
        "tags": (Tag("kites", "teal"),),
        "note": "",
        "highlights": (),
        "sightings": (Sighting(1, "made-up.txt", 1, 3, 4, None, None, 2, "2025-11-12T09:00:00Z"),),
        "events": (Event("added", "2025-11-12T09:00:00Z"),),
        **changes,
    }
    return Paper(**values)  # type: ignore[arg-type]


def marked_paper(number: int = 1) -> Paper:
    """A paper with two highlights, the second with a comment."""
    text = abstract(number)
    return paper(
        number,
        highlights=(
            highlight(12, Kind.RESULT, "it says so", comment="good manners", text=text),
            highlight(11, Kind.METHOD, "one at a time", text=text),
        ),
    )


def rows(ids: Sequence[int]) -> list[Row]:
    """The rows of made-up papers with these numbers, all in the Inbox."""
    return [
        Row(i, title(i), "", None, (), 2, State.INBOX, False, True, (), None, 1, False, 0)
        for i in ids
    ]
