"""Everything of the window that its first paint does not need, and what the parts tell each other.

The main window shows sidebar and list at once; then it is furnished. Kept apart, because loading
and making these parts takes longer than everything before them.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCursor

from reader.gui.actions import FAR
from reader.gui.alt_alone import AltAlone
from reader.gui.asking.following_kinds import follow_kinds
from reader.gui.asking.indexing import Indexing
from reader.gui.asking.long_steps import LongSteps
from reader.gui.asking.messages import Messages
from reader.gui.controls.banner import Banner
from reader.gui.controls.focus_halo import start_halo
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.controls.toast import Toast
from reader.gui.deciding.operations import Operations
from reader.gui.deciding.tag_keeping import TagKeeping
from reader.gui.deciding.tagging import Tagging
from reader.gui.deciding.triage import Triage
from reader.gui.field_menus import FieldMenus
from reader.gui.finding.for_you import ForYou
from reader.gui.finding.palette import Palette
from reader.gui.finding.recent_searches import RecentSearches
from reader.gui.finding.relating import Relating
from reader.gui.finding.saving_searches import SavingSearches
from reader.gui.finding.search_aids import SearchAids
from reader.gui.focusing import Focusing
from reader.gui.go_to import GoTo
from reader.gui.intake.after_import import show_imported
from reader.gui.intake.drops import DropFrame, TagDrops
from reader.gui.intake.import_keeping import ImportKeeping
from reader.gui.intake.importing import Importing
from reader.gui.intake.watching import Watching
from reader.gui.keymap import keymap
from reader.gui.keys_by_place import KeysByPlace
from reader.gui.keys_first import KeysFirst
from reader.gui.menus import KeysInForce, MenuLine, fill_menu_bar, make_actions
from reader.gui.opening import Opening
from reader.gui.pages import Pages, open_place
from reader.gui.places import ALL, COMPARISONS
from reader.gui.popups import Popups
from reader.gui.results.attaching import Attaching
from reader.gui.results.comparisons import Comparisons
from reader.gui.results.copying import Copying
from reader.gui.results.exporting import Exporting
from reader.gui.results.links import open_link
from reader.gui.results.statistics import Statistics
from reader.gui.shown_paper import ShownPaper
from reader.gui.trail import Trail
from reader.gui.upkeep.backing_up import BackingUp
from reader.gui.upkeep.duplicates import Duplicates
from reader.gui.upkeep.folder_watch import FolderWatch
from reader.gui.upkeep.keeping import Keeping
from reader.gui.upkeep.looking_back import LookingBack
from reader.gui.upkeep.mirroring import Mirroring
from reader.gui.views.reading.first_run import FirstRun
from reader.gui.views.reading.reading_pane import ReadingPane
from reader.gui.warming import Warming
from reader.gui.writing.field_drafts import FieldDrafts
from reader.gui.writing.note_linking import NoteLinking
from reader.gui.writing.note_templates import NoteTemplates
from reader.gui.writing.note_writing import NoteWriting
from reader.gui.writing.notebook import Notebook
from reader.gui.writing.recovery import Recovery

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WORKING_MS = 700


def furnish(window: "MainWindow") -> None:
    """Make the parts, connect them, and show what is selected."""
    _make_views(window)
    _make_parts(window)
    _connect_library(window)
    _connect_ways_in(window)
    _connect_sidebar(window)
    _connect_list(window)
    _connect_pane(window)
    window.duplicates = Duplicates(window)
    window.notebook = Notebook(window)
    window.comparisons = Comparisons(window)
    window.import_keeping = ImportKeeping(window)
    follow_kinds(window)
    Warming(window.worker, window).start()
    window.keeping = Keeping(window)
    watch = FolderWatch(window.worker, window.keeping, window.list.place, window)
    window.following.changed.connect(watch.follow)
    watch.start()


def _make_views(window: "MainWindow") -> None:
    window.pane = ReadingPane(marks=window.looking.marks)
    window.first_run = FirstRun()
    for view in (window.pane, window.first_run):
        window.right.addWidget(view)
    window.triage = Triage(window)
    window.pages = Pages(window)
    window.tag_keeping = TagKeeping(window)
    window.statistics = Statistics(window)
    start_halo()
    window.toast = Toast(window, window.toast_area)
    window.drop_frame = DropFrame(window)
    window.working = QTimer(window, singleShot=True, interval=WORKING_MS)
    window.working.timeout.connect(lambda: window.sidebar.show_work("Working…"))


def _make_parts(window: "MainWindow") -> None:
    table = window.list.table
    worker, looking = window.worker, window.looking
    _make_messages(window)
    window.long_steps = LongSteps(window.list.progress, worker, window.messages, window)
    window.operations = Operations(
        *(worker, looking, window.browsing, window.messages, window.long_steps),
        window.selection,
        window,
    )
    window.note_writing = NoteWriting(worker, window.messages, window)
    window.recovery = Recovery(worker, window.messages, window.list.notice, window)
    window.looking_back = LookingBack(worker, window.messages, window.operations.undo, window)
    window.shown_paper = ShownPaper(
        window.pane, table, looking, window.operations, window.is_watched, window
    )
    window.shown_paper.see_after(window.shape.settings.seen_after)
    window.importing = Importing(worker, looking, window.messages, window.long_steps, window)
    window.importing.defaults = lambda: window.shape.settings.import_defaults
    _make_keepers(window)
    window.exporting = Exporting(worker, window.messages, window.selection, window.listed, window)
    window.tagging = Tagging(
        window.operations, looking, window.selection, window.tags_place, window.messages, window
    )
    _make_search(window)
    _make_notes(window)
    window.shape.take_pane(window.pane)
    _make_go_to(window)
    keymap().load(window.shape.settings.keys, window.shape.settings.single_keys)
    shown_keys().follow(keymap().first, keymap().changed)
    window.actions_by_id = make_actions(window)
    KeysInForce(window)
    window.commands = Palette(window)
    window.copying = Copying(worker, looking, window.messages, window.selection, window)
    _make_keys(window)
    _make_trail(window)
    _make_menu_line(window)
    window.popups = Popups(window)
    window.focusing = Focusing(
        window.sidebar, window.list, window.pane, window.shape, window.browsing, window.menu_line
    )
    window.focusing.leave_page = window.pages.leave
    window.focusing.next_on_page = window.pages.next_pane
    window.focusing.stop_work = window.long_steps.stop
    window.focusing.before_all = lambda: window.pages.go_back() or window.triage.step_back()


def _make_keys(window: "MainWindow") -> None:
    """What hears keys before the commands, or after them."""
    KeysFirst(window)
    FieldMenus(window)
    KeysByPlace(window)


def _make_menu_line(window: "MainWindow") -> None:
    fill_menu_bar(window.menuBar(), window)
    window.menu_line = MenuLine(window.menuBar())
    window.menu_line.keep(window.shape.settings.menu_bar)
    AltAlone(window, window.menu_line.toggle)


def _make_messages(window: "MainWindow") -> None:
    over_all = Banner()
    window.put_above_all(over_all)
    window.messages = Messages(window.toast, window.list.banner, over_all, window)
    window.messages.bug = window.bugs.tell
    window.opening = Opening(window)


def _make_trail(window: "MainWindow") -> None:
    window.trail = Trail(window.browsing, window.list.table)
    window.trail.open_page = lambda place: open_place(window, place)
    window.pages.opened.connect(window.trail.page_opened)
    window.pages.went_back.connect(window.trail.page_left)


def _make_keepers(window: "MainWindow") -> None:
    """What goes on beside the person's own work."""
    window.watching = Watching(
        window.shape.settings,
        window.list.news,
        window.importing.preview,
        window.messages.say,
        window,
    )
    window.backing_up = BackingUp(window.worker, window.messages, window)
    window.mirroring = Mirroring(
        window.worker,
        window.messages,
        window.operations.undo,
        window.operations.acting.emit,
        window,
    )


