"""Pages of proceedings, indexes and searches as they are copied, dumped or converted."""

import gc
import random
import re
import time

import pytest
from making_copies import SHAPES
from making_listings import PAPERS, assert_every_line_is_claimed_once
from mutations import DAMAGES, shifted

from reader import importers
from reader.importers.sites import copied_pages
from reader.model import Entry, Listing

People = tuple[tuple[str, ...], ...]
FOUR = PAPERS[:4]
PEOPLE: People = (
    ("Ida Holm", "Björn Qvist"),
    ("Ana Perera",),
    ("Ken Ito", "Ulla van der Sand", "Jo M. Fox"),
    ("P. O'Neill", "Inés Ruiz"),
)
FAMILY_FIRST: People = (
    ("Holm I", "Qvist B"),
    ("Perera A",),
    ("Ito K", "van der Sand U", "Fox JM"),
    ("O'Neill P", "Ruiz I"),
)
INITIALS: People = (
    ("I Holm", "B Qvist"),
    ("A Perera",),
    ("K Ito", "U Sand", "JM Fox"),
    ("P O'Neill", "I Ruiz"),
)
SHORT = 3  # damages of each kind for every page


def page(head: str, item: str, *, person: str, between: str, people: People = PEOPLE) -> str:
    """A page of four papers. `<<words|address>>` stands for a link."""
    text = head
    for place, (paper, names) in enumerate(zip(FOUR, people, strict=True), start=1):
        said = between.join(person.format(name=name, id=name[0]) for name in names)
        stop = "" if paper.title.endswith("?") else "."
        text += item.format(
            title=paper.title, people=said, abstract=paper.abstract, place=place, stop=stop
        )
    return text


