"""Links in notes: `[[A Title]]`, `[[key]]`, `[[key|other words]]`, and `[^h3]` to a highlight.

Code stays as it is: what looks like a link in it is none.
"""

import re
from collections.abc import Callable

LINK = re.compile(r"\[\[([^\[\]\n|]{1,500})(?:\|([^\[\]\n|]{1,500}))?\]\]")
REFERENCE = re.compile(r"\[\^h(\d{1,6})\]")

_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with everything changed but its code."""
    parts, at = [], 0
    for found in _CODE.finditer(text):
        parts += [change(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*parts, change(text[at:])])


def said(text: str) -> list[str]:
    """What the links of a text name, each once: the words between the brackets, blanks mended."""
    if "[[" not in text:
        return []
    found: dict[str, None] = {}

    def collect(part: str) -> str:
        found.update(dict.fromkeys(plain(link[1]) for link in LINK.finditer(part)))
        return part

    outside_code(text, collect)
    found.pop("", None)
    return list(found)


def plain(words: str) -> str:
    """The words of a link as they are remembered: without blanks at the ends, single inside."""
    return " ".join(words.split())
