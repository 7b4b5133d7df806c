"""To export and to import again is to change nothing, in every layout, as it is on the disk."""

from typing import Literal

import making_papers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import importers
from reader.export import drafts
from reader.importers.text import records
from reader.model import ExportOptions, Facts, Paper

PIECES = (
    "fog", "Größe", "echo_3", "*bold*", "a|b", "<i>it</i>", "[link]", "#1", "`code`", "--", "-->",
    r"$\alpha$-rays", r"$O(n^2)$", r"\emph{loud}", r"na\"ive", r"{\'e}", r"\%", "$5", "{{x}}",
    "日本", "100%", "<!--", "reader:end", "1.", "- one", "& co.", "~tilde", r"\unknown{x}",
    "$$", "\\",
)  # fmt: skip
LINE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)
NAMES = (
    "Ida Holm", "Li Na", "P. O'Neill", "Holm, Ida", "van der Berg, Åsa", "OpenAI", "A and B Labs",
    r"Erd\H{o}s, P.", "J. Smith 3rd", "The Fog Team, Inc.", "Anon.",
)  # fmt: skip
WEB = st.sampled_from(
    ("https://example.org/fog?a=1&b=(2)", "https://example.org/ü/x%20y", "https://doi.org/10.5555/fog.1",
     "https://arxiv.org/abs/2401.00007", "https://github.com/ida/fog")
)  # fmt: skip
COUNT = st.none() | st.integers(0, 9000)


def normal(facts: Facts) -> Facts:
    """Facts as an importer gives them: only those can be in a library."""
    return records.entry(facts, 1, 1).facts


FACTS = st.builds(
    Facts,
    title=LINE.filter(lambda text: any(each.isalpha() for each in text)),
    abstract=st.none() | st.lists(LINE, min_size=1, max_size=3).map("\n\n".join),
    authors=st.lists(st.sampled_from(NAMES), max_size=9, unique=True).map(tuple),
    author_count=st.none() | st.integers(1, 30),
    date=st.sampled_from((None, "2024", "2024-03", "2024-03-05", "--03-31")),
    date_as_shown=st.none() | LINE,
    year_from_capture=st.booleans(),
    url=st.none() | WEB,
    arxiv_id=st.sampled_from((None, "2401.00007", "math/0309136", "hep-th/9901001")),
    doi=st.sampled_from((None, "10.5555/fog.1", "10.1002/(sici)1097-4636(1999)46:2<1::aid>3.0")),
    venue=st.none() | LINE,
    year=st.sampled_from((None, 2024, 1999)),
    upvotes=COUNT,
    comments=COUNT,
    code_url=st.none() | st.just("https://github.com/ida/fog"),
    keywords=st.lists(LINE, max_size=2).map(tuple),
    ids=st.sampled_from(((), ("pmid:123", "openreview:aB-1"))),
).map(normal)


def paper(number: int, facts: Facts, note: str) -> Paper:
    made = making_papers.paper(number, note=note, tags=("fog", "cold air"))
    names = Paper.__dataclass_fields__
    return Paper(**{each: getattr(made, each) for each in names if each != "facts"}, facts=facts)


@pytest.mark.parametrize("layout", ["document", "files", "vault"])
@settings(max_examples=150, deadline=None)
@given(every=st.lists(FACTS, min_size=1, max_size=3), note=st.just("") | LINE)
def test_files_of_an_export_come_back_as_they_were(
    layout: Literal["document", "files", "vault"], every: list[Facts], note: str
) -> None:
    papers = [paper(number, facts, note) for number, facts in enumerate(every, 1)]
    for draft in drafts(papers, ExportOptions(layout=layout, abstract=True)):
        for text in (draft.marked(), draft.plain()):
            listing = importers.read(text)
            assert listing.format == "reader-markdown"
            assert not listing.leftovers
            of = {each.id: each.facts for each in papers}
            assert [entry.facts for entry in listing.entries] == [of[one] for one in draft.papers]


def test_what_a_hand_has_changed_is_read_as_the_hand_says() -> None:
    was = normal(
        Facts(
            "On $\\alpha$ rays",
            "A $\\beta$ ray.",
            tuple(f"Ann Name{number}" for number in range(9)),
            upvotes=3,
        )
    )
    (draft,) = drafts([paper(1, was, "")], ExportOptions(abstract=True))
    text = draft.marked().replace("α rays", "gamma rays").replace("A β ray.", "A delta ray.")
    (entry,) = importers.read(text.replace("Ann Name0", "Ida Holm", 1)).entries
    assert (entry.facts.title, entry.facts.abstract) == ("On gamma rays", "A delta ray.")
    assert (entry.facts.authors[0], entry.facts.author_count) == ("Ida Holm", 9)
    assert entry.facts.upvotes == 3


@pytest.mark.parametrize(
    "comment",
    [
        "{",
        "[]",
        '{"title": 3, "authors": "x", "year": -1, "upvotes": true, "url": ["a"]}',
        '{"x": 1}',
    ],
)
def test_a_comment_that_is_none_of_ours_says_nothing(comment: str) -> None:
    plain = normal(Facts("Fog", "An echo.", date="2024"))
    (draft,) = drafts([paper(1, plain, "")], ExportOptions(abstract=True))
    text = draft.plain().replace(
        "\n\n### Abstract", f"\n\n<!-- facts: {comment} -->\n\n### Abstract"
    )
    (entry,) = importers.read(text).entries
    assert entry.facts == plain
