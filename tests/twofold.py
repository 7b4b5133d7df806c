"""Two libraries of one origin, as two computers have them, and random edits on both.

Every text that was ever saved in a note is remembered, so that a join can be asked for each.
"""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from making import fill

from reader import paths
from reader.errors import Problem
from reader.library import Library
from reader.model import Joined, Kind, State

PAPERS = 5


@dataclass
class Two:
    """Two open libraries, and what was saved as a note of which paper (by uid) on each."""

    one: Library
    other: Library
    saved: set[tuple[str, str]] = field(default_factory=set)


@contextmanager
def two(folder: Path, papers: int = PAPERS, *, furnished: bool = False) -> Iterator[Two]:
    """One library with some work in it, and a copy of it on another computer.

    It is `furnished` when it has a Queue, a comparison, a document and whatever else there is.
    """
    with Library.open(folder / "one") as library:
        ids = fill(library, range(papers))
        library.write_note(ids[0], "begun")
        library.tag(ids[:2], ["common"])
        library.highlight(ids[0], 3, 20, Kind.IDEA, "common")
        if furnished:
            furnish(library, ids)
        saved = {(uid_of(library, ids[0]), "begun")}
    shutil.copytree(folder / "one", folder / "other")
    with Library.open(folder / "one") as one, Library.open(folder / "other") as other:
        yield Two(one, other, saved)


def join(mine: Library, other: Library) -> Joined:
    """Join the second library into the first, which is whole then."""
    done = mine.join(other.folder / paths.LIBRARY_FILE)
    assert mine.check() == []
    return done


def join_both_ways(both: Two) -> None:
    """Join, join once more, and join back: the first settles all of it."""
    join(both.one, both.other)
    seq = both.one.seq()
    join(both.one, both.other)
    assert both.one.seq() == seq
    join(both.other, both.one)
    assert picture(both.other) == picture(both.one)


def furnish(library: Library, ids: list[int]) -> None:
    """Give a library one of everything that is not about a single paper."""
    library.set_state(ids[:4], State.QUEUE)
    library.new_matrix("Compared", ids[:3], columns=["task", "data"])
    library.write_cells(library.matrices()[0].id, {(ids[0], "task"): ("a common cell", None)})
    library.new_document("Topic", "a common document")
    library.save_template("Common", "a common template")
    library.save_search("x", "tag:common")


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
    if random.random() < 0.3:
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
        lambda: library.save_search(f"{random.choice('xy')}", f"tag:{mark}"),
        lambda: change_search(library, random, mark),
        lambda: change_comment(library, one, mark),
        lambda: library.move_in_queue([one], random.choice((None, random.choice(ids)))),
        lambda: library.choose_key(one, random.choice(("first-2020", "second-2021"))),
        lambda: library.save_template("Other", f"template {mark}"),
        lambda: change_template(library, random, mark),
        lambda: write_document(library, random, mark),
        lambda: change_matrix(library, one, random, mark),
        lambda: write_cell(library, random, mark),
        lambda: write_cell(library, random, mark),
        lambda: library.rename_tag(random.choice(("common", "a")), random.choice(("b", "c"))),
        lambda: library.undo(),
        lambda: fill(library, [random.randrange(20, 24)], f"{mark}.txt"),
        lambda: library.unmerge(one),
    ]
    try:
        random.choice(others)()
    except (Problem, IndexError):  # there was nothing to undo, to rename, to split
        return


def delete_highlight(library: Library, paper_id: int) -> None:
    """Take the first highlight of a paper away, if it has one."""
    for highlight in library.paper(paper_id).highlights[:1]:
        library.delete_highlight(highlight.id)


def change_comment(library: Library, paper_id: int, mark: str) -> None:
    """Say something else in the first highlight of a paper."""
    library.change_highlight(library.paper(paper_id).highlights[0].id, comment=f"comment {mark}")


def change_search(library: Library, random: random.Random, mark: str) -> None:
    """Ask something else in a saved search, or put it last, or forget it."""
    one = random.choice(library.searches()).id
    random.choice(
        (
            lambda: library.change_search(one, query=f"tag:{mark}"),
            lambda: library.move_search(one, None),
            lambda: library.delete_search(one),
        )
    )()


def change_template(library: Library, random: random.Random, mark: str) -> None:
    """Write a template anew, or take it away."""
    one = random.choice([one for one in library.note_templates() if one.own])
    if random.random() < 0.2:
        library.delete_template(one.uid)
    else:
        library.save_template(one.name, f"template {mark}", uid=one.uid)


