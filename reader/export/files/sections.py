"""A document's file as blocks, one for each section, and sections known again after edits by hand.

A block is named by the words of its heading. A hand may give a section another heading, write new
sections into a block, or behind it where no block is; once that was pulled back, the library has
those sections too, and what stands in the file is recognised as them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.export.blocks import (
    Block,
    Held,
    Section,
    Segment,
    Split,
    checksum,
    from_inert,
    inert,
)


def section_names(headings: Iterable[str]) -> list[str]:
    """What the blocks of sections are called, in the order of a document."""
    seen: Counter[str] = Counter()
    names = []
    for heading in headings:
        name = checksum(heading)
        seen[name] += 1
        names.append(f"{name}n{seen[name]}" if seen[name] > 1 else name)
    return names


def section_blocks(uid: str, sections: Sequence[Section]) -> tuple[Block, ...]:
    """A block for each section of the document `uid` that says something."""
    told = [one for one in sections if one[1].strip()]
    names = section_names(heading for heading, _ in told)
    return tuple(
        Block(f"{uid}:{name}", inert(text.strip("\n")))
        for name, (_, text) in zip(names, told, strict=True)
    )


def recognised(pieces: Sequence[Segment], ours: Sequence[Block], split: Split) -> list[Segment]:
    """The pieces of a file, with blocks for the sections that the library has by now.

    `ours` are the document's blocks as the library would write them. A block that the library
    does not know takes the name of its own heading, and sections within a block become blocks of
    their own, without a checksum: what was last written there is not known. Text behind a block, or
    before the heading of the next, becomes part of it only if the library says just the same.
    """
    known = {block.id: block.text for block in ours}
    free = known.keys() - {piece.id for piece in pieces if isinstance(piece, Held)}
    uid = ours[0].group if ours else ""
    found: list[Segment] = []
    for piece in _without_beginnings(pieces, uid, split):
        if isinstance(piece, Held) and piece.id.partition(":")[0] == uid:
            found += _spaced(_sections_of(piece, known, free, split))
            free -= {one.id for one in found if isinstance(one, Held)}
            continue
        last = found[-1] if found else None
        taken = _taken(last, piece, known, free, split) if isinstance(last, Held) else None
        if taken is None or isinstance(piece, Held):
            found.append(piece)
            continue
        found[-1:] = [*_spaced(taken), "\n"]
        free -= {one.id for one in taken}
    return found


def _without_beginnings(pieces: Iterable[Segment], uid: str, split: Split) -> Iterator[Segment]:
    """The pieces, with what stands in a block before its first heading put before the block."""
    before, beginning = "", f"{uid}:{section_names([''])[0]}"
    for piece in pieces:
        if isinstance(piece, str):
            before += piece
            continue
        is_other = piece.id.partition(":")[0] != uid or piece.id == beginning
        parts = [] if is_other else split(piece.text)
        if len(parts) > 1 and not parts[0][1].lstrip().startswith("#"):
            before += f"{parts[0][1].strip(chr(10))}\n\n"
            piece = replace(piece, text="\n".join(text for _, text in parts[1:]))
        if before:
            yield before
        before = ""
        yield piece
    if before:
        yield before


def _sections_of(
    piece: Held, known: Collection[str], free: Collection[str], split: Split
) -> list[Held]:
    """A block as the blocks it consists of: itself, and each section that is free to have one."""
    uid = piece.id.partition(":")[0]
    parts = split(from_inert(piece.text))
    names = [f"{uid}:{name}" for name in section_names(heading for heading, _ in parts)]
    own = names.index(piece.id) if piece.id in names else 0
    renamed = piece.id not in known and names[0] in free
    home = names[0] if renamed else piece.id
    runs: dict[str, list[str]] = {}
    current = home
    for place, (name, (_, text)) in enumerate(zip(names, parts, strict=True)):
        if place == own and home not in runs:
            current = home
        elif place != own and name in free and name not in runs:
            current = name
        runs.setdefault(current, []).append(text)
    return [
        replace(piece, id=name, text=text) if name == home else Held(name, "", text)
        for name, lines in runs.items()
        for text in [inert("\n".join(lines).strip("\n"))]
    ]


def _taken(
    block: Held, behind: Segment, known: Mapping[str, str], free: Collection[str], split: Split
) -> list[Held] | None:
    """A block with the text behind it, as the blocks that the library has of just these words."""
    if isinstance(behind, Held) or not behind.strip():
        return None
    whole = replace(block, text=with_text_behind(block.text, behind))
    parts = _sections_of(whole, known, free, split)
    same = all(checksum(one.text) == checksum(known.get(one.id, "")) for one in parts)
    return parts if same else None


def with_text_behind(text: str, behind: str) -> str:
    """What a block says together with what a hand wrote behind it."""
    return f"{text.rstrip()}\n\n{inert(behind.strip())}".strip("\n")


def _spaced(blocks: Sequence[Held]) -> list[Segment]:
    found: list[Segment] = []
    for one in blocks:
        found += ["\n", one] if found else [one]
    return found
