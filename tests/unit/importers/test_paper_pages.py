"""Saved pages of arXiv, proceedings and search engines, also inside of web archives and mails."""

from email.message import EmailMessage

import pytest
from making_listings import PAPERS

from reader import importers
from reader.errors import Problem
from reader.importers.text.decoding import decode
from reader.model import Facts, Listing

FOUR = PAPERS[:4]
PEOPLE = [("Ida Holm", "Björn Qvist"), ("Ana Perera",), ("Ken Ito", "Ulla Sand"), ("P. O'Neill",)]
IDS = [f"2401.0000{number}" for number in range(4)]
SITES = {
    "arxiv list": (
        "<html><body><h3>Showing new listings for Tuesday, 2 January 2024</h3><dl id='articles'>",
        "<dt><a name='item1'>[1]</a>\n<a href ='/abs/{id}' title='Abstract'>arXiv:{id}</a> [<a "
        "href='/pdf/{id}'>pdf</a>]</dt>\n<dd><div class='meta'><div class='list-title mathjax'>"
        "<span class='descriptor'>Title:</span>\n  {title}\n</div><div class='list-authors'>"
        "{people}</div><div class='list-subjects'>Subjects: x</div>\n"
        "<p class='mathjax'>{abstract}</p></div></dd>\n",
        "<a href='/a/{name}'>{name}</a>, ",
    ),
    "arxiv search": (
        "<!DOCTYPE html><html><body><ol>",
        '<li class="arxiv-result"><p class="list-title"><a href="https://arxiv.org/abs/{id}">'
        'arXiv:{id}</a></p><p class="title is-5">{title}</p><p class="authors">Authors: {people}'
        '</p><p class="abstract"><span class="abstract-short">…beginning… <a>▽ More</a></span>\n'
        '<span class="abstract-full" style="display: none;">{abstract} <a>△ Less</a></span></p>'
        '<p class="is-size-7"><span>Submitted</span> 6 January, 2024; originally announced '
        "February 2024.</p></li>",
        "<a>{name}</a>,\n",
    ),
    "acl": (
        '<html><body><p class="d-sm-flex align-items-stretch"><span><strong><a href="/2024.fog.0/">'
        "Proceedings of Fog</a></strong></span></p>",
        '<p class="d-sm-flex align-items-stretch"><span><a href="https://aclanthology.org/x.pdf">'
        'pdf</a></span><span><strong><a href="/2024.fog.7/">{title}</a></strong><br>{people}'
        '</span></p><div class="collapse"><div class="card-body">{abstract}</div></div>',
        '<a href="/people/x/">{name}</a> | ',
    ),
    "openreview": (
        "<html><body><ul>",
        '<li><div class="note"><h4><a href="/forum?id=aB{place}">{title}</a><a href="/pdf">x</a>'
        '</h4><div class="note-authors">{people}</div><ul class="note-meta-info"><li>Published: 22 '
        'Jan 2024</li></ul><strong class="note-content-field">Keywords:</strong> <span '
        'class="note-content-value">fog, rope</span><strong class="note-content-field">Abstract:'
        '</strong><span class="note-content-value">{abstract}</span></div></li>',
        "<a>{name}</a>, ",
    ),
    "dblp": (
        '<html><body><ul class="publ-list">',
        '<li class="entry"><nav><a href="https://doi.org/10.48550/arXiv.{id}">x</a></nav><cite>'
        '{people}<span class="title">{title}.</span> <a itemprop="isPartOf"><b itemprop="name">'
        'CoRR</b></a> (<b itemprop="datePublished">2024</b>)</cite></li>',
        '<span itemprop="author"><span itemprop="name">{name} 0001</span></span>, ',
    ),
}
NO_ABSTRACT = {
    "pmlr": (
        "<html><head><title>Fog | PMLR</title></head><body>",
        '<div class="paper"><p class="title">{title}</p><p><span class="authors">{people}</span>;'
        '<span class="info"><i>Proceedings of Fog</i>, PMLR 1:2-3</span></p><p class="links">[<a '
        'href="https://proceedings.mlr.press/v1/x.html">abs</a>]</p></div>',
        "{name}, ",
    ),
    "neurips": (
        "<html><body><ul>",
        '<li><a title="paper title" href="/paper_files/x.html">{title}</a> <i>{people}</i></li>',
        "{name}, ",
    ),
    "semantic scholar": (
        "<html><body>",
        '<div class="cl-paper-row x"><a href="/paper/x/{id}"><h2 class="cl-paper-title">{title}'
        '</h2></a><span>{people}</span><ul class="paper-meta"><li>6 January 2024</li></ul>'
        "<div>TLDR A summary that a program wrote.</div></div>",
        '<a class="author">{name}</a>, ',
    ),
}


def page(shape: tuple[str, str, str], ends: str = "") -> str:
    head, item, name = shape
    text = head
    for place, (paper, people) in enumerate(zip(FOUR, PEOPLE, strict=True)):
        said = "".join(name.format(name=each) for each in people).rstrip(", |\n")
        title, abstract = (each.replace("<", "&lt;") for each in (paper.title, paper.abstract))
        parts = {"id": IDS[place], "place": place, "title": title, "abstract": abstract}
        text += item.format(people=said, **parts) + ends
    return f"{text}</body></html>\n"


PAGES = [page(shape, "\n") for shape in (*SITES.values(), *NO_ABSTRACT.values())]
"""What fuzzing begins with."""


