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
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QFontDatabase, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QStyleFactory

from reader.paths import resource

Scheme = Literal["light", "dark", "system"]
FONT_PACKAGES = ("fontpkg_inter", "fontpkg_source_serif_4", "fontpkg_jetbrains_mono")
READ = ("reading", "readingNarrow")
FIRST_FONTS = ("Inter[", "SourceSerif4[")
Contrast = Literal["system", "normal", "high"]
READING_SIZES = (15, 17, 19, 21)  # px of abstracts at a text size of 100 %
# What quiet words and hair lines become for who needs more contrast.
HIGH = {
    "text.secondary": "text.primary",
    "text.tertiary": "text.primary",
    "text.disabled": "text.tertiary",
    "line.hair": "line.control",
    "line.pane": "line.control",
    "line.button": "line.control",
    "line.raised": "line.control",
    "line.keycap": "line.control",
    "chart.grid": "line.control",
}
SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
LARGE = 1.5  # from this text size on, what only helps makes way for words


class Theme(QObject):
    """The look in force: a scheme (light or dark) and a text size (1.0 to 2.0)."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tokens: dict[str, Any] = json.loads(resource("themes/tokens.json").read_text("utf-8"))
        self._choice: Scheme = "system"
        self.scale = 1.0
        self.still = False  # nothing fades or slides
        self.key_hints = True  # buttons show their keys
        self.reading_size = READING_SIZES[1]
        self._own_fonts: dict[str, str] = {}
        self._contrast: Contrast = "system"
        self._system_contrast = Qt.ContrastPreference.NoPreference
        self._hints: tuple[QStyleHints, QAccessibilityHints] | None = None
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
    def high_contrast(self) -> bool:
        """Whether quiet words and lines are as strong as the others."""
        if self._contrast == "system":
            return self._system_contrast == Qt.ContrastPreference.HighContrast
        return self._contrast == "high"

    @property
    def contrast(self) -> Contrast:
        """What the person chose."""
        return self._contrast

    @property
    def choice(self) -> Scheme:
        """What the person chose: light, dark, or like the system."""
        return self._choice

    def color(self, token: str) -> QColor:
        """The colour of a token such as `text.secondary`, or of an alpha token such as `scrim`."""
        found = self._colors.get(token)
        if found is None:
            side = "dark" if self.dark else "light"
            if self.high_contrast and token in HIGH:
                found = QColor(self._tokens["color"][side][HIGH[token]])
            elif token in self._tokens["alpha"][side]:
                red, green, blue, alpha = self._tokens["alpha"][side][token]
                found = QColor(red, green, blue, round(alpha * 255))
            else:
                found = QColor(self._tokens["color"][side][token])
            self._colors[token] = found
        return QColor(found)  # a copy: colours can be changed

    def tag_color(self, hue: str) -> QColor:
        """One of the nine colours of tags; the plainest for what is none of them.

        A damaged library, or one that a later version wrote, may name another: it is shown too.
        """
        known = f"tag.{hue}" in self._tokens["color"]["light"]
        return self.color(f"tag.{hue}" if known else "tag.slate")

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
        return self.px(self._tokens["type"][role]["line"] * self._larger(role))

    def _larger(self, role: str) -> float:
        """How much larger than in the tokens abstracts are read."""
        return self.reading_size / READING_SIZES[1] if role in READ else 1.0

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
        own = self._own_fonts.get(style["font"], "")
        font = QFont([*([own] if own else []), family["family"], *family["fallback"]])
        font.setPixelSize(self.px(style["size"] * self._larger(role)))
        if own:
            font.setWeight(QFont.Weight(min(600, heavy)))
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

    def choose_fonts(self, ui: str = "", reading: str = "", size: int = READING_SIZES[1]) -> None:
        """Put other families in force than those of the design, and another size of abstracts."""
        self.remember(ui, reading, size, self._contrast)
        self.apply()

    def follow_system(self, app: QApplication) -> None:
        """Hear from now on when the system turns dark or light, or wants more contrast."""
        hints = app.styleHints()
        more = hints.accessibility()
        self._hints = hints, more  # both must be held: one belongs to the other
        self._system_contrast = more.contrastPreference()
        hints.colorSchemeChanged.connect(self.apply)
        more.contrastPreferenceChanged.connect(self._system_contrast_changed)

    def _system_contrast_changed(self, preference: Qt.ContrastPreference) -> None:
        self._system_contrast = preference
        self.apply()

    def choose_contrast(self, contrast: Contrast) -> None:
        """Put the usual or a higher contrast in force, or what the system says."""
        self._contrast = contrast
        self.apply()

    def remember(self, ui: str, reading: str, size: int, contrast: Contrast) -> None:
        """Take what was chosen at another time, before the first widget is made."""
        self._own_fonts = {"ui": ui, "reading": reading}
        self.reading_size, self._contrast = size, contrast

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
    look.follow_system(app)
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
