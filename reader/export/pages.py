"""What an export says about one paper: heading, line of facts, abstract, highlights, notes."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from urllib.parse import quote

from reader import tex
from reader.dates import shown_date
from reader.export.blocks import Block, inert
from reader.export.front_matter import Value
from reader.export.literal import literal, literal_paragraphs
from reader.export.unsaid import MOST_AUTHORS, unsaid
from reader.export.vault import block_id, vault_properties, vault_tag
from reader.model import ExportOptions, Facts, Highlight, Paper

WEB = re.compile(r"https?://[^\s/\\@?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(`{3,}(?!.*`)|~{3,})(.*)$", re.MULTILINE)


def has_notes(paper: Paper) -> bool:
    """Whether the person wrote or highlighted anything."""
    return bool(paper.note.strip() or paper.highlights)


def page(paper: Paper, key: str, options: ExportOptions, *, level: int) -> list[Block]:
    """The paper's part of an export, block by block, its heading of this level."""
    deeper = "#" * (level + 1)
    about = [f"{'#' * level} {shown_title(paper.facts)}", _line_of_facts(paper, key, options)]
    about += [_links(paper), _unsaid(paper.facts, options)]
    parts = [("about", "\n\n".join(filter(None, about)))]
    if options.abstract and paper.facts.abstract:
        abstract = literal_paragraphs(tex.readable(paper.facts.abstract))
        if abstract:
            parts.append(("abstract", "\n\n".join([f"{deeper} Abstract", *abstract])))
    if options.highlights and paper.highlights:
        parts.append(("highlights", f"{deeper} Highlights"))
        parts += _highlights(paper.highlights, options)
    if options.notes and paper.note.strip():
        parts.append(("note", f"{deeper} Notes\n\n{note_text(paper.note)}"))
    return [Block(f"{paper.uid}:{part}", text) for part, text in parts]


def note_text(note: str) -> str:
    """A note as it stands in an export: the person's words, closed, without marks of ours."""
    return inert(_closed(note)).rstrip("\n")


def record(paper: Paper, key: str, options: ExportOptions) -> dict[str, Value]:
    """The paper's front matter: its facts as given, TeX and all; unknown ones are left out."""
    facts = paper.facts
    known: dict[str, Value | None] = {
        "title": facts.title,
        "authors": facts.authors or None,
        "author_count": facts.author_count if facts.author_count != len(facts.authors) else None,
        "date": facts.date or _year(facts),
        "venue": facts.venue,
        "state": paper.state.value,
        "starred": paper.starred,
        "tags": [tag.name for tag in paper.tags] if options.tags else None,
        "key": key if options.keys else None,
        "arxiv": facts.arxiv_id,
        "doi": facts.doi,
        "url": facts.url,
        "keywords": facts.keywords or None,
        "ids": facts.ids or None,
        "id": paper.uid,
    }
    if options.layout == "vault":
        known |= vault_properties(paper, tags=options.tags)
    return {name: value for name, value in known.items() if value is not None}


def shown_title(facts: Facts) -> str:
    """The title in readable form and inert."""
    return literal(tex.readable(facts.title)) or "Untitled"


def _line_of_facts(paper: Paper, key: str, options: ExportOptions) -> str:
    facts = paper.facts
    known = [
        authors(facts, literal),
        shown_date(facts.date or _year(facts)),
        literal(facts.venue or ""),
    ]
    tags = [_hash_tag(tag.name) for tag in paper.tags] if options.tags else []
    words = [", ".join(part for part in known if part) + ".", *filter(None, tags)]
    if options.keys:
        words.append(f"[@{key}]")
    return " ".join(words)


def _year(facts: Facts) -> str | None:
    return str(facts.year) if facts.year else None


def authors(facts: Facts, said: Callable[[str], str]) -> str:
    """Who wrote it, at most six names, each as `said` writes it; or how many there are."""
    names = [said(name) for name in facts.authors if name.strip()]
    if not names:
        count = facts.author_count or 0
        return f"{count} {'author' if count == 1 else 'authors'}" if count else ""
    unnamed = max(0, (facts.author_count or 0) - len(names))
    if len(names) > MOST_AUTHORS:
        unnamed += len(names) - MOST_AUTHORS + 1
        names = names[: MOST_AUTHORS - 1]
    if unnamed:
        names.append(f"{unnamed} more")
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _hash_tag(name: str) -> str:
    word = vault_tag(name)
    return f"#{word}" if word else ""


def links_of(facts: Facts) -> list[tuple[str, str]]:
    """Where a paper is found: what each link is called, and its address, each address once."""
    links = [
        ("arXiv", f"https://arxiv.org/abs/{facts.arxiv_id}" if facts.arxiv_id else None),
        ("DOI", f"https://doi.org/{facts.doi}" if facts.doi else None),
        ("Page", facts.url),
        ("Code", facts.code_url),
    ]
    shown: dict[str, str] = {}
    for name, address in links:
        if address and WEB.fullmatch(address):
            shown.setdefault(quote(address, safe="/:?#@!$&'+,;=%~._-"), name)
    return [(name, address) for address, name in shown.items()]


def _links(paper: Paper) -> str:
    """The links of a paper, then its files where they lie."""
    links = [f"[{name}]({address})" for name, address in links_of(paper.facts)]
    for file in paper.files:
        if PurePath(file.path).is_absolute():
            links.append(f"[{literal(file.name)}](<{PurePath(file.path).as_uri()}>)")
    return " · ".join(links)


def _unsaid(facts: Facts, options: ExportOptions) -> str:
    code = dict(links_of(facts)).get("Code")
    in_front = options.layout != "document"
    return unsaid(facts, abstract=options.abstract, in_front=in_front, code=code)


def _highlights(
    highlights: Sequence[Highlight], options: ExportOptions
) -> Iterator[tuple[str, str]]:
    """Each as a quote with what it is for; in the order of the text, lost ones at the end."""
    for number, highlight in enumerate(in_reading_order(highlights), start=1):
        quoted = literal_paragraphs(tex.readable(highlight.quote)) or ["…"]
        lines = ["\n>\n".join(f"> {line}" for line in quoted)]
        if options.layout == "vault":
            lines.append(block_id(number))
        comment = highlight.comment if options.comments else ""
        lines.append(f"**{highlight.label}.** {inert(_closed(comment))}".rstrip())
        yield f"h{highlight.id}", "\n\n".join(lines)


def in_reading_order(highlights: Sequence[Highlight]) -> list[Highlight]:
    """The highlights as their words stand in the abstract; those without a place at the end."""
    return sorted(highlights, key=lambda each: (each.start is None, each.start or 0, each.id))


def _closed(text: str) -> str:
    """The person's own words, unchanged, and the end of a code block that was left open."""
    return text + closing(text)


def closing(text: str) -> str:
    """What closes a code block that a text leaves open; otherwise it would swallow what follows.

    An indented fence may belong to a list that ends by itself, so then there is nothing.
    """
    opened = ""
    for found in _FENCE.finditer(text):
        fence = found[1]
        if found[0].startswith(" "):
            return ""
        if not opened:
            opened = fence
        elif fence.startswith(opened) and not found[2].strip():
            opened = ""
    return ("" if text.endswith("\n") else "\n") + opened if opened else ""
