"""This program as an engine to be measured: as the window uses it, and its index alone."""

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from search_corpus import FIRST, TAG, YEARS, Answer, Made, size_of

from reader.index import WordIndex
from reader.library import Library
from reader.model import Dump, Entry, Facts, Listing, Words

PART = 20_000  # papers that are brought into the library at once


class Reader:
    """This program as the window uses it: the library, its language, its index."""

    def __init__(self, home: Path) -> None:
        os.environ["XDG_CACHE_HOME"] = str(home / "cache")
        self.library = Library.open(home / "library")
        self._home = home

    def prepare(self, papers: Iterable[Made]) -> None:
        rest = iter(papers)
        while part := tuple(islice(rest, PART)):
            entries = tuple(
                Entry(Facts(each.title, each.abstract, date=f"{each.year}-01-01"), 2 * n, 2 * n + 1)
                for n, each in enumerate(part, 1)
            )
            name = f"part {part[0].id}"
            listing = Listing("lines", 2 * len(entries) + 1, entries)
            self.library.add([self.library.plan_listing(Dump(name, name), listing)])
            self.library.tag([each.id for each in part if each.tag == TAG], [TAG])
        self.library.facets("")  # as the window does in a quiet moment after its start

    def build(self, papers: Iterable[Made]) -> None:
        self.library.reindex()

    def ask(self, kind: str, text: str) -> Answer:
        if kind == "facet":
            facets = self.library.facets(text)
            return [], sum(each.count for each in dict(facets.groups)["state"])
        asked = {
            "phrase": f'"{text}"',
            "prefix": f"{text}*",
            "fuzzy": f"{text}~",
            "title": f"title:{text}",
            "filter": f"{text} year:{YEARS[0]}..{YEARS[1]} tag:{TAG}",
        }.get(kind, text)
        found = self.library.find(asked)
        first = list(found.ids[:FIRST])
        if kind == "snippet":
            for paper in self.library.papers(first):
                self.library.marks(asked, paper.facts.abstract or "")
        return first, len(found.ids)

    def type(self, text: str) -> Answer:
        found = self.library.find(text, typing=True)
        return list(found.ids[:FIRST]), len(found.ids)

    def change(self, paper: Made) -> None:
        self.library.edit(paper.id, abstract=f"{paper.abstract} Changed.")
        self.library.find("changed")

    def size(self) -> int:
        return size_of(self._home / "cache")


class Index:
    """Our index alone, for what is compared with an index alone: build and change."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "index"
        self._index = WordIndex.open(self._folder)
        self._seq = 1

    def prepare(self, papers: Iterable[Made]) -> None:
        import reader.index.bulk  # noqa: F401  numpy and Whoosh take 0.2 s to load, once

    def build(self, papers: Iterable[Made]) -> None:
        self._index.rebuild(map(_words, papers), self._seq)

    def ask(self, kind: str, text: str) -> Answer:
        raise NotImplementedError

    def type(self, text: str) -> Answer:
        raise NotImplementedError

    def change(self, paper: Made) -> None:
        self._seq += 1
        self._index.follow([_words(paper)], [], self._seq)

    def size(self) -> int:
        return size_of(self._folder)


def _words(paper: Made) -> Words:
    return Words(paper.id, paper.title, paper.abstract, "", "", "", "")
