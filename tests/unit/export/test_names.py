"""File names that no system refuses, confuses or reads as something else."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.names import cut, safe_name, safe_names, safe_stem, same_file_key

UID = "k7f3q2xyzabc"
RESERVED = ["CON", "prn", "Aux", "NUL", "COM0", "com9", "LPT1", "CONIN$", "CONOUT$", "CLOCK$"]
RESERVED += ["com¹", "LPT²", "nul.txt", "aux.b.c"]


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Counting Lanterns", "Counting Lanterns"),
        ("Tides: A/B?", "Tides- A-B-"),
        ('a<b>c"d|e*f\\g', "a-b-c-d-e-f-g"),
        ("[[Moths]] #1 ^x", "Moths-- -1 -x"),
        ("../../etc/passwd", "etc-passwd"),
        ("~/.obsidian/x", "obsidian-x"),
        ("-rf --no", "rf --no"),
        ("C:stream", "C-stream"),
        ("Trailing. . .", "Trailing"),
        ("two\n\tlines\u00a0here", "two lines here"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\x00b\x1bc\u200bd\ufeffe", "a-b-c-d-e"),
        ("e\u0301", "\u00e9"),
        ("", "untitled"),
        ("...", "untitled"),
        ("LPT1 .txt", "_LPT1 .txt"),
        ("Console", "Console"),
    ],
)
def test_a_title_becomes_a_safe_stem(title: str, stem: str) -> None:
    assert safe_stem(title) == stem


@pytest.mark.parametrize("name", RESERVED)
def test_reserved_names_are_set_apart(name: str) -> None:
    assert safe_stem(name).startswith("_")


def test_the_mark_of_the_paper_follows_the_title() -> None:
    assert safe_name("Counting Lanterns", UID) == "Counting Lanterns (k7f3q2)"


def test_long_titles_end_between_two_whole_characters() -> None:
    assert len(safe_stem("a" * 300)) == 80
    assert safe_stem("lantern " * 12) == "lantern " * 9 + "lantern"
    assert safe_stem("a lantern. " + "x" * 90) == "a lantern. " + "x" * 69
    assert len(safe_stem("語" * 300).encode()) == 120
    assert safe_stem("a" * 79 + "x\u0323\u0307") == "a" * 79
    assert cut("ab\U0001f1e9\U0001f1ea", 3, 99) == "ab"
    assert cut("ab\U0001f1e9\U0001f1ea\U0001f1eb", 4, 99) == "ab\U0001f1e9\U0001f1ea"
    assert cut("a\U0001f44d\U0001f3fd", 2, 99) == "a"


odd = st.text(max_size=200) | st.text("aA. -~/\\:\u202eé́ﬁİß\n$1", max_size=200)


@settings(max_examples=150, deadline=None)
@given(odd)
def test_every_name_is_plain(title: str) -> None:
    name = safe_name(title, UID)
    stem = name.removesuffix(" (k7f3q2)")
    assert stem != name
    assert len(stem) <= 81
    assert len(stem.encode()) <= 121
    assert not re.search(r'[<>:"/\\|?*#^\[\]\x00-\x1f\x7f-\x9f]', name)
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in name)
    assert stem[0] not in " .-~"
    assert stem[-1] not in " ."


twins = st.sampled_from(["Ab", "aB", "é", "e\u0301", "ﬁ", "fi", "ß", "SS", ""])
uids = st.sampled_from(["abcdefgh", "abcdefxx", "ABCDEFGH", "abcdefgh-2", "zz", ""])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(twins, uids), max_size=12))
def test_no_two_names_are_one_on_any_file_system(papers: list[tuple[str, str]]) -> None:
    names = safe_names(papers)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(names)
    assert len({unicodedata.normalize("NFD", name).casefold() for name in names}) == len(names)
    assert len({same_file_key(name) for name in names}) == len(names)
