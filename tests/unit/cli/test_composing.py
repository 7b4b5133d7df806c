"""Documents on the command line."""

from pathlib import Path
from typing import Any

from making import fill

from reader.library import Library
from reader.model import Kind


def test_a_document_is_made_shown_edited_and_deleted(reader: Any, tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    file.write_text("# Words\n\nλ", "utf-8")
    assert reader("document", "new", "On pruning", "--from", file).out == (
        "Made document 1: On pruning.\n"
    )
    assert reader("document", "new", "Plan", "--outline").code == 0
    assert reader("document", "show", 1).out == "# Words\n\nλ\n"
    assert reader("document", "edit", 1, "--title", "Other", "--from", "-", stdin="new").code == 0
    told = reader("documents", "--json").json
    assert [(one["id"], one["kind"], one["title"], one["text"]) for one in told] == [
        (1, "topic", "Other", "new"),
        (2, "outline", "Plan", ""),
    ]
    assert "1  Other" in reader("documents").out
    reader("document", "delete", 1)
    assert [one["id"] for one in reader("documents", "--json").json] == [2]
    reader("undo")
    assert reader("document", "show", 1).out == "new\n"


def test_what_cannot_be_read_or_found_is_told(reader: Any, tmp_path: Path) -> None:
    assert reader("document", "show", 7).code == 1
    assert "There is no document 7." in reader("document", "show", 7).err
    assert reader("document", "new", "x", "--from", tmp_path / "no").code == 1
    assert "not UTF-8" in reader("document", "new", "x", "--from", "-", stdin=b"\xff").err
    assert reader("document", "edit", 1).code == 2
    assert "There are no documents" in reader("documents").out


def test_an_outline_is_counted_and_written_with_its_references(
    reader: Any, library: Library, tmp_path: Path
) -> None:
    first, second = fill(library, range(2))
    library.highlight(first, 0, 20, Kind.IDEA)
    library.star([second])
    key = library.cited_keys([first])[first]
    text = f"# Kites {{id:{first},{second}}}\n\nIt holds [@{key}]. It does it. [@nobody]\n\nNo."
    library.new_document("Plan", text, kind="outline")
    told = reader("document", "ledger", 1).out.splitlines()
    assert told[0].startswith("2 papers found: 0 used and 1 unused")
    assert [line.partition(":")[0] for line in told[1:]] == [
        "Starred, not cited", "Cited, not Done", "Cited, in no paper", "Without a source",
    ]  # fmt: skip
    answer = reader("document", "export", 1, "--to", tmp_path / "out" / "plan.md")
    assert (answer.code, answer.out) == (0, "2 files written, 0 unchanged.\n")
    assert "@nobody is no paper's citation key" in answer.err
    assert "{id:" not in (tmp_path / "out" / "plan.md").read_text("utf-8")
    assert f"{{{key}," in (tmp_path / "out" / "plan.bib").read_text("utf-8")


def test_a_comparison_is_made_filled_shown_and_written(
    reader: Any, library: Library, tmp_path: Path
) -> None:
    fill(library, range(2))
    assert reader("comparisons").out.startswith("There are no comparisons.")
    assert reader("comparison", "new", "Kites", 2, 1, "--column", "Aim").out == (
        "Made comparison 1: Kites.\n"
    )
    assert reader("comparison", "set", 1, 1, "Aim", "to fly").code == 0
    assert "| to fly |" in reader("comparison", "show", 1).out
    assert "\\cite{" in reader("comparison", "show", 1, "--format", "latex").out
    reader("comparison", "export", 1, "--to", tmp_path / "k.csv")
    assert "to fly" in (tmp_path / "k.csv").read_text("utf-8-sig")
    assert "1  Kites  (2 papers, 1 column)" in reader("comparisons").out
    reader("comparison", "delete", 1)
    assert reader("comparison", "show", 1).code == 1
    reader("undo")
    assert "to fly" in reader("comparison", "show", 1).out


def test_a_dry_run_says_every_file_and_writes_none(
    library: Library, reader: Any, tmp_path: Path
) -> None:
    ids = fill(library, range(2))
    reader("comparison", "new", "Kites", *ids)
    reader("document", "new", "Plan")
    for name in ("t.md", "t.csv", "t.tex"):
        told = reader("comparison", "export", 1, "--to", tmp_path / name, "--dry-run")
        assert told.out == f"new        {name}\nNothing was written.\n"
    told = reader("document", "export", 1, "--to", tmp_path / "d.md", "--dry-run")
    assert "new        d.md\n" in told.out
    assert not [one for one in tmp_path.iterdir() if one.is_file()]


def test_a_table_that_was_edited_by_hand_is_kept_and_told(
    library: Library, reader: Any, tmp_path: Path
) -> None:
    ids = fill(library, range(2))
    reader("comparison", "new", "Kites", *ids)
    for name in ("t.csv", "t.tex"):
        to = tmp_path / name
        assert reader("comparison", "export", 1, "--to", to).code == 0
        assert "1 unchanged" in reader("comparison", "export", 1, "--to", to).out
        to.write_text("mine", "utf-8")
        told = reader("comparison", "export", 1, "--to", to)
        assert f"Kept {name}: It was edited since the last export" in told.err
        assert to.read_text("utf-8") == "mine"
        (beside,) = [one for one in tmp_path.glob(f"t*{to.suffix}") if one != to]
        assert "Counting Lanterns" in beside.read_text("utf-8").replace("{", "").replace("}", "")
