"""Pages that stand where list and reading pane are: one at a time, until a place is opened."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reader.gui.actions import BY_ID
from reader.gui.command import STAYS
from reader.gui.keymap import is_single, key_name, keymap, meaning
from reader.gui.places import Place

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


class Pages(QObject):
    """Shows a page in full width and gives list and reading pane their room back after it.

    `opened` says the place of a page that has one, `went_back` that it was left for the list.
    """

    opened = Signal(object)
    went_back = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.shown: QWidget | None = None
        self._place: Place | None = None
        self._left: Callable[[], object] | None = None
        window.browsing.opened.connect(lambda _place: self.leave())

    def show(
        self,
        view: QWidget,
        left: Callable[[], object] | None = None,
        place: Place | None = None,
        command: str = "",
    ) -> None:
        """Show a page, of `place` if it has one; `left` is called when it goes.

        `command` is that of its button in the foot bar, if it has one.
        """
        window = self._window
        window.triage.leave()
        if self.shown is view:
            return
        if self.shown is not None:
            self._say_left()
        else:
            window.pane.leave()
            window.shape.set_full_width(True)
        self.shown, self._left = view, left
        if window.right.indexOf(view) < 0:
            window.right.addWidget(view)
        window.right.setCurrentWidget(view)
        window.sidebar.show_page(command)
        if place is None:
            window.sidebar.show_no_place()
        else:
            window.sidebar.show_place(place)
            self.opened.emit(place)
        self._place = place
        window.enable()

    def leave(self) -> bool:
        """Give list and reading pane their room back; False when there is no page."""
        if self.shown is None:
            return False
        self._say_left()
        self.shown = None
        self.give_way()
        self._window.sidebar.show_page("")
        self._window.shape.set_full_width(False)
        self._window.enable()
        return True

    def go_back(self) -> bool:
        """Leave the page for the place that was open before; False when there is no page."""
        place = self._place
        if not self.leave():
            return False
        if place is not None:
            self.went_back.emit(place)
        self._window.sidebar.show_place(self._window.browsing.place)
        self._window.focusing.focus("list")
        return True

    def next_pane(self, step: int) -> bool:
        """Go to the next part of the page; False when there is no page."""
        if isinstance(self.shown, Page):
            self.shown.next_pane(step)
        return isinstance(self.shown, Page)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands that the page that is shown knows."""
        return self.shown.commands() if isinstance(self.shown, Page) else {}

    def run(self, command: str) -> None:
        """Do what a command means on the page that is shown."""
        run = self.commands().get(command)
        if run is not None:
            run()

    def give_way(self) -> None:
        """Unless there is a page, show the paper, or how to begin when there is none."""
        window = self._window
        if self.shown is None:
            some = window.counts is not None and window.counts.all > 0
            window.shape.show_beginning(window.counts is not None and not some)
            window.right.setCurrentWidget(window.pane if some else window.first_run)

    def _say_left(self) -> None:
        left, self._left = self._left, None
        if left is not None:
            left()


class Page(QWidget):
    """A page on which the single keys of commands about papers rest."""

    def next_pane(self, step: int) -> None:
        """Go to the next part of the page that takes keys, or the one before."""

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What commands of the table mean on this page, by their names."""
        return {}

    def meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does on this page while nobody types."""
        return meaning(event, self.commands())

    def event(self, event: QEvent) -> bool:
        """Take the keys of the page, and let no letter decide about a paper out of sight."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self.meaning(event) is not None or rests(event))
        ):
            # It may be about Alt that is pressed alone, and this key is not to show the menu.
            QCoreApplication.sendEvent(self.window(), event)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means here."""
        run = self.meaning(event)
        if run is None:
            super().keyPressEvent(event)
        else:
            run()


def rests(event: QKeyEvent) -> bool:
    """Whether a key is a single one of a command that makes no sense on a page."""
    return is_single(key_name(event)) and any(
        not BY_ID[name].where.is_part and name not in STAYS for name in keymap().meant(event)
    )


def open_place(window: "MainWindow", place: Place) -> None:
    """Open a place: its list of papers, or its page."""
    if place.page:
        window.actions_by_id[place.page].trigger()
    else:
        window.browsing.open(place)
