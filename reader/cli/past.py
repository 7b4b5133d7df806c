"""The verb that looks back: the versions of a note, and a paper as it was."""

import click

from reader.cli.looking import say_paper
from reader.cli.printing import number, say, say_aside, say_json
from reader.cli.records import note_version_record, whole_paper_record
from reader.cli.session import Session, as_json, one_paper, pass_session
from reader.errors import Problem
from reader.model import NoteVersion

PREVIEW = 60


@click.command(short_help="Every version of a note; a paper as it was.")
@one_paper
@click.option("--at", "when", metavar="DATE", help="The whole paper as it was on DATE.")
@click.option("--all", "whole", is_flag=True, help="Also the texts saved while typing went on.")
@click.option("--version", type=click.IntRange(min=1), metavar="N", help="Print version N.")
@click.option(
    "--restore", type=click.IntRange(min=1), metavar="N", help="Make version N the note again."
)
@as_json
@pass_session
def history(
    session: Session,
    paper_id: int,
    when: str | None,
    whole: bool,
    version: int | None,
    restore: int | None,
    as_json: bool,
) -> None:
    """Every text that the note of a paper ever had, newest first; nothing is thrown away.

    DATE is like 2025-03-31 (its end) or 2025-03-31T18:30.
    """
    with session.library(write=when is not None or restore is not None) as library:
        if when is not None:
            paper = library.history.paper_at(paper_id, when)
            if as_json:
                say_json(whole_paper_record(paper))
            else:
                say_paper(paper)
            return
        versions = library.history.note_versions(paper_id)
        if not versions:
            library.paper(paper_id)  # there must be one
        if restore is not None:
            library.history.restore_note(paper_id, _chosen(versions, restore).seq)
            say_aside(f"Restored version {restore}. Undo takes it back.")
        elif version is not None:
            say(_chosen(versions, version).text or "", lines=True)
        elif as_json:
            numbered = zip(range(len(versions), 0, -1), versions, strict=True)
            say_json([note_version_record(place, one) for place, one in numbered])
        else:
            _say_versions(versions, whole=whole)


def _chosen(versions: list[NoteVersion], place: int) -> NoteVersion:
    """Version `place`, counted from the oldest, so that its number stays."""
    if place > len(versions):
        raise Problem(
            f"This note has {number(len(versions), 'version')}.",
            do="Leave the option out to see them.",
        )
    return versions[-place]


def _say_versions(versions: list[NoteVersion], *, whole: bool) -> None:
    if not versions:
        say_aside("This paper never had notes.")
    for place, version in zip(range(len(versions), 0, -1), versions, strict=True):
        if version.latest or whole:
            when = version.at[:16].replace("T", " ")
            words = "(no notes)" if version.text is None else " ".join(version.text.split())
            cut = words[:PREVIEW] + ("…" if len(words) > PREVIEW else "")
            say(f"{place:>4}  {when}  {version.action}:  {cut}")


VERBS = {"history": history}
