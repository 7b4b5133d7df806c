"""Files of XML records: each wanted element becomes an entry, all around belongs to the file."""

from collections.abc import Callable, Sequence

from reader.importers.text.checks import warning
from reader.importers.text.records import Records
from reader.importers.text.xml_door import Broken, Element, elements
from reader.model import Caution, Facts

_ONCE = ("title", "titles", "titleInfo", "id", "guid", "summary", "description", "abstract")
_TWICE = "This record has two titles or two texts: two records may be run together."


def joined(element: Element) -> list[Caution]:
    """That a record has twice what each has once, and differently."""
    for name in _ONCE[: 2 if element.one("metadata") else None]:
        said = {each.text.strip() for each in element.all(name)}
        if len(said) > 1 and not _are_kinds(element, name):
            return [warning("joined", _TWICE, element.first)]
    return []


def _are_kinds(element: Element, name: str) -> bool:
    """Whether the elements of a name say of what kind each is, as other titles do."""
    kinds = [
        each.attributes.get("type") or each.attributes.get("lang") for each in element.all(name)
    ]
    return len(set(kinds)) == len(kinds)


def read_elements(
    records: Records,
    facts: Callable[[Element], Facts],
    *names: str,
    others: Sequence[str] = (),
    found: list[Element] | None = None,
) -> list[Element]:
    """Make an entry of each element of these names, and return the `others`, which are no papers.

    They are put into `found` as they come, for elements below that need what they say.

    Where the XML breaks, what was whole before is read, and the rest is refused with the reason.
    """
    around = 1
    beside = [] if found is None else found
    for element in elements(records.text, *names, *others):
        if isinstance(element, Broken):
            reason = f"The XML is broken on line {element.line}: {element.reason}."
            records.refuse(around, records.total, reason)
            return beside
        if element.name in names:
            records.claim(around, element.first - 1)
            records.add(facts(element), element.first, element.last, joined(element))
            around = element.last + 1
        else:
            beside.append(element)
    records.claim(around, max(around, records.total))
    return beside
