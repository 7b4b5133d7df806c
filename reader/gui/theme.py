"""Colours, fonts and sizes: the design tokens, made into what Qt paints with.

Widgets ask `theme()` by token name and listen to `theme().changed`. No colour, size or font
name stands anywhere else but in `resources/themes`.
"""

import importlib.util
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from reader.paths import resource

Scheme = Literal["light", "dark", "system"]
FONT_PACKAGES = ("fontpkg_inter", "fontpkg_source_serif_4", "fontpkg_jetbrains_mono")
FIRST_FONTS = ("Inter[", "SourceSerif4[")
SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class Theme(QObject):
    """The look in force: a scheme (light or dark) and a text size (1.0 to 2.0)."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tokens: dict[str, Any] = json.loads(resource("themes/tokens.json").read_text("utf-8"))
        self._choice: Scheme = "system"
        self.scale = 1.0
        self.still = False  # nothing fades or slides
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}
        self._colors: dict[str, QColor] = {}

    # ------------------------------------------------------------ asking

    @property
    def dark(self) -> bool:
        """Whether the dark side of the tokens is in force."""
        if self._choice == "system":
            return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice == "dark"

    @property
    def choice(self) -> Scheme:
        """What the person chose: light, dark, or like the system."""
        return self._choice

    def color(self, token: str) -> QColor:
        """The colour of a token such as `text.secondary`, or of an alpha token such as `scrim`."""
        found = self._colors.get(token)
        if found is None:
            side = "dark" if self.dark else "light"
            if token in self._tokens["alpha"][side]:
                red, green, blue, alpha = self._tokens["alpha"][side][token]
                found = QColor(red, green, blue, round(alpha * 255))
            else:
                found = QColor(self._tokens["color"][side][token])
            self._colors[token] = found
        return QColor(found)  # a copy: colours can be changed

    def px(self, number: float) -> int:
        """A length of the design in pixels at the text size in force."""
        return round(number * self.scale)

    def size(self, name: str) -> int:
        """A named size of the tokens (`header`, `sidebarRow` ...), scaled."""
        return self.px(self._tokens["size"][name])

    def token(self, *path: str) -> Any:
        """Any other token, unscaled: `token("row", "comfortable", "height")`."""
        value: Any = self._tokens
        for key in path:
            value = value[key]
        return value

    def duration(self, name: str) -> int:
        """How long something moves, in milliseconds; none when the person wants it still."""
        return 0 if self.still else int(self._tokens["motion"][name])

    def line_height(self, role: str) -> int:
        """The line height of a type role, scaled."""
        return self.px(self._tokens["type"][role]["line"])

    def font(self, role: str, weight: int | None = None, *, italic: bool = False) -> QFont:
        """The font of a type role (`title`, `reading`, `rowTitle`, `body`, `small`, `mono` ...)."""
        key = (role, weight, italic)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(role, weight, italic)
        return QFont(self._fonts[key])

    def _make_font(self, role: str, weight: int | None, italic: bool) -> QFont:
        style = self._tokens["type"][role]
        family = self._tokens["font"][style["font"]]
        heavy = weight or style["weight"]
        font = QFont([family["family"], *family["fallback"]])
        font.setPixelSize(self.px(style["size"]))
        font.setItalic(italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # The font files are variable: the axis draws the real weight. Asking for more than 600 by
        # setWeight too would make Qt embolden the outlines a second time.
        font.setVariableAxis(QFont.Tag("wght"), heavy)
        if style["font"] == "ui":
            font.setVariableAxis(QFont.Tag("opsz"), family["opsz"])
        elif style["font"] == "reading":
            display = style["size"] >= family["opsz"]["display"] - 2
            font.setVariableAxis(
                QFont.Tag("opsz"), family["opsz"]["display" if display else "text"]
            )
        if style.get("tracking"):
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style["tracking"] * self.scale)
        if style.get("tabular"):
            font.setFeature(QFont.Tag("tnum"), 1)
        if style["font"] == "mono":
            font.setFeature(QFont.Tag("liga"), 0)
            font.setFeature(QFont.Tag("calt"), 0)
        return font

    def count_font(self, role: str = "small") -> QFont:
        """A role's font with digits of one width, for counts and table columns."""
        font = self.font(role)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    # ------------------------------------------------------------ choosing

    def choose(self, scheme: Scheme | None = None, scale: float | None = None) -> None:
        """Put another scheme or text size in force, in the whole application."""
        self._choice = scheme or self._choice
        self.scale = scale or self.scale
        self.apply()

    def apply(self) -> None:
        """Make palette and style sheet again and tell every widget to repaint."""
        self._color()
        self.dress()
        self.changed.emit()

    def color_first(self, scheme: Scheme, scale: float) -> None:
        """Put palette and fonts in force, before the first widget; `dress` follows."""
        self._choice, self.scale = scheme, scale
        self._color()

    def dress(self) -> None:
        """Put the style sheet in force: cheapest when the widgets are there, once for all."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setStyleSheet(self.style_sheet(resource("themes/reader.qss").read_text("utf-8")))

    def _color(self) -> None:
        self._fonts.clear()
        self._colors.clear()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(self._palette())
        app.setFont(self.font("body"))
        app.setFont(self.font("label"), "QPushButton")  # type: ignore[arg-type]  # takes str only
        app.setFont(self.font("small"), "QToolTip")  # type: ignore[arg-type]

    def style_sheet(self, text: str) -> str:
        """A style sheet with `@{token}` replaced by colours and `@{12px}` by scaled lengths."""

        def value(match: re.Match[str]) -> str:
            name = match.group(1)
            if name.endswith("px"):
                return f"{self.px(float(name[:-2]))}px"
            if name.endswith(".svg"):
                return resource(f"themes/{name}").as_posix()
            return self.color(name).name(QColor.NameFormat.HexArgb)

        return re.sub(r"@\{([\w.-]+)\}", value, text)

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for group, token in (
            (role.Window, "bg.window"),
            (role.Base, "bg.field"),
            (role.AlternateBase, "bg.subtle"),
            (role.WindowText, "text.primary"),
            (role.Text, "text.primary"),
            (role.Button, "bg.raised"),
            (role.ButtonText, "text.primary"),
            (role.BrightText, "danger.text"),
            (role.Highlight, "bg.textSelection"),
            (role.HighlightedText, "text.primary"),
            (role.ToolTipBase, "bg.tooltip"),
            (role.ToolTipText, "text.onTooltip"),
            (role.PlaceholderText, "text.tertiary"),
            (role.Link, "accent.text"),
            (role.LinkVisited, "accent.text"),
            (role.Accent, "accent.fill"),
            (role.Light, "bg.raised"),
            (role.Midlight, "bg.hover"),
            (role.Mid, "line.button"),
            (role.Dark, "line.control"),
            (role.Shadow, "line.pane"),
        ):
            palette.setColor(group, self.color(token))
        for group in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, group, self.color("text.disabled"))
        return palette


@lru_cache(maxsize=1)
def theme() -> Theme:
    """The one theme of the application."""
    return Theme()


def px(number: float) -> int:
    """A length of the design in pixels at the text size in force."""
    return theme().px(number)


def start_theme(
    app: QApplication, scheme: Scheme = "system", scale: float = 1.0, *, dress: bool = True
) -> Theme:
    """Load the fonts and put the theme in force; call once, before the first widget.

    Without `dress` the style sheet waits until it is asked for by `Theme.dress`, and the fonts
    that the list does not need until `load_other_fonts`.
    """
    for path in font_files():
        if dress or path.name.startswith(FIRST_FONTS):
            QFontDatabase.addApplicationFont(str(path))
    app.setStyle(QStyleFactory.create("Fusion"))
    look = theme()
    look.color_first(scheme, scale)
    if dress:
        look.dress()
    app.styleHints().colorSchemeChanged.connect(look.apply)
    return look


def load_other_fonts() -> None:
    """Load what `start_theme` left out: italics, and the font of the notes."""
    for path in font_files():
        if not path.name.startswith(FIRST_FONTS):
            QFontDatabase.addApplicationFont(str(path))


def font_files() -> list[Path]:
    """The font files of the font packages, found without importing the packages."""
    files: list[Path] = []
    for package in FONT_PACKAGES:
        spec = importlib.util.find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            files += sorted((Path(folder) / "files").glob("*.ttf"))
    return files
