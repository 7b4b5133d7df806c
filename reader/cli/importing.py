"""Bringing listings in: import, formats."""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from io import BufferedReader
from itertools import chain
from pathlib import Path

import click

from reader import library as front_door
from reader.carrying import is_whole_library
from reader.cli.printing import Told, number, say, say_aside, say_json
from reader.cli.progress import progress
from reader.cli.records import import_record
from reader.cli.session import TEXT, Session, as_json, pass_session, standard_input_stream
from reader.errors import Problem
from reader.library import Library
from reader.model import Caution, Dump, Listing, Plan, Result, Skipped, State
from reader.model.import_names import STREAM

STANDARD_INPUT = "-"
HELD = 32 * 1024 * 1024  # characters that are read before anything is written

Read = Iterator[tuple[Dump, Listing]]


class NoListing(Told):
    """A file that cannot be read as a listing; nothing was added."""

    exit_code = 2


def _captured(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is None or re.fullmatch(r"[0-9]{4}", value):
        return value
    with suppress(ValueError):
        return date.fromisoformat(value).isoformat()
    raise click.BadParameter("write the day as YYYY-MM-DD or the year as YYYY.")


@click.command("import", short_help="Bring listings in.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--captured",
    metavar="YYYY-MM-DD",
    callback=_captured,
    help="The day (or year) the page was saved, when the file does not say it.",
)
@click.option(
    "--format", "form", type=TEXT, metavar="NAME", help="Read as this format (see: formats)."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@as_json
@pass_session
def import_(
    session: Session,
    files: tuple[str, ...],
    captured: str | None,
    form: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring listings in: files, folders, .zip and .gz; - is standard input.

    Known papers are recognised, marks never change. When one file that is named is no listing,
    nothing of any is added, and the exit code is 2. What is no listing inside a folder or an
    archive is told and passed over. Files of any size: JSON lines, BibTeX, RIS, MEDLINE.
    """
    whole = [name for name in files if is_whole_library(Path(name))]
    if whole:
        _take_in(session, files, dry_run=dry_run)
        return
    with session.library() as library:
        read = _all_read(files, form, captured)
        held = deque(_held(read))
        more = next(read, None)
        if more is not None:
            _add_large(library, chain(_drained(held), [more], read), dry_run, as_json)
            return
        plans = library.plan_together([library.plan_listing(*each) for each in held])
        if not dry_run:
            with progress("Adding") as told:
                library.add(plans, progress=told)
            if library.unkept is not None:
                say_aside(f"There is no new backup. {library.unkept}")
            _index(library)
    if as_json:
        say_json([import_record(plan) for plan in plans])
    else:
        for plan in plans:
            _say_plan(plan)
        _say_sum(Counter(entry.result for plan in plans for entry in plan.entries), dry_run)


def _take_in(session: Session, files: Sequence[str], *, dry_run: bool) -> None:
    """Bring in a whole library that `export --format json` wrote."""
    if len(files) > 1 or dry_run:
        raise NoListing(f"{files[0]}: A whole library comes in by itself, and not as a trial.")
    with session.library() as library:
        with progress("Bringing in") as told:
            taken = library.take_in(Path(files[0]), told)
        papers = library.counts().all
        _index(library)
    for what in taken.said:
        say_aside(what)
    say(f"The whole library came in: {number(papers, 'paper')}.")


def _held(read: Read) -> Read:
    """As many of the texts as are read before anything is written."""
    characters = 0
    while characters <= HELD and (each := next(read, None)) is not None:
        characters += len(each[0].text)
        yield each


def _drained(held: "deque[tuple[Dump, Listing]]") -> Read:
    while held:
        yield held.popleft()


def _add_large(library: Library, read: Read, dry_run: bool, as_json: bool) -> None:
    from reader.cli import large

    counts = large.add(library, read, dry_run=dry_run, as_json=as_json)
    if not dry_run:
        _index(library)
    if not as_json:
        _say_sum(counts, dry_run)


@click.command(short_help="The formats that can be read.")
@as_json
def formats(as_json: bool) -> None:
    """The formats that can be read, with the names that `import --format` takes."""
    known = list(front_door.format_names())
    if as_json:
        say_json([{"name": name, "label": label} for name, label in known])
        return
    width = max(len(name) for name, _ in known)
    for name, label in known:
        say(f"{name:<{width}}  {label}")


def _all_read(names: Sequence[str], form: str | None, captured: str | None) -> Read:
    """Everything that is named, text by text."""
    for name in names:
        try:
            yield from _read(name, form, captured)
        except Problem as problem:
            told = str(problem) if problem.where else f"{name}: {problem}"
            raise NoListing(told) from problem


def _read(name: str, form: str | None, captured: str | None) -> Read:
    """The texts of what a name on the command line stands for.

    One file must be a listing. In a folder or an archive what is none is told and passed over.
    """
    what = standard_input_stream() if name == STANDARD_INPUT else Path(name)
    many, found = front_door.is_many(what), 0
    for each in _dumps(what):
        try:
            if isinstance(each, Skipped):
                raise each.reason
            listing = front_door.read(each, format_name=form, captured=captured)
        except Problem as problem:
            if not many:
                raise
            say_aside(f"passed over: {problem}")
            continue
        if not many:
            form = listing.format  # of the other parts of a large file as well
        found += 1
        yield each, listing
    if not found:
        raise Problem("There is no listing in it.", do="Choose a file or a folder with listings.")


def _dumps(what: Path | BufferedReader) -> Iterator[Dump | Skipped]:
    if isinstance(what, Path):
        return front_door.dumps(what)
    return front_door.dumps_in(what, STREAM)


def _index(library: Library) -> None:
    """The papers are in the library by now; a word index that cannot be written is no failure."""
    try:
        with progress("Building the word index") as told:
            library.catch_up(told)
    except (Problem, OSError) as problem:
        say_aside(f"The papers are in the library, but {problem}")


def _say_sum(counts: "Counter[Result]", dry_run: bool) -> None:
    new, improved = counts[Result.NEW] + counts[Result.DOUBTFUL], counts[Result.IMPROVED]
    if dry_run:
        say("Nothing was written.")
    elif new or improved:
        better = f", {number(improved, 'paper')} improved" if improved else ""
        say(f"{number(new, 'paper')} added to the Inbox{better}; `reader undo` takes that back.")
    else:
        say("Nothing new.")


def _say_plan(plan: Plan) -> None:
    listing = plan.listing
    say(f"{plan.dump.name}: {listing.format}")
    if listing.captured or listing.captured_evidence:
        say(f"  captured {listing.captured or 'unknown'}: {listing.captured_evidence}")
    counts = ", ".join(f"{plan.count(result):,} {result.value}" for result in Result)
    say(f"  {number(len(plan.entries), 'entry')}: {counts}")
    archived = sum(entry.state is State.ARCHIVE for entry in plan.entries)
    back = [entry for entry in plan.entries if entry.back]
    if archived:
        say(f"  {number(archived, 'paper')} you archived, {len(back):,} worth another look")
    for each in back:
        say(f"  line {each.entry.first_line}: {each.entry.facts.title[:60]} ({each.back})")
    say(f"  {listing.lines_claimed:,} of {number(listing.lines, 'line')} understood")
    for leftover in listing.leftovers:
        say(f"  left over, line {leftover.line}: {leftover.text[:60]} ({leftover.reason})")
    for warning in [*listing.warnings, *_doubts(plan)]:
        say(f"  look at line {warning.line}: {warning.text}")


def _doubts(plan: Plan) -> list[Caution]:
    return [
        warning for planned in plan.entries for warning in planned.entry.warnings if warning.check
    ]


VERBS = {"import": import_, "formats": formats}
