"""The ledger counts what the library holds: no piece twice, none forgotten."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import fill

from reader.evidence.pieces import arranged, paragraphs
from reader.library import Library
from reader.model import Kind, State

NOTE = "# Heading\n\nFirst words of mine.\nSame paragraph.\n\n- a list [^h1]\n\n---\n\n```\ncode\n\ncode\n```\n"  # noqa: E501


@pytest.fixture
def filled(library: Library) -> Library:
    """Eight papers, four of them tagged, with highlights and notes."""
    ids = fill(library)
    library.tag(ids[:4], ["kites"])
    library.highlight(ids[0], 0, 20, Kind.METHOD, "My comment on it.")
    library.highlight(ids[0], 30, 60, Kind.IDEA)
    library.highlight(ids[1], 5, 12, Kind.RESULT)
    library.highlight(ids[5], 5, 40, Kind.RESULT)
    library.write_note(ids[0], NOTE)
    library.write_note(ids[2], "One paragraph only, but long enough.")
    library.star([ids[1], ids[3], ids[6]])
    library.set_state([ids[0]], State.DONE)
    return library


def test_paragraphs_are_what_blank_lines_part() -> None:
    assert paragraphs(NOTE) == [
        "First words of mine.\nSame paragraph.",
        "- a list [^h1]",
        "```\ncode\n\ncode\n```",
    ]
    assert paragraphs("") == []
    assert paragraphs("```\nnever closed\n\nstill") == ["```\nnever closed\n\nstill\n"]


def test_evidence_is_offered_for_the_section_of_the_line(filled: Library) -> None:
    text = "Intro\n# Kites {tag:kites}\n\n## Below\n# Nothing\n"
    offered = filled.evidence(text, 3)
    assert (offered.title, offered.query, offered.papers) == ("Below", "tag:kites", 4)
    assert len(offered.pieces) == 3 + 4
    assert not any(piece.used for piece in offered.pieces)
    assert filled.evidence(text, 0).pieces == ()
    assert filled.evidence(text, 4).query == ""
    assert filled.evidence("# X {colour:red tag:kites}", 0).ignored


def test_a_piece_is_inserted_with_its_citation_and_then_used(filled: Library) -> None:
    text = "# Kites {tag:kites}\n\n"
    pieces = filled.evidence(text, 1).pieces
    for piece in pieces:
        text += filled.cite(piece) + "\n\n"
    again = filled.evidence(text, 1).pieces
    assert [piece.used for piece in again] == [True] * len(pieces)
    assert {piece.key for piece in again} == {piece.key for piece in pieces}
    counted = filled.ledger(text)
    assert (len(counted.used), len(counted.unused)) == (7, 0)
    assert not counted.unknown


def test_a_highlight_stays_used_when_its_sentence_is_written_anew(filled: Library) -> None:
    piece = filled.evidence("# K {tag:kites}", 0).pieces[0]
    said = filled.cite(piece, own_words=True)
    text = "# K {tag:kites}\n" + said.replace(said.split(" [@")[0], "Wholly other words")
    assert [one.highlight for one in filled.ledger(text).used] == [piece.highlight]


def test_own_words_stand_in_place_of_the_quote(filled: Library) -> None:
    pieces = {one.comment: one for one in filled.evidence("# K {tag:kites}", 0).pieces}
    piece = pieces["My comment on it."]
    assert filled.cite(piece, own_words=True).startswith("My comment on it. [@")
    assert filled.cite(piece).startswith(f"“{piece.words}” [@")


def test_pieces_can_be_put_in_order_and_chosen(filled: Library) -> None:
    pieces = filled.evidence("# K {tag:kites}", 0).pieces
    by_kind = arranged(pieces, "kind")
    assert [one.kind for one in by_kind[:3]] == [Kind.IDEA, Kind.METHOD, Kind.RESULT]
    assert {one.kind for one in arranged(pieces, kinds=[None])} == {None}
    assert sorted(map(str, by_kind)) == sorted(map(str, pieces))


def test_the_ledger_names_what_is_missing(filled: Library) -> None:
    ids = list(filled.find("tag:kites", sort="added").ids)
    keys = filled.cited_keys(ids)
    starred = next(one for one in ids if filled.paper(one).starred)
    text = f"# K {{tag:kites}}\n\nCited [@{keys[starred]}]. Not it. [@nobody]? [@nobody-2] it is."
    counted = filled.ledger(text)
    assert counted.papers == 4
    assert [one.paper_id for one in counted.unread] == [starred]
    assert starred not in [one.paper_id for one in counted.uncited]
    assert len(counted.uncited) == 1
    assert set(counted.unknown) == {"nobody", "nobody-2"}
    assert [claim.text for claim in counted.claims] == []
    assert [claim.text for claim in filled.ledger("# K {x}\n\nNo source here.").claims] == [
        "No source here."
    ]


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_the_sums_equal_the_store(filled: Library, data: st.DataObject) -> None:
    """Whatever is written: used and unused together are what SQL counts, each piece once."""
    queries = st.sampled_from(["tag:kites", "is:starred", "kites", "-tag:kites", "is:done", ""])
    chosen = data.draw(st.lists(queries, min_size=1, max_size=4))
    everything = filled.evidence("# A {id:1..99 OR -tag:none}", 0).pieces
    text = ""
    for query in chosen:
        text += f"# S {{{query}}}\n\n" if query else "# S\n\n"
        for piece in data.draw(st.lists(st.sampled_from(everything), max_size=4)):
            text += filled.cite(piece, own_words=data.draw(st.booleans())) + "\n\n"
    counted = filled.ledger(text)
    found = {one for query in chosen if query for one in filled.find(query).ids}
    papers = filled.papers(sorted(found))
    marks = {one.id for paper in papers for one in paper.highlights}
    notes = sum(len(paragraphs(paper.note)) for paper in papers)
    pieces = [*counted.used, *counted.unused]
    assert counted.papers == len(found)
    assert sorted(one.highlight for one in pieces if one.highlight) == sorted(marks)
    assert sum(one.highlight is None for one in pieces) == notes
    assert not set(counted.used) & set(counted.unused)
    stars = {paper.id for paper in papers if paper.starred}
    told = {one.paper_id for one in counted.uncited}
    assert told <= stars
    cited = {filled.paper_with_key(one.key) for one in everything if f"@{one.key}]" in text}
    assert told == stars - cited
    done = {row.id for row in filled.rows(sorted(filter(None, cited))) if row.state is State.DONE}
    assert {one.paper_id for one in counted.unread} == cited - done
    assert counted.unknown == ()


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_cited_key_is_in_the_references(
    filled: Library, tmp_path: Path, data: st.DataObject
) -> None:
    keys = list(filled.cited_keys(list(filled.find().ids)).values())
    cited = data.draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
    spelled = [key.upper() if data.draw(st.booleans()) else key for key in cited]
    filled.new_document(
        "Plan", "# Set {a, b}\n\nWords " + " and ".join(f"[see @{key}, p. 3]" for key in spelled)
    )
    newest = filled.documents()[0]
    to = tmp_path / f"{newest.uid}.md"
    filled.export_document(newest.id, to)
    references = to.with_suffix(".bib").read_text("utf-8")
    assert "# Set {a, b}" in to.read_text("utf-8")  # only outlines have searches in headings
    entries = {
        line.split("{")[1].rstrip(",") for line in references.split("\n") if line.startswith("@")
    }
    assert entries == set(spelled)
    assert filled.export_document(newest.id, to).written == ()


def test_all_that_is_written_can_be_searched(filled: Library) -> None:
    filled.new_document("Lanterns", "Everything on “lottery tickets”.")
    filled.new_document("Plan", "# Start {tag:kites}", kind="outline")

    def found(query: str) -> set[str]:
        return {one.title if one.of != "paper" else "paper" for one in filled.written(query)}

    assert found("") == {"paper", "Lanterns", "Plan"}
    assert found("lantern") >= {"Lanterns"}
    assert found("lottery -plan") == {"Lanterns"}
    assert found('"lottery tickets" OR start') == {"Lanterns", "Plan"}
    assert found("tag:kites") == {"paper"}
    assert found("note:paragraph") == {"paper"}
    assert "Plan" in found("-tag:kites")


def test_a_file_edited_by_hand_and_here_keeps_both(filled: Library, tmp_path: Path) -> None:
    to = tmp_path / "plan.md"
    filled.new_document("Plan", "# One {tag:kites}\n\nFirst.\n\n# Two\n\nSecond.", kind="outline")
    filled.export_document(1, to)
    plain = to.read_text("utf-8")
    assert filled.export_document(1, to).written == ()
    to.write_text(plain.replace("First.", "First, by hand.") + "\nAt the end, by hand.\n", "utf-8")
    filled.write_document(1, "# One {tag:kites}\n\nFirst.\n\n# Two\n\nSecond, here.")
    filled.export_document(1, to)
    text = to.read_text("utf-8")
    for words in ("First, by hand.", "Second, here.", "At the end, by hand."):
        assert words in text
    assert "Second.\n" not in text
    filled.write_document(1, "# One\n\nFirst, here.\n\n# Two\n\nSecond, here.")
    clash = filled.export_document(1, to, dry_run=True).clashes
    assert [(one.mine.strip(), one.new.strip()) for one in clash] == [
        ("# One\n\nFirst, by hand.", "# One\n\nFirst, here.")
    ]
    filled.export_document(1, to)
    text = to.read_text("utf-8")
    assert "First, by hand." in text
    assert "First, here." in text
    assert filled.export_document(1, to).written == ()


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_word_of_either_side_is_lost_by_exporting_again(
    filled: Library, tmp_path: Path, data: st.DataObject
) -> None:
    """Random edits of the document and of its file, with exports between them."""
    filled.new_document("Plan", "# A\n\nstart\n\n# B\n\nstart\n")
    number = filled.documents()[0].id
    to = tmp_path / f"plan-{number}.md"
    filled.export_document(number, to)
    by_hand: list[str] = []
    for step in range(data.draw(st.integers(1, 6))):
        word = f"word{step}x"
        if data.draw(st.booleans()):
            lines = to.read_text("utf-8").split("\n")
            free = [n for n, line in enumerate(lines) if n > 4 and not line.startswith("<!--")]
            place = data.draw(st.sampled_from(free))
            lines.insert(place, f"\n{word}\n")
            to.write_text("\n".join(lines), "utf-8")
            by_hand.append(word)
        else:
            lines = filled.document(number).text.split("\n")
            lines.insert(data.draw(st.integers(0, len(lines))), f"\n{word}\n")
            filled.write_document(number, "\n".join(lines))
        if data.draw(st.booleans()):
            filled.export_document(number, to)
    filled.export_document(number, to)
    text = to.read_text("utf-8")
    here = filled.document(number).text
    assert all(word in text for word in by_hand)
    assert all(line in text for line in here.split("\n") if line)
    assert filled.export_document(number, to).written == ()
