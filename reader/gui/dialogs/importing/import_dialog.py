"""The import dialog: everything that was found, before anything enters the library."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from reader.errors import Busy, Cancelled, Problem
from reader.gui.asking.worker import Worker
from reader.gui.controls.progress_line import ProgressLine
from reader.gui.dialogs.dialog import Dialog
from reader.gui.dialogs.importing import import_editor
from reader.gui.dialogs.importing.import_detail import Choice, Subject
from reader.gui.dialogs.importing.import_files import FileList, ImportFile, Source
from reader.gui.dialogs.importing.import_footer import ImportFooter
from reader.gui.dialogs.importing.import_nothing import NothingFound
from reader.gui.dialogs.importing.import_reading import ImportReading, parts_of_file, without_parts
from reader.gui.dialogs.importing.import_side import ImportSide
from reader.gui.dialogs.importing.import_summary import CountsBar, FileHead
from reader.gui.dialogs.importing.import_table import ImportTable
from reader.gui.intake import import_words
from reader.gui.intake.import_fixes import Fix, Mark
from reader.gui.long_work import LongWork
from reader.gui.look.theme import theme
from reader.gui.models.import_entries import ImportEntries, Part, Spot
from reader.gui.models.import_remarks import Remark
from reader.library import Library, format_names
from reader.model import Changes, Plan

SIZE = (1180, 760)
BEFORE_LOADING = 150  # ms in which the old content stays
SIDE = 404


class ImportDialog(Dialog):
    """Reads files or texts on the library thread, shows what would be added, adds it.

    `reading` is the painting thread's library, for the titles of known papers. Nothing is
    written before the primary button is pressed.
    """

    imported = Signal(object)

    def __init__(
        self,
        worker: Worker,
        reading: Library | None,
        sources: Sequence[Source],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Import", SIZE, parent)
        self._worker, self._reading = worker, reading
        self._files = [ImportFile(source) for source in sources]
        self._current = 0
        self._reader = ImportReading(worker, self._files, self)
        self._removed: dict[tuple[int, Mark], str] = {}
        self._add_then = False
        self._entries = ImportEntries(self)
        self.head = FileHead(list(format_names()))
        self.counts = CountsBar()
        self.file_list = FileList()
        self.table = ImportTable(self._entries)
        self.side = ImportSide()
        self.nothing = NothingFound()
        self.reading_line = ProgressLine()
        self.bottom = ImportFooter()
        self._pages = QStackedWidget()
        self._loading = QTimer(self, singleShot=True, interval=BEFORE_LOADING)
        self._loading.timeout.connect(self._show_loading)
        self._lay_out()
        self._connect()
        for number in range(len(self._files)):
            self._reader.read(number)
        self._show_file(0)

    def _lay_out(self) -> None:
        found = QWidget()
        row = QHBoxLayout(found)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(self.side)
        for scrolling in (self.table, self.nothing.lines):
            scrolling.setMinimumHeight(1)  # so that the dialog can shrink with its window
        self._pages.addWidget(found)
        self._pages.addWidget(self.nothing)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(1)
        for widget in (self.head, self.file_list, self.reading_line, self.counts, rule):
            self.body.addWidget(widget)
        self.body.addWidget(self._pages, 1)
        self.file_list.setVisible(len(self._files) > 1)
        self.reading_line.hide()
        self.footer_row.addWidget(self.bottom, 1)
        self.end_footer()
        theme().changed.connect(self._fit_side)
        self._fit_side()

    def _connect(self) -> None:
        self.head.format_wanted.connect(self._read_as)
        self.head.year_wanted.connect(self._read_with_year)
        self.counts.part_wanted.connect(self.show_part)
        self.file_list.file_chosen.connect(self._choose_file)
        self.table.row_chosen.connect(self._show_entry)
        self._reader.begun.connect(self._watch)
        self._reader.took.connect(self._took)
        self.counts.unfold_wanted.connect(self._unfold)
        self.side.detail.chosen.connect(self._choose)
        self.side.detail.fix_wanted.connect(self._fix)
        self.side.detail.back_wanted.connect(self._take_back)
        self.side.remark_chosen.connect(self._go_to_remark)
        self.reading_line.stop_button.clicked.connect(self.reject)
        self.primary_button.clicked.connect(self._add)
        self.bottom.tags_wanted.connect(self._edit_tags)
        self._entries.ticked.connect(self._show_totals)
        for number, part in enumerate(Part, 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(lambda part=part: self.show_part(part))
        detail = self.side.detail
        for keys_text, run in (
            ("F3", self.go_to_check),
            ("Shift+F3", lambda: self.go_to_check(-1)),
            (import_editor.EDIT, detail.edit),
            (import_editor.JOIN, detail.join),
            (import_editor.SPLIT, detail.split),
            (import_editor.BACK, self._take_back),
        ):
            keys = QShortcut(QKeySequence(keys_text), self)
            keys.activated.connect(lambda run=run: run())

    def _fit_side(self) -> None:
        wanted = min(theme().px(SIDE), round(self.fitting_size().width() * 0.36))
        self.side.setFixedWidth(wanted)

    # ------------------------------------------------------------ reading

    def _watch(self, number: int, work: LongWork) -> None:
        if number == self._current:
            self.reading_line.watch(work, import_words.reading)
            self._loading.start()

    def _read_as(self, format_name: str) -> None:
        self._files[self._current].format_name = format_name
        self._reader.read(self._current)

    def _read_with_year(self, year: int) -> None:
        file = self._files[self._current]
        file.captured = file.of_year(year) if year > self.head.year.minimum() else None
        self._reader.read(self._current)

    def _took(self, number: int) -> None:
        first = not self._entries.count(Part.FOUND)
        row = self.table.chosen_row()
        spot = self._entries.spot(row) if row >= 0 else Spot(0, 0)
        plans = self._plan_list()
        self._entries.set_plans(plans)
        for place, file in enumerate(self._files):
            file.fates = self._entries.fates_in(place)
        self.side.set_plans(plans, [file.name for file in self._files])
        self.file_list.show_files(self._files)
        if number == self._current:
            self._loading.stop()
        self._show_file(self._current)
        self._go_to(spot)
        if first and self._plans():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._add_when_read()

    def _show_loading(self) -> None:
        self.reading_line.show()
        self.counts.hide()

    # ------------------------------------------------------------ showing

    def _plans(self) -> list[Plan]:
        return [plan for plan in self._plan_list() if plan is not None]

    def _plan_list(self) -> list[Plan | None]:
        return [file.plan for file in self._files]

    def _show_file(self, number: int) -> None:
        self._current = number
        file = self._files[number]
        self.head.show_file(file)
        loading = file.outcome is None and self._loading.isActive()
        self.reading_line.setVisible(file.work is not None and not loading)
        nothing = file.outcome is not None and file.plan is None
        self.counts.setVisible(not nothing)
        self._pages.setCurrentIndex(1 if nothing else 0)
        if nothing and file.outcome is not None:
            self.nothing.show_outcome(file.outcome, file.lines)
            next_stop = self.head.format if file.outcome.dump else self.cancel_button
            next_stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_counts()
        self._show_totals()

    def _choose_file(self, number: int) -> None:
        """Show a file, with the first of its papers unless the chosen one is of it."""
        self._show_file(number)
        row, first = self.table.chosen_row(), Spot(number, 0)
        elsewhere = row >= 0 and self._entries.spot(row).file != number
        if elsewhere and self._entries.row_of(first) is not None:
            self._go_to(first)

    def _show_counts(self) -> None:
        plan = self._files[self._current].plan
        self.counts.show_counts(self._entries, self._plans(), plan)

    def _show_totals(self) -> None:
        new, merge = self._entries.to_add()
        found = self._entries.count(Part.FOUND)
        ready = all(file.outcome is not None for file in self._files)
        here = found > 0 and self._entries.count(Part.HERE) == found
        self.primary_button.setText(import_words.add_words(new, merge))
        self.primary_button.setEnabled(ready and new + merge > 0)
        self.primary_button.setVisible(not here)
        self.cancel_button.setText("Close" if here or (ready and not found) else "Cancel")
        if not ready:
            self.bottom.say("")
        elif here:
            papers = import_words.number_of(found, "paper")
            self.bottom.say(f"All {papers} are in your library.", "success")
        elif not found:
            self.bottom.say("There is nothing to add.")
        elif not new + merge:
            self.bottom.say("Tick at least one paper.")
        else:
            self.bottom.say_undo()
        row = self.table.chosen_row()
        if row >= 0:
            self.side.detail.show_choice(self._choice(row))

    def show_part(self, part: Part) -> None:
        """Show only one kind of the found entries; the chosen one stays chosen if it can."""
        row = self.table.chosen_row()
        spot = self._entries.spot(row) if row >= 0 else None
        self._entries.show_part(part)
        self._show_counts()
        self._go_to(spot)

    def _go_to(self, spot: Spot | None) -> None:
        if self._entries.rowCount() == 0:
            self.side.show_entry(None)
            return
        row = self._entries.row_of(spot) if spot else None
        self.table.go_to(row or 0)
        self._show_entry(row or 0)

    def go_to_check(self, step: int = 1) -> None:
        """Go to the next (or the previous) entry to check."""
        row = self._entries.next_check(self.table.chosen_row(), step)
        if row is None and self._entries.part is not Part.FOUND:
            self.show_part(Part.FOUND)
            row = self._entries.next_check(self.table.chosen_row(), step)
        if row is not None:
            self.table.go_to(row)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_remark(self, remark: Remark) -> None:
        if remark.tone == "file":
            self.file_list.choose(remark.file)
        elif remark.spot is None:
            self.side.show_lines(remark, self._files[remark.file].lines)
        else:
            if self._entries.row_of(remark.spot) is None:
                self.show_part(Part.FOUND)
            if self._entries.row_of(remark.spot) is None:
                self._unfold()
            self._go_to(remark.spot)

    def _unfold(self) -> None:
        row = self.table.chosen_row()
        spot = self._entries.spot(row) if row >= 0 else None
        self._entries.unfold()
        self._show_counts()
        self._go_to(spot)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_entry(self, row: int) -> None:
        if row < 0:
            self.side.show_entry(None)
            return
        spot, planned = self._entries.spot(row), self._entries.planned(row)
        file = self._files[spot.file]
        if self._files[self._current].plan is not None:  # what went wrong with it stays
            self.file_list.choose(spot.file)
        self.side.show_entry(
            Subject(
                planned,
                spot.file,
                file.lines,
                self._entries.is_check(row),
                self._entries.is_repeat(row),
                self._choice(row),
                self._known_title(planned.paper_id),
                file.plan is not None and spot.place + 1 < len(file.plan.entries),
                len(file.fixes),
            )
        )

    def _known_title(self, paper_id: int | None) -> str:
        if self._reading is None or paper_id is None:
            return ""
        try:
            return next((row.title for row in self._reading.rows([paper_id])), "")
        except Busy:
            return ""  # another program is writing; the title is only a help here

    # ------------------------------------------------------------ choosing

    def _choice(self, row: int) -> Choice:
        if not self._entries.is_ticked(row):
            return Choice.LEAVE_OUT
        return Choice.REMOVE if self._entries.key(row) in self._removed else Choice.KEEP

    def _choose(self, choice: Choice) -> None:
        row = self.table.chosen_row()
        key, planned = self._entries.key(row), self._entries.planned(row)
        self._removed.pop(key, None)
        if choice is Choice.REMOVE:
            for warning in planned.entry.warnings:
                if warning.code == "stray-key":
                    self._removed[key] = import_words.doubtful_part(warning)
        self._entries.tick([row], choice is not Choice.LEAVE_OUT)

    def _fix(self, fix: Fix) -> None:
        subject = self.side.detail.subject
        if subject is not None:
            # An edit has the text without what was to be removed.
            self._removed.pop((subject.file, fix.mark), None)
            self._reader.fix(subject.file, (*self._files[subject.file].fixes, fix))

    def _take_back(self) -> None:
        subject = self.side.detail.subject
        if subject is not None and (fixes := self._files[subject.file].fixes):
            self._reader.fix(subject.file, fixes[:-1])

    def _edit_tags(self) -> None:
        try:
            known = self._reading.counts().tags if self._reading is not None else ()
        except Busy:
            known = ()
        new, _merge = self._entries.to_add()
        self.bottom.edit_tags(known, new, self)

    # ------------------------------------------------------------ adding

    def _add(self) -> None:
        self._add_then = False
        if self.side.detail.editor is not None:
            if self.side.detail.leave_editor():
                self._add_then = True
                self._add_when_read()
            return
        places = self._entries.left_out()
        chosen = [
            (plan, places[number], parts_of_file(self._removed, number, plan))
            for number, file in enumerate(self._files)
            if (plan := file.plan) is not None
        ]
        state, tags = self.bottom.state, self.bottom.tags
        work = self.begin(import_words.adding)

        def add(library: Library) -> Changes:
            plans = [without_parts(library, plan, removed) for plan, _, removed in chosen]
            left_out = [places for _, places, _ in chosen]
            return library.add(
                plans, leave_out=left_out, state=state, tags=tags, progress=work.progress
            )

        self._worker.ask(add, self._added, self._not_added)

    def _add_when_read(self) -> None:
        """Add what was corrected at the last moment, as soon as that is planned."""
        if self._add_then and not self._reader.is_busy:
            self._add()

    def _added(self, changes: Changes) -> None:
        self.end()
        self.accept()
        self.imported.emit(changes)

    def _not_added(self, error: BaseException) -> None:
        self.end()
        self._show_totals()
        if isinstance(error, Cancelled):
            self.bottom.say("Import cancelled. Nothing was added.")
        elif isinstance(error, Problem):
            self.bottom.say(f"{error.what} {error.do}".strip(), "danger")
        else:
            raise error

    def done(self, result: int) -> None:
        """Stop what is still being read: nobody waits for it."""
        self._loading.stop()
        self._reader.stop()
        super().done(result)
