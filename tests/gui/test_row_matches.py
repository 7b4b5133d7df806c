"""What a search found in a row: fragments around the marks, and headings by import."""

import re
import time
from dataclasses import replace

from reader.gui.grouping import import_groups
from reader.gui.models.matches import fragments, match
from reader.model import Import, Passages, Row, State, Tag

WORD = "lantern"


def marks(_query: str, text: str) -> list[tuple[int, int]]:
    found, start = [], text.lower().find(WORD)
    while start >= 0:
        found.append((start, start + len(WORD)))
        start = text.lower().find(WORD, start + 1)
    return found


def shown(text: str, places: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in places]


def test_two_marks_that_lie_apart_become_two_fragments() -> None:
    text = f"{'before ' * 20}{WORD} {'between ' * 30}{WORD} {'after ' * 40}end"
    words, places = fragments(text, marks("", text))
    assert shown(words, places) == [WORD, WORD]
    assert words.startswith("… before")
    assert words.count(" … ") == 1
    assert words.endswith(" …")


def words_of_three(_query: str, text: str) -> list[tuple[int, int]]:
    return sorted(
        found.span() for word in ("moth", "kite", "tide") for found in re.finditer(word, text)
    )


def test_the_passage_with_the_most_different_words_is_shown() -> None:
    text = (
        f"A moth. {'before ' * 30}A moth and a kite meet. {'between ' * 30}A tide. {'after ' * 30}"
    )
    words, places = fragments(text, words_of_three("", text))
    assert shown(words, places) == ["moth", "kite", "tide"]
    assert "A moth and a kite meet." in words


def test_thousands_of_marks_are_weighed_in_time() -> None:
    text = "moth " * 20_000
    begin = time.process_time()
    fragments(text, words_of_three("", text))
    assert time.process_time() - begin < 0.5


def test_marks_in_a_short_text_stay_in_one_piece() -> None:
    text = f"A {WORD} beside a {WORD}."
    assert fragments(text, marks("", text)) == (text, marks("", text))


def test_a_mark_within_a_word_without_spaces_is_not_lost() -> None:
    text = "x" * 200 + WORD + "y" * 200
    words, places = fragments(text, marks("", text))
    assert shown(words, places) == [WORD]


def test_a_match_outside_the_abstract_says_where_it_is() -> None:
    row = Row(
        1,
        "A title",
        "Nothing here.",
        None,
        (),
        None,
        State.INBOX,
        False,
        True,
        (),
        None,
        1,
        True,
        0,
    )
    passages = Passages(1, "Nothing here.", f"Compare the {WORD} and the other {WORD}.", "")
    found = match(row, passages, WORD, marks)
    assert found.where == "2 in notes"
    assert shown(found.snippet, list(found.marks)) == [WORD, WORD]


def test_a_match_in_names_or_tags_says_so() -> None:
    row = Row(
        1, "A title", "Nothing.", None, (f"Ann {WORD}",), None, State.INBOX, False, True,
        (Tag(WORD, "red"),), None, 1, True, 0,
    )  # fmt: skip
    passages = Passages(1, "Nothing.", "", "")
    assert match(row, passages, WORD, marks).where == "found in authors"
    assert match(replace(row, authors=()), passages, WORD, marks).where == "found in tags"


def test_papers_are_grouped_by_import_without_reading_them_all() -> None:
    ids = list(range(1000))
    read: list[int] = []

    def origin(paper_id: int) -> int:
        read.append(paper_id)
        return 1 if paper_id < 400 else 2 if paper_id < 700 else 3

    imports = [
        Import(1, "first", "lines", "2025", "2025-11-12", "", 1, 700, parts=(1, 2)),
        Import(3, "second", "lines", "2025", None, "", 1, 300),
    ]
    groups = import_groups(ids, imports, origin)
    assert [(group.start, group.label, group.count) for group in groups] == [
        (0, "first", "700 papers"),
        (700, "second", "300 papers"),
    ]
    assert len(read) < 40
