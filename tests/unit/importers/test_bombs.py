"""Texts made to hang a reader: reading them takes a time that grows no faster than they do.

Each is read at two sizes by every format. Reading a text that is four times as long takes
four times as long when the time is linear, and sixteen times when it is quadratic. What is
called small, and read in the program's own process, has to be read in a second or two.
"""

import contextlib
import gc
import time

import pytest

from reader import importers, sources
from reader.errors import Problem

TITLE = "A Title of Some Length about Lamps"
LINK = "https://arxiv.org/abs/2401.00001"
FACTOR = 4
LARGE = 32 * 1024  # characters
MOST = 8.0  # times as long: half-way between 4 and 16, for a machine that is busy
NOTHING = 0.015  # seconds that are too short to be measured
SECONDS = 2.0  # of a busy machine, for the largest text that is read in the program's own process

BOMBS = {
    # one thing again and again: what stands before it, the thing, what stands after it
    "letters": ("", "a", ""),
    "digits": ("", "9", ""),
    "blanks": (f"{TITLE}\n", " ", "x"),
    "tabs": ("", "\t", "x"),
    "empty lines": (f"{TITLE}\n", "\n", TITLE),
    "backslashes": (f"{TITLE}\n", "\\", ""),
    "dollars": (f"{TITLE}\n", "$a ", ""),
    "tex groups": (f"{TITLE}\n", "{\\it ", ""),
    "combining marks": (f"{TITLE}\ne", "\u0301", ""),
    "replaced": ("", "\ufffd", ""),
    "titles": ("", f"{TITLE}\n", ""),
    "same abstract": (f"{TITLE}\n", "We show that it works. ", ""),
    "hyphens": (f"{TITLE}\n", "know-\n", ""),
    "bullets": ("", "• ", ""),
    "dots": ("", "·\n", ""),
    "counts": (f"{TITLE}\n", "3 authors\n", ""),
    "dates": (f"{TITLE}\n", "Nov 12\n", ""),
    "subscribe": ("Get trending papers in your email inbox!\n", "Subscribe", ""),
    "addresses": ("", "https://", ""),
    "link lines": ("", f"{LINK}\n", ""),
    "markdown links": ("", f"[x]({LINK}) ", ""),
    "markdown items": ("# List\n", f"- [{TITLE}]({LINK})\n", ""),
    "open brackets": ("", "[", ""),
    "open images": ("", "![](", ""),
    "half links": ("", "](", ""),
    "parentheses": (f"- [{TITLE}](https://a.org/", "(", ""),
    "headings": ("", "# ", ""),
    "quotes": ("", "> ", ""),
    "items": ("", "- ", ""),
    "nested items": ("", "- - ", "x"),
    "stars": ("", "*a **a ", ""),
    "ticks": ("", "`", ""),
    "numbered": ("", "1. ", ""),
    "numbered links": ("", "[1]", ""),
    "cells": ("| Title | Authors |\n|---|---|\n| ", "a | ", "\n"),
    "table rows": ("| Title | Authors |\n|---|---|\n", f"| {TITLE} | A |\n", ""),
    "rules": ("", "---\n", ""),
    "json arrays": ("", "[", ""),
    "json objects": ("", '{"a":', ""),
    "json papers": ("[", '{"paper":{"id":', ""),
    "json strings": ('[{"title": "', "x", '"}]'),
    "json cut string": ('[{"title": "', "\\u0041", ""),
    "json numbers": ('[{"title": "x", "upvotes": ', "9", "}]"),
    "json members": ("{", '"a": NaN, ', '"b": 1}'),
    "json lines cut": ("", '{"title": "x"\n', ""),
    "json lines": ("", f'{{"paperId": "{"0" * 40}", "title": "x"}}\n', ""),
    "xml depth": ('<?xml version="1.0"?>\n', "<a>", ""),
    "xml depth in lines": ('<?xml version="1.0"?>\n', "<a>\n", ""),
    "xml entries": ('<feed xmlns="http://www.w3.org/2005/Atom">', "<entry><title>x", ""),
    "xml attributes": ("<feed ", 'a="b" ', ">"),
    "xml entities": (f"<feed><entry><title>{TITLE}</title><summary>", "&amp;", "</summary>"),
    "xml unknown entities": (f"<feed><entry><title>{TITLE}</title><summary>", "&lol;", ""),
    "xml comments": ("<feed>", "<!--", ""),
    "xml data": ("<feed>", "<![CDATA[", ""),
    "rss items": ('<rss version="2.0"><channel>', "<item><title>", ""),
    "pubmed articles": ("<PubmedArticleSet>", "<PubmedArticle>", ""),
    "endnote records": ("<xml><records>", "<record><titles><title>", ""),
    "html divisions": ("<!doctype html><html><body>", "<div>", TITLE),
    "html tables": ("<!doctype html><html><body>", "<table>", TITLE),
    "html links": ("<!doctype html><html><body>", '<a href="/papers/2401.00001">', TITLE),
    "html headings": ("<!doctype html>", '<article><h3><a href="/papers/2401.00001">x', ""),
    "html formats": ("<!doctype html>", "<b><i>", TITLE),
    "html tags": ("<!doctype html>", "<p", ""),
    "html comments": ("<!doctype html>", "<!--", ""),
    "html marks": ("<!doctype html>", "<![", ""),
    "csv columns": ("Title,Authors", ",x", "\nA,B\n"),
    "csv cells": ("Title,Authors\n", "x,", "\n"),
    "csv quotes": ("Title,Authors\n", '"', ""),
    "csv open quote": ('Title,Authors\n"', "some words\n", ""),
    "csv open quotes": ("Title,Authors\n", 'x,"y\n', ""),
    "csv rows": ("Title,Authors\n", f"{TITLE},A\n", ""),
    "bibtex starts": ("", "@article{", ""),
    "bibtex start lines": ("", "@article{a,\n", ""),
    "bibtex braces": ("@article{a, title = ", "{", ""),
    "bibtex closed braces": ("@article{a, title = {x}", "}", ""),
    "bibtex braces in pairs": ("@article{a, title = {", "{}", "}}"),
    "bibtex fields": ("@article{a, ", "title = {x}, ", "}"),
    "bibtex open fields": ("@article{a, ", 'title = "x, ', "}"),
    "bibtex names": ("@article{a, title = {x}, author = {", "and ", "}}"),
    "bibtex joined": ("@article{a, title = x", " # x", "}"),
    "bibtex comments": ("", "@comment{", ""),
    "bibtex signs": ("@article{a, title = {", "\\'", "}}"),
    "ris starts": ("", "TY  - JOUR\n", ""),
    "ris without end": ("TY  - JOUR\nTI  - x\n", "AU  - A, B.\n", ""),
    "ris on and on": ("TY  - JOUR\nTI  - x\nAB  - y\n", "some words\n", ""),
    "ris line": ("TY  - JOUR\nTI  - ", "x ", "\nER  - \n"),
    "medline": ("PMID- 1\nTI  - x\n", "FAU - Doe, A\n", ""),
    "web of science": ("FN x\nVR 1.0\nPT J\nTI x\n", "AU Doe, A\n   Roe, B\n", ""),
    "arxiv rules": ("", "\\\\\n", ""),
    "arxiv mail": ("\\\\\nPaper: hep-th/9404999\nTitle: x\n", "Authors: A, B and ", ""),
    "arxiv papers": ("", "\\\\\narXiv:2401.00001\nTitle: x\nAuthors: A\n\\\\\n", ""),
    "arxiv list": ("", "[1] arXiv:2401.00001 [pdf]\nTitle: x\n", ""),
    "labels": (f"## 1. {TITLE}\n", "Abstract: x ", ""),
    "label lines": (f"## 1. {TITLE}\n", "**Abstract:** x\n", ""),
    "submitted": ("Daily Papers\n", "Submitted by\n", ""),
}  # fmt: skip


