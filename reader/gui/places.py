"""The places of the sidebar: which papers each one shows, and what it says when it has none."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.gui.look.wording import number
from reader.model import Counts, Import, SavedSearch, Sort, State, Tag
from reader.query.nodes import EVERYTHING, HasTag, InImport, Is, Node


@dataclass(frozen=True, slots=True)
class Place:
    """A list of papers with a name. `state` is set where a decided paper leaves the list.

    With `in_turn` it stays, and the next one is due. A saved search has a `query`, which stands in
    the search field, and a `sort`. A place with a `page` is opened by the command of that name.
    """

    key: str
    title: str
    icon: str
    node: Node
    state: State | None = None
    empty: str = ""
    advice: str = ""
    query: str = ""
    sort: Sort = "default"
    in_turn: bool = False
    page: str = ""  # the command that opens it, for what is no list of papers


INBOX = Place(
    "inbox",
    "Inbox",
    "inbox",
    Is("inbox"),
    State.INBOX,
    "Inbox is empty",
    "Bring in a page, or read what you chose.",
)
QUEUE = Place(
    "queue",
    "Queue",
    "queue",
    Is("queue"),
    State.QUEUE,
    "Nothing queued",
    "Press Q on a paper to read it later.",
)
READING = Place(
    "reading",
    "Reading",
    "reading",
    Is("reading"),
    State.READING,
    "Nothing open",
    "Shift R opens the first paper of the queue.",
)
DONE = Place(
    "done",
    "Done",
    "done",
    Is("done"),
    State.DONE,
    "Nothing done yet",
    "Press D when you have read a paper.",
)
STARRED = Place(
    "starred",
    "Starred",
    "starred",
    Is("starred"),
    empty="No starred papers",
    advice="Press S on a paper to star it.",
)
ALL = Place(
    "all",
    "All papers",
    "all",
    EVERYTHING,
    empty="No papers yet",
    advice="Bring in a page of papers.",
)
ARCHIVE = Place(
    "archive",
    "Archive",
    "archive",
    Is("archive"),
    State.ARCHIVE,
    "The Archive is empty",
    "Press E on a paper to decide against it.",
)

NOTES = Place("notes", "Notes", "note", EVERYTHING, page="notebook")

COMPARISONS = Place("comparisons", "Comparisons", "table", EVERYTHING, page="comparisons")

PAGES = (NOTES, COMPARISONS)
PLACES = (INBOX, QUEUE, READING, DONE, STARRED, ALL, ARCHIVE)
FIXED = frozenset(PLACES + PAGES)  # in every library, whatever is in it


def place_of(key: str) -> Place:
    """The fixed place of a key; the Inbox when there is none."""
    return next((place for place in PLACES if place.key == key), INBOX)


OF_STATE = {place.state: place for place in PLACES if place.state is not None}


def tag_place(tag: Tag) -> Place:
    """The place of one tag."""
    return Place(
        f"tag:{tag.name}",
        tag.name,
        "tag",
        HasTag(tag.name),
        empty=f"No papers tagged {tag.name}",
        advice="Press T on a paper to tag it.",
    )


def search_place(saved: SavedSearch) -> Place:
    """The place of a saved search."""
    return Place(
        f"search:{saved.id}",
        saved.name,
        "saved-search",
        EVERYTHING,
        query=saved.query,
        sort=saved.sort,
    )


def import_place(batch: Import) -> Place:
    """The place of one import."""
    return Place(
        f"import:{batch.id}",
        batch.name,
        "import",
        InImport(id=batch.id),
        empty="No papers of this import are left",
        advice="They were deleted or taken back.",
        in_turn=True,
    )


def newest_place(imports: Sequence[Import], state: State = State.INBOX) -> Place:
    """Where to find what was brought in last: its import, or when it was several its `state`."""
    newest = [batch for batch in imports if batch.at == imports[0].at]
    return import_place(newest[0]) if len(newest) == 1 else OF_STATE[state]


def all_places(counts: Counts) -> list[tuple[Place, int, Tag | None]]:
    """Every place there is, with how many papers it has, and its tag if it is one."""
    numbers = {STARRED.key: counts.starred, ALL.key: counts.all}
    found: list[tuple[Place, int, Tag | None]] = [
        (place, counts.states.get(place.state, 0) if place.state else numbers[place.key], None)
        for place in PLACES
    ]
    found += [(tag_place(tag), count, tag) for tag, count in counts.tags]
    found += [(import_place(batch), batch.papers, None) for batch in counts.imports]
    return found


def counted(place: Place, papers: int, unseen: int) -> str:
    """The words beside a place's name: how many papers, and how many of them unseen."""
    if not papers:
        return ""
    words = "1 paper" if papers == 1 else f"{number(papers)} papers"
    return f"{words}, {number(unseen)} unseen" if place is INBOX and unseen else words
