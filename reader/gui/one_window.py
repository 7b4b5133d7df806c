"""One window for each library: a second start hands its files to the first and raises it.

A lock tells whether there is a first; a local socket in a private folder (never the network)
carries the files. Two windows on one library lose nothing, so where the first does not answer,
a second one opens and says so.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from reader import paths
from reader.errors import Problem

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

FOLDER = "windows"
ANSWER_MS = 3_000
START_SECONDS = 5.0  # until a window that has just been started listens
LONGEST_NAME = 100  # a socket's address has 108 bytes on Linux, 104 on macOS
LONGEST_MESSAGE = 1024 * 1024
VERSION = 1


class OneWindow(QObject):
    """Whether this is the first window of a library; `asked` tells the files of later ones."""

    asked = Signal(object)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        library = os.path.realpath(folder or paths.default_library_folder())
        self._key = hashlib.sha256(os.fsencode(library)).hexdigest()[:16]
        self._lock: QLockFile | None = None
        self.is_first = self._take()
        self._server: QObject | None = None

    def _take(self) -> bool:
        try:
            paths.make_private(paths.state_folder())
            place = paths.make_private(paths.state_folder() / FOLDER)
        except (Problem, OSError):
            return True  # nothing can be written there: then nobody else could, either
        self._lock = QLockFile(str(place / f"{self._key}.lock"))
        self._lock.setStaleLockTime(0)
        return (
            self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError
        )

    def address(self) -> str:
        """The name of the socket: a path, but on Windows."""
        if os.name == "nt":
            return f"reader-{self._key}"
        path = paths.state_folder() / FOLDER / f"{self._key}.socket"
        if len(os.fsencode(path)) > LONGEST_NAME:
            name = f"reader-{os.getuid()}"
            path = paths.make_private(Path(tempfile.gettempdir()) / name) / path.name
        return str(path)

    # ------------------------------------------------------------ the second

    def hand_over(self, files: Sequence[Path]) -> bool:
        """Ask the first window to show itself and these files; whether it answered."""
        message = {"version": VERSION, "files": [os.path.abspath(file) for file in files]}
        data = json.dumps(message).encode("ascii") + b"\n"
        end = time.monotonic() + START_SECONDS
        while True:
            answered = self._say(data)
            if answered is not None:
                return answered
            if time.monotonic() > end:
                return False
            time.sleep(0.1)

    def _say(self, data: bytes) -> bool | None:
        """Whether the first window answered; None when it does not listen (yet)."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self.address())
        if not socket.waitForConnected(ANSWER_MS):
            return None
        socket.write(data)
        socket.waitForBytesWritten(ANSWER_MS)
        answered = socket.waitForReadyRead(ANSWER_MS)
        socket.abort()
        return answered

    # ------------------------------------------------------------ the first

    def listen(self) -> None:
        """Hear of later starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        if not self.is_first or self._lock is None:
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        address = self.address()
        QLocalServer.removeServer(address)  # of a window that was killed: the lock is ours
        server.newConnection.connect(self._connected)
        server.listen(address)
        self._server = server

    def _connected(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        assert isinstance(self._server, QLocalServer)
        socket = self._server.nextPendingConnection()
        if socket is not None:
            _Call(socket, self)

    def close(self) -> None:
        """Hear of nothing more, and let another window be the first."""
        from PySide6.QtNetwork import QLocalServer

        for call in self.findChildren(_Call):
            call.end()
        if isinstance(self._server, QLocalServer):
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()


class _Call(QObject):
    """One later start that says something; whatever is no message is hung up on."""

    def __init__(self, socket: "QLocalSocket", parent: OneWindow) -> None:
        super().__init__(parent)
        self._window, self._socket = parent, socket
        socket.setParent(self)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        self._read()

    def end(self) -> None:
        """Hang up; a socket that goes must not call back into what goes with it."""
        self._socket.blockSignals(True)
        self._socket.abort()

    def _read(self) -> None:
        socket = self._socket
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_MESSAGE:
                socket.abort()
            return
        files = _files(bytes(socket.readLine().data()))
        if files is None:
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        self._window.asked.emit(files)


def _files(line: bytes) -> list[Path] | None:
    """The files of a message; None when it is no message of ours."""
    try:
        message = json.loads(line)
        files = message["files"]
        if message["version"] != VERSION or not all(isinstance(file, str) for file in files):
            return None
        return [Path(file) for file in files]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