def read(text: str) -> list[Facts]:
    listing: Listing = importers.read(text)
    assert listing.format == "paper-pages"
    assert_every_line_is_claimed_once_or_shared(listing)
    found = [entry.facts for entry in listing.entries]
    assert [each.title for each in found] == [paper.title for paper in FOUR]
    assert [each.authors for each in found] == PEOPLE
    assert [each.author_count for each in found] == [len(people) for people in PEOPLE]
    assert all(each.url and each.url.startswith("https://") for each in found)
    return found


def assert_every_line_is_claimed_once_or_shared(listing: Listing) -> None:
    claimed = {each.line for each in listing.leftovers}
    for part in (*listing.entries, *listing.furniture):
        claimed.update(range(part.first_line, part.last_line + 1))
    assert claimed == set(range(1, listing.lines + 1))


@pytest.mark.parametrize("ends", ["", "\n\n"])
@pytest.mark.parametrize("site", SITES)
def test_a_page_gives_titles_people_abstracts_and_links(site: str, ends: str):
    found = read(page(SITES[site], ends))
    if site != "dblp":
        assert [each.abstract for each in found] == [paper.abstract for paper in FOUR]
    if "arxiv" in site or site == "dblp":
        assert [each.arxiv_id for each in found] == IDS
    if site == "openreview":
        assert (found[0].keywords, found[0].date) == (("fog", "rope"), "2024-01-22")
    if site == "arxiv search":
        assert {each.date for each in found} == {"2024-01-06"}
    if site == "arxiv list":
        assert importers.read(page(SITES[site])).captured == "2024-01-02"


@pytest.mark.parametrize("site", NO_ABSTRACT)
def test_a_page_without_abstracts_borrows_none(site: str):
    assert {each.abstract for each in read(page(NO_ABSTRACT[site]))} == {None}


def test_names_that_a_search_engine_cuts_short_are_said():
    text = (
        '<html><body><div class="gs_ri"><h3 class="gs_rt"><span class="gs_ctc">[PDF]</span> <a '
        'href="https://arxiv.org/abs/2401.00007">A fog that answers</a></h3><div class="gs_a">'
        "I Holm, B Qvist…&nbsp;- arXiv preprint, 2024 - arxiv.org</div></div></body></html>"
    )
    (entry,) = importers.read(text).entries
    assert (entry.facts.authors, entry.facts.author_count) == (("I Holm", "B Qvist"), None)
    assert (entry.facts.title, entry.facts.year) == ("A fog that answers", 2024)
    assert "authors-shortened" in {each.code for each in entry.warnings}


def test_a_drawn_formula_is_read_as_its_source():
    drawn = '<span class="MathJax">O(n)</span><script type="math/tex">O(n)</script>'
    text = page(SITES["arxiv list"]).replace(FOUR[0].title, f"Fog in {drawn} steps")
    assert importers.read(text).entries[0].facts.title == "Fog in $O(n)$ steps"


def test_the_source_of_an_unknown_page_is_never_read_as_lines_of_text():
    rows = "".join(f"<p>{paper.title}</p>\n<p>{paper.abstract}</p>\n" for paper in PAPERS)
    with pytest.raises(Problem, match="source of a web page"):
        importers.read(f"<!DOCTYPE html>\n<html><body>\n{rows}</body></html>")


def archive(text: str, *, kind: str, cte: str) -> bytes:
    mail = EmailMessage()
    mail["Date"] = "Tue, 2 Jan 2024 09:00:00 +0000"
    mail["From"] = "<Saved by a browser>"
    mail.set_content("See the page." if kind == "alternative" else "x")
    if kind == "related":
        mail.clear_content()
        mail.make_related()
        part = EmailMessage()
        part.set_content(text, subtype="html", cte=cte)
        mail.attach(part)
        style = EmailMessage()
        style.set_content(".a {color: red}", subtype="css")
        mail.attach(style)
    else:
        mail.add_alternative(text, subtype="html", cte=cte)
    return mail.as_bytes()


@pytest.mark.parametrize("cte", ["quoted-printable", "base64"])
@pytest.mark.parametrize("kind", ["related", "alternative"])
def test_the_page_in_a_web_archive_or_a_mail_is_read_as_itself(kind: str, cte: str):
    data = archive(page(SITES["arxiv search"]), kind=kind, cte=cte)
    for ends in (b"\n", b"\r\n"):
        text, _, notes = decode(data.replace(b"\r\n", b"\n").replace(b"\n", ends))
        assert "taken out of its parts" in notes[-1]
        assert [each.abstract for each in read(text)] == [paper.abstract for paper in FOUR]
        assert importers.read(text).captured == "2024-01-02"


def test_a_mail_that_is_plain_text_stays_as_it_is():
    data = b"MIME-Version: 1.0\nContent-Type: text/plain\nSubject: x\n\nwords\n"
    assert decode(data)[0] == data.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"multipart/related; boundary=x\n\nnothing",
        b"multipart/related\n\n--x\n",
        b"text/html; charset=nonsense\nContent-Transfer-Encoding: base64\n\n!!!",
        b"multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 900,
    ],
)
def test_a_damaged_mail_is_told(body: bytes):
    with pytest.raises(Problem):
        importers.read(decode(b"MIME-Version: 1.0\nContent-Type: " + body)[0])
