"""What is printed for a person holds nothing that could move a cursor or turn a line round."""

import errno
import sys
from io import StringIO

import pytest

from reader.cli.printing import Told, clean, number, say, say_json, say_rows


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


class Full(StringIO):
    """An output on a full disk."""

    def write(self, text: str) -> int:
        """Fail."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_output_that_takes_no_more_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    for speak in (lambda: say("words"), lambda: say_json([])):
        with pytest.raises(Told, match="The answer cannot be written: No space left"):
            speak()


def test_a_closed_pipe_is_left_to_click_which_ends_quietly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Full, "write", lambda self, text: (_ for _ in ()).throw(BrokenPipeError()))
    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(BrokenPipeError):
        say("words")


def test_nothing_is_said_where_there_is_no_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    say("words")
    say_rows([])
