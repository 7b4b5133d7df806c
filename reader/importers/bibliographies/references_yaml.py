"""References in YAML: CSL-YAML, as Pandoc and Zotero write it, Hayagriva of Typst, citation files.

CSL-YAML has the fields of CSL-JSON (https://pandoc.org/MANUAL.html#citations); Hayagriva has
an entry under each key (https://github.com/typst/hayagriva/blob/main/docs/file-format.md).
A citation file (`.cff`, https://citation-file-format.github.io) names the paper that is to be cited
and its references; one that names none is itself what is cited.
PyYAML's events are read one by one: they tell lines, and nothing is built that the text does
not hold; an alias, by which a short text may stand for a huge one, is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.clean import clean_text, white
from reader.errors import Problem
from reader.importers.format import Hints
from reader.importers.scholarly.scholar_json import paper_facts
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "references-yaml"
LABEL = "References in YAML (CSL, Hayagriva, CITATION.cff)"

_SAMPLE = 100_000
_LARGEST = 20_000_000
_DEEPEST = 40
_LISTS = ("references", "items", "bibliography", "entries", "papers")
_FIELDS = frozenset({"parent", "title", "author", "issued", "publisher", "url", "serial-number"})
"""What stands in an entry and is no key of one, though it may have a title as well."""
_KEY = re.compile(r"^\s{0,4}(?:- |  )?\s{0,4}title:(?:\s|$)", re.MULTILINE)
_OWN = re.compile(
    r"^\s{0,6}(?:- )?\s{0,4}(?:type|id|author|issued|parent|container-title|date|DOI):(?:\s|$)",
    re.MULTILINE,
)
_START = re.compile(
    r"(?:\s*#[^\n]*\n|\s*---[^\n]*\n|\s*nocite:[^\n]*\n)*"
    r"\s*(?:cff-version:|(?:references|items|bibliography):|- \S|[\w:./+-]{1,80}:\s*$)",
    re.MULTILINE,
)
_CITATION = re.compile(r"^cff-version:\s", re.MULTILINE)
_PREFERRED = "preferred-citation"
_NUMBER = re.compile(r"-?\d{1,9}$")
_NO_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""What YAML 1.1 counts as the end of a line and nobody else does."""
_BETWEEN = "This line belongs to no reference."
_TWICE = "A key stands twice in this entry: a line may be missing."
_PROGRAM = "The file names no paper to be cited: this is the program itself."
_NO_PAPER = "This entry has no title."


@dataclass(slots=True)
class _Mapping:
    """A mapping of the text with the lines it stands on."""

    first: int
    last: int
    values: dict[str, Any] = field(default_factory=dict)
    twice: bool = False
    """Whether a key stands twice in it, which YAML does not allow."""


