"""Everything written, in the window: the page of notes, its questions and its wishes."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from reader.errors import Problem
from reader.gui.asking.messages import told
from reader.gui.asking.worker import Then, Work
from reader.gui.places import ALL, NOTES
from reader.gui.results.exporting import export_asking
from reader.gui.results.links import open_folder, open_link
from reader.library import Library
from reader.model import (
    Changes,
    Choice,
    Document,
    DocumentKind,
    Evidence,
    Exported,
    Ledger,
    Paper,
    Piece,
    Written,
)

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow
    from reader.gui.views.notes.note_editor import NoteEditor
    from reader.gui.views.notes.notes_view import NotesView

AREAS = frozenset({"notes", "documents", "highlights", "facts", "tags", "marks", "imports"})
BEGUN = "# First section {tag:}\n\n"  # what a new outline shows of how it is written

Subject = Paper | Document | None


class Notebook(QObject):
    """The page of all notes, topic notes and outlines; made when it is first opened."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.view: NotesView | None = None
        self._query = ""
        self._subject: Subject = None
        self._to_name = -1  # the new document whose title comes next
        self._to_filter = ""
        window.following.changed.connect(self.follow)
        window.operations.acting.connect(self._save)
        window.looking_back.opening.connect(self._leave)

    @property
    def is_open(self) -> bool:
        """Whether the page is shown."""
        return self.view is not None and self._window.pages.shown is self.view

    def open(self, select: tuple[str, int] | None = None) -> None:
        """Show the page; `select` is what to choose: `paper`, `topic` or `outline`, its number."""
        import reader.gui.views.notes.notes_view  # noqa: F401  (loaded here, made one turn later)

        QTimer.singleShot(0, self, lambda: self._open(select))

    def _open(self, select: tuple[str, int] | None) -> None:
        view = self._page()
        if self._to_name >= 0 or self._to_filter:
            view.show_all()
            self._query, self._to_filter = self._to_filter, ""
            view.field.setText(self._query)
        self._window.pages.show(view, self._leave, NOTES)
        view.table.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, view.text, view.text.make_ready)
        self._ask(select)

    def open_document(self, document_id: int) -> None:
        """Show the page with this topic note or outline chosen."""
        self._window.worker.ask(
            lambda library: library.document(document_id).kind,
            lambda kind: self.open((kind, document_id)),
            self._failed,
        )

    def find(self, query: str) -> None:
        """Show the page with the notes and documents that a search finds."""
        self._to_filter = query
        self.open()

    def make(self, kind: DocumentKind) -> None:
        """Make a topic note or an outline and begin to write its title."""

        def work(library: Library) -> Changes:
            uid = library.fresh_uid()
            text = BEGUN if kind == "outline" else ""
            title = "New outline" if kind == "outline" else "New note"
            changes = library.new_document(title, text, kind=kind, uid=uid)
            made.append(library.document_of(uid))
            return changes

        def done(_changes: Changes) -> None:
            if made[0] is not None:
                self._to_name = made[0].id
                self.open((kind, made[0].id))

        made: list[Document | None] = []
        self._window.operations.acting.emit()
        self._window.worker.ask(work, done, self._failed)

    def leave_for_good(self) -> None:
        """The program ends: send what was typed, and have it in the draft journal now."""
        if self.view is not None:
            for editor in self.view.text.editors():
                editor.leave_for_good()

    def close_drafts(self) -> None:
        """End the threads that keep drafts."""
        if self.view is not None:
            for editor in self.view.text.editors():
                editor.keeper.drafts.close()

    # ------------------------------------------------------------ asking

    def follow(self, changes: Changes | None) -> None:
        """Something changed, here or in another program."""
        if self.is_open and (changes is None or changes.areas & AREAS):
            self._ask(None)

    def _ask(self, select: tuple[str, int] | None) -> None:
        query = self._query
        self._window.worker.ask(
            lambda library: library.written(query),
            lambda rows: self._show(rows, select),
            self._failed,
            only_newest="written",
        )

    def _show(self, rows: Sequence[Written], select: tuple[str, int] | None) -> None:
        if self.view is not None:
            before = self.view.text.shown
            self.view.show_rows(rows, select)
            here = self.view.rows.at(self.view.table.currentIndex().row())
            if (
                here is not None
                and before is not None
                and (here.of, here.id)
                == (
                    before.of,
                    before.id,
                )
            ):
                self._choose(here)  # its text may be another one
            self.view.text.tell_outline_soon()

    def _filter(self, query: str) -> None:
        self._query = query
        self._ask(None)

    def _choose(self, one: Written | None) -> None:
        """Show the text of what was chosen."""
        view = self._page()
        if one is None:
            view.text.show_subject(None, None)
            return

        def find(library: Library) -> Subject:
            if one.of != "paper":
                return library.document_of(one.uid)
            return library.history.paper_of(one.uid)

        def show(subject: Subject) -> None:
            here = view.rows.at(view.table.currentIndex().row())
            if here is not None and (here.of, here.id) == (one.of, one.id):
                self._subject = subject
                view.text.show_subject(one, subject)
                if one.of != "paper" and one.id == self._to_name:
                    self._to_name = -1
                    view.text.title.begin()

        self._window.worker.ask(find, show, self._failed, only_newest="written text")

    def _ask_evidence(self, text: str, line: int) -> None:
        def work(library: Library) -> tuple[Evidence, Ledger]:
            return library.evidence(text, line), library.ledger(text)

        def show(found: tuple[Evidence, Ledger]) -> None:
            if self.view is not None:
                self.view.text.evidence.show_evidence(found[0])
                self.view.text.evidence.show_ledger(found[1])

        self._window.worker.ask(work, show, self._failed, only_newest="evidence")

    # ------------------------------------------------------------ doing

    def _insert(self, piece: Piece, own_words: bool) -> None:
        """Put a piece into the outline; its paper keeps its citation key from now on."""
        view, worker = self._page(), self._window.worker
        # Given out first, as a change of its own, so that every screen hears of it.
        worker.ask(lambda library: library.give_keys([piece.paper_id]), None, self._failed)
        worker.ask(
            lambda library: library.cite(piece, own_words=own_words), view.text.insert, self._failed
        )

    def _rename(self, document_id: int, title: str) -> None:
        self._do(lambda library: library.rename_document(document_id, title))

    def _delete(self, document_id: int) -> None:
        self._leave()
        self._do(lambda library: library.delete_document(document_id), "Deleted 1 text")

    def _history(self, one: Written | None) -> None:
        if one is not None and one.of == "paper":
            self._window.looking_back.show_note(one.id)
        elif one is not None:
            self._window.looking_back.show_document(one.id)

    def _export(self, document_id: int) -> None:
        """Write the text and its references where the person says."""
        self._leave()
        title = self.view.text.title.text() if self.view is not None else ""
        name = "".join(char for char in title if char.isalnum() or char in " -_").strip() or "notes"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Export text and references", f"{name}.md", "Markdown (*.md)"
        )
        if chosen:
            to = Path(chosen)
            self.export_to(document_id, to if to.suffix else to.with_suffix(".md"))

    def export_to(self, document_id: int, to: Path) -> None:
        """Write a text and its references to a file and one beside it."""

        unknown: list[str] = []

        def export(library: Library, choices: Mapping[str, Choice], dry_run: bool) -> Exported:
            unknown[:] = library.unknown_keys(document_id)
            return library.export_document(document_id, to, choices=choices, dry_run=dry_run)

        def done(exported: Exported) -> None:
            words = f"Exported {to.name}, {len(exported.written)} of 2 files written"
            if exported.kept:
                words = f"Kept {exported.kept[0][0]}: {exported.kept[0][1]}"
            elif unknown:
                words = f"Exported {to.name}. No paper has the key @{unknown[0]}"
            self._window.messages.say(
                words, "Show in folder", run=lambda: open_folder(Path(exported.folder))
            )

        export_asking(self._window, export, done, self._failed)

    def _open_paper(self, paper_id: int) -> None:
        self._window.focusing.await_list()
        self._window.browsing.open(ALL, select=(paper_id,))

    def _do(self, work: Work, text: str = "") -> None:
        def done(changes: Changes) -> None:
            if changes.action and text:
                self._window.messages.say(text, "Undo", "undo", self._window.operations.undo)

        self._window.operations.acting.emit()
        self._window.worker.ask(work, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        """Tell it over the page: the banner of the list is out of sight."""
        if self.is_open and isinstance(error, Problem):
            self._window.messages.say(told(error))
        else:
            self._window.messages.error(error)

    def _save(self) -> None:
        if self.view is not None:
            for editor in self.view.text.editors():
                editor.save()

    def _leave(self) -> None:
        if self.view is not None:
            self.view.text.leave()

    # ------------------------------------------------------------ making

    def _page(self) -> "NotesView":
        if self.view is None:
            from reader.gui.views.notes.notes_view import NotesView

            view = self.view = NotesView()
            wishes: tuple[tuple[object, Then | Callable[..., object]], ...] = (
                (view.chosen, self._choose),
                (view.filtered, self._filter),
                (view.new_wanted, self.make),
                (view.text.rename_wanted, self._rename),
                (view.text.delete_wanted, self._delete),
                (view.text.export_wanted, self._export),
                (view.text.history_wanted, self._history),
                (view.text.paper_wanted, self._open_paper),
                (view.text.outline_moved, self._ask_evidence),
                (view.text.insert_wanted, self._insert),
                (view.text.editor_made, self._connect_editor),
                (view.left, self._window.pages.go_back),
            )
            for wish, do in wishes:
                wish.connect(do)  # type: ignore[attr-defined]
            self._connect_editor(view.text.paper_editor)
        return self.view

    def _connect_editor(self, editor: "NoteEditor") -> None:
        window = self._window
        editor.note_changed.connect(window.note_writing.write)
        editor.link_wanted.connect(lambda address: open_link(window, address))
        editor.title_wanted.connect(self._follow)
        editor.source_wanted.connect(window.note_linking.open_source)
        window.note_linking.serve(editor.completing)
        window.note_writing.answer_to(editor.keeper)

    def _follow(self, said: str) -> None:
        self._window.note_linking.follow(said, self._subject.links if self._subject else ())
