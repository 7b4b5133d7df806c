"""Verbs that keep in order: check, backup, restore."""

from collections.abc import Sequence
from contextlib import suppress

import click

from reader import keeping as front_door
from reader.cli.printing import local_time, megabytes, number, say, say_aside, say_json
from reader.cli.progress import progress
from reader.cli.records import backup_record, finding_record, fixed_record
from reader.cli.session import PAPER_ID, Session, as_json, pass_session
from reader.errors import Damaged
from reader.library import Library
from reader.model import Backup, Difference, Finding, Repaired

MOST_TITLES = 10  # of each kind, that a restore names


@click.command(short_help="Look for damage in the library and its index.")
@click.option("--fix", is_flag=True, help="Put right what can be, after a backup.")
@as_json
@pass_session
def check(session: Session, fix: bool, as_json: bool) -> None:
    """Look for damage in the library and its index; exit code 0 when all is well, 1 if not.

    With --fix, what is wrong is put right in a copy, which then takes the library's place: what was
    there before is a backup, or is kept beside it. The exit code is 0 when nothing is wrong then.
    """
    if not session.is_there():
        session.library().close()
    with progress("Checking") as told:
        found = front_door.examine(session.place, told)
    repaired = None
    if fix and found:
        with progress("Repairing") as told:
            repaired = front_door.repair(session.place, found, told)
    remaining = list(found if repaired is None else repaired.remaining)
    index = _check_index(session, fix=fix) if repaired is not None or not found else []
    index += _check_mirror(session, fix=fix) if repaired is not None or not found else []
    files = _check_files(session) if repaired is not None or not found else []
    remaining += files if fix else [*index, *files]
    index += files
    if as_json:
        _say_findings_as_json([*found, *index], remaining, fix=fix)
    else:
        _say_findings([*found, *index], fix=fix)
        if repaired is not None:
            _say_repaired(repaired)
    if remaining:
        raise SystemExit(1)


def _check_index(session: Session, *, fix: bool) -> list[Finding]:
    with session.library(write=False) as library, progress("Checking the word index") as told:
        found = library.check_index(told)
        if found and fix:
            library.reindex(told)
    return found


def _check_files(session: Session) -> list[Finding]:
    """Attached files that are missing or changed; nothing here can bring them back."""
    with session.library(write=False) as library:
        return library.check_files()


def _check_mirror(session: Session, *, fix: bool) -> list[Finding]:
    """What is wrong with the mirror; put right by writing it again."""
    with session.library(write=fix) as library:
        found = library.check_mirror()
        if found and fix:
            library.mirror_now()
    return found


def _say_findings_as_json(
    found: Sequence[Finding], remaining: Sequence[Finding], *, fix: bool
) -> None:
    if not fix:
        say_json([finding_record(finding) for finding in found])
        return
    later = [finding for finding in remaining if finding not in found]
    say_json(
        [fixed_record(finding, fixed=finding not in remaining) for finding in [*found, *later]]
    )


def _say_findings(found: Sequence[Finding], *, fix: bool) -> None:
    for finding in found:
        say(f"{finding.part}: {finding.text}")
    if not found:
        say("All is well.")
    elif fix and all(finding.part == "index" for finding in found):
        say(f"Found {number(len(found), 'fault')}; the word index is built again.")
    elif fix and all(finding.part == "mirror" for finding in found):
        say(f"Found {number(len(found), 'fault')}; the mirror is written again.")
    else:
        say(f"Found {number(len(found), 'fault')}.")


def _say_repaired(repaired: Repaired) -> None:
    say("Repaired:")
    for text in repaired.done:
        say(f"  {text}")
    if repaired.backup is not None:
        say(f"The library as it was is backup {repaired.backup.number}.")
    if repaired.kept is not None:
        say(f"The damaged file is kept as {repaired.kept}.")
    for finding in repaired.remaining:
        say(f"Could not be repaired: {finding.part}: {finding.text}")


@click.command(short_help="Build the word index again.")
@pass_session
def reindex(session: Session) -> None:
    """Throw the word index away and build it again from the library."""
    with session.library(write=False) as library, progress("Building the word index") as told:
        papers = library.reindex(told)
    say(f"The word index holds {number(papers, 'paper')}.")


@click.command(short_help="Make a backup now.")
@pass_session
def backup(session: Session) -> None:
    """Make a verified backup of the library now, unless nothing changed since the newest."""
    with session.library(write=False) as library:
        with progress("Backing up") as told:
            made = library.back_up(progress=told)
        newest = made or next(iter(library.backups()))
    if made is None:
        say(f"Nothing has changed since backup {newest.number} of {local_time(newest.at)}.")
    else:
        say(f"Backup {made.number} is made: {_holds(made)}, {megabytes(made.size)}.")


