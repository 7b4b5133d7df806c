"""Stock Whoosh opens our index and finds the same as we do: its own index, parser, searcher."""

import random
from pathlib import Path

import pytest
import whoosh.index
from making_words import papers
from whoosh import query as whoosh_query
from whoosh.qparser import MultifieldParser, QueryParser

from reader.index import WordIndex
from reader.index.analysis import tokens
from reader.index.codec.stock import WordSegment
from reader.index.codec.stock_schema import SCHEMA, STEM_MARK
from reader.index.scoring import WEIGHTS
from reader.model import Words
from reader.query.nodes import TEXT_FIELDS, All, Any, Node, Not, Phrase, Word

WORDS = "kernel kernels prune pruning network sparse deep learning learned shot zero method"


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    """Several segments, with papers deleted from all of them."""
    rng = random.Random(5)

    def text(most: int) -> str:
        return " ".join(rng.choices(WORDS.split(), range(12, 0, -1), k=rng.randrange(1, most)))

    def paper(number: int) -> Words:
        return Words(number, text(6), text(60), text(9), text(3), text(5), text(4))

    index = WordIndex.open(tmp_path / "index")
    index.rebuild([paper(number) for number in range(1, 60)], 1)
    for seq in range(2, 7):
        index.follow([paper(10 * seq + step) for step in range(4)], [seq, 50 + seq], seq)
    return index


def _stock(index: WordIndex, query: "whoosh_query.Query") -> dict[int, float]:
    with whoosh.index.open_dir(str(index._folder), schema=SCHEMA).searcher() as searcher:
        return {hit["id"]: hit.score for hit in searcher.search(query, limit=None)}


def _ours(index: WordIndex, node: Node) -> dict[int, float]:
    hits = index.search(node)
    return dict(zip(hits.ids, hits.scores, strict=True))


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("kernel", Word("kernel")),
        ("pruning sparse", All((Word("pruning"), Word("sparse")))),
        ("kernel OR method", Any((Word("kernel"), Word("method")))),
        ("kernel NOT sparse", All((Word("kernel"), Not(Word("sparse"))))),
        ('"zero shot"', Phrase("zero shot")),
        ('"deep learning"', Phrase("deep learning")),
        ("net*", Word("net", prefix=True)),
        ("l*", Word("l", prefix=True)),
        (
            "zero (kernel OR learn*)",
            All((Word("zero"), Any((Word("kernel"), Word("learn", True))))),
        ),
        ("absent", Word("absent")),
    ],
)
@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_stock_parser_and_searcher_find_the_same_papers(
    index: WordIndex, field: str, text: str, node: Node
) -> None:
    def within(inner: Node) -> Node:
        match inner:
            case Word(word, prefix, _):
                return Word(word, prefix, field)  # type: ignore[arg-type]
            case Phrase(phrase, _):
                return Phrase(phrase, field)  # type: ignore[arg-type]
            case Not(child):
                return Not(within(child))
            case All(nodes):
                return All(tuple(map(within, nodes)))
            case Any(nodes):
                return Any(tuple(map(within, nodes)))
        raise AssertionError(inner)

    query = QueryParser(field, SCHEMA).parse(text)
    assert _stock(index, query).keys() == _ours(index, within(node)).keys()


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("kernel", Word("kernel")),
        ("pruning", Word("pruning")),
        ("learning OR kernel", Any((Word("learning"), Word("kernel")))),
    ],
)
def test_stock_scores_are_ours_over_all_fields(index: WordIndex, text: str, node: Node) -> None:
    query = MultifieldParser(list(TEXT_FIELDS), SCHEMA, fieldboosts=dict(WEIGHTS)).parse(text)
    assert _stock(index, query) == pytest.approx(_ours(index, node), abs=1e-4)


def test_stock_whoosh_reads_the_places_of_words(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path / "index")
    library = papers(random.Random(3), 6)
    index.rebuild(library.values(), 1)
    with whoosh.index.open_dir(str(tmp_path / "index"), schema=SCHEMA).reader() as reader:
        ids = [fields["id"] for _, fields in reader.iter_docs()]
        for term in reader.lexicon("abstract"):
            matcher = reader.postings("abstract", term)
            while matcher.is_active():
                standing = [
                    token.at
                    for token in tokens(library[ids[matcher.id()]].abstract)
                    if token.word.encode("utf-8", "surrogatepass") == term
                ]
                assert matcher.value_as("positions") == standing
                assert matcher.weight() == len(standing)
                matcher.next()


def test_awkward_texts_can_be_read_through_stock_whoosh(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path / "index")
    library = papers(random.Random(2), 20)
    index.rebuild(library.values(), 1)
    with whoosh.index.open_dir(str(tmp_path / "index"), schema=SCHEMA).reader() as reader:
        assert {fields["id"] for _, fields in reader.iter_docs()} == set(library)
        terms = list(reader.all_terms())
        assert terms == sorted(terms)
        for field, term in terms:
            matcher = reader.postings(field, term)
            assert reader.doc_frequency(field, term) == len(list(matcher.all_ids()))
            assert not term.startswith(STEM_MARK.encode()) or term == STEM_MARK.encode()


def test_a_segment_deletes_papers_and_brings_them_back() -> None:
    segment = WordSegment("MAIN", 4)
    segment.delete_document(2)
    segment.delete_document(1)
    assert [number for number in range(4) if segment.is_deleted(number)] == [1, 2]
    assert (segment.doc_count(), segment.doc_count_all(), segment.deleted_count()) == (2, 4, 2)
    segment.delete_document(1, delete=False)
    assert segment.deleted_docs() == {2}
