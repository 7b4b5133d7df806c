"""Files of papers: kept or linked, never lost with undo, merged and split, missing ones named."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from making import facts, fill

from reader.errors import Cancelled, Problem
from reader.library import Library
from reader.model import Attachment, Changes, ExportOptions
from reader.store import Store, attachments

Add = Callable[..., Changes]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A file with a name that means harm."""
    path = tmp_path / "out" / "a: paper?.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7 made up")
    return path


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library") as opened:
        fill(opened, range(3))
        yield opened


def test_a_kept_file_is_a_copy_and_survives_undo_and_redo(library: Library, pdf: Path) -> None:
    assert library.attach(1, [pdf]).areas == {"attachments", "marks"}  # it is seen now
    (file,) = library.paper(1).files
    place = library.place_of(file)
    assert place is not None
    assert place.parent == library.folder / "files"
    assert place.read_bytes() == pdf.read_bytes()
    assert (file.name, file.size, file.kept) == ("a: paper?.pdf", 16, True)
    assert not set(place.name) & set('<>:"/\\|?*')
    assert library.attach(1, [pdf]).action == ""
    library.undo()
    assert library.paper(1).files == ()
    library.redo()
    assert library.paper(1).files == (file,)
    assert list(library.find("has:file").ids) == [1]
    library.detach(file.id)
    assert place.is_file()
    assert library.check() == []


def test_a_linked_file_stays_where_it_is_and_is_missed(library: Library, pdf: Path) -> None:
    library.attach(2, [pdf], link=True)
    (file,) = library.paper(2).files
    assert library.place_of(file) == pdf
    assert not (library.folder / "files").exists()
    pdf.write_bytes(b"%PDF annotated elsewhere")  # may change: it is the person's
    assert library.check_files() == []
    pdf.unlink()
    assert library.is_missing(file)
    (finding,) = library.check_files()
    assert finding.part == "files"
    assert "a: paper?.pdf of paper 2 is missing" in finding.text


def test_a_kept_file_that_changed_or_went_is_named(library: Library, pdf: Path) -> None:
    library.attach(1, [pdf])
    place = library.place_of(library.paper(1).files[0])
    assert place is not None
    place.write_bytes(b"%PDF-1.7 MADE up")
    assert "not as it was attached" in library.check_files()[0].text
    place.unlink()
    assert "is missing" in library.check()[0].text
    library.attach(2, [pdf])  # brings the content back for both
    assert library.check_files() == []


def test_what_is_no_file_is_refused_and_nothing_is_attached(
    library: Library, pdf: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for wrong in (tmp_path, tmp_path / "none.pdf", tmp_path / "pipe"):
        with pytest.raises(Problem):
            library.attach(1, [pdf, wrong])
    with pytest.raises(Problem):
        library.attach(99, [pdf])
    with pytest.raises(Cancelled):
        library.attach(1, [pdf], progress=lambda _done, _all: False)
    assert library.paper(1).files == ()


@pytest.mark.parametrize(
    "path",
    ["../library.db", "files/../library.db", "/etc/passwd", "files/a/b", "files", "files/..", "a/b",
     "files/\\..\\x"],
)  # fmt: skip
def test_a_place_outside_the_folder_is_no_place(tmp_path: Path, path: str) -> None:
    file = Attachment(1, "u", 1, "x", path, True, "0", 1, "")
    found = attachments.place(tmp_path, file)
    assert found is None or found.parent == tmp_path / "files"
    assert attachments.place(tmp_path, Attachment(1, "u", 1, "x", "rel", False, "0", 1, "")) is None


def test_files_go_with_a_merge_and_come_back_with_a_split(store: Store, add: Add) -> None:
    add(facts(1), facts(2))
    for paper_id in (1, 2):
        name = f"{paper_id}.pdf"
        store.attach(paper_id, [Attachment(0, "", 0, name, f"files/{name}", True, "0", 1, "")])
    store.merge([(1, 2)], {})
    merged = store.paper(1)
    assert merged is not None
    assert [file.name for file in merged.files] == ["1.pdf", "2.pdf"]
    store.unmerge(1)
    for paper_id in (1, 2):
        paper = store.paper(paper_id)
        assert paper is not None
        assert [file.name for file in paper.files] == [f"{paper_id}.pdf"]
    store.delete([1])
    store.undo()
    paper = store.paper(1)
    assert paper is not None
    assert len(paper.files) == 1
    assert store.check() == []


def test_an_import_is_not_taken_back_with_a_paper_that_has_a_file(store: Store, add: Add) -> None:
    add(facts(1), facts(2))
    store.attach(1, [Attachment(0, "", 0, "x", "files/x", True, "0", 1, "")])
    store.undo_import(1, keep_worked_on=True)
    assert store.paper(1) is not None
    assert store.paper(2) is None


def test_exports_lead_to_the_files(library: Library, pdf: Path, tmp_path: Path) -> None:
    library.attach(1, [pdf])
    library.attach(1, [pdf], link=True)
    (document,) = library.export_preview([1], ExportOptions())
    kept, linked = library.paper(1).files
    place = library.place_of(kept)
    assert place is not None
    assert f"[a: paper?.pdf](<{place.as_uri()}>)" in document.text
    assert f"[a: paper?.pdf](<{pdf.as_uri()}>)" in document.text
    assert linked.path == str(pdf)


def test_a_kept_file_that_somebody_annotated_is_not_replaced(library: Library, pdf: Path) -> None:
    library.attach(1, [pdf])
    mine = library.place_of(library.paper(1).files[0])
    assert mine is not None
    mine.write_bytes(b"%PDF-1.7 made up, annotated by hand")
    for _ in range(2):  # the fresh copy is made once
        library.attach(2, [pdf])
        assert mine.read_bytes().endswith(b"annotated by hand")
        (file,) = library.paper(2).files
        fresh = library.place_of(file)
        assert fresh is not None
        assert fresh.read_bytes() == pdf.read_bytes()
    assert len(list(mine.parent.iterdir())) == 2
