"""The statistics: asks for the numbers, shows them, and goes to the papers behind them."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from reader.errors import Problem
from reader.files import write_file
from reader.gui.places import ALL
from reader.gui.results.charts import RANGES, age, charts, numbers
from reader.gui.results.links import open_folder
from reader.model import Changes, Pace

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow
    from reader.gui.views.charts.chart import Chart
    from reader.gui.views.charts.statistics_view import StatisticsView

MEAN_DAYS = 31  # before the range, for the means at its beginning and this month's numbers


class Statistics(QObject):
    """Opens the page, keeps it up to date, closes it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._view: StatisticsView | None = None
        self._range = 2  # a year

    @property
    def is_open(self) -> bool:
        """Whether the page is shown."""
        return self._view is not None and self._window.pages.shown is self._view

    def open(self) -> None:
        """Show the page."""
        if self._view is None:
            self._view = self._made()
        self._window.pages.show(self._view, command="statistics")
        self._view.ranges.setFocus()
        self._ask()

    def leave(self) -> bool:
        """Back to the list; False when the page is not shown."""
        return self.is_open and self._window.pages.go_back()

    def follow(self, _changes: Changes | None = None) -> None:
        """Something changed, in the library or in what is wanted of the statistics."""
        if self.is_open:
            self._ask()

    def _ask(self) -> None:
        today = date.today()
        days = RANGES[self._range][1] if self._range < len(RANGES) else 0
        since = (today - timedelta(days=days + MEAN_DAYS)).isoformat() if days else ""
        self._window.worker.ask(
            lambda library: library.pace(since),
            lambda pace: self._show(pace, today, days),
            self._window.messages.error,
            only_newest="statistics",
        )

    def _show(self, pace: Pace, today: date, days: int) -> None:
        if self._view is not None:
            goal = self._window.shape.settings.weekly_goal
            shown = charts(pace, today, days, goal)
            self._view.show_all(numbers(pace, today, goal), shown, today, age(pace, today))

    def _choose_range(self, place: int) -> None:
        self._range = place
        self._ask()

    def _search(self, query: str) -> None:
        self.leave()
        self._window.focusing.await_list()
        self._window.browsing.open(ALL, query=query)

    def _save(self, chart: "Chart", ending: str) -> None:
        name = chart.data.title.lower().replace(" ", "-")
        kind = f"{ending.upper()} picture (*.{ending})"
        file, _kind = QFileDialog.getSaveFileName(
            self._window, "Save picture", f"{name}.{ending}", kind
        )
        if file:
            path = Path(file)
            self.save_to(chart, path if path.suffix else path.with_suffix(f".{ending}"), ending)

    def save_to(self, chart: "Chart", path: Path, ending: str) -> None:
        """Write the picture of a chart to a file, as SVG or PNG; tells when it cannot."""
        try:
            write_file(path, chart.picture(ending), private=False)
        except OSError as error:
            self._window.messages.error(
                Problem(
                    f"The picture was not saved: {error.strerror or error}.",
                    do="Choose another folder.",
                    where=str(path),
                )
            )
            return
        self._window.messages.say(
            f"Saved {path.name}", "Show in folder", run=lambda: open_folder(path.parent)
        )

    def _set_goal(self) -> None:
        self._window.popups.show_preferences("Reading")

    def _made(self) -> "StatisticsView":
        from reader.gui.views.charts.statistics_view import StatisticsView

        view = StatisticsView()
        view.ranges.choose(self._range)
        view.leave_wanted.connect(self.leave)
        view.range_wanted.connect(self._choose_range)
        view.search_wanted.connect(self._search)
        view.save_wanted.connect(self._save)
        view.goal_wanted.connect(self._set_goal)
        self._window.following.changed.connect(self.follow)
        return view
