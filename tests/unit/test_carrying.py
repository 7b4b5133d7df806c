"""The whole library as JSON: out and in again it is the same, table by table."""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import facts, fill, listing

from reader.errors import Cancelled, Problem
from reader.library import Library
from reader.model import Dump, ExportOptions, Kind, State
from reader.store.transfer import plain

LONG = bool(os.environ.get("READER_LONG"))
TEXTS = st.text(max_size=30)
NUMBERS = st.integers(0, 9)

Act = tuple[str, int, str]


def title_of(library: Library, paper_id: int) -> str:
    return library.paper(paper_id).facts.title


def do(library: Library, act: Act, folder: Path) -> None:
    """One thing that somebody does; what cannot be done is not done."""
    what, number, text = act
    ids = sorted(library.find().ids)
    one = ids[number % len(ids)] if ids else 0
    acts: dict[str, Callable[[], object]] = {
        "note": lambda: library.write_note(one, text),
        "link": lambda: library.write_note(one, f"[[{title_of(library, ids[-1])}]] {text}"),
        "star": lambda: library.star([one]),
        "state": lambda: library.set_state([one], list(State)[number % 5]),
        "tag": lambda: library.tag([one], [text.strip() or "x"]),
        "highlight": lambda: library.highlight(one, number, number + 7, Kind.IDEA, text),
        "edit": lambda: library.edit(one, title=text.strip() or "x", venue=text or None),
        "delete": lambda: library.delete([one]),
        "merge": lambda: ids[-1] > ids[0] and library.merge([(ids[0], ids[-1])]),
        "search": lambda: library.save_search(text.strip() or "x", "is:starred"),
        "key": lambda: library.give_keys([one]),
        "document": lambda: library.new_document(text.strip() or "x", f"[[{text}]] # {text}"),
        "matrix": lambda: library.new_matrix(text.strip() or "x", ids[:3]),
        "undo": lambda: library.undo(),
        "import": lambda: fill(library, range(number, number + 2), text or "x"),
        "export": lambda: library.export(ids, folder / "out", ExportOptions(layout="vault")),
    }  # fmt: skip
    if ids or what in ("import", "search", "document", "undo"):
        try:
            acts[what]()
        except Problem:
            return


NAMES = [
    "note", "link", "link", "star", "state", "tag", "highlight", "edit", "delete", "merge",
    "search", "key", "document", "matrix", "undo", "import", "import", "export",
]  # fmt: skip


def tables(library: Library) -> dict[str, list[dict[str, object]]]:
    return {
        name: library._store._read(lambda conn, name=name: list(plain.rows(conn, name)))
        for name in plain.ORDER
    }


@settings(deadline=None, max_examples=400 if LONG else 12)
@given(st.lists(st.tuples(st.sampled_from(NAMES), NUMBERS, TEXTS), max_size=14))
def test_out_and_in_again_is_the_same_table_by_table(acts: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder / "one") as library:
            fill(library, range(3))
            for act in acts:
                do(library, act, folder)
            before = tables(library)
            ids = list(library.find().ids)
            versions = {one: _versions(library, one) for one in ids}
            library.export_library(folder / "whole.json")
            uid = library.uid
        with Library.open(folder / "two") as library:
            taken = library.take_in(folder / "whole.json")
            assert taken.said == ()
            assert tables(library) == before
            assert library.uid == uid
            assert {one: _versions(library, one) for one in ids} == versions
            assert library.check() == []
            library.export_library(folder / "again.json")
        assert (folder / "again.json").read_bytes() == (folder / "whole.json").read_bytes()


def _versions(library: Library, paper_id: int) -> list[str | None]:
    return [version.text for version in library.history.note_versions(paper_id)]


def test_a_file_is_json_with_the_tables_named_and_written_twice_is_the_same(
    library: Library, tmp_path: Path
) -> None:
    ids = fill(library, range(3))
    library.write_note(ids[0], "first")
    library.write_note(ids[0], "second")
    path = tmp_path / "whole.json"
    assert library.export_library(path).changes[0].what == "new"
    stamp = path.stat().st_mtime_ns
    assert library.export_library(path).changes[0].what == "unchanged"
    assert path.stat().st_mtime_ns == stamp
    said = json.loads(path.read_text(encoding="utf-8"))
    assert said["format"] == "reader-library"
    assert set(said["tables"]) == set(plain.ORDER)
    assert [row["title"] for row in said["tables"]["papers"]] == [
        library.paper(one).facts.title for one in ids
    ]
    assert said["tables"]["dumps"][0]["text"].startswith(library.paper(ids[0]).facts.title)
    assert [line["old"]["text"] for line in said["past"] if line["table"] == "notes" and line["old"]
            ] == ["first"]  # fmt: skip


