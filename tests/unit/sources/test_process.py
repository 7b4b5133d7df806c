"""Large texts are read in a process of their own, which can hang, die or eat without harm."""

import io
import json
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from making import alternating_text, search_page_text

from reader import importers, sources
from reader.errors import Cancelled, Problem
from reader.model import Dump, Listing
from reader.sources import child, process

ROOT = Path(__file__).resolve().parents[3]
PATCHED = (
    "import sys; sys.path[:] = sys.argv[1:]; import os, time; from reader import importers; "
    "from reader.sources.child import main; importers.read = lambda *a, **k: ({}); main()"
)
PAGE = Dump("page-2025-01-02.txt", search_page_text(range(30)))


def break_reading(monkeypatch: pytest.MonkeyPatch, instead: str) -> None:
    """Have the other process do something else instead of reading."""
    monkeypatch.setattr(process, "_START", PATCHED.format(instead))


def children() -> set[str]:
    """The processes started by this one that have not ended."""
    done = subprocess.run(
        ["ps", "-o", "pid=,stat=,args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    )
    return {line for line in done.stdout.splitlines() if "reader.sources.child" in line}


@pytest.mark.parametrize(
    "text",
    [
        PAGE.text,
        alternating_text(range(9)),
        "@article{a, title={On {\\'E}tudes}, author={Doe, A. and Roe, B.}, year=2020}\n",
        "TY  - JOUR\nTI  - A title\nAU  - Doe, A.\nPY  - 2020\nKW  - one\nER  - \n\nstray\n",
        "title,authors,upvotes\nA title of some length,Ann Doe,7\nAnother title,,x\n",
        alternating_text(range(3)).replace("drawings", "dra\ud800wings\x00"),
    ],
)
def test_the_other_process_reads_as_this_one_does(text: str):
    dump = Dump("page-2025-01-02.txt", text)
    here = importers.read(text, name=dump.name)
    assert process.read(dump) == here
    assert here.entries


def test_what_is_no_listing_is_the_same_problem():
    with pytest.raises(Problem) as there:
        process.read(Dump("letter.txt", "Dear all,\nno papers today.\n"))
    with pytest.raises(Problem) as here:
        importers.read("Dear all,\nno papers today.\n", name="letter.txt")
    assert str(there.value) == str(here.value)


def test_the_named_format_and_day_count_there_too():
    listing = process.read(PAGE, format_name="listing-blocks", captured="2023-05-06")
    assert (listing.format, listing.captured) == ("listing-blocks", "2023-05-06")


def test_large_texts_are_read_there_and_small_ones_here(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def read(dump: Dump, **_: object) -> Listing:
        asked.append(dump.name)
        return importers.read(PAGE.text)

    monkeypatch.setattr(process, "read", read)
    sources.read(PAGE)
    assert asked == []
    sources.read(Dump("large", PAGE.text * (sources.SMALL // len(PAGE.text) + 1)))
    sources.read(Dump("many lines", "a\n" * (sources.FEW + 1)))
    assert asked == ["large", "many lines"]


def test_reading_stops_within_a_second_when_nobody_waits(monkeypatch: pytest.MonkeyPatch):
    break_reading(monkeypatch, "time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(Cancelled):
        process.read(PAGE, progress=lambda done, total: time.monotonic() < start + 0.8)
    assert time.monotonic() - start < 1.8
    assert children() == set()


@pytest.mark.parametrize("forever", ["[0 for _ in iter(int, 1)]", "time.sleep(60)"])
def test_a_text_that_takes_too_long_is_a_problem(monkeypatch: pytest.MonkeyPatch, forever: str):
    break_reading(monkeypatch, forever)
    monkeypatch.setattr(process, "SECONDS", 0.5)
    start = time.monotonic()
    with pytest.raises(Problem, match="takes too long") as told:
        process.read(PAGE)
    assert told.value.where == PAGE.name
    assert told.value.do
    assert time.monotonic() - start < 10
    assert children() == set()


@pytest.mark.skipif(not child.CAN_LIMIT, reason="this system cannot limit what a process computes")
def test_a_machine_that_is_busy_is_no_reason_to_give_up(monkeypatch: pytest.MonkeyPatch):
    break_reading(
        monkeypatch, "time.sleep(1) or importers.listing_blocks.read(*a, importers.Hints())"
    )
    monkeypatch.setattr(process, "SECONDS", 0.9)
    assert process.read(PAGE).entries


def test_the_time_grows_with_the_text_to_a_minute_for_100_mb():
    assert process.SECONDS + 100 * process.SECONDS_PER_MB == 60


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep this limit")
def test_a_text_that_takes_too_much_memory_is_a_problem(monkeypatch: pytest.MonkeyPatch):
    break_reading(monkeypatch, "bytearray(2 * 1024 ** 3)")
    with pytest.raises(Problem, match="more than 1,024 MB"):
        process.read(PAGE)


@pytest.mark.parametrize("instead", ["os.kill(os.getpid(), 9)", "os._exit(3)"])
def test_a_process_that_dies_is_a_problem(monkeypatch: pytest.MonkeyPatch, instead: str):
    break_reading(monkeypatch, instead)
    with pytest.raises(Problem, match="unexpected end"):
        process.read(PAGE)


def test_a_mistake_there_is_a_problem_here_and_in_the_log_without_the_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    break_reading(monkeypatch, "{}['private words']")
    with caplog.at_level(logging.ERROR), pytest.raises(Problem, match="mistake in Reader"):
        process.read(PAGE)
    assert "KeyError" in caplog.text
    assert "child.py" in caplog.text
    assert "private" not in caplog.text


def test_a_mistake_here_is_a_problem_and_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def stumble(text: str, hints: importers.Hints) -> Listing:
        raise IndexError("private words")

    form = importers.Format("stumbles", "It", lambda text: 1.0, stumble)
    monkeypatch.setattr(importers, "FORMATS", (form, *importers.FORMATS))
    with caplog.at_level(logging.ERROR), pytest.raises(Problem, match="mistake in Reader"):
        sources.read(PAGE)
    assert "IndexError" in caplog.text
    assert "private" not in caplog.text


def test_what_is_printed_there_is_no_answer(monkeypatch: pytest.MonkeyPatch):
    break_reading(
        monkeypatch, "print('hello') or importers.listing_blocks.read(*a, importers.Hints())"
    )
    assert process.read(PAGE).entries


@pytest.mark.parametrize(
    "said",
    [b"hello\n", b"[]\n", b'["entry", [1], 1, 2, []]\n', b'["listing", {}]\n', b'{"a": 1}\n'],
)
def test_an_answer_that_makes_no_sense_is_a_problem(monkeypatch: pytest.MonkeyPatch, said: bytes):
    monkeypatch.setattr(process, "_START", f"import os; os.write(1, {said!r})")
    with pytest.raises(Problem, match="no sense"):
        process.read(PAGE)


def test_a_fact_of_another_kind_than_it_should_be_is_refused(monkeypatch: pytest.MonkeyPatch):
    facts = ["Title", *[None] * (len(process.FACTS) - 1)]
    said = json.dumps(["entry", facts, 1, 2, []]).encode() + b"\n"
    monkeypatch.setattr(process, "_START", f"import os; os.write(1, {said!r})")
    with pytest.raises(Problem, match="no sense"):
        process.read(PAGE)


def test_a_process_that_cannot_be_started_is_a_problem(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Problem, match="cannot be started"):
        process.read(PAGE)


def test_a_frozen_program_becomes_the_process_by_a_word():
    text = PAGE.text.encode()
    header = {"name": "", "format": None, "captured": None, "bytes": len(text)}
    asked = json.dumps(header | {"memory": 1024**3, "seconds": 20}).encode() + b"\n" + text
    done = subprocess.run(
        [sys.executable, "-m", "reader", process.CHILD],
        input=asked,
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    kinds = [json.loads(line)[0] for line in io.BytesIO(done.stdout)]
    assert kinds.count("entry") == 30
    assert kinds[-1] == "listing"
