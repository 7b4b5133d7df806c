"""From bytes to text."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import Problem
from reader.importers.text import decoding
from reader.importers.text.decoding import decode, read_file

TEXT = "Fréchet means — a “survey”\n  • 3 authors\n·\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (TEXT.encode("utf-32-be"), "UTF-32"),
        (TEXT.encode("cp1252"), "Windows-1252"),
        (b"plain", "UTF-8"),
        (b"", "UTF-8"),
    ],
)
def test_encodings_are_recognised(data: bytes, encoding: str):
    text, name, _ = decode(data)
    assert name == encoding
    assert text in (TEXT, "plain", "")


def test_a_guess_is_said():
    assert decode("Fréchet\n".encode("latin-1"))[1:] == ("Windows-1252", ("Read as Windows-1252.",))


def test_text_that_is_mostly_not_western_is_guessed_from_more_than_one_encoding():
    russian = "Глубокое обучение без учителя: обзор методов и открытых задач. " * 20
    assert decode(russian.encode("cp1251"))[:2] == (russian, "Windows-1251")


def test_lines_of_two_encodings_are_read_each_in_its_own():
    data = "Fréchet\n".encode() + "Poincaré\n".encode("cp1252") + b"Gauss\n"
    text, encoding, notes = decode(data)
    assert (text, encoding) == ("Fréchet\nPoincaré\nGauss\n", "UTF-8")
    assert notes == ("1 of 4 lines are not UTF-8 and were read as Windows-1252.",)


def test_utf8_that_is_cut_inside_its_last_character_stays_utf8():
    text, encoding, notes = decode("naïve é".encode()[:-1])
    assert (text, encoding) == ("naïve \ufffd", "UTF-8")
    assert notes == ("The text is cut in the middle of its last character.",)


def test_line_ends_are_made_equal_and_keep_their_number():
    assert decode(b"a\r\nb\rc\n\r\nd")[0] == "a\nb\nc\n\nd"


def test_control_characters_are_replaced_and_said():
    text, _, notes = decode(b"a line with one \x00 in it, and much more text around it" * 2)
    assert text.count("\ufffd") == 2
    assert notes == ("2 control characters were replaced.",)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"\x89PNG\r\n", b"PK\x03\x04", bytes(range(256)) * 40, b"\x00" * 99]
)
def test_what_is_no_text_is_refused(data: bytes):
    with pytest.raises(Problem, match="not text"):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_problem(data: bytes):
    try:
        text, _, _ = decode(data)
    except Problem:
        return
    assert "\r" not in text
    assert "\x00" not in text
    text.encode("utf-8")


def test_a_file_becomes_a_dump(tmp_path: Path):
    path = tmp_path / "list.txt"
    path.write_bytes("Poincaré\r\n".encode("cp1252"))
    dump = read_file(path)
    assert (dump.name, dump.text, dump.encoding) == ("list.txt", "Poincaré\n", "Windows-1252")
    assert dump.path == str(path)
    assert dump.notes == ("Read as Windows-1252.",)


def test_a_missing_file_a_folder_and_a_foreign_file_are_problems(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    for path in (tmp_path / "gone.txt", tmp_path, tmp_path / "a.pdf", tmp_path / "a\x00b"):
        with pytest.raises(Problem) as problem:
            read_file(path)
        assert problem.value.where
        assert problem.value.do


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Problem, match="not a file"):
        read_file(tmp_path / "pipe")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(decoding, "LARGEST", 1024 * 1024)
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(2 * 1024 * 1024)
    with pytest.raises(Problem, match="2 MB; Reader reads up to 1 MB"):
        read_file(tmp_path / "huge.txt")
