"""Dates as people read them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dates import shown_date, typed_date


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2025-03-31", "31 Mar 2025"),
        ("2023-12-08", "8 Dec 2023"),
        ("2018-06", "Jun 2018"),
        ("2018", "2018"),
        ("--03-31", "31 Mar"),
        ("2025-11-12T09:30:00Z", "12 Nov 2025"),
        (None, "Undated"),
        ("", "Undated"),
    ],
)
def test_a_date_is_shown_as_much_as_it_is_known(iso: str | None, shown: str) -> None:
    assert shown_date(iso) == shown


@pytest.mark.parametrize("text", ["2025-13-01", "soon", "2025-03-31-07", "--", "2025-xx"])
def test_what_is_no_date_is_shown_as_it_is(text: str) -> None:
    assert shown_date(text) == text


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("31 Mar 2025", "2025-03-31"),
        ("5 march 2020", "2020-03-05"),
        ("Jun 2018", "2018-06"),
        ("2018", "2018"),
        ("2024-02-29", "2024-02-29"),
        ("", None),
        ("Undated", None),
    ],
)
def test_a_date_is_typed_as_it_is_shown(typed: str, iso: str | None) -> None:
    assert typed_date(typed) == iso


@given(
    st.dates(datetime.date(1000, 1, 1)).map(datetime.date.isoformat), st.sampled_from((4, 7, 10))
)
def test_every_date_that_is_shown_can_be_typed(iso: str, known: int) -> None:
    assert typed_date(shown_date(iso[:known])) == iso[:known]


@pytest.mark.parametrize("text", ["soon", "31", "31 Feb 2025", "2025-13", "31 Mar", "1/2/2024"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        typed_date(text)
