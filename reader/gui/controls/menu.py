"""Menus as the design draws them: icons, words, and quiet keys in line at the right."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QStyle, QStyleOption, QWidget

from reader.gui.controls.keycap import key_text
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme

DANGER = "danger"  # the property of a command that takes something away
_SIDE, _GAP = 10, 8


class Menu(QMenu):
    """A menu. Where something has an icon or can be ticked, all words begin behind that column."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, then every line of it that is seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelMenu, option, painter, self)
        for action in self.actions():
            area = self.actionGeometry(action)
            if action.isVisible() and area.intersects(event.rect()):
                self._paint_line(painter, action, area)
        painter.end()

    def _paint_line(self, painter: QPainter, action: QAction, area: QRect) -> None:
        look = theme()
        if action.isSeparator():
            line = QRectF(area.left() + px(8), area.center().y(), area.width() - px(16), 1)
            painter.fillRect(line, look.color("line.hair"))
            return
        if action is self.activeAction() and action.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("bg.selected"))
            painter.drawRoundedRect(area, px(5), px(5))
        self._paint_sign(painter, action, area)
        words, _tab, keys = action.text().partition("\t")
        keys = keys or key_text(action.shortcut().toString())
        ink = "danger.text" if action.property(DANGER) else "text.primary"
        painter.setFont(look.font("body"))
        painter.setPen(look.color(ink if action.isEnabled() else "text.disabled"))
        inside = area.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        if self._has_signs():
            inside.setLeft(inside.left() + look.size("icon") + px(_GAP))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle | Qt.TextFlag.TextShowMnemonic, words)
        if action.menu() is not None:
            self._paint_icon(painter, "chevron-right", inside.right() - px(14), area, px(14))
        elif keys:
            painter.setFont(look.font("small"))
            painter.setPen(look.color("text.tertiary" if action.isEnabled() else "text.disabled"))
            painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, keys)

    def _paint_sign(self, painter: QPainter, action: QAction, area: QRect) -> None:
        side = theme().size("icon")
        left = area.left() + px(_SIDE)
        if action.isChecked():
            self._paint_icon(painter, "check", left, area, side)
        elif not action.icon().isNull():
            mode = QIcon.Mode.Normal if action.isEnabled() else QIcon.Mode.Disabled
            box = QRect(left, area.center().y() - side // 2, side, side)
            action.icon().paint(painter, box, Qt.AlignmentFlag.AlignCenter, mode)

    def _paint_icon(self, painter: QPainter, name: str, left: int, area: QRect, side: int) -> None:
        picture = pixmap(name, theme().color("text.secondary"), side, self.devicePixelRatioF())
        painter.drawPixmap(left, area.center().y() - side // 2, picture)

    def _has_signs(self) -> bool:
        return any(each.isCheckable() or not each.icon().isNull() for each in self.actions())


def shortened(words: str, longest: int = 24) -> str:
    """Some words for a menu: not too many, and without a letter taken for a shortcut."""
    return (words if len(words) <= longest else f"{words[: longest - 1]}…").replace("&", "&&")
