"""The papers close to one, each as a line that leads to it: within the export when it is there,
else to its page on the web."""

from collections.abc import Callable
from urllib.parse import quote

from reader.dates import shown_date
from reader.export.pages import links_of, shown_title
from reader.export.references.reference import plain_title
from reader.model import ExportOptions, Facts, Paper

Inside = Callable[[int], str | None]
"""How a paper is found within an export: by the name of its file without the ending, in a
document by its citation key. None when it is not there."""


def nowhere(_paper: int) -> None:
    """No paper is in the export."""


def related_lines(paper: Paper, options: ExportOptions, inside: Inside) -> list[str]:
    """The papers close to this one, closest first, each as one line of Markdown."""
    lines = []
    for one in paper.related if options.shows_related else ():
        said = _named(one.facts, inside(one.id), options)
        date = day(one.facts)
        lines.append(f"{said}, {date}" if date else said)
    return lines


def day(facts: Facts) -> str:
    """When it appeared, as it is shown; empty when that is not known."""
    known = facts.date or (str(facts.year) if facts.year else "")
    return shown_date(known) if known else ""


def _named(facts: Facts, place: str | None, options: ExportOptions) -> str:
    title = shown_title(facts)
    if place is None:
        address = next((address for _, address in links_of(facts)), "")
        return f"[{title}]({address})" if address else title
    if options.layout == "vault":
        # The words of such a link know no escapes.
        return f"[[{place}|{title}]]" if title == plain_title(facts) else f"[[{place}]] ({title})"
    if options.layout == "files":
        return f"[{title}]({quote(place)}.md)"
    return f"{title} [@{place}]" if options.keys else title
