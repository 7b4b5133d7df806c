"""What an import is called, by one rule wherever it is shown, told or searched."""

import pytest
from making import facts, listing

from reader.library import Library
from reader.model import Dump
from reader.model.import_names import import_name, says_nothing, short_name


@pytest.mark.parametrize(
    ("kept", "path", "captured", "shown"),
    [
        ("daily-papers-2025-11-12.txt", None, "2025-11-12", "Daily papers, 12 Nov 2025"),
        ("daily_papers_20241112.html", None, "2024-11-12", "Daily papers, 12 Nov 2024"),
        ("zero and init.md", "/at/zero and init.md.gz", "2025-11-09", "Zero and init, 9 Nov 2025"),
        ("a.txt", "/at/all.zip/in/a.txt", "2025-11-09", "A, 9 Nov 2025"),
        ("a.txt", "C:\\at\\a.txt", "2025-11-09", "A, 9 Nov 2025"),
        ("2025-11-12.txt", None, "2025-11-12", "Listing, 12 Nov 2025"),
        ("Pasted text", None, "--11-12", "Pasted text, 12 Nov"),
        ("Pasted text", None, None, "Pasted text"),
        ("Daily Papers", "/at/000_c2.txt", "2025-11-12", "Daily Papers, 12 Nov 2025"),
        ("arXiv cs.CL", None, "2025-11-12", "arXiv cs.CL, 12 Nov 2025"),
        ("standard input", None, None, "From standard input"),
        ("standard input", None, "2025-11-12", "From standard input, 12 Nov 2025"),
        ("A name of mine", "/at/page.txt", "2025-11-12", "A name of mine"),
        ("mine.txt", "/at/page.txt", "2025-11-12", "mine.txt"),
        ("page.txt", None, "2025", "page.txt"),
        ("page.txt", None, None, "page.txt"),
        ("thesis.bib", None, "2025-11-12", "thesis.bib"),
    ],
)
def test_a_page_is_named_by_its_words_and_day_and_anything_else_by_its_file(
    kept: str, path: str | None, captured: str | None, shown: str
) -> None:
    assert import_name(kept, path, captured) == shown


def test_a_narrow_place_leaves_the_year_out_that_is_the_one_of_the_import() -> None:
    at = "2025-11-20T09:00:00Z"
    assert short_name("Daily papers, 12 Nov 2025", at) == "Daily papers, 12 Nov"
    assert short_name("Daily papers, 12 Nov 2024", at) == "Daily papers, 12 Nov 2024"
    assert short_name("ICLR 2025", at) == "ICLR 2025"


@pytest.mark.parametrize("name", ["000_c2f1.txt", "page (3).html", "2025-11-12.txt", "Pasted text"])
def test_a_file_whose_name_says_nothing(name: str) -> None:
    assert says_nothing(name)


@pytest.mark.parametrize("name", ["daily-papers.txt", "000.bib", "Zero and init.txt", "arxiv"])
def test_a_file_whose_name_says_something(name: str) -> None:
    assert not says_nothing(name)


PAGE = "Daily Papers\nNov 12\n"


@pytest.fixture
def named(library: Library) -> Library:
    """A library with a page of the 12th, whose file has a name that says nothing."""
    dump = Dump("000_c2.txt", PAGE, "UTF-8", (), "/there/000_c2.txt")
    read = listing([facts(1), facts(2)], captured="2025-11-12")
    library.add([library.plan_listing(dump, read)])
    return library


NAME = "Daily Papers, 12 Nov 2025"


def test_one_name_is_shown_told_and_searched_everywhere(named: Library) -> None:
    assert [each.name for each in named.imports()] == [NAME]
    assert named.undo_state().undo == f"Import {NAME}"
    assert [each.import_name for each in named.paper(1).sightings] == [NAME]
    assert [each.label for each in dict(named.facets("").groups)["import"]] == [NAME]
    assert named.digest("today").imports == ((NAME, 2),)
    assert named.digest(import_id=1).period == NAME
    for part in (NAME, "daily papers", "12 Nov"):
        assert len(named.find(f'import:"{part}"').ids) == 2
    assert len(named.find('import:"13 Nov"').ids) == 0


def test_the_day_in_a_name_follows_the_day_of_the_import_until_the_person_renames_it(
    named: Library,
) -> None:
    named._store._act(_redate)
    assert [each.name for each in named.imports()] == ["Daily Papers, 13 Nov 2025"]
    named.rename_import(1, "My page.txt")
    assert [each.name for each in named.imports()] == ["My page.txt"]
    assert len(named.find('import:"my page"').ids) == 2
    named.undo()
    assert [each.name for each in named.imports()] == ["Daily Papers, 13 Nov 2025"]


def _redate(connection) -> str:  # type: ignore[no-untyped-def]
    connection.execute("UPDATE imports SET captured = '2025-11-13'")
    return "Change the day"
