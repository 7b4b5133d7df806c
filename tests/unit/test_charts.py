"""Charts as values: months, weeks, the Queue day by day, and what stands behind each point."""

from dataclasses import replace
from datetime import date

import pytest

from reader.gui.results.charts import (
    age,
    as_table,
    charts,
    numbers,
    table_lines,
    ticks,
    weekly_rate,
)
from reader.model import Pace
from reader.query.parsing import parse

TODAY = date(2026, 5, 20)
PACE = Pace(
    papers=100,
    done=9,
    queue=6,
    added_days=(("2026-03-30", 4), ("2026-05-01", 7), ("2026-05-02", 1)),
    done_days=(("2026-04-02", 3), ("2026-05-11", 2), ("2026-05-18", 4)),
    queue_days=(("2026-04-01", 9), ("2026-05-18", 6)),
    tags=(("sea", 5), ("shore", 4)),
    together=(("shore", "sea", 2),),
    began="2026-03-30",
)


def test_the_numbers_lead_to_their_papers() -> None:
    papers, done, rate, end = numbers(PACE, TODAY, goal=3)
    assert (papers.value, papers.about) == ("100", "8 added in May")
    assert (papers.query, papers.about_query) == ("", "added:2026-05")
    assert (done.value, done.about) == ("9", "6 in May")
    assert (done.query, done.about_query) == ("is:done", "is:done done:2026-05")
    assert (rate.value, rate.query) == ("1.5", "is:done done:2026-04-23..")
    assert rate.about == "mean of 4 weeks, goal is 3"
    assert (end.value, end.about) == ("17 Jun", "6 left at 1.5 a week")


def test_a_queue_that_does_not_run_out_says_so() -> None:
    idle = Pace(5, 0, 5, (), (), (), (), (), "2026-01-01")
    assert numbers(idle, TODAY)[3].value == "Never"
    empty = Pace(5, 0, 0, (), (), (), (), (), "2026-01-01")
    assert numbers(empty, TODAY)[3].about == "The queue is empty"
    assert weekly_rate(empty, TODAY) == 0


def test_months_have_a_bar_for_what_came_in_and_one_for_what_was_done() -> None:
    months = charts(PACE, TODAY, 0)[0]
    assert [(point.label, point.value, point.series) for point in months.points] == [
        *(("Mar", 4, 0), ("Mar", 0, 1)),
        *(("Apr", 0, 0), ("Apr", 3, 1)),
        *(("May", 8, 0), ("May", 6, 1)),
    ]
    assert months.points[-1].query == "is:done done:2026-05"


def test_the_pace_is_the_mean_of_four_weeks_and_leads_to_one_week() -> None:
    weeks = charts(PACE, TODAY, 0)[1]
    assert [point.value for point in weeks.points[-2:]] == [0.5, 1.5]
    assert [point.part for point in weeks.points[-2:]] == [2, 4]
    assert weeks.points[-1].query == "is:done done:2026-05-18..2026-05-24"


def test_the_mean_of_the_first_weeks_is_of_those_there_are() -> None:
    weeks = charts(PACE, TODAY, 0)[1]
    assert [point.value for point in weeks.points[:2]] == [3, 1.5]


def test_a_goal_is_a_line_of_the_pace_and_none_is_none() -> None:
    assert charts(PACE, TODAY, 28, goal=5)[1].goal == (5, "Goal, 5 a week")
    assert [chart.goal for chart in charts(PACE, TODAY, 28)] == [None] * 4


def test_the_queue_keeps_its_length_on_days_without_a_change() -> None:
    queue = charts(PACE, TODAY, 28)[2]
    assert len(queue.points) == 28
    assert [point.value for point in queue.points[-4:]] == [9, 6, 6, 6]


def test_a_day_of_the_queue_leads_to_the_papers_that_waited_then() -> None:
    queue = charts(PACE, TODAY, 28)[2]
    assert queue.points[-1].query == "is:queue"
    assert queue.points[-2].query == "waiting:2026-05-19"
    assert not parse(queue.points[-2].query).ignored


