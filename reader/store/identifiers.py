"""Identifiers in links and DOIs that name one paper for ever, beside arXiv's and the DOI itself.

PubMed and PMC numbers: https://www.nlm.nih.gov/bsd/mms/medlineelements.html (PMID, PMC).
ACL Anthology: https://aclanthology.org/info/ids/ (both schemes; its DOIs hold the same name).
OpenReview: the forum a link leads to; a reply in it has a name of its own.
"""

import re

from reader.clean import URL_BYTES

_ACL = r"[A-Z]\d{2}-\d{4,5}|\d{4}\.[a-z0-9_]{2,40}-[a-z0-9_]{1,40}\.\d{1,5}"
_LINKS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("pmid", r"pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,9})(?!\d)"),
        ("pmid", r"ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(\d{1,9})(?!\d)"),
        ("pmcid", r"ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/(PMC\d{1,9})(?!\d)"),
        ("pmcid", r"europepmc\.org/(?:articles|article/PMC)/(PMC\d{1,9})(?!\d)"),
        ("acl", rf"aclanthology\.org/(?:[A-Z]/[A-Z]\d\d/)?({_ACL})(?!\d)"),
        ("acl", rf"aclweb\.org/anthology(?:-new)?/(?:[A-Z]/[A-Z]\d\d/)?({_ACL})(?!\d)"),
        (
            "openreview",
            r"openreview\.net/(?:forum|pdf|attachment)\?(?:[^#\s]{0,200}&)?id=([\w-]{6,20})(?![\w-])",
        ),
    )
)
_ACL_DOI = re.compile(rf"10\.18653/v1/({_ACL})", re.IGNORECASE)
_KINDS = frozenset(("doi", "arxiv", *(kind for kind, _ in _LINKS)))


def of_link(link: str | None) -> str | None:
    """The identifier a link holds, with its kind (`pmid:29251766`); None when it holds none."""
    if not link:
        return None
    for kind, pattern in _LINKS:
        if found := pattern.search(link[:URL_BYTES]):
            return _named(kind, found[1])
    return None


def of_doi(doi: str | None) -> str | None:
    """The ACL Anthology's identifier in one of its DOIs."""
    found = _ACL_DOI.fullmatch(doi or "")
    return _named("acl", found[1]) if found else None


def kept(identifier: str) -> str | None:
    """An identifier that was given as `kind:value`, as it is kept; None for other kinds."""
    kind, _, value = identifier.strip().partition(":")
    kind, value = kind.lower(), value.strip()
    return _named(kind, value) if kind in _KINDS and 0 < len(value) <= 300 else None


def _named(kind: str, value: str) -> str:
    """OpenReview's names differ by case, all others do not."""
    return f"{kind}:{value if kind == 'openreview' else value.lower()}"
