"""What PubMed saves as text: "Abstract (text)", records of paragraphs, and "Summary (text)".

A record begins with its place in the list: `1. J Fog. 2025 Nov 6;3(1):1-20. doi: …`, then come
title, authors, their affiliations and the abstract, parted by blank lines; a summary is one
paragraph, `1: Holm I, Sato J. Title. J Fog. 2025 …`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.lines import Line, split
from reader.importers.text.partial_dates import read_date
from reader.importers.text.pieces import joined
from reader.importers.text.records import Records
from reader.model import Facts, Listing

NAME = "pubmed-text"
LABEL = "PubMed, abstracts or summary as text"

_SAMPLE = 200_000
SOURCE = (
    r"(?P<venue>[^.;:?!]{2,160})\."
    r"\s(?P<date>(?:19|20)\d\d(?:\s[A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?)?(?:\s\d{1,2})?)"
)
"""Journal and date as PubMed prints them: `J Fog. 2025 Nov 6;3(1):1-20.`"""
_START = re.compile(rf"(?P<number>\d{{1,5}})\. {SOURCE}[;:.]")
_SUMMARY = re.compile(
    r"(?P<number>\d{1,5}): (?P<people>[^.]{2,4000})\. (?P<title>.{3,1000}[.?!\]]) "
    rf"{SOURCE}[;:.]"
)
_NAME = re.compile(r"[^\W\d_][^,.]{0,60}? [A-Z]{1,4}(?:\s(?:Jr|Sr|\dnd|\drd))?$")
_MARKS = re.compile(r"\(\d[\d,\s]{0,60}\)|\.$")
_NUMBERS = re.compile(r"(?:DOI|PMID|PMCID)\s?: ?\S")
_AROUND = re.compile(
    r"(?:Author information|Collaborators|Comment in|Erratum in|Update (?:in|of)|©|\(c\)|Copyright"
    r"|Conflict of interest|Publisher|Retraction|\[Article in|\[Indexed|This article)",
    re.IGNORECASE,
)
PMID = re.compile(r"PMID: ?(?P<pmid>\d{1,9})")
DOI = re.compile(r"doi: ?(?P<doi>10\.\S{3,200})", re.IGNORECASE)
_LANGUAGE = re.compile(r"\[Article in [^\[\]]{1,60}\]")
_RIGHTS = re.compile(r"\S\s?(?:©|Copyright ©)")
_RUN_ON = "The rights stand in the abstract: two paragraphs may be run together."
_OUTSIDE = "This line stands outside of the records."
_ODD = "A part of this record stands where none is expected."


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    first: int
    last: int


def confidence(text: str) -> float:
    """Whether records begin as PubMed's do and give its numbers."""
    sample = text[:_SAMPLE]
    found = _paragraphs(split(sample)[0])
    starts = sum(_START.match(each.text) is not None for each in found)
    shorts = sum(_SUMMARY.match(each.text) is not None for each in found)
    numbers = len(PMID.findall(sample))
    return 0.95 if (starts or shorts * 2 > len(found)) and numbers * 2 >= starts + shorts else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every record."""
    records = Records(NAME, text, hints)
    block: list[_Paragraph] = []
    for each in _paragraphs(records.lines):
        if _SUMMARY.match(each.text):
            _add(block, records)
            block = []
            _add_summary(each, records)
        elif _START.match(each.text):
            _add(block, records)
            block = [each]
        elif block:
            block.append(each)
        else:
            records.refuse(each.first, each.last, _OUTSIDE)
    _add(block, records)
    return records.listing()


def _paragraphs(lines: Sequence[Line]) -> list[_Paragraph]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.number == groups[-1][-1].number + 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        _Paragraph(joined([line.text for line in group]), group[0].number, group[-1].number)
        for group in groups
    ]


def _add(block: Sequence[_Paragraph], records: Records) -> None:
    """One record: source, title, authors, and the abstract among the paragraphs below."""
    if not block:
        return
    source = _START.match(block[0].text)
    assert source is not None, "a record begins with its source"
    first, last = block[0].first, block[-1].last
    block = [each for each in block if not _LANGUAGE.fullmatch(each.text)]
    if len(block) < 2:
        records.refuse(first, last, "This record has no title.")
        return
    names = people_of(block[2].text) if len(block) > 2 else ()
    rest = [each for each in block[3 if names else 2 :] if not _AROUND.match(each.text)]
    texts = [each.text for each in rest if not _NUMBERS.match(each.text)]
    about = [] if names else [warning("broken", _ODD, first)]
    if any(_RIGHTS.search(each) for each in texts):
        about.append(warning("joined", _RUN_ON, first))
    facts = replace(
        _facts(source, names, f"{block[0].text} {block[-1].text}"),
        title=block[1].text.rstrip(".").strip("[]"),
        abstract="\n\n".join(texts) or None,
    )
    records.add(facts, first, last, about)


def _add_summary(each: _Paragraph, records: Records) -> None:
    match = _SUMMARY.match(each.text)
    assert match is not None, "it was found so"
    names = people_of(f"{match['people']}.")
    about = [] if names else [warning("broken", _ODD, each.first)]
    title = match["title"].rstrip(".").strip("[]")
    facts = replace(_facts(match, names, each.text), title=title)
    records.add(facts, each.first, each.last, about)


def people_of(text: str) -> tuple[str, ...]:
    """The names of a paragraph, as `Holm I(1), Sato J(2)`; none when it is something else."""
    plain = _MARKS.sub("", text.strip())
    names = [each.strip(" .;") for each in plain.split(",")]
    is_all = all(_NAME.match(each) for each in names if each and each != "et al")
    return tuple(each for each in names if each and each != "et al") if is_all else ()


def _facts(source: re.Match[str], names: tuple[str, ...], numbers: str) -> Facts:
    """What the source of a record and its numbers say."""
    doi, pmid = DOI.search(numbers), PMID.search(numbers)
    return Facts(
        title="",
        authors=names,
        author_count=len(names) or None,
        date=read_date(source["date"].split("-")[0]),
        date_as_shown=source["date"],
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid['pmid']}/" if pmid else None,
        doi=links.plain_doi(doi["doi"]) if doi else None,
        venue=source["venue"],
        ids=(f"pmid:{pmid['pmid']}",) if pmid else (),
    )
