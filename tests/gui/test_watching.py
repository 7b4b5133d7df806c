"""The watched folder in the window: offered, never entered; gone and back; off by default."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import wait_for_thread
from making import search_page_text
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.importing.import_dialog import ImportDialog
from reader.gui.intake.watching import Watching
from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings

LISTING = search_page_text(range(20, 23))


class Watched:
    """A watch that looks often, with the banner of a window and what it would show."""

    def __init__(self, window: MainWindow) -> None:
        self.shown: list[list[Path]] = []
        self.said: list[str] = []
        self.banner = window.list.news
        self.watching = Watching(
            Settings(), self.banner, self.shown.append, self.said.append, window, soon=40, often=80
        )

    @property
    def text(self) -> str:
        return self.banner.text if not self.banner.isHidden() else ""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "listings"
    folder.mkdir()
    return folder


@pytest.fixture
def watch(window: MainWindow) -> Iterator[Callable[[], Watched]]:
    made: list[Watched] = []

    def make() -> Watched:
        made.append(Watched(window))
        return made[-1]

    yield make
    for each in made:
        each.watching.stop()


def test_nothing_is_watched_until_a_folder_is_chosen(window: MainWindow) -> None:
    assert window.watching.folder is None
    assert window.list.news.isHidden()


def test_a_new_file_is_offered_and_shown_only_when_asked_for(
    watch: Callable[[], Watched], place: Path, qtbot: QtBot
) -> None:
    (place / "old.txt").write_text(LISTING + "old")
    seen = watch()
    seen.watching.choose(place)
    assert seen.said == ["Watching listings: new listings in it will be offered"]
    qtbot.wait(200)
    assert seen.text == ""
    (place / "new.txt").write_text(LISTING)
    qtbot.waitUntil(lambda: seen.text == "A new file is ready to look at: new.txt")
    assert seen.shown == []
    seen.watching.look_now()
    assert seen.shown == [[place / "new.txt"]]
    qtbot.wait(300)
    assert seen.text == ""


def test_what_came_while_reader_was_closed_is_offered_at_the_next_start(
    watch: Callable[[], Watched], place: Path, qtbot: QtBot
) -> None:
    first = watch()
    first.watching.choose(place)
    qtbot.wait(200)
    first.watching.stop()
    for name in ("a.txt", "b.txt"):
        (place / name).write_text(LISTING + name)
    second = watch()
    second.watching.start()
    qtbot.waitUntil(lambda: second.text == "2 new files are ready to look at")


def test_a_folder_that_goes_away_is_told_calmly_and_watched_again_when_it_is_back(
    watch: Callable[[], Watched], place: Path, qtbot: QtBot
) -> None:
    seen = watch()
    seen.watching.choose(place)
    qtbot.wait(200)
    away = place.rename(place.with_name("away"))
    qtbot.waitUntil(lambda: "is not there now" in seen.text)
    away.rename(place)
    qtbot.waitUntil(lambda: seen.text == "")
    (place / "new.txt").write_text(LISTING)
    qtbot.waitUntil(lambda: "new.txt" in seen.text)


def test_a_watch_can_be_ended(watch: Callable[[], Watched], place: Path, qtbot: QtBot) -> None:
    seen = watch()
    seen.watching.choose(place)
    qtbot.wait(100)
    seen.watching.choose(None)
    assert seen.watching.folder is None
    assert seen.said[-1] == "No longer watching listings"
    (place / "new.txt").write_text(LISTING)
    qtbot.wait(300)
    assert seen.text == ""


def test_the_window_shows_the_preview_and_adds_nothing_by_itself(
    window: MainWindow, place: Path, qtbot: QtBot
) -> None:
    window.watching.choose(place)
    qtbot.wait(300)  # what is there by then is not new
    (place / "new.txt").write_text(LISTING)
    qtbot.waitUntil(lambda: "new.txt" in window.list.news.text, timeout=10_000)
    window.watching.look_now()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.primary_button.text() == "Add 3")
    wait_for_thread(window, qtbot)
    assert window.sidebar.tree.counts.all == 8
    dialog.reject()
