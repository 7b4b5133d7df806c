"""A preprint and its published version: one work, of which one is shown and both are named."""

import re
from dataclasses import dataclass
from typing import Literal

from reader.model.paper import Facts

# arXiv, bioRxiv and medRxiv, SSRN, Research Square, OSF, PsyArXiv, ChemRxiv, Preprints, TechRxiv.
_SERVERS = (
    "10.48550/",
    "10.1101/",
    "10.2139/ssrn.",
    "10.21203/",
    "10.31219/",
    "10.31234/",
    "10.26434/",
    "10.20944/",
    "10.36227/",
)
_NAMES = re.compile(
    r"\W*(?:arxiv|corr\b|(?:bio|med|chem|psy|tech|eco)r?xiv|ssrn|research square|osf preprint"
    r"|preprints?\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a work: what it is called, and its identifier as `doi:…` or `arXiv:…`."""

    kind: Literal["published", "preprint"]
    name: str
    link: str


def is_preprint_doi(doi: str | None) -> bool:
    """Servers of preprints give DOIs of their own, beside the publisher's."""
    return bool(doi) and str(doi).lower().startswith(_SERVERS)


def is_preprint_venue(venue: str | None) -> bool:
    """Whether a venue is a server of preprints: `arXiv preprint arXiv:2401.00001`, `CoRR`."""
    return bool(venue) and _NAMES.match(str(venue)) is not None


def versions_of(facts: Facts) -> tuple[Version, ...]:
    """The published version and the preprint of a work; nothing when it has only one of them."""
    published = _published(facts)
    preprint = _preprint(facts)
    return (published, preprint) if published and preprint else ()


def _published(facts: Facts) -> Version | None:
    doi = facts.doi if facts.doi and not is_preprint_doi(facts.doi) else ""
    venue = facts.venue if facts.venue and not is_preprint_venue(facts.venue) else ""
    if not (doi or venue):
        return None
    year = f" {facts.year}" if venue and facts.year and str(facts.year) not in venue else ""
    return Version("published", f"{venue or doi}{year}", f"doi:{doi}" if doi else "")


def _preprint(facts: Facts) -> Version | None:
    if facts.arxiv_id:
        return Version("preprint", f"arXiv {facts.arxiv_id}", f"arXiv:{facts.arxiv_id}")
    named = (
        facts.doi or "",
        *(each.removeprefix("doi:") for each in facts.ids if each[:4] == "doi:"),
    )
    doi = next((each for each in named if is_preprint_doi(each)), "")
    return Version("preprint", doi, f"doi:{doi}") if doi else None
