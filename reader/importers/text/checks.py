"""What a careful reader would say about an entry: doubts to check, and silent repairs.

The codes are stable: other programs read them. "check" means that a person should look at
the entry before it is added; the others only report.

| code              | check | what it says                                                    |
| ----------------- | ----- | --------------------------------------------------------------- |
| no-title          | yes   | an identifier or address stands where the title should          |
| no-abstract       | yes   | there is a title and nothing that could be its abstract         |
| short-abstract    | yes   | the abstract has under 200 characters                           |
| title-like        | yes   | the abstract looks like a title: perhaps two titles in a row    |
| abstract-like     | yes   | the title looks like an abstract                                |
| abstract-end      | yes   | the abstract stops in the middle of a sentence                  |
| abstract-goes-on  | yes   | further text follows the abstract: of this paper or of another  |
| long-title        | yes   | the title has over 300 characters                               |
| title-full-stop   | yes   | the title ends in a full stop                                   |
| date-title        | yes   | the title looks like a date                                     |
| two-titles        | yes   | another title follows where an abstract should                  |
| joined            | yes   | two lines seem to be run together                               |
| wrapped           | yes   | the lines are wrapped, and where the title ends is a guess      |
| people-guessed    | yes   | words at the end of an item were read as people by a guess      |
| cut               | yes   | the text ends in the middle of this entry                       |
| broken            | yes   | the record is not well formed; what is sure of it was read      |
| stray-key         | yes   | a citation key is glued to a word                               |
| latex-left        | yes   | a LaTeX command is left in the text                             |
| glued-furniture   | yes   | a word of the page is or was glued to the title                 |
| future-date       | yes   | a date that is impossible, or later than the page               |
| author-count      | yes   | 0 authors, or over 200                                          |
| field-cut         | yes   | a field is longer than Reader keeps, and was cut                |
| doubled           | no    | a line stands there twice and was read once                     |
| summary-only      | no    | the page gives one sentence about the paper, not its abstract   |
| titles-only       | no    | the page prints no abstracts                                    |
| not-shown         | no    | papers stand only in the data of a page, not among its cards    |
| not-read          | no    | a record of the file is no paper                                |
| listed-twice      | no    | the paper stands there more than once and was read once         |
| authors-shortened | no    | the page names only some of the authors                         |
| guessed           | no    | nothing in the file says what its columns hold                  |
| no-date           | no    | the other papers have a date, this one has none                 |
| no-authors        | no    | the other papers say how many authors, this one does not        |
| number-unread     | no    | a number stands there that could be votes or comments           |
| words-unread      | no    | words stand there that no field takes                           |
| search-words      | no    | a line after the head was read as the words searched for        |
| accent-read       | no    | a LaTeX accent will be shown as a letter                        |
| hyphen-joined     | no    | a word was cut at a line end and put together again             |
| white-space       | no    | invisible or non-breaking spaces became blanks                  |
| replaced          | no    | characters that could not be read are shown as U+FFFD           |
"""

import re
from collections.abc import Sequence

from reader.clean import ABSTRACT_BYTES, REPLACEMENT, TITLE_BYTES, cut
from reader.importers.text.dates import shown
from reader.importers.text.looks import SURE, ends_sentence, has_full_stop, score
from reader.model import Caution

SHORT_ABSTRACT = 200
LONG_TITLE = 300
MANY_AUTHORS = 200
_BEGINNING = 60
_TITLE_BEGINNING = 30

_TO_CHECK = frozenset(
    {
        "no-title",
        "no-abstract",
        "short-abstract",
        "title-like",
        "abstract-like",
        "abstract-end",
        "abstract-goes-on",
        "long-title",
        "title-full-stop",
        "date-title",
        "two-titles",
        "joined",
        "wrapped",
        "people-guessed",
        "cut",
        "broken",
        "stray-key",
        "latex-left",
        "glued-furniture",
        "future-date",
        "author-count",
        "field-cut",
    }
)

