"""The numbers of a chart as a table; Enter on one shows the papers behind it, T the picture."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from reader.gui.look.theme import px, theme
from reader.gui.results.charts import ChartData, TableLine, table_lines


class ChartTable(QTableWidget):
    """Lines of a chart. `search_wanted` for the papers behind a number."""

    search_wanted = Signal(str)
    picture_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = ChartData("", "", "bars", ())
        self._lines: list[TableLine] = []
        self.setProperty("part", "chartTable")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(26))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFont(theme().font("caption"))
        self.setFont(theme().count_font())
        self.cellDoubleClicked.connect(lambda _row, _column: self._open())

    def show_chart(self, data: ChartData) -> None:
        """Show the numbers of a chart; the last line first, as the newest is what counts."""
        row, column = self.currentRow(), self.currentColumn()
        fresh = row < 0
        self._data, self._lines = data, table_lines(data)
        self.setAccessibleName(f"{data.title}, table")
        self.clear()
        self.setColumnCount(len(data.columns))
        self.setRowCount(len(self._lines))
        heads = len(data.points[0].heads) if data.points else 0
        for place, words in enumerate(data.columns):
            self.setHorizontalHeaderItem(place, _cell(words, place < heads))
        for number, line in enumerate(self._lines):
            for place, words in enumerate(line.cells):
                self.setItem(number, place, _cell(words, place < heads))
        last = 0 if data.kind == "grid" else len(self._lines) - 1
        self.setCurrentCell(last if fresh else row, max(column, 0))

    def _open(self) -> None:
        if 0 <= self.currentRow() < len(self._lines):
            places = self._lines[self.currentRow()].places
            query = self._data.points[places[self.currentColumn()]].query
            if query:
                self.search_wanted.emit(query)

    def event(self, event: QEvent) -> bool:
        """T and Ctrl C are the table's own here, not the window's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            ours = event.key() == Qt.Key.Key_T and not event.modifiers()
            if ours or (control and event.key() == Qt.Key.Key_C):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the papers behind the number, T the picture; the arrows move."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.picture_wanted.emit()
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy_wanted.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are commands of the window, not a search in the table
        else:
            super().keyPressEvent(event)


def _cell(words: str, left: bool) -> QTableWidgetItem:
    """Names stand at the left, numbers at the right."""
    item = QTableWidgetItem(words)
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item
