"""Verbs that only look: list, show, log."""

from collections.abc import Sequence
from typing import get_args

import click

from reader.cli.printing import number, say, say_aside, say_json, say_pairs, say_rows
from reader.cli.records import (
    action_record,
    paper_record,
    search_record,
    whole_paper_record,
)
from reader.cli.session import (
    TEXT,
    Session,
    as_json,
    former_words,
    one_paper,
    pass_session,
    query_words,
)
from reader.errors import Problem
from reader.library import Library
from reader.model import Found, Paper, Sort
from reader.model.versions import versions_of

MOST_REASONS = 500  # papers of a list in the order "For you": each text must be read for its own


@click.command("list", short_help="Papers, all or those that match QUERY.")
@query_words
@click.option("--sort", type=click.Choice(get_args(Sort)), default="default", help="The order.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N papers.")
@as_json
@pass_session
def list_papers(
    session: Session, query: tuple[str, ...], sort: Sort, limit: int | None, as_json: bool
) -> None:
    """Papers that match QUERY: words, "phrases", beginn*, tag:NAME, is:STATE, -not.

    Write -- before a QUERY that begins with a minus.
    """
    with session.library(write=False) as library:
        found = library.find(" ".join(query), sort=sort)
        ids = found.ids if limit is None else found.ids[:limit]
        say_ignored(found)
        if not found.ids and not as_json:
            say_aside(_why_none(library))
        why = _reasons(library, found, ids) if sort == "foryou" else {}
        if as_json:
            say_json([paper_record(paper) for paper in library.papers(ids)])
        else:
            say_rows(library.rows(ids), why)


def _why_none(library: Library) -> str:
    """What to say beside a list without papers, for a person who wonders."""
    if library.counts().all:
        return "No paper matches this."
    if (former := library.former()) is not None:
        return former_words(former)
    return "The library is empty. Bring papers in with: reader import FILE"


def _reasons(library: Library, found: Found, ids: Sequence[int]) -> dict[int, str]:
    """Why the first papers in the order "For you" stand where they do."""
    taste = library.taste()
    if not taste.is_on:
        say_aside("There are too few decisions to learn from; see: reader ranking.")
        return {}
    return {
        paper.id: "wildcard" if paper.id in found.wildcards else library.reasons(taste, paper)
        for paper in library.papers(ids[:MOST_REASONS])
    }


@click.command(short_help="Saved searches: list, save, forget.")
@query_words
@click.option("--save", metavar="NAME", type=TEXT, help="Save QUERY under this name.")
@click.option("--delete", metavar="NAME", type=TEXT, help="Forget a saved search.")
@as_json
@pass_session
def searches(
    session: Session, query: tuple[str, ...], save: str | None, delete: str | None, as_json: bool
) -> None:
    """The saved searches, with how many papers each finds; --save keeps QUERY under a name.

    `list 'saved:NAME'` asks one; saved:NAME also stands inside other searches.
    """
    with session.library(write=bool(save or delete)) as library:
        if delete is not None:
            library.delete_search(_search_called(library, delete))
        if save is not None:
            library.save_search(save, " ".join(query))
        counted = [(one, len(library.find(one.query).ids)) for one in library.searches()]
    if as_json:
        say_json([search_record(one, papers) for one, papers in counted])
        return
    for one, papers in counted:
        say(f"{one.name}  ({number(papers, 'paper')})  {one.query}")


def _search_called(library: Library, name: str) -> int:
    for one in library.searches():
        if one.name.casefold() == name.casefold():
            return one.id
    raise Problem(f"There is no saved search “{name}”.", do="List them with: reader searches.")


@click.command(short_help="Everything about one paper.")
@one_paper
@as_json
@pass_session
def show(session: Session, paper_id: int, as_json: bool) -> None:
    """Everything about one paper: facts, marks, note, highlights and where it was seen."""
    with session.library(write=False) as library:
        paper = library.paper(paper_id)
    if as_json:
        say_json(whole_paper_record(paper))
    else:
        say_paper(paper)


@click.command(short_help="What was done, newest first.")
@click.option("--limit", type=click.IntRange(min=1), default=50, metavar="N", help="How many.")
@as_json
@pass_session
def log(session: Session, limit: int, as_json: bool) -> None:
    """The journal: what was done and when, newest first."""
    with session.library(write=False) as library:
        actions = library.log(limit)
    if as_json:
        say_json([action_record(action) for action in actions])
        return
    for action in actions:
        undone = "  (undone)" if action.undone else ""
        when = action.at[:16].replace("T", " ")
        say(f"{when}  {action.id:>5}  {action.name}  ({number(action.papers, 'paper')}){undone}")


def say_ignored(found: Found) -> None:
    """Name the parts of a query that were not understood; they never stop a search."""
    for part, reason in found.ignored:
        say_aside(f"Ignored {part}: {reason}")


def say_paper(paper: Paper) -> None:
    """Everything about a paper, for a person."""
    facts = paper.facts
    authors = ", ".join(facts.authors)
    if not authors and facts.author_count is not None:
        authors = number(facts.author_count, "author")
    say(facts.title)
    say_pairs(
        [
            ("Authors", authors),
            ("Date", facts.date or facts.date_as_shown),
            ("Venue", facts.venue),
            ("Link", facts.url),
            ("arXiv", facts.arxiv_id),
            ("DOI", facts.doi),
            ("Versions", "; ".join(f"{each.name} ({each.kind})" for each in versions_of(facts))),
            ("Code", facts.code_url),
            ("State", paper.state.label + (", starred" if paper.starred else "")),
            ("Tags", ", ".join(tag.name for tag in paper.tags)),
            ("Citation key", ", ".join(paper.keys)),
            ("Added", paper.added[:10]),
        ]
    )
    for heading, text in (("", facts.abstract), ("Note", paper.note)):
        if text:
            say()
            say(f"{heading}\n{text}" if heading else text, lines=True)
    _say_highlights(paper)
    _say_sightings(paper)


def _say_highlights(paper: Paper) -> None:
    if paper.highlights:
        say("\nHighlights", lines=True)
    for highlight in paper.highlights:
        comment = f"  ({highlight.comment})" if highlight.comment else ""
        say(f"  {highlight.label:<8}  {highlight.quote}{comment}")


def _say_sightings(paper: Paper) -> None:
    if paper.sightings:
        say("\nSeen in", lines=True)
    for sighting in paper.sightings:
        lines = f"lines {sighting.first_line} to {sighting.last_line}"
        say(f"  {sighting.at[:10]}  {sighting.import_name}, {lines}")


VERBS = {"list": list_papers, "searches": searches, "show": show, "log": log}
