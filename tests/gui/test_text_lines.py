"""Foreign text on cards: lines that fit, in the direction of their own script."""

import pytest
from making import abstract, title
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from reader.gui.look.directions import runs_from_right
from reader.gui.look.theme import theme
from reader.gui.models.matches import Match
from reader.gui.models.paper_list import PaperList
from reader.gui.views.paper_delegate import PaperDelegate
from reader.gui.views.text_lines import lay_out
from reader.model import Row, State

HEBREW = "עששיות וגאות, שיטה בת שבעה צעדים"
ROW = Row(
    1, title(1), abstract(1), None, (), None, State.INBOX, False, True, (), None, 1, False, 0
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "from_right"),
    [(HEBREW, True), ("12: " + HEBREW, True), ("Tides of " + HEBREW, False), ("", False)],
)
def test_the_first_letter_with_a_direction_decides(text: str, from_right: bool) -> None:
    assert runs_from_right(text) is from_right


def test_lines_from_right_to_left_end_at_the_right_edge(look: None) -> None:
    lines = lay_out(f"{HEBREW} Tides {HEBREW}", theme().font("rowTitle"), 160, 2)
    assert len(lines) == 2
    for line in lines:
        assert line.indent + line.layout.lineAt(0).naturalTextWidth() == pytest.approx(160, abs=1)


def test_other_lines_begin_at_the_left(look: None) -> None:
    assert [line.indent for line in lay_out(title(1), theme().font("rowTitle"), 100, 2)] == [0, 0]


def test_a_row_found_by_its_tag_has_room_for_its_snippet(qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    cards = PaperDelegate(table, PaperList(lambda _ids: []))
    assert len(cards._lay_out(ROW, None, 150).snippet) == 0  # the title takes both lines
    assert len(cards._lay_out(ROW, Match((), ROW.snippet), 150).snippet) == 2
