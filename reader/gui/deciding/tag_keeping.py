"""Keeping tags in order from the sidebar: another name, another colour, into another one, away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QActionGroup, QIcon, QPainter, QPixmap, Qt
from PySide6.QtWidgets import QMenu, QWidget

from reader.gui.controls.menu import DANGER, Menu
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import papers
from reader.gui.places import INBOX, Place, tag_place
from reader.gui.views.tag_completion import existing, tag_name
from reader.model import Changes, Tag

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

COLORS = ("slate", "red", "orange", "amber", "green", "teal", "blue", "violet", "pink")
LONGEST = 100


class TagKeeping(QObject):
    """The menu of a tag, and what its commands do."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def tag_of(self, place: Place) -> Tag | None:
        """The tag whose place this is."""
        counts = self._window.counts
        tags = counts.tags if counts is not None else ()
        return next((tag for tag, _count in tags if tag_place(tag).key == place.key), None)

    def fill(self, menu: QMenu, tag: Tag, at: QRect) -> None:
        """Add the commands of a tag to a menu; the field for a name opens at `at`."""
        menu.addAction("Rename or merge…\tF2").triggered.connect(lambda: self.rename(tag, at))
        colors = Menu("Colour", menu)
        menu.addMenu(colors)
        group = QActionGroup(colors)
        for color in COLORS:
            action = colors.addAction(dot(color), color.capitalize())
            action.setCheckable(True)
            action.setChecked(color == tag.color)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, color=color: self.recolor(tag, color))
        menu.addSeparator()
        delete = menu.addAction("Delete")
        delete.setProperty(DANGER, True)
        delete.triggered.connect(lambda: self.delete(tag))

    def rename(self, tag: Tag, at: QRect, over: QWidget | None = None) -> None:
        """Ask for another name, over the window or another one; that of another tag merges them."""
        from reader.gui.views.rename_popover import RenamePopover

        def judge(typed: str) -> tuple[str, bool]:
            return self._judge(tag, typed)

        sheet = RenamePopover("Name of the tag", tag.name, judge, over or self._window)
        sheet.named.connect(lambda name: self._named(tag, name))
        sheet.open_at(at)

    def recolor(self, tag: Tag, color: str) -> None:
        """Give a tag another colour."""
        self._window.operations.do(
            lambda library: library.color_tag(tag.name, color), f"Coloured {tag.name} {color}"
        )

    def delete(self, tag: Tag) -> None:
        """Take a tag off every paper."""
        self._window.operations.do(
            lambda library: library.delete_tag(tag.name), f"Deleted the tag {tag.name}"
        )
        self._leave(tag, INBOX)

    def _judge(self, tag: Tag, typed: str) -> tuple[str, bool]:
        name = tag_name(typed)
        if not name or len(name) > LONGEST:
            return "Letters, digits, - and /", False
        other = self._other(tag, name)
        if other is not None:
            return f"merges it into {other[0].name}, {papers(other[1])}", True
        return ("renames it" if name != tag.name else "keeps the name"), True

    def _other(self, tag: Tag, name: str) -> tuple[Tag, int] | None:
        """Another tag of that name, and how many papers it has."""
        counts = self._window.counts
        tags = counts.tags if counts is not None else ()
        found = existing(name, tags)
        if found is None or found.name == tag.name:
            return None
        return found, {one.name: count for one, count in tags}[found.name]

    def _named(self, tag: Tag, typed: str) -> None:
        name = tag_name(typed)
        other = self._other(tag, name)
        operations = self._window.operations
        if other is not None:
            into = other[0]
            text = f"Merged {tag.name} into {into.name}"
            operations.do(lambda library: library.merge_tags(tag.name, into.name), text)
            self._leave(tag, tag_place(into))
        elif name != tag.name:
            text = f"Renamed {tag.name} to {name}"
            operations.do(lambda library: library.rename_tag(tag.name, name), text)
            self._leave(tag, tag_place(Tag(name, tag.color)))

    def _leave(self, tag: Tag, to: Place) -> None:
        """Go on from the place of a tag that is no more."""
        if self._window.browsing.place.key == tag_place(tag).key:
            self._window.browsing.open(to)


def only_names(changes: Changes | None) -> bool:
    """Whether tags got other names or colours, which every row with them shows."""
    return changes is not None and "tags" in changes.areas and not changes.papers


def dot(color: str) -> QIcon:
    """A dot in the colour of a tag."""
    side = px(16)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().tag_color(color))
    painter.drawEllipse(px(4), px(4), px(8), px(8))
    painter.end()
    return QIcon(picture)
