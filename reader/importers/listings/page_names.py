"""What a listing page calls itself, for the name of an import whose text has no file name."""

import re

from reader.clean import clean_text, trim, white

_HEAD = 60  # lines in which a page says what it is
_MARKS = " #*[]=_-"
_LISTINGS = re.compile(
    r"(?:title: |\*\*page title:\*\* |<title>|\[)?"
    r"(?P<kind>daily|weekly|monthly|trending) papers\b",
    re.IGNORECASE,
)
_ARXIV = re.compile(r"\[\d{1,5}\]\s{1,4}(?:\[\d{1,5}\])?\[?arXiv:|^arXiv:\d{4}\.\d", re.MULTILINE)
_SUBJECT = re.compile(r"(?:arxiv logo ?> ?)?(?P<name>[a-z-]{2,10}(?:\.[A-Z]{2})?)$")


def page_name(text: str) -> str:
    """`Daily Papers`, `Trending Papers`, `arXiv cs.CL`; empty when the page does not say it."""
    head = clean_text(text[:20_000])
    for row in head.split("\n")[:_HEAD]:
        words = white(trim(row.strip(_MARKS)))
        if match := _LISTINGS.match(words):
            return f"{match['kind'].capitalize()} Papers"
    if not _ARXIV.search(head):
        return ""
    rows = [white(row) for row in head.split("\n")[:_HEAD]]
    subjects = (_SUBJECT.match(row) for row in rows if "arxiv" in row.lower())
    return next((f"arXiv {match['name']}" for match in subjects if match), "arXiv")
