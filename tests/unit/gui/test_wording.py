"""What the window says after an import."""

import pytest

from reader.gui.look.wording import import_title, imported
from reader.model import Changes, Import


def test_an_import_tells_new_papers_from_merged_ones() -> None:
    some = frozenset(range(61))
    assert imported(Changes("i", 1, some, new=some)) == "Imported 61 papers"
    assert imported(Changes("i", 1, some, new=some - {1, 2})) == "Imported 59 papers, merged 2"
    assert imported(Changes("i", 1, frozenset({1}))) == "Merged 1 paper"


@pytest.mark.parametrize(
    ("name", "captured", "shown"),
    [
        ("daily-papers-2025-11-12.txt", "2025-11-12", "Daily papers, 12 Nov"),
        ("daily_papers_20241112.html", "2024-11-12", "Daily papers, 12 Nov 2024"),
        ("2025-11-12.txt", "2025-11-12", "Listing, 12 Nov"),
        ("Pasted text", "--11-12", "Pasted text, 12 Nov"),
        ("Daily Papers", "2025-11-12", "Daily Papers, 12 Nov"),
        ("A name of mine", "2025-11-12", "A name of mine"),
        ("page.txt", "2025", "page.txt"),
        ("page.txt", None, "page.txt"),
        ("thesis.bib", "2025-11-12", "thesis.bib"),
    ],
)
def test_an_import_is_named_by_its_page_and_day(
    name: str, captured: str | None, shown: str
) -> None:
    batch = Import(1, name, "lines", "2025-11-20T09:00:00Z", captured, "", 10, 3)
    assert import_title(batch) == shown
