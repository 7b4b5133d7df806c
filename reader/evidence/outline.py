"""The text of an outline as it is understood: sections with their searches, citations, claims.

An outline is plain Markdown. A heading may end in a search in braces, as `## Start {tag:init}`:
it belongs to the section and to those below it that have none of their own. A citation is
Pandoc's (https://pandoc.org/MANUAL.html#citation-syntax): `[@key]`, `[see @key, p. 3]`, `@key`.

**A claim** is a sentence of a paragraph or list in a section with a search. Headings, quotes,
tables, code and questions claim nothing. **It has a source** when a citation stands in it, or
right behind it before the next sentence begins: a citation speaks for one sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_QUERY = re.compile(r"\{([^{}]*)\}[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_KEY = r"[\w](?:[\w:.#$%&\-+?<>~/]*[\w/])?"
_CITED = re.compile(rf"(?<![\w@\\])-?@(?:\{{([^{{}}\s]+)\}}|({_KEY}))")
MARK = re.compile(r"<!-- ?h(\d{1,18}) ?-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_NO_PROSE = re.compile(r" {0,3}(?:>|\||<|#{1,6}(?:\s|$)|(?:[-*_][ \t]*){3,}$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_END = re.compile(r"[.!?]+[\"”’)\]*_]*(?=\s|$)")
_BEHIND = re.compile(r"(?:\s*(?:\[[^\[\]]*@[^\[\]]*\]|<!--.*?-->))+[.!?]?")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|al|resp|approx|Fig|Figs|Eq|Eqs|Sec|Tab|Ref|No|Dr|Prof|St)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines up to the next one. The first section may have no heading.

    `first` and `behind` count lines of the text from 0. `query` is the search in force here; `own`
    tells whether it stands in this heading. `text` is without the heading.
    """

    title: str
    level: int
    query: str
    own: bool
    first: int
    behind: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, the line of the text it begins in (from 0), and the keys that speak for it."""

    text: str
    line: int
    keys: tuple[str, ...]


def sections(text: str) -> list[Section]:
    """The sections of an outline in their order; together they hold every line."""
    lines = text.split("\n")
    heads = [(0, 0, "", "")]
    for number, line in _prose_lines(lines):
        found = _HEADING.match(line)
        if found:
            title, query = _title_and_query(found[2] or "")
            heads.append((number, len(found[1]), title, query))
    made = []
    above: list[tuple[int, str]] = []
    for place, (first, level, title, own) in enumerate(heads):
        behind = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        if place == 0 and behind == 0 and len(heads) > 1:
            continue  # the text begins with a heading
        above = [one for one in above if one[0] < level]
        query = own or (above[-1][1] if above else "")
        above.append((level, query))
        words = "\n".join(lines[first + (1 if level else 0) : behind])
        made.append(Section(title, level, query, bool(own), first, behind, words))
    return made


def section_at(text: str, line: int) -> Section:
    """The section in which a line stands."""
    known = sections(text)
    return next((one for one in known if one.first <= line < one.behind), known[-1])


def without_queries(text: str) -> str:
    """The text as it is to be read elsewhere: no searches in headings, no marks of highlights."""
    lines = text.split("\n")
    for number, line in _prose_lines(lines):
        found = _HEADING.match(line)
        if found and _QUERY.search(found[2] or ""):
            lines[number] = f"{found[1]} {_title_and_query(found[2])[0]}".rstrip()
    return without_marks("\n".join(lines))


def without_marks(text: str) -> str:
    """The text without the invisible marks that say which highlight a sentence came from."""
    return MARK.sub("", text)


def is_heading(line: str) -> bool:
    """Whether a line outside of code is a heading."""
    return _HEADING.match(line) is not None


def query_in(line: str) -> str:
    """The search in a heading, with its braces; empty when the line has none or is no heading."""
    found = _HEADING.match(line)
    query = _QUERY.search(found[2] or "") if found else None
    return query[0].rstrip() if query else ""


def mark(highlight_id: int) -> str:
    """The invisible mark of a highlight; it stays when its sentence is written anew."""
    return f"<!-- h{highlight_id} -->"


def marked(text: str) -> frozenset[int]:
    """The numbers of the highlights whose marks stand in a text."""
    return frozenset(int(number) for number in MARK.findall(text))


def cited(text: str) -> list[str]:
    """The keys cited in a text, each once, in order; not those in code or comments."""
    prose = "\n".join(line for _, line in _prose_lines(text.split("\n")))
    return list(dict.fromkeys(_keys(prose)))


def claims(section: Section) -> list[Claim]:
    """The claims of a section, with and without a source; none when it has no search."""
    return list(_claims(section)) if section.query else []


# ---------------------------------------------------------------- within


def _title_and_query(words: str) -> tuple[str, str]:
    found = _QUERY.search(words)
    if found is None:
        return words.strip(), ""
    return words[: found.start()].strip(), " ".join(found[1].split())


def _prose_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines outside of fenced code (CommonMark 0.31, 4.5), with their numbers."""
    fence = ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line.strip(" \t" + fence[0]):
                fence = ""
        elif found and not (found[1][0] == "`" and "`" in line[found.end() :]):
            fence = found[1]
        else:
            yield number, line


def _keys(text: str) -> Iterator[str]:
    plain = _CODE.sub(" ", _COMMENT.sub(" ", text))
    for found in _CITED.finditer(plain):
        yield found[1] or found[2]


def _claims(section: Section) -> Iterator[Claim]:
    first = section.first + (1 if section.level else 0)
    for line, words in _paragraphs(section.text.split("\n")):
        start = 0
        for end in sentence_ends(words):
            sentence = words[start:end].strip()
            keys = tuple(dict.fromkeys(_keys(sentence)))
            claim = Claim(_shown(sentence), first + line + words.count("\n", 0, start), keys)
            if claim.text and not claim.text.rstrip('"”’)*_').endswith("?"):
                yield claim
            start = end


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Runs of lines that are prose: paragraphs, and each item of a list."""
    run: list[str] = []
    begun = last = 0
    quoted = False
    for number, line in [*_prose_lines(lines), (len(lines) + 1, "")]:
        item = _ITEM.match(line)
        lazy = quoted and line.strip() and not item  # goes on with the quote (CommonMark 5.1)
        no_prose = bool(_NO_PROSE.match(line)) or bool(lazy)
        quoted = bool(lazy) or bool(re.match(r" {0,3}>", line))
        if run and (not line.strip() or no_prose or item or number != last + 1):
            yield begun, "\n".join(run)
            run = []
        if line.strip() and not no_prose:
            if not run:
                begun = number
            run.append(line[item.end() :] if item else line)
        last = number


def sentence_ends(words: str) -> Iterator[int]:
    """Where sentences end, a citation right behind one included; the last may have no stop."""
    done = 0
    for found in _END.finditer(words):
        if found.start() < done or _ABBREVIATED.search(words[: found.start() + 1][-12:]):
            continue
        behind = _BEHIND.match(words, found.end())
        done = behind.end() if behind else found.end()
        yield done
    if words[done:].strip():
        yield len(words)


def _shown(sentence: str) -> str:
    """A claim in one line, without comments; empty when no word is left but citations."""
    plain = " ".join(_COMMENT.sub("", sentence).split())
    rest = _CITED.sub("", plain)
    return plain if re.search(r"\w", re.sub(r"\[[^\[\]]*\]", "", rest)) else ""