ACL_HEAD = (
    "ACL Anthology\n\n<<Proceedings of the 3rd Meeting on Fog|https://aclanthology.org/f.pdf>>\n\n"
    "Ida Moor, Ken Ito (Editors)\n\nAnthology ID:\n2024.fog-long\nMonth:\nAugust\nYear:\n2024\n"
    "Address:\nOslo, Norway\nVenue:\nFOG\n\n"
    "<<pdf|https://aclanthology.org/2024.fog-long.0.pdf>> <<bib|https://aclanthology.org/0.bib>>\n"
    "<<Proceedings of the 3rd Meeting on Fog|https://aclanthology.org/2024.fog-long.0/>>\n"
    "<<Ida Moor|https://aclanthology.org/people/i>> | <<K. Ito|https://aclanthology.org/people/k>>"
    "\n\n"
)
ACL_ITEM = (
    "<<pdf|https://aclanthology.org/2024.fog-long.{place}.pdf>> <<bib|https://aclanthology.org/b>>"
    " <<abs|https://aclanthology.org/a>>%s<<{title}|https://aclanthology.org/2024.fog-long.{place}/>>"
    "\n{people}\n\n"
)
ACL_PERSON = "<<{name}|https://aclanthology.org/people/{id}>>"
OPENREVIEW_HEAD = "OpenReview.net\n\nLogin\n\nFOG 2024 Conference\n\nAccept (oral)\n\n"
OPENREVIEW_ITEM = (
    "<<{title}|https://openreview.net/forum?id=aBcD{place}x>>\n%s{people}\nPublished: 16 Jan 2024, "
    "Last Modified: 11 Mar 2024FOG 2024 oralReaders: Everyone\n"
)
OPENREVIEW_FIELDS = "Hide details\nKeywords: fog, rope\nTL;DR: We look.\nAbstract: {abstract}\n\n"
OPENREVIEW_PERSON = "<<{name}|https://openreview.net/profile?id=~{id}>>"
DBLP_MENU = (
    "  view\n    electronic edition via DOI\n  export record\n    BibTeX\n    RIS\n    dblp key:\n"
    "      conf/fog/Holm24\n  persistent URL:\n    https://dblp.org/rec/conf/fog/Holm24\n\n"
)
DBLP_ITEM = (
    "[c{place}]\n%s{people}:\n{title}{stop} <<FOG|https://dblp.org/db/conf/fog>> 2024: 1-12\n\n"
)
DBLP_PERSON = "<<{name}|https://dblp.org/pid/{id}>>"
SCHOLAR_ITEM = (
    "<<{title}|https://www.semanticscholar.org/paper/x/{place}>>\n{people}\nComputer Science\n"
    "FogConf\n{place} June 2023\nTLDR\nThis work says a lot about fog. Expand\n12\nPDF\nSave\n"
    "Alert\nCite\n\n"
)
NEURIPS_HEAD = (
    "NeurIPS Proceedings\n\nAdvances in Neural Information Processing Systems 36 (NeurIPS 2023)\n\n"
    "Edited by: I. Moor\n\n"
)
NEURIPS_LINK = "<<{title}|https://proceedings.neurips.cc/paper_files/paper/{place}.html>>"
CVF_ITEM = (
    "\n<<{title}|https://openaccess.thecvf.com/content/F23/{place}.html>>\n{people}\n"
    "[<<pdf|https://openaccess.thecvf.com/{place}.pdf>>] [<<supp|https://openaccess.thecvf.com/s>>]\n"
    "[<<bibtex|https://openaccess.thecvf.com/#>>]\n"
)
PAGES = {
    "acl": page(ACL_HEAD, ACL_ITEM % "\n", person=ACL_PERSON, between=" | "),
    "acl with abstracts": page(
        ACL_HEAD, ACL_ITEM % "\n" + "{abstract}\n\n", person=ACL_PERSON, between=" | "
    ),
    "acl on one line": page(
        ACL_HEAD, ACL_ITEM % " " + "{abstract}\n\n", person=ACL_PERSON, between=" | "
    ),
    "pmlr": page(
        "[edit]\n\nVolume 71: Conference on Fog, 3-5 July 2023, Oslo, Norway\n\n[bib][citeproc]\n\n"
        "Editors: Ida Moor, Ken Ito\n\nContributed Papers\n\n",
        "{title}\n\n{people}; Proceedings of the 3rd Conference on Fog, PMLR 71:{place}-99\n\n"
        "[<<abs|https://proceedings.mlr.press/v71/x{place}.html>>]"
        "[<<Download PDF|https://proceedings.mlr.press/v71/x{place}.pdf>>]\n\n",
        person="{name}",
        between=", ",
    ),
    "neurips": page(NEURIPS_HEAD, f"* {NEURIPS_LINK}\n{{people}}\n", person="{name}", between=", "),
    "neurips on one line": page(
        NEURIPS_HEAD, f"* {NEURIPS_LINK} {{people}}\n", person="{name}", between=", "
    ),
    "cvf": page(
        "FOGR 2023 open access\n\nThese FOGR 2023 papers are the Open Access versions, provided by "
        "the Foundation.\nBack\n\n",
        CVF_ITEM,
        person="<<{name}|https://openaccess.thecvf.com/#>>",
        between=", ",
    ),
    "cvf with BibTeX": page(
        "FOGR 2023 open access\n\nBack\n\n",
        CVF_ITEM + "@InProceedings{{x,\n author = {{A and B}},\n title = {{{title}}},\n"
        " booktitle = {{Proceedings of FOGR}},\n month = {{June}},\n year = {{2023}}\n}}\n",
        person="<<{name}|https://openaccess.thecvf.com/#>>",
        between=", ",
    ),
    "openreview": page(
        OPENREVIEW_HEAD,
        OPENREVIEW_ITEM % "\n" + OPENREVIEW_FIELDS,
        person=OPENREVIEW_PERSON,
        between=", ",
    ),
    "openreview, closer": page(
        OPENREVIEW_HEAD,
        OPENREVIEW_ITEM % "" + OPENREVIEW_FIELDS,
        person=OPENREVIEW_PERSON,
        between=", ",
    ),
    "openreview, folded": page(
        OPENREVIEW_HEAD,
        OPENREVIEW_ITEM % "\n" + "Show details\n\n",
        person=OPENREVIEW_PERSON,
        between=", ",
    ),
    "dblp": page("dblp: Fog\n\n2024\n\n", DBLP_ITEM % "", person=DBLP_PERSON, between=", "),
    "dblp with menus": page(
        "dblp: Fog\n\n2024\n\n", DBLP_ITEM % DBLP_MENU, person=DBLP_PERSON, between=", "
    ),
    "semantic scholar": page(
        "About 1,200 results for “fog”\n\nFields of Study\nDate Range\nSort by Relevance\n\n",
        SCHOLAR_ITEM,
        person="<<{name}|https://www.semanticscholar.org/author/{id}>>",
        between=", ",
    ),
    "google scholar": page(
        "Google Scholar\n\nArticles\n\nAbout 1,200 results (0.05 sec)\n\n",
        "<<{title}|https://arxiv.org/abs/2401.0000{place}>>\n\n{people} - arXiv preprint "
        "arXiv:2401.0000{place}, 2024 - arxiv.org\n\n… fog is wet and ropes hum in it, as …\n\n"
        "<<Save|https://x.org/s>> <<Cite|https://x.org/c>> <<Cited by 12|https://x.org/b>> "
        "<<Related articles|https://x.org/r>>\n\n",
        person="<<{name}|https://scholar.google.com/citations?user={id}>>",
        between=", ",
        people=INITIALS,
    ),
    "pubmed": page(
        "1,204 results\nPage\nof 121\nSort by: Best match\n\n",
        "{place}\nCite\nShare\n<<{title}{stop}|https://pubmed.ncbi.nlm.nih.gov/3800000{place}/>>\n"
        "{people}.\nJ Fog. 2024 Jan 6;12(3):1-9. doi: 10.5555/fog.{place}. Epub 2023 Dec 1.\n"
        "PMID: 3800000{place} Free PMC article. Review.\nFog is wet, and … ropes hum.\n",
        person="{name}",
        between=", ",
        people=FAMILY_FIRST,
    ),
}
MADE = {
    f"{name}, {shape}": make(text) for name, text in PAGES.items() for shape, make in SHAPES.items()
}
"""What fuzzing begins with, too."""
SAID = {
    "acl": ("Proceedings of the 3rd Meeting on Fog", "2024-08"),
    "pmlr": ("Proceedings of the 3rd Conference on Fog", "2023-07"),
    "neurips": ("Advances in Neural Information Processing Systems 36", "2023"),
    "cvf": ("FOGR 2023", "2023"),
    "cvf with BibTeX": ("Proceedings of FOGR", "2023-06"),
    "openreview": ("FOG 2024 oral", "2024-01-16"),
    "dblp": ("FOG", "2024"),
    "semantic scholar": ("FogConf", "2023-06-01"),
    "google scholar": ("arXiv preprint arXiv:2401.00001", "2024"),
    "pubmed": ("J Fog", "2024-01-06"),
}
WORDS_BEHIND = re.compile(r",? (?:with|on|closer|folded).*")
WITH_ABSTRACTS = ("acl with abstracts", "acl on one line", "openreview", "openreview, closer")


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format in ("copied-page", "search-alert")
    assert_every_line_is_claimed_once(listing)
    return listing


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", PAGES)
def test_every_shape_of_a_page_gives_the_same_papers(name: str, shape: str) -> None:
    listing = read(MADE[f"{name}, {shape}"])
    found = [entry.facts for entry in listing.entries]
    people = {"pubmed": FAMILY_FIRST, "google scholar": INITIALS}.get(name, PEOPLE)
    assert [each.title for each in found] == [paper.title for paper in FOUR]
    assert [each.authors for each in found] == list(people)
    assert [each.author_count for each in found] == [len(names) for names in people]
    if name in WITH_ABSTRACTS:
        assert [each.abstract for each in found] == [paper.abstract for paper in FOUR]
    else:
        assert {each.abstract for each in found} == {None}
    venue, date = SAID.get(name) or SAID[WORDS_BEHIND.sub("", name)]
    assert (found[0].venue, found[0].date) == (venue, date)
    assert {each.reason for each in listing.leftovers} <= {
        "This is the volume itself, not one of its papers."
    }


