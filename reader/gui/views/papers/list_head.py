"""The head of the list: the name of the place, or how many papers a search found, and the order."""

from typing import Literal

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.keycap import KeyButton, key_text
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.look.icons import icon
from reader.gui.look.theme import px, theme

Dress = Literal["place", "found"]
_FOUND = 28


class OrderButton(QToolButton):
    """The order in words, with a chevron behind them; opens the menu of orders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "order")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands behind
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shown_keys().changed.connect(self._show_key)
        theme().changed.connect(self._restyle)
        self._restyle()

    def say(self, order: str) -> None:
        """Show the order in force."""
        self.setText(order)
        self.setAccessibleName(f"Sort, {order}")
        self._show_key()

    def _show_key(self) -> None:
        self.setToolTip(plain_tooltip(f"Sort  {key_text(shown_keys().of('sort'))}".rstrip()))

    def _restyle(self) -> None:
        self.setFont(theme().font("small"))
        self.setFixedHeight(px(_FOUND))
        self.setIcon(icon("chevron-down"))
        self.setIconSize(QSize(theme().size("icon"), theme().size("icon")))


class ListHead(QWidget):
    """Shows a place over the search field or, in its other dress, what a search found under it."""

    sort_wanted = Signal(QPoint)
    step_wanted = Signal(str)
    sidebar_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dress: Dress = "place"
        self._words = ("", "", "")
        self._step = ""
        self._sortable = False
        self.title = Label(role="heading")
        self.counts = ElidedLabel(role="small", ink="secondary")
        self.step = KeyButton("", kind="", small=True)
        self.step.clicked.connect(lambda: self.step_wanted.emit(self._step))
        self.step.hide()
        self.sidebar = IconButton("sidebar", "Show the sidebar", command="sidebar")
        self.sidebar.clicked.connect(self.sidebar_wanted)
        self.sidebar.hide()
        self.sort = IconButton("sort", "Sort", command="sort")
        self.order = OrderButton()
        self.order.hide()
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.sidebar)
        self._line.addWidget(self.title)
        self._line.addWidget(self.counts, 1)
        self._line.addWidget(self.step)
        self._line.addWidget(self.sort)
        self._line.addWidget(self.order)
        for button in (self.sort, self.order):
            button.clicked.connect(lambda: self.sort_wanted.emit(self.sort_corner()))
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_words(
        self, title: str, counts: str, found: str, *, sortable: bool, order: str
    ) -> None:
        """Name the place and its counts, or what was found in it; no `found`, no search.

        Without an `order` the papers stand in the person's own, and the button offers more.
        """
        self._words, self._sortable = (title, counts, found), sortable
        self.order.say(order or "Sort")
        self.sort.set_icon("sort" if order else "more")
        self.sort.set_text("Sort" if order else "Sort once, and more")
        self._show()

    def wear(self, dress: Dress) -> None:
        """Stand over the field, or under it as the line of what was found."""
        if dress != self._dress:
            self._dress = dress
            self._restyle()
            self._show()

    def hold(self, line: QWidget) -> None:
        """Let a sentence stand behind what was found."""
        self._line.insertWidget(self._line.indexOf(self.title) + 1, line)

    @property
    def words(self) -> str:
        """The place or selection and its counts, in either dress."""
        return " ".join(self._words[:2]).strip()

    @property
    def sorts(self) -> bool:
        """Whether another order can be chosen."""
        return self._sortable

    def offer(self, name: str, words: str) -> bool:
        """Offer a command; no name, no button. Says whether the keyboard was on a button gone."""
        self._step = name
        self.step.setText(words)
        self.step.set_command(name)
        lost = not name and self.step.hasFocus()
        self.step.setVisible(bool(name))
        return lost

    def sort_corner(self) -> QPoint:
        """Where the sort menu opens."""
        button = self.order if self._dress == "found" else self.sort
        return button.mapToGlobal(QPoint(0, button.height()))

    def _show(self) -> None:
        title, counts, found = self._words
        line = self._dress == "found" and bool(found)
        self.title.setText(found if line else title)
        self.counts.setText("" if line else counts)
        self.counts.setAccessibleName(f"{title}, {counts}")
        self.sort.setVisible(self._sortable and self._dress == "place")
        self.order.setVisible(self._sortable and self._dress == "found")

    def _restyle(self) -> None:
        found = self._dress == "found"
        self.title.set_role("bodyStrong" if found else "heading")
        self.setFixedHeight(px(_FOUND) if found else theme().size("header"))
        self._line.setContentsMargins(px(6) if found else px(20), 0, 0 if found else px(12), 0)
        self._line.setSpacing(px(8))
