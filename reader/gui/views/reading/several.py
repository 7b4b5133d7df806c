"""What the reading pane shows while several papers are selected: three cards and what to do."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from reader.dates import shown_date
from reader.gui.controls.icon_line import IconLine
from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme
from reader.gui.views.text_lines import lay_out, paint_lines
from reader.model import Row
from reader.tex import readable

WIDTH = 420
_CARD = (400, 112)
_STEP = 5


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
        look = theme()
        inner = rect.adjusted(px(18), px(16), -px(18), -px(14))
        title = lay_out(readable(row.title), look.font("rowTitle"), inner.width(), 3, ())
        height = look.line_height("rowTitle")
        paint_lines(painter, title, inner.topLeft(), height, look.color("text.primary"))
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text.tertiary"))
        under = inner.adjusted(0, len(title) * height + px(4), 0, 0)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(under, top, shown_date(row.date))


ACTIONS = (
    ("queue", "Add to Queue", "queue"),
    ("archive", "Archive", "archive"),
    ("tags", "Tags…", "tag"),
    ("star", "Star", "star"),
    ("export", "Export…", "export"),
    ("merge", "Merge…", "join"),
)


class Several(QWidget):
    """How many papers are selected, their years and tags, and the actions with their keys.

    `wanted` names the command of an action.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = Cards()
        self._title = Label(role="titleSmall")
        self._about = Label(ink="secondary", wrap=True)
        self._once = IconLine(
            "undo", "Each of these is one undo, however many papers it touches.", wrap=True
        )
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._cards)
        column.addSpacing(px(16))
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(px(12))
        column.addLayout(self._actions())
        column.addSpacing(px(4))
        column.addWidget(self._once)
        self._middle = middle
        around = QGridLayout(self)
        around.setContentsMargins(px(40), px(40), px(40), px(40))
        around.addWidget(middle, 1, 1)
        for edge in (0, 2):
            around.setRowStretch(edge, 2 + edge // 2)
            around.setColumnStretch(edge, 1)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _actions(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(px(8))
        for place, (command, words, icon) in enumerate(ACTIONS):
            kind = "primary" if command == "queue" else ""
            button = KeyButton(words, command=command, icon=icon, kind=kind, wide=True)
            button.clicked.connect(lambda _on=False, name=command: self.wanted.emit(name))
            grid.addWidget(button, place // 2, place % 2)
        return grid

    def _restyle(self) -> None:
        self._middle.setFixedWidth(px(WIDTH))

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
