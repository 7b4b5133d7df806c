"""Citation keys: given out once, never to another paper, whatever becomes of theirs."""

from collections.abc import Callable

import pytest
from making import facts

from reader.errors import Problem
from reader.model import Changes, Dump, Entry, Facts, Listing
from reader.store import Store

Add = Callable[..., Changes]


def plain(said: Facts) -> str:
    """The title's first word: many papers have the same."""
    return said.title.split()[0].lower()


def keys(store: Store, paper_id: int) -> tuple[str, ...]:
    paper = store.paper(paper_id)
    assert paper is not None
    return paper.keys


@pytest.fixture
def moths(store: Store, add: Add) -> Store:
    """Papers 1 to 4; three of them would have the key `moths`."""
    add(
        *(
            facts(n, title=f"Moths {word}")
            for n, word in enumerate(("by day", "by night", "at dusk"))
        )
    )
    add(facts(5, title="Tides"))
    return store


def test_keys_that_are_alike_get_letters_and_stay(moths: Store) -> None:
    assert moths.keys([1, 2, 3, 4], plain) == {1: "moths", 2: "moths-a", 3: "moths-b", 4: "tides"}
    assert keys(moths, 1) == ()  # asking gives none out
    moths.give_keys([3], plain)
    assert moths.keys([2, 3], plain) == {2: "moths-a", 3: "moths"}
    moths.give_keys([1, 2, 3], lambda _: "other")
    assert [keys(moths, n) for n in (1, 2, 3)] == [("other",), ("other-a",), ("moths",)]
    assert moths.give_keys([1, 2, 3], plain).action == ""
    assert moths.check() == []


def test_giving_out_is_no_step_to_undo_and_hinders_none(moths: Store) -> None:
    changes = moths.give_keys([4], plain)
    assert changes.areas == {"keys"}
    moths.undo()  # the import of paper 4
    assert moths.paper(4) is None
    assert moths.key_named("TIDES") == 4
    moths.redo()
    assert keys(moths, 4) == ("tides",)


def test_the_key_of_a_paper_that_is_gone_is_given_to_no_other(moths: Store, add: Add) -> None:
    moths.give_keys([1], plain)
    moths.delete([1])
    moths.give_keys([2], plain)
    assert keys(moths, 2) == ("moths-a",)
    add(facts(0, title="Moths by day"), name="again.txt")
    moths.give_keys([5], plain)
    assert keys(moths, 5) == ("moths",)  # the same paper, in once more
    assert moths.check() == []


def test_a_key_chosen_by_hand_comes_first_and_the_old_one_still_names_the_paper(
    moths: Store,
) -> None:
    moths.give_keys([1], plain)
    moths.choose_key(1, "Berg2020")
    assert keys(moths, 1) == ("Berg2020", "moths")
    moths.choose_key(1, "moths")
    assert keys(moths, 1) == ("moths", "Berg2020")
    moths.undo()
    assert keys(moths, 1) == ("Berg2020", "moths")
    assert moths.choose_key(1, "Berg2020").action == ""
    for wrong in ("", "a b", "-a", "a--b", "x" * 121):
        with pytest.raises(Problem):
            moths.choose_key(1, wrong)
    with pytest.raises(Problem, match="has or had"):
        moths.choose_key(2, "berg2020")
    moths.delete([1])
    with pytest.raises(Problem, match="has or had"):
        moths.choose_key(2, "moths")


def test_a_merged_paper_keeps_both_keys_and_a_split_gives_them_back(moths: Store) -> None:
    moths.give_keys([2, 3], plain)  # moths, moths-a
    moths.choose_key(3, "dusk")
    moths.merge([(2, 3)], {})
    assert keys(moths, 2) == ("moths", "dusk", "moths-a")
    assert moths.key_named("dusk") == 2
    assert moths.check() == []
    moths.choose_key(2, "dusk")
    assert keys(moths, 2)[0] == "dusk"
    moths.unmerge(2)
    assert keys(moths, 2) == ("moths",)
    assert keys(moths, 3) == ("dusk", "moths-a")


def test_a_paper_without_a_key_takes_that_of_the_one_merged_into_it(moths: Store) -> None:
    moths.give_keys([4], plain)
    moths.merge([(1, 4)], {})
    assert moths.keys([1], plain) == {1: "tides"}
    moths.undo()
    assert (keys(moths, 1), keys(moths, 4)) == ((), ("tides",))


def test_keys_of_a_file_are_kept_where_they_are_free(moths: Store) -> None:
    moths.choose_key(4, "taken")
    given = ["DBLP:conf/x/Berg20", "Taken", "no key!", "", "second"]
    said = [facts(n, title=f"Paper {n}") for n in range(10, 14)] + [facts(10, title="Paper 10")]
    entries = tuple(
        Entry(one, n, n, key=key) for n, (one, key) in enumerate(zip(said, given, strict=True), 1)
    )
    moths.add([moths.plan(Dump("x.bib", "x"), Listing("bibtex", 5, entries))])
    assert [keys(moths, n) for n in (5, 6, 7, 8)] == [("DBLP:conf/x/Berg20", "second"), (), (), ()]
    moths.undo()
    assert moths.key_named("second") is None
    moths.redo()
    assert keys(moths, 5) == ("DBLP:conf/x/Berg20", "second")


def test_thousands_of_like_keys_are_found_at_once(store: Store, add: Add) -> None:
    add(*(Facts(f"Moths {n}") for n in range(2000)))
    store.give_keys(range(1, 2001), plain)
    given = store.keys(range(1, 2001), plain)
    assert len({key.lower() for key in given.values()}) == 2000
    assert given[703] == "moths-zz"
    assert store.check() == []


def test_a_key_filed_wrongly_is_found(moths: Store) -> None:
    moths.give_keys([1], plain)
    connection = moths._connection
    connection.execute("UPDATE moment SET action_id = 1")
    connection.execute("UPDATE citation_keys SET lower = 'odd'")
    connection.execute("UPDATE moment SET action_id = NULL")
    assert any("citation key moths is not filed" in found.text for found in moths.check())
