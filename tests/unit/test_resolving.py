"""Saved searches inside searches, and papers related to one, as a search finds them."""

import pytest
from making import fill

from reader.finding.resolving import Resolver
from reader.library import Library
from reader.query.nodes import EVERYTHING, All, Among, Any, HasTag, Is, Node, Not, Word
from reader.query.parsing import parse

SAVED = {
    "mine": "prune is:inbox",
    "both": "saved:Mine OR saved:tagged",
    "tagged": "tag:x",
    "self": "prune saved:self",
    "ping": "a saved:pong",
    "pong": "b saved:ping",
    "empty": "",
}
MINE = (Word("prune"), Is("inbox"))


@pytest.mark.parametrize(
    ("text", "node", "left_out"),
    [
        ("saved:mine", All(MINE), 0),
        ("saved:MINE kernel", All((*MINE, Word("kernel"))), 0),
        ("-saved:mine", Not(All(MINE)), 0),
        ("saved:both", Any((All(MINE), HasTag("x", below=True))), 0),
        ("saved:self", Word("prune"), 1),
        ("saved:ping", All((Word("a"), Word("b"))), 1),
        ("saved:nobody kernel", Word("kernel"), 1),
        ("-saved:nobody", EVERYTHING, 1),
        ("kernel OR saved:nobody", Word("kernel"), 1),
        ("saved:empty", EVERYTHING, 0),
        ("-saved:empty", Not(EVERYTHING), 0),
        ("related:nobody", EVERYTHING, 1),
        ("related:known -kernel", All((Among((5, 3)), Not(Word("kernel")))), 0),
    ],
)
def test_names_become_what_they_stand_for(text: str, node: Node, left_out: int) -> None:
    resolver = Resolver(lambda: SAVED, lambda title: [5, 3] if title == "known" else None)
    assert resolver.resolve(parse(text).node) == node
    assert len(resolver.ignored) == left_out


def test_a_search_finds_the_papers_close_to_one(library: Library) -> None:
    fill(library, range(40))
    source = library.find("lanterns").ids[0]
    title = library.paper(source).facts.title
    close = list(library.find(f'related:"{title}"').ids)
    assert close
    assert source not in close
    assert list(library.find(f"related:#{source}").ids) == close
    some = library.rows(close[:1])[0]
    library.tag([some.id], ["shelf"])
    assert list(library.find(f"related:#{source} tag:shelf").ids) == [some.id]
    by_title = [
        row.title for row in library.rows(library.find(f"related:#{source} sort:title").ids)
    ]
    assert by_title == sorted(by_title, key=str.casefold)


def test_related_to_a_tag_to_several_papers_and_to_plain_words(library: Library) -> None:
    fill(library, range(40))
    some = list(library.find("lanterns").ids)
    library.tag(some[:2], ["lamps/old"])
    by_tag = list(library.find("related:#lamps").ids)
    assert by_tag
    assert by_tag == list(library.find(f"related:#{some[0]},{some[1]}").ids)
    assert not set(by_tag) & set(some[:2])
    assert set(library.find('related:"drawings of beehives"').ids) & set(
        library.find("beehives").ids
    )
    assert not library.find('related:"zzz zzz"').ids


@pytest.mark.parametrize("text", ["related:#99", "related:#nothing", "related:#"])
def test_related_to_a_paper_or_tag_that_is_not_there_is_said(library: Library, text: str) -> None:
    fill(library, range(3))
    found = library.find(text)
    assert len(found.ids) == 3
    assert len(found.ignored) == 1


def test_what_is_selected_is_known_in_the_window_only(library: Library) -> None:
    ids = fill(library, range(8))
    some = ids[2:5]
    assert set(library.find("is:selected", selected=some).ids) == set(some)
    assert set(library.find("-is:selected steps", selected=some).ids) == set(ids) - set(some)
    assert library.find("is:selected", selected=()).ids == library.find("id:99").ids
    outside = library.find("is:selected")
    assert set(outside.ids) == set(ids)
    assert "in the window only" in outside.ignored[0][1]
    facets = dict(library.facets("is:selected", selected=some).groups)
    assert sum(each.count for each in facets["state"]) == 3
