"""Preferences, Citing: how citation keys are made, and the style of references."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from shiboken6 import isValid

from reader.citing import FIRST_PATTERN, FIRST_STYLE
from reader.errors import Problem
from reader.gui.asking.worker import Work
from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.label import Ink, Label
from reader.gui.dialogs.preferences.preferences_page import Page, side_by_side
from reader.gui.look.theme import px, theme
from reader.library import Library, citation_key_fields, sample_key
from reader.model import Changes

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WIDTH = 380
KEEP_MS = 600


class CitingPage(Page):
    """The pattern of citation keys with an example, and the style; kept in the library."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._own: frozenset[str] = frozenset()
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
        self.add_style = QPushButton("Add a style…")
        self.delete_style = QPushButton("Delete this style")
        for button in (self.add_style, self.delete_style):
            button.setFont(theme().font("label"))
            button.setAutoDefault(False)
        self.style_said = Label(role="small", ink="secondary", wrap=True)
        self.style_said.setFixedWidth(px(WIDTH))
        if library is not None:
            self._show_styles((library.reference_styles(), frozenset(library.own_styles())), style)
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
        self.add("", side_by_side(self.add_style, self.delete_style))
        self.add("", self.style_said)
        self.style_said.hide()
        self.column.addStretch(1)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep.timeout.connect(self._keep_pattern)
        self.pattern.textEdited.connect(lambda _text: self._keep.start())
        self.pattern.textChanged.connect(lambda _text: self._tell())
        self.pattern.editingFinished.connect(self._keep_pattern)
        self.style_box.activated.connect(lambda _index: self._keep_style())
        self.add_style.clicked.connect(self._choose_file)
        self.delete_style.clicked.connect(self._delete_style)
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
        self._judge_style()
        self._window.operations.do(lambda library: library.choose_style(style), "")

    # ------------------------------------------------------------ styles of one's own

    def _show_styles(self, known: tuple[dict[str, str], frozenset[str]], chosen: str) -> None:
        labels, self._own = known
        self.style_box.clear()
        for name, label in labels.items():
            self.style_box.addItem(label, name)
        self.style_box.setCurrentIndex(max(0, self.style_box.findData(chosen)))
        self._judge_style()

    def _judge_style(self) -> None:
        """Only a style of one's own can be taken away."""
        self.delete_style.setEnabled(self.style_box.currentData() in self._own)

    def _choose_file(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, "Add a style", "", "Styles (*.csl *.xml)")
        if file:
            self.take_style(Path(file))

    def take_style(self, file: Path) -> None:
        """Take in a style of references and choose it; say why when it cannot be used."""
        names: list[str] = []

        def add(library: Library) -> Changes:
            name, changes = library.add_style(file)
            names.append(name)
            return changes

        def choose(_changes: Changes) -> None:
            self._ask(
                lambda library: library.choose_style(names[0]),
                lambda _changes: self._reload(lambda: f"Added {self.style_box.currentText()}."),
            )

        self._ask(add, choose)

    def _delete_style(self) -> None:
        name, label = str(self.style_box.currentData()), self.style_box.currentText()
        self._ask(
            lambda library: library.delete_style(name),
            lambda _changes: self._reload(lambda: f"Deleted {label}."),
        )

    def _ask(self, work: Work, then: Callable[[Any], None]) -> None:
        def failed(error: BaseException) -> None:
            if not isinstance(error, Problem):
                self._window.messages.error(error)
            elif isValid(self):
                self._say_style(str(error), "danger")

        self._window.worker.ask(work, then, failed)

    def _reload(self, said: Callable[[], str]) -> None:
        """Show the styles there are now, and say what was done."""

        def show(answer: tuple[tuple[dict[str, str], frozenset[str]], str]) -> None:
            if isValid(self):
                self._show_styles(*answer)
                self._say_style(said(), "secondary")

        self._ask(
            lambda library: (
                (library.reference_styles(), frozenset(library.own_styles())),
                library.style(),
            ),
            show,
        )

    def _say_style(self, words: str, ink: Ink) -> None:
        self.style_said.set_ink(ink)
        self.style_said.setText(words)
        self.style_said.show()
