"""The one table of commands: menus, tool tips, context menus, keys and tests read it.

Keys are Qt's portable names. A single key rests while somebody types: every text field keeps the
letters typed into it, so only keys that fields do not use reach these actions.
"""

from reader.gui.command import Action, Needs, Run, Where
from reader.gui.part_actions import PART_ACTIONS
from reader.gui.views import panel_tabs
from reader.model import State


def _state(state: State) -> Run:
    return lambda window: window.operations.set_state(state)


def _focus(part: str) -> Run:
    return lambda window: window.focusing.focus(part)


FAR = 10**9  # further than any list is long
_ANY, _PAPERS, _LIST = Needs.NOTHING, Needs.PAPERS, Where.LIST

# fmt: off
_WINDOW: tuple[Action, ...] = (
    # bringing in, writing out
    Action("import", "Import files…", ("Ctrl+O",),
           "file-in", _ANY, lambda w: w.importing.choose_files()),
    Action("paste", "Import pasted text…", ("Ctrl+Shift+O",),
           "paste", _ANY, lambda w: w.importing.paste()),
    Action("watch", "Watch a folder…", (), "import", _ANY, lambda w: w.watching.ask()),
    Action("unwatch", "Watch no folder", (), "close", _ANY, lambda w: w.watching.choose(None)),
    Action("sample", "Sample papers", (), "all", _ANY, lambda w: w.importing.add_sample()),
    Action("export", "Export…", ("Ctrl+E",), "export", _ANY, lambda w: w.export()),
    Action("pull", "Pull back notes…", (), "export", _ANY, lambda w: w.exporting.pull()),
    Action("quit", "Quit", ("Ctrl+Q", "Ctrl+W"), "close", _ANY, lambda w: w.close()),
    # deciding
    Action("queue", "Add to Queue", ("Q",), "queue", _PAPERS, _state(State.QUEUE)),
    Action("queue-front", "Add to the front of the Queue", ("Shift+Q",), "queue-add", _PAPERS,
           lambda w: w.operations.set_state(State.QUEUE, front=True)),
    Action("read", "Read now", ("R",), "reading", _PAPERS, _state(State.READING)),
    Action("done", "Done", ("D",), "done", _PAPERS, _state(State.DONE)),
    Action("archive", "Archive", ("E",), "archive", _PAPERS, _state(State.ARCHIVE)),
    Action("inbox", "Back to Inbox", ("I",), "inbox", _PAPERS, _state(State.INBOX)),
    Action("star", "Star", ("S",), "star", _PAPERS, lambda w: w.operations.star()),
    Action("tags", "Tags…", ("T",), "tag", _PAPERS, lambda w: w.tagging.edit()),
    Action("seen", "Seen or unseen", ("U",), "seen", _PAPERS, lambda w: w.operations.toggle_seen()),
    Action("delete", "Delete", ("Del",), "delete", _PAPERS, lambda w: w.operations.delete(), _LIST),
    Action("triage", "Triage", ("Shift+T",), "scan", _ANY, lambda w: w.triage.begin()),
    Action("skip-above", "Skip everything above", ("Shift+E",), "archive", _PAPERS,
           lambda w: w.triage.skip_above()),
    Action("read-next", "Read next", ("Shift+R",),
           "reading", _ANY, lambda w: w.operations.read_next()),
    Action("queue-up", "Move up in the Queue", ("Alt+Up",), "queue", Needs.QUEUE,
           lambda w: w.move_in_queue(-1), _LIST, True),
    Action("queue-down", "Move down in the Queue", ("Alt+Down",), "queue", Needs.QUEUE,
           lambda w: w.move_in_queue(1), _LIST, True),
    Action("merge", "Merge two papers…", ("M",),
           "join", _PAPERS, lambda w: w.duplicates.compare(w.selection())),
    Action("duplicates", "Duplicates", (), "duplicates", _ANY, lambda w: w.duplicates.open()),
    Action("scan-duplicates", "Look through all papers for duplicates", (), "duplicates", _ANY,
           lambda w: w.duplicates.scan()),
    Action("queue-first", "Move to the front of the Queue", ("Alt+Home",), "queue", Needs.QUEUE,
           lambda w: w.move_in_queue(-FAR), _LIST),
    Action("queue-last", "Move to the end of the Queue", ("Alt+End",), "queue", Needs.QUEUE,
           lambda w: w.move_in_queue(FAR), _LIST),
    # undoing
    Action("undo", "Undo", ("Ctrl+Z", "Z"),
           "undo", Needs.UNDO, lambda w: w.operations.undo(), repeats=True),
    Action("redo", "Redo", ("Ctrl+Y", "Ctrl+Shift+Z", "Shift+Z"), "redo", Needs.REDO,
           lambda w: w.operations.redo(), repeats=True),
    Action("history", "History…", (), "undo", _ANY, lambda w: w.looking_back.show_actions()),
    Action("note-template", "Insert note template…", ("Ctrl+Shift+T",), "comment", _PAPERS,
           lambda w: w.note_templates.offer()),
    Action("note-history", "History of the notes…", (), "comment", _PAPERS,
           lambda w: w.looking_back.show_note(w.pane.paper_id)),
    # keeping safe
    Action("back-up", "Back up now", (), "shield", _ANY, lambda w: w.keeping.back_up_now()),
    Action("backups", "Backups…", (), "shield", _ANY,
           lambda w: w.keeping.open_backups()),
    Action("mirror", "Readable mirror…", (), "files", _ANY,
           lambda w: w.popups.show_preferences("Mirror")),
    Action("check", "Check library…", (), "database", _ANY, lambda w: w.keeping.open_check()),
    # moving and selecting
    Action("next", "Next paper", ("J",),
           "chevron-down", _ANY, lambda w: w.step(1), repeats=True),
    Action("previous", "Previous paper", ("K",),
           "chevron-down", _ANY, lambda w: w.step(-1), repeats=True),
    Action("extend-down", "Select the next paper as well", ("Shift+J",), "list", _ANY,
           lambda w: w.list.table.move(1, extend=True), repeats=True),
    Action("extend-up", "Select the previous paper as well", ("Shift+K",), "list", _ANY,
           lambda w: w.list.table.move(-1, extend=True), repeats=True),
    Action("select", "Select or not", ("X",),
           "check", _PAPERS, lambda w: w.list.table.pick(), _LIST),
    Action("select-all", "Select all", ("Ctrl+A",),
           "check", _ANY, lambda w: w.list.table.selectAll(), _LIST),
    Action("copy", "Copy titles", ("Ctrl+C",),
           "copy", _PAPERS, lambda w: w.copying.titles(), _LIST),
    Action("full-width", "Open at full width", ("O",),
           "full-width", _PAPERS, lambda w: w.open_wide()),
    Action("back", "One step back", ("Esc",), "back", _ANY, lambda w: w.focusing.step_back()),
    Action("copy-key", "Copy citation key", ("Y",),
           "copy", _PAPERS, lambda w: w.copying.keys()),
    Action("change-key", "Change citation key…", (), "copy", _PAPERS,
           lambda w: w.copying.change_key()),
    Action("copy-reference", "Copy formatted reference", ("Ctrl+Shift+C",),
           "copy", _PAPERS, lambda w: w.copying.references()),
    Action("show-import", "Show in its import", (), "import", _PAPERS,
           lambda w: w.show_in_import()),
    Action("copy-link", "Copy Markdown link", ("Shift+Y",),
           "link", _PAPERS, lambda w: w.copying.links()),
    # going to places
    Action("palette", "Command palette…", ("Ctrl+K",), "search", _ANY, lambda w: w.commands.open()),
    Action("go-back", "Back", ("Alt+Left",), "back", _ANY, lambda w: w.trail.go(-1)),
    Action("go-forward", "Forward", ("Alt+Right",),
           "chevron-right", _ANY, lambda w: w.trail.go(1)),
    Action("go", "Go to…", ("G",), "chevron-right", _ANY, lambda w: w.go_to.ask()),
    Action("last", "Last paper", ("Shift+G",),
           "chevron-down", _ANY, lambda w: w.list.table.move(FAR)),
    Action("search", "Find…", ("/", "Ctrl+F"), "search", _ANY, lambda w: w.focusing.search()),
    Action("search-all", "Find in all papers…", ("Ctrl+Shift+F",), "search", _ANY,
           lambda w: w.focusing.search_everywhere()),
    Action("next-match", "Next match", ("F3",), "chevron-down", _ANY,
           lambda w: w.pane.step_match(1), repeats=True),
    Action("previous-match", "Previous match", ("Shift+F3",), "chevron-up", _ANY,
           lambda w: w.pane.step_match(-1), repeats=True),
    Action("save-search", "Save search…", ("Ctrl+S",), "saved-search", _ANY,
           lambda w: w.saving_searches.save()),
    Action("sort", "Sort…", ("Shift+S",), "sort", _ANY, lambda w: w.popups.show_sort()),
    Action("for-you", "For you, or as listed", ("L",), "star", _ANY, lambda w: w.for_you.toggle()),
    Action("for-you-words", "Words of “For you”…", (), "star", _ANY,
           lambda w: w.for_you.show_words()),
    # the panel of the reading pane
    Action("notes", "Notes", ("N",), "comment", _PAPERS, lambda w: w.write_notes()),
    Action("highlights", "Highlights", ("A",),
           "highlight", _PAPERS, lambda w: w.pane.show_tab(panel_tabs.HIGHLIGHTS)),
    Action("related", "Related papers", ("F",),
           "scan", _PAPERS, lambda w: w.pane.show_tab(panel_tabs.RELATED)),
    Action("look-up", "Find papers like these", ("Shift+F",),
           "scan", _PAPERS, lambda w: w.relating.look_up(w.list.table.selected_ids())),
    Action("details", "Details", ("P",), "info", _PAPERS,
           lambda w: w.pane.show_tab(panel_tabs.DETAILS)),
    Action("open-file", "Open attached file", ("Shift+B",), "open", _PAPERS,
           lambda w: w.attaching.open()),
    Action("attach", "Attach files…", ("Ctrl+Shift+A",), "file", _PAPERS,
           lambda w: w.attaching.choose()),
    Action("attach-link", "Link files where they lie…", (), "link", _PAPERS,
           lambda w: w.attaching.choose(link=True)),
    Action("detach", "Take a file off", (), "close", _PAPERS, lambda w: w.attaching.take_off()),
    Action("browser", "Open in browser", ("B",), "open", _PAPERS, lambda w: w.open_in_browser()),
    # the window
    Action("sidebar", "Sidebar", ("F9",), "sidebar", _ANY, lambda w: w.shape.toggle_sidebar()),
    Action("panel", "Panel", ("F8",), "panel-bottom", _ANY,
           lambda w: w.pane.show_panel(not w.pane.panel_shown)),
    Action("focus-sidebar", "Go to the sidebar", ("Ctrl+1",), "sidebar", _ANY, _focus("sidebar")),
    Action("focus-list", "Go to the list", ("Ctrl+2",), "list", _ANY, _focus("list")),
    Action("focus-text", "Go to the reading pane", ("Ctrl+3",), "reading", _ANY, _focus("text")),
    Action("focus-panel", "Go to the panel", ("Ctrl+4",), "panel-bottom", _ANY, _focus("panel")),
    Action("next-pane", "Next pane", ("F6",),
           "chevron-right", _ANY, lambda w: w.focusing.next_pane(1)),
    Action("previous-pane", "Previous pane", ("Shift+F6",), "chevron-right", _ANY,
           lambda w: w.focusing.next_pane(-1)),
    Action("larger", "Larger text", ("Ctrl++", "Ctrl+="),
           "text-size", _ANY, lambda w: w.shape.resize_text(1)),
    Action("smaller", "Smaller text", ("Ctrl+-",),
           "text-size", _ANY, lambda w: w.shape.resize_text(-1)),
    Action("normal", "Normal text size", ("Ctrl+0",),
           "text-size", _ANY, lambda w: w.shape.resize_text(0)),
    Action("full-screen", "Full screen", ("F11",),
           "full-width", _ANY, lambda w: w.shape.toggle_full_screen()),
    Action("notebook", "Notes and outlines", (), "comment", _ANY, lambda w: w.notebook.open()),
    Action("comparisons", "Comparisons", (), "table", _ANY, lambda w: w.comparisons.open()),
    Action("compare", "Compare in a table", ("Shift+M",), "table", _PAPERS,
           lambda w: w.comparisons.compare(w.selection())),
    Action("compare-too", "Add to the comparison", (), "table", _PAPERS,
           lambda w: w.comparisons.add(w.selection())),
    Action("new-note", "New topic note", ("Ctrl+N",), "add", _ANY,
           lambda w: w.notebook.make("topic")),
    Action("new-outline", "New outline", ("Ctrl+Shift+N",), "tree", _ANY,
           lambda w: w.notebook.make("outline")),
    Action("statistics", "Statistics", (), "statistics", _ANY, lambda w: w.statistics.open()),
    Action("keys", "Keyboard", ("?", "F1"), "keyboard", _ANY, lambda w: w.popups.show_keys()),
    Action("preferences", "Preferences…", ("Ctrl+,",), "preferences", _ANY,
           lambda w: w.popups.show_preferences()),
    Action("about", "About Reader", (), "info", _ANY, lambda w: w.popups.show_about()),
    Action("menu", "Menu bar", ("F10",), "more", _ANY, lambda w: w.menu_line.toggle()),
)
# fmt: on

ACTIONS = (*_WINDOW, *PART_ACTIONS)
BY_ID = {action.id: action for action in ACTIONS}
