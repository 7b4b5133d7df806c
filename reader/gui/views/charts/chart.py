"""A chart: a picture whose values are told by pointer and arrow keys, and also a table."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QEvent, QPoint, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.gui.controls.menu import Menu
from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.look.theme import px, theme
from reader.gui.results.charts import ChartData, Point, as_table
from reader.gui.views.charts.chart_picture import ChartPicture
from reader.gui.views.charts.chart_table import ChartTable

_STEPS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
FORMATS = ("svg", "png")


class Chart(QWidget):
    """Shows one chart. `search_wanted` for the papers behind a point.

    `save_wanted` for a file with the picture, in one of the `FORMATS`.
    """

    search_wanted = Signal(str)
    save_wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = ChartData("", "", "bars", ())
        self.place = 0
        self._picture = ChartPicture(self.data, QSizeF())
        self._table: ChartTable | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_chart(self, data: ChartData) -> None:
        """Show a chart; the newest point is marked first, and stays while it is only updated."""
        same = [point.words for point in data.points] == [point.words for point in self.data.points]
        self.data = data
        if not same:
            first = data.kind == "grid"
            self.place = 0 if first else max(0, len(data.points) - 1)
        self.setAccessibleName(f"{data.title}. {data.about}")
        if self._table is not None:
            self._table.show_chart(data)
        self._tell()
        self.update()

    @property
    def current(self) -> Point | None:
        """The point that is marked."""
        return self.data.points[self.place] if self.data.points else None

    @property
    def table(self) -> ChartTable | None:
        """The numbers as a table, while it is shown in place of the picture."""
        return self._table

    def turn_table(self) -> None:
        """Show the numbers as a table, or the picture again."""
        if self._table is not None:
            self._table.deleteLater()
            self._table.hide()
            self._table = None
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._table = ChartTable(self)
            self._table.search_wanted.connect(self.search_wanted)
            self._table.picture_wanted.connect(self.turn_table)
            self._table.copy_wanted.connect(self.copy_table)
            self._table.show_chart(self.data)
            self._place_table()
            self._table.show()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def copy_table(self) -> None:
        """Put the numbers on the clipboard."""
        QGuiApplication.clipboard().setText(as_table(self.data))

    def picture(self, ending: str) -> bytes:
        """The picture as a file, in one of the `FORMATS`."""
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        if ending == "svg":
            self._draw_svg(buffer)
        else:
            pixels = QPixmap(self.size() * 2)
            pixels.setDevicePixelRatio(2)
            pixels.fill(theme().color("bg.window"))
            self._draw(QPainter(pixels))
            pixels.save(buffer, "PNG")
        return bytes(buffer.data().data())

    def _draw_svg(self, buffer: QBuffer) -> None:
        from PySide6.QtSvg import QSvgGenerator

        drawing = QSvgGenerator()
        drawing.setOutputDevice(buffer)
        drawing.setSize(self.size())
        drawing.setViewBox(self.rect())
        drawing.setTitle(self.data.title)
        self._draw(QPainter(drawing))

    def _draw(self, painter: QPainter) -> None:
        ChartPicture(self.data, QSizeF(self.size())).paint(painter, self.data.about)
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
        point = self.current if self.hasFocus() else None
        self._picture = ChartPicture(self.data, QSizeF(self.size()))
        sentence = point.words if point is not None else self.data.about
        self._picture.paint(painter, sentence, table=self._table is not None)
        if self.hasFocus():
            spots = self._picture.spots
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("focus.ring"), 2))
            if self.place < len(spots):
                painter.drawRoundedRect(spots[self.place].adjusted(-2, -2, 2, 2), px(4), px(4))
            else:  # nothing to mark in it
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), px(10), px(10))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table has the place of the picture."""
        super().resizeEvent(event)
        self._place_table()

    def _place_table(self) -> None:
        if self._table is not None:
            self._table.setGeometry(ChartPicture(self.data, QSizeF(self.size())).area.toRect())

    # ------------------------------------------------------------ keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from point to point, Enter shows the papers, T the table."""
        key = Qt.Key(event.key())
        last = len(self.data.points) - 1
        if key in _STEPS and last >= 0:
            self._go(self._beside(_STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self._go(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        self.place = place
        self._tell()
        self.update()

    def _beside(self, step: QPointF) -> int:
        """The next cell of a grid in a direction; of bars and lines the point before or after."""
        spots = self._picture.spots
        if self.data.kind != "grid" or not spots:
            there = self.place + round(step.x() + step.y())
            return max(0, min(there, len(self.data.points) - 1))
        here = spots[self.place].center()
        ahead = [
            (off.manhattanLength(), place)
            for place, spot in enumerate(spots)
            for off in [spot.center() - here]
            if QPointF.dotProduct(off, step) > 1
            and abs(off.x() * step.y()) + abs(off.y() * step.x()) < 1
        ]
        return min(ahead)[1] if ahead else self.place

    def event(self, event: QEvent) -> bool:
        """T is the table here, not the tags; Ctrl C copies it."""
        if isinstance(event, QKeyEvent):
            run = self._own_key(event)
            if run is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if run is not None and event.type() == QEvent.Type.KeyPress:
                run()
                return True
        return super().event(event)

    def _own_key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            return self.turn_table
        if event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return self.copy_table
        return None

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
        """What can be done with a chart; by the pointer, with the point under it."""
        place = self._at(QPointF(event.pos()))
        if event.reason() == QContextMenuEvent.Reason.Mouse and place is not None:
            self._go(place)
        self.open_menu(event.globalPos())

    def open_menu(self, at: QPoint) -> None:
        """Offer the papers, the table and the file."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        papers = menu.addAction("Show the papers\tEnter")
        papers.triggered.connect(self._open)
        papers.setEnabled(self.current is not None and bool(self.current.query))
        menu.addAction("Picture\tT" if self._table else "Table\tT").triggered.connect(
            self.turn_table
        )
        menu.addAction("Copy as table\tCtrl+C").triggered.connect(self.copy_table)
        for ending in FORMATS:
            save = menu.addAction(f"Save as {ending.upper()}…")
            save.triggered.connect(
                lambda _on=False, ending=ending: self.save_wanted.emit(self, ending)
            )
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
        for place, spot in enumerate(self._picture.spots):
            if spot.contains(at):
                return place
        return None

    def _open(self) -> None:
        if self.current is not None and self.current.query:
            self.search_wanted.emit(self.current.query)

    def _tell(self) -> None:
        point = self.current
        self.setAccessibleDescription(point.words if point is not None else "")
