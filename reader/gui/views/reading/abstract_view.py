"""The abstract: select words and say what they are for, by pointer or by keys alone.

It asks for everything by signals and changes only when it is shown something new. Places in its
signals are places in the stored text, not in the readable form on the screen.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QElapsedTimer, QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from reader.gui.keymap import meaning
from reader.gui.look.marks import numbered
from reader.gui.views.reading.abstract_menu import abstract_menu
from reader.gui.views.reading.highlight_popover import KINDS, HighlightPopover
from reader.gui.views.reading.marked_text import MarkedText, beside, grow_to_words, sentence_at
from reader.gui.views.reading.reading_text import reading_text
from reader.model import Highlight, Kind

_BY_MOUSE = Qt.TextInteractionFlag.TextSelectableByMouse
_BY_KEYS = _BY_MOUSE | Qt.TextInteractionFlag.TextSelectableByKeyboard
_AS_KIND = {f"kind-{number}": kind for number, kind in enumerate(KINDS, 1)}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHANGES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_CARET_KEYS = {Qt.Key(Qt.Key.Key_Home.value + n) for n in range(6)}  # Home, End, the arrows


class AbstractView(MarkedText):
    """A text in which words can be selected, highlighted and commented on."""

    highlight_wanted = Signal(int, int, object, str)
    highlight_change_wanted = Signal(int, object, object)
    highlight_delete_wanted = Signal(int)
    highlight_attach_wanted = Signal(int, int, int)
    comment_typed = Signal(int, int, str)
    link_wanted = Signal(str)
    search_wanted = Signal(str)
    title_wanted = Signal(str)
    popover_made = Signal(object)
    mode_changed = Signal(bool)
    reveal_wanted = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = Kind.IDEA
        self._mode = False
        self._open: Highlight | None = None
        self._marked: tuple[int, int] | None = None
        self._popover: HighlightPopover | None = None
        self._shift_selecting = False
        self._double_click = QElapsedTimer()
        self.setTextInteractionFlags(_BY_MOUSE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Abstract")
        self.cursorPositionChanged.connect(self._follow_cursor)

    def show_text(self, source: str, highlights: Sequence[Highlight]) -> None:
        """Show a stored text and its highlights."""
        reading = reading_text(source)
        if reading != self.reading:
            self.let_go()
        self.show_reading(reading, highlights)

    def jump_to(self, highlight_id: int) -> None:
        """Put the cursor into a highlight and bring it into view."""
        for mark in self.highlights:
            if mark.id == highlight_id and (place := self.place_of(mark)) is not None:
                self.set_mode(True)
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.put_cursor(place[0])
                self.reveal_wanted.emit(self.rect_of(*place))
                self._announce(mark)

    def jump_to_number(self, number: int) -> None:
        """Go to a highlight by its number, as a reference in the notes names it."""
        for place, mark in numbered(self.highlights):
            if place == number:
                self.jump_to(mark.id)

    def _announce(self, mark: Highlight) -> None:
        comment = f", comment: {mark.comment}" if mark.comment else ""
        self.setAccessibleDescription(f"Highlight, {mark.label}{comment}")

    # ------------------------------------------------------------ modes

    @property
    def mode(self) -> bool:
        """Whether the text cursor is shown and links rest."""
        return self._mode

    def set_mode(self, on: bool) -> None:
        """Show or hide the text cursor (V, F7; H without a selection)."""
        if on != self._mode:
            self._mode = on
            cursor = self.textCursor()
            self.setTextInteractionFlags(_BY_KEYS if on else _BY_MOUSE)
            self.setTextCursor(cursor)
            self.mode_changed.emit(on)

    def let_go(self) -> None:
        """Close the popover, keeping what was typed there, and drop the selection."""
        if self._popover is not None:
            self._popover.dismiss()
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    # ------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Take the keys that mean something here before the window's shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            taken = self.takes(event)
            event.setAccepted(taken)
            return taken
        return super().event(event)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key means something to the text as it stands."""
        return self._moves_caret(event) or self._command(event) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the keys of the text; all others go on to the pane."""
        if self._moves_caret(event):
            self._shift_selecting = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            super().keyPressEvent(event)
        elif (command := self._command(event)) is not None:
            command()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of Shift ends a selection: it grows to whole words and asks what it is."""
        if event.key() == Qt.Key.Key_Shift and self._shift_selecting and self.has_selection():
            self._shift_selecting = False
            # The selection itself stays: growing it would be in the way of the next key.
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._offer(whole_words=not alt, select=False)
        super().keyReleaseEvent(event)

    def _moves_caret(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        return self._mode and not alt and event.key() in _CARET_KEYS

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy if self.has_selection() else None
        run = None if event.modifiers() & _CHANGES else self._fixed().get(event.key())
        return run or meaning(event, self._commands())

    def _fixed(self) -> dict[int, Callable[[], object]]:
        """The keys that everywhere mean what they mean here: Enter and Esc."""
        keys: dict[int, Callable[[], object]] = {}
        if self.has_selection():
            keys = dict.fromkeys(_ENTER, self._highlight_as_shown)
        elif (mark := self._under_cursor()) is not None:
            keys = dict.fromkeys(_ENTER, partial(self._open_highlight, mark))
        if self.has_selection() or self._mode or self._popover_shown():
            keys[Qt.Key.Key_Escape] = self._escape
        return keys

    def _commands(self) -> dict[str, Callable[[], object]]:
        """The commands that mean something as the text stands, and what they do."""
        found: dict[str, Callable[[], object]] = {
            "cursor": lambda: self.set_mode(not self._mode),
            "highlight": self.highlight_selection,
            "sentence": partial(self.step_sentence, 1),
            "sentence-back": partial(self.step_sentence, -1),
            "sentence-more": partial(self.step_sentence, 1, extend=True),
            "sentence-less": partial(self.step_sentence, -1, extend=True),
        }
        if self.highlights:
            back, on = partial(self.step, -1), partial(self.step, 1)
            found |= {"highlight-back": back, "highlight-next": on}
        if self.has_selection():
            found |= {name: partial(self.highlight_as, kind) for name, kind in _AS_KIND.items()}
            found["comment"] = self.comment
        elif (mark := self._under_cursor()) is not None:
            found |= {"highlight-delete": partial(self._delete, mark), "comment": self.comment}
        return found

    def highlight_selection(self) -> None:
        """H: highlight the selection as the last kind; without one, turn the mode round."""
        if self.has_selection():
            self.highlight_as(self._kind)
        else:
            self.set_mode(not self._mode)

    def comment(self) -> None:
        """C: comment on the selection, or on the highlight at the cursor."""
        if self.has_selection():
            self._offer(whole_words=True)
        elif (mark := self._under_cursor()) is not None:
            self._open_highlight(mark)
        if self._popover is not None and self._popover_shown():
            self._popover.focus_comment()

    def comment_on(self, mark: Highlight) -> None:
        self._open_highlight(mark)
        self._sheet().focus_comment()

    def step(self, by: int) -> None:
        """[ and ]: go to the previous or next highlight, round the end."""
        found = [(place[0], mark.id) for mark in self.highlights if (place := self.place_of(mark))]
        if not found:
            return
        found.sort()
        here = self.cursor_place() if self._mode else (-1 if by > 0 else len(self.reading.text))
        if by > 0:
            ahead = [mark for start, mark in found if start > here]
            self.jump_to((ahead or [found[0][1]])[0])
        else:
            behind = [mark for start, mark in found if start < here]
            self.jump_to((behind or [found[-1][1]])[-1])

    def step_sentence(self, by: int, *, extend: bool = False) -> None:
        """Period and comma: select the next or previous sentence, with Shift both."""
        place = self.cursor_place() if self._mode else 0
        here = self.selection() if self.has_selection() else (place, place)
        start, end = beside(self.reading.text, here, by, extend=extend)
        if start < end:
            self.set_mode(True)
            self.select(start, end)
            self.reveal_wanted.emit(self.rect_of(start, end))

    def _escape(self) -> None:
        if shown := self._popover_shown():
            self._sheet().cancel()
        if self.has_selection():
            self.let_go()
        elif not shown:
            self.set_mode(False)

    # ------------------------------------------------------------ highlighting

    def _sheet(self) -> HighlightPopover:
        if self._popover is None:
            self._popover = HighlightPopover(self.window())
            self._popover.kept.connect(self._kept)
            self._popover.typed.connect(self._comment_typed)
            self._popover.deleted.connect(self._deleted)
            self._popover.copied.connect(self._copy_marked)
            self.popover_made.emit(self._popover)
        return self._popover

    def _popover_shown(self) -> bool:
        return self._popover is not None and not self._popover.isHidden()

    def _offer(self, *, whole_words: bool, select: bool = True) -> None:
        start, end = self.selection()
        if whole_words:
            start, end = grow_to_words(self.reading.text, start, end)
            if select:
                self.select(start, end)
        if start < end:
            self._open, self._marked = None, (start, end)
            self._sheet().open_for(self._global_rect(start, end), self._kind)

    def _open_highlight(self, mark: Highlight) -> None:
        place = self.place_of(mark)
        if place is not None:
            self._sheet().dismiss()
            self._open, self._marked = mark, place
            self._sheet().open_for(self._global_rect(*place), mark.kind, mark.comment, old=True)
            self._announce(mark)

    def _highlight_as_shown(self) -> None:
        shown = self._popover is not None and self._popover_shown()
        self.highlight_as(self._popover.kind if self._popover is not None and shown else self._kind)

    def highlight_as(self, kind: Kind) -> None:
        """Highlight the selection as a kind."""
        offered = self._marked if self._popover_shown() and self._open is None else None
        place = offered or grow_to_words(self.reading.text, *self.selection())
        if self._popover is not None:
            self._popover.cancel()
        self._want(place, kind, "")

    def _want(self, place: tuple[int, int], kind: Kind, comment: str) -> None:
        self._kind, self._marked = kind, None
        start, end = place
        self.put_cursor(end)
        if start < end:
            self.highlight_wanted.emit(*self.reading.to_source(start, end), kind, comment)

    def _kept(self, kind: Kind, comment: str) -> None:
        mark, place = self._open, self._marked
        self._open = self._marked = None
        if mark is not None:
            new_kind = kind if kind is not mark.kind else None
            new_comment = comment if comment != mark.comment else None
            if new_kind is not None or new_comment is not None:
                self.highlight_change_wanted.emit(mark.id, new_kind, new_comment)
        elif place is not None:
            self._want(place, kind, comment)

    def _comment_typed(self, comment: str) -> None:
        if self._marked is not None:
            self.comment_typed.emit(*self.reading.to_source(*self._marked), comment)

    def _deleted(self) -> None:
        if self._open is not None:
            self.highlight_delete_wanted.emit(self._open.id)
        self._open = None

    def _delete(self, mark: Highlight) -> None:
        if self._popover is not None:
            self._popover.cancel()
        self.highlight_delete_wanted.emit(mark.id)

    def _copy_marked(self) -> None:
        if self._marked is not None:
            start, end = self._marked
            QGuiApplication.clipboard().setText(self.reading.text[start:end])

    def _under_cursor(self) -> Highlight | None:
        if self._popover_shown() and self._open is not None:
            return self._open
        return self.highlight_at(self.cursor_place()) if self._mode else None

    def _global_rect(self, start: int, end: int) -> QRect:
        rect = self.rect_of(start, end)
        rect.setLeft(self.left)  # the popover stands under the column, wherever the words begin
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _follow_cursor(self) -> None:
        if self._mode and self.hasFocus():
            self.reveal_wanted.emit(self.cursorRect())
            if (mark := self.highlight_at(self.cursor_place())) is not None:
                self._announce(mark)

    # ------------------------------------------------------------ pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A third click selects the sentence."""
        within = QApplication.doubleClickInterval()
        third = self._double_click.isValid() and self._double_click.elapsed() < within
        self._double_click.invalidate()
        place = self.place_at(event.position())
        if third and place is not None:
            self.select(*sentence_at(self.reading.text, place))
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click selects the word."""
        super().mouseDoubleClickEvent(event)
        self._double_click.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A selection asks what it is for; a click opens a link or a highlight."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.has_selection():
            self._offer(whole_words=not event.modifiers() & Qt.KeyboardModifier.AltModifier)
        elif (mark := self.number_under(event.position())) is not None:
            self._open_highlight(mark)
        elif (place := self.place_at(event.position())) is not None:
            self._click(place, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _click(self, place: int, control: bool) -> None:
        link = self.reading.link_at(place)
        if link is not None and (control or not self._mode):
            self.link_wanted.emit(link.address)
        elif (mark := self.highlight_at(place)) is not None:
            self._open_highlight(mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over links and numbers."""
        super().mouseMoveEvent(event)
        place = self.place_at(event.position())
        link = place is not None and not self._mode and self.reading.link_at(place) is not None
        hand = link or self.number_under(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the selected words, or for the highlight under the pointer."""
        abstract_menu(self, self.place_at(event.pos().toPointF())).popup(event.globalPos())

    def attach(self, highlight_id: int) -> bool:
        """Ask to give a lost highlight the selected words; False when none are selected."""
        start, end = grow_to_words(self.reading.text, *self.selection())
        if start < end:
            self.let_go()
            first, behind = self.reading.to_source(start, end)
            self.highlight_attach_wanted.emit(highlight_id, first, behind)
        return start < end
