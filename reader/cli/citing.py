"""Verbs of papers as references: cite."""

from pathlib import Path
from typing import Literal

import click

from reader.cli.printing import say
from reader.cli.session import TEXT, Session, check_ids, paper_ids, pass_session
from reader.errors import Problem

Way = Literal["key", "pandoc", "latex"]


@click.command(short_help="Citation keys of papers.")
@paper_ids
@click.option(
    "--as",
    "way",
    type=click.Choice(["key", "pandoc", "latex"]),
    default="key",
    help="Keys alone, or as they stand in a text.",
)
@click.option("--set", "chosen", metavar="KEY", type=TEXT, help="Give one paper this key.")
@click.option("--style", metavar="NAME", help="Formatted references in this style instead.")
@pass_session
def cite(
    session: Session, ids: tuple[int, ...], way: Way, chosen: str | None, style: str | None
) -> None:
    """The citation keys of papers; from now on each keeps its key for good.

    With --style, the papers as formatted references; `--style library` takes that of the library.
    """
    if chosen is not None:
        if len(ids) != 1:
            raise Problem("A key is for one paper.", do="Name one paper.")
        with session.library() as library:
            library.choose_key(ids[0], chosen)
    if style is not None:
        with session.library(write=False) as library:
            check_ids(library, ids)
            wanted = "" if style == "library" else style or ""
            say("\n".join(one.plain for one in library.references(ids, wanted)), lines=True)
        return
    with session.library_to_cite_from() as library:
        check_ids(library, ids)
        keys = library.cited_keys(ids)
    given = [keys[paper_id] for paper_id in ids]
    if way == "pandoc":
        say(f"[{'; '.join(f'@{key}' for key in given)}]")
    elif way == "latex":
        say(f"\\cite{{{','.join(given)}}}")
    else:
        say("\n".join(given), lines=True)


@click.command(short_help="List the styles of references; add one of your own.")
@click.option(
    "--add", metavar="FILE", type=click.Path(path_type=Path), help="Take in a style, a .csl file."
)
@click.option("--delete", "gone", metavar="NAME", type=TEXT, help="Take one of your own away.")
@click.option("--use", "chosen", metavar="NAME", type=TEXT, help="Make it that of the library.")
@pass_session
def styles(session: Session, add: Path | None, gone: str | None, chosen: str | None) -> None:
    """List the styles of references, your own ones last; `*` marks that of the library.

    A style of your own is looked at first: one with a mistake is refused, with its line.
    """
    if add is None and gone is None and chosen is None:
        with session.library(write=False) as library:
            now = library.style()
            for name, label in library.reference_styles().items():
                say(f"{'*' if name == now else ' '} {name}  {label}")
        return
    with session.library() as library:
        if add is not None:
            name, _ = library.add_style(add)
            say(f"Added the style {name}.")
        if gone is not None:
            library.delete_style(gone)
            say(f"Deleted the style {gone}.")
        if chosen is not None:
            library.choose_style(chosen)
            say(f"The style of the library is {chosen}.")


VERBS = {"cite": cite, "styles": styles}
