"""Two descriptions are the same paper as far as both sides know."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import abstract, facts

from reader.model import Facts
from reader.store.identity import Verdict, compare, keys_of, text_key, title_key

SAME, DOUBTFUL, DIFFERENT = Verdict.SAME, Verdict.DOUBTFUL, Verdict.DIFFERENT


def verdict(one: Facts, other: Facts) -> Verdict:
    forth = compare((one, keys_of(one)), (other, keys_of(other)))
    back = compare((other, keys_of(other)), (one, keys_of(one)))
    assert forth is back
    return forth


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Shape of Tides", "Shape of tides"),
        ("Shoe-Box Learning: A Survey", "shoebox learning — a survey"),
        ("{T}ides in {$\\mu$}-Space", "Tides in μ-Space"),
        ("Tides in $\\mathbf{R}$", "Tides in R"),
        ("Poincar\\'e and \\emph{Co}", "Poincaré and Co"),
        ("Polyak-\\L ojasiewicz", "Polyak-Łojasiewicz"),
        ("Ｗｉｄｅ Letters", "Wide letters"),
        ("A Straße of Kites?", "STRASSE of kites!"),
        ("Café\u0301", "Cafe"),
    ],
)
def test_titles_are_alike_without_case_accents_tex_punctuation_and_articles(
    one: str, other: str
) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kites I", "Kites II"), ("$\\alpha$-Kites", "$\\beta$-Kites"), ("風", "雨"), ("A", "The")],
)
def test_titles_of_different_papers_stay_different(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_a_title_without_letters_matches_nothing() -> None:
    assert title_key("?!") == ""
    assert verdict(Facts("?!"), Facts("!?")) is DIFFERENT


@given(st.text(max_size=80))
def test_keys_of_any_text_are_the_same_when_made_again(text: str) -> None:
    assert title_key(title_key(text)) == title_key(title_key(title_key(text)))
    assert text_key(text) == text_key(f"  {text}  ")


@given(st.text(alphabet=st.characters(max_codepoint=127, exclude_characters="\\"), max_size=80))
def test_the_fast_way_for_ascii_gives_what_the_slow_way_gives(text: str) -> None:
    assert text_key(text) == text_key(text + "\u0301")


def test_missing_never_means_different() -> None:
    rich = facts(1, arxiv_id="2401.00001", doi="10.1/x", authors=("Ann",), year=2024)
    assert verdict(Facts(rich.title), rich) is SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": "1606.07792v2"}, {"arxiv_id": "arXiv:1606.07792"}),
        ({"doi": "10.1/ABC"}, {"doi": "https://doi.org/10.1/abc"}),
        ({"arxiv_id": "1", "doi": "10.1/a"}, {"arxiv_id": "1", "doi": "10.1/b"}),
    ],
)
def test_an_equal_identifier_decides(one: dict[str, str], other: dict[str, str]) -> None:
    assert verdict(facts(1, **one), facts(2, **other)) is SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": "1"}, {"arxiv_id": "2"}),
        ({"doi": "10.1/a"}, {"doi": "10.1/b"}),
        ({"doi": "10.1/a", "arxiv_id": "1"}, {"doi": "10.1/a", "arxiv_id": "2"}),
    ],
)
def test_conflicting_identifiers_make_an_equal_title_doubtful(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert verdict(facts(1, **one), facts(1, **other)) is DOUBTFUL


def test_the_doi_of_a_preprint_does_not_contradict_that_of_the_journal() -> None:
    preprint, article = facts(1, doi="10.48550/arXiv.2401.00001"), facts(1, doi="10.1/x")
    assert verdict(preprint, article) is SAME


def test_the_same_abstract_under_another_title_is_doubtful() -> None:
    assert verdict(Facts("Kites", abstract(1)), Facts("Kites, revisited", abstract(1))) is DOUBTFUL


def test_a_short_abstract_says_too_little() -> None:
    assert verdict(Facts("Kites", "To appear."), Facts("Moths", "To appear.")) is DIFFERENT


def test_the_same_title_over_quite_another_abstract_is_doubtful() -> None:
    other = (
        "Bread rises because yeast makes gas; flour, salt, water, patience, warm kitchens, stone "
        "ovens, grandmothers, sourdough, crusts, crumbs, rye, spelt, barley, proofing baskets."
    )
    assert verdict(Facts("Introduction", abstract(1)), Facts("Introduction", other)) is DOUBTFUL


def test_a_cut_abstract_is_like_the_whole_one() -> None:
    assert verdict(facts(1, abstract=abstract(1)[:150]), facts(1)) is SAME


def test_the_same_title_by_other_people_is_doubtful() -> None:
    ada, bo = Facts("Kites", authors=("A. Berg",)), Facts("Kites", authors=("Bo Lind", "Cy Moss"))
    assert verdict(ada, bo) is DOUBTFUL
    assert verdict(ada, Facts("Kites", authors=("Berg, Ada", "Bo Lind"))) is SAME
    assert verdict(ada, Facts("Kites", author_count=2)) is SAME
    one_text = (replace(each, abstract=abstract(1)) for each in (ada, bo))
    assert verdict(*one_text) is SAME
