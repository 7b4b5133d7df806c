"""Dates without a year, and where the year comes from."""

import pytest

from reader.errors import Problem
from reader.importers.text.dates import (
    Capture,
    Dated,
    Evidence,
    Shown,
    capture,
    dated,
    said_in,
    shown,
    shown_before,
)

PAGE = Shown("Nov 12", 11, 12)
OLD = Shown("Apr 25, 2023", 4, 25, 2023)
BARE = Shown("Mar 31", 3, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mar 31", Shown("Mar 31", 3, 31)),
        ("Sep 25, 2024 3", Shown("Sep 25, 2024", 9, 25, 2024, 3)),
        ("Sep 20 2", Shown("Sep 20", 9, 20, None, 2)),
        ("Published on Oct 4, 2026", Shown("Oct 4, 2026", 10, 4, 2026)),
        ("September 5, 2021", Shown("September 5, 2021", 9, 5, 2021)),
        ("Feb 29", Shown("Feb 29", 2, 29)),
    ],
)
def test_dates_are_read_as_pages_print_them(text: str, expected: Shown):
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text", ["", "March of the Models", "May 68", "Mar 3rd", "Mar 31 and on", "31"]
)
def test_other_lines_are_no_dates(text: str):
    assert shown(text) is None


def test_a_date_before_a_title_is_found_and_its_count_kept_apart():
    assert shown_before("Mar 31AdaNet: x") == (BARE, "AdaNet: x")
    assert shown_before("Jun 2, 2024 1When") == (Shown("Jun 2, 2024", 6, 2, 2024, 1), "When")
    assert shown_before("Mar 31 3D-Aware") == (BARE, "3D-Aware")
    assert shown_before("May 68 Revisited") is None


def test_a_person_has_the_last_word_about_the_capture():
    evidence = Evidence(said="2020-01-01", page_date=PAGE, printed=[OLD, BARE])
    assert capture(evidence, "2026-02-03").date == "2026-02-03"
    assert capture(evidence, "2026").date == "2026-11-12"
    for wrong in ("yesterday", "2025-13-01", "2025-02-30", ""):
        with pytest.raises(Problem, match="not a date"):
            capture(evidence, wrong)


def test_what_the_text_says_outright_comes_first():
    evidence = Evidence(said="2026-01-02", page_date=PAGE, printed=[OLD], file_name="2025-11-12")
    assert capture(evidence).date == "2026-01-02"


@pytest.mark.parametrize(
    "line",
    [
        "exported: 2026-07-28",
        "- Captured (UTC): 2026-07-28T10:00:00Z",
        "https://huggingface.co/papers/date/2026-07-28",
        "https://huggingface.co/papers?date=2026-07-28",
        "Date: Tue, 28 Jul 2026 10:00:00 GMT",
    ],
)
def test_saving_programs_say_the_day_in_several_ways(line: str):
    assert said_in(["Daily Papers", line]) == "2026-07-28"


def test_arxiv_numbers_tell_the_year_of_papers_without_one():
    assert (
        capture(Evidence(page_date=PAGE, printed=[BARE, OLD], ids=["2605.00683"])).date
        == "2026-11-12"
    )


def test_the_year_after_the_last_printed_one_is_the_year_of_the_capture():
    found = capture(Evidence(page_date=PAGE, printed=[OLD, BARE]))
    assert found.date == "2024-11-12"
    assert "Nov 12" in found.evidence
    assert "2023" in found.evidence
    assert capture(Evidence(printed=[OLD, BARE])).date == "2024"


def test_the_name_of_the_file_counts_where_the_page_agrees():
    def named(name: str) -> str | None:
        return capture(Evidence(page_date=PAGE, printed=[OLD, BARE], file_name=name)).date

    assert named("daily-papers-2026-11-12.txt") == "2026-11-12"
    assert named("papers_20261113.txt") == "2026-11-12"
    assert named("daily-papers-2022-11-12.txt") == "2024-11-12"
    assert named("daily-papers-2026-04-01.txt") == "2024-11-12"


def test_without_evidence_the_year_stays_open():
    assert capture(Evidence(page_date=PAGE, printed=[BARE])).date == "--11-12"
    assert capture(Evidence(printed=[BARE])) == Capture()
    assert dated(BARE, Capture()) == Dated("--03-31", None)
    assert dated(BARE, Capture("--11-12")) == Dated("--03-31", None)


def test_a_page_date_with_a_year_needs_nothing_else():
    page = Shown("Nov 12, 2025", 11, 12, 2025)
    assert capture(Evidence(page_date=page, printed=[OLD])).date == "2025-11-12"


def test_a_date_gets_the_year_of_the_capture():
    assert dated(BARE, Capture("2025-11-12")) == Dated("2025-03-31", 2025, from_capture=True)
    assert dated(OLD, Capture("2025-11-12")) == Dated("2023-04-25", 2023)
    near = Shown("Nov 13", 11, 13)
    assert dated(near, Capture("2025-11-12")).date == "2025-11-13"


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        (Shown("Dec 24", 12, 24), "--12-24"),
        (Shown("Feb 29", 2, 29), "--02-29"),
        (Shown("Jan 3, 2027", 1, 3, 2027), "2027-01-03"),
        (Shown("Feb 31", 2, 31), None),
    ],
)
def test_a_date_that_cannot_be_is_said(date: Shown, iso: str | None):
    found = dated(date, Capture("2025-11-12"))
    assert found.date == iso
    assert date.text in found.doubt