@pytest.mark.parametrize("shape", ["markdown", "numbered"])
@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_the_papers(name: str, shape: str) -> None:
    urls = [entry.facts.url for entry in read(MADE[f"{name}, {shape}"]).entries]
    assert len(set(urls)) == (1 if name.startswith("dblp") else len(FOUR))
    if not name.startswith("dblp"):
        assert all(url and url.startswith("https://") for url in urls)


def test_identifiers_are_kept() -> None:
    reviewed = read(MADE["openreview, markdown"]).entries[0].facts
    assert (reviewed.ids, reviewed.keywords) == (("openreview:aBcD1x",), ("fog", "rope"))
    indexed = read(MADE["pubmed, copied"]).entries[0].facts
    assert (indexed.ids, indexed.doi) == (("pmid:38000001",), "10.5555/fog.1")
    text = MADE["dblp, copied"].replace("FOG 2024: 1-12", "CoRR abs/2401.00007 (2024)")
    assert read(text).entries[0].facts.arxiv_id == "2401.00007"


def test_where_the_page_of_a_volume_says_no_year_the_addresses_of_its_papers_do() -> None:
    text = MADE["acl, markdown"].replace("2024.fog", "2024.naacl")
    assert "Year:\n2024\n" in text
    found = read(text.replace("Month:\nAugust\nYear:\n2024\n", "")).entries
    assert {(each.facts.date, each.facts.date_as_shown) for each in found} == {("2024", "2024")}


