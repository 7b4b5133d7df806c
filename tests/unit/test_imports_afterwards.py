"""An import, long afterwards: another day of capture, taken back, read again."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from making import abstract, alternating_text, facts, fill, listing, search_page_text, title

from reader.errors import Problem
from reader.gui.intake import import_fixes
from reader.library import Library
from reader.model import Dump, Facts, Kind, Leftover, Listing, Paper, Reread, State
from reader.store.intake.imports import Read


def add(library: Library, papers: list[Facts], name: str, **options: object) -> int:
    """Add papers; answers the number of the import."""
    text = f"{name}: {papers!r}"
    library.add([library.plan_listing(Dump(name, text), listing(papers))], **options)  # type: ignore[arg-type]
    return library.imports()[0].id


def by_title(library: Library) -> dict[str, Paper]:
    return {paper.facts.title: paper for paper in library.papers(library.find().ids)}


# ---------------------------------------------------------------- the day of capture


@pytest.fixture
def dated(library: Library) -> Library:
    """A search page, saved in 2024: some dates have no year of their own."""
    library.add([library.plan(Dump("page.txt", search_page_text(range(6))), captured="2024-12-31")])
    return library


def test_dates_that_came_from_the_day_of_capture_move_with_it_and_no_others(
    dated: Library,
) -> None:
    before = by_title(dated)
    moving = {name for name, paper in before.items() if paper.facts.year_from_capture}
    assert moving
    assert len(moving) < len(before)
    dated.recapture(1, "2023-12-31")
    for name, paper in by_title(dated).items():
        if name in moving:
            assert paper.facts.date == str(before[name].facts.date).replace("2024", "2023")
        assert replace(paper.facts, date=None, year=None) == replace(
            before[name].facts, date=None, year=None
        )
        if name not in moving:
            assert paper.facts == before[name].facts
    assert dated.imports()[0].captured == "2023-12-31"
    assert dated.check() == []
    dated.undo()
    assert by_title(dated) == before


def test_a_date_that_was_edited_does_not_move(dated: Library) -> None:
    moving = [paper for paper in by_title(dated).values() if paper.facts.year_from_capture]
    dated.edit(moving[0].id, date="2020-02-29")
    dated.recapture(1, "2022")
    assert dated.paper(moving[0].id).facts.date == "2020-02-29"
    with pytest.raises(Problem, match="not a date"):
        dated.recapture(1, "yesterday")
    with pytest.raises(Problem, match="no import 7"):
        dated.recapture(7, "2022")


def test_the_text_of_an_import_is_there_as_it_was_brought_in(dated: Library) -> None:
    assert dated.import_dump(1) == Dump("page.txt", search_page_text(range(6)))


# ---------------------------------------------------------------- taking one back


def worked_on(library: Library, ids: list[int]) -> list[Callable[[], object]]:
    return [
        lambda: library.tag([ids[0]], ["mine"]),
        lambda: library.star([ids[1]]),
        lambda: library.write_note(ids[2], "a note"),
        lambda: library.highlight(ids[3], 0, 10, Kind.IDEA),
        lambda: library.set_state([ids[4]], State.DONE),
        lambda: library.edit(ids[5], venue="Shed"),
    ]


def test_papers_that_were_worked_on_are_named_and_kept(library: Library) -> None:
    import_id = add(library, [facts(n) for n in range(10)], "a", tags=["all"], state=State.QUEUE)
    ids = sorted(library.find().ids)
    for act in worked_on(library, ids):
        act()
    library.see([ids[7]])
    library.star([ids[8]])
    library.star([ids[8]], False)
    plan = library.undo_import_plan(import_id)
    assert plan.worked_on == tuple(ids[:6])
    assert plan.leaving == tuple(ids[6:])
    assert plan.staying == ()
    library.undo_import(import_id)
    assert sorted(library.find().ids) == ids[:6]
    assert [each.id for each in library.imports()] == [import_id]
    assert library.check() == []
    library.undo()
    assert sorted(library.find().ids) == ids
    library.undo_import(import_id, keep_worked_on=False)
    assert library.counts().all == 0
    assert library.imports() == []
    library.undo()
    assert library.paper(ids[2]).note == "a note"
    assert library.check() == []


def test_papers_of_other_imports_get_their_old_facts_back(library: Library) -> None:
    first = add(library, [facts(1), facts(2)], "first")
    library.write_note(1, "mine")
    second = add(library, [facts(1, venue="Shed", date="2024"), facts(3)], "second")
    add(library, [facts(1, venue="Shed", date="2024-05", doi="10.1/x")], "third")
    library.undo_import(second)
    paper = library.paper(1)
    assert paper.facts == facts(1, date="2024-05", doi="10.1/x")
    assert paper.note == "mine"
    assert [each.import_name for each in paper.sightings] == ["first", "third"]
    assert library.counts().all == 2
    assert library.check() == []
    library.undo_import(first)
    assert set(by_title(library)) == {title(1)}
    assert library.rows([1])[0].import_id == library.imports()[0].id
    assert library.check() == []


def test_a_merged_paper_keeps_all_it_was_seen_in_and_can_still_be_split(library: Library) -> None:
    add(library, [facts(1)], "first")
    second = add(library, [facts(2)], "second")
    library.merge([(1, 2)])
    library.undo_import(second, keep_worked_on=False)
    library.unmerge(1)
    assert library.paper(2).facts == facts(2)
    assert library.check() == []


# ---------------------------------------------------------------- reading again


def reads(read: Listing) -> Read:
    """A reader that reads every text as this."""
    return lambda dump, **_: read  # type: ignore[return-value]


def planned(library: Library, import_id: int, read: Listing) -> Reread:
    return library._store.reread(import_id, reads(read), None)


def reread(library: Library, import_id: int, read: Listing) -> None:
    library._store.apply_reread(import_id, reads(read), None)


def test_facts_become_better_and_marks_do_not_move(library: Library) -> None:
    glued = facts(1, title="Subscribe" + title(1), abstract=abstract(1)[:200], venue=None)
    import_id = add(library, [glued, facts(2)], "old")
    library.write_note(1, "mine")
    library.tag([1], ["kept"])
    library.set_state([1], State.ARCHIVE)
    before = library.paper(1)
    better = listing([facts(1, venue="Shed"), facts(2)])
    plan = planned(library, import_id, better)
    assert (plan.improved, plan.new, plan.missing) == (1, 0, ())
    assert library.paper(1) == before
    reread(library, import_id, better)
    after = library.paper(1)
    assert after.facts == facts(1, venue="Shed")
    assert replace(after, facts=before.facts, sightings=before.sightings) == before
    assert library.check() == []
    seq = library.seq()
    reread(library, import_id, better)
    assert library.seq() == seq
    library.undo()
    assert library.paper(1) == before


def test_what_was_edited_or_told_better_by_another_import_stays(library: Library) -> None:
    first = add(library, [facts(1, date="2024", venue="Old shed")], "first")
    add(library, [facts(1, date="2024-05-06")], "second")
    library.edit(1, venue="My shed")
    reread(library, first, listing([facts(1, date="2025", venue="Read shed")]))
    assert library.paper(1).facts == facts(1, date="2024-05-06", venue="My shed")


def test_an_abstract_whose_highlights_would_be_lost_stays(library: Library) -> None:
    import_id = add(library, [facts(1), facts(2)], "first")
    library.highlight(1, 29, 60, Kind.IDEA)
    others = [facts(1, abstract=abstract(5)), facts(2, abstract=abstract(6))]
    reread(library, import_id, listing(others))
    assert library.paper(1).facts.abstract == abstract(1)
    assert library.paper(2).facts.abstract == abstract(6)


def test_papers_that_were_overlooked_come_in_and_those_not_found_any_more_stay(
    library: Library,
) -> None:
    more = listing([facts(1), facts(2), facts(3)])
    missed = tuple(Leftover(line, "...", "It is no paper.") for line in (5, 6))
    less = replace(more, entries=more.entries[:2], leftovers=missed)
    library.add([library.plan_listing(Dump("first", "first"), less)])
    import_id = 1
    plan = planned(library, import_id, more)
    assert plan.new == 1
    reread(library, import_id, more)
    assert set(by_title(library)) == {title(1), title(2), title(3)}
    fewer = listing([facts(1)])
    plan = planned(library, import_id, fewer)
    assert plan.missing == (2, 3)
    reread(library, import_id, fewer)
    assert library.counts().all == 3
    assert library.check() == []


def test_a_real_text_read_again_by_the_same_importer_changes_nothing(library: Library) -> None:
    library.add([library.plan(Dump("dump.txt", alternating_text(range(5))))])
    plan = library.reimport(1)
    assert (plan.improved, plan.new, plan.missing) == (0, 0, ())
    seq = library.seq()
    library.apply_reimport(1)
    assert library.seq() == seq


def one_line(records: list[Facts]) -> Dump:
    """Records of papers as programs write them: all on one line."""
    told = [
        {"title": each.title, "abstract": each.abstract, "authors": [{"name": "Ann Oak"}]}
        for each in records
    ]
    return Dump("one.json", json.dumps({"data": told}))


@pytest.mark.parametrize("out", [0, 2, 4])
def test_what_was_left_out_stays_out_and_the_others_keep_their_own_facts(
    library: Library, out: int
) -> None:
    papers = [facts(number) for number in range(5)]
    alone = Dump("dump.txt", alternating_text(range(5)))
    for dump in (one_line(papers), alone):
        library.add([library.plan(dump)], leave_out=[frozenset((out,))])
        import_id = library.imports()[0].id
        before = by_title(library)
        plan = library.reimport(import_id)
        assert (plan.improved, plan.new, plan.missing, plan.left_out) == (0, 0, (), 1)
        library.apply_reimport(import_id)
        assert by_title(library) == before
        assert len(before) == 4
        library.undo()


def test_a_deleted_paper_does_not_come_back_when_its_import_is_read_again(
    library: Library,
) -> None:
    library.add([library.plan(one_line([facts(number) for number in range(5)]))])
    library.delete([1])
    before = by_title(library)
    plan = library.reimport(1)
    assert (plan.improved, plan.new, plan.left_out) == (0, 0, 1)
    library.apply_reimport(1)
    assert by_title(library) == before


def test_what_was_corrected_before_a_text_came_in_is_not_read_back(library: Library) -> None:
    dump = Dump("dump.txt", alternating_text(range(6)))
    read = library.plan(dump).listing
    changed, joined, other, *rest = read.entries
    fixed = replace(
        read,
        entries=(
            import_fixes.edited(changed, {"title": "Mine", "authors": ("Ann Oak",)}),
            import_fixes.joined(joined, other),
            *rest,
        ),
    )
    library.add([library.plan_listing(dump, fixed)])
    before = by_title(library)
    assert len(before) == 5
    plan = library.reimport(1)
    assert (plan.improved, plan.new, plan.missing) == (0, 0, ())
    library.apply_reimport(1)
    assert by_title(library) == before
    library.add([library.plan(Dump("later.txt", alternating_text([0])))])
    assert by_title(library)["Mine"].facts.authors == ("Ann Oak",)


def test_what_was_corrected_about_a_known_paper_is_kept_too(library: Library) -> None:
    library.add([library.plan(Dump("first.txt", alternating_text([0])))])
    dump = Dump("second.txt", alternating_text([0]) + "\n")
    read = library.plan(dump).listing
    (entry,) = read.entries
    fixed = replace(read, entries=(import_fixes.edited(entry, {"authors": ("Ann Oak",)}),))
    library.add([library.plan_listing(dump, fixed)])
    assert library.paper(1).facts.authors == ("Ann Oak",)
    assert {"authors", "author_count"} <= set(library.paper(1).edited)


def test_a_paper_that_was_read_as_a_part_of_another_comes_in(library: Library) -> None:
    parted = listing([facts(1), facts(2), facts(3)])
    first, _, third = parted.entries
    together = replace(parted, entries=(replace(first, last_line=4), third))
    library.add([library.plan_listing(Dump("page.txt", "page"), together)])
    assert planned(library, 1, parted).new == 1
    reread(library, 1, parted)
    assert set(by_title(library)) == {title(1), title(2), title(3)}


def test_papers_of_one_line_that_are_all_read_otherwise_are_not_guessed(library: Library) -> None:
    read = listing([facts(1), facts(2), facts(3)])
    one = replace(
        read, lines=1, entries=tuple(replace(e, first_line=1, last_line=1) for e in read.entries)
    )
    badly = replace(
        one, entries=tuple(replace(e, facts=Facts(f"Bad {n}")) for n, e in enumerate(one.entries))
    )
    library.add(
        [library.plan_listing(Dump("page.json", "page"), badly)], leave_out=[frozenset((0,))]
    )
    assert planned(library, 1, one).improved == 0
    reread(library, 1, one)
    assert set(by_title(library)) == {"Bad 1", "Bad 2"}


# ---------------------------------------------------------------- facts by hand


def test_an_edited_fact_is_kept_from_every_later_import(library: Library) -> None:
    fill(library, [1])
    library.edit(1, venue="My shed", abstract="Mine.", authors=["Ann Example"], date="2024-05")
    other = facts(
        1, venue="Shed", authors=("B", "C"), author_count=2, date="2024-05-06", doi="10.1/x"
    )
    add(library, [other], "later")
    paper = library.paper(1)
    assert paper.facts.venue == "My shed"
    assert paper.facts.abstract == "Mine."
    assert paper.facts.authors == ("Ann Example",)
    assert paper.facts.author_count == 1
    assert paper.facts.date == "2024-05"
    assert paper.facts.doi == "10.1/x"
    assert {"venue", "abstract", "authors", "date"} <= set(paper.edited)


def test_a_fact_that_was_emptied_stays_empty_and_undo_brings_all_back(library: Library) -> None:
    add(library, [facts(1, venue="Shed", upvotes=3)], "first")
    before = library.paper(1)
    assert library.edit(1, venue=None, upvotes=None).areas == {"facts", "marks"}
    add(library, [facts(1, venue="Shed", upvotes=3)], "second")
    assert library.paper(1).facts == facts(1)
    for _ in range(2):
        library.undo()
    assert library.paper(1) == before


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": " "}, "needs a title"),
        ({"date": "2024-02-30"}, "no date"),
        ({"date": "soon"}, "no date"),
        ({"url": "javascript:alert(1)"}, "web address"),
        ({"year": -1}, "whole number"),
        ({"year": "2024"}, "whole number"),
        ({"mood": "good"}, "cannot be edited"),
        ({"ids": ["pmid:1"]}, "cannot be edited"),
    ],
)
def test_a_value_that_cannot_be_one_is_refused(
    library: Library, values: dict[str, object], said: str
) -> None:
    fill(library, [1])
    seq = library.seq()
    with pytest.raises(Problem, match=said):
        library.edit(1, **{"venue": "Shed", **values})
    assert library.seq() == seq


@pytest.mark.parametrize("date", ["2024", "2024-02", "2024-02-29", "--02-29", None])
def test_partial_dates_can_be_written(library: Library, date: str | None) -> None:
    add(library, [facts(1, date="1999")], "first")
    library.edit(1, date=date)
    assert library.paper(1).facts.date == date
    assert library.check() == []
    assert json.dumps(library.paper(1).edited)
