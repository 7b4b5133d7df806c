"""`reader export` into the same place again: dry run, what was left, what both sides changed."""

from pathlib import Path

from making import fill

from reader.library import Library
from reader.model import Kind


def exported(library: Library, reader, tmp_path: Path) -> tuple[list[int], Path]:
    ids = fill(library, range(2))
    library.write_note(ids[0], "In the library.")
    assert reader("export", "--to", tmp_path / "vault", "--layout", "vault").code == 0
    (path,) = [
        one for one in (tmp_path / "vault").glob("*.md") if "In the library." in one.read_text()
    ]
    return ids, path


def test_a_dry_run_lists_every_file_and_change(library: Library, reader, tmp_path: Path) -> None:
    ids, path = exported(library, reader, tmp_path)
    library.write_note(ids[0], "Otherwise.")
    library.delete([ids[1]])
    answer = reader("export", "--to", tmp_path / "vault", "--layout", "vault", "--dry-run")
    assert answer.out.splitlines()[0] == f"changed    {path.name}: Notes"
    assert answer.out.splitlines()[1].startswith("left       ")
    assert answer.out.splitlines()[-1] == "Nothing was written."
    assert "In the library." in path.read_text(encoding="utf-8")


def test_both_texts_of_a_clash_are_shown_and_a_flag_decides(
    library: Library, reader, tmp_path: Path
) -> None:
    ids, path = exported(library, reader, tmp_path)
    text = path.read_text(encoding="utf-8").replace("In the library.", "In the vault.")
    path.write_text(text, encoding="utf-8")
    library.write_note(ids[0], "\n".join(f"Line {number}." for number in range(20)))
    words = ["export", "--to", tmp_path / "vault", "--layout", "vault", "--both-changed"]
    answer = reader(*words, "mine", "--dry-run")
    assert f"{path.name}: Notes changed on both sides." in answer.err
    assert "  in the file:\n    ## Notes\n    \n    In the vault.\n" in answer.err
    assert "… 16 more lines" in answer.err
    assert reader(*words, "mine").code == 0
    assert path.read_text(encoding="utf-8").count("In the vault.") == 1
    assert "Line 3." not in path.read_text(encoding="utf-8")
    assert "changed on both sides" not in reader(*words, "new").err


def test_the_whole_library_goes_out_as_json_and_comes_in(
    library: Library, reader, tmp_path: Path
) -> None:
    ids = fill(library, range(3))
    library.write_note(ids[0], "Kept.")
    whole = tmp_path / "whole.json"
    assert reader("export", "x", "--format", "json", "--to", whole).code == 1
    answer = reader("export", "--format", "json", "--to", whole)
    assert answer.out == "The whole library, 3 papers: whole.json written.\n"
    assert "unchanged" in reader("export", "--format", "json", "--to", whole).out
    other = tmp_path / "other"
    assert (
        reader("import", whole, "--library", other).out == "The whole library came in: 3 papers.\n"
    )
    with Library.open(other) as copy:
        assert copy.paper(ids[0]).note == "Kept."
    assert reader("import", whole, whole, "--library", other).code == 2


def test_a_digest_is_printed(library: Library, reader) -> None:
    fill(library, range(3), "Monday page")
    assert "3 came in" in reader("digest").out
    assert reader("digest").out.splitlines()[1] == ""
    mail = reader("digest", "--format", "eml").out.splitlines()
    assert mail[0].startswith("Subject: ")
    assert any(line.startswith("MIME-Version: ") for line in mail)
    assert "Monday page: 3 papers." in reader("digest", "--import", 1).out
    assert reader("digest", "--format", "html").out.startswith("<!DOCTYPE html>")
    assert reader("digest", "--since", "soon").code == 1


def test_a_template_says_what_stands_of_each_paper(
    library: Library, reader, tmp_path: Path
) -> None:
    fill(library, range(2))
    to = tmp_path / "notes.md"
    answer = reader("export", "--to", to, "--template", "nothing")
    assert answer.code == 1
    assert "There are: Annotated bibliography, Evidence" in answer.err
    assert reader("export", "--to", to, "--template", "one line each").code == 0
    assert to.read_text(encoding="utf-8").count("\n- Counting Lanterns") == 1
    library.save_export_template("Mine", "# {{ title }} is mine\n")
    assert reader("export", "--to", tmp_path / "own.md", "--template", "Mine").code == 0
    assert "is mine" in (tmp_path / "own.md").read_text(encoding="utf-8")


def test_what_goes_in_and_in_which_order_is_said_by_flags(
    library: Library, reader, tmp_path: Path
) -> None:
    ids = fill(library, range(3))
    library.write_note(ids[0], "Mine.")
    library.highlight(ids[2], 0, 9, Kind.IDEA, "so?")
    library.tag(ids, ["kites"])
    to = tmp_path / "notes.md"
    words = ["export", "--to", to, "--noted", "--order", "title"]
    assert reader(*words).code == 0
    text = to.read_text("utf-8")
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads == sorted(heads)
    assert len(heads) == 2
    assert all(said in text for said in ("Mine.", "so?", "#kites", "[@"))
    left_out = ("notes", "comments", "tags", "keys")
    assert reader(*words, *(f"--without={name}" for name in left_out)).code == 0
    text = to.read_text("utf-8")
    assert not any(said in text for said in ("Mine.", "so?", "#kites", "[@"))
    assert reader("export", "--to", tmp_path / "x.bib", "--format", "biblatex").code == 0
    assert (tmp_path / "x.bib").read_text("utf-8").count("@") == 3


def test_related_papers_come_when_they_are_asked_for(
    library: Library, reader, tmp_path: Path
) -> None:
    fill(library, range(16))  # two about each subject
    assert reader("export", "--to", tmp_path / "plain.md").code == 0
    assert reader("export", "--related", "--to", tmp_path / "more.md").code == 0
    assert "Related papers" not in (tmp_path / "plain.md").read_text("utf-8")
    assert (tmp_path / "more.md").read_text("utf-8").count("### Related papers\n\n- ") == 16


def test_papers_are_counted_once_however_often_they_are_listed(
    library: Library, reader, tmp_path: Path
) -> None:
    ids = fill(library, range(3))
    words = ["export", "--to", tmp_path / "vault", "--layout", "vault", "--bibtex"]
    assert reader(*words).out.startswith("3 papers to ")
    assert reader(*words).out.startswith("3 papers to ")
    library.write_note(ids[0], "New.")
    assert reader(*words).out.startswith("3 papers to ")
