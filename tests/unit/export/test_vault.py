"""A vault: files that find each other by name, as Obsidian reads them."""

import yaml
from making_papers import highlight, paper

from reader.export import render
from reader.export.vault import vault_tag
from reader.model import ExportOptions, Kind, Paper

VAULT = ExportOptions(layout="vault")
LAMPS = paper(
    1,
    title="Lamps: a $\\mu$-Study",
    tags=("winter nights", "2018"),
    highlights=(
        highlight(1, "later", Kind.RESULT, start=9),
        highlight(2, "first", Kind.METHOD, "why?", start=0),
    ),
    note=(
        "See [[tides]] and [[Tides|the moon]], [[Unknown]]. [^h1] [^h9]\n\n"
        "`[[Tides]] [^h1]`\n\n```\n[[Tides]]\n```\n\nAnd [[lamps: a μ-study]].\n"
    ),
)
TIDES = paper(2, title="Tides")


def texts(*papers: Paper) -> dict[str, str]:
    return {file.name: file.text for file in render(list(papers), VAULT)}


def test_properties_name_the_note_by_its_title_and_tags_have_no_blanks() -> None:
    (text, _) = texts(LAMPS, TIDES).values()
    head = yaml.safe_load(text.split("---\n")[1])
    assert head["aliases"] == ["Lamps: a μ-Study"]
    assert head["tags"] == ["winter-nights", "y2018"]
    assert head["key"] in text.split("---\n", 2)[2]


def test_links_go_to_files_and_highlights_and_leave_code_and_the_unknown_alone() -> None:
    files = texts(LAMPS, TIDES)
    lamps, tides = (name.removesuffix(".md") for name in files)
    note = files[f"{lamps}.md"].split("## Notes\n\n")[1]
    assert note == (
        f"See [[{tides}|tides]] and [[{tides}|the moon]], [[Unknown]]. [[#^h1|1]] [^h9]\n\n"
        f"`[[Tides]] [^h1]`\n\n```\n[[Tides]]\n```\n\nAnd [[{lamps}|lamps: a μ-study]].\n"
    )


def test_every_highlight_is_a_block_with_a_name_in_reading_order() -> None:
    (text,) = texts(LAMPS).values()
    assert "> first\n\n^h1\n\n**Method.** why?\n\n> later\n\n^h2\n\n**Result.**" in text


def test_other_layouts_leave_the_persons_words_as_they_are() -> None:
    (file,) = render([LAMPS], ExportOptions(layout="files"))
    assert LAMPS.note in file.text
    assert "^h2\n" not in file.text


def test_a_tag_is_one_word() -> None:
    assert [vault_tag(name) for name in ("a/b c", "—", "42", "ünï")] == ["a/b-c", "", "y42", "ünï"]
