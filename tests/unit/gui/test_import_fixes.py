"""Corrections of an import, applied to made-up listings."""

from collections.abc import Sequence
from dataclasses import replace

from making import abstract, facts, title

from reader.gui.intake.import_fixes import Edit, Join, Mark, Split, corrected, mark_of
from reader.model import Caution, Entry, Facts, Listing

DOUBT = Caution("no-abstract", "There is no abstract.", 1, check=True)
REPAIR = Caution("accents", "A LaTeX accent is shown as a letter.", 1)


def entry(number: int, first: int, last: int, **changes: object) -> Entry:
    return Entry(facts(number, **changes), first, last, (DOUBT, REPAIR))


def listing(*entries: Entry) -> Listing:
    return Listing("lines", 12, entries)


def unread(_first: int, _last: int) -> Sequence[Entry]:
    return ()


def test_an_edit_changes_only_its_entry_and_settles_what_was_doubtful() -> None:
    before = listing(entry(0, 1, 2), entry(1, 3, 4))
    fix = Edit(Mark(3, title(1)), {"title": "Tides, Counted Properly"})
    after = corrected(before, [fix], (), unread)
    assert after.entries[0] == before.entries[0]
    assert after.entries[1].facts == facts(1, title="Tides, Counted Properly")
    assert not after.entries[1].to_check
    assert [each.text for each in after.entries[1].warnings] == [
        REPAIR.text,
        "You changed the title.",
    ]


def test_a_date_that_was_typed_is_not_from_the_capture_and_names_bring_their_number() -> None:
    before = listing(
        entry(0, 1, 2, date="2025-03-31", year=2025, year_from_capture=True, author_count=9)
    )
    fix = Edit(Mark(1, title(0)), {"date": "2019-03-31", "authors": ("A. One", "B. Two")})
    (after,) = corrected(before, [fix], (), unread).entries
    assert (after.facts.date, after.facts.year) == ("2019-03-31", 2019)
    assert not after.facts.year_from_capture
    assert after.facts.author_count == 2
    assert after.warnings[-1].text == "You changed the authors and date."


def test_a_title_that_was_torn_is_joined_with_its_rest() -> None:
    torn = Entry(Facts("Counting Lanterns:", author_count=None), 1, 1, (DOUBT,))
    rest = Entry(Facts("a Long Story", abstract(0), author_count=3, date="2024-01-02"), 2, 6)
    (after,) = corrected(listing(torn, rest), [Join(mark_of(torn))], (), unread).entries
    assert after.facts.title == "Counting Lanterns: a Long Story"
    assert (after.facts.abstract, after.facts.author_count) == (abstract(0), 3)
    assert (after.first_line, after.last_line) == (1, 6)
    assert after.warnings[-1].text == "You joined lines 1 and 2–6."


def test_an_abstract_that_was_torn_goes_on_with_what_was_taken_for_a_paper() -> None:
    one = entry(0, 1, 2, date="2024-05-06", upvotes=4)
    other = Entry(Facts("And it goes on.", "To the end.", date="2020-01-01", comments=2), 3, 4)
    (after,) = corrected(listing(one, other), [Join(mark_of(one))], (), unread).entries
    assert after.facts.title == title(0)
    assert after.facts.abstract == f"{abstract(0)} And it goes on. To the end."
    assert (after.facts.date, after.facts.upvotes, after.facts.comments) == ("2024-05-06", 4, 2)


def test_a_split_reads_both_parts_again_where_they_can_be_read() -> None:
    whole = entry(0, 1, 4)

    def reread(first: int, last: int) -> Sequence[Entry]:
        return [Entry(facts(first), first, last)]

    lines = ["a", "b", "c", "d"]
    after = corrected(listing(whole), [Split(mark_of(whole), 3)], lines, reread)
    assert [(each.facts.title, each.first_line, each.last_line) for each in after.entries] == [
        (title(1), 1, 2),
        (title(3), 3, 4),
    ]


def test_a_split_that_cannot_be_read_again_cuts_the_text_where_the_line_begins() -> None:
    lines = [title(0), abstract(0), "", title(1), abstract(1)]
    whole = Entry(Facts(title(0), f"{abstract(0)} {title(1)} {abstract(1)}"), 1, 5)
    after = corrected(listing(whole), [Split(mark_of(whole), 4)], lines, unread)
    assert [each.facts for each in after.entries] == [
        Facts(title(0), abstract(0)),
        Facts(title(1), abstract(1)),
    ]
    assert [(each.first_line, each.last_line) for each in after.entries] == [(1, 3), (4, 5)]


def test_later_fixes_build_on_earlier_ones() -> None:
    before = listing(entry(0, 1, 2), entry(1, 3, 4))
    fixes = [
        Edit(Mark(1, title(0)), {"title": "A New Name"}),
        Join(Mark(1, "A New Name")),
    ]
    (after,) = corrected(before, fixes, (), unread).entries
    assert after.facts.title == "A New Name"
    assert after.last_line == 4


def test_a_fix_that_no_longer_fits_is_told_and_changes_nothing() -> None:
    before = listing(entry(0, 1, 2))
    gone = [Join(mark_of(before.entries[0])), Edit(Mark(7, "Gone"), {"title": "Other"})]
    after = corrected(before, gone, (), unread)
    assert after.entries == before.entries
    assert [warning.code for warning in after.warnings] == ["fix-dropped", "fix-dropped"]


def test_nothing_is_split_off_where_only_blank_lines_follow() -> None:
    whole = entry(0, 1, 3)
    after = corrected(listing(whole), [Split(mark_of(whole), 3)], ["a", "b", " "], unread)
    assert after.entries == (whole,)
    assert replace(after, warnings=()) == listing(whole)
