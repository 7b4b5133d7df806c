"""A banner: something to know about the pane under it; it stays until solved or closed."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.label import Ink, Label
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme

Tone = Literal["danger", "warn", "success", "info"]
ICONS = {"danger": "error", "warn": "warning", "success": "done", "info": "info"}
LABEL_INKS: dict[Tone, Ink] = {
    "danger": "danger",
    "warn": "warn",
    "success": "success",
    "info": "secondary",
}
INKS = {
    "danger": "danger.text",
    "warn": "warn.text",
    "success": "success.text",
    "info": "accent.text",
}


class Banner(QWidget):
    """A glyph, a sentence, at most two buttons, and a cross; hidden until `say`.

    One that is not `closable` has no cross: it stays as long as what it says is so.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self._tone: Tone = "info"
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._glyph = QLabel()
        self._text = Label(wrap=True)
        self._buttons = QHBoxLayout()
        close = IconButton("close", "Close this message")
        close.clicked.connect(self.close_it)
        self._row = row = QHBoxLayout(self)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addLayout(self._buttons)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        close.setVisible(closable)
        theme().changed.connect(self._restyle)
        self.hide()

    def say(
        self,
        text: str,
        tone: Tone = "info",
        actions: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        """Show a sentence with buttons (words, what they do); it replaces the one before."""
        self._tone = tone
        self.setProperty("tone", tone)
        self._text.setText(text)
        self._text.set_ink(LABEL_INKS[tone])
        self.setAccessibleName(text)
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for words, run in actions:
            button = QPushButton(words)
            button.setProperty("kind", "banner")
            button.setFont(theme().font("bodyStrong"))
            button.clicked.connect(lambda _checked=False, run=run: run())
            self._buttons.addWidget(button)
        self._restyle()
        self.show()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def close_it(self) -> None:
        """Take the banner away."""
        self.hide()
        self.closed.emit()

    def _restyle(self) -> None:
        self._row.setContentsMargins(px(12), px(6), px(6), px(6))
        self._row.setSpacing(px(10))
        size = theme().size("icon")
        picture = pixmap(
            ICONS[self._tone], theme().color(INKS[self._tone]), size, self.devicePixelRatioF()
        )
        self._glyph.setPixmap(picture)
        self._glyph.setFixedHeight(theme().size("buttonSmall"))
        self.style().unpolish(self)
        self.style().polish(self)
