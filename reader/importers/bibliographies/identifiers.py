"""Lists of nothing but identifiers or addresses of papers, one a line; shortcuts to a page.

A shortcut is a file with one address (`.url` of Windows, `.webloc` of macOS, `.desktop` of Linux);
its name, or one that stands in it, is mostly the title of the page.

Such a list names no titles. Each paper gets its identifier for one, and that is said: it can
be looked at, and a paper that the library knows is recognised by its identifier.
"""

import re
from dataclasses import replace

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.lines import split
from reader.importers.text.page_titles import paper_title
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "identifiers"
LABEL = "List of arXiv numbers, DOIs or links to papers"

_SAMPLE = 200_000
_MOST = 0.6
_FEWEST_NAMED = 2
_MARK = re.compile(r"(?:[-*+•]|\d{1,5}[.)])\s+")
_LABEL = re.compile(r"(?:(?:doi|url|link|arxiv)\s?:\s*|URL=)(?=http|10\.)", re.IGNORECASE)
_SHORTCUT = re.compile(
    r"\s*(?:\[InternetShortcut\]|\[Desktop Entry\]|\[\{[0-9A-Fa-f-]{36}\}\]"
    r"|<\?xml[^>]{0,200}>\s*<!DOCTYPE plist\s"
    r"[^>]{0,300}>\s*<plist[^>]{0,40}>\s*<dict>\s*<key>URL</key>)"
)
_STRING = re.compile(r"<string>(?=http)(?P<address>[^<>]{8,2000})</string>$")
_NAMED = re.compile(r"^Name=(?P<name>\S.{0,1000})$", re.MULTILINE)
_OF_FILE = "This title is the name of the file, in which some characters may be missing."
_PUBMED = re.compile(r"PMID:?\s?(?P<number>\d{5,9})$", re.IGNORECASE)
_MONTH = re.compile(r"\d\d(?:0[1-9]|1[0-2])\.|[a-z]")
_AROUND = re.compile(r"#{1,6}\s|#\s?\w|//|-{3,}$")
_NO_TITLE = "The list gives only this identifier; its title is not known."
_NO_PAPER = "This line is no identifier of a paper and no link to one."


def confidence(text: str) -> float:
    """How many of the lines are an identifier or a link to a paper, and nothing else."""
    lines = [line.text for line in split(text[:_SAMPLE])[0]]
    found = sum(_paper(line) is not None for line in lines)
    around = sum(_AROUND.match(line) is not None for line in lines)
    # More headings than that are titles, and the links below are theirs.
    if _SHORTCUT.match(text[:1000]):
        return 0.99 if found == 1 else 0.0
    share = found / max(1, len(lines) - (around if around <= max(1, found / 3) else 0))
    if share > _MOST:
        return 0.99
    named = sum(bool(_in_words(line)) for line in lines)
    return 0.5 if named >= _FEWEST_NAMED and named * 4 >= len(lines) else 0.8 * share


def _in_words(line: str) -> list[Facts]:
    """The papers whose links stand among other words, as in a chat."""
    if "](" in line:
        return []  # a linked title is of another format
    return [facts for each in links.links(line) if (facts := _paper(each)) is not None]


def read(text: str, hints: Hints) -> Listing:
    """Read every line that is an identifier or a link."""
    records = Records(NAME, text, hints)
    is_shortcut = _SHORTCUT.match(records.text[:1000]) is not None
    for line in records.lines:
        facts = _paper(line.text)
        if facts is not None:
            title = _name(records.text, hints.name) if is_shortcut else ""
            reason = _OF_FILE if title else _NO_TITLE
            about = [warning("no-title", reason, line.number)]
            facts = replace(facts, title=title or facts.title)
            records.add(facts, line.number, line.number, about)
        elif named := _in_words(line.text):
            about = [warning("no-title", _NO_TITLE, line.number)]
            for each in named:
                records.add(each, line.number, line.number, about)
        elif is_shortcut or _AROUND.match(line.text):
            records.claim(line.number)
        else:
            records.refuse(line.number, line.number, _NO_PAPER)
    return records.listing()


def _name(text: str, file: str) -> str:
    """The title in the name of a shortcut, or in the file itself; empty when it has no words."""
    stem, dot, _ = file.replace("\\", "/").rpartition("/")[2].rpartition(".")
    said = _NAMED.search(text)
    title = paper_title(said["name"].strip() if said else stem if dot else "")
    return title if " " in title and any(each.isalpha() for each in title) else ""


def _paper(line: str) -> Facts | None:
    """The paper that a line names by its identifier or link, None if it says anything else."""
    mark = _MARK.match(line)
    said = line[mark.end() :] if mark else line
    if pubmed := _PUBMED.match(said.strip()):
        number = pubmed["number"]
        address = f"https://pubmed.ncbi.nlm.nih.gov/{number}/"
        return Facts(title=f"PMID:{number}", url=address, ids=(f"pmid:{number}",))
    if string := _STRING.match(said.strip()):
        said = string["address"]
    label = _LABEL.match(said)
    said = (said[label.end() :] if label else said).strip("<> \t,;")
    if " " in said.replace("arXiv: ", "arXiv:") or len(said) > 500:
        return None
    number = links.bare_arxiv_id(said)
    if number is not None and not _MONTH.match(number):
        return None
    url = web_address(said)
    number = number or (links.paper_id(said) if url else None)
    doi = links.plain_doi(said) if said.lower().startswith(("10.", "doi")) else None
    doi = doi or links.doi(said)
    if number:
        return Facts(title=f"arXiv:{number}", arxiv_id=number, url=url)
    if doi:
        return Facts(title=f"doi:{doi}", doi=doi, url=url)
    return Facts(title=said, url=url) if url and links.is_paper(said) else None
