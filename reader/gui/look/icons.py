"""Icons: the only file where icon names are mentioned. Lucide outlines, painted in theme colours.

The SVG texts come from the `python-lucide` package's data file, read with sqlite3 directly: the
package itself would cost more than the whole start of the window.
"""

import importlib.util
import sqlite3
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.gui.look.theme import theme
from reader.paths import resource

# our name -> Lucide's name
NAMES = {
    "inbox": "inbox", "queue": "list-ordered", "reading": "book-open", "done": "circle-check",
    "archive": "archive", "starred": "star", "all": "library", "search": "search",
    "saved-search": "bookmark", "import": "file-text", "add": "plus", "sidebar": "panel-left",
    "sort": "arrow-up-down", "statistics": "chart-column", "duplicates": "copy",
    "keyboard": "keyboard",
    "preferences": "settings", "star": "star", "tag": "tag", "highlight": "highlighter",
    "export": "upload", "full-width": "maximize-2", "more": "ellipsis",
    "chevron-down": "chevron-down", "chevron-up": "chevron-up",
    "chevron-right": "chevron-right", "back": "arrow-left", "close": "x", "check": "check",
    "heading": "heading-2", "bold": "bold", "italic": "italic", "code": "code", "list": "list",
    "tasks": "list-checks",
    "quote": "text-quote", "link": "link", "indent": "list-end", "comment": "message-square",
    "copy": "copy", "paste": "clipboard-paste", "clipboard": "clipboard", "file-in": "file-down",
    "file": "file-text", "files": "files", "folder": "folder", "warning": "triangle-alert",
    "info": "info", "error": "circle-alert", "merge": "git-merge",
    "join": "merge", "undo": "undo-2", "redo": "redo-2",
    "restore": "rotate-ccw", "likely": "git-compare",
    "panel-right": "panel-right", "panel-bottom": "panel-bottom", "delete": "trash",
    "scan": "scan-search", "open": "external-link", "theme": "contrast",
    "text-size": "a-large-small",
    "help": "circle-question-mark", "queue-add": "list-plus", "calendar": "calendar", "seen": "eye",
    "table": "table-2", "tree": "list-tree", "note": "notebook-pen",
    "database": "database", "shield": "shield-check",
}  # fmt: skip

LARGE, LIGHT = 28, 1.3  # from this size on outlines are thinner: the glyph of an empty place


@lru_cache(maxsize=1)
def _sources() -> dict[str, str]:
    spec = importlib.util.find_spec("lucide")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "data" / "lucide-icons.db"
    wanted = sorted(set(NAMES.values()))
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        places = ",".join("?" * len(wanted))
        rows = connection.execute(
            f"SELECT name, svg FROM icons WHERE name IN ({places})", wanted
        ).fetchall()
    finally:
        connection.close()
    return dict(rows)


def pixmap(
    name: str, color: QColor, size: int, ratio: float = 1.0, *, filled: bool = False
) -> QPixmap:
    """An icon of `size` logical pixels in one colour; `filled` fills its outline too (a star)."""
    stroke = LIGHT if size >= theme().px(LARGE) else theme().token("icons", "stroke")
    return _pixmap(name, color.rgba(), size, ratio, filled, stroke)


@lru_cache(maxsize=512)
def _pixmap(name: str, rgba: int, size: int, ratio: float, filled: bool, stroke: float) -> QPixmap:
    color = QColor.fromRgba(rgba)
    svg = _sources()[NAMES[name]].replace("currentColor", color.name())
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    if filled:
        svg = svg.replace('fill="none"', f'fill="{color.name()}"', 1)
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(color.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(
        painter, QRectF(0, 0, picture.width(), picture.height())
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, token: str = "text.secondary", *, filled: bool = False) -> QIcon:
    """An icon for a button or menu, in a theme colour, sharp on the best screen there is."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    size = theme().size("iconToolbar")
    return QIcon(pixmap(name, theme().color(token), size, ratio, filled=filled))


def program_icon() -> QIcon:
    """The icon of Reader itself, for the title bar and the task bar."""
    return QIcon(str(resource("reader.svg")))
