"""The window: everything a person sees, and the only package that imports Qt.

`main_window.py` lays out and connects. `actions.py` is the one table of commands. `models/`
hold ids and pages of rows, `views/` show and say what was wanted, `dialogs/` ask. Nothing here
knows SQL or Whoosh: the `Worker` runs the verbs of `reader.library` on its own thread, the
newest question of a kind wins, and everybody listens to one broadcast of `Changes`.
"""

from collections.abc import Sequence
from pathlib import Path


def run(files: Sequence[Path], folder: Path | None) -> int:
    """Open the window, with the import preview if there are files; answers the exit code."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from reader.gui.binding import check_binding

    app = QApplication.instance() or QApplication(["reader"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Reader")
    app.setDesktopFileName("reader")
    check_binding()

    from reader.gui.main_window import MainWindow
    from reader.gui.settings import Settings
    from reader.gui.theme import start_theme

    settings = Settings()
    start_theme(app, settings.scheme, settings.scale)
    window = MainWindow(folder, settings)
    window.begin()
    window.show()

    def go_on() -> None:
        window.go_on()
        window.importing.preview(files)

    QTimer.singleShot(0, go_on)
    return app.exec()
