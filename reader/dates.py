"""Dates as people read them, from dates as they are stored."""

import datetime
import re

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def shown_date(iso: str | None) -> str:
    """`31 Mar 2025` for `2025-03-31`, `Jun 2018`, `2018`; `31 Mar` without a year; else `Undated`.

    The stored form is ISO 8601 as far as it is known (`Facts.date`); of a time such as
    `2025-11-12T09:30:00Z` only the day is shown. Text that is no such date is shown as it is.
    """
    if not iso:
        return "Undated"
    year, month, day = _parts(iso)
    words = [part for part in (day, month, year) if part]
    return " ".join(words) or iso


def typed_date(text: str) -> str | None:
    """The stored form of a date that a person typed: as `shown_date` shows it, or ISO 8601.

    Raises ValueError for any other text; nothing typed is no date.
    """
    words = text.split()
    if not words or words == ["Undated"]:
        return None
    iso = "-".join(_number(word) for word in reversed(words)) if len(words) > 1 else words[0]
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", iso, re.ASCII):
        raise ValueError(text)
    datetime.date.fromisoformat(iso + "-01-01"[len(iso) - 4 :])
    return iso


def _number(word: str) -> str:
    if word[:3].capitalize() in MONTHS:
        return f"{MONTHS.index(word[:3].capitalize()) + 1:02}"
    return word.zfill(2)


def _parts(iso: str) -> tuple[str, str, str]:
    without_year = iso.startswith("--")
    pieces = iso[2:].split("-") if without_year else iso.split("T")[0].split("-")
    if not all(piece.isdecimal() for piece in pieces) or len(pieces) > 3:
        return "", "", ""
    year = "" if without_year else pieces.pop(0)
    month = _month(pieces[0]) if pieces else ""
    if pieces and not month:
        return "", "", ""
    day = str(int(pieces[1])) if len(pieces) > 1 else ""
    return year, month, day


def _month(number: str) -> str:
    return MONTHS[int(number) - 1] if 1 <= int(number) <= 12 else ""
