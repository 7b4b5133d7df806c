"""The command `reader`: its verbs, and how errors become a message and an exit code."""

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

import click

from reader import __version__
from reader.cli import (
    attaching,
    citing,
    composing,
    curating,
    deciding,
    exporting,
    importing,
    keeping,
    looking,
    mirroring,
    past,
    ranking,
)
from reader.cli.printing import Told
from reader.cli.session import OpenWindow, Session, library_option, pass_session
from reader.errors import Problem

MODULES = (
    ("Bring papers in", (importing,)),
    ("Find papers, see what was done", (looking, ranking, past)),
    ("Decide and write", (deciding, composing)),
    ("Put right", (curating,)),
    ("Cite, attach, take out", (citing, attaching, exporting)),
    ("Keep safe", (keeping, mirroring)),
)
EXAMPLES = """\b
For example:
  reader                             open the window
  reader import page.txt             bring a saved page in
  reader list 'is:inbox forgetting'  find papers
  reader state 12 queue              read it later
  reader export --to notes.md        write notes as Markdown
  reader undo                        take the last action back
"""


class Verbs(click.Group):
    """The verbs, listed in the order of the work; a Problem in any of them is told, not raised."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; then back up and mirror the library, if it was changed and it is time."""
        try:
            done = super().invoke(ctx)
            ctx.ensure_object(Session).back_up_when_due()
            mirroring.write_when_due(ctx.ensure_object(Session))
            return done
        except Problem as problem:
            raise Told(str(problem)) from problem

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is asked for; for a word that is none, what may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(f"{error.message}{self._meant(args[0])}", ctx) from error

    def _meant(self, word: str) -> str:
        if Path(word).exists():
            return f" To look at a file first: reader open {word}; to bring it in: reader import."
        near = get_close_matches(word, self.commands, 1)
        return f" Did you mean {near[0]}?" if near else ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs as they were added, not by the alphabet."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs under what they are for, all in one column."""
        column = max(len(name) for name in self.commands)
        room = formatter.width - column - 6
        for title, modules in MODULES:
            names = [name for module in modules for name in module.VERBS]
            if importing in modules:
                names.insert(0, "open")
            lines = [
                (name.ljust(column), self.commands[name].get_short_help_str(room)) for name in names
            ]
            with formatter.section(title):
                formatter.write_dl(lines)


@click.command(short_help="Open the window, with files in the import preview.")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1)
@pass_session
def open_(session: Session, files: tuple[Path, ...]) -> None:
    """Open the window; FILES are shown in the import preview. `reader` alone does the same."""
    session.open_window(files, session.folder)


@cache
def verbs() -> click.Group:
    """The whole command line, put together once."""
    program = Verbs(
        "reader",
        help="Reader: a reading list for research papers. Without a verb it opens the window.",
        epilog=EXAMPLES,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    program.params.append(library_option())
    click.version_option(__version__, prog_name="Reader")(program)
    program.add_command(open_, "open")
    for module in (each for _title, modules in MODULES for each in modules):
        for name, command in module.VERBS.items():
            program.add_command(command, name)
    _add_library_option(program)
    return program


def _add_library_option(group: click.Group) -> None:
    for command in group.commands.values():
        command.params.append(library_option())
        if isinstance(command, click.Group):
            _add_library_option(command)


def run(arguments: Sequence[str], open_window: OpenWindow) -> NoReturn:
    """Run one call of the command line and end the program with its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A title may hold any letter; a narrow console shows a question mark, not a traceback.
        sys.stdout.reconfigure(errors="replace")
    verbs().main(list(arguments), prog_name="reader", obj=Session(open_window))
    raise AssertionError("click ends the program itself")
