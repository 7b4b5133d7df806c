"""One exported file brought up to date without losing a word that somebody wrote into it.

For each block there are three texts: what was written last (its checksum stands in the file),
what stands there now, and what the library would write. A block nobody touched is replaced; one
that only a hand changed stays; one that both changed is a `Clash`, and the person says which
text counts. Everything between the blocks stays as it is. Whatever is unclear, the text in the
file stays and the new version is put below it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.export.blocks import (
    NEW,
    Block,
    Draft,
    Held,
    Segment,
    checksum,
    joined,
    parted,
    segments,
    unified,
)
from reader.export.files.edited_table import plainly_set
from reader.export.files.properties import merge_front
from reader.export.files.sections import recognised
from reader.export.matrix import TABLE
from reader.model import Choice, Clash

_LEFT = "What it says of {count} paper{s} that are no longer in this export was left."
_NOT_READ = "The properties of this file cannot be read, so they were left as they are."


@dataclass(frozen=True, slots=True)
class Written:
    """What was last written into a file: its front matter, and each block's checksum in order."""

    front: str = ""
    blocks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merged:
    """A file brought up to date; what both sides had changed; which parts changed, in words."""

    text: str
    clashes: tuple[Clash, ...] = ()
    parts: tuple[str, ...] = ()
    remark: str = ""


def merge(theirs: str, ours: Draft, was: Written | None, choose: Callable[[str], Choice]) -> Merged:
    """The file `theirs` with what the library says now; `choose` answers for a clash by its id."""
    windows = "\r\n" in theirs and "\n" not in theirs.replace("\r\n", "")
    mark = "\ufeff" if theirs.startswith("\ufeff") else ""
    front, body = parted(unified(theirs))
    clashes: list[Clash] = []
    remarks: list[str] = []
    new_front = _front(front, ours, was, choose, clashes, remarks)
    before = segments(body)
    after = _Body(ours, was or Written(), choose, clashes).merged(before)
    text = mark + new_front + joined(after)
    left = {one.id.partition(":")[0] for one in after if isinstance(one, Held)} - {
        block.group for block in ours.blocks
    }
    if left:
        remarks.append(_LEFT.format(count=len(left), s="" if len(left) == 1 else "s"))
    parts = (["Properties"] if new_front != front else []) + _changed(before, after)
    return Merged(
        text.replace("\n", "\r\n") if windows else text,
        tuple(clashes),
        tuple(parts),
        " ".join(remarks),
    )


def _changed(before: Sequence[Segment], after: Sequence[Segment]) -> list[str]:
    """Which blocks are new, changed or gone, in words."""
    old = {piece.id: piece.text for piece in before if isinstance(piece, Held)}
    new = {piece.id: piece.text for piece in after if isinstance(piece, Held)}
    found = [
        f"{said(name)}{'' if name in old else ' (new)'}"
        for name, text in new.items()
        if old.get(name) != text
    ]
    return found + [f"{said(name)} (gone)" for name in old if name not in new]


def _front(
    theirs: str,
    ours: Draft,
    was: Written | None,
    choose: Callable[[str], Choice],
    clashes: list[Clash],
    remarks: list[str],
) -> str:
    if not theirs:
        return theirs  # it was taken out by hand
    properties = f"{ours.key}:properties"
    base = was.front if was else None
    found = merge_front(theirs, ours.front, base, choose(properties))
    if found is None:
        remarks.append(_NOT_READ)
        return theirs
    clashes += [Clash(properties, f"Property {one.key}", one.mine, one.new) for one in found[1]]
    return found[0]


@dataclass(slots=True)
class _Body:
    """The merge of what follows the front matter."""

    ours: Draft
    was: Written
    choose: Callable[[str], Choice]
    clashes: list[Clash]
    renewed: set[str] = field(default_factory=set)

    def merged(self, pieces: list[Segment]) -> list[Segment]:
        """The pieces with the library's blocks brought up to date, in order."""
        if self.ours.split is not None:
            pieces = recognised(pieces, self.ours.blocks, self.ours.split)
        pieces = _in_new_order(_promoted(pieces), self.ours, self.was)
        new = {block.id: block for block in self.ours.blocks}
        pieces = [_plain(one, new) if isinstance(one, Held) else one for one in pieces]
        groups = {block.group for block in self.ours.blocks}
        there = {piece.id for piece in pieces if isinstance(piece, Held)}
        found: list[Segment | None] = []
        for piece in pieces:
            if isinstance(piece, str) or piece.id.endswith(NEW):
                found.append(piece)
            elif piece.id in new:
                found += self._decided(piece, new[piece.id])
            elif piece.id.partition(":")[0] in groups:
                found.append(self._gone(piece))
            else:
                found.append(piece)  # of a paper that is not in this export: left
        older = {id(one) for one in pieces if isinstance(one, Held) and one.id.endswith(NEW)}
        result = _closed_up(
            [
                self._older(one) if isinstance(one, Held) and id(one) in older else one
                for one in found
            ]
        )
        for block in self.ours.blocks:
            if block.id not in there and self._is_wanted(block):
                _insert(result, block, self.ours.blocks)
        return result

    def _decided(self, piece: Held, block: Block) -> list[Segment | None]:
        """A block that both sides have."""
        mine, new = checksum(piece.text), checksum(block.text)
        stays, comes = Held(piece.id, new, piece.text), Held(piece.id, new, block.text)
        if mine == new:
            return [stays]
        if mine == piece.sum:
            return [comes]
        if piece.sum == new:
            return [piece]
        choice = self._ask(piece.id, piece.text, block.text)
        apart = replace(stays, apart=True)
        if choice == "both":
            self.renewed.add(piece.id)
            return [apart, "\n", Held(piece.id + NEW, new, block.text)]
        return [comes if choice == "new" else apart]

    def _older(self, piece: Held) -> Segment | None:
        """A new version that was put beside a block before; it goes when there is a newer one."""
        if not piece.text.strip():
            return None
        if piece.id.removesuffix(NEW) not in self.renewed:
            return piece
        return None if checksum(piece.text) == piece.sum else f"{piece.text}\n"

    def _gone(self, piece: Held) -> Segment | None:
        """A block that the library has no more."""
        if checksum(piece.text) == piece.sum:
            return None
        return None if self._ask(piece.id, piece.text, "") == "new" else f"{piece.text}\n"

    def _is_wanted(self, block: Block) -> bool:
        """Whether a block that is not in the file comes in: not when a hand took it out."""
        before = self.was.blocks.get(block.id)
        if before is None:
            return True
        if before == checksum(block.text):
            return False
        return self._ask(block.id, "", block.text) != "mine"

    def _ask(self, name: str, mine: str, new: str) -> Choice:
        self.clashes.append(Clash(name, said(name), mine, new))
        return self.choose(name)


