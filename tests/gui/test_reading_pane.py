"""The reading pane: what it shows of a paper, what its buttons want, and where the panel goes."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from making import abstract, facts, title
from making_shown import marked_paper, paper
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.views.reading import panel_tabs
from reader.gui.views.reading.details import details_of, timeline
from reader.gui.views.reading.highlight_list import Highlights
from reader.gui.views.reading.paper_title import meta_parts
from reader.gui.views.reading.reading_pane import ReadingPane
from reader.gui.views.reading.several import about
from reader.model import Facts, Row, Sighting, State, Tag


def marks(query: str, text: str) -> list[tuple[int, int]]:
    place = text.find(query)
    return [(place, place + len(query))] if place >= 0 else []


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[ReadingPane]:
    made = ReadingPane(marks=marks)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_without_a_paper_it_says_so(pane: ReadingPane) -> None:
    pane.show_paper(paper(1))
    assert pane.paper_id == 1
    pane.show_paper(None)
    assert pane._stack.currentWidget() is pane._nothing
    assert pane.paper_id is None


@pytest.mark.parametrize(
    ("state", "words", "wanted"),
    [
        (State.INBOX, "Add to queue", State.QUEUE),
        (State.QUEUE, "Read now", State.READING),
        (State.READING, "Done", State.DONE),
    ],
)
def test_the_likely_next_step_follows_the_state(
    pane: ReadingPane, qtbot: QtBot, state: State, words: str, wanted: State
) -> None:
    pane.show_paper(paper(1, state=state))
    assert pane.header.next.text() == words
    with qtbot.waitSignal(pane.state_wanted) as told:
        pane.header.next.click()
    assert told.args == [wanted]


@pytest.mark.parametrize("state", [State.DONE, State.ARCHIVE])
def test_decided_papers_have_no_next_step(pane: ReadingPane, qtbot: QtBot, state: State) -> None:
    pane.show_paper(paper(1, state=state))
    assert not pane.header.next.isVisible()
    with qtbot.assertNotEmitted(pane.state_wanted):
        pane.next_step()


def test_the_star_and_the_state_say_how_they_stand(pane: ReadingPane, qtbot: QtBot) -> None:
    pane.show_paper(paper(1, state=State.QUEUE, queue_place=7, starred=True))
    assert pane.header.state.accessibleName() == "State, Queue, place 7"
    assert pane.header.star.accessibleName() == "Star, on"
    with qtbot.waitSignal(pane.star_wanted) as told:
        pane.header.star.click()
    assert told.args == [False]


def test_every_button_has_a_name(pane: ReadingPane) -> None:
    pane.show_paper(marked_paper(1))
    nameless = [
        button
        for button in pane.findChildren(QAbstractButton)
        if not (button.accessibleName() or button.text())
    ]
    assert nameless == []


def test_tex_is_readable_and_the_words_of_a_search_are_marked(pane: ReadingPane) -> None:
    shown = facts(1, title="A $\\mu$ of one", abstract="It is one at most.")
    pane.show_paper(paper(1, facts=shown))
    pane.set_query("one")
    assert pane.head.title.accessibleName() == "A μ of one"
    assert pane.head.title._matches == ((7, 10),)
    assert pane.abstract._matches == ((6, 9),)
    pane.set_query("")
    assert pane.abstract._matches == ()


def test_nothing_is_marked_while_no_paper_is_shown(pane: ReadingPane) -> None:
    """While one types no paper is selected, and the list must not wait for the pane."""
    pane.show_paper(paper(1, facts=facts(1, abstract="It is one at most.")))
    pane.show_paper(None)
    asked: list[str] = []
    pane._marks = lambda query, _text: asked.append(query) or []  # type: ignore[func-returns-value]
    pane.set_query("one")
    assert not asked
    pane._marks = marks
    pane.show_paper(paper(1, facts=facts(1, abstract="It is one at most.")))
    assert pane.abstract._matches == ((6, 9),)


def test_the_same_paper_again_keeps_place_and_selection(pane: ReadingPane) -> None:
    pane.show_paper(paper(1))
    pane.abstract.select(3, 10)
    pane.show_paper(paper(1, starred=True))
    assert pane.abstract.selection() == (3, 10)
    pane.show_paper(paper(2))
    assert not pane.abstract.has_selection()


def test_the_panel_changes_sides_and_hides(pane: ReadingPane) -> None:
    pane.show_paper(paper(1))
    assert pane._split.orientation() is Qt.Orientation.Vertical
    pane.turn_panel()
    assert pane._split.orientation() is Qt.Orientation.Horizontal
    assert pane.panel._side == "right"
    pane.show_panel(False)
    assert not pane.panel.isVisible()
    pane.focus_notes()
    assert pane.panel.isVisible()
    assert pane.panel.notes.text.hasFocus()


def test_full_width_docks_the_panel_at_the_right_while_there_is_room(
    pane: ReadingPane, qtbot: QtBot, restyle: Callable[..., None]
) -> None:
    pane.show_paper(paper(1))
    pane.set_full_width(True)
    assert pane.panel._side == "right"
    assert pane.header.back.isVisible()
    restyle(scale=1.5)
    assert pane.panel._side == "bottom"
    restyle(scale=1.0)
    pane.resize(900, 700)
    assert pane.panel._side == "bottom"
    pane.set_full_width(False)
    assert pane.panel_side == "bottom"


def test_the_reading_column_has_the_width_and_place_of_the_design(pane: ReadingPane) -> None:
    pane.show_paper(paper(1))
    pane.resize(760, 800)
    pane.grab()
    assert pane.abstract.left == 56
    assert pane.abstract._column == 664
    pane.resize(1200, 800)
    pane.grab()
    assert pane.abstract.left == (pane._page.room - 664) // 2


def test_the_tabs_count_and_the_list_leads_to_the_text(pane: ReadingPane, qtbot: QtBot) -> None:
    pane.show_paper(marked_paper(1))
    assert pane.panel.tabs.tabText(panel_tabs.HIGHLIGHTS) == "Highlights 2"
    pane.show_tab(panel_tabs.HIGHLIGHTS)
    listed = pane.panel.highlights.view
    listed.setCurrentIndex(listed.model().index(1, 0))
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert pane.abstract.cursor_place() == abstract(1).index("it says so")
    with qtbot.waitSignal(pane.highlight_delete_wanted) as told:
        qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert told.args == [12]


def test_a_high_panel_shows_the_highlights_under_the_notes(pane: ReadingPane, qtbot: QtBot) -> None:
    pane.show_paper(marked_paper(1))
    assert not pane.panel.strip.isVisible()
    pane.turn_panel()
    pane.resize(1200, 900)
    qtbot.waitUntil(lambda: pane.panel.strip.isVisible() and pane.panel.strip.list.count == 2)
    pane.show_paper(paper(2))
    assert not pane.panel.strip.isVisible()


def test_the_list_of_highlights_is_a_sound_model(qtbot: QtBot) -> None:
    model = Highlights()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_highlights(marked_paper(1).highlights)
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Highlight 2, Result. it says so. Comment: good manners."
    lost = replace(marked_paper(1).highlights[0], start=None, end=None)
    model.show_highlights([lost, marked_paper(1).highlights[1]])
    mark = model.mark(model.index(1))
    assert mark is not None
    assert mark.start is None


def test_parts_of_the_meta_line_lead_to_searches() -> None:
    assert meta_parts(paper(1)) == (
        ("3 authors", ""),
        ("2 May 2024", "year:2024"),
        ("made-up.txt", "import:made-up.txt"),
    )
    assert meta_parts(paper(1, facts=Facts("x"), sightings=()))[0] == ("Undated", "is:undated")


def test_details_tell_where_year_and_names_came_from() -> None:
    shown = facts(1, date="2025-02-21", year_from_capture=True, author_count=3)
    lines = {name: value for name, value, _link in details_of(paper(1, facts=shown))}
    assert lines["Date"] == "21 Feb 2025 ◇ year from the capture"
    assert lines["Authors"] == "3, names not in the listing"
    assert lines["Link"] == "none"
    assert lines["Imports"] == ("12 Nov 2025: made-up.txt · 2nd there, lines 3 to 4 · 2 comments")
    assert lines["History"] == "added 12 Nov 2025"


def test_each_appearance_is_told_with_how_the_counts_changed_since() -> None:
    often = tuple(
        Sighting(number, f"{number}.txt", place, 7, 7, None, votes, None, f"2025-0{number}-01")
        for number, place, votes in ((3, 10, 31), (1, 0, 5), (2, 21, 5))
    )
    assert [words for _, words in timeline(often)] == [
        "1 Jan 2025: 1.txt · 1st there, line 7 · 5 upvotes",
        "1 Feb 2025: 2.txt · 22nd there, line 7 · 5 upvotes",
        "1 Mar 2025: 3.txt · 11th there, line 7 · 31 upvotes (+26)",
    ]


def test_an_appearance_leads_to_the_papers_of_its_import(pane: ReadingPane, qtbot: QtBot) -> None:
    pane.show_paper(paper(1))
    pane.show_tab(panel_tabs.DETAILS)
    (button,) = (
        each for each in pane.panel.details.findChildren(QPushButton) if "made-up" in each.text()
    )
    with qtbot.waitSignal(pane.search_wanted) as told:
        button.click()
    assert told.args == ["import:made-up.txt"]


def test_the_next_step_leaves_its_button_where_there_is_no_room(pane: ReadingPane) -> None:
    pane.show_paper(paper(1))
    assert pane.header.next.isVisible()
    pane.resize(360, 800)
    assert pane.header.next.isHidden()
    assert pane.header.state.width() >= pane.header.state.sizeHint().width()
    pane.resize(1200, 800)
    assert pane.header.next.isVisible()


def test_tab_comes_by_the_links_and_tags_where_they_stand(pane: ReadingPane) -> None:
    dated = replace(paper(1), facts=facts(1, date="2024-05-01"), tags=(Tag("tides", "blue"),))
    pane.show_paper(dated)
    widget, names = pane.header.nextInFocusChain(), []
    while widget is not pane.header:
        if isinstance(widget, QAbstractButton) and widget.isVisible():
            names.append(widget.accessibleName() or widget.text())
        elif widget is pane.abstract:
            names.append("the abstract")
        widget = widget.nextInFocusChain()
    between = names[names.index("1 May 2024, search") : names.index("the abstract")]
    assert between == ["1 May 2024, search", "made-up.txt, search", "Tag tides", "Add tag"]


def test_several_papers_show_their_years_and_tags(pane: ReadingPane, qtbot: QtBot) -> None:
    rows = [
        Row(i, title(i), "", date, (), 2, State.INBOX, False, True, tags, None, 1, False, 0)
        for i, (date, tags) in enumerate(
            [("2023-08-18", (Tag("a", "red"),)), ("2024", (Tag("a", "red"),)), (None, ())]
        )
    ]
    assert about(rows) == "2023 to 2024. Tags: a 2."
    pane.show_selection(rows, 4)
    assert pane._stack.currentWidget() is pane.several
    assert pane.several._title.text() == "4 papers selected"


def test_facts_are_edited_by_hand_in_the_details(pane: ReadingPane, qtbot: QtBot) -> None:
    pane.show_paper(paper(1))
    pane.show_tab(panel_tabs.DETAILS)
    details = pane.panel.details
    details.edit()
    assert details.editor is not None
    details.editor.title.setPlainText("By Hand")
    details.editor.date.setText("3 Feb 2021")
    with qtbot.waitSignal(pane.facts_edited) as told:
        qtbot.keyClick(details.editor.date, Qt.Key.Key_Return)
    assert told.args == [1, {"title": "By Hand", "date": "2021-02-03"}]
    assert details.editor is None


def test_an_edit_is_kept_for_its_paper_when_another_comes_up(
    pane: ReadingPane, qtbot: QtBot
) -> None:
    pane.show_paper(paper(1))
    pane.show_tab(panel_tabs.DETAILS)
    pane.panel.details.edit()
    editor = pane.panel.details.editor
    assert editor is not None
    editor.title.setPlainText("By Hand")
    pane.show_paper(paper(1, starred=True))
    assert pane.panel.details.editor is editor, "a mark does not end the edit"
    with qtbot.waitSignal(pane.facts_edited) as told:
        pane.show_paper(paper(2))
    assert told.args == [1, {"title": "By Hand"}]


def test_esc_leaves_the_facts_as_they_were(pane: ReadingPane, qtbot: QtBot) -> None:
    pane.show_paper(paper(1))
    pane.show_tab(panel_tabs.DETAILS)
    details = pane.panel.details
    details.edit()
    assert details.editor is not None
    details.editor.title.setPlainText("By Hand")
    with qtbot.assertNotEmitted(pane.facts_edited):
        qtbot.keyClick(details.editor.title, Qt.Key.Key_Escape)
    assert details.editor is None
