"""What a word is: folding, compounds, TeX, Greek, scripts without spaces; places and spans."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_words import text as made_text

from reader.index import analysis
from reader.index.analysis import chunks, cut, starts, stem, tokens
from reader.index.plan import Step


def _words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Deep Learning", ["deep", "learning"]),
        ("Straße naïve Poincaré", ["strasse", "naive", "poincare"]),
        ("zero-shot", ["zero", "zeroshot", "shot"]),
        ("and/or", ["and", "andor", "or"]),
        ("state-of-the-art", ["state", "stateoftheart", "of", "the", "art"]),
        ("a-b-c-d-e", ["a", "b", "c", "d", "e"]),
        ("don't", ["don", "dont", "t"]),
        ("Adam: a method, (really)", ["adam", "a", "method", "really"]),
        ("GPT-3.5", ["gpt", "gpt3", "3", "5"]),
        (r"$\mu$-Transfer", ["mu", "mutransfer", "transfer"]),
        ("μ-transfer", ["mu", "mutransfer", "transfer"]),
        ("μP", ["mu", "mup", "p"]),
        (r"$\Delta$", ["delta"]),
        (r"$\alpha\beta$", ["alpha", "alphabeta", "beta"]),
        ("Σίσυφος", ["σισυφοσ"]),
        (r"\textbf{deep} nets", ["deep", "nets"]),
        (r"{B}ayesian $k$-means", ["bayesian", "k", "kmeans", "means"]),
        (r"Poincar\'e na\"{i}ve \o re \ss", ["poincare", "naive", "o", "re", "ss"]),
        (r"$O(n \log n)$", ["o", "n", "log", "n"]),
        ("x_i R^n", ["x", "xi", "i", "r", "rn", "n"]),
        ("trans\u00adformer", ["transformer"]),
        ("深度学习", ["深度", "度学", "学习", "习"]),
        ("BERT模型", ["bert", "模型", "型"]),
        ("習", ["習"]),
        ("🤖🤖 robots", ["🤖", "🤖", "robots"]),
        ("-- % — {}", []),
        ("a" * 100, ["a" * 64]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert _words(text) == words


@pytest.mark.parametrize(
    ("words", "stem_"),
    [
        (("forget", "forgets", "forgetting"), "forget"),
        (("prune", "pruned", "pruning"), "prune"),
        (("network", "networks"), "network"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...], stem_: str) -> None:
    assert {stem(word) for word in words} == {stem_}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("general", "generative"),
        ("internal", "international"),
        ("emergency", "emergent"),
        ("organ", "organism"),
    ],
)
def test_words_of_one_beginning_are_different_words(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_parts_stand_one_after_the_other_and_the_joined_word_at_the_first() -> None:
    places = [(token.word, token.at) for token in tokens("try zero-shot now 深度学习 end")]
    assert places == [
        ("try", 0), ("zero", 1), ("zeroshot", 1), ("shot", 2), ("now", 3),
        ("深度", 4), ("度学", 5), ("学习", 6), ("习", 7), ("end", 8),
    ]  # fmt: skip


def test_spans_are_where_the_words_stand_in_the_text() -> None:
    text = r"A $\mu$-Transfer of Poincar\'e, Straße; 深度"
    spans = {token.word: text[token.start : token.end] for token in tokens(text)}
    assert spans["mu"] == r"\mu"
    assert spans["mutransfer"] == r"\mu$-Transfer"
    assert spans["poincare"] == r"Poincar\'e"
    assert spans["strasse"] == "Straße"
    assert spans["深度"] == "深度"


_texts = st.text(
    st.sampled_from("abZ09 -/_^'$\\{}.,:\"\n\t\x1c\x85é漢μ🤖") | st.characters(), max_size=80
)


_STEMMED = (
    "", "s", "us", "ss", "sses", "ied", "ies", "ed", "eed", "edly", "ing", "ingly", "y", "ly",
    "tional", "ational", "ize", "izer", "ization", "ator", "alism", "aliti", "fulness", "ousli",
    "iveness", "biliti", "ogi", "fulli", "li", "al", "icate", "ical", "ful", "ative", "ance",
    "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate", "iti", "ous",
    "ive", "ion", "on", "e", "l", "ll", "n", "m", "t", "ying",
)  # fmt: skip


@given(st.from_regex("[a-z]{1,6}", fullmatch=True), st.sampled_from(_STEMMED))
@settings(deadline=None)
def test_no_form_begins_with_another_letter_than_its_stem(begin: str, ending: str) -> None:
    word = begin + ending
    assert stem(word)[0] == word[0]
    assert word.startswith(Step(stem(word), "stem").begins)


@given(_texts)
@settings(deadline=None)
def test_every_text_gives_words_in_order_within_the_text(text: str) -> None:
    found = list(tokens(text))
    assert [token.at for token in found] == sorted(token.at for token in found)
    assert {token.at for token in found} == set(range(len({token.at for token in found})))
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert 0 < len(token.word) <= analysis.LONGEST


@given(_texts)
@settings(deadline=None)
def test_the_fast_way_to_cut_a_text_gives_the_same_words(text: str) -> None:
    cut_up = chunks(text)
    fast = [(piece.word, piece.start) for chunk in cut_up for piece in cut(chunk)[0]]
    assert [word for word, _ in fast] == _words(text)
    begins = [
        at for at, chunk in zip(starts(text, cut_up), cut_up, strict=True) for _ in cut(chunk)[0]
    ]
    slow = [token.start for token in tokens(text)]
    assert [at + within for at, (_, within) in zip(begins, fast, strict=True)] == slow


@given(_texts)
@settings(deadline=None)
def test_the_fast_way_to_cut_a_chunk_gives_the_same_words(text: str) -> None:
    for chunk in chunks(text):
        cutter = analysis._Cutter()
        analysis._cut_signs(chunk, cutter)
        cutter.join()
        assert (tuple(cutter.tokens), cutter.place) == cut(chunk)


@given(_texts)
@settings(deadline=None)
def test_words_are_folded_once_and_for_all(text: str) -> None:
    for token in tokens(text):
        if token.kind == "word" and len(token.word) < analysis.LONGEST:
            assert _words(token.word)[:1] == [token.word]


def test_made_up_texts_give_many_kinds_of_words() -> None:
    found = list(tokens(made_text(random.Random(1), 2000)))
    assert {token.kind for token in found} == {"word", "joined", "pair", "single"}


@pytest.mark.parametrize(
    "text", ["\\" * 50_000, "a-" * 50_000, "{" * 50_000, "é" * 50_000, "a" * 500_000]
)
def test_monstrous_texts_are_cut_in_time(text: str) -> None:
    list(tokens(text))
