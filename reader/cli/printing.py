"""How things are said to a person: short lines, aligned, and nothing that could move a cursor."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import IO, Any

import click

from reader.model import Row

UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


class Told(click.ClickException):
    """A Problem on its way to the person: one message on standard error, exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say what happened and what can be done; nothing of it can move the cursor."""
        click.echo(f"reader: {clean(self.message)}", err=True, file=file)


def clean(text: str, *, lines: bool = False) -> str:
    """Text of papers and files without control, bidi and format characters.

    A title can hold escape sequences that colour, hide or run things in a terminal. White space
    becomes blanks; with `lines` the line ends stay.
    """
    kept = []
    for character in text:
        if character == "\n" and lines:
            kept.append(character)
        elif character in "\t\n\r\u2028\u2029":
            kept.append(" ")
        elif unicodedata.category(character) not in UNPRINTABLE:
            kept.append(character)
    return "".join(kept)


def say(text: str = "", *, lines: bool = False) -> None:
    """One line (or with `lines` a text of several) for a person, on standard output."""
    _write(clean(text, lines=lines).rstrip())


def say_aside(text: str) -> None:
    """A remark that is not part of the answer, on standard error."""
    click.echo(clean(text), err=True)


def say_json(value: object) -> None:
    """The answer as JSON: plain ASCII, two blanks of indent, keys in the documented order."""
    _write(json.dumps(value, ensure_ascii=True, indent=2))


def _write(text: str) -> None:
    """Raises Told when the output cannot be taken, but for a closed pipe: click ends quietly."""
    try:
        click.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Told(f"The answer cannot be written: {error.strerror}.") from error


def number(count: int, thing: str) -> str:
    """`1 paper`, `2 papers`, `1 entry`, `2 entries`."""
    if count == 1:
        return f"1 {thing}"
    return f"{count:,} {thing[:-1]}ies" if thing.endswith("y") else f"{count:,} {thing}s"


def local_time(moment: datetime) -> str:
    """A moment as the clock on the wall shows it."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def megabytes(size: int) -> str:
    """`0.1 MB`, `4.2 MB`, `1,048 MB`."""
    return f"{max(size / 1_000_000, 0.1):,.{0 if size >= 100_000_000 else 1}f} MB"


def say_rows(rows: Sequence[Row], why: Mapping[int, str] | None = None) -> None:
    """Papers as aligned lines: number, star, state, date, title, tags, and `why` by number."""
    width = max((len(str(row.id)) for row in rows), default=1)
    on_screen = sys.stdout is not None and sys.stdout.isatty()
    room = shutil.get_terminal_size().columns if on_screen else None
    for row in rows:
        star = "*" if row.starred else " "
        head = f"{row.id:>{width}} {star} {row.state.value:<7}  {row.date or '':<10}  "
        tail = "".join(f"  #{clean(tag.name)}" for tag in row.tags)
        if why and why.get(row.id):
            tail += f"  ({clean(why[row.id])})"
        say(head + _fit(clean(row.title), None if room is None else room - len(head + tail)) + tail)


def say_pairs(pairs: Iterable[tuple[str, object]]) -> None:
    """What is known, one fact a line with its name before it; unknown facts are left out."""
    known = [(name, value) for name, value in pairs if value not in (None, "", ())]
    width = max((len(name) for name, _ in known), default=0)
    for name, value in known:
        say(f"{name:<{width}}  {value}")


def _fit(text: str, room: int | None) -> str:
    if room is None or len(text) <= max(room, 20):
        return text
    return text[: max(room, 20) - 1].rstrip() + "…"
