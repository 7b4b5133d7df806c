"""Preferences: pages at the left, the chosen one at the right. Changes apply at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.dialogs.preferences.preferences_page import RING, Page
from reader.gui.long_work import LongWork
from reader.gui.look.icons import icon
from reader.gui.look.theme import px, theme
from reader.gui.preferences import PAGES

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

SIZE = (960, 720)
ROW = 34
TEXT = "text.secondary"


class PreferencesDialog(Dialog):
    """The pages of `reader.gui.preferences`."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__("Preferences", SIZE, window)
        self._main = window
        self._scale = theme().scale
        self.page: Page | None = None
        self.names = QListWidget()
        self.names.setProperty("part", "pages")
        self.names.setAccessibleName("Pages")
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.currentRowChanged.connect(lambda _row: self._show())
        self._title = Label(role="heading")
        self._scroll = _Room()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        for page in PAGES:
            self.names.addItem(QListWidgetItem(page.title))
        self._dress()
        theme().changed.connect(self._look_changed)

    @classmethod
    def open_at(cls, window: "MainWindow", title: str) -> "PreferencesDialog":
        """Open over the window, at the page of this title."""
        dialog = cls(window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        titles = [page.title for page in PAGES]
        dialog.names.setCurrentRow(titles.index(title) if title in titles else 0)
        dialog.open()
        return dialog

    def _lay_out(self) -> None:
        self._frame = side = QFrame()
        side.setProperty("part", "pageSide")
        self._side = QVBoxLayout(side)
        self._side.addWidget(self.names)
        right = QVBoxLayout()
        right.setContentsMargins(px(32 - RING), px(20), px(8), 0)
        self._title.setContentsMargins(px(RING), 0, 0, 0)
        right.setSpacing(px(16))
        right.addWidget(self._title)
        right.addWidget(self._scroll, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(side)
        across.addLayout(right, 1)
        self.body.addLayout(across, 1)
        self._reset = KeyButton("Reset this page", kind="flat", icon="restore")
        self._reset.setAutoDefault(False)
        self._reset.clicked.connect(self._reset_page)
        self.footer_row.addWidget(self._reset)
        self.footer_row.addStretch(1)
        self._at_once = Label("Changes apply at once", role="small", ink="tertiary")
        self.footer_row.addWidget(self._at_once)
        self.cancel_button.hide()
        self.primary_button.setText("Done")
        self.primary_button.clicked.connect(self.accept)
        self.end_footer()

    def _show(self) -> None:
        """Make the chosen page and show it."""
        name = PAGES[max(0, self.names.currentRow())]
        self._title.setText(name.title)
        self._dress_names()
        self.page = name.make(self._main)
        for part in (self._reset, self._at_once):
            part.setVisible(self.page.can_be_reset)
        self._scroll.setWidget(self.page)
        self._scroll.fit_page()

    def begin(self, words: Callable[[int, int], str]) -> LongWork:
        """While a page is at work, it stays."""
        self.names.setEnabled(False)
        if self.page is not None:
            self.page.setEnabled(False)
        return super().begin(words)

    def end(self) -> None:
        """The work is over, in whatever way."""
        super().end()
        self.primary_button.setEnabled(True)
        self.names.setEnabled(True)
        if self.page is not None:
            self.page.setEnabled(True)

    def _reset_page(self) -> None:
        if self.page is not None:
            self.page.reset()
            QTimer.singleShot(0, self, self._show)

    def _look_changed(self) -> None:
        """Colours follow by themselves; at another text size the page is made again."""
        self._dress()
        if theme().scale != self._scale:
            self._scale = theme().scale
            QTimer.singleShot(0, self, self._make_again)

    def _make_again(self) -> None:
        if self.closed:
            return
        self._show()
        self.resize(self.fitting_size())
        if self.page is not None:
            inside = [w for w in self.page.findChildren(QWidget) if w.objectName() == "textSize"]
            for widget in inside:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        self.names.setFont(theme().font("label"))
        side = px(18)
        self.names.setIconSize(QSize(side, side))
        self._frame.setFixedWidth(px(204))
        self._side.setContentsMargins(px(10), px(12), px(10), px(12))
        for row in range(self.names.count()):
            self.names.item(row).setSizeHint(QSize(px(160), px(ROW)))
        self._dress_names()

    def _dress_names(self) -> None:
        """The page that is shown has its name in bold and its icon in the accent colour."""
        for row, page in enumerate(PAGES[: self.names.count()]):
            shown = row == self.names.currentRow()
            self.names.item(row).setIcon(icon(page.icon, "accent.text" if shown else TEXT))
            self.names.item(row).setFont(theme().font("label", 600 if shown else None))


class _Room(QScrollArea):
    """The room of a page, which never scrolls sideways."""

    def fit_page(self) -> None:
        """Tell the page how wide it can be."""
        page = self.widget()
        if isinstance(page, Page) and self.isVisible():
            page.fit(self.viewport().width())

    def showEvent(self, event: QShowEvent) -> None:
        """Now it is known how much room there is."""
        super().showEvent(event)
        self.fit_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self.fit_page()
