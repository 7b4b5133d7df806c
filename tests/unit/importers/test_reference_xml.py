"""References as XML: EndNote's, on one line as it writes it, and PubMed's structured abstracts."""

from making_listings import assert_every_line_is_claimed_once

from reader import importers

STYLE = '<style face="normal" font="default" size="100%">'
RECORD = (
    '<record><ref-type name="Conference Paper">47</ref-type><contributors><authors><author>'
    f"{STYLE}Holm, Ida</style></author><author>Qvist, B.</author></authors></contributors>"
    f"<titles><title>{STYLE}A fog</style>{STYLE} that <i>answers</i></style></title>"
    "<secondary-title>Cold Letters</secondary-title></titles><keywords><keyword>fog; echo"
    "</keyword></keywords><dates><year>2024</year><pub-dates><date>Mar</date></pub-dates></dates>"
    "<abstract>It answers.&#13;It does.</abstract><urls><related-urls><url>https://arxiv.org/abs/"
    "2401.00007</url></related-urls></urls><electronic-resource-num>https://doi.org/10.5555/FOG.1"
    "</electronic-resource-num></record>"
)
ENDNOTE = f'<?xml version="1.0" encoding="UTF-8" ?><xml><records>{RECORD}{RECORD}</records></xml>'
PUBMED = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
<Journal><JournalIssue><PubDate><Year>2020</Year><Month>Feb</Month><Day>3</Day></PubDate>
</JournalIssue><ISOAbbreviation>Cold Lett</ISOAbbreviation></Journal>
<ArticleTitle>Fog of CO<sub>2</sub>.</ArticleTitle>
<Abstract><AbstractText Label="AIM">To hear.</AbstractText>
<AbstractText Label="RESULT">It answered.</AbstractText></Abstract>
<AuthorList><Author><LastName>Holm</LastName><Initials>I</Initials></Author>
<Author><CollectiveName>The Fog Group</CollectiveName></Author></AuthorList></Article>
<KeywordList><Keyword>fog</Keyword></KeywordList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.5555/fog.3</ArticleId></ArticleIdList>
</PubmedData></PubmedArticle>
<PubmedArticle><MedlineCitation><Article><ArticleTitle/><Journal><JournalIssue><PubDate>
<MedlineDate>2013 Jul-Aug</MedlineDate></PubDate></JournalIssue></Journal></Article>
</MedlineCitation></PubmedArticle>
</PubmedArticleSet>
"""


def test_records_of_endnote_on_one_line_are_all_read():
    listing = importers.read(ENDNOTE)
    assert (listing.format, listing.lines, len(listing.entries)) == ("endnote-xml", 1, 2)
    facts = listing.entries[1].facts
    assert facts.title == "A fog that answers"
    assert facts.authors == ("Holm, Ida", "Qvist, B.")
    assert (facts.date, facts.doi, facts.arxiv_id) == ("2024-03", "10.5555/fog.1", "2401.00007")
    assert (facts.venue, facts.keywords) == ("Cold Letters", ("fog", "echo"))
    assert facts.abstract == "It answers. It does."


def test_articles_of_pubmed_keep_the_parts_of_their_abstracts():
    listing = importers.read(PUBMED)
    assert_every_line_is_claimed_once(listing)
    (fog,) = listing.entries
    assert listing.format == "pubmed-xml"
    assert (fog.first_line, fog.last_line) == (4, 14)
    assert fog.facts.title == "Fog of CO2."
    assert fog.facts.abstract == "AIM: To hear.\n\nRESULT: It answered."
    assert fog.facts.authors == ("Holm, I", "The Fog Group")
    assert (fog.facts.date, fog.facts.doi, fog.facts.venue) == (
        "2020-02-03",
        "10.5555/fog.3",
        "Cold Lett",
    )
    assert [each.line for each in listing.leftovers] == [15, 16, 17]
