"""An exported comparison is merged with what a hand wrote there, and its cells come back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import fill
from making_exports import edit

from reader.export import edited_cells, matrix_draft, tables_in
from reader.library import Library
from reader.model import Cell, Comparison, Matrix

COLUMNS = ("Task", "Result")


@pytest.fixture
def compared(library: Library) -> int:
    """A comparison of two papers with two cells written."""
    ids = fill(library, range(2))
    library.new_matrix("Kites | moths", ids, columns=COLUMNS, uid="table")
    matrix = library.matrix_of("table")
    assert matrix is not None
    cells = {(ids[0], "Task"): "to fly | high", (ids[1], "Result"): "rose\nby *half*"}
    library.write_cells(matrix.id, {place: (text, None) for place, text in cells.items()})
    return matrix.id


@pytest.fixture
def file(library: Library, compared: int, tmp_path: Path) -> Path:
    path = tmp_path / "out" / "table.md"
    library.export_matrix(compared, path)
    return path


def cell(library: Library, matrix_id: int, row: int, column: str) -> str:
    found = library.comparison(matrix_id)
    return found.rows[row][found.matrix.columns.index(column)].text


def test_what_is_written_around_the_table_stays(
    library: Library, compared: int, file: Path
) -> None:
    file.write_text(f"Mine above.\n\n{file.read_text('utf-8')}\nMine below.\n", "utf-8")
    papers = library.matrix(compared).papers
    library.write_cells(compared, {(papers[1], "Task"): ("to glow", None)})
    done = library.export_matrix(compared, file)
    assert (done.kept, done.clashes) == ((), ())
    text = file.read_text("utf-8")
    assert text.startswith("Mine above.\n\n")
    assert text.endswith("\nMine below.\n")
    assert "| to glow |" in text
    assert library.export_matrix(compared, file).written == ()


def test_edited_cells_come_back_in_one_step(library: Library, compared: int, file: Path) -> None:
    edit(file, r"to fly \| high", r"to fly \| low")
    edit(file, r"rose<br>by \*half\*", r"fell<br/>by \*half\* <br> twice")
    assert library.pull(file, dry_run=True).cells == 2
    done = library.pull(file)
    assert (done.cells, done.clashes, done.remarks) == (2, (), ())
    assert cell(library, compared, 0, "Task") == "to fly | low"
    assert cell(library, compared, 1, "Result") == "fell\nby *half*\ntwice"
    assert library.pull(file).cells == 0
    assert library.export_matrix(compared, file).clashes == ()
    library.undo()
    assert cell(library, compared, 0, "Task") == "to fly | high"


def test_a_table_set_anew_by_a_program_says_the_same(
    library: Library, compared: int, file: Path
) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace(" | ", "    |  ").replace("---", ":-----"), "utf-8")
    done = library.pull(file)
    assert (done.cells, done.remarks) == (0, ())
    papers = library.matrix(compared).papers
    library.write_cells(compared, {(papers[1], "Task"): ("to glow", None)})
    assert library.export_matrix(compared, file).clashes == ()
    assert "| to glow |" in file.read_text("utf-8")


def test_a_cell_that_both_sides_changed_is_decided(
    library: Library, compared: int, file: Path
) -> None:
    edit(file, r"to fly \| high", "to fall")
    papers = library.matrix(compared).papers
    library.write_cells(compared, {(papers[0], "Task"): ("to soar", None)})
    clashes = library.pull(file).clashes
    assert [(one.mine, one.new) for _, one in clashes] == [("to soar", "to fall")]
    assert cell(library, compared, 0, "Task") == "to soar"
    # In the file both tables stand after an export, as for any text; nothing is overwritten.
    assert [one.what for one in library.export_matrix(compared, file).clashes] == ["Table"]
    assert all(words in file.read_text("utf-8") for words in ("to fall", "to soar"))
    library.pull(file, otherwise="new")
    assert cell(library, compared, 0, "Task") == "to fall"


def test_what_cannot_come_back_is_told(library: Library, compared: int, file: Path) -> None:
    edit(file, r"to fly \| high", "")
    whole = file.read_text("utf-8")
    file.write_text(
        whole.replace("<!-- reader:end -->", "").rstrip() + "\n| New [@new] | a | b |\n"
    )
    done = library.pull(file)
    assert (done.cells, len(done.remarks)) == (0, 3)
    assert cell(library, compared, 0, "Task") == "to fly | high"
    library.delete_matrix(compared)
    assert [said for _, said in library.pull(file).remarks] == [
        "Its comparison is not in the library."
    ]


line = st.text(st.sampled_from(list("ab|\\*<br>[]@ -:`")), max_size=12).map(str.strip)


@given(st.lists(line.filter(bool), min_size=1, max_size=3), line.filter(bool))
def test_any_words_come_back_as_they_were(lines: list[str], heading: str) -> None:
    said = "\n".join(" ".join(one.split()) for one in lines)
    matrix = Matrix(1, "table", "x", (heading,), (1,), {}, "")
    before = Comparison(matrix, ("A | b",), ((Cell("before", "hand"),),))
    after = Comparison(matrix, ("A | b",), ((Cell(said, "hand"),),))
    ours = matrix_draft(before, {1: "key"}, "x.md").blocks
    old, new = (matrix_draft(one, {1: "key"}, "x.md").marked() for one in (before, after))
    table = new.partition("-->\n|")[2]
    (held,) = tables_in(old[: old.index("-->\n|") + 5] + table).values()
    (back,) = edited_cells(held, ours, before, {1: "key"})
    assert not isinstance(back, str)
    assert (back.text, back.both) == (said, False)
