"""Reading the files of an import on the library thread, again as often as something changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from reader.errors import Cancelled, Problem
from reader.gui.asking.worker import Work, Worker
from reader.gui.dialogs.importing.import_files import ImportFile, Outcome, read_source
from reader.gui.intake import import_words
from reader.gui.intake.import_fixes import Fix, Mark, corrected, mark_of
from reader.gui.long_work import LongWork
from reader.library import Library
from reader.model import Dump, Entry, Plan


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read, and as it is with the corrections made to it."""

    as_read: Outcome
    outcome: Outcome


class ImportReading(QObject):
    """Reads files; `begun` tells of the work on a file, `took` that its answer is there."""

    begun = Signal(int, object)
    took = Signal(int)

    def __init__(self, worker: Worker, files: Sequence[ImportFile], parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._files = worker, files
        self._stopped = False
        self._asked: set[int] = set()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._asked)

    def read(self, number: int) -> None:
        """Read a file from its text, in the format and with the year that were chosen."""
        file = self._files[number]
        if file.work is not None:
            file.work.stop()
        work = file.work = LongWork()
        dump = file.outcome.dump if file.outcome else None
        source, format_name, captured = file.source, file.format_name, file.captured
        fixes = file.fixes

        def read(library: Library) -> Read:
            outcome = read_source(library, source, dump, format_name, captured, work.progress)
            return with_fixes(library, outcome, fixes)

        self.begun.emit(number, work)
        self._ask(number, read)

    def fix(self, number: int, fixes: Sequence[Fix]) -> None:
        """Apply these corrections to what was read, instead of the ones before."""
        file = self._files[number]
        file.fixes = tuple(fixes)
        as_read = file.as_read
        chosen = file.fixes
        if file.work is not None or as_read is None:
            self.read(number)
        else:
            self._ask(number, lambda library: with_fixes(library, as_read, chosen))

    def stop(self) -> None:
        """Nobody waits for the answers any more."""
        self._stopped = True
        for file in self._files:
            if file.work is not None:
                file.work.stop()

    def _ask(self, number: int, work: Work) -> None:
        self._asked.add(number)
        self._worker.ask(
            work,
            lambda read: self._took(number, read),
            lambda error: self._failed(number, error),
            only_newest=f"read {number} {id(self)}",
        )

    def _took(self, number: int, read: Read) -> None:
        self._asked.discard(number)
        if not self._stopped:
            file = self._files[number]
            file.finish(read.outcome)
            file.as_read = read.as_read
            self.took.emit(number)

    def _failed(self, number: int, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._asked.discard(number)
            return
        if not isinstance(error, Problem):
            raise error
        outcome = Outcome(None, problem=error)
        self._took(number, Read(outcome, outcome))


def with_fixes(library: Library, as_read: Outcome, fixes: Sequence[Fix]) -> Read:
    """What was read with corrections, planned anew."""
    plan = as_read.plan
    if plan is None:
        return Read(as_read, as_read)
    if fixes:
        plan = _corrected(library, plan, fixes)
    return Read(as_read, replace(as_read, plan=plan))


def _corrected(library: Library, plan: Plan, fixes: Sequence[Fix]) -> Plan:
    lines = plan.dump.text.split("\n")
    listing = corrected(
        plan.listing, fixes, lines, lambda first, last: reread(library, plan, first, last)
    )
    return library.plan_listing(plan.dump, listing)


def reread(library: Library, plan: Plan, first: int, last: int) -> list[Entry]:
    """Lines of a dump read once more as a text of their own, with their own numbers."""
    text = "\n".join(plan.dump.text.split("\n")[first - 1 : last]) + "\n"
    listing = plan.listing
    captured = listing.captured if (listing.captured or "").startswith(("1", "2")) else None
    try:
        part = library.plan(
            Dump(plan.dump.name, text), format_name=listing.format, captured=captured
        )
    except Problem:
        return []
    above = first - 1
    return [
        replace(
            entry,
            first_line=entry.first_line + above,
            last_line=entry.last_line + above,
            warnings=tuple(replace(each, line=each.line + above) for each in entry.warnings),
        )
        for entry in part.listing.entries
    ]


def without_parts(library: Library, plan: Plan, removed: Mapping[int, str]) -> Plan:
    """The plan with stray parts taken out of entries (place -> part), planned anew."""
    if not removed:
        return plan
    entries = tuple(
        import_words.without_part(entry, removed[place]) if place in removed else entry
        for place, entry in enumerate(plan.listing.entries)
    )
    return library.plan_listing(plan.dump, replace(plan.listing, entries=entries))


def parts_of_file(removed: Mapping[tuple[int, Mark], str], file: int, plan: Plan) -> dict[int, str]:
    """The parts to remove from the entries of a file, by their places."""
    if not removed:
        return {}
    keys = ((place, (file, mark_of(entry))) for place, entry in enumerate(plan.listing.entries))
    return {place: removed[key] for place, key in keys if key in removed}
