"""YAML, `.bbl`, OAI-PMH, MODS, PubMed's texts, Google Scholar, tables without a head."""

import json

import pytest
from making_listings import PAPERS, assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Problem
from reader.model import Facts, Listing

THREE = PAPERS[:3]
PEOPLE = [("Ida Holm", "Björn Qvist"), ("Ana Perera",), ("Ken Ito", "Ulla Sand", "Bo Ek")]
IDS = ("2401.00007", "2401.00008", "2401.00009")


def family(name: str) -> str:
    return name.split()[-1]


def given(name: str) -> str:
    return " ".join(name.split()[:-1])


def texts(item: object, *, head: str = "", end: str = "") -> str:
    assert callable(item)
    made = (item(n, paper, PEOPLE[n], IDS[n]) for n, paper in enumerate(THREE))
    return head + "".join(made) + end


CSL = texts(
    lambda n, p, people, number: (
        f"- id: k{n}\n  type: article-journal\n  title: {json.dumps(p.title)}\n  author:\n"
        + "".join(f"  - family: {family(a)}\n    given: {given(a)}\n" for a in people)
        + f"  issued:\n    date-parts:\n    - - 2024\n      - 1\n  URL: https://arxiv.org/abs/{number}\n"
        f"  abstract: >-\n    {p.abstract}\n"
    ),
    head="---\nreferences:\n",
    end="...\n",
)
HAYAGRIVA = texts(
    lambda n, p, people, number: (
        f"k{n}:\n    type: article\n    title: {json.dumps(p.title)}\n"
        f"    author: {json.dumps([f'{family(a)}, {given(a)}' for a in people])}\n"
        "    date: 2024-01\n"
        f"    serial-number:\n        arxiv: {number}\n    parent:\n        title: Fog\n"
    )
)
PLAIN_BBL = texts(
    lambda n, p, people, number: (
        f"\\bibitem[Holm et~al.(2024)]{{k{n}}}\n{', '.join(people[:-1])}"
        f"{', and ' if people[1:] else ''}{people[-1]}.\n\\newblock {p.title}.\n"
        f"\\newblock \\emph{{Fog}}, 3:\\penalty0 1--20, 2024.\n"
        f"\\newblock URL \\url{{https://arxiv.org/abs/{number}}}.\n\n"
    ),
    head="\\begin{thebibliography}{10}\n\\providecommand{\\natexlab}[1]{#1}\n\n",
    end="\\end{thebibliography}\n",
)
ACM_BBL = texts(
    lambda n, p, people, number: (
        f"\\bibitem[Holm(2024)]%\n        {{k{n}}}\n\\bibfield{{author}}{{"
        + ", ".join(f"\\bibinfo{{person}}{{{a}}}" for a in people)
        + f".}} \\bibinfo{{year}}{{2024}}.\n\\newblock \\showarticletitle{{{p.title}}}.\n"
        f"\\newblock \\bibinfo{{journal}}{{\\emph{{arXiv preprint arXiv:{number}}}}} "
        "(\\bibinfo{year}{2024}).\n\n"
    ),
    head="\\begin{thebibliography}{5}\n",
    end="\\end{thebibliography}\n",
)
BIBER = texts(
    lambda n, p, people, number: (
        f"    \\entry{{k{n}}}{{article}}{{}}\n      \\name{{author}}{{{len(people)}}}{{}}{{%\n"
        + "".join(
            f"        {{{{hash=x}}{{%\n           family={{{family(a)}}},\n"
            f"           given={{{given(a)}}},\n"
            "           giveni={I\\bibinitperiod}}}%\n"
            for a in people
        )
        + f"      }}\n      \\field{{title}}{{{p.title}}}\n      \\field{{year}}{{2024}}\n"
        f"      \\verb{{eprint}}\n      \\verb {number}\n      \\endverb\n    \\endentry\n"
    ),
    head="% $ biblatex auxiliary file $\n\\begingroup\n",
    end="\\endgroup\n\\endinput\n",
)


def xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


