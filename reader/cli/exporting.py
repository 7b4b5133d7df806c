"""Verbs that write out, and take back what was edited there: export, pull, digest."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

import click

from reader.cli.looking import say_ignored
from reader.cli.printing import number, say, say_aside
from reader.cli.progress import progress
from reader.cli.session import PAPER_ID, TEXT, Session, pass_session, query_words
from reader.errors import Problem
from reader.library import Library
from reader.model import Choice, Clash, Exported, ExportFormat, ExportOptions, ExportOrder

MOST_LINES = 6  # of each text, that a clash shows

both_changed = click.option(
    "--both-changed",
    "otherwise",
    type=click.Choice(["mine", "new", "both"]),
    default="both",
    help="Of a text that both sides changed: what stands there, what comes in, or both.",
)
dry_run = click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")


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
    type=click.Choice([*get_args(ExportFormat), "json"]),
    default="markdown",
    help="Markdown with notes; references; a web page; or the whole library as JSON.",
)
@click.option("--bibtex", is_flag=True, help="With a BibTeX file beside the Markdown.")
@click.option(
    "--title", type=TEXT, default="Notes", metavar="TEXT", help="The heading of the document."
)
@click.option("--abstract", is_flag=True, help="With the abstracts.")
@click.option("--related", is_flag=True, help="With the papers closest to each, as links.")
@click.option(
    "--without",
    "left_out",
    type=click.Choice(["highlights", "comments", "notes", "tags", "keys"]),
    multiple=True,
    help="What to leave out of the Markdown; may be given again.",
)
@click.option("--noted", is_flag=True, help="Only papers with notes or highlights.")
@click.option(
    "--order",
    type=click.Choice(get_args(ExportOrder)),
    default="given",
    help="In which order; as they are found without it.",
)
@click.option(
    "--template",
    "template_name",
    type=TEXT,
    default="",
    metavar="NAME",
    help="What stands of each paper, by a template; an unknown name lists those there are.",
)
@both_changed
@dry_run
@pass_session
def export(
    session: Session,
    query: tuple[str, ...],
    target: Path,
    layout: Literal["document", "files", "vault"],
    format_name: ExportFormat | Literal["json"],
    bibtex: bool,
    title: str,
    abstract: bool,
    related: bool,
    left_out: tuple[str, ...],
    noted: bool,
    order: ExportOrder,
    template_name: str,
    otherwise: Choice,
    dry_run: bool,
) -> None:
    """Write the papers that match QUERY (all without one) to PATH.

    Into a place that was exported to before, what you changed or wrote there stays, and only what
    you left as it was is brought up to date.
    """
    if format_name == "json":
        _export_library(session, query, target)
        return
    with _library(session) as library:
        options = ExportOptions(
            format=format_name,
            layout=layout,
            bibtex=bibtex,
            title=title,
            abstract=abstract,
            related=related,
            template=_template(library, template_name),
            without_notes=not noted,
            order=order,
            **dict.fromkeys(left_out, False),
        )
        found = library.find(" ".join(query))
        say_ignored(found)
        if not found.ids:
            raise Problem("No paper matches, so nothing was written.", do="Try `reader list`.")
        with progress("Writing") as told:
            done = library.export(
                found.ids, target, options, otherwise=otherwise, dry_run=dry_run, progress=told
            )
    _say_done(done, target, dry_run=dry_run)


def _say_done(done: Exported, target: Path, *, dry_run: bool) -> None:
    """What an export did, or would do."""
    if dry_run:
        say_files(done)
    say_what_stayed(done)
    if dry_run:
        say("Nothing was written.")
        return
    say(
        f"{number(done.papers, 'paper')} to {target}: "
        f"{number(len(done.written), 'file')} written, {len(done.unchanged):,} unchanged."
    )


def _library(session: Session) -> Library:
    """The library, to remember what is written; one that can only be read is exported as well."""
    try:
        return session.library()
    except Problem:
        return session.library(write=False)


def _template(library: Library, name: str) -> str:
    """The text of a template. Raises Problem when there is none of this name."""
    there = library.export_templates() if name else []
    for one in there:
        if one.name.casefold() == name.casefold():
            return one.text
    if name:
        known = ", ".join(one.name for one in there)
        raise Problem(f"There is no template “{name}”.", do=f"There are: {known}.")
    return ""


def _export_library(session: Session, query: tuple[str, ...], target: Path) -> None:
    if query:
        raise Problem("JSON holds the whole library.", do="Leave the query out.")
    with session.library(write=False) as library, progress("Writing") as told:
        done = library.export_library(target, told)
    say_what_stayed(done)
    state = "written" if done.written else "unchanged"
    say(f"The whole library, {number(done.papers, 'paper')}: {done.changes[0].name} {state}.")


def say_files(done: Exported) -> None:
    """Every file, and what would happen to it."""
    for change in done.changes:
        was = f" (now {change.was})" if change.was else ""
        parts = f": {', '.join(change.parts)}" if change.parts else ""
        say(f"{change.what:<9}  {change.name}{was}{parts}")


def say_what_stayed(done: Exported) -> None:
    """What was kept and why, and what both sides had changed."""
    for name, reason in done.kept:
        say_aside(f"Kept {name}: {reason}")
    for change in done.changes:
        if change.remark:
            say_aside(f"{change.name}: {change.remark}")
        say_clashes(change.name, change.clashes, ("in the file", "in the library"))


def say_clashes(name: str, clashes: Sequence[Clash], sides: tuple[str, str]) -> None:
    """What both sides changed, the two texts one below the other."""
    for clash in clashes:
        say_aside(f"{name}: {clash.what} changed on both sides.")
        for side, text in zip(sides, (clash.mine, clash.new), strict=True):
            lines = text.strip().split("\n")
            more = [f"… {len(lines) - MOST_LINES:,} more lines"] if len(lines) > MOST_LINES else []
            say_aside(f"  {side}:" if text.strip() else f"  {side}: taken out")
            for line in [*lines[:MOST_LINES], *more] if text.strip() else []:
                say_aside(f"    {line}")


@click.command(short_help="Take back what was edited in exported files.")
@click.argument("place", metavar="PATH", type=click.Path(path_type=Path))
@click.option(
    "--both-changed",
    "otherwise",
    type=click.Choice(["mine", "new", "both"]),
    default="mine",
    help="Of a text that was changed here as well: the library's, the file's, or both.",
)
@dry_run
@pass_session
def pull(session: Session, place: Path, otherwise: Choice, dry_run: bool) -> None:
    """Make what was edited in the folder or file PATH the library's: notes, comments, documents.

    All of it is one step to undo, and the old texts stay versions of the notes and documents.
    """
    with session.library() as library, progress("Looking through the files") as told:
        done = library.pull(place, otherwise=otherwise, dry_run=dry_run, progress=told)
    for name, what in done.files:
        say(f"{name}: {what}")
    for name, reason in done.remarks:
        say_aside(f"{name}: {reason}")
    for name, clash in done.clashes:
        say_clashes(name, [clash], ("in the library", "in the file"))
    counts = f"{number(done.notes, 'note')}, {number(done.comments, 'comment')}"
    for count, what in ((done.sections, "section"), (done.cells, "cell")):
        counts += f", {number(count, what)}" if count else ""
    say(f"Would come back: {counts}. Nothing was changed." if dry_run else f"Came back: {counts}.")


@click.command(short_help="What came in and what was decided, to read or to send.")
@click.option(
    "--since",
    type=TEXT,
    default="7d",
    metavar="TIME",
    help="From when on: 7d, 2w, yesterday, 2025-11 (default 7d).",
)
@click.option(
    "--import", "import_id", type=PAPER_ID, metavar="N", help="About one import (see: imports)."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "eml"]),
    default="md",
    help="Markdown, a web page, or an e-mail to open in a mail program.",
)
@pass_session
def digest(
    session: Session, since: str, import_id: int | None, form: Literal["md", "html", "eml"]
) -> None:
    """Print what came in and what you decided, of the last days or about one import."""
    with session.library(write=False) as library:
        text = library.render_digest(library.digest(since, import_id=import_id), form)
    say(text.rstrip("\n"), lines=True)


VERBS = {"export": export, "pull": pull, "digest": digest}
