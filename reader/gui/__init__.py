"""The window: everything a person sees, and the only package that imports Qt.

`main_window.py` lays out and connects. `actions.py` is the one table of commands. `models/`
hold ids and pages of rows, `views/` show and say what was wanted, `dialogs/` ask. Nothing here
knows SQL or Whoosh: the `Worker` runs the verbs of `reader.library` on its own thread, the
newest question of a kind wins, and everybody listens to one broadcast of `Changes`.
"""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


def run(files: Sequence[Path], folder: Path | None) -> int:
    """Open the window, with the import preview if there are files; answers the exit code."""
    # Nothing made while starting becomes rubbish: looking for it would only take time.
    gc.disable()
    # Before Qt: PySide looks through the source of every module that is imported after it.
    import reader.library  # noqa: F401, I001

    from PySide6.QtWidgets import QApplication

    from reader.errors import Problem
    from reader.gui.binding import check_binding

    app = QApplication.instance() or QApplication(["reader"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Reader")
    app.setDesktopFileName("reader")
    try:
        check_binding()
    except Problem as problem:
        print(f"reader: {problem}", file=sys.stderr)
        return 1

    from reader.gui.first_paint import FirstPaint
    from reader.gui.main_window import MainWindow
    from reader.gui.settings import Settings
    from reader.gui.theme import load_other_fonts, start_theme

    settings = Settings()
    look = start_theme(app, settings.scheme, settings.scale, dress=False)
    window = MainWindow(folder, settings)
    _show_bugs(window)
    window.begin()

    def go_on() -> None:
        gc.enable()
        load_other_fonts()
        if window.isVisible():  # not closed again at once
            window.go_on()
            window.importing.preview(files)

    FirstPaint(window, go_on)
    look.dress()
    window.show()
    return app.exec()


def _show_bugs(window: "MainWindow") -> None:
    """Tell the person about an error in an event; whoever listened before still hears of it."""
    before = sys.excepthook

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            window.messages.bug(error)

    sys.excepthook = tell
