"""What stands in the reading pane before there is any paper: how to bring the first page in."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.keycap import KeyButton, KeyCap
from reader.gui.controls.label import Label, Lead
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme

WIDTH = 552


class FirstRun(QWidget):
    """A heading, a picture of the drop area with two buttons, and three smaller ways to begin."""

    files_wanted = Signal()
    paste_wanted = Signal()
    sample_wanted = Signal()
    restore_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = Label("Start with a page of papers", role="triageTitle", wrap=True)
        sentence = Lead(
            "Save or copy a listing page, then bring it in. Reader finds the titles, abstracts, "
            "authors and dates, and shows you everything before it is added."
        )
        area = _DropArea()
        area.choose.clicked.connect(self.files_wanted)
        area.paste.clicked.connect(self.paste_wanted)
        sample = _Way("all", "Try it with sample papers", "Made-up papers, removed with one undo")
        sample.chosen.connect(self.sample_wanted)
        restore = _Way("restore", "Restore a backup", "Open a library you saved earlier")
        restore.chosen.connect(self.restore_wanted)
        keys = _Way("keyboard", "See the keys", "Everything works without the mouse", "keys")
        keys.chosen.connect(self.keys_wanted)
        self._column = column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(sentence)
        self._around_area = QVBoxLayout()
        self._around_area.addWidget(area)
        column.addLayout(self._around_area)
        for way in (sample, restore, keys):
            column.addWidget(way)
        column.addStretch(3)
        self._inner = QWidget()
        self._inner.setLayout(column)
        ground = QWidget()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        row = QHBoxLayout(ground)
        row.addStretch(1)
        row.addWidget(self._inner, 20)
        row.addStretch(1)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._inner.setMaximumWidth(px(WIDTH))
        self._column.setSpacing(px(4))
        self._around_area.setContentsMargins(0, px(20), 0, px(14))


class _DropArea(QWidget):
    """A picture of what the whole window does: it takes what is dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._glyph = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        title = Label("Drop files here", role="rowTitle")
        formats = Label(
            "Text, Markdown, HTML, BibTeX, RIS, arXiv, JSON, CSV", role="small", ink="secondary"
        )
        self.choose = KeyButton("Choose files…", command="import", kind="primary")
        self.paste = KeyButton("Paste text", command="paste", icon="paste")
        for label in (title, formats):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.choose)
        self._buttons.addWidget(self.paste)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        for widget in (self._glyph, title, formats):
            self._column.addWidget(widget)
        self._column.addLayout(self._buttons)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        color = theme().color("accent.text")
        self._glyph.setPixmap(pixmap("file-in", color, px(28), self.devicePixelRatioF()))
        self._column.setContentsMargins(px(20), px(36), px(20), px(36))
        self._column.setSpacing(px(6))
        self._buttons.setContentsMargins(0, px(10), 0, 0)
        self._buttons.setSpacing(px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("line.control"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme().color("bg.subtle"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, px(10), px(10))
        painter.end()


class _Way(QWidget):
    """A smaller way to begin: an icon in a box, a title, a sentence, the key. It is a button."""

    chosen = Signal()

    def __init__(self, icon: str, title: str, sentence: str, command: str = "") -> None:
        super().__init__()
        self._icon = icon
        self.setObjectName("way")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._glyph = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._glyph.setProperty("part", "box")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, role="bodyStrong"))
        words.addWidget(Label(sentence, role="small", ink="secondary"))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._glyph)
        self._row.addLayout(words, 1)
        if command:
            self._row.addWidget(KeyCap(command=command))
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        color = theme().color("text.secondary")
        self._glyph.setPixmap(pixmap(self._icon, color, px(18), self.devicePixelRatioF()))
        self._glyph.setFixedSize(px(36), px(36))
        self._row.setSpacing(px(14))
        self._row.setContentsMargins(0, px(6), px(6), px(6))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It was clicked."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
