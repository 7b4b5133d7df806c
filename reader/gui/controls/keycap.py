"""Key caps, alone and inside buttons: every command shows the key that does the same."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from reader.gui.controls.shown_keys import shown_keys
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import LARGE, px, theme


def key_text(keys: str) -> str:
    """Keys as they are shown: `Ctrl+Shift+O` becomes `Ctrl Shift O`."""
    return (
        keys.replace("++", "+Plus")
        .replace("+", " ")
        .replace("Plus", "+")
        .replace("Return", "Enter")
    )


def cap_width(text: str) -> int:
    """The width of the cap around `text`."""
    advance = QFontMetricsF(theme().font("key")).horizontalAdvance(text)
    return max(theme().size("key"), round(advance) + px(10))


def paint_cap(painter: QPainter, rect: QRectF, text: str, *, on_accent: bool = False) -> None:
    """Paint a key cap that fills `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    radius = px(theme().token("radius", "key"))
    if on_accent:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("onAccentKeycap"))
    else:
        painter.setPen(theme().color("line.keycap"))
        painter.setBrush(theme().color("line.keycap"))
        painter.drawRoundedRect(box, radius, radius)  # seen below the cap, as its front
        painter.setBrush(theme().color("bg.keycap"))
        box.setBottom(box.bottom() - 1)
    painter.drawRoundedRect(box, radius, radius)
    painter.setFont(theme().font("key"))
    painter.setPen(theme().color("text.onAccent" if on_accent else "text.secondary"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """One key cap: of `keys`, or of a command of the table, whose key in force it shows."""

    def __init__(self, keys: str = "", *, command: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._command, self._text = command, ""
        self._show_keys(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        if command:
            self._ask_for_keys()
            shown_keys().changed.connect(self._ask_for_keys)

    def _ask_for_keys(self) -> None:
        self._show_keys(shown_keys().of(self._command))

    def _show_keys(self, keys: str) -> None:
        self._text = key_text(keys)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words, as high as a key; nothing without a key."""
        return QSize(cap_width(self._text), theme().size("key")) if self._text else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        if not self._text:
            return
        painter = QPainter(self)
        paint_cap(painter, QRectF(self.rect()), self._text)
        painter.end()


class KeyButton(QPushButton):
    """A button with an optional icon and the key that does the same at its right.

    A `wide` button takes the room there is: words at its left, the key at its right.
    `command` names a command of the table, whose key is shown as it is in force; `keys` are for
    what is no command. `kind` is a rule of the style sheet: `primary`, `flat` or nothing.
    """

    def __init__(
        self,
        text: str,
        keys: str = "",
        *,
        command: str = "",
        kind: str = "",
        icon: str = "",
        small: bool = False,
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._keys, self._icon, self._small, self._kind = "", icon, small, kind
        self._command, self._wide = "", wide
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.set_keys(keys)
        self.set_command(command)
        self._restyle()
        theme().changed.connect(self._restyle)
        shown_keys().changed.connect(self._ask_for_keys)

    def set_command(self, command: str) -> None:
        """Show the key of another command."""
        self._command = command
        self._ask_for_keys()

    def _ask_for_keys(self) -> None:
        if self._command:
            self.set_keys(shown_keys().of(self._command))

    def set_keys(self, keys: str) -> None:
        """Show another key."""
        self._keys = key_text(keys)
        self.setAccessibleDescription(self._keys)
        self.updateGeometry()
        self.update()

    def set_icon_name(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, words and key."""
        metrics = QFontMetricsF(self.font())
        width = round(metrics.horizontalAdvance(self.text())) + 2 * px(12) + px(2)
        if self._icon:
            width += theme().size("icon") + px(8)
        if self._shows_keys:
            width += cap_width(self._keys) + px(8)
        return QSize(width, theme().size("buttonSmall" if self._small else "button"))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    @property
    def _shows_keys(self) -> bool:
        return bool(self._keys) and theme().key_hints and theme().scale < LARGE

    def _restyle(self) -> None:
        self.setFont(theme().font("label"))
        self.setFixedHeight(theme().size("buttonSmall" if self._small else "button"))
        self.updateGeometry()

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text.disabled"
        if self._kind == "primary":
            return "text.onAccent"
        return "text.secondary" if self._kind == "flat" else "text.primary"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button of the style sheet, then icon, words and key in a row."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        color = theme().color(self._ink())
        spare = 0 if self._wide else (self.width() - self.sizeHint().width()) / 2
        x = spare + px(12) + px(1)
        middle = self.height() / 2
        if self._icon:
            size = theme().size("icon")
            picture = pixmap(self._icon, color, size, self.devicePixelRatioF())
            painter.drawPixmap(round(x), round(middle - size / 2), picture)
            x += size + px(8)
        painter.setPen(color)
        painter.setFont(self.font())
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        area = QRectF(x, 0, words + 2, self.height())
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
        if self._shows_keys:
            height = theme().size("key")
            wide = cap_width(self._keys)
            left = self.width() - wide - px(11) if self._wide else x + words + px(8)
            cap = QRectF(left, middle - height / 2, wide, height)
            paint_cap(painter, cap, self._keys, on_accent=self._kind == "primary")
        painter.end()
