"""The search field over the list, with its help and what can be written next."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.keycap import KeyButton, cap_width, key_text, paint_cap
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme

SAVING_FROM = 520
SEARCHED = "Search titles, abstracts, notes"


class SearchBar(QWidget):
    """Says what is searched for, with every key; Enter and Down go to the results.

    Who answers need not answer what another key has overtaken.
    """

    searched = Signal(str, bool)
    results_wanted = Signal()
    everywhere_wanted = Signal()
    help_wanted = Signal()
    save_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField()
        self._save = KeyButton("Save search", icon="saved-search")
        self._save.clicked.connect(self.save_wanted)
        self._save.hide()
        self._offered = False
        self.field.help_pressed.connect(self.help_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self._save)
        column.addLayout(row)
        self._typed = QTimer(self, singleShot=True, interval=0)  # once for all keys of a moment
        self._typed.timeout.connect(lambda: self.searched.emit(self.text, True))
        self.field.textEdited.connect(lambda _text: self._typed.start())
        self.field.emptied.connect(self.clear)
        self.field.enter_pressed.connect(self._finish)
        self.field.everywhere_pressed.connect(self.everywhere_wanted)
        self.field.left.connect(self.left)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.field.text().strip()

    def set_text(self, text: str) -> None:
        """Show a search without asking it."""
        self._typed.stop()
        self.field.setText(text)

    def say_where(self, place: str) -> None:
        """Say in the empty field what is searched: a place, or everything that has words."""
        self.field.setPlaceholderText(f"Search in {place}" if place else SEARCHED)

    def offer_saving(self, words: str, offered: bool) -> None:
        """Offer to keep the search, or no longer; where there is little room only Ctrl S does."""
        self._save.setText(words)
        self._save.updateGeometry()
        self._offered = offered
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button is shown where there is room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._save.setVisible(self._offered and self.width() >= px(SAVING_FROM))

    def clear(self) -> None:
        """Search for nothing."""
        self.set_text("")
        self.searched.emit("", False)

    def start(self) -> None:
        """Put the caret in the field, its text selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _finish(self) -> None:
        if self._typed.isActive():
            self._typed.stop()
            self.searched.emit(self.text, False)
        self.results_wanted.emit()


class SearchField(QLineEdit):
    """A quiet field with a magnifying glass, the `/` key, and a cross once it holds words."""

    emptied = Signal()
    enter_pressed = Signal()
    everywhere_pressed = Signal()
    help_pressed = Signal()
    focused = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys_first: Callable[[QKeyEvent], bool] = lambda _event: False
        self.setProperty("quiet", True)
        self.setPlaceholderText(SEARCHED)
        self.setAccessibleName("Search")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._cross = IconButton("close", "Clear the search", "Esc", parent=self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.emptied)
        self._cross.hide()
        self.help = IconButton("help", "What can be written", "F1", parent=self)
        self.help.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.help.clicked.connect(self.help_pressed)
        self.help.hide()
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        shown_keys().changed.connect(self.update)
        theme().changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """As high as a field."""
        return QSize(px(320), theme().size("field"))

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        self.setFixedHeight(theme().size("field"))
        self.setTextMargins(px(26), 0, px(58), 0)

    # ------------------------------------------------------------ Qt

    def event(self, event: QEvent) -> bool:
        """Keep keys that would otherwise be a command of the window, and Tab for completion."""
        if isinstance(event, QKeyEvent) and self._is_tab(event) and self.keys_first(event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            command = Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_E and event.modifiers() == command:
                event.ignore()  # on Linux Qt would take it for "to the end of the line"
                return True
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
                event.accept()
                return True
        return super().event(event)

    def _is_tab(self, event: QKeyEvent) -> bool:
        return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down go to the results; Esc leaves, and the next Esc ends the search."""
        key = event.key()
        if self.keys_first(event):
            event.accept()
        elif key == Qt.Key.Key_F1:
            self.help_pressed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.everywhere_pressed.emit()
            else:
                self.enter_pressed.emit()
        elif key == Qt.Key.Key_Down:
            self.enter_pressed.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The key hint goes away."""
        super().focusInEvent(event)
        self.help.show()
        self.update()
        if event.reason() in (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.MouseFocusReason):
            self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The help goes away, the key hint comes back."""
        super().focusOutEvent(event)
        self.help.hide()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the right."""
        super().resizeEvent(event)
        side = self._cross.width()
        top = (self.height() - side) // 2
        self._cross.move(self.width() - side - px(2), top)
        self.help.move(self.width() - 2 * side - px(2), top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, the glass and the key."""
        super().paintEvent(event)
        painter = QPainter(self)
        size = theme().size("icon")
        glass = pixmap("search", theme().color("text.secondary"), size, self.devicePixelRatioF())
        painter.drawPixmap(px(12), (self.height() - size) // 2, glass)
        if not self.hasFocus() and not self.text():
            keys = key_text(shown_keys().of("search"))
            height = theme().size("key")
            width = cap_width(keys) if keys else 0
            box = QRectF(self.width() - width - px(9), (self.height() - height) / 2, width, height)
            if keys:
                paint_cap(painter, box, keys)
        painter.end()
