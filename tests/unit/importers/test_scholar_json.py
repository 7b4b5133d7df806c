"""Papers as JSON of scholarly services, reference managers and conference lists."""

import json
from typing import Any

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Problem
from reader.importers.scholarly.scholar_values import (
    conference,
    date_of,
    from_index,
)
from reader.importers.text.json_places import JsonText
from reader.importers.text.mark_up import without_faces, without_mark_up
from reader.model import Facts, Listing


def read(value: Any, name: str = "") -> Listing:
    text = value if isinstance(value, str) else json.dumps(value, indent=1)
    listing = importers.read(text, name=name)
    assert listing.format == "scholar-json"
    assert_every_line_is_claimed_once(listing)
    return listing


def only(value: Any, name: str = "") -> Facts:
    (entry,) = read(value, name).entries
    return entry.facts


def work(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "DOI": f"10.5555/moss.{number}",
        "type": "journal-article",
        "title": [f"Moss on <i>Old</i> Walls {number}"],
        "author": [
            {"given": "Ida", "family": "Fern"},
            {"name": "The Moss Group"},
            {"given": "Jan", "non-dropping-particle": "van", "family": "Dijk", "suffix": "Jr."},
        ],
        "container-title": ["Annals of Walls"],
        "issued": {"date-parts": [[2021, 3]]},
        "URL": f"https://doi.org/10.5555/moss.{number}",
        **more,
    }


def test_a_crossref_work_is_read_with_its_names_venue_and_date():
    facts = only({"status": "ok", "message-type": "work", "message": work()})
    assert facts.title == "Moss on Old Walls 1"
    assert facts.authors == ("Ida Fern", "The Moss Group", "Jan van Dijk Jr.")
    assert (facts.author_count, facts.date, facts.year) == (3, "2021-03", 2021)
    assert (facts.venue, facts.doi) == ("Annals of Walls", "10.5555/moss.1")
    assert facts.url == "https://doi.org/10.5555/moss.1"


def test_the_works_of_a_crossref_search_each_have_their_lines():
    answer = {"status": "ok", "message": {"total-results": 2, "items": [work(1), work(2)]}}
    listing = read(answer)
    first, second = listing.entries
    assert [first.facts.title, second.facts.title] == ["Moss on Old Walls 1", "Moss on Old Walls 2"]
    assert 1 < first.first_line < first.last_line < second.first_line < second.last_line
    assert second.last_line < listing.lines
    assert not listing.leftovers


def test_a_list_is_only_looked_for_inside_the_member_that_is_named():
    text = '{"message": {"items": [1, 2]}}'
    assert [each.value for each in JsonText(text, "items", inside=["message"]).records()] == [1, 2]
    assert len(list(JsonText(text, "items").records())) == 1
    assert len(list(JsonText('{"message": 7}', "items", inside=["message"]).records())) == 1


def test_a_long_work_of_crossref_is_known_before_its_end():
    references = [{"key": f"r{number}", "unstructured": "x" * 90} for number in range(3_000)]
    answer = {
        "status": "ok",
        "message-type": "work",
        "message": {"reference": references, **work()},
    }
    assert only(answer).title == "Moss on Old Walls 1"


def test_a_jats_abstract_becomes_paragraphs_with_their_headings():
    jats = (
        "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aims</jats:title>"
        "<jats:p>Is H<jats:sub>2</jats:sub>O wet &amp; p &lt; 0.05?</jats:p></jats:sec>"
        '<jats:sec id="s2"><jats:title>Results.</jats:title>\n<jats:p>Yes.</jats:p></jats:sec>'
    )
    abstract = only([work(abstract=jats)]).abstract
    assert abstract == "Aims: Is H2O wet & p < 0.05?\n\nResults: Yes."


def test_a_comparison_is_no_mark_up():
    assert without_mark_up("where a <b and c> d holds") == "where a <b and c> d holds"
    assert without_faces("The <i>x</i> < y case") == "The x < y case"


def test_a_subtitle_is_put_behind_its_title_but_not_twice():
    assert only([work(title=["Moss"], subtitle=["A Life"])]).title == "Moss: A Life"
    assert only([work(title=["Moss: A Life"], subtitle=["A Life"])]).title == "Moss: A Life"


