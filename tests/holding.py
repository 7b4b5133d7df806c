"""Holding back what the program does beside, so that a test can look at it half done."""

from pathlib import Path

import pytest

from reader.finding import building

LONGEST = 60  # seconds; a test that forgets to let go fails and does not hang


def building_waits_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The processes that write the word index begin when this file is there."""
    waiting = f"not os.path.exists({str(file)!r}) and time.monotonic() < end"
    lines = (
        "import os, time",
        f"end = time.monotonic() + {LONGEST}",
        f"while {waiting}: time.sleep(0.01)",
        building._START,
    )
    monkeypatch.setattr(building, "_START", "\n".join(lines))
    return file