def write_document(library: Library, random: random.Random, mark: str) -> None:
    """Write a document, a new one or one that is there, or take one away."""
    if random.random() < 0.2:
        library.new_document(f"Document {mark}", f"document {mark}")
        return
    one = random.choice(library.documents()).id
    if random.random() < 0.2:
        library.delete_document(one)
    else:
        library.write_document(one, f"{library.document(one).text} document {mark}")


def change_matrix(library: Library, paper_id: int, random: random.Random, mark: str) -> None:
    """Give a comparison another shape."""
    one = random.choice(library.matrices())
    column = random.choice(one.columns)
    random.choice(
        (
            lambda: library.add_column(one.id, random.choice(("year", f"column {mark}"))),
            lambda: library.rename_column(one.id, column, f"column {mark}"),
            lambda: library.remove_column(one.id, column),
            lambda: library.move_column(one.id, column, None),
            lambda: library.add_to_matrix(one.id, [paper_id]),
            lambda: library.remove_from_matrix(one.id, [paper_id]),
            lambda: library.move_in_matrix(one.id, paper_id, None),
            lambda: library.rename_matrix(one.id, f"Compared {mark}"),
            lambda: library.delete_matrix(one.id),
        )
    )()


def write_cell(library: Library, random: random.Random, mark: str) -> None:
    """Write a cell of a comparison, or give it back."""
    one = random.choice(library.matrices())
    place = random.choice(one.papers), random.choice(one.columns)
    cell = (f"cell {mark}", None) if random.random() < 0.9 else None
    library.write_cells(one.id, {place: cell})


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
    ids = numbers(library)
    titles = {paper.id: paper.facts.title for paper in library.papers(ids)}
    for paper in library.papers(ids):
        found[f"paper {paper.facts.title}"] = {
            "abstract": paper.facts.abstract,
            "venue": paper.facts.venue,
            "note": paper.note,
            "marks": (paper.state, paper.starred, paper.seen),
            "tags": sorted(tag.name for tag in paper.tags),
            "highlights": sorted((one.quote, one.kind, one.comment) for one in paper.highlights),
            "sightings": len(paper.sightings),
        }
    found["queue"] = [titles[one] for one in library.find("is:queue", sort="queue").ids]
    found["searches"] = [(one.name, one.query) for one in library.searches()]
    found["keys"] = [
        sorted((key, titles.get(one)) for key, one in keys_of(library)),
        {titles[one]: key for one, key in library.keys(ids).items()},
    ]
    found["templates"] = sorted((one.name, one.text) for one in library.note_templates() if one.own)
    found["documents"] = sorted((one.title, one.text) for one in library.documents())
    found["comparisons"] = sorted(
        (
            one.title,
            one.columns,
            [titles[paper] for paper in one.papers],
            sorted((titles[paper], name, cell.text) for (paper, name), cell in one.cells.items()),
        )
        for one in library.matrices()
    )
    return found


def keys_of(library: Library) -> list[tuple[str, int]]:
    """Every citation key that was given out, and to which paper."""
    found = library._store._connection.execute("SELECT key, paper_id FROM citation_keys").fetchall()
    return [(str(key), int(paper_id)) for key, paper_id in found]


# Where a person's own words stand, besides notes: those have versions (`versions_of_all`).
_WORDS = {
    "highlights": "comment",
    "cells": "text",
    "documents": "text",
    "templates": "text",
    "searches": "query",
}


def words_now(library: Library) -> set[tuple[str, str]]:
    """What a person wrote that can be seen now, with the table that it is in."""
    return {
        (table, text)
        for table, column in _WORDS.items()
        for (text,) in library._store._connection.execute(f"SELECT {column} FROM {table}")
        if text
    }


def words_ever(library: Library) -> set[tuple[str, str]]:
    """The same of all that was ever written in this library."""
    olds = library._store._connection.execute(
        "SELECT tbl, old FROM journal WHERE old IS NOT NULL"
    ).fetchall()
    former = {
        (table, str(json.loads(old).get(_WORDS[table], ""))) for table, old in olds
        if table in _WORDS
    }  # fmt: skip
    return words_now(library) | former


def lost(
    before: set[tuple[str, str]], other_ever: set[tuple[str, str]], now: set[tuple[str, str]]
) -> set[str]:
    """Words of a library that nobody deleted knowingly, and that can be seen nowhere now."""
    return {
        text
        for table, text in before
        if (table, text) not in other_ever
        and not any(where == table and text in shown for where, shown in now)
    }


def searches_for_no_tag(library: Library) -> set[str]:
    """Searches for tags that are called otherwise now, or are gone: a search follows its tag."""
    there = {tag.name for tag, _ in library.counts().tags}
    return {f"tag:{name}" for name in ("common", "a", "b", "c") if name not in there}
