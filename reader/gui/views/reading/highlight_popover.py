"""The popover of a highlight: what it is for, a comment, and for an old one, Delete."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.keycap import KeyButton, KeyCap
from reader.gui.controls.label import Label
from reader.gui.controls.menu import Menu
from reader.gui.controls.popover import Popover
from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.look import kinds
from reader.gui.look.icons import pixmap
from reader.gui.look.markdown_syntax import MarkdownSyntax
from reader.gui.look.theme import px, theme
from reader.gui.views.notes.note_completing import NoteCompleting
from reader.model import Kind

KINDS = tuple(Kind)
_LEADING_OUT = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)


def kind_of_key(key: int) -> Kind | None:
    """The kind that a digit key stands for."""
    return KINDS[_DIGITS.index(Qt.Key(key))] if key in _DIGITS else None


class KindButton(QAbstractButton):
    """One kind: its colour and its name."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        theme().changed.connect(self._rename)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rename()

    def _rename(self) -> None:
        name = kinds.name(self.kind)
        self.setText(name)
        self.setToolTip(plain_tooltip(f"{name}  {KINDS.index(self.kind) + 1}"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The colour box and the name in its heavier weight."""
        words = QFontMetricsF(theme().font("small", 600)).horizontalAdvance(self.text())
        return QSize(round(words) + px(42), theme().size("buttonSmall"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the colour box and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse():
            on = self.isChecked()
            painter.setPen(QPen(theme().color("line.selected"), 1) if on else Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("bg.selected" if on else "bg.hover"))
            painter.drawRoundedRect(rect, px(6), px(6))
        side = px(18)
        box = QRectF(px(7), (self.height() - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(kinds.color(self.kind, "edge"), 1))
        painter.setBrush(kinds.color(self.kind, "bg"))
        painter.drawRoundedRect(box, px(4), px(4))
        painter.setFont(theme().font("small", 600 if self.isChecked() else 400))
        ink = "text.primary" if self.isChecked() else "text.secondary"
        painter.setPen(theme().color(ink))
        painter.drawText(rect.adjusted(px(31), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class CommentField(QPlainTextEdit):
    """Your words on a highlight: Enter keeps, Shift Enter makes a new line, Alt 1 to 5 the kind."""

    kept = Signal()
    cancelled = Signal()
    kind_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Comment")
        self.setAccessibleName("Comment")
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().contentsChanged.connect(self._fit)
        self._syntax = MarkdownSyntax(self.document(), "body")
        self.completing = NoteCompleting(self)

    def event(self, event: QEvent) -> bool:
        """Take the keys of the comment before the window's shortcuts do, Tab before the focus."""
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        tab = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
        if tab and self.completing.take_key(event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() in _LEADING_OUT or (alt and kind_of_key(event.key()) is not None):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc and Alt with a digit; all else is typing."""
        key = event.key()
        if self.completing.take_key(event):
            return
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.kept.emit()
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif alt and (kind := kind_of_key(key)) is not None:
            self.kind_wanted.emit(kind)
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        lines = max(1, min(5, self.document().lineCount()))
        self.setFixedHeight(lines * theme().line_height("body") + px(2))


class HighlightPopover(Popover):
    """Asks what a highlight is for. `kept(kind, comment)`, `deleted()`: what came of it.

    It opens without taking the focus. Words typed into the comment are kept when it is closed by
    a click elsewhere; only Esc throws them away.
    """

    kept = Signal(object, str)
    typed = Signal(str)  # the comment so far; empty when it is thrown away
    deleted = Signal()
    copied = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("Highlight")
        self._old = False
        self._comment_before = ""
        self._kinds = {kind: KindButton(kind) for kind in KINDS}
        for kind, button in self._kinds.items():
            button.clicked.connect(lambda _on=False, kind=kind: self._choose(kind))
        copy = IconButton("copy", "Copy the words")
        copy.clicked.connect(self.copied)
        self._field = CommentField()
        self._field.kept.connect(self.keep)
        self._field.cancelled.connect(self.cancel)
        self._field.kind_wanted.connect(self.set_kind)
        self._field.document().contentsChanged.connect(self.refit)
        self._field.document().contentsChanged.connect(self._tell_typed)
        self._icon = Label()
        self._delete = KeyButton("Delete", kind="flat", small=True)
        self._delete.clicked.connect(self._remove)
        self._keep = KeyButton("Highlight", "Enter", kind="primary", small=True)
        self._keep.clicked.connect(self.keep)
        self._lay_out(copy)
        theme().changed.connect(self._paint_icon)
        self._paint_icon()
        self.setFixedWidth(px(552))

    @property
    def completing(self) -> NoteCompleting:
        """What completes links in the comment."""
        return self._field.completing

    @property
    def kind(self) -> Kind:
        """The kind that is chosen."""
        return next((kind for kind, button in self._kinds.items() if button.isChecked()), Kind.IDEA)

    def open_for(self, place: QRect, kind: Kind, comment: str = "", *, old: bool = False) -> None:
        """Open under `place`: for marked words, or for an `old` highlight with its comment."""
        self._old, self._comment_before = old, comment
        self.setFixedWidth(min(px(552), self._window.width() - px(32)))
        self._field.setPlainText(comment)
        self._field.setFont(theme().font("body"))
        self.set_kind(kind)
        self._delete.setVisible(old)
        self._keep.setText("Keep" if old else "Highlight")
        self.open_at(place)

    def focus_comment(self) -> None:
        """Put the caret at the end of the comment."""
        self._field.moveCursor(self._field.textCursor().MoveOperation.End)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_kind(self, kind: Kind) -> None:
        """Choose a kind; nothing is kept yet."""
        self._kinds[kind].setChecked(True)

    def keep(self) -> None:
        """Keep kind and comment and close."""
        if not self.isHidden():
            kind, comment = self.kind, self._field.toPlainText().strip()
            self._settle()
            self.dismiss()
            self.kept.emit(kind, comment)

    def cancel(self) -> None:
        """Close and forget what was typed."""
        if not self.isHidden():
            self.typed.emit("")
        self._settle()
        self.dismiss()

    def dismiss(self) -> None:
        """Close; a comment that was typed is kept."""
        comment = self._field.toPlainText().strip()
        if not self.isHidden() and comment != self._comment_before.strip():
            self.keep()
        else:
            super().dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc anywhere inside forgets."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        event.accept()

    def _choose(self, kind: Kind) -> None:
        if self._old or not self._field.toPlainText().strip():
            self.keep()
        else:
            self.set_kind(kind)

    def _remove(self) -> None:
        self.typed.emit("")
        self._settle()
        self.dismiss()
        self.deleted.emit()

    def _tell_typed(self) -> None:
        comment = self._field.toPlainText().strip()
        if not self.isHidden() and comment != self._comment_before.strip():
            self.typed.emit(comment)

    def _settle(self) -> None:
        self._comment_before = self._field.toPlainText().strip()

    def _paint_icon(self) -> None:
        color = theme().color("text.tertiary")
        self._icon.setPixmap(pixmap("comment", color, px(14), self.devicePixelRatioF()))

    def _lay_out(self, copy: QWidget) -> None:
        kinds = QHBoxLayout()
        kinds.setContentsMargins(px(6), px(6), px(8), px(6))
        kinds.setSpacing(px(2))
        for button in self._kinds.values():
            kinds.addWidget(button)
        kinds.addStretch(1)
        kinds.addWidget(copy)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(1)
        comment = QHBoxLayout()
        comment.setContentsMargins(px(12), px(10), px(12), px(4))
        comment.setSpacing(px(10))
        comment.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        comment.addWidget(self._field, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(12), px(4), px(12), px(12))
        foot.setSpacing(px(6))
        for widget in (KeyCap("Alt 1"), _hint("to"), KeyCap("5"), _hint("changes the kind")):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self._delete)
        foot.addWidget(KeyCap("Esc"))
        foot.addWidget(_hint("cancel"))
        foot.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(kinds)
        column.addWidget(rule)
        column.addLayout(comment)
        column.addLayout(foot)


def _hint(words: str) -> Label:
    return Label(words, role="small", ink="tertiary")


def kinds_menu(
    parent: QMenu, title: str, chosen: Kind | None, choose: Callable[[Kind], object]
) -> QMenu:
    """The five kinds as a menu; the chosen one is ticked, or each shows its key."""
    menu = Menu(title, parent)
    for number, kind in enumerate(KINDS, start=1):
        name = kinds.name(kind).replace("&", "&&")
        action = menu.addAction(name if chosen else f"{name}\t{number}")
        action.setCheckable(chosen is not None)
        action.setChecked(kind is chosen)
        action.triggered.connect(lambda _on=False, kind=kind: choose(kind))
    return menu
