"""Counts beside a search: of each value, how many papers there would be if it were ticked.

Each group is counted among the papers that the search finds without its own ticks, so the
numbers of a group add up to what could be had by ticking there, whatever is ticked elsewhere.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from reader.model import Facet, Facets, Kind, State
from reader.query.nodes import Has, HasKind, HasTag, InImport, Is, Node, YearIs
from reader.query.parsing import parse
from reader.query.ticking import GROUPS, Group, ticked, without
from reader.query.writing import write
from reader.store import Store
from reader.store.facets import Columns
from reader.store.tags import tag_key

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Chosen = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int64]

Key = TypeVar("Key", str, int)

MOST_TAGS = 8
MOST_YEARS = 8
MOST_IMPORTS = 5


def facets(
    query: str,
    counting: "Counting",
    ids_of: Callable[[Node], "array[int]"],
    *,
    typing: bool = False,
) -> Facets:
    """The counts beside a search; `ids_of` answers which papers a tree finds in this place."""
    node = parse(query, typing=typing).node
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


def counting_now(
    store: Store, known: "Counting | None", go_on: Callable[[], bool] = lambda: True
) -> "Counting":
    """What counts in the library as it is now, from what was `known` where few papers changed.

    Raises Cancelled when `go_on` says no while all of it must be read.
    """
    seq, file = store.seq(), store.replacements
    if known is not None and known.file == file:
        if known.seq == seq:
            return known
        changes = store.facet_changes(known.seq) if known.seq < seq else None
        if changes is not None:
            return Counting(_followed(known.columns, *changes), file)
    return Counting(store.facet_columns(go_on), file)


def _followed(old: Columns, touched: frozenset[int], now: Columns) -> Columns:
    """The columns of all papers, with those of the papers touched as they are `now`."""
    import numpy as np

    gone = np.array(sorted(touched), dtype=np.int64)
    return replace(
        now,
        ids=_exchanged(old.ids, gone, now.ids),
        states=_each_exchanged(old.states, gone, now.states),
        years=_each_exchanged(old.years, gone, now.years),
        having=_each_exchanged(old.having, gone, now.having),
        kinds=_each_exchanged(old.kinds, gone, now.kinds),
        tagged=_each_exchanged(old.tagged, gone, now.tagged),
        sighted=_each_exchanged(old.sighted, gone, now.sighted),
    )


def _each_exchanged(
    old: "Mapping[Key, array[int]]", gone: "Places", now: "Mapping[Key, array[int]]"
) -> "dict[Key, array[int]]":
    none = array("q")
    each: dict[Key, array[int]] = {**old, **now}
    for key in each:
        each[key] = _exchanged(old.get(key, none), gone, now.get(key, none))
    return each


def _exchanged(old: "array[int]", gone: "Places", now: "array[int]") -> "array[int]":
    """Ids without some, and with others instead, ascending."""
    import numpy as np

    ids = np.frombuffer(old, dtype=np.int64)
    kept = ids[np.isin(ids, gone, invert=True)]
    return array("q", np.sort(np.append(kept, np.frombuffer(now, dtype=np.int64))).tobytes())


class Counting:
    """Counts values among chosen papers of one state of a library; `seq` is its number.

    `file` is how often the library's file had been replaced by another one.
    """

    def __init__(self, columns: Columns, file: int = 0) -> None:
        import numpy as np

        self._np, self.columns = np, columns
        self.seq, self.file = columns.seq, file
        self._ids = np.frombuffer(columns.ids, dtype=np.int64)
        self._years = np.zeros(len(self._ids), dtype=np.int64)
        for year, having in columns.years.items():
            self._years[self._of(having)] = year
        self._states = self._all_of(columns.states)
        self._having = self._all_of(columns.having)
        self._kinds = self._all_of(columns.kinds)
        self._tagged = self._all_of(columns.tagged)
        self._sighted = self._all_of(columns.sighted)

    def chosen(self, ids: "array[int]") -> "Chosen":
        """Which of all papers these are."""
        from reader.finding.sets import which

        return which(self._ids, self._np.frombuffer(ids, dtype=self._np.int64))

    def matching(self, node: Node) -> "Places | None":
        """The ids, ascending, of the papers that meet a plain filter; None for any other."""
        places = self._matching(node)
        if places is None:
            return None
        ids: Places = self._ids[places]
        return ids

    def undated(self, chosen: "Chosen") -> int:
        """How many of the chosen papers have no year."""
        return int((chosen & (self._years == 0)).sum())

    def of(self, group: Group, chosen: "Chosen", ticks: tuple[Node, ...]) -> tuple[Facet, ...]:
        """The values of one group: those that some chosen paper has, and those ticked."""
        counters: dict[Group, Callable[[Chosen], Iterable[tuple[Node, str, str, int]]]] = {
            "state": self._of_states,
            "year": self._of_years,
            "tag": self._of_tags,
            "import": self._of_imports,
            "contains": self._of_contents,
            "kind": self._of_kinds,
        }
        wanted = {write(one).casefold() for one in ticks}
        values = []
        for node, label, color, count in counters[group](chosen):
            text = write(node)
            on = text.casefold() in wanted
            if count or on:
                values.append(Facet(text, label, count, on, color))
        return tuple(values)

    def _of(self, having: "array[int]") -> "Places":
        """The places of some papers among all, ascending."""
        ids = self._np.frombuffer(having, dtype=self._np.int64)
        if not len(self._ids):
            return ids[:0]
        place = self._np.minimum(self._np.searchsorted(self._ids, ids), len(self._ids) - 1)
        places: Places = self._np.sort(place[self._ids[place] == ids])
        return places

    def _all_of(self, column: "Mapping[Key, array[int]]") -> "dict[Key, Places]":
        return {key: self._of(having) for key, having in column.items()}

    def _matching(self, node: Node) -> "Places | None":
        np = self._np
        places: Places | None = None
        match node:
            case Is("undated"):
                places = np.flatnonzero(self._years == 0)
            case Is("starred"):
                places = self._having["starred"]
            case Is(state) if state in tuple(State):
                places = self._states.get(state, self._ids[:0])
            case YearIs(first, last):
                first, last = max(first or 1, 1), 9999 if last is None else last
                places = np.flatnonzero((self._years >= first) & (self._years <= last))
            case HasTag(name, below):
                places = self._with_tag(tag_key(name), below)
        return places

    def _with_tag(self, key: str, below: bool) -> "Places":
        found = []
        for number, tag in self.columns.tags.items():
            name = tag_key(tag.name)
            if number in self._tagged and (name == key or (below and name.startswith(f"{key}/"))):
                found.append(self._tagged[number])
        if len(found) < 2:
            return found[0] if found else self._ids[:0]
        return self._np.unique(self._np.concatenate(found))

    def _of_states(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        for state in State:
            yield Is(state.value), state.label, "", _among(self._states, state.value, chosen)

    def _of_years(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        counts = self._np.bincount(self._years[chosen])
        years = [year for year in self._np.flatnonzero(counts)[::-1].tolist() if year]
        for year in years[:MOST_YEARS]:
            yield YearIs(year, year), str(year), "", int(counts[year])
        yield Is("undated"), "Undated", "", int(counts[0]) if len(counts) else 0

    def _of_tags(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        columns = self.columns
        names = [tag.name.casefold() for tag in columns.tags.values()]
        counted = []
        for number, tag in columns.tags.items():
            has_below = any(name.startswith(f"{tag.name.casefold()}/") for name in names)
            count = _among(self._tagged, number, chosen)
            counted.append((HasTag(tag.name, below=not has_below), tag.name, tag.color, count))
        counted.sort(key=lambda each: (-each[3], each[1].casefold()))
        return counted[:MOST_TAGS]

    def _of_imports(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        columns = self.columns
        counted = []
        for number, name in columns.imports.items():
            same = sum(name.casefold() in other.casefold() for other in columns.imports.values())
            node = InImport(name) if same == 1 else InImport(id=number)
            counted.append((node, name, "", _among(self._sighted, number, chosen)))
        counted.sort(key=lambda each: -each[3])
        return counted[:MOST_IMPORTS]

    def _of_contents(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        for node, name, label in (
            (Has("notes"), "notes", "Notes"),
            (Has("highlights"), "highlights", "Highlights"),
            (Is("starred"), "starred", "Star"),
        ):
            yield node, label, "", _among(self._having, name, chosen)

    def _of_kinds(self, chosen: "Chosen") -> Iterable[tuple[Node, str, str, int]]:
        for kind in Kind:
            count = _among(self._kinds, kind.value, chosen)
            yield HasKind(kind.value), self.columns.kind_names[kind.value], "", count


def _among(column: "Mapping[Key, Places]", key: Key, chosen: "Chosen") -> int:
    """How many chosen papers are of one value."""
    places = column.get(key)
    return 0 if places is None else int(chosen[places].sum())
