"""One web page that stands by itself: nothing is loaded, nothing runs, links stay inside."""

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from making_papers import highlight, paper

from reader.export import render
from reader.model import ExportOptions, Kind, Paper

PAGE = ExportOptions(format="html", title="Lights & <Tides>", abstract=True)
VOID = {"meta", "br", "hr"}


class Reading(HTMLParser):
    """The tags of a page, whether they are closed, and everything that leads somewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.others: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "href":
                self.links.append(value or "")
            elif name == "id":
                self.ids.append(value or "")
            else:
                self.others.add(name)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(*papers: Paper, options: ExportOptions = PAGE) -> str:
    (file,) = render(list(papers), options)
    return file.text


LAMPS = paper(
    1,
    title=r"Lamps of $\mu$ & <b>",
    abstract="We count.\n\nIt works.",
    authors=("A & B", "C"),
    arxiv_id="1803.99999",
    tags=("winter & nights",),
    note="# Own\n\nSee [[Tides]], [[Nowhere]], [^h1], [^h7].",
    highlights=(highlight(1, "We count", Kind.METHOD, "One *by* one?"),),
)
TIDES = paper(2, title="Tides", note="<script>alert(1)</script> [x](javascript:alert(1))")


def test_a_page_has_every_part_and_links_lead_into_it() -> None:
    text = page(LAMPS, TIDES)
    read = Reading(text)
    assert read.open == []
    assert "<title>Lights &amp; &lt;Tides&gt;</title>" in text
    assert "<h2>Lamps of μ &amp; &lt;b&gt;</h2>" in text
    assert "A &amp; B and C, Undated." in text
    assert f'<a href="#{TIDES.uid}">Tides</a>, Nowhere,' in text
    assert f'<a href="#{LAMPS.uid}-h1"><sup>1</sup></a>, <sup>7</sup>' in text
    assert "<h4>Own</h4>" in text
    assert "One <em>by</em> one?" in text
    assert {link for link in read.links if link.startswith("#")} <= {f"#{one}" for one in read.ids}
    assert len(set(read.ids)) == len(read.ids)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    text = page(LAMPS, TIDES)
    read = Reading(text)
    assert not read.tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base"}
    assert not any(name.startswith("on") or name in ("src", "style") for name in read.others)
    assert all(re.match(r"#|https?://", link) for link in read.links)
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


def test_it_is_light_or_dark_by_our_tokens() -> None:
    text = page(TIDES)
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    assert "--bg-window: #FFFFFF" in light
    assert "--bg-window: #1C1C1B" in dark
    used = set(re.findall(r"var\((--[a-z-]+)\)", text))
    given = set(re.findall(r"(--[a-z-]+):", text, re.IGNORECASE)) | set(
        re.findall(r"(--[a-zA-Z-]+):", text)
    )
    assert used <= given


def test_a_contents_stands_before_many_papers() -> None:
    many = [paper(number, title=f"Paper {number}") for number in range(1, 6)]
    assert '<nav aria-label="Papers">' in page(*many)
    assert "<nav" not in page(*many[:3])


@settings(deadline=None, max_examples=150)
@given(st.text(), st.text(), st.text())
def test_foreign_text_is_only_text(title: str, note: str, tag: str) -> None:
    text = page(
        paper(1, title=title, note=note, tags=(tag,), venue=note, authors=(tag,)),
        options=ExportOptions(format="html", title=title),
    )
    read = Reading(text)
    assert read.open == []
    assert "script" not in read.tags
    assert all(re.match(r"#|https?://", link) for link in read.links)
