"""A sentence with a link behind it; it takes no room while there is nothing to say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.controls.link_label import LinkLabel


class LinkLine(QWidget):
    """Says something, and offers what can be done about it: `clicked`."""

    clicked = Signal()

    def __init__(self, link: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label(role="small", ink="secondary")
        self.link = LinkLabel(link)
        self.link.clicked.connect(self.clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words)
        line.addWidget(self.link)
        line.addStretch(1)
        self.hide()

    def say(self, text: str) -> None:
        """Say this; nothing to say hides the line."""
        self.words.setText(text)
        self.setVisible(bool(text))
