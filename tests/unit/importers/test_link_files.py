"""Links saved as files, and a text that is one linked title: one paper, or the reason why not."""

import pytest

from reader import importers

URL = "[InternetShortcut]\nURL={}\nHotKey=0\n"
WEBLOC = (
    '<?xml version="1.0"?>\n<plist version="1.0">\n<dict>\n<key>URL</key>\n<string>{}</string>\n'
)
PAPER = "https://arxiv.org/abs/2401.01234"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("[2401.01234] Quiet Moss.url", "Quiet Moss"),
        ("2401.url", "arXiv:2401.01234"),
        ("", "arXiv:2401.01234"),
    ],
)
@pytest.mark.parametrize("form", [URL, WEBLOC])
def test_the_name_of_the_file_is_the_title_unless_it_is_one_word(
    form: str, name: str, title: str
) -> None:
    (entry,) = importers.read(form.format(PAPER), name=name).entries
    assert (entry.facts.title, entry.facts.arxiv_id) == (title, "2401.01234")
    assert ["no-title"] * (title[:5] == "arXiv") == [each.code for each in entry.warnings]


def test_a_link_to_anything_else_is_refused_with_the_reason() -> None:
    listing = importers.read(URL.format("https://example.org/kettles"), format_name="link-file")
    assert not listing.entries
    assert [(each.line, each.reason) for each in listing.leftovers] == [
        (2, "This link leads to no paper that is known by its address.")
    ]


def test_an_address_is_read_as_the_property_list_escapes_it() -> None:
    address = "https://openreview.net/forum?id=x1&amp;noteId=y2"
    (entry,) = importers.read(WEBLOC.format(address), name="Wet Moss.webloc").entries
    assert entry.facts.url == "https://openreview.net/forum?id=x1&noteId=y2"


def test_a_text_that_is_one_linked_title_is_one_paper() -> None:
    (entry,) = importers.read(f"[Quiet Moss]({PAPER})\n").entries
    assert (entry.facts.title, entry.facts.arxiv_id) == ("Quiet Moss", "2401.01234")
