"""Whole files of each family, as sites and tools write them, each beside what a reader sees in it.

`tests/data/families/NAME.expected.json` lists the papers of `NAME`: every field that its file
tells, the warnings that ask for a look, and the lines that belong to nothing. Fuzzing and damage
begin with these files, too.
"""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from fuzz.oracles import check

from reader import importers
from reader.importers.text.decoding import decode
from reader.model import Entry, Facts, Listing

FOLDER = Path(__file__).resolve().parents[2] / "data" / "families"
EXPECTED = ".expected.json"
FILES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(EXPECTED))


def told(listing: Listing) -> dict[str, Any]:
    """What a listing says, as the expectations have it."""
    return {
        "format": listing.format,
        "captured": listing.captured,
        "papers": [_paper(entry) for entry in listing.entries],
        "left": [leftover.line for leftover in listing.leftovers],
    }


def _paper(entry: Entry) -> dict[str, Any]:
    """The fields of an entry that say anything, and what it asks to be looked at."""
    said = {each.name: getattr(entry.facts, each.name) for each in fields(Facts)}
    known = {name: value for name, value in said.items() if value not in (None, (), "", False)}
    checks = sorted({each.code for each in entry.warnings if each.check})
    more = {"key": entry.key, "check": checks}
    return {**known, **{name: value for name, value in more.items() if value}}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_read_as_a_careful_reader_would(path: Path) -> None:
    text = decode(path.read_bytes())[0]
    listing = importers.read(text, name=path.name)
    check(listing.format, text)
    expected = json.loads(path.with_name(path.name + EXPECTED).read_text("utf-8"))
    assert json.loads(json.dumps(told(listing))) == expected