def test_csl_json_is_read_with_plain_texts_and_dates_of_every_sort():
    item = {
        "id": "fern2019",
        "type": "paper-conference",
        "title": "Roof Gardens",
        "author": [{"literal": "Garden Club"}],
        "container-title": "Proc. Roofs",
        "issued": {"date-parts": [["2019", "5", "7"]]},
        "keyword": "roofs, moss; rain",
        "abstract": "About roofs.",
    }
    facts = only([item])
    assert (facts.title, facts.authors, facts.venue) == (
        "Roof Gardens",
        ("Garden Club",),
        "Proc. Roofs",
    )
    assert (facts.date, facts.keywords) == ("2019-05-07", ("roofs", "moss", "rain"))
    assert facts.abstract == "About roofs."


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2020, 1], [2020, 2]]}, "2020"),
        ({"date-parts": [[2020, 1, 5], [2020, 1, 9]]}, "2020-01"),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": 4}, None),
        ({"raw": "14 June 2006"}, "2006-06-14"),
        ({"date-parts": [[2020, 13]]}, "2020"),
        (2017, "2017"),
        (20170101, None),
        ("2017-04-01", "2017-04-01"),
        (None, None),
    ],
)
def test_a_date_says_as_much_as_is_sure(value: Any, date: str | None):
    assert date_of(value) == date


def test_an_openalex_work_is_read_and_its_abstract_put_together():
    paper = {
        "id": "https://openalex.org/W77",
        "doi": "https://doi.org/10.5555/ROOF.9",
        "display_name": "Rain on Roofs",
        "publication_date": "2022-11-30",
        "publication_year": 2022,
        "primary_location": {
            "landing_page_url": "https://roofs.example/9",
            "source": {"display_name": "Roof Letters"},
        },
        "locations": [
            {"landing_page_url": None},
            {"landing_page_url": "http://arxiv.org/abs/2211.00009"},
        ],
        "authorships": [
            {"author": {"display_name": "Uma Ray"}},
            {"raw_author_name": "x", "author": {}},
        ],
        "abstract_inverted_index": {"falls": [1, 4], "Rain": [0], "and": [2], "it": [3]},
        "keywords": [{"display_name": "Rain"}],
    }
    facts = only({"meta": {"count": 1}, "results": [paper]})
    assert facts.abstract == "Rain falls and it falls"
    assert (facts.title, facts.authors) == ("Rain on Roofs", ("Uma Ray", "x"))
    assert (facts.date, facts.venue) == ("2022-11-30", "Roof Letters")
    assert (facts.doi, facts.arxiv_id) == ("10.5555/roof.9", "2211.00009")
    assert (facts.url, facts.keywords) == ("https://roofs.example/9", ("Rain",))


def test_an_index_with_absurd_places_costs_nothing():
    assert from_index({"b": [10**15], "a": [-3, "x"], "c": 4}) == "a b"
    assert from_index({}) is None


def test_a_semantic_scholar_paper_is_read_also_inside_a_citation():
    paper = {
        "paperId": "0123456789abcdef0123456789abcdef01234567",
        "externalIds": {"ArXiv": "2101.00003v2", "DOI": "10.5555/s2.1"},
        "url": "https://www.semanticscholar.org/paper/0123",
        "title": "Doors",
        "abstract": None,
        "tldr": {"text": "Doors open."},
        "venue": "",
        "journal": {"name": "Door Week"},
        "year": 2021,
        "authors": [{"authorId": "1", "name": "Al Hinge"}],
    }
    listing = read({"data": [{"citedPaper": paper}]})
    facts = listing.entries[0].facts
    assert (facts.title, facts.authors, facts.venue) == ("Doors", ("Al Hinge",), "Door Week")
    assert (facts.arxiv_id, facts.doi, facts.date) == ("2101.00003", "10.5555/s2.1", "2021")
    assert facts.abstract == "Doors open."
    assert [each.code for each in listing.entries[0].warnings] == ["summary-only"]


@pytest.mark.parametrize("wrap", [lambda value: value, lambda value: {"value": value}])
def test_an_openreview_note_is_read_in_its_old_and_new_form(wrap: Any):
    content = {
        "title": wrap("Keys"),
        "authors": wrap(["Lo Lock", "Kay Key"]),
        "abstract": wrap("On keys."),
        "keywords": wrap(["keys", "locks"]),
        "venue": wrap("ICLR 2024 poster"),
    }
    note = {"id": "n2", "forum": "n1", "pdate": 1705405000000, "content": content}
    facts = only({"notes": [note], "count": 1})
    assert (facts.title, facts.authors) == ("Keys", ("Lo Lock", "Kay Key"))
    assert (facts.abstract, facts.keywords) == ("On keys.", ("keys", "locks"))
    assert (facts.venue, facts.date) == ("ICLR 2024 poster", "2024-01-16")
    assert facts.url == "https://openreview.net/forum?id=n1"


