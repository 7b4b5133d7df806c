"""The parts of the window that its first paint does without: what each is called, and its type.

They are made by `parts.furnish`, and are there after `MainWindow.go_on`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from reader.gui.asking.indexing import Indexing
    from reader.gui.asking.long_steps import LongSteps
    from reader.gui.asking.messages import Messages
    from reader.gui.controls.toast import Toast
    from reader.gui.deciding.operations import Operations
    from reader.gui.deciding.tag_keeping import TagKeeping
    from reader.gui.deciding.tagging import Tagging
    from reader.gui.deciding.triage import Triage
    from reader.gui.finding.for_you import ForYou
    from reader.gui.finding.palette import Palette
    from reader.gui.finding.relating import Relating
    from reader.gui.finding.saving_searches import SavingSearches
    from reader.gui.finding.search_aids import SearchAids
    from reader.gui.focusing import Focusing
    from reader.gui.go_to import GoTo
    from reader.gui.intake.drops import DropFrame
    from reader.gui.intake.import_keeping import ImportKeeping
    from reader.gui.intake.importing import Importing
    from reader.gui.intake.watching import Watching
    from reader.gui.menus import MenuLine
    from reader.gui.opening import Opening
    from reader.gui.pages import Pages
    from reader.gui.popups import Popups
    from reader.gui.results.attaching import Attaching
    from reader.gui.results.comparisons import Comparisons
    from reader.gui.results.copying import Copying
    from reader.gui.results.exporting import Exporting
    from reader.gui.results.statistics import Statistics
    from reader.gui.shown_paper import ShownPaper
    from reader.gui.trail import Trail
    from reader.gui.upkeep.backing_up import BackingUp
    from reader.gui.upkeep.duplicates import Duplicates
    from reader.gui.upkeep.keeping import Keeping
    from reader.gui.upkeep.looking_back import LookingBack
    from reader.gui.upkeep.mirroring import Mirroring
    from reader.gui.views.reading.first_run import FirstRun
    from reader.gui.views.reading.reading_pane import ReadingPane
    from reader.gui.writing.field_drafts import FieldDrafts
    from reader.gui.writing.note_linking import NoteLinking
    from reader.gui.writing.note_templates import NoteTemplates
    from reader.gui.writing.note_writing import NoteWriting
    from reader.gui.writing.notebook import Notebook
    from reader.gui.writing.recovery import Recovery


class Furnished:
    """A window with all its parts."""

    pane: "ReadingPane"
    first_run: "FirstRun"
    toast: "Toast"
    drop_frame: "DropFrame"
    working: QTimer
    messages: "Messages"
    long_steps: "LongSteps"
    opening: "Opening"
    operations: "Operations"
    note_writing: "NoteWriting"
    recovery: "Recovery"
    field_drafts: "FieldDrafts"
    looking_back: "LookingBack"
    keeping: "Keeping"
    shown_paper: "ShownPaper"
    search_aids: "SearchAids"
    indexing: "Indexing"
    saving_searches: "SavingSearches"
    relating: "Relating"
    for_you: "ForYou"
    importing: "Importing"
    backing_up: "BackingUp"
    mirroring: "Mirroring"
    watching: "Watching"
    pages: "Pages"
    notebook: "Notebook"
    comparisons: "Comparisons"
    duplicates: "Duplicates"
    import_keeping: "ImportKeeping"
    exporting: "Exporting"
    tagging: "Tagging"
    focusing: "Focusing"
    go_to: "GoTo"
    menu_line: "MenuLine"
    copying: "Copying"
    attaching: "Attaching"
    note_linking: "NoteLinking"
    note_templates: "NoteTemplates"
    commands: "Palette"
    trail: "Trail"
    triage: "Triage"
    statistics: "Statistics"
    tag_keeping: "TagKeeping"
    popups: "Popups"
    actions_by_id: dict[str, QAction]
