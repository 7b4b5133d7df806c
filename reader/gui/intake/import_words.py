"""What the import dialog says in words, made from plans; nothing here knows Qt."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reader.dates import shown_date
from reader.model import Caution, Entry, Improvement, Listing, Plan, Result, State


def number_of(count: int, one: str, many: str = "") -> str:
    """`1 paper`, `8,000 papers`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def read_line(plan: Plan) -> str:
    """How much was read and how: `498 lines read, UTF-8. 6 lines of page text skipped.`"""
    listing, dump = plan.listing, plan.dump
    words = [f"{number_of(listing.lines, 'line')} read, {dump.encoding}."]
    if skipped := sum(len(lines) for lines in page_text(plan)):
        words.append(f"{number_of(skipped, 'line')} of page text skipped.")
    words += list(dump.notes)
    if listing.leftovers:
        words.append(_not_understood(listing))
    return " ".join(words)


def page_text(plan: Plan) -> list[list[int]]:
    """The lines of each piece of page text, blank ones left out; pieces of blank lines too."""
    lines = plan.dump.text.split("\n")
    pieces = (
        [line for line in range(span.first_line, span.last_line + 1) if lines[line - 1].strip()]
        for span in plan.listing.furniture
    )
    return [piece for piece in pieces if piece]


def _not_understood(listing: Listing) -> str:
    lines = sorted({leftover.line for leftover in listing.leftovers})
    blocks = [line for line in lines if line - 1 not in set(lines)]
    places = _enumerated([f"{line:,}" for line in blocks[:3]])
    more = " and more" if len(blocks) > 3 else ""
    one = len(blocks) == 1
    return (
        f"{number_of(len(blocks), 'block')} {'was' if one else 'were'} not understood, "
        f"{'line' if one else 'lines'} {places}{more}."
    )


def sightings_line(plans: Sequence[Plan]) -> str:
    """`61 papers: 40 new, 14 in Inbox, 5 done, 2 you archived`; empty when all are new."""
    entries = [planned for plan in plans for planned in plan.entries]
    new = sum(planned.result in (Result.NEW, Result.DOUBTFUL) for planned in entries)
    known = {  # a paper that stands in the text twice is still one paper
        planned.paper_id: planned.state
        for planned in entries
        if planned.result in (Result.KNOWN, Result.IMPROVED) and planned.state is not None
    }
    if not known:
        return ""
    where = Counter(known.values())
    words = {
        State.INBOX: "in Inbox",
        State.QUEUE: "in Queue",
        State.READING: "in Reading",
        State.DONE: "done",
        State.ARCHIVE: "you archived",
    }
    parts = [f"{new:,} new"] if new else []
    parts += [f"{where[state]:,} {phrase}" for state, phrase in words.items() if where[state]]
    return f"{number_of(new + len(known), 'paper')}: {', '.join(parts)}"


def folded_words(count: int) -> str:
    """What stands on the button that shows the archived papers."""
    return f"Show the {count:,} archived" if count > 1 else "Show the archived one"


def years_note(plan: Plan) -> tuple[str, str]:
    """What becomes of dates without a year: the fact, then how the year is known."""
    dates = [planned.entry.facts for planned in plan.entries]
    completed = sum(facts.year_from_capture for facts in dates)
    open_ = sum((facts.date or "").startswith("--") for facts in dates)
    evidence = plan.listing.captured_evidence
    if not completed and not open_:
        return "", evidence if plan.listing.captured else ""
    fact = f"{number_of(completed + open_, 'date')} {_have(completed + open_)} no year."
    year = (plan.listing.captured or "")[:4]
    words = [evidence]
    if completed and year.isdecimal():
        words.append(f"{'It becomes' if completed == 1 else 'They become'} {year}.")
        if len(plan.listing.captured or "") == len("2025-11-12"):
            day = shown_date(f"-{(plan.listing.captured or '')[4:]}")
            words.append(f"A date after {day} would stay without one.")
    if open_ and completed:
        words.append(f"{open_:,} {'stays' if open_ == 1 else 'stay'} without one.")
    elif open_ and not year.isdecimal():
        words.append("Choose the capture year to complete them.")
    return fact, " ".join(word for word in words if word)


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


# ---------------------------------------------------------------- one entry

