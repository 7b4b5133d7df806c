"""Templates of notes: filled in, foreign words kept literal, and nothing reached but a paper."""

from datetime import date

import pytest
from making_papers import highlight, paper

from reader.errors import Problem
from reader.export.templates.bundled import with_bundled
from reader.export.templates.note_templates import VARIABLES, fill
from reader.model import Kind

DAY = date(2026, 3, 1)


def filled(text: str, **facts: object) -> str:
    marks = (highlight(1, "an idea"), highlight(2, "why", Kind.QUESTION, "because *x*"))
    return fill(text, paper(1, highlights=marks, tags=("a", "b"), **facts), DAY)


def test_every_bundled_template_can_be_filled_in_with_and_without_highlights() -> None:
    assert [template.name for template in with_bundled("note", [])] == [
        "Quotes",
        "Review",
        "Summary",
    ]
    for template in with_bundled("note", []):
        assert filled(template.text).strip()
        assert fill(template.text, paper(2), DAY).strip()
    (quotes, _, _) = with_bundled("note", [])
    assert "> why [^h2]\n\nbecause *x*\n" in filled(quotes.text)


def test_every_variable_is_there() -> None:
    for names in VARIABLES:
        for name in names.split(", "):
            text = "{{ " + name + " is defined }}"
            assert filled(text) == "True", name


def test_foreign_words_stay_words() -> None:
    said = filled("{{ title }}\n{{ link }}", title="# [x](y) <b> {{ 7*7 }}", url="javascript:x")
    assert said.startswith("\\# \\[x\\](y) \\<b\\> ")
    assert "49" not in said
    assert "javascript" not in said
    assert filled("{{ link }}", url="https://example.org/a") == "<https://example.org/a>"


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\n{% for %}", "Line 2"), ("{{ title", "Line 1"), ("a\n\n{{ 1 / 0 }}", "at line 3"),
     ("{{ title | nothing }}", "Line 1")],
)  # fmt: skip
def test_errors_point_at_the_line(text: str, line: str) -> None:
    with pytest.raises(Problem, match=line):
        filled(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title.__init__.__globals__.x() }}",
        "{{ 'a' * 999999999 }}",
        "{{ 9 ** 99999 }}",
        "{{ '%999999999s' % title }}",
        "{{ title | center(999999999) }}",
        "{% for i in range(99999) %}x{% endfor %}",
        "{{ tags.append('x') }}",
        "{% for a in abstract %}{% for b in abstract %}{{ abstract }}{% endfor %}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
    ],
)
def test_a_template_reaches_nothing_and_makes_nothing_large(text: str) -> None:
    try:
        said = filled(text)
    except Problem:
        return
    assert len(said) < 200_001
    assert "class" not in said
    assert "root:" not in said
