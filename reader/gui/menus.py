"""Which command stands in which menu, and the menu bar that hides until it is asked for."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from reader.gui.actions import ACTIONS, BY_ID
from reader.gui.command import Needs, Where
from reader.gui.controls.menu import DANGER, Menu
from reader.gui.deciding.triage import RESTING
from reader.gui.keymap import keymap
from reader.gui.look import glyphs
from reader.gui.look.icons import icon
from reader.gui.look.theme import SCALES, Scheme, theme
from reader.gui.places import PLACES, QUEUE
from reader.gui.settings import DENSITIES
from reader.model import State

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

LINE = "-"
STATES = {
    "queue": State.QUEUE,
    "read": State.READING,
    "done": State.DONE,
    "archive": State.ARCHIVE,
    "inbox": State.INBOX,
}
SORT_QUEUE = ("queue-by-date", "queue-by-title", "queue-by-abstract")
PAPER_MENU = (
    *STATES,
    LINE,
    "star",
    "tags",
    "seen",
    "merge",
    LINE,
    "full-width",
    "browser",
    "show-import",
    "open-file",
    "attach",
    "detach",
    "look-up",
    "compare",
    LINE,
    "copy",
    "copy-key",
    "copy-reference",
    "copy-link",
    "export",
    LINE,
    "delete",
)
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&File",
        (
            "new-note",
            "new-outline",
            LINE,
            "import",
            "paste",
            "watch",
            "unwatch",
            LINE,
            "export",
            "pull",
            LINE,
            "back-up",
            "backups",
            "mirror",
            "check",
            LINE,
            "quit",
        ),
    ),
    (
        "&Edit",
        (
            "undo",
            "redo",
            "history",
            LINE,
            "copy",
            "copy-key",
            "change-key",
            "copy-reference",
            "copy-link",
            "select-all",
            LINE,
            "search",
            "search-all",
            "next-match",
            "previous-match",
            "save-search",
            LINE,
            "preferences",
        ),
    ),
    (
        "&Paper",
        (
            *STATES,
            "queue-front",
            "skip-above",
            LINE,
            "star",
            "tags",
            "seen",
            LINE,
            "browser",
            "open-file",
            "attach",
            "attach-link",
            "detach",
            "note-template",
            "note-history",
            LINE,
            "compare",
            "compare-too",
            LINE,
            "merge",
            "scan-duplicates",
            "delete",
        ),
    ),
    (
        "&Go",
        (
            "palette",
            LINE,
            "go-back",
            "go-forward",
            LINE,
            "next",
            "previous",
            "last",
            LINE,
            "triage",
            "read-next",
            "notebook",
            "comparisons",
            "statistics",
            "duplicates",
            LINE,
        ),
    ),
    (
        "&View",
        (
            "sidebar",
            "panel",
            "full-width",
            LINE,
            "sort",
            *SORT_QUEUE,
            "for-you",
            "for-you-words",
            LINE,
            "notes",
            "highlights",
            "related",
            "details",
        ),
    ),
    ("&Help", ("keys", "sample", LINE, "about")),
)
SCHEMES: tuple[tuple[str, Scheme], ...] = (
    ("Like the system", "system"),
    ("Light", "light"),
    ("Dark", "dark"),
)


def make_actions(window: "MainWindow") -> dict[str, QAction]:
    """One QAction for each command of the table, with its keys in force."""
    made: dict[str, QAction] = {}
    for action in ACTIONS:
        shown = QAction(action.text, window)
        shown.setAutoRepeat(action.repeats)
        shown.triggered.connect(lambda _checked=False, run=action.run: run(window))
        if action.where.is_part:
            shown.setEnabled(False)  # the part itself takes its keys
        elif action.where is Where.LIST:
            shown.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            window.list.table.addAction(shown)
        else:
            window.addAction(shown)
        made[action.id] = shown
    made["delete"].setProperty(DANGER, True)
    give_keys(made)
    return made


def give_keys(made: Mapping[str, QAction]) -> None:
    """Put the keys in force on the commands."""
    for name, shown in made.items():
        if not BY_ID[name].where.is_part:
            shown.setShortcuts([QKeySequence(keys) for keys in keymap().keys(name)])


def enable(window: "MainWindow") -> None:
    """Let the commands be chosen that make sense now."""
    some = bool(window.selection())
    resting = RESTING if window.triage.session is not None else frozenset()
    on_page = window.pages.commands()
    for action in ACTIONS:
        made = window.actions_by_id[action.id]
        if action.needs in (Needs.PAPERS, Needs.QUEUE):
            in_place = action.needs is Needs.PAPERS or window.browsing.place is QUEUE
            made.setEnabled(some and in_place and action.id not in resting)
        elif action.needs is Needs.PLACE:
            made.setEnabled(action.id in on_page)
        elif action.needs is Needs.NOTHING:
            made.setEnabled(action.id not in resting)


def fill(menu: QMenu, ids: Sequence[str], made: Mapping[str, QAction]) -> None:
    """Put commands into a menu."""
    for name in ids:
        if name == LINE:
            menu.addSeparator()
        else:
            menu.addAction(made[name])
    menu.aboutToShow.connect(lambda: _color(ids, made))


def _color(ids: Sequence[str], made: Mapping[str, QAction]) -> None:
    """Paint the icons of a menu when it opens: not before, for the start of the window's sake."""
    for name in ids:
        if name != LINE:
            state = STATES.get(name)
            made[name].setIcon(icon(BY_ID[name].icon) if state is None else glyphs.icon(state))


