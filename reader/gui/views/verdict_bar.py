"""The bar under a paper in triage: the verdicts with their keys, and the way back."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from reader.gui.controls.keycap import KeyButton, key_text
from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.keymap import keymap
from reader.gui.theme import px, theme

# command, what the button says, what that means
VERDICTS = (
    ("queue", "Queue", "read it later"),
    ("read", "Read now", "open it"),
    ("done", "Done", "know it already"),
    ("archive", "Archive", "not for me"),
    ("next", "Later", "leave in Inbox"),
)
_LEAST, _HEIGHT, _BOX = 132, 52, 30


class VerdictButton(QAbstractButton):
    """A key in a box, a verdict, and what it means. The commonest yes is the filled one."""

    def __init__(self, key: str, words: str, meaning: str, *, filled: bool) -> None:
        super().__init__()
        self._meaning, self._filled = meaning, filled
        self._key = ""
        self.setText(words)
        self.setAccessibleName(f"{words}, {meaning}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("halo", True)
        self.set_key(key)
        theme().changed.connect(self.updateGeometry)

    def set_key(self, key: str) -> None:
        """Show another key; a verdict without a key has no box."""
        self._key = key_text(key)
        self.setAccessibleDescription(self._key)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for key and words."""
        words = QFontMetricsF(theme().font("rowTitle")).horizontalAdvance(self.text())
        meaning = QFontMetricsF(theme().font("small")).horizontalAdvance(self._meaning)
        width = self._box_width() + max(words, meaning) + px(34)
        return QSize(max(round(width), px(_LEAST)), px(_HEIGHT))

    def _box_width(self) -> float:
        if not self._key:
            return 0
        advance = QFontMetricsF(theme().font("bodyStrong")).horizontalAdvance(self._key)
        return max(px(_BOX), advance + px(12))

    def _ground(self) -> str:
        if self._filled:
            if self.isDown():
                return "accent.fillPressed"
            return "accent.fillHover" if self.underMouse() else "accent.fill"
        if self.isDown():
            return "bg.pressed"
        return "bg.hover" if self.underMouse() else "bg.raised"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, key and words."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent.fill" if self._filled else "line.button"
        painter.setPen(look.color(edge))
        painter.setBrush(look.color(self._ground()))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, px(8), px(8))
        left: float = px(10)
        if self._key:
            box = QRectF(left, (self.height() - px(_BOX)) / 2, self._box_width(), px(_BOX))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("onAccentKeycap" if self._filled else "bg.fieldQuiet"))
            painter.drawRoundedRect(box, px(6), px(6))
            painter.setFont(look.font("bodyStrong"))
            painter.setPen(look.color("text.onAccent" if self._filled else "text.primary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
            left = box.right() + px(12)
        self._paint_words(painter, left)
        painter.end()

    def _paint_words(self, painter: QPainter, left: float) -> None:
        look, half = theme(), self.height() / 2
        align = Qt.AlignmentFlag.AlignLeft
        painter.setFont(look.font("rowTitle"))
        painter.setPen(look.color("text.onAccent" if self._filled else "text.primary"))
        above = QRectF(left, px(8), self.width() - left, half - px(8))
        painter.drawText(above, align | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text.onAccent" if self._filled else "text.secondary"))
        under = QRectF(left, half, self.width() - left, half - px(8))
        painter.drawText(under, align | Qt.AlignmentFlag.AlignVCenter, self._meaning)


class VerdictBar(QFrame):
    """Five verdicts at the left; Back, Undo and Keys at the right. `wanted` names the command."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "verdicts")
        self._buttons: dict[str, VerdictButton] = {}
        self._ways: dict[str, KeyButton] = {}
        self._row = QHBoxLayout(self)
        for name, words, meaning in VERDICTS:
            button = VerdictButton("", words, meaning, filled=name == "queue")
            button.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
            self._buttons[name] = button
            self._row.addWidget(button)
        self._row.addStretch(1)
        for name, words in (("previous", "Back"), ("undo", "Undo"), ("keys", "Keys")):
            way = KeyButton(words, kind="flat", small=True)
            way.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
            self._ways[name] = way
            self._row.addWidget(way)
        keymap().changed.connect(self._show_keys)
        theme().changed.connect(self._restyle)
        self._show_keys()
        self._restyle()

    def offer_undo(self, name: str | None) -> None:
        """Name what undo takes back."""
        self._ways["undo"].setEnabled(name is not None)
        self._ways["undo"].setToolTip(plain_tooltip(f"Undo {name}") if name else "")

    def _show_keys(self) -> None:
        for name, button in self._buttons.items():
            button.set_key(keymap().first(name))
        for name, way in self._ways.items():
            single = [key for key in keymap().keys(name) if len(key) == 1]
            way.set_keys(single[0] if single else keymap().first(name))

    def _restyle(self) -> None:
        self.setFixedHeight(theme().size("triageBar"))
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self._row.setSpacing(px(10))
