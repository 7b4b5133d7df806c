"""What the window says after an import."""

from reader.gui.look.wording import imported
from reader.model import Changes


def test_an_import_tells_new_papers_from_merged_ones() -> None:
    some = frozenset(range(61))
    assert imported(Changes("i", 1, some, new=some)) == "Imported 61 papers"
    assert imported(Changes("i", 1, some, new=some - {1, 2})) == "Imported 59 papers, merged 2"
    assert imported(Changes("i", 1, frozenset({1}))) == "Merged 1 paper"
