"""Large files of records come in parts: whole records, nothing lost, nothing twice."""

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import abstract, title

from reader import importers, sources
from reader.errors import Problem
from reader.importers.text import decoding
from reader.model import Dump
from reader.sources import parents, parts

TEXT = {
    "jsonl": "".join(
        json.dumps({"paperId": f"{n:040x}", "title": title(n), "abstract": abstract(n)}) + "\n"
        for n in range(60)
    ),
    "bib": '@string{tides = "Journal of Tides"}\n\n'
    + "".join(
        f"@article{{k{n},\n  title = {{{title(n)}}},\n  journal = tides,\n"
        f"  year = {1990 + n % 30}\n}}\n\n"
        for n in range(60)
    ),
    "ris": "".join(f"TY  - JOUR\nTI  - {title(n)}\nPY  - 2001\nER  - \n\n" for n in range(60)),
    "nbib": "".join(f"PMID- {n}\nTI  - {title(n)}\nFAU - Doe, Ann\n\n" for n in range(1, 60)),
}


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "WHOLE", 3_000)
    monkeypatch.setattr(parts, "PART", 1_500)


def parts_of(data: bytes) -> list[Dump]:
    return list(parts.texts(io.BytesIO(data), "large", None))


def titles(dumps: list[Dump]) -> list[str]:
    form = importers.read(dumps[0].text).format
    return [
        entry.facts.title
        for dump in dumps
        for entry in importers.read(dump.text, format_name=form).entries
    ]


@pytest.mark.parametrize("kind", TEXT)
def test_the_parts_hold_the_papers_of_the_whole(kind: str) -> None:
    whole = importers.read(TEXT[kind])
    dumps = parts_of(TEXT[kind].encode())
    assert len(dumps) > 2
    assert titles(dumps) == [entry.facts.title for entry in whole.entries]
    assert all(len(dump.text) < 1_700 for dump in dumps)
    for dump in dumps:
        listing = importers.read(dump.text, format_name=whole.format)
        assert not listing.leftovers
        assert not any(entry.to_check for entry in listing.entries)


def test_macros_of_the_first_part_hold_in_all_of_them() -> None:
    for dump in parts_of(TEXT["bib"].encode()):
        for entry in importers.read(dump.text, format_name="bibtex").entries:
            assert entry.facts.venue == "Journal of Tides"


PARENTS = (
    "@xdata{shore, publisher = {Tidal Press}, year = {2024}}\n\n"
    + "".join(
        f"@inproceedings{{c{n},\n  title = {{{title(n)}}},\n  crossref = {{Tides24}}\n}}\n\n"
        for n in range(60)
    )
    + "@proceedings{tides24,\n  title = {Proceedings of Tides},\n  xdata = {shore}\n}\n"
)


def test_entries_take_fields_from_one_in_another_part() -> None:
    dumps = parts_of(PARENTS.encode())
    assert len(dumps) > 2
    found = [e for dump in dumps for e in importers.read(dump.text, format_name="bibtex").entries]
    assert [entry.facts.title for entry in found] == [
        *(title(n) for n in range(60)),
        "Proceedings of Tides",
    ]
    assert {entry.facts.venue for entry in found[:-1]} == {"Proceedings of Tides"}
    assert {entry.facts.year for entry in found} == {2024}
    assert not any(entry.to_check for entry in found)


def test_parents_in_a_stream_that_is_read_once_are_told_as_missing(tmp_path: Path) -> None:
    path = tmp_path / "tides.bib.gz"
    path.write_bytes(gzip.compress(PARENTS.encode()))
    dumps = [each for each in sources.dumps(path) if isinstance(each, Dump)]
    found = [e for dump in dumps for e in importers.read(dump.text, format_name="bibtex").entries]
    assert len(found) == 61
    assert found[0].to_check


def test_only_so_many_bytes_of_parents_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parents, "LARGEST", 10)
    entries = importers.read(parts_of(PARENTS.encode())[0].text, format_name="bibtex").entries
    assert all(entry.to_check for entry in entries)


@pytest.mark.parametrize("kind", ["jsonl", "ris", "nbib"])
@settings(max_examples=40, deadline=None)
@given(part=st.integers(1, 4_000), chunk=st.integers(1, 700))
def test_however_it_is_cut_and_arrives_not_a_letter_is_lost(
    kind: str, part: int, chunk: int
) -> None:
    class Pipe(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or chunk, chunk))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PART", part)
        dumps = list(parts.texts(Pipe(TEXT[kind].encode()), "large", None))
    assert "".join(dump.text for dump in dumps) == TEXT[kind]


def test_a_small_file_and_one_that_cannot_be_cut_are_one_text() -> None:
    assert len(parts_of(TEXT["ris"][:2_000].encode())) == 1
    page = "\n".join(f"{title(n)}\n{abstract(n)}" for n in range(20))
    assert [dump.text for dump in parts_of(page.encode())] == [page]
    array = json.dumps([{"title": title(n)} for n in range(90)])
    assert len(parts_of(array.encode())) == 1


def test_a_record_larger_than_all_limits_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST", 20_000)
    data = TEXT["jsonl"].encode() + b'{"title": "' + b"x" * 50_000
    with pytest.raises(Problem, match="too large"):
        parts_of(data)


def test_a_file_too_large_for_one_text_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST", 3 * 1024 * 1024)
    with pytest.raises(Problem, match="more than 3 MB") as told:
        parts_of(b"some words of no record\n" * 200_000)
    assert told.value.where == "large"


def test_a_large_compressed_file_comes_in_parts_and_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl.gz"
    path.write_bytes(gzip.compress(TEXT["jsonl"].encode()))
    dumps = list(sources.dumps(path))
    assert len(dumps) > 3
    assert {each.name for each in dumps} == {"large.jsonl"}
    assert sources.read_file(path).text == TEXT["jsonl"]


def test_a_file_whose_records_are_too_many_for_the_window_names_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "LARGEST", 10_000)
    path = tmp_path / "large.jsonl"
    path.write_text(TEXT["jsonl"])
    with pytest.raises(Problem) as told:
        sources.read_file(path)
    assert "command line" in told.value.do
