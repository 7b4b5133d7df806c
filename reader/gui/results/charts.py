"""What the statistics show, as values: charts with their points, and the search behind each one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from reader.dates import MONTH_NAMES, MONTHS, shown_date
from reader.model import Pace

ENOUGH_DAYS = 14
MEAN_OVER = 4  # weeks
RANGES: tuple[tuple[str, int], ...] = (("4 weeks", 28), ("6 months", 183), ("12 months", 365))


@dataclass(frozen=True, slots=True)
class Point:
    """One bar, point or cell: where it stands, its number, what it says, what Enter searches.

    `heads` begin its line of the table. `part` is what a mean was made of: drawn as a dot.
    """

    label: str
    value: float
    words: str
    query: str = ""
    series: int = 0
    heads: tuple[str, ...] = ()
    part: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """How a line goes on: its value so many points after the last one, and what stands there."""

    steps: int
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class ChartData:
    """A chart. `kind` is `bars`, `line` or `grid`; `series` names what is drawn.

    Only a line has a forecast, and a goal: a value with its name.
    """

    title: str
    about: str
    kind: str
    points: tuple[Point, ...]
    series: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    forecast: Forecast | None = None
    goal: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a chart as a table: its cells, and the place of the point behind each."""

    cells: tuple[str, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """One of the large numbers: the search behind it, and the one behind the sentence under it."""

    name: str
    value: str
    about: str
    query: str
    about_query: str = ""


def numbers(pace: Pace, today: date, goal: int = 0) -> tuple[Number, ...]:
    """The four numbers at the top; `goal` is how many papers a week are wanted, 0 for no goal."""
    month = today.isoformat()[:7]
    name = MONTH_NAMES[today.month - 1]
    added = sum(count for day, count in pace.added_days if day.startswith(month))
    done = sum(count for day, count in pace.done_days if day.startswith(month))
    rate = weekly_rate(pace, today)
    wanted = f", goal is {goal}" if goal else ""
    since = (today - timedelta(days=7 * MEAN_OVER - 1)).isoformat()
    return (
        Number("Papers", f"{pace.papers:,}", f"{added:,} added in {name}", "", f"added:{month}"),
        Number("Done", f"{pace.done:,}", f"{done:,} in {name}", "is:done", f"is:done done:{month}"),
        Number(
            "Papers a week",
            f"{rate:.1f}",
            f"mean of {MEAN_OVER} weeks{wanted}",
            f"is:done done:{since}..",
        ),
        Number("Queue empty by", *_queue_end(pace, rate, today), "is:queue"),
    )


def weekly_rate(pace: Pace, today: date) -> float:
    """Papers done a week, over the last four weeks."""
    first = (today - timedelta(weeks=MEAN_OVER)).isoformat()
    return sum(count for day, count in pace.done_days if day > first) / MEAN_OVER


def _weekly_growth(pace: Pace, today: date) -> float:
    """How much longer the Queue became in a week, over the last four; negative: shorter."""
    first = (today - timedelta(weeks=MEAN_OVER)).isoformat()
    before = [length for day, length in pace.queue_days if day <= first]
    return (pace.queue - (before[-1] if before else 0)) / MEAN_OVER


def _queue_end(pace: Pace, rate: float, today: date) -> tuple[str, str]:
    if not pace.queue:
        return "Now", "The queue is empty"
    if not rate:
        return "Never", f"{pace.queue:,} left, none done in {MEAN_OVER} weeks"
    growth = _weekly_growth(pace, today)
    if growth > 0:
        return "Never", f"{rate:.1f} done, {rate + growth:.1f} added a week"
    end = today + timedelta(days=_days_of_queue(pace, rate))
    return _soon(end, today), f"{pace.queue:,} left at {rate:.1f} a week"


def _soon(day: date, today: date) -> str:
    """A day that is to come; the year only where it is not the nearest such day."""
    words = shown_date(day.isoformat())
    return words.removesuffix(f" {day.year}") if (day - today).days < 300 else words


def _days_of_queue(pace: Pace, rate: float) -> int:
    """How many days it takes to read the Queue, at so many papers a week."""
    return ceil(7 * pace.queue / rate)


def charts(pace: Pace, today: date, days: int, goal: int = 0) -> tuple[ChartData, ...]:
    """The four charts over the last `days` days (0: all), with the goal of a week (0: none)."""
    first = _first(pace, today, days)
    return (
        _months(pace, first, today),
        _weeks(pace, first, today, goal),
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
        for series, (days, word, only) in enumerate(
            ((pace.added_days, "added", ""), (pace.done_days, "done", "is:done "))
        ):
            count = sum(number for day, number in days if day.startswith(name))
            head = f"{label} {month.year}"
            words = f"{head}, {count:,} {word}"
            points.append(Point(label, count, words, f"{only}{word}:{name}", series, (head,)))
    about = "Added to the library, and read to the end"
    columns = ("Month", "Added", "Done")
    return ChartData("Papers per month", about, "bars", tuple(points), ("Added", "Done"), columns)


def _weeks(pace: Pace, first: date, today: date, goal: int) -> ChartData:
    monday = first - timedelta(days=first.weekday())
    done = dict(pace.done_days)
    begin = monday - timedelta(weeks=MEAN_OVER - 1)
    counts = [
        sum(done.get((begin + timedelta(days=7 * week + day)).isoformat(), 0) for day in range(7))
        for week in range((today - begin).days // 7 + 1)
    ]
    began = date.fromisoformat(pace.began) if pace.began else first

    def weeks_known(start: date) -> int:
        """How many weeks of the library there are up to the end of this one."""
        return max(1, ceil(((start - began).days + 7) / 7))

    points = []
    for place in range(MEAN_OVER - 1, len(counts)):
        start = begin + timedelta(weeks=place)
        known = counts[place - min(weeks_known(start), MEAN_OVER) + 1 : place + 1]
        count, mean = counts[place], sum(known) / len(known)
        head = shown_date(start.isoformat())
        words = f"Week of {head}, {count:,} done, mean {mean:.1f}"
        query = f"is:done done:{start.isoformat()}..{(start + timedelta(days=6)).isoformat()}"
        label = MONTHS[start.month - 1]
        points.append(Point(label, mean, words, query, heads=(head,), part=count))
    return ChartData(
        "Reading pace",
        "Papers done each week, line is the four-week mean",
        "line",
        tuple(points),
        ("Done",),
        ("Week of", "Done", "Mean"),
        goal=(goal, f"Goal, {goal} a week") if goal else None,
    )


def _queue(pace: Pace, first: date, today: date) -> ChartData:
    known = dict(pace.queue_days)
    before = [length for day, length in pace.queue_days if day < first.isoformat()]
    length = before[-1] if before else 0
    points = []
    for step in range((today - first).days + 1):
        day = first + timedelta(days=step)
        length = known.get(day.isoformat(), length)
        head = shown_date(day.isoformat())
        words = f"{head}, {length:,} in the queue"
        query = "is:queue" if day == today else f"waiting:{day.isoformat()}"
        points.append(Point(MONTHS[day.month - 1], length, words, query, heads=(head,)))
    rate = weekly_rate(pace, today)
    about, forecast = _queue_words(pace, rate, today), None
    if pace.queue and rate and _weekly_growth(pace, today) <= 0:
        forecast = _forecast(pace, rate, today, len(points))
    return ChartData(
        "Queue burn-down",
        about,
        "line",
        tuple(points),
        ("In queue",),
        ("Day", "In queue"),
        forecast=forecast,
    )


def _queue_words(pace: Pace, rate: float, today: date) -> str:
    """What becomes of the Queue, in a sentence."""
    if not pace.queue:
        return "The queue is empty."
    end, about = _queue_end(pace, rate, today)
    if end == "Never":
        return f"At this pace the queue does not run out. {about}."
    return f"{pace.queue:,} now, empty by {end} at this pace"


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
        Point(name, count, f"{name}, {papers}", f'tag:"{name}"', heads=(name, ""))
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
            (one, other),
        )
        for one, other, count in pace.together
    ]
    about = "How many papers have both tags"
    columns = ("Tag", "And", "Papers")
    return ChartData("Tags used together", about, "grid", tuple(points), tuple(counts), columns)


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count:,} papers"


def table_lines(chart: ChartData) -> list[TableLine]:
    """A chart as a table: a line for each month, week, day or pair of tags."""
    lines: list[TableLine] = []
    for place, point in enumerate(chart.points):
        values = [point.value] if point.part is None else [point.part, point.value]
        cells = tuple(f"{value:,g}" for value in values)
        before = lines[-1] if lines else None
        if before is not None and before.cells[: len(point.heads)] == point.heads:
            lines[-1] = TableLine(before.cells + cells, (*before.places, place))
        else:
            places = (place,) * (len(point.heads) + len(cells))
            lines.append(TableLine(point.heads + cells, places))
    return lines


def as_table(chart: ChartData) -> str:
    """A chart as a table: columns parted by tabs, as spreadsheets take them."""
    rows = [chart.columns, *(line.cells for line in table_lines(chart))]
    return "\n".join("\t".join(row) for row in rows)


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
