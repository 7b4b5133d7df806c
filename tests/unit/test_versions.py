"""A preprint and its published version are one work: one is shown, both are named and linked."""

import pytest
from making import facts

from reader.export.references.bibtex import write_bibtex
from reader.export.references.reference import address_of, day_of
from reader.gui.views.reading.details import details_of
from reader.library import Library
from reader.model import Dump, Entry, ExportOptions, Facts, Listing, Paper
from reader.model.versions import is_preprint_venue, versions_of

PREPRINT = {
    "arxiv_id": "2301.00001",
    "doi": "10.48550/arxiv.2301.00001",
    "venue": "arXiv preprint arXiv:2301.00001",
    "date": "2023-01-02",
    "year": 2023,
    "url": "https://arxiv.org/abs/2301.00001",
}
PUBLISHED = {"doi": "10.5555/fog.1", "venue": "Journal of Fog", "date": "2024", "year": 2024}
BIORXIV = {"doi": "10.1101/2023.01.02.000001", "venue": "bioRxiv", "date": "2023-01", "year": 2023}


def brought(library: Library, *said: dict[str, object]) -> Paper:
    for place, each in enumerate(said):
        listing = Listing("lines", 1, (Entry(facts(1, **each), 1, 1),))
        library.add([library.plan_listing(Dump(f"{place}.txt", str(place)), listing)])
    (paper_id,) = library.find().ids
    return library.paper(paper_id)


@pytest.mark.parametrize("order", [(PREPRINT, PUBLISHED), (PUBLISHED, PREPRINT)])
def test_whichever_comes_first_both_are_named_and_the_published_one_is_cited(
    library: Library, order: tuple[dict[str, object], ...]
) -> None:
    paper = brought(library, *order)
    published, preprint = versions_of(paper.facts)
    assert (published.name, published.link) == ("Journal of Fog 2024", "doi:10.5555/fog.1")
    assert (preprint.name, preprint.link) == ("arXiv 2301.00001", "arXiv:2301.00001")
    lines = [line for line in details_of(paper) if line[1].startswith(("Published", "Preprint"))]
    assert lines == [
        ("Versions", "Published in Journal of Fog 2024", "doi:10.5555/fog.1"),
        ("", "Preprint arXiv 2301.00001", "arXiv:2301.00001"),
    ]
    assert (day_of(paper.facts).year, address_of(paper.facts)) == (
        2024,
        "https://doi.org/10.5555/fog.1",
    )
    entry = write_bibtex([paper], {paper.id: "k"}, ExportOptions())
    assert entry.startswith("@article{k,")
    for words in ("{Journal of Fog}", "{2024}", "{10.5555/fog.1}", "{2301.00001}"):
        assert words in entry
    assert "2023" not in entry.replace("2301", "")


def test_a_preprint_of_another_server_is_known_by_its_doi(library: Library) -> None:
    paper = brought(library, BIORXIV, PUBLISHED)
    assert [(each.kind, each.link) for each in versions_of(paper.facts)] == [
        ("published", "doi:10.5555/fog.1"),
        ("preprint", "doi:10.1101/2023.01.02.000001"),
    ]


def test_merged_by_hand_both_versions_are_one_work_and_split_again_they_are_two(
    library: Library,
) -> None:
    entries = (Entry(facts(1, **PREPRINT), 1, 1), Entry(facts(2, **PUBLISHED), 2, 2))
    library.add([library.plan_listing(Dump("a.txt", "x"), Listing("lines", 2, entries))])
    one, other = sorted(library.find().ids)
    before = [library.paper(each).facts for each in (one, other)]
    library.merge([(one, other)])
    assert len(versions_of(library.paper(one).facts)) == 2
    library.unmerge(one)
    assert [library.paper(each).facts for each in (one, other)] == before


@pytest.mark.parametrize("said", [PREPRINT, PUBLISHED, {}])
def test_a_work_of_one_version_has_no_lines_about_versions(said: dict[str, object]) -> None:
    assert versions_of(facts(1, **said)) == ()


def test_a_published_venue_never_gives_way_to_a_server(library: Library) -> None:
    assert brought(library, PUBLISHED, PREPRINT).facts.venue == "Journal of Fog"
    assert [is_preprint_venue(each) for each in ("CoRR", "arXiv.org", "Correlations", None)] == [
        True,
        True,
        False,
        False,
    ]
    assert versions_of(Facts("x", venue="ICLR 2024", arxiv_id="2301.00001"))[0].link == ""
