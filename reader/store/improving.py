"""What one description of a paper knows that another does not."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from reader.model import Facts, Improvement
from reader.model.versions import is_preprint_doi, is_preprint_venue
from reader.store.identity import named_by, text_key

CLEARLY_LONGER = 40  # letters by which an abstract must outgrow its cut beginning

_FILLED = (
    "authors",
    "author_count",
    "url",
    "arxiv_id",
    "doi",
    "venue",
    "year",
    "upvotes",
    "comments",
    "code_url",
    "keywords",
)


def improvements(old: Facts, new: Facts, edited: Collection[str] = ()) -> tuple[Improvement, ...]:
    """What `new` knows and `old` does not. Nothing is shortened, nothing known is replaced.

    Only what a preprint says of its own publication gives way to the published version. Facts
    that the person edited stay as they are.
    """
    found = [*_filled(old, new), *_named(old, new), *_published(old, new)]
    return tuple(improvement for improvement in found if improvement.field not in edited)


def _filled(old: Facts, new: Facts) -> list[Improvement]:
    found = [
        Improvement(name, getattr(old, name), getattr(new, name))
        for name in _FILLED
        if getattr(old, name) in (None, ()) and getattr(new, name) not in (None, ())
    ]
    if _is_untitled(old) and not _is_untitled(new):
        found.append(Improvement("title", old.title, new.title))
    if _outgrows(old.abstract, new.abstract):
        found.append(Improvement("abstract", old.abstract, new.abstract))
    if _more_precise(old, new):
        found.extend(
            Improvement(name, getattr(old, name), getattr(new, name))
            for name in ("date", "date_as_shown", "year_from_capture")
            if getattr(old, name) != getattr(new, name)
        )
    elif old.date_as_shown is None and new.date_as_shown is not None and old.date == new.date:
        found.append(Improvement("date_as_shown", None, new.date_as_shown))
    return found


def _is_untitled(facts: Facts) -> bool:
    """Whether a list that gave only an identifier stands behind this title."""
    stand_ins = (f"arXiv:{facts.arxiv_id}", f"doi:{facts.doi}", facts.url)
    return facts.title in stand_ins


def _published(old: Facts, new: Facts) -> Iterator[Improvement]:
    """Where a preprint was published and when take the place of its server and its year."""
    if not is_preprint_venue(old.venue) or not new.venue or is_preprint_venue(new.venue):
        return
    yield Improvement("venue", old.venue, new.venue)
    if new.year is not None and old.year is not None and new.year > old.year:
        yield Improvement("year", old.year, new.year)


def _named(old: Facts, new: Facts) -> Iterator[Improvement]:
    """Further identifiers; a published version's DOI takes the place of its preprint's."""
    known, told = named_by(old), named_by(new)
    if set(told.names()) <= set(known.names()):
        return
    doi = known.doi or told.doi
    if told.doi and is_preprint_doi(known.doi) and not is_preprint_doi(told.doi):
        doi = told.doi
        yield Improvement("doi", old.doi, doi)
    own = {f"arxiv:{known.arxiv_id or told.arxiv_id}", f"doi:{doi}"}
    ids = tuple(sorted({*known.names(), *told.names()} - own))
    if ids != known.ids:
        yield Improvement("ids", old.ids, ids)


def improved(facts: Facts, found: Iterable[Improvement]) -> Facts:
    """Facts with improvements applied."""
    changes = {improvement.field: improvement.new for improvement in found}
    return replace(facts, **changes)  # type: ignore[arg-type]  # values come from other Facts


def _outgrows(old: str | None, new: str | None) -> bool:
    """Whether `old` is unknown, or a beginning of the clearly longer `new`."""
    if not new or not new.strip():
        return False
    if not old or not old.strip():
        return True
    if len(new) <= len(old):
        return False
    beginning, whole = text_key(old), text_key(new)
    return len(whole) >= len(beginning) + CLEARLY_LONGER and whole.startswith(beginning)


def _more_precise(old: Facts, new: Facts) -> bool:
    """Whether the new date says the same and more, or states a year that was only assumed."""
    if not new.date or new.date == old.date:
        return bool(new.date) and old.year_from_capture and not new.year_from_capture
    if not old.date:
        return True
    if old.date.startswith("--"):
        return new.date[4:] == old.date[1:]
    if new.date.startswith("--"):
        return False
    if old.year_from_capture and not new.year_from_capture:
        return new.date[4:] == old.date[4:]
    return len(new.date) > len(old.date) and new.date.startswith(old.date)
