"""BibTeX and BibLaTeX: what fields mean, and that a broken entry harms no other."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_listings import assert_every_line_is_claimed_once

from reader import importers, sources
from reader.importers.bibliographies.bibtex_values import names, plain
from reader.model import Dump, Entry, Listing

DATA = Path(__file__).resolve().parents[2] / "data" / "listings"


def read(text: str) -> Listing:
    listing = importers.read(text, format_name="bibtex")
    assert_every_line_is_claimed_once(listing)
    return listing


def only(text: str) -> Entry:
    (entry,) = read(text).entries
    return entry


def codes(entry: Entry) -> set[str]:
    return {each.code for each in entry.warnings}


def test_styles_of_better_bibtex_dblp_and_acl_are_understood():
    listing = importers.read((DATA / "better-bibtex.bib").read_text("utf-8"))
    assert listing.format == "bibtex"
    assert_every_line_is_claimed_once(listing)
    clocks, wind, kites, bell, whole = (entry.facts for entry in listing.entries)
    assert clocks.title == "Slow Clocks in Fast Rooms: A Field Report"
    assert clocks.authors == ("Lindqvist, Maja", "van der Holm, Pieter", "The Tidal Group")
    assert (clocks.date, clocks.year, clocks.arxiv_id) == ("2023-05-04", 2023, "2305.01234")
    assert clocks.abstract == (
        r"We keep clocks in rooms that are heated and cooled by $5\,\mathrm{K}$ every hour."
        "\n\nTheir rate follows the heating by ten minutes."
    )
    assert clocks.keywords == ("clocks", "heat", "rooms")
    assert wind.title == r"Wind on Wires: A Short Survey of $\alpha$-Hum"
    assert wind.authors == ("José Muñoz", "Zoë Qvist")
    assert (wind.arxiv_id, wind.date) == ("1904.05678", "2019")
    assert kites.venue == "Workshop on Small Instruments"
    assert (kites.authors, kites.author_count) == (("Perera, Ana", "Osei, Kofi"), None)
    assert (kites.date, kites.date_as_shown) == ("2021-08", "August 2021")
    assert kites.doi == "10.5555/kites.2021"
    assert (bell.venue, bell.year, bell.date) == ("Sounds at Sea", 2018, "2018-01-10")
    assert whole.title == "Sounds at Sea"
    assert not listing.leftovers


def test_entries_keep_their_keys_also_by_way_of_another_process():
    text = "@misc{Lindqvist-2023, title={Slow Clocks}}\n@misc{odd, title={Open\n"
    assert [entry.key for entry in read(text).entries] == ["Lindqvist-2023", "odd"]
    listing = sources.read(Dump("keys.bib", text), format_name="bibtex")
    assert [entry.key for entry in listing.entries] == ["Lindqvist-2023", "odd"]


def test_a_broken_entry_harms_no_other_and_is_said():
    listing = importers.read((DATA / "broken.bib").read_text("utf-8"))
    assert_every_line_is_claimed_once(listing)
    first, second, third, fifth = listing.entries
    assert (first.first_line, first.last_line, first.warnings) == (1, 4, ())
    assert (second.facts.title, second.facts.authors) == (
        "The second lost a brace",
        ("Holm, Ida",),
    )
    assert "broken" in codes(second)
    assert (third.facts.title, third.facts.authors) == ("The third lost a comma", ("Weiss, Jo",))
    assert (fifth.facts.title, codes(fifth)) == ("The fifth is cut in the mid", {"broken"})
    assert [each.line for each in listing.leftovers] == [19, 20, 21, 23, 24, 25]
    assert all(each.reason for each in listing.leftovers)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"{\'{E}}douard {\O}re", "Édouard Øre"),
        (r"{A {B} \textbf{C}} ~ D", "A B C D"),
        (r"An {$O(n \log n)$} sort for \$5 and \$6", r"An $O(n \log n)$ sort for \$5 and \$6"),
        (r"{\noopsort{1973b}}1973", "1973"),
        (r"Salt \& Pepper, 50\% \{x\}", "Salt & Pepper, 50% {x}"),
    ],
)
def test_tex_becomes_plain_text_and_math_stays(value: str, text: str):
    assert plain(value).replace("$5 and $6", r"\$5 and \$6") == text


def test_names_part_at_and_outside_braces_only():
    assert names("{Salt and Pepper} AND Liu, X\n and others") == (
        ("Salt and Pepper", "Liu, X"),
        True,
    )
    assert names("") == ((), False)


def test_a_line_that_stands_twice_inside_a_value_is_said():
    entry = only("@article{a, title={T},\n author={A B and\nC D and\nC D and\nE F}}")
    assert codes(entry) == {"broken"}


def test_an_eprint_counts_as_arxiv_only_where_it_is_one():
    paper = "@article{a, title={T}, eprint={%s}, archiveprefix={%s}}"
    assert only(paper % ("hep-th/9901001v2", "arXiv")).facts.arxiv_id == "hep-th/9901001"
    assert only(paper % ("2301.00001", "HAL")).facts.arxiv_id is None


def test_an_entry_that_names_itself_in_crossref_is_read():
    assert only("@book{a, title={T}, crossref={a}}").facts.venue is None


@pytest.mark.parametrize(
    "bomb", ["@a{", "@a{b,title={", "{", '@a{b,title="', "@string{", "@(", "\\"]
)
def test_a_bomb_is_read_in_linear_time(bomb: str):
    read(bomb * 20_000)
    read((bomb + "\n") * 20_000)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='@{}()",=#\\$\n ab1%title', max_size=120))
def test_any_text_at_all_is_accounted_for(text: str):
    read(text)
    importers.bibtex.confidence(text)


STYLES = r"""@string{cl = "Cold " # "Letters"}
@inproceedings{a, title = {Fog and {E}cho}, author = "Holm, Ida", crossref = {proc}}
@article{b, title = "Ropes " # "of Sand", author = {Sand, K.}, journal = cl, year = 2023,
  month = jan # "~5"}
@proceedings{proc, title = {Proceedings of Things}, year = 2022}
@xdata{xd, journaltitle={Shared Letters}, date={2020-02}}
@article{e, xdata={xd}, title={Kites}, author={family=Holm, given=Ida, prefix=von and {Lab}}}
@article{DBLP:journals/corr/abs-2401-00007,
  author       = {Ida Holm and
                  Bj{\"{o}}rn Qvist},
  title        = {Nets},
  journal      = {CoRR},
  volume       = {abs/2401.00007},
  year         = {2024},
  timestamp    = {Mon, 01 Jan 2024 00:00:00 +0100},
}
@inproceedings{holm-2024-fog,
    title = "Boats in {A}nthology",
    author = "Holm, Ida  and
      Qvist, Bj{\"o}rn",
    month = aug,
    year = "2024",
    url = "https://aclanthology.org/2024.acl-long.1/",
    abstract = "We shout."
}
@article{better, title = {Sand {\textless}and{\textgreater} Salt}, author = {Holm, Ida and others},
	date = {2024-03-05}, eprint = {2401.00009}, eprinttype = {arxiv}, eprintclass = {cs}}
@book{none, author = {Nobody}}
"""


def test_styles_of_many_programs_are_read():
    listing = importers.read(STYLES)
    assert_every_line_is_claimed_once(listing)
    found = {entry.facts.title: entry.facts for entry in listing.entries}
    assert (found["Fog and Echo"].venue, found["Fog and Echo"].year) == (
        "Proceedings of Things",
        2022,
    )
    assert (found["Ropes of Sand"].venue, found["Ropes of Sand"].date) == (
        "Cold Letters",
        "2023-01-05",
    )
    kites = found["Kites"]
    assert (kites.venue, kites.date) == ("Shared Letters", "2020-02")
    assert kites.authors == ("von Holm, Ida", "Lab")
    assert (found["Nets"].arxiv_id, found["Nets"].authors) == (
        "2401.00007",
        ("Ida Holm", "Björn Qvist"),
    )
    boats = found["Boats in Anthology"]
    assert (boats.date, boats.authors) == ("2024-08", ("Holm, Ida", "Qvist, Björn"))
    sand = found["Sand <and> Salt"]
    assert (sand.authors, sand.author_count, sand.arxiv_id) == (("Holm, Ida",), None, "2401.00009")
    assert [each.text for each in listing.leftovers] == ["@book{none, author = {Nobody}}"]
    assert listing.leftovers[0].line == STYLES.count("\n")
