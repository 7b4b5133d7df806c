"""The readable mirror in the window: written after each change, shown, merged and undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.preferences.mirror_page import MirrorPage
from reader.gui.dialogs.preferences.preferences_dialog import PreferencesDialog
from reader.gui.main_window import MainWindow
from reader.library import Library


@pytest.fixture
def window(filled: list[int], open_window: Callable[[], MainWindow]) -> MainWindow:
    return open_window()


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> MirrorPage:
    window.popups.show_preferences("Mirror")
    page = window.findChildren(PreferencesDialog)[-1].page
    assert isinstance(page, MirrorPage)
    wait_for_thread(window, qtbot)
    return page


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_args: str(folder)
    )


def test_a_mirror_is_chosen_written_and_turned_off(
    window: MainWindow,
    page: MirrorPage,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert page.folder.text() == "None"
    assert page.said.text() == "There is no mirror."
    assert not page.off.isEnabled()
    choose(monkeypatch, tmp_path / "mirror")
    page.choose.click()
    wait_for_thread(window, qtbot)
    assert page.folder.text() == str(tmp_path / "mirror")
    assert page.said.text().startswith("Last written ")
    assert len(list((tmp_path / "mirror").glob("papers/*/*.md"))) == 8
    page.off.click()
    wait_for_thread(window, qtbot)
    assert page.said.text().startswith("Nothing is written any more")
    assert not page.off.isEnabled()


def test_a_change_in_the_window_is_written_by_itself(
    window: MainWindow, filled: list[int], folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.mirror_on(tmp_path / "mirror")
    window.mirroring.look()
    wait_for_thread(window, qtbot)
    window.worker.ask(lambda library: library.write_note(filled[0], "Words of mine"))
    files = (tmp_path / "mirror").glob

    def is_written() -> bool:
        return any(b"Words of mine" in path.read_bytes() for path in files("papers/*/*.md"))

    qtbot.waitUntil(is_written, timeout=20_000)


def test_what_is_changed_last_is_written_before_the_window_is_gone(
    window: MainWindow, filled: list[int], folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.mirror_on(tmp_path / "mirror")
    window.mirroring.look()
    wait_for_thread(window, qtbot)
    window.worker.ask(lambda library: library.write_note(filled[0], "The last words"))
    window.close()
    papers = [path.read_bytes() for path in (tmp_path / "mirror").glob("papers/*/*.md")]
    assert any(b"The last words" in data for data in papers)


def test_a_mirror_that_cannot_be_written_is_told_once(
    window: MainWindow, filled: list[int], folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.mirror_on(tmp_path / "mirror")
        root = tmp_path / "mirror" / "reader-mirror.json"
        root.write_bytes(root.read_bytes().replace(b"1", b"2", 1))
        library.star(filled[:1])
    told: list[str] = []
    window.messages.warn = lambda text, action, run: told.append(text)  # type: ignore[method-assign]
    for _ in range(3):
        window.mirroring.look()
        wait_for_thread(window, qtbot)
    assert len(told) == 1
    assert told[0].startswith("The mirror was not written. ")


def test_a_mirror_is_merged_and_one_undo_takes_it_back(
    window: MainWindow,
    page: MirrorPage,
    filled: list[int],
    folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from reader import mirroring

    with Library.open(folder) as library:
        library.mirror_on(tmp_path / "mirror")
        library.mirror_off()
    mirroring.rebuild(tmp_path / "mirror", tmp_path / "other")
    with Library.open(tmp_path / "other") as other:
        other.write_note(filled[0], "from another computer")
        other.mirror_on(tmp_path / "theirs")
    choose(monkeypatch, tmp_path / "theirs")
    page.merge.click()
    wait_for_thread(window, qtbot)
    assert page.said.text() == "Merged: 1 paper and 1 note came or changed."
    with Library.open(folder, write=False) as library:
        assert library.paper(filled[0]).note == "from another computer"
    window.operations.undo()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.paper(filled[0]).note == ""
    page.merge.click()
    wait_for_thread(window, qtbot)
    choose(monkeypatch, tmp_path)
    page.merge.click()
    wait_for_thread(window, qtbot)
    assert "There is no mirror of a library in this folder." in page.said.text()
