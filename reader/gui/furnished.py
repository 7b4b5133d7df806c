"""The parts of the window that its first paint does without: what each is called, and its type.

They are made by `parts.furnish`, and are there after `MainWindow.go_on`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from reader.gui.attaching import Attaching
    from reader.gui.backing_up import BackingUp
    from reader.gui.comparisons import Comparisons
    from reader.gui.controls.toast import Toast
    from reader.gui.copying import Copying
    from reader.gui.drops import DropFrame
    from reader.gui.duplicates import Duplicates
    from reader.gui.exporting import Exporting
    from reader.gui.field_drafts import FieldDrafts
    from reader.gui.focusing import Focusing
    from reader.gui.for_you import ForYou
    from reader.gui.go_to import GoTo
    from reader.gui.import_keeping import ImportKeeping
    from reader.gui.importing import Importing
    from reader.gui.indexing import Indexing
    from reader.gui.keeping import Keeping
    from reader.gui.long_steps import LongSteps
    from reader.gui.looking_back import LookingBack
    from reader.gui.menus import MenuLine
    from reader.gui.messages import Messages
    from reader.gui.mirroring import Mirroring
    from reader.gui.note_linking import NoteLinking
    from reader.gui.note_templates import NoteTemplates
    from reader.gui.note_writing import NoteWriting
    from reader.gui.notebook import Notebook
    from reader.gui.opening import Opening
    from reader.gui.operations import Operations
    from reader.gui.pages import Pages
    from reader.gui.palette import Palette
    from reader.gui.popups import Popups
    from reader.gui.recovery import Recovery
    from reader.gui.relating import Relating
    from reader.gui.saving_searches import SavingSearches
    from reader.gui.search_aids import SearchAids
    from reader.gui.shown_paper import ShownPaper
    from reader.gui.statistics import Statistics
    from reader.gui.tag_keeping import TagKeeping
    from reader.gui.tagging import Tagging
    from reader.gui.trail import Trail
    from reader.gui.triage import Triage
    from reader.gui.views.first_run import FirstRun
    from reader.gui.views.reading_pane import ReadingPane
    from reader.gui.watching import Watching


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
