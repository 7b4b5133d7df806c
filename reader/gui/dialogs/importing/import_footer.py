"""The footer of the import dialog: where the papers go, their tags, and what can be undone."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from reader.gui.controls.chip import AddTagChip, TagChip
from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.label import ElidedLabel, Ink, Label
from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.look import glyphs, icons
from reader.gui.look.theme import LARGE, theme
from reader.model import State, Tag

SHORT = 60  # letters that always have room on one line
UNDO = "One undo takes it all back"


class ImportFooter(QWidget):
    """`Add to [Inbox]`, `Tag all [+ Add tag]`, and one sentence."""

    tags_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tags: tuple[str, ...] = ()
        self.place = ChoiceBox("Add to")
        for state in State:
            self.place.addItem(state.label, state.value)
        self._add_to = Label("&Add to", role="small", ink="secondary")
        self._add_to.setBuddy(self.place)
        self.add_tag = AddTagChip()
        self.add_tag.setAccessibleName("Tag all: add tag")
        self.add_tag.setToolTip("")
        self.add_tag.clicked.connect(self.tags_wanted)
        self._chips = QHBoxLayout()
        self._sentence = ElidedLabel(role="small", ink="secondary")
        self._sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._sentence.setMinimumWidth(1)
        self._glyph = QLabel()
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._add_to)
        row.addWidget(self.place)
        row.addSpacing(theme().px(8))
        row.addWidget(Label("Tag all", role="small", ink="secondary"))
        row.addLayout(self._chips)
        row.addWidget(self.add_tag)
        row.addStretch(1)
        row.addWidget(self._glyph)
        row.addWidget(self._sentence)
        row.addSpacing(theme().px(4))
        theme().changed.connect(self._restyle)
        self._restyle()

    @property
    def state(self) -> State:
        """Where new papers go."""
        return State(self.place.currentData())

    def begin_with(self, place: State, known: Sequence[Tag], tags: Sequence[str]) -> None:
        """What the person wants of every import; `known` are tags with their colours."""
        self.place.setCurrentIndex(self.place.findData(place.value))
        self.change_tags(known, tags, ())

    def say(self, text: str, ink: Ink = "secondary") -> None:
        """Say why there is nothing to add, or what went wrong."""
        self._sentence.setText(text)
        self._sentence.setWordWrap(len(text) > SHORT)
        self._sentence.set_ink(ink)
        self._glyph.hide()
        self._sentence.show()

    def say_undo(self) -> None:
        """Say that adding is safe."""
        self.say(UNDO)
        self._glyph.show()
        self._fit_undo()

    def _fit_undo(self) -> None:
        """In large text only the arrow says it, with its tooltip: a cut sentence says nothing."""
        self._glyph.setToolTip(plain_tooltip(UNDO))
        self._glyph.setAccessibleName(UNDO)
        self._sentence.setVisible(self.sentence != UNDO or theme().scale < LARGE)

    @property
    def sentence(self) -> str:
        """What is said now."""
        return self._sentence.text()

    def edit_tags(self, known: Sequence[tuple[Tag, int]], papers: int, dialog: QWidget) -> None:
        """Open the tag editor at the button; `known` are the tags of the library."""
        from reader.gui.views.tag_editor import TagEditor

        editor = TagEditor(known, dict.fromkeys(self.tags, papers), papers, dialog)
        editor.done.connect(
            lambda add, remove: self.change_tags([tag for tag, _ in known], add, remove)
        )
        corner = self.add_tag.mapToGlobal(QPoint(0, 0))
        editor.open_at(QRect(corner, self.add_tag.size()))

    def change_tags(self, known: Sequence[Tag], add: Sequence[str], remove: Sequence[str]) -> None:
        """Add and remove tags, as the tag editor says; tags that are not known yet are grey."""
        colors = {tag.name.casefold(): tag for tag in known}
        names = [name for name in self.tags if name not in remove]
        names += [name for name in add if name not in names]
        self.set_tags([colors.get(name.casefold(), Tag(name, "slate")) for name in names])

    def set_tags(self, tags: Sequence[Tag]) -> None:
        """Show the tags that every new paper will get; a cross takes one off."""
        self.tags = tuple(tag.name for tag in tags)
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for tag in tags:
            chip = TagChip(tag, removable=True)
            others = [each for each in tags if each != tag]
            chip.removed.connect(lambda others=others: self.set_tags(others))
            self._chips.addWidget(chip)

    def _restyle(self) -> None:
        size = theme().size("stateGlyph")
        self._row.setSpacing(theme().px(8))
        for index, state in enumerate(State):
            self.place.setItemIcon(index, _state_icon(state, size, self.devicePixelRatioF()))
        self.place.setIconSize(QSize(size, size))
        color, ratio = theme().color("text.secondary"), self.devicePixelRatioF()
        self._glyph.setPixmap(icons.pixmap("undo", color, theme().px(14), ratio))
        self.place.setMinimumWidth(theme().px(112))
        self._fit_undo()


def _state_icon(state: State, size: int, ratio: float) -> QIcon:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    glyphs.paint(painter, QRectF(0, 0, size, size), state, seen=state is not State.INBOX)
    painter.end()
    return QIcon(picture)
