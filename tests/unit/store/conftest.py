"""A fresh store, and made-up papers in it without any importer."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from making import facts, listing

from reader.model import Changes, Dump, Facts, Plan
from reader.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the library file of this test lies."""
    return tmp_path / "library.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A fresh, empty library file."""
    opened = Store.open(path)
    yield opened
    opened.close()


def text_of(papers: Sequence[Facts]) -> str:
    """A dump text that is different for different papers."""
    return "\n".join(f"{paper!r}" for paper in papers)


@pytest.fixture
def plan(store: Store) -> Callable[..., Plan]:
    """Plans an import of papers, given as facts or as numbers of made-up papers."""

    def make(*papers: Facts | int, name: str = "page.txt") -> Plan:
        said = [facts(paper) if isinstance(paper, int) else paper for paper in papers]
        return store.plan(Dump(name, text_of(said)), listing(said))

    return make


@pytest.fixture
def add(store: Store, plan: Callable[..., Plan]) -> Callable[..., Changes]:
    """Adds papers, given as facts or as numbers of made-up papers."""
    return lambda *papers, name="page.txt", **options: store.add(
        [plan(*papers, name=name)], **options
    )
