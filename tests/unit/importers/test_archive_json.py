"""JSON of archives and of anybody, a record a line, in a list, by number or by day."""

import json
import time
from typing import Any

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.importers.format import Hints
from reader.model import Facts, Listing

ARXIV: dict[str, Any] = {
    "id": "0704.0001",
    "submitter": "Ida Holm",
    "authors": "I. Holm, B. Qvist (Cold Station), C.-P. Sand",
    "title": "Fog and echo in\n  cold places",
    "comments": "37 pages",
    "journal-ref": "Cold Lett. 3 (2008) 1",
    "doi": "10.5555/FOG.1",
    "report-no": None,
    "categories": "hep-ph",
    "abstract": "  We shout; it\nanswers.\n\n  Twice.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [["Holm", "I.", ""], ["Qvist", "B.", "", "Cold"], ["Sand", "C. -P.", "Jr"]],
}
WITH_CODE: dict[str, Any] = {
    "paper_url": "https://paperswithcode.com/paper/fog-and-echo",
    "arxiv_id": "2401.00007",
    "title": "Fog and Echo",
    "abstract": "We shout; it answers.",
    "short_abstract": "We shout",
    "url_abs": "https://arxiv.org/abs/2401.00007v2",
    "url_pdf": "https://arxiv.org/pdf/2401.00007v2.pdf",
    "proceeding": "CVPR 2024",
    "authors": ["Ida Holm", "Björn Qvist"],
    "tasks": ["Echo Detection"],
    "date": "2024-01-02",
}
ZOTERO: dict[str, Any] = {
    "itemType": "journalArticle",
    "title": "Fog and <i>echo</i>",
    "creators": [
        {"firstName": "Ida", "lastName": "Holm", "creatorType": "author"},
        {"name": "Kettle Lab", "creatorType": "author"},
        {"firstName": "Edit", "lastName": "Tor", "creatorType": "editor"},
    ],
    "abstractNote": "We shout.",
    "date": "2024-03-05",
    "DOI": "10.5555/FOG.1",
    "url": "https://example.org/fog",
    "publicationTitle": "Cold Letters",
    "tags": [{"tag": "fog"}],
}
DBLP: dict[str, Any] = {
    "authors": {"author": [{"text": "Ida Holm"}, {"text": "Bj&ouml;rn Qvist 0002"}]},
    "title": "Fog &amp; echo.",
    "venue": "Cold Lett.",
    "year": "2024",
    "type": "Journal Articles",
    "key": "journals/c/H24",
    "doi": "10.5555/FOG.1",
    "ee": "https://doi.org/10.5555/FOG.1",
    "url": "https://dblp.org/rec/journals/c/H24",
}
EUROPE_PMC: dict[str, Any] = {
    "id": "123",
    "source": "MED",
    "doi": "10.5555/fog.1",
    "title": "Fog and echo.",
    "authorString": "Holm I, Qvist B.",
    "journalInfo": {"journal": {"title": "Cold Letters"}},
    "pubYear": "2024",
    "firstPublicationDate": "2024-03-05",
    "abstractText": "<h4>Aim</h4>We shout.",
    "keywordList": {"keyword": ["fog"]},
}
FLAT: dict[str, Any] = {
    "id": 126569,
    "paperTitle": "Fog and echo",
    "authors": ["Ida Holm", "B. Qvist"],
    "abstract": "We shout.",
    "year": 2023,
    "venue": "Things",
    "pdf_url": "https://example.org/x.pdf",
    "publication_date": "2023-07-10",
    "keywords": "fog; echo",
}


def read(value: Any) -> Listing:
    text = value if isinstance(value, str) else json.dumps(value, indent=1)
    listing = importers.read(text)
    assert listing.format == "scholar-json"
    claimed = {each.line for each in listing.leftovers}
    for part in (*listing.entries, *listing.furniture):
        claimed.update(range(part.first_line, part.last_line + 1))
    assert claimed == set(range(1, listing.lines + 1))
    return listing


def only(value: Any) -> Facts:
    listing = read(value)
    assert len(listing.entries) == 1
    assert not listing.leftovers
    return listing.entries[0].facts


def test_a_line_of_arxivs_snapshot_is_read_with_all_its_fields():
    facts = only(json.dumps(ARXIV))
    assert facts == Facts(
        title="Fog and echo in cold places",
        abstract="We shout; it answers.\n\nTwice.",
        authors=("I. Holm", "B. Qvist", "C.-P. Sand"),
        author_count=3,
        date="2007-04-02",
        date_as_shown="Mon, 2 Apr 2007 19:18:42 GMT",
        url="https://arxiv.org/abs/0704.0001",
        arxiv_id="0704.0001",
        doi="10.5555/fog.1",
        venue="Cold Lett. 3 (2008) 1",
        year=2007,
    )
    parsed = only(json.dumps(ARXIV | {"authors": "The Cold Collaboration: I. Holm et al"}))
    assert parsed.authors == ("I. Holm", "B. Qvist", "C. -P. Sand Jr")


def test_a_broken_line_costs_itself_and_no_other():
    lines = [json.dumps(ARXIV | {"id": f"0704.{number:04}"}) for number in range(1, 6)]
    lines[2] = lines[2][:200]
    listing = read("\n".join(lines))
    assert_every_line_is_claimed_once(listing)
    assert [entry.facts.arxiv_id for entry in listing.entries] == [
        *("0704.0001", "0704.0002", "0704.0004", "0704.0005")
    ]
    assert [each.line for each in listing.leftovers] == [3]
    assert listing.warnings[0].line == 3


