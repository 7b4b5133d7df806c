"""What hangs at the pointer while papers are dragged: the card of one, or the count of several."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from reader.gui.look.theme import px, theme
from reader.gui.look.wording import papers as papers_text
from reader.gui.views.papers.paper_delegate import PaperDelegate
from reader.model import Row

WIDEST = 420


def hot_spot() -> QPoint:
    """The pointer stays free of the picture, so that the place it is over can be read."""
    return QPoint(-px(10), -px(14))


def card_picture(cards: PaperDelegate, row: Row, width: float, ratio: float) -> QPixmap:
    """One paper as its card in the list, raised from the page."""
    height = px(theme().token("row", "comfortable", "height"))
    box = QRectF(0, 0, min(width, px(WIDEST)), height)
    picture, painter = _raised(box, ratio, px(theme().token("radius", "row")))
    cards.paint_card(painter, box, row)
    painter.end()
    return picture


def count_picture(count: int, ratio: float) -> QPixmap:
    """How many papers are dragged."""
    box = QRectF(0, 0, px(110), px(32))
    picture, painter = _raised(box, ratio, px(8))
    painter.setPen(theme().color("text.primary"))
    painter.setFont(theme().font("label"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, papers_text(count))
    painter.end()
    return picture


def _raised(box: QRectF, ratio: float, radius: int) -> tuple[QPixmap, QPainter]:
    picture = QPixmap(box.size().toSize() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme().color("line.raised"))
    painter.setBrush(theme().color("bg.raised"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    return picture, painter
