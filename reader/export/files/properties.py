"""Front matter merged key by key: what Reader wrote last, what stands there now, what it would say.

Programs rewrite front matter in their own way (Obsidian turns `["a", "b"]` into lines of a list
and drops quotes), so values are compared as YAML reads them, and lines are kept as they are
unless their value changes. Only texts and lists of texts are compared; anything else, and front
matter that YAML cannot read, stays as it stands.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from reader.export.front_matter import front_matter
from reader.model import Choice

_LARGEST = 256 * 1024
_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # of all line breaks only this one
_IN_LIBRARY = "# in Reader: "
_MAYBE_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_KEY = re.compile(
    r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#\-\[\]{}"'&*!|>%@`,?:][^:\n]*?)[ \t]*:(?=\s|$)""",
)

Meant = str | tuple[str, ...]
"""The value of a property: a text, or a list of texts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One property: the lines that say it, and what they mean; None when that is no text."""

    lines: str
    meant: Meant | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A property that was changed on both sides: what stands in the file, what the library has."""

    key: str
    mine: str
    new: str


class _Loader(yaml.BaseLoader):
    """Reads every scalar as a text. Aliases could make a small file huge, and nobody needs them."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse an alias; anything else as ever."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def merge_front(
    theirs: str, ours: str, base: str | None, choice: Choice
) -> tuple[str, list[Changed]] | None:
    """The front matter in a file brought up to date, and what both sides changed.

    Of such a property `choice` says which value counts; for both the file's stays, with the
    library's in a comment below it. None when `theirs` cannot be read: then all of it should stay.
    """
    if base is not None and theirs == base:
        return ours, []
    if ours in (theirs, base):
        return theirs, []
    mine, new = _entries(theirs), _entries(ours)
    if mine is None or new is None:
        return None
    was = (_entries(base) if base else None) or {}
    both: list[Changed] = []
    lines: dict[str, str] = {}
    for key, entry in mine.items():
        lines[key] = _decided(key, entry, new.get(key), was.get(key), both, choice)
    # What was written before and is not there was taken out by hand, and stays out.
    lines |= {key: new[key].lines for key in new if key not in mine and key not in was}
    head, _ = _parts(_inner(theirs))
    return f"---\n{head}{''.join(lines.values())}---\n", both


def _decided(
    key: str,
    mine: Entry,
    new: Entry | None,
    was: Entry | None,
    both: list[Changed],
    choice: Choice,
) -> str:
    """The lines of one property, with the comments among them; none when it goes."""
    untouched = was is not None and was.meant is not None and was.meant == mine.meant
    if new is None:
        return _comments(mine.lines) if untouched else mine.lines
    if new.meant in (mine.meant, was and was.meant):
        return mine.lines
    if untouched:
        return new.lines + _comments(mine.lines)
    if isinstance(mine.meant, tuple) and isinstance(new.meant, tuple):
        before = was.meant if was is not None and isinstance(was.meant, tuple) else ()
        items = _merged(mine.meant, new.meant, before)
        if items == mine.meant:
            return mine.lines
        return _said(key, items) + _comments(mine.lines)
    both.append(Changed(key, _shown(mine), _shown(new)))
    if choice == "new":
        return new.lines + _comments(mine.lines)
    return _with_other(mine.lines, new.lines) if choice == "both" else mine.lines


def _with_other(mine: str, new: str) -> str:
    """The lines of a property with the library's below, in place of one put there before."""
    kept = [line for line in _LINE.findall(mine) if not line.startswith(_IN_LIBRARY)]
    said = "".join(f"{_IN_LIBRARY}{line.rstrip()}\n" for line in _LINE.findall(new))
    text = "".join(kept)
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{said}"


def _merged(mine: tuple[str, ...], new: tuple[str, ...], was: tuple[str, ...]) -> tuple[str, ...]:
    """A list of which both sides may have taken items away and put others in."""
    gone, there = set(was) - set(new), set(mine)
    kept = [item for item in mine if item not in gone]
    return (*kept, *(item for item in new if item not in was and item not in there))


def _said(key: str, items: tuple[str, ...]) -> str:
    return front_matter({key: items}).removeprefix("---\n").removesuffix("---\n")


def _shown(entry: Entry) -> str:
    if isinstance(entry.meant, str):
        return entry.meant
    return entry.lines.strip() if entry.meant is None else ", ".join(entry.meant)


def properties(front: str) -> Mapping[str, Meant] | None:
    """The properties of a front matter that are texts or lists; None when it cannot be read."""
    found = _entries(front)
    if found is None:
        return None
    return {key: entry.meant for key, entry in found.items() if entry.meant is not None}


def _entries(front: str) -> dict[str, Entry] | None:
    """The properties by their keys, in order; None when they cannot surely be told apart."""
    inner = _inner(front)
    if len(inner) > _LARGEST:
        return None
    whole = _read(inner)
    if whole is None:
        return None
    found: dict[str, Entry] = {}
    for lines in _parts(inner)[1]:
        alone = _read(lines)
        if alone is None or len(alone) != 1:
            return None
        ((key, value),) = alone.items()
        if key in found or key not in whole or whole[key] != value:
            return None
        found[key] = Entry(lines, _meant(value))
    return found if len(found) == len(whole) else None


def _inner(front: str) -> str:
    lines = front.split("\n")
    last = max((n for n, line in enumerate(lines) if line.rstrip() in ("---", "...")), default=0)
    return "".join(f"{line}\n" for line in lines[1:last])


def _parts(inner: str) -> tuple[str, list[str]]:
    """What stands before the first property, and the lines of each."""
    lines = _LINE.findall(inner)
    starts = [number for number, line in enumerate(lines) if _KEY.match(line)]
    parts = ["".join(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]
    return "".join(lines[: starts[0]] if starts else lines), parts


def _comments(lines: str) -> str:
    """The comments of a person among the lines of a property, each as a line of its own."""
    value, rows = _read(lines), _LINE.findall(lines)
    found = []
    for number, row in enumerate(rows):
        for sign in _MAYBE_COMMENT.finditer(row):
            without = f"{row[: sign.start()].rstrip()}\n"
            if _read("".join([*rows[:number], without, *rows[number + 1 :]])) == value:
                found.append(f"{row[sign.start() :].rstrip()}\n")
                break
    return "".join(line for line in found if not line.startswith(_IN_LIBRARY))


def _read(text: str) -> dict[str, Any] | None:
    try:
        found = _Loader(text).get_single_data()
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if found is None or found == "":
        return {}
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        return None
    return found


def _meant(value: object) -> Meant | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None
