"""Links in notes: they lead where they led, whatever their papers are called by now."""

import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import facts

from reader import note_links
from reader.model import Backlink, Changes, Kind, Link, Paper
from reader.store import Store, journal, schema

Add = Callable[..., Changes]


@pytest.fixture
def three(store: Store, add: Add) -> Store:
    """Papers 1 to 3: Moths, Tides, Kites."""
    add(facts(1, title="The Moths"), facts(2, title="Tides: $\\alpha$"), facts(3, title="Kites"))
    return store


def paper(store: Store, paper_id: int) -> Paper:
    found = store.paper(paper_id)
    assert found is not None
    return found


def targets(store: Store, paper_id: int) -> dict[str, int]:
    return {link.said: link.target for link in paper(store, paper_id).links}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[A]] and [[A]] and [[ B  c |words]]", ["A", "B c"]),
        ("`[[no]]` ``[[no]]`` [[yes]]", ["yes"]),
        ("```\n[[no]]\n```\n[[yes]]\n~~~\n[[no]]", ["yes"]),
        ("[[]] [[ ]] [[a\nb]] [[a[b]] [[[[deep]]]]", ["deep"]),
        ("no link", []),
    ],
)
def test_what_is_a_link(text: str, said: list[str]) -> None:
    assert note_links.said(text) == said


@given(st.text("[]|`~\n ab^h1", max_size=80))
def test_text_outside_code_and_code_are_all_of_a_text(text: str) -> None:
    assert note_links.outside_code(text, lambda part: part) == text


def test_links_are_found_by_title_and_key_and_survive_a_renaming(three: Store) -> None:
    three.choose_key(3, "kites2020")
    three.write_note(1, "See [[tides: α]], [[KITES2020|the kites]] and [[Nobody]].")
    assert targets(three, 1) == {"tides: α": 2, "KITES2020": 3}
    three.edit(2, {"title": "Another title"})
    three.write_note(1, "Still [[tides: α]] and [[Kites]].")
    assert paper(three, 1).links == (
        Link("tides: α", 2, "Another title"),
        Link("Kites", 3, "Kites"),
    )
    assert paper(three, 2).linked_from == (Backlink("The Moths", 1),)
    three.undo()
    assert targets(three, 1) == {"tides: α": 2, "KITES2020": 3}
    assert three.check() == []


def test_a_link_to_a_paper_that_is_gone_says_so_and_comes_back(three: Store) -> None:
    three.write_note(1, "[[Tides: α]]")
    three.delete([2])
    assert paper(three, 1).links == (Link("Tides: α", 2, None),)
    three.append_note(1, "more")
    assert paper(three, 1).links == (Link("Tides: α", 2, None),)
    assert three.check() == []
    three.undo()
    three.undo()
    assert paper(three, 1).links[0].title == "Tides: $\\alpha$"
    three.delete([1])
    assert paper(three, 2).linked_from == ()
    assert three.check() == []


def test_a_link_that_led_nowhere_is_looked_up_again_when_its_note_is_written(
    three: Store, add: Add
) -> None:
    three.write_note(1, "[[Lamps]]")
    add(facts(9, title="Lamps"), name="later.txt")
    assert targets(three, 1) == {}
    three.append_note(1, "more")
    assert targets(three, 1) == {"Lamps": 4}


def test_merging_moves_links_and_splitting_gives_them_back(three: Store) -> None:
    three.write_note(1, "[[Kites]]")
    three.write_note(2, "[[The Moths]] and [[Kites]]")
    three.write_note(3, "[[Tides: α]] and [[The Moths]]")
    before = [paper(three, n) for n in (1, 2, 3)]
    three.merge([(2, 3)], {})
    assert targets(three, 1) == {"Kites": 2}
    assert targets(three, 2) == {"The Moths": 1, "Kites": 2, "Tides: α": 2}
    assert paper(three, 1).linked_from == (Backlink("Tides: $\\alpha$", 2),)
    assert three.check() == []
    three.unmerge(2)
    for was in before:
        now = paper(three, was.id)
        assert {link.said: link.target for link in was.links} == targets(three, was.id)
        assert set(now.linked_from) == set(was.linked_from)
    assert three.check() == []
    three.undo()
    three.undo()
    assert [paper(three, n).links for n in (1, 2, 3)] == [each.links for each in before]


