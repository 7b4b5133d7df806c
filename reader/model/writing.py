"""What is written from papers: texts of their own, lists of all notes, comparisons."""

from dataclasses import dataclass
from typing import Literal

from reader.model.paper import Backlink, Highlight, Kind, Link

TemplateKind = Literal["note", "export"]
DocumentKind = Literal["topic", "outline"]
DOCUMENT_KINDS: tuple[DocumentKind, ...] = ("topic", "outline")


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown text that belongs to no single paper.

    A topic note is about anything; the headings of an outline may carry a search. `uid` is its
    lasting name; `created` and `changed` are ISO times in UTC. `links` are those of its text.
    """

    id: int
    uid: str
    kind: DocumentKind
    title: str
    text: str
    created: str
    changed: str
    links: tuple[Link, ...] = ()

    @property
    def linked_from(self) -> tuple[Backlink, ...]:
        """None: only papers are linked to."""
        return ()

    @property
    def note(self) -> str:
        """The text, under the name that a paper's note has: they are edited alike."""
        return self.text

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """None: a document has no abstract."""
        return ()


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the list of everything written: a paper's note, or a document.

    `of` says which; `id` is the number of the paper or document. `first` is the first line with
    words in it, `length` counts characters, `tags` are those of the paper.
    """

    of: Literal["paper", "topic", "outline"]
    id: int
    uid: str
    title: str
    first: str
    changed: str
    length: int
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The sentence that a cell came from: its words, and where they stand in the abstract.

    `start` and `end` count characters; they are None when the words are no longer there.
    `highlight` is the number of the highlight, if it was one.
    """

    quote: str
    start: int | None = None
    end: int | None = None
    highlight: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a comparison says about one paper in one column.

    `by` tells how it came there: written by hand or accepted (`origin` tells from where), taken
    from highlights as they are now, suggested by the abstract and not accepted, or nothing.
    """

    text: str = ""
    by: Literal["hand", "highlight", "suggestion", "nothing"] = "nothing"
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Papers compared column by column, as the library keeps it.

    `cells` are those that the person wrote or accepted, by paper and name of the column.
    """

    id: int
    uid: str
    title: str
    columns: tuple[str, ...]
    papers: tuple[int, ...]
    cells: dict[tuple[int, str], Cell]
    created: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison as it is read: a row for each paper, in order, with every cell filled in."""

    matrix: Matrix
    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """What can be said with a source: a highlight, or a paragraph of a paper's note.

    `words` are the highlight's, or the paragraph in Markdown; `kind` and `highlight` (its number)
    are None for a paragraph. `used` tells whether the text it is offered to has it already.
    """

    paper_id: int
    title: str
    key: str
    words: str
    comment: str = ""
    kind: Kind | None = None
    highlight: int | None = None
    used: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the papers of an outline's section say, in the order in which its search finds them.

    `line` is where the heading of the section stands (from 0), `query` the search in force there,
    `papers` how many it finds, `ignored` what of it was not understood, each with the reason.
    """

    title: str
    line: int
    query: str
    pieces: tuple[Piece, ...] = ()
    papers: int = 0
    ignored: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A paper as the ledger names it."""

    paper_id: int
    title: str
    key: str


@dataclass(frozen=True, slots=True)
class Unsourced:
    """A sentence without a citation, and the line of the text it begins in (from 0)."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What an outline uses of what its searches find.

    `used` and `unused` together are every highlight and every paragraph of a note of the papers
    found, each once. `uncited` are papers found that are starred and not cited, `unread` papers
    cited that are not Done, `unknown` keys cited that no paper has, `claims` sentences of sections
    with a search that no citation speaks for.
    """

    papers: int = 0
    used: tuple[Piece, ...] = ()
    unused: tuple[Piece, ...] = ()
    uncited: tuple[Named, ...] = ()
    unread: tuple[Named, ...] = ()
    unknown: tuple[str, ...] = ()
    claims: tuple[Unsourced, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceStyle:
    """A style of references that the person brought: its name, what it calls itself, its CSL."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Template:
    """A pattern of notes or exports: bundled (`uid` empty), or the person's `own`."""

    uid: str
    kind: TemplateKind
    name: str
    text: str
    own: bool
