"""`cite`: keys of papers, alone or as a text takes them."""

import json
from pathlib import Path

from making import fill

from reader.library import Library
from reader.model import ExportOptions

FIRST, SECOND = "counting-lanterns", "weaving-tides"


def test_keys_are_given_out_and_kept(library: Library, reader, tmp_path: Path) -> None:
    fill(library, range(2))
    assert reader("cite", 1, 2).out == f"{FIRST}\n{SECOND}\n"
    assert reader("cite", 2, 1, "--as", "pandoc").out == f"[@{SECOND}; @{FIRST}]\n"
    assert reader("cite", 1, "--as", "latex").out == f"\\cite{{{FIRST}}}\n"
    library.edit(1, title="Another title")
    assert reader("cite", 1).out == f"{FIRST}\n"
    assert json.loads(reader("show", 1, "--json").out)["keys"] == [FIRST]
    assert reader("list", "key:LANTERNS").out.count("\n") == 1
    assert reader("cite", 9).code == 1
    assert reader("cite", 1, "--set", "Berg2020").out == "Berg2020\n"
    assert reader("list", "key:lanterns").out.count("\n") == 1
    assert reader("cite", 1, 2, "--set", "x").code == 1
    assert reader("cite", 2, "--set", "berg2020").code == 1


def test_formatted_references(library: Library, reader) -> None:
    fill(library, range(2))
    assert reader("cite", 2, 1, "--style", "ieee").out.splitlines()[0].startswith("[1] ")
    own = reader("cite", 1, "--style", "library").out
    assert own.count("Lanterns") == 1
    library.choose_style("nature")
    assert reader("cite", 1, "--style", "library").out != own
    assert library.paper(1).keys == ()
    unknown = reader("cite", 1, "--style", "odd")
    assert (unknown.code, unknown.out) == (1, "")
    assert "apa" in unknown.err


def test_what_was_exported_keeps_its_key(library: Library, reader, tmp_path: Path) -> None:
    fill(library, range(2))
    options = ExportOptions(format="bibtex")
    (seen,) = library.export_preview([1], options)
    assert library.paper(1).keys == ()  # looking gives none out
    library.export([1], tmp_path / "a.bib", options)
    assert library.paper(1).keys == (FIRST,)
    assert f"@misc{{{FIRST}," in seen.text
    assert seen.text == (tmp_path / "a.bib").read_text()
    library.choose_key_pattern("{year|title:1}")
    library.export([1, 2], tmp_path / "b.bib", options)
    assert f"{{{FIRST}," in (tmp_path / "b.bib").read_text()
    assert library.paper(2).keys == ("weaving",)
    library.undo()
    assert library.key_pattern() == "{title}-{year}"


def test_a_style_of_ones_own_is_added_used_and_taken_away(
    library: Library, reader, tmp_path: Path, root: Path
) -> None:
    ids = fill(library, range(1))
    file = tmp_path / "mine.csl"
    text = (root / "resources" / "styles" / "nature.csl").read_text("utf-8")
    file.write_text(text, "utf-8")
    assert reader("styles", "--add", file, "--use", "mine").out == (
        "Added the style mine.\nThe style of the library is mine.\n"
    )
    listed = reader("styles").out.splitlines()
    assert listed[0] == "  apa  APA, 7th edition"
    assert listed[-1] == "* mine  Nature"
    assert (
        reader("cite", *ids, "--style", "library").out
        == reader("cite", *ids, "--style", "nature").out
    )
    file.write_text(text.replace("<bibliography", "<bibliographies"), "utf-8")
    answer = reader("styles", "--add", file)
    assert answer.code == 1
    assert "mine.csl, line " in answer.err
    assert reader("styles", "--delete", "mine").code == 0
    assert "* apa" in reader("styles").out
    assert "cannot be read" in reader("styles", "--add", tmp_path / "none.csl").err
