"""The values that cross from one room of the program to the next. Frozen, no I/O.

Facts are what a page says about a paper; a later import may improve them.
Marks are what the person said; no import ever touches them.
"""

from reader.model.answers import (
    Action,
    Changes,
    Exported,
    ExportFile,
    ExportOptions,
    Finding,
    Found,
    Neighbour,
    Progress,
    Sort,
    UndoState,
)
from reader.model.keeping import Backup
from reader.model.listing import (
    Caution,
    Dump,
    Entry,
    Improvement,
    Leftover,
    Listing,
    Plan,
    PlannedEntry,
    Result,
    Skipped,
    Span,
)
from reader.model.paper import (
    Counts,
    Event,
    Facts,
    Highlight,
    Import,
    Kind,
    Paper,
    Row,
    Sighting,
    State,
    Tag,
    Words,
)
from reader.model.returning import comes_back, is_folded

__all__ = [
    "Action",
    "Backup",
    "Caution",
    "Changes",
    "Counts",
    "Dump",
    "Entry",
    "Event",
    "ExportFile",
    "ExportOptions",
    "Exported",
    "Facts",
    "Finding",
    "Found",
    "Highlight",
    "Import",
    "Improvement",
    "Kind",
    "Leftover",
    "Listing",
    "Neighbour",
    "Paper",
    "Plan",
    "PlannedEntry",
    "Progress",
    "Result",
    "Row",
    "Sighting",
    "Skipped",
    "Sort",
    "Span",
    "State",
    "Tag",
    "UndoState",
    "Words",
    "comes_back",
    "is_folded",
]
