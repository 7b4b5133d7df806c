"""Loads what a person will open next, one module at a time, while the window has nothing to do.

A dialog whose modules are loaded by the click that opens it makes that click wait. What knows
nothing of Qt is loaded on the library thread, where at last the counts beside searches are read:
in a large library the first ones take a while.
"""

import importlib

from PySide6.QtCore import QObject, QTimer

from reader.gui.asking.worker import Worker

BEGIN_MS, BETWEEN_MS = 1_500, 40
MODULES = (
    "reader.gui.dialogs.importing.import_dialog",
    "reader.gui.dialogs.preferences.preferences_dialog",
    "reader.gui.dialogs.preferences.keys_page",
    "reader.gui.dialogs.preferences.appearance_page",
    "reader.gui.dialogs.key_sheet_dialog",
    "reader.gui.dialogs.exporting.export_dialog",
    "reader.gui.views.palette_sheet",
    "reader.gui.views.triage.triage_view",
    "reader.gui.views.charts.statistics_view",
    "reader.gui.views.duplicates.duplicates_view",
    "reader.gui.views.tag_editor",
    "reader.gui.dialogs.history_dialog",
    "reader.gui.dialogs.about_dialog",
    "reader.gui.dialogs.save_search_dialog",
)


WITHOUT_QT = ("reader.importers", "reader.sources")


class Warming(QObject):
    """Loads the modules once; `start` begins to wait for a quiet moment."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._left = list(MODULES)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._load_one)

    def start(self) -> None:
        """Begin after the first answers have come."""
        self._timer.start(BEGIN_MS)

    def _load_one(self) -> None:
        if self._left:
            importlib.import_module(self._left.pop(0))
            self._timer.start(BETWEEN_MS)
        elif self._worker.is_running:
            self._worker.ask(lambda _library: [importlib.import_module(one) for one in WITHOUT_QT])
            self._worker.ask(
                lambda library: library.facets("", go_on=lambda: not self._worker.is_wanted),
                failed=lambda _error: None,  # the first search counts instead
            )
