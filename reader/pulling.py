"""Taking back what was edited in exported files; a part of the front door."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader.comparing import Comparing
from reader.errors import Cancelled, Problem
from reader.model import (
    Changes,
    Choice,
    Clash,
    Document,
    ExportOptions,
    Progress,
    Pulled,
)

if TYPE_CHECKING:
    from reader.export import Back, Folder, Held, LinkFiles

_JOINT = "\n\n---\n\n"  # between two versions of a note that both stay


class Pulling(Comparing):
    """What was edited where it was exported to."""

    def pull(
        self,
        place: Path,
        *,
        choices: Mapping[str, Choice] | None = None,
        otherwise: Choice = "mine",
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Pulled:
        """Make what was edited in a folder (or a file) of exports the library's.

        That is notes, comments on highlights, sections of documents, cells of comparisons. All of
        it is one undo step, and the old texts stay versions of the notes and documents. A text
        that was changed here as well is decided by `choices` (by the id of the clash), else
        `otherwise`: `mine` is the library's, `new` the file's. With `dry_run` nothing is changed.

        Raises Problem when there is nothing to read, Cancelled when `progress` says stop.
        """
        work = _Pull(choices or {}, otherwise)
        reading = self._reading(place)
        for done, name in enumerate(reading.names):
            if progress is not None and not progress(done, len(reading.names)):
                raise Cancelled
            for found in self._in_file(reading, name):
                work.take(name, found)
        if progress is not None:
            progress(len(reading.names), len(reading.names))
        return work.pulled(None if dry_run else self._take_back(work.texts, reading))

    def _take_back(
        self, texts: Mapping["_Place", tuple[str, str]], reading: "_Reading"
    ) -> Changes | None:
        """Write all texts that come back, each with what it was before."""
        from reader.evidence.returning import with_sections

        if not texts:
            return None
        sections: dict[int, dict[int, str]] = {}
        cells: dict[int, dict[tuple[int, str], str]] = {}
        for place, (_, text) in texts.items():
            if place.of == "Section":
                sections.setdefault(place.number, {})[place.part] = text
            elif place.of == "Cell":
                cells.setdefault(place.number, {})[place.part, place.column] = text
        return self._store.take_back_texts(
            {place.number: both for place, both in texts.items() if place.of == "Notes"},
            {place.number: both for place, both in texts.items() if place.of == "Comment"},
            {
                one.id: (one.text, with_sections(one, sections[one.id]))
                for one in reading.documents.values()
                if one.id in sections
            },
            cells,
        )

    def _reading(self, place: Path) -> "_Reading":
        """The files to look into, and how they were written."""
        from reader import export

        if place.is_dir():
            folder, names = self._opened(place), list(export.notes_below(place))
        elif place.is_file():
            folder, names = self._opened(place.parent), [place.name]
        else:
            raise Problem(f"{place} is neither a folder nor a file.", do="Name an exported one.")
        ids = list(self._store.uids(folder.known))
        listed = self._store.export_names(ids)
        stems = {one.id: folder.stem(one.uid, folder.stem_then(one.uid)) for one in listed}
        return _Reading(
            folder,
            names,
            _written_as(self._store.exported(folder.uid).get("", [])),
            export.LinkFiles((one.id, one.title, stems[one.id]) for one in listed),
            {stems[one.id]: export.link_title(one.title) for one in listed},
        )

    def _in_file(self, reading: "_Reading", name: str) -> "Iterator[_Found | str]":
        """What is new in one file."""
        from reader import export

        data = export.read(reading.folder.path / name)
        if not isinstance(data, bytes) or b"<!-- reader:" not in data:
            return
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            yield "It is not UTF-8, so it was not read."
            return
        for uid in export.documents_in(text):
            yield from self._sections_in(reading, name, uid, text)
        for uid, table in export.tables_in(text).items():
            yield from self._cells_in(uid, table)
        for block in export.edited_blocks(text):
            paper = self._store.paper_of(block.uid)
            if paper is None:
                yield "Its paper is not in the library."
                continue
            options = reading.options_of(text)
            whole = self._with_keys([paper])[0]
            keys = None
            if options.template and block.part == "page":
                (whole,) = self._with_related([whole], options)
                keys = self._keys_of(export.pages_in(text))
            found = export.read_back(
                block,
                whole,
                export.blocks(whole, options, reading.files, keys),
                reading.files if options.layout == "vault" else None,
                reading.titles.get,
            )
            if isinstance(found, str):
                yield found
            elif found is not None:
                yield _found(found)

    def _keys_of(self, uids: Sequence[str]) -> dict[int, str]:
        """The citation keys of the papers of these lasting names that are there, in this order."""
        there = {one.uid: one.id for one in self._store.export_names(self._store.uids(uids))}
        ids = list(dict.fromkeys(there[uid] for uid in uids if uid in there))
        keys = self.keys(ids)
        return {each: keys[each] for each in ids}

    def _sections_in(
        self, reading: "_Reading", name: str, uid: str, text: str
    ) -> "Iterator[_Found | str]":
        """What is new in the sections that a file has of a document."""
        from reader import export
        from reader.evidence.returning import section_again, shown_sections, split

        document = reading.documents.get(uid) or self._store.document_of(uid)
        if document is None:
            yield "Its document is not in the library."
            return
        reading.documents[uid] = document
        told = [
            (place, one) for place, one in enumerate(shown_sections(document)) if one.shown.strip()
        ]
        ours = export.section_blocks(uid, [(one.title, one.shown) for _, one in told])
        before = {
            block
            for row in reading.folder.known.get(uid, ())
            if row.name == name
            for block in row.blocks
        }
        for found in export.edited_sections(text, ours, split, before):
            if isinstance(found, str):
                yield found
                continue
            place, section = told[found.place]
            queries = document.kind == "outline"
            new = section_again(section.own, found.text, queries=queries)
            where = _Place("Section", document.id, place)
            own = section.own.strip("\n")
            yield _Found(where, ours[found.place].id, own, new, found.both)

    def _cells_in(self, uid: str, table: "Held") -> "Iterator[_Found | str]":
        """What is new in the cells of a comparison that was edited in a file."""
        from reader import export

        matrix = self._store.matrix_of(uid)
        if matrix is None:
            yield "Its comparison is not in the library."
            return
        compared, keys = self.comparison(matrix.id), self.keys(matrix.papers)
        ours = export.matrix_draft(compared, keys, "").blocks
        for found in export.edited_cells(table, ours, compared, keys):
            if isinstance(found, str):
                yield found
                continue
            row = compared.rows[matrix.papers.index(found.paper)]
            cell = row[matrix.columns.index(found.column)]
            own = "" if cell.by == "suggestion" else cell.text
            place = _Place("Cell", matrix.id, found.paper, found.column)
            name = f"{uid}:{found.paper}:{found.column}"
            yield _Found(place, name, own, found.text, found.both)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A folder being read: its files, how they were written, and the documents found in them."""

    folder: "Folder"
    names: list[str]
    options: ExportOptions | None
    files: "LinkFiles"
    titles: Mapping[str, str]
    documents: dict[str, Document] = field(default_factory=dict)

    def options_of(self, text: str) -> ExportOptions:
        """How a file was written: as is remembered, else as it looks."""
        is_document = "<!-- reader:document:title" in text
        if self.options is not None and (self.options.layout == "document") == is_document:
            return self.options
        if is_document:
            return ExportOptions()
        return ExportOptions(layout="vault" if "\naliases:" in text else "files")


