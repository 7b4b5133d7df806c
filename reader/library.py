"""The front door: one open library and its word index. Every verb of the program is here.

The window, the command line and the tests use nothing else. A `Library` belongs to the
thread that opened it. The window has two: its worker thread owns the writing one, and the
painting thread has a reading one for the rows under the eye.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader import paths
from reader.attaching import Attaching
from reader.carrying import Carrying
from reader.composing import Composing
from reader.curating import Curating
from reader.digesting import Digesting
from reader.errors import Problem
from reader.keeping import MANY
from reader.labelling import Labelling
from reader.model import (
    Changes,
    Counts,
    Dump,
    Kind,
    Listing,
    Pace,
    Paper,
    Plan,
    Progress,
    Row,
    Skipped,
    State,
)
from reader.model.import_names import PASTED, says_nothing
from reader.searching import Searching
from reader.store import Store

if TYPE_CHECKING:
    from reader.history import History


class Library(Attaching, Curating, Labelling, Searching, Carrying, Digesting, Composing):
    """One open library: read, plan, apply, decide, annotate, find, export, undo, back up."""

    def __init__(self, store: Store, folder: Path, *, write: bool = True) -> None:
        self.folder = folder
        self._store, self._writes = store, write

    # ------------------------------------------------------------ opening

    @classmethod
    def open(cls, folder: Path | None = None, *, write: bool = True, patient: bool = True) -> Self:
        """Open the library in `folder` (None: this user's own), made when missing and `write`.

        While another program writes, questions wait; unless `patient`: then they raise Busy.

        An older library is brought up to date; a copy of the old one is kept beside it. A newer
        one only opens without `write`.

        Raises Problem when the file is foreign, damaged or cannot be reached.
        """
        folder = folder or paths.default_library_folder()
        if write:
            paths.make_own(folder)
        path = folder / paths.LIBRARY_FILE
        return cls(Store.open(path, write=write, patient=patient), folder, write=write)

    def close(self) -> None:
        """Close files; the library can be opened again at any time."""
        self.stop_mirroring()
        if self._index is not None:
            self._index.close()
            self._index = None
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def history(self) -> "History":
        """What was: versions of notes, a paper on a day, the undo of one action."""
        from reader.history import History

        return History(self._store)

    @property
    def uid(self) -> str:
        """The id of this library, made once: it names the index folder."""
        return self._store.uid

    def is_large(self, papers: int) -> bool:
        """Whether there may be more papers than so many, known without counting them."""
        return self._store.is_large(papers)

    def seq(self) -> int:
        """The journal's sequence number: it grows with every change, by any program."""
        return self._store.seq()

    # ------------------------------------------------------------ importing

    def plan(
        self,
        dump: Dump,
        *,
        format_name: str | None = None,
        captured: str | None = None,
        progress: Progress | None = None,
    ) -> Plan:
        """What importing this text would do. Writes nothing.

        `format_name` overrides the detected format, `captured` (ISO date or year) the day of
        capture. Raises Problem when the text is no listing that any format knows.
        """
        from reader import sources

        listing = sources.read(dump, format_name=format_name, captured=captured, progress=progress)
        return self.plan_listing(dump, listing)

    def plan_listing(self, dump: Dump, listing: Listing) -> Plan:
        """What adding an already read (perhaps corrected) listing would do. Writes nothing."""
        return self._store.plan(dump, listing)

    def plan_together(self, plans: Sequence[Plan]) -> list[Plan]:
        """The plans as they are when all are added at once. Writes nothing.

        A paper that is in two of the texts is new in the first and known in the second.
        """
        return self._store.plan_together(plans) if len(plans) > 1 else list(plans)

    def add(
        self,
        plans: Sequence[Plan],
        *,
        leave_out: Sequence[frozenset[int]] = (),
        state: State = State.INBOX,
        tags: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Changes:
        """Apply plans: one transaction, one undo step.

        `leave_out` holds, per plan, the places of entries not to add. Papers that are new go
        to `state` with `tags`; known papers with nothing new stay untouched, and marks of known
        papers never change. Before many papers the library is backed up. Raises Cancelled when
        `progress` says stop; then nothing was added.
        """
        if sum(len(plan.entries) for plan in plans) > MANY:
            self._back_up_before("an import")
        named = [replace(plan, dump=_named(plan.dump)) for plan in plans]
        return self._store.add(
            named, leave_out=leave_out, state=state, tags=tags, progress=progress
        )

    def add_one_by_one(
        self, read: Iterable[tuple[Dump, Listing]], told: Callable[[Plan], None]
    ) -> Changes:
        """Add texts while they are read, in one undo step; each is `told` as the plan it was."""
        self._back_up_before("an import")
        return self._store.add_one_by_one(read, told)

    # ------------------------------------------------------------ looking

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of a list, in the order of `ids`; papers that are gone are left out."""
        return self._store.rows(ids)

    def paper(self, paper_id: int) -> Paper:
        """Everything about one paper. Raises Problem when there is no such paper."""
        paper = self._store.paper(paper_id)
        if paper is None:
            raise Problem(
                f"There is no paper {paper_id}.", do="List the papers to see their numbers."
            )
        return paper

    def papers(self, ids: Sequence[int]) -> list[Paper]:
        """Everything about papers at one moment, in the order of `ids`, without those gone."""
        return self._store.papers(ids)

    def pace(self, since: str = "") -> Pace:
        """How the reading goes: what came in and was done day by day from `since` (ISO) on."""
        return self._store.pace(since)

    def state_since(self, paper_id: int) -> str:
        """When a paper got the state it has (ISO time); empty when it is gone."""
        return self._store.state_since(paper_id)

    def counts(self) -> Counts:
        """The numbers of the sidebar."""
        return self._store.counts()

    # ------------------------------------------------------------ deciding

    # These may be of many thousand papers: they tell how far they are, and raise Cancelled when
    # `progress` says stop; then nothing was changed.

    def set_state(
        self,
        ids: Sequence[int],
        state: State,
        *,
        front: bool = False,
        progress: Progress | None = None,
    ) -> Changes:
        """Move papers to a state; into the Queue at its end, or with `front` at its beginning."""
        return self._store.set_state(ids, state, front=front, progress=progress)

    def star(
        self, ids: Sequence[int], on: bool = True, progress: Progress | None = None
    ) -> Changes:
        """Star papers, or take the star away."""
        return self._store.star(ids, on, progress)

    def see(self, ids: Sequence[int], on: bool = True, progress: Progress | None = None) -> Changes:
        """Mark papers as seen, or as unseen again."""
        return self._store.see(ids, on, progress)

    def delete(self, ids: Sequence[int], progress: Progress | None = None) -> Changes:
        """Take papers out of the library, with notes and highlights; undo brings all back."""
        return self._store.delete(ids, progress)

    # ------------------------------------------------------------ annotating

    def write_note(
        self,
        paper_id: int,
        text: str,
        *,
        visit: str = "",
        bases: Collection[str] | None = None,
    ) -> Changes:
        """Replace a paper's note (Markdown). Writes with the same `visit` are one undo step.

        With `bases` it is written only if the note is one of these texts still; raises
        NoteChanged when somebody else has changed it.
        """
        return self._store.write_note(paper_id, text, visit=visit, bases=bases)

    def append_note(self, paper_id: int, text: str) -> Changes:
        """Add a paragraph to a paper's note, as it is at this moment."""
        return self._store.append_note(paper_id, text)

    def highlight(
        self, paper_id: int, start: int, end: int, kind: Kind, comment: str = ""
    ) -> Changes:
        """Highlight characters `start` to `end` of the abstract; older highlights give way."""
        return self._store.highlight(paper_id, start, end, kind, comment)

    def change_highlight(
        self, highlight_id: int, *, kind: Kind | None = None, comment: str | None = None
    ) -> Changes:
        """Change what a highlight is for, or its comment."""
        return self._store.change_highlight(highlight_id, kind=kind, comment=comment)

    def attach_highlight(self, highlight_id: int, start: int, end: int) -> Changes:
        """Give a highlight, whose words are lost, characters of the abstract as it is now."""
        return self._store.attach_highlight(highlight_id, start, end)

    def delete_highlight(self, highlight_id: int) -> Changes:
        """Take a highlight away."""
        return self._store.delete_highlight(highlight_id)


def read_file(path: Path) -> Dump:
    """Read a file of any encoding, also a compressed one. Raises Problem when it is no text."""
    from reader import sources

    return sources.read_file(path)


def read(dump: Dump, *, format_name: str | None = None, captured: str | None = None) -> Listing:
    """What a text says, whatever is in the library. Raises Problem as `Library.plan` does."""
    from reader import sources

    return sources.read(dump, format_name=format_name, captured=captured)


def pasted(text: str) -> Dump:
    """A text that was pasted or dropped, called as the page calls itself."""
    return _named(Dump(PASTED, text))


def _named(dump: Dump) -> Dump:
    """A text by what its page calls itself, such as `Daily Papers`, when its file says nothing."""
    from reader.importers.listings.page_names import page_name

    name = page_name(dump.text) if says_nothing(dump.name) else ""
    return replace(dump, name=name) if name else dump


def sources(path: Path) -> Iterator[Path | Dump | Skipped]:
    """Everything that a path names: files still to be read, texts of archives. Raises Problem."""
    from reader import sources

    return sources.sources(path)


def dumps(path: Path) -> Iterator[Dump | Skipped]:
    """Every text that a path names; a large file in parts. Raises Problem for one file of none."""
    from reader import sources

    return sources.dumps(path)


def dumps_in(stream: BufferedReader, name: str) -> Iterator[Dump | Skipped]:
    """The same for bytes that come from no file."""
    from reader import sources

    return sources.dumps_in(stream, name)


def is_many(what: Path | BufferedReader) -> bool:
    """Whether this is many texts: a folder or a zip archive."""
    from reader import sources

    return sources.is_many(what)


def format_names() -> Iterable[tuple[str, str]]:
    """The formats that can be read: name and label, for a person to choose from."""
    from reader import importers

    return [(form.name, form.label) for form in importers.FORMATS]


def render_note(text: str, gone: Collection[str] = ()) -> str:
    """A Markdown note as safe HTML: no scripts, no images, nothing that loads anything.

    Links to papers that are `gone` say so.
    """
    from reader.export.rendering import render_note

    return render_note(text, gone)


def citation_key_fields() -> dict[str, str]:
    """The fields that a pattern of citation keys can have, and what each is."""
    from reader.export.references import citation

    return citation.FIELDS


def sample_key(pattern: str, *, named: bool) -> str:
    """The key of a made-up paper, whose authors are `named` or only counted.

    Raises Problem for a pattern that makes no keys.
    """
    from reader.export.references import citation

    return citation.sample(pattern, named=named)


def template_variables() -> dict[str, str]:
    """What a template of notes can say, and what each is."""
    from reader.export.templates import note_templates

    return note_templates.VARIABLES
