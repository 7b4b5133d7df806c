"""Verbs of documents: documents, document new, show, edit, delete."""

from datetime import datetime
from pathlib import Path

import click

from reader.cli.printing import local_time, number, say, say_json
from reader.cli.records import document_record
from reader.cli.session import (
    TEXT,
    Session,
    as_json,
    given_text,
    pass_session,
)

_ID = click.IntRange(min=1)
_document = click.argument("document_id", metavar="DOCUMENT", type=_ID)
_text = click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="A file with the text; - is standard input.",
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


VERBS: dict[str, click.Command] = {"documents": documents, "document": document}
