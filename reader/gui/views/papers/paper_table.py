"""The list of papers: a one-column table, as no other view stays fast with a million rows."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QToolTip,
    QWidget,
)

from reader.gui.look.theme import px, theme
from reader.gui.models.matches import Match
from reader.gui.models.paper_list import Group, PaperList
from reader.gui.settings import Density
from reader.gui.views.papers.drag_picture import card_picture, count_picture, hot_spot
from reader.gui.views.papers.landing_table import LandingTable
from reader.gui.views.papers.paper_delegate import PaperDelegate
from reader.gui.views.papers.row_choice import RowChoice, rows_of
from reader.model import Row

Flag = QItemSelectionModel.SelectionFlag
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class PaperTable(LandingTable):
    """Shows a `PaperList`; says which papers are selected, and what the mouse and keys wanted."""

    selected = Signal()
    star_wanted = Signal(int, bool)
    open_wanted = Signal()
    page_wanted = Signal(bool)
    left_wanted = Signal()
    right_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, papers: PaperList, parent: QWidget | None = None) -> None:
        super().__init__(papers, parent)
        self._showing = False
        self._headed: list[int] = []  # rows that are higher because they have a heading
        self.setModel(papers)
        self.cards = PaperDelegate(self, papers)
        self.setItemDelegate(self.cards)
        self.setAccessibleName("Papers")
        self._set_up()
        self._choice = RowChoice(self)
        self._told = QTimer(self, singleShot=True, interval=0)
        self._told.timeout.connect(self.selected)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self.open_wanted.emit())

    # ------------------------------------------------------------ showing

    def show_papers(
        self,
        ids: Iterable[int],
        groups: Sequence[Group] = (),
        *,
        match: Callable[[Row], Match] | None = None,
        select: Sequence[int] | None = None,
        keep_place: bool = False,
    ) -> None:
        """Show other papers. The selection stays on its papers, or goes to those of `select`.

        With `keep_place` a selected paper that has left gives its place to the one after it, and
        nothing scrolls while the selected papers are still there.
        """
        wanted = self.selected_ids() if select is None else list(select)
        here = self._current_id() if select is None else None
        place = self._choice.first()
        scroll = self.verticalScrollBar().value()
        self._showing = True
        self.cards.match = match
        self._papers.show(ids, groups)
        self._resize_rows()
        found = self._papers.places_of(wanted)
        calm = keep_place and select is None and bool(found)
        if not found and keep_place and place is not None and self._papers.rowCount():
            found = [min(place, self._papers.rowCount() - 1)]
        self.verticalScrollBar().setValue(scroll if keep_place else 0)
        again = [] if here is None else self._papers.places_of([here])
        self._select_places(found, again[0] if again else None)
        if calm:  # Qt has scrolled to the current row
            self.verticalScrollBar().setValue(scroll)
        self._showing = False
        self._tell()

    def set_density(self, density: Density) -> None:
        """Show rows of another height."""
        if density != self.cards.density:
            self.cards.density = density
            self.cards.forget()
            self._restyle()

    def select_place(self, place: int) -> None:
        """Select one row only, and bring it into view."""
        if 0 <= place < self._papers.rowCount():
            self._select_places([place])

    def selected_ids(self) -> list[int]:
        """The selected papers, from top to bottom."""
        ids = self._papers.ids
        return [one for first, last in self._choice.rows() for one in ids[first : last + 1]]

    def move(self, step: int, *, extend: bool = False) -> None:  # type: ignore[override]
        """Select the row `step` further; with `extend` keep what is selected."""
        count = self._papers.rowCount()
        if not count:
            return
        here = self.currentIndex().row()
        self._go(0 if here < 0 else max(0, min(here + step, count - 1)), extend=extend)

    def pick(self) -> None:
        """Pick the current row, or no longer; then the keys move and leave it selected."""
        index = self.currentIndex()
        if index.isValid():
            self._choice.pick(index.row())
            self._tell()

    def keep_one(self) -> bool:
        """Of several selected papers keep the current one; answers whether there were several."""
        places = self._choice.places()
        if not places or (len(places) < 2 and not self._choice.picking):
            return False
        here = self.currentIndex().row()
        self._select_places([here if here in places else min(places)])
        return True

    # ------------------------------------------------------------ within

    def _go(self, place: int, *, extend: bool) -> None:
        (self._choice.extend_to if extend else self._choice.go_to)(place)
        self._bring_into_view(place)

    def _place_of_key(self, key: int) -> int:
        """Where a key that moves leads."""
        here, last = self.currentIndex().row(), self._papers.rowCount() - 1
        move = QAbstractItemView.CursorAction
        places: dict[int, Callable[[], int]] = {
            Qt.Key.Key_Up: lambda: here - 1,
            Qt.Key.Key_Down: lambda: here + 1,
            Qt.Key.Key_Home: lambda: 0,
            Qt.Key.Key_End: lambda: last,
            Qt.Key.Key_PageUp: lambda: self._page_to(move.MovePageUp),
            Qt.Key.Key_PageDown: lambda: self._page_to(move.MovePageDown),
        }
        return max(0, min(places[key](), last))

    def _page_to(self, move: QAbstractItemView.CursorAction) -> int:
        return self.moveCursor(move, Qt.KeyboardModifier.NoModifier).row()

    def _current_id(self) -> int | None:
        ids, place = self._papers.ids, self.currentIndex().row()
        return ids[place] if 0 <= place < len(ids) else None

    def _select_places(self, places: Sequence[int], here: int | None = None) -> None:
        """Select these rows; the keys go on from `here` when that is one of them."""
        self._choice.only(places, here)
        if places:
            self._bring_into_view(self.currentIndex().row())

    def _bring_into_view(self, place: int) -> None:
        """Scroll so that the row is whole, with its heading when it is the first of its group."""
        if place <= 0:
            self.scrollToTop()
        else:
            self.scrollTo(self._papers.index(place, 0))

    def _resize_rows(self) -> None:
        header = self.verticalHeader()
        height = self.cards.row_height(None)
        header.setDefaultSectionSize(height)
        count = self._papers.rowCount()
        for place in self._headed:
            if place < count:
                header.resizeSection(place, height)
        self._headed = [group.start for group in self._papers.groups]
        for place in self._headed:
            header.resizeSection(place, self.cards.row_height(self._papers.group(place)))

    def _restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(px(38))
        self.show_papers(self._papers.ids, self._papers.groups, match=self.cards.match)
        self.scrollTo(self.currentIndex())

    def _selection_changed(self, chosen: QItemSelection, left: QItemSelection) -> None:
        if self._showing:
            return
        self._tell()
        for above in {first - 1 for part in (chosen, left) for first, _ in rows_of(part)}:
            # Qt paints the rows themselves; the line under the row above comes or goes with them.
            self.viewport().update(self.visualRect(self._papers.index(above, 0)))

    def _tell(self) -> None:
        """Say that the selection changed, once for all changes of this moment."""
        bulk = self._choice.picking or self._choice.are_several()
        if bulk != self.cards.bulk:
            self.cards.bulk = bulk
            self.viewport().update()
        self._told.start()

    def _star_at(self, at: QPointF) -> tuple[int, bool] | None:
        """The paper whose star is at this point, and whether it is starred."""
        index = self.indexAt(at.toPoint())
        row = self._papers.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        card = self._card(index)
        room = self.cards.star_box(card).adjusted(-px(6), -px(6), px(6), px(6))
        return (row.id, row.starred) if room.contains(at) else None

    def _card(self, index: QModelIndex) -> QRectF:
        return self.cards.card(QRectF(self.visualRect(index)), self._papers.group(index.row()))

    # ------------------------------------------------------------ Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the star stars, one in the gutter ticks, any other selects."""
        if event.button() == Qt.MouseButton.LeftButton:
            star = self._star_at(event.position())
            if star is not None:
                self.star_wanted.emit(star[0], not star[1])
                return
            index = self.indexAt(event.position().toPoint())
            if index.isValid() and self._adds(event, index):
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                return
            if index.isValid():
                self._choice.alone(index.row())
        super().mousePressEvent(event)

    def _adds(self, event: QMouseEvent, index: QModelIndex) -> bool:
        """Shift extends what is selected; Ctrl, or a click in the gutter, adds or takes away."""
        held = event.modifiers()
        if held & Qt.KeyboardModifier.ShiftModifier:
            self._choice.extend_to(index.row())
            return True
        in_gutter = self.cards.gutter(self._card(index)).contains(event.position())
        if held & Qt.KeyboardModifier.ControlModifier or (in_gutter and not held):
            self._choice.toggle(index.row())
            return True
        return False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click on the star is no wish to open the paper."""
        if self._star_at(event.position()) is None:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the selected papers."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that only mean something here; the rest is Qt's or an action's."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        extend = held == Qt.KeyboardModifier.ShiftModifier
        key = event.key()
        if key == Qt.Key.Key_Space:
            self.page_wanted.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit()
        elif key in _MOVES and (plain or extend):
            if self._papers.rowCount():
                self._go(self._place_of_key(key), extend=extend)
        elif plain and key == Qt.Key.Key_Left:
            self.left_wanted.emit()
        elif plain and key == Qt.Key.Key_Right:
            self.right_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; looking for titles is the work of the search."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The selected row turns blue."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The selected row turns grey."""
        super().focusOutEvent(event)
        self.viewport().update()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected papers: the picture is the row, or a count."""
        indexes = self.selectionModel().selectedRows()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self._papers.mimeData(indexes))
        drag.setPixmap(self._drag_picture(indexes))
        drag.setHotSpot(hot_spot())
        if self._ordered:
            self.cards.lifted = frozenset(index.row() for index in indexes)
        drag.exec(Qt.DropAction.CopyAction)
        self.cards.lifted = frozenset()
        self.mark_landing(None)

    def _drag_picture(self, indexes: Sequence[QModelIndex]) -> QPixmap:
        ratio = self.devicePixelRatioF()
        row = self._papers.row(indexes[0].row())
        if len(indexes) > 1 or row is None:
            return count_picture(len(indexes), ratio)
        return card_picture(self.cards, row, self._card(indexes[0]).width(), ratio)

    def viewportEvent(self, event: QEvent) -> bool:
        """No tooltip of Qt's own over rows."""
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.hideText()
            return True
        return super().viewportEvent(event)
