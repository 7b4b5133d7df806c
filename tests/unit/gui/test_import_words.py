"""What the import dialog says, from made-up plans."""

from dataclasses import replace

from making import facts

from reader.gui.intake import import_words
from reader.model import (
    Caution,
    Dump,
    Entry,
    Improvement,
    Leftover,
    Listing,
    Plan,
    PlannedEntry,
    Result,
    Span,
    State,
)


def entry(number: int, **changes: object) -> Entry:
    return Entry(facts(number, **changes), number * 2 + 1, number * 2 + 2)


def plan(*planned: PlannedEntry, **changes: object) -> Plan:
    listing = Listing("lines", 498, tuple(each.entry for each in planned))
    return Plan(Dump("page.txt", ""), replace(listing, **changes), planned)


def test_the_read_line_counts_lines_and_page_text() -> None:
    text = "new\nnews\nby mail\nSubscribe\nDaily Papers\n\n\n\nNov 12\n\n"
    read = plan(furniture=(Span(1, 5), Span(7, 7), Span(9, 9)))
    read = replace(read, dump=Dump("page.txt", text))
    assert import_words.read_line(read) == ("498 lines read, UTF-8. 6 lines of page text skipped.")


def test_lines_not_understood_are_told_by_block() -> None:
    lost = [Leftover(line, "?", "odd") for line in (40, 41, 88, 92)]
    words = import_words.read_line(plan(leftovers=tuple(lost)))
    assert words.endswith("3 blocks were not understood, lines 40, 88 and 92.")


def test_one_block_not_understood_is_told_in_the_singular() -> None:
    words = import_words.read_line(plan(leftovers=(Leftover(40, "?", "odd"),)))
    assert words.endswith("1 block was not understood, line 40.")


def test_sightings_tell_where_known_papers_stand() -> None:
    known = [State.INBOX, State.INBOX, State.DONE, State.ARCHIVE]
    planned = [PlannedEntry(entry(n), Result.KNOWN, n, s) for n, s in enumerate(known)]
    line = import_words.sightings_line([plan(PlannedEntry(entry(9), Result.NEW), *planned)])
    assert line == "5 papers: 1 new, 2 in Inbox, 1 done, 1 you archived"


def test_a_paper_that_stands_in_a_text_twice_is_counted_once() -> None:
    twice = [PlannedEntry(entry(n), Result.KNOWN, 7, State.INBOX) for n in range(2)]
    assert import_words.sightings_line([plan(*twice)]) == "1 paper: 1 in Inbox"


def test_sightings_say_nothing_when_every_paper_is_new() -> None:
    assert import_words.sightings_line([plan(PlannedEntry(entry(1), Result.NEW))]) == ""


def test_dates_completed_by_the_capture_year_are_counted() -> None:
    dated = entry(1, date="2025-03-31", year_from_capture=True)
    whole = plan(
        PlannedEntry(dated, Result.NEW),
        captured="2025-11-12",
        captured_evidence="The file’s name says 2025-11-12.",
    )
    fact, why = import_words.years_note(whole)
    assert fact == "1 date has no year."
    says = "The file’s name says 2025-11-12. It becomes 2025."
    assert why == f"{says} A date after 12 Nov would stay without one."


def test_without_a_capture_year_the_note_asks_for_one() -> None:
    open_ = PlannedEntry(entry(1, date="--03-31"), Result.NEW)
    _fact, why = import_words.years_note(plan(open_, captured_evidence="Nothing says when."))
    assert why == "Nothing says when. Choose the capture year to complete them."


def test_the_button_says_what_it_will_do() -> None:
    assert import_words.add_words(1_240, 2) == "Add 1,240, merge 2"
    assert import_words.add_words(59, 0) == "Add 59"
    assert import_words.add_words(0, 2) == "Merge 2"
    assert import_words.add_words(0, 0) == "Add"


def test_a_merge_tells_its_facts_once_and_in_words() -> None:
    found = [
        Improvement("author_count", None, 3),
        Improvement("year", None, 2018),
        Improvement("date", None, "2018-06-20"),
        Improvement("date_as_shown", None, "Jun 20, 2018"),
    ]
    assert import_words.improvement_words(found) == "3 authors and date"


def test_a_stray_key_is_taken_out_of_the_abstract_only_where_it_stands() -> None:
    before = entry(1, abstract="A sentence reductionkeys_ofThings, which goes on.")
    after = import_words.without_part(before, "keys_ofThings")
    assert after.facts.abstract == "A sentence reduction, which goes on."
    assert after.facts.title == before.facts.title


def test_the_doubtful_part_is_what_the_warning_quotes() -> None:
    quoted = Caution("stray-key", "A stray key is glued to a word: “key_of”.", 3, True)
    assert import_words.doubtful_part(quoted) == "key_of"


def test_words_around_a_part_show_what_is_left() -> None:
    text = "Nonlinear sufficient dimension reductionlib_key, which constructs nonlinear maps"
    assert import_words.around(text, "lib_key") == (
        "… sufficient dimension reduction, which constructs nonlinear …"
    )
