"""Preferences, Tags: the colour of each tag, another name, into another one, away."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.search_field import FilterField
from reader.gui.deciding.tag_keeping import COLORS, dot
from reader.gui.dialogs.preferences.preferences_page import Page, side_by_side
from reader.gui.look.theme import px
from reader.gui.look.wording import papers
from reader.model import Changes, Counts, Tag

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

MOST = 100  # tags shown at a time; the field finds the others
NAME, HUE = 190, 130


class TagsPage(Page):
    """A line for each tag, those with most papers first; each change is one step to undo."""

    can_be_reset = False

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._tags: tuple[tuple[Tag, int], ...] = ()
        self.field = FilterField("Find a tag")
        self.field.textChanged.connect(lambda _text: self._fill())
        self.column.addWidget(self.field)
        self._said = Label(role="small", ink="tertiary", wrap=True)
        self.column.addWidget(self._said)
        self._box = QVBoxLayout()
        self._box.setSpacing(px(8))
        self.column.addLayout(self._box)
        self.column.addStretch(1)
        self.lines: dict[str, QWidget] = {}
        window.worker.changed.connect(self._follow)
        if window.counts is not None:
            self._tags = window.counts.tags
        self._fill()

    def _follow(self, changes: Changes) -> None:
        if "tags" in changes.areas:
            self._window.worker.ask(lambda library: library.counts(), self._show)

    def _show(self, counts: Counts) -> None:
        if self.is_there():
            self._tags = counts.tags
            self._fill()

    def _fill(self) -> None:
        for line in self.lines.values():
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        sought = self.field.text().strip().casefold()
        found = [each for each in self._tags if sought in each[0].name.casefold()]
        shown = sorted(found, key=lambda each: (-each[1], each[0].name.casefold()))[:MOST]
        self.lines = {tag.name: self._line(tag, count) for tag, count in shown}
        for line in self.lines.values():
            self._box.addWidget(line)
        self._said.setText(self._words(len(found)))

    def _words(self, found: int) -> str:
        if not self._tags:
            return "Tags appear as you use them: T on a paper."
        if not found:
            return "No tag has this in its name."
        if found > MOST:
            return f"The first {MOST} of {found:,}. The field finds the others."
        return "A name that another tag has merges the two."

    def _line(self, tag: Tag, count: int) -> QWidget:
        hue = ChoiceBox(f"Colour of {tag.name}")
        hue.setFixedWidth(px(HUE))
        for color in COLORS:
            hue.addItem(dot(color), color.capitalize(), color)
        hue.setCurrentIndex(max(0, hue.findData(tag.color)))
        keeping = self._window.tag_keeping
        hue.activated.connect(lambda _place: keeping.recolor(tag, str(hue.currentData())))
        name = ElidedLabel(tag.name)
        name.setFixedWidth(px(NAME))
        rename = self._button("Rename or merge…", partial(self._rename, tag))
        delete = self._button("Delete", partial(keeping.delete, tag))
        rename.setAccessibleName(f"Rename or merge {tag.name}")
        delete.setAccessibleName(f"Delete {tag.name}, {papers(count)}")
        return side_by_side(name, hue, Label(papers(count), ink="secondary"), rename, delete)

    def _rename(self, tag: Tag) -> None:
        line = self.lines[tag.name]
        at = QRect(line.mapToGlobal(QPoint(0, 0)), line.size())
        self._window.tag_keeping.rename(tag, at, self.window())