@click.command(short_help="The backups there are.")
@as_json
@pass_session
def backups(session: Session, as_json: bool) -> None:
    """The backups of the library, newest first; `reader restore` takes their numbers."""
    there = _backups(session)
    if as_json:
        say_json([backup_record(one) for one in there])
        return
    for one in there:
        say(f"{one.number:>4}  {local_time(one.at)}  {_holds(one)}  {megabytes(one.size)}"
            f"  {one.reason}")  # fmt: skip
    if not there:
        say("There is no backup yet.")


def _backups(session: Session) -> list[Backup]:
    """Those of the library, also when it is gone or cannot be opened."""
    if session.is_there():
        with suppress(Damaged), session.library(write=False) as library:
            return library.backups()
    return front_door.backups_of(session.place)


@click.command(short_help="Make the library what it was in a backup.")
@click.argument("backup_number", metavar="ID", type=PAPER_ID)
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@pass_session
def restore(session: Session, backup_number: int, dry_run: bool) -> None:
    """Make the library what it was in backup ID (see: backups); it is backed up before.

    What that takes away and brings back is said. A library that cannot be opened is kept beside
    the restored one.
    """
    if session.is_there():
        try:
            with session.library() as library:
                _restore(library, backup_number, dry_run=dry_run)
            return
        except Damaged as problem:
            say_aside(str(problem))
    if dry_run:
        say("The library cannot be opened, so it cannot be compared. Nothing was changed.")
        return
    with progress("Restoring") as told:
        kept = front_door.put_back(session.place, backup_number, told)
    say(f"Backup {backup_number} is restored.")
    if kept is not None:
        say(f"The file that could not be opened is kept as {kept}.")


def _restore(library: Library, backup_number: int, *, dry_run: bool) -> None:
    one = library.backup(backup_number)
    say(f"Backup {one.number} of {local_time(one.at)}: {_holds(one)}.")
    with progress("Comparing") as told:
        difference = library.compare(backup_number, told)
    _say_difference(difference)
    if dry_run:
        say("Nothing was changed.")
        return
    with progress("Restoring") as told:
        before = library.restore(backup_number, told).before
    say(f"Restored. As it was before, the library is backup {before.number};"
        f" `reader restore {before.number}` brings that back.")  # fmt: skip


def _say_difference(difference: Difference) -> None:
    lines = [
        *_titles("takes away the paper", difference.papers_lost),
        *_titles("brings back the paper", difference.papers_gained),
        *_titles("takes away or changes the note on", difference.notes_lost),
        *_titles("brings back a note on", difference.notes_gained),
        *_titles("takes away or changes", difference.texts_lost),
        *_titles("brings back", difference.texts_gained),
    ]
    for count, thing, what in (
        (difference.highlights_lost, "highlight", "takes away"),
        (difference.highlights_gained, "highlight", "brings back"),
        (difference.decisions, "paper", "changes state, star, tags or place of"),
        (difference.facts, "paper", "changes what is known of"),
    ):
        if count:
            lines.append(f"  {what} {number(count, thing)}")
    for line in lines:
        say(line)
    if not lines:
        say("  It holds the same papers, notes and decisions as the library.")


def _titles(what: str, titles: Sequence[str]) -> list[str]:
    shown = [f"  {what} {title}" for title in titles[:MOST_TITLES]]
    more = len(titles) - len(shown)
    return [*shown, f"  and {more:,} more"] if more else shown


def _holds(one: Backup) -> str:
    return f"{number(one.papers, 'paper')}, {number(one.notes, 'note')}"


@click.command(short_help="Copies of the library that programs left beside it.")
@click.option("--merge", is_flag=True, help="Merge them into the library, and set them aside.")
@pass_session
def copies(session: Session, merge: bool) -> None:
    """Other files of this library beside it, as programs that sync folders leave them.

    Merging takes nothing away and is one step to undo for each; every version of a note is kept.
    """
    with session.library(write=merge) as library:
        there = library.copies()
        for copy in there:
            if not merge:
                say(copy.name)
                continue
            with progress(f"Merging {copy.name}") as told:
                done = library.join_copy(copy, told)
            say(f"Merged {copy.name}: {number(done.papers, 'paper')} and"
                f" {number(done.notes, 'note')} came or changed.")  # fmt: skip
    if not there:
        say("There is no copy of this library beside it.")


VERBS = {
    "check": check,
    "reindex": reindex,
    "backup": backup,
    "backups": backups,
    "restore": restore,
    "copies": copies,
}