def test_a_file_of_somebody_else_is_kept(library: Library, tmp_path: Path) -> None:
    fill(library, range(1))
    path = tmp_path / "whole.json"
    path.write_text("mine", encoding="utf-8")
    done = library.export_library(path)
    assert path.read_text(encoding="utf-8") == "mine"
    assert done.written == ("whole (new version).json",)
    assert [name for name, _ in done.kept] == ["whole.json"]


def test_stopping_leaves_no_file(library: Library, tmp_path: Path) -> None:
    fill(library, range(600))
    with pytest.raises(Cancelled):
        library.export_library(tmp_path / "whole.json", lambda done, whole: False)
    assert [path.name for path in tmp_path.iterdir()] == ["library"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "no JSON"),
        ("[]", "no library"),
        ('{"format": "reader-library", "version": 99, "tables": {}}', "newer Reader"),
        ('{"format": "reader-library", "version": 1, "tables": []}', "no library"),
    ],
)
def test_what_is_none_changes_nothing(
    library: Library, tmp_path: Path, text: str, what: str
) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=what):
        library.take_in(tmp_path / "x.json")
    assert library.counts().all == 0
    assert [one.name for one in library.folder.iterdir()] == ["library.db"]


def test_what_is_not_sound_is_left_out_and_said(library: Library, tmp_path: Path) -> None:
    fill(library, range(2))
    path = tmp_path / "whole.json"
    library.export_library(path)
    said = json.loads(path.read_text(encoding="utf-8"))
    said["tables"]["marks"][0]["state"] = "nowhere"
    said["tables"]["papers"].append({"id": "x"})
    said["tables"]["dumps"][0]["text"] += "!"
    path.write_text(json.dumps(said), encoding="utf-8")
    with Library.open(tmp_path / "other") as other:
        taken = other.take_in(path)
        assert len(taken.said) >= 3
        assert other.counts().all == 2
        assert other._store.check() == []


def test_the_words_are_found_and_an_import_goes_on(library: Library, tmp_path: Path) -> None:
    fill(library, range(3))
    library.export_library(tmp_path / "whole.json")
    with Library.open(tmp_path / "other") as other:
        list(other.find("lanterns").ids)
        other.take_in(tmp_path / "whole.json")
        other.catch_up()
        assert len(other.find("lanterns").ids) == 1
        text = "x\n"
        other.add([other.plan_listing(Dump("x", text), listing([facts(9)]))])
        assert other.counts().all == 4
        assert other.check() == []


def test_into_a_library_with_papers_it_is_joined_and_no_mark_is_lost(
    library: Library, tmp_path: Path
) -> None:
    ids = fill(library, range(4))
    library.write_note(ids[0], "Theirs.")
    library.write_note(ids[1], "Only theirs.")
    library.star([ids[1]])
    library.tag([ids[2]], ["their-tag"])
    library.set_state([ids[2]], State.DONE)
    library.highlight(ids[3], 0, 10, Kind.IDEA, "their comment")
    library.export_library(tmp_path / "whole.json")
    with Library.open(tmp_path / "other") as other:
        mine = fill(other, range(2, 6))
        other.write_note(mine[0], "Mine.")
        other.tag([mine[0]], ["my-tag"])
        other.write_note(mine[3], "Only mine.")
        taken = other.take_in(tmp_path / "whole.json")
        assert taken.changes.action
        papers = other.papers(sorted(other.find().ids))
        by_title = {paper.facts.title: paper for paper in papers}
        assert len(by_title) == 6 == len(papers)
        both = by_title[library.paper(ids[2]).facts.title]
        assert both.note == "Mine."
        assert {tag.name for tag in both.tags} == {"my-tag", "their-tag"}
        assert both.state is State.DONE
        assert by_title[library.paper(ids[1]).facts.title].note == "Only theirs."
        assert by_title[library.paper(ids[1]).facts.title].starred
        comments = [one.comment for one in by_title[library.paper(ids[3]).facts.title].highlights]
        assert comments == ["their comment"]
        assert {paper.note for paper in papers} >= {"Mine.", "Only mine.", "Theirs."}
        assert other.check() == []
        other.undo()
        assert other.counts().all == 4


def test_links_come_along_from_a_library_without_documents(
    library: Library, tmp_path: Path
) -> None:
    ids = fill(library, range(3))
    library.write_note(ids[0], f"[[{title_of(library, ids[1])}]]")
    library.highlight(ids[2], 0, 9, Kind.IDEA, f"[[{title_of(library, ids[1])}]]")
    library.export_library(tmp_path / "all.json")
    with Library.open(tmp_path / "other") as other:
        assert other.take_in(tmp_path / "all.json").said == ()
        for paper_id in (ids[0], ids[2]):
            assert [link.target for link in other.paper(paper_id).links] == [ids[1]]
        assert len(other.paper(ids[1]).linked_from) == 2
        other.export_library(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "all.json").read_bytes()
