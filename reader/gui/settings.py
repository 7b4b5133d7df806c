"""What the window remembers on this computer: typed settings with defaults, in one small file.

Nothing here belongs to the library, so a broken file only means the defaults.
"""

from collections.abc import Mapping
from typing import Literal, cast, get_args
from urllib.parse import quote, unquote

from PySide6.QtCore import QByteArray, QSettings

from reader import paths
from reader.gui.look.theme import READING_SIZES, SCALES, Contrast, Scheme
from reader.model import Sort, State

FILE = "window.ini"
Density = Literal["comfortable", "cozy", "compact"]
LineLength = Literal["narrow", "medium", "wide"]
LINE_LENGTHS: tuple[LineLength, ...] = get_args(LineLength)
DENSITIES: tuple[Density, ...] = get_args(Density)
SEEN_AFTER = (0, 1_500, 5_000, -1)  # ms
SECOND_KEY_WAITS = (1_000, 3_000, 0)  # ms
WEEKLY_GOAL = 5
MOST_A_WEEK = 99


class Settings:
    """The remembered look and shape of the window."""

    def __init__(self) -> None:
        file = paths.state_folder() / FILE
        self._file = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or like the system."""
        value = self._file.value("look/scheme", "system")
        return cast("Scheme", value) if value in get_args(Scheme) else "system"

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._file.setValue("look/scheme", scheme)

    @property
    def scale(self) -> float:
        """The text size, one of the known factors."""
        value = self._number("look/scale", 1.0)
        return min(SCALES, key=lambda scale: abs(scale - value))

    @scale.setter
    def scale(self, scale: float) -> None:
        self._file.setValue("look/scale", scale)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty the first time."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._file.setValue("window/geometry", geometry)

    @property
    def widths(self) -> tuple[int, int]:
        """The widths of sidebar and list in unscaled pixels; 0 means the default."""
        return int(self._number("window/sidebar", 0)), int(self._number("window/list", 0))

    @widths.setter
    def widths(self, widths: tuple[int, int]) -> None:
        self._file.setValue("window/sidebar", widths[0])
        self._file.setValue("window/list", widths[1])

    @property
    def sidebar_hidden(self) -> bool:
        """Whether the person has put the sidebar away."""
        return self._file.value("window/sidebar_hidden", "false") in ("true", True)

    @sidebar_hidden.setter
    def sidebar_hidden(self, hidden: bool) -> None:
        self._file.setValue("window/sidebar_hidden", hidden)

    @property
    def panel(self) -> tuple[bool, str]:
        """Whether the panel is open, and the side it is docked to."""
        side = str(self._file.value("panel/side", "bottom"))
        return self._file.value("panel/hidden", "false") not in ("true", True), side

    @panel.setter
    def panel(self, panel: tuple[bool, str]) -> None:
        self._file.setValue("panel/hidden", not panel[0])
        self._file.setValue("panel/side", panel[1])

    @property
    def folded(self) -> frozenset[str]:
        """The sections of the sidebar that are folded."""
        return frozenset(str(self._file.value("sidebar/folded", "")).split())

    @folded.setter
    def folded(self, sections: frozenset[str]) -> None:
        self._file.setValue("sidebar/folded", " ".join(sorted(sections)))

    @property
    def watched(self) -> str:
        """The folder in which new files are looked for; empty when there is none."""
        return str(self._file.value("import/watched", ""))

    @watched.setter
    def watched(self, folder: str) -> None:
        self._file.setValue("import/watched", folder)

    @property
    def import_defaults(self) -> tuple[State, tuple[str, ...]]:
        """Where papers of an import go at first, and the tags they all get."""
        kept = str(self._file.value("import/place", State.INBOX.value))
        place = next((state for state in State if state.value == kept), State.INBOX)
        return place, tuple(str(self._file.value("import/tags", "")).split())

    @import_defaults.setter
    def import_defaults(self, wanted: tuple[State, tuple[str, ...]]) -> None:
        self._file.setValue("import/place", wanted[0].value)
        self._file.setValue("import/tags", " ".join(wanted[1]))

    @property
    def density(self) -> Density:
        """How high the rows of the list are."""
        value = self._file.value("look/rows", DENSITIES[0])
        return next((one for one in DENSITIES if one == value), DENSITIES[0])

    @density.setter
    def density(self, density: Density) -> None:
        self._file.setValue("look/rows", density)

    @property
    def sorts(self) -> dict[str, Sort]:
        """The orders that were chosen, by place."""
        self._file.beginGroup("sort")
        read = {key: str(self._file.value(key)) for key in self._file.childKeys()}
        self._file.endGroup()
        known = get_args(Sort)
        return {unquote(key): cast("Sort", sort) for key, sort in read.items() if sort in known}

    @sorts.setter
    def sorts(self, sorts: Mapping[str, Sort]) -> None:
        self._file.remove("sort")
        for key, sort in sorts.items():
            self._file.setValue(f"sort/{quote(key, safe='')}", sort)

    @property
    def line_length(self) -> LineLength:
        """How long the lines of an abstract are."""
        value = self._file.value("look/lines", "medium")
        return next((one for one in LINE_LENGTHS if one == value), "medium")

    @line_length.setter
    def line_length(self, length: LineLength) -> None:
        self._file.setValue("look/lines", length)

    @property
    def still(self) -> bool:
        """Whether nothing moves or fades."""
        return self._file.value("look/still", "false") in ("true", True)

    @still.setter
    def still(self, still: bool) -> None:
        self._file.setValue("look/still", still)

    @property
    def start_place(self) -> str:
        """The key of the place that is open at the start."""
        return str(self._file.value("window/start", "inbox"))

    @start_place.setter
    def start_place(self, key: str) -> None:
        self._file.setValue("window/start", key)

    @property
    def menu_bar(self) -> bool:
        """Whether the menu bar stays."""
        return self._file.value("window/menu_bar", "false") in ("true", True)

    @menu_bar.setter
    def menu_bar(self, on: bool) -> None:
        self._file.setValue("window/menu_bar", on)

    @property
    def recent_commands(self) -> tuple[str, ...]:
        """The commands that were chosen in the palette, the last one first."""
        return tuple(str(self._file.value("palette/recent", "")).split())

    @recent_commands.setter
    def recent_commands(self, names: tuple[str, ...]) -> None:
        self._file.setValue("palette/recent", " ".join(names))

    @property
    def recent_searches(self) -> tuple[str, ...]:
        """The last searches, the last one first."""
        kept = str(self._file.value("search/recent", ""))
        return tuple(unquote(one) for one in kept.split())

    @recent_searches.setter
    def recent_searches(self, texts: tuple[str, ...]) -> None:
        self._file.setValue("search/recent", " ".join(quote(one, safe="") for one in texts))

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys that the person changed, by command."""
        self._file.beginGroup("keys")
        changed = {
            name: tuple(str(self._file.value(name, "")).split()) for name in self._file.childKeys()
        }
        self._file.endGroup()
        return changed

    @keys.setter
    def keys(self, changed: Mapping[str, tuple[str, ...]]) -> None:
        self._file.remove("keys")
        for name, keys in changed.items():
            self._file.setValue(f"keys/{name}", " ".join(keys))

    @property
    def single_keys(self) -> bool:
        """Whether letters alone are commands."""
        return self._file.value("look/single_keys", "true") in ("true", True)

    @single_keys.setter
    def single_keys(self, on: bool) -> None:
        self._file.setValue("look/single_keys", on)

    @property
    def second_key_wait(self) -> int:
        """How many ms a sequence waits for its second key; 0: as long as it takes."""
        value = self._number("keys_wait", SECOND_KEY_WAITS[-1])
        return next((one for one in SECOND_KEY_WAITS if one == value), SECOND_KEY_WAITS[-1])

    @second_key_wait.setter
    def second_key_wait(self, wait: int) -> None:
        self._file.setValue("keys_wait", wait)

    @property
    def fonts(self) -> tuple[str, str]:
        """The families of the interface and of what is read; empty for those of the design."""
        return str(self._file.value("look/font", "")), str(
            self._file.value("look/reading_font", "")
        )

    @fonts.setter
    def fonts(self, families: tuple[str, str]) -> None:
        self._file.setValue("look/font", families[0])
        self._file.setValue("look/reading_font", families[1])

    @property
    def reading_size(self) -> int:
        """The size of abstracts, one of the known ones."""
        value = self._number("look/reading_size", READING_SIZES[1])
        return min(READING_SIZES, key=lambda size: abs(size - value))

    @reading_size.setter
    def reading_size(self, size: int) -> None:
        self._file.setValue("look/reading_size", size)

    @property
    def seen_after(self) -> int:
        """How many ms a paper is shown before it counts as seen; -1: it never does by itself."""
        value = self._number("look/seen_after", SEEN_AFTER[1])
        return next((one for one in SEEN_AFTER if one == value), SEEN_AFTER[1])

    @seen_after.setter
    def seen_after(self, after: int) -> None:
        self._file.setValue("look/seen_after", after)

    @property
    def weekly_goal(self) -> int:
        """How many papers a week the person wants to read; 0: no goal."""
        return max(0, min(int(self._number("reading/goal", WEEKLY_GOAL)), MOST_A_WEEK))

    @weekly_goal.setter
    def weekly_goal(self, papers: int) -> None:
        self._file.setValue("reading/goal", papers)

    @property
    def contrast(self) -> Contrast:
        """The usual contrast, a higher one, or what the system says."""
        value = self._file.value("look/contrast", "system")
        return next((one for one in get_args(Contrast) if one == value), "system")

    @contrast.setter
    def contrast(self, contrast: Contrast) -> None:
        self._file.setValue("look/contrast", contrast)

    @property
    def key_hints(self) -> bool:
        """Whether buttons show their keys."""
        return self._flag("look/key_hints", True)

    @key_hints.setter
    def key_hints(self, on: bool) -> None:
        self._file.setValue("look/key_hints", on)

    @property
    def chips(self) -> bool:
        """Whether rows of the list show tags."""
        return self._flag("list/chips", True)

    @chips.setter
    def chips(self, on: bool) -> None:
        self._file.setValue("list/chips", on)

    @property
    def snippets(self) -> bool:
        """Whether rows of the list show the beginning of the abstract."""
        return self._flag("list/snippets", True)

    @snippets.setter
    def snippets(self, on: bool) -> None:
        self._file.setValue("list/snippets", on)

    @property
    def triage_told(self) -> bool:
        """Whether the hint was given that triage decides papers one at a time."""
        return self._flag("hints/triage", False)

    @triage_told.setter
    def triage_told(self, told: bool) -> None:
        self._file.setValue("hints/triage", told)

    def save(self) -> None:
        """Write everything to the file now."""
        self._file.sync()

    def _flag(self, key: str, default: bool) -> bool:
        return self._file.value(key, str(default).lower()) in ("true", True)

    def _number(self, key: str, default: float) -> float:
        try:
            return float(str(self._file.value(key, default)))
        except ValueError:
            return default

    def _bytes(self, key: str) -> QByteArray:
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
