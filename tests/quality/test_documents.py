"""The README tells every verb and every key of the JSON contract; other programs rely on it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from reader.cli import records
from reader.cli.program import verbs
from reader.model import (
    Action,
    Backup,
    Caution,
    Dump,
    Entry,
    Facts,
    Finding,
    Grade,
    Highlight,
    Import,
    Improvement,
    Kind,
    Leftover,
    Listing,
    NoteVersion,
    Pair,
    Paper,
    Plan,
    PlannedEntry,
    Reread,
    RereadEntry,
    Result,
    Sighting,
    State,
    Taste,
)
from reader.query.language import LANGUAGE


@pytest.fixture
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def keys(record: object) -> Iterator[str]:
    """Every key of a record, with those of the records inside it."""
    if isinstance(record, dict):
        for key, value in record.items():
            yield key
            yield from keys(value)
    elif isinstance(record, list):
        for value in record:
            yield from keys(value)


def everything() -> list[object]:
    """One record of each kind, with something in every list."""
    facts = Facts(title="A", authors=("B",), keywords=("C",))
    entry = Entry(facts, 1, 2, (Caution("code", "text", 1),))
    listing = Listing("lines", 3, (entry,), leftovers=(Leftover(3, "?", "why"),))
    paper = Paper(
        1, "u", facts, "2025", State.INBOX, False, False, None, (), "",
        highlights=(Highlight(1, 1, Kind.IDEA, "q", "", "", 0, 1, ""),),
        sightings=(Sighting(1, "n", 0, 1, 2, None, None, None, "2025"),),
        events=(),
    )  # fmt: skip
    plan = Plan(Dump("n", ""), listing, (PlannedEntry(entry, Result.NEW),))
    return [
        records.import_record(plan),
        records.whole_paper_record(paper),
        records.imported_record(Import(1, "n", "f", "2025", None, "", 1, 1)),
        records.pair_record(Pair(1, paper, paper, True, (), 1.0, None, ())),
        records.reread_record(Reread(1, 1, 0, (RereadEntry(entry, 1, (Improvement("f", 1, 2),)),))),
        records.action_record(Action(1, "n", "2025", 1, False, None)),
        records.note_version_record(1, NoteVersion(1, "a", "2025", "t", True)),
        records.taste_record(Taste(grade=Grade(1, 1, 1, 1))),
        records.finding_record(Finding("p", "t")),
        records.fixed_record(Finding("p", "t"), fixed=True),
        records.backup_record(Backup(1, datetime.now(UTC), "r", "p", "u", 1, 1, 1, 1, 1)),
    ]


def test_the_readme_names_every_key_of_the_json_contract(readme: str) -> None:
    missing = {key for record in everything() for key in keys(record) if f"`{key}`" not in readme}
    assert not missing


def test_the_readme_names_every_verb_and_option(readme: str) -> None:
    program = verbs()
    for name, command in program.commands.items():
        assert f"`{name}" in readme, f"the verb {name}"
        options = [option for option in command.params if isinstance(option, click.Option)]
        for option in options:
            assert option.opts[0] in readme, f"{name} {option.opts[0]}"


def test_the_readme_names_the_two_commands(readme: str) -> None:
    assert "python3 packaging/run.py" in readme
    assert "python3 packaging/test.py" in readme


def test_pictures_and_links_of_the_readme_are_there(readme: str, root: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)|<img[^>]+src=\"([^\"]+)\"", readme)
    for target in (one or two for one, two in targets):
        if "://" not in target:
            assert (root / target).exists(), target


def test_the_readme_tells_the_search_language_line_by_line(readme: str) -> None:
    section = readme.split("## The search language", 1)[1].split("\n## ", 1)[0]
    told = [line for line in section.splitlines() if line.startswith("| `")]
    expected = [
        f"| `{line.write}` | {line.finds}{f' (also {line.more})' if line.more else ''} |"
        for line in LANGUAGE
    ]
    assert told == expected
