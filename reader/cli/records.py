"""The JSON contract: values of the model as plain objects, keys in this order, for ever.

None is what nobody said: an author list that is not in the file is null, never empty. Lists
that are Reader's own words (leftovers, warnings, tags) may be empty.
"""

from reader.model import (
    Action,
    Backup,
    Caution,
    Document,
    Facts,
    Finding,
    Highlight,
    Import,
    Leftover,
    NoteVersion,
    Pair,
    Paper,
    Plan,
    PlannedEntry,
    Reread,
    Result,
    SavedSearch,
    Sighting,
    Taste,
)

Record = dict[str, object]


def import_record(plan: Plan) -> Record:
    """One file as `reader import --json` prints it."""
    listing = plan.listing
    return {
        "format": listing.format,
        "captured": listing.captured,
        "captured_evidence": listing.captured_evidence,
        "lines": listing.lines,
        "lines_claimed": listing.lines_claimed,
        "leftovers": [leftover_record(leftover) for leftover in listing.leftovers],
        "counts": {
            "entries": len(plan.entries),
            **{result.value: plan.count(result) for result in Result},
        },
        "entries": [entry_record(planned) for planned in plan.entries],
    }


def entry_record(planned: PlannedEntry) -> Record:
    """One entry of a listing."""
    entry = planned.entry
    return {
        **facts_record(entry.facts),
        "first_line": entry.first_line,
        "last_line": entry.last_line,
        "warnings": [warning_record(warning) for warning in entry.warnings],
        "back": planned.back or None,
    }


def facts_record(facts: Facts) -> Record:
    """What listings say about one paper."""
    return {
        "title": facts.title,
        "abstract": facts.abstract,
        "authors": list(facts.authors) or None,
        "author_count": facts.author_count,
        "date": facts.date,
        "date_as_shown": facts.date_as_shown,
        "url": facts.url,
        "arxiv_id": facts.arxiv_id,
        "doi": facts.doi,
        "venue": facts.venue,
        "year": facts.year,
        "upvotes": facts.upvotes,
        "comments": facts.comments,
        "code_url": facts.code_url,
        "keywords": list(facts.keywords) or None,
    }


def warning_record(warning: Caution) -> Record:
    """Something a careful reader would mention about an entry."""
    return {
        "code": warning.code,
        "text": warning.text,
        "line": warning.line,
        "check": warning.check,
    }


def leftover_record(leftover: Leftover) -> Record:
    """A line that was not understood."""
    return {"line": leftover.line, "text": leftover.text, "reason": leftover.reason}


def paper_record(paper: Paper) -> Record:
    """One paper as `reader list --json` prints it."""
    return {
        "id": paper.id,
        **facts_record(paper.facts),
        "state": paper.state.value,
        "starred": paper.starred,
        "tags": [tag.name for tag in paper.tags],
    }


def whole_paper_record(paper: Paper) -> Record:
    """One paper as `reader show --json` prints it."""
    return {
        **paper_record(paper),
        "note": paper.note,
        "highlights": [highlight_record(highlight) for highlight in paper.highlights],
        "sightings": [sighting_record(sighting) for sighting in paper.sightings],
        "keys": list(paper.keys),
    }


def highlight_record(highlight: Highlight) -> Record:
    """Marked words; `start` and `end` are null when they are no longer in the abstract."""
    return {
        "id": highlight.id,
        "kind": highlight.kind.value,
        "quote": highlight.quote,
        "comment": highlight.comment,
        "start": highlight.start,
        "end": highlight.end,
    }


def sighting_record(sighting: Sighting) -> Record:
    """One appearance in a listing; `gave` names the facts it brought."""
    return {
        "import_id": sighting.import_id,
        "import_name": sighting.import_name,
        "position": sighting.position,
        "first_line": sighting.first_line,
        "last_line": sighting.last_line,
        "date_as_shown": sighting.date_as_shown,
        "upvotes": sighting.upvotes,
        "comments": sighting.comments,
        "at": sighting.at,
        "gave": list(sighting.gave),
    }


def note_version_record(place: int, version: NoteVersion) -> Record:
    """One text that a note had, numbered from the oldest; `text` is null while there was none."""
    return {
        "version": place,
        "at": version.at,
        "action": version.action,
        "text": version.text,
        "latest": version.latest,
    }


def action_record(action: Action) -> Record:
    """One line of the journal."""
    return {
        "id": action.id,
        "name": action.name,
        "at": action.at,
        "papers": action.papers,
        "undone": action.undone,
        "undoes": action.undoes,
    }


def search_record(search: SavedSearch, papers: int) -> Record:
    """One saved search, and how many papers it finds now."""
    return {"name": search.name, "query": search.query, "sort": search.sort, "papers": papers}


def finding_record(finding: Finding) -> Record:
    """One thing that `check` found wrong."""
    return {"part": finding.part, "text": finding.text}


def fixed_record(finding: Finding, *, fixed: bool) -> Record:
    """The same with `check --fix`, and whether it is put right now."""
    return {**finding_record(finding), "fixed": fixed}


def backup_record(backup: Backup) -> Record:
    """One backup as `reader backups --json` prints it; `size` is in bytes."""
    return {
        "number": backup.number,
        "at": backup.at.isoformat(),
        "reason": backup.reason,
        "place": backup.place,
        "papers": backup.papers,
        "notes": backup.notes,
        "highlights": backup.highlights,
        "size": backup.size,
    }


def imported_record(imported: Import) -> Record:
    """One line of `reader imports`."""
    return {
        "id": imported.id,
        "name": imported.name,
        "format": imported.format,
        "at": imported.at,
        "captured": imported.captured,
        "captured_evidence": imported.captured_evidence,
        "path": imported.path,
        "lines": imported.lines,
        "papers": imported.papers,
    }


def pair_record(pair: Pair) -> Record:
    """Two papers that may be the same."""
    return {
        "a": paper_record(pair.a),
        "b": paper_record(pair.b),
        "certain": pair.certain,
        "reasons": list(pair.reasons),
        "title_likeness": pair.title_likeness,
        "abstract_likeness": pair.abstract_likeness,
    }


def reread_record(plan: Reread) -> Record:
    """What reading one import again changes."""
    return {
        "import_id": plan.import_id,
        "counts": {"improved": plan.improved, "new": plan.new, "left_out": plan.left_out},
        "improved": [
            {
                "id": each.paper_id,
                "fields": [
                    {"field": one.field, "old": one.old, "new": one.new}
                    for one in each.improvements
                ],
            }
            for each in plan.entries
            if each.improvements
        ],
        "new": [each.entry.facts.title for each in plan.entries if each.new],
        "missing": list(plan.missing),
    }


def document_record(document: Document) -> Record:
    """One line of `reader documents --json`."""
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "text": document.text,
        "created": document.created,
        "changed": document.changed,
    }


def taste_record(taste: Taste) -> Record:
    """What the order "For you" has learned; `grade` is null while there is none."""
    grade = taste.grade
    return {
        "decisions": taste.decisions,
        "kept": taste.kept,
        "on": taste.is_on,
        "grade": grade
        and {
            "decisions": grade.decisions,
            "kept": grade.kept,
            "top": grade.top,
            "found": grade.found,
        },
        "liked": list(taste.liked),
        "disliked": list(taste.disliked),
        "muted": [word for word, wish in taste.wishes.items() if wish == "mute"],
        "pinned": [word for word, wish in taste.wishes.items() if wish == "pin"],
    }
