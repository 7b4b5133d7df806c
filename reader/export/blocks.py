"""Files made of blocks that are known again: what Reader wrote, and what a person wrote around it.

A block stands between two comments, which Obsidian, Pandoc and every reader of CommonMark pass
over (CommonMark 0.31, 4.6, HTML blocks of kind 2):

    <!-- reader:k7f3q2abcdef:note 5f3a9c0d1e2b -->
    ## Notes

    A thought.
    <!-- reader:end -->

The first names the block: the paper, what of it, and a checksum of what Reader wrote, so that
the file itself tells whether a hand has changed it, also after a crash or in an older copy. The
word `apart` behind it says that the library has another text, which this one did not come from:
both sides had changed theirs, and the person kept the file's.
Everything else in the file is somebody's own text and is never changed by a byte.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.export.front_matter import Value, front_matter

NEW = ":new"
"""The end of the id of a block that holds a new version beside one that was edited by hand."""

_BEGIN = re.compile(
    r"<!-- reader:(?P<id>[a-z0-9]{1,40}(?::[a-z0-9]{1,24}){1,2})"
    r"(?: (?P<sum>[0-9a-f]{12})(?P<apart> apart)?)? -->[ \t]*"
)
_END = re.compile(r"<!-- reader:end -->[ \t]*")
_LIKE_OURS = re.compile(r"^( *)(?=<!-- reader:)", re.MULTILINE)
_ONE_TOO_MANY = re.compile(r"^ ( *)(?=<!-- reader:)", re.MULTILINE)
_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a file that Reader owns: its id (`paper:part`) and its Markdown."""

    id: str
    text: str

    @property
    def group(self) -> str:
        """What the block is about: a paper's uid, or `document`."""
        return self.id.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Held:
    """A block as it stands in a file, with the checksum of what was written there.

    `apart`: of what the library would have written, while the text here stayed.
    """

    id: str
    sum: str
    text: str
    apart: bool = False


Segment = str | Held
"""A piece of a file: somebody's own text, or a block."""

Section = tuple[str, str]
"""The words of a heading, and the Markdown of the section with it."""

Split = Callable[[str], Sequence[Section]]
"""Parts a text into sections; their Markdown together, by lines, is the text again."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One Markdown file as the library would write it.

    `key` is what the file is about, and stays when its name changes: a paper's uid, or
    `document`. A document of the library has a block for each section, and `split` finds them.
    """

    key: str
    name: str
    properties: dict[str, Value]
    blocks: tuple[Block, ...]
    papers: tuple[int, ...] = ()
    split: Split | None = None

    @property
    def front(self) -> str:
        """The front matter; none without properties."""
        return front_matter(self.properties) if self.properties else ""

    def plain(self) -> str:
        """The file without any marks, to be read and copied."""
        return self._begun + "\n\n".join(block.text for block in self.blocks) + "\n"

    def marked(self) -> str:
        """The file with its blocks marked, to be merged with later."""
        held = [Held(block.id, checksum(block.text), block.text) for block in self.blocks]
        return self._begun + "\n".join(map(written, held))

    @property
    def _begun(self) -> str:
        return f"{self.front}\n" if self.front else ""


def checksum(text: str) -> str:
    """What tells a text from an edited one; white space at the ends of lines does not count."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    data = "\n".join(lines).encode("utf-8", "replace")
    return hashlib.sha256(data).hexdigest()[:12]


def written(block: Held) -> str:
    """A block between its comments, ended by a line break."""
    total = f" {block.sum}{' apart' if block.apart else ''}" if block.sum else ""
    return f"<!-- reader:{block.id}{total} -->\n{block.text}\n<!-- reader:end -->\n"


def inert(text: str) -> str:
    """A text that holds no line that could be taken for one of our comments."""
    return _LIKE_OURS.sub(r"\1 ", text)


def from_inert(text: str) -> str:
    """What `inert` made such a text from."""
    return _ONE_TOO_MANY.sub(r"\1", text)


def unified(text: str) -> str:
    """A text with line ends as everywhere but on Windows, and no mark of its order of bytes."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def parted(text: str) -> tuple[str, str]:
    """The front matter of a file, empty when there is none, and the rest."""
    found = _FRONT.match(text) if text.startswith("---") else None
    end = found.end() if found else 0
    return text[:end], text[end:]


def segments(body: str) -> list[Segment]:
    """The pieces of a file without its front matter, in order; `joined` makes it of them again.

    A block that is there twice counts where it stands first; the copy is somebody's own text.
    """
    found: list[Segment] = []
    seen: set[str] = set()
    for piece in _pieces(body):
        if isinstance(piece, Held):
            if piece.id not in seen:
                seen.add(piece.id)
                found.append(piece)
                continue
            piece = written(piece)
        if found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece:
            found.append(piece)
    return found


def joined(pieces: Iterable[Segment]) -> str:
    """The text of these pieces."""
    return "".join(piece if isinstance(piece, str) else written(piece) for piece in pieces)


def _pieces(body: str) -> Iterator[Segment]:
    """Texts and blocks in order. A block whose end is missing ends where the next one begins."""
    lines = body.split("\n")
    own: list[str] = []
    begin: re.Match[str] | None = None
    for number, line in enumerate(lines):
        opens, ends = _BEGIN.fullmatch(line), _END.fullmatch(line)
        if not opens and not (ends and begin):
            own.append(line)
            continue
        # The last line may end without a break; a comment there is ours only with one.
        if number == len(lines) - 1 and opens:
            own.append(line)
            continue
        if begin is not None:
            yield _held(begin, own)
        elif own:
            yield "\n".join([*own, ""])
        own, begin = [], opens
    if begin is not None:
        while own and not own[-1].strip():
            own.pop()
        yield _held(begin, own)
    else:
        yield "\n".join(own)


def _held(begin: re.Match[str], lines: list[str]) -> Held:
    return Held(begin["id"], begin["sum"] or "", "\n".join(lines), bool(begin["apart"]))
