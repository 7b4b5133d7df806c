"""Preferences, Reading: the letters of abstracts, when a paper counts as seen, the weekly goal."""

from typing import TYPE_CHECKING

from reader.gui.controls.choice_box import ChoiceBox, NumberBox
from reader.gui.controls.segmented import Segmented
from reader.gui.dialogs.preferences.font_box import FontBox
from reader.gui.dialogs.preferences.preferences_page import Page
from reader.gui.look.theme import READING_SIZES, px
from reader.gui.settings import LINE_LENGTHS, MOST_A_WEEK, SEEN_AFTER, WEEKLY_GOAL

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

DESIGN_READING = "Source Serif 4"
SEEN_WORDS = {0: "At once", 1_500: "After 1.5 seconds", 5_000: "After 5 seconds", -1: "Never"}


class ReadingPage(Page):
    """How abstracts look, what looking at one means, and how much one wants to read."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window, self._shape = window, window.shape
        settings = window.shape.settings
        self.font_box = FontBox("Reading font", DESIGN_READING, settings.fonts[1])
        self.font_box.activated.connect(lambda _place: self._font_chosen())
        self.size_choice = Segmented([f"{size} px" for size in READING_SIZES], "Reading size")
        self.size_choice.choose(READING_SIZES.index(settings.reading_size))
        self.size_choice.chosen.connect(lambda _place: self._font_chosen())
        self.lines = Segmented([one.capitalize() for one in LINE_LENGTHS], "Line length")
        self.lines.choose(LINE_LENGTHS.index(settings.line_length))
        self.lines.chosen.connect(lambda place: self._shape.choose_line_length(LINE_LENGTHS[place]))
        self.seen = ChoiceBox("Seen")
        self.seen.setMinimumWidth(px(220))
        for after, words in SEEN_WORDS.items():
            self.seen.addItem(words, after)
        self.seen.setCurrentIndex(self.seen.findData(settings.seen_after))
        self.seen.currentIndexChanged.connect(self._seen_chosen)
        self.goal = NumberBox("Papers a week")
        self.goal.setRange(0, MOST_A_WEEK)
        self.goal.setSpecialValueText("No goal")
        self.goal.setSuffix(" papers a week")
        self.goal.setMinimumWidth(px(220))
        self.goal.setValue(settings.weekly_goal)
        self.goal.valueChanged.connect(self._goal_chosen)
        self.add("Reading font", self.font_box)
        self.add("Reading size", self.size_choice, "Of abstracts, at a text size of 100 %.")
        self.add("Line length", self.lines, "About 62, 78 or 94 characters.")
        self.add(
            "Seen",
            self.seen,
            "When a paper that is shown is no longer unseen. Any decision marks it as seen, and"
            " U turns it round.",
        )
        self.add("Goal", self.goal, "A line in the statistics; 0 is no goal.")
        self.column.addStretch(1)

    def reset(self) -> None:
        """The letters and lines of the design; a paper is seen after a moment."""
        self.lines.choose(LINE_LENGTHS.index("medium"))
        self.seen.setCurrentIndex(self.seen.findData(SEEN_AFTER[1]))
        self.goal.setValue(WEEKLY_GOAL)
        # Last, for other letters make the page anew.
        self._shape.choose_fonts(self._shape.settings.fonts[0], "", READING_SIZES[1])

    def _font_chosen(self) -> None:
        interface, _ = self._shape.settings.fonts
        size = READING_SIZES[self.size_choice.index]
        self._shape.choose_fonts(interface, self.font_box.family, size)

    def _goal_chosen(self, papers: int) -> None:
        self._shape.settings.weekly_goal = papers
        self._window.statistics.follow()

    def _seen_chosen(self, _place: int) -> None:
        after = int(self.seen.currentData())
        self._shape.settings.seen_after = after
        self._window.shown_paper.see_after(after)
