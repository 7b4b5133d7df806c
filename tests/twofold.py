"""Two libraries of one origin, as two computers have them, and random edits on both.

Every text that was ever saved in a note is remembered, so that a join can be asked for each.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from making import fill

from reader.errors import Problem
from reader.library import Library
from reader.model import Kind, State

PAPERS = 5


@dataclass
class Two:
    """Two open libraries, and what was saved as a note of which paper (by uid) on each."""

    one: Library
    other: Library
    saved: set[tuple[str, str]] = field(default_factory=set)


@contextmanager
def two(folder: Path, papers: int = PAPERS) -> Iterator[Two]:
    """One library with some work in it, and a copy of it on another computer."""
    with Library.open(folder / "one") as library:
        ids = fill(library, range(papers))
        library.write_note(ids[0], "begun")
        library.tag(ids[:2], ["common"])
        library.highlight(ids[0], 3, 20, Kind.IDEA, "common")
        saved = {(uid_of(library, ids[0]), "begun")}
    shutil.copytree(folder / "one", folder / "other")
    with Library.open(folder / "one") as one, Library.open(folder / "other") as other:
        yield Two(one, other, saved)


def uid_of(library: Library, paper_id: int) -> str:
    """The lasting name of a paper."""
    return library.paper(paper_id).uid


def numbers(library: Library) -> list[int]:
    """All papers, by number."""
    return sorted(library.find().ids)


def edit(two: Two, library: Library, random: random.Random, mark: str) -> None:
    """One random edit; texts carry `mark`, so that each is another one."""
    ids = numbers(library)
    if not ids:
        return
    one = random.choice(ids)
    if random.random() < 0.45:
        text = f"{random.choice(('', library.paper(one).note))} {mark} on {one}"
        library.write_note(one, text)
        two.saved.add((uid_of(library, one), text))
        return
    others: list[Callable[[], object]] = [
        lambda: library.star([one], on=random.random() < 0.5),
        lambda: library.set_state([one], random.choice(list(State))),
        lambda: library.tag([one], [random.choice(("common", "a", "b", mark))]),
        lambda: library.untag([one], [random.choice(("common", "a", "b"))]),
        lambda: library.highlight(one, random.randrange(30), 40 + random.randrange(9), Kind.CITE),
        lambda: delete_highlight(library, one),
        lambda: library.edit(one, venue=f"venue {mark}"),
        lambda: library.delete([one]),
        lambda: merge(library, ids, random),
        lambda: library.save_search(f"search {random.choice('xy')}", f"tag:{mark}"),
        lambda: library.rename_tag(random.choice(("common", "a")), random.choice(("b", "c"))),
        lambda: library.undo(),
        lambda: fill(library, [random.randrange(20, 24)], f"{mark}.txt"),
        lambda: library.unmerge(one),
    ]
    try:
        random.choice(others)()
    except Problem:  # there was nothing to undo, to rename, to split
        return


def delete_highlight(library: Library, paper_id: int) -> None:
    """Take the first highlight of a paper away, if it has one."""
    for highlight in library.paper(paper_id).highlights[:1]:
        library.delete_highlight(highlight.id)


def merge(library: Library, ids: list[int], random: random.Random) -> None:
    """Make two papers one, on both computers the same way round."""
    if len(ids) > 2:
        sample = random.sample(ids, 2)
        keep, other = sorted(sample, key=lambda one: library.paper(one).facts.title)
        library.merge([(keep, other)])


def versions_of_all(library: Library) -> set[str]:
    """Every text that a note of this library is or was, also of papers that are gone."""
    rows = library._store._connection.execute(
        "SELECT DISTINCT \"row\" FROM journal WHERE tbl = 'notes'"
    ).fetchall()
    return {
        version.text
        for (number,) in rows
        for version in library.history.note_versions(number)
        if version.text is not None
    }


def picture(library: Library) -> dict[str, object]:
    """What a library says to a person, without its numbers."""
    found: dict[str, object] = {}
    for paper in library.papers(numbers(library)):
        found[f"paper {paper.facts.title}"] = {
            "abstract": paper.facts.abstract,
            "venue": paper.facts.venue,
            "note": paper.note,
            "marks": (paper.state, paper.starred, paper.seen),
            "tags": sorted(tag.name for tag in paper.tags),
            "highlights": sorted((one.quote, one.kind, one.comment) for one in paper.highlights),
            "sightings": len(paper.sightings),
        }
    found["searches"] = sorted((one.name, one.query) for one in library.searches())
    return found
