"""The verdicts under a paper in triage are whole at every width and text size."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.views.triage.triage_header import TriageHeader
from reader.gui.views.triage.verdict_bar import VerdictBar
from reader.model import State


@pytest.mark.parametrize(
    ("width", "scale", "brief", "ways"),
    [
        (1440, 1.0, False, True),
        (1024, 1.0, True, True),
        (880, 1.0, True, False),
        (1280, 2.0, True, False),
    ],
)
def test_what_there_is_no_room_for_is_left_away(
    width: int,
    scale: float,
    brief: bool,
    ways: bool,
    restyle: Callable[..., None],
    qtbot: QtBot,
) -> None:
    restyle("light", scale)
    bar = VerdictBar()
    qtbot.addWidget(bar)
    bar.resize(width, bar.height())
    bar.show()
    QApplication.processEvents()
    for button in bar._buttons.values():
        assert button.width() == button.sizeHint().width() == button.width_for(brief)
    shown = [*bar._buttons.values(), *(way for way in bar._ways.values() if not way.isHidden())]
    assert (len(shown) == len(bar._buttons) + len(bar._ways)) is ways
    assert max(part.geometry().right() for part in shown) < width


@pytest.mark.parametrize(("width", "whole"), [(1440, True), (700, False)])
def test_the_counts_over_the_paper_are_words_where_there_is_room_and_numbers_else(
    width: int, whole: bool, qtbot: QtBot
) -> None:
    header = TriageHeader()
    qtbot.addWidget(header)
    header.show_progress(36, 214, 15)
    header.show_counts({State.QUEUE: 9, State.ARCHIVE: 18})
    header.resize(width, header.height())
    header.show()
    QApplication.processEvents()
    counts = header.counts
    assert counts.shown_parts() == (
        ["9 queued", "0 reading", "0 done", "18 archived"] if whole else ["9", "0", "0", "18"]
    )
    assert counts.width() >= counts.minimumSizeHint().width()
    assert counts.geometry().right() <= width
