"""The statistics as a page: four numbers and four charts; each leads to its papers."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.dates import shown_date
from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.controls.segmented import Segmented
from reader.gui.look.theme import px, theme
from reader.gui.results.charts import ENOUGH_DAYS, RANGES, ChartData, Number
from reader.gui.views.chart import Chart

ONE_COLUMN_BELOW = 860


class NumberTile(QAbstractButton):
    """A large number with its name over it and a sentence under it."""

    def __init__(self) -> None:
        super().__init__()
        self._number = Number("", "", "", "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_number(self, number: Number) -> None:
        """Show a number."""
        self._number = number
        self.setAccessibleName(f"{number.name}: {number.value}. {number.about}")
        self.update()

    @property
    def query(self) -> str:
        """The search behind the number."""
        return self._number.query

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(px(200), px(104))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the three lines."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.color("focus.ring"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("bg.hover" if self.underMouse() else "bg.subtle"))
        painter.drawRoundedRect(area, px(8), px(8))
        for top, role, ink, words in (
            (12, "small", "text.secondary", self._number.name),
            (34, "number", "text.primary", self._number.value),
            (74, "small", "text.tertiary", self._number.about),
        ):
            painter.setFont(look.font(role))
            painter.setPen(look.color(ink))
            room = self.width() - 2 * px(16)
            text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(px(16), px(top), room, px(36)), text)
        painter.end()


class StatisticsView(QWidget):
    """Shows the numbers of a range. `search_wanted` for the papers behind something."""

    leave_wanted = Signal()
    range_wanted = Signal(int)
    search_wanted = Signal(str)
    save_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statistics")
        self.tiles = [NumberTile() for _ in range(4)]
        self.charts = [Chart() for _ in range(4)]
        self.ranges = Segmented([name for name, _days in RANGES] + ["All"], "Range")
        self.ranges.chosen.connect(self.range_wanted)
        self._back = KeyButton("Back", command="back", kind="flat", icon="back", small=True)
        self._back.clicked.connect(self.leave_wanted)
        self._title = Label("Statistics", role="heading")
        self._day = Label(role="small", ink="secondary")
        self._young = Label(ink="secondary")
        self._lay_out()
        for tile in self.tiles:
            tile.clicked.connect(lambda _on=False, tile=tile: self.search_wanted.emit(tile.query))
        for chart in self.charts:
            chart.search_wanted.connect(self.search_wanted)
            chart.save_wanted.connect(self.save_wanted)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_all(
        self, numbers: Sequence[Number], charts: Sequence[ChartData], today: date, age: int
    ) -> None:
        """Show the numbers; charts only once there is enough to be drawn."""
        self._day.setText(shown_date(today.isoformat()))
        for tile, number in zip(self.tiles, numbers, strict=True):
            tile.show_number(number)
        enough = age >= ENOUGH_DAYS
        days = "1 day" if age == 1 else f"{age} days"
        self._young.setText(f"Charts start after two weeks. {days} so far.")
        self._young.setVisible(not enough)
        for chart, data in zip(self.charts, charts, strict=True):
            chart.show_chart(data)
            chart.setVisible(enough)

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("part", "paneHead")
        self._head = QHBoxLayout(head)
        for widget in (self._back, self._title, self._day):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        self._head.addWidget(self.ranges)
        self._head_frame = head
        page = QWidget()
        self._grid = QGridLayout(page)
        self._place()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scroll, 1)

    def _place(self) -> None:
        """Two charts side by side, or under each other where there is little room."""
        narrow = self.width() < px(ONE_COLUMN_BELOW)
        for number, tile in enumerate(self.tiles):
            across = 2 if narrow else 4
            span = 4 // across
            self._grid.addWidget(tile, number // across, number % across * span, 1, span)
        self._grid.addWidget(self._young, 2, 0, 1, 4)
        for number, chart in enumerate(self.charts):
            across = 1 if narrow else 2
            span = 4 // across
            self._grid.addWidget(chart, 3 + number // across, number % across * span, 1, span)
        self._grid.setRowStretch(7, 1)

    def resizeEvent(self, event: object) -> None:
        """Find out again what there is room for."""
        self._place()

    def _restyle(self) -> None:
        self._head_frame.setFixedHeight(theme().size("header"))
        self._head.setContentsMargins(px(12), 0, px(20), 0)
        self._head.setSpacing(px(12))
        self._grid.setContentsMargins(px(24), px(20), px(24), px(20))
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(20))
        for chart in self.charts:
            chart.setMinimumHeight(px(270))
