"""What is said about exports: what goes in, what was written, and what both sides had changed."""

from dataclasses import dataclass
from typing import Literal

from reader.model.answers import Changes

Choice = Literal["mine", "new", "both"]
"""Which text counts when both sides changed it: what stands there, what comes in, or both."""


ExportFormat = Literal["markdown", "bibtex", "biblatex", "ris", "csl-json", "csv", "html"]
ExportOrder = Literal["given", "queue", "date", "title", "tag"]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What goes into an export.

    Markdown has a layout (`vault`: a file for each paper, linked to each other as Obsidian does
    it), citation keys where `keys` says so, and with `bibtex` a BibTeX file beside it; the other
    formats are one file: references, or a web page. With a `template` (its text) that says what
    stands of a paper, and what is to be left out of it does not count. `related` adds the papers
    of the library that are closest to each.
    """

    format: ExportFormat = "markdown"
    layout: Literal["document", "files", "vault"] = "document"
    title: str = "Notes"
    abstract: bool = False
    highlights: bool = True
    comments: bool = True
    notes: bool = True
    tags: bool = True
    keys: bool = True
    related: bool = False
    without_notes: bool = True
    bibtex: bool = False
    template: str = ""
    order: ExportOrder = "given"

    @property
    def is_one_file(self) -> bool:
        """Whether the export has a file, not a folder, as its place."""
        return self.format != "markdown" or self.layout == "document"

    @property
    def shows_related(self) -> bool:
        """Whether it must be known which papers are close to each."""
        if self.format == "markdown":
            return "related" in self.template if self.template else self.related
        return self.related and self.format == "html"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export: its name, a plain file name without folders, and its text."""

    name: str
    text: str
    papers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A text that was changed on both sides since it was last exported or pulled back.

    `id` names it (`paper:part`), `what` says so to people. For an export `mine` is what stands in
    the file and `new` what the library says; for pulling back it is the other way round. An empty
    text is one that was taken out.
    """

    id: str
    what: str
    mine: str
    new: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """What an export does to one file. `was` is the name of a file that is renamed.

    `parts` says in words which of its parts change; `clashes` are what both sides had changed.
    """

    name: str
    what: Literal["new", "changed", "unchanged", "left"]
    was: str = ""
    parts: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did, or would do, to each file; and what it left alone with the reason."""

    folder: str
    written: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    papers: int = 0
    changes: tuple[FileChange, ...] = ()

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What both sides had changed, in all files."""
        return tuple(clash for change in self.changes for clash in change.clashes)


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came back from a folder into the library, or would.

    `sections` counts those of documents, `cells` those of comparisons. `files` says for each file
    that has something new what that is, in words; `clashes` are texts that both sides had changed,
    each with the name of its file; `remarks` what stayed out, and why.
    `changes` is None when nothing was changed.
    """

    notes: int = 0
    comments: int = 0
    sections: int = 0
    cells: int = 0
    files: tuple[tuple[str, str], ...] = ()
    clashes: tuple[tuple[str, Clash], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A whole library was brought in; `said` is what in its file was not sound."""

    changes: Changes
    said: tuple[str, ...] = ()
