"""`reader import` and `formats`."""

import gzip
import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from making import abstract, alternating_text, fill, search_page_text, title
from making_listings import PAPERS

from reader.cli import session
from reader.importers.text import decoding
from reader.library import Library
from reader.model import State
from reader.sources import parts

KEYS = [
    "format",
    "captured",
    "captured_evidence",
    "lines",
    "lines_claimed",
    "leftovers",
    "counts",
    "entries",
]


@pytest.fixture
def alternating(tmp_path: Path) -> Path:
    """A dump of twelve papers, title and abstract by turns."""
    path = tmp_path / "alternating.txt"
    path.write_text(alternating_text(range(12)), encoding="utf-8")
    return path


@pytest.fixture
def search_page(tmp_path: Path) -> Path:
    """A dump of a search page with ten papers; two of them are in the other dump as well."""
    path = tmp_path / "search.txt"
    path.write_text(search_page_text(range(10, 20)), encoding="utf-8")
    return path


def test_an_import_says_what_it_understood_and_adds_it(
    library: Library, reader, alternating: Path
) -> None:
    answer = reader("import", alternating, "--json")
    assert (answer.code, answer.err) == (0, "")
    [record] = answer.json
    assert list(record) == KEYS
    assert record["lines_claimed"] == record["lines"] == 25
    assert record["leftovers"] == []
    assert record["counts"] == {"entries": 12, "new": 12, "known": 0, "improved": 0, "doubtful": 0}
    first = record["entries"][0]
    assert (first["title"], first["abstract"]) == (title(0), abstract(0))
    assert (first["first_line"], first["last_line"]) == (2, 3)
    assert first["authors"] is None
    assert len(library.find().ids) == 12


def test_the_second_import_of_a_file_changes_nothing(
    library: Library, reader, alternating: Path
) -> None:
    reader("import", alternating)
    before = library.seq()
    [record] = reader("import", alternating, "--json").json
    assert record["counts"]["known"] == 12
    assert record["counts"]["new"] == 0
    assert library.seq() == before
    assert reader("import", alternating).out.endswith("Nothing new.\n")


def test_a_dry_run_writes_nothing(library: Library, reader, alternating: Path) -> None:
    before = library.seq()
    assert reader("import", alternating, "--dry-run", "--json").json[0]["counts"]["new"] == 12
    assert reader("import", alternating, "--dry-run").out.endswith("Nothing was written.\n")
    assert library.seq() == before


def test_papers_of_the_file_before_are_known(
    library: Library, reader, alternating: Path, search_page: Path
) -> None:
    first, second = reader("import", alternating, search_page, "--json").json
    assert first["counts"]["new"] == 12
    assert second["counts"]["new"] == 8
    assert second["counts"]["known"] + second["counts"]["improved"] == 2
    assert len(library.find().ids) == 20


def test_a_file_that_only_improves_known_papers_says_so(
    library: Library, reader, tmp_path: Path
) -> None:
    bare, dated = tmp_path / "bare.txt", tmp_path / "dated.txt"
    bare.write_text(alternating_text(range(4)), encoding="utf-8")
    dated.write_text(search_page_text(range(4)), encoding="utf-8")
    reader("import", bare)
    out = reader("import", dated).out
    assert "4 entries: 0 new, 0 known, 4 improved, 0 doubtful" in out
    assert out.endswith(
        "0 papers added to the Inbox, 4 papers improved; `reader undo` takes that back.\n"
    )
    assert all(library.paper(paper).facts.date for paper in library.find().ids)


def test_facts_of_a_search_page_are_given(reader, search_page: Path) -> None:
    [record] = reader("import", search_page, "--json").json
    by_title = {entry["title"]: entry for entry in record["entries"]}
    entry = by_title[title(13)]
    assert entry["author_count"] == 13 % 9 + 2
    assert (entry["date"], entry["comments"]) == ("2024-02-14", None)
    assert by_title[title(10)]["comments"] == 4
    assert record["captured"] == "2025"
    assert by_title[title(12)]["date"] == "2025-01-13"


