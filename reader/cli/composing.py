"""Verbs of what is written from papers: documents, document ..., comparisons, comparison ...."""

from datetime import datetime
from pathlib import Path

import click

from reader.cli.exporting import both_changed, dry_run, say_files, say_what_stayed
from reader.cli.printing import local_time, number, say, say_aside, say_json
from reader.cli.records import document_record
from reader.cli.session import (
    TEXT,
    Session,
    as_json,
    given_text,
    one_paper,
    paper_ids,
    pass_session,
)
from reader.model import Choice, Exported

_ID = click.IntRange(min=1)
_document = click.argument("document_id", metavar="DOCUMENT", type=_ID)
_text = click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="A file with the text; - is standard input.",
)


_to = click.option(
    "--to",
    "target",
    metavar="PATH",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write.",
)
_matrix = click.argument("matrix_id", metavar="COMPARISON", type=_ID)
_format = click.option(
    "--format", "format_name", type=click.Choice(["markdown", "csv", "latex"]), help="As what."
)


@click.command(short_help="List the documents: topic notes and outlines.")
@as_json
@pass_session
def documents(session: Session, as_json: bool) -> None:
    """List the documents, the one changed last first, each with its number."""
    with session.library(write=False) as library:
        known = library.documents()
    if as_json:
        say_json([document_record(one) for one in known])
        return
    for one in known:
        what = "outline" if one.kind == "outline" else "note"
        when = local_time(datetime.fromisoformat(one.changed))
        length = number(len(one.text), "character")
        say(f"{one.id}  {one.title}  ({what}, {length}, {when})")
    if not known:
        say("There are no documents. `reader document new TITLE` makes one.")


@click.group(short_help="Make, show, write or delete one document.")
def document() -> None:
    """Make, show, write or delete a topic note or an outline."""


@document.command(short_help="Make a topic note or an outline.")
@click.argument("title", type=TEXT)
@click.option("--outline", is_flag=True, help="An outline, whose headings may carry a search.")
@_text
@pass_session
def new(session: Session, title: str, outline: bool, source: Path | None) -> None:
    """Make a document called TITLE and print its number."""
    text = given_text(source) if source is not None else ""
    with session.library() as library:
        uid = library.fresh_uid()
        library.new_document(title, text, kind="outline" if outline else "topic", uid=uid)
        made = library.document_of(uid)
    if made is not None:
        say(f"Made document {made.id}: {made.title}.")


@document.command(short_help="Print a document.")
@_document
@pass_session
def show(session: Session, document_id: int) -> None:
    """Print the Markdown of a document."""
    with session.library(write=False) as library:
        text = library.document(document_id).text
    if text:
        say(text, lines=True)


@document.command(short_help="Write a document, from a file or standard input.")
@_document
@click.option("--title", type=TEXT, help="Another title.")
@_text
@pass_session
def edit(session: Session, document_id: int, title: str | None, source: Path | None) -> None:
    """Replace the text of a document, its title, or both; every former text is kept."""
    if title is None and source is None:
        raise click.UsageError("Give --from, --title or both.")
    text = given_text(source) if source is not None else None
    with session.library() as library:
        if title is not None:
            library.rename_document(document_id, title)
        if text is not None:
            library.write_document(document_id, text)
        name = library.document(document_id).title
    say(f"“{name}” is written.")


@document.command(short_help="Delete a document; undo brings it back.")
@_document
@pass_session
def delete(session: Session, document_id: int) -> None:
    """Delete a document; `reader undo` brings it back with all its versions."""
    with session.library() as library:
        name = library.document(document_id).title
        library.delete_document(document_id)
    say(f"Deleted “{name}”.")


@document.command(short_help="What an outline uses of what its searches find.")
@_document
@pass_session
def ledger(session: Session, document_id: int) -> None:
    """Count what an outline uses, and name what is missing: citations, reading, sources."""
    with session.library(write=False) as library:
        told = library.ledger(library.document(document_id).text)
    say(
        f"{number(told.papers, 'paper')} found: {len(told.used):,} used and"
        f" {len(told.unused):,} unused of their highlights and paragraphs of notes."
    )
    for what, names in (
        ("Starred, not cited", [f"{one.title} (@{one.key})" for one in told.uncited]),
        ("Cited, not Done", [f"{one.title} (@{one.key})" for one in told.unread]),
        ("Cited, in no paper", [f"@{key}" for key in told.unknown]),
        ("Without a source", [f"line {one.line + 1}: {one.text}" for one in told.claims]),
    ):
        for name in names:
            say(f"{what}: {name}")


