"""The band of the chosen row in a table, painted under its cells; a bar says that keys go there."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from reader.gui.look.theme import px, theme


def paint_row_band(table: QTableView, row: int, margin: int) -> None:
    """Paint it; `margin` is what the bar leaves free above and below, in px at 100 %."""
    if row < 0:
        return
    painter = QPainter(table.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    active = table.hasFocus()
    painter.setBrush(theme().color("bg.selected" if active else "bg.selectedInactive"))
    top, height = table.rowViewportPosition(row), table.rowHeight(row)
    band = QRectF(px(6), top + 1, table.viewport().width() - px(12), height - 2)
    painter.drawRoundedRect(band, px(8), px(8))
    if active:
        painter.setBrush(theme().color("accent.fill"))
        bar = QRectF(px(6), top + px(margin), px(3), height - px(2 * margin))
        painter.drawRoundedRect(bar, px(1.5), px(1.5))
    painter.end()
