"""The head of the import dialog: the file and how it was read, and the five numbers."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.choice_box import ChoiceBox, NumberBox
from reader.gui.controls.count_button import CountButton, Tone
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.dialogs.importing.import_files import ImportFile
from reader.gui.dialogs.importing.import_table import paint_diamond
from reader.gui.intake import import_words
from reader.gui.look import icons
from reader.gui.look.theme import LARGE, theme
from reader.gui.models.import_entries import ImportEntries, Part
from reader.model import Plan

UNKNOWN_YEAR = 1899
SHORT = {Part.MERGE: "merge", Part.HERE: "already here"}


class FileHead(QWidget):
    """Name of the file, how it was read, its format and its capture year."""

    format_wanted = Signal(str)
    year_wanted = Signal(int)

    def __init__(self, formats: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._tile = QFrame()
        self._tile.setProperty("part", "tile")
        QVBoxLayout(self._tile).addWidget(self._glyph)
        self._name = ElidedLabel(role="heading")
        self._line = ElidedLabel(role="small", ink="secondary")
        self.format = ChoiceBox("Format")
        self.format.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.format.setPlaceholderText("Choose the format")
        for name, label in formats:
            self.format.addItem(label, name)
        self.year = NumberBox("Capture year")
        self.year.setRange(UNKNOWN_YEAR, 2199)
        self.year.setSpecialValueText("Unknown")
        self.year.setKeyboardTracking(False)
        self.format.activated.connect(lambda: self.format_wanted.emit(self.format.currentData()))
        self.year.valueChanged.connect(self.year_wanted)
        self._lay_out()
        theme().changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._line)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)
        for text, field in (("Format", self.format), ("Capture year", self.year)):
            label = Label(f"&{text}", role="small", ink="secondary")
            label.setBuddy(field)
            column = QVBoxLayout()
            column.setSpacing(theme().px(2))
            column.addWidget(label)
            column.addWidget(field)
            self._row.addLayout(column)

    def show_file(self, file: ImportFile) -> None:
        """Show a file as it was read; what the fields show is not a new wish."""
        self._name.setText(file.name)
        outcome = file.outcome
        for field in (self.format, self.year):
            field.blockSignals(True)
            field.setEnabled(outcome is None or outcome.dump is not None)
        if outcome is None:
            self._line.setText("Reading")
        elif outcome.plan is not None:
            listing = outcome.plan.listing
            self._line.setText(import_words.read_line(outcome.plan))
            self.format.setCurrentIndex(self.format.findData(listing.format))
            year = (listing.captured or "")[:4]
            self.year.setValue(int(year) if year.isdecimal() else UNKNOWN_YEAR)
        else:
            self.format.setCurrentIndex(self.format.findData(file.format_name))
            lines, dump = import_words.number_of(len(file.lines), "line"), outcome.dump
            self._line.setText(f"{lines} read, {dump.encoding}." if dump else "")
        for field in (self.format, self.year):
            field.blockSignals(False)

    def _restyle(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(24), px(16), px(24), px(12))
        self._row.setSpacing(px(16))
        large = theme().scale >= LARGE  # then every line is one row of the table less
        self._line.setWordWrap(not large)
        self._tile.setVisible(not large)
        self._tile.setFixedSize(px(44), px(44))
        color = theme().color("text.secondary")
        ratio = self.devicePixelRatioF()
        self._glyph.setPixmap(icons.pixmap("file", color, px(20), ratio))
        for field in (self.format, self.year):
            field.setFixedHeight(theme().size("field"))
        self.year.lineEdit().setTextMargins(px(9), 0, 0, 0)
        self.format.setMinimumWidth(px(150 if large else 212))
        self.format.setMaximumWidth(px(190 if large else 300))
        self.year.setFixedWidth(px(104))
        for index in range(self.format.count()):
            self.format.setItemIcon(index, icons.icon("scan"))
        self.format.setIconSize(QSize(px(16), px(16)))


class CountsBar(QWidget):
    """The five numbers, which filter the table, and what is to be said about dates."""

    part_wanted = Signal(object)
    unfold_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Part, CountButton] = {}
        self._group = QButtonGroup(self)
        self._counts = QHBoxLayout()
        pictures = {Part.MERGE: "merge", Part.CHECK: "warning"}
        for number, part in enumerate(Part, 1):
            tone: Tone = "warn" if part is Part.CHECK else "plain"
            button = CountButton(part.value, pictures.get(part, ""), tone)
            button.setToolTip(f"Show these  Alt {number}")
            button.clicked.connect(lambda _=False, part=part: self.part_wanted.emit(part))
            self._group.addButton(button)
            self.buttons[part] = button
            self._counts.addWidget(button)
        self._counts.addStretch(1)
        self._note = _YearsNote()
        self._sightings = Label(role="small", ink="secondary")
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.addLayout(self._counts)
        self._beside.addWidget(self._note, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._beside)
        self.unfold = QPushButton()
        self.unfold.setProperty("part", "metaLink")
        self.unfold.setAutoDefault(False)
        self.unfold.clicked.connect(self.unfold_wanted)
        self._known = QHBoxLayout()
        self._known.addWidget(self._sightings)
        self._known.addWidget(self.unfold)
        self._known.addStretch(1)
        self._column.addLayout(self._known)
        self.buttons[Part.FOUND].setChecked(True)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_counts(
        self, entries: ImportEntries, plans: Sequence[Plan], chosen: Plan | None
    ) -> None:
        """Show the numbers of all files, and the dates of the chosen one."""
        for part, button in self.buttons.items():
            button.set_count(entries.count(part))
        self.buttons[entries.part].setChecked(True)
        self._sightings.setText(import_words.sightings_line(plans))
        self._sightings.setVisible(bool(self._sightings.text()))
        folded = entries.folded if entries.part is Part.FOUND else 0
        self.unfold.setText(import_words.folded_words(folded))
        self.unfold.setVisible(folded > 0)
        self._note.say(*(import_words.years_note(chosen) if chosen else ("", "")))
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the numbers with their short words: so far the dialog may shrink."""
        margins = self._column.contentsMargins()
        width = self._wanted(SHORT) + margins.left() + margins.right()
        if not self._column.hasHeightForWidth():
            return QSize(width, self._column.minimumSize().height())
        # As high as the words need in the width there is: at the least width they would need more.
        return QSize(width, self._column.minimumHeightForWidth(max(width, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the note under the numbers where there is no room beside them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        short = self._wanted({}) > room
        for part, button in self.buttons.items():
            button.set_meaning(SHORT.get(part, part.value) if short else part.value)
        beside = self._wanted({}) + theme().px(240) <= room
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _wanted(self, words: Mapping[Part, str]) -> int:
        """The width of the five buttons side by side, with these words on some of them."""
        gaps = self._counts.spacing() * (len(self.buttons) - 1)
        widths = [
            button.width_with(words.get(part, part.value)) for part, button in self.buttons.items()
        ]
        return sum(widths) + gaps

    def _restyle(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(24), 0, px(24), px(14))
        self._column.setSpacing(px(8))
        self._counts.setSpacing(px(8))
        self._beside.setSpacing(px(12))
        self._known.setSpacing(px(10))
        self.unfold.setFont(theme().font("small"))
        self._arrange()


class _YearsNote(QWidget):
    """`8 dates have no year.` with the diamond that marks those dates in the table."""

    def __init__(self) -> None:
        super().__init__()
        self._fact = Label(role="small", weight=600)
        self._why = ElidedLabel(role="small", ink="secondary")
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.setContentsMargins(theme().px(26), 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self._fact)
        column.addWidget(self._why)
        column.addStretch(1)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._why.setWordWrap(theme().scale < LARGE)

    def say(self, fact: str, why: str) -> None:
        """Show the fact and how the year is known; without a fact there is no diamond."""
        self._fact.setText(fact)
        self._fact.setVisible(bool(fact))
        self._why.setText(why)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the diamond beside the fact."""
        if self._fact.text():
            painter = QPainter(self)
            middle = QPointF(theme().px(12), self._fact.geometry().center().y() + 1)
            paint_diamond(painter, middle, theme().px(9))
            painter.end()
