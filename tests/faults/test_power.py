"""Power cuts: what a disk may hold after one is opened, and nothing said to be safe is lost.

`kill -9` keeps what the system has in memory; a power cut does not. The model is in `power.py`.
"""

import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from faults.power import MODES, Disk, Recording, record
from faults.told import effects, lies
from making import fill

from reader.library import Library
from reader.store.backup import archive

LONG = bool(os.environ.get("READER_LONG"))
STATES = 120  # moments of each run in the short tier, two states of each

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="there is no strace")

Wrong = list[str]
"""What is not as it should be."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A disk with a library of a few papers; drafts, settings and backups lie on it as well."""
    place = tmp_path / "disk"
    with Library.open(place / "library") as library:
        fill(library, range(4))
    for name in ("out", "state", "data"):
        (place / name).mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(place / "data"))
    return place


def recorded(what: str, place: Path, root: Path, *mutant: str) -> Recording:
    program = str(root / "tests" / "faults" / "powered.py")
    paths = f"{root}:{root / 'tests'}:{root / 'tests' / 'faults'}"
    return record(
        [sys.executable, program, what, str(place), *mutant],
        place,
        env={**os.environ, "PYTHONPATH": paths},
        cwd=root,
        timeout=120,
    )


# ---------------------------------------------------------------- what must be so afterwards


def library_is_right(out: Path, said: list[str]) -> Wrong:
    return lies([line.split() for line in said], effects(out / "library"))


def a_new_library_is_right(out: Path, said: list[str]) -> Wrong:
    there = (out / "new" / "library.db").exists()
    if there:
        with Library.open(out / "new") as library:
            assert library.check() == []
    return ["it is not there"] if said and not there else []


def backups_are_right(out: Path, said: list[str]) -> Wrong:
    lines = [line.split() for line in said]
    with Library.open(out / "library") as library:
        note = library.paper(min(library.find().ids)).note
        uid = library.uid
        assert [found for found in library.check() if found.part != "index"] == []
    notes = ["", *(words[2] for words in lines if words[0] == "backup")]
    wrong = []
    if "restored" in said and note != "one":
        wrong.append(f"restored, but the note is {note!r}")
    elif note not in ("one", "two", "") or (notes[-1] == "one" and note == ""):
        wrong.append(f"the note is {note!r}")
    elif notes[-1] == "two" and note == "":
        wrong.append("both notes are lost")
    for words in lines:
        if words[0] == "backup":
            (file,) = (out / "data").glob(f"*/{uid}/reader-{int(words[1]):04}.zip")
            if not archive.is_whole(file):
                wrong.append(f"backup {words[1]} is not whole")
    return wrong


def drafts_are_right(out: Path, said: list[str]) -> Wrong:
    found = list((out / "state").rglob("paper *.md"))
    sizes = [len(file.read_text().split()) // 300 for file in found if _is_words(file)]
    least = max((int(line.split()[1]) for line in said), default=0)
    torn = [str(file) for file in found if not _is_words(file)]
    return [*torn, *(["older than it was said to be"] if max(sizes, default=0) < least else [])]


def _is_words(file: Path) -> bool:
    text = file.read_text()
    return text == "word " * (len(text) // 5) and not len(text) % 1500 and bool(text)


SCALES = ("", *(f"[look]\nscale={scale}\n" for scale in ("1.25", "1.5", "2")))


def settings_are_right(out: Path, said: list[str]) -> Wrong:
    file, least = out / "state" / "small.json", len(said)
    ini = next((out / "state").rglob("window.ini"), None)
    wrong = [] if ini is None or ini.read_text() in SCALES else [f"torn: {ini.read_text()!r}"]
    if not file.exists():
        return [*wrong, "the file is not there"] if least else wrong
    try:
        (number,) = json.loads(file.read_bytes())
    except ValueError:
        return [*wrong, "the file is torn"]
    return wrong if int(number) // 400 >= least else [*wrong, "older than said"]


def exports_are_right(out: Path, said: list[str]) -> Wrong:
    wrong = []
    for file in (out / "out").rglob("*.md"):
        text = file.read_text()
        if not text.strip() or "\0" in text or text.count("version 1") not in (0, 200):
            wrong.append(f"{file.name} is torn")
    for line in said:
        what, number = line.split()
        texts = [file.read_text() for file in (out / "out").rglob("*.md")
                 if (file.name == "notes.md") == (what == "document")]  # fmt: skip
        if not any(text.count(f"version {n}") == 200 for text in texts for n in (number, "2")):
            wrong.append(f"{line} is lost")
    return wrong


CHECKS: dict[str, Callable[[Path, list[str]], Wrong]] = {
    "library": library_is_right,
    "new-library": a_new_library_is_right,
    "backups": backups_are_right,
    "drafts": drafts_are_right,
    "settings": settings_are_right,
    "export": exports_are_right,
}


def cuts(recording: Recording, rng: random.Random) -> list[int]:
    """Where the power goes: everywhere in the long tier, here and there in the short one."""
    if LONG or len(recording.cuts) <= STATES:
        return list(recording.cuts)
    return sorted(rng.sample(recording.cuts, STATES))


def wrong_states(
    what: str, recording: Recording, out: Path, *, every_mode: bool, most: int = 10**9
) -> tuple[int, Wrong]:
    """How many states were opened, and what was wrong with them."""
    rng = random.Random(26)
    count, wrong = 0, Wrong()
    for number, cut in enumerate(cuts(recording, rng)):
        some = MODES if every_mode else (MODES[number % len(MODES)], "some")
        for mode in some:
            Disk(recording, cut, strict=bool(number % 2)).write(out, mode, rng)
            count += 1
            try:
                found = CHECKS[what](out, recording.said(cut))
            except Exception as error:  # noqa: BLE001  (whatever it is, the state is not right)
                found = [f"{type(error).__name__}: {error}"]
            wrong += [f"cut {cut}, {mode}: {text}" for text in found]
            if len(wrong) >= most:
                return count, wrong
    return count, wrong


@pytest.mark.parametrize("what", ["library", "drafts", "settings", "export"])
def test_the_harness_notices_what_is_not_safe(
    what: str, place: Path, root: Path, tmp_path: Path
) -> None:
    recording = recorded(what, place, root, "mutant")
    assert wrong_states(what, recording, tmp_path / "out", every_mode=True, most=1)[1]


@pytest.mark.parametrize("what", CHECKS)
def test_nothing_said_to_be_safe_is_lost_in_a_power_cut(
    what: str, place: Path, root: Path, tmp_path: Path
) -> None:
    recording = recorded(what, place, root)
    count, wrong = wrong_states(what, recording, tmp_path / "out", every_mode=LONG)
    print(*wrong[:40], sep="\n")
    print(f"{what}: {len(recording.cuts)} events, {count} states")
    assert wrong == []
    assert count >= 2 * min(STATES, len(recording.cuts))
