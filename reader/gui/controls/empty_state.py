"""What an empty place shows: one glyph, one line saying what it is, one saying what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme


class EmptyState(QWidget):
    """A centred glyph, a title, a sentence and a few buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = "inbox"
        self._glyph = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = Label(role="rowTitle", weight=600, wrap=True)
        self._sentence = Label(ink="secondary", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._column = column = QVBoxLayout(self)
        column.addStretch(1)
        for widget in (self._glyph, self._title, self._sentence):
            column.addWidget(widget)
        column.addLayout(self._buttons)
        column.addStretch(1)
        self._restyle()
        theme().changed.connect(self._restyle)

    @property
    def sentence(self) -> str:
        """What it says under the title."""
        return self._sentence.text()

    def say(
        self,
        icon: str,
        title: str,
        sentence: str = "",
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show this; the first button is the likely next step."""
        self._icon = icon
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title}. {sentence}" if sentence else title)
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        many = len(buttons) > 2
        upright = QHBoxLayout.Direction.TopToBottom if many else QHBoxLayout.Direction.LeftToRight
        self._buttons.setDirection(upright)
        for words, run in buttons:
            button = KeyButton(words)
            button.clicked.connect(lambda _checked=False, run=run: run())
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._restyle()

    @property
    def title(self) -> str:
        """The line saying what it is."""
        return self._title.text()

    def _restyle(self) -> None:
        self._column.setContentsMargins(px(40), px(24), px(40), px(56))
        self._column.setSpacing(px(4))
        self._buttons.setContentsMargins(0, px(12), 0, 0)
        self._buttons.setSpacing(px(8))
        color = theme().color("text.tertiary")
        self._glyph.setPixmap(pixmap(self._icon, color, px(32), self.devicePixelRatioF()))
        self._glyph.setFixedHeight(px(44))
