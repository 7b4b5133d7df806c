"""Verbs that write out and keep in order: export, check, reindex."""

from pathlib import Path
from typing import Literal

import click

from reader.cli.looking import say_ignored
from reader.cli.printing import number, say, say_aside, say_json
from reader.cli.records import finding_record
from reader.cli.session import TEXT, Session, as_json, pass_session, query_words
from reader.errors import Problem
from reader.model import ExportOptions


@click.command(short_help="Write notes as Markdown, or references.")
@query_words
@click.option(
    "--to",
    "target",
    metavar="PATH",
    required=True,
    type=click.Path(path_type=Path),
    help="The file (document) or the folder (files).",
)
@click.option(
    "--layout",
    type=click.Choice(["document", "files"]),
    default="document",
    help="One document, or a file for each paper.",
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
    layout: Literal["document", "files"],
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


VERBS = {"export": export, "check": check, "reindex": reindex}
