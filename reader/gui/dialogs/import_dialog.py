"""The import dialog: everything that was found, before anything enters the library."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from reader.errors import Busy, Cancelled, Problem
from reader.gui import import_words
from reader.gui.dialogs.dialog import Dialog
from reader.gui.dialogs.import_detail import Choice, Subject
from reader.gui.dialogs.import_files import FileList, ImportFile, Outcome, Source, read_source
from reader.gui.dialogs.import_footer import ImportFooter
from reader.gui.dialogs.import_nothing import NothingFound
from reader.gui.dialogs.import_side import ImportSide
from reader.gui.dialogs.import_summary import CountsBar, FileHead
from reader.gui.dialogs.import_table import ImportTable
from reader.gui.dialogs.long_work import LongWork, ProgressLine
from reader.gui.models.import_entries import ImportEntries, Part, Spot
from reader.gui.models.import_remarks import Remark
from reader.gui.theme import theme
from reader.gui.worker import Worker
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
        self._removed: dict[Spot, str] = {}
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
            self._read(number)
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
        self.file_list.file_chosen.connect(self._show_file)
        self.table.row_chosen.connect(self._show_entry)
        self.side.detail.chosen.connect(self._choose)
        self.side.remark_chosen.connect(self._go_to_remark)
        self.reading_line.stop_button.clicked.connect(self.reject)
        self.primary_button.clicked.connect(self._add)
        self.bottom.tags_wanted.connect(self._edit_tags)
        self._entries.ticked.connect(self._show_totals)
        for number, part in enumerate(Part, 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(lambda part=part: self.show_part(part))
        for keys_text, step in (("F3", 1), ("Shift+F3", -1)):
            keys = QShortcut(QKeySequence(keys_text), self)
            keys.activated.connect(lambda step=step: self.go_to_check(step))

    def _fit_side(self) -> None:
        wanted = min(theme().px(SIDE), round(self.fitting_size().width() * 0.36))
        self.side.setFixedWidth(wanted)

    # ------------------------------------------------------------ reading

    def _read(self, number: int) -> None:
        file = self._files[number]
        if file.work is not None:
            file.work.stop()
        work = file.work = LongWork()
        dump = file.outcome.dump if file.outcome else None
        source, format_name, captured = file.source, file.format_name, file.captured
        if number == self._current:
            self.reading_line.watch(work, _reading_words)
            self._loading.start()
        self._worker.ask(
            lambda library: read_source(
                library, source, dump, format_name, captured, work.progress
            ),
            lambda outcome: self._took(number, outcome),
            lambda error: self._failed(number, error),
            only_newest=f"read {number} {id(self)}",
        )

    def _read_as(self, format_name: str) -> None:
        self._files[self._current].format_name = format_name
        self._read(self._current)

    def _read_with_year(self, year: int) -> None:
        file = self._files[self._current]
        file.captured = str(year) if year > self.head.year.minimum() else None
        self._read(self._current)

    def _took(self, number: int, outcome: Outcome) -> None:
        if self.closed:
            return
        file, first = self._files[number], not self._plans()
        file.finish(outcome)
        self._removed = {spot: part for spot, part in self._removed.items() if spot.file != number}
        row = self.table.chosen_row()
        spot = self._entries.spot(row) if row >= 0 else Spot(0, 0)
        plans = [each.plan for each in self._files]
        self._entries.set_plans(plans)
        self.side.set_plans(plans)
        self.file_list.show_files(self._files)
        if number == self._current:
            self._loading.stop()
        self._show_file(self._current)
        self._go_to(spot)
        if first and self._plans():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, number: int, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, Problem):
            raise error
        self._took(number, Outcome(None, problem=error))

    def _show_loading(self) -> None:
        self.reading_line.show()
        self.counts.hide()

    # ------------------------------------------------------------ showing

    def _plans(self) -> list[Plan]:
        return [file.plan for file in self._files if file.plan is not None]

    def _show_file(self, number: int) -> None:
        self._current = number
        file = self._files[number]
        self.head.show_file(file)
        loading = file.outcome is None and self._loading.isActive()
        self.reading_line.setVisible(file.work is not None and not loading)
        plans = self._plans()
        nothing = file.outcome is not None and file.plan is None
        self.counts.setVisible(not nothing)
        self._pages.setCurrentIndex(1 if nothing else 0)
        if nothing and file.outcome is not None:
            self.nothing.show_outcome(file.outcome, file.lines)
            next_stop = self.head.format if file.outcome.dump else self.cancel_button
            next_stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.counts.show_counts(self._entries, plans, file.plan)
        self._show_totals()

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
        self.counts.buttons[part].setChecked(True)
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
        if remark.spot is None:
            self.side.show_lines(remark, self._files[remark.file].lines)
            return
        if self._entries.row_of(remark.spot) is None:
            self.show_part(Part.FOUND)
        self._go_to(remark.spot)

    def _show_entry(self, row: int) -> None:
        if row < 0:
            self.side.show_entry(None)
            return
        spot, planned = self._entries.spot(row), self._entries.planned(row)
        self.side.show_entry(
            Subject(
                planned,
                self._files[spot.file].lines,
                self._entries.is_check(row),
                self._entries.is_repeat(row),
                self._choice(row),
                self._known_title(planned.paper_id),
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
        return Choice.REMOVE if self._entries.spot(row) in self._removed else Choice.KEEP

    def _choose(self, choice: Choice) -> None:
        row = self.table.chosen_row()
        spot, planned = self._entries.spot(row), self._entries.planned(row)
        self._removed.pop(spot, None)
        if choice is Choice.REMOVE:
            for warning in planned.entry.warnings:
                if warning.code == "stray-key":
                    self._removed[spot] = import_words.doubtful_part(warning)
        self._entries.tick([row], choice is not Choice.LEAVE_OUT)

    def _edit_tags(self) -> None:
        from reader.gui.views.tag_editor import TagEditor

        try:
            known = self._reading.counts().tags if self._reading is not None else ()
        except Busy:
            known = ()
        new, _merge = self._entries.to_add()
        on = dict.fromkeys(self.bottom.tags, new)
        editor = TagEditor(known, on, new, self)
        editor.done.connect(
            lambda add, remove: self.bottom.change_tags([tag for tag, _ in known], add, remove)
        )
        button = self.bottom.add_tag
        editor.open_at(QRect(button.mapToGlobal(QPoint(0, 0)), button.size()))

    # ------------------------------------------------------------ adding

    def _add(self) -> None:
        places = self._entries.left_out()
        chosen = [
            (plan, places[number], _of_file(self._removed, number))
            for number, file in enumerate(self._files)
            if (plan := file.plan) is not None
        ]
        state, tags = self.bottom.state, self.bottom.tags
        work = self.begin(_adding_words)

        def add(library: Library) -> Changes:
            plans = [corrected(library, plan, removed) for plan, _, removed in chosen]
            left_out = [places for _, places, _ in chosen]
            return library.add(
                plans, leave_out=left_out, state=state, tags=tags, progress=work.progress
            )

        self._worker.ask(add, self._added, self._not_added)

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
        for file in self._files:
            if file.work is not None:
                file.work.stop()
        super().done(result)


def corrected(library: Library, plan: Plan, removed: Mapping[int, str]) -> Plan:
    """The plan with stray parts taken out of entries (place -> part), planned anew."""
    if not removed:
        return plan
    entries = tuple(
        import_words.without_part(entry, removed[place]) if place in removed else entry
        for place, entry in enumerate(plan.listing.entries)
    )
    return library.plan_listing(plan.dump, replace(plan.listing, entries=entries))


def _of_file(removed: Mapping[Spot, str], number: int) -> dict[int, str]:
    return {spot.place: part for spot, part in removed.items() if spot.file == number}


def _reading_words(done: int, whole: int) -> str:
    return f"Reading line {done:,} of {whole:,}" if whole else "Reading"


def _adding_words(done: int, whole: int) -> str:
    return f"Adding {done:,} of {whole:,}" if whole else "Adding"
