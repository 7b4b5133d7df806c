"""The second key after G: a small list of places that waits for it.

It waits as long as it takes, unless the person chose otherwise: once it has gone by itself, a key
that comes late decides about a paper.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from reader.gui.controls.kept_focus import KeptFocus
from reader.gui.controls.keycap import KeyCap
from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme
from reader.gui.places import ALL, ARCHIVE, DONE, INBOX, QUEUE, READING, STARRED, Place

KEYS: tuple[tuple[str, Place], ...] = (
    ("I", INBOX),
    ("Q", QUEUE),
    ("R", READING),
    ("D", DONE),
    ("S", STARRED),
    ("A", ALL),
    ("E", ARCHIVE),
)


class GoTo(QWidget):
    """Takes the keyboard until the second key comes; any other, Esc and a click drop it."""

    def __init__(
        self, parent: QWidget, go: Callable[[Place], object], go_first: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._window, self._go, self._go_first = parent, go, go_first
        self._pages: dict[str, Callable[[], object]] = {}
        self._before = KeptFocus()
        self.setObjectName("goTo")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Go to a place")
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._leave)
        self._grid = grid = QGridLayout(self)
        for row, (key, place) in enumerate(
            (*((key, place.title) for key, place in KEYS), ("G", "First paper"))
        ):
            grid.addWidget(KeyCap(key), row, 0)
            grid.addWidget(Label(place), row, 1)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def add(self, key: str, name: str, open_it: Callable[[], object]) -> None:
        """Let a key go to a page that is no list of papers."""
        self._pages[key] = open_it
        row = self._grid.rowCount()
        self._grid.addWidget(KeyCap(key), row, 0)
        self._grid.addWidget(Label(name), row, 1)

    def wait_for(self, milliseconds: int) -> None:
        """How long to wait for the second key; 0: as long as it takes."""
        self._wait.setInterval(milliseconds)

    def ask(self) -> None:
        """Show the places and wait for the second key."""
        self._before.keep()
        self.adjustSize()
        room = self._window.rect()
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 3)
        self.show()
        self.raise_()
        self.setFocus()
        if self._wait.interval():
            self._wait.start()

    def _leave(self) -> None:
        self._wait.stop()
        self._before.give_back(Qt.FocusReason.OtherFocusReason, wanted=self.hasFocus())
        self.hide()

    def _restyle(self) -> None:
        self._grid.setContentsMargins(px(14), px(12), px(20), px(12))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))

    # ------------------------------------------------------------ Qt

    def event(self, event: QEvent) -> bool:
        """No key is a command of the window meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go where the second key says; any other key only ends the waiting."""
        if event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            return
        letter = event.text().upper()
        self._leave()
        if letter == "G":
            self._go_first()
        for key, place in KEYS:
            if letter == key:
                self._go(place)
        if letter in self._pages:
            self._pages[letter]()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The person went elsewhere."""
        super().focusOutEvent(event)
        self._leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("line.raised"))
        painter.setBrush(theme().color("bg.raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), px(10), px(10))
        painter.end()
