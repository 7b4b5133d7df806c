"""The tree of the sidebar: choosing a place, folding a section, dropping papers."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QApplication, QFrame, QTreeView, QWidget

from reader.gui.look.theme import theme
from reader.gui.models.papers_mime import dragged_papers
from reader.gui.models.sidebar_tree import Line, Look, SidebarTree, accepts_papers
from reader.gui.places import Place
from reader.gui.views.places.place_delegate import PlaceDelegate
from reader.gui.views.places.place_drag import drag_line, dragged_search, mime_of

Index = QModelIndex | QPersistentModelIndex


class PlaceTree(QTreeView):
    """The places as a tree; a place is chosen by click, by arrow, or by dropping papers on it."""

    place_wanted = Signal(object)
    papers_dropped = Signal(object, object, bool)  # with Alt: instead of the tags they have
    search_dropped = Signal(str, object)
    right_wanted = Signal()
    settled = Signal()  # a place was chosen by a click: nobody is looking around any more
    menu_wanted = Signal(object, QPoint)
    rename_wanted = Signal(object, QRect)

    def __init__(self, tree: SidebarTree, parent: QWidget) -> None:
        super().__init__(parent)
        self._tree = tree
        self._place: Place | None = None
        self.folded: set[str] = set()
        self.drop_index = QModelIndex()
        self._pressed: QPoint | None = None
        self.setModel(tree)
        self.setItemDelegate(PlaceDelegate(self))
        self.setAccessibleName("Places")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(True)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setTabKeyNavigation(False)
        tree.modelReset.connect(self._restore)
        theme().changed.connect(self.doItemsLayout)
        self._restore()

    def show_place(self, place: Place) -> None:
        """Mark a place as the open one."""
        self._place = place
        index = self._tree.index_of(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()

    def show_no_place(self) -> None:
        """Mark no place as the open one."""
        self._place = None
        self.selectionModel().clear()

    def fold(self, sections: frozenset[str]) -> None:
        """Fold these sections and open the others."""
        self.folded = set(sections)
        self._restore()

    def line(self, index: Index) -> Line:
        """What stands at an index."""
        return self._tree.line(index)

    def _restore(self) -> None:
        for index in self._tree.headings():
            self.setExpanded(index, self.line(index).section not in self.folded)
        if self._place is not None:
            self.show_place(self._place)

    def _choose(self, index: QModelIndex) -> None:
        line = self.line(index)
        if line.look is Look.HEADING and line.section:
            self._fold_one(index, line.section not in self.folded)
        elif line.look is Look.MORE:
            self._tree.show_whole(line.section)
        elif line.place is not None:
            self._place = line.place
            self.place_wanted.emit(line.place)

    def _fold_one(self, index: QModelIndex, folded: bool) -> None:
        section = self.line(index).section
        (self.folded.add if folded else self.folded.discard)(section)
        self.setExpanded(index, not folded)

    # ------------------------------------------------------------ Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked; what can be dragged is chosen when the button is let go."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if mime_of(self.line(index)) is not None:
            self._pressed = event.position().toPoint()
        else:
            self._clicked(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a tag or a saved search once the pointer has gone far enough."""
        start, now = self._pressed, event.position().toPoint()
        if start is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        elif (now - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            index = self.indexAt(start)
            rect = self.visualRect(index)
            drag_line(self, self.line(index), self.viewport(), rect)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It was a click after all."""
        start, self._pressed = self._pressed, None
        index = self.indexAt(event.position().toPoint())
        if start is not None and index.isValid() and index == self.indexAt(start):
            self._clicked(index)

    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            if self.line(index).place is not None:
                self.setCurrentIndex(index)
            self._choose(index)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            if self.line(index).place is not None:
                self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to places at once; Left and Right fold, or leave to the list."""
        index = self.currentIndex()
        line = self.line(index) if index.isValid() else None
        key = event.key()
        heading = line is not None and line.look is Look.HEADING
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and line is not None:
            self._choose(index)
        elif key == Qt.Key.Key_F2 and line is not None and line.place is not None:
            self.rename_wanted.emit(line.place, self._global_rect(index))
        elif key == Qt.Key.Key_Right and not (heading and line and line.section in self.folded):
            self.right_wanted.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if heading:
                self._fold_one(index, key == Qt.Key.Key_Left)
            elif index.parent().isValid():
                self.setCurrentIndex(index.parent())
        else:
            super().keyPressEvent(event)
            now = self.currentIndex()
            if now != index and now.isValid() and self.line(now).place is not None:
                self._choose(now)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a place."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        if index.isValid() and self.line(index).place is not None:
            at = self._global_rect(index).bottomLeft() if keyboard else event.globalPos()
            self.menu_wanted.emit(self.line(index).place, at)

    def _global_rect(self, index: QModelIndex) -> QRect:
        rect = self.visualRect(index)
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Papers may be dropped here."""
        if dragged_papers(event.mimeData()) or dragged_search(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()  # for the window

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would go."""
        index = self.indexAt(event.position().toPoint())
        line = self.line(index)
        if dragged_search(event.mimeData()):
            fits = index.isValid() and line.place is not None and bool(line.place.query)
        else:
            fits = index.isValid() and accepts_papers(line)
        self._mark_drop(index if fits else QModelIndex())
        event.setAccepted(fits)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went on."""
        self._mark_drop(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """They are dropped."""
        index = self.drop_index
        self._mark_drop(QModelIndex())
        if index.isValid():
            event.acceptProposedAction()
            place, mime = self.line(index).place, event.mimeData()
            instead = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if search := dragged_search(mime):
                self.search_dropped.emit(search, place)
            else:
                self.papers_dropped.emit(place, dragged_papers(mime), instead)

    def _mark_drop(self, index: QModelIndex) -> None:
        self.drop_index = index
        self.viewport().update()

    def drawBranches(self, painter: QPainter, rect: object, index: Index) -> None:
        """No branch lines."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The open place turns blue."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The open place turns grey."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """No tooltip of Qt's own over lines."""
        return event.type() == QEvent.Type.ToolTip or super().viewportEvent(event)
