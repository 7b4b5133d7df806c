"""The window: everything a person sees, and the only package that imports Qt.

`main_window.py` lays out and connects. `actions.py` is the one table of commands. `models/`
hold ids and pages of rows, `views/` show and say what was wanted, `dialogs/` ask. Nothing here
knows SQL or Whoosh: the `Worker` runs the verbs of `reader.library` on its own thread, the
newest question of a kind wins, and everybody listens to one broadcast of `Changes`.

What stands here is the window itself. What is done in it has rooms: `intake`, `finding`,
`deciding`, `writing`, `results`, `upkeep`; `asking` speaks with the library, `look` is how
things look.
"""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from reader.gui.main_window import MainWindow
    from reader.gui.one_window import OneWindow


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

    from reader.gui.one_window import OneWindow

    one = OneWindow(folder)
    if not one.is_first and one.hand_over(files):
        return 0
    code = _run_window(app, one, files, folder)
    one.close()
    return code


def _run_window(
    app: "QApplication", one: "OneWindow", files: Sequence[Path], folder: Path | None
) -> int:
    """Show the window until it is closed."""
    from reader.gui.ending import Ending
    from reader.gui.first_paint import FirstPaint
    from reader.gui.look.icons import program_icon
    from reader.gui.look.theme import load_other_fonts, start_theme, theme
    from reader.gui.main_window import MainWindow
    from reader.gui.settings import Settings

    settings = Settings()
    theme().remember(*settings.fonts, settings.reading_size, settings.contrast)
    look = start_theme(app, settings.scheme, settings.scale, dress=False)
    window = MainWindow(folder, settings)
    Ending(window.end, window)
    window.bugs.listen()
    window.begin()

    def go_on() -> None:
        gc.enable()
        load_other_fonts()
        app.setWindowIcon(program_icon())
        if window.isVisible():  # not closed again at once
            window.go_on()
            if files:
                window.importing.preview(files)
            _be_the_one(one, window)

    FirstPaint(window, go_on)
    look.dress()
    window.show()
    return app.exec()


def _be_the_one(one: "OneWindow", window: "MainWindow") -> None:
    """Hear of later starts, or say that there is another window that does not answer."""
    if not one.is_first:
        window.messages.warn(
            "Another window of Reader has this library open and does not answer. Both can"
            " be used; nothing is lost.",
            "Close this one",
            window.close,
        )
    one.asked.connect(lambda files: _come_to_front(window, files))
    one.listen()


def _come_to_front(window: "MainWindow", files: Sequence[Path]) -> None:
    """Reader was started again: show this window, with the files it was given."""
    from PySide6.QtCore import Qt

    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    if files:
        window.importing.preview(list(files))
