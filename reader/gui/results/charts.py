"""What the statistics show, as values: charts with their points, and the search behind each one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from reader.dates import MONTHS, shown_date
from reader.model import Pace

ENOUGH_DAYS = 14
MEAN_OVER = 4  # weeks
RANGES: tuple[tuple[str, int], ...] = (("4 weeks", 28), ("6 months", 183), ("12 months", 365))


@dataclass(frozen=True, slots=True)
class Point:
    """One bar, point or cell: where it stands, its number, what it says, what Enter searches."""

    label: str
    value: float
    words: str
    query: str = ""
    series: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """How a line goes on: its value so many points after the last one, and what stands there."""

    steps: int
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class ChartData:
    """A chart. `kind` is `bars`, `line` or `grid`; `series` names what is drawn.

    Only a line has a forecast.
    """

    title: str
    about: str
    kind: str
    points: tuple[Point, ...]
    series: tuple[str, ...] = ()
    columns: tuple[str, str] = ("", "")
    forecast: Forecast | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """One of the large numbers, and the search behind it."""

    name: str
    value: str
    about: str
    query: str


def numbers(pace: Pace, today: date) -> tuple[Number, ...]:
    """The four numbers at the top."""
    month = today.isoformat()[:7]
    name = MONTHS[today.month - 1]
    added = sum(count for day, count in pace.added_days if day.startswith(month))
    done = sum(count for day, count in pace.done_days if day.startswith(month))
    rate = weekly_rate(pace, today)
    return (
        Number("Papers", f"{pace.papers:,}", f"{added:,} added in {name}", f"added:{month}"),
        Number("Done", f"{pace.done:,}", f"{done:,} in {name}", f"done:{month}"),
        Number("Papers a week", f"{rate:.1f}", f"mean of {MEAN_OVER} weeks", "is:done"),
        Number("Queue empty by", *_queue_end(pace, rate, today), "is:queue"),
    )


def weekly_rate(pace: Pace, today: date) -> float:
    """Papers done a week, over the last four weeks."""
    first = (today - timedelta(weeks=MEAN_OVER)).isoformat()
    return sum(count for day, count in pace.done_days if day > first) / MEAN_OVER


def _queue_end(pace: Pace, rate: float, today: date) -> tuple[str, str]:
    if not pace.queue:
        return "Now", "The queue is empty"
    if not rate:
        return "Never", f"{pace.queue:,} left, none done in {MEAN_OVER} weeks"
    end = today + timedelta(days=_days_of_queue(pace, rate))
    return shown_date(end.isoformat()), f"{pace.queue:,} left at {rate:.1f} a week"


def _days_of_queue(pace: Pace, rate: float) -> int:
    """How many days it takes to read the Queue, at so many papers a week."""
    return ceil(7 * pace.queue / rate)


def charts(pace: Pace, today: date, days: int) -> tuple[ChartData, ...]:
    """The four charts over the last `days` days (0: all)."""
    first = _first(pace, today, days)
    return (
        _months(pace, first, today),
        _weeks(pace, first, today),
        _queue(pace, first, today),
        _together(pace),
    )


def age(pace: Pace, today: date) -> int:
    """How many days there has been a library."""
    return (today - date.fromisoformat(pace.began)).days + 1 if pace.began else 0


def _first(pace: Pace, today: date, days: int) -> date:
    if days:
        return today - timedelta(days=days - 1)
    return date.fromisoformat(pace.began) if pace.began else today


def _months(pace: Pace, first: date, today: date) -> ChartData:
    months = []
    month = first.replace(day=1)
    while month <= today:
        months.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    points = []
    for month in months:
        name = month.isoformat()[:7]
        label = MONTHS[month.month - 1]
        for series, (days, word) in enumerate(
            ((pace.added_days, "added"), (pace.done_days, "done"))
        ):
            count = sum(number for day, number in days if day.startswith(name))
            words = f"{label} {month.year}, {count:,} {word}"
            points.append(Point(label, count, words, f"{word}:{name}", series))
    about = "What came in, and what was read"
    columns = ("Month", "Papers")
    return ChartData("Papers per month", about, "bars", tuple(points), ("Added", "Done"), columns)


def _weeks(pace: Pace, first: date, today: date) -> ChartData:
    monday = first - timedelta(days=first.weekday())
    counts = []
    while monday <= today:
        days = {(monday + timedelta(days=day)).isoformat() for day in range(7)}
        counts.append((monday, sum(number for day, number in pace.done_days if day in days)))
        monday += timedelta(weeks=1)
    points = []
    for place, (monday, count) in enumerate(counts):
        last = [number for _day, number in counts[max(0, place - MEAN_OVER + 1) : place + 1]]
        mean = sum(last) / len(last)
        sunday = monday + timedelta(days=6)
        words = f"Week of {shown_date(monday.isoformat())}, {count:,} done, mean {mean:.1f}"
        query = f"done:{monday.isoformat()}..{sunday.isoformat()}"
        label = MONTHS[monday.month - 1]
        points.append(Point(label, mean, words, query))
    about = f"Papers done a week, mean of {MEAN_OVER} weeks"
    return ChartData("Reading pace", about, "line", tuple(points), ("Done",), ("Week", "Mean"))


def _queue(pace: Pace, first: date, today: date) -> ChartData:
    known = dict(pace.queue_days)
    before = [length for day, length in pace.queue_days if day < first.isoformat()]
    length = before[-1] if before else 0
    points = []
    for step in range((today - first).days + 1):
        day = first + timedelta(days=step)
        length = known.get(day.isoformat(), length)
        words = f"{shown_date(day.isoformat())}, {length:,} in the queue"
        points.append(Point(MONTHS[day.month - 1], length, words, "is:queue"))
    columns, series = ("Day", "In queue"), ("In queue",)
    rate = weekly_rate(pace, today)
    about, forecast = f"{pace.queue:,} now", None
    if pace.queue and rate:
        forecast = _forecast(pace, rate, today, len(points))
        about += f", empty by {_queue_end(pace, rate, today)[0]} at this pace"
    return ChartData(
        "Queue burn-down", about, "line", tuple(points), series, columns, forecast=forecast
    )


def _forecast(pace: Pace, rate: float, today: date, room: int) -> Forecast:
    """The Queue until it is empty, but no further ahead than `room` days: as far as is shown back.

    What is cut off ends above zero and has no date.
    """
    days = _days_of_queue(pace, rate)
    if days > room:
        return Forecast(room, pace.queue * (1 - room / days), "")
    return Forecast(days, 0, _queue_end(pace, rate, today)[0])


def _together(pace: Pace) -> ChartData:
    counts = dict(pace.tags)
    points = [
        Point(name, count, f"{name}, {papers}", f'tag:"{name}"')
        for name, count in counts.items()
        for papers in [_papers(count)]
    ]
    points += [
        Point(
            f"{one} + {other}",
            count,
            f"{one} and {other}, {_papers(count)}",
            f'tag:"{one}" tag:"{other}"',
            1,
        )
        for one, other, count in pace.together
    ]
    about = "How many papers have both"
    return ChartData(
        "Tags used together", about, "grid", tuple(points), tuple(counts), ("Tags", "Papers")
    )


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count:,} papers"


def as_table(chart: ChartData) -> str:
    """A chart as a table: columns parted by tabs, as spreadsheets take them."""
    rows = [f"{point.words}\t{point.value:g}" for point in chart.points]
    return "\n".join(["\t".join(chart.columns), *rows])


def ticks(highest: float) -> Sequence[float]:
    """Round numbers for an axis from 0 to at least the highest value."""
    if highest <= 0:
        return (0, 1)
    step = 10 ** (len(str(int(highest))) - 1)
    for part in (0.2, 0.5, 1, 2, 5):
        size = max(1, step * part)
        if highest / size <= 4:
            break
    count = int(-(-highest // size))
    return [size * place for place in range(count + 1)]
