"""Saved web pages: cards to be seen, data behind them, any depth."""

import html
import json

from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.model import Listing


def card(number: str, title: str, *, votes: int, comments: int, more: str = "") -> str:
    return f"""<article>
<a href="/papers/{number}"><img src="/t/{number}.png" alt=""></a>
<div>Submitted by
  <img src="/avatars/1.svg"> tess</div>
<a href="/login?next=%2Fpapers%2F{number}"><input type="checkbox"><div>{votes}</div></a>
<h3><a href="/papers/{number}">{title}</a></h3>
{more}
<a href="/papers/{number}"><ul><li><img src="/avatars/2.svg"></li>
<li><div>·</div> 3 authors</li></ul></a>
<a href="/papers/{number}#community"><svg><path d="M1"/></svg> {comments}</a>
</article>"""


CARDS = "\n".join(
    [
        card("2605.00001", "Glass &amp; <em>Sand</em>", votes=9, comments=4),
        card("2605.00002", "Sand\n  Again", votes=1, comments=2),
    ]
)
DATA = {
    "date": "2026-05-04T00:00:00.000Z",
    "dailyPapers": [
        {
            "paper": {
                "id": "2605.00001",
                "title": "Glass & Sand",
                "summary": "Glass comes\nof sand.",
                "publishedAt": "2026-05-01T00:00:00Z",
                "authors": [{"name": "Vi Dune"}, {"name": "Bo Kiln"}],
            },
            "title": "Glass & Sand",
        }
    ],
}


def page(body: str) -> str:
    head = "<!doctype html>\n<html><head><title>Daily Papers</title></head>\n"
    return f"{head}<body>{body}</body></html>"


def read(text: str) -> Listing:
    listing = importers.read(text)
    assert listing.format == "listing-html"
    assert_every_line_is_claimed_once(listing)
    return listing


def test_cards_are_read_without_data():
    listing = read(page(CARDS))
    glass, sand = (entry.facts for entry in listing.entries)
    assert (glass.title, sand.title) == ("Glass & Sand", "Sand Again")
    assert (glass.upvotes, glass.comments, glass.author_count) == (9, 4, 3)
    assert (glass.url, glass.abstract) == ("https://huggingface.co/papers/2605.00001", None)
    assert listing.leftovers == ()
    assert [note.code for note in listing.warnings] == ["titles-only"]


def test_the_data_of_the_page_adds_what_the_cards_do_not_show():
    data = html.escape(json.dumps(DATA))
    listing = read(page(f'<div data-target="DailyPapers" data-props="{data}">\n{CARDS}\n</div>'))
    glass, sand = (entry.facts for entry in listing.entries)
    assert (glass.abstract, glass.date) == ("Glass comes of sand.", "2026-05-01")
    assert (glass.authors, glass.upvotes) == (("Vi Dune", "Bo Kiln"), 9)
    assert sand.abstract is None


def test_a_page_whose_cards_were_not_saved_is_read_from_its_data():
    script = f'<script type="application/json">{json.dumps(DATA)}</script>'
    listing = read(page(f'\n<a href="/papers/2605.00001"></a>\n{script}\n'))
    assert [entry.facts.abstract for entry in listing.entries] == ["Glass comes of sand."]


def test_no_depth_of_nesting_hides_a_card():
    listing = read(page("<div>\n" * 20_000 + CARDS))
    assert [entry.facts.title for entry in listing.entries] == ["Glass & Sand", "Sand Again"]


def test_an_abstract_with_links_in_it_stays_whole():
    text = 'We melt sand, as in <a href="https://example.org/x">earlier work</a>, and wait. ' * 4
    listing = read(page(card("2605.00003", "Waiting", votes=0, comments=1, more=f"<p>{text}</p>")))
    abstract = listing.entries[0].facts.abstract
    assert abstract is not None
    assert abstract.count("as in earlier work, and wait.") == 4