_LONGEST_NAME = 120  # characters; long are the names of collaborations
_NO_NAME = re.compile(
    r"(?:19|20)\d\d|\d\s?\(|[{}=<>|\\]|\]\(|\w_\w|: |[a-z]\. [A-Z][a-z]|[△▽▵▿]|\.\.\s|^[A-Z_]{4,}$"
    r"|^and\s|\sand$|^(?!.*\b(?:Jr|Sr|I{1,3}|IV|V|Ph\.?D|M\.?D)\b)[^,]{0,80},[^,]{1,60},|[\[\]*]|\([^()]*$"
    r"|^[^()]*\)|\b(?:Subj|MSC|ACM)-class$"
)
# Marks of a file around a title whose line lost its end, or runs into the next one.
_MARK_UP = re.compile(
    r"\]\(|\\\"|\s?%[A-Z0-9]\s|\b(?i:author|year|title|journal|booktitle)\s?=|\\newblock|\\field\{"
    r"|\s[-–|]$|:$|\.\s?[-*+] [A-Z]|(?:作者|摘要|链接|\bAuthors|\bAbstract)\s?[:：]"
    r"|\[\[|^\[(?:\s|[^\[\]]*$)|\[$"
    r"|&lt;|</?[a-z]{1,10}>"
)
_MATH = re.compile(r"\$[^$]{1,400}\$|\\\([^$]{1,400}?\\\)")
# Accents and special letters of LaTeX, as in "LaTeX: A Document Preparation System", 3.2.
_ACCENT = re.compile(
    r"\\[`'^\"~=.](?:\{\\?[A-Za-z]\}|\\?[A-Za-z])|\\[cvuHkrbdt]\{[A-Za-z]{1,2}\}"
    r"|\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])"
)
_COMMAND = re.compile(r"\{\\[A-Za-z]{2,40}[^{}]{0,40}\}|\\[A-Za-z]{2,40}(?:\{[^{}]{0,40}\})?")
# name_word or name2017word, as reference managers make keys, after a run of letters.
_KEY = re.compile(
    r"(?<![\w\\/.:@-])([A-Za-z]{8,40})(_[A-Za-z]\w{2,40}|(?:19|20)\d\d[a-z]{3,40})(?![\w/(])"
)
_ENDING = re.compile(
    r"(?:ally|ality|able|ables|ably|ness|ment|ments|ation|ations|ational|ized?|izing|ization"
    r"|ings?|less|like|wise|ship|ward|wards|ible|ator|ators|ative|istic|ering|ional|form|based)$"
)
_WORD = re.compile(r"[a-z]{4,40}")


def warning(code: str, text: str, line: int) -> Caution:
    """A warning of the table above; the table decides whether it asks for a check."""
    return Caution(code, text, line, code in _TO_CHECK)


def people_warnings(names: Sequence[str], line: int) -> list[Caution]:
    """That names stand there twice, or are hardly names of people."""
    found = []
    if len(set(names)) < len(names):
        found.append(warning("broken", "A name stands there twice.", line))
    odd = next((each for each in names if len(each) > _LONGEST_NAME or _NO_NAME.search(each)), "")
    if odd:
        found.append(warning("broken", f"“{odd[:60]}” is hardly a name.", line))
    return found


def title_warnings(title: str, line: int) -> list[Caution]:
    """What is odd about a title."""
    found = []
    if title.endswith((",", ";")):
        found.append(warning("joined", "The title ends in a comma.", line))
    if len(title) > LONG_TITLE:
        found.append(warning("long-title", f"The title has {len(title)} characters.", line))
    if has_full_stop(title):
        found.append(warning("title-full-stop", "The title ends in a full stop.", line))
    if _MARK_UP.search(title):
        found.append(warning("broken", "The title has marks of the file in it.", line))
    if shown(title) is not None:
        found.append(warning("date-title", "The title looks like a date.", line))
    if _begins_again(title, _TITLE_BEGINNING):
        found.append(warning("joined", "The title begins a second time inside itself.", line))
    if score(title) >= SURE:
        found.append(warning("abstract-like", "The title looks like an abstract.", line))
    return found + text_warnings(title, title, line)


