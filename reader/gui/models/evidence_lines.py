"""The lines beside an outline: pieces of evidence, or the ledger under its headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.gui.look import kinds
from reader.gui.look.comments import plain_comment
from reader.gui.look.wording import number
from reader.model import Kind, Ledger, Named, Piece
from reader.tex import readable

Index = QModelIndex | QPersistentModelIndex
SHOWN_PIECES = 200  # of the used and the unused each; more is for the list of evidence


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a heading, or words with what stands small under them, and where it leads.

    `piece` can be inserted, `paper_id` opened, `line` of the text gone to.
    """

    words: str
    small: str = ""
    heading: bool = False
    piece: Piece | None = None
    paper_id: int | None = None
    line: int | None = None

    @property
    def kind(self) -> Kind | None:
        """The kind of the highlight, if it is one."""
        return self.piece.kind if self.piece is not None else None

    @property
    def spoken(self) -> str:
        """The line for screen readers."""
        if self.heading or self.piece is None:
            return f"{self.words}. {self.small}".rstrip(". ")
        what = kinds.name(self.piece.kind) if self.piece.kind is not None else "Note"
        used = "Used. " if self.piece.used else ""
        return f"{used}{what}. {self.words}. {self.small}"


class EvidenceLines(QAbstractListModel):
    """The lines; `at` answers what stands in a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines; nothing happens when they are the same."""
        if list(lines) == self.lines:
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def at(self, row: int) -> Line | None:
        """What stands in a row."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a line."""
        line = self.at(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        line = self.at(index.row())
        if line is None or line.heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def piece_line(piece: Piece) -> Line:
    """A piece of evidence as a line."""
    words = " ".join(readable(piece.words).split()) if piece.kind else " ".join(piece.words.split())
    comment = f"{said} · " if (said := plain_comment(piece.comment)) else ""
    small = f"@{piece.key} · {comment}{piece.title}"
    return Line(words, small, piece=piece, paper_id=piece.paper_id)


def ledger_lines(ledger: Ledger) -> list[Line]:
    """The ledger: what is missing first, then what is used and unused."""
    lines: list[Line] = []

    def add(title: str, rows: Sequence[Line]) -> None:
        lines.append(Line(f"{title} {number(len(rows))}", heading=True))
        lines.extend(rows[:SHOWN_PIECES])

    add(
        "Without a source",
        [Line(one.text, f"Line {number(one.line + 1)}", line=one.line) for one in ledger.claims],
    )
    add("Starred, not cited", [_named(one) for one in ledger.uncited])
    add("Cited, not read", [_named(one) for one in ledger.unread])
    if ledger.unknown:
        add("Keys of no paper", [Line(f"@{key}") for key in ledger.unknown])
    add("Unused", [piece_line(piece) for piece in ledger.unused])
    add("Used", [piece_line(piece) for piece in ledger.used])
    return lines


def _named(one: Named) -> Line:
    return Line(one.title, f"@{one.key}", paper_id=one.paper_id)
