"""TeX is shown as readable text, words are never lost, and every character knows its place."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tex import Shown, readable, shown

READABLE = {
    # formulas
    r"Scaling by $\mu$-Transfer": "Scaling by μ-Transfer",
    "$x^2$ and $x_i$": "x² and xᵢ",
    "$x^{10}$, $a_{12}$": "x¹⁰, a₁₂",
    r"$M_{\rm ej} \sim 0.24 ~M_\odot$": "Mₑⱼ ∼ 0.24 M_⊙",
    r"$\Omega_{VA}$": "Ω_VA",
    r"$x_{i,j}$": "x_{i,j}",
    r"$O(n \sqrt{\log n})$": "O(n √(log n))",
    r"$n\log n$": "n log n",
    r"$\frac{a+b}{2}$ or $\frac12$": "(a+b)/2 or 1/2",
    r"$\mathcal{O}(n)$, $\mathbb{R}^d$": "O(n), ℝᵈ",
    r"$\hat{x}$ $\tilde{O}$": "x̂ Õ",
    r"$\alpha{}b$, \alpha{}b, $x\,y$": "αb, αb, x y",
    r"$180^\circ$ $f'$ $A^\top$ $A^*$": "180° f′ Aᵀ A*",
    r"$\left(x\right)$": "(x)",
    r"up to ${\rm polylog}\,n$": "up to polylog n",
    r"$\sim$3:1 and ${\sim}$94%": "∼3:1 and ∼94%",
    r"\(x^2\) and \[y_1\]": "x² and y₁",
    "$$a^2$$": "a²",
    # letters
    r"Fr\'echet, na\"{i}ve, na{\"\i}ve, M\"uller": "Fréchet, naïve, naïve, Müller",
    r"\v{S}koda \c{c}a Polyak-\L ojasiewicz": "Škoda ça Polyak-Łojasiewicz",
    r"{\'e}t{\'e}, Nguy\~{\^e}n, D\'{\i}az": "été, Nguyễn, Díaz",
    # markup
    r"{\it without} pairs": "without pairs",
    r"\emph{x} \textbf{y \emph{z}}": "x y z",
    r"10.9\% of R\&D, a\_b, \#1": "10.9% of R&D, a_b, #1",
    r"\href{https://a.b/c}{code}": "https://a.b/c (code)",
    r"\url{https://a.b/c_d}": "https://a.b/c_d",
    r"shown by \cite{lantern}": "shown by [lantern]",
    # protective braces of BibTeX
    r"{GPT}-4, {{BERT}}, {Poincar\'e}, {4-bit}": "GPT-4, BERT, Poincaré, 4-bit",
    # quotation marks and ties
    "``N:M'') and ``cluster\", `lifts' it": "“N:M”) and “cluster”, ‘lifts’ it",
    "a mild ''informative'' condition": "a mild “informative” condition",
    "models~(LLMs), Fig.~3, Genie~that": "models (LLMs), Fig. 3, Genie that",
    # what a page left of a formula
    "in O(n^{-1}(log n)^{2}), MP_{+}, l_{1}": "in O(n⁻¹(log n)²), MP₊, l₁",
}

AS_GIVEN = [
    "",
    "Plain words, 50 % of them -- and more.",
    "$5 and $10",
    "between $5-$10 and 3$",
    "costs $5/mo vs 10$ now",
    "pay $20 for this and get 3$ back",
    r"\sysname outperforms \ours{}",
    r"C:\Users\name and \\server\share",
    r"\"hello\" he said",
    "{unbalanced and unb}alanced } {",
    "1{t}, R^3 times {0}, O(log n{mu}), eta^{ast}, X_{i in J}, {a, b}",
    "R^3, x^2, InstructGPT_001",
    "`code` and ``more code`` and don't",
    "the 5'' screen and f''",
    "about ~1.5-9%, X~N(0,1), https://a.b/~me",
    "https://a.b/c_d{x}~e?f=$g$&h=^i and https://x.y/{z}",
    "$",
    "$$",
    "\\",
    "\\frac{",
    "$x^{$",
]


@pytest.mark.parametrize("source", READABLE)
def test_tex_is_shown_as_people_read_it(source: str) -> None:
    assert readable(source) == READABLE[source]


@pytest.mark.parametrize("source", AS_GIVEN)
def test_what_is_not_surely_tex_stays_as_given(source: str) -> None:
    assert readable(source) == source


def test_addresses_lose_only_the_backslashes_tex_needs_in_them() -> None:
    assert readable(r"at https://a.b/c\_d\%20\#e now") == "at https://a.b/c_d%20#e now"


def test_the_argument_of_an_unknown_command_is_kept() -> None:
    assert readable(r"the \unheardof{lantern} and word\footnotetext{tide}") == (
        "the lantern and word tide"
    )


def places(text: Shown) -> list[str]:
    return [f"{text.sources[place]}-{text.ends[place]}" for place in range(len(text.text))]


def test_every_shown_character_knows_where_it_comes_from() -> None:
    text = shown(r"na\"{i}ve $\mu$")
    assert text.text == "naïve μ"
    assert places(text) == ["0-1", "1-2", "2-7", "7-8", "8-9", "9-10", "11-14"]
    assert text.sources[-1] == 15


def test_text_without_tex_maps_onto_itself() -> None:
    text = shown("plain words")
    assert text.to_source(2, 5) == (2, 5) == text.to_shown(2, 5)
    assert list(text.sources) == list(range(12))


@pytest.mark.parametrize(
    ("source", "words", "part"),
    [
        (r"a $\mu$-Transfer b", "μ", r"$\mu$"),
        (r"for $O(n \log n)$ steps", "n log", r"$O(n \log n)$"),
        (r"for $O(n)$ steps", "for O", "for $O(n)$"),
        (r"done {\it without negative} pairs", "without", "without"),
        (r"done {\it without negative} pairs", "without negative", r"{\it without negative}"),
        (r"done {\it without negative} pairs", "negative pairs", r"{\it without negative} pairs"),
        (r"gains 10.9\% more", "10.9%", r"10.9\%"),
        ("in n^{-1} steps", "n⁻", "n^{-1}"),
    ],
)
def test_a_selection_never_cuts_a_construct_in_two(source: str, words: str, part: str) -> None:
    text = shown(source)
    first = text.text.index(words)
    start, end = text.to_source(first, first + len(words))
    assert source[start:end] == part
    assert words in readable(source[start:end])


def test_a_part_of_the_source_is_found_in_the_shown_text() -> None:
    source = r"with {\it less} than $x^2$ of 5\%"
    text = shown(source)
    for part, words in ((r"{\it less}", "less"), ("$x^2$", "x²"), (r"5\%", "5%"), ("than", "than")):
        start = source.index(part)
        first, last = text.to_shown(start, start + len(part))
        assert text.text[first:last] == words


def test_a_place_outside_the_text_is_brought_inside() -> None:
    text = shown(r"5\% ok")
    assert text.to_source(-3, 99) == (0, 6)
    assert text.to_source(99, 120) == (6, 6)
    assert text.to_shown(6, 6) == (5, 5)


SIGNS = [*"\\${}^_`'\"~ []()aεx1.,%-\n", "''", "``", "$$", "https://a.b/", "word", "{GPT}", "^{2}"]
COMMANDS = [
    r"\emph{",
    r"\frac",
    r"\'",
    r"\hat{",
    r"\alpha ",
    r"\mathbb",
    r"\unknown{",
    r"\(",
    r"\)",
]
COMMANDS += [r"\sqrt", r"\href{", "e\u0301", "\U0001f600", r"\c", r"{\it "]
pieces = st.lists(st.sampled_from([*SIGNS, *COMMANDS]), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(pieces | st.text())
def test_no_text_stops_it_and_places_never_go_back(source: str) -> None:
    text = shown(source)
    assert text.text == readable(source)
    assert len(text.sources) == len(text.text) + 1 == len(text.ends) + 1
    assert list(text.sources) == sorted(text.sources)
    assert list(text.ends) == sorted(text.ends)
    assert text.sources[-1] == len(source)
    spans = zip(text.sources, text.ends, strict=False)
    assert all(0 <= start < end <= len(source) for start, end in spans)


@settings(max_examples=150, deadline=None)
@given(pieces, st.integers(0, 60), st.integers(0, 60))
def test_what_is_selected_lies_in_what_it_stands_for(source: str, first: int, length: int) -> None:
    text = shown(source)
    first, last = min(first, len(text.text)), min(first + length, len(text.text))
    start, end = text.to_source(first, last)
    assert 0 <= start <= end <= len(source)
    if first < last:
        back = text.to_shown(start, end)
        assert back[0] <= first
        assert last <= back[1]


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_characters="\\${`'~")))
def test_text_without_signs_of_tex_is_the_very_same_object(source: str) -> None:
    assert readable(source) is source


@settings(max_examples=150, deadline=None)
@given(pieces)
def test_no_word_is_lost(source: str) -> None:
    letters = [char for char in unicodedata.normalize("NFD", readable(source)) if char.isalpha()]
    assert "".join(letters).count("word") >= source.count("word")


HOSTILE = ["{", "$", "\\", "{{}", "$x", "``a", "`a ", "''a ", r"\frac", r"\frac{", r"\'", r"\("]
HOSTILE += [
    "https://{",
    r"\emph{",
    "^{2}",
    "aa~",
    r"\hat",
    r"$\hat{",
    "$x^{",
    "_{",
    r"\sqrt{",
    "a{",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_more_time_than_its_length_asks_for(piece: str) -> None:
    source = piece * 5_000
    start = time.process_time()
    shown(source)
    shown(source + "}" * 5_000)
    assert time.process_time() - start < 3


def test_ten_thousand_plain_titles_take_no_time() -> None:
    title = "Counting Lanterns: a Method with Seven Steps and No Oven"
    start = time.process_time()
    for _ in range(10_000):
        readable(title)
    assert time.process_time() - start < 0.5