def confidence(text: str) -> float:
    """Whether there are titles and other fields of references, and the text begins as YAML does."""
    sample = clean_text(text[:_SAMPLE])
    if not _START.match(sample) or not _KEY.search(sample):
        return 0.0
    if _CITATION.search(sample):
        return 0.97
    found = [each for each, _ in _read(sample) if each is not None]
    if any("type" in each.values and _is_paper(each) for each in found[:3]):
        return 0.97
    is_paper = bool(found) and sum(map(_is_paper, found)) * 2 > len(found)
    return 0.9 if is_paper and len(_OWN.findall(sample)) >= 2 else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every reference. Raises Problem for a text with aliases, or one that is too large."""
    records = Records(NAME, text, hints)
    if len(records.text) > _LARGEST:
        raise Problem("This YAML file is too large to be read.", do="Split it into smaller files.")
    used = 0
    rows = records.text.split("\n")
    if _CITATION.search(records.text[:_SAMPLE]):
        records.claim(1, records.total)
        rows = []  # what stands around the papers describes the program
    for each, broken in _read(records.text):
        if each is None:
            records.refuse(used + 1, records.total, broken)
            break
        _around(records, rows, used, each.first)
        each.last = min(each.last, records.total)
        used = max(used, each.last)
        facts = _facts(each.values, hints.name)
        if facts is None or not facts.title:
            records.refuse(each.first, each.last, _NO_PAPER)
        else:
            about = [warning("broken", _TWICE, each.first)] if each.twice else []
            if "cff-version" in each.values:
                about.append(warning("broken", _PROGRAM, each.first))
            records.add(facts, each.first, each.last, about)
    else:
        _around(records, rows, used, records.total + 1)
    return records.listing()


def _around(records: Records, rows: Sequence[str], after: int, before: int) -> None:
    """Keys, marks and remarks between the references belong to the file."""
    for line in rows[after : before - 1]:
        after += 1
        if line.lstrip().startswith(("#", "---", "...")) or line.rstrip().endswith((":", "[", "]")):
            records.claim(after)
        elif line.strip():
            records.refuse(after, after, _BETWEEN)


def _is_paper(each: _Mapping) -> bool:
    title = each.values.get("title")
    return isinstance(title, str | _Mapping) and bool(each.values.keys() & {"type", "author", "id"})


def _read(text: str) -> Iterator[tuple[_Mapping | None, str]]:
    """The references one after the other; at the end where the YAML breaks, and why."""
    import yaml

    builder = _Builder()
    text = text.translate(_NO_BREAKS)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.AliasEvent):
                raise Problem(
                    "This YAML file uses aliases, which Reader does not follow.",
                    do="Save it from its program once more, as CSL-JSON or BibTeX.",
                )
            for each in builder.take(event):
                yield each, ""
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else builder.line
        yield None, f"The YAML is broken on line {line}."
    except RecursionError:
        yield None, "This YAML file is nested too deeply."


class _Builder:
    """Puts events together to values, and gives out each reference when it is whole."""

    def __init__(self) -> None:
        self.line = 1
        self._open: list[tuple[Any, list[Any]]] = []
        self._twice = self._given = False

    def take(self, event: Any) -> Iterator[_Mapping]:
        """One more event."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            end = event.end_mark
            self.line = max(event.start_mark.line + 1, end.line + (end.column > 0))
            self._add(_scalar(event))
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(self._open) >= _DEEPEST:
                raise RecursionError
            number = event.start_mark.line + 1
            value: Any = _Mapping(number, number) if kind[0] == "M" else []
            self._open.append((value, []))
        elif kind in ("MappingEndEvent", "SequenceEndEvent") and self._open:
            value, parts = self._open.pop()
            is_root = not self._open and "cff-version" in parts[::2] and not self._given
            if isinstance(value, _Mapping):
                value.last = self.line
                keys, values = parts[::2], parts[1::2]
                value.values = dict(zip(map(str, keys), values, strict=False))
                self._twice = self._twice or len(value.values) < len(values)
            else:
                value.extend(parts)
            if is_root or self._is_reference(value):
                value.twice, self._twice = self._twice, False
                self._given = True
                yield value
            else:
                self._add(value)

    def _add(self, value: Any) -> None:
        if self._open:
            self._open[-1][1].append(value)

    def _is_reference(self, value: Any) -> bool:
        """Whether a value is an entry: of the list, of the list under a key, or under its key."""
        if not isinstance(value, _Mapping) or not self._open:
            return False
        outer, parts = self._open[0]
        is_citation = isinstance(outer, _Mapping) and "cff-version" in parts[::2]
        is_keyed = isinstance(outer, _Mapping) and "title" in value.values
        if is_citation and len(self._open) == 1 and parts[-1] != _PREFERRED:
            return False
        if len(self._open) == 1 and is_keyed and parts[-1] not in _FIELDS:
            parts.append(None)  # in place of the value, so that keys stay keys
            value.first = max(1, value.first - 1)  # the line of its key
            return True
        if len(self._open) == 1:
            return isinstance(outer, list)
        is_list = len(self._open) == 2 and isinstance(self._open[1][0], list)
        return is_list and isinstance(outer, _Mapping) and bool(parts) and parts[-1] in _LISTS


