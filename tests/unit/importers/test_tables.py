"""Tables by the words of their head: separators, languages, broken quotes, shifted cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.importers.text.columns import names_in, separator
from reader.model import Facts, Listing

SCOPUS = (
    '\ufeff"Authors","Author full names","Title","Year","Source title","DOI","Link"'
    ',"Abstract","Author Keywords"\n'
    '"Holm I.; Qvist B.","Holm, Ida (1); Qvist, Björn (2)","Fog, ""echo"" and\n'
    ' answer","2024","Cold Letters","10.5555/FOG.1","https://example.org/1"'
    ',"We shout; it answers.","fog; echo"\n'
    "\n"
    '"[No author name available]","","Ropes","2023","","","","",""\n'
)
TSV = "Titel\tAutoren\tJahr\tarXiv\nNebel\tHolm, Ida\t2024\tarXiv:2401.00007v2\n"
SEMICOLONS = (
    "sep=;\nTitle;Author;Date;Code\nA kite;Ito, K. and Sand, U.;12.03.2021;github.com/k/kite\n"
)
PANDAS = (
    ",id,title,authors,published,upvotes\n"
    "0,2401.00007,A fog,\"['Ida Holm', 'B. Qvist']\",2024-01-02T10:00:00,17\n"
    "1,2401.00008,A rope,[],nan,\n"
)


def read(text: str) -> Listing:
    listing = importers.read(text, format_name="table")
    assert_every_line_is_claimed_once(listing)
    return listing


def first(text: str) -> Facts:
    assert importers.read(text).format == "table"
    return read(text).entries[0].facts


def test_a_table_of_scopus_is_read_over_line_ends_and_quotes():
    listing = read(SCOPUS)
    fog, ropes = listing.entries
    facts = first(SCOPUS)
    assert facts.title == 'Fog, "echo" and answer'
    assert facts.authors == ("Holm I.", "Qvist B.")
    assert (facts.year, facts.doi, facts.venue) == (2024, "10.5555/fog.1", "Cold Letters")
    assert (facts.url, facts.keywords) == ("https://example.org/1", ("fog", "echo"))
    assert (fog.first_line, fog.last_line, ropes.first_line) == (2, 3, 5)
    assert ropes.facts.authors == ()
    assert not listing.leftovers


def test_tabs_semicolons_and_other_languages_are_tables_too():
    facts = first(TSV)
    assert (facts.title, facts.authors, facts.year) == ("Nebel", ("Holm, Ida",), 2024)
    assert facts.arxiv_id == "2401.00007"
    kite = first(SEMICOLONS)
    assert (kite.authors, kite.year) == (("Ito, K.", "Sand, U."), 2021)
    assert kite.code_url == "https://github.com/k/kite"


def test_a_table_of_a_notebook_has_lists_numbers_and_no_values():
    fog, rope = (entry.facts for entry in read(PANDAS).entries)
    assert (fog.authors, fog.upvotes) == (("Ida Holm", "B. Qvist"), 17)
    assert (fog.arxiv_id, fog.date) == ("2401.00007", "2024-01-02")
    assert (rope.authors, rope.date, rope.upvotes) == ((), None, None)


def test_an_open_quote_costs_one_row_and_is_said():
    text = 'Title,Authors,Year\n"One,"A B",2001\n"Two,A B,2002\nThree,A B,2003\n'
    listing = read(text)
    assert [entry.facts.title for entry in listing.entries][-1] == "Three"
    said = [each.line for each in listing.leftovers]
    said += [entry.first_line for entry in listing.entries if entry.to_check]
    assert {2, 3} <= set(said)


def test_rows_with_other_cells_than_the_head_are_to_be_checked():
    listing = read(
        "Title,Authors,Year\nOne, two and three,A B,2001\nFour,A B\nend of table\n,A,1\n"
    )
    assert [[each.code for each in entry.warnings] for entry in listing.entries] == [
        ["broken"],
        ["broken"],
    ]
    assert [each.line for each in listing.leftovers] == [4, 5]


def test_a_head_that_comes_again_is_no_paper():
    assert len(read(TSV + TSV).entries) == 2


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Griffin DK, Larkin DM.", ("Griffin DK", "Larkin DM")),
        ("Yang Z., Jiang B.", ("Yang Z.", "Jiang B.")),
        ("Holm, Ida; Sand, U.; ", ("Holm, Ida", "Sand, U.")),
        ("A One|B Two", ("A One", "B Two")),
        ("Holm, Ida", ("Holm, Ida",)),
        ("", ()),
    ],
)
def test_names_are_parted_by_what_stands_between_them(value: str, names: tuple[str, ...]):
    assert names_in(value, separator([value])) == names


@pytest.mark.parametrize(
    "text",
    [
        "Title, as you know, is a word.\nAuthors differ.\n",
        "a,b\n1,2\n",
        '{"title": 1, "authors": 2}',
    ],
)
def test_what_has_no_head_is_no_table(text: str):
    assert read(text).entries == ()
    assert next(f for f in importers.FORMATS if f.name == "table").confidence(text) == 0


def test_a_line_of_separators_alone_is_no_head():
    assert read("a\n\t\n").entries == ()
    assert read("\t").entries == ()


@pytest.mark.parametrize("bomb", ['"', '"\n', 'x,"\n', ",", "[", '"a""', "\t\n"])
def test_a_bomb_is_read_in_linear_time(bomb: str):
    read("Title,Authors\n" + bomb * 20_000)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet='",;\t\n Title,Author[]1', max_size=80))
def test_any_text_under_a_head_is_accounted_for(text: str):
    read(f"Title,Authors\n{text}")


def test_a_table_of_one_long_row_is_no_listing() -> None:
    """A head and one row look like a title and its abstract."""
    row = "lamps-2018,Lamps,Ada Lamp,2018,Journal of Lamps," + "We count every lamp we see. " * 20
    text = f"key,title,authors,year,venue,abstract\n{row}\n"
    listing = importers.read(text)
    assert listing.format == "table"
    assert [entry.facts.title for entry in listing.entries] == ["Lamps"]


EXPORTS = {
    "IEEE Xplore": (
        '"Document Title",Authors,"Publication Title",Date Added To Xplore,"Publication Year"'
        ',"Abstract","DOI",PDF Link,"Author Keywords"\n'
        '"Fog and Echo","I. Holm; B. Qvist","Cold Letters","13 May 2024","2024","We shout."'
        ',"10.5555/FOG.1","https://example.org/fog","fog;echo"\n'
    ),
    "Dimensions": (
        '"About the data: Exported on Jan 12, 2024"\n'
        "Rank,DOI,Title,Abstract,Source title,Publication date,PubYear,Authors,Source Linkout\n"
        '1,10.5555/fog.1,Fog and Echo,We shout.,Cold Letters,2024,2024,"I. Holm; B. Qvist"'
        ",https://example.org/fog\n"
    ),
    "ACM": (
        '"Item type","Authors","Title","Journal","Publication year","URLs","DOI","Abstract"'
        ',"Keywords"\n"article","I. Holm;B. Qvist","Fog and Echo","Cold Letters","2024"'
        ',"https://example.org/fog","10.5555/fog.1","We shout.","fog, echo"\n'
    ),
    "Lens": (
        "Lens ID,Title,Publication Year,Source Title,Author/s,Abstract,Keywords,External URL,DOI\n"
        "001,Fog and Echo,2024,Cold Letters,I. Holm; B. Qvist,We shout.,fog; echo"
        ",https://example.org/fog,10.5555/fog.1\n"
    ),
    "Web of Science": (
        "\ufeffPT\tAU\tAF\tTI\tSO\tDE\tID\tAB\tPY\tDI\tUR\n"
        "J\tHolm, I; Qvist, B\tI. Holm; B. Qvist\tFog and Echo\tCold Letters\tfog; echo\tSOUND"
        "\tWe shout.\t2024\t10.5555/fog.1\t\n"
    ),
    "Mendeley, European": (
        "Title;Authors;Year;Published In;Abstract;DOI;URL;Tags\r\n"
        'Fog and Echo;"I. Holm; B. Qvist";2024;Cold Letters;"We\nshout.";10.5555/fog.1'
        ";https://example.org/fog;fog,echo\r\n"
    ),
    "Notion": (
        "\ufeffName,Authors,Status,Tags,URL,Year,Journal,DOI,Summary\n"
        'Fog and Echo,"I. Holm; B. Qvist",To read,"fog, echo",https://example.org/fog,2024'
        ",Cold Letters,10.5555/fog.1,We shout.\n"
    ),
    "Publish or Perish": (
        "Cites,Authors,Title,Year,Source,ArticleURL,DOI,Abstract\n"
        '3,"I. Holm, B. Qvist",Fog and Echo,2024,Cold Letters,https://example.org/fog'
        ",10.5555/fog.1,We shout.\n"
    ),
}


@pytest.mark.parametrize("program", EXPORTS)
def test_what_programs_export_is_read_with_all_its_fields(program: str):
    facts = first(EXPORTS[program])
    assert (facts.title, facts.authors, facts.author_count) == (
        "Fog and Echo",
        ("I. Holm", "B. Qvist"),
        2,
    )
    assert (facts.year, facts.venue, facts.doi, facts.abstract) == (
        2024,
        "Cold Letters",
        "10.5555/fog.1",
        "We shout.",
    )
    assert facts.url == (None if program == "Web of Science" else "https://example.org/fog")
    without = program in ("Dimensions", "Publish or Perish")
    assert facts.keywords == (() if without else ("fog", "echo"))


def test_family_names_first_with_commas_between_are_several_people():
    assert names_in("Holm, I., Qvist, B.-C., van Sand, U.", ",") == (
        "Holm, I.",
        "Qvist, B.-C.",
        "van Sand, U.",
    )


def test_a_column_called_name_holds_titles_only_beside_those_of_papers():
    table = next(each for each in importers.FORMATS if each.name == "table")
    assert table.confidence("Name,URL,Year\nA shop,https://example.org,2024\n") == 0
    assert table.confidence("Name,Authors,Year\nFog,I. Holm,2024\n") > 0.5


def test_every_row_that_is_no_paper_is_left_with_its_line_and_reason():
    listing = read('Title,Authors,Year\nFog,I. Holm,2024\n,Nobody,2023\nRopes,"K\nKites,K,1\n')
    assert [entry.first_line for entry in listing.entries] == [2, 5]
    assert [(each.line, bool(each.reason)) for each in listing.leftovers] == [(3, True), (4, True)]


@pytest.mark.parametrize("text", ["\t", "\t\n;\n", ",\n,\n"])
def test_rows_of_nothing_are_no_table(text: str):
    listing = importers.read(text, format_name="table")
    assert (listing.entries, listing.lines) == ((), text.count("\n") or 1)
