"""One file of a mirror as text: front matter in which every value is JSON, and the text below.

    ---
    title: "A Title"
    authors: ["A. Person", "B. Person"]
    highlights:
      - {"id": 3, "kind": "idea", "quote": "..."}
    ---

    The text, as it is.

JSON is YAML, so any YAML reader takes it; and it is read here line by line without one.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.export.front_matter import json_text

FENCE = "---\n"
_KEY = re.compile(r"[a-z_]+")


class Unreadable(ValueError):  # noqa: N818  (it is told to people)
    """A file is not one of a mirror, or not any more."""


@dataclass(slots=True)
class Page:
    """What a file says: the values of its front matter, and the text below if there is any."""

    head: dict[str, object] = field(default_factory=dict)
    text: str | None = None


def written(head: Mapping[str, object], text: str | None) -> bytes:
    """The file; `text` is below the front matter as it is, with one line end behind it."""
    lines = [FENCE]
    for key, value in head.items():
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            lines += [f"{key}:\n", *(f"  - {json_text(one)}\n" for one in value)]
        else:
            lines.append(f"{key}: {json_text(value)}\n")
    lines.append(FENCE)
    if text is not None:
        lines += ["\n", text, "\n"]
    return "".join(lines).encode("utf-8", "surrogatepass")


def read(data: bytes) -> Page:
    """What a file says. Raises Unreadable."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("it is no UTF-8") from error
    end = text.find(f"\n{FENCE}", len(FENCE) - 1)
    if not text.startswith(FENCE) or end < 0:
        raise Unreadable("it has no front matter")
    page = Page(_head(text[len(FENCE) : end + 1].split("\n")[:-1]))
    below = text[end + 1 + len(FENCE) :]
    if below:
        if not below.startswith("\n"):
            raise Unreadable("its text does not begin after a blank line")
        page.text = below[1:-1] if below.endswith("\n") else below[1:]
    return page


def _head(lines: Sequence[str]) -> dict[str, object]:
    head: dict[str, object] = {}
    rows: list[object] | None = None
    for line in lines:
        if rows is not None and line.startswith("  - "):
            rows.append(value_of(line[4:]))
            continue
        key, colon, rest = line.partition(":")
        if not colon or not _KEY.fullmatch(key) or key in head:
            raise Unreadable(f"its line “{line[:40]}” cannot be read")
        rows = None if rest else []
        head[key] = rows if rows is not None else value_of(rest.strip(" "))
    return head


def value_of(text: str) -> object:
    """One JSON value. Raises Unreadable."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"“{text[:40]}” cannot be read") from error
    return value


# ---------------------------------------------------------------- lines of the past


def written_lines(lines: Iterable[Mapping[str, object]]) -> bytes:
    """JSON values, one a line."""
    return "".join(f"{json_text(line)}\n" for line in lines).encode("utf-8", "surrogatepass")


def read_lines(data: bytes) -> tuple[list[dict[str, object]], list[int]]:
    """The lines of a file that can be read, and the numbers of those that cannot."""
    found: list[dict[str, object]] = []
    broken = []
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw:
            continue
        try:
            value = value_of(raw.decode("utf-8"))
        except (Unreadable, UnicodeDecodeError):
            value = None
        if isinstance(value, dict):
            found.append(value)
        else:
            broken.append(number)
    return found, broken
