"""Conferences and journals by the short names that lists of papers give them: `CVPR 2024`."""

import re

from reader.clean import white

MEETINGS = (
    *("AAAI", "AAMAS", "ACCV", "ACL", "ACML", "AISTATS", "AutoML", "BMVC", "CHI", "CIKM", "COLING"),
    *("COLM", "COLT", "CoNLL", "CoRL", "CVPR", "EACL", "ECCV", "ECML", "EMNLP", "GECCO", "ICAPS"),
    *("ICASSP", "ICCV", "ICDE", "ICDM", "ICIP", "ICLR", "ICML", "ICRA", "IJCAI", "INTERSPEECH"),
    *("IROS", "KDD", "L4DC", "MICCAI", "MLSys", "NAACL", "NeurIPS", "NIPS", "RecSys", "RSS"),
    *("SIGGRAPH", "SIGIR", "SIGMOD", "UAI", "UIST", "VLDB", "WACV", "WSDM", "WWW"),
)
_JOURNALS = (
    *("arXiv", "CoRR", "IJCV", "JMLR", "PAMI", "TPAMI", "RA-L", "TACL", "TIP", "TKDE", "TMLR"),
    *("TNNLS", "TOG", "PNAS", "3DV", "SIGGRAPH Asia", "ACM MM", "ECML-PKDD", "Preprint"),
)
_NAMES = "|".join(sorted(map(re.escape, (*MEETINGS, *_JOURNALS)), key=len, reverse=True))
_VENUE = re.compile(
    rf"(?<![\w/-])(?P<venue>(?:{_NAMES})(?:[\s-]Findings)?(?:[\s,'’-]{{0,3}}(?P<year>(?:19|20)\d\d"
    r"|\d\d(?!\d)))?(?P<month>[./-](?:0?[1-9]|1[0-2])(?!\d))?"
    r"(?:[\s,(]{1,3}(?:Oral|Spotlight|Poster|Highlight|Workshops?|Findings|Best Paper|Award)\)?)"
    r"{0,3})(?![\w/-])",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[./-](?P<month>0?[1-9]|1[0-2]))?(?:[./-][0-3]?\d)?$")
_MARKS = " \t,.;:()[]{}*_`–—-"


def venue_in(text: str) -> tuple[str, str | None, int, int] | None:
    """The last venue a text names, the ISO date beside it, and where it begins and ends."""
    found = None
    for match in _VENUE.finditer(text[:2000]):
        if match["venue"][0].isupper() or match["venue"].lower().startswith(("arxiv", "3dv")):
            found = match
    if found is None:
        return None
    year = found["year"]
    date = (year if len(year) == 4 else f"20{year}") if year else None
    if date and found["month"]:
        date += f"-{int(found['month'][1:]):02d}"
    return white(found["venue"]).strip(_MARKS.replace(")", "")), date, found.start(), found.end()


def is_tag(text: str) -> bool:
    """Whether a text in brackets before a title is a venue or a date and nothing else."""
    plain = text.strip(_MARKS)
    found = venue_in(plain)
    return bool(_DATE.match(plain)) or (
        found is not None and found[2] == 0 and found[3] >= len(plain)
    )
