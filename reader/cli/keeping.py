"""Verbs that write out and keep in order: export, check, reindex, backup, backups."""

from pathlib import Path
from typing import Literal

import click

from reader.cli.looking import say_ignored
from reader.cli.printing import local_time, megabytes, number, say, say_aside, say_json
from reader.cli.records import backup_record, finding_record
from reader.cli.session import TEXT, Session, as_json, pass_session, query_words
from reader.errors import Problem
from reader.model import Backup, ExportOptions


@click.command(short_help="Write notes as Markdown, or references.")
@query_words
@click.option(
    "--to",
    "target",
    metavar="PATH",
    required=True,
    type=click.Path(path_type=Path),
    help="The file (document) or the folder (files, vault).",
)
@click.option(
    "--layout",
    type=click.Choice(["document", "files", "vault"]),
    default="document",
    help="One document, a file for each paper, or the same linked as an Obsidian vault.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["markdown", "bibtex", "ris", "csl-json", "csv"]),
    default="markdown",
    help="Markdown with notes, or references for other programs.",
)
@click.option("--bibtex", is_flag=True, help="With a BibTeX file beside the Markdown.")
@click.option(
    "--title", type=TEXT, default="Notes", metavar="TEXT", help="The heading of the document."
)
@click.option("--abstract", is_flag=True, help="With the abstracts.")
@pass_session
def export(
    session: Session,
    query: tuple[str, ...],
    target: Path,
    layout: Literal["document", "files", "vault"],
    format_name: Literal["markdown", "bibtex", "ris", "csl-json", "csv"],
    bibtex: bool,
    title: str,
    abstract: bool,
) -> None:
    """Write the papers that match QUERY (all without one) to PATH."""
    options = ExportOptions(
        format=format_name, layout=layout, bibtex=bibtex, title=title, abstract=abstract
    )
    with session.library(write=False) as library:
        found = library.find(" ".join(query))
        say_ignored(found)
        if not found.ids:
            raise Problem("No paper matches, so nothing was written.", do="Try `reader list`.")
        exported = library.export(found.ids, target, options)
    for name, reason in exported.kept:
        say_aside(f"Kept {name}: {reason}")
    written, unchanged = len(exported.written), len(exported.unchanged)
    say(
        f"{number(exported.papers, 'paper')} to {target}: "
        f"{number(written, 'file')} written, {unchanged:,} unchanged."
    )


@click.command(short_help="Look for damage in the library and its index.")
@as_json
@pass_session
def check(session: Session, as_json: bool) -> None:
    """Look for damage in the library and its index; exit code 0 when all is well, 1 if not."""
    with session.library(write=False) as library:
        findings = library.check()
    if as_json:
        say_json([finding_record(finding) for finding in findings])
    else:
        for finding in findings:
            say(f"{finding.part}: {finding.text}")
        say(f"Found {number(len(findings), 'fault')}." if findings else "All is well.")
    if findings:
        raise SystemExit(1)


@click.command(short_help="Build the word index again.")
@pass_session
def reindex(session: Session) -> None:
    """Throw the word index away and build it again from the library."""
    with session.library(write=False) as library:
        papers = library.reindex()
    say(f"The word index holds {number(papers, 'paper')}.")


@click.command(short_help="Make a backup now.")
@pass_session
def backup(session: Session) -> None:
    """Make a verified backup of the library now, unless nothing changed since the newest."""
    with session.library(write=False) as library:
        made = library.back_up()
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
    with session.library(write=False) as library:
        there = library.backups()
    if as_json:
        say_json([backup_record(one) for one in there])
        return
    for one in there:
        say(f"{one.number:>4}  {local_time(one.at)}  {_holds(one)}  {megabytes(one.size)}"
            f"  {one.reason}")  # fmt: skip
    if not there:
        say("There is no backup yet.")


def _holds(one: Backup) -> str:
    return f"{number(one.papers, 'paper')}, {number(one.notes, 'note')}"


VERBS = {
    "export": export,
    "check": check,
    "reindex": reindex,
    "backup": backup,
    "backups": backups,
}
