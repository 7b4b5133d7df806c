"""Kinds of highlights are called and coloured as the library says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from making import fill

from reader.errors import Problem
from reader.library import Library
from reader.model import LOOKS, Changes, Kind, KindLook
from reader.store import Store
from reader.store.settings import KINDS

Add = Callable[..., Changes]


def test_a_name_and_a_hue_are_kept_shown_and_undone(store: Store, add: Add) -> None:
    add(1)
    store.highlight(1, 3, 20, Kind.IDEA)
    changes = store.choose_kind(Kind.IDEA, KindLook("  Main   claim ", "orange"))
    assert changes.areas == {"settings"}
    assert store.kinds() == {**LOOKS, Kind.IDEA: KindLook("Main claim", "orange")}
    paper = store.paper(1)
    assert paper is not None
    assert [mark.label for mark in paper.highlights] == ["Main claim"]
    assert store.choose_kind(Kind.IDEA, KindLook("Main claim", "orange")).action == ""
    store.choose_kind(Kind.IDEA, LOOKS[Kind.IDEA])
    assert store.setting(KINDS) is None  # nothing is kept that is as at first
    store.undo()
    assert store.kinds()[Kind.IDEA].hue == "orange"
    store.undo()
    assert store.kinds() == LOOKS
    assert store.check() == []


@pytest.mark.parametrize(
    "look", [KindLook("", "red"), KindLook("x" * 25, "red"), KindLook("CITE", "red"),
             KindLook("Claim", "#f00")],
)  # fmt: skip
def test_what_would_confuse_is_refused(store: Store, look: KindLook) -> None:
    with pytest.raises(Problem):
        store.choose_kind(Kind.IDEA, look)


@pytest.mark.parametrize(
    "broken", [7, [], {"idea": 7}, {"idea": ["", "red"]}, {"idea": ["a", "b"]}]
)
def test_a_broken_setting_is_as_none(store: Store, broken: object) -> None:
    store.choose_setting(KINDS, broken, "Break")
    assert store.kinds() == LOOKS


def test_searches_count_kinds_by_their_names(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        fill(library, range(2))
        library.highlight(1, 3, 20, Kind.IDEA)
        library.choose_kind(Kind.IDEA, KindLook("Claim", "red"))
        groups = dict(library.facets("").groups)
        assert [(facet.text, facet.label) for facet in groups["kind"]] == [("kind:idea", "Claim")]
