"""Contrast of the design tokens by WCAG 2.1 (https://www.w3.org/TR/WCAG21/#contrast-minimum)."""

import json
from collections.abc import Iterator

import pytest

from reader.gui.controls.toast import QUIET
from reader.paths import resource

ALL = json.loads(resource("themes/tokens.json").read_text("utf-8"))
TOKENS, ALPHA = ALL["color"], ALL["alpha"]
TEXT, SIGN = 4.5, 3.0
GROUNDS = ("window", "sidebar", "subtle", "raised", "hover", "selected", "selectedInactive")
INKS = ("text.primary", "text.secondary", "text.tertiary", "accent.text")
TAGS = ("slate", "red", "orange", "amber", "green", "teal", "blue", "violet", "pink")
MARKERS = ("yellow", "green", "blue", "pink", "violet")
PAIRS = (
    *((ink, f"bg.{ground}", TEXT) for ink in INKS for ground in GROUNDS),
    *(("text.onAccent", f"accent.{fill}", TEXT) for fill in ("fill", "fillHover", "fillPressed")),
    ("text.onAccent", "danger.fill", TEXT),
    ("text.onTooltip", "bg.tooltip", TEXT),
    ("text.primary", "bg.textSelection", TEXT),
    ("text.primary", "bg.pressed", TEXT),
    ("text.secondary", "bg.chip", TEXT),
    ("text.secondary", "bg.chipOnSelected", TEXT),
    ("match.text", "match.bg", TEXT),
    *((f"{tone}.text", f"{tone}.soft", TEXT) for tone in ("danger", "warn", "success")),
    ("accent.text", "info.soft", TEXT),
    ("text.secondary", "info.soft", TEXT),
    ("danger.text", "bg.window", TEXT),
    *(("text.primary", f"hl.{marker}.bg", TEXT) for marker in MARKERS),
    *((f"hl.{marker}.edge", "bg.window", SIGN) for marker in MARKERS),
    *(("focus.ring", f"bg.{ground}", SIGN) for ground in ("window", "sidebar", "selected")),
    ("line.control", "bg.window", SIGN),
    ("line.control", "bg.subtle", SIGN),
    *(("star", f"bg.{ground}", SIGN) for ground in ("window", "selected")),
    *((f"state.{state}", "bg.window", SIGN) for state in ("inbox", "queued", "done", "archived")),
    ("state.inbox", "bg.selected", SIGN),
    ("warn.icon", "bg.window", SIGN),
    *((f"tag.{tag}", "bg.chip", SIGN) for tag in TAGS),
    *((f"chart.{series}", "bg.window", SIGN) for series in ("1", "2", "3", "4", "muted")),
)


def luminance(color: str) -> float:
    shares = [part / 255 for part in parts(color)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def cases() -> Iterator[tuple[str, str, str, float]]:
    for scheme in ("light", "dark"):
        for ink, ground, needed in PAIRS:
            yield scheme, ink, ground, needed


@pytest.mark.parametrize(("scheme", "ink", "ground", "needed"), list(cases()))
def test_ink_stands_out_from_its_ground(scheme: str, ink: str, ground: str, needed: float) -> None:
    colors = TOKENS[scheme]
    assert contrast(colors[ink], colors[ground]) >= needed


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_quieter_key_of_a_toast_stands_out_too(scheme: str) -> None:
    colors, (*veil, opacity) = TOKENS[scheme], ALPHA[scheme]["onTooltipButton"]
    ground = mixed(veil, parts(colors["bg.tooltip"]), opacity)
    ink = mixed(parts(colors["text.onTooltip"]), ground, QUIET)
    assert contrast(written(ink), written(ground)) >= TEXT


def parts(color: str) -> list[float]:
    return [int(color[place : place + 2], 16) for place in (1, 3, 5)]


def mixed(over: list[float], under: list[float], opacity: float) -> list[float]:
    return [a * opacity + b * (1 - opacity) for a, b in zip(over, under, strict=True)]


def written(color: list[float]) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in color)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
