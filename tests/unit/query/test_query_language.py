"""The search language: the table of what can be written, and that text and tree are a pair."""

import itertools
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.query.filters import FILTERS, HAS_VALUES, IS_VALUES, KIND_VALUES
from reader.query.language import LANGUAGE, SORTS, Line
from reader.query.nodes import (
    EVERYTHING,
    TEXT_FIELDS,
    All,
    Among,
    Any,
    Has,
    HasKind,
    HasTag,
    HowMany,
    InImport,
    Is,
    Keyed,
    Moment,
    Node,
    Not,
    Number,
    Phrase,
    Related,
    Saved,
    When,
    Word,
    YearIs,
)
from reader.query.parsing import parse
from reader.query.shape import normal, words_of
from reader.query.writing import write

A, B, C = Word("prune"), Word("sparse"), Word("kernel")

TABLE: list[tuple[str, Node]] = [
    ("", EVERYTHING),
    ("prune", A),
    ("prune sparse", All((A, B))),
    ("prune AND sparse", All((A, B))),
    ('"lottery ticket"', Phrase("lottery ticket")),
    ('"lottery  ticket', Phrase("lottery ticket")),
    ("prune OR sparse", Any((A, B))),
    ("prune or sparse", All((A, Word("or"), B))),
    ("kernel prune OR sparse year:2021..", All((C, Any((A, B)), YearIs(2021, None)))),
    ("prune OR sparse OR kernel", Any((A, B, C))),
    ("-prune", Not(A)),
    ("NOT prune", Not(A)),
    ("NOT -prune", A),
    ("-(prune sparse)", Not(All((A, B)))),
    ("-tag:survey", Not(HasTag("survey", below=True))),
    ("prune OR -sparse", Any((A, Not(B)))),
    ("(prune OR sparse) kernel", All((Any((A, B)), C))),
    ("(prune sparse) OR kernel", Any((All((A, B)), C))),
    ("((prune))", A),
    ("(prune sparse) kernel", All((A, B, C))),
    ("(prune OR sparse) OR kernel", Any((A, B, C))),
    ("regulariz*", Word("regulariz", prefix=True)),
    ("title:kernel", Word("kernel", field="title")),
    ("Title:kern*", Word("kern", prefix=True, field="title")),
    ('abstract:"lottery ticket"', Phrase("lottery ticket", field="abstract")),
    ("zero-shot", Word("zero-shot")),
    ("adaptiv~", Word("adaptiv", close=True)),
    ("title:adaptiv~", Word("adaptiv", field="title", close=True)),
    ("author:hinton", Word("hinton", field="author")),
    ('author:"Geoffrey Hinton"', Phrase("Geoffrey Hinton", field="author")),
    ("tag:pruning", HasTag("pruning", below=True)),
    ("#pruning", HasTag("pruning", below=True)),
    ("tag:=pruning", HasTag("pruning")),
    ("#=pruning", HasTag("pruning")),
    ("tag:vision/*", HasTag("vision", below=True)),
    ('tag:"to read"', HasTag("to read", below=True)),
    ('tag:="to read"', HasTag("to read")),
    ('tag:"to read"/*', HasTag("to read", below=True)),
    ('tag:"odd/*"', HasTag("odd/*", below=True)),
    ('tag:"=odd"', HasTag("=odd", below=True)),
    ("state:queue", Is("queue")),
    ("kind:Questions", HasKind("question")),
    ("has:duplicate", Has("duplicate")),
    ("date:2023-05", When("date", "2023-05")),
    ("date:2023-05-01..", When("date", "2023-05-01..")),
    ("date:Last-Month", When("date", "last-month")),
    ("added:<7d", When("added", "<7d")),
    ("done:2w", When("done", "2w")),
    ("queued:>1y", When("queued", ">1y")),
    ("waiting:2025-11", When("waiting", "2025-11")),
    ("started:yesterday..today", When("started", "yesterday..today")),
    ("authors:5", HowMany("authors", 5, 5)),
    ("authors:>=5", HowMany("authors", 5, None)),
    ("authors:>5", HowMany("authors", 6, None)),
    ("authors:<5", HowMany("authors", None, 4)),
    ("authors:8..5", HowMany("authors", 5, 8)),
    ("comments:..8", HowMany("comments", None, 8)),
    ("id:12", Among((12,))),
    ("id:12,15,12", Among((12, 15))),
    ('saved:"My search"', Saved("My search")),
    ("saved:Mine", Saved("Mine")),
    ('related:"Neural Tangent Kernel"', Related("Neural Tangent Kernel")),
    ("related:#12", Related("#12")),
    ("key:Berg-2020", Keyed("Berg-2020")),
    ("is:inbox", Is("inbox")),
    ("is:Starred", Is("starred")),
    ("has:notes", Has("notes")),
    ("has:note", Has("notes")),
    ('import:"Daily Papers"', InImport("Daily Papers")),
    ("import:#12", InImport(id=12)),
    ('import:"#12"', InImport("#12")),
    ("year:2021", YearIs(2021, 2021)),
    ("year:2021..2023", YearIs(2021, 2023)),
    ("year:2023..2021", YearIs(2021, 2023)),
    ("year:2021..", YearIs(2021, None)),
    ("year:..2019", YearIs(None, 2019)),
    ("Adam: prune", All((Word("Adam:"), A))),
    ("https://arxiv.org/abs/1", Word("https://arxiv.org/abs/1")),
]


