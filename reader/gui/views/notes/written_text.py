"""One note, topic note or outline beside the table of all: read, edited, with what can be done.

An outline has its evidence at the right. What is seldom needed is made when it first is.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from reader.gui.controls.empty_state import EmptyState
from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.keycap import KeyButton
from reader.gui.keymap import meaning
from reader.gui.look.theme import px, theme
from reader.gui.views.notes.note_editor import NoteEditor
from reader.gui.views.page_parts import column, head
from reader.gui.views.title_field import TitleField
from reader.model import Document, Paper, Written
from reader.tex import readable

if TYPE_CHECKING:
    from reader.gui.views.notes.evidence_view import EvidenceView

FOLLOW_MS = 250  # from a key in an outline to its new evidence
SIDE = 340
BESIDE_FROM = 760  # of the width of text and evidence together


class WrittenText(QSplitter):
    """The text and, for an outline, its evidence; what is wanted is only reported."""

    rename_wanted = Signal(int, str)
    delete_wanted = Signal(int)
    export_wanted = Signal(int)
    history_wanted = Signal(object)
    paper_wanted = Signal(int)
    outline_moved = Signal(str, int)
    insert_wanted = Signal(object, bool)
    editor_made = Signal(object)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.paper_editor = NoteEditor()
        self.paper_editor.escaped.connect(self.escaped)
        self._document_editor: NoteEditor | None = None
        self._evidence: EvidenceView | None = None
        self.title = TitleField()
        self.title.renamed.connect(self._rename)
        self.shown: Written | None = None
        self.empty = EmptyState()
        self._following = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._following.timeout.connect(self._tell_outline)
        self._lay_out()
        theme().changed.connect(self._restyle)
        self._restyle()
        self.show_subject(None, None)

    # ------------------------------------------------------------ parts made when first needed

    @property
    def document_editor(self) -> NoteEditor:
        """The editor of documents."""
        if self._document_editor is None:
            editor = self._document_editor = NoteEditor(of="document")
            editor.as_read = self._as_read
            editor.escaped.connect(self.escaped)
            editor.text.installEventFilter(self)
            editor.text.cursorPositionChanged.connect(self.tell_outline_soon)
            editor.text.textChanged.connect(self.tell_outline_soon)
            self._editors.addWidget(editor)
            self.editor_made.emit(editor)
        return self._document_editor

    def make_ready(self) -> None:
        """Make the editor of documents before the first one is chosen."""
        _ = self.document_editor

    @property
    def evidence(self) -> "EvidenceView":
        """What stands beside an outline."""
        if self._evidence is None:
            from reader.gui.views.notes.evidence_view import EvidenceView

            side = self._evidence = EvidenceView()
            side.setMinimumWidth(px(260))
            side.hide()
            side.left.connect(lambda: self.document_editor.text.setFocus())
            side.line_wanted.connect(self.go_to_line)
            side.paper_wanted.connect(self.paper_wanted)
            side.insert_wanted.connect(self.insert_wanted)
            self.addWidget(side)
            self.setStretchFactor(1, 0)
        return self._evidence

    @property
    def shows_outline(self) -> bool:
        """Whether evidence stands beside the text."""
        return self._evidence is not None and not self._evidence.isHidden()

    def editors(self) -> Iterator[NoteEditor]:
        """The editors there are so far."""
        yield self.paper_editor
        if self._document_editor is not None:
            yield self._document_editor

    # ------------------------------------------------------------ showing

    def show_subject(self, one: Written | None, subject: Paper | Document | None) -> None:
        """Show a paper's note or a document, or nothing."""
        self.shown = one if subject is not None else None
        paper = subject if isinstance(subject, Paper) else None
        document = subject if isinstance(subject, Document) else None
        self.paper_editor.show_paper(paper)
        if document is not None or self._document_editor is not None:
            self.document_editor.show_paper(document)
        outline = document is not None and document.kind == "outline"
        self.title.show_title(_title_of(subject), editable=document is not None)
        for button in self._for_documents:
            button.setVisible(document is not None)
        self._to_paper.setVisible(paper is not None)
        if self.shows_outline and not outline:
            self.evidence.hide()
        if subject is not None:
            self._editors.setCurrentWidget(self.paper_editor if paper else self.document_editor)
        self._pages.setCurrentIndex(0 if subject is not None else 2)
        if outline:
            self._following.start(0)

    def _as_read(self, text: str) -> str:
        """A document without what is only for Reader; only outlines have searches in headings."""
        from reader.evidence.outline import without_marks, without_queries

        is_outline = self.shown is not None and self.shown.of == "outline"
        return (without_queries if is_outline else without_marks)(text)

    def show_empty(self) -> None:
        """Show what is said in place of a text."""
        self._pages.setCurrentIndex(1)

    def editor(self) -> NoteEditor:
        """The editor that is shown."""
        shown = self._editors.currentWidget()
        return shown if isinstance(shown, NoteEditor) else self.paper_editor

    def leave(self) -> None:
        """Send what was typed: the text is being left."""
        for editor in self.editors():
            editor.leave()

    def begin(self) -> None:
        """Put the caret into the text."""
        if self.shown is not None:
            self.editor().focus()

    # ------------------------------------------------------------ wishes

    def want_paper(self) -> None:
        """Go to the paper of the note."""
        if self.shown is not None and self.shown.of == "paper":
            self.paper_wanted.emit(self.shown.id)

    def want_delete(self) -> None:
        """Take the document away."""
        if self.shown is not None and self.shown.of != "paper":
            self.delete_wanted.emit(self.shown.id)

    def want_history(self) -> None:
        """Show the earlier versions of the text."""
        if self.shown is not None:
            self.history_wanted.emit(self.shown)

    def want_export(self) -> None:
        """Write the document to a file."""
        if self.shown is not None and self.shown.of != "paper":
            self.export_wanted.emit(self.shown.id)

    def _rename(self, title: str) -> None:
        if self.shown is not None and self.shown.of != "paper":
            self.rename_wanted.emit(self.shown.id, title)

    # ------------------------------------------------------------ outlines

    def insert(self, words: str) -> None:
        """Put words into the outline at the caret, parted from the word before it."""
        text = self.document_editor.text
        cursor = text.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        gap = "" if not before.strip() or before.endswith(" ") else " "
        text.insert_words(gap + words)
        text.ensureCursorVisible()

    def go_to_line(self, line: int) -> None:
        """Put the caret at the beginning of a line of the text."""
        text = self.document_editor.text
        block = text.document().findBlockByNumber(line)
        if block.isValid():
            text.setTextCursor(QTextCursor(block))
            text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            text.ensureCursorVisible()

    def tell_outline_soon(self) -> None:
        """The caret moved, the text or the library changed: evidence may be another one."""
        if self.shows_outline:
            self._following.start()

    def _tell_outline(self) -> None:
        if self.shown is None or self.shown.of != "outline":
            return
        if self._evidence is None:  # made, shown and filled in turns of their own
            self.evidence.hide()
            self._following.start(0)
            return
        if not self.shows_outline:
            self.evidence.show()
            self._share_room()
            self._following.start(0)
            return
        text = self.document_editor.text
        self.outline_moved.emit(text.text(), text.textCursor().blockNumber())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the evidence under the text where there is no room beside it."""
        super().resizeEvent(event)
        beside = event.size().width() >= px(BESIDE_FROM)
        direction = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.orientation() != direction:
            self.setOrientation(direction)
            self._share_room()

    def _share_room(self) -> None:
        if self.orientation() is Qt.Orientation.Horizontal:
            self.setSizes([max(px(320), self.width() - px(SIDE)), px(SIDE)])
        else:
            self.setSizes([self.height() // 2, self.height() // 2])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the text of an outline some keys are about the evidence beside it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        run = meaning(event, self.evidence_commands()) if self.shows_outline else None
        if run is not None:
            run()
        return run is not None

    def evidence_commands(self) -> Mapping[str, Callable[[], object]]:
        """What commands mean in the text of an outline."""
        return {
            "evidence-insert": lambda: self.evidence.insert(own_words=False),
            "evidence-own": lambda: self.evidence.insert(own_words=True),
            "evidence-next": lambda: self.evidence.step(1),
            "evidence-back": lambda: self.evidence.step(-1),
        }

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._to_paper = KeyButton("Open paper", command="text-paper", small=True, kind="flat")
        self._to_paper.clicked.connect(self.want_paper)
        history = IconButton("undo", "Earlier versions", command="text-history")
        history.clicked.connect(self.want_history)
        export = IconButton("export", "Export this text", command="text-export")
        export.clicked.connect(self.want_export)
        delete = IconButton("delete", "Delete this text", command="text-delete")
        delete.clicked.connect(self.want_delete)
        self._for_documents: tuple[QWidget, ...] = (export, delete)
        self._line = QHBoxLayout()
        self._line.addWidget(self.title, 1)
        for button in (self._to_paper, export, history, delete):
            self._line.addWidget(button)
        self._line_box = head(self._line)
        self._editors = QStackedWidget()
        self._editors.addWidget(self.paper_editor)
        text = QWidget()
        under = column(text)
        under.addWidget(self._line_box)
        under.addWidget(self._editors, 1)
        self._pages = QStackedWidget()
        for page in (text, self.empty, QWidget()):
            self._pages.addWidget(page)
        self.addWidget(self._pages)
        self.setStretchFactor(0, 1)

    @property
    def text_side(self) -> QWidget:
        """The part without the evidence."""
        return self._pages

    def _restyle(self) -> None:
        self._line_box.setFixedHeight(theme().size("header"))
        self._line.setContentsMargins(px(16), 0, px(12), 0)
        self._line.setSpacing(px(4))
        self._pages.setMinimumWidth(px(320))


def _title_of(subject: Paper | Document | None) -> str:
    if isinstance(subject, Paper):
        return readable(subject.facts.title)
    return subject.title if subject is not None else ""
