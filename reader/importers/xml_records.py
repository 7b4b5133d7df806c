"""Files of XML records: each wanted element becomes an entry, all around belongs to the file."""

from collections.abc import Callable

from reader.importers.records import Records
from reader.importers.xml_door import Broken, Element, elements
from reader.model import Facts


def read_elements(
    records: Records, facts: Callable[[Element], Facts], name: str, *beside: str
) -> list[Element]:
    """Make an entry of each element of this name, and return those of the names beside it.

    Where the XML breaks, what was whole before is read, and the rest is refused with the reason.
    """
    around = 1
    others: list[Element] = []
    for element in elements(records.text, name, *beside):
        if isinstance(element, Broken):
            reason = f"The XML is broken on line {element.line}: {element.reason}."
            records.refuse(around, records.total, reason)
            return others
        if element.name == name:
            records.claim(around, element.first - 1)
            records.add(facts(element), element.first, element.last)
            around = element.last + 1
        else:
            others.append(element)
    records.claim(around, max(around, records.total))
    return others
