"""One link that was saved as a file, as dragging an address from a browser to a folder does.

Windows and KDE write `.url` and `.desktop` files, which have the shape of settings; macOS writes
`.webloc`, a property list. The title of the page is the name of the file.
"""

import re
from dataclasses import replace
from html import unescape
from pathlib import PurePath

from reader.importers.bibliographies import identifiers
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.page_titles import paper_title
from reader.importers.text.records import Records
from reader.model import Facts, Listing

NAME = "link-file"
LABEL = "Link saved as a file (.url, .webloc, .desktop)"

_SIGN = re.compile(
    r"\s*(?:\[InternetShortcut\]|\[Desktop Entry\]"
    r"|(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE plist[^>]{0,200}>\s*)?<plist[\s>])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^\s{0,9}URL(?:\[\$e\])?\s?=\s?(?P<line>\S{1,2000})\s*$"
    r"|<key>URL</key>\s{0,99}<string>(?P<string>[^<\s]{1,2000})</string>",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(r"^Name=(?P<name>\S.{0,1000})$", re.MULTILINE)
_SAMPLE = 20_000
_NO_PAPER = "This link leads to no paper that is known by its address."


def confidence(text: str) -> float:
    """Whether it begins as one of these files does, and has an address."""
    sample = text[:_SAMPLE].lstrip("\ufeff")
    return 0.98 if _SIGN.match(sample) and _ADDRESS.search(sample) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read the paper that the link leads to."""
    records = Records(NAME, text, hints)
    match = _ADDRESS.search(records.text)
    if match is None:
        records.refuse(1, records.total, _NO_PAPER)
        return records.listing()
    line = records.text.count("\n", 0, match.start("line" if match["line"] else "string")) + 1
    paper = _paper(unescape(match["line"] or match["string"]))
    records.claim(1, max(1, line - 1))
    records.claim(min(line + 1, records.total), records.total)
    if paper is None:
        records.refuse(line, line, _NO_PAPER)
    elif title := _title(records.text, hints.name):
        records.add(replace(paper, title=title), line, line)
    else:
        records.add(paper, line, line, [warning("no-title", identifiers.NO_TITLE, line)])
    return records.listing()


def _paper(address: str) -> Facts | None:
    return identifiers.paper_named(address) if links.is_paper(address) else None


def _title(text: str, file: str) -> str:
    """The title of the page, as the file or its name says it; empty when that says none."""
    said = _NAME.search(text)
    title = paper_title(said["name"].strip() if said else PurePath(file).stem)
    return title if " " in title else ""
