"""The sidebar: the mark, the places with their counts, and a foot bar."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import number
from reader.gui.models.sidebar_tree import Searches, SidebarTree
from reader.gui.places import Place
from reader.gui.views.places.place_tree import PlaceTree
from reader.model import Counts


class Sidebar(QWidget):
    """Places to go to. A place can be chosen, and papers can be dropped on it."""

    place_wanted = Signal(object)
    papers_dropped = Signal(object, object, bool)
    search_dropped = Signal(str, object)
    import_wanted = Signal()
    duplicates_wanted = Signal()
    hide_wanted = Signal()
    preferences_wanted = Signal(QPoint)
    keys_wanted = Signal()
    statistics_wanted = Signal()
    right_wanted = Signal()
    menu_wanted = Signal(object, QPoint)
    rename_wanted = Signal(object, QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = SidebarTree(self)
        self.view = PlaceTree(self.tree, self)
        self._head = QHBoxLayout()
        self._mark = _Mark()
        self._add = IconButton("add", "Import files", command="import")
        self._hide = IconButton("sidebar", "Hide the sidebar", command="sidebar")
        self._head.addWidget(self._mark, 1)
        self._head.addWidget(self._add)
        self._head.addWidget(self._hide)
        self._foot = QHBoxLayout()
        self._work = Label(role="small", ink="tertiary")
        self._statistics = IconButton(
            "statistics", "Statistics", command="statistics", checkable=True
        )
        self._keys = IconButton("keyboard", "Keyboard", command="keys")
        self._gear = IconButton("preferences", "Preferences and more")
        self._duplicates = IconButton(
            "duplicates", "Duplicates", command="duplicates", checkable=True
        )
        self._pages = {"statistics": self._statistics, "duplicates": self._duplicates}
        self._page = ""
        self._pairs = Label(role="small", ink="secondary")
        self._pairs.hide()
        for part in (self._statistics, self._duplicates, self._pairs, self._keys):
            self._foot.addWidget(part)
        self._foot.addWidget(self._work, 1)
        self._foot.addWidget(self._gear)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.view, 1)
        column.addWidget(rule)
        column.addLayout(self._foot)
        self._connect()
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_searches(self, searches: Searches) -> None:
        """Show the saved searches."""
        self.tree.show_searches(searches)

    def show_counts(self, counts: Counts) -> None:
        """Show new numbers."""
        self.tree.show(counts)

    def show_place(self, place: Place) -> None:
        """Show which place is open."""
        self.view.show_place(place)

    def show_no_place(self) -> None:
        """Show that none of the places is open."""
        self.view.show_no_place()

    def show_page(self, command: str) -> None:
        """Show which page of the foot bar is open, by its command; empty for none."""
        self._page = command
        for name, button in self._pages.items():
            button.setChecked(name == command)

    def show_duplicates(self, pairs: int) -> None:
        """Show how many pairs may be one paper each."""
        self._pairs.setText(number(pairs) if pairs else "")
        self._pairs.setVisible(pairs > 0)
        name = f"Duplicates, {number(pairs)}" if pairs else "Duplicates"
        self._duplicates.setAccessibleName(name)

    def show_work(self, text: str) -> None:
        """Say at the bottom what is being done in the background; empty when nothing is."""
        self._work.setText(text)

    def fold(self, sections: frozenset[str]) -> None:
        """Fold these sections."""
        self.view.fold(sections)

    @property
    def folded(self) -> frozenset[str]:
        """The sections that are folded."""
        return frozenset(self.view.folded)

    def _connect(self) -> None:
        self._add.clicked.connect(self.import_wanted)
        for button in self._pages.values():
            # It shows which page is open, and a click alone opens none.
            button.clicked.connect(lambda: self.show_page(self._page))
        self._duplicates.clicked.connect(self.duplicates_wanted)
        self._hide.clicked.connect(self.hide_wanted)
        self._keys.clicked.connect(self.keys_wanted)
        self._statistics.clicked.connect(self.statistics_wanted)
        self._gear.clicked.connect(
            lambda: self.preferences_wanted.emit(self._gear.mapToGlobal(QPoint(0, 0)))
        )
        self.view.place_wanted.connect(self.place_wanted)
        self.view.papers_dropped.connect(self.papers_dropped)
        self.view.search_dropped.connect(self.search_dropped)
        self.view.right_wanted.connect(self.right_wanted)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.rename_wanted.connect(self.rename_wanted)

    def _restyle(self) -> None:
        self._head.setContentsMargins(px(18), 0, px(8), 0)
        self._head.setSpacing(px(8))
        self._mark.setFixedHeight(theme().size("header"))
        self._foot.setContentsMargins(px(12), px(8), px(12), px(8))


class _Mark(QWidget):
    """Three bars and the name."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark and the name on the middle line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        for line, (width, strength) in enumerate(((16, 1.0), (11, 0.75), (7, 0.5))):
            color = theme().color("accent.text")
            color.setAlphaF(strength)
            painter.setBrush(color)
            top = middle + px(-6 + 5 * line)
            painter.drawRoundedRect(QRectF(0, top, px(width), px(2.5)), px(1), px(1))
        font = theme().font("heading")
        reading = theme().font("noteHeading")
        reading.setPixelSize(font.pixelSize())
        painter.setFont(reading)
        painter.setPen(theme().color("text.primary"))
        area = QRectF(px(26), 0, self.width() - px(26), self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, "Reader")
        painter.end()
