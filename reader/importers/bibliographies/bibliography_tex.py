r"""The bibliography that LaTeX makes of a paper's references (`.bbl`), of three kinds.

BibTeX's styles part author, title and the rest by `\newblock`; those of the ACM name each part
(`\showarticletitle`, `\bibinfo`); Biber writes fields (`\field{title}{…}`). What a style
writes in another way is left over: where its title begins cannot be known.
"""

import re
from dataclasses import replace
from itertools import pairwise

from reader.importers.bibliographies.bibtex_values import plain
from reader.importers.bibliographies.references import cited
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.checks import warning
from reader.importers.text.lines import Line
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "bibliography-tex"
LABEL = "LaTeX bibliography (.bbl)"

_SAMPLE = 200_000
_START = re.compile(r"\s*\\(?:bibitem\b|entry\{)")
_SIGN = re.compile(r"\\bibitem\b|\\entry\{[^{}]{1,200}\}\{[a-z]+\}", re.IGNORECASE)
_END = re.compile(r"\s*\\(?:end\{thebibliography\}|end(?:datalist|entry|group|input)\b)")
_LABEL = re.compile(
    r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{[^{}]{0,500}\}){0,600}\])?\s*%?\s*\{[^{}]{0,300}\}"
)
_BLOCK = re.compile(r"\\newblock\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_URL = re.compile(r"\\(?:url|href)\s?\{(?P<url>[^{}]{1,2000})\}")
_DOI = re.compile(r"\\doi\s?\{(?P<doi>[^{}]{1,300})\}")
_PENALTY = re.compile(r"\\penalty\s?-?\d{1,5}\s?|\\natexlab\{[^{}]{0,9}\}|\\BibitemOpen|%$", re.M)
_NESTED = r"\{(?P<value>(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\}){0,2000})\}"
_TITLE = re.compile(rf"\\show(?:article)?title\s*{_NESTED}")
_PERSON = re.compile(rf"\\bibinfo\s*\{{person\}}\s*{_NESTED}")
_INFO = re.compile(rf"\\bibinfo\s*\{{(?P<name>[a-z]+)\}}\s*{_NESTED}")
_FIELD = re.compile(rf"\\(?:field|strng)\{{(?P<name>[a-z]+)\}}{_NESTED}")
_VERB = re.compile(r"\\verb\{(?P<name>[a-z]+)\}\s*\\verb\s+(?P<value>\S.*)")
_GIVEN = re.compile(r"family=\{(?P<family>[^{}]*)\}|\bgiven=\{(?P<given>[^{}]*)\}")
_FACE = re.compile(
    r"\\(?:emph|text[a-z]{0,2}|bib(?:info|field)\s*\{[a-z]{1,20}\}|bibinfo)\s*(?=\{)"
)
_BARE = re.compile(r"\\(?:em|it|bf|sc|sl|bibfnamefont|bibnamefont)\b\s?")
_OTHERS = re.compile(r"\\bibinfo\s*\{person\}\{et al|et~?\\? ?al\.?|\\true\{moreauthor\}")
_COUNT = re.compile(r"\\name\{author\}\{(?P<count>\d{1,5})\}")
_GAP = "A blank line stands in this reference: two may be run together."
_PARTS = "It says that there are {} authors, and has others."
_OF_FILE = ("\\", "%", "{", "}", "#")
_NO_TITLE = re.compile(r"In (?:Proceedings|Advances|Proc\.|International|Annual)\b|arXiv preprint")
_LOST = "This is where the paper stands, not its title: the title is missing."
_UNKNOWN = "This reference is in no style that says where its title stands."
_OUTSIDE = "This line stands outside of the references."


def confidence(text: str) -> float:
    r"""Whether there are `\bibitem`s with blocks, or entries with fields."""
    sample = text[:_SAMPLE]
    marks = len(_SIGN.findall(sample))
    blocks = len(_BLOCK.findall(sample)) + len(_FIELD.findall(sample))
    return 0.95 if marks and blocks >= marks else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every reference from its mark to the next one."""
    records = Records(NAME, text, hints)
    block: list[Line] = []
    is_inside = False
    for line in records.lines:
        if _START.match(line.text) or _END.match(line.text):
            _add(block, records)
            is_inside = _START.match(line.text) is not None
            block = [line] if is_inside else []
            if not is_inside:
                records.claim(line.number)
        elif is_inside:
            block.append(line)
        elif line.text.startswith(("\\", "%", "{", "}", "#")) or line.text.endswith(
            ("{", "}", "%")
        ):
            records.claim(line.number)
        else:
            records.refuse(line.number, line.number, _OUTSIDE)
    _add(block, records)
    return records.listing()


def _add(block: list[Line], records: Records) -> None:
    if not block:
        return
    first, last = block[0].number, block[-1].last
    words = "\n".join(line.text for line in block)
    is_biber = words.startswith("\\entry")
    facts = _of_fields(words) if is_biber else _of_blocks(words)
    if facts is None:
        records.refuse(first, last, _UNKNOWN)
        return
    count = sum(len(_START.findall(line.text)) for line in block)
    about = [warning("joined", "Two references are run together.", first)] if count > 1 else []
    if any(after.number > before.last + 1 for before, after in pairwise(block)) and not is_biber:
        about.append(warning("joined", _GAP, first))
    said = _COUNT.search(words) if is_biber else None
    if said and int(said["count"]) != len(facts.authors):
        about.append(warning("broken", _PARTS.format(said["count"]), first))
    if _NO_TITLE.match(facts.title):
        about.append(warning("broken", _LOST, first))
    records.add(facts, first, last, about)


def _of_blocks(words: str) -> Facts | None:
    r"""A reference whose parts begin with `\newblock`, or have names as the ACM's do."""
    body = _PENALTY.sub("", _LABEL.sub("", words, count=1))
    title = _TITLE.search(body)
    info = {match["name"]: _plain(match["value"]) for match in _INFO.finditer(body)}
    blocks = [_plain(each) for each in _BLOCK.split(body)]
    if title is not None:
        names = tuple(_plain(match["value"]).strip(" .,") for match in _PERSON.finditer(body))
        names = tuple(each for each in names if not each.startswith("et al"))
        said, venue = _plain(title["value"]), info.get("journal") or info.get("booktitle")
        year = info.get("year", "")
    elif len(blocks) >= 2:
        names = author_names(blocks[0].split(" (")[0].rstrip(". "))
        said, venue = blocks[1], None
        year = next(iter(_YEAR.findall(" ".join(blocks[2:]) or blocks[0])[-1:]), "")
    else:
        parts = cited(blocks[0])
        if parts is None:
            return None
        names, said, venue, year = parts.names, parts.title, None, parts.year
    addresses = [match["url"].replace("\\", "") for match in _URL.finditer(body)]
    url = next((found for each in addresses if (found := web_address(each))), None)
    is_all = _OTHERS.search(body) is None
    return _facts(said.rstrip(".,"), names, is_all, year, url, venue, info.get("doi") or body)


def _of_fields(words: str) -> Facts | None:
    """An entry as Biber writes it."""
    values = {match["name"]: match["value"] for match in _FIELD.finditer(words)}
    verbs = {match["name"]: match["value"] for match in _VERB.finditer(words)}
    people, _, _ = words.partition("\\field{")
    editors = people.find("\\name{editor}")
    people = people[:editors] if editors > 0 else people
    names: list[str] = []
    family = ""
    for match in _GIVEN.finditer(people):
        if match["family"] is not None:
            names.append(_plain(match["family"]))
            family = names[-1]
        elif names and family:
            names[-1] = f"{_plain(match['given'])} {family}"
    title, more = (_plain(values.get(each, "")) for each in ("title", "subtitle"))
    if not title:
        return None
    day = "-".join(values[each].zfill(2) for each in ("year", "month", "day") if values.get(each))
    venue = _plain(values.get("journaltitle") or values.get("booktitle") or "")
    is_all = _OTHERS.search(words) is None
    url = web_address(verbs.get("url"))
    said = f"{title}: {more}" if more else title
    facts = _facts(said, tuple(names), is_all, day, url, venue, verbs.get("doi", ""))
    number = links.bare_arxiv_id(verbs.get("eprint", ""))
    return replace(facts, arxiv_id=facts.arxiv_id or number)


def _facts(
    title: str, names: tuple[str, ...], is_all: bool, date: str, url: str | None,
    venue: str | None, doi: str,
) -> Facts:  # fmt: skip
    return Facts(
        title=title,
        authors=names,
        author_count=len(names) if names and is_all else None,
        date=read_date(date),
        date_as_shown=date,
        url=url,
        arxiv_id=links.cited_arxiv_id(doi),
        doi=links.plain_doi(doi) or links.doi(doi) or _macro_doi(doi),
        venue=venue or None,
    )


def _macro_doi(text: str) -> str | None:
    r"""The DOI that stands in `\doi{…}`."""
    match = _DOI.search(text)
    return links.plain_doi(match["doi"].replace("\\", "")) if match else None


def _plain(text: str) -> str:
    r"""A part as it is to be read: without commands of type, `~` as a blank; math stays."""
    return plain(_BARE.sub("", _FACE.sub("", text)))
