"""Foreign text on cards: lines that fit, in the direction of their own script."""

import pytest
from making import abstract, title
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from reader.gui.look.directions import runs_from_right
from reader.gui.look.theme import theme
from reader.gui.models.matches import Match
from reader.gui.models.paper_list import PaperList
from reader.gui.views.papers.paper_delegate import PaperDelegate
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


def test_lines_that_are_not_cut_are_laid_out_once(look: None) -> None:
    first, second, last = lay_out(abstract(1), theme().font("body"), 200, 3)
    assert first.layout is second.layout is not last.layout
    assert last.layout.text().endswith("…")


def test_a_line_runs_as_its_text_does_whatever_it_begins_with(look: None) -> None:
    font, before, hebrew = theme().font("rowTitle"), "Tides and lanterns of the harbour", HEBREW[:6]
    wide = QFontMetricsF(font).horizontalAdvance(f"{before} ")
    line = lay_out(f"{before} {hebrew} and more", font, wide, 2)[1]
    text, laid = line.layout.text(), line.layout.lineAt(line.number)
    assert text[laid.textStart() :].startswith(hebrew)
    assert laid.cursorToX(text.index("more"))[0] > laid.naturalTextWidth() / 2


def test_a_very_long_word_is_cut_where_the_line_ends(look: None) -> None:
    font = theme().font("rowTitle")
    wide = QFontMetricsF(font).horizontalAdvance("Tides")
    for letter in ("m", "i"):  # of the narrow one more than forty fit
        long = lay_out("Tides " + letter * 400, font, 8 * wide, 1)[0].layout
        assert long.text().endswith(f"{letter}…")
        assert long.lineAt(0).naturalTextWidth() == pytest.approx(8 * wide, rel=0.1)


def test_a_row_found_by_its_tag_has_room_for_its_snippet(qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    cards = PaperDelegate(table, PaperList(lambda _ids: []))
    assert len(cards._lay_out(ROW, None, 150).snippet) == 0  # the title takes both lines
    assert len(cards._lay_out(ROW, Match((), ROW.snippet), 150).snippet) == 2
