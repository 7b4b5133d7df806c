"""The titles of web pages about papers, without what sites put around the title of the paper.

Browsers copy them with links, tabs and bookmarks: `[2401.00007] A Title`, `A Title | OpenReview`.
"""

import re

_BEFORE = re.compile(
    r"(?:\[(?:\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\]|\(\d{1,4}\)"
    r"|Paper page\s?[-–—]|[\[(]?PDF[\])]?(?=\s))\s+",
    re.IGNORECASE,
)
_SITES = (
    "OpenReview|ACL Anthology|arXiv(?:\\.org)?|alphaXiv|PMLR|Hugging Face|Semantic Scholar|PubMed"
    "|PMC"
    "|IEEE Xplore|IEEE Conference Publication|IEEE Journals & Magazine|ScienceDirect|SpringerLink"
    "|Springer Nature Link|Nature|Science|bioRxiv|medRxiv|ResearchGate|Papers With Code"
    "|ACM Digital Library|Wiley Online Library|DeepAI"
)
_AFTER = re.compile(
    rf"\s+[-–—|·]\s+(?:(?:{_SITES})|Proceedings of .{{3,150}}|Nature [A-Z][\w ]{{3,40}})$"
)


def paper_title(title: str) -> str:
    """The title of the paper in the title of a page about it."""
    while match := _BEFORE.match(title):
        title = title[match.end() :]
    while match := _AFTER.search(title):
        title = title[: match.start()]
    return title
