"""Lists of identifiers and links alone, bookmarks of browsers, and lists of feeds."""

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Problem

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1700000000">Papers</H3>
    <DL><p>
        <DT><A HREF="https://arxiv.org/abs/2401.00007v2" ID="1">[2401.00007] Fog &amp; Echo</A>
        <DD>my remark
        <DT><A HREF="https://huggingface.co/papers/2402.00001">Paper page - Kites at Night</A>
        <DT><A HREF="https://openreview.net/forum?id=a">Ropes of Sand | OpenReview</A>
        <DT><A HREF="https://arxiv.org/pdf/2403.00001">https://arxiv.org/pdf/2403.00001</A>
        <DT><A HREF="https://news.example.org/">News</A>
    </DL><p>
</DL><p>
"""


@pytest.mark.parametrize(
    ("line", "title", "arxiv_id", "doi"),
    [
        ("2401.00007", "arXiv:2401.00007", "2401.00007", None),
        ("arXiv:2401.00008v2", "arXiv:2401.00008", "2401.00008", None),
        ("hep-th/9901001", "arXiv:hep-th/9901001", "hep-th/9901001", None),
        ("- https://arxiv.org/pdf/2401.00009v1.pdf", "arXiv:2401.00009", "2401.00009", None),
        ("3. <https://huggingface.co/papers/2401.00010>", "arXiv:2401.00010", "2401.00010", None),
        ("10.5555/FOG.1", "doi:10.5555/fog.1", None, "10.5555/fog.1"),
        ("doi: https://doi.org/10.5555/fog.2", "doi:10.5555/fog.2", None, "10.5555/fog.2"),
        ("https://openreview.net/forum?id=a", "https://openreview.net/forum?id=a", None, None),
    ],
)
def test_a_line_that_is_an_identifier_is_a_paper_without_its_title(
    line: str, title: str, arxiv_id: str | None, doi: str | None
):
    listing = importers.read(f"# To read\n{line}\n2312.00001\nhttps://shop.example.org/a\n")
    assert listing.format == "identifiers"
    assert_every_line_is_claimed_once(listing)
    entry = listing.entries[0]
    assert (entry.facts.title, entry.facts.arxiv_id, entry.facts.doi) == (title, arxiv_id, doi)
    assert [each.code for each in entry.warnings if each.check] == ["no-title"]
    assert [each.line for each in listing.leftovers] == [4]


def test_one_link_that_was_dropped_is_a_list_of_one():
    (entry,) = importers.read("https://arxiv.org/abs/2401.00007").entries
    assert entry.facts.arxiv_id == "2401.00007"


@pytest.mark.parametrize(
    "text", ["1999.12345\n2013.00001\n", "3.1415\n", "https://example.org/a\n"]
)
def test_other_numbers_and_links_are_no_papers(text: str):
    with pytest.raises(Problem):
        importers.read(text)


def test_bookmarks_that_lead_to_papers_are_read_without_the_words_of_their_sites():
    listing = importers.read(BOOKMARKS)
    assert listing.format == "bookmarks"
    assert_every_line_is_claimed_once(listing)
    assert [(e.facts.title, e.facts.arxiv_id, e.first_line) for e in listing.entries] == [
        ("Fog & Echo", "2401.00007", 9),
        ("Kites at Night", "2402.00001", 11),
        ("Ropes of Sand", None, 12),
        ("arXiv:2403.00001", "2403.00001", 13),
    ]
    assert [e.to_check for e in listing.entries] == [False, False, False, True]
    assert [each.line for each in listing.leftovers] == [10, 14]
    assert all(each.reason for each in listing.leftovers)


def test_a_list_of_feeds_is_refused_for_what_it_is():
    text = (
        '<?xml version="1.0"?>\n<opml version="1.0"><body>\n<outline text="a"/>\n</body></opml>\n'
    )
    with pytest.raises(Problem, match="list of feeds"):
        importers.read(text)


TITLES = ("Foggy Harbours: Boats by Echo", "Ropes of Sand", "Can Kites Learn at Night?")


@pytest.mark.parametrize(
    ("shape", "form"),
    [
        ("{title}\nhttps://arxiv.org/abs/{number}\n", "titled-links"),
        ("{title} - https://arxiv.org/abs/{number}", "titled-links"),
        ("- {title}: https://arxiv.org/abs/{number}", "titled-links"),
        ("{title} (https://arxiv.org/pdf/{number}v1)", "titled-links"),
        ("[{title}](https://arxiv.org/abs/{number})", "paper-links"),
        ("- [ ] [{title}](https://arxiv.org/abs/{number})", "paper-links"),
        ("- [x] [{title}](https://huggingface.co/papers/{number}) (▲ 7)", "paper-links"),
    ],
)
def test_titles_with_the_links_of_their_papers(shape: str, form: str):
    lines = [
        shape.format(title=title, number=f"2401.0000{place}") for place, title in enumerate(TITLES)
    ]
    listing = importers.read("# To read\n\n" + "\n".join(lines))
    assert listing.format == form
    assert_every_line_is_claimed_once(listing)
    assert not listing.leftovers
    found = [entry.facts for entry in listing.entries]
    assert tuple(each.title for each in found) == TITLES
    assert [each.arxiv_id for each in found] == ["2401.00000", "2401.00001", "2401.00002"]
    assert {each.upvotes for each in found} == ({7} if "▲" in shape else {None})
    assert not any(each.date or each.date_as_shown for each in found)


def test_what_no_link_follows_is_left():
    pair = "{}\nhttps://arxiv.org/abs/2401.0000{}\n\n"
    text = pair.format(TITLES[0], 1) + pair.format(TITLES[1], 2) + "Bye for now\n"
    listing = importers.read(text)
    assert len(listing.entries) == 2
    assert [each.line for each in listing.leftovers] == [7]