def abstract_warnings(title: str, abstract: str | None, line: int) -> list[Caution]:
    """What is odd about an abstract, or that there is none."""
    if abstract is None:
        return [warning("no-abstract", "No abstract follows this title.", line)]
    found = []
    if len(abstract) < SHORT_ABSTRACT:
        found.append(
            warning("short-abstract", f"The abstract has only {len(abstract)} characters.", line)
        )
    if score(abstract) < 0:
        found.append(warning("title-like", "The abstract looks like a title.", line))
    if _begins_again(abstract, _BEGINNING):
        found.append(warning("joined", "The abstract begins a second time inside itself.", line))
    if not ends_sentence(abstract):
        found.append(
            warning("abstract-end", f"The abstract ends in mid-sentence: “{abstract[-40:]}”.", line)
        )
    return found + text_warnings(abstract, f"{title} {abstract}", line)


def text_warnings(text: str, around: str, line: int) -> list[Caution]:
    """Stray markup in a title or abstract; `around` is all text of the paper."""
    found = []
    if (key := stray_key(text, around)) is not None:
        found.append(warning("stray-key", f"A stray key is glued to a word: “{key}”.", line))
    if "\\" in text:
        plain = _MATH.sub(" ", text)
        if accent := _ACCENT.search(plain):
            shown = _word_at(plain, accent.start())
            found.append(
                warning("accent-read", f"A LaTeX accent is shown as a letter in “{shown}”.", line)
            )
        if command := _COMMAND.search(_ACCENT.sub("", plain)):
            left = command.group().strip()
            found.append(warning("latex-left", f"LaTeX command left in the text: {left}", line))
    if REPLACEMENT in text:
        found.append(
            warning("replaced", f"{text.count(REPLACEMENT)} characters could not be read.", line)
        )
    return found


def stray_key(text: str, around: str) -> str | None:
    """A citation key glued to the word before it, as in `networkssmith_deepNets`.

    The run before the underscore must be a word that the paper also uses by itself, with
    more letters after it: `f_theta`, `weight_decay` and `token_type` are neither.
    """
    words: set[str] | None = None
    for match in _KEY.finditer(text):
        run = match[1].lower()
        if words is None:
            words = set(_WORD.findall(_KEY.sub(" ", around).lower()))
        if run in words:
            continue
        for end in range(len(run) - 4, 3, -1):
            if run[:end] in words and not _ENDING.match(run[end:]):
                return match[1][end:] + match[2]
    return None


def count_warnings(author_count: int | None, line: int) -> list[Caution]:
    """Whether the number of authors is one that papers have."""
    if author_count is not None and not 1 <= author_count <= MANY_AUTHORS:
        return [warning("author-count", f"The page says {author_count} authors.", line)]
    return []


def capped(title: str, abstract: str | None, line: int) -> tuple[str, str | None, list[Caution]]:
    """Title and abstract no longer than the library keeps, with a warning for each cut."""
    found = []
    title, was_cut = cut(title, TITLE_BYTES)
    if was_cut:
        found.append(warning("field-cut", f"The title was cut to {TITLE_BYTES} bytes.", line))
    if abstract is not None:
        abstract, was_cut = cut(abstract, ABSTRACT_BYTES)
        if was_cut:
            found.append(
                warning("field-cut", f"The abstract was cut to {ABSTRACT_BYTES} bytes.", line)
            )
    return title, abstract, found


def _begins_again(text: str, length: int) -> bool:
    """Whether the first characters of a text come again in it: two copies run together."""
    return len(text) >= 2 * length and text.find(text[:length], length) > 0


def _word_at(text: str, place: int) -> str:
    """The word around a place, for showing it; at most 40 characters."""
    start = text.rfind(" ", max(0, place - 20), place) + 1 or max(0, place - 20)
    end = text.find(" ", place, place + 20)
    return text[start : end if end >= 0 else place + 20]