OAI = texts(
    lambda n, p, people, number: (
        f"<record><header/><metadata><arXiv><id>{number}</id><created>2024-01-02</created><authors>"
        + "".join(
            f"<author><keyname>{family(a)}</keyname><forenames>{given(a)}</forenames></author>"
            for a in people
        )
        + f"</authors><title>{xml(p.title)}</title><abstract> {xml(p.abstract)}\n</abstract>"
        "</arXiv></metadata></record>\n"
    ),
    head='<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>\n',
    end="</ListRecords></OAI-PMH>\n",
)
MODS = texts(
    lambda n, p, people, number: (
        f"<mods:mods><mods:titleInfo><mods:title>{xml(p.title)}</mods:title></mods:titleInfo>"
        + "".join(
            f'<mods:name><mods:namePart type="family">{family(a)}</mods:namePart><mods:namePart '
            f'type="given">{given(a)}</mods:namePart></mods:name>'
            for a in people
        )
        + f"<mods:abstract>{xml(p.abstract)}</mods:abstract><mods:originInfo><mods:dateIssued>2024"
        '</mods:dateIssued></mods:originInfo><mods:name type="personal"><mods:namePart>Ed'
        "</mods:namePart><mods:role><mods:roleTerm>edt</mods:roleTerm></mods:role></mods:name>"
        f"<mods:location><mods:url>https://arxiv.org/abs/{number}</mods:url></mods:location>"
        "</mods:mods>\n"
    ),
    head='<modsCollection xmlns:mods="http://www.loc.gov/mods/v3">\n',
    end="</modsCollection>\n",
)
NEWSLETTER = texts(
    lambda n, p, people, number: (
        f"## {n + 1}. {p.title}\n\n🔥 Upvotes: {n + 3} | 📅 Date: 2024-01-02\n"
        f"🔗 [arXiv](https://arxiv.org/abs/{number}) | [PDF](https://arxiv.org/pdf/{number})\n"
        f"👥 Authors: {', '.join(people)}\n\n**Abstract:** {p.abstract}\n\n---\n\n"
    ),
    head="# 🔥 Daily Papers - 2024-01-03\n\n",
)
FILES = {
    "csl": ("references-yaml", CSL),
    "hayagriva": ("references-yaml", HAYAGRIVA),
    "bbl of bibtex": ("bibliography-tex", PLAIN_BBL),
    "bbl of the acm": ("bibliography-tex", ACM_BBL),
    "bbl of biber": ("bibliography-tex", BIBER),
    "oai": ("catalogue-xml", OAI),
    "mods": ("catalogue-xml", MODS),
    "newsletter": ("arxiv-notice", NEWSLETTER),
    "tsv": (
        "plain-table",
        texts(
            lambda n, p, people, number: (
                f"{number}\t{p.title}\t{'; '.join(people)}\t2024-01-02\t{p.abstract}\n"
            )
        ),
    ),
}
WITH_ABSTRACTS = ("csl", "oai", "mods", "newsletter", "tsv")


