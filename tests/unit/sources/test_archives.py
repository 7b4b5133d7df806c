"""Archives: their texts within limits, and a reason for everything else."""

import contextlib
import gzip
import io
import struct
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from reader import sources
from reader.errors import Problem
from reader.model import Dump, Skipped
from reader.sources import archives

MB = 1024 * 1024
TAR = b"\x00" * 257 + b"ustar" + b"\x00" * 250
WESTERN = "Twelve beetles met in a café and talked of nothing but the weather."


def zipped(members: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def found(data: bytes, name: str) -> list[Dump | Skipped]:
    return list(sources.dumps_in(io.BufferedReader(io.BytesIO(data)), name))


def texts(data: bytes) -> dict[str, str]:
    return {each.name: each.text for each in found(data, "a.zip") if isinstance(each, Dump)}


def passed(data: bytes) -> dict[str, str]:
    return {
        each.name: str(each.reason) for each in found(data, "a.zip") if isinstance(each, Skipped)
    }


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_the_texts_of_a_zip_archive_in_order(how: int):
    data = zipped({"b.txt": b"one", "in/a.txt": WESTERN.encode("cp1252"), "in/": b""}, how)
    assert list(texts(data).items()) == [("b.txt", "one"), ("a.txt", WESTERN)]
    _, second = found(data, "a.zip")
    assert isinstance(second, Dump)
    assert (second.path, second.encoding) == ("a.zip/in/a.txt", "Windows-1252")


def test_a_compressed_file_is_one_text_with_its_own_name(tmp_path: Path):
    path = tmp_path / "list.jsonl.gz"
    path.write_bytes(gzip.compress(b"one\n") + gzip.compress(b"two\n"))
    [dump] = sources.dumps(path)
    assert isinstance(dump, Dump)
    assert (dump.name, dump.text, dump.path) == ("list.jsonl", "one\ntwo\n", str(path))


def test_names_that_lead_elsewhere_are_only_names():
    assert texts(zipped({"../../etc/x.txt": b"one", "/abs/y.txt": b"two"})) == {
        "x.txt": "one",
        "y.txt": "two",
    }


def test_a_member_that_is_no_text_does_not_stop_the_others():
    data = zipped({"a.txt": b"a", "p.pdf": b"%PDF-1", ".x": b"x", "__MACOSX/a": b"", "z": b"z"})
    assert texts(data) == {"a.txt": "a", "z": "z"}
    assert set(passed(data)) == {"p.pdf", ".x", "__MACOSX/a"}
    assert passed(data)["p.pdf"].startswith("a.zip/p.pdf: This is a PDF document")


@pytest.mark.parametrize(
    "inner",
    [zipped({"a": b"a"}), gzip.compress(b"a"), TAR],
    ids=["zip", "gz", "tar"],
)
def test_an_archive_in_an_archive_is_not_opened(inner: bytes):
    assert "inside an archive" in passed(zipped({"inner": inner}))["inner"]


def test_a_tar_archive_is_named_as_one():
    with pytest.raises(Problem, match="inside an archive"):
        found(gzip.compress(TAR), "a.tgz")


def test_an_office_document_is_no_archive():
    with pytest.raises(Problem, match="office document"):
        found(zipped({"[Content_Types].xml": b"<x/>", "w.xml": b"x"}), "a.docx")


def test_a_locked_member_is_told_with_its_name():
    data = bytearray(zipped({"a.txt": b"secret", "b.txt": b"open"}))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    assert "a.zip/a.txt: This file in the archive is locked" in passed(bytes(data))["a.txt"]
    assert texts(bytes(data)) == {"b.txt": "open"}


def test_a_damaged_member_is_told_with_its_name():
    data = bytearray(zipped({"a.txt": b"a" * 500, "b.txt": b"b"}, zipfile.ZIP_STORED))
    data[data.index(b"aaaa") + 7] ^= 1
    assert "a.zip/a.txt: This file in the archive is damaged" in passed(bytes(data))["a.txt"]
    assert texts(bytes(data)) == {"b.txt": "b"}


def test_any_cut_of_an_archive_is_texts_or_a_problem():
    whole = zipped({f"{n}.txt": f"{n} text".encode() * 9 for n in range(5)})
    packed = gzip.compress(b"a text of some length " * 20)
    for data in (whole, packed):
        for end in range(4, len(data)):
            with pytest.raises(Problem):
                found(data[:end], "cut")
    for place in range(4, len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 0x55
        with contextlib.suppress(Problem):
            found(bytes(changed), "changed")


def test_a_bomb_is_refused_early_and_a_small_page_of_one_letter_is_not():
    start = time.perf_counter()
    bomb = zipped({"a.txt": b"x" * (80 * MB), "b.txt": b"y" * (MB // 2)})
    packing = time.perf_counter() - start
    start = time.perf_counter()
    assert "100 times" in passed(bomb)["a.txt"]
    assert time.perf_counter() - start < packing
    assert set(texts(bomb)) == {"b.txt"}
    with pytest.raises(Problem, match="100 times"):
        found(gzip.compress(b"x" * (80 * MB)), "a.gz")


def test_all_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "EXPANDED", 3 * MB)
    data = zipped({f"{n}.txt": b"some words\n" * 90_000 for n in range(4)}, zipfile.ZIP_STORED)
    assert list(texts(data)) == ["0.txt", "1.txt", "2.txt"]
    assert "more than" in passed(data)["3.txt"]


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "MEMBERS", 3)
    with pytest.raises(Problem, match="more than 3 files"):
        found(zipped({f"{n}": b"x" for n in range(4)}), "a.zip")


def test_a_huge_table_of_contents_is_refused_before_it_is_read():
    data = bytearray(zipped({"a.txt": b"a"}))
    place = data.rindex(b"PK\x05\x06")
    data[place + 12 : place + 16] = struct.pack("<I", 2**31)
    with pytest.raises(Problem, match="more than"):
        found(bytes(data), "a.zip")