def _make_go_to(window: "MainWindow") -> None:
    window.go_to = GoTo(window, window.browsing.open, lambda: window.list.table.move(-FAR))
    window.go_to.wait_for(window.shape.settings.second_key_wait)
    window.go_to.add("T", "A tag", lambda: window.commands.open("#"))
    window.go_to.add("M", "Duplicates", lambda: window.duplicates.open())
    window.go_to.add("N", "Statistics", lambda: window.statistics.open())
    window.go_to.add("W", "Notes and outlines", lambda: window.notebook.open())
    window.go_to.add("C", "Comparisons", lambda: window.comparisons.open())


def _make_notes(window: "MainWindow") -> None:
    """What serves the notes and the files of the shown paper."""
    window.note_linking = NoteLinking(window)
    window.attaching = Attaching(window)
    window.note_templates = NoteTemplates(window)


def _make_search(window: "MainWindow") -> None:
    """What stands beside a search; saved searches; related papers."""
    worker = window.worker
    window.saving_searches = SavingSearches(
        *(window.list.search, window.browsing, worker, window.messages),
        lambda: window.operations.undo(),
        window,
    )
    window.relating = Relating(
        window.pane.panel, window.list.table, window.papers, window.browsing, worker, window
    )
    window.for_you = ForYou(window)
    window.search_aids = SearchAids(window.list, window.browsing, worker, window)
    window.search_aids.texts_wanted.connect(lambda query: window.notebook.find(query))
    window.indexing = Indexing(window.browsing, worker, window)
    window.indexing.changed.connect(lambda: window.sidebar.show_work(window.indexing.words))
    window.browsing.selection = window.list.table.selected_ids
    recent = RecentSearches(window.list.table, window.browsing, window.shape.settings, window)
    window.search_aids.completing.recent = lambda: recent.texts


