"""References for other programs: BibTeX, RIS, CSL-JSON, CSV, read back by others' readers."""

import csv
import io
import json
import re
import shutil
import subprocess

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_papers import highlight, paper

from reader.export import render
from reader.export.references.people import Name, name_of
from reader.export.references.tex_literal import tex_literal
from reader.model import ExportOptions, Facts, Paper

LANTERNS = paper(
    1,
    title="Counting LANTERNS with $\\mu$-GPT2 & 50% Less Light",
    abstract="We count_all.\n\nIt works.",
    authors=("Ada van der Lamp", "Dusk, Li-Na", "Night Lights Team"),
    author_count=5,
    date="2018-03-09",
    arxiv_id="1803.99999",
    doi="10.5555/Lamp_1(2)",
    url="https://example.org/a_b?c=d&e=%20#f",
    venue="Proceedings of the 3rd Workshop on Lights",
    keywords=("lamps", "dark, cold"),
    tags=("Lamps", "winter"),
    highlights=(highlight(1, "It works"),),
    note="=1+1 is *mine*\n",
)
TIDES = paper(
    2, title="Tides", abstract=None, date="--03-09", author_count=2, venue="Journal of Tides"
)


def written(name: str, *papers: Paper, **options: object) -> str:
    (file,) = render(papers, ExportOptions(format=name, **options))  # type: ignore[arg-type]
    return file.text


def test_bibtex_reads_as_people_write_it() -> None:
    assert (
        written("bibtex", LANTERNS, TIDES, abstract=True)
        == r"""@inproceedings{counting-lanterns-mu-2018,
  title         = {Counting {LANTERNS} with $\mu$-{GPT2} \& 50\% Less Light},
  author        = {van der Lamp, Ada and Dusk, Li-Na and {Night Lights Team} and others},
  year          = {2018},
  month         = mar,
  day           = {9},
  booktitle     = {Proceedings of the 3rd Workshop on Lights},
  eprint        = {1803.99999},
  archiveprefix = {arXiv},
  doi           = {10.5555/Lamp_1(2)},
  url           = {https://example.org/a_b?c=d&e=\%20\#f},
  abstract      = {We count\_all.

It works.},
  keywords      = {lamps, {dark, cold}, winter},
}

@article{tides,
  title   = {Tides},
  month   = mar,
  day     = {9},
  journal = {Journal of Tides},
  note    = {2 authors, names not in the listing},
}
"""
    )


def test_biblatex_has_names_of_its_own() -> None:
    text = written("biblatex", LANTERNS, TIDES, paper(3, title="Dusk", arxiv_id="1803.99998"))
    assert "\n  date       = {2018-03-09},\n" in text
    assert "\n  eprinttype = {arxiv},\n" in text
    assert "\n  booktitle  = {Proceedings of the 3rd Workshop on Lights},\n" in text
    assert "  journaltitle = {Journal of Tides},\n" in text
    assert "@online{dusk," in text
    assert not re.search(r"^  (year|month|day|journal|archiveprefix|howpublished) ", text, re.M)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed here")
def test_pandoc_reads_biblatex_as_it_reads_bibtex() -> None:
    read = {
        name: json.loads(
            subprocess.run(
                ["pandoc", "--fail-if-warnings", "-f", name, "-t", "csljson"],
                input=written(name, LANTERNS),
                capture_output=True,
                text=True,
                check=True,
                timeout=60,
            ).stdout
        )[0]
        for name in ("bibtex", "biblatex")
    }
    one, other = read["bibtex"], read["biblatex"]
    assert {"title", "author", "issued", "DOI"} <= one.keys()
    for name in ("title", "author", "issued", "DOI", "container-title", "keyword"):
        assert one.get(name) == other.get(name)


def test_ris_has_one_line_a_value_and_the_endings_of_its_format() -> None:
    lines = written("ris", LANTERNS, abstract=True).split("\r\n")
    assert lines[0] == "TY  - CPAPER"
    assert "AU  - van der Lamp, Ada" in lines
    assert "AU  - Night Lights Team" in lines
    assert "AB  - We count_all. It works." in lines
    assert "DA  - 2018/03/09" in lines
    assert lines[-3:] == ["ER  - ", "", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-2])


def test_csl_json_has_parts_of_names_and_dates() -> None:
    first, second = json.loads(written("csl-json", LANTERNS, TIDES))
    assert first["author"] == [
        {"family": "van der Lamp", "given": "Ada"},
        {"family": "Dusk", "given": "Li-Na"},
        {"literal": "Night Lights Team"},
    ]
    assert first["issued"] == {"date-parts": [[2018, 3, 9]]}
    assert first["type"] == "paper-conference"
    assert "issued" not in second
    assert "author" not in second


