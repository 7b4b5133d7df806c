"""The line over a sitting of triage: the way back, how far it is, how many of each verdict."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.look import glyphs
from reader.gui.look.theme import px, theme
from reader.model import State

WORDS = {
    State.QUEUE: "queued",
    State.READING: "reading",
    State.DONE: "done",
    State.ARCHIVE: "archived",
}


class TriageHeader(QFrame):
    """The way back, how far it is, and how many of each verdict."""

    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "paneHead")
        self._back = KeyButton("Inbox", command="back", kind="flat", icon="back", small=True)
        self._back.clicked.connect(self.leave_wanted)
        self._place = Label(role="label", weight=600)
        self._bar = _Bar()
        self._left = Label(role="small", ink="secondary")
        self.counts = _Counts()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._back)
        self._row.addStretch(1)
        for widget in (self._place, self._bar, self._left):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.counts)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_place(self, title: str) -> None:
        """Name the list that is triaged."""
        self._back.setText(title)
        self._back.updateGeometry()

    def show_progress(self, place: int, total: int, minutes: int | None) -> None:
        """Show which paper it is, how many are left, and about how long they take."""
        left = total - place
        self._place.setText(f"{place:,} of {total:,}")
        pace = "" if minutes is None or not left else f", about {minutes:,} min"
        self._left.setText(f"{left:,} left{pace}")
        self._bar.show_part(place / total if total else 1.0)

    def show_counts(self, counts: dict[State, int]) -> None:
        """Show how many of each verdict."""
        self.counts.show_counts(counts)

    @property
    def words(self) -> str:
        """How far it is, in words."""
        return f"{self._place.text()}, {self._left.text()}"

    def _restyle(self) -> None:
        self.setFixedHeight(theme().size("header"))
        self._row.setContentsMargins(px(12), 0, px(20), 0)
        self._row.setSpacing(px(14))


class _Bar(QWidget):
    """How far it is, as a line."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float) -> None:
        """Show a part between 0 and 1."""
        self._part = part
        self.setAccessibleName(f"{round(part * 100)} %")
        self.update()

    def sizeHint(self) -> QSize:
        """A short line."""
        return QSize(px(180), px(4))

    def minimumSizeHint(self) -> QSize:
        """It makes way for words."""
        return QSize(px(24), px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        for token, width in (
            ("bg.pressed", area.width()),
            ("accent.fill", self._part * area.width()),
        ):
            painter.setBrush(theme().color(token))
            painter.drawRoundedRect(QRectF(0, 0, width, area.height()), px(2), px(2))
        painter.end()


class _Counts(QWidget):
    """Glyphs with numbers: `9 queued`, `1 reading`; without the words where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[State, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_counts(self, counts: dict[State, int]) -> None:
        """Show these numbers."""
        self._counts = {state: counts.get(state, 0) for state in WORDS}
        self.setAccessibleName(", ".join(self._parts()))
        self.updateGeometry()
        self.update()

    def _parts(self) -> list[str]:
        return [f"{count:,} {WORDS[state]}" for state, count in self._counts.items()]

    def _numbers(self) -> list[str]:
        return [f"{count:,}" for count in self._counts.values()]

    def shown_parts(self) -> list[str]:
        """What stands beside the glyphs."""
        return self._parts() if self.width() >= self.sizeHint().width() else self._numbers()

    def sizeHint(self) -> QSize:
        """Room for all four."""
        return self._room_for(self._parts())

    def minimumSizeHint(self) -> QSize:
        """Room for glyphs and numbers."""
        return self._room_for(self._numbers())

    def _room_for(self, parts: list[str]) -> QSize:
        metrics = QFontMetricsF(theme().count_font())
        glyph = theme().size("stateGlyph") + px(22)
        width = sum(metrics.horizontalAdvance(words) + glyph for words in parts)
        return QSize(round(width), theme().size("buttonSmall"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint glyphs and words."""
        painter = QPainter(self)
        painter.setFont(theme().count_font())
        size = theme().size("stateGlyph")
        x = 0.0
        for state, words in zip(self._counts, self.shown_parts(), strict=True):
            glyphs.paint(painter, QRectF(x, (self.height() - size) / 2, size, size), state)
            x += size + px(6)
            width = QFontMetricsF(painter.font()).horizontalAdvance(words)
            painter.setPen(theme().color("text.secondary"))
            area = QRectF(x, 0, width + 2, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
            x += width + px(16)
        painter.end()
