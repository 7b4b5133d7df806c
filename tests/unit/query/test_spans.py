"""Spans of days: what each form means on a given day, and what is no span."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query.spans import canonical, days, spoken

TODAY = date(2024, 2, 29)  # a Thursday


@pytest.mark.parametrize(
    ("span", "first", "behind"),
    [
        ("today", date(2024, 2, 29), date(2024, 3, 1)),
        ("yesterday", date(2024, 2, 28), date(2024, 2, 29)),
        ("this-week", date(2024, 2, 26), date(2024, 3, 4)),
        ("last-week", date(2024, 2, 19), date(2024, 2, 26)),
        ("this-month", date(2024, 2, 1), date(2024, 3, 1)),
        ("last-month", date(2024, 1, 1), date(2024, 2, 1)),
        ("this-year", date(2024, 1, 1), date(2025, 1, 1)),
        ("last-year", date(2023, 1, 1), date(2024, 1, 1)),
        ("7d", date(2024, 2, 22), None),
        ("<7d", date(2024, 2, 22), None),
        (">7d", None, date(2024, 2, 22)),
        ("2w", date(2024, 2, 15), None),
        ("1m", date(2024, 1, 29), None),
        ("12m", date(2023, 2, 28), None),
        ("1y", date(2023, 2, 28), None),
        ("30d..7d", date(2024, 1, 30), date(2024, 2, 23)),
        ("7d..30d", date(2024, 1, 30), date(2024, 2, 23)),
        ("2023", date(2023, 1, 1), date(2024, 1, 1)),
        ("2023-05", date(2023, 5, 1), date(2023, 6, 1)),
        ("2023-12", date(2023, 12, 1), date(2024, 1, 1)),
        ("2023-05-31", date(2023, 5, 31), date(2023, 6, 1)),
        ("2023-05-31..", date(2023, 5, 31), None),
        ("..2023-05", None, date(2023, 6, 1)),
        ("2023..2021", date(2021, 1, 1), date(2024, 1, 1)),
        ("2021-03..today", date(2021, 3, 1), date(2024, 3, 1)),
        ("<2023", None, date(2023, 1, 1)),
        ("<=2023", None, date(2024, 1, 1)),
        (">2023-05", date(2023, 6, 1), None),
        (">=2023-05", date(2023, 5, 1), None),
    ],
)
def test_the_days_of_a_span(span: str, first: date | None, behind: date | None) -> None:
    assert canonical(span) == span
    assert days(span, TODAY) == (first, behind)


@pytest.mark.parametrize(
    "text", ["", "..", "20", "2023-13", "2023-02-30", "7", "d", "7x", "<", "soon", "0000", "9999y"]
)
def test_what_is_no_span(text: str) -> None:
    assert canonical(text) is None
    with pytest.raises(ValueError, match="no span"):
        days(text, TODAY)


def test_case_and_spaces_do_not_matter() -> None:
    assert canonical(" Last-Month .. TODAY ") == "last-month..today"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("7d", "in the last 7 days"),
        ("<1w", "in the last week"),
        (">2m", "more than 2 months ago"),
        ("last-month", "last month"),
        ("2023-05", "2023-05"),
        ("2023..", "since 2023"),
        ("..7d", "until 7 days ago"),
        ("2021..2023", "from 2021 to 2023"),
        (">2023", "after 2023"),
    ],
)
def test_a_span_in_words(span: str, words: str) -> None:
    assert spoken(span) == words


@given(st.from_regex(r"([<>]=?)?([0-9]{1,4}[dwmy]|[0-9]{4}(-[0-9]{2}){0,2})?(\.\.)?[0-9a-z-]{0,9}"))
def test_a_span_means_something_on_every_day_or_never(text: str) -> None:
    span = canonical(text)
    for today in (date(2000, 7, 1), TODAY, date(2999, 12, 31)):
        if span is not None:
            assert spoken(span)
            first, behind = days(span, today)
            assert first is None or behind is None or first < behind or ".." in span
