"""Texts of every family, some papers left out, read again: nothing moves and nothing comes back."""

from pathlib import Path

import pytest

from reader.library import Library, dumps
from reader.model import Dump

FOLDER = Path(__file__).resolve().parents[1] / "data" / "families"
FILES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".expected.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_text_read_again_changes_nothing(library: Library, path: Path) -> None:
    (dump,) = dumps(path)
    assert isinstance(dump, Dump)
    plan = library.plan(dump)
    library.add([plan], leave_out=[frozenset(range(1, len(plan.entries), 3))])
    if not library.imports():
        pytest.skip("nothing of it came in")
    before = library.papers(library.find().ids)
    again = library.reimport(1)
    assert (again.improved, again.new, again.missing) == (0, 0, ())
    library.apply_reimport(1)
    assert library.papers(library.find().ids) == before


def test_two_entries_of_one_paper_keep_what_each_of_them_told(library: Library) -> None:
    text = """
@article{one, title={Kites over Fjords}, author={Ada Berg}, year={2021}, month=may}
@article{two, title={Kites over Fjords}, author={Ada Berg}, year={2021}, doi={10.5555/kites}}
"""
    library.add([library.plan(Dump("kites.bib", text))])
    (before,) = library.papers(library.find().ids)
    assert (before.facts.date, before.facts.doi) == ("2021-05", "10.5555/kites")
    assert library.reimport(1).improved == 0
