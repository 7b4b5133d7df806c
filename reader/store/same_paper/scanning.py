"""All papers compared with each other, to find those that may be one: never pair by pair.

Papers are filed under what near copies share: an identifier, the title, the beginning of the
abstract, and some runs of words that stand for it (the smallest hashes of all its runs, as
Broder's "On the resemblance and containment of documents" has it, so that an abstract in which
few words differ keeps some of them). Only papers filed under one key are compared; a key under
which there are many is a turn of phrase and tells nothing.
"""

import itertools
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from reader.model import Facts, Progress
from reader.store import facts as columns
from reader.store.identity import (
    Keys,
    Verdict,
    apart_key,
    compare,
    named_by,
    near,
    plain_words,
    text_likeness,
    title_likeness,
)
from reader.store.parts import report
from reader.store.same_paper.shelf import END

SAME_WORDS = 0.9  # abstracts that share so many words may be one, whatever their titles are
SAME_LETTERS = 0.95  # the same for titles where an abstract is missing
LONG_TITLE = 30  # letters from which a title is no phrase
MOST = 24  # papers under one key that are compared
_RUN = 4  # words
_CHOSEN = 6  # of so many words one begins a run
_KEPT = 6  # runs that stand for an abstract
_SHARED = 2  # so many of them two abstracts must share: one alone is a turn of phrase
_WORDS = 250  # of an abstract that are looked at
_PAGE = 500
_LETTERS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128))
_LETTERS += b" " * 128

Found = tuple[int, int]


def scan(connection: sqlite3.Connection, progress: Progress | None = None) -> list[Found]:
    """The pairs of papers that may be one and that nobody has decided about or waits for.

    Raises Cancelled when `progress` says stop.
    """
    (count,) = connection.execute("SELECT count(*) FROM papers").fetchone()
    total = count + max(1, count // 4)
    known = set(connection.execute("SELECT a, b FROM pairs").fetchall())
    asked = sorted(_filed(connection, progress, total).pairs() - known)
    apart = set(connection.execute("SELECT one, other FROM apart").fetchall())
    found: list[Found] = []
    for first in range(0, len(asked), _PAGE):
        report(progress, count + (total - count) * first // len(asked), total)
        found += _verified(connection, asked[first : first + _PAGE], apart)
    report(progress, total, total)
    return found


def keep(connection: sqlite3.Connection, found: Sequence[Found]) -> str:
    """Let pairs wait for a decision, unless their papers have gone or met meanwhile."""
    connection.executemany(
        "INSERT INTO pairs (a, b, verdict) SELECT ?1, ?2, 'doubtful'"
        " WHERE (SELECT count(*) FROM papers WHERE id IN (?1, ?2)) = 2"
        " ON CONFLICT DO NOTHING",
        found,
    )
    return "Find 1 pair" if len(found) == 1 else f"Find {len(found):,} pairs"


@dataclass(slots=True)
class _Files:
    """All papers by what they have in common with near copies of themselves."""

    sure: dict[object, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By identifiers, titles and the beginnings of abstracts."""
    runs: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By the beginnings and the ends of titles."""
    bare: set[int] = field(default_factory=set)
    """The papers without an abstract, of which only the title can be compared."""

    def pairs(self) -> set[Found]:
        """The pairs that are worth to be looked at."""
        shared = Counter(itertools.chain.from_iterable(map(_pairs, self.runs.values())))
        found = {pair for pair, count in shared.items() if count >= _SHARED}
        for papers in self.sure.values():
            found.update(_pairs(papers))
        for papers in self.ends.values():
            found.update(pair for pair in _pairs(papers) if not self.bare.isdisjoint(pair))
        return found


def _pairs(papers: Sequence[int]) -> Iterator[Found]:
    if 1 < len(papers) <= MOST:
        yield from itertools.combinations(papers, 2)


def _filed(connection: sqlite3.Connection, progress: Progress | None, total: int) -> _Files:
    """All papers, filed; one after the other, so that no abstract stays in memory."""
    files = _Files()
    rows = connection.execute(
        "SELECT id, arxiv_id, doi, ids, title_key, abstract_key, abstract, url FROM papers"
        " ORDER BY id"
    )
    for done, (paper_id, arxiv, doi, ids, title, beginning, abstract, url) in enumerate(rows):
        if done % _PAGE == 0:
            report(progress, done, total)
        said = Facts(title, arxiv_id=arxiv, doi=doi, ids=tuple(json.loads(ids)), url=url)
        keys: set[object] = {*named_by(said).names(), ("title", title), beginning}
        for key in keys - {None, ("title", "")}:
            _file(files.sure[key], paper_id)
        if len(title) >= LONG_TITLE:
            for end in {title[:END], title[-END:]}:
                _file(files.ends[end], paper_id)
        if not abstract:
            files.bare.add(paper_id)
            continue
        for run in _runs(abstract):
            _file(files.runs[run], paper_id)
    return files


def _file(papers: list[int], paper_id: int) -> None:
    if len(papers) <= MOST:
        papers.append(paper_id)


def _runs(abstract: str) -> set[int]:
    """The runs of words with the smallest checksums, of those that begin with a chosen word.

    Which words begin a run follows from the words themselves, so that one more word at the
    beginning moves no run.
    """
    words = _words(abstract)
    runs = [
        crc32(b" ".join(words[place : place + _RUN]))
        for place, word in enumerate(words[: -_RUN + 1])
        if crc32(word) % _CHOSEN == 0
    ]
    return set(sorted(runs)[:_KEPT])


def _words(abstract: str) -> list[bytes]:
    if abstract.isascii() and "\\" not in abstract:  # the same, fast
        return abstract.encode("ascii").translate(_LETTERS).split(None, _WORDS)[:_WORDS]
    return [word.encode() for word in plain_words(abstract)[:_WORDS]]


def _verified(
    connection: sqlite3.Connection, asked: Sequence[Found], apart: set[tuple[str, str]]
) -> Iterator[Found]:
    """Those of the candidates that may be one paper."""
    said = columns.read_many(connection, {one for pair in asked for one in pair})
    for one, other in asked:
        if one in said and other in said and _may_be(said[one], said[other]):
            keys = sorted((apart_key(said[one][1]), apart_key(said[other][1])))
            if (keys[0], keys[1]) not in apart:
                yield one, other


def _may_be(one: tuple[Facts, Keys], other: tuple[Facts, Keys]) -> bool:
    if compare(one, other) is not Verdict.DIFFERENT:
        return True
    likeness = text_likeness(one[0].abstract, other[0].abstract)
    if likeness is None:
        return _same_letters(one, other)
    return likeness >= SAME_WORDS or near(one, other)


def _same_letters(one: tuple[Facts, Keys], other: tuple[Facts, Keys]) -> bool:
    """Whether two titles differ in a letter or two, and not in a number or an identifier."""
    title, other_title = one[1].title, other[1].title
    if min(len(title), len(other_title)) < LONG_TITLE or _numbers(title) != _numbers(other_title):
        return False
    are_named = (one[1].arxiv_id and other[1].arxiv_id) or (one[1].doi and other[1].doi)
    return not are_named and title_likeness(title, other_title) >= SAME_LETTERS


def _numbers(title: str) -> str:
    """The digits of a title: a second part is no copy of the first."""
    return "".join(letter for letter in title if letter.isdigit())
