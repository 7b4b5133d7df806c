"""Templates of exports: filled in, merged like any other block, and kept from everything else."""

import time
from pathlib import Path

import pytest
from making import fill
from making_papers import highlight, paper

from reader.errors import Problem
from reader.export import render
from reader.export.templates.bundled import with_bundled
from reader.export.templates.page_templates import VARIABLES, page
from reader.export.templates.sandbox import Filling
from reader.library import Library
from reader.model import ExportOptions, Kind

LAMPS = paper(
    1,
    title="# Lamps | <b> {{ 7*7 }}",
    abstract="We count.\n\n- It works.",
    authors=("A *B*",),
    tags=("x|y",),
    note="**Mine.**\n\n```\nopen",
    highlights=(highlight(1, "We *count*", Kind.METHOD, "how?"), highlight(2, "x", Kind.QUESTION)),
)
TIDES = paper(2, title="Tides")


def written(text: str) -> str:
    (block,) = page(text, LAMPS, "lamps", level=2, number=3)
    return block.text


def test_every_bundled_template_can_be_filled_in_for_full_and_empty_papers() -> None:
    names = [template.name for template in with_bundled("export", [])]
    assert names == ["Annotated bibliography", "Evidence", "One line each", "Reading card"]
    for template in with_bundled("export", []):
        (file,) = render([LAMPS, TIDES], ExportOptions(template=template.text))
        assert "49" not in file.text
        assert "{" not in file.text.replace("\\{", "")
        assert "Tides" in file.text


def test_every_variable_is_there_and_foreign_words_stay_words() -> None:
    for names in VARIABLES:
        for name in names.split(", "):
            assert written("{{ " + name + " is defined }}") == "True", name
    assert written("{{ heading }} {{ title }}").startswith("## \\# Lamps \\| \\<b\\>")
    assert written("{{ number }}: {{ tags | join }} {{ cite }}") == "3: x\\|y [@lamps]"
    assert written("{{ note }}") == "**Mine.**\n\n```\nopen\n```"
    assert written("<!-- reader:end -->") == " <!-- reader:end -->"


def test_a_template_is_merged_like_anything_else(library: Library, tmp_path: Path) -> None:
    ids = fill(library, range(2))
    options = ExportOptions(layout="files", template="# {{ title }}\n\n{{ note }}")
    library.export(ids, tmp_path / "out", options)
    path = next((tmp_path / "out").glob("Weaving*.md"))
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\nBy hand.\n")
    library.write_note(ids[1], "Later.")
    library.export(ids, tmp_path / "out", options)
    text = path.read_text(encoding="utf-8")
    assert "Later." in text
    assert text.endswith("By hand.\n")


def test_an_error_names_the_line_and_nothing_is_written(library: Library, tmp_path: Path) -> None:
    ids = fill(library, range(3))
    for text, said in (
        ("a\n{% for %}", "Line 2"),
        ("a\n\n{{ number / 0 }}", "at line 3"),
        ("a\n{{ title | nothing }}", "Line 2"),
        ("{% for x in tags %}\n{{ y(", "Line 2"),
    ):
        with pytest.raises(Problem, match=said):
            library.export(ids, tmp_path / "out", ExportOptions(layout="files", template=text))
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ title['__class__'] }}",
        "{{ title | attr('__class__') }}",
        "{{ tags | map(attribute='__class__') | list }}",
        "{{ tags | map('attr', '__class__') | list }}",
        "{{ (title | groupby('__class__')) }}",
        "{{ title.upper }}",
        "{{ title.format }}",
        "{{ self }}{{ lipsum }}{{ cycler }}{{ namespace }}{{ request }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% for x in highlights recursive %}{{ loop(x) }}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{{ range(9) }}",
        "{{ tags.append('x') }}",
        "{{ __budget }}",
        "{% set __budget = 1 %}",
    ],
)
def test_a_template_reaches_nothing(text: str) -> None:
    try:
        said = written(text)
    except Problem:
        return
    assert not any(word in said for word in ("class", "built-in", "root:", "object", "Budget"))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 999999999 }}",
        "{{ 9 ** 99999 }}",
        "{{ '%999999999s' % title }}",
        "{{ title | center(999999999) }}",
        "{{ title | indent(999999999) }}",
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 40,
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a + a %}" * 40,
        "{% set a = [1, 2, 3, 4] %}" + "{% set a = a + a %}" * 40,
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = [a, a] | join(a) %}" * 40,
        "{% for a in big %}{% for b in big %}{% for c in big %}{% endfor %}" + "{% endfor %}" * 2,
        "{% for a in big %}{% for b in big %}{{ big }}{% endfor %}{% endfor %}",
        "{% for a in big %}{% for b in big | sort | reverse | unique %}{% endfor %}{% endfor %}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "x" * 200_000,
    ],
)
def test_a_small_template_makes_nothing_large_and_comes_to_an_end(text: str) -> None:
    began = time.monotonic()
    with pytest.raises(Problem):
        Filling(text).fill({"title": "x", "big": "z" * 5_000})
    assert time.monotonic() - began < 20
