"""Notes and comments that were edited in exported files, on their way back into the library.

In a vault links and references to highlights stand as Obsidian writes them; here they become
again what they were in the note. Which text a link had there the library's own note tells, as
long as it has it; a link that was made in the vault gets the title of the paper it leads to.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from reader import tex
from reader.export.blocks import (
    NEW,
    Block,
    Held,
    Segment,
    Split,
    checksum,
    from_inert,
    inert,
    parted,
    segments,
    unified,
)
from reader.export.files.sections import recognised, with_text_behind
from reader.export.pages import closing, in_reading_order
from reader.export.vault import LinkFiles, in_vault
from reader.model import Paper
from reader.note_links import LINK, outside_code

_HEADING = re.compile(r"\A#{1,6} Notes[ \t]*(?:\n\n?|\Z)")
_COMMENT = re.compile(r"^\*\*[^*\n]{1,80}\.\*\*[ \t]*(?P<comment>.*)\Z", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"^\^h(\d{1,6})[ \t]*$", re.MULTILINE)
_TO_HIGHLIGHT = re.compile(r"\[\[#\^h(\d{1,6})\|\1\]\]|\[\^h\d{1,6}\]")
_ANY_LINK = re.compile(rf"{_TO_HIGHLIGHT.pattern}|{LINK.pattern}")
_EMPTIED = "The notes were emptied here; those in the library stay."
_OF_TEMPLATE = (
    "This page was made with a template, and it cannot be told which of the edited words belong to "
    "the notes; they stay in this file."
)
_SECTION = re.compile(r"[0-9a-f]{12}(?:n\d+)?")
_NO_SECTION = "A section that was edited here is no longer in the document; it stays in this file."
_NO_WORDS = "A section was emptied here; the one in the library stays."
_TAKEN_OUT = "Sections were taken out here; they stay in the library."


@dataclass(frozen=True, slots=True)
class Edited:
    """A block that was changed in a file since it was written there."""

    uid: str
    part: str
    sum: str
    text: str
    numbers: Mapping[int, int]
    """Which highlight (id) each number was, in this file."""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """What comes back for one block: a note, or the comment of the highlight of this number.

    `both` says that the library has another text by now as well.
    """

    paper: Paper
    highlight: int | None
    text: str
    both: bool = False


@dataclass(frozen=True, slots=True)
class EditedSection:
    """A section of a document as it stands in a file.

    `place` is that of its block among the library's; `both` says that it was changed there too.
    """

    place: int
    text: str
    both: bool


def edited_blocks(text: str) -> list[Edited]:
    """The notes, highlights and pages of templates that are not what was written there."""
    pieces = [one for one in segments(parted(unified(text))[1]) if isinstance(one, Held)]
    numbers: dict[str, dict[int, int]] = defaultdict(dict)
    for one in pieces:
        uid, _, part = one.id.partition(":")
        found = _NUMBER.search(one.text)
        if part[0] == "h" and part[1:].isdigit() and found:
            numbers[uid][int(found[1])] = int(part[1:])
    edited = []
    for one in pieces:
        uid, _, part = one.id.partition(":")
        wanted = part in ("note", "page") or (part[0] == "h" and part[1:].isdigit())
        if wanted and checksum(one.text) != one.sum:
            edited.append(Edited(uid, part, one.sum, one.text, numbers[uid], one.apart))
    return edited


def pages_in(text: str) -> list[str]:
    """The papers (by uid) whose pages a template made in a file, in their order."""
    pieces = [one for one in segments(parted(unified(text))[1]) if isinstance(one, Held)]
    return [uid for one in pieces for uid, _, part in [one.id.partition(":")] if part == "page"]


def read_back(
    block: Edited,
    paper: Paper,
    ours: Sequence[Block],
    files: LinkFiles | None,
    titles: Callable[[str], str | None],
) -> Back | str | None:
    """What a block says now, for the library; a remark when that stays out; None for nothing new.

    `ours` are the paper's blocks as the library would write them now. In a vault `files` says
    where links lead, and `titles` what the paper of a file is called.
    """
    now = next((one.text for one in ours if one.id == f"{paper.uid}:{block.part}"), "")
    if checksum(now) == checksum(block.text):
        return None
    both = block.apart or checksum(now) != block.sum
    if block.part == "page":
        return _note_in_page(block, paper, now, both)
    if block.part == "note":
        text = note_of(block, paper, files, titles)
        if not text.strip():
            return _EMPTIED
        return Back(paper, None, text, both) if text != paper.note else None
    return _comment(block, paper, both, files, titles)


def _note_in_page(block: Edited, paper: Paper, now: str, both: bool) -> Back | str | None:
    """The note from a page that a template made, if it alone was changed there."""
    note, text = inert(paper.note.strip("\n")), block.text
    if not note or now.count(note) != 1:
        return _OF_TEMPLATE
    before, _, behind = now.partition(note)
    room = len(text) - len(before) - len(behind)
    if room < 0 or not text.startswith(before) or not text.endswith(behind):
        return _OF_TEMPLATE
    edited = from_inert(text[len(before) : len(before) + room]).strip("\n")
    end = paper.note[len(paper.note.rstrip("\n")) :]
    return Back(paper, None, f"{edited}{end}", both) if edited.strip() else _EMPTIED


def _comment(
    block: Edited,
    paper: Paper,
    both: bool,
    files: LinkFiles | None,
    titles: Callable[[str], str | None],
) -> Back | str | None:
    number = int(block.part[1:])
    place = next((at for at, one in enumerate(paper.highlights) if one.id == number), None)
    found = _COMMENT.search(block.text)
    if place is None:
        return "A highlight that was edited here is no longer in the library."
    there = paper.highlights[place]
    text = from_inert(found["comment"]).strip() if found else ""
    if files:
        shown = in_vault(paper, files).highlights[place].comment
        text = _unlinked(text, block, paper, (shown, there.comment), titles)
    if text == there.comment.strip():
        return None
    if not text:
        return "The comment on a highlight was taken out here; the one in the library stays."
    return Back(paper, number, text, both)


def documents_in(text: str) -> list[str]:
    """The documents (by uid) that a file has sections of."""
    found = [
        uid
        for one in segments(parted(unified(text))[1])
        if isinstance(one, Held)
        for uid, _, part in [one.id.partition(":")]
        if _SECTION.fullmatch(part)
    ]
    return list(dict.fromkeys(found))


def edited_sections(
    text: str, ours: Sequence[Block], split: Split, before: Set[str]
) -> Iterator[EditedSection | str]:
    """The sections of one document that are new in a file, and remarks about what stays there.

    `ours` are its sections as the library would write them now, and `before` names those that
    were written into this file.
    """
    known = {block.id: (place, checksum(block.text)) for place, block in enumerate(ours)}
    there = _with_own_text(recognised(segments(parted(unified(text))[1]), ours, split), ours)
    for one in there:
        edited = checksum(one.text)
        if edited == one.sum or one.id.endswith(NEW):
            continue
        if one.id not in known:
            yield _NO_SECTION
            continue
        place, now = known[one.id]
        if not one.text.strip():
            yield _NO_WORDS
        elif now != edited:
            yield EditedSection(place, from_inert(one.text), one.apart or now != one.sum)
    if (before & known.keys()) - {one.id.removesuffix(NEW) for one in there}:
        yield _TAKEN_OUT


def _with_own_text(pieces: Sequence[Segment], blocks: Sequence[Block]) -> list[Held]:
    """The blocks of a document, each with what a hand wrote behind it that the library lacks."""
    uid = blocks[0].group if blocks else ""
    said = "\n\n".join(block.text for block in blocks)
    found: list[Held] = []
    for piece in pieces:
        if isinstance(piece, Held):
            found += [piece] if piece.id.partition(":")[0] == uid else []
        elif found and piece.strip() and inert(piece.strip()) not in said:
            last = found[-1]
            found[-1] = replace(last, text=with_text_behind(last.text, piece))
    return found


def note_of(
    block: Edited, paper: Paper, files: LinkFiles | None, titles: Callable[[str], str | None]
) -> str:
    """A note as the library holds it, from what stands in a file."""
    text = from_inert(_HEADING.sub("", block.text, count=1))
    shown = in_vault(paper, files).note if files else paper.note
    fence = closing(shown).strip("\n")
    if fence:
        text = text.rstrip("\n").removesuffix(f"\n{fence}")
    end = paper.note[len(paper.note.rstrip("\n")) :]
    own = _unlinked(text, block, paper, (shown, paper.note), titles) if files else text
    return own.rstrip("\n") + end


def _unlinked(
    text: str,
    block: Edited,
    paper: Paper,
    known: tuple[str, str],
    titles: Callable[[str], str | None],
) -> str:
    """The text with links and references as they are in notes.

    `known` is how the library's text stands in a vault, and how it is in the library.
    """
    before: dict[str, list[str]] = defaultdict(list)
    those, these = map(_links, known)
    for there, own in zip(those, these, strict=True) if len(those) == len(these) else ():
        before[there].append(own)
    ordered = in_reading_order(paper.highlights)
    current = {one.id: number for number, one in enumerate(ordered, start=1)}

    def back(found: re.Match[str]) -> str:
        own = before.get(found[0])
        was = own and (own.pop(0) if len(own) > 1 else own[0])
        if found[1]:
            number = current.get(block.numbers.get(int(found[1]), -1), int(found[1]))
            return was if was and was.startswith("[[") else f"[^h{number}]"
        if was or not found[2]:
            return was or found[0]
        title = titles(found[2].strip())
        if title is None:
            return found[0]
        words = (found[3] or title).strip()
        return f"[[{title}]]" if words == title else f"[[{title}|{words}]]"

    return outside_code(text, lambda part: _ANY_LINK.sub(back, part))


def _links(text: str) -> list[str]:
    found: list[str] = []

    def collect(part: str) -> str:
        found.extend(link[0] for link in _ANY_LINK.finditer(part))
        return part

    outside_code(text, collect)
    return found


def link_title(title: str) -> str:
    """The title of a paper as a link can say it: on one line, without what would end the link."""
    return re.sub(r"[\[\]|]", " ", " ".join(tex.readable(title).split()))
