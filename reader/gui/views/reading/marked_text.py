"""A text with highlights painted under it, their numbers beside it, and search matches marked.

Shown is a readable form of the stored text (`ReadingText`). All places here are places in the
shown text, counted in characters; Qt's own counting stays inside this file.
"""

import re
from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from reader.gui.look import marks
from reader.gui.look.theme import px, theme
from reader.gui.look.utf16 import Places
from reader.gui.views.quoting import carry_quotation, quotation
from reader.gui.views.reading.reading_text import ReadingText, reading_text
from reader.model import Highlight

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_NARROW = 560  # in panes narrower than this the text is set smaller
_SENTENCE_END = re.compile(r"[.!?][)\"”']*\s+(?=[A-Z\d(\"“])|\n+")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def grow_to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The selection without blanks at its ends, grown so that it cuts no word in two."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for word in _WORD.finditer(text):
        if word.start() < start < word.end():
            start = word.start()
        if word.start() < end < word.end():
            end = word.end()
    return start, end


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """The sentence around a place."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    stop = min((end for end in ends if end > place), default=len(text))
    return start, stop


def beside(text: str, here: tuple[int, int], by: int, *, extend: bool) -> tuple[int, int]:
    """The sentence behind (`by` 1) or before (-1) a selection; without one, that of the place."""
    start, end = here
    if start == end:
        first, behind = sentence_at(text, start if by > 0 else max(0, start - 1))
    else:
        first, behind = sentence_at(text, min(end + 1, len(text)) if by > 0 else max(0, start - 2))
    if extend:
        first, behind = min(first, start), max(behind, end)
    return first, first + len(text[first:behind].rstrip())


class MarkedText(QTextEdit):
    """Shows and paints; what keys and pointer do is said by `AbstractView`."""

    focus_shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading: ReadingText = reading_text("")
        self.highlights: tuple[Highlight, ...] = ()
        self._places = Places("")
        self._matches: tuple[tuple[int, int], ...] = ()
        self._current: tuple[int, int] | None = None
        self._margin, self._column, self._narrow = px(56), px(664), False
        self.setProperty("part", "abstract")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme().changed.connect(self._restyle)
        self._restyle()

    # ------------------------------------------------------------ showing

    def show_reading(self, reading: ReadingText, highlights: Sequence[Highlight]) -> None:
        """Show a text and its highlights; the same text again keeps selection and cursor."""
        self.highlights = tuple(highlights)
        if reading != self.reading:
            self.reading = reading
            self._places = Places(reading.text)
            self._matches, self._current = (), None
            self.setPlainText(reading.text)
            self._restyle()
        self.viewport().update()

    def set_matches(self, matches: Sequence[tuple[int, int]]) -> None:
        """Mark search matches."""
        self._matches = tuple(matches)
        self._color_words()
        self.viewport().update()

    def set_current_match(self, place: tuple[int, int] | None) -> None:
        """Let one match stand out among the others, or none."""
        self._current = place
        self.viewport().update()

    def set_column(self, margin: int, width: int) -> None:
        """Put the text at `margin` from the left edge, at most `width` wide."""
        narrow = width < px(_NARROW - 56)
        if (margin, width, narrow) != (self._margin, self._column, self._narrow):
            self._margin, self._column, self._narrow = margin, width, narrow
            self._restyle()

    @property
    def left(self) -> int:
        """Where the column begins, in the viewport."""
        return self._margin

    # ------------------------------------------------------------ selection

    def has_selection(self) -> bool:
        """Whether words are selected."""
        return self.textCursor().hasSelection()

    def selection(self) -> tuple[int, int]:
        """The places of the selected words."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return self._places.to_text(start), self._places.to_text(end)

    def select(self, start: int, end: int) -> None:
        """Select words."""
        cursor = self.textCursor()
        cursor.setPosition(self._places.to_qt(start))
        cursor.setPosition(self._places.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def put_cursor(self, place: int) -> None:
        """Put the cursor somewhere, with nothing selected."""
        cursor = self.textCursor()
        cursor.setPosition(self._places.to_qt(place))
        self.setTextCursor(cursor)

    def cursor_place(self) -> int:
        """Where the cursor is."""
        return self._places.to_text(self.textCursor().position())

    # ------------------------------------------------------------ places

    def place_of(self, mark: Highlight) -> tuple[int, int] | None:
        """Where a highlight is shown, None when its words are not in the text any more."""
        if mark.start is None or mark.end is None:
            return None
        return self.reading.to_shown(mark.start, mark.end)

    def highlight_at(self, place: int) -> Highlight | None:
        """The highlight that covers a character."""
        for mark in self.highlights:
            at = self.place_of(mark)
            if at is not None and at[0] <= place < at[1]:
                return mark
        return None

    def place_at(self, point: QPointF) -> int | None:
        """The character under a point of the viewport, None beside the text."""
        exact = Qt.HitTestAccuracy.ExactHit
        found = self.document().documentLayout().hitTest(point, exact)
        if found < 0 or found >= self.document().characterCount() - 1:
            return None
        return self._places.to_text(found)

    def stretches(self, start: int, end: int) -> list[QRectF]:
        """The painted stretches of some characters, line by line, in the viewport."""
        first, last = self._places.to_qt(start), self._places.to_qt(end)
        above, below = marks.reach(QFontMetricsF(self.reading_font()))
        rects: list[QRectF] = []
        block = self.document().findBlock(first)
        while block.isValid() and block.position() < last:
            inside = (max(first - block.position(), 0), last - block.position())
            rects += marks.stretches(block.layout(), *inside, above, below)
            block = block.next()
        return rects

    def rect_of(self, start: int, end: int) -> QRect:
        """The rectangle around some characters, in the viewport."""
        united = QRectF()
        for rect in self.stretches(start, end):
            united = united.united(rect)
        return united.toAlignedRect()

    def number_boxes(self) -> Iterator[tuple[QRectF, int, Highlight]]:
        """The boxes with the numbers, in the margin beside the line where a highlight begins."""
        side, step = px(18), px(20)
        taken: dict[int, int] = {}
        for number, mark in marks.numbered(self.highlights):
            at = self.place_of(mark)
            rects = self.stretches(*at) if at is not None else []
            if not rects:
                continue
            middle = rects[0].center().y()
            place = taken.get(round(middle), 0)
            taken[round(middle)] = place + 1
            left = self._margin - px(32) - place * step
            yield QRectF(QPointF(left, middle - side / 2), QSizeF(side, side)), number, mark

    def number_under(self, point: QPointF) -> Highlight | None:
        """The highlight whose number is at this point."""
        if point.x() >= self.left:
            return None
        return next((mark for rect, _n, mark in self.number_boxes() if rect.contains(point)), None)

    # ------------------------------------------------------------ painting

    def reading_font(self) -> QFont:
        """The font of the text; smaller in a narrow pane."""
        return theme().font(self._role())

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words; where they are dropped into a text they are a quotation."""
        mime = super().createMimeDataFromSelection()
        carry_quotation(mime, quotation(self.textCursor().selectedText()))
        return mime

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint highlights, matches and numbers, then the text over them."""
        painter = QPainter(self.viewport())
        for mark in self.highlights:
            at = self.place_of(mark)
            if at is not None:
                marks.paint_highlight(painter, self.stretches(*at), mark.kind)
        for start, end in self._matches:
            current = (start, end) == self._current
            marks.paint_match(painter, self.stretches(start, end), current=current)
        for rect, number, mark in self.number_boxes():
            marks.paint_number(painter, rect, number, mark.kind)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in its place; the height follows the text."""
        super().resizeEvent(event)
        self._set_margins()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here, unless the pointer brought it."""
        super().focusInEvent(event)
        self.focus_shown.emit(event.reason() in _BY_KEYBOARD)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard went away."""
        super().focusOutEvent(event)
        self.focus_shown.emit(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The pane scrolls, not the text."""
        event.ignore()

    def _role(self) -> str:
        return "readingNarrow" if self._narrow else "reading"

    def _restyle(self) -> None:
        self.setCursorWidth(px(2))
        self.document().setDefaultFont(self.reading_font())
        block = QTextBlockFormat()
        block.setLineHeight(theme().line_height(self._role()), _FIXED)
        plain = QTextCharFormat()
        plain.setFont(self.reading_font())
        plain.setForeground(theme().color("text.primary"))
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.setBlockFormat(block)
        everything.setCharFormat(plain)
        for link in self.reading.links:
            self._cursor_over(link.start, link.end).mergeCharFormat(self._link_format())
        self._set_margins()
        self._color_words()

    def _link_format(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(theme().color("accent.text"))
        form.setFontUnderline(True)
        return form

    def _color_words(self) -> None:
        """Give the words of matches their text colour; the ground is painted."""
        selections = []
        for start, end in self._matches:
            extra = QTextEdit.ExtraSelection()
            extra.cursor = self._cursor_over(start, end)
            extra.format.setForeground(theme().color("match.text"))
            selections.append(extra)
        self.setExtraSelections(selections)

    def _cursor_over(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places.to_qt(start))
        cursor.setPosition(self._places.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _set_margins(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(self._margin)
        form.setRightMargin(max(0, self.viewport().width() - self._margin - self._column))
        if form != frame.frameFormat():
            frame.setFrameFormat(form)
        self._fit()

    def _fit(self) -> None:
        height = ceil(self.document().size().height()) + px(4)
        if height != self.height():
            self.setFixedHeight(height)
