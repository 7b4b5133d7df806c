"""Rules that files of kinds nobody here had seen taught, each with what it must not touch."""

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Problem
from reader.importers.text import links


def ris(abstract: str) -> str:
    return f"TY  - JOUR\nT1  - Fog\nAU  - Holm, Ida\nN2  - {abstract}\nER  -\n"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Abstract We see fog.", "We see fog."),
        ("SUMMARY: Fog is seen.", "Fog is seen."),
        ("Abstract Meaning Representation is old.", "Abstract Meaning Representation is old."),
        ("Abstracts are short.", "Abstracts are short."),
    ],
)
def test_the_heading_of_an_abstract_is_cut_off_where_it_can_be_no_word_of_it(
    said: str, kept: str
) -> None:
    assert importers.read(ris(said)).entries[0].facts.abstract == kept


@pytest.mark.parametrize(
    ("link", "target"),
    [
        (
            "https://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/2401.00007&hl=en",
            "https://arxiv.org/pdf/2401.00007",
        ),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fdoi.org%2F10.1%2Fa&d=1",
            "https://doi.org/10.1/a",
        ),
        ("https://www.google.com/url?q=https://x.org/a&sa=D", "https://x.org/a"),
        ("https://x.org/url?q=https://y.org/a", "https://x.org/url?q=https://y.org/a"),
    ],
)
def test_a_link_that_a_search_or_a_mail_wraps_leads_where_it_leads(link: str, target: str) -> None:
    assert links.target(link) == target


def test_a_shortcut_has_the_title_that_its_file_is_named_by() -> None:
    text = "[InternetShortcut]\nURL=https://arxiv.org/abs/2401.00007\nIconIndex=0\n"
    entry = importers.read(text, name="[2401.00007] Fog and Echo.url").entries[0]
    assert (entry.facts.title, entry.facts.arxiv_id) == ("Fog and Echo", "2401.00007")
    assert [each.code for each in entry.warnings if each.check] == ["no-title"]
    assert importers.read(text, name="2401.00007.url").entries[0].facts.title == "arXiv:2401.00007"


def test_references_that_end_in_links_are_not_run_together_and_runs_are_told() -> None:
    first = "Holm, I. (2021). Fog on hills. Fogs, 12. https://doi.org/10.5555/fog.1"
    second = "Ito, K. (2019). Echo in the fog. In Proceedings of Echoes (pp. 1–9)."
    listing = importers.read(f"References\n{first}\n{second}\n")
    assert [each.facts.title for each in listing.entries] == ["Fog on hills", "Echo in the fog"]
    joined = importers.read(f"References\n{first} {second}\n{second}\n").entries[0]
    assert "joined" in [each.code for each in joined.warnings if each.check]


def test_a_line_between_labelled_papers_is_of_none() -> None:
    paper = "Title: {}\nAuthors: Ida Holm\nAbstract: Fog is seen.\n"
    text = f"{paper.format('Fog')}----\n## 2. Echo\n{paper.format('Echo')}----\n"
    listing = importers.read(text)
    assert_every_line_is_claimed_once(listing)
    assert [each.facts.abstract for each in listing.entries] == ["Fog is seen."] * 2
    inside = "Title: Fog\n----\nAuthors: Ida Holm\nAbstract: Fog is seen.\n"
    assert importers.read(inside).entries[0].facts.authors == ("Ida Holm",)


def test_a_single_linked_title_that_was_dropped_is_a_paper_and_other_links_are_none() -> None:
    dropped = importers.read("[Fog and Echo](https://arxiv.org/abs/2401.00007)")
    assert [each.facts.title for each in dropped.entries] == ["Fog and Echo"]
    with pytest.raises(Problem):
        importers.read("[Soup](https://example.com/soup)")


def test_a_field_of_embase_that_lost_its_title_is_not_read_into_the_paper_above() -> None:
    text = '"TITLE","Fog"\n"AUTHOR NAMES","Holm I."\n\n"AUTHOR NAMES","Ito K."\n"DOI","10.5555/1"\n'
    listing = importers.read(text)
    assert [each.facts.authors for each in listing.entries] == [("Holm I.",)]
    assert listing.entries[0].facts.doi is None
    assert [each.line for each in listing.leftovers] == [4, 5]


def test_a_volume_of_the_anthology_tells_its_own_papers_venue_and_month() -> None:
    author = "<author><first>Ida</first><last>Holm</last></author>"
    volumes = "".join(
        f"<volume id='{name}'><meta><booktitle>{name}</booktitle><month>{month}</month>"
        f"<year>2024</year></meta><paper id='1'><title>Fog</title>{author}</paper></volume>"
        for name, month in (("Fogs", "May"), ("Echoes", "July"))
    )
    listing = importers.read(f"<?xml version='1.0'?>\n<collection id='fog'>{volumes}</collection>")
    said = [(each.facts.venue, each.facts.date) for each in listing.entries]
    assert said == [("Fogs", "2024-05"), ("Echoes", "2024-07")]