def bomb(name: str, size: int) -> str:
    """The bomb in about this many characters."""
    before, thing, after = BOMBS[name]
    return before + thing * ((size - len(before)) // len(thing)) + after


def seconds(form: importers.Format, text: str) -> float:
    """How long a format computes over a text, without sweeping up what other tests left."""
    gc.disable()
    try:
        start = time.process_time()
        with contextlib.suppress(Problem):
            form.confidence(text)
        with contextlib.suppress(Problem):
            form.read(text, importers.Hints())
        return time.process_time() - start
    finally:
        gc.enable()


def entity_bomb(kind: str, depth: int = 60) -> str:
    """A text that names itself twice, again and again: billion laughs, in XML and in BibTeX."""
    if kind == "xml":
        lines = [f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, depth)]
        declared = '<!ENTITY a0 "ha">' + "".join(lines)
        return (
            f'<?xml version="1.0"?><!DOCTYPE feed [{declared}]><feed><entry><title>'
            f"&a{depth - 1};</title></entry></feed>"
        )
    lines = [f"@string{{a{n} = a{n - 1} # a{n - 1}}}" for n in range(1, depth)]
    return "\n".join(['@string{a0 = "ha"}', *lines, f"@article{{k, title = a{depth - 1}}}"])


def largest_small(name: str) -> str:
    """The bomb as large as it may be to be read in the program's own process."""
    size = sources.SMALL
    while not sources.is_small(text := bomb(name, size)):
        size //= 2
    return text


@pytest.mark.parametrize("name", BOMBS)
def test_no_bomb_takes_longer_than_its_length_allows(name: str) -> None:
    small, large = bomb(name, LARGE // FACTOR), bomb(name, LARGE)
    slow = []
    for form in importers.FORMATS:
        long = seconds(form, large)
        if long <= NOTHING:
            continue
        short = min(seconds(form, small) for _ in range(2))
        if long > MOST * short:
            # Again: the machine may have been busy.
            long = min(long, *(seconds(form, large) for _ in range(4)))
        if long > max(MOST * short, NOTHING):
            slow.append(f"{form.name}: {long:.2f} s, and {short:.2f} s for a quarter of it")
        elif long > 0.1 and (whole := seconds(form, largest_small(name))) > SECONDS:
            slow.append(f"{form.name}: {whole:.2f} s for what is called small")
    assert not slow


@pytest.mark.parametrize("kind", ["xml", "bibtex"])
def test_a_text_that_grows_when_it_is_read_does_not(kind: str) -> None:
    text = entity_bomb(kind)
    for form in importers.FORMATS:
        assert seconds(form, text) < SECONDS, form.name


def test_the_measure_notices_what_is_quadratic() -> None:
    def read(text: str, hints: importers.Hints) -> object:
        return sum(1 for place in range(0, len(text), 64) for _ in text[place:])

    slow = importers.Format("slow", "", lambda text: 0.0, read)  # type: ignore[arg-type]
    short, long = (seconds(slow, bomb("letters", size)) for size in (LARGE // FACTOR, LARGE))
    assert long > MOST * short
