"""Outlines are read as their docstring says: sections, searches, citations, claims."""

from hypothesis import given
from hypothesis import strategies as st

from reader.evidence.outline import (
    cited,
    claims,
    mark,
    marked,
    section_at,
    sections,
    without_marks,
    without_queries,
)

TEXT = """Before.

# Plan
## Start {tag:init  is:done}
Weights help [@key-1]. They fail later. See e.g. Fig. 3 here @key2 shows it.
Is it so? It holds. [@k3]<!-- h7 -->

> A quote without a source
lazy line.

- item one
- [ ] item two [@k4].

| a | b |
|---|---|

```
## no heading {tag:no}
@nokey
```
### Deeper
Words with `@code`, a\\@b and me@mail.org.
## Other {}
Free.
"""


def test_searches_belong_to_their_section_and_those_below() -> None:
    said = [(one.title, one.level, one.query, one.own) for one in sections(TEXT)]
    assert said == [
        ("", 0, "", False),
        ("Plan", 1, "", False),
        ("Start", 2, "tag:init is:done", True),
        ("Deeper", 3, "tag:init is:done", False),
        ("Other", 2, "", False),
    ]
    assert section_at(TEXT, 0).title == ""
    assert section_at(TEXT, TEXT.split("\n").index("@nokey")).title == "Start"
    assert section_at(TEXT, 999).title == "Other"


def test_a_sibling_does_not_inherit() -> None:
    text = "# A {tag:a}\n## B {tag:b}\n### C\n## D\n# E"
    assert [one.query for one in sections(text)] == ["tag:a", "tag:b", "tag:b", "tag:a", ""]


def test_claims_are_sentences_and_a_citation_speaks_for_one() -> None:
    start, deeper, other = (section_at(TEXT, TEXT.split("\n").index(line)) for line in (
        "- item one", "### Deeper", "## Other {}",
    ))  # fmt: skip
    assert [(claim.text, claim.keys) for claim in claims(start)] == [
        ("Weights help [@key-1].", ("key-1",)),
        ("They fail later.", ()),
        ("See e.g. Fig. 3 here @key2 shows it.", ("key2",)),
        ("It holds. [@k3]", ("k3",)),
        ("item one", ()),
        ("item two [@k4].", ("k4",)),
    ]
    lines = TEXT.split("\n")
    assert all(claim.text.split()[0] in lines[claim.line] for claim in claims(start))
    assert [claim.keys for claim in claims(deeper)] == [()]
    assert claims(other) == []


def test_keys_in_code_comments_and_addresses_are_not_cited() -> None:
    assert cited(TEXT) == ["key-1", "key2", "k3", "k4"]
    assert cited("[see @a:1, p. 3; -@b.c.] @{any/key,here} <!-- @no -->") == [
        "a:1",
        "b.c",
        "any/key,here",
    ]


def test_what_leaves_the_library_has_no_searches_and_no_marks() -> None:
    out = without_queries(TEXT)
    assert "## Start\n" in out
    assert "## Other\n" in out
    assert "## no heading {tag:no}" in out
    assert "<!--" not in out
    assert marked(TEXT) == {7}
    assert without_marks(f"a{mark(12)}b") == "ab"


@given(st.lists(st.sampled_from([*TEXT.split("\n"), "~~~", "", "# X {a", "{b}", "#", "    # c"])))
def test_sections_hold_every_line_once(lines: list[str]) -> None:
    text = "\n".join(lines)
    known = sections(text)
    assert [one.first for one in known[1:]] == [one.behind for one in known[:-1]]
    assert (known[0].first, known[-1].behind) == (0, len(text.split("\n")))
    for one in known:
        for claim in claims(one):
            assert one.first <= claim.line < one.behind
    again = without_queries(text)
    assert without_queries(again) == again or "{" in again
    assert cited(again) == cited(without_marks(text)) or "@" in str(lines)
