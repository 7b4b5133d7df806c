"""Foreign text stays text for an independent Markdown reader and for note programs."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.literal import literal, literal_paragraphs
from reader.export.rendering import render_note

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = [
    'Finding Small, Bright Lights: ("lanterns") that - when lit - glow',
    "10.9% of a_b at x@y.z",
]
PLAIN += ["A. B", "Abstract. We count.", "a & b; R&D", "see https://a.b/c-d, 3:1!", "don't -- ever"]
FOREIGN = [
    "*a* **b** _c_ __d__ ~~e~~", "`code` ```x", "# h", "#tag", "> q", "- l", "+ l", "* l", "1. l",
    "2) l", "a. x", "(1) x", "(a) x", "iv. x", "---", "***", "===", "- - -", "| a | b |", "[x](https://a.b)",
    "![x](y)", "[[x]]", "![[x]]", "[x]: y", "<b>x</b>", "<!-- x -->", "<https://a.b>",
    "&amp; &#35; &lt;", "a\\*b\\", "%%hidden%%", "<% tp.x %>", "`= this.x`", "key:: value",
    "==mark==", "$x$ $$y$$", "^block", "[^1]", "[^1]: x", "@cite [@cite]", "{#id .class}",
    "~~~ x", "```dataviewjs\nx\n```",
    ": definition", "\\newline", "    indented", "\tindented", "Setext\n===", "a  \nb", "a\\\nb",
    "<script>alert(1)</script>", "+++", ":::note", "!!! note", "#", "=", "-", "1.", "\\#",
    "x\n- y\n# z", "https://a.b/_x_/~y#z*w*",
]  # fmt: skip


def shown_by_another_reader(markdown: str) -> tuple[set[str], str]:
    tokens = COMMONMARK.parse(markdown)
    kinds = {token.type for token in tokens}
    inline = [child for token in tokens for child in token.children or []]
    kinds |= {child.type for child in inline}
    return kinds, "".join(child.content for child in inline)


PARAGRAPH = {"paragraph_open", "inline", "text", "paragraph_close", "text_special"}


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert literal(text) == text


@pytest.mark.parametrize("text", [*FOREIGN, *PLAIN])
def test_foreign_text_shows_as_the_words_it_has(text: str) -> None:
    kinds, words = shown_by_another_reader(literal(text))
    assert kinds <= PARAGRAPH
    assert words == " ".join(text.split())


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_text_is_inert_in_headings_and_quotes_too(text: str) -> None:
    words = " ".join(text.split())
    kinds, shown = shown_by_another_reader(f"## {literal(text)}")
    assert (kinds, shown) <= ({"heading_open", "heading_close", *PARAGRAPH}, words)
    assert shown == words
    kinds, shown = shown_by_another_reader(f"> {literal(text)}")
    assert kinds <= {"blockquote_open", "blockquote_close", *PARAGRAPH}
    assert shown == words


@pytest.mark.parametrize("text", FOREIGN)
def test_no_note_program_finds_anything_to_run(text: str) -> None:
    written = literal(text)
    for sign in ("<%", "![", "[[", "%%", "```", "~~~", "::", "<!--", "$$", "=="):
        assert sign not in written
    assert not re.search(r"(?<!\\)[#$`@^{|\[](?=\w)", written)


@pytest.mark.parametrize("text", [*FOREIGN, *PLAIN])
def test_our_own_preview_shows_the_same_words(text: str) -> None:
    html = unescape(re.sub("</?(p|a)[^<>]*>", "", render_note(literal(text))))
    assert html == " ".join(text.split())


letters = st.text("*_`[]()<>#$~^|{}%@&:;=-+!\\\"'.,1a \n\t/", max_size=30)


@settings(max_examples=150, deadline=None)
@given(letters | st.lists(st.sampled_from(FOREIGN), max_size=4).map(" ".join))
def test_any_mixture_is_text_and_nothing_but_text(text: str) -> None:
    kinds, words = shown_by_another_reader(literal(text))
    assert kinds <= PARAGRAPH
    assert words == " ".join(text.split())


def test_characters_that_steer_a_line_are_left_out() -> None:
    assert literal("a\u202eb\u2066c\x1b[31m\x00d") == "abc\\[31md"


def test_paragraphs_stay_apart_and_each_is_inert() -> None:
    assert literal_paragraphs("- a\nb\n \n\n# c\n\n \n") == ["\\- a b", "\\# c"]
