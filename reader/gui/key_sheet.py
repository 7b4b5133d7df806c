"""What stands on the keyboard sheet: every command that has a key, in four columns.

The keys come from the table of commands and are those in force. Keys that mean the same everywhere
(Enter, Esc, Space, the arrows) are no commands of the table; they stand here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.gui.actions import BY_ID
from reader.gui.controls.keycap import key_text
from reader.gui.go_to import KEYS as PLACE_KEYS
from reader.gui.keymap import keymap

_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


@dataclass(frozen=True, slots=True)
class Line:
    """Some words and their keys: of commands of the table, and fixed ones.

    `between` is the word between two keys; empty when they do different things.
    """

    words: str
    commands: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    between: str = "or"

    def caps(self) -> tuple[str, ...]:
        """The keys in force, as they are shown."""
        keys = [key for name in self.commands for key in self._of(name)]
        return tuple(_shown(key) for key in (*keys, *self.fixed))

    def _of(self, name: str) -> tuple[str, ...]:
        keys = keymap().keys(name)
        return keys[:2] if len(self.commands) == 1 else keys[:1]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[Line, ...]


def _line(name: str, words: str = "", *fixed: str) -> Line:
    return Line(words or BY_ID[name].text.rstrip("…"), (name,), fixed)


_MOVE = Section(
    "Move",
    (
        _line("next", "", "Down"),
        _line("previous", "", "Up"),
        Line("Scroll, then next", fixed=("Space",)),
        Line("First", fixed=("Home", "G G")),
        _line("last", "Last", "End"),
        _line("full-width", "Open to read", "Enter"),
        _line("back", "One step back"),
        Line("Back, forward", ("go-back", "go-forward"), between=""),
        Line("Next, previous pane", ("next-pane", "previous-pane"), between=""),
        Line("Sidebar, list", ("focus-sidebar", "focus-list"), between=""),
        Line("Text, panel", ("focus-text", "focus-panel"), between=""),
    ),
)
_DECIDE = Section(
    "Decide",
    tuple(
        _line(name, words)
        for name, words in (
            ("queue", ""),
            ("queue-front", "Queue first"),
            ("read", ""),
            ("done", ""),
            ("archive", ""),
            ("skip-above", ""),
            ("inbox", ""),
            ("star", ""),
            ("tags", ""),
            ("seen", ""),
            ("delete", "Delete paper"),
        )
    ),
)
_SELECT = Section(
    "Select",
    (
        _line("select", "Select or not"),
        Line("Extend", ("extend-down", "extend-up"), between=""),
        _line("select-all"),
        _line("merge"),
        _line("copy"),
    ),
)
_QUEUE = Section(
    "Queue",
    (
        Line("Move", ("queue-up", "queue-down"), between=""),
        Line("To the ends", ("queue-first", "queue-last"), between=""),
        _line("read-next"),
        _line("triage"),
    ),
)
_READ = Section(
    "Read and annotate",
    (
        _line("cursor"),
        _line("highlight"),
        Line("Highlight as a kind", tuple(f"kind-{number}" for number in range(1, 6)), between=""),
        Line("By sentences", ("sentence", "sentence-back"), between=""),
        Line("More, less of them", ("sentence-more", "sentence-less"), between=""),
        Line("Between highlights", ("highlight-back", "highlight-next"), between=""),
        _line("comment", "Comment"),
        _line("highlight-delete", "Delete highlight"),
        _line("notes"),
        _line("highlights"),
        _line("related"),
        _line("look-up"),
        _line("details"),
        _line("panel", "Show or hide panel"),
        _line("copy-key"),
        _line("copy-reference"),
        _line("copy-link", "Copy as Markdown link"),
        _line("browser"),
        _line("open-file"),
        _line("attach"),
    ),
)
_NOTES = Section(
    "Notes editor",
    (
        *(
            _line(name)
            for name in ("bold", "italic", "note-link", "code", "bullets", "tasks", "block-quote")
        ),
        _line("find-in-note"),
        _line("save-note", "Save now"),
        _line("note-template", "Template"),
        _line("quote-highlight"),
        _line("note-mode"),
        Line("Leave the editor", fixed=("Esc",)),
    ),
)
_TEXTS = Section(
    "Notes and outlines",
    (
        _line("new-note"),
        _line("new-outline"),
        _line("text-write", "Write", "Enter"),
        _line("text-title"),
        _line("text-sort", "Sort"),
        Line("Text alone, its paper", ("text-alone", "text-paper"), between=""),
        _line("text-delete", "Delete"),
        _line("evidence-insert"),
        _line("evidence-own", "Own words on it"),
        Line("Choose evidence", ("evidence-back", "evidence-next"), between=""),
    ),
)
_COMPARE = Section(
    "Comparisons",
    (
        _line("compare"),
        _line("cell-write", "Write a cell"),
        Line("Accept, clear a cell", ("cell-accept", "cell-clear"), between=""),
        _line("cell-source", "Show its sentence"),
        Line("Move paper", ("row-up", "row-down"), between=""),
        Line("Move column", ("column-left", "column-right"), between=""),
        _line("add-column", "Add a column"),
    ),
)
_ANYWHERE = Section(
    "Anywhere",
    (
        _line("palette"),
        _line("search", "Search"),
        _line("search-all", "Search all papers"),
        _line("save-search"),
        Line("Next, previous match", ("next-match", "previous-match"), between=""),
        _line("sort"),
        _line("for-you"),
        _line("import"),
        _line("paste"),
        _line("export"),
        _line("undo"),
        _line("redo"),
        _line("preferences"),
        _line("sidebar", "Show or hide sidebar"),
        Line("Text size", ("larger", "smaller"), between=""),
        _line("normal"),
        _line("full-screen"),
        _line("menu"),
        _line("quit"),
        _line("keys", "This sheet"),
    ),
)


def columns() -> tuple[tuple[Section, ...], ...]:
    """The four columns of the sheet."""
    places = tuple(Line(place.title, fixed=(f"G {key}",)) for key, place in PLACE_KEYS)
    chosen = Line("Choose a place", ("go",))
    pages = (
        ("Notes and outlines", "W"),
        ("Comparisons", "C"),
        ("A tag", "T"),
        ("Duplicates", "M"),
        ("Statistics", "N"),
    )
    more = tuple(Line(words, fixed=(f"G {key}",)) for words, key in pages)
    go_to = Section("Go to", (chosen, *places, *more))
    return (
        (_MOVE, go_to),
        (_DECIDE, _SELECT, _QUEUE),
        (_READ, _NOTES, _COMPARE),
        (_ANYWHERE, _TEXTS),
    )


def fits(line: Line, sought: str) -> bool:
    """Whether a line has these words, or one of these keys."""
    words = f"{line.words} {' '.join(line.caps())}".casefold()
    return all(word in words for word in sought.casefold().split())


def spoken(line: Line) -> str:
    """A line as one sentence."""
    return f"{line.words}: {_joined(line.caps(), line.between)}"


def _joined(caps: Sequence[str], between: str) -> str:
    return (f" {between} " if between else ", ").join(caps)


def _shown(key: str) -> str:
    words = key_text(key).split(" ")
    return " ".join(_ARROWS.get(word, word) for word in words)