@pytest.mark.parametrize(("text", "node"), TABLE, ids=[text or "nothing" for text, _ in TABLE])
def test_the_table_of_the_language_is_understood_and_said_again(text: str, node: Node) -> None:
    parsed = parse(text)
    assert parsed.node == node
    assert parsed.ignored == ()
    assert parse(write(node)).node == node


@pytest.mark.parametrize(
    ("text", "part", "node"),
    [
        ("prune year:20", "year:20", A),
        ("prune is:in", "is:in", A),
        ("prune is:lost", "is:lost", A),
        ("prune kind:thought", "kind:thought", A),
        ("prune date:20", "date:20", A),
        ("prune date:2023-02-30", "date:2023-02-30", A),
        ("prune date:someday", "date:someday", A),
        ("prune added:last", "added:last", A),
        ("prune added:<", "added:<", A),
        ("prune authors:many", "authors:many", A),
        ("prune authors:>", "authors:>", A),
        ("prune id:x", "id:x", A),
        ("prune sort:", "sort:", A),
        ("prune sort:colour", "sort:colour", A),
        ("prune title:", "title:", A),
        ("prune tag:", "tag:", A),
        ("prune #", "#", A),
        ("prune -", "-", A),
        ("prune %", "%", A),
        ("prune OR", "OR", A),
        ("OR prune", "OR", A),
        ("prune NOT", "NOT", A),
        ("prune)", ")", A),
        ("prune (is:in)", "is:in", A),
        ("prune -(is:in)", "is:in", A),
        ("colour:red", "colour:red", All((Word("colour"), Word("red")))),
        ('colour:"dark red"', 'colour:"dark red"', All((Word("colour"), Phrase("dark red")))),
    ],
)
def test_what_makes_no_sense_is_left_out_and_said_so(text: str, part: str, node: Node) -> None:
    parsed = parse(text)
    assert parsed.node == node
    assert [named for named, _ in parsed.ignored] == [part]
    assert all(reason.endswith((".", "now.")) for _, reason in parsed.ignored)


def test_while_typing_the_last_word_is_a_beginning_too() -> None:
    def unfinished(text: str, **where: str) -> Node:
        return Any((Word(text, **where), Word(text, prefix=True, **where)))  # type: ignore[arg-type]

    assert parse("kernel pru", typing=True).node == All((C, unfinished("pru")))
    assert parse("title:ker", typing=True).node == unfinished("ker", field="title")
    assert parse("kernel pru ", typing=True).node == All((C, Word("pru")))
    assert parse('"lottery tick', typing=True).node == Phrase("lottery")
    assert parse('"lott', typing=True).node == unfinished("lott")
    assert parse('"lottery"', typing=True).node == Phrase("lottery")
    assert parse("-pru", typing=True).node == Not(Word("pru"))
    assert parse("pru*", typing=True).node == Word("pru", prefix=True)


def test_an_unfinished_operator_is_no_mistake_while_typing() -> None:
    assert parse("prune OR", typing=True).ignored == ()
    assert parse("prune OR (", typing=True).node == A


def test_words_of_a_tree_are_its_texts() -> None:
    node = parse('prune -(title:sparse OR "lottery ticket") tag:x').node
    assert words_of(node) == (A, Word("sparse", field="title"), Phrase("lottery ticket"))


