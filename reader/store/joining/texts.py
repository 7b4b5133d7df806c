"""One text that was written on two computers: no version of either is lost, and both are seen.

When one side had what the other has now, the other went on from there. When both went on, the
note becomes both, one below the other, the older first: so two computers that do this at the same
time come to the same text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LINE = "\n\n---\n\n"


@dataclass(frozen=True, slots=True)
class Version:
    """What a text was at some time (ISO, UTC)."""

    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What a text is now, and the versions that have to be added to its history before."""

    now: Version
    before: tuple[Version, ...] = ()


def settle(
    ours: Version,
    our_past: Sequence[Version],
    theirs: Version,
    their_past: Sequence[Version],
    *,
    theirs_is_later: bool,
) -> Settled:
    """Join a text and all it was; the pasts are oldest first.

    Where each side has had what the other has now, because one of them took a step back, the one
    that was changed last stays.
    """
    known = {version.text for version in (*our_past, ours)}
    news = []
    for version in (*their_past, theirs):
        if version.text not in known:
            known.add(version.text)
            news.append(version)
    we_had = theirs.text in {version.text for version in our_past}
    they_had = ours.text in {version.text for version in their_past}
    if theirs.text == ours.text:
        now = ours
    elif we_had or they_had:
        now = theirs if they_had and (theirs_is_later or not we_had) else ours
    else:
        now = _joined(ours, theirs)
    return Settled(now, tuple(version for version in news if version.text != now.text))


def _joined(ours: Version, theirs: Version) -> Version:
    """One text of two that were both written since the computers last agreed."""
    if _holds(ours.text, theirs.text):
        return ours
    if _holds(theirs.text, ours.text):
        return theirs
    first, second = sorted((ours, theirs), key=lambda version: (version.at, version.text))
    title = f"**Written on another computer, {second.at[:16].replace('T', ' ')} UTC**"
    return Version(f"{first.text}{LINE}{title}\n\n{second.text}", second.at)


def both(first: str, second: str) -> str:
    """Two short texts, one below the other; only one where it has all that the other says."""
    if _holds(second, first):
        return second
    if _holds(first, second):
        return first
    return f"{first.rstrip()}\n{second}"


def _holds(text: str, other: str) -> bool:
    """Whether a text has every line of another in its order, or goes on from it."""
    if text.startswith(other.rstrip()):
        return True
    lines = iter(text.split("\n"))
    return all(line in lines for line in other.split("\n") if line.strip())
