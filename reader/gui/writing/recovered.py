"""What a draft of a dead program is to become again: a note, a document, a comment, an abstract."""

from dataclasses import dataclass
from typing import Literal

from reader.gui.writing import drafts
from reader.gui.writing.drafts import LeftBehind
from reader.library import Library
from reader.model import Changes, Highlight, Kind, Paper
from reader.tex import readable


@dataclass(frozen=True, slots=True)
class Found:
    """A draft, and the paper or document that it was to be a text of, there or gone."""

    draft: LeftBehind
    id: int
    title: str
    now: str
    is_gone: bool = False

    @property
    def words(self) -> str:
        """What was being written, as a sentence goes on from it."""
        match self.draft.of:
            case "document":
                return f"“{self.title}” was"
            case "comment":
                return f"a comment on “{self.title}” was"
            case "abstract":
                return f"the abstract of “{self.title}” was"
            case _:
                return f"the notes of “{self.title}” were"


def find(library: Library) -> list[Found]:
    """The drafts of texts of this library; those whose words it holds are dropped."""
    found = []
    for draft in drafts.left_behind():
        one = _document(library, draft) if draft.of == "document" else _paper(library, draft)
        if one is None:
            continue  # of another library
        if _holds(library, one):
            drafts.drop(draft)
        else:
            found.append(one)
    return found


def _document(library: Library, draft: LeftBehind) -> Found | None:
    document = library.document_of(draft.uid)
    if document is None:
        return _gone(library, draft, "document")
    return Found(draft, document.id, document.title, document.text)


def _paper(library: Library, draft: LeftBehind) -> Found | None:
    paper = library.history.paper_of(draft.uid)
    if paper is None:
        return _gone(library, draft, "paper")
    now = paper.note
    if draft.of == "abstract":
        now = paper.facts.abstract or ""
    elif draft.of == "comment":
        mark = _marked(paper, draft.text)
        now = mark.comment if mark is not None else ""
    return Found(draft, paper.id, readable(paper.facts.title), now)


def _gone(library: Library, draft: LeftBehind, of: Literal["paper", "document"]) -> Found | None:
    former = library.history.former(draft.uid, of=of)
    return former and Found(draft, former[0], readable(former[1]), "", is_gone=True)


def _holds(library: Library, one: Found) -> bool:
    """Whether the words of a draft are in the library, or were once."""
    draft = one.draft
    if draft.of == "document" or draft.of == "paper":
        return library.history.holds(one.id, draft.text, of=draft.of)
    if one.is_gone:
        return not draft.text.strip()
    if draft.of == "comment":
        comments = {mark.comment.strip() for mark in library.paper(one.id).highlights}
        return comment_of(draft.text)[1] in comments | {""}
    return draft.text.strip() in (one.now.strip(), "")


def comment_of(text: str) -> tuple[str, str]:
    """The highlighted words and the comment of a draft, as `FieldDrafts` writes them."""
    words, _, comment = text.partition("\n\n")
    return words.removeprefix("> "), comment.strip()


def _marked(paper: Paper, text: str) -> Highlight | None:
    words = comment_of(text)[0]
    return next((one for one in paper.highlights if " ".join(one.quote.split()) == words), None)


def make_it_so(library: Library, one: Found) -> Changes:
    """Make a draft what it was to be; what it takes the place of can be brought back."""
    text, uid = one.draft.text, one.draft.uid
    if one.is_gone and one.draft.of == "document":
        return library.bring_document_back(uid, text)
    if one.is_gone:
        changes = library.history.bring_paper_back(uid, text if one.draft.of == "paper" else None)
        if one.draft.of == "paper":
            return changes
    match one.draft.of:
        case "document":
            return library.write_document(one.id, text)
        case "abstract":
            return library.edit(one.id, abstract=text.strip())
        case "comment":
            return _comment(library, library.paper(one.id), text)
        case _:
            return library.write_note(one.id, text)


def _comment(library: Library, paper: Paper, text: str) -> Changes:
    """On the highlight, on a new one of the same words, or in the notes when they are gone."""
    words, comment = comment_of(text)
    mark = _marked(paper, text)
    if mark is not None:
        return library.change_highlight(mark.id, comment=comment)
    start = (paper.facts.abstract or "").find(words)
    if words and start >= 0:
        return library.highlight(paper.id, start, start + len(words), Kind.IDEA, comment)
    return library.append_note(paper.id, text)


def set_aside(library: Library, one: Found) -> Changes:
    """Leave what there is; the draft becomes a former version, so that it is not lost."""
    if one.is_gone:
        of: Literal["paper", "document"] = "document" if one.draft.of == "document" else "paper"
        return library.history.keep_gone_aside(one.draft.uid, one.draft.text, of=of)
    if one.draft.of == "document":
        return library.keep_document_aside(one.id, one.draft.text)
    return library.history.keep_aside(one.id, one.draft.text)
