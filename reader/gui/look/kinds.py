"""The kinds of highlights as this library calls and colours them.

Five hues are designed (`hl.*` of the tokens). The others are worked out from the tag colours of the
scheme in force, so that words stay readable on them and their edge stands out, whatever is chosen.
"""

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtGui import QColor

from reader.gui.look.theme import theme
from reader.model import LOOKS, Kind, KindLook

READABLE = 7.0  # text on a highlight, WCAG 2.1 AAA
STANDS_OUT = 3.0  # an edge beside its ground, WCAG 2.1, 1.4.11
_DESIGNED = ("yellow", "green", "blue", "pink", "violet")

_looks: dict[Kind, KindLook] = dict(LOOKS)


def show_kinds(looks: Mapping[Kind, KindLook]) -> None:
    """Take names and hues over; everything that shows them is painted again."""
    if dict(looks) != _looks:
        _looks.update(looks)
        theme().changed.emit()


def name(kind: Kind) -> str:
    """What a kind is called."""
    return _looks[kind].name


def look(kind: Kind) -> KindLook:
    """Name and hue of a kind."""
    return _looks[kind]


def color(kind: Kind, part: str) -> QColor:
    """The `bg` or `edge` colour of a kind of highlight."""
    return hue_color(_looks[kind].hue, part)


def hue_color(hue: str, part: str) -> QColor:
    """The `bg` or `edge` colour of a hue in the scheme in force."""
    if hue in _DESIGNED:
        return theme().color(f"hl.{hue}.{part}")
    ground, edge = _made(hue, theme().dark)
    return QColor(ground if part == "bg" else edge)


@lru_cache(maxsize=32)
def _made(hue: str, _dark: bool) -> tuple[QColor, QColor]:
    """Ground and edge of a hue that is not designed."""
    window, ink = theme().color("bg.window"), theme().color("text.primary")
    full = theme().tag_color(hue)
    ground = full
    for share in range(40, 4, -1):
        ground = mixed(full, window, share / 100)
        if contrast(ink, ground) >= READABLE:
            break
    edge = full
    for share in range(100, -1, -5):
        edge = mixed(full, ink, share / 100)
        if contrast(edge, ground) >= STANDS_OUT:
            break
    return ground, edge


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two: `share` (0 to 1) of the first."""
    return QColor(
        *(
            round(a * share + b * (1 - share))
            for a, b in zip(_parts(one), _parts(other), strict=True)
        )
    )


def contrast(one: QColor, other: QColor) -> float:
    """How much two colours differ in lightness, 1 to 21 (WCAG 2.1, contrast ratio)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _parts(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def _luminance(color: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in _parts(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
