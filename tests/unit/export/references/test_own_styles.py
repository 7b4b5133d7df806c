"""Styles that a person brings: taken in when they can be used, else refused with their line."""

import time
from pathlib import Path

import pytest
from making import fill

from reader.errors import Problem
from reader.export.references.own_styles import LARGEST, checked
from reader.library import Library
from reader.paths import resource

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info>
    <title>Lamp  Letters</title>
    <id>http://example.org/lamps</id>
    <updated>2025-01-01T00:00:00+00:00</updated>
  </info>
"""
CITATION = "  <citation><layout><text variable='title'/></layout></citation>\n"
GOOD = f"""{HEAD}  <macro name="who"><names variable="author"><name/></names></macro>
{CITATION}  <bibliography><layout suffix="!">
    <text macro="who"/><text variable="title" prefix=": "/>
  </layout></bibliography>
</style>
"""


def test_a_good_style_is_taken_in_used_chosen_and_undone(library: Library, tmp_path: Path) -> None:
    ids = fill(library, range(2))
    file = tmp_path / "Lamp Letters.csl"
    file.write_text(GOOD, "utf-8")
    name, changes = library.add_style(file)
    assert (name, changes.action is not None) == ("lamp-letters", True)
    assert library.reference_styles()["lamp-letters"] == "Lamp Letters"
    (one,) = library.references(ids[:1], "lamp-letters")
    assert one.plain == "[authors not named]: Counting Lanterns: a Method with 2 Steps!"
    library.choose_style("lamp-letters")
    assert library.references(ids[:1])[0] == one
    file.write_text(GOOD.replace('suffix="!"', 'suffix="?"'), "utf-8")
    library.add_style(file)  # a newer one of the same name
    assert library.references(ids[:1])[0].plain.endswith("?")
    library.undo()
    assert library.references(ids[:1])[0] == one
    library.delete_style("lamp-letters")
    assert library.style() == "apa"
    library.undo()
    assert library.style() == "lamp-letters"
    with pytest.raises(Problem, match="none of your own"):
        library.delete_style("apa")
    with pytest.raises(Problem, match="lamp-letters"):
        library.references(ids, "lamps")


def test_bundled_styles_can_be_brought_again_under_a_name_of_their_own() -> None:
    for name in ("apa", "chicago-author-date", "ieee"):
        style = checked(resource(f"styles/{name}.csl").read_bytes(), f"{name}.csl")
        assert style.name == f"{name}-own"


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


PARENT = '<link href="https://example.org/other" rel="independent-parent"/>'
DEPENDENT = HEAD.replace("  </info>", f"    {PARENT}\n  </info>")
BAD = {
    "no XML": (GOOD.replace("</citation>", "</citations>"), "</citations>", "It is no XML"),
    "something else": ("<html>\n</html>", "<html>", "no style"),
    "an entity": (
        GOOD.replace("<style", '<!DOCTYPE style [\n<!ENTITY a "b">]>\n<style', 1),
        "<!DOCTYPE",
        "declares",
    ),
    "no macro": (GOOD.replace('macro="who"', 'macro="whom"'), '"whom"', "no macro “whom”"),
    "a ring": (
        GOOD.replace("<names", '<text macro="who"/><names'),
        "<names",
        "leads back to itself",
    ),
    "an element": (
        GOOD.replace("<text macro", "<texts macro"),
        "<texts",
        "“texts” is not allowed here",
    ),
    "an attribute": (
        GOOD.replace('suffix="!"', 'suffixes="!"'),
        "suffixes",
        "“suffixes” is not",
    ),
    "a known element": (
        GOOD.replace('<text macro="who"/>', '<title macro="who"/>'),
        "<title macro",
        "The element <title> is not allowed here",
    ),
    "a known attribute": (
        GOOD.replace('suffix="!"', 'suffix="!" form="long"'),
        "<layout suffix",
        "The attribute form of <layout> is not",
    ),
    "a language": (
        GOOD.replace('class="in-text"', 'class="in-text" default-locale="../../x"'),
        "<style",
        "no language",
    ),
    "no references": (f"{HEAD}{CITATION}</style>", "<style", "no rules for references"),
    "a name of another": (f"{DEPENDENT}</style>", "<link", "like another one"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_style_is_refused_with_its_line_and_nothing_changes(
    library: Library, tmp_path: Path, what: str
) -> None:
    text, words, why = BAD[what]
    file = tmp_path / "bad.csl"
    file.write_text(text, "utf-8")
    before = library.seq()
    with pytest.raises(Problem, match=why) as told:
        library.add_style(file)
    assert f"bad.csl, line {line_of(text, words)}: " in str(told.value)
    assert library.seq() == before
    assert library.own_styles() == {}


def test_what_would_take_for_ever_or_too_much_room_is_refused_at_once() -> None:
    macros = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>\n'
        for n in range(40)
    )
    bomb = GOOD.replace(
        "  <citation>", f'{macros}<macro name="m40"><text value="x"/></macro>\n  <citation>'
    ).replace('macro="who"', 'macro="m0"')
    deep = GOOD.replace('<text variable="title" prefix=": "/>', "<group>" * 300 + "</group>" * 300)
    began = time.perf_counter()
    for text, why in ((bomb, "steps"), (deep, "deep")):
        with pytest.raises(Problem, match=why):
            checked(text.encode(), "bomb.csl")
    for data, why in ((b" " * (LARGEST + 1), "too large"), (b"\n\xff\xfe", "line 2: It is not")):
        with pytest.raises(Problem, match=why):
            checked(data, "bomb.csl")
    assert time.perf_counter() - began < 5