def in_list(**more: Any) -> dict[str, Any]:
    return {
        "title": "Bells",
        "author": "Bo Bell;Dé Dong; ",
        "status": "Poster",
        "track": "main",
        "keywords": "bells;towers",
        "abstract": "Bells ring.",
        "github": ";",
        **more,
    }


def test_a_conference_list_takes_its_venue_from_the_name_of_the_file():
    facts = only([in_list(site="https://openreview.net/forum?id=b1")], "my-iclr2016.json")
    assert (facts.authors, facts.author_count) == (("Bo Bell", "Dé Dong"), 2)
    assert (facts.venue, facts.date) == ("ICLR 2016 (Poster)", "2016")
    assert facts.url == "https://openreview.net/forum?id=b1"
    assert (facts.keywords, facts.code_url) == (("bells", "towers"), None)


def test_bibtex_in_a_field_is_the_same_paper_again_and_tells_its_year():
    bibtex = "@inproceedings{b,\n title={Bells},\n booktitle = {Proc. of Bells},\n year = {2018}\n}"
    paper = in_list(bibtex=bibtex, site="https://bells.example/1", github="https://github.com/a/b")
    listing = read([paper])
    facts = listing.entries[0].facts
    assert len(listing.entries) == 1
    assert (facts.venue, facts.date) == ("Proc. of Bells", "2018")
    assert facts.code_url == "https://github.com/a/b"
    assert only([paper], "automl2018.json").venue == "AutoML 2018"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("papers-NeurIPS_2023.json", ("NeurIPS 2023", "2023")),
        ("backup2020.json", ("", "")),
        ("longwordiclr2013.json", ("", "")),
        ("list2020-icml-2021.json", ("ICML 2021", "2021")),
    ],
)
def test_only_known_conferences_are_taken_from_a_name(name: str, said: tuple[str, str]):
    assert conference(name) == said


def test_a_record_a_line_is_read_with_the_line_of_each():
    listing = read("".join(json.dumps(in_list(title=f"Bell {n}")) + "\n" for n in (1, 2, 3)))
    assert [(e.facts.title, e.first_line, e.last_line) for e in listing.entries] == [
        ("Bell 1", 1, 1),
        ("Bell 2", 2, 2),
        ("Bell 3", 3, 3),
    ]


def test_a_record_that_is_no_paper_is_refused_with_the_reason():
    listing = read([work(1), {"note": "hello"}, work(2), work(3, title=[]), work(4)])
    assert [entry.facts.title[-1] for entry in listing.entries] == ["1", "2", "4"]
    assert {each.code for each in listing.warnings} == {"not-read"}
    assert all("no paper of a kind" in leftover.reason for leftover in listing.leftovers)


def test_a_cut_text_keeps_what_was_whole_and_says_where_it_stops():
    text = json.dumps([work(1), work(2)], indent=1)
    listing = read(text[: text.index("Walls 2")])
    assert [entry.facts.title for entry in listing.entries] == ["Moss on Old Walls 1"]
    assert all("cut or broken" in leftover.reason for leftover in listing.leftovers)
    assert listing.leftovers


def test_values_of_the_wrong_sort_raise_nothing():
    odd: list[Any] = [None, 3, True, "x", [], [[]], {}, {"value": 1}, [None, 7, {"name": 4}]]
    for value in odd:
        for kind in (work(), in_list()):
            for field in kind.keys() - {"type", "title", "author"}:
                read([work(), kind | {field: value}])
        work_of_odd = {"id": "https://openalex.org/W1", "title": "T"} | dict.fromkeys(
            ("authorships", "abstract_inverted_index", "primary_location", "locations", "doi"),
            value,
        )
        read([work(), work_of_odd, {"forum": "f", "content": {"title": "T", "authors": value}}])


def test_other_json_is_no_list_of_papers():
    with pytest.raises(Problem, match="No papers"):
        importers.read('[{"status": "open", "title": "The door squeaks", "site": "house"}]')
