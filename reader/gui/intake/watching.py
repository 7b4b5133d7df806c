"""The watched folder: new files in it are offered as previews; nothing enters by itself."""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QThread, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from reader import paths
from reader.errors import Problem
from reader.gui.controls.banner import Banner
from reader.gui.intake.watched_files import Remembered, WatchedFolder
from reader.gui.settings import Settings

FILE = "watched-files.json"
SOON_MS = 1_500  # between two looks while a file may still be written
PATIENCE_MS = 2_000
OFTEN_MS = 15_000  # between two looks where the system does not tell of changes


class Watching(QObject):
    """Watches at most one folder, on a thread of its own, and offers what is new in a banner.

    `preview` shows files; what was shown once is not offered again, also after a restart.
    """

    changed = Signal()
    _wanted = Signal(object, bool)
    _shown = Signal(object)

    def __init__(
        self,
        settings: Settings,
        banner: Banner,
        preview: Callable[[list[Path]], object],
        say: Callable[[str], object],
        parent: QWidget,
        *,
        soon: int = SOON_MS,
        often: int = OFTEN_MS,
    ) -> None:
        super().__init__(parent)
        self._window, self._say = parent, say
        self._settings, self._banner, self._preview = settings, banner, preview
        self._new: list[Path] = []
        self._thread = QThread(self)
        self._thread.setObjectName("watched folder")
        self._eye = _Eye(soon, often)
        self._eye.moveToThread(self._thread)
        self._wanted.connect(self._eye.watch)
        self._shown.connect(self._eye.take_as_seen)
        self._thread.finished.connect(self._eye.deleteLater)
        self._eye.found.connect(self._offer)
        self._eye.lost.connect(self._tell_lost)
        self._eye.back.connect(self._tell_back)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched."""
        return Path(self._settings.watched) if self._settings.watched else None

    def start(self) -> None:
        """Watch the folder that is set, if any; files that came meanwhile are new as well."""
        if self.folder is not None:
            self._watch(self.folder, all_seen=False)

    def ask(self) -> None:
        """Ask which folder new listings are saved in, and watch it."""
        from PySide6.QtWidgets import QFileDialog

        now = str(self.folder or "")
        if name := QFileDialog.getExistingDirectory(self._window, "Watch a folder", now):
            self.choose(Path(name))

    def choose(self, folder: Path | None) -> None:
        """Watch this folder from now on, or none; what is in it already is not offered."""
        before = self.folder
        if folder == before:
            if folder is None:
                self._say("No folder is watched")
            return
        self._settings.watched = str(folder) if folder is not None else ""
        self._new = []
        self._banner.hide()
        if folder is not None or self._thread.isRunning():
            self._watch(folder, all_seen=True)
        if folder is not None:
            self._say(f"Watching {folder.name}: new listings in it will be offered")
        elif before is not None:
            self._say(f"No longer watching {before.name}")
        self.changed.emit()

    def look_now(self) -> None:
        """Show the new files in the preview."""
        new, self._new = self._new, []
        self._banner.hide()
        if new:
            self._shown.emit(new)
            self._preview(new)

    def stop(self) -> None:
        """End the thread; one that hangs in a folder on a network is not waited for."""
        if self._thread.isRunning():
            self._thread.quit()
            if not self._thread.wait(PATIENCE_MS):
                self._thread.terminate()
                self._thread.wait()

    def _watch(self, folder: Path | None, *, all_seen: bool) -> None:
        if not self._thread.isRunning():
            self._thread.start()
        self._wanted.emit(folder, all_seen)

    def _offer(self, folder: Path, new: tuple[Path, ...]) -> None:
        if folder != self.folder or list(new) == self._new:
            return
        self._new = list(new)
        if not new:
            self._banner.hide()
            return
        if len(new) == 1:
            words = f"A new file is ready to look at: {new[0].name}"
        else:
            words = f"{len(new):,} new files are ready to look at"
        self._banner.say(words, "info", (("Look", self.look_now),))

    def _tell_lost(self, folder: Path) -> None:
        if folder == self.folder:
            self._new = []
            self._banner.say(
                f"The watched folder {folder.name} is not there now. Reader looks again by itself.",
                "warn",
                (("Stop watching", lambda: self.choose(None)),),
            )

    def _tell_back(self, folder: Path) -> None:
        if folder == self.folder:
            self._banner.hide()


class _Eye(QObject):
    """Looks at the folder on its thread: a folder on a network may let it wait for minutes."""

    found = Signal(object, object)
    lost = Signal(object)
    back = Signal(object)

    def __init__(self, soon: int, often: int) -> None:
        super().__init__()
        self._soon, self._often = soon, often
        self._folder: WatchedFolder | None = None
        self._is_lost = False
        self._watcher: QFileSystemWatcher | None = None
        self._timer: QTimer | None = None

    @Slot(object, bool)
    def watch(self, folder: Path | None, all_seen: bool) -> None:
        """Look at this folder from now on, or at none."""
        self._settle_in()
        assert self._watcher is not None
        assert self._timer is not None
        if watched := self._watcher.directories():
            self._watcher.removePaths(watched)
        self._timer.stop()
        self._folder, self._is_lost = None, False
        if folder is None:
            return
        with contextlib.suppress(Problem):  # then nothing is remembered: files come up again
            paths.make_private(paths.state_folder())
        memory = Remembered(paths.state_folder() / FILE)
        self._folder = WatchedFolder(folder, memory)
        if all_seen:
            self._try(self._folder.take_all_as_seen)
        self._look()

    @Slot(object)
    def take_as_seen(self, files: Iterable[Path]) -> None:
        """These files were shown."""
        folder = self._folder
        if folder is not None:
            self._try(lambda: folder.take_as_seen(iter(files)))

    def _settle_in(self) -> None:
        """Make what must live on this thread."""
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(lambda: self._wait(self._soon))
            self._timer = QTimer(self, singleShot=True)
            self._timer.timeout.connect(self._look)

    def _wait(self, delay: int) -> None:
        if self._timer is not None and self._folder is not None:
            self._timer.start(delay)

    def _look(self) -> None:
        if self._folder is None or self._watcher is None:
            return
        try:
            sight = self._folder.look()
        except OSError:
            if not self._is_lost:
                self._is_lost = True
                self.lost.emit(self._folder.folder)
            self._wait(self._often)
            return
        if self._is_lost:
            self._is_lost = False
            self.back.emit(self._folder.folder)
        if not self._watcher.directories():
            self._watcher.addPath(str(self._folder.folder))
        self.found.emit(self._folder.folder, sight.new)
        self._wait(self._soon if sight.waiting else self._often)

    @staticmethod
    def _try(work: Callable[[], object]) -> None:
        """What cannot be remembered is only offered once more."""
        with contextlib.suppress(OSError):
            work()
