"""Lines of a source with their numbers: what an importer read, what an export will write."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from reader.gui.look.theme import theme

NUMBERS = 11  # px of line numbers


@dataclass(frozen=True, slots=True)
class Underline:
    """Characters of one line that are doubtful: `line` is its number, the rest are columns."""

    line: int
    start: int
    end: int


class SourceView(QTextEdit):
    """Read-only monospace text; long lines wrap, numbers stand at the left, lines can be marked."""

    def __init__(self, name: str, parent: QWidget | None = None, *, role: str = "mono") -> None:
        super().__init__(parent)
        self._role = role
        self._first = 1
        self._most = 0
        self._marked: frozenset[int] = frozenset()
        self._underlined: tuple[Underline, ...] = ()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._numbers = _Numbers(self)
        self.verticalScrollBar().valueChanged.connect(self._numbers.update)
        self.document().documentLayout().documentSizeChanged.connect(self._numbers.update)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_lines(
        self,
        lines: Sequence[str],
        *,
        first: int = 1,
        marked: Collection[int] = (),
        underlined: Sequence[Underline] = (),
    ) -> None:
        """Show lines, the first of which has the number `first`; `marked` numbers stand out."""
        self._first = first
        self._marked, self._underlined = frozenset(marked), tuple(underlined)
        # One line of the source is one block: other separators in it would make the numbers lie.
        self.setPlainText("\n".join(_one_block(line) for line in lines))
        self._restyle()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_line(self, number: int) -> None:
        """Scroll so that a line is seen."""
        block = self.document().findBlockByNumber(number - self._first)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.ensureCursorVisible()

    def grow_to(self, most: int) -> None:
        """Be as high as the lines need, but no higher than `most` pixels of the design."""
        self._most = most
        self._fit_height()

    def _fit_height(self) -> None:
        if self._most:
            wanted = round(self.document().size().height()) + 2 * self.frameWidth() + 2
            self.setFixedHeight(min(wanted, theme().px(self._most)))

    def line_height(self) -> int:
        """The height of one row of text."""
        return theme().line_height(self._role)

    @property
    def first(self) -> int:
        """The number of the first line shown."""
        return self._first

    def cursor_line(self) -> int:
        """The number of the line where the cursor is."""
        return self._first + self.textCursor().blockNumber()

    def is_marked(self, number: int) -> bool:
        """Whether a line stands out."""
        return number in self._marked

    # ------------------------------------------------------------ look

    def _restyle(self) -> None:
        font = theme().font(self._role)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(theme().px(8))
        self._lay_out_lines()
        self._mark_lines()
        self._numbers.fit()

    def _lay_out_lines(self) -> None:
        spacing = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        spacing.setLineHeight(self.line_height(), fixed)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        for number in self._marked:
            block = self.document().findBlockByNumber(number - self._first)
            if block.isValid():
                tinted = QTextBlockFormat()
                tinted.setBackground(theme().color("warn.soft"))
                QTextCursor(block).mergeBlockFormat(tinted)

    def _mark_lines(self) -> None:
        doubtful = QTextCharFormat()
        doubtful.setForeground(theme().color("warn.text"))
        doubtful.setFont(theme().font(self._role, 700))
        doubtful.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        doubtful.setUnderlineColor(theme().color("warn.icon"))
        for part in self._underlined:
            block = self.document().findBlockByNumber(part.line - self._first)
            if block.isValid():
                cursor = QTextCursor(self.document())
                cursor.setPosition(block.position() + min(part.start, block.length() - 1))
                end = block.position() + min(part.end, block.length() - 1)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(doubtful)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers beside the text."""
        super().resizeEvent(event)
        self._numbers.fit()


class _Numbers(QWidget):
    """The column of line numbers; it takes the room of the viewport's left margin."""

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view

    def fit(self) -> None:
        """Take as much width as the longest number needs."""
        last = self._view.first + self._view.document().blockCount() - 1
        digits = max(3, len(str(last)))
        width = self._view.fontMetrics().horizontalAdvance("9") * digits + theme().px(14)
        if self._view.viewportMargins().left() != width:
            self._view.setViewportMargins(width, 0, 0, 0)
        area = self._view.viewport().geometry()
        self.setGeometry(QRect(area.left() - width, area.top(), width, area.height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the number of every line that is seen at the height of its first row."""
        view = self._view
        painter = QPainter(self)
        font = view.font()
        font.setPixelSize(theme().px(NUMBERS))
        painter.setFont(font)
        block = self._first_seen()
        while block.isValid():
            area = view.document().documentLayout().blockBoundingRect(block)
            top = round(area.top()) - view.verticalScrollBar().value()
            if top > self.height():
                break
            number = view.first + block.blockNumber()
            if view.is_marked(number):
                band = QRect(0, top, self.width(), round(area.height()))
                painter.fillRect(band, theme().color("warn.soft"))
            painter.setPen(theme().color("text.tertiary"))
            # A line of fixed height stands on its bottom edge, and so does its number.
            bottom = top + view.line_height() - view.fontMetrics().descent()
            text = str(number)
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(self.width() - theme().px(6) - width, bottom, text)
            block = block.next()
        painter.end()

    def _first_seen(self) -> QTextBlock:
        top = self._view.verticalScrollBar().value()
        blocks = self._view.document()
        low, high = 0, blocks.blockCount() - 1
        layout = blocks.documentLayout()
        while low < high:
            middle = (low + high) // 2
            if layout.blockBoundingRect(blocks.findBlockByNumber(middle)).bottom() < top:
                low = middle + 1
            else:
                high = middle
        return blocks.findBlockByNumber(low)


def _one_block(line: str) -> str:
    """The line with separators that would start a new block shown as a visible sign."""
    for separator in ("\r", "\n", "\u2028", "\u2029"):
        line = line.replace(separator, "\u240a")
    return line
