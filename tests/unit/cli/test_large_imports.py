"""Imports larger than memory: added while they are read, still one step, all or nothing."""

import json
from pathlib import Path

import pytest
from making import abstract, fill, title

from reader.cli import importing
from reader.library import Library
from reader.sources import parts


@pytest.fixture(autouse=True)
def small_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have small files treated as large ones are."""
    monkeypatch.setattr(parts, "WHOLE", 4_000)
    monkeypatch.setattr(parts, "PART", 2_000)
    monkeypatch.setattr(importing, "HELD", 5_000)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Forty papers as JSON lines, the first ten of which come again at the end."""
    path = tmp_path / "large.jsonl"
    numbers = [*range(40), *range(10)]
    lines = (
        json.dumps({"paperId": f"{n:040x}", "title": title(n), "abstract": abstract(n)})
        for n in numbers
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_large_file_is_added_in_parts_and_is_one_step(
    library: Library, reader, large: Path
) -> None:
    fill(library, range(3))
    before = library.undo_state()
    out = reader("import", large).out
    assert "50 entries: 37 new" in out
    assert "37 papers added to the Inbox" in out
    assert len(library.find().ids) == 40
    assert library.undo_state().undo == "Import large.jsonl"
    assert library.log(1)[0].papers == 40
    assert library.check() == []
    library.undo()
    assert len(library.find().ids) == 3
    assert library.undo_state().undo == before.undo
    library.redo()
    assert len(library.find().ids) == 40
    words = reader("list", title(30), "--json").json
    assert title(30) in {paper["title"] for paper in words}


def test_its_json_is_a_record_for_each_part(reader, large: Path) -> None:
    answer = reader("import", large, "--json")
    assert len(answer.json) > 3
    assert sum(record["counts"]["new"] for record in answer.json) == 40
    assert sum(record["counts"]["known"] for record in answer.json) == 10
    assert answer.out == json.dumps(answer.json, indent=2) + "\n"


def test_a_large_dry_run_writes_nothing(library: Library, reader, large: Path) -> None:
    before = library.seq()
    assert "40 new" in reader("import", large, "--dry-run").out
    assert library.seq() == before
    assert len(library.find().ids) == 0


def test_a_file_that_is_no_listing_after_a_large_one_takes_everything_back(
    library: Library, reader, large: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all,\nno papers today.\n", encoding="utf-8")
    before = library.seq()
    answer = reader("import", large, letter, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert "letter.txt" in answer.err
    assert library.seq() == before


def test_a_second_import_of_a_large_file_changes_nothing(
    library: Library, reader, large: Path
) -> None:
    reader("import", large)
    before = library.seq()
    assert reader("import", large).out.endswith("Nothing new.\n")
    assert library.seq() == before


def test_a_large_stream_of_standard_input_is_added_the_same_way(
    library: Library, reader, large: Path
) -> None:
    reader("import", "-", stdin=large.read_bytes())
    assert len(library.find().ids) == 40


def test_its_parts_are_one_import_to_a_person(library: Library, reader, large: Path) -> None:
    reader("import", large)
    (whole,) = library.imports()
    assert whole.name == "large.jsonl"
    assert 40 <= whole.papers <= 50, "the last part may be the text of the first one again"
    assert len(whole.parts) > 3
    (said,) = reader("imports", "--json").json
    assert (said["id"], said["lines"]) == (whole.id, whole.lines)
    assert len(library.find(f"import:#{whole.id}").ids) == 40
    assert [row.title for row in library.rows(library.find(f"import:#{whole.id}").ids)][:2] == [
        title(0),
        title(1),
    ]
    reader("rename-import", whole.id, "My snapshot")
    assert [each.name for each in library.imports()] == ["My snapshot"]
    assert len(library.find('import:"my snap"').ids) == 40
    (line, *_) = reader("reimport", whole.id, "--dry-run").out.splitlines()
    assert line.endswith("My snapshot: 0 papers improved, 0 new")
    assert reader("recapture", whole.id, "2024").out == "0 dates moved.\n"
    library.star([library.find().ids[0]])
    planned = library.undo_import_plan(whole.id)
    assert (len(planned.leaving), len(planned.worked_on), planned.staying) == (39, 1, ())
    reader("undo-import", whole.id, "--all")
    assert library.imports() == []
    assert len(library.find().ids) == 0
    library.undo()
    assert len(library.find().ids) == 40
    assert library.check() == []


def test_an_entry_whose_parent_is_in_another_part_says_so(
    library: Library, reader, tmp_path: Path
) -> None:
    entries = "".join(
        f"@inproceedings{{k{n}, title={{{title(n)}}}, abstract={{{abstract(n)}}},"
        " crossref={f}}\n"
        for n in range(20)
    )
    path = tmp_path / "large.bib"
    path.write_text(f"{entries}@proceedings{{f, title={{Fog}}, year={{2024}}}}\n", encoding="utf-8")
    records = reader("import", path, "--json").json
    assert len(records) > 2
    for record in records:
        for entry in record["entries"]:
            missing = any("“f”, which is not in this text" in w["text"] for w in entry["warnings"])
            assert missing == (entry["venue"] is None and entry["title"] != "Fog")
