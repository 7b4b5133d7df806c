"""What is printed for a person holds nothing that could move a cursor or turn a line round."""

import pytest

from reader.cli.printing import clean, number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("naïve Γ-Åω 論文 🙂", "naïve Γ-Åω 論文 🙂"),
        ("\x1b]0;title\x07words", "]0;titlewords"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\x9b31m", "31m"),
        ("two\nlines\tand\ra tab", "two lines and a tab"),
        ("a\u2028b", "a b"),
        ("\ud800", ""),
    ],
)
def test_control_and_bidi_characters_are_not_printed(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_text_of_several_lines_keeps_its_line_ends_and_nothing_else() -> None:
    assert clean("one\r\ntwo\x1b\n\tthree", lines=True) == "one \ntwo\n three"


def test_things_are_counted_as_people_say_it() -> None:
    assert number(1, "paper") == "1 paper"
    assert number(0, "paper") == "0 papers"
    assert number(2, "entry") == "2 entries"
    assert number(12345, "line") == "12,345 lines"