def _connect_library(window: "MainWindow") -> None:
    window.worker.failed.connect(window.messages.error)
    window.worker.changed.connect(lambda _changes: window.messages.calm())
    window.worker.busy.connect(window.show_work)
    window.following.changed.connect(window.follow)
    window.following.counts.connect(window.show_counts)
    window.following.undo.connect(window.show_undo)
    window.following.searches.connect(window.sidebar.show_searches)
    window.following.searches.connect(window.saving_searches.show)
    window.following.searches.connect(
        lambda _: window.search_aids.completing.show_searches(window.saving_searches.texts)
    )
    window.operations.leaving.connect(window.shown_list.take_away)
    window.operations.passed.connect(lambda: window.list.table.move(1))
    window.browsing.sorted.connect(lambda: window.shape.remember_sorts(window.browsing))
    window.browsing.opened.connect(window.sidebar.show_place)
    window.browsing.opened.connect(lambda _place: window.triage.leave())
    window.browsing.opened.connect(lambda _place: window.enable())
    window.browsing.listed.connect(lambda listed: window.pane.set_query(listed.query))
    window.browsing.listed.connect(lambda _listed: window.focusing.settle())


def _connect_ways_in(window: "MainWindow") -> None:
    first_run, importing = window.first_run, window.importing
    importing.imported.connect(lambda changes: show_imported(window, changes))
    window.shown_list.import_files = importing.choose_files
    for asking in (first_run.files_wanted, window.sidebar.import_wanted):
        asking.connect(importing.choose_files)
    first_run.paste_wanted.connect(importing.paste)
    first_run.sample_wanted.connect(importing.add_sample)
    first_run.restore_wanted.connect(lambda: window.actions_by_id["backups"].trigger())
    first_run.keys_wanted.connect(lambda: window.actions_by_id["keys"].trigger())


