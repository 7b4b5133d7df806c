"""The engines that are measured beside each other, each asked the same in its own language.

Every answer is the ids of the first twenty papers and how many there are in all. `process_time`
counts the work of all threads of an engine, whatever else the machine does.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from search_corpus import FIRST, TAG, YEARS, Answer, Made, size_of
from search_ours import Index, Reader


class Engine(Protocol):
    """What is measured."""

    def prepare(self, papers: Iterable[Made]) -> None:
        """Put the papers where they are kept anyway; this is not measured."""

    def build(self, papers: Iterable[Made]) -> None:
        """Make the index of all papers."""

    def ask(self, kind: str, text: str) -> Answer:
        """Answer one question."""

    def type(self, text: str) -> Answer:
        """Answer what stands in the field, its last word being a beginning."""

    def change(self, paper: Made) -> None:
        """Take one changed paper in, so that it is found."""

    def size(self) -> int:
        """Bytes on the disk that are there for searching."""


class FullText:
    """SQLite's FTS5 with Porter's stemmer, over a table that holds the texts."""

    def __init__(self, home: Path, prefix: bool = False) -> None:
        self._file = home / "fts.db"
        self._before = 0
        beginnings = ", prefix='2 3'" if prefix else ""
        self._base = sqlite3.connect(self._file, isolation_level=None)
        self._base.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
            "PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY;"
            "CREATE TABLE papers(id INTEGER PRIMARY KEY, year INTEGER, tag TEXT, title, abstract);"
            "CREATE VIRTUAL TABLE f USING fts5(title, abstract, content='papers',"
            f" content_rowid='id', tokenize='porter unicode61'{beginnings});"
            "CREATE VIRTUAL TABLE v USING fts5vocab(f, 'row');"
        )

    def prepare(self, papers: Iterable[Made]) -> None:
        self._base.execute("BEGIN")
        self._base.executemany(
            "INSERT INTO papers VALUES (?,?,?,?,?)",
            ((each.id, each.year, each.tag, each.title, each.abstract) for each in papers),
        )
        self._base.execute("COMMIT")
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._before = self._file.stat().st_size

    def build(self, papers: Iterable[Made]) -> None:
        self._base.execute("INSERT INTO f(f) VALUES ('rebuild')")
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def ask(self, kind: str, text: str) -> Answer:
        quoted = " ".join(f'"{word}"' for word in text.split())
        if kind == "fuzzy":
            terms = self._base.execute("SELECT term FROM v").fetchall()
            near = [term for (term,) in terms if _near(term, text)]
            return self._match(" OR ".join(f'"{term}"' for term in near) or '"none"')
        if kind == "facet":
            rows = self._base.execute(
                "SELECT year, tag, count(*) FROM f JOIN papers ON papers.id = f.rowid"
                " WHERE f MATCH ? GROUP BY 1, 2", (quoted,)).fetchall()  # fmt: skip
            return [], sum(row[2] for row in rows)
        if kind == "filter":
            where = "f MATCH ? AND year BETWEEN ? AND ? AND tag = ?"
            return self._match(quoted, where, (*YEARS, TAG))
        if kind == "snippet":
            self._base.execute(
                "SELECT snippet(f, 1, '[', ']', ' ', 30) FROM f WHERE f MATCH ? ORDER BY rank"
                f" LIMIT {FIRST}", (quoted,)).fetchall()  # fmt: skip
        return self._match({"phrase": f'"{text}"', "prefix": f"{quoted}*",
                            "title": f"title:{quoted}"}.get(kind, quoted))  # fmt: skip

    def type(self, text: str) -> Answer:
        return self._match(" ".join(f'"{word}"' for word in text.split()) + "*")

    def change(self, paper: Made) -> None:
        old = (paper.id, paper.title, paper.abstract)
        run = self._base.execute
        run("BEGIN")
        run("INSERT INTO f(f, rowid, title, abstract) VALUES ('delete',?,?,?)", old)
        run("INSERT INTO f(rowid, title, abstract) VALUES (?,?,?)", old)
        run("COMMIT")

    def size(self) -> int:
        return self._file.stat().st_size - self._before

    def _match(self, match: str, where: str = "f MATCH ?", more: tuple[object, ...] = ()) -> Answer:
        tables = "f JOIN papers ON papers.id = f.rowid" if more else "f"
        ids = self._base.execute(
            f"SELECT f.rowid FROM {tables} WHERE {where} ORDER BY rank LIMIT {FIRST}",
            (match, *more)).fetchall()  # fmt: skip
        sql = f"SELECT count(*) FROM {tables} WHERE {where}"
        return [one for (one,) in ids], self._base.execute(sql, (match, *more)).fetchone()[0]


class Tantivy:
    """Tantivy with its English stemmer, one thread; it keeps the texts itself, for snippets."""

    FIELDS = ("title", "abstract")

    def __init__(self, home: Path) -> None:
        import tantivy

        self._t: Any = tantivy
        self._folder = home / "tantivy"
        self._folder.mkdir()
        made = tantivy.SchemaBuilder()
        made.add_integer_field("id", stored=True, indexed=True, fast=True)
        made.add_integer_field("year", indexed=True, fast=True)
        made.add_text_field("tag", tokenizer_name="raw", fast=True)
        for name in self.FIELDS:
            made.add_text_field(name, tokenizer_name="en_stem", stored=name == "abstract")
        self._schema = made.build()
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._writer: Any = None

    def prepare(self, papers: Iterable[Made]) -> None:
        pass

    def build(self, papers: Iterable[Made]) -> None:
        writer = self._index.writer(heap_size=512_000_000, num_threads=1)
        for each in papers:
            writer.add_document(self._document(each))
        writer.commit()
        writer.wait_merging_threads()
        self._reload()

    def ask(self, kind: str, text: str) -> Answer:
        words = text.split()
        if kind == "phrase":
            return self._search(self._parsed(f'"{text}"'))
        if kind == "prefix":
            return self._search(self._begins(text))
        if kind == "fuzzy":
            near, should = self._t.Query.fuzzy_term_query, self._t.Occur.Should
            either = [(should, near(self._schema, name, text, 1)) for name in self.FIELDS]
            return self._search(self._t.Query.boolean_query(either))
        if kind == "title":
            return self._search(self._parsed(text, ["title"]))
        if kind == "filter":
            must = self._t.Occur.Must
            tag = self._t.Query.term_query(self._schema, "tag", TAG)
            years = self._parsed(f"year:[{YEARS[0]} TO {YEARS[1]}]")
            parts = [(must, self._parsed(text)), (must, tag), (must, years)]
            return self._search(self._t.Query.boolean_query(parts))
        if kind == "facet":
            terms = {name: {"terms": {"field": name, "size": 100}} for name in ("year", "tag")}
            found = self._searcher.aggregate(self._parsed(text), terms)
            return [], sum(each["doc_count"] for each in found["year"]["buckets"])
        wanted = self._parsed(" AND ".join(words))
        if kind == "snippet":
            made = self._t.SnippetGenerator.create(self._searcher, wanted, self._schema, "abstract")
            for _, place in self._searcher.search(wanted, FIRST).hits:
                made.snippet_from_doc(self._searcher.doc(place)).to_html()
        return self._search(wanted)

    def type(self, text: str) -> Answer:
        *before, last = text.split()
        must = self._t.Occur.Must
        parts = [(must, self._parsed(word)) for word in before] + [(must, self._begins(last))]
        return self._search(self._t.Query.boolean_query(parts))

    def change(self, paper: Made) -> None:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=50_000_000, num_threads=1)
        self._writer.delete_documents("id", paper.id)
        self._writer.add_document(self._document(paper))
        self._writer.commit()
        self._reload()

    def size(self) -> int:
        return size_of(self._folder)

    def _document(self, paper: Made) -> Any:
        made = self._t.Document()
        made.add_integer("id", paper.id)
        made.add_integer("year", paper.year)
        for name in ("tag", *self.FIELDS):
            made.add_text(name, getattr(paper, name))
        return made

    def _reload(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def _parsed(self, text: str, fields: list[str] | None = None) -> Any:
        return self._index.parse_query(text, fields or list(self.FIELDS))

    def _begins(self, text: str) -> Any:
        either = [(self._t.Occur.Should, self._t.Query.regex_query(self._schema, name, f"{text}.*"))
                  for name in self.FIELDS]  # fmt: skip
        return self._t.Query.boolean_query(either)

    def _search(self, query: Any) -> Answer:
        found = self._searcher.search(query, FIRST, count=True)
        ids = [self._searcher.doc(place)["id"][0] for _, place in found.hits]
        return ids, found.count


class Stock:
    """Whoosh as it comes, with the settings that were quickest; it keeps ids, and no texts."""

    def __init__(self, home: Path) -> None:
        from whoosh import fields, index
        from whoosh.analysis import StemmingAnalyzer

        text = fields.TEXT(analyzer=StemmingAnalyzer(cachesize=50_000))
        schema = fields.Schema(
            id=fields.NUMERIC(stored=True, unique=True, bits=64),
            year=fields.NUMERIC(sortable=True),
            tag=fields.ID(sortable=True),
            title=text,
            abstract=text,
        )
        self._folder = home / "stock"
        self._folder.mkdir()
        self._index = index.create_in(str(self._folder), schema)

    def prepare(self, papers: Iterable[Made]) -> None:
        pass

    def build(self, papers: Iterable[Made]) -> None:
        writer = self._index.writer(limitmb=1024)
        for each in papers:
            writer.add_document(id=each.id, year=each.year, tag=each.tag, title=each.title,
                                abstract=each.abstract)  # fmt: skip
        writer.commit()
        self._searcher = self._index.searcher()

    def ask(self, kind: str, text: str) -> Answer:
        from whoosh import qparser, query, sorting

        fields = ["title"] if kind == "title" else ["title", "abstract"]
        parser = qparser.MultifieldParser(fields, self._index.schema)
        wanted = parser.parse({"phrase": f'"{text}"', "prefix": f"{text}*"}.get(kind, text))
        more: dict[str, Any] = {}
        if kind == "fuzzy":
            wanted = query.Or([query.FuzzyTerm(name, text, maxdist=1) for name in fields])
        elif kind == "filter":
            more["filter"] = query.And([query.Term("tag", TAG), query.NumericRange("year", *YEARS)])
        elif kind == "facet":
            more |= {"groupedby": sorting.Facets().add_field("year").add_field("tag"),
                     "maptype": sorting.Count}  # fmt: skip
        found = self._searcher.search(wanted, limit=FIRST, **more)
        return [hit["id"] for hit in found], len(found)

    def type(self, text: str) -> Answer:
        *before, last = text.split()
        return self.ask("word", " ".join([*before, f"{last}*"]))

    def change(self, paper: Made) -> None:
        writer = self._index.writer()
        writer.update_document(id=paper.id, year=paper.year, tag=paper.tag, title=paper.title,
                               abstract=paper.abstract)  # fmt: skip
        writer.commit()
        self._searcher = self._searcher.refresh()

    def size(self) -> int:
        return size_of(self._folder)


def _near(one: str, other: str) -> bool:
    """Whether at most one letter is added, taken away or changed."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    at = next(same, min(len(one), len(other)))
    rest, there = one[at:], other[at:]
    return rest[1:] == there[1:] or rest == there[1:] or rest[1:] == there


def engines() -> Iterable[str]:
    """Their names, ours first."""
    return ("reader", "fts5", "fts5-prefix", "tantivy", "whoosh")


def made(name: str, home: Path) -> Engine:
    """An engine by its name, with nothing in it."""
    match name:
        case "reader":
            return Reader(home)
        case "index":
            return Index(home)
        case "fts5" | "fts5-prefix":
            return FullText(home, prefix=name != "fts5")
        case "tantivy":
            return Tantivy(home)
        case _:
            return Stock(home)
