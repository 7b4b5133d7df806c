"""Counts beside a search: of each value, how many papers there would be if it were ticked.

Each group is counted among the papers that the search finds without its own ticks, so the
numbers of a group add up to what could be had by ticking there, whatever is ticked elsewhere.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from reader.model import Facet, Facets, Kind, State
from reader.query.nodes import Has, HasKind, HasTag, InImport, Is, Node, YearIs
from reader.query.parsing import parse
from reader.query.ticking import GROUPS, Group, ticked, without
from reader.query.writing import write
from reader.store.facets import Columns

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Chosen = npt.NDArray[np.bool_]

MOST_TAGS = 8
MOST_YEARS = 8
MOST_IMPORTS = 5


def facets(
    query: str, columns: Columns, ids_of: Callable[[Node], "array[int]"], *, typing: bool = False
) -> Facets:
    """The counts beside a search; `ids_of` answers which papers a tree finds in this place."""
    node = parse(query, typing=typing).node
    counting = _Counting(columns)
    found = counting.chosen(ids_of(node))
    groups: dict[Group, tuple[Facet, ...]] = {}
    undated = 0
    for group in GROUPS:
        ticks = ticked(node, group)
        chosen = counting.chosen(ids_of(without(node, group))) if ticks else found
        groups[group] = counting.of(group, chosen, ticks)
        if group == "year" and ticks and Is("undated") not in ticks:
            undated = counting.undated(chosen)
    return Facets(query, tuple((group, values) for group, values in groups.items()), undated)


class _Counting:
    """Counts values among chosen papers."""

    def __init__(self, columns: Columns) -> None:
        import numpy as np

        self._np, self._columns = np, columns
        self._ids = np.frombuffer(columns.ids, dtype=np.int64)
        self._years = np.frombuffer(columns.years, dtype=np.int64)

    def chosen(self, ids: "array[int]") -> "Chosen":
        """Which of all papers these are."""
        return self._mask(self._np.frombuffer(ids, dtype=self._np.int64))

    def undated(self, chosen: "Chosen") -> int:
        """How many of the chosen papers have no year."""
        return int((chosen & (self._years == 0)).sum())

    def of(self, group: Group, chosen: "Chosen", ticks: tuple[Node, ...]) -> tuple[Facet, ...]:
        """The values of one group: those that some chosen paper has, and those ticked."""
        counters: dict[Group, Callable[[Chosen], Iterable[tuple[Node, str, str, int]]]] = {
            "state": self._states,
            "year": self._of_years,
            "tag": self._tags,
            "import": self._imports,
            "contains": self._contents,
            "kind": self._kinds,
        }
        wanted = {write(one).casefold() for one in ticks}
        values = []
        for node, label, color, count in counters[group](chosen):
            text = write(node)
            on = text.casefold() in wanted
            if count or on:
                values.append(Facet(text, label, count, on, color))
        return tuple(values)

    def _mask(self, ids: "npt.NDArray[np.int64]") -> "Chosen":
        mask = self._np.zeros(len(self._ids), dtype=bool)
        place = self._np.searchsorted(self._ids, ids)
        place = place[place < len(self._ids)]
        mask[place] = True
        return mask

    def _among(self, having: "array[int]", chosen: "Chosen") -> int:
        ids = self._np.frombuffer(having, dtype=self._np.int64)
        place = self._np.searchsorted(self._ids, ids)
        return int(chosen[place].sum())

    def _states(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        places = self._np.flatnonzero(chosen).tolist()
        counts = Counter(map(self._columns.states.__getitem__, places))
        for state in State:
            yield Is(state.value), state.label, "", counts[state.value]

    def _of_years(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        years, counts = self._np.unique(self._years[chosen], return_counts=True)
        found = dict(zip(years.tolist(), counts.tolist(), strict=True))
        undated = found.pop(0, 0)
        for year in sorted(found, reverse=True)[:MOST_YEARS]:
            yield YearIs(year, year), str(year), "", found[year]
        yield Is("undated"), "Undated", "", undated

    def _tags(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        columns = self._columns
        names = [tag.name.casefold() for tag in columns.tags.values()]
        counted = []
        for number, tag in columns.tags.items():
            has_below = any(name.startswith(f"{tag.name.casefold()}/") for name in names)
            count = self._among(columns.tagged.get(number, array("q")), chosen)
            counted.append((HasTag(tag.name, below=not has_below), tag.name, tag.color, count))
        counted.sort(key=lambda each: (-each[3], each[1].casefold()))
        return counted[:MOST_TAGS]

    def _imports(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        columns = self._columns
        counted = []
        for number, name in columns.imports.items():
            same = sum(name.casefold() in other.casefold() for other in columns.imports.values())
            node = InImport(name) if same == 1 else InImport(id=number)
            count = self._among(columns.sighted.get(number, array("q")), chosen)
            counted.append((node, name, "", count))
        counted.sort(key=lambda each: -each[3])
        return counted[:MOST_IMPORTS]

    def _contents(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        having = self._columns.having
        for node, name, label in (
            (Has("notes"), "notes", "Notes"),
            (Has("highlights"), "highlights", "Highlights"),
            (Is("starred"), "starred", "Star"),
        ):
            yield node, label, "", self._among(having[name], chosen)

    def _kinds(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        kinds: Mapping[str, array[int]] = self._columns.kinds
        for kind in Kind:
            count = self._among(kinds.get(kind.value, array("q")), chosen)
            yield HasKind(kind.value), self._columns.kind_names[kind.value], "", count
