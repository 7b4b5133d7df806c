"""One made-up page in the shapes in which it reaches a file: copied, dumped, as Markdown."""

import re
import textwrap
from collections.abc import Callable

_LINK = re.compile(r"<<([^|<>]*)\|([^<>]*)>>")
WIDTH = 78


def copied(page: str) -> str:
    """As copying from the screen gives it: the words alone."""
    return _LINK.sub(r"\1", page)


def markdown(page: str) -> str:
    """As converters write it."""
    return _LINK.sub(r"[\1](\2)", page)


def dumped(page: str) -> str:
    """As a text browser prints it: lines broken at the width of its screen."""
    return _wrapped(copied(page))


def numbered(page: str) -> str:
    """As a text browser prints it that numbers links and lists their addresses."""
    addresses: list[str] = []

    def number(link: re.Match[str]) -> str:
        addresses.append(link[2])
        return f"[{len(addresses)}]{link[1]}"

    text = _wrapped(_LINK.sub(number, page))
    rows = "".join(f"  {place}. {each}\n" for place, each in enumerate(addresses, start=1))
    return f"{text}\n\nReferences\n\n{rows}"


def _wrapped(text: str) -> str:
    rows: list[str] = []
    for row in text.split("\n"):
        rows += textwrap.wrap(row, WIDTH, break_on_hyphens=False) or [""]
    return "\n".join(rows)


SHAPES: dict[str, Callable[[str], str]] = {
    "copied": copied,
    "markdown": markdown,
    "dumped": dumped,
    "numbered": numbered,
}
