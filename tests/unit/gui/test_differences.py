"""Where two texts differ, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from reader.gui.look.differences import MOST_WORDS, changes, word_differences

TEXTS = st.lists(st.sampled_from(["kites", "moths", "Tides", "in", "a", "box"])).map(" ".join)


def test_words_that_differ_are_marked_on_both_sides() -> None:
    left, right = word_differences("Robust Pruning at Birth", "Robust pruning after Birth")
    assert left == [("Robust Pruning ", False), ("at ", True), ("Birth", False)]
    assert right == [("Robust pruning ", False), ("after ", True), ("Birth", False)]


def test_a_word_that_only_one_has_is_marked_there() -> None:
    assert word_differences("a kite", "a red kite") == (
        [("a ", False), ("kite", False)],
        [("a ", False), ("red ", True), ("kite", False)],
    )


def test_punctuation_and_case_are_no_difference() -> None:
    left, right = word_differences("Large batches", "Large Batches, Revisited")
    assert left == [("Large batches", False)]
    assert right == [("Large Batches, ", False), ("Revisited", True)]


@given(TEXTS, TEXTS)
def test_the_pieces_make_the_texts_and_what_is_not_marked_is_common(one: str, other: str) -> None:
    left, right = word_differences(one, other)
    assert "".join(text for text, _ in left) == one
    assert "".join(text for text, _ in right) == other
    common = [
        "".join(text for text, differs in side if not differs).casefold().split()
        for side in (left, right)
    ]
    assert common[0] == common[1]


def test_very_long_texts_are_not_compared() -> None:
    long = "word " * (MOST_WORDS + 1)
    assert word_differences(long, "word") == ([(long, False)], [("word", False)])


@given(st.text("ab c\n.", max_size=60), st.text("ab c\n.", max_size=60))
def test_changes_hold_both_texts_whole(former: str, later: str) -> None:
    found = changes(former, later)
    assert "".join(words for words, kind in found if kind != "gone") == later
    kept = [words for words, kind in found if kind == "same"]
    assert all(words in former for words in kept)
    gone = sum(len(words) for words, kind in found if kind != "new")
    assert gone == len(former)


def test_very_long_texts_are_compared_by_lines() -> None:
    lines = [f"line {number} of many words\n" for number in range(1000)]
    other = [*lines[:500], "another\n", *lines[501:]]
    found = changes("".join(lines), "".join(other))
    assert [words for words, kind in found if kind != "same"] == [lines[500], "another\n"]
