"""The row that a merge makes, shown before it is made: state, title, what is known, tags."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reader.gui.controls.chip import chip_width, paint_chip
from reader.gui.controls.label import Label
from reader.gui.look import glyphs
from reader.gui.look.theme import px, theme
from reader.gui.views.flow_layout import FlowLayout
from reader.model import State, Tag


@dataclass(frozen=True, slots=True)
class Merged:
    """What the row says."""

    title: str
    meta: str
    state: State
    seen: bool
    tags: Sequence[Tag]


class MergedRow(QWidget):
    """Shows one paper as the list will."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = _Glyph()
        self.title = Label(role="rowTitle", weight=600, wrap=True)
        self.meta = Label(role="small", ink="secondary")
        self.meta.setMinimumHeight(theme().size("chip"))
        self.tags: list[Tag] = []
        self._flow = FlowLayout()
        self._flow.addWidget(self.meta)
        under = QWidget()
        under.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        under.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(px(3))
        words.addWidget(self.title)
        words.addWidget(under)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(9))
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)

    def show_merged(self, merged: Merged) -> None:
        """Show this."""
        self._glyph.show_state(merged.state, seen=merged.seen)
        self.title.setText(merged.title)
        self.meta.setText(merged.meta)
        self.tags = list(merged.tags)
        while self._flow.count() > 1:
            item = self._flow.takeAt(1)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for tag in self.tags:
            self._flow.addWidget(_Chip(tag))


class _Glyph(QWidget):
    """The glyph of a state, at the height of a title's first line."""

    def __init__(self) -> None:
        super().__init__()
        self._state, self._seen = State.INBOX, True
        self.setFixedSize(px(14), theme().line_height("rowTitle"))

    def show_state(self, state: State, *, seen: bool) -> None:
        """Show another state."""
        self._state, self._seen = state, seen
        self.setAccessibleName(state.label)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        side = self.width()
        area = QRectF(0, (self.height() - side) / 2, side, side)
        glyphs.paint(painter, area, self._state, seen=self._seen)
        painter.end()


class _Chip(QWidget):
    """A tag as rows show it."""

    def __init__(self, tag: Tag) -> None:
        super().__init__()
        self._tag = tag
        self.setAccessibleName(f"Tag {tag.name}")

    def sizeHint(self) -> QSize:
        """The chip."""
        return QSize(chip_width(self._tag), theme().size("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._tag)
        painter.end()
