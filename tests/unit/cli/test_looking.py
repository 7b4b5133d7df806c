"""`reader list`, `show` and `log`."""

import shutil
from pathlib import Path

import pytest
from making import abstract, fill, title

from reader.library import Library
from reader.model import State


def test_a_library_that_is_not_there_yet_lists_nothing(reader) -> None:
    assert reader("list").out == ""
    answer = reader("list", "--json")
    assert (answer.code, answer.json, answer.err) == (0, [], "")


def test_a_list_without_papers_says_why_beside_it(library: Library, reader) -> None:
    empty = reader("list")
    assert (empty.code, empty.out) == (0, "")
    assert empty.err == "The library is empty. Bring papers in with: reader import FILE\n"
    fill(library, range(2))
    none = reader("list", "nowhere")
    assert (none.out, none.err) == ("", "No paper matches this.\n")
    assert reader("list", "nowhere", "--json").err == ""
    assert reader("list", "--limit", 0).err == ""


def test_an_empty_library_in_the_place_of_another_is_not_taken_for_it(
    library: Library, reader, tmp_path: Path
) -> None:
    fill(library, range(3))
    library.back_up("before a trip")
    library.close()
    shutil.move(tmp_path / "library", tmp_path / "away")
    (tmp_path / "library").mkdir()
    told = reader("note", 1, "--set", "x").err
    for said in (told, reader("list").err):
        assert "new and empty, but one with 3 papers lay here" in said
        assert "connect it" in said
    shutil.rmtree(tmp_path / "library")
    shutil.move(tmp_path / "away", tmp_path / "library")
    assert reader("list").err == ""
    assert len(reader("list").out.splitlines()) == 3


def test_papers_are_listed_as_aligned_lines(library: Library, reader) -> None:
    ids = fill(library, range(3))
    library.star([ids[1]])
    library.set_state([ids[1]], State.QUEUE)
    library.tag([ids[1]], ["maps"])
    lines = reader("list", "--sort", "added").out.splitlines()
    assert len(lines) == 3
    line = next(line for line in lines if title(1) in line)
    assert line.split()[:3] == [str(ids[1]), "*", "queue"]
    assert line.endswith(f"{title(1)}  #maps")
    assert len({line.index(title(number)) for number, line in enumerate(lines)}) == 1


def test_a_query_and_a_limit_choose_papers(library: Library, reader) -> None:
    ids = fill(library, range(8))
    library.star(ids[2:5])
    starred = reader("list", "is:starred", "--json").json
    assert {paper["id"] for paper in starred} == set(ids[2:5])
    assert len(reader("list", "--limit", 2, "--json").json) == 2
    assert reader("list", "--limit", 0, "--json").json == []
    rest = reader("list", "--json", "--", "-is:starred").json
    assert {paper["id"] for paper in rest} == set(ids) - set(ids[2:5])


def test_words_find_papers_also_right_after_a_change(library: Library, reader) -> None:
    ids = fill(library, range(8))
    assert [paper["id"] for paper in reader("list", "beehives", "--json").json] == [ids[2]]
    library.write_note(ids[5], "Compare with the beehives.")
    found = {paper["id"] for paper in reader("list", "beehives", "--json").json}
    assert found == {ids[2], ids[5]}


def test_json_is_ascii_and_nothing_else_is_on_standard_output(library: Library, reader) -> None:
    paper = fill(library, [1])[0]
    library.tag([paper], ["größe"])
    answer = reader("list", "--json")
    assert answer.out.isascii()
    assert answer.json[0]["tags"] == ["größe"]


def test_a_paper_is_shown_with_its_note(library: Library, reader) -> None:
    paper = fill(library, [3])[0]
    library.write_note(paper, "First.\n\nSecond.")
    out = reader("show", paper).out
    assert out.startswith(title(3))
    assert abstract(3) in out
    assert "Note\nFirst.\n\nSecond.\n" in out
    assert "made-up.txt, lines 1 to 2" in out
    record = reader("show", paper, "--json").json
    assert record["note"] == "First.\n\nSecond."
    assert record["sightings"][0]["first_line"] == 1


def test_a_hostile_title_cannot_move_the_cursor(library: Library, reader) -> None:
    from making import facts, listing

    from reader.model import Dump

    bad = facts(1, title="Folding \u202e\x9b31m Maps\u2066")
    library.add([library.plan_listing(Dump("a\u202e.txt", ""), listing([bad]))])
    paper = library.find().ids[0]
    for words in (["list"], ["show", paper], ["log"]):
        assert not set(reader(*words).out) & set("\u202e\u2066\x9b\x1b")


def test_the_journal_is_shown_newest_first(library: Library, reader) -> None:
    ids = fill(library, range(2))
    library.star([ids[0]])
    actions = reader("log", "--json").json
    assert len(actions) == 2
    assert [action["papers"] for action in actions] == [1, 2]
    assert reader("log", "--limit", 1).out.count("\n") == 1


@pytest.mark.parametrize("verb", ["show", "note"])
def test_a_paper_that_is_not_there_is_a_problem_with_what_to_do(verb: str, reader) -> None:
    answer = reader(verb, 99)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("reader: There is no paper 99.")


def test_a_part_of_a_query_that_is_not_understood_is_named(library: Library, reader) -> None:
    fill(library, range(2))
    answer = reader("list", "is:nonsense", "--json")
    assert answer.code == 0
    assert "Ignored" in answer.err
    assert answer.json is not None


def test_saved_searches_are_listed_with_what_they_find_and_can_be_asked(
    library: Library, reader
) -> None:
    fill(library, range(8))
    assert reader("searches").out == ""
    reader("searches", "--save", "Kites", "kites OR moths")
    assert reader("searches").out == "Kites  (2 papers)  kites OR moths\n"
    assert reader("searches", "--json").json == [
        {"name": "Kites", "query": "kites OR moths", "sort": "default", "papers": 2}
    ]
    assert len(reader("list", "--json", "saved:kites").json) == 2
    assert len(reader("list", "--json", "saved:kites -moths").json) == 1
    assert reader("searches", "--save", "kites", "x").code == 1
    assert reader("searches", "--delete", "nobody").code == 1
    assert reader("searches", "--delete", "KITES").out == ""
    assert reader("list", "saved:kites").err.startswith("Ignored saved:kites")
