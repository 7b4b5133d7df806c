"""Zotero's RDF: works with what they are part of; notes, attachments and collections apart."""

from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Listing

HEAD = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
"""
ARTICLE = """    <bib:Article rdf:about="https://example.org/fog">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
        <bib:authors>
            <rdf:Seq>
                <rdf:li><foaf:Person>
                    <foaf:surname>Holm</foaf:surname>
                    <foaf:givenName>Ida</foaf:givenName>
                </foaf:Person></rdf:li>
                <rdf:li><foaf:Person><foaf:surname>Kettle Lab</foaf:surname></foaf:Person></rdf:li>
            </rdf:Seq>
        </bib:authors>
        <dcterms:isReferencedBy rdf:resource="#item_12"/>
        <dc:subject>fog</dc:subject>
        <dc:subject><z:AutomaticTag><rdf:value>cold
            air</rdf:value></z:AutomaticTag></dc:subject>
        <dc:title>Fog and
           Echo</dc:title>
        <dcterms:abstract>We shout; it answers.</dcterms:abstract>
        <dc:date>March 5, 2024</dc:date>
        <dc:identifier><dcterms:URI><rdf:value>https://example.org/1</rdf:value></dcterms:URI>
        </dc:identifier>
    </bib:Article>
    <bib:Journal rdf:about="urn:issn:1234-5678">
        <dc:title>Cold Letters</dc:title>
        <dc:identifier>DOI 10.5555/FOG.1</dc:identifier>
        <dc:identifier>ISSN 1234-5678</dc:identifier>
    </bib:Journal>
    <bib:Memo rdf:about="#item_12"><rdf:value>my note</rdf:value></bib:Memo>
    <z:Attachment rdf:about="#item_13">
        <z:itemType>attachment</z:itemType>
        <dc:title>Full Text PDF</dc:title>
    </z:Attachment>
"""
PREPRINT = """    <rdf:Description rdf:about="https://arxiv.org/abs/2401.00007">
        <z:itemType>preprint</z:itemType>
        <dc:title>Ropes of Sand</dc:title>
        <dc:date>2024-01-02</dc:date>
        <dc:identifier>DOI 10.48550/arXiv.2401.00007</dc:identifier>
    </rdf:Description>
    <rdf:Description>
        <z:itemType>conferencePaper</z:itemType>
        <dcterms:isPartOf><bib:Journal><dc:title>Proceedings of Things</dc:title>
        </bib:Journal></dcterms:isPartOf>
        <dc:title>Kites</dc:title>
    </rdf:Description>
    <z:Collection rdf:about="#collection_3"><dc:title>Mine</dc:title></z:Collection>
"""
END = "</rdf:RDF>\n"


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "zotero-rdf"
    assert_every_line_is_claimed_once(listing)
    return listing


def test_an_article_is_read_with_its_journal_and_nothing_else_is_a_paper():
    listing = read(HEAD + ARTICLE + PREPRINT + END)
    assert [entry.facts.title for entry in listing.entries] == [
        "Fog and Echo",
        "Ropes of Sand",
        "Kites",
    ]
    fog, ropes, kites = (entry.facts for entry in listing.entries)
    assert (fog.authors, fog.author_count) == (("Holm, Ida", "Kettle Lab"), 2)
    assert (fog.date, fog.abstract) == ("2024-03-05", "We shout; it answers.")
    assert (fog.venue, fog.doi, fog.url) == (
        "Cold Letters",
        "10.5555/fog.1",
        "https://example.org/1",
    )
    assert fog.keywords == ("fog", "cold air")
    assert (ropes.arxiv_id, ropes.url) == ("2401.00007", "https://arxiv.org/abs/2401.00007")
    assert kites.venue == "Proceedings of Things"
    assert [each.code for each in listing.warnings] == ["not-read"]
    assert not listing.leftovers


def test_the_file_is_no_feed_although_it_borrows_a_name_space_of_one():
    rss = next(each for each in importers.FORMATS if each.name == "rss")
    assert rss.confidence(HEAD + ARTICLE + END) == 0


def test_a_file_that_is_cut_says_where():
    text = HEAD + ARTICLE + PREPRINT[:150]
    listing = read(text)
    assert [entry.facts.title for entry in listing.entries] == ["Fog and Echo"]
    assert listing.leftovers
    assert "broken" in listing.leftovers[0].reason
    assert {each.line for each in listing.leftovers} == set(range(43, listing.lines + 1))


def test_an_empty_library_is_no_problem():
    assert read(HEAD + END).entries == ()
