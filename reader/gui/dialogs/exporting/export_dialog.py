"""The export dialog: choose papers and options, see the real output, write it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from reader.errors import Cancelled, Problem
from reader.gui.asking.worker import Worker
from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.dialogs.exporting.changes_dialog import ChangesDialog, of_export
from reader.gui.dialogs.exporting.export_form import ExportForm
from reader.gui.dialogs.exporting.export_preview import ExportPreview
from reader.gui.intake.import_words import number_of
from reader.gui.look import icons
from reader.gui.look.theme import theme
from reader.gui.look.wording import papers as papers_words
from reader.library import Library
from reader.model import Choice, Exported, ExportFile

SIZE = (1200, 810)
FORM = 440
SETTLE = 150  # ms after the last change until the preview is made again
MOST_PREVIEWED = 300  # papers; the library thread must stay free for the window behind
COPIED = 2_000


class ExportDialog(Dialog):
    """Exports one of a few sets of papers.

    `choices` are labels and paper ids, the likeliest first.
    """

    exported = Signal(object)

    def __init__(
        self,
        worker: Worker,
        choices: Sequence[tuple[str, Sequence[int]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Export", SIZE, parent)
        self._worker = worker
        self._choices = [(label, tuple(ids)) for label, ids in choices]
        self._with_notes: frozenset[int] | None = None
        self._finished = False
        self.form = ExportForm(
            [f"{label} ({len(ids):,})" for label, ids in self._choices],
            [label for label, _ids in self._choices],
        )
        self.preview = ExportPreview()
        self.copy = QPushButton("C&opy instead")
        self.look = QPushButton("What c&hanges")
        self.changes: ChangesDialog | None = None
        self.hint = Label(role="small", ink="secondary", wrap=True)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._ask_preview)
        self._back = QTimer(self, singleShot=True, interval=COPIED)
        self._back.timeout.connect(lambda: self.copy.setText("C&opy instead"))
        self._lay_out()
        self._connect()
        self._count_notes()
        self._offer_templates()

    def _lay_out(self) -> None:
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setWidget(self.form)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedWidth(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(rule)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row)
        for button in (self.copy, self.look):
            button.setProperty("kind", "flat")
            button.setAutoDefault(False)
            self.footer_row.addWidget(button)
        self.footer_row.addWidget(self.hint, 1)
        self.end_footer()
        theme().changed.connect(self._restyle_own)
        self._restyle_own()

    def _connect(self) -> None:
        self.form.papers_changed.connect(self._count_notes)
        self.form.changed.connect(self._changed)
        self.form.place_changed.connect(self._changed)
        self.copy.clicked.connect(self._copy)
        self.look.clicked.connect(self.look_first)
        self.form.edit_template.clicked.connect(self._edit_template)
        self.primary_button.clicked.connect(self._export)

    def _restyle_own(self) -> None:
        wanted = min(theme().px(FORM), round(self.fitting_size().width() * 0.45))
        needed = self.form.minimumSizeHint().width() + self._side.verticalScrollBar().width()
        self._side.setFixedWidth(max(wanted, needed))
        for button, icon in ((self.copy, "clipboard"), (self.look, "files")):
            button.setFont(theme().font("label"))
            button.setIcon(icons.icon(icon))
            button.setIconSize(QSize(theme().size("icon"), theme().size("icon")))

    # ------------------------------------------------------------ templates

    def _offer_templates(self, chosen: str = "") -> None:
        self._worker.ask(
            lambda library: library.export_templates(),
            lambda there: None if self.gone else self.form.offer_templates(there, chosen),
            self._no_preview,
        )

    def _edit_template(self) -> None:
        from reader.gui.dialogs.exporting.template_dialog import TemplateDialog

        ids = self.chosen_ids() or self._ids
        self.templates = TemplateDialog(
            self._worker, self.form.template.currentText(), ids[:1], self
        )
        self.templates.saved.connect(self._offer_templates)
        self.templates.finished.connect(self.templates.deleteLater)
        self.templates.open()

    # ------------------------------------------------------------ papers

    @property
    def _ids(self) -> tuple[int, ...]:
        return self._choices[self.form.papers.currentIndex()][1] if self._choices else ()

    def chosen_ids(self) -> tuple[int, ...]:
        """The papers that would be exported, in the order given."""
        if self.form.options.without_notes:
            return self._ids
        return tuple(each for each in self._ids if each in (self._with_notes or ()))

    def _count_notes(self) -> None:
        self._with_notes = None
        self._show_totals()
        ids = self._ids
        self._worker.ask(
            lambda library: noted(library, ids), self._counted, only_newest=f"noted {id(self)}"
        )

    def _counted(self, answer: tuple[frozenset[int], int]) -> None:
        if self.closed:
            return
        with_notes, unnamed = answer
        self.form.say_unnamed(unnamed)
        self._with_notes = with_notes
        have = "has" if len(with_notes) == 1 else "have"
        self.form.have_notes.setText(
            f"{len(with_notes):,} of {len(self._ids):,} {have} notes or highlights"
        )
        self._show_totals()
        self._ask_preview()

    def _changed(self) -> None:
        self._show_totals()
        self._settle.start()

    def _show_totals(self) -> None:
        count = len(self.chosen_ids())
        self._finished = False  # whatever was written before, this would be another export
        self.cancel_button.show()
        self.primary_button.setText(f"Export {papers_words(count)}" if count else "Export")
        hint = ""
        if self._with_notes is None and not self.form.options.without_notes:
            hint = "Looking for notes"
        elif not count:
            hint = "There is nothing to export."
        elif self.form.target is None:
            hint = "Say where to save it."
        self.hint.setText(hint)
        self.primary_button.setEnabled(not hint)
        self.copy.setEnabled(count > 0 and not self.form.is_whole)
        self.look.setEnabled(not hint and not self.form.is_whole)

    # ------------------------------------------------------------ preview

    def _ask_preview(self) -> None:
        ids, options = self.chosen_ids(), self.form.options
        if not ids:
            if self._with_notes is not None:
                self._show_nothing()
            return
        shown = ids[:MOST_PREVIEWED]
        self._worker.ask(
            lambda library: library.export_preview(shown, options),
            lambda files: self._show_preview(files, len(ids)),
            self._no_preview,
            only_newest=f"export preview {id(self)}",
        )

    def _show_preview(self, files: Sequence[ExportFile], whole: int) -> None:
        if self.closed:
            return
        target = self.form.target
        name = target.name if target is not None and self.form.options.is_one_file else ""
        sentence = ""
        if whole > MOST_PREVIEWED:
            sentence = f"The first {MOST_PREVIEWED:,} of {number_of(whole, 'paper')}"
        self.preview.show_files(files, name, sentence)

    def _show_nothing(self) -> None:
        if not self._ids:
            self.preview.show_nothing("There are no papers here", "", "Close", self.reject)
            return
        self.preview.show_nothing(
            "None of these papers has notes or highlights",
            "Their titles, tags and abstracts can be exported all the same.",
            "Include papers without notes",
            self.form.include_all,
        )

    def _no_preview(self, error: BaseException) -> None:
        if self.closed:
            return
        if isinstance(error, Problem):
            self.hint.setText(f"{error.what} {error.do}".strip())
        elif not isinstance(error, Cancelled):
            raise error

    # ------------------------------------------------------------ out

    def _copy(self) -> None:
        ids, options = self.chosen_ids(), self.form.options
        self._worker.ask(
            lambda library: "\n".join(file.text for file in library.export_preview(ids, options)),
            self._copied,
            self._no_preview,
        )

    def _copied(self, text: str) -> None:
        if self.closed:
            return
        QGuiApplication.clipboard().setText(text)
        self.copy.setText("Copied")
        self._back.start()

    def _export(self) -> None:
        """Write at once where nothing is yet; else look first what both sides changed."""
        if self._finished:
            self.accept()
        elif (target := self.form.target) is not None:
            if target.exists() and not self.form.is_whole:
                self._look(lambda done: self._write({}) if not done.clashes else self._ask(done))
            else:
                self._write({})

    def look_first(self) -> None:
        """Show every file and what would happen to it; nothing is written."""
        if self.form.target is not None:
            self._look(self._ask)

    def _look(self, then: Callable[[Exported], None]) -> None:
        target = self.form.target
        assert target is not None
        ids, options = self.chosen_ids(), self.form.options
        work = self.begin(_looking)

        def looked(done: Exported) -> None:
            if not self.gone:
                self.end()
                self._show_totals()
                then(done)

        self._worker.ask(
            lambda library: library.export(
                ids, target, options, dry_run=True, progress=work.progress
            ),
            looked,
            self._not_exported,
        )

    def _ask(self, done: Exported) -> None:
        self.changes = of_export(done, self, self._write)

    def _write(self, choices: Mapping[str, Choice]) -> None:
        target = self.form.target
        assert target is not None
        ids, options, whole = self.chosen_ids(), self.form.options, self.form.is_whole
        work = self.begin(_words)

        def write(library: Library) -> Exported:
            if whole:
                return library.export_library(target, work.progress)
            return library.export(ids, target, options, choices=choices, progress=work.progress)

        self._worker.ask(write, self._exported, self._not_exported)

    def _exported(self, exported: Exported) -> None:
        if self.gone:
            return
        self.end()
        self.exported.emit(exported)
        if not exported.kept:
            self.accept()
            return
        # Something of yours stands there: say so before the dialog goes.
        self._finished = True
        self.cancel_button.hide()
        self.primary_button.setEnabled(True)
        self.primary_button.setText("Close")
        self.form.say_kept(kept_words(exported.kept))

    def _not_exported(self, error: BaseException) -> None:
        if self.gone:
            return
        self.end()
        self._show_totals()
        if isinstance(error, Cancelled):
            self.hint.setText("Export cancelled. Nothing was written.")
        elif isinstance(error, Problem):
            self.form.say_problem(str(error))
            self._side.ensureWidgetVisible(self.form.problem)
            self.form.place.setFocus()
        else:
            raise error


def noted(library: Library, ids: Sequence[int]) -> tuple[frozenset[int], int]:
    """Which of these papers have notes or highlights; how many list only a count of authors."""
    rows = library.rows(ids)
    unnamed = sum(bool(row.author_count) and not row.authors for row in rows)
    return frozenset(row.id for row in rows if row.has_note or row.highlights), unnamed


def kept_words(kept: Sequence[tuple[str, str]]) -> str:
    """What was left alone, by name, at most five of them."""
    lines = [f"{name}: {reason}" for name, reason in kept[:5]]
    if len(kept) > len(lines):
        lines.append(f"{len(kept) - len(lines):,} more")
    return "\n".join([f"{number_of(len(kept), 'file')} of yours kept as it is:", *lines])


def _looking(done: int, whole: int) -> str:
    return f"Comparing, {100 * done // whole} %" if whole else "Comparing"


def _words(done: int, whole: int) -> str:
    return f"Writing, {100 * done // whole} %" if whole else "Writing"
