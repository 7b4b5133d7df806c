"""Files of papers in the window: chosen or dropped, opened outside, taken off again."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog

from reader.errors import Problem
from reader.gui.controls.menu import Menu, shortened
from reader.gui.results.links import open_file, open_folder
from reader.library import Library
from reader.model import Attachment, Changes

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

# Files that are no listings: dropped beside a paper they are meant for it.
FOR_A_PAPER = frozenset({".pdf", ".djvu", ".ps", ".epub", ".png", ".jpg", ".jpeg", ".svg", ".pptx"})


class Attaching(QObject):
    """What the commands about files do, for the paper that is shown."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        details = window.pane.panel.details
        details.missing = self._is_missing
        details.file_wanted.connect(self._open_numbered)

    # ------------------------------------------------------------ attaching

    def choose(self, *, link: bool = False) -> None:
        """Ask for files to attach to the shown paper."""
        paper = self._window.shown_paper.paper
        if paper is None:
            self._window.messages.say("Select one paper to attach files to")
            return
        title = "Link files" if link else "Attach files"
        names, _ = QFileDialog.getOpenFileNames(self._window, title, str(Path.home()))
        self.attach(paper.id, [Path(name) for name in names], link=link)

    def attach(self, paper_id: int, files: Sequence[Path], *, link: bool = False) -> None:
        """Attach files; copying them may take a while, and the window goes on."""
        if not files:
            return
        window = self._window

        def done(changes: Changes) -> None:
            if changes.action:
                count = len(files)
                what = files[0].name[:60] if count == 1 else f"{count:,} files"
                word = "Linked" if link else "Attached"
                window.messages.say(f"{word} {what}", "Undo", "undo", window.operations.undo)
            else:
                window.messages.say("The paper has these files already")

        window.operations.acting.emit()
        window.worker.ask(
            lambda library: library.attach(paper_id, files, link=link), done, window.messages.error
        )

    def files_of(self, mime: QMimeData) -> list[Path]:
        """The files that are dragged, if all are such as are attached and a paper is shown."""
        found = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        fits = all(path.suffix.lower() in FOR_A_PAPER for path in found)
        whole = fits and len(found) == len(mime.urls())
        return found if whole and self._window.pane.paper_id is not None else []

    def take(self, mime: QMimeData) -> bool:
        """Attach what was dropped, if it is meant for the shown paper."""
        files, paper_id = self.files_of(mime), self._window.pane.paper_id
        if files and paper_id is not None:
            self.attach(paper_id, files)
        return bool(files)

    # ------------------------------------------------------------ opening

    def open(self) -> None:
        """Open the file of the shown paper; of several, the one that is chosen."""
        self._with_one(self._open)

    def _open_numbered(self, number: int) -> None:
        for file in self._files():
            if file.id == number:
                self._open(file)

    def _open(self, file: Attachment) -> None:
        library = self._window.looking.library
        place = library.place_of(file) if library is not None else None
        if place is None or not place.is_file():
            self._window.messages.error(
                Problem(
                    f"{file.name} is missing.",
                    do="Put it back there, or attach it again.",
                    where=str(place or file.path),
                )
            )
        elif not open_file(place):
            self._window.messages.say(
                f"{shortened(file.name, 40)} is not opened from here: it could run as a program",
                "Show in folder",
                run=lambda: open_folder(place.parent),
            )

    # ------------------------------------------------------------ taking off

    def take_off(self) -> None:
        """Take a file off the shown paper; it stays on the disk, and undo brings it back."""
        self._with_one(self._take_off)

    def _take_off(self, file: Attachment) -> None:
        number = file.id

        def work(library: Library) -> Changes:
            return library.detach(number)

        self._window.operations.do(work, f"Took off {shortened(file.name, 40)}")

    # ------------------------------------------------------------ within

    def _files(self) -> Sequence[Attachment]:
        paper = self._window.shown_paper.paper
        return paper.files if paper is not None else ()

    def _is_missing(self, file: Attachment) -> bool:
        library = self._window.looking.library
        return library is not None and library.is_missing(file)

    def _with_one(self, act: Callable[[Attachment], None]) -> None:
        """Do something with the file of the shown paper, with the chosen one of several."""
        files = self._files()
        if not files:
            self._window.messages.say("No file is attached to this paper")
        elif len(files) == 1:
            act(files[0])
        else:
            self._ask(files, act)

    def _ask(self, files: Sequence[Attachment], chosen: Callable[[Attachment], None]) -> None:
        menu = Menu("", self._window)
        for file in files:
            action = menu.addAction(shortened(file.name, 60))
            action.triggered.connect(lambda _on=False, file=file: chosen(file))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())
