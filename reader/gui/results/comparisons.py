"""Comparisons in the window: made of selected papers, shown on a page, changed as is wished."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from reader.errors import Problem
from reader.gui.asking.messages import told
from reader.gui.asking.worker import Work
from reader.gui.look.wording import papers
from reader.gui.places import COMPARISONS
from reader.gui.results.exporting import export_asking
from reader.gui.results.links import open_folder
from reader.library import Library
from reader.model import Changes, Comparison, Exported, Matrix, Origin

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow
    from reader.gui.views.comparisons.matrix_view import MatrixView

AREAS = frozenset({"matrices", "highlights", "facts"})
Place = tuple[int, str]
Found = tuple[list[Matrix], Comparison | None]


class Comparisons(QObject):
    """The page of comparisons; made when it is first opened."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.view: MatrixView | None = None
        self.shown: int | None = None
        window.following.changed.connect(self.follow)

    @property
    def is_open(self) -> bool:
        """Whether the page is shown."""
        return self.view is not None and self._window.pages.shown is self.view

    def open(self, matrix_id: int | None = None) -> None:
        """Show the page with this comparison, else the one looked at last, or the newest."""
        self.shown = self.shown if matrix_id is None else matrix_id
        import reader.gui.views.comparisons.matrix_view  # noqa: F401  (loaded here, made one turn later)

        QTimer.singleShot(0, self, self._open)

    def _open(self) -> None:
        view = self._page()
        self._window.pages.show(view, place=COMPARISONS)
        view.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def compare(self, ids: Sequence[int]) -> None:
        """Lay papers side by side in a new comparison, and show it."""
        chosen = list(ids)
        made: list[int] = []

        def work(library: Library) -> Changes:
            uid = library.fresh_uid()
            changes = library.new_matrix(_named(chosen), chosen, uid=uid)
            matrix = library.matrix_of(uid)
            made.extend([matrix.id] if matrix is not None else [])
            return changes

        def done(_changes: Changes) -> None:
            self.shown = made[0] if made else None
            self.open()

        if chosen:
            self._window.operations.acting.emit()
            self._window.worker.ask(work, done, self._failed)

    def add(self, ids: Sequence[int]) -> None:
        """Put papers into the comparison that was looked at last, the newest, or a new one."""
        chosen = list(ids)

        def work(library: Library) -> Changes:
            known = [one.id for one in library.matrices()]
            if not known:
                return library.new_matrix(_named(chosen), chosen)
            self.shown = self.shown if self.shown in known else known[0]
            return library.add_to_matrix(self.shown or known[0], chosen)

        self._do(work, f"Added {papers(len(chosen))} to the comparison")

    # ------------------------------------------------------------ asking

    def follow(self, changes: Changes | None) -> None:
        """Something changed, here or in another program."""
        if self.is_open and (changes is None or changes.areas & AREAS):
            self._ask()

    def _ask(self) -> None:
        wanted = self.shown

        def work(library: Library) -> Found:
            known = library.matrices()
            ids = [one.id for one in known]
            here = wanted if wanted in ids else next(iter(ids), None)
            return known, library.comparison(here) if here is not None else None

        self._window.worker.ask(work, self._show, self._failed, only_newest="comparison")

    def _show(self, found: Found) -> None:
        if self.view is None:
            return
        known, compared = found
        self.shown = compared.matrix.id if compared is not None else None
        self.view.show_names(known, self.shown)
        self.view.show_comparison(compared)

    def _choose(self, matrix_id: int) -> None:
        self.shown = matrix_id
        self._ask()

    # ------------------------------------------------------------ doing

    def _write(self, place: Place, text: str) -> None:
        self._change(lambda library, one: library.write_cells(one, {place: (text, None)}))

    def _accept(self, places: Sequence[Place]) -> None:
        if places:
            self._change(lambda library, one: library.accept_cells(one, places))

    def _clear(self, places: Sequence[Place]) -> None:
        """Give cells back to highlights and suggestions; what is suggested already is emptied."""

        def work(library: Library, one: int) -> Changes:
            kept = library.matrix(one).cells
            return library.write_cells(
                one, {place: None if place in kept else ("", None) for place in places}
            )

        if places:
            self._change(work)

    def _put(self, ids: Sequence[int], before: int | None) -> None:
        """Papers were dropped between the rows."""
        chosen = list(ids)
        compared = self.view.table.compared if self.view is not None else None
        known = compared.matrix.papers if compared is not None else ()
        new = [one for one in chosen if one not in known]
        words = f"Added {papers(len(new))}" if new else f"Moved {papers(len(chosen))}"
        self._change(lambda library, one: library.put_in_matrix(one, chosen, before), words)

    def _move_row(self, paper_id: int, before: int | None) -> None:
        self._change(lambda library, one: library.move_in_matrix(one, paper_id, before))

    def _move_column(self, name: str, before: str | None) -> None:
        self._change(lambda library, one: library.move_column(one, name, before))

    def _open_source(self, paper_id: int, origin: Origin | None) -> None:
        """Show the paper, and the sentence in it."""
        self._window.shown_paper.reveal_when_shown(paper_id, origin)
        self._window.relating.go(paper_id)

    def wish(self, name: str) -> None:
        """Do what the menu of the page offers."""
        wishes: dict[str, Callable[[], object]] = {
            "add-column": self._add_column,
            "rename-column": self._rename_column,
            "remove-column": self._remove_column,
            "accept-all": self._accept_all,
            "remove-paper": self._remove_paper,
            "copy-markdown": lambda: self._copy("markdown"),
            "copy-csv": lambda: self._copy("csv"),
            "copy-latex": lambda: self._copy("latex"),
            "export-comparison": self._export,
            "rename-comparison": self._rename,
            "delete-comparison": self._delete,
        }
        if self.view is not None and self.shown is not None:
            wishes[name]()

    def _here(self) -> tuple[int | None, str]:
        """The paper and the column of the current cell."""
        assert self.view is not None
        index = self.view.grid.currentIndex()
        return self.view.table.paper(index), self.view.table.column_name(index)

    def _add_column(self) -> None:
        self._name("Add a column", "", lambda name: self._change(
            lambda library, one: library.add_column(one, name)
        ))  # fmt: skip

    def _rename_column(self) -> None:
        _, column = self._here()
        if column:
            self._name("Rename the column", column, lambda name: self._change(
                lambda library, one: library.rename_column(one, column, name)
            ))  # fmt: skip

    def _remove_column(self) -> None:
        _, column = self._here()
        if column:
            words = f"Removed the column {column}"
            self._change(lambda library, one: library.remove_column(one, column), words)

    def _remove_paper(self) -> None:
        gone = self.view.grid.chosen_papers() if self.view is not None else []
        if gone:
            words = f"Took {papers(len(gone))} out of the comparison"
            self._change(lambda library, one: library.remove_from_matrix(one, gone), words)

    def _accept_all(self) -> None:
        compared = self.view.table.compared if self.view is not None else None
        if compared is not None:
            matrix = compared.matrix
            self._accept(
                [
                    (paper, name)
                    for paper, row in zip(matrix.papers, compared.rows, strict=True)
                    for name, cell in zip(matrix.columns, row, strict=True)
                    if cell.by == "suggestion"
                ]
            )

    def _rename(self) -> None:
        compared = self.view.table.compared if self.view is not None else None
        if compared is not None:
            self._name("Rename the comparison", compared.matrix.title, lambda name: self._change(
                lambda library, one: library.rename_matrix(one, name)
            ))  # fmt: skip

    def _delete(self) -> None:
        self._change(lambda library, one: library.delete_matrix(one), "Deleted 1 comparison")

    def _copy(self, format_name: str) -> None:
        one = self.shown

        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._window.messages.say("Copied the table")

        if one is not None:
            self._window.worker.ask(
                lambda library: library.render_matrix(one, format_name), copied, self._failed
            )

    def _export(self) -> None:
        kinds = "Markdown (*.md);;CSV (*.csv);;LaTeX (*.tex)"
        file, kind = QFileDialog.getSaveFileName(
            self._window, "Export comparison", "comparison.md", kinds
        )
        if file:
            to = Path(file)
            ending = next((end for end in (".csv", ".tex") if end in kind), ".md")
            self.export_to(to if to.suffix else to.with_suffix(ending))

    def export_to(self, to: Path) -> None:
        """Write the comparison to a file, as the ending of its name says."""
        one = self.shown

        def done(exported: Exported) -> None:
            words = f"Exported {to.name}"
            if exported.kept:
                words = f"Kept {exported.kept[0][0]}: {exported.kept[0][1]}"
            self._window.messages.say(
                words, "Show in folder", run=lambda: open_folder(Path(exported.folder))
            )

        if one is not None:
            export_asking(
                self._window,
                lambda library, choices, dry_run: library.export_matrix(
                    one, to, choices=choices, dry_run=dry_run
                ),
                done,
                self._failed,
            )

    # ------------------------------------------------------------ within

    def _change(self, work: Callable[[Library, int], Changes], words: str = "") -> None:
        one = self.shown
        if one is not None:
            self._do(lambda library: work(library, one), words)

    def _do(self, work: Work, words: str = "") -> None:
        def done(changes: Changes) -> None:
            if changes.action and words:
                self._window.messages.say(words, "Undo", "undo", self._window.operations.undo)

        self._window.operations.acting.emit()
        self._window.worker.ask(work, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        """Tell it over the page: the banner of the list is out of sight."""
        if isinstance(error, Problem):
            self._window.messages.say(told(error))
        else:
            self._window.messages.error(error)

    def _name(self, title: str, name: str, then: Callable[[str], object]) -> None:
        from reader.gui.views.rename_popover import RenamePopover

        def judge(typed: str) -> tuple[str, bool]:
            return ("keeps this name", True) if typed else ("Write a name", False)

        view = self._page()
        sheet = RenamePopover(title, name, judge, self._window)
        sheet.named.connect(then)
        sheet.closed.connect(view.grid.setFocus)
        sheet.open_at(view.place_for_names())

    def _page(self) -> "MatrixView":
        if self.view is None:
            from reader.gui.views.comparisons.matrix_view import MatrixView

            view = self.view = MatrixView()
            view.chosen.connect(self._choose)
            view.cell_written.connect(self._write)
            view.accept_wanted.connect(self._accept)
            view.clear_wanted.connect(self._clear)
            view.papers_dropped.connect(self._put)
            view.row_move_wanted.connect(self._move_row)
            view.column_move_wanted.connect(self._move_column)
            view.source_wanted.connect(self._open_source)
            view.wished.connect(self.wish)
            view.left.connect(self._window.pages.go_back)
        return self.view


def _named(ids: Sequence[int]) -> str:
    """What a new comparison is called."""
    return f"Comparison of {papers(len(ids))}"
