"""The bar under a paper in triage: the verdicts with their keys, and the way back."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from reader.gui.controls.keycap import KeyButton, key_text
from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.keymap import keymap
from reader.gui.look.theme import px, theme

# command, what the button says, what that means
VERDICTS = (
    ("queue", "Queue", "read it later"),
    ("read", "Read now", "open it"),
    ("done", "Done", "know it already"),
    ("archive", "Archive", "not for me"),
    ("next", "Later", "leave in Inbox"),
)
_LEAST, _HEIGHT, _BOX = 132, 52, 30
_BETWEEN, _SIDE = 10, 20


class VerdictButton(QAbstractButton):
    """A key in a box, a verdict, and what it means. The commonest yes is the filled one."""

    def __init__(self, key: str, words: str, meaning: str, *, filled: bool) -> None:
        super().__init__()
        self._meaning, self._filled = meaning, filled
        self._key, self._brief = "", False
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

    def be_brief(self, brief: bool) -> None:
        """Show the verdict without what it means, or with it again."""
        self._brief = brief
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for key and words."""
        return QSize(self.width_for(self._brief), px(_HEIGHT))

    def width_for(self, brief: bool) -> int:
        """How wide it is with and without what it means."""
        words = QFontMetricsF(theme().font("rowTitle")).horizontalAdvance(self.text())
        if brief:
            return round(self._box_width() + words + px(34))
        meaning = QFontMetricsF(theme().font("small")).horizontalAdvance(self._meaning)
        return max(round(self._box_width() + max(words, meaning) + px(34)), px(_LEAST))

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
        if self._brief:
            above = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(above, align | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._brief:
            return
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text.onAccent" if self._filled else "text.secondary"))
        under = QRectF(left, half, self.width() - left, half - px(8))
        painter.drawText(under, align | Qt.AlignmentFlag.AlignVCenter, self._meaning)


class VerdictBar(QFrame):
    """Five verdicts at the left; Back, Undo and Keys at the right. `wanted` names the command.

    Where there is no room for all, what the verdicts mean goes first, then Back, Undo and Keys.
    """

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

    def minimumSizeHint(self) -> QSize:
        """It fits itself in; the window need not be wider for it."""
        return QSize(0, theme().size("triageBar"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave away what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        brief = self._width_for(brief=False, ways=True) > self.width()
        ways = self._width_for(brief=brief, ways=True) <= self.width()
        for button in self._buttons.values():
            button.be_brief(brief)
        for way in self._ways.values():
            way.setVisible(ways)

    def _width_for(self, *, brief: bool, ways: bool) -> int:
        widths = [button.width_for(brief) for button in self._buttons.values()]
        if ways:
            widths += [way.sizeHint().width() for way in self._ways.values()]
        return sum(widths) + len(widths) * px(_BETWEEN) + 2 * px(_SIDE)

    def _show_keys(self) -> None:
        for name, button in self._buttons.items():
            button.set_key(keymap().first(name))
        for name, way in self._ways.items():
            single = [key for key in keymap().keys(name) if len(key) == 1]
            way.set_keys(single[0] if single else keymap().first(name))
        self._fit()

    def _restyle(self) -> None:
        self.setFixedHeight(theme().size("triageBar"))
        self._row.setContentsMargins(px(_SIDE), 0, px(_SIDE), 0)
        self._row.setSpacing(px(_BETWEEN))
        self._fit()
