"""What `acts.py` said it had done, against what is to be seen in the library."""

from pathlib import Path

from faults.acts import IMPORTED
from making import title

from reader.library import Library
from reader.model import State


def effects(place: Path) -> dict[str, bool]:
    """Which acts are to be seen in the library; half an import would be neither."""
    with Library.open(place) as library:
        assert library.check() == []
        paper = library.paper(min(library.find().ids))
        titles = {row.title for row in library.rows(library.find().ids)}
        new = [title(number) in titles for number in IMPORTED]
        assert all(new) or not any(new), "half an import"
        return {
            "note": paper.note.startswith("the note"),
            "tag": bool(paper.tags),
            "import": all(new),
            "queue": paper.state is State.QUEUE,
            "edit": paper.facts.venue == "By hand",
            "highlight": [mark.comment for mark in paper.highlights] == ["a comment"],
            "merge": paper.id + 1 not in set(library.find().ids),
            "append": paper.note.endswith("appended"),
            "star": paper.starred,
        }


def lies(said: list[list[str]], seen: dict[str, bool]) -> list[str]:
    """Acts that were said to be done and are not there, or said to have failed and are."""
    undoing = next((word for word, name in said if name == "undo"), "")
    last = [name for word, name in said if word == "done" and name != "undo"][-1:]
    # Undo takes the last act back; struck in the middle it may have, or not.
    undone = undoing in ("done", "unsure") or (not undoing and said[-1:] == [["done", "star"]])
    wrong = []
    for word, name in said:
        if name == "undo" or word == "unsure" or (undone and [name] == last):
            continue
        if seen[name] != (word == "done"):
            wrong.append(name)
    return wrong
