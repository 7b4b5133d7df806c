"""The one gate for text that enters the program: no NUL, no control characters, no surrogates.

A NUL cuts a text short in SQL dumps, a lone surrogate cannot be written as UTF-8, and other
control characters can steer a terminal. They become U+FFFD, so that nothing moves and the
loss can be seen. What a text says is never normalised.
"""

import re

TITLE_BYTES = 2 * 1024
ABSTRACT_BYTES = 64 * 1024
URL_BYTES = 2 * 1024
AUTHORS = 5_000

REPLACEMENT = "\ufffd"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
# What Python counts as white space, and the invisible characters that pages leave in texts:
# zero-width space, byte order mark, object replacement character (an image that was there).
# At edges also the marks of direction, which pages put around dates and counts.
_WHITE = re.compile("[\\s\u200b\ufeff\ufffc]+")
_EDGES = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff\ufffc"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
)


def clean_text(text: str) -> str:
    """The text with line ends as `\\n` and every character that cannot be kept as U+FFFD."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub(REPLACEMENT, text)


def count_forbidden(text: str) -> int:
    """How many characters `clean_text` would replace, line ends not counted."""
    return sum(1 for _ in _FORBIDDEN.finditer(text))


def white(text: str) -> str:
    """The text as one line: each run of white or invisible space is one blank, none at the ends."""
    return _WHITE.sub(" ", text).strip(_EDGES)


def trim(text: str) -> str:
    """The text without white or invisible space at its ends; inside it nothing changes."""
    return text.strip(_EDGES)


def cut(text: str, limit: int) -> tuple[str, bool]:
    """The text cut to at most `limit` bytes of UTF-8, at a whole character; and whether it was."""
    if len(text) * 4 <= limit:
        return text, False
    data = text[: limit + 1].encode("utf-8", "replace")
    if len(data) <= limit:
        return text, False
    return data[:limit].decode("utf-8", "ignore"), True