def _scalar(event: Any) -> Any:
    """A plain number as a number, all else as text."""
    is_plain = event.style is None and event.tag is None
    if is_plain and _NUMBER.match(event.value):
        return int(event.value)
    return None if is_plain and event.value in ("", "~", "null") else event.value


def _plain(value: Any) -> Any:
    if isinstance(value, _Mapping):
        return {key: _plain(each) for key, each in value.values.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _facts(values: dict[str, Any], name: str) -> Facts | None:
    record = {key: _plain(each) for key, each in values.items()}
    people = record.get("authors")
    if isinstance(people, list) and any(map(_is_cited, people)):
        return _citation(record, people)
    if "parent" in record or "serial-number" in record or "date" in record:
        return _hayagriva(record)
    return paper_facts(record, name) or _hayagriva(record)


def _is_cited(person: Any) -> bool:
    return isinstance(person, dict) and bool(person.keys() & {"family-names", "name"})


def _citation(record: dict[str, Any], people: list[Any]) -> Facts:
    """What a citation file says of a paper, or of the program itself."""
    parts = ("given-names", "name-particle", "family-names", "name-suffix", "name")
    names = tuple(
        white(" ".join(_words(each.get(part)) for part in parts))
        for each in people
        if _is_cited(each)
    )
    released = _words(record.get("date-published")) or _words(record.get("date-released"))
    month = _words(record.get("month"))
    day = released or "-".join(filter(None, (_words(record.get("year")), month and month.zfill(2))))
    meeting = record.get("conference")
    numbers = [each for each in record.get("identifiers") or () if isinstance(each, dict)]
    said = [_words(record.get("doi")), *(_words(each.get("value")) for each in numbers)]
    url = web_address(_words(record.get("url")))
    words = record.get("keywords")
    return Facts(
        title=_words(record.get("title")),
        abstract=_words(record.get("abstract")) or None,
        authors=names,
        author_count=len(names) or None,
        date=read_date(day),
        date_as_shown=day,
        url=url,
        arxiv_id=next((found for each in said if (found := links.cited_arxiv_id(each))), None),
        doi=next((doi for each in said if (doi := links.plain_doi(each))), None),
        venue=_words(record.get("journal"))
        or (_words(meeting.get("name")) if isinstance(meeting, dict) else "")
        or _words(record.get("collection-title")),
        code_url=links.code_link(_words(record.get("repository-code"))),
        keywords=tuple(map(_words, words)) if isinstance(words, list) else (),
    )


def _hayagriva(record: dict[str, Any]) -> Facts:
    numbers = record.get("serial-number")
    ids = numbers if isinstance(numbers, dict) else {}
    parent = record.get("parent")
    parent = parent[0] if isinstance(parent, list) and parent else parent
    said = record.get("author") or ()
    people = said if isinstance(said, list) else [said]
    names = tuple(white(each) for each in people if isinstance(each, str))
    date = white(_words(record.get("date")))
    url = web_address(_words(record.get("url")))
    return Facts(
        title=_words(record.get("title")),
        abstract=_words(record.get("abstract")) or None,
        authors=names,
        author_count=len(names) if names and len(names) == len(people) else None,
        date=read_date(date),
        date_as_shown=date,
        url=url,
        arxiv_id=links.bare_arxiv_id(_words(ids.get("arxiv"))),
        doi=_words(ids.get("doi")) or None,
        venue=_words(parent.get("title")) if isinstance(parent, dict) else None,
    )


def _words(value: Any) -> str:
    """A text, also one that stands in a mapping with how it is to be written."""
    if isinstance(value, dict):
        value = value.get("value")
    return str(value) if isinstance(value, str | int) else ""
