"""Completion in notes and comments: papers after `[[`, highlights after `[^h`, tags after `#`.

The list never takes the focus. Papers are asked for, and come when they come: `links_wanted` is
answered by `show_links`.
"""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from reader.gui.controls.popover import Popover
from reader.gui.look import marks
from reader.gui.views.completion_list import CompletionList
from reader.model import Highlight, LinkOffer
from reader.query.completing import Completion
from reader.tex import readable

Key = Qt.Key
MOST = 8
_LINK = re.compile(r"\[\[([^\[\]\n|]{0,100})$")
_REFERENCE = re.compile(r"\[\^(?:h(\d{0,6}))?$")
_TAG = re.compile(r"(?<=\s)#([\w/-]{1,60})$")


class NoteCompleting(QObject):
    """Watches one editor, which gives its keys to `take_key` first.

    `key_needed` is a paper that only a citation key can name.
    """

    links_wanted = Signal(str)
    key_needed = Signal(object)

    def __init__(self, text: QTextEdit | QPlainTextEdit) -> None:
        super().__init__(text)
        self._text = text
        self._list: CompletionList | None = None
        self._links: list[tuple[Completion, LinkOffer]] = []
        self._behind = ""
        self.highlights: Callable[[], Sequence[Highlight]] = lambda: ()
        self.tags: Callable[[], Sequence[str]] = lambda: ()
        text.textChanged.connect(self._typed)
        text.cursorPositionChanged.connect(self._moved)

    @property
    def offered(self) -> Sequence[Completion]:
        """The lines that are shown; none while the list is closed."""
        return self._list.offered if self._list is not None and self._is_open else ()

    @property
    def _is_open(self) -> bool:
        return self._list is not None and not self._list.isHidden()

    # ------------------------------------------------------------ offering

    def _before(self) -> str:
        cursor = self._text.textCursor()
        line = cursor.block().text()
        return "" if cursor.hasSelection() else line[: cursor.positionInBlock()]

    def _typed(self) -> None:
        if not self._text.hasFocus():
            return
        before = self._before()
        if (link := _LINK.search(before)) is not None:
            self.links_wanted.emit(link[1])
        elif (reference := _REFERENCE.search(before)) is not None:
            self._offer(self._highlights(reference.start(), reference[1] or ""), "]")
        elif (tag := _TAG.search(before)) is not None:
            self._offer(self._tags(tag.start(), tag[1]), "")
        else:
            self.close()

    def _moved(self) -> None:
        """The caret left the place that the list is about."""
        before = self._before()
        if not any(part.search(before) for part in (_LINK, _REFERENCE, _TAG)):
            self.close()

    def show_links(self, typed: str, offers: Sequence[LinkOffer]) -> None:
        """Papers for what was typed behind `[[`, if it still stands there."""
        link = _LINK.search(self._before())
        if link is None or link[1] != typed:
            return
        start = link.start()
        self._links = []
        for offer in offers[:MOST]:
            title = " ".join(readable(offer.title).split())
            about = "" if offer.said else "by its citation key"
            self._links.append((Completion(start, f"[[{offer.said or title}]]", about), offer))
        self._offer([line for line, _offer in self._links], "]]")

    def _highlights(self, start: int, typed: str) -> list[Completion]:
        found = []
        for number, mark in marks.numbered(self.highlights()):
            if str(number).startswith(typed):
                words = " ".join(readable(mark.quote).split())
                found.append(Completion(start, f"[^h{number}]", words))
        return found[:MOST]

    def _tags(self, start: int, typed: str) -> list[Completion]:
        wanted = typed.casefold()
        names = [name for name in self.tags() if name.casefold().startswith(wanted)]
        return [Completion(start, f"#{name}") for name in names[:MOST] if name != typed]

    def _offer(self, found: Sequence[Completion], behind: str) -> None:
        if not found:
            self.close()
            return
        self._behind = behind
        if self._list is None:
            self._list = CompletionList(self._text.window())
            self._list.chosen.connect(self._take)
            Popover.nest(self._list, self._text)
        self._list.offer(found)
        self._list.move_by(1)
        if self._list.isHidden():
            self._list.open_at(self._place(), gap=4)
        else:
            self._list.refit()

    def _place(self) -> QRect:
        caret = self._text.cursorRect()
        corner = self._text.viewport().mapToGlobal(caret.topLeft())
        return QRect(corner, QSize(1, caret.height()))

    def close(self) -> None:
        """Offer nothing any more."""
        if self._list is not None:
            self._list.dismiss()

    # ------------------------------------------------------------ taking

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether a key of the editor went into the list."""
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self._list is None or not self._is_open or event.modifiers() not in plain:
            return False
        key = event.key()
        if key in (Key.Key_Down, Key.Key_Up):
            self._list.move_by(1 if key == Key.Key_Down else -1)
        elif key in (Key.Key_Tab, Key.Key_Return, Key.Key_Enter):
            chosen = self._list.current
            self.close()
            if chosen is not None:
                self._take(chosen)
        elif key == Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _take(self, chosen: Completion) -> None:
        """Write a completion in the place of what is there of it, its closing brackets too."""
        self.close()
        for line, offer in self._links:
            if line is chosen and not offer.said:
                self.key_needed.emit(offer)
                return
        self.write(chosen.text)

    def write(self, text: str) -> None:
        """Put a link or reference where one is being typed."""
        before = self._before()
        found = next(
            (match for part in (_LINK, _REFERENCE, _TAG) if (match := part.search(before))), None
        )
        if found is None:
            return
        cursor = self._text.textCursor()
        behind = cursor.block().text()[cursor.positionInBlock() :]
        typed = len(before) - found.start()
        closing = len(self._behind) if behind.startswith(self._behind) else 0
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=typed)
        cursor.movePosition(
            QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, typed + closing
        )
        cursor.insertText(text)
        self._text.setTextCursor(cursor)
        self.close()
