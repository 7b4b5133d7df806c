"""The statistics as a page: four numbers and four charts; each leads to its papers."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.dates import shown_date
from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.controls.menu import Menu
from reader.gui.controls.segmented import Segmented
from reader.gui.controls.words_button import WordsButton
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme
from reader.gui.pages import Page
from reader.gui.results.charts import ENOUGH_DAYS, RANGES, ChartData, Number, as_table
from reader.gui.views.charts.chart import Chart

_TILE_ICONS = ("all", "done", "reading", "queue")
ONE_COLUMN_BELOW = 860


class NumberTile(QFrame):
    """A large number with its name over it, and a sentence under it; both lead to their papers."""

    search_wanted = Signal(str)

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._number = Number("", "", "", "")
        self.setProperty("part", "number")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = QLabel()
        self._name = Label(role="small", ink="secondary")
        self.value = WordsButton("number", "text.primary")
        self.about = WordsButton("small", "text.tertiary")
        self.value.clicked.connect(lambda: self.search_wanted.emit(self._number.query))
        self.about.clicked.connect(lambda: self.search_wanted.emit(self._number.about_query))
        self._row = QHBoxLayout()
        self._row.addWidget(self._icon)
        self._row.addWidget(self._name, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self.value, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.about, 0, Qt.AlignmentFlag.AlignLeft)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_number(self, number: Number) -> None:
        """Show a number."""
        self._number = number
        self._name.setText(number.name)
        self.value.say(number.value, f"{number.name}: {number.value}. Show the papers")
        self.about.say(number.about, f"{number.about}. Show the papers")
        self.about.setEnabled(bool(number.about_query))

    def _restyle(self) -> None:
        self._column.setContentsMargins(px(12), px(10), px(12), px(8))
        self._column.setSpacing(px(2))
        self._row.setContentsMargins(px(4), 0, 0, 0)
        self._row.setSpacing(px(8))
        ratio, side = self.devicePixelRatioF(), px(15)
        self._icon.setPixmap(pixmap(self._icon_name, theme().color("text.secondary"), side, ratio))


class StatisticsView(Page):
    """Shows the numbers of a range. `search_wanted` for the papers behind something."""

    leave_wanted = Signal()
    range_wanted = Signal(int)
    search_wanted = Signal(str)
    save_wanted = Signal(object, str)
    goal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statistics")
        self.tiles = [NumberTile(name) for name in _TILE_ICONS]
        self.charts = [Chart() for _ in range(4)]
        self.ranges = Segmented([name for name, _days in RANGES] + ["All"], "Range")
        self.ranges.chosen.connect(self.range_wanted)
        self._back = KeyButton("Back", command="back", kind="flat", icon="back", small=True)
        self._back.clicked.connect(self.leave_wanted)
        self._more = IconButton("more", "More about the statistics")
        self._more.clicked.connect(self.open_menu)
        self._title = Label("Statistics", role="heading")
        self._day = Label(role="small", ink="secondary")
        self._young = Label(ink="secondary")
        self._lay_out()
        for tile in self.tiles:
            tile.search_wanted.connect(self.search_wanted)
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

    def open_menu(self) -> None:
        """What is about all of the page."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Goal of a week…").triggered.connect(self.goal_wanted)
        menu.addAction("Copy all as tables").triggered.connect(self.copy_tables)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def copy_tables(self) -> None:
        """Put the numbers of all charts on the clipboard."""
        tables = [f"{chart.data.title}\n{as_table(chart.data)}" for chart in self.charts]
        QGuiApplication.clipboard().setText("\n\n".join(tables))

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("part", "paneHead")
        self._head = QHBoxLayout(head)
        for widget in (self._back, self._title, self._day):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        self._head.addWidget(self.ranges)
        self._head.addWidget(self._more)
        self._head_frame = head
        page = QWidget()
        self._tiles, self._grid = QGridLayout(), QGridLayout()
        self._page = QVBoxLayout(page)
        self._page.addLayout(self._tiles)
        self._page.addWidget(self._young)
        self._page.addLayout(self._grid, 1)
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
            self._tiles.addWidget(tile, number // across, number % across)
        for column in range(4):
            self._tiles.setColumnStretch(column, 0 if narrow and column > 1 else 1)
        for number, chart in enumerate(self.charts):
            across = 1 if narrow else 2
            self._grid.addWidget(chart, number // across, number % across)
        for column, share in enumerate((3, 0 if narrow else 2)):
            self._grid.setColumnStretch(column, share)

    def resizeEvent(self, event: object) -> None:
        """Find out again what there is room for."""
        self._place()

    def _restyle(self) -> None:
        self._head_frame.setFixedHeight(theme().size("header"))
        self._head.setContentsMargins(px(12), 0, px(20), 0)
        self._head.setSpacing(px(12))
        self._page.setContentsMargins(px(28), px(20), px(28), px(28))
        self._page.setSpacing(px(20))
        for grid in (self._tiles, self._grid):
            grid.setSpacing(px(16))
        for chart in self.charts:
            chart.setMinimumHeight(px(270))
