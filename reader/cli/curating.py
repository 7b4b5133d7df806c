"""Verbs of the long run: imports looked at again, duplicates, facts by hand."""

import sys
from collections.abc import Sequence

import click

from reader.cli.printing import number, say, say_aside, say_json
from reader.cli.progress import progress
from reader.cli.records import imported_record, pair_record, reread_record
from reader.cli.session import PAPER_ID, TEXT, Session, as_json, check_ids, one_paper, pass_session
from reader.errors import Problem
from reader.library import Library
from reader.model import FieldPair, Import, ImportUndo, Pair, Progress, Reread

NUMBERS = ("author_count", "year", "upvotes", "comments")
LISTS = ("authors", "keywords")

import_number = click.argument("import_id", metavar="IMPORT", type=PAPER_ID)


@click.command(short_help="What was brought in, newest first.")
@as_json
@pass_session
def imports(session: Session, as_json: bool) -> None:
    """What was brought in, newest first, with the numbers that other verbs take."""
    with session.library(write=False) as library:
        found = library.imports()
    if as_json:
        say_json([imported_record(each) for each in found])
        return
    for each in found:
        say(f"{each.id:>6}  {each.at[:10]}  {number(each.papers, 'paper'):>12}  {each.name}")


@click.command(short_help="Take one import back, at any time.")
@import_number
@click.option("--all", "everything", is_flag=True, help="Also papers that you have worked on.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@pass_session
def undo_import(session: Session, import_id: int, everything: bool, dry_run: bool) -> None:
    """Take IMPORT back. Papers you have tagged, annotated, starred, moved or edited stay."""
    with session.library(write=not dry_run) as library:
        planned = library.undo_import_plan(import_id)
        if not dry_run:
            library.undo_import(import_id, keep_worked_on=not everything)
    _say_undo(planned, everything, dry_run)


def _say_undo(planned: ImportUndo, everything: bool, dry_run: bool) -> None:
    leaving = len(planned.leaving) + (len(planned.worked_on) if everything else 0)
    say(f"{number(leaving, 'paper')} {'would leave' if dry_run else 'left'}.")
    if planned.worked_on:
        say(f"{number(len(planned.worked_on), 'paper')} with your notes, tags or decisions.")
    if planned.staying:
        say(f"{number(len(planned.staying), 'paper')} of other imports stay.")
    if not dry_run:
        say("`reader undo` brings all back.")


@click.command(short_help="Give an import another day of capture.")
@import_number
@click.argument("captured", metavar="YYYY-MM-DD", type=TEXT)
@pass_session
def recapture(session: Session, import_id: int, captured: str) -> None:
    """Give IMPORT another day (or year) of capture: dates whose year came from it move."""
    with session.library() as library:
        changes = library.recapture(import_id, captured)
    say(f"{number(len(changes.papers), 'date')} moved.")


@click.command("rename-import", short_help="Give an import another name.")
@import_number
@click.argument("name", metavar="NAME", type=TEXT)
@pass_session
def rename_import(session: Session, import_id: int, name: str) -> None:
    """Give an import another name; lists and searches know it by that from then on."""
    with session.library() as library:
        say(f"{library.rename_import(import_id, name).action or 'It is called so already'}.")


@click.command(short_help="Read stored texts again with today's importers.")
@click.argument("import_id", metavar="[IMPORT]", type=PAPER_ID, required=False)
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@as_json
@pass_session
def reimport(session: Session, import_id: int | None, dry_run: bool, as_json: bool) -> None:
    """Read the text of IMPORT (without it: of all imports) again: facts improve, marks stay."""
    plans: list[tuple[Import, Reread]] = []
    with session.library(write=not dry_run) as library:
        known = library.imports()
        asked = [each for each in reversed(known) if import_id in (None, *each.numbers)]
        if import_id and not asked:
            library.reimport(import_id)  # says that there is none
        for each in asked:
            try:
                with progress(f"Reading {each.name}") as told:
                    plans.append((each, _reread(library, each, dry_run, told)))
            except Problem as problem:
                if import_id:
                    raise
                say_aside(f"Import {each.id} stays as it is. {problem}")
    if as_json:
        say_json([reread_record(plan) for _, plan in plans])
        return
    for imported, plan in plans:
        say(f"{imported.id:>6}  {imported.name}: {_said(plan)}")
    if dry_run:
        say("Nothing was written.")


def _reread(library: Library, imported: Import, dry_run: bool, told: Progress) -> Reread:
    """What reading an import again changes; done, unless that is not wanted."""
    plan = library.reimport(imported.id, told)
    if not dry_run and (plan.improved or plan.new):
        library.apply_reimport(imported.id, told)
    return plan


def _said(plan: Reread) -> str:
    parts = [f"{number(plan.improved, 'paper')} improved", f"{plan.new:,} new"]
    if plan.missing:
        parts.append(f"{len(plan.missing):,} no longer found, kept as they are")
    if plan.left_out:
        parts.append(f"{plan.left_out:,} left out or deleted before, not brought back")
    return ", ".join(parts)


@click.command(short_help="Pairs of papers that may be the same.")
@click.option("--scan", is_flag=True, help="Compare all papers with each other before.")
@as_json
@pass_session
def duplicates(session: Session, as_json: bool, scan: bool) -> None:
    """Pairs of papers that may be the same, the surest first, with what speaks for it."""
    with session.library(write=scan) as library:
        if scan:
            _scan(library)
        pairs = library.duplicates()
    if as_json:
        say_json([pair_record(pair) for pair in pairs])
        return
    for pair in pairs:
        _say_pair(pair)
    if not pairs:
        say("No duplicates.")


def _scan(library: Library) -> None:
    """Compare all papers, with a line of progress on a terminal; Ctrl C stops it."""
    with click.progressbar(length=100, label="Comparing all papers", file=sys.stderr) as line:

        def progress(done: int, whole: int) -> bool:
            line.update(100 * done // whole - line.pos)
            return True

        found = library.scan_duplicates(progress).action
    words = found.replace("Find", "Found") or "Found no further pairs"
    say_aside(f"{words}.")


def _say_pair(pair: Pair) -> None:
    sure = "the same" if pair.certain else "perhaps the same"
    say(f"{pair.a.id} and {pair.b.id}, {sure}: {', '.join(pair.reasons)}")
    for field in pair.fields:
        if field.field == "title":
            titles = [field.a] if field.same else [field.a, field.b]
            for title in titles:
                say(f"        {title}")
        elif not field.same and field.field != "abstract":
            say(f"        {field.field}: {_value(field, 'a')} | {_value(field, 'b')}")


def _value(field: FieldPair, side: str) -> str:
    value = getattr(field, side)
    if isinstance(value, tuple):
        value = ", ".join(map(str, value))
    return str(value) if value not in (None, "") else "-"


@click.command(short_help="Make two papers one.")
@click.argument("keep", metavar="KEEP", type=PAPER_ID)
@click.argument("other", metavar="OTHER", type=PAPER_ID)
@click.option(
    "--take",
    "fields",
    type=TEXT,
    metavar="FIELD",
    multiple=True,
    help="Take this fact (or state) of OTHER; may be given again.",
)
@pass_session
def merge(session: Session, keep: int, other: int, fields: tuple[str, ...]) -> None:
    """Merge OTHER into KEEP: notes are joined, highlights, tags and sightings are the union."""
    with session.library() as library:
        check_ids(library, [keep, other])
        library.merge([(keep, other)], dict.fromkeys(fields, other))
    say(f"Merged {other} into {keep}; `reader unmerge {keep}` splits them at any time.")


@click.command(short_help="Take the newest merge of a paper apart.")
@one_paper
@pass_session
def unmerge(session: Session, paper_id: int) -> None:
    """Take the newest merge of a paper apart: each gets back what it had."""
    with session.library() as library:
        check_ids(library, [paper_id])
        changes = library.unmerge(paper_id)
    back = ", ".join(map(str, sorted(changes.new)))
    say(f"Split {paper_id}; paper {back} is back.")


@click.command(short_help="Remember that two papers are different.")
@click.argument("ids", metavar="ID ID", type=PAPER_ID, nargs=2)
@pass_session
def keep_apart(session: Session, ids: tuple[int, int]) -> None:
    """Remember for good that two papers are different; nobody is asked about them again."""
    with session.library() as library:
        check_ids(library, ids)
        library.keep_apart([ids])
    say(f"{ids[0]} and {ids[1]} stay apart.")


@click.command(short_help="Write facts of a paper by hand.")
@one_paper
@click.option(
    "--set",
    "values",
    type=TEXT,
    metavar="FIELD=VALUE",
    multiple=True,
    required=True,
    help="An empty value means unknown; lists are parted by `;`. May be given again.",
)
@pass_session
def edit(session: Session, paper_id: int, values: tuple[str, ...]) -> None:
    """Write facts of a paper by hand; no later import changes them."""
    facts = _facts(values)
    with session.library() as library:
        check_ids(library, [paper_id])
        library.edit(paper_id, **facts)
    say(f"Edited {', '.join(facts)} of {paper_id}.")


def _facts(values: Sequence[str]) -> dict[str, object]:
    facts: dict[str, object] = {}
    for each in values:
        field, equals, value = each.partition("=")
        if not equals:
            raise click.UsageError(f"“{each}”: write it as FIELD=VALUE.")
        facts[field.strip()] = _fact(field.strip(), value.strip())
    return facts


def _fact(field: str, value: str) -> object:
    if not value:
        return None
    if field in LISTS:
        return [part.strip() for part in value.split(";")]
    if field in NUMBERS:
        if not value.isdecimal():
            raise Problem(f"“{value}” is no number.", do="Write digits only.")
        return int(value)
    return value


VERBS = {
    "imports": imports,
    "rename-import": rename_import,
    "undo-import": undo_import,
    "recapture": recapture,
    "reimport": reimport,
    "duplicates": duplicates,
    "merge": merge,
    "unmerge": unmerge,
    "keep-apart": keep_apart,
    "edit": edit,
}