def test_standard_input_is_a_file_like_any_other(library: Library, reader) -> None:
    text = alternating_text(range(5))
    [record] = reader("import", "-", "--json", stdin=text).json
    assert record["counts"]["new"] == 5
    [record] = reader("import", "-", "--json", stdin=text.encode("utf-16")).json
    assert record["counts"]["known"] == 5


def test_what_is_no_listing_is_one_message_and_nothing_is_added(
    library: Library, reader, alternating: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all,\nno papers today.\n", encoding="utf-8")
    before = library.seq()
    answer = reader("import", alternating, letter, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("reader: letter.txt: ")
    assert "line 1" in answer.err
    assert answer.err.count("\n") == 1
    assert library.seq() == before


def test_a_file_that_is_not_there_is_one_message(reader, tmp_path: Path) -> None:
    answer = reader("import", tmp_path / "nowhere.txt")
    assert (answer.code, answer.out) == (2, "")
    assert "nowhere.txt" in answer.err


@pytest.mark.parametrize("day", ["soon", "2025-13-01", "25", "2025-02-30", "20250101x"])
def test_a_day_that_is_none_is_a_usage_error(reader, alternating: Path, day: str) -> None:
    answer = reader("import", alternating, "--captured", day)
    assert answer.code == 2
    assert "YYYY-MM-DD" in answer.err


def test_the_day_of_capture_can_be_given(reader, alternating: Path) -> None:
    [record] = reader("import", alternating, "--captured", "2025-11-12", "--json").json
    assert record["captured"] == "2025-11-12"
    assert record["captured_evidence"]


def test_formats_are_listed_with_the_names_that_import_takes(reader, alternating: Path) -> None:
    known = reader("formats", "--json").json
    assert all(list(form) == ["name", "label"] for form in known)
    [record] = reader("import", alternating, "--json").json
    assert record["format"] in {form["name"] for form in known}
    assert record["format"] in reader("formats").out
    forced = reader("import", alternating, "--format", record["format"], "--json")
    assert forced.json[0]["counts"]["known"] == 12


def test_both_real_listings_are_read_whole(library: Library, reader, shared: Path) -> None:
    files = sorted((shared / "seeds").glob("*.txt"))
    first, second = reader("import", *files, "--json").json
    assert [first["counts"]["entries"], second["counts"]["entries"]] == [121, 61]
    assert first["leftovers"] == second["leftovers"] == []
    assert second["counts"]["known"] + second["counts"]["improved"] == 2
    assert second["captured"].startswith("2025")
    dates = [entry["date"] for entry in second["entries"]]
    assert len(dates) == 61
    assert all(dates)
    assert sum(entry["comments"] is not None for entry in second["entries"]) == 6
    assert len(library.find().ids) == 180
    before = library.seq()
    again = json.loads(reader("import", *files, "--json").out)
    assert [record["counts"]["new"] for record in again] == [0, 0]
    assert library.seq() == before


def test_an_import_succeeds_where_no_word_index_can_be_written(
    library: Library, reader, alternating: Path, own_home: Path
) -> None:
    (own_home / "cache").write_text("a file in the way", encoding="utf-8")
    answer = reader("import", alternating, "--json")
    assert answer.code == 0
    assert answer.json[0]["counts"]["new"] == 12
    assert "The papers are in the library, but" in answer.err
    words = title(3).split()[-2]
    found = reader("list", words, "--json").json
    assert title(3) in {paper["title"] for paper in found}


def test_input_that_never_ends_is_refused(
    library: Library, reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "MOST_INPUT", 1000)
    monkeypatch.setattr(decoding, "LARGEST", 1000)
    monkeypatch.setattr(parts, "WHOLE", 500)
    text = alternating_text(range(12))
    answer = reader("import", "-", stdin=text)
    assert answer.code == 2
    assert answer.err.startswith("reader: standard input: This is more than")
    fill(library, range(1))
    answer = reader("note", "1", "-", stdin=text)
    assert (answer.code, library.paper(1).note) == (1, "")


def test_closed_input_is_an_empty_text(
    library: Library, reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "sys", SimpleNamespace(stdin=None))
    answer = reader("import", "-")
    assert (answer.code, "no text" in answer.err) == (2, True)


def test_a_folder_is_brought_in_whole_and_what_is_no_listing_is_told(
    library: Library, reader, alternating: Path, search_page: Path, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear all,\nno papers today.\n", encoding="utf-8")
    (tmp_path / ".hidden").write_text("x")
    folder = tmp_path / "pages"
    folder.mkdir()
    for path in (alternating, search_page, tmp_path / "letter.txt", tmp_path / ".hidden"):
        path.rename(folder / path.name)
    before = library.undo_state()
    answer = reader("import", folder, "--json")
    assert answer.code == 0
    assert [record["counts"]["new"] for record in answer.json] == [12, 8]
    told = answer.err.splitlines()
    assert [line.split(":")[0] for line in told] == ["passed over"] * 2
    assert ".hidden" in told[0]
    assert "letter.txt" in told[1]
    assert len(library.find().ids) == 20
    library.undo()
    assert library.undo_state().undo == before.undo


def test_archives_and_compressed_files_are_brought_in(
    library: Library, reader, alternating: Path, search_page: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "pages.zip"
    with zipfile.ZipFile(archive, "w") as packing:
        packing.write(alternating, "pages/alternating.txt")
        packing.writestr("readme.md", "Nothing to see here.\n")
    packed = tmp_path / "search.txt.gz"
    packed.write_bytes(gzip.compress(search_page.read_bytes()))
    answer = reader("import", archive, packed, "--json")
    assert [record["counts"]["new"] for record in answer.json] == [12, 8]
    assert "readme.md" in answer.err
    again = reader("import", "-", "--json", stdin=packed.read_bytes())
    assert again.json[0]["counts"]["new"] == 0
    assert len(library.find().ids) == 20


def test_a_folder_or_an_archive_without_a_listing_is_a_problem(
    library: Library, reader, alternating: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    for path, reason in ((empty, "no listing"), (tmp_path / "broken.zip", "damaged")):
        answer = reader("import", alternating, path, "--json")
        assert (answer.code, answer.out) == (2, "")
        assert path.name in answer.err
        assert reason in answer.err
    assert len(library.find().ids) == 0


def test_archived_papers_that_may_be_worth_another_look_are_told(
    library: Library, reader, tmp_path
) -> None:
    def page(name: str, **counts: int) -> Path:
        said = {"title": title(1), "abstract": abstract(1), **counts}
        other = {"title": title(2), "abstract": abstract(2), "id": "2401.00002"}
        path = tmp_path / name
        path.write_text(json.dumps([{**said, "id": "2401.00001"}, other]), "utf-8")
        return path

    reader("import", page("a.json", upvotes=8))
    library.set_state(list(library.find().ids), State.ARCHIVE)
    answer = reader("import", page("b.json", upvotes=40), "--dry-run")
    assert "2 papers you archived, 1 worth another look" in answer.out
    assert f"{title(1)} (counts doubled)" in answer.out
    (record,) = reader("import", page("b.json", upvotes=40), "--dry-run", "--json").json
    assert [entry["back"] for entry in record["entries"]] == ["counts doubled", None]
    reader("import", page("b.json", upvotes=9))
    (record,) = reader("import", page("c.json", upvotes=10), "--dry-run", "--json").json
    assert [entry["back"] for entry in record["entries"]] == ["third sighting"] * 2


def test_an_archived_paper_with_another_abstract_is_worth_another_look(
    library: Library, reader, tmp_path
) -> None:
    def page(name: str, text: str) -> Path:
        path = tmp_path / name
        said = {"title": title(1), "abstract": text, "id": "2401.00001"}
        path.write_text(json.dumps([said]), "utf-8")
        return path

    def back(text: str) -> str | None:
        path = page("again.json", text)
        (record,) = reader("import", path, "--dry-run", "--json").json
        (entry,) = record["entries"]
        assert isinstance(entry["back"], str | None)
        return entry["back"]

    reader("import", page("first.json", PAPERS[1].abstract))
    library.set_state(list(library.find().ids), State.ARCHIVE)
    assert back(PAPERS[1].abstract) is None
    assert back(PAPERS[1].abstract[:200]) is None  # cut, and no other text
    another = PAPERS[0].abstract
    assert back(another) == "abstract changed"
    assert f"{title(1)} (abstract changed)" in reader("import", tmp_path / "again.json").out
