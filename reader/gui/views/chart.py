"""A chart: painted, its values under the pointer and by the arrow keys, and also as a table."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.look.theme import px, theme
from reader.gui.results.charts import ChartData, Forecast, Point, as_table, ticks

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Chart(QWidget):
    """Shows one chart. `search_wanted` for the papers behind a point, `save_wanted` for a file."""

    search_wanted = Signal(str)
    save_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = ChartData("", "", "bars", ())
        self.place = 0
        self.table = False
        self._spots: list[QRectF] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_chart(self, data: ChartData) -> None:
        """Show a chart; the newest point is marked first."""
        self.data = data
        first = data.kind == "grid"
        self.place = 0 if first else max(0, len(data.points) - 1)
        self.setAccessibleName(f"{data.title}. {data.about}")
        self._tell()
        self.update()

    @property
    def current(self) -> Point | None:
        """The point that is marked."""
        return self.data.points[self.place] if self.data.points else None

    def turn_table(self) -> None:
        """Show the numbers as a table, or the picture again."""
        self.table = not self.table
        self.update()

    def copy_table(self) -> None:
        """Put the numbers on the clipboard."""
        QGuiApplication.clipboard().setText(as_table(self.data))

    def save(self, file: Path) -> None:
        """Write the picture: SVG or PNG, by the name of the file."""
        if file.suffix.lower() == ".svg":
            self._save_svg(file)
        else:
            picture = QPixmap(self.size() * 2)
            picture.setDevicePixelRatio(2)
            picture.fill(theme().color("bg.window"))
            painter = QPainter(picture)
            self._paint(painter, mark=False)
            painter.end()
            picture.save(str(file), "PNG")

    def _save_svg(self, file: Path) -> None:
        from PySide6.QtSvg import QSvgGenerator

        drawing = QSvgGenerator()
        drawing.setFileName(str(file))
        drawing.setSize(self.size())
        drawing.setViewBox(self.rect())
        drawing.setTitle(self.data.title)
        painter = QPainter(drawing)
        self._paint(painter, mark=False)
        painter.end()

    def sizeHint(self) -> QSize:
        """A quarter of the window, about."""
        return QSize(px(420), px(260))

    def minimumSizeHint(self) -> QSize:
        """Never too small to be read."""
        return QSize(px(280), px(200))

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, picture and mark."""
        painter = QPainter(self)
        self._paint(painter, mark=True)
        painter.end()

    def _paint(self, painter: QPainter, *, mark: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        area = QRectF(self.rect()).adjusted(px(40), px(56), -px(12), -px(26))
        self._spots = []
        if self.table:
            self._paint_table(painter, area)
        elif self.data.kind == "grid":
            self._paint_grid(painter, area)
        elif self.data.points:
            self._paint_axes(painter, area)
            (self._paint_bars if self.data.kind == "bars" else self._paint_line)(painter, area)
        if mark and self.hasFocus() and self.place < len(self._spots):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("focus.ring"), 2))
            spot = self._spots[self.place].adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(spot, px(4), px(4))

    def _paint_head(self, painter: QPainter) -> None:
        look = theme()
        painter.setFont(look.font("bodyStrong"))
        painter.setPen(look.color("text.primary"))
        painter.drawText(QRectF(px(4), px(4), self.width(), px(20)), self.data.title)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text.tertiary"))
        point = self.current if self.hasFocus() else None
        words = point.words if point is not None else self.data.about
        painter.drawText(QRectF(px(4), px(26), self.width(), px(18)), words)
        if self.data.kind != "bars":
            return
        x = float(self.width() - px(12))
        for series in reversed(range(len(self.data.series))):
            width = QFontMetricsF(painter.font()).horizontalAdvance(self.data.series[series])
            x -= width
            painter.setPen(look.color("text.secondary"))
            painter.drawText(QRectF(x, px(4), width + 2, px(20)), self.data.series[series])
            x -= px(14)
            painter.fillRect(QRectF(x, px(8), px(9), px(9)), look.color(f"chart.{series + 1}"))
            x -= px(14)

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        look = theme()
        marks = ticks(max(point.value for point in self.data.points))
        self._top = marks[-1]
        painter.setFont(look.count_font())
        for value in marks:
            y = area.bottom() - area.height() * value / self._top
            painter.fillRect(QRectF(area.left(), y, area.width(), 1), look.color("chart.grid"))
            painter.setPen(look.color("text.tertiary"))
            box = QRectF(0, y - px(9), area.left() - px(8), px(18))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, f"{value:g}")
        self._paint_labels(painter, area)

    def _paint_labels(self, painter: QPainter, area: QRectF) -> None:
        """A label where it changes, as far as they do not touch."""
        ahead = self.data.forecast
        step = area.width() / (len(self.data.points) + (ahead.steps if ahead else 0))
        free, before = area.left(), ""
        for place, point in enumerate(self.data.points):
            x = area.left() + place * step
            width = QFontMetricsF(painter.font()).horizontalAdvance(point.label)
            fits = x >= free and x + width <= area.right() + px(12)
            if point.label != before and fits:
                box = QRectF(x, area.bottom() + px(5), width + 2, px(18))
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, point.label)
                free = x + width + px(10)
            before = point.label

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        count = len(self.data.series)
        step = area.width() / len(self.data.points)
        width = max(2.0, min(step * 0.8, px(26)))
        painter.setPen(Qt.PenStyle.NoPen)
        for place, point in enumerate(self.data.points):
            group, series = divmod(place, count)
            x = area.left() + group * step * count + series * (width + 2)
            height = area.height() * point.value / self._top
            bar = QRectF(x, area.bottom() - height, width, height)
            painter.fillRect(bar, theme().color(f"chart.{point.series + 1}"))
            self._spots.append(QRectF(x, area.top(), width, area.height()))

    def _paint_line(self, painter: QPainter, area: QRectF) -> None:
        points = self.data.points
        ahead = self.data.forecast
        step = area.width() / max(1, len(points) - 1 + (ahead.steps if ahead else 0))
        ends = [
            QPointF(
                area.left() + place * step,
                area.bottom() - area.height() * point.value / self._top,
            )
            for place, point in enumerate(points)
        ]
        if ahead is not None:
            self._paint_forecast(painter, area, ends[-1], ahead)
        painter.setPen(QPen(theme().color("chart.1"), px(2)))
        painter.drawPolyline(ends)
        painter.setBrush(theme().color("chart.1"))
        painter.drawEllipse(ends[-1], px(3), px(3))
        reach = max(px(5), step / 2)
        self._spots = [
            QRectF(end.x() - min(reach, px(6)), end.y() - px(6), 2 * min(reach, px(6)), px(12))
            for end in ends
        ]

    def _paint_forecast(
        self, painter: QPainter, area: QRectF, now: QPointF, ahead: Forecast
    ) -> None:
        """Dots from the last point to the right edge, and the date under their end."""
        end = QPointF(area.right(), area.bottom() - area.height() * ahead.value / self._top)
        painter.setPen(QPen(theme().color("chart.1"), px(2), Qt.PenStyle.DotLine))
        painter.drawLine(now, end)
        painter.setFont(theme().font("caption", 600))
        painter.setPen(theme().color("text.primary"))
        box = QRectF(now.x(), area.bottom() + px(5), area.right() - now.x(), px(18))
        if QFontMetricsF(painter.font()).horizontalAdvance(ahead.label) <= box.width():
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, ahead.label)

    def _paint_grid(self, painter: QPainter, area: QRectF) -> None:
        """Tags under each other; beside each how many papers it shares with those above."""
        look = theme()
        names = self.data.series
        if not names:
            painter.setPen(look.color("text.tertiary"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "Tags appear as you use them.")
            return
        counts = {point.label: point.value for point in self.data.points}
        high = max(counts.values()) or 1
        left, row = px(4) + px(130), min(area.height() / len(names), px(34))
        cell = min((self.width() - left - px(12)) / len(names), px(64))
        spots: dict[str, QRectF] = {}
        for line, name in enumerate(names):
            y = area.top() + line * row
            painter.setFont(look.font("small"))
            painter.setPen(look.color("text.secondary"))
            metrics = QFontMetricsF(painter.font())
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, left - px(12))
            painter.drawText(QRectF(px(4), y, left, row), Qt.AlignmentFlag.AlignVCenter, words)
            for column, other in enumerate(names[: line + 1]):
                label = name if column == line else f"{name} + {other}"
                box = QRectF(left + column * cell, y + 1, cell - 2, row - 2)
                self._paint_cell(painter, box, counts.get(label, 0), high)
                spots[label] = box
        self._spots = [spots.get(point.label, QRectF()) for point in self.data.points]

    def _paint_cell(self, painter: QPainter, box: QRectF, count: float, high: float) -> None:
        ground = theme().color("accent.soft")
        ground.setAlphaF(0.25 + 0.75 * count / high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, px(4), px(4))
        painter.setFont(theme().count_font())
        painter.setPen(theme().color("text.primary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{count:g}")

    def _paint_table(self, painter: QPainter, area: QRectF) -> None:
        """The numbers as lines, around the marked one."""
        height = px(20)
        count = max(1, int(area.height() // height))
        first = max(0, min(self.place - count // 2, len(self.data.points) - count))
        self._spots = [QRectF()] * len(self.data.points)
        painter.setFont(theme().count_font())
        for line, point in enumerate(self.data.points[first : first + count]):
            box = QRectF(px(4), area.top() + line * height, self.width() - px(16), height)
            self._spots[first + line] = box
            painter.setPen(theme().color("text.secondary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, point.words)

    # ------------------------------------------------------------ keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from point to point, Enter shows the papers, T the table."""
        key = Qt.Key(event.key())
        if key in _STEPS and self.data.points:
            self.place = max(0, min(self.place + _STEPS[key], len(self.data.points) - 1))
            self._tell()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """T is the table here, not the tags."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_T and not event.modifiers():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.turn_table()
                return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the value under the pointer."""
        place = self._at(event.position())
        if place is None:
            QToolTip.hideText()
        else:
            words = plain_tooltip(self.data.points[place].words)
            QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click shows the papers behind a point."""
        place = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.place = place
            self._open()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a chart."""
        self.open_menu(event.globalPos())

    def open_menu(self, at: QPoint) -> None:
        """Offer the papers, the table and the file."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Show the papers\tEnter").triggered.connect(self._open)
        menu.addAction("Picture" if self.table else "Table\tT").triggered.connect(self.turn_table)
        menu.addAction("Copy as table").triggered.connect(self.copy_table)
        menu.addAction("Save picture…").triggered.connect(lambda: self.save_wanted.emit(self))
        menu.popup(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the mark."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the mark."""
        super().focusOutEvent(event)
        self.update()

    def _at(self, at: QPointF) -> int | None:
        for place, spot in enumerate(self._spots):
            if spot.contains(at):
                return place
        return None

    def _open(self) -> None:
        if self.current is not None and self.current.query:
            self.search_wanted.emit(self.current.query)

    def _tell(self) -> None:
        point = self.current
        self.setAccessibleDescription(point.words if point is not None else "")
