"""The picture of a chart: bars, a line or a grid, painted; knows where each point stands."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from reader.gui.look.theme import px, theme
from reader.gui.results.charts import ChartData, Forecast, ticks

_HEAD = 60  # title and sentence over the picture
_SIDE = 18
_BARS = ("chart.muted", "chart.1")
_STRONG = 600
_CELL_ROW, _CELL = 34, 64


class ChartPicture:
    """Paints a chart; `spots` are then the areas of its points, to be clicked and marked."""

    def __init__(self, data: ChartData, size: QSizeF) -> None:
        self._data, self._size = data, size
        self.spots: list[QRectF] = []
        self._top = 1.0

    @property
    def area(self) -> QRectF:
        """What is left for the picture itself."""
        whole = QRectF(QPointF(0, 0), self._size)
        return whole.adjusted(px(_SIDE), px(_HEAD), -px(_SIDE), -px(14))

    def paint(self, painter: QPainter, sentence: str, *, table: bool = False) -> None:
        """Paint the card, its title with a sentence under it, and unless there is a table, all."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("line.hair"), 1))
        painter.setBrush(theme().color("bg.window"))
        card = QRectF(QPointF(0, 0), self._size).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, px(10), px(10))
        self._paint_head(painter, sentence)
        self.spots = []
        if table:
            return
        if self._data.kind == "grid":
            self._paint_grid(painter)
        elif self._data.points:
            area = self.area.adjusted(px(28), 0, 0, -px(24))
            self._paint_axes(painter, area)
            (self._paint_bars if self._data.kind == "bars" else self._paint_line)(painter, area)

    def _paint_head(self, painter: QPainter, sentence: str) -> None:
        look = theme()
        right = self._paint_legend(painter) if self._data.kind == "bars" else self._size.width()
        left = px(_SIDE)
        for top, role, ink, words in (
            (12, "bodyStrong", "text.primary", self._data.title),
            (32, "small", "text.secondary", sentence),
        ):
            painter.setFont(look.font(role))
            painter.setPen(look.color(ink))
            room = QRectF(left, px(top), right - left - px(12), px(20))
            metrics = QFontMetricsF(painter.font())
            said = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)

    def _paint_legend(self, painter: QPainter) -> float:
        """Name the series at the right; answers where they begin."""
        look = theme()
        painter.setFont(look.font("small"))
        x = self._size.width() - px(_SIDE)
        for series, name in reversed(list(enumerate(self._data.series))):
            width = QFontMetricsF(painter.font()).horizontalAdvance(name)
            x -= width
            painter.setPen(look.color("text.secondary"))
            painter.drawText(
                QRectF(x, px(20), width + 2, px(20)), Qt.AlignmentFlag.AlignVCenter, name
            )
            x -= px(16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(_BARS[series]))
            painter.drawRoundedRect(QRectF(x, px(25), px(10), px(10)), px(3), px(3))
            x -= px(14)
        return x

    # ------------------------------------------------------------ axes

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        look = theme()
        data = self._data
        highest = [max(point.value, point.part or 0) for point in data.points]
        marks = ticks(max(*highest, data.goal[0] if data.goal else 0, 0))
        self._top = marks[-1]
        painter.setFont(look.count_font())
        for value in marks:
            y = self._height(area, value)
            painter.fillRect(QRectF(area.left(), y, area.width(), 1), look.color("chart.grid"))
            painter.setPen(look.color("text.tertiary"))
            box = QRectF(0, y - px(9), area.left() - px(8), px(18))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, f"{value:,g}")
        self._paint_labels(painter, area)

    def _height(self, area: QRectF, value: float) -> float:
        return area.bottom() - area.height() * value / self._top

    def _paint_labels(self, painter: QPainter, area: QRectF) -> None:
        """A label where it changes, as far as they do not touch; under the middle of its bars."""
        ahead = self._data.forecast
        step = area.width() / (len(self._data.points) + (ahead.steps if ahead else 0))
        group = step * len(self._data.series) if self._data.kind == "bars" else 0.0
        free, before = area.left(), ""
        for place, point in enumerate(self._data.points):
            width = QFontMetricsF(painter.font()).horizontalAdvance(point.label)
            x = area.left() + place * step + max(0.0, (group - width) / 2)
            fits = x >= free and x + width <= area.right() + px(12)
            if point.label != before and fits:
                box = QRectF(x, area.bottom() + px(5), width + 2, px(18))
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, point.label)
                free = x + width + px(10)
            before = point.label

    # ------------------------------------------------------------ bars and lines

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        points = self._data.points
        count = len(self._data.series)
        group = area.width() * count / len(points)
        width = max(2.0, min(group * 0.32, px(16)))
        left = (group - count * width - (count - 1) * px(2)) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for place, point in enumerate(points):
            month, series = divmod(place, count)
            x = area.left() + month * group + left + series * (width + px(2))
            bar = QRectF(QPointF(x, self._height(area, point.value)), QPointF(0, area.bottom()))
            bar.setWidth(width)
            painter.setBrush(theme().color(_BARS[point.series]))
            painter.drawRoundedRect(bar, px(2), px(2))
            self.spots.append(QRectF(x, area.top(), width, area.height()))
        tall = max(range(0, len(points), count), key=lambda place: points[place].value)
        if points[tall].value:
            spot = self.spots[tall]
            at = QPointF(spot.center().x(), self._height(area, points[tall].value) - px(6))
            self._paint_value(painter, at, f"{points[tall].value:,g}")

    def _paint_value(self, painter: QPainter, at: QPointF, words: str) -> None:
        """A number over its point, within the picture."""
        painter.setFont(theme().font("caption", _STRONG))
        painter.setPen(theme().color("text.primary"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(words) + 2
        x = min(max(at.x() - width / 2, 0), self._size.width() - px(_SIDE) - width)
        box = QRectF(x, at.y() - px(14), width, px(16))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_now(self, painter: QPainter, now: QPointF, right: float, words: str) -> None:
        """The last value, over what may come after it: the line itself stands at the left."""
        half = QFontMetricsF(theme().font("caption", _STRONG)).horizontalAdvance(words) / 2
        middle = now.x() + px(4) + half
        at = QPointF(middle if middle + half <= right else now.x(), now.y() - px(8))
        self._paint_value(painter, at, words)

    def _paint_line(self, painter: QPainter, area: QRectF) -> None:
        points = self._data.points
        ahead = self._data.forecast
        step = area.width() / max(1, len(points) - 1 + (ahead.steps if ahead else 0))
        ends = [
            QPointF(area.left() + place * step, self._height(area, point.value))
            for place, point in enumerate(points)
        ]
        if points[0].part is None:
            self._paint_ground(painter, area, ends)
        else:
            self._paint_parts(painter, area, ends)
        self._paint_goal(painter, area)
        if ahead is not None:
            self._paint_forecast(painter, area, ends[-1], ahead)
        painter.setPen(QPen(theme().color("chart.1"), px(2)))
        painter.drawPolyline(ends)
        painter.setPen(QPen(theme().color("bg.window"), px(1.5)))
        painter.setBrush(theme().color("chart.1"))
        painter.drawEllipse(ends[-1], px(4), px(4))
        if points[0].part is None:
            self._paint_now(painter, ends[-1], area.right(), f"{points[-1].value:,g} now")
        reach = min(max(px(5), step / 2), px(6))
        self.spots = [QRectF(end.x() - reach, end.y() - px(6), 2 * reach, px(12)) for end in ends]

    def _paint_ground(self, painter: QPainter, area: QRectF, ends: list[QPointF]) -> None:
        """Fill what is under the line."""
        fill = theme().color("chart.1")
        fill.setAlphaF(0.12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        under = [QPointF(ends[-1].x(), area.bottom()), QPointF(ends[0].x(), area.bottom())]
        painter.drawPolygon(QPolygonF([*ends, *under]))

    def _paint_parts(self, painter: QPainter, area: QRectF, ends: list[QPointF]) -> None:
        """A dot for what each week itself was."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("chart.muted"))
        for point, end in zip(self._data.points, ends, strict=True):
            if point.part is not None:
                at = QPointF(end.x(), self._height(area, point.part))
                painter.drawEllipse(at, px(3), px(3))

    def _paint_goal(self, painter: QPainter, area: QRectF) -> None:
        """A dashed line with its name."""
        if self._data.goal is None:
            return
        value, name = self._data.goal
        y = self._height(area, value)
        painter.setPen(QPen(theme().color("chart.3"), px(1.5), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setFont(theme().font("small"))
        painter.setPen(theme().color("text.secondary"))
        box = QRectF(area.left() + px(4), y - px(18), area.width(), px(16))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_forecast(
        self, painter: QPainter, area: QRectF, now: QPointF, ahead: Forecast
    ) -> None:
        """Dots from the last point to the right edge, and the date under their end."""
        end = QPointF(area.right(), self._height(area, ahead.value))
        painter.setPen(QPen(theme().color("chart.1"), px(2), Qt.PenStyle.DotLine))
        painter.drawLine(now, end)
        painter.setFont(theme().font("caption", _STRONG))
        painter.setPen(theme().color("text.primary"))
        box = QRectF(now.x(), area.bottom() + px(5), area.right() - now.x(), px(18))
        if QFontMetricsF(painter.font()).horizontalAdvance(ahead.label) <= box.width():
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, ahead.label)

    # ------------------------------------------------------------ the grid

    def _paint_grid(self, painter: QPainter) -> None:
        """Tags under each other; beside each how many papers it shares with those above."""
        look, area = theme(), self.area
        names = self._data.series
        if not names:
            painter.setPen(look.color("text.tertiary"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "Tags appear as you use them.")
            return
        counts = {point.label: point.value for point in self._data.points}
        shared = [point.value for point in self._data.points if point.series]
        left, row = area.left() + px(120), min(area.height() / len(names), px(_CELL_ROW))
        cell = min((area.right() - left) / len(names), px(_CELL))
        spots: dict[str, QRectF] = {}
        for line, name in enumerate(names):
            y = area.top() + line * row
            painter.setFont(look.font("small"))
            painter.setPen(look.color("text.secondary"))
            room = QRectF(area.left(), y, px(110), row)
            words = QFontMetricsF(painter.font()).elidedText(
                name, Qt.TextElideMode.ElideRight, room.width()
            )
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, words)
            for column, other in enumerate(names[: line + 1]):
                alone = column == line
                label = name if alone else f"{name} + {other}"
                box = QRectF(left + column * cell, y + 1, cell - 2, row - 2)
                strength = None if alone else counts.get(label, 0) / max(1, *shared, 1)
                self._paint_cell(painter, box, counts.get(label, 0), strength)
                spots[label] = box
        self.spots = [spots.get(point.label, QRectF()) for point in self._data.points]

    def _paint_cell(
        self, painter: QPainter, box: QRectF, count: float, strength: float | None
    ) -> None:
        """A number on a ground the stronger the more there are; grey for one tag alone."""
        look = theme()
        ground = look.color("bg.fieldQuiet" if strength is None else "chart.1")
        if strength is not None:
            ground.setAlphaF(0.06 + 0.34 * strength)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, px(3), px(3))
        painter.setFont(look.count_font())
        painter.setPen(look.color("text.secondary" if strength is None else "text.primary"))
        words = f"{count:,g}" if count else "·"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
