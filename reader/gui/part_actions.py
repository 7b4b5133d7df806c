"""The commands of pages and texts: what their keys are, and what they are called.

Each is done by the page or text that has the focus; menus and the palette reach those of the page
that is shown. They are part of the one table, `reader.gui.actions`.
"""

from reader.gui.command import Action, Needs, Where

_TEXT, _EDITOR, _NOTES = Where.TEXT, Where.EDITOR, Where.NOTES
_OUTLINE, _COMPARISON = Where.OUTLINE, Where.COMPARISON


def _part(
    where: Where, name: str, text: str, *keys: str, icon: str, repeats: bool = False
) -> Action:
    return Action(
        name, text, keys, icon, Needs.PLACE, lambda window: window.pages.run(name), where, repeats
    )


# fmt: off
PART_ACTIONS: tuple[Action, ...] = (
    _part(_TEXT, "cursor", "Text cursor", "V", "F7", icon="reading"),
    _part(_TEXT, "highlight", "Highlight", "H", icon="highlight"),
    *(
        _part(_TEXT, f"kind-{number}", f"Highlight as kind {number}", str(number), icon="highlight")
        for number in range(1, 6)
    ),
    _part(_TEXT, "comment", "Comment on the highlight", "C", icon="comment"),
    _part(_TEXT, "sentence", "Select the next sentence", ".", icon="reading", repeats=True),
    _part(_TEXT, "sentence-back", "Select the sentence before", ",", icon="reading", repeats=True),
    _part(_TEXT, "sentence-more", "Select one more sentence", ">", icon="reading", repeats=True),
    _part(_TEXT, "sentence-less", "Select one sentence less", "<", icon="reading", repeats=True),
    _part(_TEXT, "highlight-next", "Next highlight", "]", "Ctrl+Down", icon="chevron-down",
          repeats=True),
    _part(_TEXT, "highlight-back", "Previous highlight", "[", "Ctrl+Up", icon="chevron-up",
          repeats=True),
    _part(_TEXT, "highlight-delete", "Delete the highlight", "Del", "Backspace", icon="delete"),
    _part(_EDITOR, "heading", "Heading", icon="heading"),
    _part(_EDITOR, "bold", "Bold", "Ctrl+B", icon="bold"),
    _part(_EDITOR, "italic", "Italic", "Ctrl+I", icon="italic"),
    _part(_EDITOR, "code", "Code", "Ctrl+E", icon="code"),
    _part(_EDITOR, "bullets", "List", "Ctrl+Shift+L", icon="list"),
    _part(_EDITOR, "tasks", "Tasks", "Ctrl+Shift+K", icon="tasks"),
    _part(_EDITOR, "block-quote", "Block quote", "Ctrl+Shift+B", icon="quote"),
    _part(_EDITOR, "note-link", "Link", "Ctrl+L", icon="link"),
    _part(_EDITOR, "find-in-note", "Find in the note", "Ctrl+F", icon="search"),
    _part(_EDITOR, "save-note", "Save the note now", "Ctrl+S", icon="check"),
    _part(_EDITOR, "quote-highlight", "Quote a highlight", "Ctrl+Shift+H", icon="quote"),
    _part(_EDITOR, "note-mode", "Write, Split, Read", "Ctrl+Shift+M", icon="reading"),
    _part(_NOTES, "text-write", "Write in the text", "N", icon="comment"),
    _part(_NOTES, "text-title", "Another title", "F2", icon="note"),
    _part(_NOTES, "text-sort", "Sort the notes", "S", icon="sort"),
    _part(_NOTES, "text-alone", "Text alone, or beside the table", "O", icon="full-width"),
    _part(_NOTES, "text-paper", "Open the paper of the note", "P", icon="open"),
    _part(_NOTES, "text-export", "Export text and references…", icon="export"),
    _part(_NOTES, "text-history", "History of the text…", icon="undo"),
    _part(_NOTES, "text-delete", "Delete the text", "Del", icon="delete"),
    _part(_OUTLINE, "evidence-insert", "Insert evidence", "Ctrl+Return", icon="quote"),
    _part(_OUTLINE, "evidence-own", "Insert own words on evidence", "Ctrl+Shift+Return",
          icon="comment"),
    _part(_OUTLINE, "evidence-next", "Next piece of evidence", "Alt+Down", icon="chevron-down",
          repeats=True),
    _part(_OUTLINE, "evidence-back", "Previous piece of evidence", "Alt+Up", icon="chevron-up",
          repeats=True),
    _part(_COMPARISON, "cell-write", "Write the cell", "Return", "F2", icon="note"),
    _part(_COMPARISON, "cell-accept", "Accept the cell", "Space", icon="check"),
    _part(_COMPARISON, "cell-clear", "Clear the cell", "Del", icon="close"),
    _part(_COMPARISON, "cell-source", "Show the sentence of the cell", "O", icon="open"),
    _part(_COMPARISON, "accept-all", "Accept all suggestions", icon="check"),
    _part(_COMPARISON, "row-up", "Move the paper up", "Alt+Up", icon="chevron-up", repeats=True),
    _part(_COMPARISON, "row-down", "Move the paper down", "Alt+Down", icon="chevron-down",
          repeats=True),
    _part(_COMPARISON, "remove-paper", "Take this paper out", icon="close"),
    _part(_COMPARISON, "add-column", "Add column…", "A", icon="add"),
    _part(_COMPARISON, "column-left", "Move the column left", "Alt+Left", icon="back",
          repeats=True),
    _part(_COMPARISON, "column-right", "Move the column right", "Alt+Right", icon="chevron-right",
          repeats=True),
    _part(_COMPARISON, "rename-column", "Rename this column…", icon="note"),
    _part(_COMPARISON, "remove-column", "Remove this column", icon="close"),
    _part(_COMPARISON, "copy-markdown", "Copy the comparison as Markdown", icon="copy"),
    _part(_COMPARISON, "copy-csv", "Copy the comparison as CSV", icon="copy"),
    _part(_COMPARISON, "copy-latex", "Copy the comparison as LaTeX", icon="copy"),
    _part(_COMPARISON, "export-comparison", "Export this comparison…", icon="export"),
    _part(_COMPARISON, "rename-comparison", "Rename this comparison…", icon="note"),
    _part(_COMPARISON, "delete-comparison", "Delete this comparison", icon="delete"),
)
# fmt: on
