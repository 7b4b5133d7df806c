"""Before the window is painted nothing is loaded but Qt and what reads the first rows.

Each of the others costs 20 to 200 ms that a person would wait for; they are loaded afterwards, or
when they are first needed.
"""

import subprocess
import sys
from pathlib import Path

from making import fill

from reader.library import Library

LATER = {
    "charset_normalizer", "click", "markdown", "nh3", "numpy", "pylatexenc", "sqlite_utils",
    "Stemmer", "whoosh",
}  # fmt: skip

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class FirstPaint(QObject):
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and isinstance(thing, QMainWindow):
            application.removeEventFilter(self)
            print(*sys.modules)
            QTimer.singleShot(0, application.quit)
        return False

application = QApplication(["reader"])
watching = FirstPaint()
application.installEventFilter(watching)
from reader.app import open_window
open_window([], Path(sys.argv[1]))
"""


def test_only_qt_and_sqlite_are_loaded_before_the_window_is_painted(
    library: Library, root: Path, tmp_path: Path
) -> None:
    fill(library, range(8))
    answer = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path / "library")],
        cwd=root, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    loaded = {name.partition(".")[0] for name in answer.stdout.split()}
    assert {"PySide6", "sqlite3"} <= loaded
    assert not loaded & LATER
