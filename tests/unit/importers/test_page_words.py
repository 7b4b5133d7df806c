"""Pages as browsers translate them: dates, numbers of authors, submitters in other languages."""

import pytest
from making_listings import PAPERS, assert_every_line_is_claimed_once

from reader import importers
from reader.importers.text.page_words import authors_in, day_in, submitter_in

NAMES = {
    "German": ("{} Autoren", "{}. Jan.", "30. Dez. 2023"),
    "French": ("{} auteurs", "{} janv.", "30 déc. 2023"),
    "Spanish": ("{} autores", "{} de enero", "30 de dic. de 2023"),
    "Italian": ("{} autori", "{} gen", "30 dicembre 2023"),
    "Portuguese": ("{} autores", "{} de jan.", "30 de dez. de 2023"),
    "Russian": ("{} авторов", "{} января", "30 дек. 2023 г."),
    "Chinese": ("{} 位作者", "1月{}日", "2023年12月30日"),
    "Japanese": ("著者{}名", "1月{}日", "2023年12月30日"),
    "Korean": ("{}명의 저자", "1월 {}일", "2023년 12월 30일"),
    "British": ("{} authors", "{} Jan", "30 December 2023"),
    "directed": ("{} authors", "\u200eJan {}\u200f", "\u202aDec 30, 2023\u202c"),
}


@pytest.mark.parametrize("language", NAMES)
def test_a_search_page_is_read_in_any_language(language: str):
    count, date, last = NAMES[language]
    papers = PAPERS[:3]
    dates = [date.format(12), date.format(11), last]
    lines = ["Daily Papers", "", "by", "AK", "and the research community", ""]
    for paper, shown in zip(papers, dates, strict=True):
        end = [f"  • {count.format(paper.authors)}", "·", shown]
        lines += [paper.title, "", paper.abstract, "", *end, ""]
    listing = importers.read("\n".join(lines))
    assert_every_line_is_claimed_once(listing)
    assert not listing.leftovers
    found = [entry.facts for entry in listing.entries]
    assert [each.title for each in found] == [paper.title for paper in papers]
    assert [each.abstract for each in found] == [paper.abstract for paper in papers]
    assert [each.author_count for each in found] == [paper.authors for paper in papers]
    assert [each.date for each in found] == ["2024-01-12", "2024-01-11", "2023-12-30"]
    assert [each.year_from_capture for each in found] == [True, True, False]


def test_a_translated_daily_page_has_submitters_votes_and_comments():
    lines = ["Articles quotidiens", "", "par AK et la communauté de recherche", "", "15 janv.", ""]
    votes = ["41", "–", "7"]
    for paper, vote in zip(PAPERS, votes, strict=False):
        lines += ["Envoyé par", "", "ida", "", vote, "", paper.title, "", "·"]
        lines += [f"{paper.authors} auteurs", "", "2", ""]
    listing = importers.read("\n".join(lines))
    assert_every_line_is_claimed_once(listing)
    assert not listing.leftovers
    found = [entry.facts for entry in listing.entries]
    assert [each.title for each in found] == [paper.title for paper in PAPERS[:3]]
    assert [each.upvotes for each in found] == [41, 0, 7]
    assert [each.comments for each in found] == [2, 2, 2]
    assert [each.author_count for each in found] == [paper.authors for paper in PAPERS[:3]]
    assert listing.captured == "--01-15"


@pytest.mark.parametrize(
    ("text", "month", "day", "year"),
    [
        ("12 Jan", 1, 12, None),
        ("1er mars 2024", 3, 1, 2024),
        ("3rd of May", 5, 3, None),
        ("31 thg", None, 0, None),
        ("ene 12, 2024", 1, 12, 2024),
        ("Publié le 12 août 2024", 8, 12, 2024),
        ("2024-01-12", 1, 12, 2024),
        ("12.01.2024", 1, 12, 2024),
        ("2024 年 1 月 12 日", 1, 12, 2024),
        ("12/01/2024", None, 0, None),
        ("12 Marvels", None, 0, None),
        ("13月1日", None, 0, None),
        ("2024", None, 0, None),
    ],
)
def test_only_what_leaves_no_doubt_is_a_date(
    text: str, month: int | None, day: int, year: int | None
):
    found = day_in(text)
    if month is None:
        assert found is None
    else:
        assert found is not None
        assert (found.month, found.day, found.year) == (month, day, year)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("• 3 authors", 3),
        ("- 12 Autoren", 12),
        ("共 3 位作者", 3),
        ("3 authorship claims", None),
        ("저자 3명", 3),
        ("3 cats", None),
    ],
)
def test_a_number_of_authors_is_known_by_the_word_beside_it(text: str, count: int | None):
    found = authors_in(text)
    assert (found[0] if found else None) == count


def test_a_submitter_may_stand_beside_the_words_or_below():
    assert submitter_in("Submitted by ida") == "ida"
    assert submitter_in("Eingereicht von:") == ""
    assert submitter_in("投稿者 ida") == "ida"
    assert submitter_in("Submitted bytes are counted") is None
