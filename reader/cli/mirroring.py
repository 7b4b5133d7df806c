"""Verbs of the readable mirror: on, off, now, status; a library made from one."""

from datetime import datetime
from pathlib import Path

import click

from reader import mirroring as front_door
from reader.cli.printing import local_time, number, say, say_aside
from reader.cli.session import Session, pass_session
from reader.errors import Problem
from reader.model import Mirrored, MirrorState

MOST_SAID = 20


@click.command(short_help="Keep a readable copy of everything in a folder.")
@click.argument(
    "what", metavar="[on|off|now|status]", type=click.Choice(["on", "off", "now", "status"]),
    default="status",
)  # fmt: skip
@click.argument("folder", metavar="[FOLDER]", type=click.Path(path_type=Path), required=False)
@pass_session
def mirror(session: Session, what: str, folder: Path | None) -> None:
    """Keep everything as plain text in FOLDER, one Markdown file for each paper, ever up to date.

    `on FOLDER` writes it and goes on after each change, on this computer only; `off` stops, and
    the files stay; `now` writes again whatever differs; `status` says how it stands.
    """
    if (what == "on") != (folder is not None):
        raise click.UsageError("`mirror on` takes a folder, and only that does.")
    with session.library() as library:
        if folder is not None:
            _say_written(library.mirror_on(folder))
            say(f"The mirror is in {folder.absolute()}.")
        elif what == "now":
            _say_written(library.mirror_now())
        elif what == "off":
            library.mirror_off()
            say("No mirror is written any more; its files stay.")
        else:
            _say_state(library.mirror_state())


def _say_written(done: Mirrored) -> None:
    say(f"{number(done.written, 'file')} written, {done.removed:,} removed,"
        f" {done.unchanged:,} unchanged.")  # fmt: skip
    for path in done.aside[:MOST_SAID]:
        say_aside(f"Somebody had changed a file; that version is kept as {path}.")


def _say_state(state: MirrorState) -> None:
    if state.trouble:
        say(state.trouble)
        return
    if state.folder is None:
        say("There is no mirror. `reader mirror on FOLDER` makes one.")
        return
    say(f"The mirror in {state.folder} is {'on' if state.on else 'off'}.")
    if state.at:
        behind = "; the library has changed since" if state.behind else ""
        say(f"It was last written to on {local_time(datetime.fromisoformat(state.at))}{behind}.")
    if state.left_out:
        say(state.left_out)
    for path in state.aside:
        say(f"Changed by somebody else, and not merged yet: {path}")


@click.command(short_help="Make a library from its mirror.")
@click.argument("mirror_folder", metavar="MIRROR", type=click.Path(path_type=Path))
@click.option(
    "--into", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the new library (default: your own).",
)  # fmt: skip
@pass_session
def rebuild(session: Session, mirror_folder: Path, into: Path | None) -> None:
    """Make an equal library from MIRROR alone, where there is none yet.

    Everything that is sound is taken; what is not is named, and the exit code is 1 then.
    """
    place = into or session.place
    done = front_door.rebuild(mirror_folder, place)
    for text in done.said:
        say_aside(text)
    holds = f"{number(done.papers, 'paper')} and {number(done.notes, 'note')}"
    say(f"A library of {holds} is in {place}.")
    if done.said:
        raise SystemExit(1)


@click.command("merge-mirror", short_help="Take in what a mirror says.")
@click.argument("mirror_folder", metavar="MIRROR", type=click.Path(path_type=Path))
@pass_session
def merge_mirror(session: Session, mirror_folder: Path) -> None:
    """Take in what MIRROR says that the library does not: another computer's, or edits in its own.

    Of notes that were written in both places both stay, and every version of both; tags and
    highlights are united; of marks the newest wins; what was deleted stays deleted unless it was
    worked on since. One `undo` takes all of it back, and a backup is made before.
    """
    with session.library() as library:
        done = library.merge_mirror(mirror_folder)
    for text in done.said:
        say_aside(text)
    if not done.changes.action:
        say("It says nothing that the library does not.")
        return
    say(f"Merged: {number(done.papers, 'paper')} and {number(done.notes, 'note')} came or changed,"
        f" {number(done.versions, 'version')} of notes went into the history.")  # fmt: skip


def write_when_due(session: Session) -> None:
    """After a verb that wrote: bring the mirror up to date. One that fails is told, no more."""
    if session.written is None or not front_door.is_mirrored(session.written):
        return
    try:
        with session.library() as library:
            while library.mirror_some():
                pass
    except Problem as problem:
        say_aside(f"The mirror was not written. {problem}")


VERBS = {"mirror": mirror, "rebuild": rebuild, "merge-mirror": merge_mirror}