def codes(entry: Entry) -> set[str]:
    return {each.code for each in entry.warnings}


def test_title_and_people_on_one_line_without_links_are_said_to_be_a_guess() -> None:
    found = read(MADE["neurips on one line, copied"]).entries
    assert all("people-guessed" in codes(entry) for entry in found)
    assert not any(entry.to_check for entry in read(MADE["neurips on one line, markdown"]).entries)


def test_people_that_a_page_cuts_short_are_said() -> None:
    text = MADE["semantic scholar, copied"].replace(
        "Ida Holm, Björn Qvist", "I. Holm, +7 authors, B. Qvist"
    )
    entry = read(text).entries[0]
    assert (entry.facts.authors, entry.facts.author_count) == (("I. Holm", "B. Qvist"), None)
    assert "authors-shortened" in codes(entry)


def test_a_title_that_begins_with_words_of_the_page_is_a_title() -> None:
    for title in ("Search for Fog", "About Fog and Its Ropes", "View on Fog", "Volume of Fog"):
        for name in ("pubmed", "openreview, folded", "cvf", "pmlr", "semantic scholar"):
            text = MADE[f"{name}, copied"].replace(FOUR[1].title, title)
            assert read(text).entries[1].facts.title == title, name


def test_the_volume_is_no_paper() -> None:
    listing = read(MADE["acl, copied"])
    assert [each.text for each in listing.leftovers][1] == "Proceedings of the 3rd Meeting on Fog"


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize("name", MADE)
def test_damage_is_right_or_flagged(name: str, kind: str) -> None:
    text = MADE[name]
    for number in range(SHORT):
        rng = random.Random(f"{name} {kind} {number}")
        assert shifted(text, DAMAGES[kind](rng, text)) == [], number


@pytest.mark.parametrize(
    ("head", "row", "foot"),
    [
        ("dblp\n", "Ida H{},\n", ""),
        ("NeurIPS Proceedings\n* A b\n", "Word w{}\n", ""),
        ("pdf bib\n", "Word w{}\n", ""),
        ("", "Word w{}\n", "[pdf]\n[bibtex]\n"),
        ("", "Word w{}\n", "Readers: Everyone\n"),
        ("", "Word w{}\n", "A B; P, PMLR 1:1-2\n[abs]\n"),
        ("", "Word w{}\n", "Computer Science\n2023\nSave\n"),
        ("1\nCite\n", "Word w{}\n", "J Fog. 2024;\nPMID: 1\n"),
    ],
    ids=["dblp", "neurips", "acl", "cvf", "openreview", "pmlr", "scholar", "pubmed"],
)
def test_a_bomb_is_read_in_linear_time(head: str, row: str, foot: str) -> None:
    def seconds(count: int) -> float:
        rows = "".join(
            row.format("".join(chr(97 + int(each)) for each in str(n))) for n in range(count)
        )
        start = time.process_time()
        copied_pages.read(f"{head}{rows}{foot}", importers.Hints())
        return time.process_time() - start

    gc.disable()
    try:
        assert min(seconds(4000) for _ in range(3)) < 12 * max(seconds(1000), 0.01)
    finally:
        gc.enable()
