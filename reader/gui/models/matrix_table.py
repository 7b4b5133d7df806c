"""A comparison as a table: a paper in each row, then what each column says about it."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model import Cell, Comparison

Index = QModelIndex | QPersistentModelIndex
PAPER = 0  # the first column names the paper
BY = {
    "hand": "Written",
    "highlight": "From highlights",
    "suggestion": "Suggested, not accepted",
    "nothing": "Empty",
}


class MatrixTable(QAbstractTableModel):
    """Rows of a comparison. `cell` answers what stands at an index."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compared: Comparison | None = None

    def show(self, compared: Comparison | None) -> None:
        """Show another comparison, or the same one after a change."""
        self.beginResetModel()
        self.compared = compared
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """What a cell says; None for the column of papers."""
        if self.compared is None or not index.isValid() or index.column() == PAPER:
            return None
        return self.compared.rows[index.row()][index.column() - 1]

    def place(self, index: Index) -> tuple[int, str] | None:
        """The paper and the name of the column of a cell."""
        if self.compared is None or not index.isValid() or index.column() == PAPER:
            return None
        matrix = self.compared.matrix
        return matrix.papers[index.row()], matrix.columns[index.column() - 1]

    def paper(self, index: Index) -> int | None:
        """The paper of a row."""
        if self.compared is None or not index.isValid():
            return None
        return self.compared.matrix.papers[index.row()]

    def column_name(self, index: Index) -> str:
        """The name of a column; empty for the papers."""
        place = self.place(index)
        return place[1] if place is not None else ""

    def index_of(self, paper: int | None, column: str) -> QModelIndex:
        """Where the cell of a paper in a column stands; the column of papers for no name."""
        if self.compared is None or paper not in self.compared.matrix.papers:
            return QModelIndex()
        names = self.compared.matrix.columns
        place = names.index(column) + 1 if column in names else PAPER
        return self.index(self.compared.matrix.papers.index(paper), place)

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """How many papers there are."""
        inside = parent is not None and parent.isValid()
        return 0 if inside or self.compared is None else len(self.compared.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """The column of papers and the others."""
        inside = parent is not None and parent.isValid()
        return 0 if inside or self.compared is None else 1 + len(self.compared.matrix.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is not Qt.Orientation.Horizontal or not shown or self.compared is None:
            return None
        return "Paper" if section == PAPER else self.compared.matrix.columns[section - 1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; for screen readers how they came there as well."""
        if self.compared is None or not index.isValid():
            return None
        cell, title = self.cell(index), self.compared.titles[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return title if cell is None else cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if cell is None:
                return title
            words = f"{cell.text}. " if cell.text else ""
            return f"{self.column_name(index)}: {words}{BY[cell.by]}. {title}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell but the names of papers can be written; those can be dragged."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid():
            own = Qt.ItemFlag.ItemIsEditable, Qt.ItemFlag.ItemIsDragEnabled
            flags |= own[index.column() == PAPER]
        return flags
