"""Preferences, Appearance: light or dark, the size of the text, the rows, motion."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.segmented import Segmented
from reader.gui.dialogs.preferences.font_box import FontBox
from reader.gui.dialogs.preferences.preferences_page import Page, side_by_side
from reader.gui.look.theme import SCALES, Contrast, Scheme, px, theme
from reader.gui.settings import DENSITIES, Settings

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

THEMES: tuple[tuple[Scheme, str], ...] = (
    ("light", "Light"),
    ("dark", "Dark"),
    ("system", "Like the system"),
)
CONTRASTS: tuple[Contrast, ...] = ("system", "normal", "high")
DESIGN_UI = "Inter"
PICTURE = (136, 74)


class AppearancePage(Page):
    """How everything looks."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._shape = window.shape
        settings = window.shape.settings
        self.themes = QButtonGroup(self)
        cards = []
        for scheme, words in THEMES:
            card = ThemeCard(scheme, words)
            card.setChecked(theme().choice == scheme)
            card.clicked.connect(lambda _on=False, scheme=scheme: self._shape.choose_scheme(scheme))
            self.themes.addButton(card)
            cards.append(card)
        self.sizes = Segmented([f"{round(scale * 100)}%" for scale in SCALES], "Text size")
        self.sizes.setObjectName("textSize")
        self.sizes.choose(SCALES.index(theme().scale))
        self.sizes.chosen.connect(lambda place: self._shape.choose_scale(SCALES[place]))
        self.rows = Segmented([one.capitalize() for one in DENSITIES], "List rows")
        self.rows.choose(DENSITIES.index(settings.density))
        self.rows.chosen.connect(lambda place: self._shape.choose_density(DENSITIES[place]))
        self.ui_font = FontBox("Interface font", DESIGN_UI, settings.fonts[0])
        self.ui_font.activated.connect(lambda _place: self._font_chosen())
        shown = self._make_boxes(settings)
        self.add("Theme", side_by_side(*cards))
        self.add("Text size", self.sizes, "From 100 to 200%. Rows, icons and panes grow with it.")
        self.add("List rows", self.rows)
        self.add("Interface font", self.ui_font)
        self.add("Show", shown)
        self.add("Contrast", self.contrast)
        self.add("Motion", self.still)
        self.column.addStretch(1)

    def _make_boxes(self, settings: Settings) -> QWidget:
        """What can be shown or not; answers the boxes that stand together."""
        self.hints = self._box("Keys on buttons", settings.key_hints, self._shape.choose_key_hints)
        self.chips = self._box("Tags in the list", settings.chips, self._shape.choose_chips)
        self.snippets = self._box(
            "Beginnings of abstracts in the list", settings.snippets, self._shape.choose_snippets
        )
        self.contrast = Segmented(["Like the system", "Normal", "High"], "Contrast")
        self.contrast.choose(CONTRASTS.index(settings.contrast))
        self.contrast.chosen.connect(lambda at: self._shape.choose_contrast(CONTRASTS[at]))
        still = self._shape.choose_still
        self.still = self._box("Show and hide everything at once", settings.still, still)
        shown = QWidget()
        boxes = QVBoxLayout(shown)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setSpacing(px(4))
        for box in (self.hints, self.chips, self.snippets):
            boxes.addWidget(box)
        return shown

    def _box(self, words: str, on: bool, choose: Callable[[bool], None]) -> QCheckBox:
        box = QCheckBox(words)
        box.setFont(theme().font("body"))
        box.setChecked(on)
        box.toggled.connect(choose)
        return box

    def _font_chosen(self) -> None:
        settings = self._shape.settings
        self._shape.choose_fonts(self.ui_font.family, settings.fonts[1], settings.reading_size)

    def reset(self) -> None:
        """Like the system, at 100 %, with comfortable rows."""
        self._shape.choose_scheme("system")
        self.rows.choose(0)
        self.still.setChecked(False)
        for box in (self.hints, self.chips, self.snippets):
            box.setChecked(True)
        self.contrast.choose(0)
        self._shape.choose_contrast("system")
        settings = self._shape.settings
        self._shape.choose_fonts("", settings.fonts[1], settings.reading_size)
        self.sizes.choose(0)


class ThemeCard(QAbstractButton):
    """A small picture of the window in a scheme, with its name under it."""

    def __init__(self, scheme: Scheme, words: str) -> None:
        super().__init__()
        self._scheme = scheme
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The picture and a line of words."""
        return QSize(px(PICTURE[0]), px(PICTURE[1]) + px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, the mark and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2, 2, self.width() - 4, px(PICTURE[1]) - 4)
        shape = QPainterPath()
        shape.addRoundedRect(box, px(8), px(8))
        painter.setClipPath(shape)
        left = "light" if self._scheme == "system" else self._scheme
        _paint_side(painter, box, left)
        if self._scheme == "system":
            half = QRectF(box.center().x(), box.top(), box.width() / 2, box.height())
            painter.setClipRect(half, Qt.ClipOperation.IntersectClip)
            _paint_side(painter, box, "dark")
        painter.setClipping(False)
        edge = "accent.fill" if self.isChecked() else "line.button"
        painter.setPen(QPen(theme().color(edge), 2 if self.isChecked() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, px(8), px(8))
        self._paint_name(painter)
        painter.end()

    def _paint_name(self, painter: QPainter) -> None:
        look, side = theme(), px(16)
        top = px(PICTURE[1]) + px(10)
        ring = QRectF(3, top, side - 2, side - 2)
        painter.setPen(QPen(look.color("line.control"), 1))
        painter.setBrush(look.color("bg.field"))
        if self.isChecked():
            painter.setPen(QPen(look.color("accent.fill"), px(4)))
            ring = ring.adjusted(px(2), px(2), -px(2), -px(2))
        painter.drawEllipse(ring)
        words = QRectF(side + px(8), top - px(2), self.width(), side + px(4))
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text.primary"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus.ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            area = QRectF(1, top - px(4), self.width() - 2, side + px(8))
            painter.drawRoundedRect(area, px(4), px(4))


def _paint_side(painter: QPainter, box: QRectF, scheme: str) -> None:
    """A window in one scheme, much reduced."""

    def color(token: str) -> QColor:
        return QColor(theme().token("color", scheme, token))

    painter.fillRect(box, color("bg.window"))
    painter.fillRect(
        QRectF(box.left(), box.top(), box.width() * 0.27, box.height()), color("bg.sidebar")
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("scroll.handle"))
    for line, part in enumerate((0.48, 0.32, 0.39)):
        y = box.top() + box.height() * (0.2 + 0.18 * line)
        bar = QRectF(box.left() + box.width() * 0.36, y, box.width() * part, px(5))
        painter.drawRoundedRect(bar, px(2.5), px(2.5))
