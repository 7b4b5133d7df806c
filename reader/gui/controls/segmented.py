"""A segmented control: a few words side by side, exactly one of them chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.look.theme import LARGE, px, theme

HIGH = 30


class Segmented(QWidget):
    """Words side by side on one track; the chosen one is raised. Left and Right choose, too.

    A `small` one stands in a bar of tools.
    """

    chosen = Signal(int)

    def __init__(
        self,
        labels: Sequence[str],
        name: str,
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._small = small
        self._over = -1  # the word under the pointer
        self.setMouseTracking(True)
        self._labels = list(labels)
        self._index = 0
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._labels[0])
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    @property
    def index(self) -> int:
        """The place of the chosen word."""
        return self._index

    def choose(self, index: int) -> None:
        """Choose a word; `chosen` is emitted when that changes anything."""
        if index == self._index or not 0 <= index < len(self._labels):
            return
        self._index = index
        self.setAccessibleDescription(self._labels[index])
        self.update()
        self.chosen.emit(index)

    def offer(self, labels: Sequence[str]) -> None:
        """Offer these words from now on; the first is chosen where the chosen one is gone."""
        if (offered := list(labels)) == self._labels:
            return
        kept = self._labels[self._index]
        self._labels = offered
        self._over = -1
        self._index = 0
        if kept in offered:
            self._index = offered.index(kept)
        self.setAccessibleDescription(offered[self._index])
        self._restyle()
        if kept not in offered:
            self.chosen.emit(0)

    def sizeHint(self) -> QSize:
        """Room for every word in the weight of the chosen one."""
        edges = self._edges()
        height = theme().size("buttonSmall") if self._is_small else px(HIGH)
        return QSize(round(edges[-1]) + px(2), height)

    @property
    def _font(self) -> QFont:
        return theme().font("key") if self._is_small else theme().font("small", 500)

    @property
    def _is_small(self) -> bool:
        return self._small or theme().scale >= LARGE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, raised segment and words."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("bg.fieldQuiet"))
        track = QRectF(self.rect())
        painter.drawRoundedRect(track, px(7), px(7))
        edges = self._edges()
        for place, label in enumerate(self._labels):
            segment = QRectF(
                edges[place], px(2), edges[place + 1] - edges[place], self.height() - px(4)
            )
            if place == self._index:
                painter.setPen(QPen(look.color("line.button"), 1))
                painter.setBrush(look.color("bg.segment"))
                painter.drawRoundedRect(segment.adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5))
            painter.setFont(self._font)
            strong = place in (self._index, self._over)
            painter.setPen(look.color("text.primary" if strong else "text.secondary"))
            painter.drawText(segment, Qt.AlignmentFlag.AlignCenter, label)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus.ring"), 2))
            painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), px(7), px(7))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the word under the pointer."""
        self.choose(self._word_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The word under the pointer is stronger."""
        self._hover(self._word_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """No word is under the pointer any more."""
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self._over:
            self._over = place
            self.update()

    def _word_at(self, x: float) -> int:
        """The place of the word there, -1 behind the last."""
        return next((at for at, edge in enumerate(self._edges()[1:]) if x < edge), -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self._index + step)

    def _edges(self) -> list[float]:
        metrics = QFontMetricsF(self._font)
        edges = [float(px(2))]
        for label in self._labels:
            edges.append(edges[-1] + metrics.horizontalAdvance(label) + px(24))
        return edges

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