@dataclass(frozen=True, slots=True)
class _Place:
    """A text of the library: a note, a comment, a section of a document, a cell of a comparison.

    `number` is that of the paper, the highlight, the document or the comparison; `part` the place
    of the section, or the paper of the cell.
    """

    of: Literal["Notes", "Comment", "Section", "Cell"]
    number: int
    part: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A text in a file that the library has otherwise; `both` says that it changed here as well."""

    place: _Place
    name: str
    there: str
    text: str
    both: bool


@dataclass(slots=True)
class _Pull:
    """What comes back, decided text by text."""

    choices: Mapping[str, Choice]
    otherwise: Choice
    texts: dict[_Place, tuple[str, str]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    clashes: list[tuple[str, Clash]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def take(self, name: str, found: _Found | str) -> None:
        """Decide about one text; the same one edited differently in two files is a clash."""
        if isinstance(found, str):
            self.remarks.append((name, found))
            return
        before, now = self.texts.get(found.place, (found.there, found.there))
        text = found.text
        if found.both or now not in (found.there, text):
            self.clashes.append((name, Clash(found.name, found.place.of, now, text)))
            choice = self.choices.get(found.name, self.otherwise)
            if choice == "mine":
                return
            text = _both(found.place, now, text) if choice == "both" else text
        self.texts[found.place] = (before, text)
        self.said.setdefault(name, []).append(found.place.of)

    def pulled(self, changes: Changes | None) -> Pulled:
        """What there is to tell."""
        count = Counter(place.of for place in self.texts)
        return Pulled(
            count["Notes"],
            count["Comment"],
            count["Section"],
            count["Cell"],
            tuple((name, ", ".join(said)) for name, said in self.said.items()),
            tuple(self.clashes),
            tuple(self.remarks),
            changes,
        )


def _found(back: "Back") -> _Found:
    """A note or a comment that comes back."""
    paper, number = back.paper, back.highlight
    if number is None:
        place = _Place("Notes", paper.id)
        return _Found(place, f"{paper.uid}:note", paper.note, back.text, back.both)
    comment = next(one.comment for one in paper.highlights if one.id == number)
    place = _Place("Comment", number)
    return _Found(place, f"{paper.uid}:h{number}", comment, back.text, back.both)


def _both(place: _Place, mine: str, new: str) -> str:
    """Two versions of a text, one below the other; a heading that they share stands once."""
    if place.of == "Cell":
        return f"{mine}\n{new}"
    head, _, rest = new.partition("\n")
    shared = head.startswith("#") and mine.partition("\n")[0] == head
    return f"{mine.rstrip()}{_JOINT}{rest.strip(chr(10)) if shared else new}"


def _written_as(texts: list[str]) -> ExportOptions | None:
    """The options of the last export into a folder; None when they are not remembered."""
    known = {one.name for one in fields(ExportOptions)}
    try:
        _, said = json.loads(json.loads(texts[-1])["options"])
        return ExportOptions(**{name: value for name, value in said.items() if name in known})
    except (ValueError, KeyError, TypeError, IndexError):
        return None
