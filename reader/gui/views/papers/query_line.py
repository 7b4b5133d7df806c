"""The line under the search field: the search read back in words, each condition a chip."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.gui.controls.label import Label
from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme
from reader.gui.views.flow_layout import FlowLayout
from reader.query.saying import Condition

_LONGEST = 320


class ConditionChip(QAbstractButton):
    """A condition that a click takes away; with a reason, a part that was not understood."""

    def __init__(
        self,
        words: str,
        reason: str = "",
        *,
        sought: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reason, self.runs = reason, runs(words, sought)
        self.setText(words)
        self.setToolTip(plain_tooltip(reason or words))
        if reason:
            self.setAccessibleName(f"Left out: {words}. {reason}")
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setAccessibleName(f"Looking for {words}. Take it away")
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The words, and the cross of a condition."""
        words = sum(QFontMetricsF(font).horizontalAdvance(run) for run, font in self._set_runs())
        cross = 0 if self._reason else px(18)
        width = min(ceil(words) + px(22) + cross, px(_LONGEST))
        return QSize(width, theme().size("chipLarge"))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than a few letters."""
        return QSize(min(px(60), self.sizeHint().width()), theme().size("chipLarge"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip: soft and blue, or grey with a dotted edge."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        round_ = rect.height() / 2
        if self._reason:
            painter.setPen(QPen(look.color("line.control"), 1, Qt.PenStyle.DotLine))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("line.selected" if self.underMouse() else "accent.soft"))
        painter.drawRoundedRect(rect, round_, round_)
        ink = "text.tertiary" if self._reason else "accent.text"
        painter.setPen(look.color(ink))
        cross = 0 if self._reason else px(18)
        self._paint_words(painter, QRectF(self.rect()).adjusted(px(11), 0, -px(9) - cross, 0))
        if cross:
            size = px(12)
            picture = pixmap("close", look.color(ink), size, self.devicePixelRatioF())
            at = QPointF(self.width() - px(9) - size, (self.height() - size) / 2)
            painter.drawPixmap(at, picture)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus.ring"), 2))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), round_ - 1, round_ - 1)
        painter.end()

    def _set_runs(self) -> list[tuple[str, QFont]]:
        look = theme()
        return [(run, look.font("small", 600 if sought else None)) for run, sought in self.runs]

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        """Paint what is sought in bold, and “…” where there is no more room."""
        align = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        for run, font in self._set_runs():
            painter.setFont(font)
            metrics = QFontMetricsF(font)
            wide = metrics.horizontalAdvance(run)
            if wide > area.width() + 1:
                run = metrics.elidedText(run, Qt.TextElideMode.ElideRight, area.width() + 1)
                painter.drawText(area, align, run)
                return
            painter.drawText(area, align, run)
            area.setLeft(area.left() + wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Delete and Backspace are a click."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if event.key() in keys:
            self.click()
        else:
            super().keyPressEvent(event)


def runs(words: str, sought: Sequence[str]) -> list[tuple[str, bool]]:
    """Words in parts, in order: each part of `sought` that is found from left to right is True."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for part in sought:
        start = words.find(part, at) if part else -1
        if start < 0:
            continue
        parts += [(words[at:start], False), (part, True)]
        at = start + len(part)
    parts.append((words[at:], False))
    return [(text, bold) for text, bold in parts if text]


class QueryLine(QWidget):
    """Shows conditions and what was left out; says which search is left when one is taken away."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._shown: object = None
        self._captions: list[Label] = []
        theme().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_conditions(
        self, conditions: Sequence[Condition], ignored: Sequence[tuple[str, str]]
    ) -> None:
        """Show the conditions, each to be taken away, then parts left out and the reasons."""
        if (conditions, ignored) == self._shown:
            return
        self._shown = (conditions, ignored)
        self._captions = []
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if conditions:
            self._flow.addWidget(self._caption("Looking for"))
        for each in conditions:
            chip = ConditionChip(each.words, sought=each.sought)
            chip.clicked.connect(lambda _=False, left=each.without: self.changed.emit(left))
            self._flow.addWidget(chip)
        if ignored:
            self._flow.addWidget(self._caption("Left out"))
        for part, reason in ignored:
            self._flow.addWidget(ConditionChip(part, reason))
        if ignored:
            self._flow.addWidget(self._caption(ignored[0][1]))
        self.setVisible(bool(conditions or ignored))
        self.updateGeometry()

    def _caption(self, text: str) -> Label:
        label = Label(text, role="small", ink="tertiary")
        label.setFixedHeight(theme().size("chipLarge"))
        self._captions.append(label)
        return label

    def _restyle(self) -> None:
        self._flow.setContentsMargins(px(6), 0, 0, 0)
        for label in self._captions:
            label.setFixedHeight(theme().size("chipLarge"))
        self.updateGeometry()
