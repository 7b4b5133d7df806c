"""The Notes tab: the editor, the rendered note, and the word on whether it is saved."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.grip_splitter import GripSplitter
from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.label import Ink, Label
from reader.gui.controls.menu import Menu, shortened
from reader.gui.controls.segmented import Segmented
from reader.gui.keymap import keymap
from reader.gui.look import marks
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme
from reader.gui.views.notes.note_completing import NoteCompleting
from reader.gui.views.notes.note_conflict import NoteConflict
from reader.gui.views.notes.note_find import NoteFind
from reader.gui.views.notes.note_keeper import NoteKeeper, Saving
from reader.gui.views.notes.note_preview import NotePreview
from reader.gui.views.notes.note_text import NoteText
from reader.gui.writing.drafts import Subject
from reader.model import Backlink, Document, Highlight, Link, Paper
from reader.tex import readable

PREVIEW_MS = 120
WORDS_ROOM = 84  # of the bar, for “Saved” and its margins
_WORDS: dict[Saving, tuple[str, Ink]] = {
    Saving.UNCHANGED: ("", "tertiary"),
    Saving.EDITING: ("Editing", "tertiary"),
    Saving.SAVED: ("Saved", "success"),
    Saving.CONFLICT: ("Changed elsewhere too", "warn"),
    Saving.FAILED: ("Not saved. Your text is kept here.", "danger"),
}
WRITE, SPLIT, READ = range(3)
_BESIDE_FROM = 900
_LOW, _WIDE_ENOUGH = 320, 560


class NoteEditor(QWidget):
    """Write, Split or Read a note or document. `note_changed` is the wish to save, as a `Draft`."""

    note_changed = Signal(object)
    link_wanted = Signal(str)
    title_wanted = Signal(str)
    source_wanted = Signal(object)
    highlight_number_wanted = Signal(int)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None, *, of: Subject = "paper") -> None:
        super().__init__(parent)
        self._paper_id: int | None = None
        self._uid = ""
        self._shown = ""
        self._highlights: Sequence[Highlight] = ()
        self._links: Sequence[Link] = ()
        self._linked_from: Sequence[Backlink] = ()
        self._window: QWidget | None = None
        self.as_read: Callable[[str], str] = str  # what of the text the rendered note shows
        self.keeper = NoteKeeper(self, of=of)
        self.keeper.save_wanted.connect(self.note_changed)
        self.keeper.changed.connect(self._tell)
        self.text = NoteText()
        self.text.textChanged.connect(self._typed)
        self.text.left.connect(self._left)
        self.text.escaped.connect(self.escaped)
        self.text.quote_wanted.connect(self._offer_quotes)
        self.text.save_wanted.connect(self.save)
        self.text.mode_wanted.connect(self.next_mode)
        self.finder = NoteFind(self.text)
        self.text.find_wanted.connect(self.finder.begin)
        self.completing = NoteCompleting(self.text)
        self.text.keys_first = self.completing.take_key
        self.completing.highlights = lambda: self._highlights
        self.preview = NotePreview()
        self.preview.link_wanted.connect(self.link_wanted)
        self.preview.title_wanted.connect(self.title_wanted)
        self.preview.source_wanted.connect(self.source_wanted)
        self.preview.highlight_number_wanted.connect(self.highlight_number_wanted)
        self.preview.task_toggled.connect(self._toggle_task)
        self.conflict = NoteConflict()
        self.conflict.chosen.connect(self._settle)
        self._refresh = QTimer(self, singleShot=True)
        self._refresh.timeout.connect(self._show_preview)
        self._mode = Segmented(("Write", "Split", "Read"), "View of the notes", small=True)
        self._mode.choose(SPLIT)
        self._mode.chosen.connect(self._arrange)
        self._lay_out()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.aboutToQuit.connect(self.leave_for_good)
            app.commitDataRequest.connect(self.leave_for_good)
        theme().changed.connect(self._restyle)
        self._restyle()

    # ------------------------------------------------------------ showing

    def show_paper(self, paper: Paper | Document | None) -> None:
        """Show a paper's note. What was typed into the last one is sent before.

        The same paper again brings a note that was changed outside (an undo, another program),
        but only when nothing that was typed here still waits to be saved.
        """
        if paper is None or paper.id != self._paper_id:
            self._show_other(paper)
        elif self.keeper.kept_text(paper.id) is None and paper.note != self.keeper.stored(paper.id):
            self._load(paper.note)
            self.keeper.end_visit()
        if paper is not None:
            if self.keeper.kept_text(paper.id) is None:
                self.keeper.library_has(paper.id, paper.note)
            self._highlights = paper.highlights
            self._links, self._linked_from = paper.links, paper.linked_from
            self._refresh.start(PREVIEW_MS)

    def _show_other(self, paper: Paper | Document | None) -> None:
        self.leave()
        self.keeper.forget_saved()
        self._paper_id = None if paper is None else paper.id
        self._uid = "" if paper is None else paper.uid
        stored = "" if paper is None else paper.note
        kept = None if paper is None else self.keeper.kept_text(paper.id)
        self._highlights = ()
        self._links, self._linked_from = (), ()
        self._load(stored if kept is None else kept)
        self.setEnabled(paper is not None)
        self._tell()

    def _load(self, text: str) -> None:
        place = self.text.textCursor().position()
        self.text.blockSignals(True)
        self.text.show_text(text)
        self.text.blockSignals(False)
        self._shown = self.text.text()
        if self.text.hasFocus():
            cursor = self.text.textCursor()
            cursor.setPosition(min(place, self.text.document().characterCount() - 1))
            self.text.setTextCursor(cursor)
        self._refresh.start(PREVIEW_MS)

    def leave(self) -> None:
        """Send what was typed: the paper, the tab, the focus or the program is being left."""
        self._take_typed()
        self.keeper.end_visit()

    def leave_for_good(self) -> None:
        """The program ends: send what was typed, and have it in the draft journal now."""
        self.leave()
        self.keeper.drafts.flush()

    def _settle(self, which: str) -> None:
        """End a conflict as the person chose, and show the text that was chosen."""
        if self._paper_id is None:
            return
        self._take_typed()
        self.keeper.flush()
        conflict = self.keeper.conflict_of(self._paper_id)
        if conflict is not None:
            texts = {"both": conflict.both, "mine": conflict.draft.text, "theirs": conflict.theirs}
            self._load(texts[which])
            self.keeper.settle(self._paper_id, texts[which])

    def save(self) -> None:
        """Send what was typed without ending the visit (Ctrl S)."""
        self._take_typed()
        self.keeper.flush()

    def show_match(self, start: int, end: int) -> None:
        """Bring a match of a search into view (characters of the note) and make it stand out."""
        if self._mode.index == READ:
            self._mode.choose(SPLIT)
        self.text.show_match((start, end))

    def focus(self) -> None:
        """Put the caret at the end of the notes."""
        if self._mode.index == READ:
            self._mode.choose(SPLIT)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def insert_block(self, words: str) -> None:
        """Insert paragraphs at the caret, as one step of the editor's own undo."""
        if self._mode.index == READ:
            self._mode.choose(SPLIT)
        self.text.insert_block(words)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ typing

    def _typed(self) -> None:
        if self._take_typed():
            self._refresh.start(max(PREVIEW_MS, round(3_000 * self.preview.cost)))

    def _take_typed(self) -> bool:
        """Hand what changed to the keeper; colouring alone also looks like typing to Qt."""
        text = self.text.text()
        if self._paper_id is None or text == self._shown:
            return False
        self._shown = text
        self.keeper.typed(self._paper_id, self._uid, text)
        return True

    def _left(self, for_good: bool) -> None:
        if for_good:
            self.leave()
        else:
            self.save()

    def _offer_quotes(self) -> None:
        place = self.text.cursorRect().bottomLeft()
        self.quotes_menu().popup(self.text.viewport().mapToGlobal(place))

    def quotes_menu(self) -> QMenu:
        """The highlights to choose from; the chosen one is quoted with its number."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, mark in marks.numbered(self._highlights):
            words = " ".join(readable(mark.quote).split())
            quote = f"> {words} [^h{number}]\n"
            action = menu.addAction(f"{number}  {shortened(words, 48)}")
            action.triggered.connect(lambda _on=False, quote=quote: self.text.insert_words(quote))
        if menu.isEmpty():
            menu.addAction("There are no highlights to quote.").setEnabled(False)
        return menu

    def _toggle_task(self, number: int, of: int) -> None:
        self.text.toggle_task(number, of)

    def _show_preview(self) -> None:
        self._refresh.stop()
        if self.isVisible() and self._mode.index != WRITE:
            words = self.as_read(self._shown)
            self.preview.show_note(words, self._highlights, self._links, self._linked_from)
            if self.text.hasFocus():
                last = max(1, self.text.document().blockCount() - 1)
                self.preview.follow(self.text.textCursor().blockNumber() / last)

    def _tell(self) -> None:
        """Say in words whether the note is saved."""
        state = Saving.UNCHANGED if self._paper_id is None else self.keeper.state_of(self._paper_id)
        words, ink = _WORDS[state]
        if self._words.text() != words:
            self._words.setText(words)
            self._words.set_ink(ink)
        here = None if self._paper_id is None else self.keeper.conflict_of(self._paper_id)
        self.conflict.show_conflict(here)
        self._check.setVisible(state is Saving.SAVED)
        self._again.setVisible(state is Saving.FAILED)

    # ------------------------------------------------------------ coming and going

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window for being closed, and bring the rendered note up to date."""
        super().showEvent(event)
        if self._window is not self.window():
            self._window = self.window()
            self._window.installEventFilter(self)
        self._refresh.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab or the end of the window: nothing typed stays behind."""
        self.leave()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send what was typed before the window hears that it is being closed."""
        if watched is self._window and event.type() in (
            QEvent.Type.Close,
            QEvent.Type.WindowDeactivate,
        ):
            self.save()
        return False

    def next_mode(self) -> None:
        """Go round Write, Split and Read; the keyboard stays in what is shown."""
        here = self.text.hasFocus() or self.preview.hasFocus()
        self._mode.choose((self._mode.index + 1) % 3)
        if here:
            shown = self.preview if self._mode.index == READ else self.text
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Going round the views also works in the rendered note."""
        if "note-mode" in keymap().meant(event):
            self.next_mode()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ layout

    def _arrange(self) -> None:
        mode = self._mode.index
        low = self.height() < px(_LOW) and self.width() >= px(_WIDE_ENOUGH)
        beside = self.width() >= px(_BESIDE_FROM) or low
        room = beside or self.height() >= px(_LOW)  # else neither half could be read
        self.text.setVisible(mode != READ)
        self.preview.setVisible(mode == READ or (mode != WRITE and room))
        direction = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self._split.orientation() != direction:
            self._split.setOrientation(direction)
        for button in self._formats:
            button.setEnabled(mode != READ)
        self._fit_formats()
        self._show_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rendered note under the editor or beside it, where there is more room."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self._words = Label(role="small", ink="tertiary")
        self._check = QLabel()
        self._again = QPushButton("Try again")
        self._again.clicked.connect(self.keeper.try_again)
        self._formats = [
            self._button("heading", "Heading", self.text.commands["heading"], "heading"),
            self._button("bold", "Bold", self.text.commands["bold"], "bold"),
            self._button("italic", "Italic", self.text.commands["italic"], "italic"),
            self._button("code", "Code", self.text.commands["code"], "code"),
            self._button("list", "List", self.text.commands["bullets"], "bullets"),
            self._button("tasks", "Tasks", self.text.commands["tasks"], "tasks"),
            self._button("quote", "Quote", self.text.commands["block-quote"], "block-quote"),
            self._button("link", "Link", self.text.commands["note-link"], "note-link"),
            self._button("indent", "Indent", self.text.indent),
        ]
        self._bar = QFrame()
        self._bar.setProperty("part", "noteBar")
        self._row = QHBoxLayout(self._bar)
        for button in self._formats:
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(self._check)
        self._row.addSpacing(px(5))
        self._row.addWidget(self._words)
        self._row.addSpacing(px(8))
        self._row.addWidget(self._again)
        self._row.addSpacing(px(12))
        self._row.addWidget(self._mode)
        self._split = GripSplitter(Qt.Orientation.Vertical)
        self._split.setProperty("part", "notes")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.text)
        self._split.addWidget(self.preview)
        self._split.setSizes([500, 500])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.conflict)
        column.addWidget(self.finder)
        column.addWidget(self._split, 1)

    def _fit_formats(self) -> None:
        """As many formats as there is room for beside the views; their keys work all the same."""
        room = self.width() - self._mode.sizeHint().width() - px(WORDS_ROOM)
        for place, button in enumerate(self._formats, 1):
            button.setVisible(place * button.sizeHint().width() <= room)

    def _button(
        self, icon: str, text: str, run: Callable[[], object], command: str = ""
    ) -> IconButton:
        button = IconButton(icon, text, command=command)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the caret stays where it is
        button.clicked.connect(lambda: run())
        return button

    def _restyle(self) -> None:
        self._row.setContentsMargins(px(12), px(4), px(8), px(4))
        self._row.setSpacing(0)
        self._bar.setFixedHeight(px(40))
        self._split.setHandleWidth(px(9))
        size = px(15)
        color = theme().color("success.text")
        self._check.setPixmap(pixmap("check", color, size, self.devicePixelRatioF()))
        self._again.setFont(theme().font("label"))
        self._fit_formats()
        self._tell()
