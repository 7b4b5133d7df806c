"""Tags that one computer renamed: they stay one tag, under the name that was given last.

A tag has no name that lasts, so which tags are one is read from the names that each ever had. A
tag that was made anew under a name which another one had given up is another tag. Tags that were
there before the computers parted have one number on both and began with one name: so a tag that
took a name which another one gave up is known, which no names could tell.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reader.store import rows, searches, tag_order
from reader.store.joining.sides import Side


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag: its key now, or when it was deleted, and every key that it ever had."""

    side: Side
    number: int
    key: str
    had: frozenset[str]
    first: str

    def is_there(self) -> bool:
        return self.number in self.side.rows("tags")

    def name(self) -> str:
        return str(self.side.rows("tags")[self.number]["name"])

    def began_as(self, other: "_Tag") -> bool:
        """Whether both are one tag that was there before the computers parted, as far as is known.

        Where that is wrong they began with one name all the same.
        """
        return self.number == other.number and self.first == other.first

    def renamed_at(self) -> tuple[str, str]:
        return self.side.changed_at("tags", self.number, "key"), self.key


def join_names(ours: Side, theirs: Side) -> dict[str, str]:
    """Let what one side renamed be one tag of one name; answers the new names by the old ones."""
    _trade(ours, theirs)
    here, there = list(_tags(ours)), list(_tags(theirs))
    pairs = [
        (one, other) for one in here for other in there
        if one.is_there() and other.is_there() and _are_one(one, other, here, there)
    ]  # fmt: skip
    often = Counter((tag.side is ours, tag.number) for pair in pairs for tag in pair)
    names = {}
    for one, other in pairs:
        last, former = (one, other) if _is_last(one, other) else (other, one)
        is_sure = often[True, one.number] == often[False, other.number] == 1
        if is_sure and not any(
            tag.key == former.key and tag != former and tag.is_there() for tag in (*here, *there)
        ):
            names[former.name()] = last.name()
            ours.renamed[former.key] = theirs.renamed[former.key] = last.key
            if former is one:
                _rename(ours, one, other)
    ours.forget_rows()
    theirs.forget_rows()
    return names


def _trade(ours: Side, theirs: Side) -> None:
    """Let tags of which one took the name that another gave up do so on both sides at once.

    Where that cannot be, all names stand, and nothing is taken off a paper.
    """
    here, there = ([tag for tag in _tags(side) if tag.is_there()] for side in (ours, theirs))
    pairs = [
        (one, other) for one in here for other in there
        if one.key != other.key and one.began_as(other)
    ]  # fmt: skip
    theirs_is_last = [(one, other) for one, other in pairs if not _is_last(one, other)]
    _rename_all(ours, _taking_over(theirs_is_last, {tag.key for tag in here}))
    ours_is_last = [(other, one) for one, other in pairs if _is_last(one, other)]
    for former, last in _taking_over(ours_is_last, {tag.key for tag in there}):
        theirs.renamed[former.key] = last.key
        theirs.traded[former.name()] = last.name()
    ours.forget_rows()
    theirs.forget_rows()


def _taking_over(pairs: list[tuple[_Tag, _Tag]], taken: set[str]) -> list[tuple[_Tag, _Tag]]:
    """Those tags, as they were and as they are, that have or leave a name of another of them.

    Without those whose new name another tag has and keeps.
    """
    while True:
        free = {former.key for former, _ in pairs}
        left = [pair for pair in pairs if pair[1].key not in taken - free]
        if len(left) == len(pairs):
            break
        pairs = left
    wanted = {last.key for _, last in pairs}
    return [pair for pair in pairs if pair[1].key in free or pair[0].key in wanted]


def _rename_all(ours: Side, pairs: list[tuple[_Tag, _Tag]]) -> None:
    """Give tags the names that they have over there, by way of keys that no tag can have."""
    names = {one.name(): other.name() for one, other in pairs}
    for one, _ in pairs:
        rows.update(ours.connection, "tags", one.number, {"key": f",{one.number}"})
    for one, other in pairs:
        said: rows.Row = {"key": other.key, "name": other.name()}
        rows.update(ours.connection, "tags", one.number, said)
    searches.rename_tags(ours.connection, names)


def _tags(side: Side) -> Iterator[_Tag]:
    """Every tag that a library has or had; for a moment one has a key that no tag can have."""
    for number in {*side.rows("tags"), *side.past["tags"]}:
        now = side.rows("tags").get(number)
        states = [*([now] if now else []), *side.states("tags", number, now)]
        keys = [str(state["key"]) for state in states if "key" in state]
        if keys:
            had = frozenset(key for key in keys if "," not in key)
            yield _Tag(side, number, keys[0], had, keys[-1])


def _are_one(one: _Tag, other: _Tag, here: list[_Tag], there: list[_Tag]) -> bool:
    """Whether two tags of different names are one, of which no side has known better."""
    common = one.had & other.had
    return one.key != other.key and bool(common) and not any(
        tag.had & common and tag.had & {one.key, other.key}
        for tags, besides in ((here, one), (there, other))
        for tag in tags
        if tag is not besides
    )  # fmt: skip


def _is_last(one: _Tag, other: _Tag) -> bool:
    """Whether the first tag has the name that was given last."""
    first_had, second_had = other.key in one.had, one.key in other.had
    if first_had != second_had:
        return first_had
    return one.renamed_at() > other.renamed_at()


def _rename(ours: Side, tag: _Tag, other: _Tag) -> None:
    """Give a tag the name that it has over there, and the papers of another one that has it."""
    connection = ours.connection
    there = connection.execute("SELECT id FROM tags WHERE key = ?", (other.key,)).fetchone()
    if there is not None:
        tag_order.put_in_place(connection, there[0], tag.number)
    rows.update(connection, "tags", tag.number, {"key": other.key, "name": other.name()})


def rename_in_searches(ours: Side, names: dict[str, str]) -> None:
    """Let saved searches of either side name the tags as they are called now."""
    keys = [str(row["key"]) for row in ours.rows("tags").values()]
    for old, new in names.items():
        is_left = any(key.startswith(f"{old.casefold()}/") for key in keys)
        searches.rename_tags(ours.connection, {old: new}, also_old=is_left)
