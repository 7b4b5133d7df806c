"""The table model of an import: counts, filters, ticks, repeats."""

from making import facts
from pytestqt.modeltest import ModelTester

from reader.gui.models.import_entries import Column, ImportEntries, Part, Spot
from reader.gui.models.import_remarks import ImportRemarks
from reader.model import (
    Caution,
    Dump,
    Entry,
    Leftover,
    Listing,
    Plan,
    PlannedEntry,
    Result,
    Span,
    State,
)

DOUBT = Caution("short-abstract", "The abstract has only 12 characters.", 3, True)


def planned(number: int, result: Result = Result.NEW, **changes: object) -> PlannedEntry:
    warnings = (DOUBT,) if changes.pop("doubt", False) else ()
    entry = Entry(facts(number), number * 2 + 1, number * 2 + 2, warnings)
    return PlannedEntry(entry, result, **changes)  # type: ignore[arg-type]


def plan(*entries: PlannedEntry) -> Plan:
    listing = Listing("lines", 40, tuple(each.entry for each in entries))
    return Plan(Dump("page.txt", ""), listing, entries)


def mixed() -> Plan:
    return plan(
        planned(0),
        planned(1, Result.IMPROVED, paper_id=7, state=State.DONE),
        planned(2, Result.KNOWN, paper_id=8, state=State.INBOX),
        planned(3, doubt=True),
        planned(0, Result.KNOWN, same_as=0),
    )


def entries(*plans: Plan) -> ImportEntries:
    model = ImportEntries()
    model.set_plans(plans)
    return model


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = entries(mixed())
    qtmodeltester.check(model)
    remarks = ImportRemarks()
    remarks.set_plans([mixed()])
    qtmodeltester.check(remarks)


def test_the_five_numbers_add_up() -> None:
    model = entries(mixed())
    numbers = {part: model.count(part) for part in Part}
    assert numbers == {Part.FOUND: 5, Part.NEW: 2, Part.MERGE: 1, Part.HERE: 2, Part.CHECK: 1}


def test_a_part_shows_only_its_entries() -> None:
    model = entries(mixed())
    model.show_part(Part.CHECK)
    assert [model.spot(row) for row in range(model.rowCount())] == [Spot(0, 3)]


def test_what_is_here_already_is_not_ticked_and_cannot_be() -> None:
    model = entries(mixed())
    model.tick_all()
    assert [model.is_ticked(row) for row in range(5)] == [True, True, False, True, False]
    assert model.to_add() == (2, 1)


def test_leaving_an_entry_out_leaves_its_repeat_out_too() -> None:
    model = entries(mixed())
    model.toggle(0)
    assert model.left_out() == [frozenset({0, 4})]
    assert model.to_add() == (1, 1)


def test_the_same_paper_in_two_files_counts_once() -> None:
    model = entries(plan(planned(0), planned(1)), plan(planned(1), planned(2)))
    assert model.count(Part.NEW) == 3
    assert model.is_repeat(2)


def test_ticks_survive_reading_again() -> None:
    model = entries(mixed())
    model.toggle(3)
    model.set_plans([mixed()])
    assert not model.is_ticked(3)


def test_the_next_entry_to_check_is_found_round_the_end() -> None:
    model = entries(mixed())
    assert model.next_check(-1) == 3
    assert model.next_check(3) == 3
    assert model.next_check(4, step=-1) == 3


def test_there_is_no_next_entry_to_check_without_doubts() -> None:
    assert entries(plan(planned(0))).next_check(-1) is None


def test_an_entry_that_may_be_known_is_one_to_check_but_new() -> None:
    model = entries(plan(planned(0, Result.DOUBTFUL, paper_id=3, state=State.QUEUE)))
    assert model.count(Part.NEW) == model.count(Part.CHECK) == 1
    assert model.index(0, Column.RESULT).data() == "Check"


def test_a_screen_reader_hears_the_whole_row() -> None:
    sentence = entries(mixed()).sentence(3)
    assert sentence.startswith("Check. ticked. ")
    assert sentence.endswith("Undated. Line 7")


def test_single_lines_of_page_text_are_one_remark() -> None:
    spans = (Span(1, 3), *(Span(line, line) for line in range(10, 60, 10)))
    listing = Listing("cards", 70, (), spans, (Leftover(65, "?", "no title"),))
    remarks = ImportRemarks()
    remarks.set_plans([Plan(Dump("page.txt", "page text\n" * 70), listing, ())])
    texts = [(remarks.remark(row).lines, remarks.remark(row).text) for row in range(3)]
    assert texts == [
        ("1–3", "Page text, skipped"),
        ("10–50", "Page text, 5 single lines skipped"),
        ("65", "Not understood: no title"),
    ]