def _connect_sidebar(window: "MainWindow") -> None:
    sidebar = window.sidebar
    sidebar.place_wanted.connect(lambda place: open_place(window, place))
    sidebar.right_wanted.connect(window.shape.put_sidebar_back)
    sidebar.view.settled.connect(window.shape.put_sidebar_back)
    sidebar.papers_dropped.connect(
        lambda place, ids, instead: (
            window.comparisons.add(ids)
            if place == COMPARISONS
            else window.operations.drop(place, ids, instead)
        )
    )
    sidebar.search_dropped.connect(window.saving_searches.put)
    sidebar.hide_wanted.connect(window.shape.toggle_sidebar)
    sidebar.right_wanted.connect(lambda: window.focusing.focus("list"))
    sidebar.preferences_wanted.connect(window.popups.show_more)
    sidebar.statistics_wanted.connect(window.statistics.open)
    sidebar.keys_wanted.connect(window.popups.show_keys)
    sidebar.rename_wanted.connect(window.popups.rename_place)
    sidebar.menu_wanted.connect(window.popups.show_place)


def _connect_list(window: "MainWindow") -> None:
    table, search = window.list.table, window.list.search
    table.selected.connect(window.enable)
    window.papers.texts_of = window.copying.links_of  # type: ignore[method-assign]
    window.papers.listing_of = window.copying.listing_of
    table.tag_dropped.connect(lambda tag, ids: window.operations.retag(ids, (tag,), ()))
    table.star_wanted.connect(lambda paper, on: window.operations.star([paper], on))
    table.open_wanted.connect(lambda: window.shape.set_full_width(True))
    table.page_wanted.connect(window.page)
    table.left_wanted.connect(lambda: window.focusing.focus("sidebar"))
    table.right_wanted.connect(lambda: window.focusing.focus("text"))
    table.menu_wanted.connect(window.popups.show_paper)
    search.searched.connect(window.browsing.search)
    search.results_wanted.connect(window.to_results)
    search.everywhere_wanted.connect(window.browsing.search_everywhere)
    search.left.connect(lambda: window.focusing.focus("list"))
    window.list.search_shown.connect(window.shape.make_room_for_search)
    table.queue_drop_wanted.connect(window.operations.put_in_queue)
    window.list.step_wanted.connect(lambda name: window.actions_by_id[name].trigger())
    window.list.sort_wanted.connect(window.popups.show_sort)
    window.list.sidebar_wanted.connect(window.shape.toggle_sidebar)


def _connect_pane(window: "MainWindow") -> None:
    pane, operations = window.pane, window.operations
    pane.state_wanted.connect(operations.set_state)
    drops = TagDrops(pane)
    drops.dropped.connect(lambda tag: operations.retag(window.selection(), (tag,), ()))
    pane.star_wanted.connect(lambda on: operations.star(None, on))
    pane.tags_wanted.connect(window.tagging.edit)
    pane.search_wanted.connect(lambda query: window.browsing.open(ALL, query=query))
    pane.facts_edited.connect(operations.edit)
    pane.link_wanted.connect(lambda address: open_link(window, address))
    pane.highlight_wanted.connect(window.highlight)
    pane.highlight_change_wanted.connect(operations.change_highlight)
    pane.highlight_attach_wanted.connect(operations.attach_highlight)
    pane.highlight_delete_wanted.connect(operations.delete_highlight)
    window.field_drafts = fields = FieldDrafts(window.worker, window.looking, window)
    pane.abstract.comment_typed.connect(lambda *typed: fields.comment(pane.paper_id, *typed))
    pane.panel.details.abstract_typed.connect(fields.abstract)
    pane.note_changed.connect(window.note_writing.write)
    _connect_notes(window)
    pane.export_wanted.connect(window.export)
    pane.full_width_wanted.connect(window.shape.set_full_width)
    pane.command_wanted.connect(lambda name: window.actions_by_id[name].trigger())
    pane.more_wanted.connect(lambda: window.popups.show_paper(QCursor.pos()))
    pane.panel_changed.connect(window.shape.remember_panel)


def _connect_notes(window: "MainWindow") -> None:
    notes, operations = window.pane.panel.notes, window.operations
    operations.acting.connect(notes.save)
    window.looking_back.opening.connect(notes.leave)
    window.note_writing.answer_to(notes.keeper)
    window.note_writing.saved.connect(lambda _draft: window.shown_paper.look_again())
