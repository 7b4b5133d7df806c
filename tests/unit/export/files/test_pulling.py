"""Notes edited in a vault come back as they were meant, in one step that can be undone."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill
from making_papers import highlight, paper

from reader.errors import Problem
from reader.export import Draft, LinkFiles, blocks, edited_blocks, link_title, read_back
from reader.library import Library
from reader.model import ExportOptions, Kind

VAULT = ExportOptions(layout="vault")
FILES = ExportOptions(layout="files")


@pytest.fixture
def ids(library: Library) -> list[int]:
    ids = fill(library, range(3))
    library.highlight(ids[0], 0, 10, Kind.METHOD, "one by one")
    library.highlight(ids[0], 20, 30, Kind.IDEA)
    return ids


def note_path(library: Library, paper_id: int, folder: Path) -> Path:
    mark = f"<!-- reader:{library.paper(paper_id).uid}:about"
    (path,) = [one for one in folder.glob("*.md") if mark in one.read_text(encoding="utf-8")]
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("layout", ["document", "files", "vault"])
def test_an_edited_note_comes_back_as_one_step(
    library: Library, ids: list[int], tmp_path: Path, layout: str
) -> None:
    library.write_note(ids[0], "First.\n")
    library.write_note(ids[1], "Second.")
    place = tmp_path / ("x.md" if layout == "document" else "x")
    options = ExportOptions(layout=layout)  # type: ignore[arg-type]
    library.export(ids, place, options)
    for path in [place] if layout == "document" else place.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("First.", "First, edited.").replace("Second.", "Second, edited.")
        path.write_text(text, encoding="utf-8")
    assert library.pull(place, dry_run=True).notes == 2
    assert library.paper(ids[0]).note == "First.\n"
    done = library.pull(place)
    assert (done.notes, done.clashes, done.remarks) == (2, (), ())
    assert [library.paper(one).note for one in ids[:2]] == ["First, edited.\n", "Second, edited."]
    assert library.pull(place).notes == 0
    assert library.export(ids, place, options).clashes == ()
    library.undo()
    assert [library.paper(one).note for one in ids[:2]] == ["First.\n", "Second."]


def test_links_and_references_come_back_as_they_were(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    titles = [library.paper(one).facts.title for one in ids]
    note = (
        f"See [[{titles[1]}]], [[ {titles[1].lower()} |there]] and [[{titles[1]}|there]]. [^h1] "
        f"[^h2] [^h7] [[Nowhere]] `[[{titles[1]}]] [^h1]`\n\n```\n[^h1]\n"
    )
    library.write_note(ids[0], note)
    library.export(ids, tmp_path, VAULT)
    path = note_path(library, ids[0], tmp_path)
    edit(path, "\n\nSee ", "\n\nPlease see ")
    other = note_path(library, ids[2], tmp_path).stem
    edit(path, "[[Nowhere]]", f"[[Nowhere]] [[{other}]] [[{other}|so]]")
    library.pull(tmp_path)
    assert library.paper(ids[0]).note == note.replace("See ", "Please see ").replace(
        "[[Nowhere]]", f"[[Nowhere]] [[{titles[2]}]] [[{titles[2]}|so]]"
    )


def test_a_reference_follows_its_highlight_when_the_numbers_moved(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    library.write_note(ids[0], "As [^h2] says.")
    library.export(ids, tmp_path, VAULT)
    library.highlight(ids[0], 12, 18, Kind.RESULT)
    edit(note_path(library, ids[0], tmp_path), "As [[", "Surely, as [[")
    library.pull(tmp_path)
    assert library.paper(ids[0]).note == "Surely, as [^h3] says."


def test_a_comment_comes_back_too(library: Library, ids: list[int], tmp_path: Path) -> None:
    library.export(ids, tmp_path, VAULT)
    edit(note_path(library, ids[0], tmp_path), "one by one", "two by two")
    done = library.pull(tmp_path)
    assert (done.notes, done.comments) == (0, 1)
    assert library.paper(ids[0]).highlights[0].comment == "two by two"


@pytest.mark.parametrize(
    ("choice", "note"),
    [
        ("mine", "In the library."),
        ("new", "In the vault."),
        ("both", "In the library.\n\n---\n\nIn the vault."),
    ],
)
def test_what_was_changed_here_as_well_is_decided(
    library: Library, ids: list[int], tmp_path: Path, choice: str, note: str
) -> None:
    library.write_note(ids[0], "Before.")
    library.export(ids, tmp_path, VAULT)
    edit(note_path(library, ids[0], tmp_path), "Before.", "In the vault.")
    library.write_note(ids[0], "In the library.")
    ((_, clash),) = library.pull(tmp_path, dry_run=True).clashes
    assert (clash.mine, clash.new) == ("In the library.", "In the vault.")
    library.pull(tmp_path, choices={clash.id: choice})  # type: ignore[dict-item]
    assert library.paper(ids[0]).note == note


@pytest.mark.parametrize("choice", ["mine", "both"])
def test_a_text_that_stayed_in_the_file_against_the_librarys_takes_its_place_only_when_asked(
    library: Library, ids: list[int], tmp_path: Path, choice: str
) -> None:
    library.write_note(ids[0], "Before.")
    library.export(ids, tmp_path, VAULT)
    edit(note_path(library, ids[0], tmp_path), "Before.", "In the vault.")
    library.write_note(ids[0], "In the library.")
    library.export(ids, tmp_path, VAULT, otherwise=choice)  # type: ignore[arg-type]
    assert library.export(ids, tmp_path, VAULT).written == ()
    ((_, clash),) = library.pull(tmp_path).clashes
    assert (clash.mine, clash.new) == ("In the library.", "In the vault.")
    assert library.paper(ids[0]).note == "In the library."
    library.pull(tmp_path, otherwise="new")
    library.export(ids, tmp_path, VAULT)
    assert library.pull(tmp_path).clashes == ()
    assert " apart -->" not in note_path(library, ids[0], tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", ["document", "files"])
def test_a_note_comes_back_from_a_page_that_a_template_made(
    library: Library, ids: list[int], tmp_path: Path, layout: str
) -> None:
    template = "{{ heading }} {{ title }}\n\n{{ note }}\n\nSaid {{ year }}."
    options = ExportOptions(layout=layout, template=template)  # type: ignore[arg-type]
    library.write_note(ids[0], "As it was.\n")
    place = tmp_path / ("x.md" if layout == "document" else "x")
    library.export(ids, place, options)
    (path,) = [
        one
        for one in ([place] if layout == "document" else place.glob("*.md"))
        if "As it was." in one.read_text(encoding="utf-8")
    ]
    edit(path, "As it was.", "As it is.\n\nAnd more.")
    done = library.pull(place)
    assert (done.notes, done.remarks) == (1, ())
    assert library.paper(ids[0]).note == "As it is.\n\nAnd more.\n"
    assert library.export(ids, place, options).clashes == ()
    assert library.pull(place).notes == 0
    # What was edited besides the note cannot be told from it.
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("And more.", "And less.").replace("Said", "Told"), "utf-8")
    done = library.pull(place)
    assert (done.notes, {name for name, _ in done.remarks}) == (0, {path.name})
    assert library.paper(ids[0]).note == "As it is.\n\nAnd more.\n"


def test_a_note_comes_back_from_the_second_page_that_names_its_place_and_what_is_close(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    pages = "{{ number }}. {{ title }}\n\n{{ note }}\n\n{{ related | join('; ') }}"
    options = ExportOptions(template=pages, without_notes=True)
    ids += fill(library, range(3, 16))  # some about the same subject
    library.write_note(ids[1], "As it was.")
    place = tmp_path / "x.md"
    library.export(ids, place, options)
    assert "2. " in place.read_text(encoding="utf-8")
    assert "[@" in place.read_text(encoding="utf-8")
    assert library.pull(place).remarks == ()
    edit(place, "As it was.", "As it is.")
    done = library.pull(place)
    assert (done.notes, done.remarks) == (1, ())
    assert library.paper(ids[1]).note == "As it is."


def test_a_note_that_was_emptied_there_stays_here(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    library.write_note(ids[0], "Precious.")
    library.export(ids, tmp_path, VAULT)
    path = note_path(library, ids[0], tmp_path)
    edit(path, "## Notes\n\nPrecious.", "")
    done = library.pull(tmp_path)
    assert library.paper(ids[0]).note == "Precious."
    assert [name for name, _ in done.remarks] == [path.name]


words = st.text(st.sampled_from(list("ab`[]|^#h12\n ~>-*<!$\u00e9\u200b")), max_size=40)
telling = """[[Tides]]+[[tides|the moon]]
+[[Lamps]]+[[Tides| ]]+[^h1]+[^h2]+[^h3]+[[#^h1|1]]+`[[Tides]]`
+<!-- reader:end -->+\n<!-- reader:end -->\n+```+\n```\n"""
pieces = st.lists(words | st.sampled_from(telling.split("+")), max_size=8)


@settings(deadline=None, max_examples=5_000 if os.environ.get("READER_LONG") else 100)
@given(pieces, st.booleans())
def test_what_is_added_in_the_vault_is_all_that_changes(parts: list[str], vault: bool) -> None:
    note = "".join(parts).strip() or "x"
    lamps = paper(1, title="Lamps", note=note, highlights=(highlight(1, "a"), highlight(2, "b")))
    files = LinkFiles([(1, "Lamps", "Lamps (k00001)"), (2, "Tides", "Tides (k00002)")])
    titles = {"Lamps (k00001)": link_title("Lamps"), "Tides (k00002)": link_title("Tides")}
    ours = blocks(lamps, VAULT if vault else FILES, files)
    text = Draft(lamps.uid, "x.md", {"title": "x"}, tuple(ours)).marked()
    assert edited_blocks(text) == []
    edited = text.replace("## Notes\n\n", "## Notes\n\nplain\n\n", 1)
    found = [
        read_back(one, lamps, ours, files if vault else None, titles.get)
        for one in edited_blocks(edited)
    ]
    (back,) = found
    assert not isinstance(back, str)
    assert back is not None
    assert not back.both
    assert back.text == f"plain\n\n{note}"


def test_a_comment_that_changed_after_it_was_decided_is_left(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    library.write_note(ids[1], "First.")
    highlight_id = library.paper(ids[0]).highlights[0].id
    with pytest.raises(Problem, match="changed meanwhile"):
        library._store.take_back_texts(
            {ids[1]: ("First.", "From the file.")}, {highlight_id: ("what it was", "two by two")}
        )
    assert library.paper(ids[0]).highlights[0].comment == "one by one"
    assert library.paper(ids[1]).note == "First."


def test_a_file_in_another_encoding_is_told_and_not_read(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    library.write_note(ids[0], "Cafe.")
    library.export(ids, tmp_path, VAULT)
    path = note_path(library, ids[0], tmp_path)
    text = path.read_text(encoding="utf-8").replace("Cafe.", "Caf\u00e9.")
    path.write_bytes(text.encode("latin-1", "replace"))
    done = library.pull(tmp_path)
    assert library.paper(ids[0]).note == "Cafe."
    assert [remark for _, remark in done.remarks] == ["It is not UTF-8, so it was not read."]


def test_links_in_comments_lead_to_files_in_a_vault_and_come_back_as_they_were(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    tides = library.paper(ids[1]).facts.title
    number = library.paper(ids[0]).highlights[1].id
    library.change_highlight(number, comment=f"Against [[{tides}]] and [^h1].")
    library.export(ids, tmp_path, VAULT)
    path = note_path(library, ids[0], tmp_path)
    stem = note_path(library, ids[1], tmp_path).stem
    edit(path, f"Against [[{stem}|{tides}]] and [[#^h1|1]].", f"Read [[{stem}]] with [[#^h1|1]]!")
    edit(path, f"Read [[{stem}]]", f"Read [[{stem}|{tides}]] or [[{stem}|it]]")
    done = library.pull(tmp_path)
    assert (done.comments, done.remarks) == (1, ())
    comment = library.paper(ids[0]).highlights[1].comment
    assert comment == f"Read [[{tides}]] or [[{tides}|it]] with [^h1]!"
    library.edit(ids[1], title="Renamed")
    assert [link.target for link in library.paper(ids[0]).links] == [ids[1]]
    library.export(ids, tmp_path, VAULT)
    assert f"[[{note_path(library, ids[1], tmp_path).stem}|{tides}]]" in note_path(
        library, ids[0], tmp_path
    ).read_text(encoding="utf-8")
    assert library.pull(tmp_path).changes is None
