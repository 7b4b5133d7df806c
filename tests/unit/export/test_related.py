"""Related papers in exports: links within it, to the web elsewhere, and merged as all is."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from making import fill
from making_exports import everything, file_of
from making_listings import assert_every_line_is_claimed_once
from making_papers import paper

from reader import importers
from reader.errors import Cancelled
from reader.export import render
from reader.library import Library
from reader.model import ExportOptions, Paper, RelatedPaper

TIDES = paper(2, title="Tides", date="2024-05-01")
ODD = paper(3, title="*Odd* | [x]]", arxiv_id="1803.99999")
BARE = paper(4, title="Bare <b>", year=2019)
LAMPS = replace(
    paper(1, title="Lamps"),
    related=tuple(RelatedPaper(one.id, one.facts) for one in (TIDES, ODD, BARE)),
)


def text_of(*papers: Paper, **options: object) -> str:
    return render(list(papers), ExportOptions(**{"related": True, **options}))[0].text  # type: ignore[arg-type]


def lines(text: str) -> list[str]:
    listed = text.split("Related papers\n\n")[1].split("\n\n")[0]
    return [line for line in listed.split("\n") if line.startswith("- ")]


def test_a_document_cites_what_is_in_it_and_links_what_is_not() -> None:
    text = text_of(LAMPS, TIDES)
    assert "### Related papers\n\n" in text
    (cited, linked, bare) = lines(text)
    assert cited.startswith("- Tides [@")
    assert cited.endswith("], 1 May 2024")
    assert linked == r"- [\*Odd\* \| \[x\]\]](https://arxiv.org/abs/1803.99999)"
    assert bare == r"- Bare \<b\>, 2019"
    assert "@" not in lines(text_of(LAMPS, TIDES, keys=False))[0]


def test_files_link_to_files_and_a_vault_as_obsidian_does() -> None:
    tides, odd = (one.name for one in render([TIDES, ODD], ExportOptions(layout="vault")))
    link = lines(text_of(LAMPS, TIDES, layout="files"))[0]
    assert link == f"- [Tides]({quote(tides)}), 1 May 2024"
    vault = lines(text_of(LAMPS, TIDES, ODD, layout="vault"))
    assert vault[0] == f"- [[{tides.removesuffix('.md')}|Tides]], 1 May 2024"
    assert vault[1] == rf"- [[{odd.removesuffix('.md')}]] (\*Odd\* \| \[x\]\])"


def test_a_page_leads_to_its_own_places_and_to_the_web() -> None:
    text = text_of(LAMPS, TIDES, format="html")
    assert f'<li><a href="#{TIDES.uid}">Tides</a>, 1 May 2024</li>' in text
    assert '<a href="https://arxiv.org/abs/1803.99999" rel="noreferrer">*Odd* | [x]]</a>' in text
    assert "<li>Bare &lt;b&gt;, 2019</li>" in text


def test_they_are_left_out_unless_asked_for_and_a_template_may_ask() -> None:
    for form in ("markdown", "html"):
        assert "Related papers" not in text_of(LAMPS, TIDES, related=False, format=form)
    ask = "{% for one in related %}~ {{ one }}\n{% endfor %}"
    assert "~ Tides [@" in text_of(LAMPS, TIDES, related=False, template=ask)
    assert "Tides, 1" not in text_of(LAMPS, TIDES, template="{{ title }}")


def test_an_abstract_ends_before_them_when_it_is_read_back() -> None:
    listing = importers.read(text_of(LAMPS, TIDES, abstract=True))
    assert_every_line_is_claimed_once(listing)
    assert [one.facts.abstract for one in listing.entries] == [
        LAMPS.facts.abstract,
        TIDES.facts.abstract,
    ]


# ---------------------------------------------------------------- of a library


def test_the_closest_of_the_library_come_and_an_unchanged_library_changes_nothing(
    library: Library, tmp_path: Path
) -> None:
    ids = fill(library, range(20))
    options = ExportOptions(layout="vault", related=True)
    library.export(ids[:3], tmp_path / "vault", options)
    text = file_of(library, ids[0], tmp_path / "vault").read_text("utf-8")
    close = library.related([ids[0]], limit=5)
    assert close
    assert len(lines(text)) == len(close)
    before = everything(tmp_path / "vault")
    assert not library.export(ids[:3], tmp_path / "vault", options).written
    assert everything(tmp_path / "vault") == before


def test_a_paper_that_came_in_since_is_found_and_own_lines_stay(
    library: Library, tmp_path: Path
) -> None:
    ids = fill(library, range(8))
    options = ExportOptions(layout="files", related=True)
    library.export(ids, tmp_path / "out", options)
    path = file_of(library, ids[0], tmp_path / "out")
    path.write_text(path.read_text("utf-8") + "\nMine.\n", encoding="utf-8")
    (late,) = fill(library, [8])  # about the same subject as paper 0
    done = library.export(ids, tmp_path / "out", options)
    assert path.name in done.written
    text = path.read_text("utf-8")
    assert library.paper(late).facts.title in text
    assert text.endswith("\nMine.\n")
    assert any("Related papers" in change.parts for change in done.changes)


def test_it_can_be_stopped_while_they_are_looked_for(library: Library, tmp_path: Path) -> None:
    ids = fill(library, range(4))
    told: list[tuple[int, int]] = []

    def stop(done: int, whole: int) -> bool:
        told.append((done, whole))
        return len(told) < 3

    with pytest.raises(Cancelled):
        library.export(ids, tmp_path / "n.md", ExportOptions(related=True), progress=stop)
    assert told == [(0, 12), (1, 12), (2, 12)]
    assert not (tmp_path / "n.md").exists()
