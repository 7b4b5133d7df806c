"""The JSON contract, key by key. A change here breaks other people's programs."""

from reader.cli import records
from reader.model import (
    Action,
    Caution,
    Dump,
    Entry,
    Facts,
    Finding,
    Highlight,
    Kind,
    Leftover,
    Listing,
    Paper,
    Plan,
    PlannedEntry,
    Result,
    Sighting,
    State,
    Tag,
)

FACTS = Facts(
    title="Folding Maps",
    abstract="We fold.",
    authors=("Ada Fold", "Bo Crease"),
    author_count=2,
    date="2025-03-31",
    date_as_shown="Mar 31",
    url="https://example.org/1",
    arxiv_id="2503.00001",
    doi="10.1/1",
    venue="Paper Days",
    year=2025,
    upvotes=7,
    comments=3,
    code_url="https://example.org/code",
    keywords=("folding",),
)

FACTS_AS_JSON = {
    "title": "Folding Maps",
    "abstract": "We fold.",
    "authors": ["Ada Fold", "Bo Crease"],
    "author_count": 2,
    "date": "2025-03-31",
    "date_as_shown": "Mar 31",
    "url": "https://example.org/1",
    "arxiv_id": "2503.00001",
    "doi": "10.1/1",
    "venue": "Paper Days",
    "year": 2025,
    "upvotes": 7,
    "comments": 3,
    "code_url": "https://example.org/code",
    "keywords": ["folding"],
}

PAPER = Paper(
    id=4,
    uid="u",
    facts=FACTS,
    added="2025-04-01T10:00:00Z",
    state=State.QUEUE,
    starred=True,
    seen=True,
    queue_place=1,
    tags=(Tag("maps", "teal"),),
    note="Look *again*.",
    highlights=(Highlight(9, 4, Kind.IDEA, "fold", "We ", ".", 3, 7, "how?"),),
    sightings=(Sighting(1, "a.txt", 0, 3, 4, "Mar 31", 7, 3, "2025-04-01T10:00:00Z", ("title",)),),
    events=(),
)

PAPER_AS_JSON = {
    "id": 4,
    **FACTS_AS_JSON,
    "state": "queue",
    "starred": True,
    "tags": ["maps"],
}


def test_a_file_that_was_imported() -> None:
    warning = Caution("glued", "The title was glued to a button.", 3, check=True)
    listing = Listing(
        "lines",
        lines=6,
        entries=(Entry(FACTS, 3, 4, (warning,)),),
        leftovers=(Leftover(6, "???", "neither title nor abstract"),),
        captured="2025-11-12",
        captured_evidence="The page says Nov 12.",
    )
    plan = Plan(Dump("a.txt", ""), listing, (PlannedEntry(listing.entries[0], Result.NEW),))
    entry = {
        **FACTS_AS_JSON,
        "first_line": 3,
        "last_line": 4,
        "warnings": [
            {"code": "glued", "text": "The title was glued to a button.", "line": 3, "check": True}
        ],
        "back": None,
    }
    expected = {
        "format": "lines",
        "captured": "2025-11-12",
        "captured_evidence": "The page says Nov 12.",
        "lines": 6,
        "lines_claimed": 5,
        "leftovers": [{"line": 6, "text": "???", "reason": "neither title nor abstract"}],
        "counts": {"entries": 1, "new": 1, "known": 0, "improved": 0, "doubtful": 0},
        "entries": [entry],
    }
    record = records.import_record(plan)
    assert record == expected
    assert list(record) == list(expected)
    assert list(record["entries"][0]) == list(entry)  # type: ignore[index]


def test_what_nobody_said_is_null() -> None:
    record = records.facts_record(Facts(title="Alone"))
    assert list(record) == list(FACTS_AS_JSON)
    assert record.pop("title") == "Alone"
    assert set(record.values()) == {None}


def test_a_paper_of_a_list() -> None:
    record = records.paper_record(PAPER)
    assert record == PAPER_AS_JSON
    assert list(record) == list(PAPER_AS_JSON)


def test_a_whole_paper() -> None:
    assert records.whole_paper_record(PAPER) == {
        **PAPER_AS_JSON,
        "note": "Look *again*.",
        "highlights": [
            {"id": 9, "kind": "idea", "quote": "fold", "comment": "how?", "start": 3, "end": 7}
        ],
        "sightings": [
            {
                "import_id": 1,
                "import_name": "a.txt",
                "position": 0,
                "first_line": 3,
                "last_line": 4,
                "date_as_shown": "Mar 31",
                "upvotes": 7,
                "comments": 3,
                "at": "2025-04-01T10:00:00Z",
                "gave": ["title"],
            }
        ],
        "keys": [],
    }


def test_an_action_and_a_finding() -> None:
    assert records.action_record(Action(3, "star 1 paper", "2025-04-01", 1, False, None)) == {
        "id": 3,
        "name": "star 1 paper",
        "at": "2025-04-01",
        "papers": 1,
        "undone": False,
        "undoes": None,
    }
    assert records.finding_record(Finding("index", "behind")) == {"part": "index", "text": "behind"}