def test_a_table_never_computes() -> None:
    text = written("csv", LANTERNS)
    assert text.startswith("\ufeffkey,title,")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert row["note"] == "'=1+1 is *mine*\n"
    assert row["authors"] == "Ada van der Lamp; Dusk, Li-Na; Night Lights Team"
    assert row["highlights"] == "Idea: It works"
    assert row["abstract"] == ""


def test_bibtex_stands_beside_the_notes_with_the_same_keys() -> None:
    document, beside = render([LANTERNS], ExportOptions(title="Lights", bibtex=True))
    assert (document.name, beside.name) == ("Lights.md", "Lights.bib")
    (key,) = re.findall(r"\[@([^\]]+)\]", document.text)
    assert beside.text.startswith(f"@inproceedings{{{key},")
    *_, folder = render([LANTERNS], ExportOptions(layout="files", bibtex=True))
    assert folder.name == "references.bib"


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Jan van der Berg", Name("van der Berg", "Jan")),
        ("van der Berg, Jan", Name("van der Berg", "Jan")),
        ("Ada Lamp Jr.", Name("Lamp", "Ada", "Jr.")),
        ("Lamp, Jr., Ada", Name("Lamp", "Ada", "Jr.")),
        ("Plato", Name(literal="Plato")),
        ("灯 小明", Name(literal="灯 小明")),
        ("Lights AI", Name(literal="Lights AI")),
        ("Lamp Works, Inc", Name(literal="Lamp Works, Inc")),
        ("", Name(literal="")),
    ],
)
def test_names_come_apart_where_everybody_takes_them_apart(shown: str, name: Name) -> None:
    assert name_of(shown) == name


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
        (r"$\input{x}$", r"\$\textbackslash{}input\{x\}\$"),
        (r"$\alpha{x$", r"\$\textbackslash{}alpha\{x\$"),
        (r"$x}{$", r"\$x\}\{\$"),
        ("$5 and $6", r"\$5 and \$6"),
        (r"$\ell_2^{2}$ ~ x", r"$\ell_2^{2}$ \textasciitilde{} x"),
        ("a^^5cinput", r"a\textasciicircum{}\textasciicircum{}5cinput"),
        (r"$a^^5cinput b$", r"\$a\textasciicircum{}\textasciicircum{}5cinput b\$"),
        ("two\n\nlines", "two lines"),
    ],
)
def test_text_from_a_listing_runs_no_command_in_latex(text: str, tex: str) -> None:
    assert tex_literal(text) == tex


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
ANY = st.text(st.sampled_from("{}\\$%&#_^~\"'@,= aZ9é\n灯—<>|;:()"), max_size=30)


@settings(max_examples=200, deadline=None)
@given(title=TEXT | ANY, author=TEXT | ANY, word=ANY, abstract=ANY, url=ANY)
def test_whatever_a_listing_says_every_file_can_be_read(
    title: str, author: str, word: str, abstract: str, url: str
) -> None:
    facts = {"authors": (author,), "keywords": (word,), "url": url, "venue": word, "doi": url}
    made = paper(7, title=title, abstract=abstract, **facts)
    entries = bibtexparser.parse_string(written("bibtex", made, TIDES, abstract=True))
    assert not entries.failed_blocks
    assert len(entries.entries) == 2
    _balanced(written("bibtex", made, abstract=True))
    assert len(json.loads(written("csl-json", made))) == 1
    assert written("ris", made, abstract=True).count("\r\nER  - \r\n") == 1
    table = written("csv", made, abstract=True).removeprefix("\ufeff")
    assert len(list(csv.reader(io.StringIO(table, newline="")))) == 2


def _balanced(text: str) -> None:
    depth = 0
    for brace in re.findall(r"\\.|[{}]", text):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        assert depth >= 0
    assert depth == 0


def test_what_is_written_is_read_back_as_the_same_facts() -> None:
    from reader import importers

    facts = Facts(
        title="Counting LANTERNS with GPT2",
        abstract="We count. It works, and it works well for every lamp that we have ever seen.",
        authors=("Ada van der Lamp", "Li-Na Dusk"),
        author_count=2,
        date="2018-03-09",
        year=2018,
        url="https://example.org/a",
        arxiv_id="1803.99999",
        doi="10.5555/lamp.1",
        venue="Journal of Lights",
        keywords=("lamps", "dark"),
    )
    for name in ("bibtex", "ris", "csl-json", "csv"):
        made = paper(9, **{field: getattr(facts, field) for field in facts.__slots__})
        text, *_ = importers.decode(written(name, made, abstract=True).encode())
        (entry,) = importers.read(text).entries
        read = entry.facts
        assert (read.title, read.abstract, read.doi) == (facts.title, facts.abstract, facts.doi)
        assert [name_of(author) for author in read.authors] == [
            name_of(author) for author in facts.authors
        ]
        assert (read.venue, read.keywords) == (facts.venue, facts.keywords)
        assert (read.date or "").startswith("2018-03"), name
