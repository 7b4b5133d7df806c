"""The field where a note is typed: Markdown that helps with lists and knows the formatting keys."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from reader.gui.keymap import meaning
from reader.gui.look.markdown_syntax import MarkdownSyntax
from reader.gui.look.theme import px, theme
from reader.gui.look.utf16 import Places
from reader.gui.views.quoting import carried_quotation

_ITEM = re.compile(r"^(\s*)(?:([-*+])|(\d+)([.)]))(\s+)(\[[ xX]\]\s+)?")
_INDENT = "  "
_LEAVING = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


EMPTY = "Write Markdown. Type [[ to link a paper, [^h to cite a highlight."


class NoteText(QTextEdit):
    """A Markdown editor. Enter continues lists, Tab indents them and leaves the field elsewhere.

    Only plain text ever comes in. `keys_first` may take a key before the editor does. (A
    QPlainTextEdit cannot give its lines a height of their own.)
    """

    left = Signal(bool)
    escaped = Signal()
    quote_wanted = Signal()
    save_wanted = Signal()
    mode_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "note")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Notes")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)
        self._dropping = False
        self.keys_first: Callable[[QKeyEvent], bool] = lambda _event: False
        self._syntax = MarkdownSyntax(self.document())
        theme().changed.connect(self._restyle)
        self._restyle()

    # ------------------------------------------------------------ text

    def text(self) -> str:
        """The text as it was typed: unlike `toPlainText` this keeps spaces that do not break."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_text(self, text: str) -> None:
        """Put another text into the field; its own undo begins anew."""
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(text)
        self._set_line_heights()
        self.document().setUndoRedoEnabled(True)

    def show_match(self, place: tuple[int, int] | None) -> None:
        """Let a match of a search stand out, in view; None: no longer. The caret stays."""
        if place is None:
            self.setExtraSelections([])
            return
        places = Places(self.text())
        found = QTextEdit.ExtraSelection()
        found.cursor = QTextCursor(self.document())
        found.cursor.setPosition(places.to_qt(place[0]))
        found.cursor.setPosition(places.to_qt(place[1]), QTextCursor.MoveMode.KeepAnchor)
        found.format.setBackground(theme().color("match.bg"))
        found.format.setForeground(theme().color("match.text"))
        self.setExtraSelections([found])
        line, bar = self.cursorRect(found.cursor), self.verticalScrollBar()
        if line.top() < 0 or line.bottom() > self.viewport().height():
            bar.setValue(bar.value() + line.top() - self.viewport().height() // 3)

    # ------------------------------------------------------------ formatting

    def wrap(self, mark: str) -> None:
        """Put a mark such as `**` around the selected words, or take it away again."""
        cursor = self.textCursor()
        words = cursor.selectedText()
        size = len(mark)
        if len(words) >= 2 * size and words.startswith(mark) and words.endswith(mark):
            cursor.insertText(words[size:-size])
        elif words:
            cursor.insertText(f"{mark}{words}{mark}")
        else:
            cursor.insertText(mark * 2)
            cursor.movePosition(QTextCursor.MoveOperation.Left, n=size)
            self.setTextCursor(cursor)

    def link(self) -> None:
        """Make the selected words a link and put the caret where its address goes."""
        cursor = self.textCursor()
        words = cursor.selectedText()
        if re.fullmatch(r"https?://\S+", words):
            cursor.insertText(f"[]({words})")
            back = len(words) + 3
        else:
            cursor.insertText(f"[{words}]()")
            back = 1 if words else 3
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=back)
        self.setTextCursor(cursor)

    def prefix(self, mark: str) -> None:
        """Put a mark such as `- ` before each selected line, or take it away from all."""
        lines = self._selected_lines()
        on = not all(line.startswith(mark) for line in lines)
        bare = re.compile(r"^(?:#{1,6} |> |[-*+] (?:\[[ xX]\] )?)")
        self._replace_lines(
            [mark + bare.sub("", line) if on else line.removeprefix(mark) for line in lines]
        )

    def indent(self, *, out: bool = False) -> None:
        """Move the selected lines one step in, or out."""
        lines = self._selected_lines()
        if out:
            self._replace_lines([re.sub(r"^(?: {1,2}|\t)", "", line) for line in lines])
        else:
            self._replace_lines([_INDENT + line for line in lines])

    def insert_words(self, words: str) -> None:
        """Insert words at the caret as one step of the field's own undo."""
        self.textCursor().insertText(words)

    def insert_block(self, words: str) -> None:
        """Insert paragraphs at the caret, apart from what stands before and behind them."""
        cursor = self.textCursor()
        text, at = self.text(), Places(self.text()).to_text(cursor.position())
        before = text[:at].rstrip(" ")
        gap = "" if not before or before.endswith("\n\n") else "\n\n"
        gap = "\n" if gap and before.endswith("\n") else gap
        behind = "\n" if text[at:] and not text[at:].startswith("\n") else ""
        cursor.insertText(f"{gap}{words.rstrip()}\n{behind}")
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def toggle_task(self, number: int, of: int) -> None:
        """Tick or untick box `number` of the `of` boxes that the rendered note shows.

        Nothing happens when the text shows another number of boxes: then it is not sure which
        one was meant.
        """
        places = task_places(self.text())
        if len(places) == of and number < of:
            start, end = places[number]
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText("x" if cursor.selectedText() == " " else " ")

    # ------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Take the keys of the editor before the window's shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape
            if escape or self._command(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lists, formatting keys, Tab and Esc; all else is typing."""
        key = event.key()
        plain = not event.modifiers() & (_CONTROL | Qt.KeyboardModifier.AltModifier)
        if self.keys_first(event):
            return
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif (command := self._command(event)) is not None:
            command()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._new_line(continue_list=not event.modifiers() & _SHIFT)
        elif key == Qt.Key.Key_Tab and plain:
            self._tab(out=False)
        elif key == Qt.Key.Key_Backtab:
            self._tab(out=True)
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        return meaning(event, self.commands)

    @cached_property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What commands mean in the editor."""
        return {
            "heading": lambda: self.prefix("## "),
            "bold": lambda: self.wrap("**"),
            "italic": lambda: self.wrap("*"),
            "code": lambda: self.wrap("`"),
            "bullets": lambda: self.prefix("- "),
            "tasks": lambda: self.prefix("- [ ] "),
            "block-quote": lambda: self.prefix("> "),
            "note-link": self.link,
            "find-in-note": self.find_wanted.emit,
            "save-note": self.save_wanted.emit,
            "quote-highlight": self.quote_wanted.emit,
            "note-mode": self.mode_wanted.emit,
        }

    def _tab(self, *, out: bool) -> None:
        if any(_ITEM.match(line) for line in self._selected_lines()):
            self.indent(out=out)
        else:
            self.setTabChangesFocus(True)  # without it Qt refuses to leave the field
            self.focusNextPrevChild(not out)
            self.setTabChangesFocus(False)

    def _new_line(self, *, continue_list: bool) -> None:
        if not (continue_list and self._continue_list()):
            self.insert_words("\n")
        self.ensureCursorVisible()

    def _continue_list(self) -> bool:
        """Begin the next item; in an empty item Enter ends the list."""
        cursor = self.textCursor()
        line = cursor.block().text()
        item = _ITEM.match(line)
        if cursor.hasSelection() or item is None or cursor.positionInBlock() < item.end():
            return False
        if not line[item.end() :].strip():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.removeSelectedText()
            return True
        before, bullet, number, dot, gap, task = item.groups()
        mark = bullet or f"{int(number[:9]) + 1}{dot}"
        cursor.insertText(f"\n{before}{mark}{gap}" + ("[ ] " if task else ""))
        return True

    # ------------------------------------------------------------ coming and going

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text; in an empty field what can be written (Qt's own words do not wrap)."""
        super().paintEvent(event)
        if self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setFont(theme().font("mono"))
            painter.setPen(theme().color("text.tertiary"))
            margin = px(20)
            room = self.viewport().rect().adjusted(margin, margin + px(1), -margin, 0)
            painter.drawText(room, Qt.TextFlag.TextWordWrap.value, EMPTY)
            painter.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left; `left(False)` when only a menu or another window came up."""
        super().focusOutEvent(event)
        self.left.emit(event.reason() not in _LEAVING)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, never what would be loaded or run."""
        quoted = carried_quotation(source) if self._dropping else ""
        if quoted:
            self.insert_block(quoted)
        elif source.hasText():
            self.insert_words(source.text())

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped of a paper's own words is a quotation; pasted they are only words."""
        self._dropping = True
        super().dropEvent(event)
        self._dropping = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only words can be pasted or dropped."""
        return source.hasText()

    # ------------------------------------------------------------ lines and looks

    def _line_range(self) -> QTextCursor:
        cursor = self.textCursor()
        last = QTextCursor(cursor)
        last.setPosition(cursor.selectionEnd())
        last.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.setPosition(cursor.selectionStart())
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.setPosition(last.position(), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _selected_lines(self) -> list[str]:
        return self._line_range().selectedText().split("\u2029")

    def _replace_lines(self, lines: list[str]) -> None:
        cursor = self._line_range()
        start = cursor.selectionStart()
        many = len(lines) > 1
        from_end = cursor.selectionEnd() - self.textCursor().position()
        cursor.insertText("\n".join(lines))
        end = cursor.position()
        if many:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(max(start, end - from_end))
        self.setTextCursor(cursor)

    def _restyle(self) -> None:
        font = theme().font("mono")
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(px(20))
        self.setCursorWidth(px(2))
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        self._set_line_heights()

    def _set_line_heights(self) -> None:
        block = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        block.setLineHeight(theme().line_height("mono"), kind)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(block)


def task_places(text: str) -> list[tuple[int, int]]:
    """Where the mark of each task box stands, in Qt's counting, boxes in code left out."""
    places: list[tuple[int, int]] = []
    units, fenced = 0, False
    for line in text.split("\n"):
        if re.match(r"^ {0,3}(?:```|~~~)", line):
            fenced = not fenced
        item = _ITEM.match(line)
        if item is not None and item.group(6) and not fenced:
            start = units + item.start(6) + 1
            places.append((start, start + 1))
        units += len(line.encode("utf-16-le")) // 2 + 1
    return places
