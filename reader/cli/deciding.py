"""Verbs of decisions and notes: star, tag, state, the order of the Queue, note, undo, redo."""

from pathlib import Path
from typing import get_args

import click

from reader.cli.printing import number, say
from reader.cli.progress import progress
from reader.cli.session import (
    TEXT,
    Session,
    check_ids,
    given_text,
    one_paper,
    paper_ids,
    pass_session,
)
from reader.library import Library
from reader.model import QueueOrder, State

tag_names = click.option(
    "--tag",
    "names",
    type=TEXT,
    metavar="NAME",
    multiple=True,
    required=True,
    help="May be given again.",
)


@click.command(short_help="Star papers.")
@paper_ids
@pass_session
def star(session: Session, ids: tuple[int, ...]) -> None:
    """Star papers."""
    _star(session, ids, on=True)


@click.command(short_help="Take stars away.")
@paper_ids
@pass_session
def unstar(session: Session, ids: tuple[int, ...]) -> None:
    """Take stars away."""
    _star(session, ids, on=False)


@click.command(short_help="Add tags to papers.")
@paper_ids
@tag_names
@pass_session
def tag(session: Session, ids: tuple[int, ...], names: tuple[str, ...]) -> None:
    """Add tags to papers; a tag that does not exist yet is made."""
    with session.library() as library:
        check_ids(library, ids)
        library.tag(ids, names)
    say(f"Tagged {number(len(ids), 'paper')}: {', '.join(names)}.")


@click.command(short_help="Take tags off papers.")
@paper_ids
@tag_names
@pass_session
def untag(session: Session, ids: tuple[int, ...], names: tuple[str, ...]) -> None:
    """Take tags off papers."""
    with session.library() as library:
        check_ids(library, ids)
        library.untag(ids, names)
    say(f"Took off {number(len(ids), 'paper')}: {', '.join(names)}.")


@click.command(short_help="Move papers to Inbox, Queue, Reading, Done or Archive.")
@paper_ids
@click.argument("name", type=click.Choice([state.value for state in State], case_sensitive=False))
@pass_session
def state(session: Session, ids: tuple[int, ...], name: str) -> None:
    """Move papers to the state NAME: inbox, queue, reading, done or archive."""
    target = State(name)
    with session.library() as library:
        check_ids(library, ids)
        library.set_state(ids, target)
    say(f"Moved {number(len(ids), 'paper')} to {target.label}.")


@click.command(short_help="Put the Queue in an order, once.")
@click.argument("by", metavar="BY", type=click.Choice(get_args(QueueOrder), case_sensitive=False))
@pass_session
def sort_queue(session: Session, by: QueueOrder) -> None:
    """Put the whole Queue in an order, once: by date, title or abstract (the shortest first).

    Papers without a date or an abstract come last; `reader undo` gives the old order back.
    """
    with session.library() as library, progress("Sorting") as told:
        library.sort_queue(by, told)
    say(f"Sorted the Queue by {by}.")


@click.command(short_help="Print or write the note of a paper.")
@one_paper
@click.argument("source", metavar="[-]", required=False, type=click.Choice(["-"]))
@click.option("--set", "new", type=TEXT, metavar="TEXT", help="Replace the note.")
@click.option("--append", "more", type=TEXT, metavar="TEXT", help="Add a paragraph to the note.")
@pass_session
def note(
    session: Session, paper_id: int, source: str | None, new: str | None, more: str | None
) -> None:
    """Print the note of a paper, or write it: --set, --append, or - for standard input."""
    if sum(given is not None for given in (source, new, more)) > 1:
        raise click.UsageError("Give one of --set, --append and -.")
    if source is not None:
        new = given_text(Path(source))
    if new is None and more is None:
        with session.library(write=False) as library:
            text = library.paper(paper_id).note
        if text:
            say(text, lines=True)
        return
    with session.library() as library:
        if more is not None:
            library.append_note(paper_id, more)
        else:
            library.write_note(paper_id, new or "")
    say("The note is written.")


@click.command(short_help="Take the last action back.")
@click.option(
    "--action",
    type=click.IntRange(min=1),
    metavar="N",
    help="Take back only action N of the log, if nothing later needs it.",
)
@click.option(
    "--back-to",
    type=click.IntRange(min=1),
    metavar="N",
    help="Take back action N of the log and everything after it.",
)
@click.option("--dry-run", is_flag=True, help="With --back-to: say what would be taken back.")
@pass_session
def undo(session: Session, action: int | None, back_to: int | None, dry_run: bool) -> None:
    """Take the last action back, also one of the window and of another day."""
    if action is not None and back_to is not None:
        raise click.UsageError("--action and --back-to cannot be used together.")
    if dry_run and back_to is None:
        raise click.UsageError("--dry-run needs --back-to.")
    with session.library(write=not dry_run) as library:
        if back_to is not None:
            _undo_back_to(library, back_to, dry_run=dry_run)
            return
        done = library.undo() if action is None else library.history.undo(action)
    say(f"Undone: {done.action.removeprefix('Undo ')}")


def _undo_back_to(library: Library, action_id: int, *, dry_run: bool) -> None:
    planned = library.history.undo_plan(action_id)
    for one in planned:
        say(f"{one.id:>6}  {one.name}")
    if dry_run:
        say(f"{number(len(planned), 'action')} would be taken back. Nothing was changed.")
        return
    with progress("Undoing") as told:
        library.history.undo_back_to(action_id, told)
    say(f"Undone: {number(len(planned), 'action')}; `reader redo` does each again.")


@click.command(short_help="Do again what was undone last.")
@pass_session
def redo(session: Session) -> None:
    """Do again what was undone last."""
    with session.library() as library:
        done = library.redo()
    say(f"Done again: {done.action.removeprefix('Redo ')}")


def _star(session: Session, ids: tuple[int, ...], *, on: bool) -> None:
    with session.library() as library:
        check_ids(library, ids)
        library.star(ids, on)
    say(f"{'Starred' if on else 'Unstarred'} {number(len(ids), 'paper')}.")


VERBS = {
    "star": star,
    "unstar": unstar,
    "tag": tag,
    "untag": untag,
    "state": state,
    "sort-queue": sort_queue,
    "note": note,
    "undo": undo,
    "redo": redo,
}
