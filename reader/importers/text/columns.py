"""The words that head the columns of tables, and what their cells hold several of."""

import ast
import re
from collections.abc import Sequence

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_LISTED = re.compile(r"\s*[;|]\s*")
_COMMAS = re.compile(r"\s*,\s*")
_PAIR = re.compile(r"[^\W\d_][^,]{1,60},\s(?:[^\W\d_]\.[\s-]?){1,5}(?:,\s*|$)")
_PAIRS = re.compile(rf"(?:{_PAIR.pattern}){{2,5000}}")
"""`Holm, I., Qvist, B.`: family names first, with commas also between the names."""
_WRAPPED = re.compile(r"(?:[,;|]|\sand)[ \t]*\n|\n[ \t]*(?:[,;|]|and\s)")
_GLUED = re.compile(
    r"(?<=[^\W\d_][^\W\d_A-Z])(?<!Mc)(?<!Mac)(?<!De)(?<!Di)(?<!La)(?<!Le)(?<!Van)"
    r"(?=[A-Z][\w'’.-]+\s)"
)
"""Where a name begins at the end of another: SpringerLink's tables put nothing between them."""
_LONGEST_LIST = 100_000

# The first names of each are taken before the later ones. They are those of Zotero, Scopus,
# Web of Science, PubMed, Embase, OpenAlex, Google Scholar, Semantic Scholar, arXiv's metadata,
# and the words for them in other languages.
COLUMNS = {
    "title": (
        "title|article title|item title|document title|paper title|work title|primary title"
        "|display name"
        "|ti|titel|titre|título|titulo|titolo|заглавие|название|标题|题名|論文名|タイトル|제목"
        "|name"
    ),
    "authors": (
        "authors|author|author s|author full names|af|author names|author name|authors names"
        "|authorships author display name|authorships raw author name|creators|creator|au"
        "|autoren|autor|autores|auteurs|auteur|autori|авторы|автор|作者|著者|저자"
    ),
    "abstract": (
        "abstract|abstract note|abstracts|summary|ab|zusammenfassung|résumé|resume|resumen|resumo"
        "|riassunto|аннотация|摘要|要旨|초록"
    ),
    "doi": "doi|item doi|ids doi|doi link|di|digital object identifier|externalids doi",
    "url": (
        "url|link|paper url|article url|paper link|landing page url"
        "|primary location landing page url|source linkout|source url|source urls|external url|urls"
        "|article url|articleurl|dimensions url|abs url|html url|website|arxiv url|链接"
        "|pdf url|pdf link|pdf"
    ),
    "date": (
        "date|publication date|published|date of publication|published date|date published"
        "|published at|publication date online"
        "|cover date|pub date|publicationdate|submitted|submission date|datum|fecha|日期"
    ),
    "year": (
        "year|publication year|published year|pub year|year of publication|py"
        "|jahr|année|annee|año|ano|anno|год|年份|年|연도"
    ),
    "month": "month|published month|publication month|pub month|pd|monat|mois|mes|mese|месяц",
    "day": "day",
    "venue": (
        "publication title|source title|journal|journal book|journal title|publication name"
        "|primary location source display name|container title|secondary title|publication|venue"
        "|conference|conference name|booktitle|book title|source|so|published in|proceedings title"
        "|journal ref|journal name|zeitschrift|revue|revista|期刊"
    ),
    "arxiv_id": (
        "arxiv id|arxiv|arxivid|externalids arxiv|eprint|paper id|entry id|id|extra"
        "|archive location"
    ),
    "code_url": "code url|code|code link|github|github url|github link|repository|repo",
    "upvotes": "upvotes|likes|votes",
    "keywords": (
        "manual tags|author keywords|de|keywords|keywords display name|tags|index keywords"
        "|automatic tags|subjects|schlagwörter|mots clés|palabras clave|关键词"
    ),
}
_OF_PAPERS = frozenset({"authors", "abstract", "doi", "arxiv_id"})
"""A column called “name” holds titles only where one of these stands beside it."""
_FACTS = {
    name: (fact, rank)
    for fact, names in COLUMNS.items()
    for rank, name in enumerate(names.split("|"))
}


def plain_name(cell: str) -> str:
    """The name of a column in lower case, its words parted by one blank."""
    return _BETWEEN_WORDS.sub(" ", cell.strip()).strip().lower() if len(cell) <= 100 else ""


def known(names: Sequence[str]) -> dict[str, list[int]]:
    """For each fact the columns that hold it, the most telling first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, name in enumerate(names):
        if name in _FACTS:
            fact, rank = _FACTS[name]
            found.setdefault(fact, []).append((rank, place))
    if not _OF_PAPERS & found.keys():
        found["title"] = [each for each in found.get("title", ()) if names[each[1]] != "name"]
    return {fact: [place for _, place in sorted(each)] for fact, each in found.items() if each}


def separator(values: Sequence[str]) -> str:
    """What stands between the names of a column of authors."""
    values = [_unwrapped(value) for value in values]
    for mark in ("|", ";", "\n", " and "):
        if any(mark in value for value in values):
            return mark
    return ","


def names_in(value: str, parts: str) -> tuple[str, ...]:
    """The names in a cell, in which this stands between them."""
    value = _unwrapped(value)
    if (listed := _written_list(value)) is not None:
        return listed
    if parts != ",":
        return tuple(name for each in value.split(parts) if (name := each.strip(" ,;")))
    if pairs := family_first(value):
        return pairs
    names = [name for name in _COMMAS.split(value.strip()) if name]
    if len(names) == 1:
        glued = tuple(_GLUED.split(names[0]))
        return glued if all(" " in name for name in glued) else tuple(names)
    if len(names) > 1 and all(" " not in name for name in names):
        return (value.strip(),)  # `Sand, Ulla`: one name with its family name first
    if names and names[-1].endswith(".") and not any(name.endswith(".") for name in names[:-1]):
        names[-1] = names[-1].removesuffix(".")
    return tuple(names)


def family_first(value: str) -> tuple[str, ...]:
    """The names of `Holm, I., Qvist, B.`; none when a value is anything else."""
    value = value.strip()
    return (
        tuple(pair.strip(" ,") for pair in _PAIR.findall(value)) if _PAIRS.fullmatch(value) else ()
    )


def _unwrapped(value: str) -> str:
    """A cell on one line, where its lines end in the middle of a list of names."""
    return " ".join(value.split()) if "\n" in value and _WRAPPED.search(value) else value


def words_in(value: str) -> tuple[str, ...]:
    """The keywords in a cell; commas part them only where nothing else does."""
    if (listed := _written_list(value)) is not None:
        return listed
    parts = _LISTED.split(value) if ";" in value or "|" in value else _COMMAS.split(value)
    return tuple(each for each in parts if each)


def _written_list(value: str) -> tuple[str, ...] | None:
    """The texts of a list as Python or JSON writes it (`['A', 'B']`), None if it is none."""
    if not (value.startswith("[") and value.endswith("]")) or len(value) > _LONGEST_LIST:
        return None
    try:
        found = ast.literal_eval(value)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return () if value.lower().startswith("[no author") else None
    return tuple(each for each in found if isinstance(each, str))