def fill_menu_bar(bar: QMenuBar, window: "MainWindow") -> None:
    """All menus, with the places and the look as well."""
    for title, ids in MENUS:
        menu = Menu(title, bar)
        bar.addMenu(menu)
        fill(menu, ids, window.actions_by_id)
        if title == "&Go":
            _add_places(menu, window)
        if title == "&View":
            menu.addSeparator()
            add_rows(menu, window)
            add_look(menu, window)
            menu.addAction(window.actions_by_id["full-screen"])


def _add_places(menu: QMenu, window: "MainWindow") -> None:
    for place in PLACES:
        action = menu.addAction(place.title)
        action.triggered.connect(lambda _checked=False, place=place: window.browsing.open(place))


def add_look(menu: QMenu, window: "MainWindow") -> None:
    """The themes and the text sizes, the ones in force ticked; a change is live."""
    themes = Menu("Theme", menu)
    menu.addMenu(themes)
    schemes = QActionGroup(themes)
    for text, scheme in SCHEMES:
        action = _choice(themes, schemes, text)
        action.triggered.connect(lambda _=False, scheme=scheme: window.shape.choose_scheme(scheme))
        action.setData(scheme)
    sizes = Menu("Text size", menu)
    menu.addMenu(sizes)
    scales = QActionGroup(sizes)
    for scale in SCALES:
        action = _choice(sizes, scales, f"{round(scale * 100)}%")
        action.triggered.connect(lambda _=False, scale=scale: window.shape.choose_scale(scale))
        action.setData(scale)
    themes.aboutToShow.connect(lambda: _tick(schemes, theme().choice))
    sizes.aboutToShow.connect(lambda: _tick(scales, theme().scale))


def add_rows(menu: QMenu, window: "MainWindow") -> None:
    """The heights of rows, the one in force ticked."""
    rows = Menu("Rows", menu)
    menu.addMenu(rows)
    group = QActionGroup(rows)
    for density in DENSITIES:
        action = _choice(rows, group, density.capitalize())
        action.setData(density)
        action.triggered.connect(
            lambda _=False, density=density: window.shape.choose_density(density)
        )
    rows.aboutToShow.connect(lambda: _tick(group, window.list.table.cards.density))


def _choice(menu: QMenu, group: QActionGroup, text: str) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    group.addAction(action)
    return action


def _tick(group: QActionGroup, value: object) -> None:
    for action in group.actions():
        action.setChecked(action.data() == value)


class KeysInForce(QObject):
    """Puts the keys on the commands again whenever they are changed."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._made = window.actions_by_id
        keymap().changed.connect(self._give)

    def _give(self) -> None:
        give_keys(self._made)


class MenuLine(QObject):
    """Shows the menu bar while it is used and hides it again; on macOS it is always there."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._kept = False
        if not bar.isNativeMenuBar():
            bar.hide()
            for action in bar.actions():
                menu = action.menu()
                if isinstance(menu, QMenu):
                    menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self._settle))

    def keep(self, on: bool) -> None:
        """Let the menu bar stay, or hide again after use."""
        self._kept = on
        if not self._bar.isNativeMenuBar():
            self._bar.setVisible(on)

    def toggle(self) -> None:
        """Show the menu bar with its first menu ready, or hide it."""
        if self._bar.isVisible() and not self._kept:
            self.hide()
        else:
            self._bar.show()
            self._bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
            self._bar.setActiveAction(self._bar.actions()[0])

    def hide(self) -> None:
        """Hide the menu bar, unless it is kept."""
        if not self._bar.isNativeMenuBar() and not self._kept:
            self._bar.hide()

    def _settle(self) -> None:
        if QApplication.activePopupWidget() is None:
            self.hide()
