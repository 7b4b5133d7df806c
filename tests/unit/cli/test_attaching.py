"""`attach`, `files`, `detach`: files of papers without a window."""

from pathlib import Path

from making import fill

from reader.library import Library


def test_files_are_attached_listed_missed_and_taken_off(
    library: Library, reader, tmp_path: Path
) -> None:
    fill(library, range(1))
    kept, linked = tmp_path / "kept.pdf", tmp_path / "linked.pdf"
    for path in (kept, linked):
        path.write_bytes(b"%PDF")
    assert reader("attach", 1, kept).code == 0
    assert reader("attach", 1, linked, "--link").code == 0
    assert reader("attach", 1, kept).out == "The paper has these files already.\n"
    linked.unlink()
    first, second = reader("files", 1).out.splitlines()
    assert first.startswith("kept.pdf  ")
    assert "missing" not in first
    assert second == f"linked.pdf  {linked}  (missing)"
    checked = reader("check")
    assert checked.code == 1
    assert "linked.pdf of paper 1 is missing" in checked.out + checked.err
    assert reader("check", "--fix").code == 1  # nothing can bring it back
    assert reader("detach", 1, "nothing").code == 1
    assert reader("detach", 1, "linked.pdf").code == 0
    assert reader("check").code == 0
    assert reader("attach", 1, tmp_path).code == 1
