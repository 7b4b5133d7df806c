"""arXiv mailings and monthly listings: all decades, copies, lost lines."""

import pytest
from making_listings import assert_every_line_is_claimed_once

from reader import importers
from reader.importers.text.arxiv_names import author_names
from reader.model import Listing

RULE = "-" * 78
NEW = rf"""Date: Tue,  2 Jan 24 01:10:33 GMT
Subject: physics.ao-ph daily Subj-class mailing 400012

{RULE}
{RULE}
Send any comments regarding submissions directly to submitter.
{RULE}
Archives at http://arxiv.org/archive/physics
To unsubscribe, e-mail To: physics@arxiv.org, Subject: cancel
{RULE}
 received from  Fri 29 Dec 23 19:00:00 GMT  to  Mon  1 Jan 24 19:00:00 GMT
{RULE}
\\
arXiv:2401.00007
Date: Sat, 30 Dec 2023 08:00:00 GMT   (512kb,D)

Title: A fog that answers:
  echoes over a cold bay
Authors: Ida Holm (1), Bj\"orn Qvist (1 and 2), and Lee Park Jr. ((1) Bay
  Station, (2) Fog House)
Categories: physics.ao-ph
Comments: 9 pages, see also
  arXiv:2312.09999
DOI: 10.5555/fog.2024
\\
  We shout into fog. It answers after two seconds.
The answer is lower than the shout.
  A second day gave the same.
\\ ( https://arxiv.org/abs/2401.00007 ,  512kb)
%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-
{RULE}
\\
arXiv:physics/0701011 (*cross-listing*)
replaced with revised version Sun, 31 Dec 2023 10:00:00 GMT   (9kb)

Title: Ropes that hum
Authors: Ana Perera
Categories: physics.class-ph
Journal-ref: J. Ropes 3 (2007) 1-9
\\ ( https://arxiv.org/abs/physics/0701011 ,  9kb)
%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---
"""
OLD = rf"""{RULE}
\\
Paper (*cross-listing*): hep-th/9404999
From: example@example.com
Date: Tue, 12 Apr 94 09:12:00 EDT   (8kb)

Title: Strings on a kite
Author: K. Ito
Comments: 4 pages, plain TeX
\\
  A kite is flown with strings.
\\
{RULE}
"""


def read(text: str) -> Listing:
    listing = importers.read(text, format_name="arxiv-mail")
    assert_every_line_is_claimed_once(listing)
    return listing


def test_a_mailing_gives_papers_replacements_and_its_day():
    listing = importers.read(NEW)
    assert listing.format == "arxiv-mail"
    assert (listing.captured, listing.leftovers) == ("2024-01-02", ())
    fog, ropes = listing.entries
    facts = fog.facts
    assert facts.title == "A fog that answers: echoes over a cold bay"
    assert facts.authors == ("Ida Holm", "Björn Qvist", "Lee Park Jr.")
    assert facts.abstract == (
        "We shout into fog. It answers after two seconds. The answer is lower than the shout."
        "\n\nA second day gave the same."
    )
    assert (facts.date, facts.date_as_shown) == ("2023-12-30", "Sat, 30 Dec 2023 08:00:00 GMT")
    assert (facts.arxiv_id, facts.doi) == ("2401.00007", "10.5555/fog.2024")
    assert (fog.first_line, fog.last_line, fog.warnings) == (13, 29, ())
    assert ropes.facts.arxiv_id == "physics/0701011"
    assert (ropes.facts.abstract, ropes.facts.date) == (None, None)
    assert ropes.facts.venue == "J. Ropes 3 (2007) 1-9"


def test_a_listing_of_the_nineties_has_two_digits_for_a_year():
    (kite,) = read(OLD).entries
    assert importers.read(OLD).format == "arxiv-mail"
    assert (kite.facts.date, kite.facts.authors) == ("1994-04-12", ("K. Ito",))
    assert kite.facts.abstract == "A kite is flown with strings."
    assert kite.facts.url == "https://arxiv.org/abs/hep-th/9404999"


def test_a_copy_that_lost_its_indentation_is_read_the_same():
    plain = "\n".join(line.strip() for line in NEW.split("\n"))
    nbsp = NEW.replace("\n  ", "\n\u00a0")
    for text in (plain, nbsp):
        fog = read(text).entries[0].facts
        assert fog.title == "A fog that answers: echoes over a cold bay"
        assert fog.authors == ("Ida Holm", "Björn Qvist", "Lee Park Jr.")


def lost(line: str, text: str = NEW) -> list[tuple[str, list[str]]]:
    """The titles and warnings when a line is lost, without the first one that is alike."""
    listing = read(text.replace(f"{line}\n", "", 1))
    return [(e.facts.title, [each.code for each in e.warnings]) for e in listing.entries]


FOG, ROPES = "A fog that answers: echoes over a cold bay", "Ropes that hum"


def test_a_lost_line_is_said_or_changes_nothing():
    head_end = "DOI: 10.5555/fog.2024\n\\\\"
    assert lost(r"\\") == [(FOG, []), (ROPES, [])]
    assert lost(head_end)[0] == (FOG, ["broken"])
    assert lost("\\\\ ( https://arxiv.org/abs/2401.00007 ,  512kb)") == [(FOG, []), (ROPES, [])]
    assert lost("Authors: Ana Perera") == [(FOG, []), (ROPES, ["broken"])]
    assert lost("Title: Ropes that hum") == [(FOG, [])]
    for code in ("arXiv:2401.00007", "arXiv:physics/0701011 (*cross-listing*)"):
        assert read(NEW.replace(f"{code}\n", "")).leftovers


def test_lines_run_together_or_doubled_are_said():
    glued = read(NEW.replace("Ana Perera\nCat", "Ana PereraCat")).entries[1]
    assert "joined" in {each.code for each in glued.warnings}
    twice = read(
        NEW.replace("  echoes over a cold bay\n", "  echoes over a cold bay\n" * 2)
    ).entries[0]
    assert (twice.facts.title, [each.code for each in twice.warnings]) == (FOG, ["doubled"])


def test_words_between_papers_are_left_over():
    listing = read(OLD.replace(f"{RULE}\n", f"{RULE}\nsome other words\n{RULE}\n", 1))
    assert [(each.line, each.text) for each in listing.leftovers] == [(2, "some other words")]


def test_a_mail_cut_anywhere_never_mixes_papers():
    for end in range(len(NEW)):
        for entry in read(NEW[:end]).entries:
            assert FOG.startswith(entry.facts.title) or ROPES.startswith(entry.facts.title)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("A. One, B. Two, and C. Three", ("A. One", "B. Two", "C. Three")),
        ("A. One and B. Two & C. Three", ("A. One", "B. Two", "C. Three")),
        ("A. One (1), B. Two (2) ((1) Here, (2) There)", ("A. One", "B. Two")),
        ("A. One (Here, B. Two", ("A. One (Here", "B. Two")),
        ("Lee Park, Jr., Ed\\'e Sand", ("Lee Park, Jr.", "Edé Sand")),
        ("", ()),
    ],
)
def test_authors_are_names_without_affiliations(line: str, names: tuple[str, ...]):
    assert author_names(line) == names


@pytest.mark.parametrize(
    "bomb", ["\\\\\n", "\\\\\narXiv:2401.00007\n", "(", "arXiv:", f"{RULE}\n", "Title: (\n"]
)
def test_a_bomb_is_read_in_linear_time(bomb: str):
    read(NEW.replace("  echoes", "".join(f"  {bomb.strip()} {n} ,\n" for n in range(15_000))))
    read(bomb * 20_000)
