"""Searches among documents: by words alone, read from the library only when they may be others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.evidence.finding import holding
from reader.index import matches
from reader.library import Library
from reader.model import Document, Words
from reader.query.nodes import EVERYTHING, All, Any, HasTag, Node, Not, Phrase, Word

TEXTS = ("Moths and lamps", "lamps are counted", "Folding a kite; a moth", "")


def documents() -> list[Document]:
    return [
        Document(n, f"u{n}", "topic", f"Title {n}", text, "2025", "2025")
        for n, text in enumerate(TEXTS, 1)
    ]


def by_hand(node: Node, one: Document) -> bool:
    """The same, one document and one part of the search at a time."""
    match node:
        case All(nodes):
            return all(by_hand(each, one) for each in nodes)
        case Any(nodes):
            return any(by_hand(each, one) for each in nodes)
        case Not(inner):
            return not by_hand(inner, one)
        case Word() | Phrase():
            return matches(node, Words(one.id, one.title, "", one.text, "", "", ""))
        case _:
            return False


_leaves = st.sampled_from(
    [Word("moth"), Word("lamps"), Word("title"), Phrase("a moth"), HasTag("x"), EVERYTHING]
)
_trees = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda nodes: All(tuple(nodes)), st.lists(inner, max_size=3)),
        st.builds(lambda nodes: Any(tuple(nodes)), st.lists(inner, max_size=3)),
    ),
    max_leaves=8,
)


@given(_trees)
def test_what_is_found_is_what_each_part_says(node: Node) -> None:
    expected = [one.id for one in documents() if by_hand(node, one)]
    assert [one.id for one in holding(node, documents())] == expected


def test_documents_are_read_again_only_when_one_was_changed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.new_document("Lamps", "moths", uid="a")
    library.new_document("Kites", "strings", uid="b")
    reads: list[int] = []
    read = library.documents
    monkeypatch.setattr(library, "documents", lambda: reads.append(1) or read())

    def found(query: str) -> list[str]:
        return [one.title for one in library.documents_with(query)]

    assert found("moths") == ["Lamps"]
    assert found("strings") == ["Kites"]
    library.tag([], ["x"])
    library.save_search("one", "moths")
    assert found("tag:x") == []
    assert len(reads) == 1
    for count in range(1, 4):  # saves of one visit take each other's place in the journal
        library.write_document(2, "strings and moths" + " typed" * count, visit="one")
        assert found("typed") == ["Kites"]
    assert len(reads) == 4
    with Library.open(library.folder) as other:  # another program
        other.write_document(1, "nothing")
    assert found("moths") == ["Kites"]
    library.undo()
    assert found("moths") == ["Kites", "Lamps"]
