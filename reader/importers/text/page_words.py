"""The words of listing pages in other languages, as browsers translate them: dates, counts, names.

A date is only read where its words leave no doubt: `12/01/2024` could be either of two days,
so it is none.
"""

import re
from typing import NamedTuple

_NAMES = (
    "jan janv januar january janvier janeiro january januari gen gennaio ene enero янв января"
    " sty stycznia oca ocak",
    "feb févr fév februar february février febbraio febrero fev fevereiro februari фев февр февраля"
    " lut lutego şub şubat",
    "mar mars mär märz mrz march marzo março maart mrt мар марта marca mart",
    "apr april avr avril abr abril aprile апр апреля kwi kwietnia nis nisan",
    "may mai mayo maggio mag maio mei maj мая май maja mayıs",
    "jun juni june juin junio giugno giu junho июн июня cze czerwca haz haziran",
    "jul juli july juil juillet julio luglio lug julho июл июля lip lipca tem temmuz",
    "aug august août aout ago agosto augustus augusti авг августа sie sierpnia ağu ağustos",
    "sep sept september septembre sept septiembre settembre set setembro сен сент сентября"
    " wrz września eyl eylül",
    "oct okt oktober october octobre octubre ottobre ott outubro out окт октября paź października"
    " eki ekim",
    "nov november novembre noviembre novembro ноя нояб ноября lis listopada kas kasım",
    "dec dez dezember december déc décembre dic diciembre dicembre dezembro дек декабря gru grudnia"
    " ara aralık",
)
_MONTHS = {name: number for number, row in enumerate(_NAMES, start=1) for name in row.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?(?![^\W\d_])"
_DAY = r"(?P<day>[0-3]?\d)(?!\d)"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_PUBLISHED = (
    r"(?:(?:Published|Publié|Veröffentlicht|Publicado|Pubblicato|Gepubliceerd|Опубликовано"
    r"|Opublikowano|发布于|发表于|公開日|게시일)(?:\s(?:on|le|am|el|em|il|op))?\s?[:：]?\s{0,3})?"
)
_COUNT = r"(?:\s{1,9}(?P<count>\d{1,6}))?$"
_DATES = [
    re.compile(rf"{_PUBLISHED}(?P<shown>{pattern}){_COUNT}", re.IGNORECASE)
    for pattern in (
        # 12 Jan 2024, 12. Januar, 1er mars, 12 de enero de 2024, 12 янв. 2024 г.
        rf"{_DAY}(?:\.|er|º|°|st|nd|rd|th)?\s{{1,2}}(?:de\s|of\s)?{_MONTH}"
        rf"(?:,?\s{{1,2}}(?:de\s|del\s)?{_YEAR}(?:\sг\.?|\sr\.)?)?",
        # ene 12, 2024
        rf"{_MONTH}\s{{1,2}}{_DAY}(?:,?\s{{1,2}}{_YEAR})?",
        # 2024年1月12日, 1월 12일
        r"(?:(?P<year>[12]\d{3})\s?[年년]\s?)?(?P<month>1?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일]",
        r"(?P<year>[12]\d{3})-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        r"(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?(?P<year>[12]\d{3})",
    )
]
AUTHORS = (
    r"(?:authors?|autor(?:en|es|as|e|i|ów|zy)?|auteurs?|författare|forfattere|yazar(?:lar)?|penulis"
    r"|автор(?:ов|а|ы)?|tác giả|[位名个]\s?作者|[人名]の著者|著者|명의 저자|저자)"
)
"""What stands behind the number of authors."""
# The bullet may be damaged: `?` from a wrong encoding, `â€¢` from UTF-8 read as Windows-1252.
_AUTHORS = re.compile(
    rf"[^\dA-Za-z]{{0,8}}(?:(?P<count>\d{{1,7}})\s?{AUTHORS}(?![^\W_])"
    r"|(?:著者|作者|저자)\s?[:：]?\s?(?P<behind>\d{1,7})\s?[名人명位]?(?![^\W_]))\s?(?P<rest>.*)$",
    re.IGNORECASE,
)
UPVOTE = (
    r"(?:Upvotes?|Votar a favor|Voto positivo|Voter pour|Vote positif|Hochstimmen|Upvoten"
    r"|Stimme dafür|Positiv bewerten|Vota a favore|Votar|Нравится|Проголосовать|点赞|赞成|高評価"
    r"|賛成票|いいね|추천)"
)
"""The word at the number of votes."""
ARXIV_PAGE = (
    r"(?:(?:Página|Pagina)(?: (?:de|do|di))? arXiv|Page arXiv|arXiv[- ]Seite|Страница arXiv"
    r"|arXiv ?(?:页面|ページ|페이지))"
)
"""The word of the link to the paper."""
_SUBMITTED = re.compile(
    r"(?:Submitted by|(?:Envoyé|Soumis|Proposé) par|Eingereicht von|Env(?:iado|iada) por"
    r"|Submetido por|Inviato da|Ingediend door|Przesłan[ey] przez|Gönderen|Отправ(?:ил|лено)"
    r"|提交者|提交人|提出者|投稿者|제출자)(?![A-Za-z])\s?[:：]?\s?(?P<name>.{0,80})$",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A date in words: what it is, how the page writes it, and the number behind it."""

    text: str
    month: int
    day: int
    year: int | None
    behind: int | None


def day_in(text: str) -> Day | None:
    """The date a line consists of, in any of the languages, None if it is no date."""
    for pattern in _DATES:
        if match := pattern.match(text):
            month, year, count = match["month"], match["year"], match["count"]
            number = int(month) if month.isdecimal() else _MONTHS[month.lower()]
            if 1 <= number <= 12:
                return Day(
                    match["shown"],
                    number,
                    int(match["day"]),
                    int(year) if year else None,
                    int(count) if count else None,
                )
    return None


def authors_in(text: str) -> tuple[int, str] | None:
    """The number of authors a line begins with and the rest of it, None if it tells none."""
    match = _AUTHORS.match(text)
    return (int(match["count"] or match["behind"]), match["rest"]) if match else None


def submitter_in(text: str) -> str | None:
    """The name behind the words for “Submitted by”, empty if it stands elsewhere; None if none."""
    match = _SUBMITTED.match(text)
    return match["name"].strip() if match else None
