"""Text made ready for reading keeps the place of every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.gui.look.utf16 import Places
from reader.gui.views.reading.marked_text import grow_to_words, sentence_at
from reader.gui.views.reading.reading_text import reading_text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Code at https://example.org/a/b.", "Code at example.org/a/b."),
        ("(see http://www.example.org)", "(see example.org)"),
        ("https://example.org/wiki/A_(b) here", "example.org/wiki/A_(b) here"),
        ("https://example.org/?a=1#b", "example.org/…"),
        ("https://example.org/" + "x" * 60, "example.org/" + "x" * 35 + "…"),
        ("no link: https:// here", "no link: https:// here"),
    ],
)
def test_addresses_are_shortened_to_host_and_path(source: str, shown: str) -> None:
    assert reading_text(source).text == shown


PIECES = st.lists(
    st.sampled_from(
        ["words ", "$\\alpha$ ", "https://example.org/p?q ", "𝒢 ", "www.b.example, ", "\n", "`x' "]
    ),
    max_size=12,
).map("".join)


@given(PIECES, st.data())
def test_a_place_in_the_stored_text_is_found_again(source: str, data: st.DataObject) -> None:
    reading = reading_text(source)
    if not reading.text:
        return
    start = data.draw(st.integers(0, len(reading.text) - 1))
    end = data.draw(st.integers(start + 1, len(reading.text)))
    begin, stop = reading.to_source(start, end)
    assert 0 <= begin <= stop <= len(source)
    again = reading.to_shown(begin, stop)
    if again is not None:
        assert again[0] <= start
        assert end <= again[1] or not reading.text[start:end].strip()


@given(st.text(alphabet=["a", "é", "𝒢", "😀", " "], max_size=20), st.data())
def test_places_go_to_qt_and_back(text: str, data: st.DataObject) -> None:
    places = Places(text)
    place = data.draw(st.integers(0, len(text)))
    assert places.to_text(places.to_qt(place)) == place
    assert places.to_qt(place) == len(text[:place].encode("utf-16-le")) // 2


def test_selections_grow_to_words_and_lose_blanks() -> None:
    text = "A re-read of Bob's   notes."
    assert text[slice(*grow_to_words(text, 4, 7))] == "re-read"
    assert text[slice(*grow_to_words(text, 14, 21))] == "Bob's"
    assert text[slice(*grow_to_words(text, 18, 20))] == ""


def test_the_sentence_around_a_place() -> None:
    text = "First one. The second, e.g. this? Third."
    assert text[slice(*sentence_at(text, 15))].strip() == "The second, e.g. this?"