def test_a_queue_that_grows_has_no_end_and_says_what_comes_in() -> None:
    growing = replace(PACE, queue=10, queue_days=(("2026-04-01", 2), ("2026-05-18", 10)))
    chart = charts(growing, TODAY, 28)[2]
    assert chart.forecast is None
    words = "At this pace the queue does not run out. 1.5 done, 3.5 added a week."
    assert chart.about == words
    assert numbers(growing, TODAY)[3].about == "1.5 done, 3.5 added a week"


def test_an_empty_queue_says_so() -> None:
    assert charts(replace(PACE, queue=0), TODAY, 28)[2].about == "The queue is empty."


def test_the_queue_is_forecast_to_the_day_that_the_number_names() -> None:
    chart = charts(PACE, TODAY, 183)[2]
    rate, end = weekly_rate(PACE, TODAY), numbers(PACE, TODAY)[3].value
    assert chart.forecast is not None
    assert chart.forecast.value == 0
    assert chart.forecast.label == end
    assert end in chart.about
    # On the day before the last there is still something to read.
    assert (chart.forecast.steps - 1) * rate / 7 < PACE.queue <= chart.forecast.steps * rate / 7


def test_a_forecast_looks_no_further_ahead_than_the_chart_looks_back() -> None:
    days = tuple((day, 100 * length) for day, length in PACE.queue_days)
    long = replace(PACE, queue=100 * PACE.queue, queue_days=days)
    forecast = charts(long, TODAY, 28)[2].forecast
    assert forecast is not None
    assert forecast.steps == 28
    assert 0 < forecast.value < long.queue
    assert forecast.label == ""


def test_without_a_pace_or_a_queue_there_is_no_forecast() -> None:
    for still in (replace(PACE, done_days=()), replace(PACE, queue=0)):
        assert charts(still, TODAY, 28)[2].forecast is None


def test_tags_together_lead_to_papers_with_both() -> None:
    together = charts(PACE, TODAY, 28)[3]
    assert together.points[-1].query == 'tag:"shore" tag:"sea"'
    assert together.points[-1].words == "shore and sea, 2 papers"


def test_a_table_has_a_line_for_each_point() -> None:
    lines = as_table(charts(PACE, TODAY, 28)[3]).splitlines()
    assert lines == ["Tag\tAnd\tPapers", "sea\t\t5", "shore\t\t4", "shore\tsea\t2"]


def test_what_stands_in_one_place_stands_in_one_line_with_the_point_behind_each_cell() -> None:
    months, weeks = charts(PACE, TODAY, 0)[:2]
    lines = table_lines(months)
    assert [line.cells for line in lines] == [
        ("Mar 2026", "4", "0"),
        ("Apr 2026", "0", "3"),
        ("May 2026", "8", "6"),
    ]
    assert [months.points[place].query for place in lines[1].places] == [
        "added:2026-04",
        "added:2026-04",
        "is:done done:2026-04",
    ]
    assert table_lines(weeks)[-1].cells == ("18 May 2026", "4", "1.5")


def test_a_young_or_empty_library_has_charts_without_points_out_of_nowhere() -> None:
    empty = Pace(0, 0, 0, (), (), (), (), (), "")
    assert age(empty, TODAY) == 0
    assert all(point.value == 0 for chart in charts(empty, TODAY, 0) for point in chart.points)


@pytest.mark.parametrize(
    ("highest", "last"), [(0, 1), (1, 1), (3, 3), (7, 8), (18, 20), (240, 300), (1248, 1500)]
)
def test_the_axis_ends_at_a_round_number_above_the_highest(highest: float, last: float) -> None:
    marks = ticks(highest)
    assert marks[0] == 0
    assert marks[-1] == last
    assert len(marks) <= 6
