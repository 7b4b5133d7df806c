"""Saved searches, related and selected papers in a search tree, put in words that SQL knows.

A saved search stands for its own tree, which may name other saved searches; one that names
itself, over however many others, is left out and said so. Related papers become their numbers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.query.nodes import All, Among, Any, Is, Node, Not, Related, Saved
from reader.query.parsing import parse
from reader.query.shape import all_of, any_of, none_of
from reader.query.writing import write


@dataclass
class Resolver:
    """Resolves trees; gathers what was left out and the order that closeness gives.

    `saved` answers the texts of the saved searches by name in lower case, `neighbours` the
    numbers of the papers close to a text, best first, or None when it names a paper or tag that
    is not there. `selected` are the papers selected in the window, None where there is none.
    """

    saved: Callable[[], Mapping[str, str]]
    neighbours: Callable[[str], Sequence[int] | None]
    selected: Sequence[int] | None = None
    ignored: list[tuple[str, str]] = field(default_factory=list)
    order: list[int] = field(default_factory=list)

    def resolve(self, node: Node) -> Node:
        """The same search without Saved and Related."""
        found = self._resolved(node, ())
        return All() if found is None else found

    def _resolved(self, node: Node, inside: tuple[str, ...]) -> Node | None:
        """The tree; None where nothing is left of it, which is no condition."""
        match node:
            case Saved(name):
                return self._saved(node, name.casefold(), inside)
            case Related(title):
                return self._related(node, title)
            case Is("selected"):
                return self._selected(node)
            case Not(inner):
                found = self._resolved(inner, inside)
                return None if found is None else none_of(found)
            case All(nodes) | Any(nodes):
                parts = [self._resolved(inner, inside) for inner in nodes]
                left = [part for part in parts if part is not None]
                if nodes and not left:
                    return None
                return all_of(left) if isinstance(node, All) else any_of(left)
            case _:
                return node

    def _saved(self, node: Node, name: str, inside: tuple[str, ...]) -> Node | None:
        text = self.saved().get(name)
        if name in inside:
            self._ignore(node, "This saved search contains itself, so it is left out there.")
            return None
        if text is None:
            self._ignore(node, "There is no saved search of this name, so it is left out.")
            return None
        return self._resolved(parse(text).node, (*inside, name))

    def _related(self, node: Node, title: str) -> Node | None:
        found = self.neighbours(title)
        if found is None:
            self._ignore(node, "There is no such paper or tag, so it is left out.")
            return None
        self.order += found
        return Among(tuple(found))

    def _selected(self, node: Node) -> Node | None:
        if self.selected is None:
            self._ignore(node, "Papers are selected in the window only, so it is left out.")
            return None
        return Among(tuple(self.selected))

    def _ignore(self, node: Node, reason: str) -> None:
        said = (write(node), reason)
        if said not in self.ignored:
            self.ignored.append(said)