@document.command(short_help="Write a document and its references to files.")
@_document
@_to
@both_changed
@dry_run
@pass_session
def export(
    session: Session, document_id: int, target: Path, otherwise: Choice, dry_run: bool
) -> None:
    """Write a document to the Markdown file PATH, and what it cites to a .bib beside it.

    A file that was written before is brought up to date; what you changed or wrote there stays.
    """
    with session.library() as library:
        unknown = library.unknown_keys(document_id)
        exported = library.export_document(
            document_id, target, otherwise=otherwise, dry_run=dry_run
        )
    for key in unknown:
        say_aside(f"@{key} is no paper's citation key; it is not among the references.")
    _say_exported(exported, dry_run=dry_run)


def _say_exported(exported: Exported, *, dry_run: bool) -> None:
    if dry_run:
        say_files(exported)
    say_what_stayed(exported)
    if dry_run:
        say("Nothing was written.")
        return
    written, unchanged = len(exported.written), len(exported.unchanged)
    say(f"{number(written, 'file')} written, {unchanged:,} unchanged.")


# ---------------------------------------------------------------- comparisons


@click.command(short_help="List the comparisons of papers.")
@pass_session
def comparisons(session: Session) -> None:
    """List the comparisons, the newest first, each with its number."""
    with session.library(write=False) as library:
        known = library.matrices()
    for one in known:
        size = f"{number(len(one.papers), 'paper')}, {number(len(one.columns), 'column')}"
        say(f"{one.id}  {one.title}  ({size})")
    if not known:
        say("There are no comparisons. `reader comparison new TITLE ID...` makes one.")


@click.group(short_help="Make, show, write or delete one comparison.")
def comparison() -> None:
    """Make, show, write or delete a comparison: papers in rows, what they say in columns."""


@comparison.command("new", short_help="Make a comparison of papers.")
@click.argument("title", type=TEXT)
@paper_ids
@click.option(
    "--column", "columns", type=TEXT, metavar="NAME", multiple=True, help="May be given again."
)
@pass_session
def new_comparison(
    session: Session, title: str, ids: tuple[int, ...], columns: tuple[str, ...]
) -> None:
    """Make a comparison called TITLE of papers, by the usual columns or by those named."""
    with session.library() as library:
        uid = library.fresh_uid()
        library.new_matrix(title, ids, columns=columns or None, uid=uid)
        made = library.matrix_of(uid)
    if made is not None:
        say(f"Made comparison {made.id}: {made.title}.")


@comparison.command("show", short_help="Print a comparison as a table.")
@_matrix
@_format
@pass_session
def show_comparison(session: Session, matrix_id: int, format_name: str | None) -> None:
    """Print a comparison as Markdown, CSV or LaTeX; suggestions nobody accepted are left out."""
    with session.library(write=False) as library:
        text = library.render_matrix(matrix_id, format_name or "markdown")
    say(text.rstrip("\n"), lines=True)


@comparison.command("set", short_help="Write one cell of a comparison.")
@_matrix
@one_paper
@click.argument("column", type=TEXT)
@click.argument("text", type=TEXT)
@pass_session
def set_cell(session: Session, matrix_id: int, paper_id: int, column: str, text: str) -> None:
    """Write TEXT into the cell of paper ID in COLUMN; an empty TEXT keeps it empty."""
    with session.library() as library:
        library.write_cells(matrix_id, {(paper_id, column): (text, None)})
    say("The cell is written.")


@comparison.command("export", short_help="Write a comparison to a file.")
@_matrix
@_to
@_format
@both_changed
@dry_run
@pass_session
def export_comparison(
    session: Session,
    matrix_id: int,
    target: Path,
    format_name: str | None,
    otherwise: Choice,
    dry_run: bool,
) -> None:
    """Write a comparison to PATH: Markdown, or what its ending (.csv, .tex) or --format says.

    In Markdown what you wrote around the table stays; a file of another kind that you edited is
    kept, and the new version is written beside it.
    """
    with session.library() as library:
        exported = library.export_matrix(
            matrix_id, target, format_name or "", otherwise=otherwise, dry_run=dry_run
        )
    _say_exported(exported, dry_run=dry_run)


@comparison.command("delete", short_help="Delete a comparison; undo brings it back.")
@_matrix
@pass_session
def delete_comparison(session: Session, matrix_id: int) -> None:
    """Delete a comparison; its papers stay, and `reader undo` brings it back."""
    with session.library() as library:
        name = library.matrix(matrix_id).title
        library.delete_matrix(matrix_id)
    say(f"Deleted “{name}”.")


VERBS: dict[str, click.Command] = {
    "documents": documents,
    "document": document,
    "comparisons": comparisons,
    "comparison": comparison,
}
