"""Pages of papers as text browsers print them."""

from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Listing

DAILY = """Daily Papers

by AK and the research community

 Dec 30
[2512]
Submitted by [17] mara
 [ ]
41

Bridges That Count Their Walkers

  • [aa11bb22cc]
  • ·
    12 authors

7
Submitted by [18] noor
 [ ]
3

2048: A Game of Doors

  • ·
    2 authors

[2512]
Submitted by [19] oke
 [ ]
-

Doors, Again

  • ·
    5 authors

1
Previous Next
"""

NUMBERED = """   [1]Hugging Face
   new
   Get trending papers in your email inbox!
   [2]Subscribe

[3]Daily Papers

   Jan 2

   [4]
   [ ]
   15

[5]On the Weight of Clouds: A Study of Long Titles That Must Go on in a
Second Line

   [6]Clouds are heavy. We weigh them with a scale made of rain, and find
   that they are heavier than they look. The scale is well-
   calibrated. We give the weights of ninety clouds in a table, and tell
   how each was weighed, by whom, and in which weather it was done.

     * 6 authors
   ·
   Dec 30, 2025 [7]2

   [8]
   [ ]
   -

[9]Small Rain

   [10]Small rain is rain that is small. We measure it drop by drop, with
   a ruler for drops. The result is a list of sizes, and the list has an
   end. All of it can be had from the authors, who like to be asked.

     * 1 authors
   ·
   Jan 1

References

   1. https://huggingface.co/
   2. https://huggingface.co/login?next=/papers
   3. https://huggingface.co/papers
   4. https://huggingface.co/login?next=/papers/2512.11111
   5. https://huggingface.co/papers/2512.11111
   6. https://huggingface.co/papers/2512.11111
   7. https://huggingface.co/papers/2512.11111#community
   8. https://huggingface.co/login?next=/papers/2601.00555
   9. https://huggingface.co/papers/2601.00555
  10. https://huggingface.co/papers/2601.00555
"""


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "listing-dump"
    assert_every_line_is_claimed_once(listing)
    return listing


def test_the_number_above_a_title_counts_votes_and_the_one_below_comments():
    listing = read(DAILY)
    facts = [entry.facts for entry in listing.entries]
    assert [each.title for each in facts] == [
        "Bridges That Count Their Walkers",
        "2048: A Game of Doors",
        "Doors, Again",
    ]
    assert [each.upvotes for each in facts] == [41, 3, 0]
    assert [each.comments for each in facts] == [7, None, 1]
    assert [each.author_count for each in facts] == [12, 2, 5]
    assert all(each.abstract is None for each in facts)
    assert listing.captured == "--12-30"
    assert listing.leftovers == ()


def test_wrapped_texts_are_joined_and_numbers_become_links():
    listing = read(NUMBERED)
    clouds, rain = (entry.facts for entry in listing.entries)
    assert clouds.title.endswith("Go on in a Second Line")
    assert clouds.abstract is not None
    assert "well-calibrated" in clouds.abstract
    assert clouds.abstract.endswith("it was done.")
    assert (clouds.upvotes, clouds.comments, clouds.author_count) == (15, 2, 6)
    assert clouds.url == "https://huggingface.co/papers/2512.11111"
    assert (clouds.date, rain.date) == ("2025-12-30", "2026-01-01")
    assert (rain.arxiv_id, rain.upvotes) == ("2601.00555", 0)
    assert listing.leftovers == ()


def test_without_its_list_of_addresses_a_page_says_the_same_but_for_links():
    whole, cut = read(NUMBERED), read(NUMBERED.partition("References")[0])
    assert [entry.facts.title for entry in cut.entries] == [
        entry.facts.title for entry in whole.entries
    ]
    assert [entry.facts.upvotes for entry in cut.entries] == [15, 0]
    assert all(entry.facts.arxiv_id is None for entry in cut.entries)


def test_seed_shapes_are_left_to_their_own_formats():
    listing = importers.read(
        "\n".join(["Daily Papers", "Nov 3", "A Title", "", "Words. " * 60, "", "• 3 authors", "·",
                   "Mar 31", "", "Another Title", "", "Words. " * 60, "", "• 1 authors", "·",
                   "Sep 2, 2024 3"])
    )  # fmt: skip
    assert listing.format == "listing-blocks"
