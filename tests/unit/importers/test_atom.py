"""Atom and the door for XML: feeds as they are saved, broken ones, and those that attack."""

import contextlib

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Problem
from reader.importers.text.xml_door import Broken, Element, elements
from reader.model import Listing

FEED = """<?xml version="1.0" encoding="ISO-8859-1"?>
<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <a:title>ArXiv Query: search_query=all:fog</a:title>
  <a:updated>2024-01-05T00:00:00-05:00</a:updated>
  <a:entry>
    <a:id>http://arxiv.org/abs/2401.00007v2</a:id>
    <a:published>2023-12-30T08:00:00Z</a:published>
    <a:title>A fog that
  answers &amp; asks</a:title>
    <a:summary>  We shout into fog.
It answers.
</a:summary>
    <a:author><a:name>Ida Holm</a:name><arxiv:affiliation>Bay Station</arxiv:affiliation></a:author>
    <a:author><a:name>Bj&#246;rn Qvist</a:name></a:author>
    <arxiv:doi>10.5555/FOG.2024</arxiv:doi>
    <a:link title="pdf" href="http://arxiv.org/pdf/2401.00007v2" rel="related"/>
    <a:link href="http://arxiv.org/abs/2401.00007v2" rel="alternate" type="text/html"/>
    <arxiv:journal_ref>J. Fog 1 (2024) 2</arxiv:journal_ref>
  </a:entry>
</a:feed>
"""
BARE = "<entry>\n<title>One</title><summary>x</summary></entry>\n"


def read(text: str) -> Listing:
    listing = importers.read(text, format_name="atom")
    assert_every_line_is_claimed_once(listing)
    return listing


def test_a_feed_with_prefixes_is_read_with_its_day():
    listing = importers.read(FEED)
    assert (listing.format, listing.captured, listing.leftovers) == ("atom", "2024-01-05", ())
    (entry,) = listing.entries
    facts = entry.facts
    assert (facts.title, facts.abstract) == (
        "A fog that answers & asks",
        "We shout into fog. It answers.",
    )
    assert facts.authors == ("Ida Holm", "Björn Qvist")
    assert (facts.arxiv_id, facts.doi, facts.date) == (
        "2401.00007",
        "10.5555/fog.2024",
        "2023-12-30",
    )
    assert facts.url == "http://arxiv.org/abs/2401.00007v2"
    assert facts.venue == "J. Fog 1 (2024) 2"
    assert (entry.first_line, entry.last_line) == (5, 19)


def test_entries_without_namespaces_in_a_wrapper_are_read():
    assert [e.facts.title for e in read(f"<mine>{BARE * 3}</mine>").entries] == ["One"] * 3


def test_a_feed_without_entries_is_an_empty_listing():
    empty = FEED[: FEED.index("  <a:entry>")] + "</a:feed>"
    listing = importers.read(empty)
    assert (listing.format, listing.entries, listing.leftovers) == ("atom", (), ())


def test_what_was_whole_before_the_file_broke_is_read_and_the_rest_is_said():
    listing = read(f"<mine>\n{BARE}{BARE}<entry>\n<title>Two")
    assert len(listing.entries) == 2
    assert [each.line for each in listing.leftovers] == [6, 7]
    assert "broken" in listing.leftovers[0].reason


def found(text: str) -> list[Element | Broken]:
    return list(elements(text, "b"))


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]><a><b>&y;</b></a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a><b>&x;</b></a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]><a><b/></a>',
        "<b>" * 101,
    ],
)
def test_what_attacks_is_refused(text: str):
    with pytest.raises(Problem):
        found(text)


def test_an_outer_document_type_is_not_fetched_and_its_characters_are_known():
    text = '<!DOCTYPE a SYSTEM "http://127.0.0.1/none.dtd"><a><b>x&eacute;&unheard;</b></a>'
    (element,) = found(text)
    assert isinstance(element, Element)
    assert element.text == "xé\ufffd"


def test_lines_and_paths_of_elements_are_known():
    (element,) = found("<a>\n<n:b xmlns:n='u' n:k='v'>\n<c>1<d>2</d>\n</c></n:b></a>")
    assert isinstance(element, Element)
    assert (element.first, element.last, element.attributes) == (2, 4, {"k": "v"})
    assert (element.words("c"), element.words("c", "d"), element.words("e")) == ("12", "2", "")


@pytest.mark.parametrize(
    "bomb", ["<entry>", "<entry/>\n", "<a b='", "&amp;", "<entry></entry>", "<!--"]
)
def test_a_bomb_is_read_in_linear_time(bomb: str):
    with contextlib.suppress(Problem):
        read(f"<feed>{bomb * 50_000}")


ARXIV_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:arxiv="http://arxiv.org/schemas/atom">
  <title>cs.LG updates on arXiv.org</title>
  <updated>2024-01-03T05:00:06+00:00</updated>
  <entry>
    <id>oai:arXiv.org:2401.00007v1</id>
    <title>Fog and Echo</title>
    <link href="https://arxiv.org/abs/2401.00007" rel="alternate" type="text/html"/>
    <summary>arXiv:2401.00007v1 Announce Type: new
Abstract: We shout; it answers.</summary>
    <published>2024-01-03T00:00:00-05:00</published>
    <arxiv:DOI>10.5555/fog.1</arxiv:DOI>
    <arxiv:journal_reference>Cold Lett. 3</arxiv:journal_reference>
    <dc:creator>Ida Holm, Bj\\"orn Qvist (Cold Station)</dc:creator>
  </entry>
</feed>
"""


def test_arxivs_own_feed_is_read_without_its_announcement():
    (entry,) = importers.read(ARXIV_FEED).entries
    facts = entry.facts
    assert (facts.title, facts.abstract) == ("Fog and Echo", "We shout; it answers.")
    assert facts.authors == ("Ida Holm", "Björn Qvist")
    assert (facts.arxiv_id, facts.doi, facts.venue) == (
        "2401.00007",
        "10.5555/fog.1",
        "Cold Lett. 3",
    )


@pytest.mark.parametrize("kind", ["new", "cross", "replace", "replace-cross"])
@pytest.mark.parametrize("between", ["\n", " "])
def test_arxivs_rss_is_read_without_its_announcement(kind: str, between: str):
    text = f"""<rss xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
<title>cs.LG updates on arXiv.org</title>
<pubDate>Wed, 03 Jan 2024 00:00:00 -0500</pubDate>
<item><title>Ropes</title><link>https://arxiv.org/abs/hep-th/9901001</link>
<description>arXiv:hep-th/9901001v3 Announce Type: {kind}{between}Abstract: Ropes hang.
</description>
<dc:creator>Kettle Lab</dc:creator></item></channel></rss>"""
    listing = importers.read(text)
    facts = listing.entries[0].facts
    assert (facts.title, facts.abstract, facts.authors) == ("Ropes", "Ropes hang.", ("Kettle Lab",))
    assert (facts.arxiv_id, listing.captured) == ("hep-th/9901001", "2024-01-03")
