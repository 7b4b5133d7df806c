"""Papers per second of each family of formats, beside the plain library underneath.

    python tests/benchmarks/bench_import.py [PAPERS]

The same made-up papers in every format. "plain" is what the library below takes to parse the
file, without making papers of it, accounting for lines or looking for doubts; "ratio" says how
many times as long the importer takes, and is what may be compared between machines.
"""

import csv
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

from making import abstract, alternating_text, search_page_text, title  # noqa: E402

from reader import importers  # noqa: E402

NAMES = ("Ada Lund", "Bram de Wit", "Eva Brandt")


def bibtex(count: int) -> str:
    """A BibTeX file."""
    return "".join(
        f"@article{{k{n},\n  title = {{{title(n)}}},\n  author = {{{' and '.join(NAMES)}}},\n"
        f"  year = {{{1990 + n % 30}}},\n  doi = {{10.5555/k.{n}}},\n"
        f"  abstract = {{{_tex(n)}}}\n}}\n\n"
        for n in range(count)
    )


def _tex(number: int) -> str:
    return abstract(number).replace("%", "\\%")


def ris(count: int) -> str:
    """A RIS file."""
    authors = "".join(f"AU  - {name}\n" for name in NAMES)
    return "".join(
        f"TY  - JOUR\nTI  - {title(n)}\n{authors}PY  - {1990 + n % 30}\n"
        f"AB  - {abstract(n)}\nER  - \n\n"
        for n in range(count)
    )


def table(count: int) -> str:
    """A CSV file."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("Title", "Authors", "Year", "DOI", "Abstract"))
    for n in range(count):
        row = (title(n), "; ".join(NAMES), 1990 + n % 30, f"10.5555/k.{n}", abstract(n))
        writer.writerow(row)
    return out.getvalue()


def json_lines(count: int) -> str:
    """Papers of Semantic Scholar, one a line."""
    authors = [{"name": name} for name in NAMES]
    return "".join(
        json.dumps(
            {"paperId": f"{n:040x}", "title": title(n), "abstract": abstract(n), "authors": authors}
        )
        + "\n"
        for n in range(count)
    )


def atom(count: int) -> str:
    """A feed of arXiv."""
    authors = "".join(f"<author><name>{name}</name></author>" for name in NAMES)
    entries = "".join(
        f"<entry>\n<id>http://arxiv.org/abs/24{n // 100000:02}.{n % 100000:05}v1</id>\n"
        f"<title>{title(n)}</title>\n<summary>{abstract(n)}</summary>\n"
        f"{authors}\n<published>2024-01-05T00:00:00Z</published>\n</entry>\n"
        for n in range(count)
    )
    return f'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n{entries}</feed>\n'


def _parse_bibtex(text: str) -> object:
    from bibtexparser.entrypoint import parse_string

    return parse_string(text, parse_stack=[])


def _parse_html(text: str) -> object:
    from justhtml import JustHTML

    return JustHTML(text, sanitize=False)


def _parse_lines(text: str) -> object:
    return [line.strip() for line in text.split("\n")]


def page(count: int) -> str:
    """A saved web page of cards."""
    cards = "".join(
        f'<article>\n<h3><a href="/papers/24{n // 100000:02}.{n % 100000:05}">{title(n)}</a></h3>\n'
        f"<p>{abstract(n)}</p>\n<div>· 3 authors</div>\n</article>\n"
        for n in range(count)
    )
    return f"<!doctype html>\n<html><head><title>Daily Papers</title></head><body>{cards}</body>"


FAMILIES: tuple[tuple[str, Callable[[int], str], str, Callable[[str], object]], ...] = (
    ("listing-lines", lambda count: alternating_text(range(count)), "str.split", _parse_lines),
    ("listing-blocks", lambda count: search_page_text(range(count)), "str.split", _parse_lines),
    ("listing-html", page, "justhtml", _parse_html),
    ("bibtex", bibtex, "bibtexparser", _parse_bibtex),
    ("ris", ris, "str.split", _parse_lines),
    ("table", table, "csv", lambda text: list(csv.reader(io.StringIO(text)))),
    ("scholar-json", json_lines, "json", lambda text: list(map(json.loads, text.splitlines()))),
    ("atom", atom, "ElementTree", ElementTree.fromstring),
)


def seconds(work: Callable[[str], object], text: str) -> float:
    """The shorter of two tries: seconds of computing."""
    tries = []
    for _ in range(2):
        start = time.process_time()
        work(text)
        tries.append(time.process_time() - start)
    return max(min(tries), 1e-6)


def main() -> None:
    """Measure every family and print a line for each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    print(f"{'format':<15} {'papers':>7} {'MB':>6} {'papers/s':>9} {'MB/s':>6} {'plain':>13} ratio")
    for name, make, library, plain in FAMILIES:
        text = make(count)
        listing = importers.read(text, format_name=name)
        assert len(listing.entries) == count, f"{name}: {len(listing.entries)} of {count}"
        long = seconds(lambda text, name=name: importers.read(text, format_name=name), text)
        short = seconds(plain, text)
        size = len(text.encode()) / 1024**2
        print(
            f"{name:<15} {count:>7,} {size:>6.1f} {count / long:>9,.0f} {size / long:>6.1f} "
            f"{library:>13} {long / short:>5.1f}"
        )


if __name__ == "__main__":
    main()