FACTS = {
    "title": "Title",
    "abstract": "Abstract",
    "authors": "Authors",
    "author_count": "Number of authors",
    "date": "Date",
    "date_as_shown": "Date in the listing",
    "year_from_capture": "Year from the capture",
    "url": "Link",
    "arxiv_id": "arXiv",
    "doi": "DOI",
    "venue": "Venue",
    "year": "Year",
    "upvotes": "Votes",
    "comments": "Listing comments",
    "code_url": "Code",
    "keywords": "Keywords",
    "ids": "Identifiers",
}

BACK = {  # why an archived paper is not folded away
    "third sighting": "You archived this paper. It is listed for the third time.",
    "counts doubled": "You archived this paper. Its votes or comments have doubled since.",
    "abstract changed": "You archived this paper. Its abstract is another one now.",
}

QUIET_FACTS = ("date_as_shown", "year_from_capture")

ADVICE = {
    "no-abstract": "It can be added as it is; a later import may bring the abstract.",
    "short-abstract": "Perhaps a part of it is missing. Compare it with the source.",
    "title-like": "Perhaps two titles stand in a row. Compare it with the source.",
    "abstract-like": "Perhaps title and abstract are mixed up. Compare it with the source.",
    "two-titles": "The first of them may have lost its abstract.",
    "stray-key": "A citation key stands there that is not part of the sentence.",
    "latex-left": "The command will be kept as it stands.",
    "glued-furniture": "See whether the title begins and ends where it should.",
    "future-date": "See whether the capture year is right.",
    "author-count": "That is an unusual number of authors.",
    "long-title": "Perhaps a part of the abstract is in it.",
    "title-full-stop": "Perhaps it is a sentence of an abstract.",
    "field-cut": "Everything before the cut is kept.",
}


def told(improvements: Sequence[Improvement]) -> list[Improvement]:
    """The improvements worth telling: a date says its year and how it was printed, too."""
    dated = any(improvement.field == "date" for improvement in improvements)
    quiet = {*QUIET_FACTS, "year"} if dated else set(QUIET_FACTS)
    return [improvement for improvement in improvements if improvement.field not in quiet]


def improvement_words(improvements: Sequence[Improvement]) -> str:
    """What a merge adds, in words: `date and 3 authors`."""
    words = []
    for improvement in told(improvements):
        if improvement.field == "author_count":
            words.append(f"{improvement.new} authors")
        else:
            words.append(_spoken(FACTS.get(improvement.field, improvement.field)))
    return _enumerated(words) or "details"


def _spoken(label: str) -> str:
    return label if label.isupper() or label == "arXiv" else label.lower()


def value_words(field: str, value: object) -> str:
    """A fact as a person reads it; `unknown` when there is none."""
    if value is None or value in ((), ""):
        return "unknown"
    if field == "date":
        return shown_date(str(value))
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) and field != "year" else str(value)


def doubtful_part(warning: Caution) -> str:
    """The words a warning is about: what it quotes, or what stands after its colon."""
    if quoted := re.search("“(.+?)”", warning.text):
        return quoted.group(1)
    if warning.code == "latex-left":
        return warning.text.partition(": ")[2]
    return ""


def without_part(entry: Entry, part: str) -> Entry:
    """The entry with a stray part taken out of its title and abstract."""
    facts = entry.facts
    abstract = facts.abstract.replace(part, "") if facts.abstract else facts.abstract
    changed = replace(facts, title=facts.title.replace(part, ""), abstract=abstract)
    return replace(entry, facts=changed)


def around(text: str, part: str, width: int = 34) -> str:
    """The words around a part, with the part taken out: what is left when it is removed."""
    place = text.find(part)
    if not part or place < 0:
        return ""
    before, after = text[max(0, place - width) : place], text[place + len(part) :][:width]
    return f"… {before.partition(' ')[2]}{after.rpartition(' ')[0]} …"


# ---------------------------------------------------------------- what to do


def add_words(new: int, merge: int) -> str:
    """The primary button: `Add 59, merge 2`."""
    if new and merge:
        return f"Add {new:,}, merge {merge:,}"
    if merge:
        return f"Merge {merge:,}"
    return f"Add {new:,}" if new else "Add"


def reading(done: int, whole: int) -> str:
    """How far the reading of a file is."""
    return f"Reading line {done:,} of {whole:,}" if whole else "Reading"


def adding(done: int, whole: int) -> str:
    """How far the adding of its papers is."""
    return f"Adding {done:,} of {whole:,}" if whole else "Adding"


def _enumerated(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
