"""Lists of references in the styles that say where the title stands, and in those that do not."""

import time

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.errors import Problem
from reader.importers.bibliographies.references import cited
from reader.model import Listing

APA = (
    "Holm, I., & Qvist, B. (2024). Fog and echo: A survey. *Cold Letters*, 3(1), 1–9. "
    "https://doi.org/10.5555/fog.1"
)
IEEE = 'I. Holm and B. Qvist, "Fog and echo: A survey," Cold Letters, vol. 3, pp. 1-9, 2024.'
SPRINGER = "Holm, I., Qvist, B.: Fog and echo: a survey. Cold Lett. 3(1), 1–9 (2024)"
STOPS = "Ida Holm, Björn Qvist, and A. N. Other. Is fog GPT-4.5? A study. In Things, 2024."
ACL = "Ida Holm and Kurt Sand. 2024. Fog and echo: A survey. In Proceedings of Things, pages 1–9."
ARXIV = "Ida Holm et al. Fog and echo again. arXiv preprint arXiv:2201.00001, 2022."
COMMAS = "I. Holm, Kites at night, arXiv preprint arXiv:2201.00001 (2022)."


@pytest.mark.parametrize(
    ("words", "title", "names", "year"),
    [
        (APA, "Fog and echo: A survey", ("Holm, I.", "Qvist, B."), "2024"),
        (IEEE, "Fog and echo: A survey", ("I. Holm", "B. Qvist"), "2024"),
        (SPRINGER, "Fog and echo: a survey", ("Holm, I.", "Qvist, B."), "2024"),
        (STOPS, "Is fog GPT-4.5? A study", ("Ida Holm", "Björn Qvist", "A. N. Other"), "2024"),
        (ACL, "Fog and echo: A survey", ("Ida Holm", "Kurt Sand"), "2024"),
        (ARXIV, "Fog and echo again", ("Ida Holm",), "2022"),
    ],
)
def test_a_reference_is_told_apart_in_every_style(
    words: str, title: str, names: tuple[str, ...], year: str
):
    found = cited(words)
    assert found is not None
    assert (found.title, found.names, found.year) == (title, names, year)


@pytest.mark.parametrize(
    "words",
    [
        COMMAS,
        "We went to the sea. It was cold. In 2024 we went again.",
        "Deep Learning. Goodfellow and others. 2016.",
        "See also the page of the station.",
        "",
    ],
)
def test_what_does_not_say_where_its_title_stands_is_none(words: str):
    assert cited(words) is None


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "references"
    assert_every_line_is_claimed_once(listing)
    return listing


def test_a_numbered_list_is_read_over_its_line_ends_and_what_is_unsure_is_left():
    wrapped = IEEE.replace("Letters, vol", "Let-\nters, vol")
    listing = read(f"References\n\n[1] {wrapped}\n[2] {STOPS}\n[3] {COMMAS}\n[4] {ARXIV}\n")
    first, second, third = listing.entries
    assert (first.facts.title, first.facts.venue) == ("Fog and echo: A survey", "Cold Letters")
    assert (first.first_line, first.last_line) == (3, 4)
    assert (first.facts.author_count, first.facts.date) == (2, "2024")
    assert second.facts.venue == "Things"
    assert (third.facts.arxiv_id, third.facts.author_count, third.facts.venue) == (
        "2201.00001",
        None,
        None,
    )
    assert [(each.line, "not known where" in each.reason) for each in listing.leftovers] == [
        (6, True)
    ]


def test_two_references_that_are_run_together_are_to_be_checked():
    listing = read(f"[1] {IEEE}\n[2] {STOPS} [3] {ARXIV}\n[4] {APA}\n")
    assert [entry.to_check for entry in listing.entries] == [False, True, False]


def test_a_list_in_markdown_in_the_style_of_the_apa_is_no_awesome_list():
    listing = read(f"# Reading list\n\n1. {APA}\n2. {APA.replace('Fog', 'Rope')}\n")
    assert [entry.facts.title for entry in listing.entries] == [
        "Fog and echo: A survey",
        "Rope and echo: A survey",
    ]
    assert listing.entries[0].facts.doi == "10.5555/fog.1"


def test_a_list_without_marks_is_parted_by_blank_lines():
    listing = read(f"{APA}\n\n{ACL}\n\n{SPRINGER}\n")
    assert len(listing.entries) == 3
    assert not listing.leftovers


PARTS = ("Abstract", "1 Introduction", "2 Related Work", "3 Method", "4 Conclusion")


@pytest.mark.parametrize(
    "text",
    [
        "Fog and Echo\n\n"
        + "".join(
            f"{part}\n\n{'It is cold here. We say why it is so. ' * 9}\n\n" for part in PARTS
        ),
        "Contents\n1 Introduction ........ 1\n1.1 Fog ........ 3\n2 Methods ........ 9\n",
        "From: ida@example.org\nTo: kurt@example.org\nSubject: Re: fog\n\nHi Kurt,\n\n"
        "did you see https://arxiv.org/abs/2401.00007 ? It is close to what we do.\n\n> yes\n",
    ],
)
def test_texts_that_are_no_lists_are_refused(text: str):
    with pytest.raises(Problem):
        importers.read(text)


@pytest.mark.parametrize(
    "bomb", ["Holm, I., ", "(2024). a", '"a" ', "A. ", "A B. ", "1. A\n", "Holm, I.: a. "]
)
def test_a_bomb_is_read_in_linear_time(bomb: str):
    form = next(each for each in importers.FORMATS if each.name == "references")

    def seconds(size: int) -> float:
        start = time.process_time()
        form.read(f"[1] {bomb * size}", importers.Hints())
        return time.process_time() - start

    assert seconds(40_000) < 8 * seconds(10_000) + 0.5
