"""Values as the library keeps them, which a damaged library may hold in no form of Reader's."""

import json
from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")


class Unreadable(ValueError):  # noqa: N818  (it is told as damage to the library)
    """A value that Reader never wrote."""


def texts(kept: str) -> tuple[str, ...]:
    """A list of texts, kept as JSON. Raises JSONDecodeError, or Unreadable when it is another."""
    if kept == "[]":  # as most are
        return ()
    said = json.loads(kept)
    if not isinstance(said, list) or not all(isinstance(text, str) for text in said):
        raise Unreadable("not a list of texts")
    return tuple(said)


def read_as(kind: Callable[[str], _Value], kept: object) -> _Value:
    """What a text stands for, such as a `State`. Raises Unreadable."""
    try:
        return kind(str(kept))
    except ValueError as error:
        raise Unreadable(kind.__name__) from error
