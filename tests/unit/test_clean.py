"""The gate for text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean import clean_text, count_forbidden, cut, trim, white


def test_control_characters_and_lone_surrogates_become_visible():
    assert clean_text("a\x00b\x1b[0m\ud800c\x0c") == "a\ufffdb\ufffd[0m\ufffdc\ufffd"
    assert count_forbidden("a\x00b\x1b[0m\ud800c\n\t") == 3


def test_tabs_line_ends_and_all_other_characters_stay():
    text = "Fr\u0065\u0301chet\t\u00e9 \u4f60\U0001f600\n\u200d\u202e"
    assert clean_text(text) == text


def test_every_kind_of_line_end_becomes_one_line_end():
    assert clean_text("a\r\nb\rc\nd\r\n") == "a\nb\nc\nd\n"


@given(st.text(st.characters(exclude_categories=[])))
def test_clean_text_can_be_written_and_cleaning_twice_changes_nothing(text: str):
    clean = clean_text(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert clean_text(clean) == clean


def test_white_makes_one_line_of_visible_blanks():
    assert white("\ufeff A\u00a0 title\n of\tone\ufffc line ") == "A title of one line"


def test_what_is_white_for_one_is_white_for_the_other():
    for code in range(0x10000):
        assert bool(white(chr(code))) == bool(trim(chr(code))), hex(code)


def test_trim_leaves_the_inside_alone():
    assert trim("\u00a0\ufeff a \u00a0 b \n") == "a \u00a0 b"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [("abc", 3, ("abc", False)), ("abcd", 3, ("abc", True)), ("aéé", 4, ("aé", True))],
)
def test_a_field_is_cut_at_a_whole_character(text: str, limit: int, expected: tuple[str, bool]):
    assert cut(text, limit) == expected
