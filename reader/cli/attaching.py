"""Verbs of files: attach, detach, files."""

from pathlib import Path

import click

from reader.cli.printing import number, say
from reader.cli.session import TEXT, Session, check_ids, one_paper, pass_session
from reader.errors import Problem
from reader.library import Library
from reader.model import Attachment


@click.command(short_help="Attach files to a paper.")
@one_paper
@click.argument(
    "files", metavar="FILE...", type=click.Path(path_type=Path), nargs=-1, required=True
)
@click.option("--link", is_flag=True, help="Only remember where they lie; copy nothing.")
@pass_session
def attach(session: Session, paper_id: int, files: tuple[Path, ...], link: bool) -> None:
    """Attach FILEs to a paper: copied into the library's folder, or linked where they lie."""
    with session.library() as library:
        check_ids(library, [paper_id])
        changes = library.attach(paper_id, files, link=link)
    say(f"{changes.action}." if changes.action else "The paper has these files already.")


@click.command(short_help="The files of a paper.")
@one_paper
@pass_session
def files(session: Session, paper_id: int) -> None:
    """The files of a paper with where they lie; those that are missing are named so."""
    with session.library(write=False) as library:
        for file in library.paper(paper_id).files:
            missing = "  (missing)" if library.is_missing(file) else ""
            say(f"{file.name}  {library.place_of(file) or file.path}{missing}")


@click.command(short_help="Take files off a paper.")
@one_paper
@click.argument("names", metavar="NAME...", type=TEXT, nargs=-1, required=True)
@pass_session
def detach(session: Session, paper_id: int, names: tuple[str, ...]) -> None:
    """Take files off a paper, by the names that `files` tells; the files themselves stay."""
    with session.library() as library:
        chosen = [_named(library, paper_id, name) for name in names]
        for file in chosen:
            library.detach(file.id)
    say(f"Took off {number(len(chosen), 'file')}.")


def _named(library: Library, paper_id: int, name: str) -> Attachment:
    for file in library.paper(paper_id).files:
        if file.name == name:
            return file
    raise Problem(f"Paper {paper_id} has no file “{name}”.", do=f"List: reader files {paper_id}.")


VERBS = {"attach": attach, "files": files, "detach": detach}
