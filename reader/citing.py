"""What a citation key may be, and how keys that are alike are told apart.

A key has to survive Pandoc (https://pandoc.org/MANUAL.html#citation-syntax: it begins with a
letter, digit or `_`, and signs stand single and inside), BibTeX and a file name's tail unchanged.
"""

import itertools
import re
from collections.abc import Callable, Iterator

LONGEST = 120
FIRST_PATTERN = "{title}-{year}"  # of keys, until another one is chosen
FIRST_STYLE = "apa"  # of references

_KEY = re.compile(r"[A-Za-z0-9_]+(?:[-:.+/][A-Za-z0-9_]+)*")


def is_key(text: str) -> bool:
    """Whether a text can be a citation key."""
    return len(text) <= LONGEST and _KEY.fullmatch(text) is not None


class Free:
    """Finds keys that nobody has: `deep-nets-2020`, then `deep-nets-2020a`, `deep-nets-2020b`.

    `is_taken` is asked about keys in lower case: programs differ in whether case matters.
    """

    def __init__(self, is_taken: Callable[[str], bool]) -> None:
        self._is_taken = is_taken
        self._given: set[str] = set()
        self._endings: dict[str, Iterator[str]] = {}

    def like(self, plain: str) -> str:
        """The key itself if it is free, else with the first letters that make it so; taken now."""
        lower = plain.lower()
        if lower not in self._endings:
            self._endings[lower] = itertools.chain([""], _letters())
        between = "" if plain[-1].isdigit() else "-"
        for ending in self._endings[lower]:
            key = plain + (between + ending if ending else "")
            if key.lower() not in self._given and not self._is_taken(key.lower()):
                self._given.add(key.lower())
                return key
        raise AssertionError("there is always another key")


def _letters() -> Iterator[str]:
    """`a` to `z`, `aa` to `zz` and so on."""
    for length in itertools.count(1):
        for letters in itertools.product("abcdefghijklmnopqrstuvwxyz", repeat=length):
            yield "".join(letters)
