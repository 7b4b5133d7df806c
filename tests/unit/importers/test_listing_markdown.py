"""Pages of papers as Markdown, in shapes that scrapers and converters write."""

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Entry, Listing

ABSTRACT = (
    "We study how lanterns drift over water. Our model has two parts [1, 2), and both are small. "
    "Experiments on three lakes show that the drift can be told in advance. We release the code "
    "at https://github.com/lakes/lantern."
)

SEARCH = f"""Title: Daily Papers - Hugging Face

URL Source: https://huggingface.co/papers?q=lanterns

Markdown Content:
Get trending papers in your email inbox once a day!

[Subscribe](https://huggingface.co/login?next=%2Fpapers)

# Daily Papers

lanterns on water

[12](https://huggingface.co/login?next=%2Fpapers%2F2603.00011)

### [Lanterns: Slow Light over Long-\\  Forgotten Lakes](https://huggingface.co/papers/2603.00011)

[{ABSTRACT}](https://huggingface.co/papers/2603.00011)

[- ![](https://cdn-avatars.huggingface.co/a_(1).png)\\\\
- 4 authors](https://huggingface.co/papers/2603.00011)

·

Mar 2[3](https://huggingface.co/papers/2603.00011#community)

[-](https://huggingface.co/login?next=%2Fpapers%2F2411.00022)

### [Paper Boats](https://huggingface.co/papers/2411.00022)

[{ABSTRACT}](https://huggingface.co/papers/2411.00022)

Lake University

·

Nov 1, 2024
"""

WEEK = """# Weekly Papers

[](/papers/week/2026-W01)

Submitted by

![](/avatars/1.svg)

kim

[1200](/login?next=%2Fpapers%2F2601.00001)

## [Snow as a Clock][1]

- ![](/avatars/2.svg)
- · 7 authors

[31](/papers/2601.00001#community)

Submitted by

![](/avatars/3.svg)

lee

[88](/login?next=%2Fpapers%2F2601.00002)

## [Ice as a
Calendar][2]

- · 1 authors

Previous
Next

[1]: https://huggingface.co/papers/2601.00001
[2]: https://huggingface.co/papers/2601.00002
"""

TRENDING = """## Trending Papers

### Kites That Read: Wind as Input
A kite learns letters from the pull of its own string and needs no camera.
- 3 authors
[Enlace: GitHub 1.2k](https://github.com/kites/read)

### Kites That Read: Wind as Input
A kite learns letters from the pull of its own string and needs no camera.
- 3 authors
Published on Jan 5, 2026
[Enlace: GitHub 1.2k](https://github.com/kites/read)

### Quiet Engines
Engines are made quiet by listening to them with a second engine.
"""


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "listing-markdown"
    assert_every_line_is_claimed_once(listing)
    return listing


def codes(entry: Entry) -> set[str]:
    return {warning.code for warning in entry.warnings}


def test_a_search_page_gives_every_field_its_own_place():
    listing = read(SEARCH)
    first, second = (entry.facts for entry in listing.entries)
    assert first.title == "Lanterns: Slow Light over Long-Forgotten Lakes"
    assert (first.abstract, second.abstract) == (ABSTRACT, ABSTRACT)
    assert (first.upvotes, first.comments, first.author_count) == (12, 3, 4)
    assert (first.arxiv_id, first.url) == (
        "2603.00011",
        "https://huggingface.co/papers/2603.00011",
    )
    assert first.code_url == "https://github.com/lakes/lantern"
    assert (first.date, first.date_as_shown) == ("2026-03-02", "Mar 2")
    assert (second.upvotes, second.comments, second.author_count) == (0, None, None)
    assert second.date == "2024-11-01"
    assert listing.leftovers == ()
    assert [note.code for note in listing.warnings] == ["search-words"]


def test_a_weekly_page_with_its_links_at_the_end_is_read():
    listing = read(WEEK)
    facts = [entry.facts for entry in listing.entries]
    assert [each.title for each in facts] == ["Snow as a Clock", "Ice as a Calendar"]
    assert [each.arxiv_id for each in facts] == ["2601.00001", "2601.00002"]
    assert [each.upvotes for each in facts] == [1200, 88]
    assert [each.comments for each in facts] == [31, None]
    assert [each.author_count for each in facts] == [7, 1]
    assert [note.code for note in listing.warnings] == ["titles-only"]


def test_a_card_printed_twice_is_one_paper_with_the_facts_of_both():
    listing = read(TRENDING)
    kites, engines = listing.entries
    assert kites.facts.date == "2026-01-05"
    assert kites.facts.code_url == "https://github.com/kites/read"
    assert (kites.first_line, kites.last_line) == (3, 12)
    assert {"listed-twice", "summary-only"} <= codes(kites)
    assert engines.facts.author_count is None


def test_a_copy_further_down_is_no_second_paper_and_its_lines_are_accounted_for():
    blocks = TRENDING.split("\n### ")
    listing = read("\n### ".join([blocks[0], blocks[1], blocks[3], blocks[2]]))
    assert [entry.facts.title for entry in listing.entries] == [
        "Kites That Read: Wind as Input",
        "Quiet Engines",
    ]
    assert listing.entries[0].facts.date == "2026-01-05"
    assert listing.leftovers == ()


def test_a_card_without_its_title_gives_nothing_to_the_paper_above():
    lost = SEARCH.replace("### [Paper Boats](https://huggingface.co/papers/2411.00022)\n", "")
    listing = read(lost)
    (only,) = listing.entries
    assert only.facts.date == "2026-03-02"
    assert len(listing.leftovers) == 5
    assert all("title" in leftover.reason for leftover in listing.leftovers)


@pytest.mark.parametrize("end", range(300, len(SEARCH), 97))
def test_a_page_cut_anywhere_never_mixes_papers(end: int):
    for entry in importers.read(SEARCH[:end], format_name="listing-markdown").entries:
        facts = entry.facts
        if facts.title == "Paper Boats":
            assert facts.comments is None
            assert facts.arxiv_id == "2411.00022"
        assert facts.abstract is None or ABSTRACT.startswith(facts.abstract.strip("[")[:80])


def test_two_pages_in_one_file_are_two_heads_and_all_papers():
    listing = read(SEARCH + "\n" + SEARCH.replace("2603.00011", "2603.00033").replace(
        "2411.00022", "2411.00044").replace("Paper Boats", "Reed Boats").replace("Lanterns:", "L:")
    )  # fmt: skip
    assert [entry.facts.arxiv_id for entry in listing.entries] == [
        *("2603.00011", "2411.00022", "2603.00033", "2411.00044")
    ]
    assert listing.entries[1].facts.date == "2024-11-01"
    assert listing.entries[1].last_line < listing.entries[2].first_line - 8
