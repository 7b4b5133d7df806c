"""Digests of papers as Markdown tables."""

from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Listing

TWO_DAYS = """# Papers

## Papers for 2026-03-01

| Title | Authors | Summary |
|-------|---------|---------|
| Maps of Fog
  and Rain (Read more on [arXiv](https://arxiv.org/abs/2603.00001) or
[HF](/papers/2603.00001))| Al Fen, Bo Mire | Fog \\| rain is mapped. |

## Papers for 2026-03-02

| Title | Authors | Summary |
|-------|---------|---------|
| [Dry Maps](https://huggingface.co/papers/2603.00002) | Cy Arid | Maps are dry. |
"""

CHINESE = """| 日期 | 论文标题 | 作者 | 代码 |
| :-- | :-- | :-- | :-- |
| 2025-12-01 | **[Rivers](https://arxiv.org/abs/2512.00009)** | Di Flow | https://github.com/a/b |
| 2025-12-02 | [Lakes](https://arxiv.org/abs/2512.00010)<br>ICLR | Ed Still | |
"""


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "digest-table"
    assert_every_line_is_claimed_once(listing)
    return listing


def test_several_days_and_rows_over_two_lines_are_read():
    listing = read(TWO_DAYS)
    maps, dry = listing.entries
    assert maps.facts.title == "Maps of Fog and Rain"
    assert (maps.first_line, maps.last_line) == (7, 9)
    assert maps.facts.url == "https://huggingface.co/papers/2603.00001"
    assert maps.facts.abstract == "Fog | rain is mapped."
    assert (dry.facts.title, dry.facts.authors) == ("Dry Maps", ("Cy Arid",))
    assert (listing.captured, listing.leftovers) == ("2026-03-02", ())


def test_columns_are_known_in_other_languages_and_any_order():
    rivers, lakes = (entry.facts for entry in read(CHINESE).entries)
    assert (rivers.title, rivers.date) == ("Rivers", "2025-12-01")
    assert (rivers.arxiv_id, rivers.url) == ("2512.00009", "https://arxiv.org/abs/2512.00009")
    assert rivers.code_url == "https://github.com/a/b"
    assert (lakes.title, lakes.authors) == ("Lakes ICLR", ("Ed Still",))


def test_a_cut_row_is_kept_and_says_so_and_prose_is_left_over():
    cut = TWO_DAYS[: TWO_DAYS.index(" | Maps are dry")]
    listing = read(f"Hello, this is my digest.\n{cut}")
    assert [warning.code for warning in listing.entries[1].warnings][:1] == ["cut"]
    assert [leftover.line for leftover in listing.leftovers] == [1]


def test_a_table_of_other_things_is_no_digest():
    listing = importers.FORMATS
    table = "| Name | Price |\n|---|---|\n| Apple | 1 |\n| Pear | 2 |\n"
    digest = next(form for form in listing if form.name == "digest-table")
    assert digest.confidence(table) == 0.0
