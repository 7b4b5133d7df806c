"""Dates as people read them."""

import pytest

from reader.dates import shown_date


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