@pytest.mark.parametrize("lost", range(1, 44))
def test_a_line_lost_in_a_list_costs_at_most_one_record(lost: int):
    values = [FLAT | {"paperTitle": f"Paper {number}"} for number in range(3)]
    lines = json.dumps(values, indent=2).split("\n")
    del lines[lost]
    listing = read("\n".join(lines))
    right = {"Paper 0", "Paper 1", "Paper 2"}
    titles = [entry.facts.title for entry in listing.entries if not entry.to_check]
    assert len(titles) >= 2
    assert set(titles) <= right


def test_papers_with_code_are_read_with_venue_tasks_and_links():
    facts = only([WITH_CODE])
    assert (facts.title, facts.arxiv_id, facts.date) == (
        "Fog and Echo",
        "2401.00007",
        "2024-01-02",
    )
    assert (facts.venue, facts.keywords) == ("CVPR 2024", ("Echo Detection",))
    assert (facts.url, facts.abstract) == (
        "https://arxiv.org/abs/2401.00007v2",
        "We shout; it answers.",
    )
    linked = only(
        [
            {
                "paper_url": "https://paperswithcode.com/paper/fog",
                "paper_title": "Fog and Echo",
                "paper_arxiv_id": "2401.00007",
                "paper_url_abs": "https://arxiv.org/abs/2401.00007",
                "repo_url": "https://github.com/ida/fog",
            }
        ]
    )
    assert (linked.title, linked.arxiv_id) == ("Fog and Echo", "2401.00007")
    assert linked.code_url == "https://github.com/ida/fog"


def test_zoteros_items_are_papers_and_its_attachments_are_not():
    attachment = {"itemType": "attachment", "title": "Full Text PDF"}
    for value in (
        [ZOTERO, attachment],
        {"config": {"id": "x"}, "collections": {}, "items": [ZOTERO, attachment]},
        [{"key": "A", "data": ZOTERO}, {"key": "B", "data": attachment}],
    ):
        listing = read(value)
        (facts,) = (entry.facts for entry in listing.entries)
        assert (facts.title, facts.authors) == ("Fog and echo", ("Ida Holm", "Kettle Lab"))
        assert (facts.doi, facts.venue, facts.keywords) == (
            "10.5555/fog.1",
            "Cold Letters",
            ("fog",),
        )
        assert listing.leftovers


def test_an_answer_of_dblp_is_read_without_its_full_stop_and_numbers():
    one = DBLP | {
        "authors": {"author": {"text": "K. Sand"}},
        "title": "Ropes.",
        "ee": ["https://a.b/c"],
    }
    answer = {
        "result": {"status": {"text": "OK"}, "hits": {"hit": [{"info": DBLP}, {"info": one}]}}
    }
    fog, ropes = (entry.facts for entry in read(answer).entries)
    assert (fog.title, fog.authors) == ("Fog & echo", ("Ida Holm", "Björn Qvist"))
    assert (fog.doi, fog.venue, fog.date) == ("10.5555/fog.1", "Cold Lett.", "2024")
    assert (ropes.title, ropes.authors, ropes.url) == ("Ropes", ("K. Sand",), "https://a.b/c")


def test_an_answer_of_europe_pmc_is_read():
    facts = only({"hitCount": 1, "resultList": {"result": [EUROPE_PMC]}})
    assert (facts.authors, facts.date) == (("Holm I", "Qvist B"), "2024-03-05")
    assert (facts.venue, facts.keywords) == ("Cold Letters", ("fog",))


def test_flat_records_of_anybody_are_read_by_the_names_of_their_fields():
    facts = only([FLAT])
    assert (facts.title, facts.authors) == ("Fog and echo", ("Ida Holm", "B. Qvist"))
    assert (facts.date, facts.venue, facts.arxiv_id) == ("2023-07-10", "Things", None)
    assert (facts.url, facts.keywords) == ("https://example.org/x.pdf", ("fog", "echo"))


def test_papers_by_number_and_by_day_are_lists_too():
    by_number = {"2401.00007": FLAT | {"id": None}, "2401.00008": FLAT}
    del by_number["2401.00007"]["id"]
    first, second = (entry.facts for entry in read(by_number).entries)
    assert (first.arxiv_id, second.arxiv_id) == ("2401.00007", None)
    by_day = {"2024-01-02": [FLAT, FLAT], "2024-01-03": [], "2024-01-04": [FLAT]}
    assert len(read(by_day).entries) == 3


def test_a_list_that_does_not_end_and_what_stands_behind_one_are_said():
    text = json.dumps([FLAT, FLAT])
    assert [each.code for each in read(text[:-1]).warnings] == ["cut"]
    listing = read(f"{text}\nand some words\n")
    assert [(each.line, each.text) for each in listing.leftovers] == [(2, "and some words")]


@pytest.mark.parametrize(
    "value",
    [
        [{"title": "A shop", "price": 3}],
        [{"title": "A page", "url": "https://example.org/"}],
        {"name": "package", "version": "1.0"},
        [{"title": "My day", "author": "Ida Holm", "date": "2024-01-12", "content": "It rained."}],
        [{"name": "package", "author": "Ida Holm", "sub_title": "A package"}],
    ],
)
def test_other_json_is_no_list_of_papers(value: Any):
    form = next(each for each in importers.FORMATS if each.name == "scholar-json")
    assert form.confidence(json.dumps(value)) == 0


@pytest.mark.parametrize(
    "broken", ['{"title": 1,', '{"a": "', "{", '{"title": "A", "authors": ["B"]}']
)
def test_many_lines_are_read_in_linear_time(broken: str):
    form = next(each for each in importers.FORMATS if each.name == "scholar-json")

    def seconds(lines: int) -> float:
        text = f"{broken}\n" * lines
        start = time.process_time()
        form.read(text, Hints())
        return time.process_time() - start

    assert seconds(20_000) < 8 * seconds(5_000) + 0.5