def _plain(piece: Held, new: Mapping[str, Block]) -> Held:
    """The table of a comparison as Reader sets it, when a program only set it otherwise."""
    if not piece.id.endswith(f":{TABLE}") or piece.id not in new:
        return piece
    text = plainly_set(piece.text)
    known = (piece.sum, checksum(new[piece.id].text))
    return replace(piece, text=text) if checksum(text) in known else piece


def said(name: str) -> str:
    """What a block is called when speaking to people."""
    part = name.split(":")[1]
    return _NAMES.get(part, "Highlight" if part.startswith("h") else "Section")


_NAMES = {
    "about": "Title and facts",
    "abstract": "Abstract",
    "highlights": "Heading of the highlights",
    "note": "Notes",
    "page": "Page",
    "related": "Related papers",
    "table": "Table",
    "title": "Title of the document",
}


def _promoted(pieces: Sequence[Segment]) -> list[Segment]:
    """A new version takes the place of the block it was put beside, when a hand took that out."""
    there = {piece.id for piece in pieces if isinstance(piece, Held)}
    return [
        Held(piece.id.removesuffix(NEW), piece.sum, piece.text)
        if isinstance(piece, Held) and piece.id.removesuffix(NEW) not in there
        else piece
        for piece in pieces
    ]


def _in_new_order(pieces: list[Segment], ours: Draft, was: Written) -> list[Segment]:
    """The blocks with the text behind each, in the library's order if no hand moved any."""
    order = [block.id for block in ours.blocks]
    known = set(order)
    there = [piece.id for piece in pieces if isinstance(piece, Held) and piece.id in known]
    wanted = [name for name in order if name in set(there)]
    before = [name for name in was.blocks if name in set(there)]
    if there == wanted or there != before:
        return pieces
    starts = [n for n, one in enumerate(pieces) if isinstance(one, Held) and one.id in known]
    ends = [*starts[1:], len(pieces)]
    chunks = {name: pieces[start:end] for name, start, end in zip(there, starts, ends, strict=True)}
    moved = [piece for name in wanted for piece in _spaced(chunks[name])]
    if moved[-1] == "\n":
        moved.pop()
    return [*pieces[: starts[0]], *moved]


def _spaced(chunk: list[Segment]) -> list[Segment]:
    """A block with what follows it, ended by one empty line at least."""
    last = chunk[-1]
    ended = isinstance(last, str) and (last == "\n" or last.endswith("\n\n"))
    if ended:
        return chunk
    whole = not isinstance(last, str) or last.endswith("\n")
    return [*chunk, "\n" if whole else "\n\n"]


def _closed_up(pieces: Sequence[Segment | None]) -> list[Segment]:
    """The pieces without those that went (None), and without the empty line after each."""
    found: list[Segment] = []
    gone = False
    for piece in pieces:
        if piece is None:
            gone = True
            continue
        kept = piece.removeprefix("\n") if gone and isinstance(piece, str) else piece
        gone = False
        if kept != "":
            found.append(kept)
    if gone and found and found[-1] == "\n":
        found.pop()
    return found


def _insert(pieces: list[Segment], block: Block, blocks: Sequence[Block]) -> None:
    """Put a new block where it belongs: behind the part of its paper that it follows.

    The first part of a paper comes before the next paper that is there, else at the end, so that
    what a hand wrote behind the paper before stays behind that one.
    """
    held = Held(block.id, checksum(block.text), block.text)
    place = [each.id for each in blocks].index(block.id)
    own = {each.id for each in blocks if each.group == block.group}
    places: dict[str, int] = {}
    ends: dict[str, int] = {}
    for number, piece in enumerate(pieces):
        if isinstance(piece, Held):
            places.setdefault(piece.id.removesuffix(NEW), number)
            ends[piece.id.removesuffix(NEW)] = number + 1
    earlier = [ends[each.id] for each in blocks[:place] if each.id in own & ends.keys()]
    later = [places[each.id] for each in blocks[place + 1 :] if each.id in places]
    if earlier:
        pieces[earlier[-1] : earlier[-1]] = ["\n", held]
    elif later:
        pieces[later[0] : later[0]] = [held, "\n"]
    else:
        last = joined(pieces[-1:])
        gap = "" if last.endswith("\n\n") or last in ("", "\n") else "\n"
        pieces += [gap if not last or last.endswith("\n") else "\n\n", held]
