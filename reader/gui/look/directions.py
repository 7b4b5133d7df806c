"""Which way a foreign text runs: titles and snippets are laid out by their own direction."""

import unicodedata

FROM_RIGHT = ("R", "AL")


def runs_from_right(text: str) -> bool:
    """Whether a text runs from right to left, by its first letter that has a direction.

    This is rule P2 of the Unicode bidirectional algorithm (UAX #9), which Qt follows too.
    """
    if text.isascii():
        return False
    strong = ("L", *FROM_RIGHT)
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in strong), "L") in FROM_RIGHT
