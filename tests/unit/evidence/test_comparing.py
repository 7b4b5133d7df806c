"""Cells of a comparison: written, from highlights, suggested; each leads to its sentence."""

import csv
import io
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import facts, listing

from reader.evidence.patterns import sentence_around, sentences, suggestion
from reader.library import Library
from reader.model import Dump, Facts, Kind

ABSTRACT = (
    "We study how kites are folded. On CIFAR-10 and the Origami-3 dataset our folder is 2.5x faster"
    " and gains 3.1 % of accuracy, up to 12%. It needs no oven, e.g. a stove. Code is at"
    " https://github.com/kites/fold."
)


def said(column: str, abstract: str, **more: object) -> str:
    return suggestion(column, Facts(title="T", abstract=abstract, **more)).text  # type: ignore[arg-type]


@pytest.fixture
def compared(library: Library) -> Library:
    """A comparison of two papers."""
    papers = [facts(1, abstract=ABSTRACT), facts(2)]
    library.add([library.plan_listing(Dump("x.txt", "x"), listing(papers))])
    library.new_matrix("Kites", [1, 2])
    return library


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Result", "2.5x faster; 3.1 % of accuracy; 12%"),
        ("Data", "CIFAR-10; Origami-3"),
        ("Code", "https://github.com/kites/fold"),
        ("Task", ""),
        ("Own", ""),
    ],
)
def test_an_abstract_suggests_numbers_data_and_code(column: str, text: str) -> None:
    assert said(column, ABSTRACT) == text


@pytest.mark.parametrize(
    ("abstract", "text"),
    [
        ("It is 3-fold better.", "3-fold better"),
        ("Between 10 and 20 percent of it.", "20 percent of it"),
        (r"A speed-up of $4\times$ is seen.", "4×"),
        ("From 12% to 15\\% and more.", "12%; 15%"),
        ("In 2019 we had 7 cats, version 1.2.", ""),
        ("Use 0x3f and mp3x files.", ""),
        ("A 1,000x gain", "1,000x gain"),
    ],
)
def test_results_are_percentages_and_factors(abstract: str, text: str) -> None:
    assert said("Result", abstract) == text


def test_data_sets_are_known_or_called_so() -> None:
    assert said("data", "On the Foo Bar-2 benchmark and MNIST.") == "Foo Bar-2; MNIST"
    assert said("data", "The dataset and this benchmark. Our corpus.") == ""
    assert said("data", "We use imagenet-like pictures.") == ""


def test_code_may_come_from_the_listing() -> None:
    assert said("Code", "No link.", code_url="https://github.com/a/b") == "https://github.com/a/b"
    assert said("Code", "See https://example.org/x.") == ""


def test_no_cell_without_a_source(compared: Library) -> None:
    compared.highlight(1, 3, 29, Kind.IDEA)
    compared.highlight(1, 0, 2, Kind.IDEA)
    rows = compared.comparison(1).rows
    assert rows[0][0].by == "highlight"
    assert rows[0][0].text == "We\nstudy how kites are folded"
    for paper, row in zip((1, 2), rows, strict=True):
        abstract = compared.paper(paper).facts.abstract or ""
        for cell in row:
            assert (cell.by == "nothing") == (cell.origin is None) == (not cell.text)
            if cell.origin is not None:
                assert abstract[cell.origin.start : cell.origin.end] == cell.origin.quote
                assert cell.by != "suggestion" or cell.text.split(";")[0][:2] in cell.origin.quote


def test_a_suggestion_counts_only_when_it_is_accepted(compared: Library) -> None:
    assert "2.5x" not in compared.render_matrix(1)
    compared.accept_cells(1, [(1, "Result"), (1, "Task")])
    cell = compared.comparison(1).rows[0][3]
    assert (cell.text, cell.by) == ("2.5x faster; 3.1 % of accuracy; 12%", "hand")
    assert cell.origin is not None
    assert "2.5x" in compared.render_matrix(1)
    compared.undo()
    assert compared.comparison(1).rows[0][3].by == "suggestion"


def test_a_cell_emptied_by_hand_stays_empty(compared: Library) -> None:
    compared.write_cells(1, {(1, "Result"): ("", None)})
    assert compared.comparison(1).rows[0][3].text == ""
    compared.write_cells(1, {(1, "Result"): None})
    assert compared.comparison(1).rows[0][3].by == "suggestion"


@given(st.text(alphabet="ab .!?e.g[]@\n", max_size=80))
def test_sentences_part_a_text(text: str) -> None:
    spans = list(sentences(text))
    assert spans == sorted(spans)
    assert "".join(text[a:b] for a, b in spans).replace(" ", "").replace("\n", "") == "".join(
        text.split()
    )
    for start, end in spans:
        assert sentence_around(text, start) == (start, end)


# ---------------------------------------------------------------- as a table

EVIL = '=HYPERLINK("x")|\\input{/etc/passwd}`$(id)` <script> & % # [@a] {{x}}'


@pytest.fixture
def evil(compared: Library) -> Library:
    """A comparison full of signs that steer programs."""
    compared.add_column(1, EVIL[:60])
    compared.rename_matrix(1, EVIL)
    compared.write_cells(1, {(1, "Data"): (f"{EVIL}\n\n{EVIL}", None), (2, "Data"): ("+1", None)})
    compared.edit(1, title=EVIL)
    return compared


def test_as_csv_nothing_is_computed_and_nothing_lost(evil: Library) -> None:
    rows = list(csv.reader(io.StringIO(evil.render_matrix(1, "csv").lstrip("\ufeff"))))
    assert len(rows) == 3
    assert {len(row) for row in rows} == {9}
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    assert rows[1][3] == f"'{EVIL}\n\n{EVIL}"


def test_as_latex_no_command_of_a_cell_survives(evil: Library) -> None:
    text = evil.render_matrix(1, "latex")
    assert "\\input" not in text.replace("\\textbackslash{}input", "")
    rows = [line for line in text.split("\n") if line.endswith("\\\\")]
    assert len(rows) == 3
    assert {line.replace("\\&", "").count("&") for line in rows} == {7}


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_the_table_as_it_was_meant(evil: Library) -> None:
    done = subprocess.run(
        ["pandoc", "-f", "markdown", "-t", "html"],
        input=evil.render_matrix(1), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.count("<tr") == 3
    assert done.stdout.count("<td") == 2 * 8
    assert "<script" not in done.stdout
