"""What the window says about errors, and what it remembers about itself."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.errors import Problem
from reader.gui.asking.bugs import details
from reader.gui.asking.messages import Messages
from reader.gui.controls.banner import Banner
from reader.gui.controls.toast import Toast
from reader.gui.settings import FILE, Settings
from reader.paths import state_folder


@pytest.fixture
def banner(qtbot: QtBot) -> Iterator[Banner]:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    yield Banner(shown)
    shown.close()


@pytest.fixture
def messages(qtbot: QtBot, banner: Banner) -> Messages:
    parent = QWidget()
    qtbot.addWidget(parent)
    over_all = Banner(parent)
    return Messages(Toast(parent), banner, over_all, parent)


def broken() -> RuntimeError:
    try:
        raise RuntimeError("the secret title of a paper")
    except RuntimeError as error:
        return error


def test_a_problem_is_told_in_its_own_words(messages: Messages, banner: Banner) -> None:
    messages.error(Problem("The library is read-only.", do="Free some room on the disk."))
    assert banner.text == "The library is read-only. Free some room on the disk."


def test_a_bug_is_told_without_its_words(
    messages: Messages, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    messages.bug = told.append
    with caplog.at_level(logging.ERROR, "reader"):
        messages.error(broken())
    assert "RuntimeError" in told[0]
    assert "RuntimeError" in caplog.text
    assert "secret" not in told[0] + caplog.text


def test_details_of_a_bug_name_places_in_the_code_but_no_folders() -> None:
    told = details(broken())
    assert "test_telling.py" in told
    assert str(Path(__file__).parent) not in told


def test_settings_come_back_as_they_were() -> None:
    first = Settings()
    assert (first.scheme, first.scale, first.widths) == ("system", 1.0, (0, 0))
    first.scheme, first.scale, first.widths = "dark", 1.25, (200, 400)
    first.folded, first.sidebar_hidden, first.panel = frozenset({"tags"}), True, (False, "right")
    first.save()
    again = Settings()
    assert (again.scheme, again.scale, again.widths) == ("dark", 1.25, (200, 400))
    assert (again.folded, again.sidebar_hidden) == (frozenset({"tags"}), True)
    assert again.panel == (False, "right")


def test_a_broken_settings_file_means_the_defaults() -> None:
    folder = state_folder()
    folder.mkdir(parents=True)
    (folder / FILE).write_text("[look]\nscheme=purple\nscale=many\n", encoding="utf-8")
    settings = Settings()
    assert (settings.scheme, settings.scale) == ("system", 1.0)
