"""Writing out, and taking back what was edited there; a part of the front door."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths, tex
from reader.errors import Problem
from reader.model import (
    Changes,
    Choice,
    Exported,
    ExportFile,
    ExportOptions,
    Paper,
    Progress,
    RelatedPaper,
    Template,
)
from reader.store import Store
from reader.writing_up import WritingUp

if TYPE_CHECKING:
    from reader.export import Draft, Folder, LinkFiles, Remembered

_VERSION = 1  # of what an export writes: a change of it makes every file be looked at again


class Exporting(WritingUp):
    """Notes as files that other programs read and people edit."""

    folder: Path

    if TYPE_CHECKING:

        def closest(
            self, ids: Sequence[int], *, limit: int = 5, progress: Progress | None = None
        ) -> dict[int, list[int]]: ...

    def export_templates(self) -> list[Template]:
        """The person's own templates of exports, then the bundled ones that none replaces."""
        from reader.export.templates.bundled import with_bundled

        return with_bundled("export", self._store.templates("export"))

    def save_export_template(self, name: str, text: str, *, uid: str = "") -> Changes:
        """Write a template of exports: a new one, or the one of this lasting name anew.

        Raises Problem for a name that is empty or taken.
        """
        return self._store.save_template(uid, "export", name, text)

    def export_preview(self, ids: Sequence[int], options: ExportOptions) -> list[ExportFile]:
        """What an export would write: the real text of every file. Writes nothing."""
        from reader import export

        chosen = export.chosen_papers(self._with_keys(self._store.papers(ids)), options)
        return export.render(self._with_related(chosen, options), options)

    def export(
        self,
        ids: Sequence[int],
        to: Path,
        options: ExportOptions,
        *,
        choices: Mapping[str, Choice] | None = None,
        otherwise: Choice = "both",
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Exported:
        """Write notes as Markdown: `to` is the file (one document) or the folder (one each).

        A file that an earlier export wrote is brought up to date: what the person changed or
        wrote there stays. A text that both sides changed is decided by `choices` (by the id of
        the clash), else `otherwise`. Other files are never overwritten: they are kept, reported,
        and ours is written beside them. From now on each paper keeps the citation key that it is
        written with. With `dry_run` nothing is written.

        Raises Problem when the place cannot be written, Cancelled when `progress` says stop; then
        everything is as it was.
        """
        from reader import export

        self._refuse_own_files(to, options)
        if self._writes and not dry_run:
            self.give_keys(ids)
        chosen = choices or {}
        folder = self._opened(to.parent if options.is_one_file else to)
        job = self._job(ids, folder, options)
        count = 3 if options.shows_related else 2
        papers = self._with_related(job.papers, options, part(progress, 0, count))
        told = part(progress, count - 2, count)
        drafts = export.drafts(papers, options, job.names, job.files, told)
        bare = self._whole(ids, options) if options.bibtex and job.skipped else papers
        _, drafts, files = export.named(to, drafts, export.references(bare, options), options)
        memory = None if dry_run else _Memory(self._store, folder.uid, job.about, self._writes)
        return export.Update(
            folder,
            lambda name: chosen.get(name, otherwise),
            memory,
            part(progress, count - 1, count),
            job.skipped,
        ).run(drafts, files)

    def _write_drafts(
        self,
        to: Path,
        draft: "Draft",
        files: Sequence[ExportFile],
        *,
        choices: Mapping[str, Choice] | None = None,
        otherwise: Choice = "both",
        dry_run: bool = False,
    ) -> Exported:
        """Write a file of blocks as `to`, and files beside it; what a hand wrote there stays."""
        from reader import export

        self._refuse_own_files(to, ExportOptions())
        chosen, folder = choices or {}, self._opened(to.parent)
        about = {"path": str(folder.path), "options": draft.key, "seq": self._store.seq()}
        memory = None if dry_run else _Memory(self._store, folder.uid, about, self._writes)
        update = export.Update(folder, lambda name: chosen.get(name, otherwise), memory)
        return update.run([replace(draft, name=to.name)], files)

    def _opened(self, path: Path) -> "Folder":
        """The folder of an export, with what was written there before."""
        from reader import export

        folder = export.open_folder(path)
        folder.uid = folder.uid or self._store.exported_at(str(folder.path)) or export.fresh_uid()
        folder.known = {
            key: rows
            for key, texts in self._store.exported(folder.uid).items()
            if key and (rows := _remembered(texts))
        }
        return folder

    def _job(self, ids: Sequence[int], folder: "Folder", options: ExportOptions) -> "_Job":
        """What has to be written: everything, or only what may differ from what is there."""
        from reader import export

        about = {"path": str(folder.path), "options": _said(options), "seq": self._store.seq()}
        if options.is_one_file:
            return _Job(self._whole(ids, options), about)
        listed = [
            one for one in self._store.export_names(ids) if options.without_notes or one.has_own
        ]
        touched = self._touched(folder, about)
        if touched and options.shows_related:
            touched = None  # a paper that changed may be close to any other now
        same: dict[int, Remembered] = {}
        for one in listed if touched is not None else ():
            row = folder.untouched(one.uid)
            if row is not None and one.id not in (touched or ()):
                same[one.id] = row
        stems = {number: export.stem(row.given) for number, row in same.items()}
        fresh = [one for one in listed if one.id not in same]
        names = export.safe_names([(tex.readable(one.title), one.uid) for one in fresh])
        stems |= {one.id: name for one, name in zip(fresh, names, strict=True)}
        leads = {one.id: folder.stem(one.uid, stems[one.id]) for one in listed}
        moved = any(folder.stem_then(one.uid) != leads[one.id] for one in listed)
        if moved or folder.known.keys() - {one.uid for one in listed}:
            same = {one.id: same[one.id] for one in listed if one.id in same and not one.has_links}
        return _Job(
            self._whole([one.id for one in listed if one.id not in same], options),
            about,
            {one.uid: same[one.id] for one in listed if one.id in same},
            stems,
            export.LinkFiles((one.id, one.title, leads[one.id]) for one in listed),
        )

    def _whole(self, ids: Sequence[int], options: ExportOptions) -> list[Paper]:
        from reader import export

        return export.chosen_papers(self._with_keys(self._store.papers(ids)), options)

    def _with_related(
        self, papers: list[Paper], options: ExportOptions, progress: Progress | None = None
    ) -> list[Paper]:
        """The papers, each with those closest to it when the export shows them."""
        if not options.shows_related:
            return papers
        close = self.closest([paper.id for paper in papers], progress=progress)
        known = {paper.id: paper.facts for paper in papers}
        others = {each for near in close.values() for each in near if each not in known}
        known |= {paper.id: paper.facts for paper in self._store.papers(sorted(others))}
        return [
            replace(
                paper,
                related=tuple(
                    RelatedPaper(each, known[each])
                    for each in close.get(paper.id, ())
                    if each in known
                ),
            )
            for paper in papers
        ]

    def _touched(self, folder: "Folder", about: Mapping[str, object]) -> frozenset[int] | None:
        """The papers that changed since the last export into a folder; None when that is all."""
        texts = self._store.exported(folder.uid).get("", [])
        try:
            last = json.loads(texts[-1]) if len(texts) == 1 else {}
            if last.get("options") == about["options"]:
                return self._store.touched_since(int(last["seq"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            pass  # it is written again, with everything
        return None

    def _refuse_own_files(self, to: Path, options: ExportOptions) -> None:
        files = not options.is_one_file
        if (files or to.name.startswith(paths.LIBRARY_FILE)) and os.path.realpath(
            to if files else to.parent
        ) == os.path.realpath(self.folder):
            raise Problem(f"{to} belongs to the library itself.", do="Choose another place.")


@dataclass(frozen=True, slots=True)
class _Job:
    """The papers of an export; which files are as they should be; how files are named.

    `about` is what the library remembers of the place.
    """

    papers: list[Paper]
    about: Mapping[str, object]
    skipped: Mapping[str, "Remembered"] = field(default_factory=dict)
    names: Mapping[int, str] | None = None
    files: "LinkFiles | None" = None


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was written, kept in the library when it can be written to."""

    store: Store
    place: str
    about: Mapping[str, object]
    writes: bool

    def begin(self, rows: Mapping[str, str]) -> None:
        """Keep what is about to be written."""
        if self.writes:
            self.store.begin_export(self.place, rows)

    def finish(self, rows: Mapping[str, str]) -> None:
        """Keep what was written, and when."""
        if self.writes:
            self.store.finish_export(self.place, {**rows, "": json.dumps(self.about)})

    def cancel(self) -> None:
        """Forget what was about to be written."""
        if self.writes:
            self.store.cancel_export(self.place)


def part(progress: Progress | None, which: int, count: int = 2) -> Progress | None:
    """The progress of one (from 0) of the parts of a piece of work, such as making texts and
    writing them."""
    if progress is None:
        return None
    tell = progress
    return lambda done, whole: tell(which * whole + done, count * whole)


def _said(options: ExportOptions) -> str:
    """The options as a text that is another one when the files may be other ones."""
    return json.dumps([_VERSION, asdict(options)], sort_keys=True)


def _remembered(texts: Sequence[str]) -> list["Remembered"]:
    from reader.export import Remembered

    return [row for text in texts if (row := Remembered.from_json(text)) is not None]


def export_variables() -> dict[str, str]:
    """What a template of exports can say of a paper, each with what it is."""
    from reader.export.templates import page_templates

    return page_templates.VARIABLES
