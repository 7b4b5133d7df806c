"""What the reading pane shows while several papers are selected: three cards and what to do."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reader.dates import shown_date
from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.theme import px, theme
from reader.gui.views.flow_layout import FlowLayout
from reader.model import Row, State
from reader.tex import readable

_CARD = (360, 84)
_STEP = 16


class Cards(QWidget):
    """The first three papers as a pile of cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the first three of these."""
        self._rows = rows[:3]
        self.update()

    def sizeHint(self) -> QSize:
        """Room for three cards, each a step below the one over it."""
        return QSize(px(_CARD[0] + 2 * _STEP), px(_CARD[1] + 2 * _STEP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pile, the last card first."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self._rows) - 1, -1, -1):
            at = QPointF(px(_STEP) * place + 0.5, px(_STEP) * place + 0.5)
            rect = QRectF(at.x(), at.y(), px(_CARD[0]) - 1, px(_CARD[1]) - 1)
            painter.setPen(QPen(look.color("line.raised"), 1))
            painter.setBrush(look.color("bg.raised"))
            painter.drawRoundedRect(rect, px(10), px(10))
            if place == 0:
                self._paint_words(painter, rect, self._rows[0])
        painter.end()

    def _paint_words(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        inner = rect.adjusted(px(16), px(12), -px(16), -px(12))
        painter.setFont(theme().font("rowTitle"))
        painter.setPen(theme().color("text.primary"))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(
            readable(row.title), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(inner, top, title)
        painter.setFont(theme().font("small"))
        painter.setPen(theme().color("text.tertiary"))
        painter.drawText(inner.adjusted(0, px(26), 0, 0), top, shown_date(row.date))


class Several(QWidget):
    """How many papers are selected, their years and tags, and the actions with their keys."""

    state_wanted = Signal(object)
    star_wanted = Signal(bool)
    tags_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = Cards()
        self._title = Label(role="heading")
        self._about = Label(ink="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(56), px(40), px(40), px(40))
        column.setSpacing(px(8))
        column.addStretch(2)
        column.addWidget(self._cards)
        column.addSpacing(px(16))
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(px(12))
        column.addLayout(self._actions())
        column.addStretch(3)

    def _actions(self) -> FlowLayout:
        flow = FlowLayout(gap=8)
        wishes = (
            ("Add to Queue", "Q", "queue", lambda: self.state_wanted.emit(State.QUEUE)),
            ("Archive", "E", "archive", lambda: self.state_wanted.emit(State.ARCHIVE)),
            ("Tags…", "T", "tag", self.tags_wanted.emit),
            ("Star", "S", "star", lambda: self.star_wanted.emit(True)),
            ("Export…", "Ctrl+E", "export", self.export_wanted.emit),
        )
        for words, keys, icon, run in wishes:
            button = KeyButton(words, keys, icon=icon)
            button.clicked.connect(lambda _on=False, run=run: run())
            flow.addWidget(button)
        return flow

    def show_rows(self, rows: Sequence[Row], total: int) -> None:
        """Show these papers, the first of `total` selected ones."""
        self._cards.show_rows(rows)
        self._title.setText(f"{total:,} papers selected")
        self._about.setText(about(rows))


def about(rows: Sequence[Row]) -> str:
    """The spread of the years and the tags of some papers, in a sentence."""
    years = sorted({row.date[:4] for row in rows if row.date and row.date[:4].isdecimal()})
    parts = []
    if years:
        parts.append(years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}")
    tags = Counter(tag.name for row in rows for tag in row.tags)
    if tags:
        most = ", ".join(f"{name} {count}" for name, count in tags.most_common(6))
        parts.append(f"Tags: {most}")
    return ". ".join(parts) + "." if parts else ""
