"""Links in texts."""

import pytest

from reader.importers.text.links import arxiv_id, code_link, doi, ends_with_link, links


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Code: https://github.com/example/one.", "https://github.com/example/one"),
        ("(see https://github.com/example/one).", "https://github.com/example/one"),
        ("at https://github.com/example/one/.", "https://github.com/example/one/"),
        ("at https://github.com/example/one.git.", "https://github.com/example/one.git"),
        ("at github.com/example/one, and", "https://github.com/example/one"),
        ("{https://gitlab.com/example/one}", "https://gitlab.com/example/one"),
        ("https://example.org/a and https://github.com/example/b", "https://github.com/example/b"),
        ("https://example.github.io/one/.", None),
        ("https://github.com/ is a site", None),
        ("https://notgithub.com/example/one", None),
        ("no link", None),
    ],
)
def test_the_link_to_code_is_found_without_the_punctuation_around_it(text: str, link: str | None):
    assert code_link(text) == link


def test_brackets_that_belong_to_a_link_stay():
    assert links("(https://example.org/a_(b)), https://example.org/c)") == [
        "https://example.org/a_(b)",
        "https://example.org/c",
    ]


def test_a_text_that_ends_with_a_link_is_noticed():
    assert ends_with_link("Code is at https://github.com/example/one.")
    assert ends_with_link("Results. (http://example.org/one/)")
    assert not ends_with_link("https://example.org is where it is.")
    assert not ends_with_link("   ")


def test_identifiers_are_read_from_links():
    assert arxiv_id("https://arxiv.org/abs/2407.21783v2") == "2407.21783"
    assert arxiv_id("https://arxiv.org/pdf/math.OA/0309136") == "math.OA/0309136"
    assert arxiv_id("https://huggingface.co/papers/2407.21783#community") == "2407.21783"
    assert arxiv_id("https://example.org/2407.21783") is None
    assert doi("https://doi.org/10.1000/ABC.12.") == "10.1000/abc.12"
    assert doi("https://example.org/10.1000/abc") is None
