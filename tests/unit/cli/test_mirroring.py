"""The mirror on the command line: on, written after each verb, named when damaged, made again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from making import alternating_text

Reader = Callable[..., Any]


def filled(reader: Reader, tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(alternating_text(range(4)), encoding="utf-8")
    assert reader("import", tmp_path / "page.txt").code == 0
    return tmp_path / "mirror"


def test_a_verb_that_writes_keeps_the_mirror_up_to_date(reader: Reader, tmp_path: Path) -> None:
    mirror = filled(reader, tmp_path)
    assert "There is no mirror" in reader("mirror").out
    assert "files written" in reader("mirror", "on", mirror).out
    assert reader("note", "1", "--set", "Words of mine").code == 0
    texts = [path.read_text(encoding="utf-8") for path in mirror.glob("papers/*/*.md")]
    assert [text.endswith("---\n\nWords of mine\n") for text in texts].count(True) == 1
    assert "is on." in reader("mirror", "status").out
    assert "0 files written" in reader("mirror", "now").out


def test_off_is_off_and_the_files_stay(reader: Reader, tmp_path: Path) -> None:
    mirror = filled(reader, tmp_path)
    reader("mirror", "on", mirror)
    before = {path: path.read_bytes() for path in mirror.rglob("*") if path.is_file()}
    assert reader("mirror", "off").code == 0
    reader("star", "1")
    assert {path: path.read_bytes() for path in mirror.rglob("*") if path.is_file()} == before
    assert "is off." in reader("mirror").out
    assert reader("check").out == "All is well.\n"


def test_check_names_the_file_and_fix_writes_it(reader: Reader, tmp_path: Path) -> None:
    mirror = filled(reader, tmp_path)
    reader("mirror", "on", mirror)
    (path,) = mirror.glob("tables/imports*")
    path.write_bytes(path.read_bytes().replace(b"page", b"pagf"))
    answer = reader("check")
    assert (answer.code, "mirror: tables/imports-000000.yaml" in answer.out) == (1, True)
    assert reader("check", "--fix").code == 0
    assert reader("check").out == "All is well.\n"


def test_rebuild_makes_the_library_again(reader: Reader, tmp_path: Path) -> None:
    mirror = filled(reader, tmp_path)
    reader("note", "1", "--set", "Words of mine")
    reader("mirror", "on", mirror)
    answer = reader("rebuild", mirror, "--into", tmp_path / "again")
    assert answer.code == 0
    assert "4 papers and 1 note" in answer.out
    assert reader("note", "1", "--library", tmp_path / "again").out == "Words of mine\n"
    assert "There is a library" in reader("rebuild", mirror).err


def test_a_damaged_mirror_gives_what_is_sound(reader: Reader, tmp_path: Path) -> None:
    mirror = filled(reader, tmp_path)
    reader("mirror", "on", mirror)
    (path,) = mirror.glob("papers/*/Weaving*.md")
    path.write_bytes(b"nothing")
    answer = reader("rebuild", mirror, "--into", tmp_path / "again")
    assert answer.code == 1
    assert path.name in answer.err
    assert "3 papers" in answer.out


def test_words_that_are_wrong_are_refused(reader: Reader, tmp_path: Path) -> None:
    assert reader("mirror", "on").code == 2
    assert reader("mirror", "off", tmp_path).code == 2
    assert reader("mirror", "sideways").code == 2
    assert "has no mirror" in reader("mirror", "now").err
