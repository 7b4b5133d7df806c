"""Preferences, Citing: how citation keys are made, and the style of references."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from reader.citing import FIRST_PATTERN, FIRST_STYLE
from reader.errors import Problem
from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.label import Label
from reader.gui.dialogs.preferences_page import Page
from reader.gui.look.theme import px, theme
from reader.library import citation_key_fields, reference_styles, sample_key

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WIDTH = 380
KEEP_MS = 600


class CitingPage(Page):
    """The pattern of citation keys with an example, and the style; kept in the library."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        library = window.looking.library
        self._pattern = library.key_pattern() if library is not None else FIRST_PATTERN
        style = library.style() if library is not None else FIRST_STYLE
        self.pattern = QLineEdit(self._pattern)
        self.pattern.setFont(theme().font("mono"))
        self.pattern.setFixedWidth(px(WIDTH))
        self.pattern.setAccessibleName("Citation keys")
        self.said = Label(role="small", ink="secondary", wrap=True)
        self.said.setFixedWidth(px(WIDTH))
        self.style_box = ChoiceBox("References")
        self.style_box.setFixedWidth(px(WIDTH))
        for name, label in reference_styles().items():
            self.style_box.addItem(label, name)
        self.style_box.setCurrentIndex(self.style_box.findData(style))
        fields = "\n".join(f"{{{name}}}   {about}" for name, about in citation_key_fields().items())
        self.add("Citation keys", self.pattern)
        self.add("", self.said)
        about = Label(fields, role="small", ink="tertiary", wrap=True)
        about.setFixedWidth(px(WIDTH))
        self.add("", about)
        self.add(
            "References",
            self.style_box,
            "The style of Copy formatted reference, and of reader cite --style library.",
        )
        self.column.addStretch(1)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep.timeout.connect(self._keep_pattern)
        self.pattern.textEdited.connect(lambda _text: self._keep.start())
        self.pattern.textChanged.connect(lambda _text: self._tell())
        self.pattern.editingFinished.connect(self._keep_pattern)
        self.style_box.activated.connect(lambda _index: self._keep_style())
        self._tell()

    def reset(self) -> None:
        """Keys from the title and the year, and the first style."""
        self._pattern = FIRST_PATTERN
        self.pattern.setText(FIRST_PATTERN)
        self.style_box.setCurrentIndex(self.style_box.findData(FIRST_STYLE))
        self._window.operations.do(lambda library: library.reset_citing(), "")

    def _tell(self) -> None:
        """Say what key the pattern makes, or why it makes none."""
        try:
            pattern = self.pattern.text()
            named, counted = (sample_key(pattern, named=named) for named in (True, False))
        except Problem as problem:
            self.said.set_ink("danger")
            self.said.setText(str(problem))
            return
        self.said.set_ink("secondary")
        example = (
            named if named == counted else f"{named}, or {counted} where authors are only counted"
        )
        self.said.setText(f"{example}. Keys that were used stay.")

    def _keep_pattern(self) -> None:
        self._keep.stop()
        pattern = self.pattern.text().strip()
        try:
            sample_key(pattern, named=True)
        except Problem:
            return  # it says so itself
        if pattern != self._pattern:
            self._pattern = pattern
            self._window.operations.do(lambda library: library.choose_key_pattern(pattern), "")

    def _keep_style(self) -> None:
        style = str(self.style_box.currentData())
        self._window.operations.do(lambda library: library.choose_style(style), "")
