"""Dates of reference files: never more than is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.text.partial_dates import read_date, year_month, year_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-04-03T12:00:00Z", "2024-04-03"),
        ("2024/04/03/", "2024-04-03"),
        ("2024///", "2024"),
        ("2009-03/2009-05", "2009-03"),
        ("2001-2003", "2001"),
        ("2020 Feb 3", "2020-02-03"),
        ("2013 Jul-Aug", "2013"),
        ("2004 Spring", "2004"),
        ("14 June 2006", "2006-06-14"),
        ("Sept. 9, 1999", "1999-09-09"),
        ("Mon, 13 Apr 1992 18:20:01 GMT", "1992-04-13"),
        ("Tue, 12 Apr 94 09:12:00 EDT", "1994-04-12"),
        ("31 Feb 2020", "2020-02"),
        ("2020-13-01", "2020"),
        ("12.03.2021", "2021"),
        ("in press", None),
        ("", None),
    ],
)
def test_a_date_says_as_much_as_is_sure(text: str, date: str | None):
    assert read_date(text) == date


def test_a_month_given_apart_may_have_a_day_or_be_a_number():
    assert year_month("2006", "JUN 14") == "2006-06-14"
    assert year_month("2006", "6") == "2006-06"
    assert year_month("2006", "June-August") == "2006"
    assert year_month("", "June") is None
    assert (year_of("2006-06"), year_of("--06-14"), year_of(None)) == (2006, None, None)


@given(st.text(max_size=60))
def test_any_text_gives_a_date_or_none(text: str):
    date = read_date(text)
    assert date is None or 4 <= len(date) <= 10
