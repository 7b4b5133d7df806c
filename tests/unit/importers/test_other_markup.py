"""Lists in Org, MediaWiki, reStructuredText, LaTeX; titles as browsers copy them."""

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Problem
from reader.model import Facts

PAPERS = [
    ("A fog that answers", "2401.00007", ("Ida Holm", "Björn Qvist")),
    ("Numerals, Words and Everything Between", "2401.00008", ("Ana Perera",)),
    ("Ropes that hum: 3,000 Hours of Wind", "2401.00009", ("Ken Ito", "Ulla Sand", "Bo Ek")),
]


def texts(item: str, *, people: bool = True) -> str:
    return "".join(
        item.format(title=title, id=number, names=", ".join(names), org=" and ".join(names))
        for title, number, names in PAPERS
    )


URL = "https://arxiv.org/abs/{id}"
LISTS = {
    "org headings": "#+TITLE: To read\n* Later\n"
    + texts(
        f"** TODO [#A] [[{URL}][{{title}}]] :fog:\n   :PROPERTIES:\n   :AUTHOR: {{org}}\n"
        "   :YEAR: 2024\n   :CUSTOM_ID: x\n   :END:\n"
    ),
    "org items": "* Later\n" + texts(f"- [[{URL}][{{title}}]] ({{names}}, 2024)\n"),
    "mediawiki": "== Later ==\n" + texts(f"* [{URL} {{title}}], {{names}}, 2024\n"),
    "rst": "Later\n=====\n\n" + texts(f"* `{{title}} <{URL}>`_ -- {{names}} (2024)\n"),
    "latex": "\\section{Later}\n\\begin{itemize}\n"
    + texts(f"\\item \\href{{{{{URL}}}}}{{{{{{title}}}}}}, {{names}}, 2024.\n")
    + "\\end{itemize}\n",
    "markdown": "# 論文\n" + texts(f"1. [{{title}}]({URL}) ({{names}}, 2024)\n"),
    "table": "# Later\n\n| Title | Date | Code |\n|:-:|--|-|\n"
    + texts(f"| [{{title}}]({URL}) <br> {{names}} | 2024 | - |\n"),
}
LINKS = {
    "tabs": texts(f"{URL} | [{{id}}] {{title}}\n"),
    "copied links": texts(f"- [[{{id}}] {{title}}]({URL})\n"),
    "tasks": texts(f"- [ ] [{{title}}]({URL}) #later #fog/wet\n"),
    "two lines": texts(f"[{{id}}v2] {{title}}\n{URL}\n\n"),
    "a line": texts(f"[{{id}}] {{title}} | OpenReview - {URL}\n"),
}


def read(text: str) -> list[Facts]:
    listing = importers.read(text)
    assert_every_line_is_claimed_once(listing)
    assert not listing.leftovers
    assert not any(entry.to_check for entry in listing.entries)
    found = [entry.facts for entry in listing.entries]
    assert [each.title for each in found] == [title for title, _, _ in PAPERS]
    assert [each.arxiv_id for each in found] == [number for _, number, _ in PAPERS]
    return found


@pytest.mark.parametrize("shape", LISTS)
def test_a_list_gives_titles_people_and_years(shape: str):
    found = read(LISTS[shape])
    assert [each.authors for each in found] == [names for _, _, names in PAPERS]
    assert {each.date for each in found} == {"2024"}


@pytest.mark.parametrize("shape", LINKS)
def test_what_browsers_put_around_a_title_is_no_part_of_it(shape: str):
    found = read(LINKS[shape])
    if shape == "tasks":
        assert {each.keywords for each in found} == {("later", "fog/wet")}


def test_a_line_that_is_no_paper_is_left_over_as_it_stands():
    text = LISTS["org items"].replace("- [[", "Some words of *mine*.\n- [[", 2)
    listing = importers.read(text)
    assert [each.text for each in listing.leftovers] == ["Some words of *mine*."]


def test_the_end_of_a_title_is_never_read_as_people_unsaid():
    text = "# ICLR\n" + texts("+ **[ICLR 2024]** {title} [[paper](https://arxiv.org/abs/{id})]\n")
    assert [entry.facts.title for entry in importers.read(text).entries] == [
        title for title, _, _ in PAPERS
    ]
    guessed = (
        "+ **[ICLR 2024]** Fog, Ida Holm and Bo Ek [[pdf](https://arxiv.org/abs/2401.00001)]\n"
    )
    (entry,) = (each for each in importers.read(text + guessed).entries if each.to_check)
    assert (entry.facts.title, entry.facts.authors) == ("Fog", ("Ida Holm", "Bo Ek"))


def test_a_list_of_numbers_in_links_is_no_list_of_titles():
    item = "- [\\[1\\]] [arXiv:{id}](https://arxiv.org/abs/{id}) \\[[pdf](https://arxiv.org/pdf/{id})\\]\n"
    with pytest.raises(Problem):
        importers.read(texts(item))
