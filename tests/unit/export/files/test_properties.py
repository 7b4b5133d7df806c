"""The properties of an exported file: merged key by key, whoever has rewritten them."""

from pathlib import Path

import pytest
import yaml
from making import fill
from making_exports import edit, file_of, vault

from reader.export.blocks import parted
from reader.export.files.properties import merge_front
from reader.library import Library
from reader.model import State


@pytest.fixture
def ids(library: Library) -> list[int]:
    ids = fill(library, range(2))
    library.write_note(ids[0], "First thought.")
    return ids


def test_properties_merge_key_by_key_and_lists_by_item(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    library.tag([ids[0]], ["old", "both"])
    vault(library, tmp_path)
    path = file_of(library, ids[0], tmp_path)
    text = path.read_text(encoding="utf-8")
    front, body = parted(text)
    values = yaml.safe_load(front.strip("-\n"))
    values["tags"] = ["both", "mine"]
    values["rating"] = 5
    del values["starred"]
    rewritten = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n# my comment\n{rewritten}---\n{body}", encoding="utf-8")
    library.tag([ids[0]], ["new"])
    library.untag([ids[0]], ["both"])
    library.star([ids[0]])
    vault(library, tmp_path)
    text = path.read_text(encoding="utf-8")
    after = yaml.safe_load(parted(text)[0].strip("-\n"))
    assert after["tags"] == ["mine", "new"]
    assert after["rating"] == 5
    assert "starred" not in after
    assert "# my comment\n" in text
    assert {key: value for key, value in after.items() if key not in ("tags", "starred")} == {
        key: value for key, value in values.items() if key not in ("tags", "starred")
    }


def test_a_property_that_both_changed_keeps_the_hand_and_is_reported(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    vault(library, tmp_path)
    path = file_of(library, ids[0], tmp_path)
    edit(path, 'state: "inbox"', "state: later  # I think")
    library.star([ids[0]])
    library.set_state([ids[0]], State.DONE)
    done = vault(library, tmp_path)
    assert [(clash.what, clash.mine, clash.new) for clash in done.clashes] == [
        ("Property state", "later", "done")
    ]
    text = path.read_text(encoding="utf-8")
    assert "state: later  # I think\n" in text
    assert "starred: true\n" in text
    assert '# in Reader: state: "done"\n' in text
    assert vault(library, tmp_path).written == ()
    library.set_state([ids[0]], State.QUEUE)
    vault(library, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert '# in Reader: state: "queue"\n' in text
    assert "state: later  # I think\n" in text
    assert "done" not in text
    library.set_state([ids[0]], State.READING)
    vault(library, tmp_path, otherwise="mine")
    assert "state: later  # I think\n" in path.read_text(encoding="utf-8")
    library.set_state([ids[0]], State.ARCHIVE)
    vault(library, tmp_path, otherwise="new")
    assert 'state: "archive"\n# I think\n' in path.read_text(encoding="utf-8")


def merged(theirs: str, ours: str, base: str | None) -> str:
    texts = [f"---\n{text}---\n" if text is not None else None for text in (theirs, ours, base)]
    found = merge_front(texts[0] or "", texts[1] or "", texts[2], "mine")
    assert found is not None
    return found[0].removeprefix("---\n").removesuffix("---\n")


def test_lines_stay_as_somebody_wrote_them() -> None:
    theirs = "title: A  # ours once\nb:\n  - 1\n# about c\nc: >\n  x\n\n  y\nown: {a: [1]}\n"
    assert merged(theirs, 'title: "A"\nb: ["1"]\n', None) == theirs
    assert merged(theirs, 'title: "B"\nb: ["1"]\n', 'title: "A"\nb: ["1"]\n') == theirs.replace(
        "title: A  # ours once\n", 'title: "B"\n# ours once\n'
    )


UNREAD = ("a: [", "a: 1\na: 2\n", "- a\n", "a: &x 1\nb: *x\n", "a: 1\n b: 2\n", "[" * 20_000)


@pytest.mark.parametrize("theirs", [*UNREAD, "? a\n: b\n"])
def test_what_cannot_be_read_stays_whole(theirs: str) -> None:
    front, ours, base = f"---\n{theirs}\n---\n", "---\na: 1\n---\n", "---\n---\n"
    assert merge_front(front, ours, base, "new") is None
