"""The common frame of the dialogs: a real window over the main one, which it dims meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from reader.gui.controls.progress_line import PATIENCE, ProgressLine
from reader.gui.controls.scrim import Scrim
from reader.gui.long_work import LongWork
from reader.gui.look.theme import theme

MARGIN = 24  # px of the main window that stay in sight around a dialog


class Dialog(QDialog):
    """Window-modal, dims the window below, shrinks to it, has a body and a footer.

    Esc and Cancel close it, Ctrl Enter presses its one primary button from anywhere, Enter
    does so everywhere but in tables and long texts.
    """

    def __init__(self, title: str, size: tuple[int, int], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._wanted = size
        self._scrim: Scrim | None = None
        self.body = QVBoxLayout()
        self.footer = QFrame()
        self.footer.setProperty("part", "footer")
        self._footers = QStackedLayout(self.footer)
        ready, self._progress = QWidget(), ProgressLine()
        self.footer_row = QHBoxLayout(ready)
        self._footers.addWidget(ready)
        self._footers.addWidget(self._progress)
        self._work: LongWork | None = None
        self.closed = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(lambda: self._footers.setCurrentIndex(1))
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.primary_button = QPushButton()
        self.primary_button.setProperty("kind", "primary")
        self.primary_button.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.body, 1)
        whole.addWidget(self.footer)
        theme().changed.connect(self._restyle)
        self._restyle()

    @property
    def gone(self) -> bool:
        """Whether it was closed, or went with the window below: answers have nobody to tell."""
        return self.closed or not isValid(self)

    def end_footer(self) -> None:
        """Put Cancel and the primary button at the end of the footer, after what is there."""
        self.footer_row.addWidget(self.cancel_button)
        self.footer_row.addWidget(self.primary_button)

    def begin(self, words: Callable[[int, int], str]) -> LongWork:
        """A long piece of work begins: the footer tells of it, once it takes a while."""
        work = self._work = LongWork()
        self.primary_button.setEnabled(False)
        self._progress.watch(work, words)
        self._patience.start()
        return work

    def end(self) -> None:
        """The work is over, in whatever way."""
        self._work = None
        self._patience.stop()
        self._footers.setCurrentIndex(0)

    def reject(self) -> None:
        """Esc, Cancel and closing stop the work under way; without any they close."""
        if self._work is not None:
            self._work.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close; answers of the library that still arrive must find nothing to do."""
        self.closed = True
        super().done(result)

    def fitting_size(self) -> QSize:
        """The size of the design, or what the window below leaves of it."""
        size = QSize(theme().px(self._wanted[0]), theme().px(self._wanted[1]))
        below = self.parentWidget()
        if below is not None:
            size = size.boundedTo(below.window().size() - QSize(2 * MARGIN, 2 * MARGIN))
        elif (screen := self.screen()) is not None:
            size = size.boundedTo(screen.availableSize())
        return size

    def _restyle(self) -> None:
        px = theme().px
        self.footer_row.setContentsMargins(px(20), px(13), px(20), px(13))
        self.footer_row.setSpacing(px(8))
        for button in (self.cancel_button, self.primary_button):
            button.setFont(theme().font("label"))

    # ------------------------------------------------------------ window

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size that fits, stand in the middle, dim the window below."""
        below = self.parentWidget()
        if not event.spontaneous():
            self.resize(self.fitting_size())
            if below is not None:
                middle = below.window().geometry().center()
                self.move(middle - self.rect().center())
                self._scrim = Scrim(below.window())
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the light back to the window below."""
        if self._scrim is not None and not event.spontaneous():
            self._scrim.go()
            self._scrim = None
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is the same as Cancel."""
        self.reject()
        event.setAccepted(not self.isVisible())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the primary button, but not out of a table or a long text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            inside = isinstance(self.focusWidget(), QAbstractItemView | QTextEdit)
            if control or not inside:
                self.primary_button.click()
            event.accept()
            return
        super().keyPressEvent(event)
