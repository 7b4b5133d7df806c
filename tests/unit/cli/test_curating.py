"""`reader duplicates`, `merge`, `edit`, `imports`, `reimport` and their kin."""

from making import abstract, alternating_text, facts, fill, listing, search_page_text, title

from reader.library import Library
from reader.model import Dump


def doubtful(library: Library) -> None:
    """Papers 1 and 2: one title, two abstracts, two DOIs."""
    one = facts(1, doi="10.1234/a")
    other = facts(1, abstract=abstract(4), doi="10.1234/b", venue="Shed")
    for paper, name in ((one, "one.txt"), (other, "two.txt")):
        library.add([library.plan_listing(Dump(name, name), listing([paper]))])


def test_duplicates_are_listed_merged_and_split(library: Library, reader) -> None:
    assert reader("duplicates").out == "No duplicates.\n"
    doubtful(library)
    answer = reader("duplicates")
    assert "1 and 2, perhaps the same: Same title" in answer.out
    assert "doi: 10.1234/a | 10.1234/b" in answer.out
    (pair,) = reader("duplicates", "--json").json
    assert (pair["a"]["id"], pair["b"]["id"], pair["certain"]) == (1, 2, False)
    assert reader("merge", 1, 2, "--take", "venue", "--take", "doi").code == 0
    assert library.paper(1).facts.doi == "10.1234/b"
    assert reader("duplicates", "--json").json == []
    assert reader("unmerge", 1).out == "Split 1; paper 2 is back.\n"
    assert library.paper(1).facts.doi == "10.1234/a"
    assert reader("keep-apart", 1, 2).code == 0
    assert reader("duplicates", "--json").json == []


def test_all_papers_are_compared_when_asked(library: Library, reader) -> None:
    words = " ".join(f"fog{number} rope{number}" for number in range(40))
    for number, text in ((1, words), (2, f"We now {words}")):
        paper = facts(number, title=f"Quite Another Name {number}", abstract=text)
        library.add([library.plan_listing(Dump("x", str(number)), listing([paper]))])
    assert reader("duplicates", "--json").json == []
    answer = reader("duplicates", "--scan", "--json")
    assert [(pair["a"]["id"], pair["b"]["id"]) for pair in answer.json] == [(1, 2)]
    assert "Found 1 pair." in answer.err
    assert "Found no further pairs." in reader("duplicates", "--scan").err


def test_what_cannot_be_merged_is_told(library: Library, reader) -> None:
    doubtful(library)
    for words in (["merge", 1, 1], ["merge", 1, 9], ["unmerge", 1], ["keep-apart", 1, 1]):
        answer = reader(*words)
        assert answer.code == 1
        assert answer.out == ""
    assert reader("merge", 1, 2, "--take", "mood").code == 1
    assert library.counts().all == 2


def test_facts_are_written_by_hand(library: Library, reader) -> None:
    fill(library, [1])
    words = ["--set", "venue=My = shed", "--set", "authors=Ann A; Bo B", "--set", "year=2024"]
    assert reader("edit", 1, *words).out == "Edited venue, authors, year of 1.\n"
    paper = library.paper(1)
    assert paper.facts.venue == "My = shed"
    assert paper.facts.authors == ("Ann A", "Bo B")
    assert paper.facts.year == 2024
    assert reader("edit", 1, "--set", "venue=").code == 0
    assert library.paper(1).facts.venue is None
    assert reader("edit", 1, "--set", "year=soon").code == 1
    assert reader("edit", 1, "--set", "venue").code == 2
    assert reader("edit", 9, "--set", "venue=x").code == 1


def test_imports_are_listed_and_one_is_taken_back(library: Library, reader) -> None:
    assert reader("imports").out == ""
    fill(library, range(3), name="one.txt")
    fill(library, range(3, 5), name="two.txt")
    assert [each["name"] for each in reader("imports", "--json").json] == ["two.txt", "one.txt"]
    assert "3 papers  one.txt" in reader("imports").out
    library.tag([1], ["mine"])
    dry = reader("undo-import", 1, "--dry-run")
    assert "2 papers would leave" in dry.out
    assert "1 paper with your" in dry.out
    assert library.counts().all == 5
    assert reader("undo-import", 1).code == 0
    assert library.counts().all == 3
    assert reader("undo-import", 1, "--all").code == 0
    assert library.counts().all == 2
    assert reader("undo-import", 1).code == 1


def test_an_import_is_read_again_and_dated_anew(library: Library, reader) -> None:
    library.add([library.plan(Dump("a.txt", alternating_text(range(3))))])
    page = Dump("b.txt", search_page_text(range(6)))
    library.add([library.plan(page, captured="2024-12-31")])
    answer = reader("reimport", "--dry-run")
    assert answer.out.splitlines()[-1] == "Nothing was written."
    assert "0 papers improved, 0 new" in answer.out
    library.edit(1, title="x")
    library.undo()
    library._store._act(_worsen)
    (plan,) = reader("reimport", 1, "--json").json
    assert [field["field"] for field in plan["improved"][0]["fields"]] == ["title"]
    assert library.paper(1).facts.title == title(0)
    assert reader("recapture", 2, "2023").out.endswith("moved.\n")
    assert reader("recapture", 2, "soon").code == 1
    assert reader("reimport", 9).code == 1


def test_an_import_that_cannot_be_read_again_does_not_stop_the_others(
    library: Library, reader
) -> None:
    unreadable = Dump("no listing", "no listing")
    library.add([library.plan_listing(unreadable, listing([facts(n) for n in range(3)]))])
    library.add([library.plan(Dump("a.txt", alternating_text(range(5, 8))))])
    library._store._act(_worsen_paper_4)
    answer = reader("reimport")
    assert answer.code == 0
    assert "Import 1 stays as it is." in answer.err
    assert "1 paper improved" in answer.out
    assert library.paper(4).facts.title == title(5)
    assert reader("reimport", 1).code == 1


def _worsen_paper_4(connection) -> str:
    from reader.store.intake import imports

    imports.rewrite(connection, 4, {"title": f"Subscribe{title(5)}"})
    return "Worsen"


def _worsen(connection) -> str:
    """What an older importer might have read: a button glued to the title."""
    from reader.store.intake import imports

    imports.rewrite(connection, 1, {"title": f"Subscribe{title(0)}"})
    return "Worsen"
