"""A check of the Qt binding before anything is painted.

PySide6 6.12.0 on Python 3.11 gives None back once too often in methods without a result; a list
that repaints then ends the process with "deallocating None" after some thousand calls.
"""

import sys

from PySide6.QtCore import QObject

from reader.errors import Problem

CALLS = 200
SLACK = 50


def check_binding() -> None:
    """Raise Problem when the binding loses references to None."""
    probe = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        probe.blockSignals(False)
        probe.setObjectName("probe")
    if sys.getrefcount(None) < before - SLACK:
        from PySide6 import __version__

        raise Problem(
            f"PySide6 {__version__} would crash on this Python.",
            do="Install another version of PySide6, such as 6.11.3.",
        )