def test_a_link_to_oneself_is_no_link_from_elsewhere(three: Store) -> None:
    three.write_note(1, "[[The Moths]]")
    assert paper(three, 1).linked_from == ()
    assert targets(three, 1) == {"The Moths": 1}


def test_documents_link_to_papers_and_are_named_there(three: Store) -> None:
    three.new_document("uid1", "topic", "On moths", "[[The Moths]] and [[Kites]]")
    assert paper(three, 1).linked_from == (Backlink("On moths", None, 1),)
    three.edit(1, {"title": "Another title"})
    three.write_document(1, "[[The Moths]]")
    assert paper(three, 1).linked_from == (Backlink("On moths", None, 1),)
    assert paper(three, 3).linked_from == ()
    three.undo()
    assert three.document(1).links == (
        Link("The Moths", 1, "Another title"),
        Link("Kites", 3, "Kites"),
    )


def test_papers_to_link_to_are_offered_by_words_of_title_or_key(three: Store, add: Add) -> None:
    add(facts(9, title="100 % of_kites [draft] | moths"), facts(8, title="Lamps"), name="x.txt")
    three.edit(5, {"title": "The Moths"})
    three.choose_key(3, "strings")

    def offered(typed: str) -> list[tuple[int, str]]:
        return [(offer.paper_id, offer.said) for offer in three.link_offers(typed, 8)]

    assert offered("KITES") == [(3, "Kites"), (4, "100 % of_kites draft moths")]
    assert offered("string") == [(3, "Kites")]
    assert offered("the mo") == [(5, ""), (1, "The Moths")]
    assert offered("% of_") == [(4, "100 % of_kites draft moths")]
    assert offered("% _k_t") == []
    assert len(offered("")) == 5
    for paper_id, said in offered(""):
        assert not said or three.link_named(said) == paper_id


# ---------------------------------------------------------------- in comments


def highlighted(store: Store, paper_id: int, comment: str) -> int:
    store.highlight(paper_id, 3, 12, Kind.IDEA, comment)
    return max(one.id for one in paper(store, paper_id).highlights)


def test_links_in_comments_lead_where_they_led_and_count_as_links_from_elsewhere(
    three: Store,
) -> None:
    number = highlighted(three, 1, "Against [[Kites]]?")
    assert targets(three, 1) == {"Kites": 3}
    assert paper(three, 3).linked_from == (Backlink("The Moths", 1),)
    three.edit(3, {"title": "Paper dragons"})
    three.write_note(1, "```\nleft open, [[Tides: α]]")  # code does not reach into the comment
    assert targets(three, 1) == {"Kites": 3}
    assert paper(three, 1).links[0].title == "Paper dragons"
    three.change_highlight(number, comment="Nothing.")
    assert paper(three, 3).linked_from == ()
    three.undo()
    assert paper(three, 3).linked_from == (Backlink("The Moths", 1),)
    three.delete_highlight(number)
    assert targets(three, 1) == {}
    assert three.check() == []


def test_a_link_of_note_and_comment_stays_while_one_of_them_has_it(three: Store) -> None:
    number = highlighted(three, 1, "[[Kites]]")
    three.write_note(1, "[[Kites]] and [[Tides: α]]")
    three.edit(3, {"title": "Paper dragons"})
    three.change_highlight(number, comment="")
    assert targets(three, 1) == {"Kites": 3, "Tides: α": 2}
    three.write_note(1, "")
    assert targets(three, 1) == {}


def test_merging_and_splitting_keep_links_in_comments(three: Store) -> None:
    highlighted(three, 2, "[[The Moths]]")
    highlighted(three, 3, "[[Tides: α]]")
    before = [paper(three, n) for n in (1, 2, 3)]
    three.merge([(2, 3)], {})
    assert targets(three, 2) == {"The Moths": 1, "Tides: α": 2}
    three.unmerge(2)
    for was in before:
        assert {link.said: link.target for link in was.links} == targets(three, was.id)
    assert three.check() == []


def test_an_older_library_learns_of_links_in_comments(three: Store) -> None:
    highlighted(three, 1, "[[Kites]]")
    path = three.path
    three.close()
    with sqlite3.connect(path) as connection:
        journal.remove(connection)
        connection.execute("DELETE FROM links")
        schema.migrate(connection)
    connection.close()
    again = Store.open(path)
    assert targets(again, 1) == {"Kites": 3}
    again.close()