def read(text: str, form: str) -> list[Facts]:
    listing: Listing = importers.read(text)
    assert listing.format == form
    assert_every_line_is_claimed_once(listing)
    assert not listing.leftovers
    assert not any(entry.to_check for entry in listing.entries)
    return [entry.facts for entry in listing.entries]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_with_all_its_fields(name: str):
    found = read(FILES[name][1], FILES[name][0])
    assert [each.title for each in found] == [paper.title for paper in THREE]
    said = PEOPLE
    if name == "hayagriva":
        said = [tuple(f"{family(a)}, {given(a)}" for a in people) for people in PEOPLE]
    assert [each.authors for each in found] == said
    assert [each.arxiv_id for each in found] == list(IDS)
    assert {each.year for each in found} == {2024}
    if name in WITH_ABSTRACTS:
        assert [each.abstract for each in found] == [paper.abstract for paper in THREE]
    if name == "newsletter":
        assert [each.upvotes for each in found] == [3, 4, 5]


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_anywhere_never_mixes_papers(name: str):
    form, text = FILES[name]
    titles = {paper.title for paper in THREE}
    abstracts = {paper.abstract for paper in THREE} | {None}
    for share in range(1, 20):
        try:
            listing = importers.read(text[: len(text) * share // 20], format_name=form)
        except Problem:
            continue
        for entry in listing.entries[:-1]:
            assert entry.facts.title in titles
            assert entry.facts.abstract in abstracts


def test_aliases_in_yaml_are_refused():
    text = "- &a\n  id: x\n  type: book\n  title: Fog\n- *a\n"
    with pytest.raises(Problem, match="aliases"):
        importers.read(text, format_name="references-yaml")


def test_broken_yaml_keeps_what_was_whole_and_says_the_line():
    listing = importers.read(CSL.replace("- id: k2", "- id: [k2"), format_name="references-yaml")
    assert len(listing.entries) == 2
    assert "broken on line" in listing.leftovers[0].reason


ABSTRACTS = texts(
    lambda n, p, people, number: (
        f"{n + 1}. J Fog. 2024 Jan 6;3(1):1-20. doi: 10.5555/x{n}.\n\n{p.title}.\n\n"
        f"{', '.join(f'{family(a)} {a[0]}({m})' for m, a in enumerate(people, 1))}.\n\n"
        f"Author information:\n(1)Department of Fog.\n\n{p.abstract}\n\n© 2024. The Authors.\n\n"
        f"DOI: 10.5555/x{n}\nPMID: 4000000{n}\n\n\n"
    )
)
SUMMARY = texts(
    lambda n, p, people, number: (
        f"{n + 1}: {', '.join(f'{family(a)} {a[0]}' for a in people)}. Fog? {p.title}. J Fog."
        f" 2024\nJan 6;3(1):1-20. doi: 10.5555/x{n}. PMID: 4000000{n}.\n\n"
    )
)


def test_what_pubmed_saves_as_text_is_read():
    names = [tuple(f"{family(a)} {a[0]}" for a in people) for people in PEOPLE]
    found = read(ABSTRACTS, "pubmed-text")
    assert [each.title for each in found] == [paper.title for paper in THREE]
    assert [each.abstract for each in found] == [paper.abstract for paper in THREE]
    short = read(SUMMARY, "pubmed-text")
    assert [each.title for each in short] == [f"Fog? {paper.title}" for paper in THREE]
    for each, people in zip([*found, *short], names * 2, strict=True):
        assert (each.authors, each.venue, each.date) == (people, "J Fog", "2024-01-06")
        assert each.doi
        assert each.ids[0].startswith("pmid:4000000")


def test_an_alert_of_google_scholar_is_read_without_its_cuttings():
    text = texts(
        lambda n, p, people, number: (
            f"[PDF] {p.title}\n{', '.join(f'{a[0]} {family(a)}' for a in people)}… - "
            f"arXiv preprint arXiv:{number}, 2024\n{p.abstract[:90]}\n{p.abstract[90:150]} …\n"
            "Save   Twitter\n\n"
        ),
        head="Google Scholar\n\n",
        end="This message was sent by Google Scholar\nList alerts\nCancel alert\n",
    )
    found = read(text, "search-alert")
    assert [each.title for each in found] == [paper.title for paper in THREE]
    assert [each.authors[0] for each in found] == ["I Holm", "A Perera", "K Ito"]
    assert [each.arxiv_id for each in found] == list(IDS)
    assert {(each.abstract, each.author_count) for each in found} == {(None, None)}


def test_all_authors_on_one_line_of_ris_are_several():
    text = "TY  - JOUR\nTI  - Fog\nA1  - Holm, Ida; Qvist, Björn\nPY  - 2024\nER  -\n"
    (facts,) = read(text, "ris")
    assert facts.authors == ("Holm, Ida", "Qvist, Björn")


def test_names_that_springers_table_glues_are_parted():
    text = (
        "Item Title,Item DOI,Authors\nFog,10.5555/x,Ida HolmDonald McDonald\nRope,10.5555/y,Bo Ek\n"
    )
    assert [each.authors for each in read(text, "table")] == [
        ("Ida Holm", "Donald McDonald"),
        ("Bo Ek",),
    ]
