"""Taking back what was edited in exported files; a part of the front door."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import Cancelled, Problem
from reader.exporting import Exporting
from reader.model import Changes, Choice, Clash, ExportOptions, Paper, Progress, Pulled

if TYPE_CHECKING:
    from reader.export import Back, Folder, LinkFiles

_JOINT = "\n\n---\n\n"  # between two versions of a note that both stay


class Pulling(Exporting):
    """Notes that were edited where they were exported to."""

    def pull(
        self,
        place: Path,
        *,
        choices: Mapping[str, Choice] | None = None,
        otherwise: Choice = "mine",
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Pulled:
        """Make notes and comments that were edited in a folder (or a document) the library's.

        All of it is one undo step, and the old texts stay versions of the notes. A note that was
        changed here as well is decided by `choices` (by the id of the clash), else `otherwise`:
        `mine` is the library's, `new` the file's. With `dry_run` nothing is changed.

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
        return work.pulled(
            None
            if dry_run or not (work.notes or work.comments)
            else self._store.take_back_texts(work.notes, work.comments)
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

    def _in_file(self, reading: "_Reading", name: str) -> "Iterator[Back | str]":
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
        for block in export.edited_blocks(text):
            paper = self._store.paper_of(block.uid)
            if paper is None:
                yield "Its paper is not in the library."
                continue
            (whole,) = self._with_keys([paper])
            options = reading.options_of(text)
            found = export.read_back(
                block,
                whole,
                export.blocks(whole, options, reading.files),
                reading.files if options.layout == "vault" else None,
                reading.titles.get,
            )
            if found is not None:
                yield found


@dataclass(frozen=True, slots=True)
class _Reading:
    """A folder being read: its files, and what is known of how they were written."""

    folder: "Folder"
    names: list[str]
    options: ExportOptions | None
    files: "LinkFiles"
    titles: Mapping[str, str]

    def options_of(self, text: str) -> ExportOptions:
        """How a file was written: as is remembered, else as it looks."""
        if "<!-- reader:document:title" in text:
            return ExportOptions()
        if self.options is not None:
            return self.options
        return ExportOptions(layout="vault" if "\naliases:" in text else "files")


@dataclass(slots=True)
class _Pull:
    """What comes back, decided text by text."""

    choices: Mapping[str, Choice]
    otherwise: Choice
    notes: dict[int, tuple[str, str]] = field(default_factory=dict)
    comments: dict[int, tuple[str, str]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    clashes: list[tuple[str, Clash]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def take(self, name: str, found: "Back | str") -> None:
        """Decide about one text; the same one edited differently in two files is a clash."""
        if isinstance(found, str):
            self.remarks.append((name, found))
            return
        into, key, there = self._target(found)
        what = "Comment" if found.highlight else "Notes"
        before, now = into.get(key, (there, there))
        clash = found.clash
        if clash is None and now not in (there, found.text):
            clash = Clash(
                _name(found), "Notes" if into is self.notes else "Comment", now, found.text
            )
        text = found.text
        if clash is not None:
            self.clashes.append((name, clash))
            choice = self.choices.get(clash.id, self.otherwise)
            if choice == "mine":
                return
            text = f"{now.rstrip()}{_JOINT}{text}" if choice == "both" else text
        into[key] = (before, text)
        self.said.setdefault(name, []).append(what)

    def _target(self, found: "Back") -> tuple[dict[int, tuple[str, str]], int, str]:
        paper = found.paper
        if found.highlight is None:
            return self.notes, paper.id, paper.note
        return self.comments, found.highlight, _comment(paper, found.highlight)

    def pulled(self, changes: "Changes | None") -> Pulled:
        """What there is to tell."""
        return Pulled(
            len(self.notes),
            len(self.comments),
            tuple((name, ", ".join(said)) for name, said in self.said.items()),
            tuple(self.clashes),
            tuple(self.remarks),
            changes,
        )


def _name(found: "Back") -> str:
    part = "note" if found.highlight is None else f"h{found.highlight}"
    return f"{found.paper.uid}:{part}"


def _comment(paper: Paper, number: int) -> str:
    return next(one.comment for one in paper.highlights if one.id == number)


def _written_as(texts: list[str]) -> ExportOptions | None:
    """The options of the last export into a folder; None when they are not remembered."""
    known = {one.name for one in fields(ExportOptions)}
    try:
        _, said = json.loads(json.loads(texts[-1])["options"])
        return ExportOptions(**{name: value for name, value in said.items() if name in known})
    except (ValueError, KeyError, TypeError, IndexError):
        return None