@pytest.mark.parametrize("text", ["(" * 5000, "a (" * 3000, "-(" * 3000, "a " * 9000, ")" * 5000])
def test_a_monstrous_search_is_answered_in_part(text: str) -> None:
    assert parse(text).ignored


_texts = st.text(st.sampled_from('ab -"*:#()./\\é漢%') | st.characters(), max_size=12)
_tricky = st.sampled_from(
    ["OR", "NOT", "AND", "-x", "#x", "a:b", "is:x", "x*", "(x)", "tag:", "a b"]
)
_fields = st.none() | st.sampled_from(TEXT_FIELDS)
_counts = st.none() | st.integers(-2, 10**12)
_points = st.sampled_from(
    ("today", "7d", "2y", "last-month", "2023", "2023-05", "2023-05-31", "0000", "2023-02-30", "x")
)
_spans = st.one_of(
    _points,
    _points.map(lambda point: f"<={point}"),
    st.tuples(_points | st.just(""), _points | st.just("")).map("..".join),
)
_years = st.none() | st.integers(0, 9999)
_leaves = st.one_of(
    st.builds(Word, _texts | _tricky, st.booleans(), _fields, st.booleans()),
    st.builds(Phrase, _texts | _tricky, _fields),
    st.builds(HasTag, _texts | _tricky, st.booleans()),
    st.builds(Is, st.sampled_from(IS_VALUES)),
    st.builds(Has, st.sampled_from(HAS_VALUES)),
    st.builds(InImport, _texts),
    st.builds(InImport, st.just(""), st.integers(1, 10**9)),
    st.builds(YearIs, _years, _years),
    st.builds(HasKind, st.sampled_from(KIND_VALUES)),
    st.builds(When, st.sampled_from(get_args(Moment)), _spans),
    st.builds(HowMany, st.sampled_from(get_args(Number)), _counts, _counts),
    st.builds(Among, st.lists(st.integers(1, 10**17), max_size=4).map(tuple)),
    st.builds(Saved, _texts | _tricky),
    st.builds(Related, _texts | _tricky),
    st.builds(Keyed, _texts | _tricky),
)
_trees: st.SearchStrategy[Node] = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=4).map(tuple)),
        st.builds(Any, st.lists(inner, max_size=4).map(tuple)),
    ),
    max_leaves=12,
)


@given(_trees)
@settings(deadline=None)
def test_a_tree_written_and_read_is_the_same_tree(tree: Node) -> None:
    assert parse(write(tree)).node == normal(tree)
    assert parse(write(tree)).ignored == ()
    assert normal(normal(tree)) == normal(tree)


@given(
    st.text(st.sampled_from('ab OR NOT -"*:#()./') | st.characters(), max_size=60), st.booleans()
)
@settings(deadline=None)
def test_any_text_is_understood_somehow_and_said_again(text: str, typing: bool) -> None:
    node = parse(text, typing=typing).node
    assert parse(write(node)).node == node


@pytest.mark.parametrize("typing", [False, True])
def test_all_short_texts_of_signs_are_understood_and_said_again(typing: bool) -> None:
    signs = ("a", "OR", "-", '"', "*", "~", ":", "#", "(", ")", "/", " ", "is")
    for count in range(1, 5):
        for text in map("".join, itertools.product(signs, repeat=count)):
            node = parse(text, typing=typing).node
            assert parse(write(node)).node == node, text


@pytest.mark.parametrize("line", LANGUAGE, ids=lambda line: line.write)
def test_every_line_of_the_help_is_understood(line: Line) -> None:
    parsed = parse(line.write)
    assert parsed.ignored == ()
    assert parsed.node != EVERYTHING or parsed.sort


def test_every_filter_and_every_value_offered_is_understood() -> None:
    explained = " ".join(line.write for line in LANGUAGE)
    for each in FILTERS:
        assert f"{each.name}:" in explained
        for value in each.values:
            assert parse(f"{each.name}:{value}").ignored == (), (each.name, value)


def test_an_order_is_remembered_and_is_no_condition() -> None:
    for sort in SORTS:
        parsed = parse(f"prune sort:{sort}")
        assert (parsed.node, parsed.sort, parsed.ignored) == (A, sort, ())
        assert parse(write(parsed.node, parsed.sort)) == parsed
    assert parse("sort:date prune sort:-added").sort == "-added"
    assert write(EVERYTHING, "title") == "sort:title"
