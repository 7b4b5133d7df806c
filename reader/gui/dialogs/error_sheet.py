"""The sheet for what stops the work: what happened, that nothing is lost, and what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme

_SIZE = (540, 204)
_SIZE_WITH_DETAILS = (640, 420)
_GLYPH = 24


class ErrorSheet(Dialog):
    """A glyph, a heading, some sentences, perhaps details to copy, and buttons."""

    def __init__(self, heading: str, words: str, details: str, parent: QWidget | None) -> None:
        super().__init__("Reader", _SIZE_WITH_DETAILS if details else _SIZE, parent)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(words)
        self.heading = Label(heading, role="heading", wrap=True)
        self.words = Label(words, ink="secondary", wrap=True)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("Details")
        self.details.setFont(theme().font("mono"))
        self.details.setVisible(bool(details))
        self._lay_out()
        if details:
            self.offer("Copy details", self._copy)
        self.footer_row.addStretch(1)
        self.end_footer()
        self.primary_button.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)

    def offer(self, words: str, run: Callable[[], object]) -> QPushButton:
        """Add a button at the left, which leaves the sheet where it is."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setFont(theme().font("label"))
        button.clicked.connect(lambda: run())
        self.footer_row.insertWidget(0, button)
        return button

    def offer_way_out(self, words: str, run: Callable[[], object]) -> QPushButton:
        """Add a button that closes the sheet, before the primary one."""
        button = self.offer(words, lambda: self._go(run))
        self.footer_row.removeWidget(button)
        self.footer_row.insertWidget(self.footer_row.indexOf(self.primary_button), button)
        return button

    def end_with(self, words: str, run: Callable[[], object] | None = None) -> None:
        """Name the primary button, and what it does besides closing the sheet."""
        self.primary_button.setText(words)
        if run is not None:
            self.accepted.connect(lambda: run())

    def _go(self, run: Callable[[], object]) -> None:
        self.reject()
        run()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    def _lay_out(self) -> None:
        self.cancel_button.hide()
        glyph = QLabel()
        ratio = self.devicePixelRatioF()
        glyph.setPixmap(pixmap("warning", theme().color("danger.text"), px(_GLYPH), ratio))
        said = QVBoxLayout()
        said.setSpacing(px(8))
        said.addWidget(self.heading)
        said.addWidget(self.words)
        said.addWidget(self.details, 1)
        if self.details.isHidden():
            said.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(14))
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        self.body.setContentsMargins(px(22), px(22), px(22), px(18))
        self.body.addLayout(row)


def bug_sheet(details: str, parent: QWidget | None) -> ErrorSheet:
    """The sheet for an error in Reader itself; its details hold nothing of the person's."""
    sheet = ErrorSheet(
        "Something went wrong in Reader",
        "Your papers and notes are kept: each change is written whole or not at all. You can go"
        " on. The details say where in the program it was, and nothing of your papers.",
        details,
        parent,
    )
    sheet.end_with("Go on")
    return sheet
