"""What every verb shares: where the library is, and how it is opened."""

import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

import click

from reader import paths
from reader.clean import clean_text
from reader.cli.printing import local_time, number, say_aside
from reader.errors import Problem
from reader.keeping import explain_once
from reader.library import Library
from reader.model import Backup

OpenWindow = Callable[[Sequence[Path], Path | None], None]


@dataclass
class Session:
    """One call of the command line. `folder` is None for this user's own library."""

    open_window: OpenWindow
    folder: Path | None = None
    written: Path | None = None

    @property
    def place(self) -> Path:
        """The folder of the library this call is about."""
        return self.folder or paths.default_library_folder()

    def is_there(self) -> bool:
        """Whether there is a library file at all."""
        return os.path.lexists(self.place / paths.LIBRARY_FILE)

    def library(self, *, write: bool = True) -> Library:
        """The library this call is about, made when there is none yet.

        Without `write` an existing library is only read, so looking never waits for a writer.
        """
        if write:
            self.written = self.place
            if words := explain_once(self.place):
                say_aside(words)
        is_new = not self.is_there()
        library = Library.open(self.place, write=write or is_new)
        if write and is_new and (former := library.former()) is not None:
            say_aside(former_words(former))
        return library

    def library_to_cite_from(self) -> Library:
        """The library, to write if it can be, so that the keys that leave it are remembered."""
        try:
            return self.library()
        except Problem:
            self.written = None
            return self.library(write=False)

    def back_up_when_due(self) -> None:
        """After a verb that wrote: a backup if it is time. One that fails is told, no more."""
        if self.written is None:
            return
        try:
            with Library.open(self.written) as library:
                library.back_up_when_due()
        except Problem as problem:
            say_aside(f"There is no new backup. {problem}")


def former_words(former: Backup) -> str:
    """What to say where another library lay, in whose place a new one was begun."""
    return (
        f"The library is new and empty, but one with {number(former.papers, 'paper')} lay here"
        f" until {local_time(former.at)}. If its disk is away, connect it and try again."
    )


pass_session = click.make_pass_decorator(Session)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")

TEXT = clean_text  # words for the library: bytes that are no letters become U+FFFD
PAPER_ID = click.IntRange(1, 2**63 - 1)
MOST_INPUT = 100 * 1024 * 1024  # as of a file: input that never ends would fill the memory

one_paper = click.argument("paper_id", metavar="ID", type=PAPER_ID)
paper_ids = click.argument("ids", metavar="ID...", type=PAPER_ID, nargs=-1, required=True)
query_words = click.argument("query", metavar="[QUERY]", type=TEXT, nargs=-1)


def library_option() -> click.Option:
    """`--library DIR`: accepted before the verb and after it, so nobody has to remember which."""

    def remember(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
        if folder is not None:
            context.ensure_object(Session).folder = folder

    return click.Option(
        ["--library"],
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        expose_value=False,
        callback=remember,
        help=f"The folder of the library (else: {paths.default_library_folder()}).",
    )


def standard_input() -> bytes:
    """All that comes in. Raises Problem when it cannot be read or is too much."""
    where = "standard input"
    try:
        data = b"" if sys.stdin is None else sys.stdin.buffer.read(MOST_INPUT + 1)
    except OSError as error:
        raise Problem(f"It cannot be read: {error.strerror}.", where=where) from error
    if len(data) > MOST_INPUT:
        raise Problem(
            f"This is more than {MOST_INPUT // 1024**2} MB.",
            do="Split it into smaller parts.",
            where=where,
        )
    return data


def given_text(source: Path) -> str:
    """The text of a file, or of standard input for `-`. Raises Problem when it is no UTF-8."""
    where = "standard input" if str(source) == "-" else str(source)
    try:
        data = standard_input() if str(source) == "-" else source.read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(f"The text is not UTF-8 (byte {error.start + 1}).", where=where) from error
    except OSError as error:
        raise Problem(f"It cannot be read: {error.strerror}.", where=where) from error


def standard_input_stream() -> BufferedReader:
    """What comes in, to be read in pieces."""
    raw: Any = io.BytesIO() if sys.stdin is None else sys.stdin.buffer
    return raw if isinstance(raw, BufferedReader) else BufferedReader(raw)


def check_ids(library: Library, ids: Sequence[int]) -> None:
    """Raise the Problem of a paper that is not there before anything is changed."""
    found = {row.id for row in library.rows(ids)}
    for paper_id in ids:
        if paper_id not in found:
            library.paper(paper_id)
