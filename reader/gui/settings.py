"""What the window remembers on this computer: typed settings with defaults, in one small file.

Nothing here belongs to the library, so a broken file only means the defaults.
"""

from typing import cast, get_args

from PySide6.QtCore import QByteArray, QSettings

from reader import paths
from reader.gui.theme import SCALES, Scheme

FILE = "window.ini"


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

    def save(self) -> None:
        """Write everything to the file now."""
        self._file.sync()

    def _number(self, key: str, default: float) -> float:
        try:
            return float(str(self._file.value(key, default)))
        except ValueError:
            return default

    def _bytes(self, key: str) -> QByteArray:
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
