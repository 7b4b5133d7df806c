"""Templates: written, renamed, deleted, undone; an own one stands before the bundled one."""

from pathlib import Path

import pytest
from making import fill

from reader.errors import Problem
from reader.library import Library


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library") as opened:
        fill(opened, range(1))
        yield opened


def test_an_own_template_replaces_the_bundled_one_until_it_is_deleted(library: Library) -> None:
    names = [one.name for one in library.note_templates()]
    library.save_template("summary", "{{ title }} ({{ key }})")
    (own, *others) = library.note_templates()
    assert (own.name, own.own) == ("summary", True)
    assert [one.name for one in others] == [name for name in names if name != "Summary"]
    filled = library.fill_template(1, own.text)
    assert filled == "Counting Lanterns: a Method with 2 Steps (counting-lanterns)"
    assert library.paper(1).keys == ()
    library.save_template("Other", own.text, uid=own.uid)
    assert [one.name for one in library.note_templates()] == ["Other", *names]
    library.delete_template(own.uid)
    assert [one.name for one in library.note_templates()] == names
    library.undo()
    assert library.note_templates()[0].name == "Other"
    assert library.check() == []
    for wrong in ("", "x" * 61):
        with pytest.raises(Problem):
            library.save_template(wrong, "x")
    with pytest.raises(Problem, match="already"):
        library.save_template("OTHER", "x")
    with pytest.raises(Problem):
        library.save_template("Large", "x" * 100_001)
    with pytest.raises(Problem):
        library.fill_template(99, "x")
