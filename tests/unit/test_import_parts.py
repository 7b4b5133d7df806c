"""An import so large that it came in parts is one import to a person, wherever it is spoken of."""

import itertools
import json
from collections.abc import Iterator

import pytest
from making import abstract, fill, title

from reader import sources
from reader.errors import Cancelled
from reader.library import Library
from reader.model import Dump, Listing, State
from reader.store.intake import imports

PARTS = 3
EACH = 4


def text(part: int) -> str:
    lines = (
        json.dumps({"paperId": f"{n:040x}", "title": title(n), "abstract": abstract(n)})
        for n in range(part * EACH, (part + 1) * EACH)
    )
    return "\n".join(lines) + "\n"


@pytest.fixture
def parted(library: Library) -> Library:
    """A library with one import of three parts."""

    def read() -> Iterator[tuple[Dump, Listing]]:
        for part in range(PARTS):
            dump = Dump("snapshot.jsonl", text(part), "UTF-8", (), "/there/snapshot.jsonl")
            yield dump, sources.read(dump)

    library.add_one_by_one(read(), lambda plan: None)
    (whole,) = library.imports()
    assert len(whole.parts) == PARTS
    return library


def worsen(library: Library) -> list[int]:
    """Let each part have a paper with a bad title, and each but the first one not understood."""
    ids = sorted(library.find().ids)
    bad = ids[1::EACH]

    def write(connection) -> str:  # type: ignore[no-untyped-def]
        for paper_id in bad:
            imports.rewrite(connection, paper_id, {"title": "Subscribe"})
        missed = json.dumps([{"line": 3, "text": "{", "reason": "It is no paper."}])
        connection.execute("UPDATE imports SET leftovers = ? WHERE id > 1", (missed,))
        return "Worsen"

    library._store._act(write)
    library.delete(ids[EACH + 2 :: EACH])
    return bad


def test_every_part_is_read_again_as_one_step(parted: Library) -> None:
    bad = worsen(parted)
    shown: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> bool:
        shown.append((done, whole))
        return True

    plan = parted.reimport(1, progress)
    assert (plan.improved, plan.new, plan.missing) == (PARTS, PARTS - 1, ())
    assert len(plan.entries) == 2 * PARTS - 1
    assert shown == sorted(shown)
    before = parted.log(1)[0].id
    parted.apply_reimport(1, progress)
    assert parted.log(1)[0].id == before + 1
    assert [paper.facts.title for paper in parted.papers(bad)] == [
        title(n) for n in range(1, PARTS * EACH, EACH)
    ]
    (whole,) = parted.imports()
    assert whole.papers == PARTS * EACH, "what was overlooked comes in with its own import"
    assert parted.check() == []
    parted.undo()
    assert [paper.facts.title for paper in parted.papers(bad)] == ["Subscribe"] * PARTS


def test_reading_again_can_be_stopped_between_parts(parted: Library) -> None:
    worsen(parted)
    seq = parted.seq()
    for verb in (parted.reimport, parted.apply_reimport):
        calls = itertools.count()
        with pytest.raises(Cancelled):
            verb(1, lambda done, whole, calls=calls: next(calls) < 2)
    assert parted.seq() == seq


def test_a_digest_counts_every_part(parted: Library) -> None:
    ids = sorted(parted.find().ids)
    parted.set_state([ids[-1]], State.QUEUE)
    parted.write_note(ids[-2], "mine")
    whole = PARTS * EACH
    for digest in (parted.digest(import_id=1), parted.digest("today")):
        assert digest.imports == (("snapshot.jsonl", whole),)
        assert digest.came.whole == whole - 1
        assert (digest.new, digest.notes) == (whole, 1)
        assert [(one.name, one.whole) for one in digest.decided] == [("Queued", 1)]


def test_counts_beside_a_search_have_one_line(parted: Library) -> None:
    fill(parted, range(100, 102), "other.txt")
    facets = dict(parted.facets("").groups)["import"]
    assert [(each.label, each.count) for each in facets] == [
        ("snapshot.jsonl", PARTS * EACH), ("other.txt", 2),
    ]  # fmt: skip


def test_an_appearance_is_told_with_the_number_that_a_person_sees(parted: Library) -> None:
    last = parted.paper(max(parted.find().ids))
    assert [each.import_id for each in last.sightings] == [1]


def test_a_paper_in_two_parts_has_appeared_once(library: Library) -> None:
    """An archived paper is worth another look at its third appearance."""
    texts = (text(0), text(1) + text(0))
    dumps = [Dump("snapshot.jsonl", each) for each in texts]
    library.add_one_by_one([(each, sources.read(each)) for each in dumps], lambda plan: None)
    first = min(library.find().ids)
    assert len(library.paper(first).sightings) == 2
    library.set_state([first], State.ARCHIVE)
    (entry, *_) = library.plan(Dump("later.jsonl", text(0) + text(2))).entries
    assert (entry.paper_id, entry.back) == (first, "")
