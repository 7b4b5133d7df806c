"""Ways in: files, pasted text, what was dropped, and the sample papers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.carrying import is_whole_library
from reader.errors import Problem
from reader.gui.asking.long_steps import LongSteps
from reader.gui.asking.looking import Looking
from reader.gui.asking.messages import Messages
from reader.gui.asking.worker import Worker
from reader.gui.look.wording import papers
from reader.library import Library, is_many, pasted, read_file
from reader.library import sources as sources_of
from reader.model import Changes, Dump, Progress, Skipped, State
from reader.paths import resource

SAMPLE = "sample-listing.txt"
FILTER = (
    "Listings and references (*.txt *.text *.md *.markdown *.html *.htm *.json *.jsonl *.xml *.rss"
    " *.atom *.bib *.ris *.nbib *.isi *.ciw *.enw *.csv *.tsv *.yaml *.yml *.bbl *.org *.rdf"
    " *.mhtml *.mht *.eml *.ipynb *.cff *.url *.webloc *.desktop"
    " *.zip *.gz);;All files (*)"
)


class Importing(QObject):
    """Opens the import preview; `imported` tells what was added."""

    imported = Signal(object)

    def __init__(
        self,
        worker: Worker,
        looking: Looking,
        messages: Messages,
        long_steps: LongSteps,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._worker, self._looking = worker, looking
        self._messages, self._long_steps, self._window = messages, long_steps, window
        self.defaults: Callable[[], tuple[State, Sequence[str]]] = lambda: (State.INBOX, ())

    def choose_files(self) -> None:
        """Ask which files, then show what they hold."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._window, "Import files", "", FILTER)
        if names:
            self.preview([Path(name) for name in names])

    def paste(self) -> None:
        """Show what the text on the clipboard holds."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.preview([pasted(text)])
        else:
            self._messages.say("There is no text on the clipboard")

    def preview(self, sources: Sequence[Path | Dump]) -> None:
        """Show what these hold; nothing is added before the person says so.

        Folders and archives are looked through on the library thread first.
        """
        whole = [one for one in sources if isinstance(one, Path) and is_whole_library(one)]
        if whole:
            self._take_in(whole[0])
        elif any(isinstance(source, Path) and is_many(source) for source in sources):
            self._messages.say("Looking through the files")
            self._worker.ask(
                lambda _: list(_looked_through(sources)), self._show, self._messages.error
            )
        else:
            self._show(sources)

    def _show(self, sources: Sequence[Path | Dump | Skipped]) -> None:
        if not sources:
            self._messages.say("There are no files in it")
            return
        from reader.gui.dialogs.importing.import_dialog import ImportDialog

        dialog = ImportDialog(self._worker, self._looking.library, sources, self._window)
        place, tags = self.defaults()
        library = self._looking.library
        known = [tag for tag, _count in library.counts().tags] if library and tags else []
        dialog.bottom.begin_with(place, known, tags)
        dialog.imported.connect(self.imported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_in(self, path: Path) -> None:
        """Bring a whole library in that was exported as JSON; it can be stopped meanwhile."""
        said: list[str] = []

        def take(library: Library, progress: Progress) -> Changes:
            taken = library.take_in(path, progress)
            said.extend(taken.said)
            return taken.changes

        def done(changes: Changes) -> None:
            what = f" {said[0]}" if said else ""
            self._messages.say(f"{papers(len(changes.new))} came in with the whole library{what}")

        self._long_steps.ask(take, "Bringing a whole library in", done)

    def add_sample(self) -> None:
        """Add the sample papers, as one step that can be undone."""

        def add(library: Library) -> Changes:
            dump = replace(read_file(resource(SAMPLE)), name="Sample papers", path=None)
            return library.add([library.plan(dump)])

        self._worker.ask(add, self._sample_added, self._messages.error)

    def _sample_added(self, changes: Changes) -> None:
        if changes.action:
            self.imported.emit(changes)
        else:
            self._messages.say("The sample papers are in your library already")


def _looked_through(sources: Sequence[Path | Dump]) -> Iterator[Path | Dump | Skipped]:
    """The files and texts in these; what cannot be looked through says why."""
    for source in sources:
        if isinstance(source, Dump):
            yield source
            continue
        try:
            yield from sources_of(source)
        except Problem as problem:
            yield Skipped(source.name, problem)
