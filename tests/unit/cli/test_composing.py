"""Documents on the command line."""

from pathlib import Path
from typing import Any


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
